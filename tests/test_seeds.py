"""The real draft and its sister: what is found, at which words, with which fix, and what the fixes leave."""

from pathlib import Path

import pytest

import newslint
from newslint import Applicability, Severity
from newslint.span import LineIndex

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
REAL, SISTER = SEEDS / "000_afd66fcb8c8c0e1c.txt", SEEDS / "001_ferry_talks.txt"
UNSAFE, SAFE = Applicability.UNSAFE, Applicability.SAFE

WANTED = {
    REAL: [
        (5, "said", "accused", UNSAFE),
        (11, "the ", "", UNSAFE),
        (11, "Bifden", "Biden", UNSAFE),
        (12, "Ria Novosti", "RIA Novosti", SAFE),
        (12, "countries", "countries’", UNSAFE),
        (14, "compares", "compare", UNSAFE),
    ],
    SISTER: [
        (4, "claimed", "accused", UNSAFE),
        (7, "the ", "", UNSAFE),
        (7, "Lindgrem", "Lindgren", UNSAFE),
        (8, "Ria Novosti", "RIA Novosti", SAFE),
        (8, "harbors", "harbors’", UNSAFE),
        (10, "differs", "differ", UNSAFE),
    ],
}


def hard(text):
    return [p for p in newslint.lint_text(text) if p.severity > Severity.SUGGESTION]


@pytest.mark.parametrize("path", WANTED, ids=lambda path: path.stem)
def test_errors_and_warnings(path):
    text = path.read_bytes().decode()
    index = LineIndex(text)
    found = [
        (index.place(p.span.start).line, text[slice(*p.span)], p.fix.edits[0].text, p.fix.applicability)
        for p in hard(text)
    ]
    assert found == WANTED[path]


def test_suggestions_of_the_real_draft():
    text = REAL.read_bytes().decode()
    soft = [text[slice(*p.span)] for p in newslint.lint_text(text) if p.severity == Severity.SUGGESTION]
    assert soft == ["Mr. Putin’s", "Following", "in the event"]


def test_other_mends_are_offered():
    text = REAL.read_bytes().decode()
    offered = [[edit.text for s in p.suggestions for edit in s.edits] for p in hard(text)]
    assert offered == [["were"], [], [], [], [], ["compares them"]]


@pytest.mark.parametrize("path", WANTED, ids=lambda path: path.stem)
def test_fixes_leave_clean_copy_and_every_other_byte(path):
    text = path.read_bytes().decode()
    mended = newslint.fix_text(text, unsafe=True)
    assert hard(mended) == []
    assert newslint.fix_text(mended, unsafe=True) == mended
    edits = [
        e for p in newslint.lint_text(text) if p.fix and p.fix.applicability >= UNSAFE for e in p.fix.edits
    ]
    for edit in sorted(edits, key=lambda e: e.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert mended == text


def test_the_seed_is_the_shared_one(shared):
    assert REAL.read_bytes() == (shared / "seeds" / REAL.name).read_bytes()
