"""`newslint parse`: tables, CoNLL-U and json, bad input, and a model that is missing or damaged.

The model is trained anew now and then: structure is tested, and only tags that no model gets wrong.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import newslint as package

UPOS = set("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
STORY = """\
Council Opens the Old Bridge

HARROWGATE (Tribune) – The council opened the old bridge on Monday. It hadn't been used since 1998.

“We’re glad,” said the mayor’s deputy, who lives nearby.
"""
MARKDOWN = """\
# Council opens the *old* bridge

The council re**open**ed the [old bridge](https://example.org/a_b) on Monday. It&nbsp;did `not` say why.

- The deputy *smiled*.

| Toll | Price |
| ---- | ----- |
| Car  | 2     |
"""


# CoNLL-U, read without newslint


class Sentence(NamedTuple):
    """A sentence of CoNLL-U: its comments by name, bare ones with an empty value, and its rows."""

    comments: dict[str, str]
    rows: list[list[str]]


def read_conllu(text: str) -> list[Sentence]:
    """The sentences of a CoNLL-U file, which must be well-formed."""
    assert text.endswith("\n\n")
    assert "\r" not in text
    sentences = []
    for part in text.removesuffix("\n\n").split("\n\n"):
        lines = part.split("\n")
        comments = [line for line in lines if line.startswith("#")]
        assert lines[: len(comments)] == comments  # they come first
        named = dict(comment[2:].partition(" = ")[::2] for comment in comments)
        assert len(named) == len(comments)
        sentences.append(Sentence(named, [line.split("\t") for line in lines[len(comments) :]]))
    ids = [sentence.comments["sent_id"] for sentence in sentences]
    assert len(set(ids)) == len(ids)
    assert not any("/" in name or " " in name for name in ids)
    for sentence in sentences:
        check_sentence(sentence)
    return sentences


def check_sentence(sentence: Sentence) -> None:
    rows = sentence.rows
    assert rows
    assert {len(row) for row in rows} == {10}
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    assert all(column and column == column.strip() for row in rows for column in row)
    assert {row[3] for row in rows} <= UPOS
    assert {row[8] for row in rows} == {"_"}
    for row in rows:
        check_features(row[5])
    check_tree([int(row[6]) for row in rows], [row[7] for row in rows])
    pieces = (row[1] if "SpaceAfter=No" in row[9].split("|") else f"{row[1]} " for row in rows)
    assert "".join(pieces).strip() == sentence.comments["text"]


def check_features(column: str) -> None:
    if column == "_":
        return
    assert all(re.fullmatch(r"[A-Z][A-Za-z0-9]*=[A-Z0-9][A-Za-z0-9,]*", one) for one in column.split("|"))
    names = [one.split("=")[0].lower() for one in column.split("|")]
    assert names == sorted(set(names))


def check_tree(heads: list[int], relations: list[str]) -> None:
    """One root, on which everything hangs in the end; heads count from 1."""
    assert heads.count(0) == 1
    assert [relation == "root" for relation in relations] == [head == 0 for head in heads]
    for start in range(1, len(heads) + 1):
        seen = set()
        while start:
            assert start not in seen
            seen.add(start)
            start = heads[start - 1]


def offsets(row: list[str]) -> tuple[int, int]:
    found = dict(one.split("=") for one in row[9].split("|"))
    return int(found["Start"]), int(found["End"])


def raw_forms(sentences: list[Sentence], raw: str) -> list[tuple[str, str]]:
    """Each form with what stands at its offsets."""
    return [(row[1], raw[slice(*offsets(row))]) for sentence in sentences for row in sentence.rows]


def test_conllu_is_well_formed_and_leads_back_to_the_text(newslint, write):
    write("story.txt", STORY)
    ran = newslint("parse", "story.txt", "--output-format", "conllu")
    assert (ran.code, ran.err) == (0, "")
    sentences = read_conllu(ran.out)
    assert [sentence.comments["text"] for sentence in sentences] == [
        "Council Opens the Old Bridge",
        "The council opened the old bridge on Monday.",
        "It hadn't been used since 1998.",
        "“We’re glad,” said the mayor’s deputy, who lives nearby.",
    ]
    assert [sentence.comments["scope"] for sentence in sentences] == ["headline", "lead", "lead", "body"]
    assert [sentence.comments["line"] for sentence in sentences] == ["1", "3", "3", "5"]
    assert ["newpar" in sentence.comments for sentence in sentences] == [True, True, False, True]
    assert [sentence.comments.get("newdoc id") for sentence in sentences] == ["story.txt", None, None, None]
    assert all(form == raw for form, raw in raw_forms(sentences, STORY))
    rows = [row for sentence in sentences for row in sentence.rows]
    assert {row[3] for row in rows if row[1].lower() == "the"} == {"DET"}
    assert {row[2] for row in rows if row[1].lower() == "the"} == {"the"}
    assert {row[3] for row in rows if row[1] in {".", ",", "“", "”"}} == {"PUNCT"}


def test_every_document_of_a_run_is_one_of_the_output(newslint, write):
    write("d/a.txt", "The council met.\n")
    write("d/b.txt", "")
    write("d/c.txt", "The council left. Nobody saw it.\n")
    ran = newslint("parse", "d", "--output-format", "conllu")
    assert (ran.code, ran.err) == (0, "")
    sentences = read_conllu(ran.out)
    assert [sentence.comments.get("newdoc id") for sentence in sentences] == ["d/a.txt", "d/c.txt", None]


def test_markup_inside_words_belongs_to_their_place_but_not_to_their_form(newslint, write):
    write("story.md", MARKDOWN)
    ran = newslint("parse", "story.md", "--output-format", "conllu")
    sentences = read_conllu(ran.out)
    texts = [sentence.comments["text"] for sentence in sentences]
    assert texts[0] == "Council opens the old bridge"
    assert texts[1] == "The council reopened the old bridge on Monday."
    assert texts[-1] == "The deputy smiled."
    assert "Toll" not in ran.out  # a table is no prose
    found = dict(raw_forms(sentences, MARKDOWN))
    assert found["reopened"] == "re**open**ed"
    assert found["\ufffc"] == "`not`"  # code is one thing, and no words
    assert [form for form, raw in found.items() if form != raw] == ["reopened", "\ufffc"]


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_endings_count_as_they_are(newslint, write, ending):
    raw = STORY.replace("\n", ending)
    write("story.txt", raw.encode())
    sentences = read_conllu(newslint("parse", "story.txt", "--output-format", "conllu").out)
    assert [sentence.comments["line"] for sentence in sentences] == ["1", "3", "3", "5"]
    assert all(form == text for form, text in raw_forms(sentences, raw))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_offsets_count_code_points_whatever_the_bytes(newslint, write, encoding):
    raw = "The mayor 👩🏽‍🚒 danced 🎉🎉 at the café.\u00a0 Nobody\u200b else did.\n"
    write("story.txt", raw.encode(encoding))
    sentences = read_conllu(newslint("parse", "story.txt", "--output-format", "conllu").out)
    forms = raw_forms(sentences, raw)
    assert all(form == text for form, text in forms)
    assert "🎉" in dict(forms)
    assert dict(forms)["café"] == "café"


def test_a_very_long_sentence_is_one_tree(newslint, write):
    write("story.txt", f"The council bought {'a red bench, ' * 120}and a lamp.\n")
    [sentence] = read_conllu(newslint("parse", "story.txt", "--output-format", "conllu").out)
    assert len(sentence.rows) > 400


# json


def test_json_has_every_key_and_leads_back_to_the_text(newslint, write):
    write("story.md", MARKDOWN)
    ran = newslint("parse", "story.md", "--output-format", "json")
    assert (ran.code, ran.err) == (0, "")
    whole = json.loads(ran.out)
    assert list(whole) == ["version", "files", "failures"]
    assert (whole["version"], whole["failures"]) == (1, [])
    [file] = whole["files"]
    assert (list(file), file["path"]) == (["path", "sentences"], "story.md")
    for sentence in file["sentences"]:
        assert list(sentence) == ["start", "end", "line", "scope", "text", "tokens"]
        tokens = sentence["tokens"]
        keys = "text start end lemma upos xpos feats head deprel sure_tag sure_arc"
        assert {" ".join(token) for token in tokens} == {keys}
        heads = [0 if token["head"] is None else token["head"] + 1 for token in tokens]
        check_tree(heads, [token["deprel"] for token in tokens])
        assert all(0 <= token[sure] <= 1 for token in tokens for sure in ("sure_tag", "sure_arc"))
        assert all(isinstance(value, str) for token in tokens for value in token["feats"].values())
        assert sentence["start"] == tokens[0]["start"]
        assert sentence["end"] == tokens[-1]["end"]
        assert MARKDOWN[: sentence["start"]].count("\n") + 1 == sentence["line"]
    words = {token["text"]: token for sentence in file["sentences"] for token in sentence["tokens"]}
    assert MARKDOWN[words["reopened"]["start"] : words["reopened"]["end"]] == "re**open**ed"
    assert words["the"]["upos"] == "DET"
    assert (file["sentences"][0]["scope"], file["sentences"][-1]["scope"]) == ("headline", "list")


def test_json_keeps_letters_as_they_are(newslint):
    ran = newslint("parse", "-", "--output-format", "json", stdin="The café reopened 🎉.\n")
    assert "café" in ran.out
    assert "🎉" in ran.out
    assert ran.out.count("\n") == 1
    assert json.loads(ran.out)["files"][0]["path"] == "stdin.txt"


def test_json_says_the_same_as_conllu(newslint, write):
    write("story.txt", STORY)
    [file] = json.loads(newslint("parse", "story.txt", "--output-format", "json").out)["files"]
    sentences = read_conllu(newslint("parse", "story.txt", "--output-format", "conllu").out)
    for one, other in zip(file["sentences"], sentences, strict=True):
        assert one["text"] == other.comments["text"]
        for token, row in zip(one["tokens"], other.rows, strict=True):
            feats = "|".join(f"{name}={value}" for name, value in token["feats"].items()) or "_"
            head = str(0 if token["head"] is None else token["head"] + 1)
            found = [
                token["text"],
                token["lemma"],
                token["upos"],
                token["xpos"],
                feats,
                head,
                token["deprel"],
            ]
            assert found == row[1:8]
            assert (token["start"], token["end"]) == offsets(row)


# table


def test_a_table_has_a_row_for_each_token_in_aligned_columns(newslint, write):
    write("story.txt", STORY)
    ran = newslint("parse", "story.txt")
    assert (ran.code, ran.err) == (0, "")
    assert "\x1b" not in ran.out
    blocks = ran.out.removesuffix("\n\n").split("\n\n")
    assert [block.split("\n")[0] for block in blocks] == [
        "story.txt:1: headline",
        "story.txt:3: lead",
        "story.txt:3: lead",
        "story.txt:5: body",
    ]
    _, text, titles, *rows = blocks[1].split("\n")
    assert text == "  The council opened the old bridge on Monday."
    assert titles.split() == ["#", "token", "lemma", "upos", "xpos", "feats", "head", "deprel", "tag", "arc"]
    columns = [titles.index(f" {title}") + 1 for title in ("token", "lemma", "upos", "feats", "head")]
    for row in rows:
        assert all(row[at - 1 : at] in (" ", "") for at in columns)
    numbered = [row.split() for row in rows if row.split()[0].isdigit()]
    assert [row[0] for row in numbered] == [str(number) for number in range(1, 10)]
    assert [row[1] for row in numbered] == "The council opened the old bridge on Monday .".split()
    assert [row[3] for row in numbered if row[1].lower() == "the"] == ["DET", "DET"]


def test_a_table_fits_whatever_its_words(newslint, write):
    address = "https://example.org/" + "a-very-long-address-without-an-end/" * 6
    write(
        "story.txt",
        f"The 記者記者記者記者記者記者記者記者 wrote to {address} at once\u200b: she was misrepresented.\n",
    )
    for columns in (100, 80):
        ran = newslint("parse", "story.txt", COLUMNS=str(columns))
        assert ran.code == 0
        wide = [
            line for line in ran.out.splitlines() if len(line) + len(re.findall("[記者]", line)) > columns
        ]
        assert wide == []
    assert "⟨U+200B⟩" in "".join(ran.out.split())  # unseen characters are spelt out


def test_colour_on_a_terminal_unless_it_is_not_wanted(newslint, write, tmp_path):
    from .test_command import on_a_terminal  # skips what is not Unix

    write("story.txt", STORY)
    plain = newslint("parse", "story.txt", COLUMNS="100").out
    code, seen = on_a_terminal(["parse", "story.txt"], tmp_path)
    assert code == 0
    assert "\x1b[1mcouncil\x1b[0m" in seen
    assert re.sub(r"\x1b\[[0-9;]*m", "", seen) == plain
    assert on_a_terminal(["parse", "story.txt"], tmp_path, NO_COLOR="1") == (0, plain)


# Input


def test_standard_input_has_the_name_and_the_format_that_it_is_given(newslint):
    ran = newslint("parse", "-", "--stdin-filename", "a.md", stdin="The *old* bridge opened.\n")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("a.md:1: lead\n  The old bridge opened.\n")
    assert newslint("parse", "-", stdin="The *old* bridge.\n").out.startswith("stdin.txt:1: ")


def test_a_document_without_words_gives_nothing(newslint):
    assert newslint("parse", "-", stdin=" \n\n") == (0, "", "")
    assert newslint("parse", "-", "--output-format", "conllu", stdin="") == (0, "", "")
    [file] = json.loads(newslint("parse", "-", "--output-format", "json", stdin="").out)["files"]
    assert file == {"path": "stdin.txt", "sentences": []}


def test_a_file_that_cannot_be_read_leaves_the_others_be(newslint, write):
    write("a.txt", "The council met.\n")
    write("b.txt", bytes(range(32)) * 40)
    write("c.txt", "The council left.\n")
    ran = newslint("parse", "a.txt", "b.txt", "missing.txt", "c.txt", "--output-format", "conllu")
    assert ran.code == 2
    assert [sentence.comments["text"] for sentence in read_conllu(ran.out)] == [
        "The council met.",
        "The council left.",
    ]
    assert ran.err.splitlines() == [
        "missing.txt: failure: no such file or folder",
        "b.txt: failure: this is a binary file, not text (leave it out, or convert it to text)",
    ]
    ran = newslint("parse", "a.txt", "b.txt", "missing.txt", "--output-format", "json")
    assert (ran.code, ran.err) == (2, "")
    whole = json.loads(ran.out)
    assert [file["path"] for file in whole["files"]] == ["a.txt"]
    assert [failure["path"] for failure in whole["failures"]] == ["missing.txt", "b.txt"]


def test_too_much_text_is_a_failure(newslint, write):
    write("newslint.toml", "max-file-size = 20\n")
    write("a.txt", "The council met and met.\n")
    for arguments in (["a.txt"], ["-"]):
        ran = newslint("parse", *arguments, stdin="The council met and met.\n")
        assert (ran.code, ran.out) == (2, "")
        assert "allowed" in ran.err


def test_a_folder_without_drafts_is_wrong_usage(newslint, tmp_path):
    (tmp_path / "empty").mkdir()
    ran = newslint("parse", "empty")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("newslint: error: no files matched empty")


@pytest.mark.parametrize("arguments", [[], ["a.txt", "--output-format", "xml"], ["a.txt", "--fix"]])
def test_wrong_usage(newslint, arguments):
    ran = newslint("parse", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "Usage: newslint parse" in ran.err


def test_help_fits_a_terminal(newslint):
    ran = newslint("parse", "--help")
    assert (ran.code, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "…" not in ran.out
    assert all(option in ran.out for option in ("--output-format", "--stdin-filename", "--config"))
    assert re.search(r"\bparse\b", newslint("--help").out)


def test_head_gets_its_line(write, tmp_path):
    write("a.txt", "The council met.\n\n" * 2000)
    command = f"{sys.executable} -m newslint parse a.txt | head -1"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("a.txt:1: lead\n", "")


def test_check_knows_nothing_of_it(write, tmp_path):
    write("a.txt", "The council met.\n")
    program = (
        "import sys; from newslint.cli import run; run(['check', 'a.txt']);"
        "print([name for name in sys.modules if name.startswith('newslint.') and 'parse' in name])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


# The model

OTHER_MODEL = """
import sys
from pathlib import Path
import newslint.cli, newslint.language.model as model
model.default_model = lambda: model.Model(Path("model"))
sys.exit(newslint.cli.run(sys.argv[1:]))
"""
NOUN_RULE = """\
summary: A noun after “the”.
why: A house rule for the tests.
message: A noun, “{match}”.
severity: error
fix: none
kind: tokens
pattern:
  - {lower: the}
  - {upos: NOUN}
examples:
  wrong:
    - {text: We saw the bridge., at: the bridge}
    - {text: We saw the road., at: the road}
    - {text: We saw the train., at: the train}
  right: [One., Two., Three.]
"""


@pytest.fixture(params=["missing", "damaged"])
def broken(request, tmp_path) -> str:
    """A folder `model` without a model or with half of one: what the error says of it."""
    folder = tmp_path / "model"
    folder.mkdir()
    if request.param == "missing":
        return "model/english.json: the language model is missing"
    shipped = Path(package.__file__).parent / "language" / "data"
    for path in shipped.iterdir():
        shutil.copy(path, folder)
    graph = folder / "english.onnx"
    graph.write_bytes(graph.read_bytes()[:100_000])
    return "model/english.onnx: the language model is damaged: "


def with_other_model(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", OTHER_MODEL, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("form", ["table", "conllu", "json"])
def test_without_its_model_parse_names_the_file(write, tmp_path, broken, form):
    write("a.txt", "The council met.\n")
    done = with_other_model(tmp_path, "parse", "a.txt", "--output-format", form)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"newslint: error: {broken}")
    assert done.stderr.endswith("(install newslint again)\n")
    assert done.stderr.count("\n") == 1


@pytest.mark.usefixtures("house")
def test_without_its_model_check_skips_the_rules_that_need_it_and_no_other(write, tmp_path, broken):
    write("rules/house/noun.yml", NOUN_RULE)
    write("a.txt", "Teh council met alot near the bridge.\n")
    done = with_other_model(tmp_path, "check", "a.txt", "--output-format", "json", "--no-cache")
    assert (done.returncode, done.stderr) == (2, "")
    report = json.loads(done.stdout)
    assert [problem["rule"] for problem in report["files"][0]["problems"]] == ["house/teh", "house/alot"]
    [failure] = report["failures"]
    assert (failure["path"], failure["rule"]) == ("a.txt", "house/noun")
    assert failure["message"].startswith(f"skipped: {broken}")
    # Where no rule asks, no model is missed.
    write("a.txt", "Teh council.\n")
    assert with_other_model(tmp_path, "check", "a.txt").returncode == 1


@pytest.mark.usefixtures("house")
def test_with_its_model_the_rule_runs(newslint, write):
    write("rules/house/noun.yml", NOUN_RULE)
    write("a.txt", "Teh council met near the bridge.\n")
    report = json.loads(newslint("check", "a.txt", "--output-format", "json").out)
    assert [problem["rule"] for problem in report["files"][0]["problems"]] == ["house/teh", "house/noun"]
    assert report["failures"] == []
