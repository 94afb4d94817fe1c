"""What the kinds of rules share: an alert, a rule's common fields, exceptions, how expressions are built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from .actions import Action, mended
from .casing import recased
from .definitions import Definition
from .gosyntax import PatternError
from .messages import either, filled
from .project import Project
from .search import Pattern, Text, checked, pattern

WORDS, NO_WORDS = r"(?m)\b(?:%s)\b", "(?m)(?:%s)"
IGNORE = "(?i)"


class Alert(NamedTuple):
    """What a rule found in a block, by offsets of its text; `fixes` are what the words may become.

    A `placeless` alert is about the document as a whole.
    """

    start: int
    end: int
    message: str
    fixes: tuple[str, ...] = ()
    placeless: bool = False


@dataclass
class Memory:
    """What rules keep in mind over the blocks of one document, and what is counted there."""

    seen: dict[str, set[str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)  # headings, lists and so on, for metrics
    prose: str = ""  # the document's running text
    path: str = ""

    def of(self, rule: str) -> set[str]:
        """What a rule has seen so far."""
        return self.seen.setdefault(rule, set())


class Rule(Protocol):
    """A rule ready to run."""

    @property
    def fields(self) -> Fields:
        """What every rule has."""

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """The expressions that it looks for in blocks."""

    @property
    def every_pattern(self) -> tuple[Pattern, ...]:
        """These, and those of its exceptions."""

    @property
    def gate(self) -> tuple[Pattern, ...]:
        """Those of `patterns` of which one must match for it to find anything; none where it always runs."""

    def alerts(self, text: Text, memory: Memory) -> Iterator[Alert]:
        """What it finds in a block."""


@dataclass(frozen=True)
class Fields:
    """What every rule has."""

    name: str
    kind: str
    level: str
    message: str
    scopes: tuple[str, ...]
    limit: int = 0
    action: Action | None = None
    matchcase: bool = False

    def alert(self, start: int, end: int, words: str) -> Alert:
        """An alert at these words, whose message has them and what they become."""
        fixes = self.fixes(words)
        values = (words, either(fixes) if len(fixes) > 1 else fixes[0]) if fixes else (words, words)
        return Alert(start, end, filled(self.message, values if self.action else (words,)), fixes)

    def fixes(self, words: str) -> tuple[str, ...]:
        """What the action makes of the words."""
        found = mended(self.action, words) if self.action else None
        if found and self.matchcase and self.action and self.action.name == "replace":
            return tuple(recased(each, words) for each in found)
        return found or ()


def fields(definition: Definition, scopes: Sequence[str] | None = None) -> Fields:
    """The common fields of a definition."""
    return Fields(
        name=definition.name,
        kind=definition.kind,
        level=definition.text("level"),
        message=definition.text("message"),
        scopes=tuple(definition.strings("scope")) if scopes is None else tuple(scopes),
        limit=int(definition.number("limit")),
        action=_action(definition),
        matchcase=definition.flag("matchcase"),
    )


def _action(definition: Definition) -> Action | None:
    value: Any = definition.values.get("action")
    if not value:
        return None
    if not isinstance(value, dict):
        raise definition.fault("action", "action must be a table", "write name: replace below it")
    told = {str(key).lower(): each for key, each in value.items()}
    params = told.get("params") or []
    return Action(
        str(told.get("name") or ""), tuple(map(str, params if isinstance(params, list) else [params]))
    )


def made(definition: Definition, key: str, expression: str) -> Pattern:
    """The pattern of an expression; RuleError at its key where it is broken."""
    try:
        return checked(pattern(expression))
    except (PatternError, ValueError) as error:
        raise definition.fault(key, f"the expression is broken: {error}") from None


def template(project: Project, words: bool) -> str:
    """What stands around a rule's expressions."""
    return (project.word_template or WORDS) if words else NO_WORDS


def put_in(around: str, expression: str) -> str:
    """The expression in a template, which has `%s` for it."""
    return around.replace("%s", expression, 1)


@dataclass(frozen=True)
class Exceptions:
    """What a rule lets be: words, and phrases of which its words may be a part."""

    words: Pattern | None = None
    phrases: Pattern | None = None

    @property
    def every(self) -> tuple[Pattern, ...]:
        """The patterns that there are."""
        return tuple(filter(None, (self.words, self.phrases)))

    def allow(self, text: Text, start: int, end: int, observed: str) -> bool:
        """Whether these words are right as they are."""
        if self.words and self.words.compiled.search(observed):
            return True
        return bool(self.phrases) and any(low <= start and end <= high for low, high in self.spans(text))

    def spans(self, text: Text) -> list[tuple[int, int]]:
        """Where the phrases stand in a text."""
        if not self.phrases:
            return []
        known = text.shared.get(self.phrases)
        if known is None:
            known = text.shared[self.phrases] = [match.span() for match in text.matches(self.phrases)]
        return known


@dataclass(frozen=True)
class Sought:
    """What rules have in common that look for one expression, and let some of its matches be."""

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
        return self.patterns


def exceptions(definition: Definition, project: Project, vocabulary: bool = True) -> Exceptions:
    """A definition's exceptions, with the project's accepted words where its `vocab` does not forbid it."""
    own = definition.strings("exceptions")
    terms = (*own, *project.accepted) if vocabulary and definition.flag("vocab", True) else own
    if not terms:
        return Exceptions()
    ranked = sorted(terms, key=lambda term: -len(term.encode()))
    told = (term if term.startswith(IGNORE) else f"(?-i){term}" for term in ranked)
    phrases = [term for term in terms if " " in term or "\t" in term or r"\s" in term]
    return Exceptions(
        made(definition, "exceptions", put_in(WORDS, "|".join(told))),
        made(definition, "exceptions", rf"(?i)\b(?:{'|'.join(phrases)})\b") if phrases else None,
    )
