"""Document-level checks that are programs; a rule names one and sets its options."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..checks import CHECKS
from ..document import Document
from ..rule import Finding, key
from .base import Kind


@dataclass(frozen=True)
class CheckKind(Kind):
    """A check from newslint.checks, by name."""

    check_name: str = key("check", doc="The check's name.")
    options: dict[str, str | tuple[str, ...]] = key(doc="The check's options.", default_factory=dict)
    whole_document = True

    def find_all(self, document: Document, scopes: frozenset[str]) -> Iterator[Finding]:
        """What the check finds."""
        views = tuple(view for view in document.views if view.block.scope in scopes)
        return CHECKS[self.check_name].function(views, **self.options)

    def check(self) -> Iterator[str]:
        """Faults beyond the types."""
        if self.check_name not in CHECKS:
            yield f"check: there is no check “{self.check_name}”; there are: {', '.join(sorted(CHECKS))}"
            return
        allowed = CHECKS[self.check_name].options
        for name in self.options:
            if name not in allowed:
                yield f"options: there is no option “{name}”; there are: {', '.join(sorted(allowed)) or 'none'}"
