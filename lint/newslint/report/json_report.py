"""The `json` format, version 1: for programs. docs/output.md describes it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from ..span import LineIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..problem import Edit, FileReport, Problem, Report
    from . import RuleInfo

VERSION = 1

_SURROGATE = re.compile("[\ud800-\udfff]")


def render(report: Report, *, color: bool, rules: Mapping[str, RuleInfo]) -> str:
    """One JSON object on one line, for clean copy as well."""
    return dump(
        {
            "version": VERSION,
            "files": [_file(file) for file in report.files],
            "failures": [
                {"path": failure.path, "rule": failure.rule, "message": failure.message}
                for failure in report.every_failure()
            ],
        }
    )


def dump(value: object) -> str:
    """JSON on one line. A lone surrogate, as a broken file name may hold, is escaped: UTF-8 has none."""
    text = json.dumps(value, ensure_ascii=False)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def _file(file: FileReport) -> dict[str, Any]:
    index = LineIndex(file.text if file.problems else "")
    return {"path": file.path, "problems": [_problem(file, problem, index) for problem in file.problems]}


def _problem(file: FileReport, problem: Problem, index: LineIndex) -> dict[str, Any]:
    start, end = index.place(problem.span.start), index.place(problem.span.end)
    fix = problem.fix
    return {
        "rule": problem.rule,
        "severity": str(problem.severity),
        "message": problem.message,
        "start": problem.span.start,
        "end": problem.span.end,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "fix": fix and {"applicability": str(fix.applicability), "edits": _edits(fix.edits)},
        "suggestions": [
            {"message": other.message, "edits": _edits(other.edits)} for other in problem.suggestions
        ],
        "related": [
            {"path": file.path, "start": at.span.start, "end": at.span.end, "message": at.message}
            for at in problem.related
        ],
    }


def _edits(edits: Iterable[Edit]) -> list[dict[str, Any]]:
    return [{"start": edit.span.start, "end": edit.span.end, "text": edit.text} for edit in edits]
