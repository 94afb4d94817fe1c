"""What a regular expression cannot match without: strings of which every match holds one.

A block without any of them need not be searched. The idea is that of the prefilters of RE2 and of Rust's
regex; only what is certain is used, and an expression that Python's own parser does not know has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from string import digits
from typing import Any

from ..document import fold

_MOST = 40  # strings; to look for more takes as long as to search
_LEAST = 2  # letters; shorter strings are everywhere
_MARKS = " .,'\"-"  # which are everywhere too
_EVERYWHERE = frozenset("the of and to in an is was for on at by".split())
_CLASS = 10  # characters of a class that are spelled out

Strings = frozenset[str]


def required(expression: str) -> Strings | None:
    """Folded strings of which one is in the folded text of every match; None where none are known."""
    found = _of_sequence(parsed(expression) or ())
    if found is None or len(found) > _MOST or not all(map(_is_telling, found)):
        return None
    return found


_MARKS_THAT_FOLD = "’‘ʼ“”\u00a0\u2011\u2010"
_SHIELDS = str.maketrans({mark: chr(0xE000 + at) for at, mark in enumerate(_MARKS_THAT_FOLD)})
_SHIELDED = {ord(shield): chr(mark) for mark, shield in _SHIELDS.items()}
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")
_RANGE = re.compile(rf"[{_MARKS_THAT_FOLD}]-|-[{_MARKS_THAT_FOLD}]")


def required_raw(expression: str) -> Strings | None:
    """The same for text in small letters in which curly marks and odd spaces stay what they are."""
    spelt = _ESCAPE.sub(_unescaped, expression)
    found = None if _RANGE.search(spelt) else required(spelt.translate(_SHIELDS))
    return None if found is None else frozenset(string.translate(_SHIELDED) for string in found)


def _unescaped(escape: re.Match[str]) -> str:
    char = chr(int(escape[1] or escape[2], 16))
    return char if char in _MARKS_THAT_FOLD else escape[0]


def _is_telling(string: str) -> bool:
    """Whether a text often lacks the string."""
    if string.strip() in _EVERYWHERE:
        return False
    return len(string) >= _LEAST or not (string.isalpha() or string in _MARKS)


@lru_cache(maxsize=64)
def parsed(expression: str) -> Iterable[Any] | None:
    """The syntax tree of an expression, where Python's own parser knows it."""
    try:
        # The only door to the syntax tree; without it nothing is gained.
        from re import _parser as parser  # type: ignore[attr-defined]

        tree: Iterable[Any] = parser.parse(_plainer(expression))
        return tree
    except (ImportError, AttributeError, re.error, OverflowError, RecursionError):
        return None


def _plainer(expression: str) -> str:
    """The expression in `re`'s syntax, where letters of the `regex` package stand for any letter."""
    return (
        re.sub(r"\\[pP]\{[^}]*\}", r"\\w", expression)
        .replace("(?<", "(?P<")
        .replace("(?P<=", "(?<=")
        .replace("(?P<!", "(?<!")
    )


def _of_sequence(items: Iterable[Any]) -> Strings | None:
    """The best of what the parts of a sequence give; letters side by side are one string."""
    best: Strings | None = None
    run = [""]
    for operation, argument in items:
        name = operation.name
        if name == "AT":  # an edge of a word takes no room
            continue
        chars = _chars(name, argument)
        if chars and len(chars) * len(run) <= _MOST:
            run = [string + char for string in run for char in chars]
            continue
        best, run = _better(best, _run(run)), [*chars] or [""]
        best = _better(best, _of_part(name, argument))
    return _better(best, _run(run))


def _run(strings: list[str]) -> Strings | None:
    return frozenset(strings) if all(string.strip() for string in strings) else None


def _chars(name: str, argument: Any) -> Strings:
    """The few characters of which the part stands for one; none where it may stand for others."""
    if name == "LITERAL":
        return folded(argument)
    if name != "IN":
        return frozenset()
    chars: set[str] = set()
    for kind, what in argument:
        if kind.name == "LITERAL":
            chars |= folded(what)
        elif kind.name == "RANGE" and what[1] - what[0] < _CLASS:
            chars.update(*map(folded, range(what[0], what[1] + 1)))
        elif str(what) == "CATEGORY_DIGIT":
            chars.update(digits)
        else:
            return frozenset()
    return frozenset(chars) if len(chars) <= _CLASS else frozenset()


@cache
def folded(code: int) -> Strings:
    """The letter of a code point, folded, as the one string of a set."""
    return frozenset({fold(chr(code))})


def _of_part(name: str, argument: Any) -> Strings | None:
    if name == "SUBPATTERN":
        return _of_sequence(argument[-1])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _of_sequence(argument[2]) if argument[0] else None
    if name == "ATOMIC_GROUP":
        return _of_sequence(argument)
    if name == "ASSERT":
        return _of_sequence(argument[1])
    if name == "BRANCH":
        parts = [_of_sequence(branch) for branch in argument[1]]
        return None if None in parts else frozenset().union(*filter(None, parts))
    return None


def _better(first: Strings | None, second: Strings | None) -> Strings | None:
    """Of two sets the one that a text holds less often: with longer strings, then with fewer."""
    if first is None or second is None:
        return second if first is None else first
    return max(first, second, key=_rarity)


def _rarity(strings: Strings) -> tuple[int, int]:
    shortest = min(map(len, strings)) if all(map(_is_telling, strings)) else 0
    return min(4, shortest), -len(strings)
