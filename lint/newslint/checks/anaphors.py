"""A person taken up again by another name than was given: “the lieutenant” for a captain, “the Norwegian” for a Dane."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from ..document import View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding
from ..word_lists import load_named
from .people import BEFORE_CAPITAL, CAP, Told, by_name, full_names, one_person
from .person_facts import contradiction
from .places import Mention, cities, lands, lands_of, mentions, nationalities

# “The lieutenant said”: what takes up somebody has a verb or a stop after it, and nothing that tells it from others
_TAKEN_UP = (
    r"(?:(?<=^)[Tt]|(?<=[.?!] )T|(?<=[,a-z\"] )(?<!\bof )(?<!\bfor )(?<!\bto )(?<!\bwith )(?<!\bby )t)he (?:(?:former|late|retired|young|veteran|\d\d-year-old) )?(?P<value>(?i:{words}))"
    r"(?=(?:'s)? (?:(?:also|later|then|now|never|still|often|first) )?[a-z]|[.,;:])(?! (?:of|for|in|at|from|who|with|on|and|or)\b)"
)


@cache
def _groups() -> tuple[dict[str, str], ...]:
    """Each line's callings with their short forms."""
    return tuple(
        {name: short for name, _, short in (word.partition("=") for word in line.split(", "))}
        for line in load_named("rival-callings")
    )


@cache
def _rivals() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in _groups():
        for name in group:
            found[name] = found.get(name, frozenset()) | group.keys() - {name}
    return found


@cache
def _heads() -> frozenset[str]:
    """The last words of the callings, by which the paragraphs are found that may have one."""
    return frozenset(lazy(r"[ -]").split(name)[-1] for name in _rivals())


@cache
def _shorts() -> dict[str, str]:
    return {short: name for group in _groups() for name, short in group.items() if short}


@cache
def _taken_up() -> re.Pattern[str]:
    return re.compile(_TAKEN_UP.replace("{words}", "|".join(sorted(_rivals(), key=len, reverse=True))))


@cache
def _praised() -> re.Pattern[str]:
    """Somebody known who is praised or fined: “The judges praised the poet for …”."""
    words = "|".join(sorted(_rivals(), key=len, reverse=True))
    return re.compile(
        rf"\b(?:praised|thanked|criticized|criticised|honored|honoured|congratulated|hailed|commended|applauded) the (?P<value>(?i:{words}))(?= for\b)"
    )


def callings(views: Sequence[View]) -> Iterator[Finding]:
    """“The spokesman” in a story that has introduced a spokeswoman, and no spokesman."""
    near = [view for view in views if _heads() & view.words]
    places = [
        (view, match)
        for view in near
        for pattern in (_taken_up(), _praised())
        for match in pattern.finditer(view.plain)
    ]
    named = _named(views) if places else {}
    for view, match in places:
        word = match["value"].lower()
        if view.quoted(*match.span()) or len(named.get(word, ())) != 1:  # its own place, and no other
            continue
        if (
            " " in word
            and sum(len(lazy(rf"\b{word.split()[0]}").findall(other.folded)) for other in views) > 1
        ):
            continue  # a bus has a driver
        others = [place for rival in _rivals()[word] for place in named.get(rival, ())]
        before = [place for place in others if (place.view.index, place.start) < (view.index, match.start())]
        if _another_between(views, before, view, match.start()):
            continue
        if before and len({place.value for place in others}) == 1 and any(map(_is_introduced, before)):
            yield contradiction(Told(view, *match.span("value"), match["value"]), _as_written(before[0]))


def _another_between(views: Sequence[View], before: Sequence[Told], view: View, at: int) -> bool:
    """Whether someone else is named in full between the first of these places and another: who may be meant."""
    if not before:
        return False
    first = before[0].view.index, before[0].start
    people = full_names(tuple(views))
    places = {name: [(use.view.index, use.start) for use in uses] for name, uses in people.items()}
    own = min(places, key=lambda name: min(_apart(place, first) for place in places[name]), default="")
    later = ((place, name) for name, found in places.items() if name != own for place in found)
    return any(first < place < (view.index, at) for place, _ in later)


def _apart(place: tuple[int, int], other: tuple[int, int]) -> int:
    return 10_000 * abs(place[0] - other[0]) + abs(place[1] - other[1])


