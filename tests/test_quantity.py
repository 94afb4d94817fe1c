"""Numbers in news copy: what they are worth, what rounding may hide, and how a mended one is written."""

from __future__ import annotations

import re

import pytest

from newslint.checks.quantity import AMOUNT, in_words, like, parse, significant, to_number


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$1.9 billion", 1.9e9, "$"),
        ("€3.5 million", 3.5e6, "€"),
        ("12,400", 12_400, ""),
        ("twenty-one", 21, ""),
        ("20%", 20, "%"),
        ("7.5 percent", 7.5, "%"),
        ("three million", 3e6, ""),
    ],
)
def test_amounts_are_read(text: str, value: float, unit: str) -> None:
    amount = parse(text)
    assert amount.value == pytest.approx(value)
    assert amount.unit == unit


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("40", 39.6, 40.4),  # a round number may be rounded, but not from afar
        ("41", 41, 41),
        ("$1.9 billion", 1.85e9, 1.95e9),
        ("$2 million", 1.8e6, 2.2e6),  # nobody writes 2 million for 1.6
        ("1,000", 990, 1010),
    ],
)
def test_rounding_hides_half_of_the_last_place(text: str, low: float, high: float) -> None:
    amount = parse(text)
    assert amount.low == pytest.approx(low)
    assert amount.high == pytest.approx(high)


@pytest.mark.parametrize(
    ("value", "model", "written"),
    [
        (29, "31", "29"),
        (3, "Four", "Three"),
        (12, "four", "12"),
        (25, "20%", "25%"),
        (33.3, "30 percent", "33 percent"),
        (7e8, "$600 million", "$700 million"),
        (1.25e6, "$1.5 million", "$1.2 million"),
        (13_500, "12,000", "13,500"),
    ],
)
def test_a_mended_number_is_written_like_the_old(value: float, model: str, written: str) -> None:
    assert like(value, parse(model)) == written


@pytest.mark.parametrize("text", ["1998-99", "12th", "B-52", "3.141.592", "No.7x", "2x4"])
def test_parts_of_codes_are_no_amounts(text: str) -> None:
    assert re.search(AMOUNT, text) is None


def test_amounts_stop_before_the_next_word() -> None:
    found = re.findall(AMOUNT, "rose 20 percent to $1.2 billion from nine hundred, or 3%.")
    assert found == ["20 percent", "$1.2 billion", "nine hundred", "3%"]


def test_words_and_numbers_agree_up_to_a_hundred() -> None:
    assert all(to_number(in_words(number) or "") == number for number in range(1, 100))
    assert in_words(101) is None


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [(9842.5, 3, "9,840"), (6.21, 2, "6.2"), (0.0954, 2, "0.095"), (30.0, 2, "30"), (0, 2, "0")],
)
def test_significant_digits(value: float, digits: int, text: str) -> None:
    assert significant(value, digits) == text
