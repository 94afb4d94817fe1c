"""Slips of the fingers that leave a figure, a sign or a space inside a word: “lo9nger”, “me$$age”, “defunctc ompany”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..document import View
from ..lexicon import copy_case, default_lexicon, load_named
from ..patterns import lazy
from ..rule import Finding, Replace
from ..sieve import Sieve
from .known import in_lists, is_usual

_SIGNS = r"0-9$=\[\];"
_BESIDE_LETTER = re.compile(rf"[a-z][{_SIGNS}]|[{_SIGNS}][a-z]")  # a quick look
_EDGE = r"[\s\"“”‘’(),.!?:;…—–]"
_MIXED = lazy(
    rf"(?:(?<={_EDGE})|^)(?=[^\s]*[a-z])(?P<word>[A-Za-z$0]?[a-z]*(?P<sign>[{_SIGNS}])[a-z]*(?:(?P=sign)[a-z]*)*)(?={_EDGE}|$)"
)
_PAIR = lazy(r"(?<![\w'’@/\\#&+=~.-])(?P<one>[a-z]{1,})(?= (?P<two>[a-z]{1,})(?![\w@/\\#&+=~-]|['’.]\w))")
_LOWER = re.compile(r"(?<![\w'’.-])[a-z]+(?![\w-])")
_LEAST, _LEAST_MOVED = 4, 3  # letters of the word that was meant
# What lies beside a key, or is meant by a figure for its look.
_BESIDE = {
    "1": "qli", "2": "qw", "3": "we", "4": "er", "5": "rt", "6": "ty", "7": "yu", "8": "ui", "9": "io", "0": "op",
    "$": "s", "[": "p", ";": "l", "=": "", "]": "",
}  # fmt: skip
_ONES = frozenset({"a", "i"})
_KEPT = 50_000  # answers, so that memory does not grow with the number of stories


def signs(views: Sequence[View]) -> Iterator[Finding]:
    """Words with a figure or sign in them that was typed for a letter, or with one."""
    for _, view, _ in _mixed(views):
        for match in _MIXED.finditer(view.text):
            rights = _without(match["word"], match["sign"])
            if rights:
                start, end = match.span("word")
                options = tuple((Replace(start, end, right),) for right in rights)
                yield Finding(view, start, end, options, {"match": match["word"]})


@lru_cache(maxsize=_KEPT)
def _without(word: str, sign: str) -> tuple[str, ...]:
    """What the word is without the sign, or with a letter that lies near it; nothing where neither is a usual word."""
    inside = word.strip(sign) == word
    tries = (
        [word.replace(sign, letter) for letter in _BESIDE[sign]]
        if sign in "$0" or (inside and sign in "[;")
        else []
    )
    touched = {word[at + step : at + step + 1] for at in _places(word, sign) for step in (-1, 1)}
    if inside and sign != "$" and (not _BESIDE[sign] or touched & set(_BESIDE[sign])):
        tries.insert(0, word.replace(sign, ""))
    return tuple(each for each in tries if _is_meant(each))


def _places(word: str, sign: str) -> list[int]:
    return [at for at, letter in enumerate(word) if letter == sign]


def _is_meant(word: str) -> bool:
    usual = len(word) >= _LEAST and (is_usual(word.lower()) or default_lexicon().knows(word))
    return usual or word.lower() in load_named("short-words")


def shifted(views: Sequence[View]) -> Iterator[Finding]:
    """Two strings that are no words, and are usual ones when a letter goes over the space."""
    for _, view, _ in _strange(views, least=2):
        for match in _PAIR.finditer(view.text):
            found = _moved(match["one"], match["two"])
            if found:
                right = copy_case(match["one"], found)
                start, end = match.start(), match.end("two")
                option = (Replace(start, end, right),)
                yield Finding(view, start, end, (option,), {"match": view.text[start:end]})


def _is_strange(piece: str) -> bool:
    return not all(map(_is_word, _LOWER.findall(piece)))


_mixed = Sieve(lambda piece: _BESIDE_LETTER.search(piece) is not None)
_strange = Sieve(_is_strange)


@lru_cache(maxsize=_KEPT)
def _moved(one: str, two: str) -> str:
    """The two words that were meant, or an empty text."""
    if _is_word(one) or _is_word(two):
        return ""
    for head, tail in ((one[:-1], one[-1:] + two), (one + two[:1], two[1:])):
        if _is_whole(head) and _is_whole(tail) and max(len(head), len(tail)) > _LEAST_MOVED:
            return f"{'I' if head == 'i' else head} {tail}"
    return ""


def _is_word(word: str) -> bool:
    knows = default_lexicon().knows
    return knows(word) or knows(word.capitalize()) or in_lists(word)


def _is_whole(word: str) -> bool:
    return word in _ONES or is_usual(word) or word in load_named("short-words")
