"""Words that still hold the hyphen of a line end: “develop-ment”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..document import View
from ..lexicon import default_lexicon, load_named
from ..patterns import lazy
from ..rule import Finding, Replace
from .known import PREFIXES

_HYPHENED = lazy(
    r"(?P<gap>-)(?P<tail>[a-z]{2,})(?![\w'@/-])(?<=(?<![\w'@/.-])(?P<head>[A-Za-z][a-z]{1,})-(?P=tail))"
)
_SECONDS = frozenset("ager agers away aways fi wich".split())  # teen-ager
_SYLLABLES = frozenset(
    "ment tion sion tions ments ing ings ness ance ence ity ty ly ed er ers tor tors ture tures cal tic tive tional ple ble bles sure ties ries ry cy gy tee tees able".split()
)
_LEAST = 6  # letters of a word that was torn


def hyphened(views: Sequence[View]) -> Iterator[Finding]:
    """A hyphen inside a word whose second half is no word: “develop-ment”; or inside a day: “Mon-day”."""
    for view in views:
        for match in _HYPHENED.finditer(view.text) if "-" in view.text else ():
            if _is_divided(match["head"].lower(), match["tail"]):
                start, end = match.span("gap")
                values = {"match": "-", "word": match["head"] + match["tail"]}
                yield Finding(view, start, end, ((Replace(start, end, ""),),), values)


@lru_cache(maxsize=50_000)  # so that memory does not grow with the number of stories
def _is_divided(head: str, tail: str) -> bool:
    word = head + tail
    if word in load_named("weekdays") or word in load_named("months"):
        return True
    usual = word in load_named("everyday-words") or word in load_named("usual-words")
    whole = usual and len(word) >= _LEAST and head not in PREFIXES and tail not in _SECONDS
    return whole and (tail in _SYLLABLES or not default_lexicon().knows(tail))
