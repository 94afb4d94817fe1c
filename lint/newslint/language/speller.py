"""What a misspelt word may have meant: by edits, keys and sound, and by how usual the words are.

A noisy channel (Kernighan, Church & Gale 1990, “A Spelling Correction Program Based on a Noisy Channel
Model”): a suggestion costs its slips and its rarity, both in nats.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ..errors import Location, ModelError
from .ngrams import default_ngrams

Array = npt.NDArray[Any]
DATA = Path(__file__).parent / "data" / "spelling.txt"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
_ALIKE = frozenset(
    frozenset(pair) for pair in "ck cs kq sz gj fv td bp mn ckh xz sx wv iy".split() if len(pair) == 2
)
# What one slip costs, in nats
_SWAP, _DOUBLE, _VOWEL, _SOUND, _KEY, _OTHER = 2.6, 1.8, 2.6, 3.0, 3.4, 4.6
_LEFT_OUT, _PUT_IN, _FIRST, _LAST_E = 3.2, 3.6, 2.2, 2.0
_SAME_SOUND = 2.0  # what a word that sounds the same is forgiven
_RARITY = 0.55  # how much a nat of rarity counts
_MOST_LETTERS = 4  # that one word has and the other has not, and of pairs of letters
_WORST = 12.0  # a dearer mending is none
_CLOSE, _CONTEXT = (
    4.0,
    0.5,
)  # nats between suggestions that the neighbours may turn round, what a nat of theirs counts
_MARGIN = 6.0  # nats behind the best, after which nobody would choose
_SHORT = 5  # letters, below which one is put in or left out at most
_MOST_WORDS = 80  # that are compared letter by letter


class Suggestion(NamedTuple):
    """A word that may have been meant, what its slips cost and what it costs with its rarity, in nats."""

    word: str
    slips: float
    cost: float


class Speller:
    """The words of spelling.txt, ready to be compared with any word in a millisecond or two."""

    def __init__(self, path: Path = DATA) -> None:
        words: list[str] = []
        ranks: list[float] = []
        try:
            for line in path.read_text(encoding="utf-8").splitlines():
                if not line.startswith("#"):
                    rank, _, rest = line.partition("\t")
                    found = rest.split(" ")
                    words += found
                    ranks += [float(rank)] * len(found)
        except (OSError, ValueError) as fault:
            raise ModelError(
                f"the speller's words are missing or damaged: {fault}",
                Location(str(path)),
                "install newslint again",
            ) from fault
        self.words = words
        self._ranks = np.array(ranks, np.float32)
        self._letters, self._pairs, self._sizes = _prints("\n".join(words).lower())

    def suggest(self, word: str, most: int = 5) -> tuple[Suggestion, ...]:
        """The likeliest words, the best first."""
        lower = word.lower()
        found: list[Suggestion] = []
        worst = 2 * _WORST
        for at in self._near(lower):
            right, rarity = self.words[at], _RARITY * float(self._ranks[at])
            if right == word:
                continue
            slips = slip_cost(lower, right.lower(), min(_WORST, worst - rarity + _SAME_SOUND))
            if slips < _WORST:
                if sound(lower) == sound(right.lower()):
                    slips = max(1.0, slips - _SAME_SOUND)
                found.append(Suggestion(right, slips, slips + rarity))
                worst = min(worst, slips + rarity + _MARGIN)
        return tuple(sorted(found, key=lambda each: each.cost)[:most])

    def _near(self, word: str) -> list[int]:
        """The words that share most letters and pairs of letters with this one, the nearest first."""
        [letters], [pairs], [size] = _prints(word)
        sizes = np.abs(self._sizes - size) <= (1 if size < _SHORT else 2)
        near = np.flatnonzero(sizes)
        near = near[_bits(self._letters[near] ^ letters) <= _MOST_LETTERS]
        apart = _bits(pairs & ~self._pairs[near]).astype(np.float32) + _bits(self._pairs[near] & ~pairs)
        order = np.argsort(apart + _RARITY * self._ranks[near], kind="stable")[:_MOST_WORDS]
        found: list[int] = near[order].tolist()
        return found


def fitting(found: Sequence[Suggestion], before: Sequence[str], after: Sequence[str]) -> list[Suggestion]:
    """The suggestions, those that cost about the same in the order in which they fit in.

    The two words before and the one after are in small letters, fewer where the sentence begins or ends.
    """
    close = [each for each in found if each.cost < found[0].cost + _CLOSE]
    if len(close) < 2:
        return list(found)
    model = default_ngrams()
    first, second = model.numbers([*["<s>"] * (2 - len(before)), *before])
    [next_] = model.numbers(after or ["</s>"])
    words = np.array(model.numbers([each.word.lower() for each in close]))
    pairs, alike = np.full(len(words), second), np.full(len(words), next_)
    gain = model.three(np.full(len(words), first), pairs, words) - model.one(words)
    if next_ >= 0:
        gain = gain + model.two(words, alike) - model.one(alike)
    costs = [
        each.cost - _CONTEXT * float(add)
        for each, add in zip(close, np.where(words >= 0, gain, 0), strict=True)
    ]
    order = sorted(range(len(close)), key=costs.__getitem__)
    return [*(close[at] for at in order), *found[len(close) :]]


@cache
def default_speller() -> Speller:
    """The speller that comes with newslint, opened once a process."""
    return Speller()


def _prints(text: str) -> tuple[Array, Array, Array]:
    """For each line: its letters as bits, its pairs of letters (the edges too) as hashed bits, its length."""
    codes = np.frombuffer(f"\n{text}\n".encode("ascii", "replace"), np.uint8)
    ends = np.flatnonzero(codes == ord("\n"))
    letters = np.where(codes >= ord("a"), codes - (ord("a") - 1), 0).astype(np.uint64)
    one = np.left_shift(np.uint64(1), letters)
    two = np.left_shift(np.uint64(1), (letters[:-1] * np.uint64(27) + letters[1:]) % np.uint64(61))
    starts = ends[:-1]
    return np.bitwise_or.reduceat(one[:-1], starts), np.bitwise_or.reduceat(two, starts), np.diff(ends) - 1


_COUNTS = np.array([number.bit_count() for number in range(1 << 16)], np.uint8)


def _bits(numbers: Array) -> Array:
    """How many bits are set in each number."""
    parts = np.ascontiguousarray(numbers).view(np.uint16)
    counts: Array = _COUNTS[parts].reshape(-1, 4).sum(1)
    return counts


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """The word with spellings of one sound levelled."""
    for spelling, level in _SOUNDS:
        word = spelling.sub(level, word)
    return word


def slip_cost(wrong: str, right: str, worst: float = _WORST) -> float:
    """What the cheapest slips from `right` to `wrong` cost, in nats; `worst` or more where that is too dear.

    Letters changed, put in, left out, and swapped with the next (Damerau 1964).
    """
    left_out, put_in = _left_out(right), _put_in(wrong)
    before: list[float] = []
    last = [0.0, *accumulate(left_out)]
    for row, typed in enumerate(wrong):
        extra = put_in[row]
        best = last[0] + extra
        now = [best]
        for at, meant in enumerate(right):
            best = min(best + left_out[at], last[at + 1] + extra)
            changed = last[at]
            if typed != meant:
                changed += _changed(typed, meant) + (0 if row or at else _FIRST)
                if row and at and typed == right[at - 1] and meant == wrong[row - 1]:
                    changed = min(changed, before[at - 1] + _SWAP)
            if changed < best:
                best = changed
            now.append(best)
        if min(now) >= worst:
            return worst
        before, last = last, now
    return last[-1]


@cache
def _changed(typed: str, meant: str) -> float:
    """The cost of one letter for another."""
    pair = frozenset((typed, meant))
    if pair <= _VOWELS:
        return _VOWEL
    return _SOUND if pair in _ALIKE else _KEY if pair in _NEIGHBOURS else _OTHER


@lru_cache(maxsize=100_000)
def _left_out(right: str) -> list[float]:
    """For each letter of a word what it costs not to type it."""
    costs = [_DOUBLE if _is_doubled(right, at) else _LEFT_OUT for at in range(len(right))]
    costs[0] += _FIRST
    if right[-1] == "e":
        costs[-1] = _LAST_E
    return costs


@lru_cache(maxsize=1_000)
def _put_in(wrong: str) -> list[float]:
    """For each letter of what was typed what it costs if it is none of the word's."""
    costs = [_DOUBLE if _is_doubled(wrong, at) else _PUT_IN for at in range(len(wrong))]
    costs[0] += _FIRST
    if wrong[-1] == "e":
        costs[-1] = _LAST_E
    return costs


