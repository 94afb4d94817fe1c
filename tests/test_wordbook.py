"""A newsroom's own words: what each form of list says."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from newslint.errors import RuleError
from newslint.wordbook import Wordbook, load, of


def book(folder: Path, name: str, text: str | bytes) -> Wordbook:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return load([folder / name])


@pytest.mark.parametrize(
    "word",
    [
        *("blorp", "Blorp", "BLORP", "blorps", "blorp's", "blorp’s", "blorps’", "blorped", "blorping"),
        *("BLORPS", "BLORP’S", "Blorped"),
    ],
)
def test_a_small_word_is_right_in_any_case_and_regular_form(word: str) -> None:
    assert of(["blorp"]).accepts(word)


@pytest.mark.parametrize("word", ["blorpd", "blorpes", "bLorp", "blor", "blorpp", "blorpied", "reblorp", ""])
def test_what_is_no_regular_form_is_not_right(word: str) -> None:
    assert not of(["blorp"]).accepts(word)


@pytest.mark.parametrize(
    ("word", "right"),
    [
        *(("Bifden", True), ("Bifden's", True), ("BIFDEN", True), ("BIFDEN'S", True), ("Bifdens", True)),
        *(("bifden", False), ("Bifdened", False), ("BifDen", False)),
    ],
)
def test_a_name_keeps_its_capitals(word: str, right: bool) -> None:
    assert of(["Bifden"]).accepts(word) is right


@pytest.mark.parametrize(
    ("base", "form"),
    [
        ("wizzle", "wizzling"),
        ("blorpy", "blorpies"),
        ("blorpie", "blorpying"),
        ("Blorpy", "Blorpys"),
        ("zlog", "zlogged"),
        ("zlog", "zlogging"),
    ],
)
def test_forms_that_change_the_stem_are_right_too(base: str, form: str) -> None:
    assert of([base]).accepts(form)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("woman", "womans"),
        ("abandon", "abandonned"),
        ("your", "your's"),
        ("blorpy", "blorpys"),
        ("blorpy", "Blorpys"),
    ],
)
def test_a_list_of_common_words_makes_no_misspelling_right(word: str, form: str) -> None:
    assert not of([word]).accepts(form)


@pytest.mark.parametrize(
    ("entry", "word"),
    [("caf\u00e9ra", "cafe\u0301ra"), ("cafe\u0301ra", "caf\u00e9ra"), ("O’Grizzel", "O'Grizzel's")],
)
def test_accents_and_apostrophes_may_be_written_in_any_way(entry: str, word: str) -> None:
    assert of([entry]).accepts(word)


@pytest.mark.parametrize(
    ("entry", "text", "at", "right"),
    [
        ("blorp", "a blorp-like day", "blorp", True),
        ("blorp", "a blorpwizzle day", "blorp", False),
        ("blorp-wizzle", "a blorp-wizzle day", "blorp", True),
        ("blorp-wizzle", "a blorp day", "blorp", False),
        ("Anna Bifden", "said Anna\nBifden, 40", "Bifden", True),
        ("Anna Bifden", "“Anna Bifden’s boat”", "Bifden", True),
        ("Anna Bifden", "said Bob Bifden, 40", "Bifden", False),
        ("Anna Bifden", "said Anna. Bifden, 40", "Bifden", False),
        ("Bifden", "said Bifden’s son", "Bifden", True),
        ("Bifden", "said _Bifden_ too", "Bifden", True),
    ],
)
def test_whole_tokens_and_whole_names_are_right(entry: str, text: str, at: str, right: bool) -> None:
    start = text.index(at)
    assert of([entry]).accepts_at(text, start, start + len(at)) is right


def test_many_words_are_found_and_others_not() -> None:
    words = [
        f"blorp{number:x}q".translate(str.maketrans("0123456789", "ghijklmnop")) for number in range(5000)
    ]
    found = of(words)
    assert all(word in found.words for word in words)
    assert not any(f"{word}z" in found.words or word[1:] in found.words for word in words)
    assert set(found.words) == set(words)
    assert "" not in found.words


def test_remarks_and_blank_lines_are_no_words(tmp_path: Path) -> None:
    text = "\ufeff# ours\r\n\r\nblorp  # a unit\r\nGrizzle\r\n// theirs\r\nC#\r\n"
    assert set(book(tmp_path, "own.txt", text).words) == {"blorp", "Grizzle", "C#"}


def test_lists_may_be_in_windows_letters_and_compressed(tmp_path: Path) -> None:
    assert set(book(tmp_path, "own.txt", "Grißel\ncaféra\n".encode("cp1252")).words) == {"Grißel", "caféra"}
    assert set(book(tmp_path, "own.txt.gz", gzip.compress(b"blorp\n")).words) == {"blorp"}


def test_of_lists_that_disagree_the_later_is_right(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("blorp\n")
    (tmp_path / "slips.txt").write_text("blorp->blurb\n")
    own, slips = tmp_path / "own.txt", tmp_path / "slips.txt"
    assert (load([slips, own]).wrong, load([slips, own]).accepts("blorp")) == ({}, True)
    assert (load([own, slips]).wrong, load([own, slips]).accepts("blorp")) == ({"blorp": ("blurb",)}, False)


# Hunspell

AFFIXES = "SET UTF-8\nPFX A Y 1\nPFX A 0 re .\nSFX D Y 2\nSFX D y ied [^aeiou]y\nSFX D 0 ed [^y]\n"


def test_hunspell_affixes_make_forms(tmp_path: Path) -> None:
    (tmp_path / "own.aff").write_text(AFFIXES, encoding="utf-8")
    words = book(tmp_path, "own.dic", "2\nblorpy/AD\ngrizzel/D\tpo:noun\n").forms
    assert set(words) == {"blorpy", "blorpied", "reblorpy", "reblorpied", "grizzel", "grizzeled"}


@pytest.mark.parametrize(
    ("affixes", "entries"),
    [
        ("FLAG long\nSFX Aa Y 1\nSFX Aa 0 o .\nSFX Bb Y 1\nSFX Bb 0 s/Aa .", "blorp/BbZz"),
        ("FLAG num\nSFX 11 Y 1\nSFX 11 0 o .\nSFX 2 Y 1\nSFX 2 0 s/11 .", "blorp/2,9"),
        ("AF 2\nAF B # 1\nAF A # 2\nSFX A Y 1\nSFX A 0 o .\nSFX B Y 1\nSFX B 0 s/2 .", "blorp/1"),
        ("FORBIDDENWORD !\nSFX A Y 1\nSFX A 0 s .\nSFX B Y 1\nSFX B 0 so .\nSFX C Y 1\nSFX C 0 x .",
         "blorp/ABC\nblorpx/!"),
        ("NEEDAFFIX x\nONLYINCOMPOUND c\nSFX A Y 2\nSFX A 0 s .\nSFX A 0 so .", "blor/xB\nzzz/c\nblorp/A"),
        ("SFX A Y 1\nSFX A e s e\nSFX B Y 1\nSFX B 0 so [^e]", "blorpe/Ax\nblorp/B"),
    ],
)  # fmt: skip
def test_hunspell_flags(tmp_path: Path, affixes: str, entries: str) -> None:
    (tmp_path / "own.aff").write_text(affixes, encoding="utf-8")
    found = set(book(tmp_path, "own.dic", f"9\r\n{entries}\r\n".encode()).forms)
    assert found - {"blorpe"} == {"blorp", "blorps", "blorpso"}


def test_hunspell_files_are_read_in_their_encoding(tmp_path: Path) -> None:
    (tmp_path / "own.aff").write_bytes("SET ISO8859-2\nSFX A Y 1\nSFX A 0 ů .\n".encode("iso8859-2"))
    assert set(book(tmp_path, "own.dic", "1\nblořp/A\n".encode("iso8859-2")).forms) == {"blořp", "blořpů"}


def test_a_dictionary_without_affixes_is_a_list(tmp_path: Path) -> None:
    words = book(tmp_path, "own.dic", "blorp\n    of nobody\nNew Grizzel\nco\\/op\n*zorp\n")
    assert (set(words.words), words.wrong) == ({"blorp", "New Grizzel", "co/op"}, {"zorp": ()})


# Cspell

SETTINGS = """{
  // ours, [all]
  "words": ["blorp", "!zorp", "http://x",], /* and "theirs" */
  "ignoreWords": ["grizzel"],
  "flagWords": ["hte->the", "wrongly"], // these
  // "are wrong", ["x"]
  "suggestWords": ["thier: their, there"],
  "dictionaryDefinitions": [
    {"name": "desk", "path": "./desk.txt"},
    {"name": "unused", "path": "./unused.txt"},
    {"name": "inline", "words": ["wizzle"]},
  ],
  "dictionaries": ["desk", "en_US"],
  "import": ["./more.yaml"],
}
"""


def test_cspell_settings(tmp_path: Path) -> None:
    (tmp_path / "desk.txt").write_text("# cspell-tools: keep-case no-split\nblorpo\nAuth*\n")
    (tmp_path / "unused.txt").write_text("never\n")
    (tmp_path / "more.yaml").write_text("words:\n  - zizzel\nimport: cspell.json\n")
    words = book(tmp_path, "cspell.json", SETTINGS)
    assert set(words.words) == {"blorp", "grizzel", "http://x", "wizzle", "zizzel"}
    assert set(words.forms) == {"blorpo", "Auth"}
    slips = {"hte": ("the",), "wrongly": (), "thier": ("their", "there"), "zorp": ()}
    assert words.wrong == slips


def test_a_package_of_cspell_is_found_near_by(tmp_path: Path) -> None:
    folder = tmp_path / "node_modules/@desk/dict"
    folder.mkdir(parents=True)
    (folder / "cspell-ext.json").write_text('{"words": ["blorp"]}')
    assert set(book(tmp_path, "cspell.json", '{"import": ["@desk/dict"]}').words) == {"blorp"}


def test_a_list_of_several_words_a_line_says_so(tmp_path: Path) -> None:
    words = book(tmp_path, "own.txt", "# cspell-tools: split\nZorpo Grizzel\n")
    assert set(words.forms) == {"Zorpo", "Grizzel"}


TRIE = "#!/usr/bin/env cspell-trie reader\nTrieXv3\nbase=32\n__DATA__\nblorps$$5\nzq#5;<2\\1\\0th$4~b$\n"


def test_a_compiled_list_of_cspell(tmp_path: Path) -> None:
    forms = {"blorp", "blorps", "zq", "zqs", "10th"}
    assert set(book(tmp_path, "own.trie", TRIE).forms) == forms
    assert set(book(tmp_path, "own.trie.gz", gzip.compress(TRIE.encode())).forms) == forms
    with pytest.raises(RuleError, match="damaged"):
        book(tmp_path, "bad.trie", TRIE.replace("blorp", "bl<<<<"))


# Codespell


def test_codespell_lines_are_slips(tmp_path: Path) -> None:
    text = (
        "abandonned->abandoned\nwan->want, wane,\naboutit->about it\nclas->class, disabled as it is a name\n"
    )
    assert book(tmp_path, "spell.txt", text).wrong == {
        "abandonned": ("abandoned",),
        "wan": ("want", "wane"),
        "aboutit": ("about it",),
        "clas": ("class",),
    }


# What cannot be read


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.json", "{", r"a\.json:1:2: not JSON"),
        ("a.json", "[1]", "expected an object"),
        ("a.json", '{"words": "x"}', "“words” must be a list"),
        ("a.json", '{"dictionaryDefinitions": [1]}', "“dictionaryDefinitions” must be a list"),
        ("a.json", '{"import": ["./none.json"]}', r"none\.json: there is no such list"),
        ("a.yaml", "words: [", r"a\.yaml:\d+:\d+: not YAML"),
        ("a.txt", "blorp\n->x", r"a\.txt:2: expected “wrong->right”"),
        ("a.txt", "x->", "expected “wrong->right”"),
        ("a.txt", b"\x00\x01\x02PNG\x00", "binary"),
        ("a.txt.gz", b"\x1f\x8b\x08\x00damaged", "damaged"),
        ("a.trie", "TrieXv1\n*\nab", "only version 3"),
    ],
)
def test_a_broken_list_names_its_file_and_what_to_do(
    tmp_path: Path, name: str, text: str | bytes, said: str
) -> None:
    with pytest.raises(RuleError, match=said) as caught:
        book(tmp_path, name, text)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("affixes", "said"),
    [
        ("SET KLINGON-1\n", "there is no encoding"),
        ("SET UTF-8\nSFX A Y 1\nSFX A 0 s [a\n", r"own\.aff:3: “\[a” is no condition"),
        ("SET UTF-8\n", r"own\.dic:2: this is not utf-8"),
    ],
)
def test_a_broken_dictionary_names_its_place(tmp_path: Path, affixes: str, said: str) -> None:
    (tmp_path / "own.aff").write_text(affixes)
    with pytest.raises(RuleError, match=said):
        book(tmp_path, "own.dic", b"1\nblorp\xe9\n")


def test_a_dictionary_has_no_say_in_what_we_know(tmp_path: Path) -> None:
    """It would else hide slips into other words, and names that are written in two ways."""
    (tmp_path / "slips.txt").write_text("blorp->blurb\nten->tin\n")
    (tmp_path / "own.dic").write_text("4\nsing\nPeterson\nwizzel\nblorp\n")
    words = load([tmp_path / "slips.txt", tmp_path / "own.dic"])
    assert "sing" not in words.forms
    assert words.accepts("wizzel")
    assert not words.house.accepts("Peterson")
    assert words.wrong == {"blorp": ("blurb",), "ten": ("tin",)}
