"""The `concise` format: one line for each problem, then the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..span import LineIndex
from .excerpt import visible
from .phrases import failure_line, fix_in_words, summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..problem import FileReport, Report
    from . import RuleInfo


def render(report: Report, *, color: bool, rules: Mapping[str, RuleInfo]) -> str:
    """`path:line:column: rule message [fix: …]`, the failures and the counts; never in colour."""
    lines = [line for file in report.files if file.problems for line in _lines(file)]
    lines += map(failure_line, report.every_failure())
    lines += filter(None, [summary(report)])
    return "".join(f"{line}\n" for line in lines)


def _lines(file: FileReport) -> Iterator[str]:
    index = LineIndex(file.text)
    for problem in file.problems:
        line, column = index.place(problem.span.start)
        fix = f" [fix: {fix_in_words(file.text, problem.fix)}]" if problem.fix else ""
        yield f"{visible(file.path)}:{line}:{column}: {problem.rule} {visible(problem.message)}{fix}"
