"""What the engine runs where, what it leaves out, and what a failing rule costs."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from making import engine, flagged, problems, rule

from newslint.annotate import annotate
from newslint.document import Document, View
from newslint.engine import Engine
from newslint.problem import Applicability, Failure, Problem
from newslint.rule import Filed, Finding, Hit, Rule
from newslint.source import Source

FAULT = "kind: literal\nmap: {fault: error}\nfix: safe\n"
DOUBLED = "kind: regex\npattern: '\\b(?P<word>the) the\\b'\nreplace: '{word}'\nfix: safe\n"


def run(rules: Sequence[Rule], text: str, name: str = "a.txt") -> tuple[list[Problem], list[Failure]]:
    return Engine(rules).check(annotate(Source(name, text)))


def fixes(running: Engine, text: str, name: str = "a.txt") -> list[tuple[list[str], str]]:
    """Each fix as the raw text that it replaces, and its applicability."""
    return [
        ([text[slice(*edit.span)] for edit in problem.fix.edits], str(problem.fix.applicability))
        for problem in problems(running, text, name)
        if problem.fix
    ]


# Anchors


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A fault.", ["fault"]),
        (
            "Fault FAULT fault, (fault) “fault”-fault —fault— a/fault fault's.",
            ["Fault", "FAULT"] + ["fault"] * 7,
        ),
        ("faults default faulty fault_line éfault faulté fault2", []),
        ("fault", ["fault"]),
        ("", []),
    ],
)
def test_an_anchor_is_a_whole_word(text: str, found: list[str]) -> None:
    assert flagged(engine(FAULT + "quotes: report"), text) == found


@pytest.mark.parametrize(
    ("anchor", "found"),
    [
        ("fault", ["fault"]),
        ("fault*", ["fault", "faulty"]),
        ("*fault", ["fault", "default"]),
        ("*fault*", ["fault", "faulty", "default", "defaulted"]),
        ("FAULT", ["fault"]),
        ("a fault", ["fault"]),
        ("%", ["fault", "faulty", "default", "defaulted"]),
        ("fa", []),
    ],
)
def test_a_star_lets_an_anchor_be_part_of_a_word(anchor: str, found: list[str]) -> None:
    running = engine(f"kind: regex\npattern: '\\b\\w*fault\\w*'\nanchors: ['{anchor}']\nscope: text")
    lines = ["It was a fault.", "It was faulty.", "He was in default.", "He has defaulted."]
    sign = " 5%" if anchor == "%" else ""
    assert [words for line in lines for words in flagged(running, line + sign)] == found


def test_anchors_see_marks_as_straight_ones() -> None:
    running = engine("kind: literal\nmap: {who's: whose, co-op fault: x}\nquotes: report")
    assert flagged(running, "Who’s, who's and whoʼs; a co‑op\u00a0fault.") == [
        "Who’s",
        "who's",
        "whoʼs",
        "co‑op\u00a0fault",
    ]


def test_offsets_hold_beyond_the_basic_plane() -> None:
    assert flagged(engine(FAULT), "😀 İ 𝔘 e\u0301 fault, ﬁ fault 🙂.") == ["fault", "fault"]


def test_half_a_character_stops_nothing() -> None:
    assert flagged(engine(FAULT, DOUBLED), "a \ud800fault \udfff the the fault") == [
        "fault",
        "the the",
        "fault",
    ]


def test_an_engine_without_rules_finds_nothing() -> None:
    assert flagged(engine(), "the the fault") == []


# What is copied and not written: addresses, handles, hashtags


@pytest.mark.parametrize(
    "text",
    [
        "See https://x.org/the-fault/a now.",
        "See www.fault.org now.",
        "Write to the.fault@x.org or a@fault.org now.",
        "Ask @fault now.",
        "Tagged #fault now.",
    ],
)
def test_addresses_handles_and_hashtags_are_left_alone(text: str) -> None:
    assert flagged(engine(FAULT), text) == []
    assert flagged(engine(FAULT), f"A fault. {text} A fault.") == ["fault", "fault"]


def test_a_sign_alone_is_no_address() -> None:
    assert flagged(engine(FAULT), "A fault @ 5, and C# fault a@ fault.") == ["fault"] * 3


# Quotations


def test_a_rule_skips_quotations_unless_it_reports_them() -> None:
    text = "A fault “a fault” 'a fault' \"a fault."
    assert len(flagged(engine(FAULT), text)) == 1
    assert len(flagged(engine(FAULT + "quotes: report"), text)) == 4


def test_a_fix_in_a_quotation_is_shown_and_never_applied() -> None:
    text = "A fault, “a fault,” a fault."
    assert [kind for _, kind in fixes(engine(FAULT + "quotes: report"), text)] == ["safe", "display", "safe"]


def test_an_edit_that_reaches_into_a_quotation_is_never_applied() -> None:
    running = engine(
        "kind: regex\npattern: (?P<a>he) said “(?P<b>we)\ntext: raw\n"
        "replace: {a: she, b: I}\nfix: safe\nquotes: report"
    )
    assert fixes(running, "Then he said “we won.”") == [(["he", "we"], "display")]


# Markup


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Not the the end.", "the the", "safe"),
        ("Not **the the** end.", "the the", "safe"),
        ("Not the **the** end.", "the **the", "display"),
        ("Not [the](x.y) the end.", "the](x.y) the", "display"),
        ("Not the\nthe end.", "the\nthe", "safe"),
        ("Not the\r\nthe end.", "the\r\nthe", "safe"),
        ("Not the  \nthe end.", "the  \nthe", "safe"),
        ("> Not the\n> the end.", "the\n> the", "display"),
        ("Not the&nbsp;the end.", "the&nbsp;the", "display"),
    ],
)
def test_a_fix_across_a_seam_of_markup_is_never_applied(text: str, words: str, kind: str) -> None:
    assert fixes(engine(DOUBLED + "scope: text"), text, "a.md") == [([words], kind)]


def test_a_mend_never_cuts_an_entity_in_half() -> None:
    running = engine("kind: literal\nmap: {R&D: research, '&': and}\nfix: safe")
    assert fixes(running, "On R&amp;D spending.", "a.md") == [(["R&amp;D"], "display")]
    assert fixes(running, "Salt &amp; pepper.", "a.md") == [(["&amp;"], "display")]
    assert fixes(running, "Salt & pepper.", "a.md") == [(["&"], "safe")]


# What is deleted takes one space along


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("It is very good.", "It is good."),
        ("Very good it is.", "Good it is."),
        ("He left. Very good.", "He left. Good."),
        ("It is good, very.", "It is good,."),
        ("It is (very) good.", "It is () good."),
        ("It is very\r\ngood.", "It is\r\ngood."),
        ("It is\r\nvery good.", "It is\r\ngood."),
        ("It is very  good.", "It is  good."),
    ],
)
def test_a_deletion(text: str, mended: str) -> None:
    (problem,) = problems(engine("kind: literal\nmap: {very: ''}\nfix: safe"), text, "a.md")
    assert problem.fix
    (edit,) = problem.fix.edits
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == mended


def test_the_drafts_own_apostrophe_is_written() -> None:
    running = engine("kind: literal\nmap: {dont: don't}\nfix: safe")
    for apostrophe in "'’":
        (_, second) = [p.fix for p in problems(running, f"It{apostrophe}s dont, dont.")]
        assert second
        assert second.edits[0].text == f"don{apostrophe}t"


# Scopes


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        ("prose", ["lead", "body", "item", "block"]),
        ("text", ["head", "lead", "body", "sub", "item", "block"]),
        ("headline", ["head"]),
        ("subhead", ["sub"]),
        ("lead", ["lead"]),
        ("[body, list]", ["body", "item"]),
        ("quote", ["block"]),
        ("table", ["cell", "row"]),
        ("dateline", ["PARIS"]),
        ("source", ["head", "PARIS", "lead", "body", "sub", "item", "block", "cell", "row", "code"]),
    ],
)
@pytest.mark.parametrize(
    "anchors", ["", "anchors: [head, PARIS, lead, body, sub, item, block, cell, row, code]"]
)
def test_a_rule_looks_only_in_its_scopes(scope: str, found: list[str], anchors: str) -> None:
    text = (
        "# A head\n\nPARIS — The lead.\n\nA body.\n\n## The sub\n\n- an item\n\n> a block\n\n"
        "| cell |\n|---|\n| row |\n\n```\ncode\n```\n"
    )
    words = "(?<![\\w])(head|PARIS|lead|body|sub|item|block|cell|row|code)(?!\\w)"
    assert (
        flagged(engine(f"kind: regex\npattern: '{words}'\nscope: {scope}\n{anchors}"), text, "a.md") == found
    )


# Messages and suggestions


def test_a_message_names_what_is_flagged_and_what_is_put_in_place() -> None:
    (problem,) = problems(
        engine(FAULT + "message: Not “{match}” but “{fixed}”."),
        "A Fault.",
    )
    assert problem.message == "Not “Fault” but “Error”."


def test_further_ways_to_mend_are_suggestions() -> None:
    (problem,) = problems(engine("kind: literal\nmap: {fault: [error, slip]}\nfix: unsafe"), "A fault.")
    assert problem.fix
    assert [edit.text for edit in problem.fix.edits] == ["error"]
    assert problem.fix.applicability == Applicability.UNSAFE
    assert [[edit.text for edit in other.edits] for other in problem.suggestions] == [["slip"]]


# Rules that fail


class Crashing:
    """A matcher of somebody's own that finds one thing and then fails."""

    anchors: frozenset[str] | None = None
    filed: Filed | None = None
    names: frozenset[str] | None = None
    placed = True
    patterns_by_word = ()
    wants_analysis = False

    def __init__(self, whole: bool, at_once: bool) -> None:
        self.whole_document = whole
        self.at_once = at_once

    def find(self, view: View, hits: Sequence[Hit]) -> Iterator[Finding]:
        if self.at_once:
            raise KeyError("never a generator")
        return self._find(view)

    def find_all(self, document: Document, scopes: frozenset[str]) -> Iterator[Finding]:
        return self.find(document.views[0], ())

    def _find(self, view: View) -> Iterator[Finding]:
        yield Finding(view, 0, 1, values={"match": "A"})
        raise KeyError("later")

    def check(self) -> Iterator[str]:
        return iter(())


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("at_once", [False, True])
def test_a_rule_that_crashes_is_a_failure_and_the_others_go_on(whole: bool, at_once: bool) -> None:
    bad = replace(rule(FAULT, "test/bad"), matcher=Crashing(whole, at_once))
    found, failures = run([bad, rule(FAULT, "test/good")], "A fault.\nMore.\nA fault.")
    assert [problem.rule for problem in found if problem.rule == "test/good"] == ["test/good"] * 2
    (failure,) = failures
    assert (failure.rule, failure.path) == ("test/bad", "a.txt")
    assert failure.message.startswith("the rule crashed: KeyError: ")


def test_a_pattern_that_never_ends_is_stopped_and_told() -> None:
    began = time.perf_counter()
    slow = rule("kind: regex\npattern: '(a|a)+$'", "test/slow")
    found, failures = run(
        [slow, rule(FAULT, "test/good")], "A fault " + "a" * 60 + "!\n" + "A fault " + "a" * 60 + "!"
    )
    assert [problem.rule for problem in found] == ["test/good"] * 2
    assert [failure.rule for failure in failures] == ["test/slow"]
    assert failures[0].message.startswith("the pattern took more than 1 s on a block of ")
    assert time.perf_counter() - began < 30


@pytest.mark.parametrize(
    "body",
    [
        "kind: consistency\nvariants: [{name: a, pattern: '(a|a)+$'}, {name: b, pattern: b}]",
        "kind: metric\nmax: 1\ncount: matches\npattern: '(a|a)+$'",
        "kind: tokens\npattern: [{regex: '(a|a)+'}]",
    ],
)
def test_no_kind_runs_a_pattern_without_end(body: str) -> None:
    _, failures = run([rule(body)], "Oil " + "a" * 80 + "1.")
    assert [failure.rule for failure in failures] == ["test/one"]
    assert "took more than" in failures[0].message or "timed out" in failures[0].message


def test_too_many_steps_in_one_sentence_are_told() -> None:
    many = "{shape: word, op: '*'}, " * 8
    _, failures = run([rule(f"kind: tokens\npattern: [{many} {{shape: number}}]")], "word " * 200 + ".")
    assert [failure.rule for failure in failures] == ["test/one"]
    assert "steps in one sentence" in failures[0].message
