"""A sequence of elements within a sentence: where it may match at all, and how it matches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from ..annotate.chunk import noun_phrases
from ..document import Token, Tokens, words_of
from ..errors import RuleCrash
from ..lexicon import load_named
from ..rule import frozen
from .base import Kept
from .element import Element

Matches = Iterator[dict[str, tuple[int, int]]]
MAX_STEPS = 50_000  # tries in one sentence, before a pattern is called too slow
MANY = 100_000
_NEGATED = frozenset(
    "do does did is are was were has have had ca wo could would should must might need".split()
)


def commonness(words: frozenset[str]) -> int:
    """How often one of the words is met: a mark or a word that is everywhere outweighs many others."""
    everywhere = load_named("everywhere")
    return sum(100 if not word[:1].isalnum() or everywhere.issuperset(word.split()) else 1 for word in words)


def _runs(word: str) -> list[str]:
    return sorted(words_of(word), key=len)[-1:]


def needed_of(elements: Iterable[Element]) -> tuple[frozenset[str], ...]:
    """For each element that is one of known words, the runs of letters that a text with it would have."""
    choices = (element.choices for element in elements)
    runs = (
        frozenset(run for word in words for run in _runs(word))
        for words in choices
        if words and all(map(_runs, words))
    )
    return tuple(sorted(runs, key=commonness))


@frozen
class Pattern(Kept):
    """A compiled sequence of elements."""

    elements: tuple[Element, ...]

    @cached_property
    def needed(self) -> tuple[frozenset[str], ...]:
        """For each token that must be there and is one of known words, these words."""
        return needed_of(e for e in self.elements if e.op in ("", "+"))

    @cached_property
    def lead(self) -> tuple[int, frozenset[str]] | None:
        """The rarest known words at a fixed distance from the start: the distance in tokens, and they."""
        found: list[tuple[int, frozenset[str]]] = []
        lead = 0
        for element in self.elements:
            if element.op in ("ahead", "behind") or element.edge:
                continue
            if element.choices and element.op in ("", "+"):
                found.append((lead, element.choices))
            if element.op or element.phrase:
                break
            lead += 1
        return min(found, key=lambda one: commonness(one[1]), default=None)

    def starts(self, tokens: Tokens) -> Iterator[int]:
        """The indices where a match may begin."""
        if self.at_start:
            yield 0
        elif self.lead is None:
            yield from range(len(tokens))
        else:
            lead, words = self.lead
            places = tokens.places
            yield from (at - lead for word in words & places.keys() for at in places[word] if at >= lead)

    def possible(self, words: frozenset[str]) -> bool:
        """Whether a text with these words has one for each token that must be there."""
        for needed in self.needed:  # noqa: SIM110  (a plain loop takes half the time of all(…))
            if needed.isdisjoint(words):
                return False
        return True

    @cached_property
    def at_start(self) -> bool:
        """Whether a match begins where the sentence does."""
        return self.elements[0].edge == "start"

    @cached_property
    def _head(self) -> tuple[tuple[int, Element], ...]:
        """The elements at the start whose place is known, with it: a plain loop tries them, and most fail."""
        found, taken = [], 0
        for element in self.elements[self.at_start :]:
            if element.edge or element.phrase or element.op not in ("", "ahead", "behind"):
                break
            found.append((taken - (element.op == "behind"), element))
            taken += not element.op
        return tuple(found)

    @cached_property
    def conditions(self) -> tuple[tuple[int, Mapping[str, bool]], ...]:
        """Of the tokens whose place is known from the start, the conditions on the words alone."""
        return tuple((at, e.of_word) for at, e in self._head if not e.op and e.of_word is not None)

    @cached_property
    def width(self) -> int:
        """How many tokens the elements take at the start whose place is known."""
        return sum(not element.op for _, element in self._head)

    def match(self, tokens: Sequence[Token], at: int) -> dict[str, tuple[int, int]] | None:
        """Captures as token ranges, `match` among them, of the first way to match at index `at`."""
        if self.at_start and at:
            return None
        size = len(tokens)
        captures: dict[str, tuple[int, int]] = {}
        end = at
        for shift, element in self._head:
            place = at + shift
            if not 0 <= place < size:
                if not element.op or element.negated is None:
                    return None
            elif not element.test(tokens, place):
                return None
            if not element.op:
                end = place + 1
                if element.name:
                    captures[element.name] = (place, end)
        found = self._from(tokens, end, len(self._head) + self.at_start, captures, [0])
        return None if found is None else {"match": (at, found[0]), **found[1]}

    def _from(
        self,
        tokens: Sequence[Token],
        at: int,
        index: int,
        captures: dict[str, tuple[int, int]],
        steps: list[int],
    ) -> tuple[int, dict[str, tuple[int, int]]] | None:
        if index == len(self.elements):
            return at, captures
        steps[0] += 1
        if steps[0] > MAX_STEPS:
            raise RuleCrash(f"the pattern took more than {MAX_STEPS:,} steps in one sentence")
        element = self.elements[index]
        for end in self._ends(element, tokens, at):
            inside = {**captures, element.name: (at, end)} if element.name and end > at else captures
            found = self._from(tokens, end, index + 1, inside, steps)
            if found is not None:
                return found
        return None

    def _ends(self, element: Element, tokens: Sequence[Token], at: int) -> Iterator[int]:
        """Where the element may end if it starts at `at`: the longest first."""
        size = len(tokens)
        if element.edge:
            if at == (0 if element.edge == "start" else size):
                yield at
        elif element.phrase:
            yield from noun_phrases(tokens, at, chain=element.phrase == "NPs")
            if element.op == "?":
                yield at
        elif element.op in ("ahead", "behind"):
            place = at if element.op == "ahead" else at - 1
            # Beyond the sentence there is nothing, which only a negative condition can accept.
            if element.test(tokens, place) if 0 <= place < size else element.negated is not None:
                yield at
        elif not element.op:
            if at < size and element.test(tokens, at):
                yield at + 1
        else:
            least, most = {"?": (0, 1), "*": (0, MANY), "+": (1, MANY)}[element.op]
            end = at
            while end < size and end - at < most and element.test(tokens, end):
                end += 1
            yield from range(end, at + least - 1, -1)


def anchors_of(words: frozenset[str]) -> Iterator[str]:
    """The words as they stand in text, where the token before “n't” is not a word by itself: “does|n't”."""
    for word in words:
        yield "*n't" if word == "n't" else word
        if word in _NEGATED:
            yield f"{word}n't"
