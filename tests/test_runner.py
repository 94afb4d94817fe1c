"""The pipeline of a file and of many: the same outcome from one process, from three, and from the cache."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from making import engine, rule

from newslint.cache import cache_folder, load_pickle, store_pickle
from newslint.discover import Found
from newslint.problem import Applicability, Severity
from newslint.rule import Rule
from newslint.runner import ROUNDS, Done, Job, Runner, cache_key, mend, run
from newslint.source import Source

SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE
TEH = "kind: literal\nmap: {teh: the}\nfix: safe"
BODIES = [
    TEH,
    "kind: literal\nmap: {abd: and}\nfix: unsafe",
    "kind: regex\npattern: '(?P<word>\\bthe) the\\b'\nanchors: [the]\nreplace: '{word}'\nfix: safe",
    "kind: tokens\npattern: [{lower: a}, {lemma: fault, as: noun}]\nat: noun",
    "kind: frame\nverb: accuse\nobject: required\nthen: [{lower: for, as: prep}]\nat: prep\nreplace: of",
    "kind: consistency\nvariants: [{name: er, pattern: advisers?}, {name: or, pattern: advisors?}]",
    "kind: metric\nmax: 12\nseverity: suggestion",
    "kind: check\ncheck: name-slip\nfix: unsafe",
]


@pytest.fixture(scope="module")
def rules() -> tuple[Rule, ...]:
    return tuple(rule(body, f"test/{number}") for number, body in enumerate(BODIES))


@pytest.fixture
def files(tmp_path: Path) -> list[Found]:
    texts = {
        "a.txt": "Teh advisers met.\nAn advisor said a faults abd left.\nThey accused him for it.\n",
        "b.md": "# Teh the head\n\nTeh **the** end.\n\n- an abd item <!-- newslint: ignore test/1 -->\n",
        "c.txt": "“Teh end,” he said.\r\nHoekstra left. Hoekstra did. Anneke Hoekstra, or Hoekstar.\r\n",
        "d.txt": "\0binary\0",
        "e.txt": "",
        "f.txt": "A sentence that has in it a good many more words than twelve words.\n" * 3,
        "g.txt": "Nothing here.\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text.encode())
    paths = [*(str(tmp_path / name) for name in texts), str(tmp_path / "missing.txt")]
    return [Found(path, True) for path in paths]


def test_three_processes_give_what_one_gives(files: list[Found], rules: tuple[Rule, ...]) -> None:
    for fix in (None, SAFE, UNSAFE):
        job = Job(rules, fix)
        ticks: list[int] = []
        one = list(run(files, job, 1, lambda ticks=ticks: ticks.append(1)))
        assert list(run(files, job, 3, lambda ticks=ticks: ticks.append(3))) == one
        assert [done.path for done in one] == [found.path for found in files]
        assert sorted(ticks) == [1] * len(files) + [3] * len(files)
    reports = [done.report for done in one]
    assert sum(bool(report and report.problems) for report in reports) >= 3
    assert [bool(done.failures) for done in one] == [False, False, False, True, False, False, False, True]


def test_any_number_of_processes_will_do(files: list[Found], rules: tuple[Rule, ...]) -> None:
    job = Job(rules)
    assert (
        list(run(files, job, 0))
        == list(run(files, job, 99))
        == [Runner(job).file(found.path) for found in files]
    )
    assert list(run([], job, 3)) == []


# The cache


def outcomes(files: list[Found], job: Job) -> list[Done]:
    return list(run(files, job, 1))


def test_the_cache_gives_what_was_found(files: list[Found], rules: tuple[Rule, ...]) -> None:
    job = Job(rules, cache_key=cache_key("stamp 1", rules))
    first = outcomes(files, job)
    assert first == outcomes(files, Job(rules))
    # With no rules nothing can be found again: what comes now comes from the cache.
    assert outcomes(files, Job((), cache_key=job.cache_key)) == first
    assert outcomes(files, Job((), cache_key="another")) != first


def test_the_cache_goes_by_content_and_not_by_name(tmp_path: Path, rules: tuple[Rule, ...]) -> None:
    job = Job(rules, cache_key="by content")
    one, two, other = tmp_path / "one.txt", tmp_path / "two.txt", tmp_path / "two.md"
    for path in (one, two, other):
        path.write_text("Teh *teh*\n\n    teh\n")
    first = Runner(job).file(str(one))
    same = Runner(Job((), cache_key="by content")).file(str(two))
    assert first.report and same.report
    assert (same.report.path, same.report.problems) == (str(two), first.report.problems)
    markdown = Runner(job).file(str(other))
    assert markdown.report and len(markdown.report.problems) != len(first.report.problems)
    one.write_text("Teh end.\n")
    changed = Runner(job).file(str(one))
    assert changed.report and len(changed.report.problems) == 1


def test_a_rule_that_failed_is_not_remembered(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Teh " + "a" * 60 + "!\n")
    slow = rule("kind: regex\npattern: '(a|a)+$'")
    done = Runner(Job((slow,), cache_key="slow")).file(str(path))
    assert done.report and len(done.report.failures) == 1
    again = Runner(Job((rule(TEH),), cache_key="slow")).file(str(path))
    assert again.report and len(again.report.problems) == 1


def test_the_key_of_the_cache_changes_with_what_results_depend_on(rules: tuple[Rule, ...]) -> None:
    from dataclasses import replace

    keys = [
        cache_key("stamp", rules),
        cache_key("other stamp", rules),
        cache_key("stamp", rules[1:]),
        cache_key("stamp", (replace(rules[0], severity=Severity.ERROR), *rules[1:])),
    ]
    assert len(set(keys)) == len(keys)
    assert cache_key("stamp", rules) == keys[0]


@pytest.mark.parametrize(
    "data", [b"", b"x", b"\x80\x04", b"\x80\x05}.garbage", b"cno_such_module\nname\n.", b"j\x00\x00\x00\x00."]
)
def test_a_broken_file_in_the_cache_is_as_none(data: bytes) -> None:
    store_pickle("kind", "name", [1])
    assert load_pickle("kind", "name") == [1]
    (cache_folder() / "kind" / "name").write_bytes(data)
    assert load_pickle("kind", "name") in (None, {})
    assert load_pickle("kind", "none") is None


def test_where_nothing_can_be_kept_nothing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("NEWSLINT_CACHE_DIR", str(tmp_path / "file" / "cache"))
    cache_folder.cache_clear()
    try:
        store_pickle("kind", "name", [1])
        assert load_pickle("kind", "name") is None
    finally:
        monkeypatch.undo()
        cache_folder.cache_clear()


# Fixing


def test_fixing_goes_on_until_nothing_more_can_be_fixed() -> None:
    running = engine(TEH, "kind: regex\npattern: '(?P<word>\\bthe) the\\b'\nreplace: '{word}'\nfix: safe")
    report, fixed = mend(Source("a.txt", "Teh teh teh end."), running, SAFE)
    assert report.text == "The end."
    assert report.problems == ()
    assert fixed == {"test/0": 3, "test/1": 2}


def test_what_is_left_is_reported_at_its_place_in_the_mended_text() -> None:
    running = engine("kind: literal\nmap: {teh: a the}\nfix: safe", "kind: literal\nwords: fault")
    report, _ = mend(Source("a.txt", "Teh teh fault."), running, SAFE)
    assert [report.text[slice(*problem.span)] for problem in report.problems] == ["fault"]


def test_fixes_that_undo_each_other_end() -> None:
    running = engine(
        "kind: literal\nmap: {big: large}\nfix: safe", "kind: literal\nmap: {large: big}\nfix: safe"
    )
    report, fixed = mend(Source("a.txt", "A big end."), running, SAFE)
    assert sum(fixed.values()) == ROUNDS
    assert report.text in ("A big end.", "A large end.")


def test_only_fixes_of_the_level_asked_for_are_applied(rules: tuple[Rule, ...]) -> None:
    source = Source("a.txt", "Teh one abd two.")
    runner = Runner(Job(rules, SAFE))
    assert runner.source(source).mended == "The one abd two."
    assert Runner(Job(rules, UNSAFE)).source(source).mended == "The one and two."
    assert Runner(Job(rules)).source(source).mended is None


def test_the_file_is_written_only_where_that_is_asked_for(tmp_path: Path, rules: tuple[Rule, ...]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfTeh end.\r\n")
    assert Runner(Job(rules, SAFE)).file(str(path)).mended == "The end.\r\n"
    assert path.read_bytes() == b"\xef\xbb\xbfTeh end.\r\n"
    done = Runner(Job(rules, SAFE, write=True)).file(str(path))
    assert (done.fixed, done.original, done.failures) == ({"test/0": 1}, "Teh end.\r\n", ())
    assert path.read_bytes() == b"\xef\xbb\xbfThe end.\r\n"


def test_a_clean_file_is_not_touched(tmp_path: Path, rules: tuple[Rule, ...]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The end.\n")
    os.utime(path, (1, 1))
    inode = path.stat().st_ino
    Runner(Job(rules, SAFE, write=True)).file(str(path))
    assert (path.stat().st_mtime, path.stat().st_ino) == (1, inode)


def test_a_file_that_cannot_be_written_is_a_failure_and_its_problems_stay(
    tmp_path: Path, rules: tuple[Rule, ...]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Teh end.\n")
    runner = Runner(Job(rules, SAFE, write=True))
    source = Source(str(path), "Teh other end.\n")  # not what is on disk
    done = runner.source(source)
    assert [failure.message for failure in done.failures] == [
        "changed on disk while it was checked; not overwritten (run again)"
    ]
    assert done.report and [problem.rule for problem in done.report.problems] == ["test/0"]
    assert (done.fixed, done.mended) == ({}, "Teh other end.\n")
    assert path.read_text() == "Teh end.\n"
