"""One person's post, side or town, told twice and differently: who leaves a firm, who defends, where somebody lives."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..document import View, having
from ..patterns import lazy
from ..rule import Finding
from .apart import sentence_around
from .mentions import speaks
from .people import CAP, Told, by_name, full_names, shared_surnames
from .person_facts import contradiction
from .places import cities

# ── Who leaves ────────────────────────────────────────────────────────────────────────────────────────────

# Posts of one house that are two people's. A chief executive is often the president, the chairman or the managing director too.
_HOUSES = (
    "finance director|chief financial officer|chief operating officer|chief technology officer|marketing director|sales director|legal director|chief executive",
    "music director|artistic director|executive director|finance director|principal conductor|ballet master",
    "head coach|general manager|goalkeeping coach|club secretary|team doctor",
    "head teacher|headteacher|headmaster|headmistress|bursar|deputy head",
)
_POST = "|".join(sorted(set("|".join(_HOUSES).split("|")), key=len, reverse=True))
_SAME = (
    frozenset({"finance director", "chief financial officer"}),
    frozenset({"headteacher", "headmaster", "headmistress", "head teacher"}),
)
_GOING = lazy(
    rf"(?P<to>\b(?:credit\w+|praised?|thanked?|hailed?|honou?red|toasted|applauded|congratulated|gave|sang for|tribute to|said|says|added) )?\b[Tt]he (?:departing|outgoing|retiring) (?P<value>{_POST})\b(?!,)"
)
_HELD = (
    lazy(
        rf"(?<![\w-])(?P<name>{CAP}), (?:\d\d, )?(?:(?:the|its|their) )?(?:[\w'-]+'s )?(?P<value>{_POST})\b"
    ),
    lazy(rf"\b(?P<value>{_POST})(?: (?:of|at|for) [^,.;]{{2,50}})?, (?:{CAP} )+(?P<name>{CAP})\b"),
    lazy(rf"\b(?P<value>{_POST}) (?:{CAP} )+(?P<name>{CAP})\b"),
    lazy(
        rf"(?<![\w-])(?P<name>{CAP})(?:,? (?:who )?(?:is|was|has been)| (?:is |will )?[a-z ]{{0,30}}\bas) (?:the |its |their )?(?P<value>{_POST})\b"
    ),
)
_GOES = lazy(
    r"\b(?:step\w* down|stood down|stand\w* down|leav(?:e|es|ing)|left|retir\w+|resign\w*|quit\w*|depart\w+|(?:her|his) exit)\b"
)
# A finance director may succeed the departing chief executive.
_RISES = lazy(
    r"\b(?:succe\w+|replac\w+|promot\w+|tak\w+ over|took over|becom\w+|became|appoint\w+|named|follow\w*|interim|acting)\b"
)
_LEAVING = frozenset({"departing", "outgoing", "retiring"})
_POSTED = frozenset(
    "director officer executive conductor master coach manager secretary doctor teacher headteacher headmaster headmistress bursar head".split()
)


def leavers(views: Sequence[View]) -> Iterator[Finding]:
    """“Its finance director, Ana Brandt, will leave”, and then “the departing chief executive”, of whom nobody has told."""
    taken = [
        (view, match)
        for view in having(views, _LEAVING)
        for match in _GOING.finditer(view.plain)
        if not view.quoted(*match.span()) and (match["to"] or speaks(view, match.end()))
    ]
    if len(taken) != 1:
        return
    near = list(having(views, _POSTED))
    held = sorted(
        (place for pattern in _HELD for places in by_name(pattern, near).values() for place in places),
        key=lambda place: (place.view.index, place.start),
    )
    [(view, match)] = taken
    post = match["value"]
    if len({place.value for place in held}) != 1 or _count(post, views) != 1:
        return
    there, later = held[0], (view.index, match.start()) > (held[0].view.index, held[0].start)
    one_house = any({post, there.value} <= set(house.split("|")) for house in _HOUSES)
    one_post = any({post, there.value} <= same for same in _SAME)
    leaves = _GOES.search(_sentence(there.view, there.start)) and not _RISES.search(
        _sentence(view, match.start())
    )
    if later and post != there.value and one_house and not one_post and leaves:
        yield contradiction(Told(view, *match.span("value"), post), there)


_TO_GO = lazy(
    rf"\b[Tt]he (?P<value>{_POST}) (?:of|at) (?:the )?{CAP}(?: {CAP}){{0,3}},? (?:will|is to|plans to|intends to) (?:step down|stand down|leave|retire|resign)\b"
)
_SUCCEEDED = lazy(rf"\b[Tt]he (?P<value>{_POST}) (?:will be|is to be|is being) (?:succeeded|replaced)\b")


def succeeded(views: Sequence[View]) -> Iterator[Finding]:
    """“The sales director of Hale Foods will step down”, and then “the legal director will be succeeded by”."""
    later = _told(_SUCCEEDED, views)
    leaving = _told(_TO_GO, views) if len(later) == 1 else []
    if len(leaving) != 1:
        return
    [place], [there] = later, leaving
    one_house = any({place.value, there.value} <= set(house.split("|")) for house in _HOUSES)
    one_post = place.value == there.value or any({place.value, there.value} <= same for same in _SAME)
    told_after = (place.view.index, place.start) > (there.view.index, there.start)
    alone = _count(place.value, views) == 1 and not any(_ALSO_GOES.search(view.plain) for view in views)
    if one_house and not one_post and told_after and alone:
        yield contradiction(place, there)


_ALSO_GOES = lazy(
    r"(?i)\b(?:also|both|too|another|two|three|second|third|as well|executives|officers|directors|other|others|departures|shake-?up|overhaul|reshuffle)\b"
)


def _sentence(view: View, at: int) -> str:
    first, last = sentence_around(view.plain, at, at)
    return view.plain[first:last]


def _count(text: str, views: Sequence[View]) -> int:
    return sum(view.folded.count(text.lower()) for view in views)


# ── Who defends ───────────────────────────────────────────────────────────────────────────────────────────

_WHO = rf"(?:(?<![\w-])(?:(?:Mr|Mrs|Ms|Miss|Dr)\b\.?|(?P<given>{CAP})) )?(?<![\w-])(?P<name>{CAP})"
_PLEADING = (
    lazy(rf"{_WHO}(?:,? [KQ]C)?, (?P<value>prosecuting|defending)(?=[,.]| (?:said|told)\b|:)"),
    lazy(rf"{_WHO}, the (?P<value>plaintiff|claimant|defendant)(?=[,.])"),
    lazy(rf"\b[Tt]he (?P<value>plaintiff|claimant|defendant), {_WHO}(?=,)"),
)
_SIDES = {"prosecuting": 1, "defending": -1, "plaintiff": 2, "claimant": 2, "defendant": -2}
_BOTH_SUE = lazy(
    r"\bcounter-?\s?(?:su|claim)\w*|\b(?:second|other|separate|earlier|another) (?:suit|lawsuit|case|trial|claim)\b|\bsued each other\b"
)


def counsel(views: Sequence[View]) -> Iterator[Finding]:
    """“Ana Brandt, prosecuting, said”, and then “Ms Brandt, defending, told the jury”; a plaintiff, and then a defendant."""
    found: dict[str, list[Told]] = defaultdict(list)
    givens: dict[str, set[str]] = defaultdict(set)
    for view in having(views, frozenset(_SIDES)):
        for match in (match for side in _PLEADING for match in side.finditer(view.plain)):
            if not view.quoted(*match.span()):
                found[match["name"]].append(Told(view, *match.span("value"), match["value"]))
                givens[match["name"]] |= {match["given"]} - {None}
    if not found or any(_BOTH_SUE.search(view.folded) for view in views):
        return
    shared = shared_surnames(tuple(views))
    for name, places in found.items():
        first, *others = sorted(places, key=lambda place: (place.view.index, place.start))
        if len(givens[name]) < 2 and name not in shared:
            yield from (
                contradiction(place, first) for place in others if _SIDES[place.value] == -_SIDES[first.value]
            )


# ── Where somebody lives ──────────────────────────────────────────────────────────────────────────────────

_PERSON = (
    "man|woman|grandmother|grandfather|pensioner|teenager|father|mother|plumber|teacher|nurse|driver|farmer|builder|electrician|doctor|baker|student|"
    "widow|widower|retiree|resident|joiner|carpenter|mechanic|cleaner|clerk|barber|postman|firefighter"
)
_LIVES = (
    lazy(rf"\b(?:{_PERSON}),? (?:from|of) (?P<value>{CAP}(?: {CAP})?)"),
    lazy(rf"\b(?:lives|lived|living) in (?P<value>{CAP}(?: {CAP})?)"),
    lazy(rf"(?<![\w-]){CAP}, (?:\d\d, )?(?:from|of) (?P<value>{CAP}(?: {CAP})?)(?=[,.])"),
    lazy(rf"\bAn? (?P<value>{CAP}(?: {CAP})?) (?:{_PERSON})\b"),
)
_DOES = r"(?:'s\b| (?:also|later|then|now|never|still)? ?(?:[a-z]+ed|said|says|told|has|had|was|is|will|won|plans|hopes|bought|gave|took|went|made|found|spent|kept)\b)"
_THE_LOCAL = lazy(rf"\b[Tt]he (?P<value>{CAP}(?: {CAP})?) (?:{_PERSON})(?={_DOES})")


def towns(views: Sequence[View]) -> Iterator[Finding]:
    """“A retired baker from Dundee”, and then “the Aberdeen man said”: a city, and another that the story has once."""
    if len(full_names(tuple(views))) != 1:
        return
    taken = [place for place in _told(_THE_LOCAL, views) if _count(place.value, views) == 1]
    if len(taken) != 1:
        return
    [place] = taken
    homes = sorted(
        (home for pattern in _LIVES for home in _told(pattern, views)),
        key=lambda home: (home.view.index, home.start),
    )
    homes = [home for home in homes if home.value != place.value]
    before = [home for home in homes if (home.view.index, home.start) < (place.view.index, place.start)]
    if before and len({home.value for home in homes}) == 1 and {place.value, before[0].value} <= cities():
        yield contradiction(place, before[0])


def _told(pattern: re.Pattern[str], views: Sequence[View]) -> list[Told]:
    """What a pattern finds outside quotations."""
    return [
        Told(view, *match.span("value"), match["value"])
        for view in views
        for match in pattern.finditer(view.plain)
        if not view.quoted(*match.span())
    ]
