"""`newslint words`, and the newsroom's own words in `newslint check`."""

from __future__ import annotations

import json
from pathlib import Path

TEXT = "The ferrry sank. A blorpy crew wept, and Bifden came. Blorpy days are long; a blorpy one is not.\n"


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")


def test_words_are_listed_by_count_with_their_places(newslint, tmp_path: Path) -> None:
    write(tmp_path, a_txt=TEXT)
    ran = newslint("words", "a.txt")
    assert ran.code == 0
    first, second = ran.out.splitlines()
    assert first.split()[:3] == ["2", "blorpy", "a.txt:1:20"]
    assert second.split()[:2] == ["1", "ferrry"]
    assert "ferry" in second


def test_names_are_asked_for(newslint, tmp_path: Path) -> None:
    write(tmp_path, a_txt=TEXT)
    rows = json.loads(newslint("words", "--names", "--output-format", "json", "a.txt").out)
    assert {row["word"] for row in rows} == {"blorpy", "Blorpy", "ferrry", "Bifden"}


def test_what_is_listed_plainly_can_be_accepted(newslint, tmp_path: Path) -> None:
    write(tmp_path, a_txt="The excelnt ferry sank.\n", newslint_toml='words = ["own.txt"]\n', own_txt="")
    assert "spelling/unknown-word" in newslint("check", "--no-cache", "a.txt").out
    (tmp_path / "own.txt").write_text(newslint("words", "--output-format", "plain", "a.txt").out)
    assert newslint("check", "a.txt") == (0, "", "")
    assert newslint("words", "a.txt").out == ""


def test_what_is_likely_a_slip_is_no_word_to_accept_unread(newslint, tmp_path: Path) -> None:
    write(tmp_path, a_txt="The ferrry of wizzles sank, wizzling like a wizzle.\n")
    ran = newslint("words", "--output-format", "plain", "a.txt")
    assert ran.out.splitlines() == ["# ferrry: ferry?", "wizzle"]


def test_words_of_one_story_stand_in_it(newslint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("<!-- newslint: words ferrry -->\n\nThe ferrry sank.\n", encoding="utf-8")
    assert newslint("check", "a.md") == (0, "", "")


def test_a_list_of_misspellings_is_a_rule(newslint, tmp_path: Path) -> None:
    write(
        tmp_path,
        a_txt="The bosun sank.\n",
        newslint_toml='words = ["own.txt"]\n',
        own_txt="bosun->boatswain\n",
    )
    ran = newslint("check", "--output-format", "concise", "a.txt")
    assert ran.code == 1
    assert "spelling/own-list" in ran.out
    assert "boatswain" in ran.out


def test_a_missing_list_is_an_error(newslint, tmp_path: Path) -> None:
    write(tmp_path, a_txt="Sound.\n", newslint_toml='words = ["none.txt"]\n')
    ran = newslint("check", "a.txt")
    assert ran.code == 2
    assert "none.txt" in ran.err


def test_a_missing_file_is_an_error(newslint) -> None:
    assert newslint("words", "none.txt").code == 2
