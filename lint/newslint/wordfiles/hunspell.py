"""A dictionary of hunspell: words with flags in `name.dic`; in `name.aff` the affixes that they stand for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ..errors import Location, RuleError
from .base import Listed, opened, text_of

_MOST = 4_000_000  # forms: languages that need more are not made of a list
_MORPHOLOGY = re.compile(r"\t.*|\s+[a-z]{2}:.*|\s+\Z")
_LINES = re.compile(r"\r\n|[\r\n]")
_CODECS = {"microsoft-cp1251": "cp1251", "tis620-2533": "tis-620"}


class _Affix(NamedTuple):
    """One line of a PFX or SFX table: what goes off the stem, what is put on, and where it may stand."""

    prefix: bool
    off: str
    on: str
    where: re.Pattern[str] | None
    crosses: bool
    flags: tuple[str, ...]  # what may come on top of it


@dataclass
class _Affixes:
    """What a .aff file says. `kind` is how flags are written: `short`, `long` or `num`."""

    tables: dict[str, list[_Affix]] = field(default_factory=lambda: defaultdict(list))
    kind: str = "short"
    aliases: list[str] = field(default_factory=list)
    forbidden: str = ""
    partial: set[str] = field(default_factory=set)  # flags of what is no word by itself
    codec: str = ""

    def flags(self, text: str) -> tuple[str, ...]:
        """The flags as one writes them after a word."""
        if self.aliases and text.isdigit():
            number = int(text)
            text = self.aliases[number - 1] if 0 < number <= len(self.aliases) else ""
        if self.kind == "long":
            return tuple(text[at : at + 2] for at in range(0, len(text), 2))
        return tuple(text.split(",")) if self.kind == "num" else tuple(text)


def read(path: Path, data: bytes) -> Listed:
    """The words of a .dic file with the forms that its .aff file makes of them.

    Without a .aff file, and the number of words that a dictionary begins with, it is a writer's own list.
    """
    beside = path.with_suffix("") if path.suffix == ".gz" else path
    beside = beside.with_suffix(".aff")
    found = Listed(files=[path, beside])
    affixes = _affixes(beside) if beside.is_file() else None
    lines = _LINES.split(_decoded(path, data, affixes.codec if affixes else ""))
    own = affixes is None
    if re.fullmatch(r"\s*\d+\s*", lines[0]):
        lines[0] = ""
        own = False
    wrong: set[str] = set()
    for line in lines:
        word, flags = _entry(line)
        if not word:
            continue
        if own and word.startswith("*"):
            found.flag({word[1:]: ()})
            continue
        if affixes is None:
            (found.words if own else found.forms).add(word)
            continue
        chosen = affixes.flags(flags)
        if affixes.forbidden and affixes.forbidden in chosen:
            wrong.add(word)
            continue
        found.forms.update(_forms(word, chosen, affixes))
        if len(found.forms) > _MOST:
            hint = "use a shorter list; newslint checks English"
            raise RuleError(f"more than {_MOST:,} forms of words", Location(str(path)), hint)
    found.forms -= wrong
    return found


def _decoded(path: Path, data: bytes, codec: str) -> str:
    if not codec or data.startswith(b"\xef\xbb\xbf"):
        return text_of(path, data)
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        place = Location(str(path), data.count(b"\n", 0, error.start) + 1)
        hint = "correct SET there, or save the list in that encoding"
        raise RuleError(f"this is not {codec}, which its .aff file says", place, hint) from None


def _entry(line: str) -> tuple[str, str]:
    """The word of a line and its flags."""
    if line.startswith(("\t", " ", "#")):
        return "", ""
    bare = _MORPHOLOGY.sub("", line)
    word, *rest = re.split(r"(?<!\\)/", bare, maxsplit=1)
    if word == "":  # a word that begins with a slash has no letters
        return "", ""
    return word.replace("\\/", "/").strip(), rest[0] if rest else ""


def _forms(word: str, chosen: tuple[str, ...], affixes: _Affixes) -> Iterator[str]:
    """A word's forms: with a suffix, with two, with a prefix, with a prefix and a suffix."""
    partial = affixes.partial
    if partial.isdisjoint(chosen):
        yield word
    own = [affix for flag in chosen for affix in affixes.tables.get(flag, ())]
    prefixes = [affix for affix in own if affix.prefix]
    for prefix in prefixes:
        form = _applied(word, prefix)
        if form and partial.isdisjoint(prefix.flags):
            yield form
    for suffix in own:
        if suffix.prefix:
            continue
        form = _applied(word, suffix)
        if form is None:
            continue
        made = [form] if partial.isdisjoint(suffix.flags) else []
        further = [affix for flag in suffix.flags for affix in affixes.tables.get(flag, ())]
        made += [
            twice
            for affix in further
            if not affix.prefix and partial.isdisjoint(affix.flags) and (twice := _applied(form, affix))
        ]
        yield from made
        if suffix.crosses:
            for prefix in (*prefixes, *(affix for affix in further if affix.prefix)):
                if prefix.crosses:
                    yield from (both for each in made if (both := _applied(each, prefix)))


