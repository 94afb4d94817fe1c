"""Rules about two things in one document: `consistency` (not both) and `conditional` (not without)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .base import IGNORE, Alert, Exceptions, Fields, Memory, exceptions, fields, made, put_in, template
from .definitions import Definition
from .project import Project
from .search import Pattern, Text


@dataclass(frozen=True)
class Consistency:
    """Of two ways to write something a document should have one; each pattern has a group for each."""

    fields: Fields
    pairs: tuple[Pattern, ...]

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """See `Rule`."""
        return self.pairs

    @property
    def every_pattern(self) -> tuple[Pattern, ...]:
        """See `Rule`."""
        return self.patterns

    @property
    def gate(self) -> tuple[Pattern, ...]:
        """See `Rule`."""
        return self.pairs

    def alerts(self, text: Text, memory: Memory) -> Iterator[Alert]:
        """See `Rule`. Once both ways were seen, every block that has one is flagged, at its last."""
        seen = memory.of(self.fields.name)
        for number, pair in enumerate(self.pairs):
            last = None
            for last in text.matches(pair):
                seen.add(f"{number} {'first' if last['first'] is not None else 'second'}")
            if last is not None and {f"{number} first", f"{number} second"} <= seen:
                yield self.fields.alert(*last.span(), last[0])


def consistency(definition: Definition, project: Project) -> Consistency:
    """The rule of a definition."""
    around = template(project, not definition.flag("nonword"))
    start = IGNORE if definition.flag("ignorecase") else ""
    return Consistency(
        fields(definition),
        tuple(
            made(definition, "either", start + put_in(around, f"(?P<first>{one})|(?P<second>{other})"))
            for one, other in definition.table("either").items()
        ),
    )


@dataclass(frozen=True)
class Conditional:
    """What matches `first` must be introduced by `second`: an acronym by the words that it stands for."""

    fields: Fields
    first: Pattern
    second: Pattern
    grouped: bool  # whether `second` tells which matches of `first` it introduces
    exceptions: Exceptions

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """See `Rule`."""
        return (self.first, self.second)

    @property
    def every_pattern(self) -> tuple[Pattern, ...]:
        """See `Rule`."""
        return (*self.patterns, *self.exceptions.every)

    @property
    def gate(self) -> tuple[Pattern, ...]:
        """See `Rule`."""
        return (self.first,)

    def alerts(self, text: Text, memory: Memory) -> Iterator[Alert]:
        """See `Rule`."""
        if not text.may_match(self.first):
            return
        known = memory.of("conditional")  # what one rule saw introduced, others know too
        for match in text.matches(self.second):
            if not self.grouped:
                return
            known.update(filter(None, match.groups()))
        for match in text.matches(self.first):
            words = match[0]
            if words not in known and not self.exceptions.allow(text, *match.span(), words):
                yield self.fields.alert(*match.span(), words)


def conditional(definition: Definition, project: Project) -> Conditional:
    """The rule of a definition."""
    second = definition.text("second")
    return Conditional(
        fields=fields(definition),
        first=made(definition, "first", definition.text("first")),
        second=made(definition, "second", second),
        grouped=second.count("(") > second.count("(?") + second.count("\\("),
        exceptions=exceptions(definition, project),
    )
