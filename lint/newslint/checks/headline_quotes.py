"""What a headline quotes against the story's quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import View
from ..patterns import lazy
from ..rule import Finding
from .headline_figures import contrast
from .story import story

_QUOTED = lazy(r"(?<!\w)(?P<mark>['\"])(?P<words>[A-Z](?:[^'\"]|'(?=\w))+?)[,.!?]?(?P=mark)(?!\w)")
_SAID = lazy(r"\"(?P<words>[^\"]+)\"")
_WORD = lazy(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d[\d,.]*")
_NEGATORS = ("not", "never", "no longer")
_SHORT = {"won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not"}
_FEW = 3  # words of the shortest quotation that is compared


def quotations(views: Sequence[View]) -> Iterator[Finding]:
    """“‘We will never sell’” over a story in which he said “We will sell”, or the other way."""
    told = story(views)
    match = _QUOTED.search(told.headline.plain) if told else None
    if told is None or match is None:
        return
    claim = _plain_words(match["words"])
    said = [(view, found) for view in told.body for found in _SAID.finditer(view.plain)]
    texts = [f" {_plain_words(found['words'])} " for _, found in said]
    if len(claim.split()) < _FEW or any(f" {claim} " in text for text in texts):
        return
    bare = _without_negators(claim)
    for (view, found), text in zip(said, texts, strict=True):
        if f" {bare} " in _without_negators(text) and _count(claim) != _count(text):
            yield contrast(told.headline, match.span("words"), None, view, found.span())
            return


def _plain_words(text: str) -> str:
    """The words in small letters with single spaces, “won't” as “will not”."""
    words = (word.lower() for word in _WORD.findall(text))
    return " ".join(_SHORT.get(word, re.sub(r"n't$", " not", word)) for word in words)


_NEGATOR = lazy(rf"\b(?:{'|'.join(_NEGATORS)})\b ?")


def _without_negators(text: str) -> str:
    """The text without its negators, with single spaces between its words."""
    return lazy(r" +").sub(" ", _NEGATOR.sub("", text))


def _count(text: str) -> int:
    return len(_NEGATOR.findall(text))
