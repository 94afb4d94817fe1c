"""Kin and years of service told twice and differently: his wife, Joan, and his sister, Joan; 41 years and 31 years at one school."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ..document import View, having
from ..patterns import lazy
from ..rule import Finding
from .mentions import of_another, speaks
from .people import CAP, Told, full_names
from .person_facts import as_written, contradiction
from .quantity import NUMBER, to_number

_KIN = (
    r"husband|wife|brother|sister|son|daughter|father|mother|uncle|aunt|nephew|niece|cousin|grandfather|grandmother|grandson|"
    r"granddaughter|stepson|stepdaughter|stepfather|stepmother|boyfriend|girlfriend|fiancé|fiancée|half-brother|half-sister|twin|daughter-in-law|son-in-law"
)
_OWNED = lazy(
    rf"(?P<owner>\b(?:[Hh]is|[Hh]er)|{CAP}'s?) (?:[a-z]+ )?(?P<kin>{_KIN}),? (?P<name>[A-Z][a-z]+)\b"
)
# Words for one and the same
_ALIKE = (
    frozenset({"wife", "girlfriend", "fiancée"}),
    frozenset({"husband", "boyfriend", "fiancé"}),
    frozenset({"brother", "twin", "half-brother"}),
    frozenset({"sister", "twin", "half-sister"}),
)


def taken_up(views: Sequence[View]) -> Iterator[Finding]:
    """“Peter Quill's wife, Joan”, and then “his sister, Joan Quill”, in a story of nobody else."""
    found: dict[str, list[tuple[str, Told]]] = defaultdict(list)
    for view in views:
        for match in _OWNED.finditer(view.plain):
            if not view.quoted(*match.span()):
                told = Told(view, *match.span("kin"), match["kin"].lower())
                found[match["name"]].append((match["owner"].lower(), told))
    people = {use.given for uses in full_names(tuple(views)).values() for use in uses} if found else set()
    yield from _by_other_kin(views)
    for name, places in found.items():
        owners = {owner for owner, _ in places}
        named = {owner for owner in owners if owner not in ("his", "her")}
        kinds = {told.value for _, told in places}
        if len(owners) != 2 or len(named) != 1 or len(kinds) != 2 or len(people - {name}) > 1:
            continue
        if not any(kinds <= alike for alike in _ALIKE):
            (_, first), *others = places
            yield from (contradiction(told, first) for _, told in others if told.value != first.value)


# Kin that one person is not to one child or one dead man, though the words are near
_RIVALS = (
    frozenset({"mother", "grandmother", "stepmother", "aunt"}),
    frozenset({"father", "grandfather", "stepfather", "uncle"}),
    frozenset({"son", "grandson", "stepson", "nephew"}),
    frozenset({"daughter", "granddaughter", "stepdaughter", "niece"}),
)
_KIN_NAMED = lazy(rf"\b(?:[Tt]he [a-z]+'s|[Hh]is|[Hh]er|[Tt]heir) (?P<value>{_KIN}), (?P<name>{CAP} {CAP})\b")
_ANY_KIN = lazy(rf"\b(?:{_KIN})(?=s?\b)")
_KIN_SPEAKS = lazy(rf"(?:^|[.?!] )The (?P<value>{_KIN})\b")


def _by_other_kin(views: Sequence[View]) -> Iterator[Finding]:
    """“The boy's mother, Rosa Diaz, …”, and then “the grandmother said”: the only relative of the story."""
    named = [
        Told(view, *match.span("value"), match["value"])
        for view in views
        for match in _KIN_NAMED.finditer(view.plain)
    ]
    if len(named) != 1 or len(full_names(tuple(views))) > 1:
        return
    first = named[0]
    rivals = next((group for group in _RIVALS if first.value in group), frozenset())
    counts = Counter(match.group() for view in views for match in _ANY_KIN.finditer(view.folded))
    for view in views:
        for match in _KIN_SPEAKS.finditer(view.plain):
            value, end = match["value"], match.end()
            later = (view.index, match.start()) > (first.view.index, first.start)
            if value not in rivals or value == first.value or not later or counts[value] > 1:
                continue
            if speaks(view, end) and not of_another(views, view, end) and not view.quoted(*match.span()):
                yield contradiction(Told(view, *match.span("value"), value), first)


