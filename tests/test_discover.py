from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newslint.discover import Discovery, Found, discover
from newslint.errors import UsageError


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(*files: str) -> None:
    for file in files:
        path = Path(file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.\n")


def paths(discovery: Discovery) -> list[str]:
    assert discovery.failures == []
    return [found.path for found in discovery.files]


def test_a_folder_stands_for_its_drafts_in_order(here: Path) -> None:
    make("b.txt", "a.md", "sub/c.markdown", "sub/deep/D.TXT", "page.html", "notes", "x.txt.bak")
    assert paths(discover(["."])) == ["a.md", "b.txt", "sub/c.markdown", "sub/deep/D.TXT"]
    assert paths(discover(["sub"])) == ["sub/c.markdown", "sub/deep/D.TXT"]
    assert paths(discover(["./sub/"])) == ["./sub/c.markdown", "./sub/deep/D.TXT"]
    assert paths(discover([str(here / "sub")])) == [
        str(here / "sub/c.markdown"),
        str(here / "sub/deep/D.TXT"),
    ]


def test_hidden_and_foreign_folders_are_skipped_unless_named(here: Path) -> None:
    make("a.txt", ".git/a.txt", ".drafts/a.txt", "node_modules/a.md", "x/__pycache__/a.txt", "venv/a.txt")
    make("any/pyvenv.cfg", "any/a.txt", "._a.txt")
    assert paths(discover(["."])) == ["a.txt"]
    assert paths(discover([".drafts", "venv", "any"])) == [".drafts/a.txt", "venv/a.txt", "any/a.txt"]


def test_a_named_file_is_read_whatever_it_is(here: Path) -> None:
    make("page.html", "out/a.txt", ".hidden")
    Path(".gitignore").write_text("out/\n*.html\n")
    found = discover(["page.html", "out/a.txt", ".hidden", "-"], exclude=["*"]).files
    assert found == [Found(p, True) for p in ("page.html", "out/a.txt", ".hidden", "-")]


def test_each_file_comes_once_and_where_it_was_first(here: Path) -> None:
    make("b/x.txt", "a.txt")
    found = discover(["b", "a.txt", ".", str(here / "a.txt"), "b/../b/x.txt", "-", "-"]).files
    assert found == [Found("b/x.txt", True), Found("a.txt", True), Found("-", True)]


def test_a_link_to_a_file_is_a_file_of_its_own(here: Path) -> None:
    make("a.txt")
    Path("b.txt").symlink_to("a.txt")
    Path("broken.txt").symlink_to("nowhere.txt")
    Path("self.txt").symlink_to("self.txt")
    assert paths(discover(["."])) == ["a.txt", "b.txt"]


def test_links_to_folders_are_followed_only_if_named(here: Path) -> None:
    make("real/a.txt")
    Path("real/loop").symlink_to("..")
    Path("real/again").symlink_to(".")
    Path("link").symlink_to("real")
    assert paths(discover(["."])) == ["real/a.txt"]
    assert paths(discover(["link"])) == ["link/a.txt"]
    assert paths(discover(["**/*.txt"])) == ["real/a.txt"]


# Patterns


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["a.txt", "ab.txt"]),
        ("./*.txt", ["./a.txt", "./ab.txt"]),
        ("?.txt", ["a.txt"]),
        ("[!a].*", ["b.md"]),
        ("*", ["a.txt", "ab.txt", "b.md", "sub/a.txt", "sub/deep/a.txt"]),
        ("*.log", ["n.log"]),
        ("**/*.log", ["n.log", "sub/deep/n.log"]),
        ("**/a.txt", ["a.txt", "sub/a.txt", "sub/deep/a.txt"]),
        ("sub/**", ["sub/a.txt", "sub/deep/a.txt"]),
        ("s*/**/deep/*.txt", ["sub/deep/a.txt"]),
        ("s?b", ["sub/a.txt", "sub/deep/a.txt"]),
        ("*/*.txt", ["sub/a.txt"]),
    ],
)
def test_patterns_are_expanded(here: Path, pattern: str, expected: list[str]) -> None:
    make("a.txt", "ab.txt", "b.md", "n.log", "sub/a.txt", "sub/deep/a.txt", "sub/deep/n.log", ".h/a.txt")
    discovery = discover([pattern])
    assert paths(discovery) == expected
    assert not any(found.named for found in discovery.files)


def test_what_exists_is_no_pattern(here: Path) -> None:
    make("a[1].txt", "a1.txt")
    assert discover(["a[1].txt"]).files == [Found("a[1].txt", True)]


