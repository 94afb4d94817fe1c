"""How usual a word is between its neighbours: a trigram model with backoff (Katz 1987), looked up in bulk.

Words are numbers here, in the order of their CRC-32; -1 is a word that the model does not know. Pairs and
triples are found by a hash of their numbers, whose upper bits tell a bucket, the lower ones a place in it; a
stranger is taken for a known one in one of 20,000 look-ups. `train/ngrams.py` makes the file.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import Location, ModelError

Array = npt.NDArray[Any]
DATA = Path(__file__).parent / "data" / "ngrams.bin"
ARRAYS = (
    "word_key", "word_log", "word_backoff", "letters", "letter_start",
    "two_size", "two_key", "two_log", "two_backoff",
    "three_size", "three_key", "three_log",
    "slip_start", "slip_word", "slip_cost",
)  # fmt: skip
_MANY = 4000  # look-ups
_FILTER_BITS = 24  # upper bits of a key by which most of those that are not there are told
_REMEMBERED = 50_000  # words whose numbers are kept
LOW_BITS, BUCKET_BITS = 16, 19  # of a key
KEY_BITS, LOW = LOW_BITS + BUCKET_BITS, (1 << LOW_BITS) - 1
SOUNDS_ALIKE = 255  # the cost of a slip between words that sound alike


def mixed(one: Array, other: Array) -> Array:
    """A hash of two numbers each, of KEY_BITS bits. The order counts."""
    key = (one.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + other.astype(np.uint64)) * np.uint64(
        0xD6E8FEB86659FD93
    )
    return (key >> np.uint64(64 - KEY_BITS)).astype(np.int64)


def starts_of(sizes: Array) -> Array:
    """Where each bucket starts, and where the last one ends."""
    return np.append(0, np.cumsum(sizes, dtype=np.int32))


class Table:
    """Keys in buckets, by their lower bits, each with a log probability."""

    def __init__(self, sizes: Array, lows: Array, logs: Array) -> None:
        """Take how many keys each bucket has, the lower bits of all, and eighths of nats below zero."""
        self._starts, self._lows, self._logs = starts_of(sizes), lows, logs

    def find(self, keys: Array) -> tuple[Array, Array]:
        """The places of the keys, -1 where there is none, and the log probabilities there."""
        found = np.full(len(keys), -1)
        if len(keys) > _MANY:
            left = np.flatnonzero(self._may_have(keys))
            found[left] = self._many(keys.take(left))
        elif len(keys):
            found = self._few(keys)
        return found, self._logs.take(found, mode="wrap") * np.float32(-1 / 8)

    def _few(self, keys: Array) -> Array:
        """All places of each bucket at once, which takes fewer steps."""
        bucket = keys >> LOW_BITS
        first, end = self._starts.take(bucket), self._starts.take(bucket + 1)
        places = first[:, None] + np.arange(max(1, (end - first).max()))
        low = (keys & LOW).astype(self._lows.dtype)[:, None]
        same = (self._lows.take(places, mode="clip") == low) & (places < end[:, None])
        return np.where(same.any(1), first + same.argmax(1), -1)

    def _many(self, keys: Array) -> Array:
        """One place of each bucket after another, as long as there is one."""
        bucket, low = keys >> LOW_BITS, (keys & LOW).astype(self._lows.dtype)
        place, end = self._starts.take(bucket), self._starts.take(bucket + 1)
        found = np.full(len(keys), -1)
        number = np.arange(len(keys))
        going = place < end
        while going.any():
            kept = np.flatnonzero(going)
            number, place, end, low = number.take(kept), place.take(kept), end.take(kept), low.take(kept)
            same = self._lows.take(place) == low
            found[number[same]] = place[same]
            place = place + 1
            going = ~same & (place < end)
        return found

    def _may_have(self, keys: Array) -> Array:
        """Whether a key may be there, by its upper bits: of those that are not nine in ten are gone."""
        upper = keys >> (KEY_BITS - _FILTER_BITS)
        return (self._filter.take(upper >> 3) >> (upper & 7).astype(np.uint8)) & 1

    @cached_property
    def _filter(self) -> Array:
        bucket = np.repeat(np.arange(len(self._starts) - 1), np.diff(self._starts))
        upper = ((bucket << LOW_BITS) | self._lows) >> (KEY_BITS - _FILTER_BITS)
        there = np.zeros(1 << _FILTER_BITS, bool)
        there[upper] = True
        return np.packbits(there, bitorder="little")


class Ngrams:
    """The shipped model. Making one maps its file into memory; ModelError where it is missing or damaged."""

    def __init__(self, path: Path = DATA) -> None:
        arrays = _read(path)
        self._keys = arrays["word_key"]
        self._log = arrays["word_log"] * np.float32(-1 / 8)
        self._backoff = (arrays["word_backoff"].astype(np.float32) - 128) / 16
        self._letters, self._letter_start = arrays["letters"], arrays["letter_start"]
        self._two = Table(arrays["two_size"], arrays["two_key"], arrays["two_log"])
        self._two_backoff = arrays["two_backoff"]
        self._three = Table(arrays["three_size"], arrays["three_key"], arrays["three_log"])
        self._slips = arrays["slip_start"], arrays["slip_word"], arrays["slip_cost"]
        self._known: dict[str, int] = {}
        self.size = len(self._keys)
        first, last = self.numbers(["<s>", "</s>"])
        self.edges = first, last  # the numbers of what stands before and after a sentence

    def numbers(self, words: Sequence[str]) -> list[int]:
        """The number of each word, in small letters with straight marks; -1 where it is unknown."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        known = self._known
        new = [word for word in set(words) if word not in known]
        if new:
            keys = np.array([zlib.crc32(word.encode("utf-8", "replace")) for word in new], np.uint32)
            at = np.minimum(self._keys.searchsorted(keys), self.size - 1)
            found = np.where(self._keys[at] == keys, at, -1).tolist()
            known.update(zip(new, found, strict=True))
        return [known[word] for word in words]

    def word(self, number: int) -> str:
        """The word of a number."""
        start, end = self._letter_start[number : number + 2]
        return self._letters[start:end].tobytes().decode()

    def slips(self, numbers: Array) -> tuple[Array, Array, Array]:
        """What each of these words may stand for by a slip: index into `numbers`, the word meant, the cost.

        The cost is in nats; inf where the two words sound alike and no letter tells how likely the slip is.
        """
        starts, words, costs = self._slips
        index, place = looked_up(starts, numbers)
        cost = costs[place]
        return index, words[place].astype(np.int64), np.where(cost == SOUNDS_ALIKE, np.inf, cost / 10)

    def one(self, word: Array) -> Array:
        """The log probability of words that are known."""
        return self._log[word]

    def two(self, before: Array, word: Array) -> Array:
        """The log probability of a known word after another, which may be unknown."""
        found, log = self._two.find(mixed(before, word))
        backed = np.where(before >= 0, self._backoff[before], 0) + self._log[word]
        return np.where((found >= 0) & (before >= 0), log, backed)

    def three(self, first: Array, before: Array, word: Array) -> Array:
        """The log probability of a known word after two others, which may be unknown."""
        pair = mixed(first, before)
        found, log = self._three.find(mixed(pair, word))
        ahead, _ = self._two.find(pair)
        backoff = np.where(ahead >= 0, (self._two_backoff[ahead].astype(np.float32) - 128) / 16, 0)
        known = (first >= 0) & (before >= 0)
        return np.where(known & (found >= 0), log, np.where(known, backoff, 0) + self.two(before, word))


