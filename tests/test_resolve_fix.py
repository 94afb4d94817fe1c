"""Which of several findings stands, and what a set of fixes makes of a text."""

from __future__ import annotations

from itertools import permutations

import pytest

from newslint.fix import apply_fixes
from newslint.problem import Applicability, Edit, Fix, Problem, Severity
from newslint.resolve import resolve
from newslint.span import Span

SAFE, UNSAFE, DISPLAY = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY


def problem(
    start: int, end: int, rule: str = "a/a", severity: Severity = Severity.WARNING, priority: int = 0
) -> Problem:
    return Problem(rule, Span(start, end), "Wrong.", severity, priority=priority)


def fixing(*edits: tuple[int, int, str], level: Applicability = SAFE, rule: str = "a/a") -> Problem:
    found = tuple(Edit(Span(start, end), text) for start, end, text in edits)
    return Problem(rule, Span(edits[0][0], edits[-1][1]), "Wrong.", Severity.WARNING, Fix(found, level))


def kept(*problems: Problem) -> list[Problem]:
    """What stands, which must not depend on the order in which the problems come."""
    results = {resolve(order) for order in permutations(problems)}
    assert len(results) == 1
    return list(results.pop())


# resolve


def test_what_does_not_overlap_stays_in_the_order_of_the_text() -> None:
    first, second, third = problem(0, 3), problem(3, 5), problem(8, 9)
    assert kept(third, first, second) == [first, second, third]


def test_the_higher_priority_stays() -> None:
    low, high = problem(0, 9, severity=Severity.ERROR), problem(4, 5, "b/b", Severity.SUGGESTION, priority=1)
    assert kept(low, high) == [high]


def test_then_the_more_severe() -> None:
    mild, bad = problem(0, 9), problem(4, 5, "b/b", Severity.ERROR)
    assert kept(mild, bad) == [bad]


def test_then_the_longer_then_the_earlier_then_the_name() -> None:
    assert kept(problem(0, 5), problem(4, 8, "b/b")) == [problem(0, 5)]
    assert kept(problem(0, 5), problem(4, 9, "b/b")) == [problem(0, 5)]
    assert kept(problem(0, 5), problem(4, 10, "b/b")) == [problem(4, 10, "b/b")]
    assert kept(problem(0, 5, "b/b"), problem(0, 5)) == [problem(0, 5)]


def test_only_what_shares_words_with_the_better_one_goes() -> None:
    left, middle, right = problem(0, 4), problem(3, 9, "b/b", Severity.ERROR), problem(8, 12, "c/c")
    apart = problem(13, 14, "d/d")
    assert kept(left, middle, right, apart) == [middle, apart]
    # What goes takes nothing with it.
    first, second, third = problem(0, 7, severity=Severity.ERROR), problem(6, 9, "b/b"), problem(8, 12, "c/c")
    assert kept(first, second, third) == [first, third]


def test_the_same_finding_twice_is_one() -> None:
    assert kept(problem(0, 4), problem(0, 4)) == [problem(0, 4)]


def test_places_without_width_are_compared_too() -> None:
    assert kept(problem(4, 4), problem(4, 4, "b/b")) == [problem(4, 4)]
    assert kept(problem(2, 6), problem(4, 4, "b/b")) == [problem(2, 6)]
    assert kept(problem(2, 4), problem(4, 4, "b/b")) == [problem(2, 4), problem(4, 4, "b/b")]


def test_many_problems_are_resolved_as_one_by_one() -> None:
    many = [
        problem(i * 7 % 101, i * 7 % 101 + i % 5 + 1, f"a/{i % 3}", Severity(i % 3), i % 2)
        for i in range(200)
    ]
    best: list[Problem] = []
    order = sorted(
        many,
        key=lambda p: (-p.priority, -p.severity, p.span.start - p.span.end, p.span.start, p.rule, p.message),
    )
    for candidate in order:
        if not any(candidate.span.overlaps(other.span) for other in best):
            best.append(candidate)
    assert list(resolve(many)) == sorted(best, key=lambda p: (p.span, p.rule))


# fix


TEXT = "The teh cat sat on on the mat."


def test_edits_are_put_in_place_and_nothing_else_changes() -> None:
    one, two = fixing((4, 7, "the")), fixing((16, 21, "on"), rule="b/b")
    for order in ([one, two], [two, one]):
        assert apply_fixes(TEXT, order, SAFE) == ("The the cat sat on the mat.", (one, two))


def test_edits_that_belong_together_are_applied_together() -> None:
    both = fixing((4, 7, "the"), (8, 11, "dog"), (30, 30, "!"))
    assert apply_fixes(TEXT, [both], SAFE).text == "The the dog sat on on the mat.!"


@pytest.mark.parametrize(
    ("level", "least", "applied"),
    [
        (SAFE, SAFE, True),
        (SAFE, UNSAFE, True),
        (UNSAFE, SAFE, False),
        (UNSAFE, UNSAFE, True),
        (DISPLAY, SAFE, False),
        (DISPLAY, UNSAFE, False),
        (DISPLAY, DISPLAY, False),  # shown, never applied, whatever is asked for
    ],
)
def test_a_fix_is_applied_from_its_applicability_on(
    level: Applicability, least: Applicability, applied: bool
) -> None:
    result = apply_fixes(TEXT, [fixing((4, 7, "the"), level=level)], least)
    assert (result.text != TEXT, len(result.applied)) == (applied, applied)


def test_of_two_that_overlap_or_touch_the_earlier_is_applied() -> None:
    first = fixing((4, 7, "the"))
    for second in (
        fixing((5, 9, "x"), rule="b/b"),
        fixing((7, 9, "x"), rule="b/b"),
        fixing((4, 8, "x"), rule="b/b"),
    ):
        assert apply_fixes(TEXT, [second, first], SAFE).applied == (first,)
    assert len(apply_fixes(TEXT, [first, fixing((8, 9, "x"))], SAFE).applied) == 2


def test_a_fix_between_the_edits_of_another_waits() -> None:
    wide, inner = fixing((4, 7, "the"), (16, 18, "in")), fixing((8, 11, "dog"), rule="b/b")
    result = apply_fixes(TEXT, [inner, wide], SAFE)
    assert result == ("The the cat sat in on the mat.", (wide,))


def test_a_fix_whose_own_edits_overlap_is_not_applied() -> None:
    assert apply_fixes(TEXT, [fixing((4, 7, "the"), (6, 9, "x"))], SAFE) == (TEXT, ())


def test_edits_out_of_order_are_put_in_order() -> None:
    later_first = fixing((16, 18, "in"), (4, 7, "the"))
    wide = fixing((8, 11, "dog"), rule="b/b")
    assert apply_fixes(TEXT, [later_first, wide], SAFE).text == "The the cat sat in on the mat."


def test_a_problem_without_a_fix_changes_nothing() -> None:
    assert apply_fixes(TEXT, [problem(4, 7), fixing((0, 0, ""), level=DISPLAY)], SAFE) == (TEXT, ())


def test_an_edit_at_either_end() -> None:
    assert apply_fixes("ab", [fixing((0, 0, "<"))], SAFE).text == "<ab"
    assert apply_fixes("ab", [fixing((2, 2, ">"))], SAFE).text == "ab>"
    assert apply_fixes("ab", [fixing((0, 2, ""))], SAFE).text == ""
