"""Held against git itself: what it lists as neither tracked nor ignored is what may be found."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from newslint.discover import discover
from newslint.errors import UsageError
from newslint.gitignore import translate

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

NAMES = ["a", "b", "drafts", "x-1"]
PATTERNS = [
    *("a", "b/", "/a", "/drafts/", "a/b", "*", "*.txt", "*.md", "!*.txt", "!a", "!b/", "!*/", "**/a", "a/**"),
    *(
        "!a/**",
        "**",
        "drafts/*",
        "!drafts/a.txt",
        "a*",
        "?.txt",
        "[ab].md",
        "x-[0-9]",
        "\\#x",
        "# c",
        "",
        "!",
    ),
    *("b.txt ", "**/b/*.txt", "a/**/b", "!/a/", "[z-a]", "*/", "/*", "!/*.md", "a/*", "foo\\", "drafts/**/"),
    *("[[:alpha:]].txt", "[!a].md", "[]-a]*", "dr**ts", "*s", "/**", "a/**/", "\\a.txt", "**/drafts/a.*"),
    *(
        "[^b-d]*.txt",
        "/b/**/a.txt",
        "x-[0-9",
        "!x-1",
        "?",
        "*-*",
        "!**/b",
        "/",
        "//a",
        "a.txt\\ ",
        "[[:x:]]*",
    ),
]


def git(*arguments: str) -> str:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    run = subprocess.run(["git", *arguments], capture_output=True, check=True, env=environment)
    return run.stdout.decode()


def grow(chance: random.Random, folder: Path, depth: int) -> None:
    folder.mkdir(exist_ok=True)
    for name in NAMES:
        for ending in (".txt", ".md"):
            if chance.random() < 0.5:
                (folder / (name + ending)).touch()
        if depth and chance.random() < 0.5:
            grow(chance, folder / name, depth - 1)
    if depth == 3 or chance.random() < 0.35:
        lines = chance.sample(PATTERNS, chance.randint(1, 4))
        (folder / ".gitignore").write_text("\n".join(lines) + chance.choice(["", "\n"]))


def found(top: str = ".") -> list[str]:
    try:
        return [file.path for file in discover([top]).files]
    except UsageError:
        return []


@needs_git
@pytest.mark.parametrize("seed", range(24))
def test_random_trees_give_what_git_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.chdir(tmp_path)
    chance = random.Random(seed)
    grow(chance, tmp_path, 3)
    git("init", "-q")
    Path(".git/info").mkdir(exist_ok=True)
    Path(".git/info/exclude").write_text("\n".join(chance.sample(PATTERNS, chance.randint(0, 1))))
    listed = git("ls-files", "--others", "--exclude-standard", "-z").split("\0")
    expected = sorted(path for path in listed if path.endswith((".txt", ".md")))
    assert found() == expected
    for folder in NAMES:  # from inside the repository, unless git ignores the folder as a whole
        inside = [path for path in expected if path.startswith(f"{folder}/")]
        if inside:
            assert found(folder) == inside


def test_patterns_of_enclosing_folders_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".git/info").mkdir(parents=True)
    Path("desk/city").mkdir(parents=True)
    for name in "abcd":
        Path(f"desk/city/{name}.txt").touch()
    Path(".gitignore").write_bytes(b"\xef\xbb\xbf/desk/city/a.txt\r\n*.md\r\n")
    Path("desk/.gitignore").write_text("b.txt\n")
    Path(".git/info/exclude").write_text("c.txt\n")
    assert found("desk/city") == ["desk/city/d.txt"]
    everything = discover(["desk/city"], respect_gitignore=False).files
    assert [file.path for file in everything] == [f"desk/city/{name}.txt" for name in "abcd"]


def test_an_ignored_folder_that_is_named_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    Path("out/deep").mkdir(parents=True)
    for name in ("out/a.txt", "out/b.txt", "out/deep/a.txt"):
        Path(name).touch()
    Path(".gitignore").write_text("out/\n*.txt\n")
    Path("out/.gitignore").write_text("b.txt\n")
    assert found() == []
    assert found("out") == ["out/a.txt", "out/deep/a.txt"]


def test_ignore_files_count_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(tmp_path / "top/in").mkdir(parents=True)
    (tmp_path / ".gitignore").write_text("a.txt\n")  # above what was asked for, and in no repository
    (tmp_path / "top/.gitignore").write_text("b.txt\n")
    for name in ("a.txt", "b.txt"):
        (tmp_path / "top/in" / name).touch()
    monkeypatch.chdir(tmp_path)
    assert found("top") == ["top/in/a.txt"]


@needs_git
def test_a_linked_work_tree_shares_info_exclude(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    git("init", "-q", "main")
    identity = ("-c", "user.name=A", "-c", "user.email=a@b.invalid")
    git("-C", "main", *identity, "commit", "-q", "--allow-empty", "-m", "Start")
    git("-C", "main", "worktree", "add", "-q", "../linked")
    Path("main/.git/info").mkdir(exist_ok=True)
    Path("main/.git/info/exclude").write_text("a.txt\n")
    for name in ("a.txt", "b.txt"):
        Path("linked", name).touch()
    assert found("linked") == ["linked/b.txt"]


@pytest.mark.skipif(os.name == "nt", reason="names there are text")
def test_names_that_are_not_utf8_match_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (b"caf\xe9.txt", b"th\xe9.txt"):
        Path(os.fsdecode(name)).touch()
    Path(".gitignore").write_bytes(b"caf\xe9.txt\n")
    assert found() == [os.fsdecode(b"th\xe9.txt")]


def test_lines_that_say_nothing() -> None:
    assert [translate(line) for line in ("", "  ", "# a")] == [None, None, None]
    for line in ("!", "/", "a[b", "[z-a]", "a\\", "[[:nonsense:]]"):
        with pytest.raises(ValueError, match=r".*"):
            translate(line)


def test_a_bracket_does_not_match_a_slash() -> None:
    translated = translate("/a[!x]b.txt")
    assert translated
    assert re.fullmatch(translated[0], "a-b.txt")
    assert not re.fullmatch(translated[0], "a/b.txt")
