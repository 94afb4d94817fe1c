from __future__ import annotations

import pickle
import tomllib
from pathlib import Path
from typing import Any

import pytest

from newslint.config import Resolved, Settings, did_you_mean, load, show
from newslint.errors import ConfigError, Location, UsageError
from newslint.toml import parse


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(file: str, text: str) -> None:
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    Path(file).write_text(text, encoding="utf-8", newline="")


def settings(text: str, **overrides: object) -> Settings:
    write("newslint.toml", text)
    return load(Path(), overrides).settings


def error(text: str, file: str = "newslint.toml") -> ConfigError:
    write(file, text)
    with pytest.raises(ConfigError) as caught:
        load(Path(), {})
    return caught.value


# Which file


def test_without_a_file_all_is_default(here: Path) -> None:
    resolved = load(here, {})
    assert resolved.settings == Settings()
    assert resolved.file is None
    assert set(resolved.origins.values()) == {"default"}


def test_the_nearest_folder_wins_and_in_it_the_first_name(here: Path) -> None:
    write("newslint.toml", "jobs = 1")
    write("a/pyproject.toml", "[tool.newslint]\njobs = 2")
    write("a/b/pyproject.toml", "[tool.other]\nname = 'newslint'")  # not ours, so passed over
    write("a/b/c/pyproject.toml", "newslint, but no TOML and no table of ours"[10:])
    start = here / "a/b/c"

    def jobs() -> tuple[int, Path | None]:
        resolved = load(start, {})
        return resolved.settings.jobs, resolved.file

    assert jobs() == (2, here / "a/pyproject.toml")
    write("a/.newslint.toml", "jobs = 3")
    assert jobs() == (3, here / "a/.newslint.toml")
    write("a/newslint.toml", "jobs = 4")
    assert jobs() == (4, here / "a/newslint.toml")
    write("a/b/c/newslint.toml", "")
    assert jobs() == (0, here / "a/b/c/newslint.toml")


def test_a_named_file_is_the_only_one(here: Path) -> None:
    write("newslint.toml", "jobs = 1\npreview = true")
    write("house/style.toml", "jobs = 2\nrules = ['ours']")
    resolved = load(here, {}, Path("house/style.toml"))
    assert resolved.settings == Settings(jobs=2, rules=(str(Path("house/ours")),))
    assert resolved.origins["jobs"] == f"{Path('house/style.toml')}:1"


def test_a_named_file_must_be_there_and_be_ours(here: Path) -> None:
    with pytest.raises(UsageError, match=r"no such configuration file: gone\.toml"):
        load(here, {}, Path("gone.toml"))
    write("pyproject.toml", "[project]\nname = 'newslint'")
    with pytest.raises(ConfigError, match=r"^pyproject\.toml: has no \[tool\.newslint\] table$"):
        load(here, {}, Path("pyproject.toml"))


# Values


