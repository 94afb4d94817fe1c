"""Rules that count: `occurrence` (too many or too few of something) and `repetition` (the same twice)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from operator import eq

from .base import IGNORE, Alert, Fields, Memory, Sought, exceptions, fields, made
from .definitions import Definition
from .messages import filled
from .project import Project
from .search import Pattern, Text
from .sentences import sentences

_FIRST_WORD = re.compile(r"[^\t\n\f\r ]+")


@dataclass(frozen=True)
class Occurrence:
    """A block should have no fewer and no more of something."""

    fields: Fields
    pattern: Pattern
    least: int
    most: int

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """See `Rule`."""
        return (self.pattern,)

    @property
    def every_pattern(self) -> tuple[Pattern, ...]:
        """See `Rule`."""
        return self.patterns

    @property
    def gate(self) -> tuple[Pattern, ...]:
        """See `Rule`."""
        return () if self.least else (self.pattern,)

    def alerts(self, text: Text, memory: Memory) -> Iterator[Alert]:
        """See `Rule`."""
        if not self.least and len(text.text) <= self.most:
            return
        count = text.count(self.pattern)
        if not (0 < self.most < count or count < self.least):
            return
        spans = [match.span() for match in text.matches(self.pattern)]
        first = _FIRST_WORD.search(text.text)
        if count:
            span = next((span for span in spans if _is_text(text.text[slice(*span)])), None)
        else:
            span = first.span() if first else (0, 0)
        if span:
            alert = self.fields.alert(*span, text.text[slice(*span)])
            yield alert._replace(message=filled(self.fields.message, (str(count),)))


def _is_text(words: str) -> bool:
    """Whether the words are neither white space nor code, which is masked by stars."""
    return bool(words.strip()) and not set(words) <= {"*", "@"}


def occurrence(definition: Definition, project: Project) -> Occurrence:
    """The rule of a definition."""
    expression = f"(?:{definition.text('token')})"
    return Occurrence(
        fields(definition),
        made(definition, "token", IGNORE + expression if definition.flag("ignorecase") else expression),
        int(definition.number("min")),
        int(definition.number("max")),
    )


@dataclass(frozen=True)
class Repetition(Sought):
    """The same words once more, side by side, in one sentence."""

    most: int
    ignorecase: bool
    alpha: bool

    def alerts(self, text: Text, memory: Memory) -> Iterator[Alert]:
        """See `Rule`."""
        places = self._repeated(text)
        matches = text.skimmed(self.pattern) if places else iter(())
        done = count = 0
        first = second = None
        for place in places:  # the matches between them are passed over, which is quick
            first = second if place == done and second else next(islice(matches, place - 1 - done, None))
            second, done = next(matches), place + 1
            start, end = first.start(), second.end()
            count += 1
            if count > self.most and self._is_one(text, start, end):
                alert = self.fields.alert(start, end, text.text[start:end])
                yield alert._replace(message=filled(self.fields.message, (second[0].strip(),)))
                count = 0

    def _repeated(self, text: Text) -> list[int]:
        """The numbers of the matches that are as the one before."""
        words = [words.strip() for words in text.found(self.pattern)]
        if self.ignorecase:
            words = [word.lower() for word in words]
        pairs = enumerate(map(eq, words, words[1:]), 1)
        return [at for at, same in pairs if same and words[at] and (not self.alpha or words[at].isalpha())]

    def _is_one(self, text: Text, start: int, end: int) -> bool:
        words = text.text[start:end]
        return len(sentences(words)) == 1 and not self.exceptions.allow(text, start, end, words)


def repetition(definition: Definition, project: Project) -> Repetition:
    """The rule of a definition."""
    ignorecase = definition.flag("ignorecase")
    expression = f"(?:{'|'.join(definition.strings('tokens'))})"
    return Repetition(
        fields=fields(definition),
        pattern=made(definition, "tokens", IGNORE + expression if ignorecase else expression),
        exceptions=exceptions(definition, project),
        most=int(definition.number("max")),
        ignorecase=ignorecase,
        alpha=definition.flag("alpha"),
    )
