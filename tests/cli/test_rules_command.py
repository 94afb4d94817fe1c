"""`newslint rules`: list, show, test, new and schema."""

from __future__ import annotations

import json

import jsonschema
import pytest
import yaml

from newslint.lexicon import rules_folder
from newslint.match import KINDS

from .conftest import RULE

BROKEN = RULE.format(wrong="teh", right="the", severity="error", fix="safe")


# list and show


@pytest.mark.usefixtures("house")
def test_list_shows_ids_severities_fixes_and_summaries(newslint):
    ran = newslint("rules", "list", "house")
    assert ran == (
        0,
        "house/alot     warning     unsafe fix   “alot” for “many”.\n"
        "house/teh      error       safe fix     “teh” for “the”.\n"
        "house/utilise  suggestion  display fix  “utilise” for “use”.\n",
        "",
    )


def test_list_has_the_shipped_rules_in_order(newslint):
    ids = [line.split()[0] for line in newslint("rules", "list").out.splitlines()]
    shipped = {f"{path.parent.name}/{path.stem}" for path in rules_folder().glob("*/*.yml")}
    assert set(ids) == shipped
    assert ids == sorted(ids)


def test_list_marks_preview_rules(newslint, write):
    write("rules/house/teh.yml", BROKEN + "status: preview\n")
    write("newslint.toml", 'rules = ["rules"]\n')
    assert newslint("rules", "list", "house").out.endswith("“teh” for “the”. (preview)\n")


@pytest.mark.usefixtures("house")
def test_show_gives_the_page_by_id_or_by_name(newslint):
    ran = newslint("rules", "show", "house/teh")
    assert ran.code == 0
    assert ran.out.startswith("house/teh\n  “teh” for “the”.\n  error, safe fix, stable; looks in prose;")
    assert "  So [teh] one.\n" in ran.out
    assert newslint("rules", "show", "teh") == ran


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("command", ["show", "list"])
def test_an_unknown_rule(newslint, command):
    message = "newslint: error: there is no rule or category “house/tehh” (did you mean “house/teh”?)\n"
    assert newslint("rules", command, "house/tehh") == (2, "", message)


# test


def test_test_runs_the_shipped_rules(newslint):
    ran = newslint("rules", "test")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith(" rules, all examples hold\n")


@pytest.mark.usefixtures("house")
def test_test_runs_a_folder_or_a_file(newslint):
    assert newslint("rules", "test", "rules") == (0, "3 rules, all examples hold\n", "")
    assert newslint("rules", "test", "rules/house/teh.yml").out == "1 rules, all examples hold\n"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("So teh one.", "So the teh one., fixed: So the one.", "should be mended to “So the one.”"),
        ("So teh one., at: teh", "So teh one., at: one", "should flag “one”, flagged ['teh']"),
        ("So teh one.", "So teh “teh” one., in: So teh", None),
        ("[One.,", "[Teh one.,", "right example “Teh one.”: flagged ['Teh']"),
        ("[One., Two., Three.]", "[One.]", "3 wrong and 1 right examples; 3 of each are needed"),
    ],
)
def test_test_says_which_example_does_not_hold(newslint, write, old, new, fault):
    assert old in BROKEN
    write("rules/house/teh.yml", BROKEN.replace(old, new))
    ran = newslint("rules", "test", "rules")
    if fault is None:
        assert ran.code == 0
    else:
        assert ran.code == 1
        assert fault in ran.out
        assert ran.out.startswith("rules/house/teh.yml: house/teh: ")


