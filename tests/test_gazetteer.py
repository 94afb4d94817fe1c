"""The gazetteer: a slip is found, and no name that it knows is taken for a slip of another."""

from __future__ import annotations

from datetime import date

import pytest

import newslint
from newslint.word_lists import load_list, rules_folder

FOLDER = rules_folder() / "lexicon" / "gazetteer"
RULE = "names/public-name-slip"


def slips(text: str) -> list[tuple[str, str]]:
    """The words that are taken for slips, with what is put in their place."""
    found = newslint.lint_text(text, select=[RULE])
    return [(text[p.span.start : p.span.end], p.fix.edits[0].text) for p in found if p.fix]


@pytest.mark.parametrize("part", ["places", "bodies", "people", "things"])
def test_no_name_of_the_gazetteer_is_a_slip(part: str) -> None:
    names = sorted(load_list(part, FOLDER))
    assert len(names) > 250
    assert slips("\n\n".join(f"It was said of {name} there." for name in names)) == []


def test_the_real_names_are_none(part: str = "real-names") -> None:
    names = sorted(load_list(part, FOLDER))[:3000]
    assert slips("\n\n".join(f"It was said of {name.capitalize()} there." for name in names)) == []


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("They flew to Reykjavic.", ("Reykjavic", "Reykjavik")),
        ("The Securities and Exchanges Commission said no.", ("Exchanges", "Exchange")),
        ("It was said by Keir Stamer.", ("Stamer", "Starmer")),
    ],
)
def test_slips_are_found(text: str, slip: tuple[str, str]) -> None:
    assert slips(text) == [slip]


def test_a_spelling_that_the_story_keeps_to_is_its_own() -> None:
    assert slips("They flew to Reykjavic. In Reykjavic it rained, and Reykjavic was dark.") == []


def test_the_day_of_publication_judges_weekdays() -> None:
    text = "The ferry sank on Monday, Nov. 24, in calm seas."
    rule = "dates/weekday-by-story-date"
    assert [p.rule for p in newslint.lint_text(text, select=[rule], date=date(2026, 11, 25))] == [rule]
    assert newslint.lint_text(text, select=[rule], date=date(2025, 11, 25)) == ()
    assert newslint.lint_text(text, select=[rule]) == ()
