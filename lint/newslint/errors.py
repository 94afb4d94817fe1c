"""One tree of exceptions. Each says where the fault is and, where it can, what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


def nearest(word: str, options: Iterable[str]) -> str | None:
    """The option most like a word, or None if nothing is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(options), n=1)
    return near[0] if near else None


class Location(NamedTuple):
    """A place in a file that a person wrote: a path, and a line and column from 1 where known."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in self if part is not None)


class NewslintError(Exception):
    """Anything that ends in exit code 2 with a message, and never in a traceback."""

    def __init__(self, message: str, location: Location | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.location = location
        self.hint = hint

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), (self.message, self.location, self.hint)

    def __str__(self) -> str:
        text = f"{self.location}: {self.message}" if self.location else self.message
        return f"{text} ({self.hint})" if self.hint else text


class UsageError(NewslintError):
    """The command line asks for something that does not exist or makes no sense."""


class ConfigError(NewslintError):
    """A configuration file is broken."""


class SourceError(NewslintError):
    """A document cannot be read or written."""


class RuleError(NewslintError):
    """A rule file is broken."""


class RuleErrors(NewslintError):
    """Several faults in rule files, reported together."""

    def __init__(self, errors: list[RuleError]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = errors

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), (self.errors,)


class ModelError(NewslintError):
    """The language model is missing or damaged, or what runs it is not installed."""


class PluginError(NewslintError):
    """What another package adds to newslint failed."""


class EngineError(NewslintError):
    """Another checker that was asked for is missing, failed or took too long."""


class RuleCrash(NewslintError):
    """A rule failed, or exceeded its time, while it ran on a document."""
