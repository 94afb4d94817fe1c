"""Every fault in a rule file is told with its place, and with what to do where that can be said."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from making import PAGE, page, parsed, rule

from newslint.errors import RuleError, RuleErrors
from newslint.lexicon import rules_folder
from newslint.match.literal import LiteralKind
from newslint.match.metric import MetricKind
from newslint.match.pattern import RegexKind
from newslint.ruleset import load, parse_files, rule_files
from newslint.schema import json_schema, parse_rule

LITERAL = "kind: literal\nmap: {teh: the}\n"
REGEX = "kind: regex\npattern: (?P<word>fault)\n"
TOKENS = "kind: tokens\npattern: [{lower: fault, as: word}]\n"
LISTS = {"days": frozenset({"monday", "friday"})}


def faults(body: str, rule_id: str = "test/one") -> list[RuleError]:
    found = parsed(body, rule_id, LISTS)
    assert isinstance(found, list), "the rule is sound"
    return found


def fault(body: str, rule_id: str = "test/one") -> tuple[str, str]:
    """The one fault: its place as LINE:COLUMN, and its message with the hint."""
    (error,) = faults(body, rule_id)
    location, said = str(error).split(": ", 1)
    assert location.startswith("one.yml:")
    return location.removeprefix("one.yml:"), said


@pytest.mark.parametrize(
    ("body", "place", "said"),
    [
        # keys
        (LITERAL + "sumary: x", "3:1", "unknown key “sumary” (did you mean “summary”?)"),
        (LITERAL + "anchor: x", "3:1", "unknown key “anchor”"),
        (LITERAL + "map: {a: b}", "3:1", "“map” stands twice; it was in line 2 already"),
        (
            "kind: literal\nmap:\n  teh: the\n  teh: ten",
            "4:3",
            "“teh” stands twice; it was in line 3 already",
        ),
        (LITERAL + "[a]: b", "3:1", "a key must be a word"),
        # kinds of values
        ("kind: literal\nmap: [teh]", "2:6", "expected a mapping, found a list"),
        ("kind: literal\nmap: teh", "2:6", "expected a mapping, found a text"),
        ("kind: literal\nmap: {teh: {a: b}}", "2:12", "expected a text or a list, found a mapping"),
        ("kind: literal\nwords: {teh: the}", "2:8", "expected a list, found a mapping"),
        (LITERAL + "summary: [a]", "3:10", "expected a text, found a list"),
        ("kind: tokens\npattern: fault", "2:10", "expected a list, found a text"),
        ("kind: tokens\npattern: [fault]", "2:11", "expected a mapping, found a text"),
        (LITERAL + "priority: high", "3:11", "expected a whole number, found “high”"),
        (LITERAL + "priority: 1e3", "3:11", "expected a whole number, found “1e3”"),
        (LITERAL + "priority: ²", "3:11", "expected a whole number, found “²”"),
        (LITERAL + "priority: --1", "3:11", "expected a whole number, found “--1”"),
        # choices
        (
            LITERAL + "severity: warn",
            "3:11",
            "expected one of error, warning, suggestion; found “warn” (did you mean “warning”?)",
        ),
        (LITERAL + "fix: [safe]", "3:6", "expected one of safe, unsafe, display, none; found a list"),
        ("kind: litteral\nmap: {a: b}", "1:7", "expected one of literal, regex, "),
        (
            "kind: tokens\npattern: [{lower: a, op: '!'}]",
            "2:26",
            "expected one of ?, *, +, ahead, behind; found “!”",
        ),
        (LITERAL + "scope: prose, heads", "3:8", "“prose, heads” is no scope"),
        (LITERAL + "scope: [prose, headlines]", "3:8", "“headlines” is no scope (did you mean “headline”?)"),
        # word lists
        ("kind: literal\nwords: '@dais'", "2:8", "there is no word list “@dais” (did you mean “days”?)"),
        ("kind: literal\nwords: [a, '@dais']", "2:12", "there is no word list “@dais”"),
        # the kinds' own
        ("kind: literal\ncase: match", "1:1", "a literal rule needs `map` or `words`"),
        ("kind: literal\nmap: {teh: teh}", "2:6", "map: “teh” is mended into itself"),
        ("kind: literal\nmap: {'': teh}", "2:6", "map: the wrong words are empty"),
        ("kind: literal\nwords: ['']", "2:8", "an anchor is empty (give at least a letter)"),
        ("kind: regex\npattern: x\nanchors: ['*']", "3:10", "an anchor is empty"),
        ("kind: regex\npattern: (a", "2:10", "the pattern is broken at 2: missing )"),
        ("kind: regex\npattern: [a, 'b[']", "2:10", "the pattern is broken at 2: "),
        ("kind: regex\npattern: a\nat: word", "3:5", "at: there is no group “word”; there are: all, match"),
        ("kind: regex\npattern: a\nwhere: {word: {in: [a]}}", "3:8", "where: there is no group “word”"),
        (
            REGEX + "replace: '{wrd}'",
            "3:10",
            "replace: “{wrd}” names no capture; there are: all, match, word",
        ),
        (
            REGEX + "replace: {wrd: a}",
            "3:10",
            "replace: there is no capture “wrd”; there are: all, match, word",
        ),
        (REGEX + "replace: '{word|louder}'", "3:10", "replace: “louder” is no filter; there are: "),
        (TOKENS + "replace: '{wrd}'", "3:10", "replace: “{wrd}” names no capture"),
        (TOKENS + "at: wrd", "3:5", "at: there is no capture “wrd”"),
        ("kind: tokens\npattern: []", "2:10", "a rule of tokens needs `pattern` or `patterns`"),
        ("kind: tokens\npattern: [{as: word}]", "2:10", "an element with no condition would match any token"),
        ("kind: tokens\npattern: [{shape: round}]", "2:10", "“round” is no shape"),
        ("kind: tokens\npattern: [{regex: (}]", "2:10", "the pattern is broken"),
        ("kind: frame\nverb: accuze", "2:7", "verb: the lexicon knows no verb “accuze”; give its base form"),
        ("kind: frame\nverb: accuse\nthen: [{as: x}]", "3:7", "then: an element with no condition"),
        ("kind: metric\nmax: 3\ncount: matches", "1:1", "`pattern` and `count: matches` go together"),
        (
            "kind: consistency\nvariants: [{name: a, pattern: a}]",
            "2:11",
            "variants: there must be two at least",
        ),
        (
            "kind: consistency\nvariants: [{name: a, pattern: (}, {name: b, pattern: b}]",
            "2:11",
            "variants: the pattern is broken",
        ),
        ("kind: check\ncheck: no-such", "2:8", "check: there is no check “no-such”; there are: "),
        ("kind: check\ncheck: name-slip\noptions: {deep: yes}", "3:10", "options: there is no option “deep”"),
        # the message
        (
            LITERAL + "message: Not {mtch}.",
            "3:10",
            "message: “{mtch}” names no capture; there are: fixed, match",
        ),
        (REGEX + "message: Not {word|louder}.", "3:10", "message: “louder” is no filter"),
        (
            TOKENS + "message: Not {noun}.",
            "3:10",
            "message: “{noun}” names no capture; there are: all, fixed, match, word",
        ),
        (
            "kind: metric\nmax: 3\nmessage: '{sum} words'",
            "3:10",
            "message: “{sum}” names no capture; there are: count, fixed, ma",
        ),
        ("kind: check\ncheck: name-slip\nmessage: '{any|louder}'", "3:10", "message: “louder” is no filter"),
        # the page
        (
            LITERAL + "id: two",
            "3:5",
            "id “two” is not the file's name “one” (leave `id` out, or rename the file)",
        ),
        (
            LITERAL + "examples:\n  wrong: [{text: the the, at: the}]\n  right: [a]",
            "4:3",
            "wrong example 1: “the” must occur once in its text (give words around it in `in`)",
        ),
        (
            LITERAL + "examples:\n  wrong: [{text: a, att: a}]\n  right: [a]",
            "4:21",
            "unknown key “att” (did you mean “at”?)",
        ),
        (LITERAL + "examples: {wrong: []}", "3:11", "the key “right” is missing (At least three"),
        # YAML
        (
            "kind: literal\nwords: @days",
            "2:8",
            "not YAML: found character that cannot start any token (put it in quotation marks)",
        ),
        ("kind: literal\nmap: {teh: the", "3:8", "not YAML: "),
        ("kind: literal\n\tmap: {}", "2:1", "not YAML: found a tab character"),
        ("- kind", "1:1", "the key “kind” is missing (kinds: literal, regex, tokens"),
    ],
)
def test_a_fault_is_told_with_its_place(body: str, place: str, said: str) -> None:
    if body == "- kind":
        found = parse_rule(body, "one.yml", "test/one", {})
        assert isinstance(found, list)
        assert str(found[0]).startswith(f"one.yml:{place}: {said}")
    else:
        assert (fault(body)[0], fault(body)[1][: len(said)]) == (place, said)


@pytest.mark.parametrize("text", ["", "\n# only a comment\n"])
def test_an_empty_file_is_told(text: str) -> None:
    (error,) = parse_rule(text, "one.yml", "test/one", {})  # type: ignore[misc]
    assert str(error) == "one.yml: the file is empty (`newslint rules new` writes one to start from)"


@pytest.mark.parametrize(
    "text", ["just words", "a: b", "kind: literal\x00", "a: &a [*a]", "? {a: b}\n: c", "--- a\n--- b"]
)
def test_what_is_no_rule_at_all_is_told(text: str) -> None:
    found = parse_rule(text, "one.yml", "test/one", {})
    assert isinstance(found, list)
    assert all(str(error).startswith("one.yml") for error in found)
    assert len(found) == 1


@pytest.mark.parametrize(
    "body", ["kind: tokens\npattern: &p [{not: &n {not: *n}}]", "kind: literal\nmap: " + "{a: " * 2000]
)
def test_a_part_without_end_is_told(body: str) -> None:
    assert len(faults(body)) == 1


@pytest.mark.parametrize("key", ["summary", "why", "message", "examples"])
def test_a_missing_key_is_told(key: str) -> None:
    text = "\n".join([LITERAL, *(value for name, value in PAGE.items() if name != key)])
    (error,) = parse_rule(text, "one.yml", "test/one", {})  # type: ignore[misc]
    assert error.message == f"the key “{key}” is missing"
    assert error.location == ("one.yml", 1, 1)
    assert error.hint


def test_all_missing_keys_are_told_at_once() -> None:
    found = parse_rule("kind: metric", "one.yml", "test/one", {})
    assert isinstance(found, list)
    assert [error.message for error in found] == [
        f"the key “{key}” is missing" for key in ("summary", "why", "message", "examples", "max")
    ]


def test_all_faults_of_a_file_are_told_at_once() -> None:
    found = faults("kind: literal\nmap: {a: {}}\nsevrity: x\nfix: maybe\npriority: x\nmap: {}")
    assert [
        (error.location.line, error.message.split(",")[0].split(";")[0]) for error in found if error.location
    ] == [
        (2, "expected a text or a list"),
        (3, "unknown key “sevrity”"),
        (4, "expected one of safe"),
        (5, "expected a whole number"),
        (6, "“map” stands twice"),
    ]


def test_all_faults_beyond_the_types_are_told_at_once() -> None:
    found = faults(
        "kind: regex\npattern: (\nid: two\nscope: heads\nexamples: {wrong: [{text: a, at: b}], right: [a]}"
    )
    assert [error.location.line for error in found if error.location] == [2, 3, 4, 5]


def test_the_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.yml").write_text(page(LITERAL + "x: y"), encoding="utf-8")
    (tmp_path / "three.yml").write_text(page(LITERAL), encoding="utf-8")
    (tmp_path / "four.yml").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(RuleErrors) as caught:
        parse_files([(path, f"test/{path.stem}") for path in rule_files(tmp_path)], {})
    assert [Path(error.location.path).name for error in caught.value.errors if error.location] == [
        "four.yml",
        "one.yml",
        "two.yml",
    ]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no such file or folder"):
        load([tmp_path / "none"])


# What YAML 1.1 would have made of words


def test_words_that_look_like_values_stay_words() -> None:
    found = rule(
        "kind: literal\nwhy: no\nsummary: 1.0\n"
        "map: {no: yes, 8:30: 510, 1e3: '1,000', ~: 012, null: true, 2001-01-01: .5}"
    )
    assert isinstance(found.matcher, LiteralKind)
    assert found.matcher.map == {
        "no": "yes",
        "8:30": "510",
        "1e3": "1,000",
        "~": "012",
        "null": "true",
        "2001-01-01": ".5",
    }
    assert (found.why, found.summary) == ("no", "1.0")


def test_numbers_are_numbers_where_they_are_asked_for() -> None:
    found = rule("kind: metric\nmax: 40\npriority: -2\nmessage: '{count} of {max}'")
    assert isinstance(found.matcher, MetricKind)
    assert (found.matcher.maximum, found.page.priority) == (40, -2)


def test_one_word_may_stand_for_a_list_and_a_list_for_its_words() -> None:
    one = rule("kind: literal\nwords: fault").matcher
    assert isinstance(one, LiteralKind)
    assert one.words == ("fault",)
    for words in ("'@days'", "['@days']", "[friday, monday]"):
        found = rule(
            f"kind: regex\npattern: (?P<day>\\w+)\nwhere: {{day: {{in: {words}}}}}", lists=LISTS
        ).matcher
        assert isinstance(found, RegexKind)
        assert found.where["day"].within == ("friday", "monday")


def test_the_scopes_of_a_rule_are_spelt_out() -> None:
    assert rule(LITERAL).scopes == {"lead", "body", "list", "quote", "caption"}
    assert rule(LITERAL + "scope: [headline, table]").scopes == {"headline", "table"}


# The JSON Schema


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_json_schema_accepts_every_shipped_rule(validator: jsonschema.Draft202012Validator) -> None:
    files = rule_files(rules_folder())
    assert len(files) > 20
    for path in files:
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        errors = [error.message[:300] for error in validator.iter_errors(data)]
        assert not errors, f"{path.name}: {errors}"


@pytest.mark.parametrize(
    ("body", "sound"),
    [
        (LITERAL, True),
        (LITERAL + "priority: 3", True),
        ("kind: metric\nmax: 40", True),
        (TOKENS + "unless: [[{lower: a, not: {text: A}}]]", True),
        (LITERAL + "sumary: x", False),
        ("kind: literal\nmap: [teh]", False),
        (LITERAL + "severity: warn", False),
        ("kind: metric\nmax: high", False),
        ("kind: metric\nmax: ''", False),
        ("kind: metric", False),
        ("kind: odd", False),
        ("kind: tokens\npattern: [{lowr: a}]", False),
    ],
)
@pytest.mark.parametrize("loader", [yaml.BaseLoader, yaml.SafeLoader])
def test_the_json_schema_and_the_reader_agree(
    validator: jsonschema.Draft202012Validator, body: str, sound: bool, loader: type[yaml.BaseLoader]
) -> None:
    assert validator.is_valid(yaml.load(page(body), loader)) == sound
    assert isinstance(parsed(body), list) != sound


def test_the_json_schema_describes_every_key(validator: jsonschema.Draft202012Validator) -> None:
    schema = validator.schema
    assert isinstance(schema, dict)
    parts = [*schema["oneOf"], *schema["$defs"].values()]
    for part in parts:
        for name, value in part["properties"].items():
            assert re.search(r"\w", value.get("description", "")), name
