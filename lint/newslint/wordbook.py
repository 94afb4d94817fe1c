"""A newsroom's own words: plain lists, and those of hunspell, cspell and codespell as they are.

* plain text: a word a line, `#` begins a remark. A word in small letters is right in any case, one with
  capitals as it stands and in capitals throughout; plurals, possessives and regular verb forms are right too.
* hunspell: `name.dic`, and `name.aff` beside it, whose affixes are read.
* cspell: `cspell.json` and the like, with `words` and `flagWords`; or its text lists.
* codespell: lines `wrong->right, other`: these are not accepted but flagged.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from .errors import Location, RuleError

_ENDINGS = ("s", "es", "'s", "s'", "'", "ed", "d", "ing")
_NAME_ENDINGS = ("s", "es", "'s", "s'", "'")
_SLIP = re.compile(r"^\s*(?P<wrong>[^#>]+?)\s*->\s*(?P<right>[^#]+?)\s*,?\s*$")


@dataclass(frozen=True, slots=True)
class Wordbook:
    """Words that are right (`any_case`: in small letters), and words that are wrong with what is right."""

    any_case: frozenset[str] = frozenset()
    exact: frozenset[str] = frozenset()
    wrong: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def accepts(self, text: str) -> bool:
        """Whether this token is one of the words, or a regular form of one."""
        word = text.replace("’", "'")
        forms = [word, *(word.removesuffix(ending) for ending in _ENDINGS), *_changed(word)]
        if any(form.lower() in self.any_case for form in forms):
            return True
        names = [word, *(word.removesuffix(ending) for ending in _NAME_ENDINGS)]
        return any(form in self.exact for form in names) or (
            word.isupper() and any(form.upper() == word for form in self.exact)
        )


def _changed(word: str) -> Iterator[str]:
    """What the word may be a form of where the ending changes the stem: wizzling, cronies, blogging."""
    for ending, stem in (("ing", "e"), ("ies", "y"), ("ied", "y")):
        if word.lower().endswith(ending):
            yield word[: -len(ending)] + stem
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and stem[-1:] == stem[-2:-1]:
            yield stem[:-1]


def of(words: Iterable[str]) -> Wordbook:
    """A book of words that are right."""
    found = set(words)
    small = frozenset(word for word in found if word == word.lower())
    return Wordbook(small, frozenset(found - small))


def load(paths: Sequence[Path]) -> Wordbook:
    """The words of all these files. RuleError where one cannot be read."""
    words: set[str] = set()
    wrong: dict[str, tuple[str, ...]] = {}
    for path in paths:
        right, slips = _read(path)
        words |= right
        wrong |= slips
    book = of(words)
    return Wordbook(book.any_case, book.exact, wrong)


def _read(path: Path) -> tuple[set[str], dict[str, tuple[str, ...]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        hint = "words are kept in UTF-8 text"
        raise RuleError(f"the words cannot be read: {error}", Location(str(path)), hint) from None
    if path.suffix == ".dic":
        return set(_hunspell(path, text)), {}
    if path.suffix in {".json", ".jsonc"}:
        return _cspell(path, text)
    return _plain(path, text)


def _plain(path: Path, text: str) -> tuple[set[str], dict[str, tuple[str, ...]]]:
    """A word a line, with cspell's signs, or codespell's arrows."""
    words: set[str] = set()
    wrong: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.partition("#")[0].strip()
        if not bare:
            continue
        if "->" in bare:
            match = _SLIP.match(bare)
            if match is None:
                raise RuleError("expected “wrong->right”", Location(str(path), number))
            rights = (right.strip() for right in match["right"].split(","))
            wrong[match["wrong"]] = tuple(right for right in rights if right and " " not in right.strip("- "))
        elif bare.startswith("!"):
            wrong[bare[1:].strip()] = ()
        else:
            words.add(bare.strip("*+~ "))
    return words, wrong


def _cspell(path: Path, text: str) -> tuple[set[str], dict[str, tuple[str, ...]]]:
    """The words of a cspell.json; its lines may have remarks."""
    import json

    bare = re.sub(r"(?m)^\s*//.*$|,(?=\s*[\]}])", "", text)
    try:
        table = json.loads(bare)
    except ValueError as error:
        raise RuleError(f"not JSON: {error}", Location(str(path))) from None
    if not isinstance(table, dict):
        raise RuleError("expected an object with “words”", Location(str(path)))
    listed = {key: [str(word) for word in table.get(key, ())] for key in ("words", "userWords", "flagWords")}
    wrong: dict[str, tuple[str, ...]] = {}
    for entry in listed["flagWords"]:
        word, _, rest = entry.partition("->")
        wrong[word.strip()] = tuple(right.strip() for right in rest.split(",") if right.strip())
    return {*listed["words"], *listed["userWords"]}, wrong


# ── Hunspell ────────────────────────────────────────────────────────────────────────────────────────────


class _Affix(NamedTuple):
    """One line of a PFX or SFX table: what goes off the stem, what is put on, and where it may stand."""

    prefix: bool
    off: str
    on: str
    where: re.Pattern[str]
    crosses: bool


def _hunspell(path: Path, text: str) -> Iterator[str]:
    """The words of a .dic file with the forms that its .aff file makes of them."""
    affixes, long_flags = _affixes(path.with_suffix(".aff"))
    for line in text.splitlines()[1:]:
        entry = line.split("\t")[0].split(" ")[0]
        word, _, flags = entry.partition("/")
        if not word or word.startswith("#"):
            continue
        yield word
        chosen = [a for flag in _flags(flags, long_flags) for a in affixes.get(flag, ())]
        for affix in chosen:
            form = _applied(word, affix)
            if form is None:
                continue
            yield form
            if not affix.prefix and affix.crosses:
                yield from (
                    both
                    for other in chosen
                    if other.prefix and other.crosses
                    for both in [_applied(form, other)]
                    if both
                )


def _affixes(path: Path) -> tuple[dict[str, list[_Affix]], str]:
    """The affixes by flag, and how flags are written: `short`, `long` or `num`."""
    found: dict[str, list[_Affix]] = defaultdict(list)
    kind, crosses = "short", {}
    if not path.is_file():
        return found, kind
    for line in path.read_text(encoding="utf-8-sig", errors="replace").splitlines():
        parts = line.split()
        if parts[:1] == ["FLAG"] and len(parts) > 1:
            kind = parts[1]
        elif parts[:1] in (["PFX"], ["SFX"]) and len(parts) == 4:
            crosses[parts[1]] = parts[2] == "Y"
        elif parts[:1] in (["PFX"], ["SFX"]) and len(parts) > 4:
            prefix = parts[0] == "PFX"
            off, on = (part.partition("/")[0].replace("0", "") for part in parts[2:4])
            where = re.compile(f"^(?:{parts[4]})" if prefix else f"(?:{parts[4]})$")
            found[parts[1]].append(_Affix(prefix, off, on, where, crosses.get(parts[1], False)))
    return found, kind


def _flags(text: str, kind: str) -> list[str]:
    if kind == "long":
        return [text[at : at + 2] for at in range(0, len(text), 2)]
    return text.split(",") if kind == "num" else list(text)


def _applied(word: str, affix: _Affix) -> str | None:
    if not affix.where.search(word):
        return None
    if affix.prefix:
        return affix.on + word[len(affix.off) :] if word.startswith(affix.off) else None
    return word[: len(word) - len(affix.off)] + affix.on if word.endswith(affix.off) else None
