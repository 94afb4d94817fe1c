"""Plug-ins: a real package that installs and works, and others that fail and take nothing down."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "plugin"
STORY = "The council met a zebra on Monday.\n\nThe ZEBRAS of the city ran for for hours.\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder into which pip has installed the package."""
    folder = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    source = folder.with_name("source")  # a build leaves files beside its source
    source.mkdir()
    for path in PACKAGE.rglob("*.*"):
        if path.is_file() and "__pycache__" not in path.parts:
            copy = source / path.relative_to(PACKAGE)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    command = [*pip, "--no-deps", "--no-index", "--no-build-isolation", "--target", folder, source]
    subprocess.run(command, check=True)
    return str(folder)


def broken(write, *entries: str) -> str:
    """The path of a folder with a package whose entry points are these lines, and nothing else."""
    write("site/broken-0.9.dist-info/METADATA", "Metadata-Version: 2.1\nName: broken\nVersion: 0.9\n")
    write("site/broken-0.9.dist-info/entry_points.txt", "\n".join(entries))
    return str(write("site/empty.txt", "").parent)


def rules_of(ran) -> list[str]:
    return [problem["rule"] for file in json.loads(ran.out)["files"] for problem in file["problems"]]


def test_without_plugins_the_list_says_so(newslint):
    assert newslint("plugins") == (0, "no plug-ins are installed\n", "")


def test_plugins_are_listed_with_their_versions(newslint, site):
    ran = newslint("plugins", PYTHONPATH=site)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "rules     example   newslint-example 1.2",
        "kinds     shouting  newslint-example 1.2",
        "engines   zebra     newslint-example 1.2",
        "formats   lines     newslint-example 1.2",
    ]


def test_its_rules_run_with_ours_and_its_kind_and_format_are_known(newslint, write, site):
    write("a.txt", STORY)
    ran = newslint("check", "a.txt", "--output-format", "lines", PYTHONPATH=site)
    assert ran == (1, "a.txt example/loud\na.txt words/doubled-word\n", "")
    ran = newslint("check", "a.txt", "--output-format", "lines", "--ignore", "example", PYTHONPATH=site)
    assert ran.out == "a.txt words/doubled-word\n"
    assert "example/loud" in newslint("rules", "list", "example", PYTHONPATH=site).out
    schema = json.loads(newslint("rules", "schema", PYTHONPATH=site).out)
    assert "shouting" in [branch["properties"]["kind"]["const"] for branch in schema["oneOf"]]
    folder = str(Path(site, "newslint_example"))
    assert newslint("rules", "test", folder, PYTHONPATH=site).out == "1 rules, all examples hold\n"


def test_the_library_runs_its_rules_too(site):
    program = f"import newslint; print([problem.rule for problem in newslint.lint_text({STORY!r})])"
    environment = os.environ | {"PYTHONPATH": site}
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True
    )
    assert ran.stdout == "['example/loud', 'words/doubled-word']\n"


def test_when_the_package_goes_its_rules_go(newslint, write, site):
    write("a.txt", STORY)
    newslint("check", "a.txt", PYTHONPATH=site)
    assert rules_of(newslint("check", "a.txt", "--output-format", "json")) == ["words/doubled-word"]


def test_its_engine_runs_when_it_is_asked_for_with_its_options(newslint, write, site):
    write("a.txt", STORY)
    command = ("check", "a.txt", "--output-format", "json", "--engine", "zebra")
    assert rules_of(newslint(*command, PYTHONPATH=site)) == [
        "words/zebra-seen",
        "example/loud",
        "words/doubled-word",
    ]
    assert "words/zebra-seen" not in rules_of(newslint(*command[:-2], PYTHONPATH=site))
    ignored = newslint(*command, "--ignore", "words/zebra-seen", PYTHONPATH=site)
    assert "words/zebra-seen" not in rules_of(ignored)
    write("newslint.toml", 'engines = ["zebra"]\n[engine-options.zebra]\nword = "Monday"\n')
    shown = newslint("config", PYTHONPATH=site).out
    assert 'engine-options."zebra" = {"word" = "Monday"}' in shown
    ran = newslint(*command[:-2], PYTHONPATH=site)
    [monday] = [p for p in json.loads(ran.out)["files"][0]["problems"] if p["rule"] == "words/zebra-seen"]
    assert (monday["start"], monday["end"]) == (STORY.index("Monday"), STORY.index("Monday") + 6)