def test_patterns_do_not_look_where_they_cannot_match(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make("a.txt", "sub/a.txt", "sub/deep/a.txt")
    visited = []
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: visited.append(path) or scandir(path))
    assert paths(discover(["s*/a.txt"])) == ["sub/a.txt"]
    assert visited == [".", "sub/"]


# Failures


def test_a_missing_path_does_not_stop_the_rest(here: Path) -> None:
    make("story.txt", "drafts/a.txt")
    files, failures = discover(["storry.txt", "drfats/a.txt", "qqq/zzz", "story.txt", "story.txt/x", "a\0b"])
    assert files == [Found("story.txt", True)]
    assert [(failure.path, failure.message) for failure in failures] == [
        ("storry.txt", 'no such file or folder (did you mean "story.txt"?)'),
        ("drfats/a.txt", 'no such file or folder (did you mean "drafts"?)'),
        ("qqq/zzz", "no such file or folder"),
        ("story.txt/x", "no such file or folder"),
        ("a\0b", "no such file or folder"),
    ]


def test_a_pattern_without_files_is_a_failure_beside_other_files(here: Path) -> None:
    make("story.txt")
    failures = discover(["story.txt", "*.markdown", "none/*.txt"]).failures
    assert [(failure.path, failure.message) for failure in failures] == [
        ("none/", "no such file or folder"),
        ("*.markdown", "no file to check matches this pattern"),
    ]


@pytest.mark.parametrize("given", [["."], ["*.txt"], ["empty", "*.md"], []])
def test_nothing_at_all_is_an_error(here: Path, given: list[str]) -> None:
    make("page.html")
    Path("empty").mkdir()
    with pytest.raises(UsageError) as caught:
        discover(given)
    assert caught.value.message == f"no files matched {', '.join(given)}".rstrip()
    assert caught.value.hint and ".txt, .md, .markdown" in caught.value.hint


@contextmanager
def unprivileged(folder: Path) -> Iterator[None]:
    """Root may read everything, so a test of what may not be read steps down."""
    if os.geteuid() != 0:
        yield
        return
    folder.chmod(0o755)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX permissions")
def test_an_unreadable_folder_does_not_stop_the_rest(here: Path) -> None:
    make("open/a.txt", "shut/a.txt")
    Path("shut").chmod(0)
    try:
        with unprivileged(here):
            files, failures = discover(["."])
    finally:
        Path("shut").chmod(0o755)
    assert files == [Found("open/a.txt", False)]
    assert [(f.path, f.message) for f in failures] == [
        ("shut/", "the folder cannot be read: Permission denied")
    ]


# exclude


def test_exclude_is_relative_to_the_current_folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make("in/a.txt", "in/old/b.txt", "in/c.md", "old/d.txt")
    assert paths(discover(["."], exclude=["/old"])) == ["in/a.txt", "in/c.md", "in/old/b.txt"]
    assert paths(discover(["in"], exclude=["in/old", "*.md", "!c.md"])) == ["in/a.txt", "in/c.md"]
    assert paths(discover([str(here / "in")], exclude=["/in/*.md", "old"])) == [str(here / "in/a.txt")]
    assert paths(discover(["*/*.txt"], exclude=["old/"])) == ["in/a.txt"]
    monkeypatch.chdir("old")
    assert paths(discover(["../in"], exclude=["old", "*.md", here.name])) == ["../in/a.txt"]


def test_exclude_is_not_undone_by_gitignore(here: Path) -> None:
    make("a.txt", "b.txt")
    Path(".gitignore").write_text("!a.txt\n")
    assert paths(discover(["."], exclude=["a.txt"])) == ["b.txt"]


@pytest.mark.parametrize("pattern", ["", "!", "/", "# x", "[a", "[z-a].txt", "end\\"])
def test_a_malformed_exclude_is_an_error(here: Path, pattern: str) -> None:
    make("a.txt")
    with pytest.raises(UsageError, match="in exclude matches nothing"):
        discover(["."], exclude=[pattern])


def test_finding_files_imports_nothing_heavy(here: Path) -> None:
    make("a.txt")
    Path(".gitignore").write_text("*.md\n")
    code = (
        "import sys; from newslint.discover import discover; discover(['.'], exclude=['b']);"
        "print([m for m in ('pathspec', 'difflib', 'tomllib', 'glob', 'pathlib') if m in sys.modules])"
    )
    root = Path(sys.modules["newslint"].__path__[0]).parent
    environment = {**os.environ, "PYTHONPATH": str(root)}
    run = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, env=environment)
    assert (run.stdout, run.stderr) == (b"[]\n", b"")
