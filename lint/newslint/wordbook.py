"""A newsroom's own words: those that are right, and those that are wrong with what is right.

A word in small letters is right in any case, one with capitals as it stands and in capitals throughout.
Regular forms of words that our own lexicon lacks are right too: plurals and possessives, and of words in
small letters “-ed” and “-ing”. Which files hold words is for `wordfiles` to know.

A house's own words are right in all that concerns words and names. Dictionaries made by others only say that
there is such a word: of what our lexicon knows as well, and of names, our rules judge as without them.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from .cache import hashed, load_pickle, store_pickle
from .document import plain
from .inflection import regular
from .word_lists import lexicon_file

OWN_SLIPS = "spelling/own-list"  # the rule of a house's list of wrong words

_IN_WORDS = frozenset("'’ʼ\u00ad")
_HYPHENS = frozenset("-‐‑")
_CODE = Path(__file__).parent


class WordSet:
    """Words in one long text, sorted: half a million of them load at once, and are looked up by halving."""

    __slots__ = ("_capitals", "_words", "longest")

    def __init__(self, words: Iterable[str] = ()) -> None:
        entries = {normal(word) for word in words} - {""}
        self._words = _joined(entries)
        self._capitals = _joined({word.upper() for word in entries if word != word.lower()})
        self.longest = max((entry.count(" ") + 1 for entry in entries), default=0)  # in words

    def __contains__(self, word: str) -> bool:
        """Whether the word is listed so, or in small letters, or in any letters where it is in capitals."""
        if _has(self._words, word):
            return True
        lower = word.lower()
        if lower != word and _is_cased(word) and _has(self._words, lower):
            return True
        return word.isupper() and _has(self._capitals, word)

    def __iter__(self) -> Iterator[str]:
        return iter(self._words.decode().split("\n")[1:-1])

    def __len__(self) -> int:
        return max(0, self._words.count(b"\n") - 1)


def normal(word: str) -> str:
    """A word with straight marks, and each letter with its accents as one."""
    word = " ".join(plain(word).replace("\u00ad", "").split())
    return word if word.isascii() else unicodedata.normalize("NFC", word)


def _joined(words: Iterable[str]) -> bytes:
    lines = sorted(word.encode("utf-8", "replace") for word in words)
    return b"\n".join((b"", *lines, b"")) if lines else b""


def _has(lines: bytes, word: str) -> bool:
    wanted = word.encode("utf-8", "replace")
    low, high = 0, len(lines)
    while low < high:
        start = lines.rfind(b"\n", 0, (low + high) // 2) + 1
        end = lines.find(b"\n", start)
        if end < 0:
            high = start - 1
            continue
        entry = lines[start:end]
        if entry == wanted:
            return bool(wanted)
        low, high = (end + 1, high) if entry < wanted else (low, start - 1)
    return False


def _is_cased(word: str) -> bool:
    """Whether a word has the capitals of a sentence's start, of a title or of a headline: no “bLorp”."""
    return word.isupper() or all(part[1:] == part[1:].lower() for part in word.replace("-", " ").split(" "))


@dataclass(frozen=True, slots=True)
class Wordbook:
    """The words of some lists. `words` are the house's and have regular forms; `forms`, of dictionaries, are
    right as they stand.

    `name` is that of the lists, and `stamp` tells what is in them from what was.
    """

    words: WordSet = field(default_factory=WordSet)
    forms: WordSet = field(default_factory=WordSet)
    slips: str = ""  # a wrong word a line, with what is right after tabs: these load at once
    name: str = ""
    stamp: str = ""

    @property
    def house(self) -> Wordbook:
        """The house's own words alone."""
        return replace(self, forms=WordSet())

    def __bool__(self) -> bool:
        return bool(self.words) or bool(self.forms)

    @property
    def wrong(self) -> dict[str, tuple[str, ...]]:
        """The words that are wrong, with what is right."""
        rows = (line.split("\t") for line in self.slips.split("\n") if line)
        return {wrong: tuple(right) for wrong, *right in rows}

    def lists(self, text: str) -> bool:
        """Whether a list has this token, or has it without the possessive."""
        word = normal(text)
        return any(self._has(form) for form in (word, _unowned(word)) if form == word or _is_new(form))

    def accepts(self, text: str) -> bool:
        """Whether this token is one of the words, or a regular form of one."""
        if self.lists(text):
            return True
        word = _unowned(normal(text))
        return any(
            base in self.words and _is_new(base) and not (of_name and base.lower() in self.words)
            for base, of_name in bases(word)
        )

    def accepts_at(self, text: str, start: int, end: int, exact: bool = False) -> bool:
        """Whether these words of a text are right: the whole token that they are in, or a part of it between
        hyphens, or longer words around them. `exact`: no regular form of a word will do.
        """
        if start >= end:
            return False
        right = self.lists if exact else self.accepts
        tokens = (_around(text, start, end, frozenset()), _around(text, start, end, _HYPHENS))
        if any(right(text[a:b]) for a, b in tokens):
            return True
        most = max(self.words.longest, self.forms.longest)
        return most > 1 and any(map(right, _phrases(text, *tokens[1], most)))

    def _has(self, word: str) -> bool:
        return word in self.words or word in self.forms


