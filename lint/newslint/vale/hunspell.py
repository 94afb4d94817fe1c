"""Dictionaries in Hunspell's format, as far as Vale reads them: affixes, compounds by rule, conversions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_NUMBERS = re.compile(r"(?:[0-9]+[.,-]?)+|0?x[0-9A-Fa-f]+|0b[01]+|[0-9a-z]{40}")
_UNITS = re.compile(r"[0-9]+([a-zA-Z]+)")
_DEEPEST, _BREAKS = 2, 10
_LEAST = 3  # letters of a part of a compound


@dataclass
class Affix:
    """The forms that one flag gives a word: (what goes, what comes, flags of the form, when)."""

    before: bool
    crossed: bool
    rules: list[tuple[str, str, str, re.Pattern[str] | None]] = field(default_factory=list)

    def forms(self, word: str) -> Iterator[tuple[str, str]]:
        """The word's forms, each with its own flags."""
        for strip, text, flags, when in self.rules:
            if when is None or when.search(word):
                yield (text + word if self.before else word.removesuffix(strip) + text), flags


@dataclass
class Dictionary:
    """Words with all their forms."""

    words: set[str] = field(default_factory=set)
    affixes: dict[str, Affix] = field(default_factory=dict)
    conversions: list[tuple[str, str]] = field(default_factory=list)
    breaks: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    members: dict[str, list[str]] = field(default_factory=dict)
    flag: str = ""
    only: str = ""
    joined: bool = False
    least: int = _LEAST

    def __post_init__(self) -> None:
        self.compounds: list[re.Pattern[str]] = []

    def converted(self, word: str) -> str:
        """The word as it is looked up."""
        for old, new in self.conversions:
            word = word.replace(old, new)
        return word

    def knows(self, word: str, depth: int = 0) -> bool:
        """Whether the word is right."""
        if word in self.words or word.lower() in self.words or _NUMBERS.fullmatch(word):
            return True
        if any(compound.match(word) for compound in self.compounds) or (self.joined and self._parts(word)):
            return True
        unit = _UNITS.fullmatch(word)
        return bool(unit and unit[1] in self.words) or (depth < _BREAKS and self._broken(word, depth + 1))

    def _broken(self, word: str, depth: int) -> bool:
        """Whether the parts of the word at one of the marks that may break it are right."""
        for mark in self.breaks:
            if mark.startswith("^") and len(mark) > 1:
                inner = mark[1:]
                if (
                    len(word) > len(inner)
                    and word.startswith(inner)
                    and self.knows(word[len(inner) :], depth)
                ):
                    return True
            elif mark.endswith("$") and len(mark) > 1:
                inner = mark[:-1]
                if len(word) > len(inner) and word.endswith(inner) and self.knows(word[: -len(inner)], depth):
                    return True
            else:
                for at in (found.start() for found in re.finditer(re.escape(mark), word)):
                    head, tail = word[:at], word[at + len(mark) :]
                    if head and tail and self.knows(head, depth) and self.knows(tail, depth):
                        return True
        return False

    def _parts(self, word: str, depth: int = 0) -> bool:
        least = max(self.least, _LEAST)
        return depth <= 4 and any(
            self._is_word(word[:at]) and (self._is_word(word[at:]) or self._parts(word[at:], depth + 1))
            for at in range(least, len(word) - least + 1)
        )

    def _is_word(self, word: str) -> bool:
        return not self.words.isdisjoint((word, word.lower(), word[:1].upper() + word[1:]))


def read(aff: Path, dic: Path) -> Dictionary:
    """The dictionary of two files."""
    made = Dictionary()
    for line in aff.read_text("utf-8", errors="replace").splitlines():
        _setting(made, line.split())
    for line in dic.read_text("utf-8", errors="replace").splitlines()[1:]:
        fields = line.split()
        if fields:
            made.words.update(_expanded(made, fields[0]))
    made.compounds = [re.compile(_compound(made, rule)) for rule in made.rules]
    return made


def _setting(made: Dictionary, parts: list[str]) -> None:
    name, values = (parts[0], parts[1:]) if parts else ("", [])
    if name in ("PFX", "SFX") and len(values) >= 3:
        _affix(made, name == "PFX", values)
    elif name == "ICONV" and len(values) >= 2:
        made.conversions.append((values[0], values[1]))
    elif name == "BREAK" and values and not values[0].isdigit():
        made.breaks.append(values[0])
    elif name == "COMPOUNDRULE" and values and not values[0].isdigit():
        made.rules.append(values[0])
        made.members.update((flag, []) for flag in _flags(made, values[0]))
    elif name == "COMPOUNDMIN" and values and values[0].isdigit():
        made.least = int(values[0])
    elif name in ("COMPOUNDFLAG", "COMPOUNDBEGIN", "COMPOUNDMIDDLE", "COMPOUNDEND"):
        made.joined = made.joined or bool(values)
    elif name == "FLAG" and values:
        made.flag = values[0]
    elif name == "ONLYINCOMPOUND" and values:
        made.only = values[0]


def _affix(made: Dictionary, before: bool, values: list[str]) -> None:
    if len(values) == 3 and values[1] in "YN" and values[2].isdigit():
        made.affixes[values[0]] = Affix(before, values[1] == "Y")
        return
    affix = made.affixes.get(values[0])
    if affix is None:
        return
    text, _, flags = values[2].partition("/")
    condition = values[3] if len(values) > 3 else "."
    when = None
    if condition != ".":
        when = re.compile(f"^{condition}" if before else f"{condition}$")
    affix.rules.append(("" if values[1] == "0" else values[1], "" if text == "0" else text, flags, when))


def _flags(made: Dictionary, text: str) -> list[str]:
    if made.flag == "num":
        return text.split(",")
    return re.findall("..", text) if made.flag == "long" else list(text)


def _expanded(made: Dictionary, entry: str, depth: int = 0) -> list[str]:
    """The forms of an entry such as `walk/DGS`."""
    word, slash, keys = entry.partition("/")
    if not slash:
        return [word]
    if not word or not keys:
        return []
    flags = _flags(made, keys)
    for flag in flags:
        if flag in made.members:
            made.members[flag].append(word)
    if made.only and made.only in flags:
        return []
    affixes = [made.affixes[flag] for flag in flags if flag in made.affixes]
    crossed = [affix for affix in affixes if affix.crossed]
    forms = [form for affix in affixes if not (affix.before and affix.crossed) for form in affix.forms(word)]
    for prefix in (affix for affix in crossed if affix.before):
        heads = list(prefix.forms(word))
        forms += heads
        forms += [
            form for affix in crossed if not affix.before for head, _ in heads for form in affix.forms(head)
        ]
    out = [word]
    for form, more in forms:
        out.append(form)
        if more and depth < _DEEPEST:
            out += _expanded(made, f"{form}/{more}", depth + 1)
    return out


def _compound(made: Dictionary, rule: str) -> str:
    # The marks of repetition are taken as they are written, which is how Vale does it.
    parts = (
        re.escape(flag) if flag in "()+?*" else f"({'|'.join(made.members.get(flag, ()))})"
        for flag in _flags(made, rule)
    )
    return f"^{''.join(parts)}$"
