"""Cleaning: doing it twice is doing it once, and no letter of the words is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint import ruleset
from newslint.cli.clean import CLEANING
from newslint.engine import Engine
from newslint.problem import Applicability
from newslint.runner import mend
from newslint.source import Source

WORDS = "the mayor of Ghent said on Monday that boats left Zoë's São Paulo, and nobody swam".split()
NOISE = [
    "  ",
    "\u00a0",
    "\u200b",
    "\u00ad",
    " \u2003",
    " ,",
    "..",
    ",,",
    "\t",
    "\ufeff",
    " \n",
    "\u2028",
    " . ",
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(ruleset.select(ruleset.load(), chosen=CLEANING))


def cleaned(engine: Engine, text: str) -> str:
    return mend(Source("story.txt", text), engine, Applicability.UNSAFE)[0].text


def letters(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum())


@st.composite
def dirty(draw: st.DrawFn) -> str:
    """Words with noise between, and now and then inside, them."""
    parts: list[str] = []
    for word in draw(st.lists(st.sampled_from(WORDS), min_size=3, max_size=25)):
        inside = draw(st.sampled_from(["", "", "", "\u200b", "\u00ad"]))
        cut = len(word) // 2
        parts += [word[:cut], inside, word[cut:], draw(st.sampled_from([" "] * 12 + NOISE))]
    return "".join(parts).strip() + ".\n"


@settings(max_examples=60, deadline=None)
@given(text=dirty())
def test_cleaning_twice_is_cleaning_once_and_loses_no_letter(engine: Engine, text: str) -> None:
    once = cleaned(engine, text)
    assert cleaned(engine, once) == once
    assert letters(once) == letters(text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("The mayorâ€™s office is shut.\n", "The mayor’s office is shut.\n"),
        ("The price is &pound;40.\n", "The price is £40.\n"),
        ("The o\ufb03ce is shut.\n", "The office is shut.\n"),
        ("The com\u00admittee met.\n", "The committee met.\n"),
        ("Nobody was hurt.\nRead more: How to swim\nIt rained.\n", "Nobody was hurt.\nIt rained.\n"),
        ("The council met on Tues-\nday.\n", "The council met on Tuesday.\n"),
        ("Cafe\u0301 Zoë is shut.\n", "Café Zoë is shut.\n"),
        ("Zoë Šimić of Łódź sings in Türkiye.\n", "Zoë Šimić of Łódź sings in Türkiye.\n"),
    ],
)
def test_what_copying_leaves_is_mended_and_real_accents_are_not(
    engine: Engine, text: str, right: str
) -> None:
    assert cleaned(engine, text) == right
