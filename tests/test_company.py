"""Words in the company that another word keeps."""

from __future__ import annotations

import pytest

from newslint import lint_text
from newslint.match.company import company, rows

RULE = ["usage/word-in-company"]


def mended(text):
    [problem] = lint_text(text, select=RULE)
    [edit] = problem.fix.edits
    return text[: edit.span.start] + edit.text + text[edit.span.end :]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("He sews the seeds of doubt.", "He sows the seeds of doubt."),
        ("The seeds of the war were sewn in May.", "The seeds of the war were sown in May."),
        ("The judge cannot loose her patience.", "The judge cannot lose her patience."),
        ("Poring rain, he said, would not phase her.", "Poring rain, he said, would not faze her."),
        ("The dog was on a leach.", "The dog was on a leash."),  # a mark may stand beside words in a company
        ("Drivers must tow the company line.", "Drivers must toe the company line."),
        (
            "He passed the half-way mark, and walked passed the bank.",
            "He passed the half-way mark, and walked past the bank.",
        ),
    ],
)
def test_the_word_that_is_meant(wrong, right):
    assert mended(wrong) == right


@pytest.mark.parametrize(
    "text",
    [
        "She sewed the dress.",
        "They let loose their dogs.",
        "The ship was towed along the line of buoys.",
        "He took a peek at the speech.",
        "A Rein of Terror, said the poster.",
        "Half past nine has come and gone.",
    ],
)
def test_the_word_is_right(text):
    assert not lint_text(text, select=RULE)


def test_rows():
    assert next(rows("verb sew > sow\n    _ the? seeds; seeds _\n")) == (
        "sew",
        "sow",
        "_ the? seeds;seeds _",
    )
    assert list(rows("a b > c d\n    x _\n")) == [("a", "c", "x _"), ("b", "d", "x _")]
    with pytest.raises(ValueError, match="does not say what is meant"):
        list(rows("a b > c\n    x _\n"))


@pytest.mark.parametrize("written", ["no place", "_", "_ and _"])
def test_a_company_has_the_word_and_others(written):
    with pytest.raises(ValueError, match="must have one"):
        company(written)
