"""Which blocks a rule reads: scopes such as `heading.h1`, `text & ~blockquote` or `sentence`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple


class Part(NamedTuple):
    """The names that a block's scope must have, or, negated, must not have all of."""

    names: frozenset[str]
    negated: bool


@lru_cache(maxsize=2048)
def parts(scope: str) -> tuple[Part, ...]:
    """The parts of a scope, which `&` joins."""
    made = []
    for part in scope.split("&"):
        name = part.strip()
        made.append(
            Part(frozenset(each.strip() for each in name.removeprefix("~").split(".")), name[:1] == "~")
        )
    return tuple(made)


def covers(scopes: Sequence[str], block: str) -> bool:
    """Whether one of the scopes is about a block of this scope."""
    names = frozenset(block.split("."))
    sentence = block.startswith("sentence.")
    return any(_holds(parts(scope), names, sentence) for scope in scopes)


def _holds(wanted: Sequence[Part], names: frozenset[str], sentence: bool) -> bool:
    # What asks for no sentences reads the whole block, and would find the same again in each sentence.
    if sentence and not any("sentence" in part.names and not part.negated for part in wanted):
        return False
    for part in wanted:
        inside = part.names <= names
        if part.negated and (inside or not names.isdisjoint({"raw", "summary"})):
            return False
        if not part.negated and not inside:
            return False
    return True


def bases(scopes: Sequence[str]) -> frozenset[str]:
    """The kinds of blocks that the scopes ask for: `sentence`, `paragraph`, `link` …"""
    found = set()
    for scope in scopes:
        for part in scope.split("&"):
            name = part.strip()
            if not name.startswith("~"):
                found.add(name.split(".")[0])
    return frozenset(found)