def _affixes(path: Path) -> _Affixes:
    """What the .aff file says."""
    found = _Affixes()
    data = opened(path)
    declared = re.search(rb"(?m)^(?:\xef\xbb\xbf)?SET[ \t]+(\S+)", data)
    if declared:
        found.codec = _codec(path, declared[1].decode("latin-1"))
    crosses: dict[str, bool] = {}
    text = data.decode(found.codec or "latin-1", "surrogateescape")  # flags may be any bytes
    for number, line in enumerate(_LINES.split(text), 1):
        name, *parts = line.lstrip("\ufeff").split() or [""]
        if not parts:
            continue
        if name == "FLAG":
            found.kind = parts[0]
        elif name == "AF" and (found.aliases or not parts[0].isdigit() or len(parts) > 1):
            found.aliases.append(parts[0])
        elif name == "FORBIDDENWORD":
            found.forbidden = parts[0]
        elif name in {"NEEDAFFIX", "PSEUDOROOT", "ONLYINCOMPOUND", "CIRCUMFIX"}:
            found.partial.add(parts[0])
        elif name in {"PFX", "SFX"} and parts[0] not in crosses:
            crosses[parts[0]] = parts[1:2] == ["Y"]
        elif name in {"PFX", "SFX"} and len(parts) > 2:
            found.tables[parts[0]].append(_affix(path, number, name == "PFX", parts, crosses, found))
    return found


def _affix(
    path: Path, number: int, prefix: bool, parts: list[str], crosses: dict[str, bool], all_: _Affixes
) -> _Affix:
    on, _, further = parts[2].partition("/")
    condition = parts[3] if len(parts) > 3 else "."
    where = None
    if condition != "." and not re.match(r"[a-z]{2}:", condition):
        # Only [], ^ and . mean something there.
        bare = re.sub(r"[^\[\]^.\w]", lambda match: re.escape(match[0]), condition)
        try:
            where = re.compile(f"(?:{bare})" if prefix else f"(?:{bare})$")
        except re.error:
            place = Location(str(path), number)
            raise RuleError(f"“{condition}” is no condition of an affix", place, "see hunspell(5)") from None
    off = "" if parts[1] == "0" else parts[1]
    on = "" if on == "0" else on
    return _Affix(prefix, off, on, where, crosses[parts[0]], all_.flags(further) if further else ())


def _codec(path: Path, name: str) -> str:
    import codecs

    try:
        return codecs.lookup(_CODECS.get(name.lower(), name)).name
    except LookupError:
        hint = "write SET UTF-8 and save both files in it"
        raise RuleError(f"there is no encoding “{name}”", Location(str(path)), hint) from None


def _applied(word: str, affix: _Affix) -> str | None:
    off, where = affix.off, affix.where
    if affix.prefix:
        if (off and not word.startswith(off)) or (where and not where.match(word)):
            return None
        return affix.on + word[len(off) :]
    if (off and not word.endswith(off)) or (where and not where.search(word)):
        return None
    return word[: len(word) - len(off)] + affix.on
