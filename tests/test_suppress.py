"""Inline directives: what each silences, and what is said of one that silences nothing."""

from __future__ import annotations

import pytest
from making import engine, problems

from newslint.problem import Problem, Severity
from newslint.source import Source
from newslint.span import Span
from newslint.suppress import UNUSED, directives, suppress

ENGINE = engine(
    "kind: literal\nmap: {teh: the}\nfix: safe\nscope: text", "kind: literal\nmap: {abd: and}\nscope: text"
)
IGNORE = "<!-- newslint: ignore test/0 -->"


def left(text: str, name: str = "a.md") -> list[tuple[int, str]]:
    """The line and the words of everything that is still flagged, unused directives among them."""
    found = problems(ENGINE, text, name)
    return [(len((text[: p.span.start] + ".").splitlines()), text[slice(*p.span)]) for p in found]


def test_in_a_line_of_text_it_silences_that_line() -> None:
    assert left(f"Teh one.\n\nTeh two. {IGNORE}\nTeh three.\n\nTeh four.\n") == [
        (1, "Teh"),
        (4, "Teh"),
        (6, "Teh"),
    ]
    assert left(f"Teh one.\n\nThe {IGNORE} teh two.\n") == [(1, "Teh")]


def test_alone_it_silences_the_paragraph_after_it() -> None:
    text = f"Teh one.\n\n{IGNORE}\n\nTeh two\nteh three.\n\nTeh four.\n"
    assert left(text) == [(1, "Teh"), (8, "Teh")]
    assert left(text.replace("-->\n\n", "-->\n")) == [(1, "Teh"), (7, "Teh")]


@pytest.mark.parametrize(
    "before", ["", "\n\n", "---\ntitle: teh\n---\n\n", "<!-- newslint: ignore test/1 -->\n"]
)
def test_at_the_top_it_silences_the_file(before: str) -> None:
    assert left(f"{before}{IGNORE}\n\n# Teh head\n\nTeh one, abd so.\n\nTeh two.\n") == (
        [] if "test/1" in before else [(5 + before.count("\n"), "abd")]
    )


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_are_the_same(end: str) -> None:
    for text in (
        f"Teh one.\n\nTeh two. {IGNORE}\nTeh three.\n",
        f"Teh one.\n\n{IGNORE}\n\nTeh two\nteh three.\n\nTeh four.\n",
        f"---\ntitle: x\n---\n\n{IGNORE}\n\nTeh one.\n\nTeh two.\n",
        f"Teh one.\n\n```\nteh\n```\n\n{IGNORE}\n\nTeh two.\n",
        f"Teh one.\n\n```\n{IGNORE}\n```\n\nTeh two.\n",
    ):
        assert left(text.replace("\n", end)) == left(text)


def test_one_names_several_rules_or_a_category() -> None:
    line = "Teh one abd two. <!-- newslint: ignore {} -->\n"
    assert left(line.format("test/0 test/1")) == []
    assert left(line.format("test/0, test/1")) == []
    assert left(line.format("test")) == []
    assert left(line.format("test/1")) == [(1, "Teh")]
    assert left(line.format("tes")) == [(1, "Teh"), (1, "abd")]


@pytest.mark.parametrize("fence", ["```", "~~~", "````", "   ```"])
def test_inside_a_code_fence_it_is_text(fence: str) -> None:
    close = fence + fence.strip()[0]  # a closing fence may be longer
    assert left(f"Teh one.\n\n{fence}md\n{IGNORE}\n{close}\n\nTeh two.\n") == [(1, "Teh"), (7, "Teh")]
    assert left(f"Teh one.\n\n{fence}\n{IGNORE}\n\nTeh two.\n") == [(1, "Teh")]
    assert left(f"Teh one.\n\n{fence}\nx\n{fence}\n\n{IGNORE}\n\nTeh two.\n") == [(1, "Teh")]


def test_one_that_silences_nothing_is_reported_at_its_place() -> None:
    text = f"Fine.\n\nFine too. {IGNORE}\n"
    (problem,) = problems(ENGINE, text, "a.md")
    assert (problem.rule, text[slice(*problem.span)]) == (UNUSED, IGNORE)
    assert problem.message == "nothing here is flagged by test/0; take the directive out"


def test_one_of_several_that_silences_nothing_is_reported() -> None:
    text = f"Teh one. {IGNORE}\n\nFine. {IGNORE}\n"
    assert left(text) == [(3, IGNORE)]


def test_one_for_a_rule_that_did_not_run_is_not_called_unused() -> None:
    assert left("Fine. <!-- newslint: ignore other/rule -->\n") == []
    assert left("Fine. <!-- newslint: ignore test/0 other/rule -->\n") == []
    assert left("Teh one. <!-- newslint: ignore other/rule -->\n") == [(1, "Teh")]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("test/on", "there is no rule “test/on”; did you mean “test/one”?"),
        ("zzz", "there is no rule “zzz”"),
        ("test/one tset", "there is no rule “tset”; did you mean “test”?"),
        ("test/one", None),
        ("test", None),
        ("other", None),
    ],
)
def test_one_for_a_rule_that_does_not_exist_is_told(name: str, said: str | None) -> None:
    source = Source("a.md", f"Teh one. <!-- newslint: ignore {name} -->\n")
    silenced = Problem("test/one", Span(0, 3), "Not “Teh”.", Severity.ERROR)
    found = list(suppress([silenced], source, ["test/one"], ["test/one", "other/rule"]))
    assert [p.message for p in found if p.rule == UNUSED] == ([said] if said else [])


EITHER = "write “newslint: ignore RULE” or “newslint: words WORD”"


@pytest.mark.parametrize(
    ("directive", "said"),
    [
        ("<!-- newslint: ignore -->", "the directive names no rule; write “newslint: ignore RULE”"),
        ("<!-- newslint: allow test/0 -->", f"“allow” is no directive; {EITHER}"),
        ("<!--newslint:-->", f"“” is no directive; {EITHER}"),
    ],
)
def test_a_broken_one_is_told(directive: str, said: str) -> None:
    found = problems(ENGINE, f"Teh one. {directive}\n", "a.md")
    assert [problem.message for problem in found if problem.rule == UNUSED] == [said]


def test_a_broken_one_silences_nothing() -> None:
    for verb in ("allow", "ignored", ""):
        found = problems(ENGINE, f"Teh one. <!-- newslint: {verb} test/0 -->\n", "a.md")
        assert [problem.rule for problem in found] == ["test/0", UNUSED], verb


def test_plain_text_has_no_directives() -> None:
    assert directives(Source("a.txt", f"Teh one. {IGNORE}\n")) == ()
    assert left(f"Teh one. {IGNORE}\n", "a.txt") == [(1, "Teh")]


def test_a_comment_about_newslint_is_none() -> None:
    assert directives(Source("a.md", "We use newslint: it helps. <!-- see newslint -->\n")) == ()
