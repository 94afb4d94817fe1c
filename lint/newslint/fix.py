"""Text and fixes -> mended text. Pure: nothing is read or written here."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from .problem import Applicability, Problem
from .span import Span


class Fixed(NamedTuple):
    """The mended text, and the problems whose fixes are in it."""

    text: str
    applied: tuple[Problem, ...]


def apply_fixes(text: str, problems: Iterable[Problem], least: Applicability) -> Fixed:
    """Apply every fix of at least this applicability; of two that touch, the earlier, and the other waits.

    Nothing outside the edits' spans changes.
    """
    applied: list[Problem] = []
    out: list[str] = []
    at = 0
    last = -1  # an edit may not touch the one before it, or the two could join into a new word
    for problem in sorted(problems, key=_first):
        if (
            problem.fix is None
            or not problem.fix.edits
            or problem.fix.applicability < max(least, Applicability.UNSAFE)
        ):
            continue
        edits = sorted(problem.fix.edits, key=lambda edit: edit.span)
        if edits[0].span.start <= last or any(a.span.end > b.span.start for a, b in pairwise(edits)):
            continue
        for edit in edits:
            out += [text[at : edit.span.start], edit.text]
            at = edit.span.end
        last = at
        applied.append(problem)
    return Fixed("".join((*out, text[at:])), tuple(applied))


def _first(problem: Problem) -> Span:
    return (
        min((edit.span for edit in problem.fix.edits), default=problem.span) if problem.fix else problem.span
    )
