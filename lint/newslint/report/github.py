"""The `github` format: workflow commands, which GitHub shows as annotations beside the text."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from ..problem import Severity
from ..span import LineIndex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..problem import FileReport, Report
    from . import RuleInfo

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "notice"}


def render(report: Report, *, color: bool, rules: Mapping[str, RuleInfo]) -> str:
    """One command on a line for each problem and each failure."""
    commands = [command for file in report.files if file.problems for command in _commands(file)]
    for failure in report.every_failure():
        where = {"file": _path(failure.path)} if failure.path else {}
        commands.append(_command("error", where | {"title": failure.rule or "newslint"}, failure.message))
    return "".join(commands)


def _commands(file: FileReport) -> Iterator[str]:
    index = LineIndex(file.text)
    for problem in file.problems:
        start, end = index.place(problem.span.start), index.place(problem.span.end)
        where: dict[str, object] = {"file": _path(file.path), "line": start.line, "endLine": end.line}
        if start.line == end.line:  # GitHub takes columns only where both are on one line
            where |= {"col": start.column, "endColumn": end.column}
        yield _command(_COMMAND[problem.severity], where | {"title": problem.rule}, problem.message)


def _command(name: str, properties: Mapping[str, object], message: str) -> str:
    listed = ",".join(
        f"{key}={_escape(str(value)).replace(':', '%3A').replace(',', '%2C')}"
        for key, value in properties.items()
    )
    return f"::{name} {listed}::{_escape(message)}\n"


def _escape(text: str) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate has no UTF-8


def _path(path: str) -> str:
    return PurePath(path).as_posix()
