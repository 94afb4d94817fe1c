"""He and she: a pronoun against the sex that the story gives to the only person of whom it can speak."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ..document import View, fold, words_of
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding, Place, Replace
from ..word_lists import load_named
from .people import CAP, full_names, given_names, person_nouns, titles
from .places import lands_of

HE, SHE = "he", "she"
_PRONOUN = lazy(r"(?i)(?<![\w'/-])(?:he|him|his|himself|she|her|hers|herself)(?![\w/-])(?!'s or)")
_OF = {
    **dict.fromkeys(("he", "him", "his", "himself"), HE),
    **dict.fromkeys(("she", "her", "hers", "herself"), SHE),
}
_OTHER = {"he": "she", "she": "he", "himself": "herself", "herself": "himself", "his": "her", "him": "her"}
_TITLES = {
    **dict.fromkeys(("mr", "sir", "lord", "king", "prince", "duke", "father", "brother"), HE),
    **dict.fromkeys(
        ("mrs", "ms", "miss", "dame", "lady", "queen", "princess", "duchess", "madame", "sister"), SHE
    ),
}
_NOUNS = {
    **dict.fromkeys(
        "man boy husband father son brother uncle nephew grandfather grandson boyfriend widower spokesman businessman chairman congressman "
        "councilman policeman salesman fisherman cameraman nobleman waiter monk priest actor".split(),
        HE,
    ),
    **dict.fromkeys(
        "woman girl wife mother daughter sister aunt niece grandmother granddaughter girlfriend widow spokeswoman businesswoman chairwoman "
        "congresswoman councilwoman policewoman saleswoman actress waitress nun heiress ballerina soprano midwife".split(),
        SHE,
    ),
}
# More words for one of whom nothing else is known
_ANYONE = frozenset(
    "anyone someone everyone nobody anybody somebody everybody one person figure character reader viewer contact individual newcomer somebody other another".split()
)
_WORD = lazy(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


class Known(NamedTuple):
    """Somebody's sex, and the place that tells it."""

    sex: str
    view: View
    start: int
    end: int


@cache
def by_given() -> dict[str, str]:
    """The sex of first names that only women or only men bear."""
    return {
        **dict.fromkeys(load_named("names-of-women"), SHE),
        **dict.fromkeys(load_named("names-of-men"), HE),
    }


_TITLED = lazy(
    rf"(?<!\w)(?P<title>Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady)\b\.? (?:{CAP} (?:[A-Z]\. )?)?(?P<name>{CAP})"
)
_AFTER = lazy(
    rf"(?P<name>{CAP}), (?:\d{{1,3}}, )?(?:an?|the|its|his|her|their) (?:[a-z-]+ ){{0,2}}(?P<noun>[a-z]+)\b(?! (?:of|for) (?:Mr|Mrs|Ms)\b)"
)
_BEFORE = lazy(
    rf"\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Hh]is|[Hh]er) (?:[a-z-]+ )?(?P<noun>[a-z]+),? (?:{CAP} )?(?P<name>{CAP})"
)


@lru_cache(maxsize=4)
def known(views: tuple[View, ...]) -> dict[str, Known]:
    """The people whose sex the story tells, by surname: by a title, a noun or a first name, where these agree."""
    found: dict[str, list[Known]] = {}
    for view in views:
        for match in _TITLED.finditer(view.plain):
            _add(found, match["name"], Known(_TITLES[match["title"].lower()], view, *match.span()))
        for pattern in (_AFTER, _BEFORE) if not _NOUNS.keys().isdisjoint(view.words) else ():
            for match in pattern.finditer(view.plain):
                if match["noun"] in _NOUNS:
                    _add(found, match["name"], Known(_NOUNS[match["noun"]], view, *match.span()))
    people = full_names(views)
    for name, uses in people.items():
        for use in uses:
            sex = by_given().get(use.given)
            if sex:
                _add(found, name, Known(sex, use.view, use.start, use.end))
    return {
        name: told[0]
        for name, told in found.items()
        if len(name) > 1
        and len({one.sex for one in told}) == 1
        and len({use.given for use in people.get(name, ())}) < 2
    }


def _add(found: dict[str, list[Known]], name: str, told: Known) -> None:
    found.setdefault(name.removesuffix("'s"), []).append(told)


def pronouns(views: Sequence[View]) -> Iterator[Finding]:
    """“Mrs. Winter has lived here since 1961. His husband built it.”"""
    people = known(tuple(views))
    if not people:
        return
    counts = Counter(_OF[match.group().lower()] for view in views for match in _PRONOUN.finditer(view.plain))

    @cache
    def here(at: int) -> list[tuple[int, Known | str]]:
        return list(_possible(views[at], people))

    parts = words_of(fold(" ".join(people)))
    for at, view in enumerate(views):
        if parts.isdisjoint(view.words):
            continue  # nobody is near of whom it could speak
        for match in _PRONOUN.finditer(view.plain):
            word, sex = match.group(), _OF[match.group().lower()]
            if counts[sex] > max(1, counts[HE if sex == SHE else SHE]) or view.quoted(*match.span()):
                continue
            earlier = [(place, one) for place, one in here(at) if place < match.start()]
            near = [
                one
                for place, one in earlier
                if isinstance(one, Known) and _is_near(view, place, match.start())
            ]
            if any(_may_be(one, sex) for _, one in earlier) or not near:
                continue
            if not any(one.sex != sex for one in near):
                continue
            if at and _sexes(views[at - 1], here(at - 1)) & {sex, "?"}:
                continue
            yield _finding(view, match, word, near[-1])
            break


