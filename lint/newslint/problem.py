"""What a check gives: problems, the edits that mend them, and how far each may be trusted."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from .span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Severity(IntEnum):
    """How bad a problem is. `suggestion` never decides the exit code unless asked to."""

    SUGGESTION = 0
    WARNING = 1
    ERROR = 2

    def __str__(self) -> str:
        return self.name.lower()


class Applicability(IntEnum):
    """Who may apply a fix.

    SAFE: any copy editor would accept it unread. UNSAFE: probably meant, the writer confirms.
    DISPLAY: several candidates or a rewrite; it is shown and never applied.
    """

    DISPLAY = 0
    UNSAFE = 1
    SAFE = 2

    def __str__(self) -> str:
        return self.name.lower()


class Edit(NamedTuple):
    """Put `text` in place of the raw source's `span`."""

    span: Span
    text: str


class Fix(NamedTuple):
    """Edits that belong together, in order and without overlap."""

    edits: tuple[Edit, ...]
    applicability: Applicability


class Suggestion(NamedTuple):
    """Another way to mend the problem; it is offered and never applied. `message` may be empty."""

    message: str
    edits: tuple[Edit, ...]


class Related(NamedTuple):
    """Another place that the problem speaks of, such as the usual spelling of a name."""

    span: Span
    message: str


class Problem(NamedTuple):
    """One finding of one rule, at exactly the words that are wrong."""

    rule: str
    span: Span
    message: str
    severity: Severity
    fix: Fix | None = None
    suggestions: tuple[Suggestion, ...] = ()
    related: tuple[Related, ...] = ()
    priority: int = 0


class Failure(NamedTuple):
    """Something that could not be done: a file not read, a rule that crashed. Always exit code 2."""

    message: str
    path: str | None = None
    rule: str | None = None


class FileReport(NamedTuple):
    """Everything found in one file. `text` is the decoded source, for showing lines; nothing was found in a
    file of a run over files that has none."""

    path: str
    text: str
    problems: tuple[Problem, ...] = ()
    failures: tuple[Failure, ...] = ()


class Report(NamedTuple):
    """What one run gives. `failures` belong to no file; `fixed` counts fixes by rule, None without --fix."""

    files: tuple[FileReport, ...] = ()
    failures: tuple[Failure, ...] = ()
    fixed: Mapping[str, int] | None = None

    def problems(self) -> Iterator[Problem]:
        """Every problem of every file, in order."""
        return (problem for file in self.files for problem in file.problems)

    def every_failure(self) -> Iterator[Failure]:
        """The failures of the run, then those of its files, which get the path of their file."""
        yield from self.failures
        for file in self.files:
            for failure in file.failures:
                yield failure._replace(path=failure.path or file.path)
