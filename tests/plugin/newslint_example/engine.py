"""An engine: it minds zebras, or another word that the configuration names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from newslint.document import Document
from newslint.problem import Problem, Severity
from newslint.span import Span


class Zebra:
    """Flags a word wherever it stands; see `newslint.engines.base.Engine`."""

    name = "zebra"

    def __init__(self, options: Mapping[str, str]) -> None:
        self.word = options.get("word", "zebra")
        self.stamp = f"zebra 1.2 {self.word}"

    def begin(self, documents: Sequence[Document]) -> Iterator[Sequence[Problem]]:
        """The word's places in each document."""
        for document in documents:
            if "crash the engine" in document.source.text:
                raise ValueError("no zebra can crash")
            yield [
                Problem("words/zebra-seen", Span(*match.span()), "A zebra.", Severity.WARNING)
                for match in re.finditer(re.escape(self.word), document.source.text)
            ]