def test_test_of_a_broken_file_gives_every_place(newslint, write):
    write("rules/house/teh.yml", BROKEN.replace("severity: error", "severity: eror\nseverty: error"))
    ran = newslint("rules", "test", "rules")
    assert (ran.code, ran.out) == (2, "")
    assert "rules/house/teh.yml:4:11: expected one of error, warning, suggestion; found “eror”" in ran.err
    assert "rules/house/teh.yml:5:1: unknown key “severty” (did you mean “severity”?)" in ran.err


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a list\n",
        "kind: [literal]\n",
        "just text",
        "kind: literal\nkind: regex\n",
        BROKEN.replace("at: teh", "at: {a: b}"),
        BROKEN.replace("{fixed}", "{nothing}"),
        BROKEN.replace("map: {teh: the}", "map: [teh]"),
        BROKEN.replace("kind: literal\nmap: {teh: the}", "kind: regex\npattern: '('"),
        BROKEN.replace("kind: literal\nmap: {teh: the}", "kind: regex\npattern: teh\nreplace: '{x|y}'"),
        BROKEN.replace("kind: literal\nmap: {teh: the}", "kind: tokens\npattern: [{lower: '@none'}]"),
        BROKEN.replace("kind: literal\nmap: {teh: the}", "kind: metric\nper: sentence\nmax: many"),
        BROKEN.replace("kind: literal\nmap: {teh: the}", "kind: check\ncheck: none"),
        "\x00",
        "a: &a [*a]\n",
        "? {a: b}\n: c\n",
        "kind: literal\n" + "[" * 3000,
    ],
)
def test_a_broken_rule_is_never_an_internal_error(newslint, write, text):
    write("rules/house/teh.yml", text)
    ran = newslint("rules", "test", "rules")
    assert ran.code in (1, 2)
    assert ran.code == 1 or ran.err.startswith("newslint: error: ")
    assert "rules/house/teh.yml:" in ran.out + ran.err


def test_bytes_that_are_not_utf_8(newslint, write):
    write("rules/house/teh.yml", "summary: caf\xe9".encode("latin-1"))
    ran = newslint("rules", "test", "rules")
    assert ran.code == 2
    assert ran.err.startswith("newslint: error: rules/house/teh.yml: cannot be read: ")


def test_test_of_nothing(newslint, tmp_path):
    (tmp_path / "empty").mkdir()
    assert newslint("rules", "test", "empty").err.startswith(
        "newslint: error: no rules in empty (rules are .yml files"
    )
    assert newslint("rules", "test", "none") == (2, "", "newslint: error: no such file or folder: none\n")


# new and schema


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_template_whose_examples_hold(newslint, kind):
    ran = newslint("rules", "new", "house/new-rule", "--kind", kind)
    path = "rules/house/new-rule.yml"
    assert ran == (0, f"wrote {path}; try `newslint rules test {path}`\n", "")
    assert newslint("rules", "test", path) == (0, "1 rules, all examples hold\n", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["New Rule"], "“New Rule” is no rule id"),
        (["../up"], "“../up” is no rule id"),
        (["house/x", "--kind", "regexp"], "there is no template of kind “regexp”"),
        (["house/x", "--folder", "file"], "cannot be written"),
    ],
)
def test_what_new_refuses(newslint, write, arguments, message):
    write("file", "not a folder")
    ran = newslint("rules", "new", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_new_overwrites_nothing(newslint, write):
    path = write("rules/house/teh.yml", "mine")
    ran = newslint("rules", "new", "house/teh")
    assert (ran.code, path.read_text()) == (2, "mine")
    assert "exists already" in ran.err


def test_the_schema_describes_the_shipped_rules_and_refuses_a_broken_one(newslint):
    ran = newslint("rules", "schema")
    validator = jsonschema.Draft202012Validator(json.loads(ran.out))
    validator.check_schema(validator.schema)
    for path in sorted(rules_folder().glob("*/*.yml")):
        rule = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        for error in validator.iter_errors(_whole_numbers(rule)):
            pytest.fail(f"{path}: {error.message[:300]}")
    broken = yaml.load(BROKEN.replace("severity", "severty"), yaml.BaseLoader)
    assert not validator.is_valid(broken)


def _whole_numbers(rule: dict[str, object]) -> dict[str, object]:
    """The rule with the numbers that an editor's YAML reader would make of them."""
    return {key: int(value) if key in ("priority", "max") else value for key, value in rule.items()}  # type: ignore[call-overload]
