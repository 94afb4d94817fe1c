"""Where sequences of tokens may begin: one pass over a sentence serves the patterns of all rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ..document import Sentence
from .sequence import Pattern

Found = dict[int, list[tuple[int, int]]]


class Starts:
    """The patterns of some rules, by the words that they need."""

    def __init__(self, rules: Iterable[tuple[int, Sequence[Pattern]]]) -> None:
        """Take each rule's number and patterns."""
        self._led: dict[str, list[tuple[int, int, Pattern, int]]] = defaultdict(list)
        self._needing: dict[str, list[tuple[int, int, Pattern]]] = defaultdict(list)
        self._rest: list[tuple[int, int, Pattern]] = []
        for number, patterns in rules:
            for place, pattern in enumerate(patterns):
                if pattern.lead is not None:
                    for word in pattern.lead[1]:
                        self._led[word].append((number, place, pattern, pattern.lead[0]))
                elif pattern.needed:
                    for word in pattern.needed[0]:
                        self._needing[word].append((number, place, pattern))
                else:
                    self._rest.append((number, place, pattern))

    def __bool__(self) -> bool:
        """Whether there is any pattern: without one no sentence need be cut into tokens."""
        return bool(self._led or self._needing or self._rest)

    def find(self, sentence: Sentence) -> Found:
        """For each rule that may match, the token at which and the pattern (by its place) with which."""
        found: Found = {}
        tokens, words = sentence.tokens, sentence.words
        size, led = len(tokens), self._led
        for at, token in enumerate(tokens):
            for number, place, pattern, lead in led.get(token.lower, ()):
                first = at - lead
                if first < 0 or first + pattern.width > size or (first and pattern.at_start):
                    continue
                for shift, known in pattern.conditions:
                    if not known[tokens[first + shift].text]:
                        break
                else:
                    if pattern.possible(words):
                        found.setdefault(number, []).append((first, place))
        needing = {entry for word in self._needing.keys() & words for entry in self._needing[word]}
        for number, place, pattern in (*needing, *self._rest):
            if pattern.possible(words):
                ends = 1 if pattern.at_start else size
                found.setdefault(number, []).extend((first, place) for first in range(ends))
        return found
