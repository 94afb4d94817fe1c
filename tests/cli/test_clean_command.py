"""`newslint clean`: shown, mended in place, as a diff, and as a filter."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

DIRTY = "The mayor resigned.  He left at noon â€” alone.\nADVERTISEMENT\nNobody wept.\n"
CLEAN = "The mayor resigned. He left at noon — alone.\nNobody wept.\n"


def test_it_shows_what_is_dirty_and_changes_nothing(newslint, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DIRTY, encoding="utf-8")
    ran = newslint("clean", "a.txt")
    assert ran.code == 1
    assert "cleaning/mojibake" in ran.out
    assert "cleaning/wire-leftover" in ran.out
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == DIRTY


def test_fix_mends_the_file_and_shows_what_it_took_away(newslint, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DIRTY, encoding="utf-8")
    ran = newslint("clean", "--fix", "a.txt")
    assert ran.code == 0
    assert "-ADVERTISEMENT" in ran.out
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == CLEAN
    assert newslint("clean", "a.txt").code == 0


def test_diff_changes_nothing_and_safe_leaves_what_an_editor_must_read(newslint, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DIRTY, encoding="utf-8")
    assert "-ADVERTISEMENT" in newslint("clean", "--diff", "a.txt").out
    safe = newslint("clean", "--diff", "--safe", "a.txt")
    assert safe.code == 1
    assert "-ADVERTISEMENT" not in safe.out
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == DIRTY


def test_fix_and_diff_exclude_each_other(newslint) -> None:
    ran = newslint("clean", "--fix", "--diff", "a.txt")
    assert ran.code == 2
    assert "--fix" in ran.err


def test_it_leaves_mistakes_of_language_to_check(newslint, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayors was recieved.\n", encoding="utf-8")
    assert newslint("clean", "a.txt") == (0, "", "")


def test_without_a_path_it_is_a_filter(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "newslint", "clean"]
    env = {**os.environ, "PYTHONUTF8": "1"}
    ran = subprocess.run(
        command, input=DIRTY.encode(), capture_output=True, cwd=tmp_path, env=env, check=False
    )
    assert ran.returncode == 0
    assert ran.stdout.decode() == CLEAN
    assert "-ADVERTISEMENT" in ran.stderr.decode()