def test_an_engine_that_fails_on_a_file_is_named_and_takes_nothing_down(newslint, write, site):
    write("a.txt", STORY)
    write("b.txt", "They crash the engine for for hours.\n")
    write("c.txt", STORY)
    ran = newslint("check", ".", "--output-format", "json", "--engine", "zebra", PYTHONPATH=site)
    report = json.loads(ran.out)
    assert ran.code == 2
    # Whether c.txt was with the engine already when it crashed is a matter of time.
    assert {failure["path"] for failure in report["failures"]} in ({"b.txt"}, {"b.txt", "c.txt"})
    assert {failure["message"] for failure in report["failures"]} == {
        "the engine “zebra” failed: ValueError: no zebra can crash"
    }
    assert rules_of(ran).count("words/doubled-word") == 3


def test_unknown_engines_are_usage_errors(newslint, write):
    write("a.txt", STORY)
    ran = newslint("check", "a.txt", "--engine", "languagetol")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == ("newslint: error: there is no engine “languagetol” (did you mean “languagetool”?)\n")


@pytest.mark.parametrize(
    ("group", "value", "said"),
    [
        ("rules", "not_there", "names no package"),
        ("kinds", "not_there:Kind", "ModuleNotFoundError"),
        ("engines", "not_there:engine", "ModuleNotFoundError"),
        ("formats", "json:nothing", "AttributeError"),
        ("kinds", "json:JSONDecoder", "is no subclass"),
        ("formats", "json:__all__", "is no function"),
    ],
)
def test_a_plugin_that_fails_is_named_in_the_list(newslint, write, group, value, said):
    ran = newslint("plugins", PYTHONPATH=broken(write, f"[newslint.{group}]", f"bad = {value}"))
    assert ran.code == 2
    assert ran.out.startswith(f"{group:8}  bad  broken 0.9\n          the plug-in “bad” of broken 0.9 ")
    assert said in ran.out


def test_rules_that_cannot_be_read_leave_the_others_to_run(newslint, write):
    write("a.txt", STORY)
    write("site/broken_rules/__init__.py", "")
    write("site/broken_rules/house/bad.yml", "summary: no more than this\n")
    site = broken(write, "[newslint.rules]", "bad = broken_rules", "gone = not_there")
    ran = newslint("check", "a.txt", "--output-format", "json", PYTHONPATH=site)
    report = json.loads(ran.out)
    assert (ran.code, rules_of(ran)) == (2, ["words/doubled-word"])
    gone, bad = (failure["message"] for failure in report["failures"])
    assert gone.startswith("the plug-in “gone” of broken 0.9 names no package: not_there")
    assert bad.startswith("the plug-in “bad” of broken 0.9 failed: ")
    assert "bad.yml" in bad


def test_an_engine_that_cannot_be_made_leaves_our_rules_to_run(newslint, write):
    write("a.txt", STORY)
    site = broken(write, "[newslint.engines]", "bad = not_there:engine")
    ran = newslint("check", "a.txt", "--engine", "bad", "--output-format", "json", PYTHONPATH=site)
    assert (ran.code, rules_of(ran)) == (2, ["words/doubled-word"])
    [failure] = json.loads(ran.out)["failures"]
    assert failure["message"].startswith("the plug-in “bad” of broken 0.9 failed: ModuleNotFoundError")


def test_a_format_that_crashes_hides_nothing(newslint, write):
    write("a.txt", STORY)
    write("site/broken_format.py", "def render(report, *, color, rules):\n    raise ValueError('no')\n")
    site = broken(write, "[newslint.formats]", "bad = broken_format:render")
    ran = newslint("check", "a.txt", "--output-format", "bad", PYTHONPATH=site)
    assert (ran.code, ran.out) == (2, "")
    assert "words/doubled-word" in ran.err
    assert "the plug-in “bad” of broken 0.9 failed: ValueError: no" in ran.err


def test_a_rule_of_a_broken_kind_is_an_error_at_its_place(newslint, write):
    write("a.txt", STORY)
    write("rules/house/loud.yml", "summary: x\nwhy: x\nmessage: x\nkind: bad\n")
    write("newslint.toml", 'rules = ["rules"]\n')
    site = broken(write, "[newslint.kinds]", "bad = not_there:Kind")
    ran = newslint("check", "a.txt", PYTHONPATH=site)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("newslint: error: rules/house/loud.yml:4:7: the plug-in “bad” of broken 0.9")
