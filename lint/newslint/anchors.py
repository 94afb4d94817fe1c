"""Which rules to run on a view: an index of their anchors."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import ahocorasick_rs

from .document import SOURCE, View, fold, words_of
from .rule import Hit, Rule
from .sieve import Sieve

_MANY = 100  # pairs of words from which on looking for each of them takes longer than pairing all words
_NEXT = re.compile(r"[\W_]*([^\W_]+)")
_LAST = re.compile(r"([^\W_]+)[\W_]*\Z")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Table(NamedTuple):
    """The anchors of some rules, which go by their numbers, in few long texts: these load at once.

    `keys` has a line for each word, and each two words side by side, that leads to rules; `values` a line
    for each key with what it leads to, by tabs: a rule's number and, where the anchor is more than its key, a
    colon and the anchor. `marks` are anchors that are neither words nor phrases.
    """

    keys: str
    values: str
    marks: tuple[tuple[str, tuple[int, ...]], ...]
    always: tuple[int, ...]


class Index(NamedTuple):
    """The anchors of a set of rules: of those that read the source, and of those that read blocks."""

    source: Table
    blocks: Table


def index_of(rules: Sequence[Rule]) -> Index:
    """The index of these rules, which are numbered as they stand here."""
    reading = [number for number, rule in enumerate(rules) if SOURCE in rule.scopes]
    others = [number for number, rule in enumerate(rules) if rule.scopes != {SOURCE}]
    return Index(_table(rules, reading), _table(rules, others))


def _table(rules: Sequence[Rule], chosen: Iterable[int]) -> Table:
    table: dict[str, list[str]] = defaultdict(list)
    marks: dict[str, list[int]] = defaultdict(list)
    always: list[int] = []
    for number in chosen:
        matcher = rules[number].matcher
        filed = matcher.filed
        if filed is None:
            always += [] if matcher.whole_document or matcher.patterns_by_word else [number]
            continue
        for line in filter(None, filed.words.split("\n")):
            key, _, anchor = line.partition("\t")
            table[key].append(f"{number}:{anchor}" if anchor else str(number))
        for anchor in filed.marks:
            marks[anchor].append(number)
    values = "\n".join(map("\t".join, table.values()))
    return Table("\n".join(table), values, tuple((a, tuple(n)) for a, n in marks.items()), tuple(always))


class Anchors:
    """A table of anchors, ready to be looked for."""

    def __init__(self, table: Table, rules: Sequence[Rule]) -> None:
        self._table = table
        self._rules = rules
        self._values = dict(zip(table.keys.split("\n"), table.values.split("\n"), strict=True))
        self._pairs = frozenset(key for key in self._values if " " in key)
        self._words = self._values.keys() - self._pairs
        self._sieve = Sieve(lambda piece: not self._words.isdisjoint(words_of(fold(piece))))
        self._known: dict[str, tuple[frozenset[int], list[tuple[int, str]]]] = {}
        self._unconditional: dict[str, tuple[int, ...]] = {}

    @cached_property
    def _scopes(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = defaultdict(set)
        for number, rule in enumerate(self._rules):
            for scope in rule.scopes:
                found[scope].add(number)
        return found

    @cached_property
    def _marks(self) -> list[_Mark]:
        return [_mark(anchor, rules) for anchor, rules in self._table.marks]

    @cached_property
    def _automaton(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick([mark.text for mark in self._marks])

    def hits(self, views: Sequence[View], text: str) -> Iterator[tuple[View, dict[int, Sequence[Hit]]]]:
        """The rules to run on each view, in order, each with its anchors' places (words': where wanted).

        `text` is the views' folded texts, each on a line: it is searched in one go. A line end is set before
        it, so that an anchor may begin with one.
        """
        text = "\n" + text
        starts = [*accumulate((len(view.text) + 1 for view in views), initial=1)]
        found: dict[int, dict[int, list[Hit]]] = {}  # by view and rule
        self._add_words(views, text, starts, found)
        self._add_marks(text, starts, found)
        for at, view in enumerate(views):
            always, places = self._always(view.block.scope), found.get(at)
            if places:
                scoped = self._scopes.get(view.block.scope, set())
                running = sorted({*(places.keys() & scoped), *always})
                yield view, {number: sorted(places.get(number, ())) for number in running}
            elif always:
                yield view, dict.fromkeys(always, ())

    def _always(self, scope: str) -> tuple[int, ...]:
        if scope not in self._unconditional:
            self._unconditional[scope] = tuple(
                sorted(self._scopes.get(scope, set()).intersection(self._table.always))
            )
        return self._unconditional[scope]

    def _add_marks(self, text: str, starts: Sequence[int], found: dict[int, dict[int, list[Hit]]]) -> None:
        at = 0
        for mark, start, end in self._found(text) if self._table.marks else ():
            while starts[at + 1] <= start:
                at += 1
            base = starts[at]
            if end < starts[at + 1]:
                places = found.setdefault(at, {})
                for number in mark.rules:
                    places.setdefault(number, []).append(Hit(max(0, start - base), end - base, mark.text))

    def _add_words(
        self,
        views: Sequence[View],
        text: str,
        starts: Sequence[int],
        found: dict[int, dict[int, list[Hit]]],
    ) -> None:
        for at, key in self._keys(views, text, starts) if self._table.keys else ():
            places = found.setdefault(at, {})
            plain, phrases = self._known.get(key) or self._read(key)
            for number in plain:
                places.setdefault(number, [])
            for number, phrase in phrases:
                if phrase in views[at].folded:
                    placed = self._rules[number].matcher.placed
                    hits = list(_places(views[at].folded, phrase)) if placed else []
                    if hits or not placed:
                        places.setdefault(number, []).extend(hits)

    def _keys(self, views: Sequence[View], text: str, starts: Sequence[int]) -> Iterator[tuple[int, str]]:
        """The keys of the table that each view holds, by the view's place."""
        if len(self._pairs) > _MANY:
            for at, view in enumerate(views):
                yield from ((at, key) for key in self._words & view.words)
                yield from ((at, key) for key in self._pairs & view.pairs)
            return
        for at, _, pieces in self._sieve(views):
            words = frozenset[str]().union(*[words_of(fold(piece)) for piece in pieces])
            yield from ((at, key) for key in self._words & words)
        for key in self._pairs:
            last = -1
            for place in _standing(text, key):
                if last < 0 or place >= starts[last + 1]:
                    last = bisect_right(starts, place) - 1
                    yield last, key

    def _read(self, key: str) -> tuple[frozenset[int], list[tuple[int, str]]]:
        plain: set[int] = set()
        phrases: list[tuple[int, str]] = []
        for part in self._values[key].split("\t"):
            number, _, phrase = part.partition(":")
            if phrase:
                phrases.append((int(number), phrase))
            else:
                plain.add(int(number))
        self._known[key] = frozenset(plain), phrases
        return self._known[key]

    def _found(self, text: str) -> Iterator[tuple[_Mark, int, int]]:
        if not text.isascii():
            text = _SURROGATE.sub("\ufffd", text)  # half a character, which the automaton cannot read
        size = len(text)
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            mark = self._marks[number]
            if not (
                (mark.starts and start and _wordy(text[start - 1]))
                or (mark.ends and end < size and _wordy(text[end]))
            ):
                yield mark, start, end


