"""What a story says of a person in two places, and differently: age, first name, kinship, children."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..document import View, having
from ..patterns import lazy
from ..rule import Finding, Place, Replace
from .near_names import sound
from .people import CAP, Named, Told, by_name, full_names, one_person, quoted_names, shared_surnames
from .quantity import NUMBER, in_words, led_by_number, to_number


def differing(told: Sequence[Told]) -> Iterator[Finding]:
    """Each place whose value is not the first's or the majority's, with a place of that."""
    counts: dict[str, int] = defaultdict(int)
    for place in told:
        counts[place.value] += 1
    if len(counts) < 2:
        return
    usual = max(counts, key=lambda value: counts[value])  # of equals, the first
    there = next(place for place in told if place.value == usual)
    for place in told:
        if place.value != usual:
            yield contradiction(place, there)


def contradiction(place: Told, there: Told, right: str | None = None) -> Finding:
    """“35” here, “34” there; either may be the wrong one, so the fix is only shown."""
    text = right or there.value
    options = ((Replace(place.start, place.end, text),),)
    related = Place(there.view, there.start, there.end, f"“{there.value}” here")
    values = {"match": place.value, "other": there.value}
    return Finding(place.view, place.start, place.end, options, values, (related,))


# ── Ages ────────────────────────────────────────────────────────────────────────────────────────────────


_AGE = lazy(
    rf"(?<![\w-])(?P<name>{CAP})(?:, (?:aged )?|, who is |, who was | \(|, now )(?P<value>\d{{1,3}})(?=[,.;)])(?!, \d)"
)


# “At 62, Pell lifts hives”, “Pell is 62”; not what was or will be
_AGES_LATER = (
    lazy(
        rf"(?:^|[.?!]\"? )At (?P<value>\d{{2,3}}), (?:(?:Mr|Ms|Mrs|Dr)\.? )?(?P<name>{CAP}) (?!(?:says|hopes|plans|expects|wants|thinks)\b)(?:[a-z]+s|can|still|is|has)\b(?! (?:be|he|she)\b)"
    ),
    lazy(rf"(?<![\w-])(?P<name>{CAP}) is (?:now )?(?P<value>\d{{2,3}})(?=[.;]| years old| and\b)"),
)


def ages(views: Sequence[View]) -> Iterator[Finding]:
    """“Ms. Etxeberria, 35,” in a story that began with “Marisol Etxeberria, 34,”."""
    people = full_names(tuple(views))
    told = by_name(_AGE, views)
    for pattern in _AGES_LATER if told else ():
        for name, found in by_name(pattern, views).items():
            told[name] = sorted(
                [*told.get(name, ()), *found], key=lambda place: (place.view.index, place.start)
            )
    if len(people) == 1 and len(told) == 1:
        (name,) = told
        told[name] = sorted(
            [*told[name], *_told_of_one(views)], key=lambda place: (place.view.index, place.start)
        )
    several = _couples(views) | shared_surnames(tuple(views)) if told else frozenset()
    generations = _generations(views) if told else None
    if generations is None:
        return
    for name, found in told.items():
        uses = people.get(name, ())
        first = min(((use.view.index, use.start) for use in uses), default=(0, 0))
        late = any(
            (place.view.index, place.start) < first for place in found
        )  # somebody else of that surname
        if one_person(uses) and not late and name not in several | generations:
            yield from differing([place for place in found if not _of_then(place)])


def _generations(views: Sequence[View]) -> frozenset[str] | None:
    """The names of which the story tells two bearers apart, as “the elder Mr. Beridze”; None, with “father and son”: of all."""
    near = list(having(views, _AGE_WORDS))
    if any(_FATHER_AND_SON.search(view.plain) for view in near):
        return None
    return frozenset(match["name"] for view in near for match in _ELDER.finditer(view.plain))


_AGE_WORDS = frozenset("elder younger older senior junior father mother grandfather".split())
_FATHER_AND_SON = lazy(r"\b(?:father|mother|grandfather) and (?:son|daughter|grandson)\b")
_ELDER = lazy(
    rf"\b(?:elder|younger|older|senior|junior) (?:(?:Mr|Ms|Mrs|Miss|Dr)\b\.? )?(?P<name>{CAP})(?<!'s)"
)


_COURTESY = lazy(rf"\b(?P<title>Mr|Mrs|Ms|Miss)\b\.? (?P<name>{CAP})")


def _couples(views: Sequence[View]) -> frozenset[str]:
    """Surnames of which the story has a Mr. and a Mrs."""
    found: dict[str, set[bool]] = defaultdict(set)
    for view in views:
        for match in _COURTESY.finditer(view.plain):
            found[match["name"].removesuffix("'s")].add(match["title"] == "Mr")
    return frozenset(name for name, sexes in found.items() if len(sexes) > 1)


_YEAR_BEFORE = lazy(r"(?:^|[.;] )[^.;]*\b(?:[Ii]n|[Bb]y) (?:19|20)\d\d\b[^.;]*$")
_PAST_YEAR = lazy(r"[^.;]*?\b(?:in|of|at the) (?:19|20)\d\d\b")
_SINCE = lazy(r"^[,)]? ?(?:who|which|has|have|joined|was named|was born|is|says|said)\b")


def _of_then(place: Told) -> bool:
    """Whether an age is one of a year that the sentence tells: “Kral, 33, won in 2019”."""
    before = place.view.plain[max(0, place.start - 80) : place.start]
    if _YEAR_BEFORE.search(before):
        return True
    rest = place.view.plain[place.end : place.end + 80].lstrip(",) ")
    return bool(_PAST_YEAR.match(rest) and not _SINCE.match(rest))


_IS_AGED = lazy(
    r"(?<!when )(?<!until )(?<!before )(?<!after )(?<!since )(?<!while )(?<!if )(?<!that )(?<!because )\b(?:He|She|he|she) (?:is|was) (?P<value>\d{2,3})(?=\.(?: |$)|;)"
)


def _told_of_one(views: Sequence[View]) -> Iterator[Told]:
    """“She was 88.”"""
    for view in views:
        for match in _IS_AGED.finditer(view.plain):
            if not view.quoted(*match.span()):
                yield Told(view, *match.span("value"), match["value"])


# ── First names ─────────────────────────────────────────────────────────────────────────────────────────

KIN = lazy(
    r"(?i)\b(?:wife|husband|brothers?|sisters?|sons?|daughters?|father|mother|parents|cousin|uncle|aunt|nephew|niece|twin|family|"
    r"spouse|partner|children|siblings?|grand\w+|in-law|married|widow\w*|namesake|no relation|related|couple|née|\bnee)\b"
)


_KIN_NEAR = 60  # characters about a name in which a word tells of whose kin it is


def first_names(views: Sequence[View]) -> Iterator[Finding]:
    """A person whose first name changes to another with the same initial, and whom nobody introduces anew."""
    people = full_names(tuple(views))
    quoted = quoted_names(views, people)
    for surname, told in people.items():
        uses = (*told, *quoted.get(surname, ()))
        givens = {use.given for use in uses}
        if (
            len(givens) != 2
            or one_person(uses)
            or any(
                KIN.search(use.view.plain, max(0, use.start - _KIN_NEAR), use.end + _KIN_NEAR) for use in uses
            )
        ):
            continue
        first = uses[0]
        others = [use for use in uses if use.given != first.given]
        if len(others) < len(uses) - len(others) + 1 and all(_is_slip(first, other) for other in others):
            there = Told(first.view, first.start, first.start + len(first.given), first.given)
            for use in others:
                yield contradiction(Told(use.view, use.start, use.start + len(use.given), use.given), there)


def _is_slip(first: Named, other: Named) -> bool:
    text = other.view.plain
    introduced = lazy(r", (?:\d|an? |the |who |of |whose )| \(").match(text, other.end)
    joined = lazy(r"(?:\band|&|\bor|[A-Z][\w'-]+,) $").search(text[: other.start]) or text.startswith(
        (" and ", " & ", " or "), other.end
    )
    alike = first.given[0] == other.given[0] or sound(first.given) == sound(other.given)
    return not introduced and not joined and alike and len(other.given) > 2


_INITIALS = lazy(rf"(?<![\w.])(?P<value>(?:[A-Z]\.[ ]?){{2,3}})(?<! ) (?P<name>{CAP})")
_MIDDLE = lazy(rf"(?<![\w.])(?P<given>{CAP}) (?P<value>[A-Z]\.) (?P<surname>{CAP})(?<!'s)")

_HEIR = lazy(
    r"(?i)\b(?:sons?|father|brothers?|daughters?|nephew|grandson|namesake|jr|sr|elder|younger|cousin)\b"
)


def initials(views: Sequence[View]) -> Iterator[Finding]:
    """“J.D. Harlan” and “J.T. Harlan”, “Ann J. Roe” and “Ann K. Roe”, in a story that has no relative."""
    full: dict[str, list[Told]] = defaultdict(list)
    for view in views:
        for match in _MIDDLE.finditer(view.plain):
            if not view.quoted(*match.span()):
                full[f"{match['given']} {match['surname']}"].append(
                    Told(view, *match.span("value"), match["value"])
                )
    for found in (*by_name(_INITIALS, views).values(), *full.values()):
        forms = {place.value.replace(" ", "") for place in found}
        if len(forms) == 2 and not any(_HEIR.search(view.plain) for view in views):
            yield from differing(found)


# ── Kin ─────────────────────────────────────────────────────────────────────────────────────────────────

_RELATIVE = (
    r"husband|wife|brother|sister|son|daughter|father|mother|uncle|aunt|nephew|niece|cousin|grandfather|grandmother|grandson|"
    r"granddaughter|stepson|stepdaughter|boyfriend|girlfriend|partner"
)
_OWNED = lazy(
    rf"(?i:\b(?P<owner>his|her|their|[A-Z][\w-]+'s))(?: [a-z]+){{0,2}} (?P<kin>{_RELATIVE}),? (?P<name>[A-Z][a-z]+)\b"
)
_ALIKE = (
    {"husband", "partner", "boyfriend"},
    {"wife", "partner", "girlfriend"},
)


def kinship(views: Sequence[View]) -> Iterator[Finding]:
    """“Her husband, Colin,” and then “her brother, Colin”."""
    found: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for view in views:
        for match in _OWNED.finditer(view.plain):
            if not view.quoted(*match.span()):
                told = Told(view, *match.span("kin"), match["kin"].lower())
                found[match["owner"].lower(), match["name"]].append(told)
    for places in found.values():
        kinds = {place.value for place in places}
        namesakes = kinds <= _NAMESAKES and any(_GOES_BY_MORE.match(p.view.plain, p.end) for p in places)
        if not namesakes and not any(kinds <= alike for alike in _ALIKE):
            yield from differing(places)


# Kin among whom a first name is handed on; a surname, a number or an age tells them apart
_NAMESAKES = frozenset(
    "brother sister son father grandson grandfather nephew uncle cousin daughter mother granddaughter grandmother aunt niece".split()
)
_GOES_BY_MORE = lazy(rf",? {CAP}(?: (?:{CAP}|[IVX]+)|, \d{{1,3}}\b)")


# ── Children ────────────────────────────────────────────────────────────────────────────────────────────

_CHILDREN = lazy(
    rf"(?P<value>{NUMBER})(?: (?:young|small|grown|adult|surviving|other))? (?P<noun>children|sons|daughters|sisters|brothers|"
    r"grandchildren|stepchildren)\b"
)
_OF_ONE = lazy(
    r"(?i)(?:\b(?:survived by|leaves|left|has|have|had|raised|and|with|(?<!est )(?<!one )(?<!\w(?:rd|nd|st|th) )of|his|her|their|the couple's|[a-z-]+'s)"
    r"|\b(?:father|mother|parents?|grandmother|grandfather) of) (?:[\w' ]{0,30}, )?$"
)
_SONS = lazy(r" (?:young |small |grown )?(boys|girls)\b")
_PARENT = lazy(
    rf"(?i)\b(?P<grand>grand)?-?(?:father|mother|dad|mum|mom|parents?)[- ]of[- ](?P<value>{NUMBER})\b(?! (?:the|\w+ ?\w* year))"
)


def children(views: Sequence[View]) -> Iterator[Finding]:
    """“Survived by four children”, and then “his three children”, where the story has one family."""
    found: dict[str, list[Told]] = defaultdict(list)
    for view in views:
        for match in led_by_number(_CHILDREN, view):
            if not view.quoted(*match.span()) and _OF_ONE.search(
                view.plain[max(0, match.start() - 60) : match.start()]
            ):
                found[match["noun"]].append(Told(view, *match.span("value"), match["value"].lower()))
        for match in _PARENT.finditer(view.plain) if "of" in view.words else ():
            if not view.quoted(*match.span()):
                own = _SONS.match(view.plain, match.end())
                noun = {"boys": "sons", "girls": "daughters"}[own.group(1)] if own else "children"
                found["grandchildren" if match["grand"] else noun].append(
                    Told(view, *match.span("value"), match["value"].lower())
                )
    for places in found.values():
        places.sort(key=lambda place: (place.view.index, place.start))
        for first, place in pairwise(places):
            number = to_number(first.value)
            if to_number(place.value) != number and _of_one_family(views, first, place):
                yield contradiction(place, first, as_written(number, place.value))


def as_written(number: float, model: str) -> str | None:
    """A whole number in figures or words, as the model has it."""
    return str(int(number)) if model[0].isdigit() else in_words(int(number))


_NEAR = 4  # paragraphs


def _of_one_family(views: Sequence[View], first: Told, place: Told) -> bool:
    """Whether both places are near one another, and nobody else is named from the one to the other."""
    between = range(first.view.index, place.view.index + 1)
    people = {
        use.surname
        for uses in full_names(tuple(views)).values()
        for use in uses
        if use.view.index in between and (use.view.index, use.start) < (place.view.index, place.start)
    }
    return len(between) <= _NEAR and len(people) < 2
