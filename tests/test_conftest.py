"""In CI a test that is skipped must not pass for one that ran."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SKIPS = "import pytest\n\ndef test_one():\n    pytest.skip('no reason')\n\ndef test_two():\n    pass\n"
EXPECTED_FAILURE = "import pytest\n\n@pytest.mark.xfail\ndef test_one():\n    assert False\n"
NEEDS_SHARED = "def test_one(shared):\n    assert shared.is_dir()\n"
MODULE_SKIPS = "import pytest\n\npytest.skip('whole file', allow_module_level=True)\n"


def run(tmp_path: Path, text: str, *options: str, ci: bool = True) -> subprocess.CompletedProcess[str]:
    folder = tmp_path / "checkout" / "tests"
    folder.mkdir(parents=True)
    shutil.copy(Path(__file__).with_name("conftest.py"), folder)
    (folder / "test_it.py").write_text(text)
    environment = {name: value for name, value in os.environ.items() if name != "CI" and "PYTEST" not in name}
    environment |= {"PYTHONPATH": os.pathsep.join(sys.path)} | ({"CI": "1"} if ci else {})
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=folder, timeout=120)


@pytest.mark.parametrize("options", [(), ("-n", "2")], ids=["one process", "two"])
def test_a_skip_fails_the_session_in_ci(tmp_path: Path, options: tuple[str, ...]) -> None:
    done = run(tmp_path, SKIPS, *options)
    assert done.returncode == 1, done.stdout
    assert "in CI no test may be skipped: " in done.stdout
    assert "test_it.py::test_one: Skipped: no reason" in done.stdout


def test_a_file_that_skips_itself_fails_the_session_too(tmp_path: Path) -> None:
    done = run(tmp_path, MODULE_SKIPS + "\n")
    assert done.returncode != 0
    assert "whole file" in done.stdout


def test_elsewhere_a_skip_is_a_skip(tmp_path: Path) -> None:
    done = run(tmp_path, SKIPS, ci=False)
    assert done.returncode == 0, done.stdout
    assert "no test may be skipped" not in done.stdout


@pytest.mark.parametrize("text", [EXPECTED_FAILURE, NEEDS_SHARED], ids=["expected failure", "no shared folder"])
def test_what_ci_lets_pass(tmp_path: Path, text: str) -> None:
    done = run(tmp_path, text)
    assert done.returncode == 0, done.stdout


def test_the_shared_folder_is_given_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    done = run(tmp_path, NEEDS_SHARED)
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout
