"""The usual words that are one slip of a letter from a string that is no word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ..lexicon import load_named
from .known import is_usual

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@cache
def meant(word: str) -> tuple[str, ...]:
    """The usual words that are one slip from this one, the likeliest first."""
    found = {slip for slip in slips(word) if is_usual(slip)}
    return tuple(sorted(found, key=lambda right: (_cost(word, right), right)))


def slips(word: str) -> Iterator[str]:
    """All that one slip makes of the word, but for another first letter."""
    # The first letter is hardly ever wrong in itself.
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        if at:
            yield head + tail[1:]
            for letter in _LETTERS:
                yield head + letter + tail
                yield head + letter + tail[1:]


def _cost(wrong: str, right: str) -> int:
    """How unlikely this slip is: its kind, and whether the word meant is an everyday one."""
    rare = 2 * (right not in load_named("everyday-words"))
    at = next(
        (i for i, (a, b) in enumerate(zip(wrong, right, strict=False)) if a != b), min(len(wrong), len(right))
    )
    if len(wrong) == len(right):
        swapped = wrong[at + 1 :] != right[at + 1 :]
        return rare + (0 if swapped else 1 if {wrong[at], right[at]} <= set("aeiou") else 2)
    longer = max(wrong, right, key=len)
    return rare + (0 if longer[at] == longer[at - 1] else 1 if longer is right else 2)
