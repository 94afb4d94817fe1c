"""Document-level checks that are programs; a rule names one and sets its options."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..checks import AHEAD, CHECKS, NEEDS, PLAIN, ahead, candidates, function
from ..document import Document, Sentence, View
from ..markup import is_markdown
from ..rule import Finding, frozen, key
from .base import Kind, expanded


@frozen
class CheckKind(Kind):
    """A check from newslint.checks, by name."""

    check_name: str = key("check", doc="The check's name.")
    options: dict[str, str | tuple[str, ...]] = key(doc="The check's options.", default_factory=dict)
    words: tuple[str, ...] = key(
        "anchors", doc="Words of which a story must have one for the check to run.", default=()
    )
    whole_document = True

    @property
    def anchors(self) -> frozenset[str] | None:
        """The anchors that the rule's author named."""
        return expanded(self.words) if self.words else None

    @property
    def wants_analysis(self) -> bool:
        """See `Matcher.wants_analysis`."""
        return self.check_name in NEEDS

    def candidates(self, views: Sequence[View]) -> Iterator[Sentence]:
        """The sentences that the check wants analysed."""
        return candidates(self.check_name, views)

    def ahead(self, documents: Sequence[Document], scopes: frozenset[str]) -> None:
        """See `Matcher.ahead`."""
        if self.check_name in AHEAD:
            ahead(self.check_name, [document.scoped(scopes) for document in documents], self.options)

    def find_all(self, document: Document, scopes: frozenset[str]) -> Iterator[Finding]:
        """What the check finds."""
        if self.check_name in PLAIN and is_markdown(document.source.path):
            return iter(())
        return function(self.check_name)(document.scoped(scopes), **self.options)

    def check(self) -> Iterator[str]:
        """Faults beyond the types."""
        if self.check_name not in CHECKS:
            yield f"check: there is no check “{self.check_name}”; there are: {', '.join(sorted(CHECKS))}"
            return
        from inspect import signature

        _, *allowed = signature(function(self.check_name)).parameters
        for name in self.options:
            if name not in allowed:
                known = ", ".join(sorted(allowed)) or "none"
                yield f"options: there is no option “{name}”; there are: {known}"
