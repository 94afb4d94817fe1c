"""What slips of the fingers cost, for many words at once: letters changed, put in, left out and swapped.

Damerau’s (1964) distance with a price for each slip, in nats: a doubled letter is dropped sooner than the
first one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
_ALIKE = frozenset(map(frozenset, "ck cs kq sz gj fv td bp mn xz sx wv iy".split()))
_SWAP, _DOUBLE, _VOWEL, _SOUND, _KEY, _OTHER = 2.6, 1.8, 2.6, 3.0, 3.4, 4.6
_LEFT_OUT, _PUT_IN, _FIRST, _LAST_E = 3.2, 3.6, 2.2, 2.0
_E = ord("e") - ord("a") + 1


def codes_of(words: Sequence[str]) -> tuple[Array, Array]:
    """The letters of words in small letters as numbers from 1, each row filled up with 0, and their lengths.

    What is no letter from a to z is 27.
    """
    sizes = np.fromiter(map(len, words), np.int64, len(words))
    text = np.frombuffer("".join(words).encode("ascii", "replace"), np.uint8).astype(np.int64) - 96
    text = np.where((text < 1) | (text > 26), 27, text)
    codes = np.zeros((len(words), int(sizes.max(initial=0))), np.int64)
    codes[np.arange(codes.shape[1]) < sizes[:, None]] = text
    return codes, sizes


def slip_costs(wrong: str, rights: Sequence[str]) -> Array:
    """For each word what the cheapest slips cost by which it becomes `wrong`."""
    if not rights:
        return np.zeros(0)
    codes, sizes = codes_of(rights)
    left_out = _left_out(codes, sizes)
    [typed], put_in = codes_of([wrong])[0], _put_in(wrong)
    table = _changes()
    total = np.concatenate([np.zeros((len(codes), 1)), np.cumsum(left_out, 1)], 1)
    before, last = total, total  # of no letter typed: all are left out
    for row, letter in enumerate(typed.tolist()):
        now = last + put_in[row]
        changed = last[:, :-1] + table[letter][codes]
        if row == 0:
            changed[:, 0] += np.where(codes[:, 0] == letter, 0, _first(letter)[codes[:, 0]])
        else:
            swapped = (
                (codes[:, :-1] == letter) & (codes[:, 1:] == typed[row - 1]) & (letter != typed[row - 1])
            )
            changed[:, 1:] = np.where(
                swapped, np.minimum(changed[:, 1:], before[:, :-2] + _SWAP), changed[:, 1:]
            )
        now[:, 1:] = np.minimum(now[:, 1:], changed)
        now = np.minimum.accumulate(now - total, 1) + total
        before, last = last, now
    costs: Array = last[np.arange(len(codes)), sizes]
    return costs


def slip_cost(wrong: str, right: str) -> float:
    """What the cheapest slips from `right` to `wrong` cost, in nats."""
    return float(slip_costs(wrong, [right])[0])


@cache
def _changes() -> Array:
    """The cost of typing one letter for another, by their numbers."""
    costs = np.full((28, 28), _OTHER)
    for one in range(1, 27):
        for other in range(1, 27):
            pair = frozenset((chr(one + 96), chr(other + 96)))
            if pair <= _VOWELS:
                costs[one, other] = _VOWEL
            elif pair in _ALIKE:
                costs[one, other] = _SOUND
            elif pair in _neighbours():
                costs[one, other] = _KEY
    np.fill_diagonal(costs, 0)
    return costs


@cache
def _first(letter: int) -> Array:
    """What a wrong first letter costs besides, by the right one; of vowels, which are heard alike, half."""
    vowels = [ord(vowel) - 96 for vowel in _VOWELS]
    costs = np.full(28, _FIRST)
    if letter in vowels:
        costs[vowels] = _FIRST / 2
    return costs


def _left_out(codes: Array, sizes: Array) -> Array:
    """For each letter of each word what it costs not to type it."""
    same = codes[:, 1:] == codes[:, :-1]
    edge = np.zeros((len(codes), 1), bool)
    costs = np.where(np.concatenate([same, edge], 1) | np.concatenate([edge, same], 1), _DOUBLE, _LEFT_OUT)
    costs[:, 0] += _FIRST
    ends = np.arange(len(codes)), sizes - 1
    costs[ends] = np.where(codes[ends] == _E, _LAST_E, costs[ends])
    return costs


@lru_cache(maxsize=1_000)
def _put_in(wrong: str) -> list[float]:
    """For each letter of what was typed what it costs if it is none of the word's."""
    costs = [_DOUBLE if _is_doubled(wrong, at) else _PUT_IN for at in range(len(wrong))]
    costs[0] += _FIRST / 2  # a finger that was early
    if wrong[-1] == "e":
        costs[-1] = _LAST_E
    return costs


def _is_doubled(word: str, at: int) -> bool:
    return word[at] in (word[at - 1 : at], word[at + 1 : at + 2])


@cache
def _neighbours() -> frozenset[frozenset[str]]:
    """The pairs of letters whose keys touch."""
    return frozenset(
        frozenset(pair)
        for upper, lower in zip(_ROWS, (*_ROWS[1:], ""), strict=True)
        for at, key in enumerate(upper)
        for pair in (upper[at : at + 2], key + lower[at : at + 1], key + lower[at - 1 : at] if at else "")
        if len(pair) == 2
    )
