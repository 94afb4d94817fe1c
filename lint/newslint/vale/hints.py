"""How the matches of an expression must start, so that it is only tried where one may.

A text is read once for all rules together; an expression whose starts are known is then tried at those few
places, and nowhere else. Only what is certain is used.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from ..document import fold
from ..match.literals import parsed, required

_MOST = 5000  # starts of one expression
_PRODUCT = 400  # starts that are made by putting parts together
_CLASS = 12  # characters of a class that are spelled out
_LEAST = 2  # letters of a start; shorter ones are everywhere
_LETTERS = 2  # starts that may be one letter
_LONGEST = 24  # beyond which a start tells no more
_EDGES = frozenset({"AT", "ASSERT", "ASSERT_NOT"})  # which take no room
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})


class Hints(NamedTuple):
    """Folded strings: with one of `starts` every match starts, and one of `needed` every match holds.

    `lines` are the ends of lines that a match can hold; None where that has no end.
    """

    starts: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset()
    lines: int | None = None


NO_HINTS = Hints()


class _Starts(NamedTuple):
    strings: frozenset[str]
    whole: bool  # whether they are all that the part matches, and what follows may be added


_NOTHING = _Starts(frozenset({""}), False)


def hints(expression: str) -> Hints:
    """What is known of an expression in the syntax of `regex`."""
    tree = parsed(expression)
    if tree is None:
        return Hints()
    starts = _sequence(tree).strings
    if len(starts) <= _MOST and _telling(starts):
        return Hints(starts=frozenset(start[:_LONGEST] for start in starts))
    return Hints(needed=required(expression) or frozenset(), lines=_ends(tree))


def _telling(starts: frozenset[str]) -> bool:
    """Whether few enough places of a text are such starts: letters alone are everywhere, save one or two."""
    short = [start for start in starts if len(start) < _LEAST and (start.isalpha() or not start.strip())]
    return all(start.isalpha() for start in short) and len(short) <= _LETTERS


def _ends(items: Iterable[Any]) -> int | None:
    """The ends of lines that the parts can hold together; None where that has no end."""
    total = 0
    for operation, argument in items:
        one = _ends_of(str(operation), argument)
        if one is None:
            return None
        total += one
    return total


def _ends_of(name: str, argument: Any) -> int | None:
    if name in ("AT", "ASSERT", "ASSERT_NOT", "ANY"):  # what is only looked at is near enough
        return 0
    if name == "LITERAL":
        return int(chr(argument) == "\n")
    if name == "IN":
        return int(_holds_end(argument))
    if name == "SUBPATTERN":
        return _ends(argument[-1])
    if name == "ATOMIC_GROUP":
        return _ends(argument)
    if name == "BRANCH":
        parts = [_ends(branch) for branch in argument[1]]
        return None if None in parts else max(filter(None, parts), default=0)
    if name in _REPEATS:
        inner = _ends(argument[2])
        if not inner:
            return inner
        return None if argument[1] > _PRODUCT else inner * int(argument[1])
    return None


def _holds_end(members: Any) -> bool:
    """Whether a class has the end of a line."""
    negated = bool(members) and str(members[0][0]) == "NEGATE"
    has = any(
        (str(kind) == "LITERAL" and what == 10) or (str(kind) == "RANGE" and what[0] <= 10 <= what[1])
        for kind, what in members
    )
    return has != negated or any(str(kind) == "CATEGORY" for kind, _ in members)


def _sequence(items: Iterable[Any]) -> _Starts:
    """The starts of parts that follow one another."""
    strings = frozenset({""})
    for operation, argument in items:
        name = str(operation)
        if name in _EDGES:
            continue
        part = _part(name, argument)
        if len(strings) > 1 and len(strings) * len(part.strings) > _PRODUCT:
            return _Starts(strings, False)
        strings = frozenset(start + more for start in strings for more in part.strings)
        if not part.whole:
            return _Starts(strings, False)
    return _Starts(strings, True)


def _part(name: str, argument: Any) -> _Starts:
    if name == "LITERAL":
        return _Starts(frozenset({fold(chr(argument))}), True)
    if name == "IN":
        return _class(argument)
    if name == "SUBPATTERN":
        return _sequence(argument[-1])
    if name == "ATOMIC_GROUP":
        return _sequence(argument)
    if name == "BRANCH":
        parts = [_sequence(branch) for branch in argument[1]]
        strings = frozenset[str]().union(*(part.strings for part in parts))
        return _Starts(strings, all(part.whole for part in parts)) if len(strings) <= _MOST else _NOTHING
    if name in _REPEATS:
        return _repeat(*argument)
    return _NOTHING


def _repeat(least: int, most: int, items: Any) -> _Starts:
    part = _sequence(items)
    if least:
        return _Starts(part.strings, part.whole and least == most == 1)
    if most == 1:
        return _Starts(part.strings | {""}, part.whole) if part.whole else _NOTHING
    return _NOTHING


def _class(members: Any) -> _Starts:
    chars: set[str] = set()
    for kind, what in members:
        if str(kind) == "LITERAL":
            chars.add(fold(chr(what)))
        elif str(kind) == "RANGE" and what[1] - what[0] < _CLASS:
            chars.update(fold(chr(code)) for code in range(what[0], what[1] + 1))
        else:
            return _NOTHING
    return _Starts(frozenset(chars), True) if len(chars) <= _CLASS else _NOTHING
