"""Subjects and their number, from hand-made trees, so that nothing here depends on the language model."""

from __future__ import annotations

import pytest

from newslint.checks.agreement import flipped
from newslint.checks.namings import surnames
from newslint.checks.subjects import pairs, shown
from newslint.checks.suspicion import may_differ
from newslint.document import Token, Tokens, Word
from newslint.language.lemmas import lemma_of

UPOS = {"NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "DT": "DET", "IN": "ADP", "PRP": "PRON", "WDT": "PRON",
        "WP": "PRON", "CC": "CCONJ", "JJ": "ADJ", "CD": "NUM", "TO": "PART", "RB": "ADV", ".": "PUNCT", ",": "PUNCT"}  # fmt: skip


def sentence(rows: str) -> tuple[Tokens, list[Word]]:
    """Tokens and words of lines `form xpos head deprel`, heads from 1; auxiliaries are known by their deprel."""
    tokens, words, at = [], [], 0
    for line in rows.strip().splitlines():
        form, xpos, head, deprel = line.split()
        tokens.append(Token(at, at + len(form), form, form.lower(), True))
        upos = "AUX" if deprel in ("aux", "aux:pass", "cop") else UPOS.get(xpos, "VERB")
        feats = "PronType=Rel" if xpos == "WDT" else ""
        words.append(Word(lemma_of(form, xpos), upos, xpos, feats, int(head) - 1, deprel, 0.99, 0.99, 0.5))
        at += len(form) + 1
    return Tokens(tokens), words


def found(rows: str) -> list[tuple[str, str, str]]:
    """The verbs that differ from their subjects, with the subject and the number that it asks for."""
    tokens, words = sentence(rows)
    return [(tokens[p.verb].text, tokens[p.noun].text, p.number) for p in pairs(tokens, words)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("The DT 2 det\nrecords NNS 6 nsubj\nof IN 5 case\nthe DT 5 det\nboard NN 2 nmod\nshows VBZ 0 root", [("shows", "records", "Plur")]),
        ("The DT 2 det\nrecords NNS 6 nsubj\nof IN 5 case\nthe DT 5 det\nboard NN 2 nmod\nshow VBP 0 root", []),
        ("The DT 2 det\nrepair NN 6 nsubj\nof IN 5 case\nthe DT 5 det\nroads NNS 2 nmod\nhelp VBP 0 root", [("help", "repair", "Sing")]),
        ("The DT 2 det\nteam NN 3 nsubj\nplay VBP 0 root", []),
        ("Years NNS 4 nsubj\nis VBZ 4 cop\ntoo RB 4 advmod\nlong JJ 0 root", []),
        ("The DT 2 det\nTaliban NNP 4 nsubj\nhave VBP 4 aux\nwon VBN 0 root", []),
        ("Some DT 5 nsubj\nof IN 3 case\nroads NNS 1 nmod\nis VBZ 5 cop\nsteep JJ 0 root", [("is", "Some", "Plur")]),
        ("It PRP 4 expl\nwere VBD 4 cop\nno DT 4 det\nsecret NN 0 root", [("were", "It", "Sing")]),
        ("if IN 5 mark\nthe DT 3 det\nroad NN 5 nsubj\nwere VBD 5 cop\nsteep JJ 0 root", []),
        ("The DT 3 det\nUnited NNP 3 compound\nStates NNPS 5 nsubj\nhave VBP 5 aux\nwon VBN 0 root", [("have", "States", "Sing")]),
        ("Mr. NNP 2 compound\nPoe NNP 4 nsubj\nhave VBP 4 aux\nwon VBN 0 root", [("have", "Poe", "Sing")]),
        ("The DT 2 det\nmayor NN 7 nsubj\nand CC 5 cc\nthe DT 5 det\nsheriff NN 2 conj\nwas VBD 7 cop\nlate JJ 0 root", [("was", "mayor", "Plur")]),
        ("They PRP 2 nsubj\nsings VBZ 0 root", [("sings", "They", "Plur")]),
        ("roads NNS 0 root\nthat WDT 3 nsubj\ncrosses VBZ 1 acl:relcl", [("crosses", "roads", "Plur")]),
        ("one CD 0 root\nof IN 3 case\nroads NNS 1 nmod\nthat WDT 5 nsubj\ncrosses VBZ 3 acl:relcl", []),
        ("the DT 2 det\ndriver NN 5 nsubj\nmust MD 5 aux\nnot RB 5 advmod\nstop VB 0 root", []),
    ],
)  # fmt: skip
def test_pairs(rows, expected):
    assert found(rows) == expected


@pytest.mark.parametrize(
    ("rows", "how"),
    [
        ("Microsoft NNP 3 nsubj\nhave VBP 3 aux\nwon VBN 0 root", "usage"),
        ("The DT 2 det\ngovernment NN 4 nsubj\nhave VBP 4 aux\nwon VBN 0 root", "usage"),
        ("Aaron NNP 4 nsubj\nWoe NNP 1 flat\nhave VBP 4 aux\nwon VBN 0 root", "plain"),
        ("Poe NNP 6 nsubj\n, , 3 punct\n23 CD 1 appos\n, , 3 punct\nhave VBP 6 aux\nwon VBN 0 root", "plain"),
    ],
)  # fmt: skip
def test_what_is_a_matter_of_usage(rows, how):
    assert [pair.how for pair in pairs(*sentence(rows))] == [how]


def test_surnames_of_a_story():
    found = surnames(["Aaron K. Kovacik met Gov. Poe.", "Aaron Thistle have won. The North Sea is cold."])
    assert found == {"Kovacik", "Poe"}


@pytest.mark.parametrize(
    ("form", "xpos", "number"),
    [("is", "VBZ", "Sing"), ("were", "VBD", "Plur"), ("came", "VBD", ""), ("am", "VBP", ""), ("cut", "VBP", ""),
     ("posses", "VBZ", ""), ("run", "VBP", "Plur"), ("walk", "VBP", "Plur"), ("walks", "NNS", "")],
)  # fmt: skip
def test_the_number_that_a_form_shows(form, xpos, number):
    tokens, words = sentence(f"{form} {xpos} 0 root")
    assert shown(tokens, words, 0) == number


@pytest.mark.parametrize(
    ("text", "lemma", "number", "expected"),
    [("is", "be", "Plur", "are"), ("Were", "be", "Sing", "Was"), ("has", "have", "Plur", "have"),
     ("carries", "carry", "Plur", "carry"), ("go", "go", "Sing", "goes"), ("does", "do", "Plur", "do")],
)  # fmt: skip
def test_the_other_number(text, lemma, number, expected):
    assert flipped(text, text.lower(), lemma, number) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The records of the board show nothing .", False),
        ("The records of the board shows nothing .", True),
        ("The mayor said the records are sealed .", False),
        ("The mayor and the sheriff was late .", True),
        ("There are a leak in the roof .", True),
        ("There is a leak in the roof .", False),
        ("There is leaks in the roof .", True),
        ("He said it have rained .", True),
        ("They let the board go home .", False),
        ("Do he know the drivers ?", True),
        ("Does he know the drivers ?", False),
        ("The drivers who has a permit may go .", True),
        ("Mr. Hodges have left .", True),
    ],
)
def test_which_sentences_are_analysed(text, expected):
    words = text.split()
    tokens = [Token(i, i + 1, word, word.lower(), True) for i, word in enumerate(words)]
    assert may_differ(tokens) == expected
