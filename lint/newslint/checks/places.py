"""Countries, their adjectives and cities: what a name of one says of where something is."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..document import View
from ..word_lists import load_named


class Land(NamedTuple):
    """A country: each name as it is written."""

    names: tuple[str, ...]
    people: tuple[str, ...]
    cities: tuple[str, ...]


class Mention(NamedTuple):
    """A place or a nationality in a view, with the countries it may belong to."""

    view: View
    start: int
    end: int
    lands: frozenset[str]

    @property
    def text(self) -> str:
        """As the story writes it, with straight marks."""
        return self.view.plain[self.start : self.end]


@cache
def lands() -> dict[str, Land]:
    """Each country of the list, by its first name."""
    found = {}
    for line in load_named("countries"):
        names, people, cities = (
            tuple(filter(None, map(str.strip, part.split(",")))) for part in line.split("|")
        )
        found[names[0]] = Land(names, people, cities)
    return found


@cache
def lands_of() -> dict[str, frozenset[str]]:
    """Each name, adjective and city, with the countries it may belong to."""
    found: dict[str, set[str]] = {}
    for first, land in lands().items():
        for word in (*land.names, *land.people, *land.cities):
            found.setdefault(word, set()).add(first)
    return {word: frozenset(firsts) for word, firsts in found.items()}


@cache
def nationalities() -> dict[str, str]:
    """Each adjective or noun of one country alone, with the country."""
    known = ((word, lands_of()[word]) for land in lands().values() for word in land.people)
    return {word: min(firsts) for word, firsts in known if len(firsts) == 1}


@cache
def _any_place() -> re.Pattern[str]:
    words = sorted(lands_of(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?!\w)")


def mentions(view: View, of: frozenset[str] | None = None) -> list[Mention]:
    """The places and nationalities that a view names, in order; `of` keeps those of these words alone."""
    if not _first_words() & view.words:
        return []
    return [
        Mention(view, *match.span(), lands_of()[match.group()])
        for match in _any_place().finditer(view.plain)
        if of is None or match.group() in of
    ]


@cache
def _first_words() -> frozenset[str]:
    """A word of each name, as a view's words have them."""
    return frozenset(re.split(r"[^\w]", word.lower())[0] for word in lands_of())
