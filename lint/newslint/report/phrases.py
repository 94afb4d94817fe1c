"""What the formats for people share: fixes in words, failures on a line, the line that sums up."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ..problem import Applicability, Severity
from ..span import Span
from .excerpt import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..problem import Edit, Failure, Fix, Problem, Report

_AS_ONE = 60  # code points: edits that lie no farther apart are shown as one change
_LONGEST = 80
_TRUST = {Applicability.SAFE: "safe", Applicability.UNSAFE: "unsafe", Applicability.DISPLAY: "by hand"}
_LINE_END = re.compile(r"\r\n|\r|\n")
_OTHER_SPACE = re.compile(r"[^\S ]")  # a no-break space must not look like the space that it replaces
_WORD_BEFORE = re.compile(r"\S{0,30}[^\S\r\n]?\Z")
_WORD_AFTER = re.compile(r"[^\S\r\n]?\S{0,30}")


def fixable(problem: Problem) -> bool:
    """Whether `--fix`, with or without `--unsafe-fixes`, would mend the problem."""
    return problem.fix is not None and problem.fix.applicability > Applicability.DISPLAY


def fix_in_words(text: str, fix: Fix) -> str:
    """For example “said → accused (unsafe)”. `text` is the source that the fix belongs to."""
    return f"{change_in_words(text, fix.edits)} ({_TRUST[fix.applicability]})"


def change_in_words(text: str, edits: Sequence[Edit]) -> str:
    """Edits as “old → new”; near ones together, and blank ones with the words beside them."""
    if not edits:
        return ""
    hull = Span(edits[0].span.start, edits[-1].span.end)
    if hull.end - hull.start > _AS_ONE and len(edits) > 1:
        return "; ".join(change_in_words(text, [edit]) for edit in edits)
    old, new = text[hull.start : hull.end], _apply(text, edits)
    if not (old.strip() and new.strip()):
        before = _WORD_BEFORE.search(text[max(0, hull.start - 40) : hull.start])
        after = _WORD_AFTER.match(text[hull.end : hull.end + 40])
        head, tail = before[0] if before else "", after[0] if after else ""
        old, new = head + old + tail, head + new + tail
    if not old.strip():
        return f"insert “{_short(new.strip())}”"
    if not new.strip():
        return f"remove “{_short(old.strip())}”"
    if old.strip() == new.strip():
        return f"“{_short(old)}” → “{_short(new)}”"  # only spaces at an end differ
    return f"{_short(old.strip())} → {_short(new.strip())}"


def failure_line(failure: Failure) -> str:
    """For example “draft.txt: failure: not a text file”."""
    path = f"{visible(failure.path)}: " if failure.path else ""
    rule = f" in {failure.rule}" if failure.rule else ""
    return f"{path}failure{rule}: {visible(failure.message)}"


def summary(report: Report) -> str:
    """One line that counts what was fixed, found and not done; "" where all counts are 0."""
    found = list(report.problems())
    fixed = sum((report.fixed or {}).values())
    failures = sum(1 for _ in report.every_failure())
    parts = [_found(report, found), _fixes(found), _count(failures, "failure") if failures else ""]
    sentences = [f"Fixed {_count(fixed, 'problem')}" if fixed else "", "; ".join(filter(None, parts))]
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def _found(report: Report, found: Sequence[Problem]) -> str:
    if not found:
        return ""
    of = Counter(problem.severity for problem in found)
    errors, warnings, suggestions = of[Severity.ERROR], of[Severity.WARNING], of[Severity.SUGGESTION]
    kinds = [_count(n, noun) for n, noun in ((errors, "error"), (warnings, "warning")) if n]
    parts = [f"{_count(errors + warnings, 'problem')} ({', '.join(kinds)})"] if kinds else []
    if suggestions:
        parts.append(_count(suggestions, "suggestion"))
    files = sum(1 for file in report.files if file.problems)
    return f"{', '.join(parts)} in {_count(files, 'file')}"


def _fixes(found: Sequence[Problem]) -> str:
    of = Counter(problem.fix.applicability for problem in found if problem.fix)
    safe, unsafe = of[Applicability.SAFE], of[Applicability.UNSAFE]
    if not unsafe:
        return f"{safe} fixable with --fix" if safe else ""
    safely = f" ({safe} safely with --fix)" if safe else ""
    return f"{safe + unsafe} fixable with --fix --unsafe-fixes{safely}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _apply(text: str, edits: Sequence[Edit]) -> str:
    """What the edits make of the text between the first one's start and the last one's end."""
    parts, at = [], edits[0].span.start
    for edit in edits:
        parts += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join(parts)


def _short(text: str) -> str:
    text = visible(_LINE_END.sub("⏎", text))
    text = _OTHER_SPACE.sub(lambda space: f"⟨U+{ord(space[0]):04X}⟩", text)
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST // 2].rstrip()} … {text[-_LONGEST // 2 :].lstrip()}"
