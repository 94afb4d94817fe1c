"""What a regular expression cannot match without: strings of which every match holds one.

A block without any of them need not be searched. The idea is that of the prefilters of RE2 and of Rust's
regex; only what is certain is used, and an expression that Python's own parser does not know has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..document import fold

_MOST = 40  # strings; to look for more takes as long as to search
_LEAST = 2  # letters; shorter strings are everywhere

Strings = frozenset[str]


def required(expression: str) -> Strings | None:
    """Folded strings of which one is in the folded text of every match; None where none are known."""
    found = _of_sequence(parsed(expression) or ())
    if found is None or len(found) > _MOST or min(map(len, found)) < _LEAST:
        return None
    return found


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
    """The best of what the parts of a sequence give; literals side by side are one string."""
    best: Strings | None = None
    run = ""
    for operation, argument in items:
        name = str(operation)
        char = _char(name, argument)
        if char:
            run += char
            continue
        if name == "AT":  # an edge of a word takes no room
            continue
        best, run = _better(best, _run(run)), ""
        best = _better(best, _of_part(name, argument))
    return _better(best, _run(run))


def _run(text: str) -> Strings | None:
    return frozenset({fold(text)}) if text.strip() else None


def _char(name: str, argument: Any) -> str:
    """The letter that the part stands for, whatever its case; else an empty text."""
    if name == "LITERAL":
        return chr(argument)
    if name == "IN" and all(str(kind) == "LITERAL" for kind, _ in argument):
        letters = {fold(chr(code)) for _, code in argument}
        return letters.pop() if len(letters) == 1 else ""
    return ""


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
    return max(first, second, key=lambda strings: (min(4, min(map(len, strings))), -len(strings)))
