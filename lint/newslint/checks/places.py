"""Countries, their adjectives and cities: what a name of one says of where something is."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..document import View
from ..patterns import lazy
from ..word_lists import load_list, load_named, rules_folder


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


_STATES = frozenset({"New York", "Washington"})


@cache
def cities() -> frozenset[str]:
    """The names of cities in the gazetteer, without those of countries and states."""
    countries = {name for land in lands().values() for name in land.names}
    return load_list("places", rules_folder() / "lexicon" / "gazetteer") - countries - _STATES


@cache
def nationalities() -> dict[str, str]:
    """Each adjective or noun of one country alone, with the country."""
    known = ((word, lands_of()[word]) for land in lands().values() for word in land.people)
    return {word: min(firsts) for word, firsts in known if len(firsts) == 1}


_CAPITAL = lazy(r"(?<![\w-])[^\W\d_a-z][\w'.-]*")


def mentions(view: View) -> list[Mention]:
    """The places and nationalities that a view names, in order, the longest at each place."""
    found: list[Mention] = []
    text = view.plain
    for match in _CAPITAL.finditer(text):
        start = match.start()
        for name in _by_first().get(lazy(r"\w+").match(text, start).group(), ()):  # type: ignore[union-attr]
            end = start + len(name)
            if text.startswith(name, start) and not text[end : end + 1].isalnum():
                if not found or start >= found[-1].end:
                    found.append(Mention(view, start, end, lands_of()[name]))
                break
    return found


@cache
def _by_first() -> dict[str, list[str]]:
    """The names by their first word, the longest first."""
    found: dict[str, list[str]] = {}
    for name in sorted(lands_of(), key=len, reverse=True):
        found.setdefault(re.split(r"\W", name)[0], []).append(name)
    return found
