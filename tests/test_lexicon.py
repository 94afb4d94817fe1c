"""The lexicon as it ships: its readings, inflection, articles and lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from newslint.errors import NewslintError
from newslint.lexicon import (
    Lexicon,
    Reading,
    a_or_an,
    copy_case,
    default_lexicon,
    load_list,
    load_named,
    rules_folder,
)

FOLDER = rules_folder() / "lexicon"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return default_lexicon()


@pytest.mark.parametrize(
    ("word", "tags"),
    [
        ("said", "VBD VBN"),
        ("of", "IN"),
        ("is", "VBZ"),
        ("the", "DT"),
        ("an", "DT"),
        ("weapons", "NNS"),
        ("nations", "NNS"),
        ("countries", "NNS"),
        ("borders", "NNS VBZ"),
        ("got", "VBD VBN"),
        ("gotten", "VBN"),
        ("bigger", "JJR"),
        ("biggest", "JJS"),
        ("people", "NNS"),
        ("children", "NNS"),
        ("would", "MD"),
        ("whose", "WP$"),
        ("their", "PRP$"),
        ("colour", "NN VB"),
        ("organised", "VBN VBD"),
    ],
)
def test_common_words_have_just_their_usual_readings(lexicon: Lexicon, word: str, tags: str) -> None:
    assert {reading.xpos for reading in lexicon.readings(word)} == set(tags.split())


@pytest.mark.parametrize("word", ["plans", "claims", "calls", "works", "warns", "hopes", "houses", "fields"])
def test_third_persons_of_the_news_are_kept(lexicon: Lexicon, word: str) -> None:
    assert lexicon.may_be(word, "VBZ")


def test_the_most_usual_reading_comes_first(lexicon: Lexicon) -> None:
    assert lexicon.readings("company")[0].xpos == "NN"
    assert lexicon.readings("means")[0] == Reading("VBZ", "mean")
    assert lexicon.readings("say")[0].xpos == "VB"


def test_case_is_read_as_is_then_folded(lexicon: Lexicon) -> None:
    assert lexicon.readings("Weapons") == lexicon.readings("weapons")
    assert Reading("JJ", "Russian") in lexicon.readings("RUSSIAN")
    assert not lexicon.knows("russian")
    assert {reading.xpos for reading in lexicon.readings("May")} == {"NNP", "MD"}
    assert lexicon.readings("n’t") == lexicon.readings("n't") != ()


def test_unknown_words_have_no_readings(lexicon: Lexicon) -> None:
    assert lexicon.readings("Bifden") == ()
    assert lexicon.readings("") == ()
    assert not lexicon.knows("Bifden")
    assert not lexicon.may_be("Bifden", "N*")
    assert not lexicon.only("Bifden", "NN")
    assert lexicon.lemmas("Bifden") == frozenset()


def test_tags_may_be_prefixes(lexicon: Lexicon) -> None:
    assert lexicon.may_be("borders", "VB*")
    assert not lexicon.may_be("weapons", "VB*")
    assert not lexicon.may_be("borders", "V")
    assert lexicon.only("said", "VB*")
    assert not lexicon.only("borders", "VB*")
    assert lexicon.only("borders", "VBZ", "NNS")


def test_lemmas_and_forms(lexicon: Lexicon) -> None:
    assert lexicon.lemmas("leaves") == {"leaf", "leave"}
    assert lexicon.forms("get") == {"get", "gets", "got", "gotten", "getting"}
    assert {"am", "is", "are", "was", "were", "been", "being", "be"} <= lexicon.forms("be")
    assert lexicon.forms("glorp") == {"glorp"}


@pytest.mark.parametrize(
    ("lemma", "xpos", "form"),
    [
        ("say", "VBD", "said"),
        ("say", "VBZ", "says"),
        ("be", "VBD", "was"),
        ("be", "VBZ", "is"),
        ("lie", "VBD", "lay"),
        ("die", "VBG", "dying"),
        ("see", "VBG", "seeing"),
        ("refer", "VBD", "referred"),
        ("offer", "VBD", "offered"),
        ("panic", "VBG", "panicking"),
        ("stop", "VBG", "stopping"),
        ("carry", "VBZ", "carries"),
        ("nation", "NNS", "nations"),
        ("country", "NNS", "countries"),
        ("person", "NNS", "people"),
        ("quiz", "NNS", "quizzes"),
        ("hero", "NNS", "heroes"),
        ("photo", "NNS", "photos"),
        ("monarch", "NNS", "monarchs"),
        ("grandchild", "NNS", "grandchildren"),
        ("backbencher", "NNS", "backbenchers"),
        ("aircraft", "NNS", "aircraft"),
        ("weapon", "NN", "weapon"),
        ("say", "VB", "say"),
        ("big", "JJR", "bigger"),
        ("good", "JJS", "best"),
        ("happy", "JJS", "happiest"),
        ("information", "NNS", None),
        ("equipment", "NNS", None),
        ("beautiful", "JJR", None),
        ("say", "NNX", None),
        ("", "VBD", None),
        # Unknown lemmas follow the rules.
        ("glorp", "VBG", "glorping"),
        ("zug", "VBD", "zugged"),
        ("vexate", "VBG", "vexating"),
        ("scrobby", "NNS", "scrobbies"),
        ("klax", "NNS", "klaxes"),
        ("zug", "JJR", "zugger"),
        ("glorpous", "JJS", None),
    ],
)
def test_inflection(lexicon: Lexicon, lemma: str, xpos: str, form: str | None) -> None:
    assert lexicon.inflect(lemma, xpos) == form


def test_readings_in_universal_terms() -> None:
    assert Reading("NNS", "nation").upos == "NOUN"
    assert Reading("NNS", "nation").feats == {"Number": "Plur"}
    assert Reading("VBZ", "be").upos == "AUX"
    assert Reading("VBZ", "say").upos == "VERB"
    assert Reading("VBZ", "say").feats["Person"] == "3"
    assert Reading("PRP$", "my").upos == "PRON"
    assert Reading("RBR", "well").upos == "ADV"
    assert Reading("FW", "etc.").upos == "X"


def test_every_line_is_well_formed(lexicon: Lexicon) -> None:
    lines = (FOLDER / "english.txt").read_text("utf-8").splitlines()
    forms = [line.split("\t")[0] for line in lines]
    assert lines == sorted(lines)
    assert len(set(forms)) == len(forms) == len(lexicon) > 70_000
    for form in forms:
        readings = lexicon.readings(form)
        assert readings, form
        assert len(set(readings)) == len(readings), form
        assert all(reading.upos != "X" for reading in readings) or form.startswith("etc"), form


@pytest.mark.parametrize(
    ("model", "word", "wanted"),
    [
        ("Nation", "nations", "Nations"),
        ("NATION", "nations", "NATIONS"),
        ("nation", "nations", "nations"),
        ("A", "an", "An"),
        ("a", "an", "an"),
        ("a", "Russian", "Russian"),
        ("", "an", "an"),
    ],
)
def test_copying_case(model: str, word: str, wanted: str) -> None:
    assert copy_case(model, word) == wanted


AN = """
hour heir honest honorary MP FBI NGO SUV X-ray F-16 HIV MPs OPEC M.P. EU LGBT MP3 unimportant uninformed
urgent usher utter ultimatum Xbox A-level iPhone 8 11th 18-year-old 80 11,000 18,000 1812 $8 umbrella
"""
A = """
UN European one-off 1,800 1,100 user unanimous uranium unique union NATO NASA UNESCO UK U.S. BBC once ewe
universal 1 100 180 118 T-shirt U-turn house Ukrainian Ugandan utility PIN Ph.D. McDonald's UAE DeSantis
"""


@pytest.mark.parametrize("word", AN.split())
def test_an_before_a_vowel_sound(word: str) -> None:
    assert a_or_an(word) == "an"


@pytest.mark.parametrize("word", A.split())
def test_a_before_a_consonant_sound(word: str) -> None:
    assert a_or_an(word) == "a"


@pytest.mark.parametrize("word", ["herb", "historic", "hotel", "SAT", "FAQ", "URL", "LED", "1100", "", "?"])
def test_no_article_where_usage_is_divided(word: str) -> None:
    assert a_or_an(word) == ""


def test_a_list_leaves_out_comments_and_blank_lines(tmp_path: Path) -> None:
    (tmp_path / "pets.txt").write_text("# pets\n\ncat  # purrs\ndog\n", encoding="utf-8")
    assert load_list("pets", tmp_path) == {"cat", "dog"}


def test_a_list_that_cannot_be_read_is_an_error_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"caf\xe9\n")
    with pytest.raises(NewslintError, match=r"gone\.txt"):
        load_list("gone", tmp_path)
    with pytest.raises(NewslintError, match=r"bad\.txt.*UTF-8"):
        load_list("bad", tmp_path)


@pytest.mark.parametrize(
    ("name", "tag", "members"),
    [
        ("person-nouns", "NN", "minister spokesman officer teacher senator nurse"),
        ("mass-nouns", "NN", "information equipment advice evidence"),
        ("time-nouns", "NN", "day week month year hour minute decade"),
        ("speech-verbs", "VB", "say tell claim add warn"),
    ],
)
def test_named_lists_hold_words_that_the_lexicon_knows(
    lexicon: Lexicon, name: str, tag: str, members: str
) -> None:
    words = load_named(name)
    assert set(members.split()) <= words
    assert [word for word in words if "-" not in word and not lexicon.may_be(word, tag)] == []


def test_lists_say_what_they_are_for_and_repeat_nothing() -> None:
    for path in FOLDER.glob("*.txt"):
        if path.name == "english.txt":
            continue
        head, *rows = path.read_text("utf-8").splitlines()
        assert head.startswith("# "), path.name
        assert len(rows) == len(set(rows)), path.name


def test_abbreviations_end_in_a_stop() -> None:
    assert all(entry.endswith(".") for entry in load_named("abbreviations"))
    assert {"Mr.", "Gen.", "Jan.", "U.S.", "a.m."} <= load_named("abbreviations")
