"""Counts with a limit: words in a sentence, sentences in a paragraph, uses of a phrase in a story."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ..document import Document, Sentence, View
from ..rule import Finding, frozen, key
from .base import Kind, compiled, pattern_fault, search_all


@frozen
class MetricKind(Kind):
    """A count that must not go over a limit."""

    maximum: int = key("max", doc="The highest count allowed.")
    count: Literal["words", "sentences", "characters", "matches"] = key(
        doc="What is counted.", default="words"
    )
    per: Literal["sentence", "paragraph", "story"] = key(doc="In what it is counted.", default="sentence")
    pattern: str = key(doc="For `matches`: the expression.", default="")
    whole_document = True

    def find_all(self, document: Document, scopes: frozenset[str]) -> Iterator[Finding]:
        """Every part over the limit; in a story, every match after the last that is allowed."""
        total = 0
        for view in document.views:
            if view.block.scope not in scopes:
                continue
            if self.count == "matches":
                if self.per != "story":
                    total = 0
                for match in search_all(compiled(self.pattern, "ignore"), view.plain):
                    total += 1
                    if total > self.maximum:
                        yield Finding(view, *match.span(), values=self._values(match.group(), total))
            elif self.per == "sentence":
                for sentence in view.sentences:
                    yield from self._over(view, sentence.start, sentence.end, self._size(view, (sentence,)))
            else:
                yield from self._over(view, 0, len(view.text), self._size(view, view.sentences))

    def _size(self, view: View, sentences: tuple[Sentence, ...]) -> int:
        if self.count == "sentences":
            return len(sentences)
        if self.count == "characters":
            return sum(s.end - s.start for s in sentences)
        return sum(len(view.text[s.start : s.end].split()) for s in sentences)

    def _over(self, view: View, start: int, end: int, size: int) -> Iterator[Finding]:
        if size > self.maximum:
            yield Finding(view, start, end, values=self._values(view.text[start:end], size))

    def _values(self, text: str, size: int) -> dict[str, str]:
        return {"match": text, "count": str(size), "max": str(self.maximum)}

    @property
    def names(self) -> frozenset[str]:
        """See `Kind.names`."""
        return frozenset({"match", "count", "max"})

    def check(self) -> Iterator[str]:
        """Faults beyond the types."""
        if (self.count == "matches") != bool(self.pattern):
            yield "`pattern` and `count: matches` go together"
        if self.per == "story" and self.count != "matches":
            yield "a whole story can only be counted in matches"
        if self.pattern and (fault := pattern_fault(self.pattern)):
            yield fault
