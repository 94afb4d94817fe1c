"""The people of a story: full names, and what stands beside a name and says who that is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ..document import View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..word_lists import load_named

CAP = r"[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:['-][^\W\d_]+)*"
# At the start of a word, a few words before one with a capital: quick to see, where many callings are tried after it
BEFORE_CAPITAL = r"\b(?=(?:[^\W_][^ ]* ){1,5}[A-ZÀ-ÖØ-Þ])"
_PARTICLE = r"(?:de|da|del|della|di|dos|du|la|le|van|von|der|den|ter|bin|ibn|al|el|y|e)"
# Capitalised words, with initials and particles between them
_RUN = lazy(rf"(?<![\w.'-]){CAP}(?:(?: {_PARTICLE}){{0,2}} (?:[A-Z]\. )*{CAP})+")
_MOST = 4  # words of a name
_AGE_AFTER = lazy(r", (?:aged )?\d{1,3}(?=[,.;])| \(\d{1,3}\)|, (?:a|an|the|who|whose|her|his|their) ")
_SAID_AFTER = lazy(
    r",? (?:(?:also|later|then|has|had) )?(?:said|says|told|added|asked|testified|wrote|replied|recalled|argued|pleaded|resigned|died|thanked|praised|"
    r"apologized|apologised|smiled|laughed|wept|cried|sang|spoke|believed|hoped|joked|explained|insisted|admitted|denied|warned|complained|"
    r"graduated|retired|married|studied|taught|grew up|moved|volunteered|swam|coached|directed|painted|composed|was born|was arrested|was jailed)\b"
)
_SAID_BEFORE = lazy(r"\b(?:said|says|told|asked|added|wrote|named|called|and her husband|and his wife),? $")


class Named(NamedTuple):
    """A full name in a view."""

    view: View
    start: int
    end: int
    given: str
    surname: str


@lru_cache(maxsize=4)  # several checks ask for the people of one story
def full_names(views: tuple[View, ...]) -> dict[str, tuple[Named, ...]]:
    """The people whom a story names in full outside quotations, by surname, in order."""
    found: dict[str, list[Named]] = defaultdict(list)
    for view in views:
        for match in _RUN.finditer(view.plain):
            named = _named(view, match)
            if named and not view.quoted(named.start, named.end):
                found[named.surname].append(named)
    return {surname: tuple(uses) for surname, uses in found.items()}


def _named(view: View, match: re.Match[str]) -> Named | None:
    """The person's name in a run of capitalised words, without what stands before it."""
    words, text = list(_WORD.finditer(view.plain, *match.span())), view.plain
    surname, lexicon = words[-1].group().removesuffix("'s"), default_lexicon()
    end = words[-1].start() + len(surname)
    while len(words) > 1 and not _may_begin(words[0].group().lower()):
        words.pop(0)
    if not 1 < len(words) <= _MOST or surname.lower() in _BODIES or not words[0].group()[0].isupper():
        return None
    start, given = words[0].start(), words[0].group()
    before, after = text[: words[0].start()], text[end:]
    last = before.split()[-1].lower().rstrip(".,") if before.strip() else ""
    cued = bool(_AGE_AFTER.match(after) or _SAID_AFTER.match(after) or _SAID_BEFORE.search(before))
    titled = last in titles() or last in person_nouns()
    if (
        given.lower().partition("-")[0] in given_names()
        or titled
        or (cued and not lexicon.knows(given.lower()))
    ):
        return Named(view, start, end, given, surname)
    return None


_WORD = lazy(r"[^\W\d_]+(?:['-][^\W\d_]+)*\.?")


def _may_begin(word: str) -> bool:
    """Whether a name may begin with this word, which is no title and no word of an office."""
    if word in given_names() or (
        word.partition("-")[0] in given_names() and not default_lexicon().knows(word)
    ):
        return True
    return word.rstrip(".") not in titles() and not default_lexicon().knows(word.rstrip("."))


_BODIES = frozenset(
    "inc corp co ltd llc university college school street avenue road court department ministry party club city county "
    "bank group company association council committee board party church hospital airport river lake island".split()
)


@cache
def given_names() -> frozenset[str]:
    """First names, in lower case."""
    return frozenset(name.lower() for name in load_named("given-names"))


@cache
def _short_names() -> dict[str, frozenset[str]]:
    """The short forms of a name that do not begin it."""
    lines = (line.partition(": ") for line in load_named("short-names"))
    return {name: frozenset(shorts.split(", ")) for name, _, shorts in lines}


