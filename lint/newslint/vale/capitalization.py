"""Rules of the kind `capitalization`: headings in title case, in sentence case, or as a pattern has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import regex

from .base import IGNORE, Alert, Exceptions, Fields, Memory, exceptions, fields, made
from .definitions import Definition
from .gosyntax import PatternError, translated
from .messages import filled
from .project import Project
from .search import Pattern, Text
from .titles import Case, sentence_case, title_case

_WORD = r"[\p{N}\p{L}*]+[^\s]*"
_THRESHOLD = 0.8


@dataclass(frozen=True)
class Capitalization:
    """How a block's words should be written. `match` is $title, $sentence, $lower, $upper or a pattern."""

    fields: Fields
    match: str
    own: Pattern | None
    exceptions: Exceptions
    case: Case
    threshold: float

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """See `Rule`."""
        return ()

    gate = patterns

    @property
    def every_pattern(self) -> tuple[Pattern, ...]:
        """See `Rule`."""
        return (*filter(None, (self.own,)), *self.exceptions.every)

    def alerts(self, text: Text, memory: Memory) -> Iterator[Alert]:
        """See `Rule`."""
        words = text.text
        expected, right = self._judged(words)
        if right:
            return
        alert = self.fields.alert(0, len(words), words)
        action = self.fields.action
        proposes = action and action.name == "replace" and not action.params
        fixes = (expected,) if proposes and self.match in ("$title", "$sentence") else alert.fixes
        yield alert._replace(message=filled(self.fields.message, (words, expected)), fixes=fixes)

    def _judged(self, words: str) -> tuple[str, bool]:
        """How the words should be, and whether they are right."""
        if self.match == "$title":
            expected = title_case(words, self.case)
            return expected, self._enough(words, expected, titled=True)
        if self.match == "$sentence":
            expected = sentence_case(words, self.case)
            return expected, self._enough(words, expected, titled=False)
        if self.own:
            return self.match, bool(self.own.compiled.search(words)) or self._excused(words)
        expected = words.lower() if self.match == "$lower" else words.upper()
        return expected, words == expected or self._excused(words)

    def _excused(self, words: str) -> bool:
        return bool(self.exceptions.words and self.exceptions.words.compiled.search(words))

    @cached_property
    def _words(self) -> regex.Pattern[str]:
        told = f"{self.exceptions.words.source}|{_WORD}" if self.exceptions.words else _WORD
        return Pattern(told).compiled

    def _enough(self, words: str, expected: str, titled: bool) -> bool:
        """Whether enough of the words are as they should be."""
        wanted = [match[0] for match in self._words.finditer(expected)]
        count, fine = 0, 0
        for match in self._words.finditer(words):
            word = match[0]
            if (
                count >= len(wanted)
                or word == wanted[count]
                or self._excused(word)
                or (titled and word == word.upper())
            ):
                fine += 1
            elif not titled and not count and word != _capitals(word.lower()):
                return False
            count += 1
        return bool(count) and fine / count >= self.threshold


def _capitals(words: str) -> str:
    """A capital behind everything that is no letter, digit or underscore."""
    return re.sub(r"(?<!\w)[^\W\d_]", lambda letter: letter[0].title(), words)


def capitalization(definition: Definition, project: Project) -> Capitalization:
    """The rule of a definition."""
    match = definition.text("match")
    own = None if match in ("$title", "$sentence", "$lower", "$upper") else made(definition, "match", match)
    return Capitalization(
        fields=fields(definition),
        match=match,
        own=own,
        exceptions=exceptions(definition, project),
        case=Case(
            terms=_terms(definition, project),
            chicago=definition.text("style") == "Chicago",
            indicators=definition.strings("indicators"),
            prefix=_prefix(definition),
        ),
        threshold=definition.number("threshold") or _THRESHOLD,
    )


def _prefix(definition: Definition) -> str:
    prefix = definition.text("prefix")
    return made(definition, "prefix", prefix).source if prefix else ""


def _terms(definition: Definition, project: Project) -> tuple[tuple[str, str], ...]:
    """The words that have a case of their own, the longest first, each with its expression.

    A vocabulary's words are known in any case; without one, exceptions count as they are written.
    """
    own = definition.strings("exceptions")
    accepted = project.accepted if definition.flag("vocab", True) else ()
    terms = sorted((*own, *accepted), key=lambda term: -len(term.encode()))
    found = []
    for term in terms:
        try:
            shown = term if accepted or term.startswith(IGNORE) else f"(?-i){term}"
            regex.compile(translated(term))
            found.append((term if accepted else "", translated(shown)))
        except (PatternError, regex.error):
            raise definition.fault("exceptions", f"the exception “{term}” is broken") from None
    return tuple(found)
