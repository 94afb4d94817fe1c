"""Abbreviations a slip away from the words that stand before them, or from the one that the story explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..document import View
from ..patterns import lazy
from ..rule import Finding, Replace
from .acronyms import LEAST, Use, finding, initials_of, is_near, known, story_of

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


_SPEAKS = r"(?:said|says|told|added|declined|announced|warned)\b"


def speakers(views: Sequence[View]) -> Iterator[Finding]:
    """“The Harbor Pilots Council (HPC)”, and then, once, “the HRC said”, of which the story tells nothing."""
    story = story_of(tuple(views))
    fitting = {one.short.text: one for one in story.definitions if one.fits}
    explained = {one.short.text for one in story.definitions}
    for short, uses in story.uses.items():
        if short in explained or len(short) != LEAST or len(uses) != 1 or short.lower() in known():
            continue
        near = [other for other in fitting if is_near(short, other) and sorted(short) != sorted(other)]
        [use] = uses
        if len(near) != 1 or short[0] != near[0][0] or use.order < fitting[near[0]].short.order:
            continue
        text = use.view.plain
        speaks = lazy(rf" {_SPEAKS}").match(text, use.end) and lazy(r"\b[Tt]he $").search(text, 0, use.start)
        spelt = lazy(
            r"\b" + r"[\w'-]* (?:(?:of|for|and|the|on|in|to) )*".join(short)
        )  # “Harbor Rescue Club”, without its letters
        if not speaks or use.view.quoted(use.start, use.end) or any(spelt.search(v.plain) for v in views):
            continue
        mend = (Replace(use.start, use.end, near[0]),)
        yield finding(use, (mend,), {"usual": near[0]}, fitting[near[0]].short)
