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


def run(
    tmp_path: Path, files: dict[str, str], *options: str, ci: bool = True
) -> subprocess.CompletedProcess[str]:
    folder = tmp_path / "checkout" / "tests"
    folder.mkdir(parents=True)
    shutil.copy(Path(__file__).with_name("conftest.py"), folder)
    for name, text in files.items():
        (folder / f"test_{name}.py").write_text(text)
    environment = {name: value for name, value in os.environ.items() if name != "CI" and "PYTEST" not in name}
    environment |= {"PYTHONPATH": os.pathsep.join(sys.path)} | ({"CI": "1"} if ci else {})
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=folder, timeout=120)


@pytest.mark.parametrize("options", [(), ("-n", "2")], ids=["one process", "two"])
def test_a_skip_fails_the_session_in_ci(tmp_path: Path, options: tuple[str, ...]) -> None:
    done = run(tmp_path, {"one": SKIPS, "file": MODULE_SKIPS}, *options)
    assert done.returncode == 1, done.stdout
    said = done.stdout[done.stdout.index("in CI no test may be skipped: ") :]
    assert "test_one.py::test_one: Skipped: no reason" in said
    assert "test_file.py: Skipped: whole file" in said


def test_elsewhere_a_skip_is_a_skip(tmp_path: Path) -> None:
    done = run(tmp_path, {"one": SKIPS}, ci=False)
    assert done.returncode == 0, done.stdout
    assert "no test may be skipped" not in done.stdout


def test_an_expected_failure_and_the_absent_folder_pass_in_ci(tmp_path: Path) -> None:
    done = run(tmp_path, {"one": EXPECTED_FAILURE, "two": NEEDS_SHARED})
    assert done.returncode == 0, done.stdout
    assert "1 skipped, 1 xfailed" in done.stdout