def _is_doubled(word: str, at: int) -> bool:
    return word[at] in (word[at - 1 : at], word[at + 1 : at + 2])


_NEIGHBOURS = frozenset(
    frozenset(pair)
    for upper, lower in zip(_ROWS, (*_ROWS[1:], ""), strict=True)
    for at, key in enumerate(upper)
    for pair in (upper[at : at + 2], key + lower[at : at + 1], key + lower[at - 1 : at] if at else "")
    if len(pair) == 2
)
_SOUNDS = tuple(
    (re.compile(spelling), level)
    for spelling, level in (
        ("ight", "ite"),
        ("tion|sion|cion|tian|cian", "shn"),
        ("ch(?=[lrt])|qu", "k"),
        ("tch", "ch"),
        ("ph", "f"),
        ("^[kgpm](?=n)|^w(?=r)|^p(?=s)", ""),
        ("gh(?=t)|(?<=[aou])gh", ""),
        ("sc(?=[eiy])|c(?=[eiy])", "s"),
        ("ck|c(?!h)|q", "k"),
        ("dg|g(?=[eiy])", "j"),
        ("x", "ks"),
        ("z", "s"),
        ("wh", "w"),
        ("(?<=[aeiou])y", "i"),
        ("ee|ea|ie|ei|y", "i"),
        ("oo|ou|ew|ue", "u"),
        ("ai|ae|ay", "e"),
        ("oa|ow|au|aw", "o"),
        (r"(?<=\w)e$|e(?=s$|d$|ly$|ment$)", ""),
        (r"(.)\1", r"\1"),
        ("(?<=[^aeiou])[aeiou](?=[lrn]$)", "e"),
    )
)
