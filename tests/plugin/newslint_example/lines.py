"""A report format: a line for each problem, path and rule."""

from __future__ import annotations

from collections.abc import Mapping

from newslint.problem import Report
from newslint.report import RuleInfo


def render(report: Report, *, color: bool, rules: Mapping[str, RuleInfo]) -> str:
    """The lines."""
    found = [(file.path, problem.rule) for file in report.files for problem in file.problems]
    return "".join(f"{path} {rule}\n" for path, rule in found)
