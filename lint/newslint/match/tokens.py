"""Sequences of tokens: words, lemmas, readings, shapes, noun phrases, look-around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from ..annotate.tree import in_context
from ..document import Sentence, Token, View
from ..rule import Finding, Hit, frozen, key
from .base import Replacing
from .element import Element, element_faults
from .sequence import Pattern, anchors_of, commonness, matches, pairs


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

    @cached_property
    def anchors(self) -> frozenset[str] | None:
        """Of each sequence, the two words next to each other, or the one word, with the fewest choices."""
        found: frozenset[str] = frozenset()
        for sequence in self._sequences:
            choices = pairs(sequence) or [e.choices for e in sequence if e.choices and e.op in ("", "+")]
            if not choices:
                return None
            found |= frozenset(anchors_of(min(choices, key=commonness)))
        return found

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
            yield from self._hopeful(view)

    def _hopeful(self, view: View) -> list[Sentence]:
        kept: list[list[Sentence]] = view.shared.setdefault(self, [])  # type: ignore[assignment]
        if not kept:
            kept.append([sentence for sentence, found in matches(view, self._untagged) if any(found)])
        return kept[0]

    def find(self, view: View, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Every match in the sentences that hold an anchor."""
        hopeful = {id(sentence) for sentence in self._hopeful(view)} if self.tagged else None
        for sentence, all_found in matches(view, self._compiled):
            if hopeful is not None:
                if id(sentence) not in hopeful:
                    continue
                sentence.analysis  # noqa: B018  (the tokens have it from now on)
            for found in all_found:
                if any(p.match(sentence.tokens, i) for p in self._unless for i in p.starts(sentence.tokens)):
                    break
                ranges = {**found, "match": found[self.at]} if self.at in found else found
                context = in_context(sentence.tokens, ranges) if self.tagged else None
                yield self.finding(view, spans_of(sentence.tokens, found, self.at), context)

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