def test_every_key_has_its_type(here: Path) -> None:
    text = """
        select = ["grammar", "style/that-which"]
        extend-select = ["house"]
        ignore = []
        preview = true
        fail-on = "never"
        output-format = "sarif"
        jobs = 3
        cache = false
        cache-dir = "tmp/cache"
        exclude = ["/wire/"]
        respect-gitignore = false
        max-file-size = 1_000
        rules = ["house", "/abs/rules"]
        severity = {grammar = "error", "style/that-which" = "off"}
    """
    write("desk/newslint.toml", text)
    assert load(Path("desk"), {}).settings == Settings(
        select=("grammar", "style/that-which"),
        extend_select=("house",),
        ignore=(),
        preview=True,
        fail_on="never",
        output_format="sarif",
        jobs=3,
        cache=False,
        cache_dir=str(Path("desk/tmp/cache")),
        exclude=("/wire/",),
        respect_gitignore=False,
        max_file_size=1000,
        rules=(str(Path("desk/house")), "/abs/rules"),
        severity={"grammar": "error", "style/that-which": "off"},
    )


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ("50 MB", 50_000_000),
        ("1.5kb", 1500),
        ("2 GiB", 2 << 30),
        ("64 KiB", 65536),
        ("7", 7),
        ("3M", 3_000_000),
    ],
)
def test_sizes(here: Path, size: str, expected: int) -> None:
    assert settings(f'max-file-size = "{size}"').max_file_size == expected
    assert settings("", max_file_size=size).max_file_size == expected


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ('fail-onn = "error"', 'unknown key "fail-onn"', 'did you mean "fail-on"?'),
        ('fail_on = "error"', 'unknown key "fail_on"', 'did you mean "fail-on"?'),
        ("zzz = 1", 'unknown key "zzz"', None),
        (
            'fail-on = "errors"',
            'fail-on must be one of "error", "warning", "suggestion", "never"',
            'did you mean "error"?',
        ),
        ('jobs = "4"', "jobs must be a whole number, 0 or more", None),
        ("jobs = true", "jobs must be a whole number, 0 or more", None),
        ("jobs = -1", "jobs must be a whole number, 0 or more", None),
        ("cache = 1", "cache must be true or false", None),
        ("cache-dir = 1", "cache-dir must be a path in quotation marks", None),
        ('select = "grammar"', "select must be a list", 'write ["grammar"]'),
        ("select = 3", "select must be a list", None),
        ("select = [3]", "select must be text in quotation marks", None),
        ("severity = 3", "severity must be a table", None),
        (
            'severity = {spelling = "of"}',
            'severity.spelling must be one of "error", "warning", "suggestion", "off"',
            'did you mean "off"?',
        ),
        (
            'max-file-size = "big"',
            'max-file-size must be a size above 0: a number of bytes, or text such as "50 MB"',
            None,
        ),
        ('date = "Nov. 25"', "date must be a date that exists, such as 2026-11-25", None),
        ('date = "2026-02-30"', "date must be a date that exists, such as 2026-11-25", None),
        (
            "max-file-size = 0",
            'max-file-size must be a size above 0: a number of bytes, or text such as "50 MB"',
            None,
        ),
        (
            "tool.newslint.jobs = 1",
            'unknown key "tool"',
            "the keys stand at the top of this file, in no table",
        ),
    ],
)
def test_wrong_values_say_where_and_what(here: Path, line: str, message: str, hint: str | None) -> None:
    found = error(f"# first\n  {line}\n")
    column = line.index("spelling") + 3 if "spelling" in line else 3
    assert found.message == message
    assert found.hint == hint
    assert found.location == Location("newslint.toml", 2, column)


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ("jobs = 1\njobs = 2\n", "not valid TOML: Cannot overwrite a value", 2, 9),
        ("jobs 1", "not valid TOML: Expected '=' after a key in a key/value pair", 1, 6),
        ("jobs = 1\nselect = [\n\n", "not valid TOML: Invalid value", 2, None),
        ("jobs = " + "9" * 5000, "not valid TOML: Exceeds the limit (4300 digits)", None, None),
        ("jobs = " + "[" * 100_000, "this is nested too deeply", None, None),
    ],
)
def test_broken_files_say_where(
    here: Path, text: str, message: str, line: int | None, column: int | None
) -> None:
    found = error(text)
    assert found.message.startswith(message)
    assert found.location == Location("newslint.toml", line, column)


def test_bytes_that_are_not_utf8_say_where(here: Path) -> None:
    Path("newslint.toml").write_bytes(b"jobs = 1\nselect = ['caf\xe9']\n")
    with pytest.raises(ConfigError) as caught:
        load(here, {})
    assert str(caught.value) == "newslint.toml:2: is not UTF-8 text (save it as UTF-8)"


def test_windows_files_are_read(here: Path) -> None:
    Path("newslint.toml").write_bytes(b"\xef\xbb\xbf# note\r\njobs = 2\r\npreview = true\r\n")
    resolved = load(here, {})
    assert resolved.settings == Settings(jobs=2, preview=True)
    assert resolved.origins["preview"] == "newslint.toml:3"


def test_a_table_that_is_none_is_an_error(here: Path) -> None:
    found = error("[tool]\nnewslint = 3\n", "pyproject.toml")
    assert str(found) == "pyproject.toml:2:1: newslint must be a table"


# The command line


def test_the_command_line_comes_last(here: Path) -> None:
    write("newslint.toml", 'jobs = 2\nfail-on = "error"\nselect = ["a"]\n')
    resolved = load(
        here, {"fail_on": "never", "select": ["b"], "rules": ["mine"], "jobs": None, "cache": False}
    )
    assert resolved.settings == Settings(jobs=2, fail_on="never", select=("b",), rules=("mine",), cache=False)
    origins = {key: origin for key, origin in resolved.origins.items() if origin != "default"}
    assert origins == {
        "jobs": "newslint.toml:1",
        "fail-on": "command line",
        "select": "command line",
        "rules": "command line",
        "cache": "command line",
    }


def test_severities_add_up(here: Path) -> None:
    write("newslint.toml", '[severity]\nstyle = "off"\ngrammar = "error"\n')
    resolved = load(here, {"severity": {"style": "warning"}})
    assert resolved.settings.severity == {"style": "warning", "grammar": "error"}
    assert resolved.origins["severity.style"] == "command line"
    assert resolved.origins["severity.grammar"] == "newslint.toml:3"


@pytest.mark.parametrize(
    ("overrides", "text"),
    [
        (
            {"fail_on": "errr"},
            'fail-on must be one of "error", "warning", "suggestion", "never" (did you mean "error"?)',
        ),
        ({"job": 3}, 'unknown key "job" (did you mean "jobs"?)'),
        ({"jobs": -1}, "jobs must be a whole number, 0 or more"),
    ],
)
def test_wrong_overrides_are_usage_errors(here: Path, overrides: dict[str, object], text: str) -> None:
    with pytest.raises(UsageError) as caught:
        load(here, overrides)
    assert str(caught.value) == text


# show


