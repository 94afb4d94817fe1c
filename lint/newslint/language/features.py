"""What the network is told of a word: its form, its ends, its shape, and what word lists know of it.

Everything is a function of the form alone, so a form is worked out once a process.
"""

from __future__ import annotations

from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from ..document import plain

Ids = npt.NDArray[np.int64]


class Feature(NamedTuple):
    """One kind of embedding: its name, how many ids it has (0 is the id of nothing), and its width."""

    name: str
    ids: int
    width: int


SUFFIX_2, SUFFIX_3, SUFFIX_4, PREFIX_3, SHAPE = 1024, 4096, 8192, 4096, 512
CLUSTERS, LEXICON = 1024, 512
_KEPT = 100_000  # forms whose rows are kept, at most
_RUN = 3  # letters of one kind that a shape keeps of a run


def features(words: int) -> tuple[Feature, ...]:
    """The features, in the order of a row; `words` is the size of the vocabulary."""
    return (
        Feature("word", words, 96),
        Feature("suffix2", SUFFIX_2, 32),
        Feature("suffix3", SUFFIX_3, 48),
        Feature("suffix4", SUFFIX_4, 48),
        Feature("prefix3", PREFIX_3, 32),
        Feature("shape", SHAPE, 32),
        Feature("cluster", CLUSTERS, 64),
        Feature("cluster6", 65, 16),
        Feature("readings", LEXICON, 32),
        Feature("lower_readings", LEXICON, 32),
    )


class Tables(NamedTuple):
    """What is known of forms, by the hash of the form: parallel arrays, sorted by hash.

    `words`: hashes of the vocabulary's folded words, (V,), whose ids follow from their places. `forms`:
    hashes of the forms that a list knows, (N,). `rows`: (1 + N, 3) cluster, its first bits,
    readings; the first row is for a form that no list knows.
    """

    words: npt.NDArray[np.uint32]
    forms: npt.NDArray[np.uint32]
    rows: npt.NDArray[np.uint16]


def hashed(text: str) -> int:
    """A number of 32 bits for a text, the same everywhere."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def shape(text: str) -> str:
    """The kinds of characters, at most three of a kind on end: “McCarthy” is XxXxxx, “1,200” d,ddd."""
    out: list[str] = []
    last, run = "", 0
    for char in text[:40]:
        kind = "d" if char.isdigit() else ("X" if char.isupper() else "x") if char.isalpha() else char
        run = run + 1 if kind == last else 1
        last = kind
        if run <= _RUN:
            out.append(kind)
    return "".join(out)


class Encoder:
    """Forms to rows of ids."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._place: dict[str, int] = {}
        self._known = np.empty((0, 10), np.int64)

    @property
    def words(self) -> int:
        """The size of the vocabulary, with the ids of nothing and of an unknown word."""
        return len(self.tables.words) + 2

    def __call__(self, forms: list[str]) -> Ids:
        """Rows of shape (len(forms), len(features)) for these forms, which are worked out once."""
        new = [form for form in forms if form not in self._place]
        if len(self._place) + len(new) > _KEPT:
            self._place, self._known, new = {}, self._known[:0], forms
        if new:
            self._place |= {form: at for at, form in enumerate(new, len(self._place))}
            self._known = np.concatenate([self._known, self._encoded(new)])
        rows: Ids = self._known[[self._place[form] for form in forms]]
        return rows

    def _encoded(self, forms: list[str]) -> Ids:
        hashes = np.array([_hashes(form) for form in forms], np.int64)
        out = np.empty((len(forms), 10), np.int64)
        out[:, 0] = _find(self.tables.words, hashes[:, 0]) + 1  # 1 where it is not found
        for column, size in enumerate((SUFFIX_2, SUFFIX_3, SUFFIX_4, PREFIX_3, SHAPE), 1):
            out[:, column] = hashes[:, column] % (size - 1) + 1
        exact = self.tables.rows[_find(self.tables.forms, hashes[:, 6])]
        lower = self.tables.rows[_find(self.tables.forms, hashes[:, 7])]
        out[:, 6:8] = np.where(exact[:, :1] > 0, exact[:, :2], lower[:, :2])
        out[:, 8] = exact[:, 2]
        out[:, 9] = lower[:, 2]
        return out


def _hashes(form: str) -> tuple[int, ...]:
    text = plain(form)
    lower = text.lower()
    return (
        hashed(normal(lower)),
        hashed(lower[-2:]),
        hashed(lower[-3:]),
        hashed(lower[-4:]),
        hashed(lower[:3]),
        hashed(shape(form)),
        hashed(text),
        hashed(lower),
    )


def normal(lower: str) -> str:
    """A folded word as the vocabulary has it: digits are one digit."""
    if lower.isalpha():
        return lower
    return "".join("0" if char.isdigit() else char for char in lower)


def _find(table: npt.NDArray[np.uint32], wanted: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The place of each number in the sorted table, counted from 1; 0 where it is not there."""
    at = np.searchsorted(table, wanted.astype(np.uint32))
    at = np.minimum(at, len(table) - 1)
    return np.where(table[at] == wanted, at + 1, 0)
