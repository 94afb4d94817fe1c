"""The `full` format: for a person at a terminal. Good copy gives no output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..problem import Severity
from ..span import LineIndex
from .excerpt import excerpt, visible
from .phrases import change_in_words, failure_line, fix_in_words, summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..problem import FileReport, Problem, Report
    from . import RuleInfo

    Paint = Callable[[str, str], str]

WIDTH = 100
_BOLD, _DIM, _GREEN = "1", "2", "32"
_HUE = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.SUGGESTION: "1;36"}


def render(report: Report, *, color: bool, rules: Mapping[str, RuleInfo], width: int | None = None) -> str:
    """A block for every problem, then the failures and the counts.

    `width` is in columns; by default the terminal's, at most 100.
    """
    paint = _paint if color else _plain
    room = max(40, width or _terminal_width())
    parts = [block for file in report.files if file.problems for block in _blocks(file, paint, room)]
    parts += [paint(failure_line(failure), _HUE[Severity.ERROR]) + "\n" for failure in report.every_failure()]
    if total := summary(report):
        parts.append(paint(total, _BOLD) + "\n")
    return "".join(parts)


def _blocks(file: FileReport, paint: Paint, width: int) -> Iterator[str]:
    index = LineIndex(file.text)
    for problem in file.problems:
        yield "\n".join([*_block(file, problem, index, paint, width), "", ""])


def _block(file: FileReport, problem: Problem, index: LineIndex, paint: Paint, width: int) -> Iterator[str]:
    line, column = index.place(problem.span.start)
    hue = _HUE[problem.severity]
    heading = paint(f"{visible(file.path)}:{line}:{column}:", _BOLD)
    yield f"{heading} {paint(str(problem.severity), hue)} {problem.rule}"
    yield f"  {visible(problem.message)}"
    gutter = f"  {line} | "
    seen = excerpt(file.text, index, problem.span, width - len(gutter))
    yield f"{paint(gutter, _DIM)}{seen.text}".rstrip()
    yield f"{paint('| '.rjust(len(gutter)), _DIM)}{' ' * seen.indent}{paint('^' * seen.length, hue)}"
    if problem.fix:
        yield f"  {paint('Fix:', _GREEN)} {fix_in_words(file.text, problem.fix)}"
    for other in problem.suggestions:
        words = filter(None, (change_in_words(file.text, other.edits), visible(other.message)))
        yield f"  {paint('Or:', _GREEN)} {': '.join(words)}"
    for related in problem.related:
        yield f"  also line {index.place(related.span.start).line}: {visible(related.message)}"


def _terminal_width() -> int:
    from shutil import get_terminal_size

    return min(WIDTH, get_terminal_size((WIDTH, 24)).columns)


def _paint(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _plain(text: str, _code: str) -> str:
    return text
