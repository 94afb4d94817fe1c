"""Verbs and small words: what the trigrams and the parse say, and when a sentence is analysed for it."""

from __future__ import annotations

import pytest
from making import rule

from newslint.annotate import annotate
from newslint.checks.forms import governed
from newslint.checks.gaps import articles, copulas, infinitives
from newslint.checks.infinitives import inflected
from newslint.checks.tenses import past_times, so_far
from newslint.match.template import fill
from newslint.source import Source

PASSIVE = """kind: tokens
pattern:
  - {lower: was}
  - {may: VB, xpos: VB, as: verb}
at: verb"""


def views(text: str):
    return annotate(Source("a.txt", text)).views


def words(findings) -> list[str]:
    return [finding.view.text[finding.start : finding.end] for finding in findings]


def test_a_sentence_is_analysed_only_where_a_pattern_matches_but_for_its_tags() -> None:
    text = "It was late. It was call a barn. He called."
    found = list(rule(PASSIVE).matcher.candidates(views(text)))
    assert [s.text[s.start : s.end] for s in found] == ["It was call a barn."]


@pytest.mark.parametrize(
    ("subject", "verb", "expected"),
    [
        ("we", "is", "are"), ("I", "is", "am"), ("I", "was", "was"), ("she", "has", "has"),
        ("Rescuers", "has", "have"),
        ("they", "was", "were"), ("who", "is", "is"),
    ],
)  # fmt: skip
def test_a_verb_agrees_with_its_subject(subject: str, verb: str, expected: str) -> None:
    assert fill(f"{{s|{verb}}}", {"s": subject}) == expected


def test_a_lemma_that_the_lexicon_denies_is_not_believed() -> None:
    assert fill("{v|VBN}", {"v": "wrote", "v:lemma": "wrote", "v:xpos": "VBN"}) == "written"


@pytest.mark.parametrize("after", ["be", "have", "modal", "do", "preposition", "to"])
def test_nothing_governs_a_word_of_an_empty_story(after: str) -> None:
    assert list(governed((), after, "1")) == []


def test_the_form_that_is_meant_must_gain_enough() -> None:
    text = "The mill is call the Old Lady by the villagers."
    assert words(governed(views(text), "be", "2")) == ["call"]
    assert words(governed(views(text), "be", "20")) == []


def test_small_words_are_missed_where_the_parse_wants_them() -> None:
    assert words(articles(views("She wrote letter to the mayor."), "2")) == ["letter"]
    assert words(infinitives(views("The city was forced sell the park."), "2.5")) == ["forced sell"]
    assert words(copulas(views("The answer very simple."), "0.3")) == ["answer very"]
    sound = views("She wrote a letter to the mayor, and the answer was forced.")
    assert not [*articles(sound, "2"), *infinitives(sound, "2.5"), *copulas(sound, "0.3")]


def test_a_preposition_left_behind_is_no_infinitive() -> None:
    assert words(inflected(views("He took steps to allowed the team in."))) == ["allowed"]
    assert words(inflected(views("The school she went to closed its doors."))) == []


def test_times_ask_for_their_tenses() -> None:
    assert words(past_times(views("The painter has died yesterday."), "perfect")) == ["has died"]
    assert words(past_times(views("The painter dies yesterday."), "present")) == ["dies"]
    assert words(so_far(views("Brandt lives here since 2004."))) == ["lives"]
    assert words(so_far(views("Brandt has lived here since 2004."))) == []
