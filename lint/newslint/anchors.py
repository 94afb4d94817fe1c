"""Which rules to run on a view: an index of their anchors."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import ahocorasick_rs

from .document import SOURCE, View
from .rule import Hit, Rule

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
        self._known: dict[str, tuple[frozenset[int], list[tuple[int, str]]]] = {}

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

    def hits(self, view: View) -> dict[int, list[Hit]]:
        """The rules to run on a view, in order, each with its anchors' places (words': where wanted)."""
        running = set(self._table.always)
        places: dict[int, list[Hit]] = {}
        keys = self._values.keys()
        for key in (*(keys & view.words), *(keys & view.pairs)) if self._table.keys else ():
            plain, phrases = self._known.get(key) or self._read(key)
            running |= plain
            for number, phrase in phrases:
                if phrase not in view.folded:
                    continue
                if self._rules[number].matcher.placed:
                    places.setdefault(number, []).extend(_places(view.folded, phrase))
                else:
                    running.add(number)
        for mark, start, end in self._found(view.folded) if self._table.marks else ():
            for number in mark.rules:
                places.setdefault(number, []).append(Hit(start, end, mark.text))
        running.update(number for number, found in places.items() if found)
        running &= self._scopes.get(view.block.scope, set())
        return {number: sorted(places[number]) if number in places else [] for number in sorted(running)}

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
    text = written.strip("*")
    starts = not written.startswith("*") and _wordy(text[:1])
    return _Mark(text, starts, not written.endswith("*") and _wordy(text[-1:]), rules)


def _places(text: str, words: str) -> Iterator[Hit]:
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not ((at and _wordy(text[at - 1])) or (end < len(text) and _wordy(text[end]))):
            yield Hit(at, end, words)
        at = text.find(words, end)


def _wordy(char: str) -> bool:
    return char.isalnum() or char == "_"
