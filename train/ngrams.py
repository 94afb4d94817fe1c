"""Make ngrams.bin: how usual words are beside one another, and the slips between them.

    python train/ngrams.py

The counts are those of the trigram model that comes with the package pocketsphinx (BSD), of 72,500 words;
its pronouncing dictionary tells which words sound alike. Pairs that say hardly more than the shorter ones are
left out (Stolcke 1998 has the idea; here it is the plain difference of log probabilities). The file is a trie
of bit-packed, quantised entries: see ngram_model_trie.c and lm_trie.c of pocketsphinx.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from newslint.language.ngrams import ARRAYS, BUCKET_BITS, DATA, LOW, LOW_BITS, mixed, write
from newslint.lexicon import default_lexicon

Array = npt.NDArray[Any]
LEAST_GAIN = (1.5, 1.2)  # in nats, over the shorter n-gram: bigrams, trigrams
LEAST_LOG = -16.0  # rarer words are never offered
NEPERS = float(np.log(1.0001))  # the model's logarithms have the base 1.0001
LETTERS = "abcdefghijklmnopqrstuvwxyz'"
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
CONTRACTIONS = frozenset("it's who's they're you're we're there's can't won't let's".split())
# One word in two spellings, or words that many style books let stand for each other.
VARIANTS = frozenset(
    {
        "are or",
        "of or",
        "off of",
        "program programme",
        "through thru",
        "disc disk",
        "ensure insure",
        "ensured insured",
        "ensures insures",
    }
    | {
        "ensuring insuring",
        "mom mum",
        "whiskey whisky",
        "gray grey",
        "story storey",
        "check cheque",
        "guarantee guaranty",
    }
)


# What is written in two ways, and the one way that stands for both here.
SPELLINGS = (
    (r"our", "or"), (r"or\b", "er"), (r"is(?=e|ing|ation)", "iz"), (r"(?<=\w)re\b", "er"), (r"ogue", "og"),
    (r"ae|oe", "e"), (r"(.)\1", r"\1"), (r"ence", "ense"), (r"ey\b", "y"), (r"(?<=[gd])e(?=ment)", ""),
)  # fmt: skip


class Counts(NamedTuple):
    """The model: a word's log probability and backoff; the same of pairs, and of triples, by word numbers."""

    words: list[str]
    one: tuple[Array, Array]
    two: tuple[Array, Array, Array, Array]  # before, word, log probability, backoff
    three: tuple[Array, Array, Array, Array]  # two before, one before, word, log probability


def read(path: Path) -> Counts:
    """Read the model's file."""
    data = path.read_bytes()
    at = len(b"Trie Language Model")
    order, n1, n2, n3 = struct.unpack_from("<B3I", data, at)
    assert order == 3
    at += 13 + 4  # with the kind of quantising
    tables = np.frombuffer(data, "<f4", 3 << 16, at).reshape(3, -1).astype(float) * NEPERS
    at += tables.size * 4
    kind = np.dtype([("log", "<f4"), ("backoff", "<f4"), ("next", "<u4")])
    singles = np.frombuffer(data, kind, n1 + 1, at)
    at += singles.nbytes
    wide, deep = n1.bit_length(), n3.bit_length()
    pairs = Packed(data, at, wide + 32 + deep, n2 + 1)
    at += ((n2 + 1) * (wide + 32 + deep) + 7) // 8 + 8
    triples = Packed(data, at, wide + 16, n3)
    at += ((n3 + 1) * (wide + 16) + 7) // 8 + 8
    words = data[at + 4 :].split(b"\0")[:n1]
    starts = singles["next"].astype(np.int64)
    n2 = int(starts[n1])
    word, before = np.repeat(np.arange(n1), np.diff(starts)), pairs(0, wide)[:n2]
    log, backoff = tables[0][pairs(wide + 16, 16)[:n2]], tables[1][pairs(wide, 16)[:n2]]
    owner = np.repeat(np.arange(n2), np.diff(pairs(wide + 32, deep)[: n2 + 1]))
    size = len(owner)
    return Counts(
        [word.decode() for word in words],
        (singles["log"][:n1] * NEPERS, singles["backoff"][:n1] * NEPERS),
        (before, word, log, backoff),
        (triples(0, wide)[:size], before[owner], word[owner], tables[2][triples(wide, 16)[:size]]),
    )


