"""What a misspelt word may have meant: by edits, keys and sound, and by how usual the words are.

A noisy channel (Kernighan, Church & Gale 1990, “A Spelling Correction Program Based on a Noisy Channel
Model”): a suggestion costs its slips and its rarity, both in nats.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ..errors import Location, ModelError
from .edits import slip_costs
from .ngrams import default_ngrams
from .sounds import skeleton, skeleton_key, sound

Array = npt.NDArray[Any]
DATA = Path(__file__).parent / "data" / "spelling.txt"
SOUNDS = DATA.with_name("sounds.bin")  # the key of each word's skeleton
_RARITY = 0.55  # how much a nat of rarity counts
_SAME_SOUND = 2.0  # what a word that sounds the same is forgiven
_HEARD = 3.4  # what it costs to write by ear, beside the slips in the sound
_DULL = 0.7  # what slips in the sound cost, of what they cost in letters
_MOST_LETTERS = 4  # that one word has and the other has not, and of pairs of letters
_WORST = 12.0  # a dearer mending is none
_CLOSE = 4.0  # nats between suggestions that the neighbours may turn round
_CONTEXT = 0.5  # what a nat of the neighbours' counts
_MARGIN = 6.0  # nats behind the best, after which nobody would choose
_SHORT = 5  # letters, below which one is put in or left out at most
_MOST_WORDS, _MOST_HEARD = 160, 40  # that are compared letter by letter
_SKELETON = 3  # consonants that must be the same for a word to be found by its sound


class Suggestion(NamedTuple):
    """A word that may have been meant, what its slips cost and what it costs with its rarity, in nats."""

    word: str
    slips: float
    cost: float


class Speller:
    """The words of spelling.txt, ready to be compared with any word in a millisecond or two."""

    def __init__(self, path: Path = DATA, sounds: Path = SOUNDS) -> None:
        words: list[str] = []
        ranks: list[float] = []
        try:
            for line in path.read_text(encoding="utf-8").splitlines():
                if not line.startswith("#"):
                    rank, _, rest = line.partition("\t")
                    found = rest.split(" ")
                    words += found
                    ranks += [float(rank)] * len(found)
            keys = np.fromfile(sounds, "<u2")
            if len(keys) != len(words):
                raise ValueError(f"{sounds.name} is not of these words")
        except (OSError, ValueError) as fault:
            raise ModelError(
                f"the speller's words are missing or damaged: {fault}",
                Location(str(path)),
                "install newslint again",
            ) from fault
        letters, pairs, sizes = _prints("\n".join(words).lower())
        order = np.argsort(sizes, kind="stable")  # by length, so that those of a length are a slice
        self.words = [words[at] for at in order.tolist()]
        self._ranks, self._keys = np.array(ranks, np.float32)[order], keys[order]
        self._letters, self._pairs, self._sizes = letters[order], pairs[order], sizes[order]

    def suggest(self, word: str, most: int = 5) -> tuple[Suggestion, ...]:
        """The likeliest words, the best first."""
        lower = word.lower()
        slips = self._typed(lower)
        for at, cost in self._heard(lower):
            slips[at] = min(cost, slips.get(at, _WORST))
        found = [
            Suggestion(self.words[at], cost, cost + _RARITY * float(self._ranks[at]))
            for at, cost in slips.items()
            if cost < _WORST and self.words[at] != word
        ]
        best = min((each.cost for each in found), default=0.0)
        found = [each for each in found if each.cost <= best + _MARGIN]
        return tuple(sorted(found, key=lambda each: each.cost)[:most])

    def _typed(self, word: str) -> dict[int, float]:
        """The places of words of about the same letters, with what the slips cost."""
        near = self._near(word)
        costs = slip_costs(word, [self.words[at].lower() for at in near.tolist()])
        whole = costs + _RARITY * self._ranks[near]
        likely = np.flatnonzero(
            (costs < _WORST) & (whole <= whole.min(initial=np.inf) + _MARGIN + _SAME_SOUND)
        )
        found = dict(zip(near[likely].tolist(), costs[likely].tolist(), strict=True))
        for at, cost in found.items():
            if sound(word) == sound(self.words[at].lower()):
                found[at] = max(1.0, cost - _SAME_SOUND)
        return found

    def _near(self, word: str) -> Array:
        """The places of the words that share most letters and pairs of letters with this one."""
        [letters], [pairs], [size] = _prints(word)
        most = 1 if size < _SHORT else 2
        start, end = np.searchsorted(self._sizes, [size - most, size + most + 1]).tolist()
        other = _bits(self._letters[start:end] ^ letters)
        near = np.flatnonzero(other <= _MOST_LETTERS)
        apart = _bits(self._pairs[start:end][near] ^ pairs).astype(np.float32) + other[near]
        apart += _RARITY * self._ranks[start:end][near]
        if len(near) > _MOST_WORDS:
            near = near[np.argpartition(apart, _MOST_WORDS)[:_MOST_WORDS]]
        places: Array = near + start
        return places

    def _heard(self, word: str) -> list[tuple[int, float]]:
        """The places of words that sound like this one, with what it costs to have written by ear."""
        if len(skeleton(word)) < _SKELETON:
            return []
        alike = np.flatnonzero(self._keys == skeleton_key(word))
        places = alike[np.argsort(self._ranks[alike], kind="stable")][:_MOST_HEARD].tolist()
        costs = slip_costs(sound(word), [sound(self.words[at].lower()) for at in places])
        return [(at, _HEARD + _DULL * cost) for at, cost in zip(places, costs.tolist(), strict=True)]


class Fit(NamedTuple):
    """A suggestion, and how many nats likelier it is between its neighbours than anywhere."""

    suggestion: Suggestion
    gain: float


def fitting(found: Sequence[Suggestion], before: Sequence[str], after: Sequence[str]) -> list[Fit]:
    """The suggestions, those that cost about the same in the order in which they fit in.

    The two words before and the one after are in small letters, fewer where the sentence begins or ends.
    """
    if not found:
        return []
    model = default_ngrams()
    first, second = model.numbers([*["<s>"] * (2 - len(before)), *before])
    [next_] = model.numbers(after or ["</s>"])
    words = np.array(model.numbers([each.word.lower() for each in found]))
    pairs, alike = np.full(len(words), second), np.full(len(words), next_)
    gain = model.three(np.full(len(words), first), pairs, words) - model.one(words)
    if next_ >= 0:
        gain = gain + model.two(words, alike) - model.one(alike)
    fits = [Fit(each, float(add)) for each, add in zip(found, np.where(words >= 0, gain, 0), strict=True)]
    close = sum(each.cost < found[0].cost + _CLOSE for each in found)
    turned = sorted(fits[:close], key=lambda fit: fit.suggestion.cost - _CONTEXT * fit.gain)
    return [*turned, *fits[close:]]


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
    if hasattr(np, "bitwise_count"):  # from numpy 2 on
        quick: Array = np.bitwise_count(numbers)
        return quick
    parts = np.ascontiguousarray(numbers).view(np.uint16)
    counts: Array = _COUNTS[parts].reshape(-1, 4).sum(1)
    return counts
