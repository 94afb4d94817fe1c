"""The pairs of words without which an expression cannot match, and the index of anchors."""

from __future__ import annotations

import regex
from hypothesis import given
from hypothesis import strategies as st

from newslint.document import fold, pairs_of
from newslint.match.literals import required_raw
from newslint.match.neighbours import neighbours

EXPRESSIONS = [
    r"\b(?:in|at)\s+(?:spite|lieu)\s+(?:to|from)\b",
    r"\b(?P<a>[Tt]he|an?)\s+(?P<b>(?!(?P=a))(?:the|an?))(?=\s+[a-z]+)",
    r"(?<![\w'-])a\s+(?:of|is)(?![\w.-])",
    r"\bdo(?:es)?n't\s(?:ever\s)?not\b",
    r"(?<=\bof )the (?:same )?the\b",
    r"\b(?:one|two)\s\w+\sof\s(?:the|those)\b",
    r"\bcannot\s+can\b",
]
WORDS = [
    *("in at spite lieu to from the a an of is doesn't don't ever not same one two cars those".split()),
    *("cannot can can not The, \"the of. o'clock a-b".split()),
]


def test_pairs_are_the_rarest_side_by_side():
    assert neighbours(EXPRESSIONS[2]) == {"a of", "a is"}
    assert neighbours(r"\b(?:in|at)\s+lieu\s+of\b") == {"in lieu", "at lieu"}
    assert neighbours(r"\bof\s\w+\sthe\b") is None
    assert neighbours(r"spite\sof") is None  # “despite offers”: the words need not end there


@given(st.sampled_from(EXPRESSIONS), st.lists(st.sampled_from(WORDS), max_size=12))
def test_every_match_holds_one_of_the_pairs(expression, words):
    text = " ".join(words)
    pairs = neighbours(expression)
    assert pairs
    if regex.search(expression, text, regex.IGNORECASE):
        assert pairs & pairs_of(fold(text))


def test_what_raw_text_must_hold_has_its_own_marks():
    assert required_raw("(?<=[a-z])[ʼ′](?=s)") == {"ʼ", "′"}
    assert required_raw(r"(?<=\s)\u201c[ ]+") == {"“"}
    assert required_raw("[‘-”]x") is None  # a range of marks is not spelled out


@given(
    st.sampled_from(["[“‘] ", r"\u2019s\b", "“The|”and", "a\u00a0b"]),
    st.lists(st.sampled_from("“‘’”\u00a0 abs")),
)
def test_every_match_in_raw_text_holds_one_of_them(expression, letters):
    text = "".join(letters)
    needed = required_raw(expression)
    if needed is not None and regex.search(expression, text, regex.IGNORECASE):
        assert any(part in text.lower() for part in needed)
