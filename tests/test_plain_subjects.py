"""Subjects told by the words alone, and that no fragment breaks them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.annotate import annotate
from newslint.checks.gaps import infinitives
from newslint.checks.plain_subjects import disagreements
from newslint.source import Source

KINDS = ("head", "share", "one-of", "and", "gerund", "who", "inserted", "inverted")
WORDS = (
    "the a one of more than each every men who list , which were was has have and number percent half "
    "closing mill among dead two said shows published on first . ? - 's news costs place most course these 30"
).split()


def found(text):
    document = annotate(Source("a.txt", f"{text}\n\nThe end came."))
    kinds = [(kind, disagreements(document.views, kind)) for kind in KINDS]
    return [(kind, one.view.text[one.start : one.end]) for kind, ones in kinds for one in ones]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The cost of repairing the 40 bridges have doubled.", [("head", "have")]),
        ("The results of the blood test was sent to him.", [("head", "was")]),
        ("A third of the boats was lost.", [("share", "was")]),
        ("Neither of the two pilots were hurt.", [("one-of", "were")]),
        ("Every boy and girl were searched.", [("one-of", "were")]),
        ("The mayor and her deputy was late.", [("and", "was")]),
        ("The list of victims, which names two men, were read.", [("inserted", "were")]),
        ("In the cellar was hundreds of boxes.", [("inverted", "was")]),
        ("The solvents present in the paint are toxic.", []),
        ("The place smells and the owner is rude.", []),
        ("One of the main tasks hosts have is to clean.", []),
        ("The man said in May roads were closed.", []),
        ("Some of course are real.", []),
    ],
)
def test_auxiliaries_and_their_subjects(text, expected):
    assert found(text) == expected


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
def test_no_fragment_breaks_it(words):
    text = " ".join(words)
    found(text)
    list(infinitives(annotate(Source("a.txt", text)).views, "1.0"))
