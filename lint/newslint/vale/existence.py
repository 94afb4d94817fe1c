"""Rules of the kind `existence`: some words are there that should not be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .base import IGNORE, Alert, Memory, Sought, exceptions, fields, made, put_in, template
from .definitions import Definition
from .project import Project
from .search import Text


@dataclass(frozen=True)
class Existence(Sought):
    """Words that are flagged wherever they stand."""

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
