"""Sequences of tokens: words, lemmas, readings, shapes, noun phrases, look-around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import cast

from ..annotate.tree import in_context
from ..document import Sentence, Token, Tokens, View
from ..rule import Finding, Hit, frozen, key
from .base import Replacing
from .element import Element, element_faults
from .sequence import Pattern
from .starts import Starts

Places = list[tuple[int, int]]  # a token and a pattern, each by its number


@frozen
class TokensKind(Replacing):
    """A sequence of tokens within a sentence."""

    pattern: tuple[Element, ...] = key(doc="The tokens, in order.", default=())
    patterns: tuple[tuple[Element, ...], ...] = key(
        doc="Several sequences, of which any will do.", default=()
    )
    at: str = key(doc="The capture that is flagged; the whole match where none is named.", default="match")
    unless: tuple[tuple[Element, ...], ...] = key(
        "unless", doc="Patterns which, matching anywhere in the sentence, silence the rule.", default=()
    )

    @property
    def _sequences(self) -> tuple[tuple[Element, ...], ...]:
        return (self.pattern, *self.patterns) if self.pattern else self.patterns

    @cached_property
    def _compiled(self) -> tuple[Pattern, ...]:
        return tuple(map(Pattern, self._sequences))

    @cached_property
    def _unless(self) -> tuple[Pattern, ...]:
        return tuple(map(Pattern, self.unless))

    @cached_property
    def tagged(self) -> bool:
        """Whether the patterns ask for tags."""
        return any(element.tagged for sequence in (*self._sequences, *self.unless) for element in sequence)

    @property
    def patterns_by_word(self) -> tuple[Pattern, ...]:
        """See `Matcher.patterns_by_word`."""
        return self._untagged if self.tagged else self._compiled

    @cached_property
    def _untagged(self) -> tuple[Pattern, ...]:
        return tuple(Pattern(tuple(e.untagged for e in sequence)) for sequence in self._sequences)

    @property
    def wants_analysis(self) -> bool:
        """See `Matcher.wants_analysis`."""
        return self.tagged

    def candidates(self, views: Sequence[View]) -> Iterator[Sentence]:
        """The sentences in which a pattern matches but for the tags."""
        for view in views:
            yield from (sentence for sentence, _ in self._hopeful(view))

    def _hopeful(self, view: View) -> list[tuple[Sentence, Places]]:
        """The sentences in which a pattern matches but for the tags, with where and which."""
        kept = view.shared.setdefault(self, [])
        if not kept:
            hopeful = []
            for sentence, starts in self._starts(view):
                tokens = sentence.tokens
                places = [one for one in starts if self.patterns_by_word[one[1]].match(tokens, one[0])]
                if places:
                    hopeful.append((sentence, places))
            kept.append(hopeful)
        return cast("list[tuple[Sentence, Places]]", kept[0])

    def _starts(self, view: View) -> Iterator[tuple[Sentence, Places]]:
        """Where patterns may begin: what the engine has found for all rules, or else what is found now."""
        if (self, "starts") in view.shared:
            yield from cast("list[tuple[Sentence, Places]]", view.shared[self, "starts"])
            return
        alone = Starts([(0, self.patterns_by_word)])
        for sentence in view.sentences:
            found = alone.find(sentence)
            if found:
                yield sentence, found[0]

    def find(self, view: View, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Every match, none within another's."""
        for sentence, places in self._hopeful(view) if self.tagged else self._starts(view):
            if self.tagged:
                sentence.analysis  # noqa: B018  (the tokens have it from now on)
            for found in self._matches(sentence.tokens, places):
                if any(p.match(sentence.tokens, i) for p in self._unless for i in p.starts(sentence.tokens)):
                    break
                ranges = {**found, "match": found[self.at]} if self.at in found else found
                context = in_context(sentence.tokens, ranges) if self.tagged else None
                yield self.finding(view, spans_of(sentence.tokens, found, self.at), context)

    def _matches(self, tokens: Tokens, places: Places) -> Iterator[dict[str, tuple[int, int]]]:
        done = 0
        for at, place in sorted(places):
            found = self._compiled[place].match(tokens, at) if at >= done else None
            if found:
                yield found
                done = max(at + 1, found["match"][1])

    @property
    def names(self) -> frozenset[str]:
        """See `Kind.names`."""
        captures = {element.name for sequence in self._sequences for element in sequence if element.name}
        return frozenset({"match", "all"} | captures)

    def check(self) -> Iterator[str]:
        """Faults beyond the types."""
        elements = [element for sequence in self._sequences for element in sequence]
        if not elements:
            yield "a rule of tokens needs `pattern` or `patterns`"
        if self.at not in self.names:
            yield f"at: there is no capture “{self.at}”; there are: {', '.join(sorted(self.names))}"
        yield from self.check_options(self.names)
        yield from element_faults((*elements, *(element for sequence in self.unless for element in sequence)))


def spans_of(
    tokens: Sequence[Token], ranges: dict[str, tuple[int, int]], at: str
) -> dict[str, tuple[int, int]]:
    """Token ranges as spans of the block's text; `match` becomes the flagged one, `all` the whole."""
    spans = {name: (tokens[a].start, tokens[b - 1].end) for name, (a, b) in ranges.items() if b > a}
    whole = spans.get("match", (-1, -1))
    return {**spans, "all": whole, "match": spans.get(at, whole)}