class Packed:
    """Entries of so many bits each."""

    def __init__(self, data: bytes, at: int, width: int, count: int) -> None:
        self.bytes = np.frombuffer(data, np.uint8, (count * width + 7) // 8 + 8, at)
        self.offsets = np.arange(count, dtype=np.int64) * width

    def __call__(self, start: int, bits: int) -> Array:
        """The field that begins so many bits into every entry."""
        offsets = self.offsets + start
        value = np.zeros(len(offsets), np.uint64)
        for byte in range(7):
            place = np.minimum((offsets >> 3) + byte, len(self.bytes) - 1)
            value |= self.bytes[place].astype(np.uint64) << np.uint64(8 * byte)
        return ((value >> (offsets & 7).astype(np.uint64)) & np.uint64((1 << bits) - 1)).astype(np.int64)


def pruned(counts: Counts) -> Counts:
    """Without the pairs and triples that say hardly more than what they are made of."""
    before, word, log, backoff = counts.two
    keep = log - counts.one[1][before] - counts.one[0][word] > LEAST_GAIN[0]
    keys = before << 20 | word
    order = np.argsort(keys)
    first, second, third, log3 = counts.three

    def looked_up(a: Array, b: Array) -> tuple[Array, Array]:
        place = order[np.minimum(np.searchsorted(keys, a << 20 | b, sorter=order), len(keys) - 1)]
        return place, keys[place] == (a << 20 | b)

    (ahead, known_ahead), (pair, known) = looked_up(first, second), looked_up(second, third)
    shorter = np.where(known, log[pair], counts.one[1][second] + counts.one[0][third])
    keep3 = log3 - shorter - np.where(known_ahead, backoff[ahead], 0) > LEAST_GAIN[1]
    two = (before[keep], word[keep], log[keep], backoff[keep])
    three = (first[keep3], second[keep3], third[keep3], log3[keep3])
    return counts._replace(two=two, three=three)


# ── Slips ───────────────────────────────────────────────────────────────────────────────────────────────


def slips(words: Mapping[str, float], sounds: Mapping[str, set[str]]) -> Iterator[tuple[str, str, int]]:
    """Every word, what it may stand for by a slip, and the cost in tenths; 255: they sound alike."""
    by_sound = defaultdict(set)
    for word, said in sounds.items():
        for sound in said:
            by_sound[sound].add(word)
    for wrong in words:
        if not is_word(wrong):
            continue
        alike = {other for sound in sounds.get(wrong, ()) for other in by_sound[sound]}
        for right in {*alike, *edits(wrong)}:
            if words.get(right, -99.0) > LEAST_LOG and is_word(right) and not related(wrong, right):
                cost = 255 if right in alike else slip_cost(wrong, right)
                if cost is not None:
                    yield wrong, right, cost


def is_word(word: str) -> bool:
    """Whether it is a word of two letters or more that is written in small letters."""
    return word in CONTRACTIONS or (
        len(word) > 1 and word.isalpha() and default_lexicon().knows(word) and lower(word)
    )


def lower(word: str) -> bool:
    """Whether some reading is that of no name."""
    return any(not reading.xpos.startswith("NNP") for reading in default_lexicon().readings(word))


def related(one: str, other: str) -> bool:
    """Whether two words are one, in two forms or two spellings."""
    if " ".join(sorted((one, other))) in VARIANTS:
        return True
    lemmas = [{*default_lexicon().lemmas(word), word} for word in (one, other)]
    if not lemmas[0].isdisjoint(lemmas[1]):
        return True
    return any(spelling(a) == spelling(b) for a in lemmas[0] for b in lemmas[1])


def spelling(word: str) -> str:
    """The word in a spelling that is the same for its British and its American form."""
    for old, new in SPELLINGS:
        word = re.sub(old, new, word)
    return word


def edits(word: str) -> set[str]:
    """All words one letter away: put in, left out, changed, or swapped with the next."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {head + tail[1:] for head, tail in cuts} | {
        head + tail[1:2] + tail[:1] + tail[2:] for head, tail in cuts
    }
    for head, tail in cuts:
        found |= {head + letter + tail for letter in LETTERS} | {
            head + letter + tail[1:] for letter in LETTERS
        }
    return found - {word}


def slip_cost(wrong: str, right: str) -> int | None:
    """How unlikely a slip is, in tenths of a nat; None where it is hardly ever one.

    The first letter is seldom wrong (Yannakoudakis and Fawthrop 1983); a wrong key lies beside the right one.
    """
    if len(wrong) == len(right):
        at, *others = (i for i, (a, b) in enumerate(zip(wrong, right, strict=True)) if a != b)
        if others:
            return 0
        near = beside(wrong[at], right[at])
        if not at:
            return 35 if near else None
        return 15 if near else 20 if {wrong[at], right[at]} <= set("aeiou") else 40
    shorter, longer = sorted((wrong, right), key=len)
    places = [at for at in range(len(longer)) if longer[:at] + longer[at + 1 :] == shorter]
    first = 0 in places
    doubled = len(places) > 1
    return (0 if doubled else 10 if longer == right else 15) + (20 if first else 0)


def beside(one: str, other: str) -> bool:
    """Whether two keys touch on a keyboard."""
    places = {letter: (row, at) for row, keys in enumerate(KEYS) for at, letter in enumerate(keys)}
    if one not in places or other not in places:
        return False
    (row, at), (row2, at2) = places[one], places[other]
    return abs(row - row2) < 2 and abs(at - at2) < 2


# ── The file ────────────────────────────────────────────────────────────────────────────────────────────


def bucketed(keys: Array, *values: Array) -> list[Array]:
    """How many keys each bucket has, their lower bits in order, and the values in that order."""
    order = np.argsort(keys, kind="stable")
    sizes = np.bincount(keys >> LOW_BITS, minlength=1 << BUCKET_BITS)
    assert sizes.max() < 256, "a bucket is too full"
    return [sizes.astype(np.uint8), (keys[order] & LOW).astype("<u2"), *(value[order] for value in values)]


def eighth(log: Array) -> Array:
    """Log probabilities as whole eighths of a nat below zero, 255 at most."""
    whole: Array = np.clip(np.rint(-log * 8), 0, 255).astype(np.uint8)
    return whole


def backoffs(log: Array) -> Array:
    """Backoffs, which may be above zero, as sixteenths around 128."""
    whole: Array = np.clip(np.rint(log * 16) + 128, 0, 255).astype(np.uint8)
    return whole


def main() -> None:
    """Write the file."""
    spec = find_spec("pocketsphinx")
    assert spec and spec.submodule_search_locations, "pip install pocketsphinx"
    folder = Path(spec.submodule_search_locations[0]) / "model" / "en-us"
    counts = pruned(read(folder / "en-us.lm.bin"))
    keys = np.array([zlib.crc32(word.encode()) for word in counts.words], np.uint32)
    order = np.lexsort((-counts.one[0], keys))
    order = order[
        np.append(True, np.diff(keys[order].astype(np.int64)) > 0)
    ]  # of two words with one key the usual one
    number = np.full(len(keys), -1)
    number[order] = np.arange(len(order))
    names = [counts.words[i] for i in order]
    logs = dict(zip(names, counts.one[0][order].tolist(), strict=True))
    sounds = defaultdict(set)
    for line in (folder / "cmudict-en-us.dict").read_text().splitlines():
        word, _, said = line.partition(" ")
        sounds[word.partition("(")[0]].add(said)
    ids = {name: i for i, name in enumerate(names)}
    found = sorted((ids[wrong], ids[right], cost) for wrong, right, cost in slips(logs, sounds))
    wrong, right, cost = (np.array(column) for column in zip(*found, strict=True))
    before, second, log, backoff = counts.two
    first, middle, third, log3 = counts.three
    letters = "".join(names).encode()
    ends = np.cumsum([len(name.encode()) for name in names])
    arrays = [
        keys[order], eighth(counts.one[0][order]), backoffs(counts.one[1][order]),
        np.frombuffer(letters, np.uint8), np.append(0, ends).astype("<u4"),
        *bucketed(mixed(number[before], number[second]), eighth(log), backoffs(backoff)),
        *bucketed(mixed(mixed(number[first], number[middle]), number[third]), eighth(log3)),
        np.searchsorted(wrong, np.arange(len(names) + 1)).astype("<u4"),
        right.astype("<u4"), cost.astype(np.uint8),
    ]  # fmt: skip
    write(DATA, dict(zip(ARRAYS, arrays, strict=True)))
    print(f"{len(names)} words, {len(log)} pairs, {len(log3)} triples, {len(found)} slips")


if __name__ == "__main__":
    main()