def _finding(view: View, match: re.Match[str], word: str, there: Known) -> Finding:
    right = _right(view, match)
    cased = right.capitalize() if word[0].isupper() else right
    place = Place(there.view, there.start, there.end, "of whom it speaks")
    values = {"match": word, "other": there.view.text[there.start : there.end]}
    return Finding(view, *match.span(), ((Replace(*match.span(), cased),),), values, (place,))


def _right(view: View, match: re.Match[str]) -> str:
    """The pronoun of the other sex."""
    word = match.group().lower()
    if word in _OTHER:
        return _OTHER[word]
    if word == "hers":
        return "his"
    after = _WORD.match(view.plain, match.end() + 1)
    own = after is not None and default_lexicon().may_be(after.group().lower(), "NN", "NNS", "JJ")
    return "his" if own else "him"


def _is_near(view: View, at: int, pronoun: int) -> bool:
    """Whether the name stands in the pronoun's sentence or the one before."""
    return len([s for s in view.sentences if at < s.start <= pronoun]) < 2


def _may_be(one: Known | str, sex: str) -> bool:
    return one in (sex, "?") if isinstance(one, str) else one.sex == sex


def _sexes(view: View, here: Sequence[tuple[int, Known | str]]) -> frozenset[str]:
    """The sexes of those of whom a paragraph speaks."""
    own = {one if isinstance(one, str) else one.sex for _, one in here}
    return frozenset(own | {_OF[match.group().lower()] for match in _PRONOUN.finditer(view.plain)})


def _possible(view: View, people: dict[str, Known]) -> Iterator[tuple[int, Known | str]]:
    """The persons in a paragraph, with their places: known ones, and by sex or “?” those that are not."""
    text = view.plain
    last: tuple[int, Known] | None = None  # the end of a known name, whose apposition may follow
    words = list(_WORD.finditer(text))
    for at, match in enumerate(words):
        word = match.group().removesuffix("'s")
        lower = word.lower()
        if word in people:
            last = match.end(), people[word]
            yield match.start(), people[word]
        elif word[0].isupper():
            if (
                _is_part(words, at, people, text)
                or lower.rstrip(".") in titles()
                or not _may_be_person(word, match.start(), text)
            ):
                continue
            yield match.start(), by_given().get(word, "?")
        elif lower in _NOUNS or lower in person_nouns() or lower in _ANYONE:
            if _is_apposed(text, match, last, people) or (lower.endswith("s") and not lower.endswith("ss")):
                continue
            yield match.start(), _NOUNS.get(lower, "?")


def _is_part(words: Sequence[re.Match[str]], at: int, people: dict[str, Known], text: str) -> bool:
    """Whether a known surname follows, with no more than a name or an initial between."""
    for other in words[at + 1 : at + 4]:
        if not other.group()[0].isupper() or lazy(r"[,.;:]").search(
            text[words[at].end() : other.start()].replace(". ", " ", 1)
        ):
            return False
        if other.group().removesuffix("'s") in people:
            return True
    return False


def _may_be_person(word: str, start: int, text: str) -> bool:
    """Whether a capitalised word may be the name of a person of whom nothing is known."""
    if word.lower() in given_names():
        return True
    if word in lands_of() or default_lexicon().knows(word.lower()) or not word[1:2].islower():
        return False
    return not lazy(r"\b(?:in|at|near|from|of|to|on|the) (?:[A-Z]\w+ )?$").search(text, 0, start)


_APPOSED = lazy(r", (?:\d{1,3}, )?(?:an?|the|its|who (?:is|was|has been)(?: an?| the)?) (?:[\w'-]+ ){0,3}$")
_LEADS = lazy(rf"(?:,? (?:{CAP} |[A-Z]\. )*)(?P<name>{CAP})")
_IS_A = lazy(r" (?:is|was|became|worked as|has been|had been) (?:an?|the) (?:[\w'-]+ ){0,2}$")


def _is_apposed(
    text: str, match: re.Match[str], last: tuple[int, Known] | None, people: dict[str, Known]
) -> bool:
    """Whether a noun only says what the known person is."""
    if last and (
        _APPOSED.fullmatch(text, last[0], match.start()) or _IS_A.fullmatch(text, last[0], match.start())
    ):
        return True
    after = _LEADS.match(text, match.end())
    if not after or after["name"].removesuffix("'s") not in people:
        return False
    return text[match.end()] != "," or text[after.end() : after.end() + 1] in (",", ".")
