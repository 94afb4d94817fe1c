"""Words that a conversion tore apart or ran together: “develop-ment”, “clo sed”, “councilapproved”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from ..document import View
from ..lexicon import default_lexicon, load_named
from ..patterns import lazy
from ..rule import Finding, Replace
from .spelling import PREFIXES

_HYPHENED = lazy(r"(?<![\w'@/.-])(?P<head>[A-Za-z][a-z]{1,})(?P<gap>-)(?P<tail>[a-z]{2,})(?![\w'@/-])")
_UNKNOWN = lazy(r"(?<![\w'’@/.&-])[A-Za-z]?[a-z]+(?![\w'’@/&-]|\.\w)|(?<![\w'’@/.&-])[B-Z](?= [a-z])")
_AFTER = lazy(r"(?P<head>[A-Za-z]?[a-z]*)(?P<gap> )(?P<tail>[a-z]+)(?![\w@/-]|\.\w)")
_BEFORE = lazy(r"(?<![\w'’@/.&-])(?P<head>[A-Za-z]?[a-z]+)(?P<gap> )(?P<tail>[a-z]+)$")
_JOINED = lazy(r"(?<![\w'@/.#_-])(?:The)?[a-z]{6,}(?![\w'@/_-]|\.\w)")
_FIRST = frozenset("the of and for with at by from was were has had that his her their this".split())
_LAST = frozenset("the of and for with from was were that".split())
_SECONDS = frozenset("ager agers away aways fi wich".split())  # teen-ager
_SYLLABLES = frozenset(
    "ment tion sion tions ments ing ings ness ance ence ity ty ly ed er ers tor tors ture tures cal tic tive tional ple ble bles sure ties ries ry cy gy".split()
)
_LEAST = 6  # letters of a word that was torn


def hyphened(views: Sequence[View]) -> Iterator[Finding]:
    """A hyphen inside a word whose second half is no word: “develop-ment”; or inside a day: “Mon-day”."""
    for view in views:
        for match in _HYPHENED.finditer(view.text):
            if _is_divided(match["head"].lower(), match["tail"]):
                yield _finding(view, *match.span("gap"), "", match["head"] + match["tail"])


@cache
def _is_divided(head: str, tail: str) -> bool:
    word = head + tail
    if word in load_named("weekdays") or word in load_named("months"):
        return True
    whole = len(word) >= _LEAST and _usual(word) and head not in PREFIXES and tail not in _SECONDS
    return whole and (tail in _SYLLABLES or not _knows(tail))


def parted(views: Sequence[View]) -> Iterator[Finding]:
    """A space inside a word, one half of which is no word: “clo sed”, “b ridge”."""
    for view in views:
        for match in _UNKNOWN.finditer(view.text):
            if not _is_odd(match.group()):
                continue
            for pair in (
                _BEFORE.search(view.text, max(0, match.start() - 20), match.end()),
                _AFTER.match(view.text, match.start()),
            ):
                if pair and pair.end() >= match.end() and _is_torn(pair["head"].lower(), pair["tail"]):
                    yield _finding(view, *pair.span("gap"), "", pair["head"] + pair["tail"])
                    break


@cache
def _is_odd(word: str) -> bool:
    """Whether it is no word: a letter alone, or what the lexicon does not know."""
    lower = word.lower()
    return lower not in {"a", "i", "o"} and (
        len(word) == 1 or not (_knows(word) or _knows(word.capitalize()))
    )


@cache
def _is_torn(head: str, tail: str) -> bool:
    return len(head + tail) >= _LEAST - 1 and (_is_odd(head) or _is_odd(tail)) and _usual(head + tail)


def joined(views: Sequence[View]) -> Iterator[Finding]:
    """Two usual words without the space between them, one of which is a small one or a form of a verb."""
    for view in views:
        for match in _JOINED.finditer(view.text):
            at = _seam(match.group().lower())
            if at:
                start = match.start() + at
                yield _finding(
                    view,
                    *match.span(),
                    f"{view.text[match.start() : start]} {view.text[start : match.end()]}",
                    "",
                )


@cache
def _seam(word: str) -> int:
    """Where the one word ends and the other begins, 0 where the word is sound or that is not clear."""
    if (
        default_lexicon().knows(word)
        or default_lexicon().knows(word.capitalize())
        or word in load_named("extra-words")
    ):
        return 0
    seams = [at for at in range(2, len(word) - 1) if _may_part(word[:at], word[at:])]
    return seams[0] if len(seams) == 1 else 0


def _may_part(head: str, tail: str) -> bool:
    if head in _FIRST:
        return len(tail) > (3 if len(head) > 2 else 4) and _usual(tail)
    return tail in _LAST and len(head) > 3 and _usual(head)


def _knows(word: str) -> bool:
    return default_lexicon().knows(word)


def _usual(word: str) -> bool:
    return word in load_named("everyday-words") or word in load_named("usual-words")


def _finding(view: View, start: int, end: int, text: str, word: str) -> Finding:
    values = {"match": view.text[start:end], "word": word}
    return Finding(view, start, end, ((Replace(start, end, text),),), values)
