"""A newsroom's own words: what each form of list says."""

from __future__ import annotations

from pathlib import Path

import pytest

from newslint.errors import RuleError
from newslint.wordbook import load, of


def book(folder: Path, name: str, text: str):
    (folder / name).write_text(text, encoding="utf-8")
    return load([folder / name])


@pytest.mark.parametrize(
    "word", ["blorp", "Blorp", "BLORP", "blorps", "blorp's", "blorp’s", "blorped", "blorping"]
)
def test_a_small_word_is_right_in_any_case_and_regular_form(word: str) -> None:
    assert of(["blorp"]).accepts(word)


@pytest.mark.parametrize(
    ("word", "right"),
    [("Bifden", True), ("Bifden's", True), ("BIFDEN", True), ("bifden", False), ("Bifdened", False)],
)
def test_a_name_keeps_its_capitals(word: str, right: bool) -> None:
    assert of(["Bifden"]).accepts(word) is right


@pytest.mark.parametrize(
    ("base", "form"),
    [("wizzle", "wizzling"), ("crony", "cronies"), ("blog", "blogged"), ("blog", "blogging")],
)
def test_forms_that_change_the_stem_are_right_too(base: str, form: str) -> None:
    assert of([base]).accepts(form)


def test_remarks_and_blank_lines_are_no_words(tmp_path: Path) -> None:
    words = book(tmp_path, "own.txt", "# ours\n\nblorp  # a unit\nGrizzle\n")
    assert (words.any_case, words.exact) == (frozenset({"blorp"}), frozenset({"Grizzle"}))


def test_hunspell_affixes_make_forms(tmp_path: Path) -> None:
    (tmp_path / "own.aff").write_text(
        "SET UTF-8\nPFX A Y 1\nPFX A 0 re .\nSFX D Y 2\nSFX D y ied [^aeiou]y\nSFX D 0 ed [^y]\n",
        encoding="utf-8",
    )
    words = book(tmp_path, "own.dic", "2\nblorpy/AD\ngrizzel/D\n").any_case
    assert words == {"blorpy", "blorpied", "reblorpy", "reblorpied", "grizzel", "grizzeled"}


def test_cspell_settings_and_flags(tmp_path: Path) -> None:
    words = book(
        tmp_path, "cspell.json", '{\n  // ours\n  "words": ["blorp"],\n  "flagWords": ["hte->the"],\n}\n'
    )
    assert words.any_case == {"blorp"}
    assert words.wrong == {"hte": ("the",)}


def test_codespell_lines_are_slips(tmp_path: Path) -> None:
    assert book(tmp_path, "spell.txt", "abandonned->abandoned\nwan->want, wane,\n").wrong == {
        "abandonned": ("abandoned",),
        "wan": ("want", "wane"),
    }


@pytest.mark.parametrize(("name", "text"), [("a.json", "{"), ("a.json", "[1]"), ("a.txt", "->x")])
def test_a_broken_list_names_its_file(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(RuleError, match=name):
        book(tmp_path, name, text)
