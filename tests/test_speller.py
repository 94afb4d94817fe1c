"""The speller: what a misspelt word may have meant, and how fast that is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.language.edits import slip_cost
from newslint.language.sounds import sound
from newslint.language.speller import default_speller, fitting


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("recieve", "receive"),
        ("shoul", "should"),
        ("teh", "the"),
        ("excelnt", "excellent"),
        ("deliteful", "delightful"),
        ("scupltures", "sculptures"),
        ("orginizied", "organized"),
        ("Untied", "united"),
    ],
)
def test_the_likeliest_word_comes_first(wrong: str, right: str) -> None:
    assert default_speller().suggest(wrong)[0].word == right


def test_what_is_far_from_any_word_means_nothing() -> None:
    assert default_speller().suggest("qwzrtplk") == ()


def test_neighbours_turn_close_suggestions_round() -> None:
    found = default_speller().suggest("hte")
    assert fitting(found, ["in", "front"], ["house"])[0].suggestion.word == found[0].word
    close = [each for each in default_speller().suggest("fo") if each.word in ("of", "for", "to")]
    assert fitting(close, ["the", "mayor"], ["paris"])[0].suggestion.word == "of"


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_a_word_costs_nothing_against_itself(word: str) -> None:
    assert slip_cost(word, word) == pytest.approx(0)
    assert sound(word) == sound(word)


@given(
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=10),
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=10),
)
def test_another_word_costs_something(one: str, other: str) -> None:
    assert (slip_cost(one, other) > 1e-9) is (one != other)
