"""“The Manchester native” of one who grew up in Leeds: what a story tells of its one person, taken up as something else.

Each check speaks only in a story in which one person, or one family, is named, and of a word that stands there once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..document import View, having
from ..patterns import lazy
from ..rule import Finding
from .people import CAP, Told, full_names
from .person_facts import contradiction
from .places import cities
from .sexes import HE, SHE, by_given

_PAST = (
    "had|was|were|won|lost|said|told|would|could|did|took|came|went|beat|led|ran|made|got|gave|fell|saw|spoke|left|put|set|held|kept|met|sent|sat|stood|"
    "thought|found|drew|chose|began|brought|built|bought|sold|wrote|threw|swam|sang|rode|drove|flew|felt|knew|grew|read|rose|shot|taught|wept|spent|slept"
)
_DOES = rf"(?: (?:also|later|then|never|still|now|first))? (?:[a-z]+ed|[a-z]+s|say|have|are|will|can|may|must|{_PAST})\b"
_FEW = 2  # people; where so many are named the other may be meant


def _once(views: Sequence[View], text: str) -> bool:
    return sum(view.plain.count(text) for view in views) == 1


def _later(place: Told, there: Told) -> bool:
    return (place.view.index, place.start) > (there.view.index, there.start)


def _mentions(views: Iterable[View], pattern: re.Pattern[str]) -> list[Told]:
    """What a pattern finds outside quotations."""
    return [
        Told(view, *match.span("value"), match["value"])
        for view in views
        for match in pattern.finditer(view.plain)
        if not view.quoted(*match.span())
    ]


# ── Natives ───────────────────────────────────────────────────────────────────────────────────────────────

_TOWN = rf"{CAP}(?: {CAP})?"
_GREW_UP = lazy(rf"\b(?:(?:grew up|[Bb]orn(?: and raised)?|[Rr]aised) in|[Nn]ative of) (?P<value>{_TOWN})")
_NATIVE = lazy(rf"\b[Tt]he (?P<value>{_TOWN}) native(?={_DOES}|, )")


def natives(views: Sequence[View]) -> Iterator[Finding]:
    """“Marcus Bell, who grew up in Leeds, …”, and then “the Manchester native”: a city, and another."""
    taken = _mentions(having(views, frozenset({"native"})), _NATIVE)
    told = [
        Told(view, *match.span("value"), match["value"])
        for view in (views if taken else ())
        for match in _GREW_UP.finditer(view.plain)
    ]
    if len({place.value for place in told}) != 1 or len(full_names(tuple(views))) >= _FEW:
        return
    [there] = told[:1]
    for place in taken:
        are_cities = {place.value, there.value} <= cities()
        if are_cities and place.value != there.value and _later(place, there) and _once(views, place.value):
            yield contradiction(place, there)


# ── Subjects ──────────────────────────────────────────────────────────────────────────────────────────────

_SUBJECTS = (
    "physics|chemistry|biology|mathematics|history|geography|English|French|Spanish|German|Latin|Italian|Russian|Chinese|music|art|drama|economics|"
    "philosophy|law|medicine|astronomy|psychology|sociology|geology|theology|architecture|anthropology|linguistics|journalism|botany|zoology"
)
_TEACHING = r"(?:teacher|professor|lecturer)"
_TEACHES = lazy(
    rf"\b(?:teach(?:es)?|taught|teaching|{_TEACHING} of) (?P<value>{_SUBJECTS})\b|\b(?P<value2>{_SUBJECTS}) {_TEACHING}\b"
)
_THE_TEACHER = lazy(rf"\b[Tt]he (?P<value>{_SUBJECTS}) {_TEACHING}(?={_DOES})")


def subjects(views: Sequence[View]) -> Iterator[Finding]:
    """“Carla Whitmore teaches chemistry”, and then “the physics teacher”."""
    yield from _taken(views, "teacher professor lecturer", _THE_TEACHER, _TEACHES)


def _taken(
    views: Sequence[View],
    words: str,
    definite: re.Pattern[str],
    telling: re.Pattern[str],
    whole: bool = False,
) -> Iterator[Finding]:
    """What a definite mention says of the one person otherwise than what tells of him: physics, chemistry."""
    taken = _mentions(having(views, frozenset(words.split())), definite)
    told = [
        Told(view, *match.span(group), match[group])
        for view in (views if taken else ())
        for match in telling.finditer(view.plain)
        for group in (("value",) if match["value"] else ("value2",))
    ]
    if not told or len(full_names(tuple(views))) >= _FEW:
        return
    there = told[0]
    for place in taken:
        values = {one.value for one in told} | ({place.value} if whole else set())
        alone = values == {place.value, there.value} and _once(views, place.value)
        if alone and place.value != there.value and _later(place, there):
            yield contradiction(place, there)


# ── Kin of the one who died ─────────────────────────────────────────────────────────────────────────────

_KIN_WORDS = (
    "cousin|nephew|niece|brother|sister|son|daughter|uncle|aunt|father|mother|grandson|granddaughter|grandfather|grandmother|widow|widower|"
    "stepson|stepdaughter|son-in-law|daughter-in-law|brother-in-law|sister-in-law"
)
_KIN_OF = lazy(
    rf"(?<![\w-]){CAP} {CAP}, (?:an?|the|his|her|one) (?:[a-z]+ )?(?P<value>{_KIN_WORDS})(?P<value2>(?!))?(?= of\b|,)"
)
_THE_KIN = lazy(
    rf"\b[Tt]he (?P<value>{_KIN_WORDS})(?= (?:also |later )?(?:said|says|added|recalled|told|wrote)\b)"
)


def relatives(views: Sequence[View]) -> Iterator[Finding]:
    """“Anton Weiss, a cousin of the dead man”, and then “the nephew said”."""
    yield from _taken(views, _KIN_WORDS.replace("|", " "), _THE_KIN, _KIN_OF, whole=True)


# ── Coaches ───────────────────────────────────────────────────────────────────────────────────────────────

_SPORTS = (
    "soccer|football|basketball|baseball|softball|volleyball|hockey|tennis|swimming|wrestling|gymnastics|lacrosse|rugby|cricket|golf|rowing|fencing|"
    "boxing|skating|skiing|netball|handball|squash|badminton"
)
_COACHES = lazy(
    rf"\b(?:coach(?:es|ed|ing)?)\b[^.;]{{0,40}}? (?P<value>{_SPORTS}) (?:team|squad|club|side)\b|\b(?P<value2>{_SPORTS}) coach\b"
)
_THE_COACH = lazy(rf"\b[Tt]he (?P<value>{_SPORTS}) coach(?={_DOES})")


def coaches(views: Sequence[View]) -> Iterator[Finding]:
    """“Tom Reyes coaches the soccer team”, and then “the basketball coach”."""
    yield from _taken(views, "coach", _THE_COACH, _COACHES)


# ── Services ──────────────────────────────────────────────────────────────────────────────────────────────

_OF_SERVICE = {"soldier": "Army", "sailor": "Navy", "airman": "Air Force", "marine": "Marine"}
_SERVICE = lazy(r"\b(?P<value>Army|Navy|Air Force|Marine(?: Corps|s)?|Coast Guard|National Guard)\b")
_SHORT = {"Marine Corps": "Marine", "Marines": "Marine"}
_SERVING = lazy(rf"\b[Tt]he (?P<value>soldier|sailor|airman|[Mm]arine)(?={_DOES})")
_AT_SEA = frozenset(
    "ship ships boat boats yacht yachts vessel sailing crew aboard naval navy sail sails sea harbor harbour port".split()
)


def services(views: Sequence[View]) -> Iterator[Finding]:
    """“…, the Army said”, and then “the sailor”: each service has a word of its own for those who serve in it."""
    taken = _mentions(having(views, frozenset(_OF_SERVICE)), _SERVING)
    told = [
        Told(view, *match.span("value"), _SHORT.get(match["value"], match["value"]))
        for view in (views if taken else ())
        for match in _SERVICE.finditer(view.plain)
    ]
    named = {place.value for place in told}
    if len(named) != 1 or len(full_names(tuple(views))) >= _FEW:
        return
    for place in taken:
        word = place.value.lower()
        own = _OF_SERVICE[word]
        right = next((name for name, service in _OF_SERVICE.items() if service in named), None)
        sea = word == "sailor" and any(not _AT_SEA.isdisjoint(view.words) for view in views)
        if own not in named and right and not sea and _later(place, told[0]) and _once(views, place.value):
            yield contradiction(place, told[0], right)


# ── Brothers and sisters ──────────────────────────────────────────────────────────────────────────────────

_PAIR = lazy(rf"(?<![\w.'-])(?P<one>{CAP}) and (?P<two>{CAP}) (?P<name>{CAP})(?! {CAP})")
_SIBLINGS = lazy(rf"\b[Tt]he (?P<value>brothers|sisters)(?={_DOES})")
_KIN = {"brothers": HE, "sisters": SHE}


def siblings(views: Sequence[View]) -> Iterator[Finding]:
    """“Ella and Maja Lund”, and then “the brothers”."""
    taken = _mentions(having(views, frozenset(_KIN)), _SIBLINGS)
    pairs = [
        (Told(view, *match.span(), match.group()), match)
        for view in (views if taken else ())
        for match in _PAIR.finditer(view.plain)
    ]
    if len(pairs) != 1:
        return
    [(there, pair)] = pairs
    sexes = {by_given().get(pair["one"]), by_given().get(pair["two"])}
    people = {name for name in full_names(tuple(views)) if name != pair["name"]}
    for place in taken:
        if (
            len(sexes) == 1
            and sexes <= {HE, SHE}
            and _KIN[place.value] not in sexes
            and not people
            and _later(place, there)
            and _once(views, place.value)
        ):
            yield contradiction(place, there, "sisters" if SHE in sexes else "brothers")
