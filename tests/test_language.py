"""The language model: what it is told, what it says, and how it fails."""

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.annotate.language import analyse, analysed
from newslint.annotate.sentences import sentences
from newslint.errors import ModelError
from newslint.language.decode import is_tree, tree
from newslint.language.features import shape
from newslint.language.lemmas import lemma_of
from newslint.language.model import MAX_TOKENS, Model, default_model

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "lint/newslint/language/data"


# Trees


def trees(n: int, root: int) -> list[tuple[int, ...]]:
    """Every tree of n tokens with this root."""
    every = itertools.product(range(n + 1), repeat=n)
    return [heads for heads in every if is_tree(heads) and heads[root] == 0]


@pytest.mark.parametrize(
    ("heads", "is_one"),
    [([0], True), ([0, 1, 2], True), ([2, 0, 2], True), ([2, 1, 0], False),
     ([0, 0], False), ([1, 0], False), ([2, 3, 1], False)],
)  # fmt: skip
def test_one_tree(heads, is_one):
    assert is_tree(heads) == is_one


@given(st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_the_best_tree_is_found(n, seed):
    likely = np.random.default_rng(seed).random((n, n + 1))
    likely[np.arange(n), np.arange(1, n + 1)] = 0
    likely /= likely.sum(1, keepdims=True)
    found = tree(likely)
    assert is_tree(found)
    root = int(likely[:, 0].argmax())
    assert found[root] == 0

    def worth(heads):
        return sum(np.log(likely[i, head] + 1e-12) for i, head in enumerate(heads) if i != root)

    assert worth(found) == pytest.approx(max(map(worth, trees(n, root))))


# Forms


@pytest.mark.parametrize(
    ("form", "expected"),
    [("McCarthy", "XxXxxx"), ("1,200", "d,ddd"), ("U.S.", "X.X."), ("2021-22", "ddd-dd"),
     ("İstanbul", "Xxxx"), ("", "")],
)  # fmt: skip
def test_shapes(form, expected):
    assert shape(form) == expected


@pytest.mark.parametrize(
    ("form", "xpos", "lemma"),
    [
        ("ran", "VBD", "run"),
        ("left", "VBD", "leave"),
        ("Left", "JJ", "left"),
        ("countries", "NNS", "country"),
        ("better", "JJR", "good"),
        ("'s", "VBZ", "be"),
        ("are", "VBP", "be"),
        ("Ushakov", "NNP", "Ushakov"),
        ("Russian", "JJ", "Russian"),
        ("1,200", "CD", "1200"),
        ("Twitterized", "VBD", "twitterize"),
        ("blogging", "VBG", "blog"),
        ("unfriended", "VBN", "unfriend"),
        ("vlogs", "NNS", "vlog"),
    ],
)
def test_lemmas(form, xpos, lemma):
    assert lemma_of(form, xpos) == lemma


# Sentences


def words_of(text):
    [sentence] = sentences(text)
    return {token.text: word for token, word in zip(sentence.tokens, sentence.analysis, strict=True)}


def test_a_plain_sentence():
    words = words_of("The mayor praised the old bridges.")
    assert (words["mayor"].upos, words["mayor"].deprel) == ("NOUN", "nsubj")
    assert (words["praised"].xpos, words["praised"].lemma, words["praised"].head) == ("VBD", "praise", -1)
    assert words["bridges"].deprel == "obj"
    assert "Number=Plur" in words["bridges"].feats
    assert all(0 <= word.sure_tag <= 1.001 and 0 <= word.sure_arc <= 1.001 for word in words.values())


def test_a_sentence_is_analysed_the_same_alone_and_in_company():
    texts = ["The mayor left.", "She said that the bridge across the river would not be built.", "No."] * 3
    forms = [text.replace(".", " .").split() for text in texts]
    alone = [next(analysed([one])) for one in forms]
    for one, other in zip(alone, analysed(forms), strict=True):
        assert [word[:6] for word in one] == [word[:6] for word in other]
        assert [word.sure_arc for word in one] == pytest.approx([word.sure_arc for word in other], abs=1e-4)


def test_sentences_are_analysed_once():
    [first] = sentences("The mayor left.")
    analyse([first, first])
    words = first.analysis
    analyse([first])
    assert first.analysis is words


@pytest.mark.parametrize("size", [MAX_TOKENS - 1, MAX_TOKENS, MAX_TOKENS + 1, 5 * MAX_TOKENS])
def test_a_long_sentence_is_one_tree(size):
    [words] = analysed([["word", ","] * (size // 2)])
    assert is_tree([word.head + 1 for word in words])


@given(st.text(max_size=200))
def test_any_text_is_analysed(text):
    found = sentences(text)
    analyse(found)
    for sentence in found:
        assert len(sentence.analysis) == len(sentence.tokens)
        assert is_tree([word.head + 1 for word in sentence.analysis])


@pytest.mark.parametrize(
    "text", ["Путин сказал правду.", "総理は辞任した。", "👩‍👩‍👧 🇫🇷 !!!", "a" * 5000, "ﬁ\u0301 x\u200d"]
)
def test_any_script_is_analysed(text):
    for sentence in sentences(text):
        assert len(sentence.analysis) == len(sentence.tokens)


def test_nothing_is_analysed_of_nothing():
    assert list(analysed([])) == []
    assert list(analysed([[]])) == [()]


# The files


@pytest.mark.parametrize("name", ["english.onnx", "english.bin", "english.json"])
def test_a_missing_or_damaged_file_is_named(tmp_path, name):
    for path in DATA.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / name).write_bytes((DATA / name).read_bytes()[:1000])
    with pytest.raises(ModelError, match=f"damaged.*|{name}") as damaged:
        Model(tmp_path)
    assert str(damaged.value).startswith(str(tmp_path / name))
    (tmp_path / name).unlink()
    with pytest.raises(ModelError, match="missing") as missing:
        Model(tmp_path)
    assert str(missing.value).startswith(str(tmp_path / name))


def test_the_model_is_small_and_noticed():
    assert sum(path.stat().st_size for path in DATA.glob("english.*")) < 12_000_000
    notice = (ROOT / "NOTICE").read_text("utf-8")
    for work in ("UD_English-EWT", "GUM", "CC BY-SA 4.0", "spacy-lookups-data"):
        assert work in notice


def test_no_torch_is_needed_to_run():
    program = "import sys, newslint.language.model; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"torch", "onnx"} & set(done.stdout.split())


def test_the_scores_are_those_that_are_claimed(shared):
    """The shipped model on the test set, recomputed; bench/language.md has the table."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "train/evaluate.py"), str(shared / "treebanks")],
        capture_output=True,
        text=True,
        check=True,
    )
    [line] = [line for line in done.stdout.splitlines() if line.startswith("EWT test, gold")]
    assert line in (ROOT / "bench/language.md").read_text("utf-8")
    _, upos, xpos, _, lemma, _, las, *_ = map(float, line.split()[-10:])
    assert (upos >= 95, xpos >= 94, lemma >= 97, las >= 82) == (True, True, True, True)


def test_the_model_is_loaded_once():
    assert default_model() is default_model()
