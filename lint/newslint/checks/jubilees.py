"""An anniversary against the year of the founding and that of the feast, each told in a sentence of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import HEADLINE, View
from ..patterns import lazy
from ..rule import Finding, Place
from . import when
from .quantity import finding

_LEAD = 3  # paragraphs in which a story says what it is about
_MOST = 25  # years that the claim may be off; farther off, something else was founded
_YEAR = r"(?:1[5-9]|20)\d\d"
_FEAST = lazy(
    r"\b(?:mark|celebrate|marks|celebrates|marking|celebrating) its (?P<age>\d{1,3})(?:st|nd|rd|th) (?:birthday|anniversary)\b(?! (?:season|tour|edition|of\b|since\b))"
)
_ANY_FEAST = lazy(
    r"(?i)\b(?:anniversary|centenary|centennial|jubilee|bicentenary|bicentennial)\b|th birthday\b"
)
_BEGAN = lazy(
    rf"The (?P<what>[a-z]+(?: [a-z]+)?) (?:(?:first )?(?:began|opened|started)|was (?:founded|set up|established|formed|started|created|launched|opened))\b(?: [^.;:,\d]{{1,50}}?)? in (?:[a-z ]+ of |[A-Z][a-z]+ )?(?P<year>{_YEAR})\b(?!-|s\b)"
)
_ANY_BEGAN = lazy(
    rf"\b(?:began|begun|opened|reopened|started|founded|set up|established|formed|created|launched|moved|revived|merged|refounded|relaunched|renamed)\b[^.;:]{{0,60}}\b{_YEAR}\b"
)
_HELD = lazy(
    rf"The (?:[a-z]+ )?(?:party|celebrations?|event|feast|birthday|anniversary|concert|gala|dinner|parade|ceremony|fair|festivities) will (?:take place|be held|be) (?:[^.;:\d]{{1,40}} )?(?:in|on) (?:\d{{1,2}} )?[A-Z][a-z]+ (?:\d{{1,2}}, )?(?P<year>{_YEAR})\b"
)
_AHEAD = lazy(rf"\bwill\b[^.;:]{{0,80}}\b(?P<year>{_YEAR})\b")


def anniversaries(views: Sequence[View]) -> Iterator[Finding]:
    """Anniversaries that the two years of their sentence, or those of the story, do not give."""
    yield from when.anniversaries(views)
    yield from _told_apart(views)


def _told_apart(views: Sequence[View]) -> Iterator[Finding]:
    """“The choir will mark its 75th birthday. … The choir began in 1960. … The party will take place in June 2025.”"""
    body = [view for view in views if view.block.scope != HEADLINE]
    feasts = [(view, match) for view in body[:_LEAD] for match in _FEAST.finditer(view.plain)]
    if len(feasts) != 1 or sum(len(_ANY_FEAST.findall(view.plain)) for view in body) != 1:
        return
    view, feast = feasts[0]
    sentence = view.sentence_at(feast.start())
    begun = _only(body, _BEGAN)
    held = _only(body, _HELD)
    if sentence is None or begun is None or held is None or view.quoted(*feast.span()):
        return
    if sum(len(_ANY_BEGAN.findall(one.plain)) for one in body) != 1:
        return
    if {match["year"] for one in body for match in _AHEAD.finditer(one.plain)} != {held[1]["year"]}:
        return
    what = begun[1]["what"].split()[-1]
    subject = view.plain[sentence.start : feast.start()]
    between, age = int(held[1]["year"]) - int(begun[1]["year"]), int(feast["age"])
    if re.search(rf"\b{what}\b", subject) and 1 < abs(between - age) <= _MOST and between > 0:
        right = f"{between}{when.ending(between)}"
        span = feast.start("age"), feast.end("age") + 2
        found = finding(view, span, right, years=str(between))
        place, match = begun
        yield found._replace(related=(Place(place, *match.span(), "the founding"),))


def _only(body: Sequence[View], pattern: re.Pattern[str]) -> tuple[View, re.Match[str]] | None:
    """The one sentence of a story that begins in a way; nothing where there are more."""
    found = [
        (view, match)
        for view in body
        for one in view.sentences
        for match in [pattern.match(view.plain, one.start, one.end)]
        if match
    ]
    return found[0] if len(found) == 1 else None
