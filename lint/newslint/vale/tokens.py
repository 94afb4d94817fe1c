"""Words as Vale cuts them: for its speller, and for rules about sequences of tagged words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_RUN = re.compile(r"\S+")
_SPECIAL = re.compile(r"(?:[A-Za-z]\.){2,}|[A-Z][a-z]{1,2}\.")
_FACES = frozenset(
    "8D 8-D :3 :P :0 :o :o) O.o O_o V_V XDD o_0 o_O o_o v_v xD xDD :-X :-o :-p :-x :-P =D".split()
)
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_BEFORE, _BEHIND = ("$", "(", '"', "[", "'"), (",", ")", '"', "]", "!", ";", ".", "?", ":", "'")
_OPENING, _CLOSING = ("$", "(", '"', "[", "“", "‘"), (*_BEHIND, "”", "’")
_CONTRACTIONS = re.compile(r"(?<=.)(?:['’](?:ll|s|re|m)|n['’]t)", re.IGNORECASE)


class Word(NamedTuple):
    """A word with its place in the text; `start` is -1 where marks in it were changed."""

    text: str
    start: int


def spelled(text: str) -> Iterator[Word]:
    """The words of a text that have a letter, without marks at their ends, quotation marks made straight."""
    for run in _RUN.finditer(text):
        word = _bare(run[0].translate(_STRAIGHT))
        if word:
            at = run[0].find(word)
            at = at if at >= 0 else run[0].translate(_STRAIGHT).find(word)
            yield Word(word, run.start() + at)


@lru_cache(maxsize=16384)
def _bare(run: str) -> str:
    """The run without what stands at its ends; nothing where it has no letter."""
    while not (run in _FACES or _SPECIAL.fullmatch(run)):
        if len(run) > 1 and run.startswith(_BEFORE):
            run = run[1:]
        elif len(run) > 1 and run.endswith(_BEHIND):
            run = run[:-1]
        else:
            break
    return run if any(map(str.isalpha, run)) else ""


def cut(text: str) -> Iterator[Word]:
    """The words and marks of a sentence; what is joined by hyphens stays one."""
    for run in _RUN.finditer(text):
        yield from _parts(run[0], run.start())


def _parts(run: str, at: int) -> Iterator[Word]:
    behind: list[Word] = []
    while run:
        contraction = _CONTRACTIONS.search(run)
        if run in _FACES or _SPECIAL.fullmatch(run):
            yield Word(run, at)
            break
        if len(run) > 1 and run.startswith(_OPENING):
            yield Word(run[0], at)
            run, at = run[1:], at + 1
        elif contraction:
            yield Word(run[: contraction.start()], at)
            run, at = run[contraction.start() :], at + contraction.start()
            if contraction.end() - contraction.start() == len(run):
                yield Word(run, at)
                break
        elif len(run) > 1 and run.endswith(_CLOSING):
            behind.append(Word(run[-1], at + len(run) - 1))
            run = run[:-1]
        else:
            yield Word(run, at)
            break
    yield from reversed(behind)
