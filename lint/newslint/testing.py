"""Run the examples of rules. Public, so that a rule pack's own tests are one line:

from newslint.testing import assert_rules
def test_house_rules(): assert_rules("house-rules")
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from .annotate import annotate
from .engine import Engine
from .lexicon import rules_folder
from .problem import Problem
from .resolve import resolve
from .rule import Rule, Wrong
from .ruleset import load, parse_files, rule_files, rule_id, word_lists
from .source import Source

LEAST = 3  # wrong and right examples, at least


class Broken(NamedTuple):
    """An example that does not hold, or a rule with too few."""

    rule: str
    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.rule}: {self.message}"


def rules_in(path: str | Path) -> tuple[Rule, ...]:
    """The rules of a folder or a file alone, with the shipped word lists at hand."""
    folder = Path(path)
    lists = {**word_lists(rules_folder()), **word_lists(folder)}
    return parse_files(((file, rule_id(file)) for file in rule_files(folder)), lists)


def shipped_rules() -> tuple[Rule, ...]:
    """The rules that come with newslint."""
    return load(cached=False)


def failures(rules: Sequence[Rule]) -> list[Broken]:
    """Everything in these rules' examples that does not hold; empty where all is well."""
    return [Broken(rule.id, rule.path, message) for rule in rules for message in _of_rule(rule)]


def assert_rules(path: str | Path) -> None:
    """Raise AssertionError naming every example that does not hold in the rules at `path`."""
    rules = rules_in(path)
    assert rules, f"no rules at {path}"
    broken = failures(rules)
    assert not broken, "\n".join(map(str, broken))


def _of_rule(rule: Rule) -> Iterator[str]:
    examples = rule.page.examples
    if len(examples.wrong) < LEAST or len(examples.right) < LEAST:
        count = f"{len(examples.wrong)} wrong and {len(examples.right)} right examples"
        yield f"{count}; {LEAST} of each are needed"
    engine = Engine((rule,))
    for wrong in examples.wrong:
        yield from (f"wrong example “{wrong.text}”: {fault}" for fault in _wrong(engine, rule, wrong))
    for right in examples.right:
        problems, faults = _run(engine, right)
        if faults or problems:
            found = faults or [right[p.span.start : p.span.end] for p in problems]
            yield f"right example “{right}”: flagged {found}"


def _wrong(engine: Engine, rule: Rule, wrong: Wrong) -> Iterator[str]:
    problems, faults = _run(engine, wrong.text)
    yield from faults
    at = wrong.start
    hit = [p for p in problems if (p.span.start, p.span.end) == (at, at + len(wrong.at))]
    if not hit:
        yield f"should flag “{wrong.at}”, flagged {[wrong.text[p.span.start : p.span.end] for p in problems]}"
        return
    if len(problems) > 1:
        yield f"flagged more than “{wrong.at}”: {[wrong.text[p.span.start : p.span.end] for p in problems]}"
    if wrong.fixed is None:
        return
    mended = _mended(wrong.text, hit[0])
    if mended != wrong.fixed:
        yield f"should be mended to “{wrong.fixed}”, became “{mended}”"
    elif _run(engine, mended)[0]:
        yield f"the mended text “{mended}” is flagged again"
    declared, fix = rule.applicability, hit[0].fix
    if fix is None or declared is None:
        if declared is not None:
            yield "the rule declares a fix and gives none"
    elif fix.applicability != declared and rule.page.quotes == "skip":
        yield f"the rule declares a fix that is {declared} and gives one that is {fix.applicability}"


def _mended(text: str, problem: Problem) -> str | None:
    edits = (
        problem.fix.edits if problem.fix else problem.suggestions[0].edits if problem.suggestions else None
    )
    if edits is None:
        return None
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def _run(engine: Engine, text: str) -> tuple[tuple[Problem, ...], list[str]]:
    problems, faults = engine.check(annotate(Source("example.txt", text)))
    return resolve(problems), [fault.message for fault in faults]


__all__ = ["Broken", "assert_rules", "failures", "rules_in", "shipped_rules"]
