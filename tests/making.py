"""Rules made from a few lines of YAML, for tests that need one."""

from __future__ import annotations

from collections.abc import Mapping

from newslint.engine import Engine
from newslint.errors import RuleError
from newslint.problem import Problem
from newslint.rule import Rule
from newslint.runner import check
from newslint.schema import parse_rule
from newslint.source import Source

PAGE = {
    "summary": "summary: A fault.",
    "why": "why: Because.",
    "message": "message: Not “{match}”.",
    "examples": (
        "examples:\n"
        "  wrong: [{text: a fault, at: fault}, {text: the fault, at: fault}, {text: one fault, at: fault}]\n"
        "  right: [fine, well, good]"
    ),
}


def page(body: str) -> str:
    """A whole rule file: the keys of `body`, and those of every rule that it leaves out."""
    given = {line.split(":")[0] for line in body.splitlines()}
    return "\n".join([body.rstrip("\n"), *(text for key, text in PAGE.items() if key not in given), ""])


def parsed(
    body: str, rule_id: str = "test/one", lists: Mapping[str, frozenset[str]] | None = None
) -> Rule | list[RuleError]:
    """What the rule file of `page(body)` gives."""
    return parse_rule(page(body), "one.yml", rule_id, lists or {})


def rule(body: str, rule_id: str = "test/one", lists: Mapping[str, frozenset[str]] | None = None) -> Rule:
    """The rule of `page(body)`, which must be sound."""
    found = parsed(body, rule_id, lists)
    assert isinstance(found, Rule), "\n".join(map(str, found))
    return found


def engine(*bodies: str) -> Engine:
    """An engine with the rules `test/0`, `test/1` and so on."""
    return Engine([rule(body, f"test/{number}") for number, body in enumerate(bodies)])


def problems(running: Engine, text: str, name: str = "a.txt") -> tuple[Problem, ...]:
    """The problems in a text; no rule may fail."""
    report = check(Source(name, text), running)
    assert report.failures == ()
    return report.problems


def flagged(running: Engine, text: str, name: str = "a.txt") -> list[str]:
    """The words flagged in a text."""
    return [text[problem.span.start : problem.span.end] for problem in problems(running, text, name)]
