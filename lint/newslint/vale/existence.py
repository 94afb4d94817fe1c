"""Rules of the kind `existence`: some words are there that should not be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .base import IGNORE, Alert, Exceptions, Fields, Memory, exceptions, fields, made, put_in, template
from .definitions import Definition
from .project import Project
from .search import Pattern, Text


@dataclass(frozen=True)
class Existence:
    """Words that are flagged wherever they stand."""

    fields: Fields
    pattern: Pattern
    exceptions: Exceptions

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """See `Rule`."""
        return (self.pattern,)

    @property
    def every_pattern(self) -> tuple[Pattern, ...]:
        """See `Rule`."""
        return (*self.patterns, *self.exceptions.every)

    @property
    def gate(self) -> tuple[Pattern, ...]:
        """See `Rule`."""
        return (self.pattern,)

    def alerts(self, text: Text, memory: Memory) -> Iterator[Alert]:
        """See `Rule`."""
        for match in text.matches(self.pattern):
            (start, end), words = match.span(), match[0]
            if not self.exceptions.allow(text, start, end, words.strip()):
                yield self.fields.alert(start, end, words)


def existence(definition: Definition, project: Project) -> Existence:
    """The rule of a definition."""
    nonword, raw = definition.flag("nonword"), "".join(definition.strings("raw"))
    tokens = [token for token in definition.strings("tokens") if token.strip()]
    around = template(project, not nonword and bool(tokens))
    inner = put_in(around, "|".join(tokens))
    expression = inner + raw if definition.flag("append") else raw + inner
    expression = IGNORE + expression if definition.flag("ignorecase") else expression
    key = "tokens" if tokens else "raw"
    # Accepted words are words: they say nothing of a rule for marks, whose matches may hold one.
    allowed = exceptions(definition, project, vocabulary=not nonword)
    return Existence(fields(definition), made(definition, key, expression), allowed)
