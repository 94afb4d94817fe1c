"""Abbreviations in brackets a slip away from the words that stand before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..document import View
from ..patterns import lazy
from ..rule import Finding, Replace
from .acronyms import LEAST, Use, finding, initials_of, known, story_of

_IN_BRACKETS = lazy(r"(?<=[a-z]) \((?P<short>[A-Z]{4,6})\)")
_WORDS = lazy(r"[A-Za-z]+(?:'s)?")
_GAP = lazy(r"[ -]")


def slips(views: Sequence[View]) -> Iterator[Finding]:
    """“Deep soil carbon storage (DCSS)”, “Harbor Pilots Safety Council (HPSB)”: letters that are not those of the words."""
    story = story_of(tuple(views))
    for view in views:
        for match in _IN_BRACKETS.finditer(view.plain) if "(" in view.plain else ():
            short, use = match["short"], Use(view, *match.span("short"))
            words = _before(view, match.start(), len(short))
            if words is None or short.lower() in known() or view.quoted(*match.span()):
                continue
            initials = "".join(word.text[0] for word in words).upper()
            small = all(word.text.islower() for word in words)
            if small and _swapped(short, initials):
                yield _slip(use, initials, words[0])
    for one in story.definitions:
        short, name = one.short.text, one.name.text
        initials = initials_of(name)
        last = name.split()[-1]
        if (
            one.fits
            or len(short) <= LEAST
            or len(initials) != len(short)
            or len(name.split()) != len(short)
            or short.lower() in known()
            or initials in story.uses
            or short in story.uses
        ):
            continue
        if short[:-1] == initials[:-1] and short[-1].lower() not in last.lower():
            yield _slip(one.short, initials, one.name)


def _before(view: View, end: int, count: int) -> list[Use] | None:
    """The last so many words before a place, with nothing but a space or a hyphen between them."""
    words = [Use(view, *word.span()) for word in _WORDS.finditer(view.plain, max(0, end - 120), end)][-count:]
    if len(words) != count or words[-1].end != end:
        return None
    gaps = [view.plain[one.end : two.start] for one, two in pairwise(words)]
    return words if all(_GAP.fullmatch(gap) for gap in gaps) else None


def _swapped(short: str, other: str) -> bool:
    """Whether two letters side by side have changed places, and no more."""
    apart = [at for at in range(len(short)) if short[at] != other[at]]
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and (short[apart[0]], short[apart[1]]) == (other[apart[1]], other[apart[0]])
    )


def _slip(use: Use, initials: str, there: Use) -> Finding:
    mend = (Replace(use.start, use.end, initials),)
    return finding(use, (mend,), {"initials": initials}, there)
