"""What each rule finds in a corpus: hits, hits per 10,000 words, seconds and samples."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..problem import FileReport, Problem, Report

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_AROUND = 25  # characters of a sample before and after the hit


class Row(NamedTuple):
    """A rule's figures on a corpus."""

    rule: str
    hits: int
    per_10000_words: float
    seconds: float
    samples: tuple[str, ...]


def rows(report: Report, rules: Sequence[str], seconds: Mapping[str, float], samples: int) -> list[Row]:
    """A row for each rule that ran, those with most hits first."""
    words = sum(len(_WORD.findall(file.text)) for file in report.files)
    found: dict[str, list[tuple[FileReport, Problem]]] = defaultdict(list)
    for file in report.files:
        for problem in file.problems:
            found[problem.rule].append((file, problem))
    made = [
        Row(
            rule,
            len(found[rule]),
            round(10_000 * len(found[rule]) / words, 3) if words else 0.0,
            round(seconds.get(rule, 0.0), 3),
            tuple(_sample(file, problem) for file, problem in found[rule][:samples]),
        )
        for rule in rules
    ]
    return sorted(made, key=lambda row: (-row.hits, row.rule))


def _sample(file: FileReport, problem: Problem) -> str:
    start, end = problem.span
    text = (
        file.text[max(0, start - _AROUND) : start]
        + "["
        + file.text[start:end]
        + "]"
        + file.text[end : end + _AROUND]
    )
    return " ".join(text.split())


def render(
    report: Report, rules: Sequence[str], seconds: Mapping[str, float], samples: int, output_format: str
) -> str:
    """The rows as a table, with samples beneath each, or as JSON."""
    made = rows(report, rules, seconds, samples)
    if output_format == "json":
        import json

        return json.dumps([row._asdict() for row in made], ensure_ascii=False, indent=2) + "\n"
    wide = max((len(row.rule) for row in made), default=4)
    lines = [f"{'rule':<{wide}}  {'hits':>6}  {'/10,000':>8}  {'seconds':>8}"]
    for row in made:
        lines.append(f"{row.rule:<{wide}}  {row.hits:>6}  {row.per_10000_words:>8.3f}  {row.seconds:>8.3f}")
        lines += (f"    {sample}" for sample in row.samples)
    return "\n".join(lines) + "\n"
