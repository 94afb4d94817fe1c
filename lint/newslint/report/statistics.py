"""What `--statistics` shows: how often each rule found something, the busiest first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .phrases import failure_line, fixable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..problem import Report
    from . import RuleInfo


def render(report: Report, *, color: bool, rules: Mapping[str, RuleInfo]) -> str:
    """A table of rule, count and fixable, and of what was fixed where --fix mended something."""
    found = Counter(problem.rule for problem in report.problems())
    fixes = Counter(problem.rule for problem in report.problems() if fixable(problem))
    fixed = report.fixed or {}
    ids = sorted(found.keys() | fixed.keys(), key=lambda rule: (-found[rule], rule))
    wide = max(map(len, ["rule", *ids]))
    lines = [f"{'rule':<{wide}}  count  fixable" + ("  fixed" if fixed else "")] if ids else []
    for rule in ids:
        mended = f"  {fixed.get(rule, 0):>5}" if fixed else ""
        lines.append(f"{rule:<{wide}}  {found[rule]:>5}  {fixes[rule]:>7}{mended}")
    return "".join(f"{line}\n" for line in [*lines, *map(failure_line, report.every_failure())])