def _as_written(place: Told) -> Told:
    """The place with its own capitals, if it is no short form: “Democrat”, but “captain” for “Capt.”."""
    text = place.view.plain[place.start : place.end]
    capital = text.lower() == place.value and place.value in ("republican", "democrat")
    return place._replace(value=text) if capital else place


def callings_of_one(views: Sequence[View]) -> Iterator[Finding]:
    """“The violinist Petra Holm” and “Holm, a cellist”."""
    around = _heads() | _label_words()
    near = [view for view in views if around & view.words]
    told: dict[str, list[Told]] = defaultdict(list)
    for pattern in _beside() if near else ():
        for name, found in by_name(pattern, near, around).items():
            told[name] += found
    people = full_names(tuple(views)) if told else {}
    for name, found in told.items():
        first, *others = sorted(found, key=lambda place: (place.view.index, place.start))
        if one_person(people.get(name, ())):
            word = first.value.lower()
            rivals = _rivals().get(word, frozenset()) | _labels().get(word, frozenset())
            yield from (contradiction(place, first) for place in others if place.value.lower() in rivals)


@cache
def _labels() -> dict[str, frozenset[str]]:
    """Each label with those that the same named person does not bear."""
    found: dict[str, frozenset[str]] = {}
    for line in load_named("rival-labels"):
        words = frozenset(line.split(", "))
        for word in words:
            found[word] = found.get(word, frozenset()) | words - {word}
    return found


@cache
def _label_words() -> frozenset[str]:
    return frozenset(label.split()[-1] for label in _labels())


@cache
def _beside() -> tuple[re.Pattern[str], ...]:
    """A calling before a name, before one in commas, and after one with a comma and an article."""
    words = "|".join(sorted({*_rivals(), *_labels()}, key=len, reverse=True))
    before = rf"{BEFORE_CAPITAL}(?P<value>(?i:{words})) (?:{CAP} (?:[A-Z]\. )?)?(?P<name>{CAP})"
    after = rf"(?<![\w-])(?P<name>{CAP}), (?:\d+, )?(?:an?|the) (?:(?!former\b|retired\b)[a-z-]+(?:'s)? )?(?P<value>{words})\b"
    apposed = (
        rf"\b[Tt]he (?P<value>{words}), (?:(?:Mr|Ms|Mrs|Dr)\.? )?(?:{CAP} (?:[A-Z]\. )?)?(?P<name>{CAP}),"
    )
    return re.compile(before), re.compile(after), re.compile(apposed)


def _named(views: Sequence[View]) -> dict[str, list[Told]]:
    """Where each calling stands, in any number or short form, by the calling."""
    found: dict[str, list[Told]] = defaultdict(list)
    words = {form: name for name in _rivals() for form in (name, *default_lexicon().forms(name))}
    words |= {short.lower(): name for short, name in _shorts().items()}
    words |= {name + "s": name for name in _rivals() if " " in name}
    for view in views:
        if words.keys() & view.words or _heads() & view.words:
            found_here = [*_pieces().finditer(view.plain)]
            for match in found_here:
                name = words.get(match.group().lower())
                if name:
                    found[name].append(Told(view, *match.span(), name))
    return found


@cache
def _pieces() -> re.Pattern[str]:
    """A calling of several words, or any word."""
    phrases = sorted((name for name in _rivals() if not name.isalpha()), key=len, reverse=True)
    return re.compile(rf"(?i)\b(?:{'|'.join(phrases)})s?\b|[^\W\d_]+")


_NAME_BEFORE = lazy(
    r"[A-Z][\w'-]+(?:, (?:\d+, )?(?:who )?(?:(?:is|was) )?| (?:is|was) )(?:an?|the|its|their)? ?(?:[\w'-]+ ){0,3}$"
)


def _is_introduced(place: Told) -> bool:
    """Whether the calling stands beside a name, before or after it."""
    text = place.view.plain
    before = text[max(0, place.start - 60) : place.start]
    after = lazy(r"\.?,? [A-Z][\w'-]+| (?:for|of|at|with) [^,.;]{2,40}, [A-Z][\w'-]+ [A-Z]").match(
        text, place.end
    )
    return bool(_NAME_BEFORE.search(before) or after)


# ── Nationalities ───────────────────────────────────────────────────────────────────────────────────────


