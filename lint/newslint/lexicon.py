"""What the words are: their readings, their inflected forms, their lists, their case and their article.

`rules/lexicon/english.txt` holds one form a line, then a tab and its readings, the most usual first. A
reading is a Penn tag, with `:lemma` where the lemma is not the form itself. `VB` stands for the base form
and for the plural present alike (Penn's VB and VBP): English writes them the same, save for *be*.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, cached_property
from typing import NamedTuple
from zlib import crc32

from .inflection import copy_case, is_short, regular
from .word_lists import derived, load_list, load_named, read_text, rules_folder

__all__ = [
    "Lexicon", "Reading", "a_or_an", "copy_case", "default_lexicon", "derived", "load_list", "load_named",
    "regular", "rules_folder",
]  # fmt: skip

_UPOS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "MD": "AUX", "IN": "ADP", "RP": "ADP",
    "DT": "DET", "PDT": "DET", "WDT": "DET", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WP$": "PRON",
    "EX": "PRON", "WRB": "ADV", "CC": "CCONJ", "CD": "NUM", "TO": "PART", "POS": "PART", "UH": "INTJ",
}  # fmt: skip
_UPOS_OF_FAMILY = {"VB": "VERB", "JJ": "ADJ", "RB": "ADV"}
_FINITE = {"Mood": "Ind", "VerbForm": "Fin"}
_FEATS: dict[str, dict[str, str]] = {
    "NN": {"Number": "Sing"},
    "NNS": {"Number": "Plur"},
    "NNP": {"Number": "Sing"},
    "NNPS": {"Number": "Plur"},
    "VBZ": {**_FINITE, "Number": "Sing", "Person": "3", "Tense": "Pres"},
    "VBD": {**_FINITE, "Tense": "Past"},
    "VBN": {"Tense": "Past", "VerbForm": "Part"},
    "VBG": {"Tense": "Pres", "VerbForm": "Part"},
    "JJ": {"Degree": "Pos"},
    "JJR": {"Degree": "Cmp"},
    "JJS": {"Degree": "Sup"},
    "RBR": {"Degree": "Cmp"},
    "RBS": {"Degree": "Sup"},
}
_STRAIGHT = str.maketrans("‘’", "''")


class Reading(NamedTuple):
    """One thing that a form can be: a Penn tag and the lemma that it then belongs to."""

    xpos: str
    lemma: str

    @property
    def upos(self) -> str:
        """The Universal Dependencies class. Forms of *be* are AUX; *have* and *do* are VERB here."""
        if self.lemma == "be" and self.xpos.startswith("VB"):
            return "AUX"
        return _UPOS.get(self.xpos) or _UPOS_OF_FAMILY.get(self.xpos[:2], "X")

    @property
    def feats(self) -> dict[str, str]:
        """Universal Dependencies features that the tag implies; a new dictionary each time."""
        return dict(_FEATS.get(self.xpos, {}))


_FEW = 1500  # look-ups; a draft needs fewer, and for more it pays to cut the text into lines


class _Lines:
    """A text of sorted lines, of which one is looked up by how it starts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._searches = 0

    def find(self, key: str) -> str:
        """The line that starts with `key`, or an empty text."""
        self._searches += 1
        if self._searches < _FEW:
            line = self._search(key)
        else:
            at = bisect_left(self.all, key)
            line = self.all[at] if at < len(self.all) else ""
        return line if line.startswith(key) else ""

    @cached_property
    def all(self) -> list[str]:
        """The lines."""
        return sorted(filter(None, self.text.split("\n")))  # in order already, so sorting costs little

    def _search(self, key: str) -> str:
        """The first line that is not before `key`, by bisection of the text itself."""
        text, low, high = self.text, 0, len(self.text)
        while low < high:
            start = text.rfind("\n", 0, (low + high) // 2) + 1
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            if text[start:end] < key:
                low = end + 1
            else:
                high = start
        end = text.find("\n", low)
        return text[low:] if end < 0 else text[low:end]


class Lexicon:
    """English word forms with their readings. Loading costs nothing: a word is looked for when asked for."""

    def __init__(self, text: str, irregular: str = "") -> None:
        """Take the text of english.txt, in order, and irregular.txt (`lemma, tag, form` a line, by tabs)."""
        self._lines = _Lines(text)
        self._irregular_text = irregular
        self._seen: dict[str, tuple[Reading, ...]] = {}
        self._tags: dict[str, frozenset[str]] = {}

    def __len__(self) -> int:
        return len(self._lines.all)

    def words(self) -> list[str]:
        """Every form, in order."""
        return [line.partition("\t")[0] for line in self._lines.all]

    def readings(self, word: str) -> tuple[Reading, ...]:
        """What `word` can be, the most usual first; empty for an unknown word.

        A capitalised word has the readings of its capitalised form and of its lower-case one: *May* is a
        month, and a modal verb when it opens a sentence. *RUSSIAN* is read as *Russian*.
        """
        found = self._seen.get(word)
        if found is None:
            found = self._seen[word] = self._look_up(word.translate(_STRAIGHT))
        return found

    def _look_up(self, word: str) -> tuple[Reading, ...]:
        tries = [word]
        if word != word.lower():
            tries.append(word.lower())
            if word.isupper() and len(word) > 1:
                tries.insert(1, word.capitalize())
        found: dict[Reading, None] = {}
        for form in tries:
            line = self._lines.find(form + "\t")
            if line:
                found.update(dict.fromkeys(_parse(line)))
        head, hyphen, rest = word.rpartition("-")
        if not found and head and rest:  # “co-founder” is what “founder” is
            return tuple(Reading(xpos, head + hyphen + lemma) for xpos, lemma in self.readings(rest))
        return tuple(found)

    def tags(self, word: str) -> frozenset[str]:
        """The Penn tags that `word` can have; empty for an unknown word."""
        found = self._tags.get(word)
        if found is None:
            found = self._tags[word] = frozenset(reading.xpos for reading in self.readings(word))
        return found

    def knows(self, word: str) -> bool:
        """Whether the word has any reading."""
        return bool(self.readings(word))

    def may_be(self, word: str, *xpos: str) -> bool:
        """Whether some reading has one of these tags; `VB*` means every tag that begins with VB."""
        return not self.tags(word).isdisjoint(_expanded(xpos))

    def only(self, word: str, *xpos: str) -> bool:
        """Whether the word is known and each of its readings has one of these tags, `VB*` as above."""
        tags = self.tags(word)
        return bool(tags) and tags <= _expanded(xpos)

    def lemmas(self, word: str) -> frozenset[str]:
        """The lemmas that the word can belong to; empty for an unknown word."""
        return frozenset(reading.lemma for reading in self.readings(word))

    def forms(self, lemma: str) -> frozenset[str]:
        """Every known form of the lemma, the lemma itself included (even an unknown one)."""
        line = self._forms.find(lemma + "\t")
        return frozenset({lemma, *line.split("\t")[1:]})

    def tagged(self, *xpos: str) -> frozenset[str]:
        """Every form with one of these tags, in lower case. Reads the whole lexicon: for closed classes."""
        readings = re.compile(rf"(?:{'|'.join(map(re.escape, xpos))})(?::|$)")
        lines = (line.partition("\t") for line in self._lines.all)
        return frozenset(form.lower() for form, _, raw in lines if any(map(readings.match, raw.split())))

    @cached_property
    def _forms(self) -> _Lines:
        """A line for each lemma that is not its only form: it and its forms, by tabs."""
        return _Lines(derived(f"forms {crc32(self._lines.text.encode()):08x}", self._form_lines))

    def _form_lines(self) -> str:
        found: dict[str, list[str]] = {}
        for line in self._lines.all:
            if ":" in line:
                form, _, readings = line.partition("\t")
                for reading in readings.split():
                    found.setdefault(reading.partition(":")[2] or form, []).append(form)
        return "\n".join(sorted("\t".join((lemma, *forms)) for lemma, forms in found.items()))

    @cached_property
    def _irregular(self) -> dict[tuple[str, str], str]:
        rows = (line.split("\t") for line in self._irregular_text.splitlines() if line[:1] != "#")
        return {(lemma, xpos): form for lemma, xpos, form in rows}

    def inflect(self, lemma: str, xpos: str) -> str | None:
        """The usual form of the lemma for the tag (NN NNS VB VBZ VBD VBN VBG JJ JJR JJS RB RBR RBS).

        An unknown lemma follows the regular rules. None where English has no such form: the plural of a
        mass noun, the comparative of an adjective that takes *more*, any other tag.
        """
        if not lemma:
            return None
        known = self._irregular.get((lemma, xpos))
        if known is not None or xpos in {"NN", "VB", "JJ", "RB"}:
            return known or lemma
        form = regular(lemma, xpos)
        if form is None or Reading(xpos, lemma) in self.readings(form):
            return form
        if xpos == "NNS":
            return None if self.may_be(lemma, "NN", "NNS") else form
        if xpos in {"JJR", "JJS"}:
            return form if not self.knows(lemma) and is_short(lemma) else None
        return None if xpos in {"RBR", "RBS"} else form


def _parse(line: str) -> list[Reading]:
    form, _, cells = line.partition("\t")
    parts = (cell.partition(":") for cell in cells.split())
    return [Reading(xpos, lemma or form) for xpos, _, lemma in parts]


_TAGS = (*_UPOS, *_FEATS, "VB", "RB")


@cache
def _expanded(xpos: tuple[str, ...]) -> frozenset[str]:
    """The tags that are meant, where `VB*` means every tag that begins with VB."""
    return frozenset(
        tag
        for wanted in xpos
        for tag in (_TAGS if wanted.endswith("*") else (wanted,))
        if tag.startswith(wanted.rstrip("*"))
    )


# ── The article ─────────────────────────────────────────────────────────────────────────────────────────

_NUMBER = re.compile(r"\d+(?:,\d{3})*")
_VOWELS = frozenset("aeiouáàâäåæéèêëíìîïóòôöøœúùûü")
_MASKS = frozenset("#%*@$")  # “a f***ing mess”
_VOWEL_NAMES = frozenset("aefhilmnorsx")  # letters whose names begin with a vowel sound
_SPOKEN = re.compile(r"[^aeiouy]{0,2}[aeiouy]+[^aeiouy]", re.IGNORECASE)  # might be read as a word


def a_or_an(word: str) -> str:
    """The indefinite article by the sound of `word` (or of the first word of a phrase): `a` or `an`.

    Empty where usage is divided (*historic*, *SAT*), and where it cannot be told.
    """
    word = word.translate(_STRAIGHT).lstrip("\"'“”([$£€¥#")
    number = _NUMBER.match(word)
    if number:
        return _before_number(number[0])
    letters = re.match(r"[^\W\d_]*", re.sub(r"(?<=\b\w)\.(?=\w\b)", "", word))
    head = letters[0] if letters else ""
    if head[:1] > "ɏ" or word[len(head) : len(head) + 1] in _MASKS:
        return ""  # a Greek letter, which has a name; a word of which letters are hidden
    if len(head) > 1 and head.islower() and not _VOWELS.union("y").intersection(head):
        return _before_letter(head)  # “an http address”: spelt out
    capitals = head[:-1] if len(head) > 2 and head[-1] == "s" and head[:-1].isupper() else head
    if len(head) == 1 or capitals.isupper():
        return _before_capitals(capitals)
    by_word = _before_word(head)
    has_inner_capital = head[1:] != head[1:].lower() and not head.startswith(("Mc", "Mac"))
    return by_word if not has_inner_capital or by_word == _before_letter(head) else ""


def _before_number(number: str) -> str:
    digits = number.replace(",", "")
    if digits[0] == "8":
        return "an"
    if digits[:2] in {"11", "18"} and len(digits) % 3 == 2:
        return "an"  # eleven, eighteen, and so many thousand
    if len(digits) == 4 and "," not in number and digits[:2] in {"11", "18"}:
        return "an" if digits[:2] == "18" else ""  # the year 1812; 1100 is read both ways
    return "a"


def _before_capitals(word: str) -> str:
    lower = word.lower()
    by_name, by_word = _before_letter(word), _before_word(word)
    if len(word) == 1 or lower in load_named("initialisms"):
        return by_name
    if lower in load_named("acronyms"):
        return by_word
    if lower in load_named("acronyms-either"):
        return ""
    spoken = _SPOKEN.match(word) or (len(word) == 2 and word[1] in "AEIOU")
    return by_name if by_name == by_word or not spoken else ""


def _before_letter(word: str) -> str:
    return "an" if word[0].lower() in _VOWEL_NAMES else "a"


def _before_word(word: str) -> str:
    word = word.lower()
    if not word:
        return ""
    for key in (word, *(word[:end] + "*" for end in range(len(word), 0, -1))):  # the longest entry wins
        for name, article in (("vowel-sound", "an"), ("consonant-sound", "a"), ("either-sound", "")):
            if key in load_named(name):
                return article
    return "an" if word[0] in _VOWELS else "a"


@cache
def default_lexicon() -> Lexicon:
    """The lexicon that comes with newslint, read once."""
    folder = rules_folder() / "lexicon"
    return Lexicon(read_text(folder / "english.txt"), read_text(folder / "irregular.txt"))
