"""Order the problems, and let one finding stand where several are at the same words."""

from __future__ import annotations

from collections.abc import Iterable

from .problem import Problem
from .span import Span


def resolve(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems in the order of the text; where two overlap, the better one stays.

    Better is the higher priority, then the more severe, then the longer, then the earlier, then the id
    that sorts first. Of overlapping problems only those go whose words the better one shares.
    """
    ranked = sorted(
        set(problems),
        key=lambda p: (-p.priority, -p.severity, p.span.start - p.span.end, p.span.start, p.rule, p.message),
    )
    kept: list[Problem] = []
    taken: list[tuple[int, int]] = []
    for problem in ranked:
        start, end = problem.span
        end = max(end, start + 1)
        if any(
            start < other_end and other_start < end for other_start, other_end in _near(taken, start, end)
        ):
            continue
        kept.append(problem)
        _insert(taken, (start, end))
    return tuple(sorted(kept, key=in_order))


def in_order(problem: Problem) -> tuple[Span, str, str]:
    """The key by which problems stand in the order of the text."""
    return (problem.span, problem.rule, problem.message)


def _near(taken: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    from bisect import bisect_left

    at = bisect_left(taken, (start, end))
    return taken[max(0, at - 1) : at + 1]


def _insert(taken: list[tuple[int, int]], span: tuple[int, int]) -> None:
    from bisect import insort

    insort(taken, span)