@cache
def _single() -> frozenset[str]:
    """Nationalities that one person may be called, as in “the Dane” and “the Norwegian”."""
    return frozenset(word for word in nationalities() if not word.endswith("s") or word == "Swiss")


# Past forms that do not end in -ed
PAST = (
    "had|was|won|lost|said|told|would|could|did|took|came|went|beat|led|ran|made|got|gave|fell|saw|spoke|left|put|set|held|kept|met|sent|sat|stood|thought|found|"
    "drew|chose|began|broke|brought|built|bought|sold|wrote|threw|swam|sang|rode|drove|flew|felt|knew|grew|hit|let|read|rose|shot|taught|wept|paid|spent|struck|hurt|slept|laid"
)
_VERB_AFTER = (
    rf"(?: (?:also|later|then|never|still|now|first))? (?:[a-z]+ed|has|is|will|can|may|who|{PAST})\b"
)
_THE_NATIONAL = lazy(
    rf"\b[Tt]he (?:\d\d-year-old )?(?P<value>[A-Z][a-zA-Z]+(?: [A-Z][a-z]+)?)(?={_VERB_AFTER}|, (?:who|\d\d,|whose|an?)\b)"
)


_THE_NATIONAL_ONE = lazy(
    r"\b[Tt]he (?P<value>[A-Z][a-z]+) (?:player|writer|author|artist|musician|athlete|star|champion|runner|skier|skater|swimmer|cyclist|rider|driver|golfer|boxer|climber|singer|"
    r"novelist|poet|composer|conductor|pianist|violinist|director|striker|midfielder|defender|goalkeeper|winger|forward|designer|chef|architect|chemist|physicist|tourist|actor|actress)"
    rf"(?={_VERB_AFTER})"
)


def nationals(views: Sequence[View]) -> Iterator[Finding]:
    """“The Norwegian”, “the Norwegian skier” in a story whose one person is Danish, and that has no Norway."""
    places = [
        (view, match)
        for pattern in (_THE_NATIONAL, _THE_NATIONAL_ONE)
        for view in views
        for match in pattern.finditer(view.plain)
        if match["value"] in (_single() if pattern is _THE_NATIONAL else nationalities())
    ]
    found = [mention for view in views for mention in mentions(view)] if places else []
    for view, match in places:
        land = nationalities()[match["value"]]
        others = [
            mention for mention in found if mention.text in nationalities() and land not in mention.lands
        ]
        alone = (
            sum(land in mention.lands for mention in found) == 1
            and len({other.lands for other in others}) == 1
        )
        # Where two people are named, the other may be the one.
        if (
            alone
            and _of_person(others[0])
            and not view.quoted(*match.span())
            and len(full_names(tuple(views))) < 2
        ):
            there = Told(others[0].view, others[0].start, others[0].end, others[0].text)
            adjective = match.group() != f"{match.group()[:4]}{match['value']}"
            right = others[0].text if adjective else _person_of(min(others[0].lands))
            yield contradiction(Told(view, *match.span("value"), match["value"]), there, right)


def _of_person(mention: Mention) -> bool:
    text = mention.view.plain
    after = lazy(r" (?:[a-z-]+ ){1,3}[A-Z]").match(text, mention.end)
    return bool(after or lazy(r"[A-Z][\w'-]+, (?:an?|the) (?:[\w-]+ )?$").search(text[: mention.start]))


def _person_of(land: str) -> str | None:
    people = lands()[land].people
    return next(
        (word for word in people if word in _single() and lands_of()[word] == frozenset({land})), None
    )


# ── Homes ───────────────────────────────────────────────────────────────────────────────────────────────

_FROM = lazy(
    rf"(?<![\w-]){CAP}, (?:\d+, )?an? (?:[a-z-]+ )?(?P<noun>[a-z]+) (?:from|of|in) (?P<place>{CAP})(?=[,.])"
)

_TAKEN = lazy(rf"\b[Tt]he (?P<value>{CAP}) (?P<name>[a-z]+)\b(?! [A-Z])")


def homes(views: Sequence[View]) -> Iterator[Finding]:
    """“Jane Pell, a teacher from Bristol, …”, and then “the Leeds teacher”."""
    told = [(view, match) for view in views for match in _FROM.finditer(view.plain)]
    taken = by_name(_TAKEN, views) if told else {}
    for view, match in told:
        there = Told(view, *match.span("place"), match["place"])
        for other in taken.get(match["noun"], ()):
            later = (other.view.index, other.start) > (view.index, match.start())
            if later and other.value != there.value and _once(other.value, views):
                yield contradiction(other, there)


