"""Words weighed against their twins by their neighbours, and the model of neighbours that does it."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from newslint import lint_text
from newslint.errors import ModelError
from newslint.language.ngrams import Ngrams, default_ngrams, looked_up
from newslint.lexicon import load_named

RULES = [
    "usage/confused-words",
    "usage/perhaps-confused",
    "usage/homophone",
    "spelling/slip-into-another-word",
]


def flagged(text):
    return [(text[p.span.start : p.span.end], p.fix.edits[0].text) for p in lint_text(text, select=RULES)]


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        ("The minister said it was to late to act.", [("to", "too")]),
        ("They where arrested on Monday near the port.", [("where", "were")]),
        ("Shareholders will loose their money, and they will loose their jobs.", [("loose", "lose")] * 2),
        ("It was the fist time in ten years.", [("fist", "first")]),
        ("It was the first time in ten years.", []),
        ("It was the Fist time in ten years.", []),  # a name, for all that is known
        ("It was the two-fist time in ten years.", []),
        ("It was, the fist, time in ten years.", []),  # a mark tells no neighbours
        ("The word “fist time” was his.", []),
    ],
)
def test_slips(text, slips):
    assert flagged(text) == slips


def test_a_story_in_small_letters_gives_offsets_of_its_own_text():
    text = "A headline\n\n“No,” he said.\n\nThe blast killed at lest three people, İzmir’s mayor said.\n"
    assert flagged(text) == [("lest", "least")]


def test_pairs_are_known_words():
    numbers = default_ngrams().numbers([word for pair in load_named("confusables") for word in pair.split()])
    assert all(len(pair.split()) == 2 for pair in load_named("confusables"))
    assert np.mean(np.array(numbers) >= 0) > 0.9  # the model lacks some of the rarer ones
    assert len(load_named("confusables")) >= 300


def test_log_probabilities():
    model = default_ngrams()
    the, united, states, zebra = np.array(model.numbers("the united states zebra".split()))[:, None]
    assert (model.one(the) > model.one(zebra)).all()
    assert (model.two(united, states) > model.two(united, zebra) + 5).all()
    assert (model.three(the, united, states) > -0.5).all()
    unknown = np.array([-1])
    assert model.two(unknown, the) == model.one(the)  # nothing before: the word's own frequency
    assert model.three(unknown, united, states) == model.two(united, states)
    assert model.numbers(["zzyzx'q", "the"]) == [-1, int(the[0])]
    assert model.word(int(states[0])) == "states"


def test_slips_of_a_word():
    model = default_ngrams()
    index, words, cost = model.slips(np.array(model.numbers(["zzyzx'q", "peddle"])))
    found = dict(zip(map(model.word, words.tolist()), cost.tolist(), strict=True))
    assert set(index.tolist()) == {1}
    assert found["pedal"] == np.inf  # sounds alike
    assert "piddle" not in found or found["piddle"] > 0


def test_looked_up():
    index, place = looked_up(np.array([0, 2, 2, 3]), np.array([2, -1, 0, 1]))
    assert (index.tolist(), place.tolist()) == ([0, 2, 2], [2, 0, 1])


def test_a_missing_or_damaged_file(tmp_path):
    with pytest.raises(ModelError, match="missing"):
        Ngrams(tmp_path / "none.bin")
    (tmp_path / "bad.bin").write_bytes(b'{"word_key": ["<u4", 9]}\n1234')
    with pytest.raises(ModelError, match="damaged"):
        Ngrams(tmp_path / "bad.bin")


def test_no_numpy_is_a_failure_with_exit_code_2(tmp_path):
    (tmp_path / "draft.txt").write_text("It was the fist time in ten years.\n")
    code = "import sys; sys.modules['numpy'] = None; from newslint.__main__ import main; main()"
    command = [
        sys.executable,
        "-c",
        code,
        "check",
        "--no-cache",
        "--select",
        RULES[2],
        tmp_path / "draft.txt",
    ]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert (ran.returncode, "numpy" in ran.stderr + ran.stdout) == (2, True)