def bases(word: str) -> Iterator[tuple[str, bool]]:
    """What a word may be a form of, and whether that must be a name: blorps, wizzling, the Kennedys."""
    lower = word.lower()
    for cut in (1, 2):
        if len(word) > cut and lower.endswith("s" if cut == 1 else "es"):
            base = word[:-cut]
            if regular(base.lower(), "NNS") == lower or (cut == 2 and lower[-3:-2] == "o"):
                yield base, False
            elif cut == 1 and lower[-2] == "y" and base[0].isupper():
                yield base, True
    if lower.endswith("ies"):
        yield lower[:-3] + "y", False
    for ending, tag in (("ed", "VBD"), ("ing", "VBG")):
        stem = lower.removesuffix(ending)
        if stem == lower or len(stem) < 2:
            continue
        doubled = stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "aeiouwxy" else ""
        for base in (stem, stem + "e", stem[:-1] + "y", stem[:-1] + "ie", doubled):
            if base and (base == doubled or regular(base, tag) == lower):
                yield base, False


def _unowned(word: str) -> str:
    """A word without the sign of the possessive."""
    for ending in ("'s", "'S"):
        if word.endswith(ending):
            return word[:-2]
    return word[:-1] if word[-2:] in {"s'", "S'"} else word


def _is_new(word: str) -> bool:
    """Whether our lexicon lacks a word: those that it has it has with their forms."""
    from .lexicon import default_lexicon

    knows = default_lexicon().knows
    return not (knows(word) or knows(word.lower()) or knows(word.capitalize()))


def _around(text: str, start: int, end: int, more: frozenset[str]) -> tuple[int, int]:
    """The whole words that a part of a text is in."""

    def within(char: str) -> bool:
        return char.isalnum() or char in _IN_WORDS or char in more or bool(unicodedata.combining(char))

    while start > 0 and within(text[start - 1]):
        start -= 1
    while end < len(text) and within(text[end]):
        end += 1
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not (text[end - 1].isalnum() or unicodedata.combining(text[end - 1])):
        if text[end - 1] in _IN_WORDS and text[end - 2] in "sS":
            break  # of a possessive
        end -= 1
    return start, end


def _phrases(text: str, start: int, end: int, most: int) -> Iterator[str]:
    """The runs of up to so many words that hold a part of a text."""
    before = (
        text[max(0, start - 200) : start].split()[-most + 1 :] if text[start - 1 : start].isspace() else []
    )
    after = text[end : end + 200].split()[: most - 1] if text[end : end + 1].isspace() else []
    middle = text[start:end]
    for count in range(len(before) + 1):
        for rest in range(len(after) + 1):
            if count + rest:
                run = [*before[len(before) - count :], middle, *after[:rest]]
                yield " ".join(run).strip("\"“”‘’'()[]*_.,;:!?…–—")


def of(words: Iterable[str]) -> Wordbook:
    """A book of words that are right."""
    return Wordbook(WordSet(words))


def load(paths: Sequence[Path]) -> Wordbook:
    """The words of all these files, kept between runs.

    Where two lists of the house's disagree the later one is right; dictionaries have no say against them.
    RuleError where one cannot be read.
    """
    return _loaded(tuple(path.absolute() for path in paths), tuple(paths))


@cache
def _loaded(absolute: tuple[Path, ...], paths: tuple[Path, ...]) -> Wordbook:
    name = hashed("wordbook", *absolute)
    kept = load_pickle("words", name)
    if kept is not None and kept[0] == _stamp(kept[1]):
        book: Wordbook = kept[2]
        return book
    from .wordfiles import read

    words: set[str] = set()
    forms: set[str] = set()
    wrong: dict[str, tuple[str, ...]] = {}
    files: list[Path] = []
    for path in paths:
        found = read(path)
        files += (file.absolute() for file in found.files)
        for word in found.words & wrong.keys():
            del wrong[word]
        words |= found.words
        forms |= found.forms
        words -= found.wrong.keys()
        wrong |= found.wrong
    stamp = _stamp(files)
    slips = "\n".join("\t".join((slip, *right)) for slip, right in wrong.items())
    new = (word for word in forms - words - wrong.keys() if _is_new(word))
    book = Wordbook(WordSet(words), WordSet(new), slips, name, hashed(stamp))
    store_pickle("words", name, (stamp, files, book))
    return book


def _stamp(files: Iterable[Path]) -> str:
    """What the words depend on: the files, with their sizes and times, our code and our lexicon."""
    code = (lexicon_file(), _CODE / "wordbook.py", *sorted((_CODE / "wordfiles").glob("*.py")))
    return "\n".join(map(_stat, (*code, *files)))


def _stat(path: Path) -> str:
    try:
        stat = os.stat(path)  # noqa: PTH116  (Path costs more than the call)
    except OSError:
        return f"{path} none"
    return f"{path} {stat.st_size} {stat.st_mtime_ns}"
