"""The harness that runs the examples of rules must itself be able to fail."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from making import page, rule

from newslint.errors import RuleErrors
from newslint.testing import assert_rules, failures, rules_in

RULE = "kind: literal\nmap: {teh: the, hte: the}\nfix: safe\n"
WRONG = [
    "{text: Teh end., at: Teh, fixed: The end.}",
    "{text: Of teh end., at: teh, fixed: Of the end.}",
    "{text: At hte end of hte day., at: hte, in: hte end}",
]
RIGHT = ["The end.", "Tehran fell.", "“Teh end,” he said."]


def body(wrong: Sequence[str] = WRONG, right: Sequence[str] = RIGHT, kind: str = RULE) -> str:
    return (
        f"{kind}examples:\n  wrong:\n"
        + "".join(f"  - {each}\n" for each in wrong)
        + "  right:\n"
        + "".join(f"  - {each}\n" for each in right)
    )


def found(*args: Sequence[str], kind: str = RULE) -> list[str]:
    return [broken.message for broken in failures([rule(body(*args, kind=kind))])]


GOOD = [*WRONG[:2], "{text: Teh., at: Teh}"]


def test_good_examples_hold() -> None:
    assert found(GOOD) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("{text: Fine., at: Fine}", "should flag “Fine”, flagged []"),
        ("{text: Teh end., at: end}", "should flag “end”, flagged ['Teh']"),
        ("{text: Teh end., at: Teh end}", "should flag “Teh end”, flagged ['Teh']"),
        ("{text: Teh hte end., at: Teh}", "flagged more than “Teh”: ['Teh', 'hte']"),
        ("{text: Teh end., at: Teh, fixed: Teh end.}", "should be mended to “Teh end.”, became “The end.”"),
        ("{text: “Teh end.”, at: Teh}", "should flag “Teh”, flagged []"),
    ],
)
def test_a_wrong_example_that_does_not_hold_is_told(wrong: str, said: str) -> None:
    text = wrong.split("text: ")[1].split(", at")[0]
    assert found([*GOOD, wrong]) == [f"wrong example “{text}”: {said}"]


@pytest.mark.parametrize("right", ["Teh end.", "At hte end."])
def test_a_right_example_that_is_flagged_is_told(right: str) -> None:
    assert found(GOOD, [*RIGHT, right]) == [
        f"right example “{right}”: flagged {[right.split()[right.startswith('At')]]}"
    ]


def test_too_few_examples_are_told() -> None:
    needed = "; 3 of each are needed"
    assert found(GOOD[:2]) == ["2 wrong and 3 right examples" + needed]
    assert found(GOOD, RIGHT[:2]) == ["3 wrong and 2 right examples" + needed]


def test_a_mended_text_that_is_flagged_again_is_told() -> None:
    kind = "kind: literal\nmap: {teh: the hte, hte: the}\nfix: safe\n"
    wrong = [
        "{text: Teh end., at: Teh, fixed: The hte end.}",
        "{text: hte., at: hte}",
        "{text: no hte, at: hte}",
    ]
    assert found(wrong, kind=kind) == [
        "wrong example “Teh end.”: the mended text “The hte end.” is flagged again"
    ]


def test_a_fix_that_is_declared_and_not_given_is_told() -> None:
    kind = "kind: literal\nwords: teh\nfix: safe\n"
    wrong = ["{text: Teh end., at: Teh, fixed: The end.}", "{text: teh., at: teh}", "{text: no teh, at: teh}"]
    assert found(wrong, kind=kind) == [
        "wrong example “Teh end.”: should be mended to “The end.”, became “None”",
        "wrong example “Teh end.”: the rule declares a fix and gives none",
    ]


def test_a_fix_that_is_not_what_was_declared_is_told() -> None:
    # The edit reaches into a quotation, where nothing is applied.
    kind = (
        "kind: regex\ntext: raw\npattern: '(?P<a>teh) “(?P<b>\\w+)'\nat: a\n"
        "replace: {a: the, b: end}\nfix: safe\n"
    )
    wrong = [
        f"{{text: {each} “ned” it., at: teh, fixed: {each[:-3]}the “end” it.}}"
        for each in ("a teh", "of teh", "at teh")
    ]
    assert found(wrong, kind=kind) == [
        f"wrong example “{each} “ned” it.”: "
        "the rule declares a fix that is safe and gives one that is display"
        for each in ("a teh", "of teh", "at teh")
    ]


def test_a_rule_that_fails_on_an_example_is_told() -> None:
    kind = "kind: regex\npattern: '(?:^teh\\b|(a|a)+$)'\n"
    slow = "a" * 60 + "!"
    (message,) = found(
        ["{text: teh, at: teh}", "{text: teh end, at: teh}", "{text: teh b, at: teh}"],
        [*RIGHT, slow],
        kind=kind,
    )
    assert message.startswith(f"right example “{slow}”: flagged ['the pattern took more than 1 s")


# What a rule pack's own tests call


def write(folder: Path, text: str, name: str = "one.yml") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def test_assert_rules_is_silent_on_a_good_pack(tmp_path: Path) -> None:
    write(tmp_path / "house", page(body(GOOD)))
    assert_rules(tmp_path)
    assert_rules(str(tmp_path / "house" / "one.yml"))
    assert [rule.id for rule in rules_in(tmp_path)] == ["house/one"]


def test_assert_rules_names_every_example_that_does_not_hold(tmp_path: Path) -> None:
    write(tmp_path / "house", page(body([*GOOD, "{text: Fine., at: Fine}"], [*RIGHT, "Teh end."])))
    write(tmp_path / "house", page(body(GOOD[:2])), "two.yml")
    with pytest.raises(AssertionError) as caught:
        assert_rules(tmp_path)
    lines = str(caught.value).splitlines()
    assert [line.split(": ", 1)[0] for line in lines] == [
        str(tmp_path / "house" / f"{n}.yml") for n in ("one", "one", "two")
    ]
    assert "house/one: wrong example “Fine.”" in lines[0]


def test_assert_rules_wants_rules(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="no rules at"):
        assert_rules(tmp_path)


def test_assert_rules_tells_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    write(tmp_path / "house", "kind: literal\n")
    with pytest.raises(RuleErrors, match="the key “summary” is missing"):
        assert_rules(tmp_path)


def test_a_packs_own_word_lists_are_at_hand(tmp_path: Path) -> None:
    write(tmp_path / "lexicon", "# ours\nteh\nhte\n", "slips.txt")
    kind = "kind: literal\nwords: '@slips'\n"
    write(
        tmp_path / "house",
        page(body(["{text: Teh., at: Teh}", "{text: hte, at: hte}", "{text: a teh, at: teh}"], kind=kind)),
    )
    assert_rules(tmp_path)
    assert_rules(tmp_path / "house" / "one.yml")