def test_show_is_aligned_toml_with_origins(here: Path) -> None:
    write("newslint.toml", 'fail-on = "error"\nselect = ["a", "é\\u007f"]\n[severity]\n"a/b" = "off"\n')
    shown = show(load(here, {"jobs": 3}))
    lines = shown.splitlines()
    assert lines[0] == 'select = ["a", "é\\u007f"]'.ljust(32) + "   (newslint.toml:2)"
    assert [line for line in lines if "default" not in line][1:] == [
        'fail-on = "error"'.ljust(32) + "   (newslint.toml:1)",
        "jobs = 3".ljust(32) + "   (command line)",
        'severity."a/b" = "off"'.ljust(32) + "   (newslint.toml:4)",
    ]
    assert {line.rindex("(") for line in lines} == {35}
    write("again/newslint.toml", "\n".join(line.rpartition("(")[0] for line in lines))
    assert load(Path("again"), {}).settings == load(here, {"jobs": 3}).settings


def test_a_long_value_does_not_push_the_others(here: Path) -> None:
    write("newslint.toml", f"exclude = ['{'x' * 100}']")
    lines = show(load(here, {})).splitlines()
    assert f"{'jobs = 0':60}   (default)" in lines
    assert f'exclude = ["{"x" * 100}"]   (newslint.toml:1)' in lines


def test_settings_travel_to_other_processes(here: Path) -> None:
    resolved: Resolved = load(here, {"severity": {"a": "off"}})
    assert pickle.loads(pickle.dumps(resolved)) == resolved


# Places of keys


def places(text: str) -> dict[str, tuple[int, int]]:
    return {".".join(keys): tuple(place) for keys, place in parse(text, "x.toml")[1].items()}


def test_places_in_tables_and_dotted_keys() -> None:
    text = (
        "tool.newslint.fail-on = 'error' # jobs = 1\n"
        "[tool . other]\n"
        "jobs = 3\n"
        "[tool.newslint.severity]\n"
        "  'a/b' = 'off'\n"
        '"c\\u002Fd" = "off"\n'
        "[[list]]\n"
        "x = 1.5\n"
    )
    assert places(text) == {
        "tool": (1, 1),
        "tool.newslint": (1, 6),
        "tool.newslint.fail-on": (1, 15),
        "tool.other": (2, 9),
        "tool.other.jobs": (3, 1),
        "tool.newslint.severity": (4, 16),
        "tool.newslint.severity.a/b": (5, 3),
        "tool.newslint.severity.c/d": (6, 1),
        "list": (7, 3),
        "list.x": (8, 1),
    }


def test_places_in_inline_tables() -> None:
    text = (
        "a = {b = {c = 1, d.e = [1, 2]}, f = [{g = 1}, {h = {}}]}\n"
        "i = {}\n"
        "j = 07:32:00\n"
        "k = 1979-05-27 07:32:00\n"
        "l=1\n"
    )
    assert places(text) == {
        "a": (1, 1),
        "a.b": (1, 6),
        "a.b.c": (1, 11),
        "a.b.d": (1, 18),
        "a.b.d.e": (1, 20),
        "a.f": (1, 33),
        "a.f.g": (1, 39),
        "a.f.h": (1, 48),
        "i": (2, 1),
        "j": (3, 1),
        "k": (4, 1),
        "l": (5, 1),
    }


def test_strings_and_comments_do_not_mislead() -> None:
    text = '''# jobs = 1
a = """
jobs = 2
[tool]
""\\""" # jobs = 3"""
b = \'\'\'
jobs = 4 ' "
\'\'\' # it's "jobs"
c = [ # jobs = 5 ]
  "jobs = 6 ]", 'x\\', # }
  [1, { jobs = 7 }],
]
d = "# \\" jobs = 8"
e = ["""a quote at the end"""", "{"]
jobs = 9
'''
    assert places(text) == {
        "a": (2, 1), "b": (6, 1), "c": (9, 1), "c.jobs": (11, 9), "d": (13, 1), "e": (14, 1), "jobs": (15, 1),
    }  # fmt: skip


def test_every_key_that_tomllib_reads_has_a_place() -> None:
    root = Path(__file__).parents[1]
    text = (root / "pyproject.toml").read_text(encoding="utf-8")

    def keys(table: dict[str, Any], prefix: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
        found = {(*prefix, key) for key in table}
        for key, value in table.items():
            for inner in value if isinstance(value, list) else [value]:
                found |= keys(inner, (*prefix, key)) if isinstance(inner, dict) else set()
        return found

    found = parse(text, "pyproject.toml")[1]
    assert set(found) == keys(tomllib.loads(text))
    lines = text.splitlines()
    for path, place in found.items():
        assert lines[place.line - 1][place.column - 1 :].lstrip("\"'").startswith(path[-1])


def test_did_you_mean() -> None:
    assert did_you_mean("warnings", ["error", "warning"]) == 'did you mean "warning"?'
    assert did_you_mean("qqq", ["error", "warning"]) is None
