"""Many expressions over one text: where each may match is told by one pass for all of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import ahocorasick_rs
import regex

from .. import patterns
from ..document import fold
from ..errors import RuleCrash
from .gosyntax import PatternError, translated
from .hints import NO_HINTS, Hints, hints

_PARAGRAPH = re.compile(r".*?\n\n|.+", re.DOTALL)
_SECONDS = 20.0  # for one expression on one block; more means that it does not end


@dataclass(frozen=True, eq=False)
class Pattern:
    """An expression in the syntax of `regex`, with what is known of its matches."""

    source: str
    hints: Hints = NO_HINTS

    @property
    def edgeless(self) -> bool:
        """Whether what it finds in a paragraph by itself it finds in the whole text too."""
        return not any(map(self.source.__contains__, (r"\A", r"\Z", "(?<!")))

    @property
    def compiled(self) -> regex.Pattern[str]:
        """Made when it is first needed, or loaded from the code that is kept."""
        return patterns.compiled(self.source)


def pattern(expression: str) -> Pattern:
    """The pattern of an expression as Vale's rules write it; PatternError where it is none."""
    source = translated(expression)
    return Pattern(source, hints(source))


def checked(made: Pattern) -> Pattern:
    """The pattern, once `regex` has accepted it."""
    try:
        _ = made.compiled
    except regex.error as error:
        raise PatternError(str(error)) from None
    return made


Places = dict[int, list[int]]  # by the number of a pattern: where it may start, or none where it is only near


class Text:
    """A text with the places where patterns may match."""

    def __init__(self, text: str, index: Index, places: Places | None = None) -> None:
        self.text = text
        self.shared: dict[Pattern, list[tuple[int, int]]] = {}  # what rules work out once
        self._index = index
        self._told = places
        self._ordered: dict[frozenset[int], list[tuple[int, int]]] = {}

    @cached_property
    def places(self) -> Places:
        """See `Places`."""
        return self._index.places(fold(self.text)) if self._told is None else self._told

    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """Where the paragraphs start and end; the empty line is of the one before it."""
        return [match.span() for match in _PARAGRAPH.finditer(self.text)]

    def _in_order(self, wanted: frozenset[int]) -> list[tuple[int, int]]:
        """The places of these patterns, in the order of the text."""
        told = self._ordered.get(wanted)
        if told is None:
            pairs = ((at, number) for number in wanted for at in self.places.get(number, ()))
            told = self._ordered[wanted] = sorted(pairs)
        return told

    def part(self, start: int, end: int, wanted: frozenset[int]) -> Text:
        """A part of the text by itself, in which only these patterns will be looked for."""
        inner: Places = {}
        told = self._in_order(wanted)
        for at, number in told[bisect_left(told, (start, -1)) : bisect_left(told, (end, -1))]:
            inner.setdefault(number, []).append(at - start)
        return Text(self.text[start:end], self._index, inner)

    def may_match(self, made: Pattern) -> bool:
        """Whether the pattern can match at all."""
        number = self._index.numbers.get(made)
        return number is None or number in self.places

    def matches(self, made: Pattern) -> Iterator[regex.Match[str]]:
        """The pattern's matches, one after another, as a search from the start would find them."""
        number = self._index.numbers.get(made)
        if number is None:
            return _searched(made, self.text)
        places = self.places.get(number)
        if not places:
            return iter(())
        if made.hints.starts:
            return _tried(made, self.text, places)
        lines = made.hints.lines
        return _searched(made, self.text) if lines is None else _near(made, self.text, places, lines)

    def skimmed(self, made: Pattern) -> Iterator[regex.Match[str]]:
        """As `matches`, for who passes most of them over: at its quickest where the pattern has no hints."""
        if made.hints.starts or made.hints.needed:
            return self.matches(made)
        return made.compiled.finditer(self.text)

    def count(self, made: Pattern) -> int:
        """How many matches there are."""
        if made.hints.starts or made.hints.needed:
            return sum(1 for _ in self.matches(made))
        return len(_all(made, self.text))

    def found(self, made: Pattern) -> list[str]:
        """What the pattern matches, as text: quicker than `matches` where only that counts."""
        if made.hints.starts or made.hints.needed or made.compiled.groups:
            return [match[0] for match in self.matches(made)]
        return _all(made, self.text)


def _all(made: Pattern, text: str) -> list[str]:
    try:
        return made.compiled.findall(text, timeout=_SECONDS)
    except TimeoutError:
        raise _too_slow(text) from None


def _tried(made: Pattern, text: str, places: Sequence[int]) -> Iterator[regex.Match[str]]:
    match, end = made.compiled.match, 0
    for at in places:
        if at >= end and (found := match(text, at)):
            yield found
            end = max(found.end(), at + 1)


def _near(made: Pattern, text: str, places: Sequence[int], lines: int) -> Iterator[regex.Match[str]]:
    """The matches in the lines around these places, which no match can leave."""
    done = 0
    for at in places:
        if at < done:
            continue
        start, end = at, at
        for _ in range(lines + 1):
            start = text.rfind("\n", 0, max(start - 1, 0)) + 1 if start else 0
            end = text.find("\n", end) + 1 or len(text)
        for match in _searched(made, text, max(start, done), end):
            yield match
            done = max(done, match.end())
        done = max(done, at + 1)


def _searched(made: Pattern, text: str, start: int = 0, end: int | None = None) -> Iterator[regex.Match[str]]:
    try:
        yield from made.compiled.finditer(text, start, len(text) if end is None else end, timeout=_SECONDS)
    except TimeoutError:
        raise _too_slow(text) from None


def _too_slow(text: str) -> RuleCrash:
    return RuleCrash(f"the pattern took more than {_SECONDS:g} s on {len(text)} characters")


class Index:
    """The strings of many patterns, looked for together."""

    def __init__(self, made: Iterable[Pattern]) -> None:
        self.numbers: dict[Pattern, int] = {}
        owners: dict[str, list[int]] = {}
        for each in made:
            strings = each.hints.starts or each.hints.needed
            if strings and each not in self.numbers:
                number = self.numbers[each] = len(self.numbers)
                for string in strings:
                    owners.setdefault(string, []).append(number)
        self._owners = list(owners.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(owners)) if owners else None

    def places(self, folded: str) -> Places:
        """Where each pattern's strings stand in a folded text, in order and each place once."""
        found: Places = {}
        if self._automaton is None:
            return found
        for string, start, _ in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            for number in self._owners[string]:
                starts = found.get(number)
                if starts is None:
                    found[number] = [start]
                else:
                    starts.append(start)
        return {number: sorted(set(starts)) for number, starts in found.items()}
