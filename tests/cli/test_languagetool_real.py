"""LanguageTool itself, where NEWSLINT_TEST_LANGUAGETOOL names a folder with its jars, as .ci/run does."""

from __future__ import annotations

import json
import os
import signal
from itertools import pairwise
from pathlib import Path

import pytest

JARS = os.environ.get("NEWSLINT_TEST_LANGUAGETOOL", "")

pytestmark = [
    pytest.mark.skipif(not (JARS or os.environ.get("CI")), reason="NEWSLINT_TEST_LANGUAGETOOL names no jars"),
    pytest.mark.xdist_group("languagetool"),  # one server for all
]
CHECK = ("check", "--engine", "languagetool", "--output-format", "json", "--no-cache")


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """The environment in which a server of our own runs; it ends with these tests."""
    cache = tmp_path_factory.mktemp("languagetool")
    yield {"NEWSLINT_LANGUAGETOOL_JARS": JARS, "NEWSLINT_CACHE_DIR": str(cache)}
    for state in (cache / "languagetool").glob("*.json"):
        os.kill(json.loads(state.read_text("utf-8"))["keeper"], signal.SIGTERM)


def flagged(ran, path: str) -> list[tuple[str, str]]:
    """(rule, words) of what LanguageTool alone found in a file, which is beside what was run."""
    report = json.loads(ran.out)
    assert report["failures"] == []
    [file] = [file for file in report["files"] if file["path"] == path]
    text = Path(path).read_text("utf-8")
    return [(p["rule"], text[p["start"] : p["end"]]) for p in file["problems"] if "/lt-" in p["rule"]]


def test_offsets_are_true_with_emoji_and_markup_in_parallel(newslint, write, real):
    texts = {}
    for number in range(8):
        texts[f"d/{number}.txt"] = (
            f"{'👩‍🚀😀 ' * number}\n\nThe 😀 mayor {'𝔘' * number} ate a apple on the train.\n"
        )
        texts[f"d/{number}.md"] = (
            f"# Head {'😀' * number}\n\nThe *mayor* [ate](x.html) 😀 **a** *apple* &amp; went.\n"
        )
    for name, text in texts.items():
        write(name, text)
    select = ("--select", "usage/lt-en-a-vs-an")  # none of ours runs, so that none of ours is before it
    one, two = (newslint(*CHECK, *select, "d", "--jobs", jobs, **real) for jobs in ("1", "2"))
    assert one == two
    assert one.err == ""
    for file in json.loads(one.out)["files"]:
        text = texts[file["path"]]
        [problem] = file["problems"]
        start, end = problem["start"], problem["end"]
        assert (text[start:end], text[end:].lstrip(" *")[:5]) == ("a", "apple")


def test_what_gives_way_and_what_is_left_alone(newslint, write, real, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    write(
        "a.txt",
        "Grzmotowicz of Blipsk said “he was there on Monday.\n\nThe blorpish mood went on in Blipsk.\n",
    )
    write("words.txt", "blorpish\n")
    found = flagged(newslint(*CHECK, "a.txt", **real), "a.txt")
    assert [words for rule, words in found if rule.startswith("punctuation/")] == []
    assert [words for rule, words in found if rule.startswith(("spelling/", "names/"))] in ([], ["blorpish"])
    write("newslint.toml", 'words = ["words.txt"]\n')
    assert "blorpish" not in dict(map(reversed, flagged(newslint(*CHECK, "a.txt", **real), "a.txt")))


def test_doubles_are_merged_ours_first(newslint, write, real, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    write("a.txt", "The mayor should of gone to the the meeting, and it were a error.\n")
    ran = newslint(*CHECK, "a.txt", **real)
    spans = [(p["start"], p["end"]) for p in json.loads(ran.out)["files"][0]["problems"]]
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert flagged(ran, "a.txt") == []


def test_a_server_without_memory_says_so(newslint, write, real):
    write("a.txt", "The mayor went home.\n")
    write("newslint.toml", 'languagetool-memory = "3 MiB"\n')
    ran = newslint(*CHECK, "a.txt", **real)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("newslint: error: LanguageTool did not start: ")
