"""Words that ask for a number, from readings alone: which sentences are worth a tree."""

from __future__ import annotations

import pytest

from newslint.checks.determined import suspects
from newslint.document import Token


def asked(text: str) -> list[str]:
    """What the suspicious words of a sentence ask for."""
    tokens = [Token(i, i + 1, word, word.lower(), True) for i, word in enumerate(text.split())]
    return [start.asked for start in suspects(tokens)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He read a books .", ["singular"]),
        ("He read a book .", []),
        ("He read a few books .", []),
        ("Many problem are old .", ["plural"]),
        ("Many old problems are known .", []),
        ("Three year ago it rained .", ["number"]),
        ("In 2019 year it rained .", []),
        ("One of the reason is money .", ["of"]),
        ("There is too much boats .", ["much"]),
        ("There are less boats .", ["less"]),
    ],
)
def test_suspects(text, expected):
    assert asked(text) == expected
