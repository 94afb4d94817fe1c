"""The checks of spelling: what a misspelt word meant, and one spelling to a story."""

from __future__ import annotations

import pytest

from newslint.annotate import annotate
from newslint.checks.dialects import in_dialect, others, own_form
from newslint.checks.keys import shifted, signs
from newslint.checks.one_slip import meant
from newslint.checks.spelling import unknown
from newslint.checks.variants import mixed_capitals, mixed_spellings
from newslint.source import Source


def found(check, text: str) -> list[tuple[str, str]]:
    """The words flagged, each with the first mend."""
    views = annotate(Source("story.txt", text)).views
    return [(f.view.text[f.start : f.end], f.options[0][0].text) for f in check(views)]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("minsiter", "minister"),
        ("annouced", "announced"),
        ("havrest", "harvest"),
        ("unforseen", "unforeseen"),
    ],
)
def test_the_likeliest_word_comes_first(wrong: str, right: str) -> None:
    assert meant(wrong)[0] == right


def test_a_word_far_from_any_other_means_nothing() -> None:
    assert meant("qwertzuiop") == ()


@pytest.mark.parametrize(
    "text",
    [
        "The havrest, the havrest and the havrest again failed.",  # used so often it is meant
        "He wrote “havrest” on the wall.",
        "See havrest_notes and havrest.example for more.",
        "She sang of la havrest in the rain.",
        "He was walkin home.",
        "The unboatlike craft sank.",
    ],
)
def test_coinages_addresses_foreign_words_and_dialect_are_left_alone(text: str) -> None:
    assert found(unknown, text) == []


def test_the_rarer_spelling_gives_way() -> None:
    text = "The goat ran toward the kiln, then toward the gate.\nA potter ran towards it."
    assert found(mixed_spellings, text) == [("towards", "toward")]


def test_a_british_story_has_no_american_word() -> None:
    text = "The vapour filled the theatre.\nA parlor kept the odour."
    assert found(mixed_spellings, text) == [("parlor", "parlour")]


def test_ize_is_british_too() -> None:
    assert found(mixed_spellings, "The vapour in the theatre was modernized.") == []


@pytest.mark.parametrize("name", ["Labor Day", "Pearl Harbor", "Charles B. Armor"])
def test_names_keep_their_spelling(name: str) -> None:
    text = f"The vapour filled the theatre and the parlour.\nThey wrote of {name} with candour."
    assert found(mixed_spellings, text) == []


def test_the_first_of_two_forms_of_an_acronym_wins_a_tie() -> None:
    assert found(mixed_capitals, "UNESCO sent divers.\nThe Unesco boat sank.") == [("Unesco", "UNESCO")]
    assert found(mixed_capitals, "The WHO wrote back.\nWho came? IT was late.") == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Great Sanwiches, Fresh Coffee, Great Prices", "Sandwiches"),
        ("He lost faith in Mechaincs.", "Mechanics"),
        ("THE CREW WAS ASWERING THE CALL.", "ANSWERING"),
        ("Unitl the ferry sailed, they slept.", "Until"),
        ("They sold paint/scupltures in May.", "sculptures"),
        ("The ferry, unforchunitly, was late.", "unfortunately"),
    ],
)
def test_capitals_and_joints_hide_no_slip(text: str, right: str) -> None:
    assert [mend for _, mend in found(unknown, text)] == [right]


@pytest.mark.parametrize(
    "text",
    [
        "“Ah’m feart o thaim,” she said.",
        "“I dinnae ken that wumman,” he said.",
        "Ahmed ibn Rushd met Joost ter Horst and Maria dos Anjos.",
        "Charlie Gauer coaches.\n\nGauer works with the ends.",
    ],
)
def test_dialect_and_names_are_left_alone(text: str) -> None:
    assert found(unknown, text) == []


def test_a_loan_word_in_italics_is_left_alone() -> None:
    views = annotate(Source("story.md", "He ate *havrest* at the inn.")).views
    assert list(unknown(views)) == []


def test_what_was_meant_is_spelt_as_the_story_spells() -> None:
    british = "The harbour master of the centre saw a colur."
    assert found(unknown, british) == [("colur", "colour")]
    assert found(unknown, british.replace("our m", "or m").replace("tre", "ter")) == [("colur", "color")]


def test_signs_and_spaces_in_words() -> None:
    assert found(signs, "They waited lo9nger for A$7m of H2O.") == [("lo9nger", "longer")]
    assert found(shifted, "A now defunctc ompany.") == [("defunctc ompany", "defunct company")]


@pytest.mark.parametrize(
    ("word", "us", "uk", "ca", "au"),
    [
        ("colour", "color", "", "", ""),
        ("center", "", "centre", "centre", "centre"),
        ("organise", "organize", "", "organize", ""),
        ("organize", "", "", "", "organise"),
        ("aluminium", "aluminum", "", "aluminum", ""),
        ("skeptic", "", "sceptic", "", "sceptic"),
        ("house", "", "", "", ""),
    ],
)
def test_each_dialect_has_its_forms(word: str, us: str, uk: str, ca: str, au: str) -> None:
    assert [own_form(word, each) for each in ("us", "uk", "ca", "au")] == [us, uk, ca, au]


def test_another_dialect_is_told_where_one_is_configured() -> None:
    text = "The colour of the Labour Party.\n\nLabour won."
    views = annotate(Source("story.txt", text)).views
    assert [f.options[0][0].text for f in others(views, "us")] == ["color"]
    assert list(others(views, "auto")) == []
    assert list(mixed_spellings(views, "us")) == []


def test_suggestions_of_both_dialects_become_one() -> None:
    assert in_dialect(["color", "colour", "collar"], "uk") == ["colour", "collar"]
