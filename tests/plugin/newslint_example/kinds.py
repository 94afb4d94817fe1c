"""A rule kind: words in capitals throughout, from some length on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newslint.document import View
from newslint.match.base import Kind
from newslint.rule import Finding, Hit, Replace, frozen, key


@frozen
class Shouting(Kind):
    """Flags words in capitals of `least` letters or more."""

    least: int = key(doc="Letters of the shortest word that is flagged.", default=5)

    def find(self, view: View, hits: Sequence[Hit]) -> Iterator[Finding]:
        """The words in one view."""
        for match in re.finditer(rf"\b[A-Z]{{{self.least},}}\b", view.text):
            start, end = match.span()
            option = (Replace(start, end, match[0].capitalize()),)
            yield Finding(view, start, end, (option,), {"match": match[0]})
