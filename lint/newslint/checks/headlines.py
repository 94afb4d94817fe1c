"""Headlines in title case: a word that lacks its capital."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import HEADLINE, SUBHEAD, View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding, Replace

_WORD = lazy(r"(?<![\w'’.@/-])[^\W\d_]+(?:['’][^\W\d_]+)?(?![\w'’@/-]|\.\w)")
_ENOUGH = 4  # capitalized words of four letters or more, that show the head to be in title case
_SMALL_TAGS = (
    "IN",
    "DT",
    "CC",
    "TO",
    "PRP",
    "PRP$",
    "MD",
    "RP",
    "WDT",
    "WRB",
)  # words that houses write small
_SMALL = frozenset(
    "is are was were be been being has have had do does did not as so yet per via vs v than".split()
)


def lower_case_words(views: Sequence[View]) -> Iterator[Finding]:
    """A content word with a small letter in a headline whose other content words all have capitals."""
    for view in views:
        if view.block.scope not in (HEADLINE, SUBHEAD):
            continue
        words = [match for match in _WORD.finditer(view.text) if len(match[0]) > 3]
        small = [match for match in words if match[0].islower() and not _may_be_small(match[0])]
        capitals = [match[0] for match in words if match[0][0].isupper() and not _is_name(match[0], views)]
        if len(small) == 1 and len(capitals) >= _ENOUGH:
            start, end = small[0].span()
            option = (Replace(start, end, small[0][0].capitalize()),)
            yield Finding(view, start, end, (option,), {"match": small[0][0]})


def _is_name(word: str, views: Sequence[View]) -> bool:
    """Whether the story's body has the word with a capital, inside a sentence, and never without."""
    body = [view for view in views if view.block.scope not in (HEADLINE, SUBHEAD)]
    inside = re.compile(rf"(?<=[a-z,] ){word}(?![\w])")
    return any(inside.search(view.text) for view in body)


def _may_be_small(word: str) -> bool:
    return word in _SMALL or default_lexicon().may_be(word, *_SMALL_TAGS) or not default_lexicon().knows(word)
