"""What a person is called through a story: titles, parties, homes and ages taken up again, names of Chinese order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from ..document import View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding, Place, Replace
from .apart import is_contrasted
from .mentions import CHANGED, CONTEST, of_another
from .names import one_edit
from .near_names import sound
from .offices import OF_SELF
from .people import (
    CAP,
    Named,
    Told,
    by_name,
    full_names,
    given_names,
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
_TITLED = lazy(
    rf"(?<![\w.])(?<!\bLt\. )(?<!\bMaj\. )(?<!\bBrig\. )(?<!\bStaff )(?<!\bMaster )(?<!\bVice )(?<!\bRear )(?P<value>{_TITLES})\.? (?:{CAP} (?:[A-Z]\. )?)?(?P<name>{CAP})"
)


def titles(views: Sequence[View]) -> Iterator[Finding]:
    """“Rep. Harlan Dupree” and “Sen. Dupree”: one person with two titles that exclude each other."""
    people = full_names(tuple(views))
    named: dict[str, list[Told]] = defaultdict(list)
    for name, told in by_name(_TITLED, views).items():
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
            another = view.quoted(*match.span()) or of_another(views, view, match.end())
            if age != told[0].value and near and len(others) == 1 and not another:
                yield contradiction(Told(view, *match.span("value"), age), told[0])


# ── Names ───────────────────────────────────────────────────────────────────────────────────────────────

_MR = lazy(r"(?<!\w)(?:Mr|Ms|Mrs|Dr)\.? (?P<value>(?P<name>[A-Z][\w-]+))(?![\w-]| [A-Z])")


def orders(views: Sequence[View]) -> Iterator[Finding]:
    """“Liang Wenbo … Mr. Liang … Mr. Wenbo”: a title with the family name here, with the given name there."""
    titled = by_name(_MR, views)
    full = lazy(rf"(?<![\w'-])({CAP}) ({CAP})(?![\w-]| [A-Z])")
    pairs = (
        {match.groups() for view in views for match in full.finditer(view.plain)}
        if len(titled) > 1
        else set()
    )
    for family, given in pairs:
        if family in titled and given in titled and family.lower() not in given_names():
            usual, rare = sorted(
                (titled[family], titled[given]),
                key=lambda places: (-len(places), places[0].view.index, places[0].start),
            )
            yield from (contradiction(place, usual[0]) for place in rare)


def given_spellings(views: Sequence[View]) -> Iterator[Finding]:
    """“Katherine Voss” and “Catherine Voss”: one name in two spellings of one sound."""
    people = full_names(tuple(views))
    for view in views:
        for match in _GIVEN_AND_SURNAME.finditer(view.plain) if people else ():
            uses = people.get(match["surname"])
            if not uses or match["given"] == uses[0].given or not _sounds_like(match["given"], uses[0].given):
                continue
            first = uses[0]
            kin = (
                _related(text, at)
                for text, at in ((view.plain, match.start()), (first.view.plain, first.start))
            )
            if not any(kin) and not is_contrasted(view, *match.span(), [first[:3]]):
                there = Told(first.view, first.start, first.start + len(first.given), first.given)
                yield contradiction(Told(view, *match.span("given"), match["given"]), there)


_GIVEN_AND_SURNAME = lazy(r"(?<![\w'-])(?P<given>[A-Z][a-z]+)(?= (?P<surname>[A-Z][\w'-]*\w)(?![\w-]))")


def _related(text: str, at: int) -> bool:
    """Whether the words before a name say that this is someone else: her granddaughter, his brother, her niece, 24,."""
    before = text[max(0, at - 60) : at]
    return bool(_OF_KIN.search(before) or _AFTER_WORDS.search(before))


_AFTER_WORDS = lazy(r"\b(?:his|her|their|the|and|a|an) (?:[a-z-]+,? ){0,2}$")
_OF_KIN = lazy(
    r"\b(?:wife|husband|brothers?|sisters?|sons?|daughters?|father|mother|cousin|uncle|aunt|nephew|niece|twins?|grand\w+|widow\w*|namesake|partner|child|children)\b"
    r"[^.;]*$"
)


@lru_cache(maxsize=10_000)
def _sounds_like(one: str, other: str) -> bool:
    first, second = (sound(name).replace("k", "c").rstrip("h") for name in (one, other))
    return first == second or _is_given_slip(one, other)


_GENDERS = ({"a", "o"}, {"a", "e"}, {"i", "a"}, {"o", "i"}, {"e", "o"})  # Mario, Maria


def _is_given_slip(one: str, other: str) -> bool:
    """Whether two first names, of which one at most is known as one, are a letter apart: Dagny, Dagna."""
    known = [name.lower() in given_names() for name in (one, other)]
    sexes = one.startswith(other) or other.startswith(one) or {one[-1], other[-1]} in _GENDERS
    return min(len(one), len(other)) >= _SHORTEST and not all(known) and not sexes and one_edit(one, other)


_SHORTEST = 5  # letters of a first name that is compared
_NEVER_ALONE = lazy(rf"(?<![\w.'-])(?P<name>{CAP})")
_SPEAKING = lazy(
    r" (?:said|says|told|was|has|had|wrote|did|who|is|would|will|could|can|might|must|went|came|left|made|took|gave|won|lost|led|ran|[a-z]{2,}ed)\b|'s\b|,"
)
_BEGINS = lazy(r"(?:^|[a-z,.;\"] )$")
_IN_NAME = lazy(r"(?<![.!?] )\b[A-Z][a-z]+ $")
_PLACED = lazy(r"\b(?:in|at|near|of|from|the|to) $")
_SPOKEN_TO = lazy(r"\b(?:told|asked|by|with) $")
_SAME = 4  # letters that two surnames share at their start


def strays(views: Sequence[View]) -> Iterator[Finding]:
    """“Whitcomb” three times, and once “Whitfield”, whom nobody has introduced; “Petersen” and “Peterson's”."""
    people = full_names(tuple(views))
    counts: dict[str, list[tuple[View, int, int]]] = {}
    for view in views:
        for match in _NEVER_ALONE.finditer(view.plain):
            name = match["name"].removesuffix("'s")
            counts.setdefault(name, []).append((view, match.start(), match.start() + len(name)))
    once: dict[str, list[str]] = defaultdict(list)
    for name, places in counts.items():
        if len(places) == 1 and name not in people:
            once[name[:_SAME]].append(name)
            once[name[0] + name[-_SAME:]].append(name)
    for surname, uses in people.items():
        if not one_person(uses) or len(surname) < _SAME + 2:
            continue
        sole = len(counts.get(surname, ())) < 2
        for name in dict.fromkeys([*once.get(surname[:_SAME], ()), *_same_end(once, surname)]):
            if not _is_like(name, surname) or (sole and not _is_letter_off(name, surname)):
                continue
            view, start, end = counts[name][0]
            before = view.plain[max(0, start - 20) : start]
            if (
                _BEGINS.search(before)
                and not _PLACED.search(before)
                and not _IN_NAME.search(before)
                and (
                    view.plain[end : end + 2] == "'s"
                    or _SPEAKING.match(view.plain, end)
                    or _SPOKEN_TO.search(before)
                )
            ):
                yield _stray(view, start, end, surname, uses[0])


def _is_like(name: str, surname: str) -> bool:
    """Whether two surnames that begin alike are about as long, and neither is the other's plural or adjective."""
    if abs(len(name) - len(surname)) > 1:
        return False
    return not name.startswith(surname) and not surname.startswith(name)


def _same_end(once: dict[str, list[str]], surname: str) -> list[str]:
    """Names that stand once, begin with the same letter, end alike and are a letter off."""
    return [name for name in once.get(surname[0] + surname[-_SAME:], ()) if _is_letter_off(name, surname)]


def _is_letter_off(name: str, surname: str) -> bool:
    """Whether a name that stands once is a letter from one that stands once, and no word."""
    known = default_lexicon().knows(name.lower()) or name.lower() in given_names()
    return one_edit(name, surname) and not known


def _stray(view: View, start: int, end: int, surname: str, first: Named) -> Finding:
    option = (Replace(start, end, surname),)
    place = Place(first.view, first.start, first.end, f"{first.given} {surname} here")
    return Finding(view, start, end, (option,), {"match": view.text[start:end], "other": surname}, (place,))
