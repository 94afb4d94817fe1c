"""A headline that puts in one town what the story tells of another: “Norwich maltings” for one in Ipswich."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding
from .headline_figures import contrast
from .people import given_names
from .places import cities
from .story import Story, content_stems, story, word_stems

_TOWN = lazy(r"(?<![\w'-])(?P<first>[A-Z][\w-]+)(?=(?P<more> [A-Z][\w-]+)?)")
_NOUN = lazy(r"(?:'s)? (?:[A-Za-z-]+ )?(?P<noun>[A-Za-z]{4,})(?![\w'-])")
_IN = r"\b(?:in|near|outside|at) (?:central |north |south |east |west |downtown )?"
_LEAST = 2  # times that the story names its own town


def towns(views: Sequence[View]) -> Iterator[Finding]:
    """“Fire Guts Norwich Maltings” over a story of a maltings in Ipswich, that never names Norwich."""
    told = story(views)
    claims = list(_claims(told.headline)) if told else []
    if told is None or len(claims) > 1:
        return
    if not claims:
        yield from _at_work(told)
        return
    [(span, town)] = claims
    if any(town.lower() in view.folded for view in (*told.body, *_dateline(told))):
        return
    named = _named(told)
    own = {place for place, _, _ in named}
    if len(own) != 1 or len(named) < _LEAST or min(own) in told.headline.plain:
        return
    name, view, start = named[0]
    if view in told.lead and _tells(told, span[1], name):
        yield contrast(told.headline, span, name, view, (start, start + len(name)))


_AT = lazy(
    r"(?<=[a-z] )(?:at|in|near) (?P<town>[A-Z][a-z]+) (?P<what>[a-z]{4,}(?: [a-z]{4,})?)(?=$| (?:in|as|after|kills?|destroys?)\b)"
)


def _at_work(told: Story) -> Iterator[Finding]:
    """“Fire at Reading soap works” over “a soap factory in Norwich burned”: a town that is a word too, in small type."""
    head = told.headline.plain
    match = _AT.search(head)
    town = match["town"] if match else ""
    if match is None or town not in cities() or town.lower() in given_names():
        return
    if any(lazy(rf"\b{town}\b").search(view.plain) for view in (*told.body, *_dateline(told))):
        return
    named = _named(told)
    if len({place for place, _, _ in named}) != 1:
        return
    name, view, start = named[0]
    place = lazy(rf"(?P<before>[^.;]*?){_IN}{re.escape(name)}(?![\w-]| [A-Z]|,? (?:and|to)\b)").search(
        view.plain
    )
    if view not in told.lead or place is None or _ELSEWHERE.search(view.plain):
        return
    lead = content_stems(place["before"])
    if content_stems(match["what"]) & lead and content_stems(head[: match.start()]) & lead:
        yield contrast(told.headline, match.span("town"), name, view, (start, start + len(name)))


_ELSEWHERE = lazy(r"(?i)\b(?:court|hearing|trial|hospital|based|from|headquarter\w*|judge|miles|inquest)\b")


def _claims(head: View) -> Iterator[tuple[tuple[int, int], str]]:
    """The towns of a headline."""
    for name, start in _in_text(head.plain):
        yield (start, start + len(name)), name


def _in_text(text: str) -> Iterator[tuple[str, int]]:
    """Each name of one or two words that is a town's, and no first name or word."""
    for match in _TOWN.finditer(text):
        first = match["first"]
        for name in (first + (match["more"] or ""), first):
            if (
                name in cities()
                and not default_lexicon().knows(name.lower())
                and name.lower() not in given_names()
            ):
                yield name, match.start()
                break


def _dateline(told: Story) -> tuple[View, ...]:
    return (told.dateline,) if told.dateline else ()


def _named(told: Story) -> list[tuple[str, View, int]]:
    """Each town that the story names, with its place, a dateline's first."""
    views = (*_dateline(told), *told.body)
    return [(name, view, start) for view in views for name, start in _in_text(view.plain)]


def _tells(told: Story, end: int, own: str) -> bool:
    """Whether the lead has the noun after the headline's town, and then its own town: “a maltings in Ipswich”."""
    after = _NOUN.match(told.headline.plain, end)
    nouns = word_stems(after["noun"].lower()) if after else frozenset()
    place = re.compile(rf"(?P<before>[^.;]*?){_IN}{re.escape(own)}(?![\w-]| [A-Z])")
    return any(
        nouns & word_stems(word.lower())
        for view in told.lead
        for match in place.finditer(view.plain)
        for word in re.findall(r"[^\W\d_]+", match["before"])
    )