_OF_HOME = lazy(rf"(?<![\w-]){CAP}, (?:\d+, )?(?:of|from) (?P<value>{CAP}(?: {CAP})?)(?=[,.])")
_LOCAL = lazy(
    rf"(?:^|(?<=[.!?] ))An? (?P<value>{CAP}) (?:man|woman|couple|teenager|father|mother|teacher|nurse|doctor|driver|farmer)\b"
)
_OF_STREET = lazy(
    rf"(?<![\w-]){CAP}, (?:\d+, )?(?:of|from) (?:(?:[A-Z][\w']+ ){{1,3}}(?:Lane|Road|Street|Avenue|Drive|Close|Way|Place|Terrace|Crescent|Court|Hill), )?(?P<value>{CAP})(?=,)"
)
_THE_LOCAL = lazy(
    rf"\b[Tt]he (?P<value>{CAP}(?: {CAP})?) (?:man|woman|resident|native|teenager|father|mother|couple|businessman|retiree|grandmother|grandfather|teacher|farmer|nurse|driver)\b(?! [A-Z]| who| that)"
)


def homes_of_one(views: Sequence[View]) -> Iterator[Finding]:
    """“Marcus Teller, of Reno, …”, and then “the Las Vegas man”, in a story of one home."""
    told = [
        Told(view, *match.span("value"), match["value"])
        for view in views
        for match in _OF_HOME.finditer(view.plain)
    ]
    if len({place.value for place in told}) != 1:
        return
    for view in views:
        for match in _THE_LOCAL.finditer(view.plain):
            value = match["value"]
            later = (view.index, match.start()) > (told[0].view.index, told[0].start)
            if (
                later
                and value not in told[0].value
                and _once(value, views)
                and not view.quoted(*match.span())
                and value not in nationalities()
            ):
                yield contradiction(Told(view, *match.span("value"), value), told[0])


def homes_of_accused(views: Sequence[View]) -> Iterator[Finding]:
    """“A Norwich man has been jailed”, and then “Ransome, of Mill Lane, Ipswich,”: one town and another."""
    told, taken = (
        [
            Told(view, *match.span("value"), match["value"])
            for view in views
            for match in pattern.finditer(view.plain)
            if match["value"] in cities()
        ]
        for pattern in (_LOCAL, _OF_STREET)
    )
    if len({place.value for place in told}) != 1 or len(taken) != 1 or len(full_names(tuple(views))) > 1:
        return
    there, place = told[0], taken[0]
    later = (place.view.index, place.start) > (there.view.index, there.start)
    if later and place.value != there.value and _once(there.value, views) and _once(place.value, views):
        yield contradiction(place, there)


def _once(text: str, views: Sequence[View]) -> bool:
    return sum(view.plain.count(text) for view in views) == 1


# ── Ages ────────────────────────────────────────────────────────────────────────────────────────────────

_YEARS = lazy(
    r"(?<![\w-])(?P<value>\d{1,3})-year-olds?\b|\bare (?:both )?(?P<are>\d{1,3})(?=[.;])|, (?P<age>\d{1,3})(?=[,.;])(?!, \d)"
)
_THE_AGED = lazy(rf"\b[Tt]he (?P<value>\d{{1,3}})-year-olds?(?={_VERB_AFTER}|,)")


def aged(views: Sequence[View]) -> Iterator[Finding]:
    """“A 9-year-old girl”, and then “the 10-year-old”, in a story with no other age."""
    ages = [
        Told(view, match.start(), match.end(), match["value"] or match["are"] or match["age"])
        for view in views
        for match in _YEARS.finditer(view.plain)
    ]
    if len({told.value for told in ages}) != 2:
        return
    for view in views:
        for match in _THE_AGED.finditer(view.plain):
            others = [told for told in ages if told.value != match["value"]]
            lone = len(ages) - len(others) == 1 and (others[0].view.index, others[0].start) < (
                view.index,
                match.start(),
            )
            if lone and others[0].view.plain[others[0].start] != "," and not view.quoted(*match.span()):
                first = others[0]._replace(end=others[0].start + len(others[0].value))
                yield contradiction(Told(view, *match.span("value"), match["value"]), first)
