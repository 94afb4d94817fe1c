"""HTML cut into tags, texts and comments, each with its place: what a browser's tokeniser gives, no tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"([^\s=/>\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?")
_COMMENT = re.compile(r"<!--(.*?)(?:--!?>|\Z)", re.DOTALL)
_OTHER = re.compile(r"<[!?/](?:[^>]*)(?:>|\Z)")
_RAW = frozenset("iframe noembed noframes noscript plaintext script style title textarea xmp".split())
_DECODED = frozenset({"title", "textarea"})
START, END, CLOSED, TEXT, COMMENT, DOCTYPE = "start", "end", "closed", "text", "comment", "doctype"


class Token(NamedTuple):
    """A piece of HTML. `data` is a tag's name or a text with its entities resolved."""

    kind: str
    data: str
    start: int
    end: int
    attributes: Mapping[str, str] = {}


def tokens(text: str) -> Iterator[Token]:
    """The pieces of a document, in order."""
    at, size, begun = 0, len(text), 0
    while at < size:
        opening = text.find("<", at)
        found = _piece(text, opening) if opening >= 0 else None
        if opening >= 0 and found is None:  # a lone sign
            at = opening + 1
            continue
        end = opening if found else size
        if end > begun:
            yield Token(TEXT, unescape(text[begun:end]), begun, end)
        if found is None:
            return
        yield found
        at = begun = found.end
        if found.kind == START and found.data in _RAW:
            closing = re.compile(rf"</{re.escape(found.data)}(?=[\s/>])", re.IGNORECASE).search(text, at)
            end = closing.start() if closing else size
            if end > at:
                inner = text[at:end]
                yield Token(TEXT, unescape(inner) if found.data in _DECODED else inner, at, end)
            at = begun = end


def _piece(text: str, at: int) -> Token | None:
    """The tag, comment or doctype that starts at `at`, if one does."""
    comment = _COMMENT.match(text, at)
    if comment:
        return Token(COMMENT, comment[1], at, comment.end())
    tag = _TAG.match(text, at)
    if tag:
        kind = END if tag[1] else CLOSED if tag[3].rstrip().endswith("/") else START
        attributes = {} if tag[1] else _attributes(tag[3])
        return Token(kind, tag[2].lower(), at, tag.end(), attributes)
    other = _OTHER.match(text, at)
    return Token(DOCTYPE, other[0], at, other.end()) if other else None


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, *given in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), unescape(next(filter(None, given), "")))
    return found
