"""The command as users run it: a process of its own, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

# What would make a terminal of a pipe, or change the width of the help.
_LOUD = {
    "CI",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "FORCE_COLOR",
    "GITHUB_ACTIONS",
    "NEWSLINT_DEBUG",
    "NO_COLOR",
    "PY_COLORS",
}

RULE = """\
summary: “{wrong}” for “{right}”.
why: A house rule for the tests.
message: Write “{{fixed}}”, not “{{match}}”.
severity: {severity}
fix: {fix}
kind: literal
map: {{{wrong}: {right}}}
examples:
  wrong:
    - {{text: So {wrong} one., at: {wrong}}}
    - {{text: And {wrong} two., at: {wrong}}}
    - {{text: Or {wrong} three., at: {wrong}}}
  right: [One., Two., Three.]
"""
RULES = {
    "teh": ("teh", "the", "error", "safe"),
    "alot": ("alot", "many", "warning", "unsafe"),
    "utilise": ("utilise", "use", "suggestion", "display"),
}


class Ran(NamedTuple):
    """What a command gave: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str


Newslint = Callable[..., Ran]


@pytest.fixture
def newslint(tmp_path: Path) -> Newslint:
    """Run the command in `tmp_path`, with bytes or text as standard input and more environment."""

    def run(*arguments: str, stdin: str | bytes = b"", **environment: str) -> Ran:
        kept = {name: value for name, value in os.environ.items() if name not in _LOUD}
        done = subprocess.run(
            [sys.executable, "-m", "newslint", *arguments],
            cwd=tmp_path,
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            env=kept | environment,
            timeout=120,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file below `tmp_path`, its folders too."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def house(write: Callable[[str, str | bytes], Path]) -> None:
    """A configuration that runs three rules of the house and no other: teh, alot and utilise."""
    for name, (wrong, right, severity, fix) in RULES.items():
        write(f"rules/house/{name}.yml", RULE.format(wrong=wrong, right=right, severity=severity, fix=fix))
    write("newslint.toml", 'rules = ["rules"]\nselect = ["house"]\n')
