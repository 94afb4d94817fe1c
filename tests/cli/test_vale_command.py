"""`newslint check --vale`, the setting, and `newslint import-vale`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Newslint

WAS = "extends: existence\nmessage: \"Avoid '%s'.\"\nlevel: error\ntokens: [wassail]\n"
USE = (
    "extends: substitution\nmessage: \"Use '%s' instead of '%s'.\"\nlevel: suggestion\nignorecase: true\n"
    "action: {name: replace}\nswap:\n  wassailed: sang\n"
)


@pytest.fixture
def project(write: Callable[[str, str | bytes], Path]) -> None:
    write("styles/Own/Was.yml", WAS)
    write("styles/Own/Use.yml", USE)
    write(".vale.ini", "StylesPath = styles\nMinAlertLevel = suggestion\n\n[*]\nBasedOnStyles = Own\n")


@pytest.mark.usefixtures("project")
def test_alerts_stand_beside_our_problems(
    newslint: Newslint, write: Callable[[str, str | bytes], Path]
) -> None:
    write("a.md", "They wassailed, a wassail of of song.\n")
    ran = newslint("check", "--vale", ".vale.ini", "a.md", "--output-format", "concise")
    assert ran.code == 1
    assert "a.md:1:19: vale/Own.Was Avoid 'wassail'." in ran.out
    assert "words/doubled-word" in ran.out


@pytest.mark.usefixtures("project")
def test_the_setting_select_and_ignore(newslint: Newslint, write: Callable[[str, str | bytes], Path]) -> None:
    write("newslint.toml", 'vale = ".vale.ini"\nselect = ["vale"]\n[severity]\n"vale/Own.Was" = "warning"\n')
    write("a.txt", "They wassailed, a wassail of of song.\n")
    ran = newslint("check", "a.txt", "--output-format", "json")
    problems = json.loads(ran.out)["files"][0]["problems"]
    assert [(each["rule"], each["severity"]) for each in problems] == [
        ("vale/Own.Use", "suggestion"),
        ("vale/Own.Was", "warning"),
    ]
    assert newslint("check", "a.txt", "--ignore", "vale/Own.Was").code == 0
    wrong = newslint("check", "a.txt", "--select", "vale/Own.Wsa")
    assert wrong.code == 2
    assert "vale/Own.Wsa" in wrong.err


@pytest.mark.usefixtures("project")
def test_fixes_come_from_actions(newslint: Newslint, write: Callable[[str, str | bytes], Path]) -> None:
    path = write("a.txt", "They wassailed.\n")
    arguments = ("check", "--vale", ".vale.ini", "--select", "vale", "a.txt", "--fix", "--unsafe-fixes")
    assert newslint(*arguments).code == 0
    assert path.read_text("utf-8") == "They sang.\n"


@pytest.mark.usefixtures("project")
def test_html_is_read_in_folders_and_by_vales_rules_alone(
    newslint: Newslint, write: Callable[[str, str | bytes], Path]
) -> None:
    write("drafts/a.html", "<p class='wassail'>A <b>wassail</b> of of song.</p>\n")
    ran = newslint("check", "--vale", ".vale.ini", "drafts", "--output-format", "concise")
    assert ran.code == 1
    assert "drafts/a.html:1:25: vale/Own.Was" in ran.out
    assert "doubled-word" not in ran.out


@pytest.mark.usefixtures("project")
def test_scripts_are_told_once(newslint: Newslint, write: Callable[[str, str | bytes], Path]) -> None:
    write("styles/Own/Script.yml", "extends: script\nmessage: x\nscript: x.tengo\n")
    write("a.txt", "A song.\n")
    write("b.txt", "A song.\n")
    ran = newslint("check", "--vale", ".vale.ini", "--select", "vale", "a.txt", "b.txt")
    assert ran.code == 0
    assert ran.err.count("Own.Script") == 1


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("styles/Own/Was.yml", WAS + "tokes: [x]\n", "styles/Own/Was.yml:5: Own.Was: "),
        (".vale.ini", "StylesPath = nowhere\n", ".vale.ini:1: there is no folder “nowhere”"),
        (".vale.ini", "[*]\nBasedOnStyles = Own\n", "there is no style “Own”"),
    ],
)
def test_what_is_broken_is_told_with_its_place(
    newslint: Newslint, write: Callable[[str, str | bytes], Path], name: str, body: str, said: str
) -> None:
    write(name, body)
    write("a.txt", "A song.\n")
    ran = newslint("check", "--vale", ".vale.ini", "a.txt")
    assert ran.code == 2
    assert said in ran.err


def test_a_file_that_is_not_there(newslint: Newslint, write: Callable[[str, str | bytes], Path]) -> None:
    write("a.txt", "A song.\n")
    ran = newslint("check", "--vale", "no.ini", "a.txt")
    assert ran.code == 2
    assert "no.ini: cannot be read" in ran.err


@pytest.mark.usefixtures("project")
def test_import_vale_writes_rules_that_want_examples(newslint: Newslint, tmp_path: Path) -> None:
    ran = newslint("import-vale", ".vale.ini", "--folder", "house")
    assert ran.code == 0
    assert "wrote 2 rules below house" in ran.out
    assert (tmp_path / "house/own/use.yml").is_file()
    tested = newslint("rules", "test", "house")
    assert tested.code == 1
    assert "0 wrong and 0 right examples" in tested.out
    again = newslint("import-vale", ".vale.ini", "--folder", "house")
    assert again.code == 2
    assert "is there already" in again.err


@pytest.mark.usefixtures("project")
def test_a_format_that_is_not_read_is_a_failure_of_that_file(
    newslint: Newslint, write: Callable[[str, str | bytes], Path]
) -> None:
    write("a.rst", "A wassail.\n")
    write("b.txt", "A wassail.\n")
    arguments = ("check", "--vale", ".vale.ini", "--select", "vale", "a.rst", "b.txt", "--jobs", "2")
    ran = newslint(*arguments, "--output-format", "concise")
    assert ran.code == 2
    assert "a.rst: failure: Vale’s styles are not run on .rst files" in ran.out + ran.err
    assert "b.txt:1:3: vale/Own.Was" in ran.out