_SPOUSES = (
    frozenset({"widow", "ex-wife", "former wife"}),
    frozenset({"widower", "ex-husband", "former husband"}),
)
_SPOUSE = r"widow|ex-wife|former wife|widower|ex-husband|former husband"
_INTRODUCED = lazy(
    rf"(?P<name>{CAP}), (?:\d+, )?(?:the|his|her) (?P<value>{_SPOUSE})\b|\b(?:[Hh]is|[Hh]er|{CAP}'s|[Tt]he(?: [a-z]+'s)?) (?P<value2>{_SPOUSE})(?: of [^,.;]+)?, (?:{CAP})"
)
_UNNAMED = lazy(
    rf"\b(?:[Hh]is|[Hh]er|[Tt]he|{CAP}'s) (?P<value>{_SPOUSE})(?= (?:also |later |then )?(?:[a-z]+ed|said|says|is|was|has|had|will|told|did|wrote)\b)"
)


def spouses(views: Sequence[View]) -> Iterator[Finding]:
    """“Brigitte Lang, the widow of the painter”, and then “his ex-wife said”."""
    known = [
        Told(view, *match.span("value" if match["value"] else "value2"), match["value"] or match["value2"])
        for view in views
        for match in _INTRODUCED.finditer(view.plain)
    ]
    if len({place.value for place in known}) != 1:
        return
    group = next(group for group in _SPOUSES if known[0].value in group)
    for view in views:
        for match in _UNNAMED.finditer(view.plain):
            value = match["value"]
            alone = sum(other.plain.count(value) for other in views) == 1
            if value in group and value != known[0].value and alone and not view.quoted(*match.span()):
                yield contradiction(Told(view, *match.span("value"), value), known[0])


# ── Years of service ────────────────────────────────────────────────────────────────────────────────────

_PLACE = (
    r"(?:at|with|in|on|for|of service (?:to|at|with|in)) (?:the|its) (?:[\w'-]+ ){0,2}?(?P<place>[a-z]{4,})"
)
_WORK = r"(?:worked|taught|served|played|sang|coached|preached|been|sat|spent|led|ran|directed|conducted|presided|served as \w+)"
_YEARS_AT = lazy(
    rf"(?<!last )(?<!first )(?<!final )(?<!past )(?<!next )(?<!another )(?<!other )(?<!these )\b(?P<value>{NUMBER}) (?:years|seasons|terms) {_PLACE}\b"
)
_AT_FOR = lazy(
    rf"\b{_WORK} (?:at|with|in|on|for) (?:the|its) (?:[\w'-]+ ){{0,2}}?(?P<place>[a-z]{{4,}}) for (?P<value>{NUMBER}) (?:years|seasons|terms)\b"
)


def services(views: Sequence[View]) -> Iterator[Finding]:
    """“Taught at the school for 41 years”, and then “her 31 years at the school”."""
    found: dict[str, list[Told]] = defaultdict(list)
    for view in having(views, frozenset({"years", "seasons", "terms"})):
        for pattern in (_YEARS_AT, _AT_FOR):
            for match in pattern.finditer(view.plain):
                if not view.quoted(*match.span()):
                    found[match["place"]].append(Told(view, *match.span("value"), match["value"]))
    people = full_names(tuple(views)) if any(len(places) > 1 for places in found.values()) else {}
    for places in found.values():
        places.sort(key=lambda place: (place.view.index, place.start))
        first, *others = places
        for place in others if len(people) == 1 else ():
            if to_number(place.value) != to_number(first.value):
                yield contradiction(place, first, as_written(to_number(first.value), place.value))
