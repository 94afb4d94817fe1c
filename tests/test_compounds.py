"""Compounds: words in pieces or run together, phrasal nouns, compound verbs; two verbs in different forms."""

from __future__ import annotations

import pytest

from newslint import lint_text
from newslint.checks import pieces


def flagged(rule, text):
    """What a rule flags in a text, each with its first mend."""
    return [(text[p.span.start : p.span.end], p.fix.edits[0].text) for p in lint_text(text, select=[rule])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A tourna ment and a depart ment.", ["tournament", "department"]),
        ("A romatic place, and a PRI or two.", []),
        ("The al Jazeera crew of la Scala.", []),
    ],
)
def test_pieces(text, expected):
    assert [new for _, new in flagged("compounds/word-in-pieces", text)] == expected


@pytest.mark.parametrize(
    ("word", "right"),
    [("inthe", "in the"), ("itwill", "it will"), ("anywere", None), ("livestream", None), ("histone", None)],
)
def test_run_together(word, right):
    found = flagged("compounds/words-run-together", f"The crew said {word} on Monday.")
    assert [new for _, new in found] == ([right] if right else [])


def test_unknown_words_are_worked_out_once():
    class View:
        def __init__(self, *words):
            self.words, self.shared = frozenset(words), {}

    views = [View("mill", "tourna"), View("ment")]
    assert pieces._unknown(views) == {"tourna", "ment"} == pieces._unknown(views[:1])
    assert pieces._unknown([]) == frozenset()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The take over failed.", ["takeover"]),
        ("Two take overs and several cut backs failed.", ["takeovers", "cutbacks"]),
        ("It was a complete do over.", ["do-over"]),
        ("She joined a start up company.", ["startup"]),
        ("Turnout fell in the run up to the vote.", ["run-up"]),
        ("They put the sign up. Keep your chin up!", []),
        ("The break in talks came after the walk up the hill.", []),
        ("Get the work out of the way; call UPS or the CALL UPS desk.", []),
        ("The rich buy up land, and a man take off his hat.", []),
    ],
)
def test_phrasal_nouns(text, expected):
    assert [new for _, new in flagged("compounds/phrasal-noun-open", text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They will setup camp.", ["set up"]),
        ("The plant got shutdown by the state.", ["shut down"]),
        ("They wanted to workout after lunch.", ["work out"]),
        ("The backup generators led to shutdown.", []),
    ],
)
def test_phrasal_verbs(text, expected):
    assert [new for _, new in flagged("compounds/phrasal-verb-closed", text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Let's fact check his speech.", ["fact-check"]),
        ("Hand deliver this letter to the mayor.", ["Hand-deliver"]),
        ("They have not fact checked it, and she hand wrote it.", ["fact-checked", "handwrote"]),
        ("A fact check was done; the test drives the market.", []),
    ],
)
def test_compound_verbs(text, expected):
    assert [new for _, new in flagged("compounds/compound-verb", text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The clerk was accused of stealing a car and sell it.", [("sell", "selling")]),
        ("The council voted to close the pool and selling the land.", [("selling", "sell")]),
        ("He opens the gate and walk to the house.", [("walk", "walks")]),
        ("Substitute a toy for the knife and keep telling him.", []),
        ("We opened in 1989 and have many teachers.", []),
    ],
)
def test_verb_pairs(text, expected):
    assert flagged("grammar/verb-pair-form", text) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The foot ball club.", True),
        ("It closed. Foot ball is next.", True),
        ("He sold the Foot Ball club and the Fair grounds.", False),
        ("He sold the Foot ball club.", False),
    ],
)
def test_capitals_may_be_a_name(text, found):
    assert bool(flagged("compounds/split-compound", text)) is found