@cache
def titles() -> frozenset[str]:
    """Titles before a name, in lower case and without their stops."""
    return frozenset(title.lower().rstrip(".") for title in load_named("titles"))


@cache
def person_nouns() -> frozenset[str]:
    """Nouns for a person by role, work or kinship."""
    return load_named("person-nouns")


_WHOLE_NAME = 6  # letters of a first name that is no longer one's short form


def one_person(uses: Sequence[Named]) -> bool:
    """Whether full names with one surname are one person's: one given name, or its initial or short form."""
    givens = {use.given for use in uses}
    if not givens:
        return False
    if any(givens <= {name, *shorts} for name, shorts in _short_names().items()):
        return True
    first = min(givens, key=len)
    # Marian is no short form of Marianne.
    return all(
        given == first
        or (given[0] == first[0] and given.startswith(first.rstrip(".")) and len(first) < _WHOLE_NAME)
        for given in givens
    )


@lru_cache(maxsize=4)
def shared_surnames(views: tuple[View, ...]) -> frozenset[str]:
    """Surnames that more than one person bears, though not each first name is known as one: Karin Olsson, Bo Olsson."""
    people, found = full_names(views), set()
    for view in views if people else ():
        for match in _PAIR.finditer(view.plain):
            surname, given = match["surname"].removesuffix("'s"), match["given"]
            if surname in people and given not in {use.given for use in people[surname]} and _is_given(given):
                found.add(surname)
    return frozenset(found)


_PAIR = lazy(rf"(?<![\w.'-])(?P<given>{CAP}) (?=(?P<surname>{CAP}))")


def quoted_names(views: Sequence[View], people: Mapping[str, Sequence[Named]]) -> dict[str, list[Named]]:
    """The full names with these people's surnames that those who are quoted say, but for what only talk calls somebody: Toby, Annie, Jo."""
    found: dict[str, list[Named]] = defaultdict(list)
    for view in views if people else ():
        for quote in view.quotes:
            for match in _PAIR.finditer(view.plain, quote.start, quote.end):
                given, surname = match["given"], match["surname"].removesuffix("'s")
                pet = given.endswith(("y", "ie")) or len(given) < _LEAST_SAID
                known = surname in people and _TALKED_OF.search(view.plain, 0, match.start())
                if known and not pet and _is_given(given):
                    end = match.start("surname") + len(surname)
                    found[surname].append(Named(view, match.start(), end, given, surname))
    return found


# What stands before somebody whom the listeners know: not “my old coach Michael Renner”
_TALKED_OF = lazy(
    r"(?:[\"']|\b(?:that|but|because|if|when|think|thought|know|hope|believe|to|for|with|like|about|by|is|was|told|asked|thank|see|of) )$"
)
_LEAST_SAID = 4  # letters of a first name that is hardly a short one


def _is_given(word: str) -> bool:
    """Whether a word before a surname is a first name by the list, or is no word of any other kind."""
    lower = word.lower()
    if lower in given_names():
        return True
    return lower not in titles() and lower not in person_nouns() and not default_lexicon().knows(lower)


class Told(NamedTuple):
    """What a place in the story says of somebody."""

    view: View
    start: int
    end: int
    value: str


def by_name(
    pattern: re.Pattern[str], views: Sequence[View], around: frozenset[str] | None = None
) -> dict[str, list[Told]]:
    """What a pattern's group `value` tells of a name (its group `name`) outside quotations, in order, by the name.

    `around`: words of which each match has one; the pattern is then tried near them alone.
    """
    found: dict[str, list[Told]] = defaultdict(list)
    for view in views:
        for start, end in [(0, len(view.plain))] if around is None else _near(view, around):
            for match in pattern.finditer(view.plain, start, end):
                if not view.quoted(*match.span("value")):
                    found[match["name"]].append(Told(view, *match.span("value"), match["value"]))
    return found


_REACH = 120  # characters on either side of a word in which what it tells of a name stands


def _near(view: View, words: frozenset[str]) -> list[tuple[int, int]]:
    """The stretches of a view about these words, in order, apart."""
    places: list[int] = []
    for word in words & view.words:
        at = view.folded.find(word)
        while at >= 0:
            places.append(at)
            at = view.folded.find(word, at + 1)
    found: list[tuple[int, int]] = []
    for at in sorted(places):
        start, end = max(0, at - _REACH), at + _REACH
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