class _Mark(NamedTuple):
    text: str
    starts: bool  # whether a word must start where it starts
    ends: bool
    rules: tuple[int, ...]


def _mark(written: str, rules: tuple[int, ...]) -> _Mark:
    text = written.removeprefix("*").removesuffix("*")
    starts = not written.startswith("*") and _wordy(text[:1])
    return _Mark(text, starts, not written.endswith("*") and _wordy(text[-1:]), rules)


def _places(text: str, words: str) -> Iterator[Hit]:
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not ((at and _wordy(text[at - 1])) or (end < len(text) and _wordy(text[end]))):
            yield Hit(at, end, words)
        at = text.find(words, end)


def _standing(text: str, key: str) -> Iterator[int]:
    """Where a word stands, or two with no letter between: as `words_of` and `pairs_of` cut them."""
    first, _, second = key.partition(" ")
    part = max(first, second, key=len)
    at = text.find(part)
    while at >= 0:
        end = at + len(part)
        if _may_begin(text, at) and _may_end(text, end):
            beside = _NEXT.match(text, end) if part == first else _LAST.search(text, max(0, at - 40), at)
            other = second if part == first else first
            if not second or (beside and beside[1] in (other, f"{other}n", "can" + other)):
                yield at
        at = text.find(part, end)


def _may_begin(text: str, at: int) -> bool:
    """Whether a word may begin here; `words_of` cuts “don't” and “cannot” in two."""
    return not text[at - 1].isalnum() or text.startswith(("n't", "not"), at)


def _may_end(text: str, at: int) -> bool:
    return not text[at : at + 1].isalnum() or text.startswith(("n't", "not"), at)


def _wordy(char: str) -> bool:
    return char.isalnum() or char == "_"
