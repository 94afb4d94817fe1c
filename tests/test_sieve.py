"""The quick look at pieces of text: it may only leave out views in which the check finds nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newslint.annotate import annotate
from newslint.checks import spelling
from newslint.sieve import Sieve
from newslint.source import Source

WORDS = [
    *"The the teh mayor tokd Receptian RECEPTIAN goatt don’t “teh (teh)".split(),
    *"well-knwon and/orr UK’s IT ro - is.".split(),
]


def views(text: str):
    return annotate(Source("a.txt", text)).views


def test_a_piece_is_tested_once_where_it_does_not_matter():
    asked = []

    def matters(piece: str) -> bool:
        asked.append(piece)
        return piece == "goat"

    sieve = Sieve(matters)
    story = views("A goat ran.\n\nA goose swam.\n")
    assert [(each.number, each.pieces) for each in sieve(story)] == [(0, {"goat"})]
    assert [each.number for each in sieve(views("A goose ran.\n"))] == []
    assert sorted(asked) == ["A", "goat", "goose", "ran.", "swam."]


def test_the_least_number_counts_different_pieces():
    sieve = Sieve(lambda piece: piece != "a")
    assert [each.number for each in sieve(views("a b b\n\na b c\n"), least=2)] == [1]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_the_speller_doubts_no_word_of_a_piece_that_is_left_out(words):
    story = views(" ".join(words) + ".\n")
    looked_at = {each.view: each.pieces for each in spelling._strange(story)}
    for view in story:
        every = spelling._doubts(view, view.pieces, story)
        assert [*every] == [*spelling._doubts(view, looked_at.get(view, ()), story)]
