"""Owners without their apostrophe: where one may stand, before the sentence's tree is asked."""

from __future__ import annotations

import pytest

from newslint.annotate.tokens import tokens
from newslint.checks.owners import spots


def owners(text: str) -> list[tuple[str, str]]:
    found = tokens(text, 0, len(text))
    return [(found[spot.owner].text, found[spot.thing].text) for spot in spots(found)]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("They met in my uncles kitchen.", [("uncles", "kitchen")]),
        ("A vet saw to the horses sore hoof.", [("horses", "hoof")]),
        ("The countrys debt has doubled.", [("countrys", "debt")]),
        ("Envoys discussed Irans nuclear program.", [("Irans", "program")]),
    ],
)
def test_an_owner_stands_before_what_it_owns(text: str, pairs: list[tuple[str, str]]) -> None:
    assert owners(text) == pairs


@pytest.mark.parametrize(
    "text",
    [
        "Uncles came.",
        "The players, hand in hand, left.",
        "Elton Johns house is for sale.",
        "The Pirates owner spoke.",
        "A sports car and an arms deal.",
    ],
)
def test_other_plurals_are_left_alone(text: str) -> None:
    assert owners(text) == []
