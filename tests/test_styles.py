"""House styles: chains, options, rules for desks and days."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import rule

from newslint import ruleset, styles
from newslint.errors import ConfigError, UsageError
from newslint.testing import failures, rules_in

BODY = """\
summary: A test.
why: A test.
message: A test.
kind: literal
map: {teh: the}
examples: {wrong: [], right: []}
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "style.toml").write_text('options = { percent = "sign" }\noff = ["style/cliche"]\n')
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "style.toml").write_text('extends = "../base"\noptions = { numerals-from = 11 }\n')
    return tmp_path


def test_a_style_has_the_folders_and_options_of_what_it_extends(house: Path) -> None:
    style = styles.load(str(house / "own"), {})
    assert [folder.resolve() for folder in style.folders] == [house / "base", house / "own"]
    assert style.options == {"percent": "sign", "numerals-from": "11"}
    assert style.off == ("style/cliche",)


def test_what_the_settings_choose_wins(house: Path) -> None:
    assert styles.load(str(house / "own"), {"percent": "percent"}).options["percent"] == "percent"


def test_an_unknown_style_names_the_nearest(house: Path) -> None:
    with pytest.raises(UsageError, match="no style"):
        styles.load("us-mews", {})


@pytest.mark.parametrize("chosen", [{"percnt": "sign"}, {"percent": "signs"}, {"numerals-from": "ten"}])
def test_an_option_must_exist_and_fit(chosen: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="options"):
        styles.load("none", chosen)


def test_a_broken_style_names_its_place(house: Path) -> None:
    (house / "own" / "style.toml").write_text('extend = "../base"\n')
    with pytest.raises(ConfigError, match="extend"):
        styles.load(str(house / "own"), {})


def test_styles_that_extend_each_other_are_an_error(house: Path) -> None:
    (house / "base" / "style.toml").write_text('extends = "../own"\n')
    with pytest.raises(UsageError, match="circle"):
        styles.load(str(house / "own"), {})


@pytest.mark.parametrize(
    ("lines", "chosen", "runs"),
    [
        ("desks: [sport]", {}, True),
        ("desks: [sport]", {"desk": "sport"}, True),
        ("desks: [sport]", {"desk": "city"}, False),
        ("until: 2026-01-31", {"day": "2026-01-31"}, True),
        ("until: 2026-01-31", {"day": "2026-02-01"}, False),
        ("since: 2026-01-31", {"day": "2026-01-30"}, False),
        ("when: {percent: sign}", {}, False),
        ("when: {percent: sign}", {"options": {"percent": "sign"}}, True),
        ("when: {percent: sign}", {"options": {"percent": "percent"}}, False),
    ],
)
def test_rules_run_for_their_desks_days_and_options(lines: str, chosen: dict[str, str], runs: bool) -> None:
    made = rule(f"{BODY}{lines}\n", "test/one")
    assert bool(ruleset.select([made], **chosen)) is runs


@pytest.mark.parametrize("name", [name for name in styles.names() if name != "none"])
def test_the_rules_of_a_shipped_style_hold(name: str) -> None:
    made = rules_in(styles.packs() / name)
    assert failures(made) == []
    for options in (one.page.when for one in made):
        styles.load(name, options)  # every option is one that there is, with a value that it may have


def test_a_shipped_style_is_off_unless_chosen(tmp_path: Path) -> None:
    assert not any(one.id.startswith("us-news/") for one in ruleset.load())
    chosen = ruleset.load(styles.load("us-news", {}).folders)
    assert any(one.id == "us-news/percent-sign" for one in chosen)
