"""What a person is called through a story: titles, parties, homes and ages taken up again, names of Chinese order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from ..document import View, fold, words_of
from ..patterns import lazy
from ..rule import Finding
from .mentions import CHANGED, CONTEST, of_another
from .offices import OF_SELF
from .people import (
    CAP,
    Named,
    Told,
    by_name,
    full_names,
    one_person,
    person_nouns,
    shared_surnames,
)
from .person_facts import KIN, contradiction
from .sexes import HE, by_given

_GROUPS = (
    frozenset({"Rep", "Sen", "Gov", "Lt. Gov"}),
    frozenset({"Lt", "Sgt", "Capt", "Maj", "Col", "Gen", "Cpl", "Pvt", "Adm", "Cmdr", "Lt. Col", "Maj. Gen", "Lt. Gen", "Brig. Gen", "Lt. Cmdr", "Staff Sgt", "Master Sgt", "Rear Adm", "Vice Adm"}),
    frozenset({"Mr", "Ms"}),
    frozenset({"Judge", "Justice"}),
    frozenset({"Bishop", "Archbishop", "Cardinal"}),
    frozenset({"Vice Admiral", "Rear Admiral", "Vice Adm", "Rear Adm"}),
    frozenset({"Prince", "Princess"}),
    frozenset({"Senator", "Representative", "Governor", "Mayor"}),
    *(frozenset({f"{office}man", f"{office}woman"}) for office in ("Alder", "Council", "Congress", "Assembly", "Select", "Chair")),
)  # fmt: skip
_TITLES = "|".join(
    sorted({title.replace(".", r"\.") for group in _GROUPS for title in group}, key=len, reverse=True)
)
_TITLE_WORDS = words_of(fold(" ".join(title for group in _GROUPS for title in group)))
_TITLED = lazy(
    rf"(?<![\w.])(?<!\bLt\. )(?<!\bMaj\. )(?<!\bBrig\. )(?<!\bStaff )(?<!\bMaster )(?<!\bVice )(?<!\bRear )(?P<value>{_TITLES})\.? (?:{CAP} (?:[A-Z]\. )?)?(?P<name>{CAP})"
)


def titles(views: Sequence[View]) -> Iterator[Finding]:
    """“Rep. Harlan Dupree” and “Sen. Dupree”: one person with two titles that exclude each other."""
    people = full_names(tuple(views))
    named: dict[str, list[Told]] = defaultdict(list)
    for name, told in by_name(_TITLED, views, _TITLE_WORDS).items():
        named[name.removesuffix("'s")] += told
    shared = shared_surnames(tuple(views))
    promoted = any(CHANGED.search(view.plain) for view in views) if named else False
    for name, told in named.items():
        if len(told) < 2 or name in shared or not one_person(people.get(name, ())):
            continue
        told.sort(key=lambda place: (place.view.index, place.start))
        first, *others = told
        if first.value in ("Mr", "Ms") and len({use.given for use in people[name]}) > 1:
            continue  # Daniel and Daniela
        group = next(group for group in _GROUPS if first.value in group)
        yield from (
            contradiction(place, first)
            for place in others
            if place.value in group
            and place.value != first.value
            and not _may_bear_both(first, place, promoted)
        )
    yield from _titles_of_other_sex(views, named)


_COUPLE = lazy(r"(?:\band|&) $")


_KIN_NEAR = 80  # characters after a title in which “a cousin” may stand


def _may_bear_both(first: Told, place: Told, promoted: bool) -> bool:
    """Whether someone was promoted, or “Ms. Ogden and Mr. Ogden” are two."""
    if first.value in ("Mr", "Ms"):
        return any(_COUPLE.search(told.view.plain[: told.start]) for told in (first, place))
    return promoted or bool(KIN.search(place.view.plain[place.start : place.start + _KIN_NEAR]))


def _titles_of_other_sex(views: Sequence[View], named: dict[str, list[Told]]) -> Iterator[Finding]:
    """“Ruth Ogden”, and then “Mr. Ogden”, in a story without a husband."""
    people = full_names(tuple(views))
    if any(KIN.search(view.plain) or "Mr. and Mrs" in view.plain for view in views):
        return
    for name, told in named.items():
        uses = people.get(name, ())
        sex = _sex_of(views, people, name) if one_person(uses) else None
        courtesies = {place.value for place in told} & {"Mr", "Ms"}
        if (
            name in shared_surnames(tuple(views))
            or sex is None
            or courtesies != ({"Ms"} if sex == HE else {"Mr"})
        ):
            continue
        first = Told(uses[0].view, uses[0].start, uses[0].end, f"{uses[0].given} {name}")
        right = "Mr" if sex == HE else "Ms"
        yield from (
            contradiction(place, first, right)
            for place in told
            if place.value in courtesies and not _is_before(place, first)
        )


def _sex_of(views: Sequence[View], people: dict[str, tuple[Named, ...]], name: str) -> str | None:
    """The sex that a first name tells, or “said she” of the only person of the story."""
    sex = by_given().get(people[name][0].given)
    if sex or len(people) > 1:  # with one person the story is gone through once
        return sex
    selves = {told.value for told in by_name(OF_SELF, views).get(name, ())}
    return selves.pop() if len(selves) == 1 else None


def _is_before(place: Told, other: Told) -> bool:
    return (place.view.index, place.start) < (other.view.index, other.start)


_KNIGHT = lazy(rf"\b(?P<value>Sir|Dame) (?P<name>{CAP})")


def knights(views: Sequence[View]) -> Iterator[Finding]:
    """“Dame Judith Archer”, and then “Sir Judith”."""
    for told in by_name(_KNIGHT, views).values():
        first, *others = told
        yield from (contradiction(place, first) for place in others if place.value != first.value)


_CODE = lazy(rf"(?P<name>{CAP}), (?P<value>[DR])-[A-Z]")
_PARTY = lazy(
    rf"(?P<name>{CAP}),? (?:an?|the) (?:(?!former)[a-z-]+ )?(?P<value>Republican|Democrat)(?=\b(?! (?:[A-Z])))"
)


def parties(views: Sequence[View]) -> Iterator[Finding]:
    """“Beckwith, D-Flint” and “Beckwith, a Republican”."""
    codes = by_name(_CODE, views)
    for name, told in by_name(_PARTY, views).items() if codes else ():
        if name in codes:
            first = codes[name][0]
            party = {"D": "Democrat", "R": "Republican"}[first.value]
            yield from (
                contradiction(place, first._replace(value=party)) for place in told if place.value != party
            )
    yield from _parties_of_who(views)


def _parties_of_who(views: Sequence[View]) -> Iterator[Finding]:
    """“Ann Cole, a Republican from Ohio”, and then “Cole, who is the only Democrat on the panel”."""
    now = by_name(_WHO_IS, views)
    if not now or any(_CHANGES_PARTY.search(view.plain) for view in views):
        return
    held, shared = by_name(_OF_PARTY, views), shared_surnames(tuple(views))
    letters = {"D": "Democrat", "R": "Republican"}
    for name, told in now.items():
        first = next(iter((*held.get(name, ()), *by_name(_CODE, views).get(name, ()))), None)
        if first is not None and name not in shared:
            first = first._replace(value=letters.get(first.value, first.value))
            yield from (contradiction(place, first) for place in told if place.value != first.value)


_WHO_IS = lazy(
    rf"(?P<name>{CAP}), who is (?:the|an?) (?:[a-z-]+ )?(?P<value>Republican|Democrat)(?![\w-]|'s| [A-Z])"
)
_CHANGES_PARTY = lazy(
    r"\b(?:switch\w*|former|formerly|turned|turncoat|defect\w*|chang\w+|once|became|left the|quit the|cross\w*)\b"
)


_OF_PARTY = lazy(rf"(?P<name>{CAP}), (?:\d+, )?an? (?:[\w-]+ )?(?P<value>Republican|Democrat)\b")
_PARTY_MAN = lazy(
    r"\b[Tt]he (?:[A-Z][a-z]+ |\d\d-year-old |freshman |veteran )?(?P<value>Republican|Democrat)(?= (?:also |later |then )?(?:[a-z]+ed|said|says|is|was|has|had|will|told|did|wrote|won|lost)\b)"
)


def parties_taken_up(views: Sequence[View]) -> Iterator[Finding]:
    """“Carl Boone, a Republican from Kansas”, and then “the Kansas Democrat said”."""
    if any(CONTEST.search(view.plain) for view in views):
        return
    known = [
        place
        for places in (*by_name(_OF_PARTY, views).values(), *by_name(_CODE, views).values())
        for place in places
    ]
    party = {"D": "Democrat", "R": "Republican"}
    known = [place._replace(value=party.get(place.value, place.value)) for place in known]
    if len({place.value for place in known}) != 1:
        return
    other = ({"Democrat", "Republican"} - {known[0].value}).pop()
    if sum(view.folded.count(other.lower()) for view in views) != 1:
        return
    for view in views:
        for match in _PARTY_MAN.finditer(view.plain):
            if match["value"] == other and not view.quoted(*match.span()):
                yield contradiction(Told(view, *match.span("value"), other), known[0])


# ── “An Akron plumber”, “the Toledo plumber” ────────────────────────────────────────────────────────────

_INTRODUCED = lazy(r"\b(?:[Aa]n?|[Tt]he) (?P<value>[A-Z][a-z]{3,}) (?P<noun>[a-z]{4,}|MP)\b(?! (?:[A-Z]))")


def homes(views: Sequence[View]) -> Iterator[Finding]:
    """“An Akron plumber” and “the Toledo plumber”, “the Labour MP for …” and “the Conservative MP”: one person, two words."""
    first: dict[str, Told] = {}
    for view in views:
        for match in _INTRODUCED.finditer(view.plain):
            noun, value = match["noun"], match["value"]
            if noun != "MP" and noun not in person_nouns():
                continue
            place = Told(view, *match.span("value"), value)
            if noun not in first:
                first[noun] = place
            elif (
                first[noun].value != value
                and match.group()[:3].lower() == "the"
                and not view.quoted(*match.span())
            ):
                word = lazy(rf"\b{value}")
                if of_another(views, view, match.end()):
                    continue
                if sum(len(word.findall(other.plain)) for other in views) == 1 and not _several(views, noun):
                    yield contradiction(place, first[noun])


def _several(views: Sequence[View], noun: str) -> bool:
    """Whether the story has more than one of the kind: “plumbers”, “another plumber”, “the other plumber”."""
    many = lazy(rf"\b{noun}s\b|\b(?:another|other|second|two|both|fellow|a) {noun}\b")
    return any(many.search(view.plain) for view in views)


_COLLEGE = r"[A-Z][\w.]+(?: [A-Z]\w+)? (?:University|College|Hospital|Institute)|University of [A-Z]\w+"
_SCHOLARS = "professor|researcher|lecturer|scientist|economist|historian|surgeon|doctor|nurse|psychologist|physicist|chemist|biologist|dean|epidemiologist|astronomer"
_AT_COLLEGE = lazy(rf"\b(?:at|of|for|from|with) (?:the )?(?P<value>{_COLLEGE})\b")
_COLLEGE_MAN = lazy(rf"\b[Tt]he (?P<value>{_COLLEGE}) (?:{_SCHOLARS})\b")
_STATE = lazy(r", [DR]-(?P<value>[A-Z][a-z]{2,})\b")
_STATE_MAN = lazy(
    r"\b[Tt]he (?P<value>[A-Z][a-z]{3,}) (?:Democrat|Republican|senator|congressman|congresswoman|lawmaker|representative)\b"
)


def places_of_work(views: Sequence[View]) -> Iterator[Finding]:
    """“A professor at Emory University” and “the Duke University professor”; “D-Ohio” and “the Iowa Democrat”."""
    yield from _of_one(views, _AT_COLLEGE, _COLLEGE_MAN, lambda one, other: one == other)
    yield from _of_one(views, _STATE, _STATE_MAN, lambda one, other: one[:3] == other[:3])


def _of_one(
    views: Sequence[View], first: re.Pattern[str], later: re.Pattern[str], same: Callable[[str, str], bool]
) -> Iterator[Finding]:
    known = [
        Told(view, *match.span("value"), match["value"])
        for view in views
        for match in first.finditer(view.plain)
    ]
    if len({place.value for place in known}) != 1:
        return
    for view in views:
        for match in later.finditer(view.plain):
            value = match["value"]
            alone = sum(other.plain.count(value) for other in views) == 1
            if of_another(views, view, match.end()):
                continue
            if not same(value, known[0].value) and alone and not view.quoted(*match.span()):
                yield contradiction(Told(view, *match.span("value"), value), known[0])


# ── Ages ────────────────────────────────────────────────────────────────────────────────────────────────

_AGED = lazy(rf"(?P<name>{CAP}), (?:aged )?(?P<value>\d\d)(?=[,.;])")
_YEAR_OLD = lazy(r"\b[Tt]he (?P<value>\d\d)-year-old\b")
_OTHER_AGE = lazy(r"\b(?P<value>\d\d)-year-old|\baged? (?P<value2>\d\d)\b")


def ages(views: Sequence[View]) -> Iterator[Finding]:
    """“Stuart Ainsley, 47” and “the 49-year-old” in a story of one person with an age."""
    told = [place for places in by_name(_AGED, views).values() for place in places]
    if len({place.value for place in told}) != 1:
        return
    for view in views:
        for match in _YEAR_OLD.finditer(view.plain):
            age = match["value"]
            near = abs(int(age) - int(told[0].value)) < 11 or age == told[0].value[::-1]
            others = [found.group() for other in views for found in _OTHER_AGE.finditer(other.plain)]
            another = view.quoted(*match.span()) or of_another(views, view, match.end()) or _kin_in(views)
            if age != told[0].value and near and len(others) == 1 and not another:
                yield contradiction(Told(view, *match.span("value"), age), told[0])


_KIN_NAMED = lazy(
    rf"\b(?:[Hh]is|[Hh]er|[Tt]heir) (?:[a-z]+ )?"
    rf"(?:wife|husband|brother|sister|son|daughter|father|mother|cousin|uncle|aunt|nephew|niece|twin|partner|widow),? {CAP}"
)


def _kin_in(views: Sequence[View]) -> bool:
    """Whether the story names a relative, who may be the one of that age."""
    return any(_KIN_NAMED.search(view.plain) for view in views)
