"""The hooks of .pre-commit-hooks.yaml, run by the real pre-commit in a real repository on `git commit`."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
# What pre-commit needs to install newslint; a revision of it, since it clones.
HOOK_REPO = ("lint", "rules", "pyproject.toml", "README.md", "LICENSE", "NOTICE", ".pre-commit-hooks.yaml")
CONFIG = "repos: [{{repo: '{repo}', rev: {rev}, hooks: [{{id: {hook}}}]}}]\n"

GOOD = "The mayor opened the new bridge on Monday.\n"
SAFE = "The mayor opened the  new bridge on Monday.\n"
UNSAFE = "Mayor Anneke Hoekstra spoke. Hoekstra left early. Hoekstar came back.\n"

pytestmark = [
    pytest.mark.network,
    pytest.mark.xdist_group("pre-commit"),  # one environment for all
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(importlib.util.find_spec("pre_commit") is None, reason="pre-commit is not installed"),
]


class Hooks(NamedTuple):
    """This checkout as a repository of hooks: its path, its revision, and the environment to run git in."""

    repo: Path
    rev: str
    env: dict[str, str]


def git(folder: Path, env: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["git", *arguments]
    return subprocess.run(
        command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False, timeout=600
    )


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Hooks:
    base = tmp_path_factory.mktemp("hooks")
    # Not what an outer git, which may be running these tests in a hook of its own, has to say.
    env = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    env |= {"PRE_COMMIT_HOME": str(base / "home"), "GIT_CONFIG_GLOBAL": str(base / "gitconfig")}
    env["GIT_CONFIG_NOSYSTEM"] = "1"
    (base / "gitconfig").write_text(
        "[user]\nname = Desk\nemail = desk@paper.example\n[init]\ndefaultBranch = main\n"
    )
    repo = base / "newslint"
    repo.mkdir()
    for name in HOOK_REPO:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, repo / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, repo / name)
    git(repo, env, "init")
    git(repo, env, "add", ".")
    assert git(repo, env, "commit", "-m", "All").returncode == 0
    return Hooks(repo, git(repo, env, "rev-parse", "HEAD").stdout.strip(), env)


class Desk(NamedTuple):
    """A newsroom's repository with a hook installed."""

    folder: Path
    env: dict[str, str]

    def commit(self, name: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
        if text is not None:
            (self.folder / name).write_text(text, encoding="utf-8")
        git(self.folder, self.env, "add", ".")
        return git(self.folder, self.env, "commit", "-m", name)

    def commits(self) -> int:
        return int(git(self.folder, self.env, "rev-list", "--count", "HEAD").stdout)


def desk(folder: Path, hooks: Hooks, hook: str) -> Desk:
    git(folder, hooks.env, "init")
    git(folder, hooks.env, "commit", "--allow-empty", "-m", "First")
    config = CONFIG.format(repo=hooks.repo, rev=hooks.rev, hook=hook)
    (folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    command = [sys.executable, "-m", "pre_commit", "install"]
    subprocess.run(command, cwd=folder, env=hooks.env, check=True, capture_output=True)
    return Desk(folder, hooks.env)


def test_a_bad_draft_is_blocked_and_a_good_one_passes(tmp_path: Path, hooks: Hooks) -> None:
    newsroom = desk(tmp_path, hooks, "newslint")
    blocked = newsroom.commit("story.txt", UNSAFE)
    assert (blocked.returncode, newsroom.commits()) == (1, 1), blocked.stderr
    assert "story.txt:1:51: error names/name-slip" in blocked.stderr
    assert (tmp_path / "story.txt").read_text(encoding="utf-8") == UNSAFE
    (tmp_path / "code.py").write_text("# " + UNSAFE, encoding="utf-8")  # no draft
    passed = newsroom.commit("story.txt", UNSAFE.replace("Hoekstar", "Hoekstra"))
    assert (passed.returncode, newsroom.commits()) == (0, 2), passed.stderr
    assert "Passed" in passed.stderr


def test_the_fixing_hook_fixes_and_blocks_once(tmp_path: Path, hooks: Hooks) -> None:
    newsroom = desk(tmp_path, hooks, "newslint-fix")
    blocked = newsroom.commit("story.md", SAFE)
    assert (blocked.returncode, newsroom.commits()) == (1, 1), blocked.stderr
    assert "files were modified by this hook" in blocked.stderr
    assert (tmp_path / "story.md").read_text(encoding="utf-8") == GOOD
    passed = newsroom.commit("story.md")
    assert (passed.returncode, newsroom.commits()) == (0, 2), passed.stderr
    still_blocked = newsroom.commit("story.md", UNSAFE)  # no safe fix mends this
    assert (still_blocked.returncode, newsroom.commits()) == (1, 2)
    assert "names/name-slip" in still_blocked.stderr