def looked_up(starts: Array, numbers: Array) -> tuple[Array, Array]:
    """A table's entries for each number that is not negative: index into `numbers`, place in the table.

    `starts` tells where the entries of each number begin, and for one more where the last ones end.
    """
    known = np.flatnonzero(numbers >= 0)
    first = starts[numbers[known]].astype(np.int64)
    sizes = starts[numbers[known] + 1] - first
    index = np.repeat(known, sizes)
    before = np.cumsum(sizes) - sizes
    return index, np.arange(len(index)) + np.repeat(first - before, sizes)


def write(path: Path, arrays: Mapping[str, Array]) -> None:
    """The arrays one after the other, behind a line of JSON with their kinds and sizes."""
    shapes = {name: (array.dtype.str, len(array)) for name, array in arrays.items()}
    head = json.dumps(shapes).encode()
    head += b" " * (-(len(head) + 1) % 8) + b"\n"
    body = b"".join(array.tobytes() + b"\0" * (-array.nbytes % 8) for array in arrays.values())
    path.write_bytes(head + body)


def _read(path: Path) -> dict[str, Array]:
    try:
        data = np.memmap(path, np.uint8, "r")
        head = data[: 1 << 12].tobytes().split(b"\n", 1)[0]
        at, arrays = len(head) + 1, {}
        for name, (kind, size) in json.loads(head).items():
            width = np.dtype(kind).itemsize * size
            arrays[name] = np.frombuffer(data, kind, size, at)
            at += width + -width % 8
        if at != len(data) or tuple(arrays) != ARRAYS:
            raise ValueError("it does not have the arrays that it should")
        return arrays
    except FileNotFoundError:
        raise ModelError(
            "the words' model is missing", Location(str(path)), "install newslint again"
        ) from None
    except Exception as fault:
        raise ModelError(
            f"the words' model is damaged: {fault}", Location(str(path)), "install newslint again"
        ) from fault


@cache
def default_ngrams() -> Ngrams:
    """The model that comes with newslint, opened once a process."""
    return Ngrams()
