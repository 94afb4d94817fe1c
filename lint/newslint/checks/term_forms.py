"""One term in two forms through a story: “healthcare” and “health care”, “Wal-Mart” and “Walmart”, “World Cup” and “world cup”."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..document import HEADLINE, SUBHEAD, View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding, Place, Replace


class Use(NamedTuple):
    """A form of a term where it stands."""

    view: View
    start: int
    end: int
    text: str


_LEAST = 7  # letters of a compound
_PARTICLES = frozenset(
    "up out off over down in on away back by through around about along together to for with at of as be one thing body where how day times time ever so self selves while "
    "ago is are was a an the or and not it he all hand".split()
)
_FIRSTS = frozenset(
    "any every some may no all a an the in on to be for with what how when where who over under out up off down on mean life house home".split()
)
_PAIR = lazy(r"(?<![\w@#/.'-])(?=(?P<one>[a-z]{3,}) (?P<two>[a-z]{3,})(?![\w'@/-]))")
_SOLID = lazy(r"(?<![\w@#/.'-])[a-z]{7,}(?![\w'@/-])")


def compounds(views: Sequence[View]) -> Iterator[Finding]:
    """A compound in one word here and in two there: the rarer form, or the later one."""
    words = {word for view in views for word in view.words if len(word) >= _LEAST}
    pairs = {pair for view in views for pair in view.pairs}
    wanted = {pair for pair in pairs if pair.replace(" ", "") in words}
    solid = {pair.replace(" ", "") for pair in wanted}
    open_: dict[str, list[Use]] = defaultdict(list)
    for view in (view for view in views if wanted and not wanted.isdisjoint(view.pairs)):
        for match in _PAIR.finditer(view.folded):
            one, two = match["one"], match["two"]
            if (
                one + two in solid
                and not view.text[match.start("two")].isupper()
                and two not in _PARTICLES
                and one not in _FIRSTS
                and len(one + two) >= _LEAST
            ):
                open_[one + two].append(Use(view, match.start("one"), match.end("two"), f"{one} {two}"))
    closed: dict[str, list[Use]] = defaultdict(list)
    for view in views if open_ else ():
        for match in _SOLID.finditer(view.folded):
            if match.group() in open_ and not _in_name(view.text, match.start()):
                closed[match.group()].append(Use(view, *match.span(), match.group()))
    for key, uses in open_.items():
        if _is_noun(key):
            yield from _rarer(closed[key], uses)


def _in_name(text: str, at: int) -> bool:
    """Whether a word is part of a name: Prairie Healthcare Partners."""
    return text[at].isupper() and (
        text[at - 2 : at - 1].isalpha() or _NAME_GOES_ON.match(text, at) is not None
    )


_NAME_GOES_ON = lazy(r"\w+ [A-Z]")


def _is_noun(word: str) -> bool:
    """Whether the solid word, where it is known at all, is a noun: “to set up” and “a setup” are two things."""
    return not default_lexicon().knows(word) or default_lexicon().may_be(word, "NN", "NNS")


def _rarer(*forms: Sequence[Use], capital: bool = True) -> Iterator[Finding]:
    """The uses of the form that has fewer, or that comes later where there are as many; `capital`: theirs is kept."""
    outside = [[use for use in uses if not use.view.quoted(use.start, use.end)] for uses in forms]
    if not all(outside):
        return
    usual, rare = sorted(outside, key=lambda uses: (-len(uses), uses[0].view.index, uses[0].start))
    model = usual[0]
    place = Place(model.view, model.start, model.end, f"“{model.text}” here")
    for use in rare:
        new = model.text
        if capital and use.view.text[use.start].isupper():
            new = new[0].upper() + new[1:]
        values = {"match": use.view.text[use.start : use.end], "usual": model.text, "count": str(len(usual))}
        yield Finding(use.view, use.start, use.end, ((Replace(use.start, use.end, new),),), values, (place,))


def _running(views: Sequence[View]) -> list[View]:
    """The views that are no headlines, which have capitals of their own."""
    return [view for view in views if view.block.scope not in (HEADLINE, SUBHEAD)]


# ── Names ───────────────────────────────────────────────────────────────────────────────────────────────

_NAMES = lazy(r"(?<![\w@#/.'-])(?:(?:[Aa]l|[Ee]l)[- ])?[A-Z][\w]*(?:-[\w]+)*(?![\w@/]|\.\w)")
_SHORTEST = 6


def names(views: Sequence[View]) -> Iterator[Finding]:
    """“Wal-Mart” and “Walmart”, “al-Qaeda” and “Al Qaeda”, “Covid-19” and “COVID-19”: hyphens and capitals."""
    forms: dict[str, dict[str, list[Use]]] = defaultdict(lambda: defaultdict(list))
    for view in _running(views):
        for match in _NAMES.finditer(view.plain):
            text = match.group()
            key = text.replace("-", "").replace(" ", "").lower()
            if len(key) >= _SHORTEST:
                forms[key][text].append(Use(view, *match.span(), text))
    for key, found in forms.items():
        if len(found) == 2 and not default_lexicon().may_be(key, "NN", "VB", "JJ", "RB", "NNS"):
            first, second = found.values()
            if _differ(first[0].text, second[0].text):
                yield from _rarer(first, second, capital=False)


def _differ(one: str, other: str) -> bool:
    """Whether a hyphen or a space is in one form only, or an acronym with a number is in capitals in one."""
    if "-" in one and "-" in other:
        return one.split("-")[1] == other.split("-")[1] and one[-1].isdigit() and one.lower() == other.lower()
    capitals = one.isupper() or other.isupper()
    return not capitals and one[1:] != other[1:] and ("-" in one + other or " " in one + other)


# ── Terms in capitals and in small letters ──────────────────────────────────────────────────────────────

_TERM = lazy(r"(?<=\b[Tt]he )[A-Z][a-z]{2,} [A-Z][a-z]{2,}(?![\w'-])(?! [A-Z])")
_LOWER_TERM = lazy(r"(?<=\b[Tt]he )[a-z]{3,} [a-z]{3,}(?![\w'-])")
_TWICE = 2


def terms(views: Sequence[View]) -> Iterator[Finding]:
    """“The world cup” in a story that has “World Cup” twice and more."""
    upper: dict[str, list[Use]] = defaultdict(list)
    for view in _running(views):
        for match in _TERM.finditer(view.plain):
            words = match.group().lower().split()
            if all(map(default_lexicon().knows, words)) and match.group().lower() not in _OFFICES:
                upper[match.group().lower()].append(Use(view, *match.span(), match.group()))
    lower: dict[str, list[Use]] = defaultdict(list)
    for view in _running(views) if upper else ():
        for match in _LOWER_TERM.finditer(view.plain):
            if match.group() in upper:
                lower[match.group()].append(Use(view, *match.span(), match.group()))
    for term, small in lower.items():
        if len(small) < len(upper[term]) >= _TWICE:
            yield from _rarer(upper[term], small)


_OFFICES = frozenset(
    "prime minister|foreign minister|finance minister|vice president|attorney general|chief executive|secretary general|police chief|chief justice|deputy mayor|"
    "city council|supreme court|high court|police department|school board|fire department|state police|city hall|state department".split(
        "|"
    )
)
_HOLDERS = (
    "prime minister|foreign minister|finance minister|president|vice president|mayor|governor|chancellor|attorney general|chief executive|premier|senator|minister|"
    "ambassador|chief justice|secretary general|speaker|chairman"
)
_BODIES = "government|cabinet|company|university"
_OFFICE = lazy(
    rf"\b(?:[Tt]he|[Aa]|[Aa]n|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|former|new) (?P<name>(?i:{_HOLDERS}|{_BODIES}))(?![\w'-]*[\w-])(?! (?:[A-Z]|of (?:[A-Z]|the [A-Z])|for [A-Z]))"
)


def offices(views: Sequence[View]) -> Iterator[Finding]:
    """“The Mayor” and “the mayor”, “the Government” and “the government”, with no name beside them."""
    forms: dict[str, dict[bool, list[Use]]] = defaultdict(lambda: defaultdict(list))
    for view in _running(views):
        for match in _OFFICE.finditer(view.plain):
            text = match["name"]
            words = text.split()
            if all(word[0].isupper() for word in words) or text.islower():
                forms[text.lower()][text[0].isupper()].append(Use(view, *match.span("name"), text))
    for found in forms.values():
        if len(found) == 2:
            yield from _rarer(found[True], found[False], capital=False)
