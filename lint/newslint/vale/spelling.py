"""Rules of the kind `spelling`: words that no dictionary has.

Dictionaries come from the StylesPath; where a rule names none, our own words are taken for Vale's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .base import Alert, Exceptions, Fields, Memory, fields, made
from .definitions import Definition
from .gosyntax import PatternError
from .hunspell import Dictionary, read
from .messages import filled
from .project import DICTIONARIES, IGNORED, Project
from .search import Pattern, Text, checked, pattern
from .sentences import SPELLINGS
from .tokens import spelled

_SKIPPED = re.compile(r"[^a-zA-Z_']|[A-Z]$|[A-Z][a-z]+[A-Z]+\w+", re.ASCII)
_CLITIC = re.compile(r"(?:'(?:s|m|d|ll|re|ve)|n't|'t|')$", re.IGNORECASE)
# Words that others are joined to: “he'd”, “isn't”. Behind any other word that is a slip.
_LEADERS = frozenset(
    "he here how i it let might must she should that there these they this those we what when where who why "
    "would could you".split()
)
_HELPERS = frozenset(
    "ai are ca could did do does had has have is may might must need ought sha should was were wo "
    "would".split()
)
_OWN_NOTHING = frozenset("another else her his my our their your".split())
# Shortened words and names, and words of other languages that English has taken in.
_SHORT = frozenset(
    "al app ariz assn atty aug ave bldg blvd bros calif capt cmdr co col conn corp dan de dec dept dist ed "
    "et etc feb gen gov inc jan jr kans km lt ltd maj mich mm mmes mr mrs ms mt nov o'brien o'casey "
    "o'connor o'neill o'reilly oct okla org phil pl prof rep reps rev sam sen sept sgt sp sr st supt tech "
    "tenn tex vic vs wash".split()
)
_MOST = 5  # suggestions


@dataclass(frozen=True)
class Spelling:
    """Words are looked up in `dictionaries` (files of affixes and words), and in our own where `ours`."""

    fields: Fields
    dictionaries: tuple[tuple[str, str], ...]
    ours: bool
    lists: tuple[str, ...]
    filters: tuple[Pattern, ...]
    exceptions: Exceptions
    custom: bool

    patterns: tuple[Pattern, ...] = ()
    gate: tuple[Pattern, ...] = ()

    @property
    def every_pattern(self) -> tuple[Pattern, ...]:
        """See `Rule`."""
        return (*self.filters, *self.exceptions.every)

    def alerts(self, text: Text, memory: Memory) -> Iterator[Alert]:
        """See `Rule`."""
        words = text.text
        for start, end in self.exceptions.spans(text):  # accepted phrases; their words alone are not
            words = words[:start] + " " * (end - start) + words[end:]
        books = [_dictionary(*paths) for paths in self.dictionaries]
        for found, at in spelled(words):
            word = found
            for book in books:
                word = book.converted(word)
            if not self._is_right(word, books):
                message = filled(self.fields.message, (word,))
                yield Alert(at, at + len(found), message, self._suggestions(word))

    def _is_right(self, word: str, books: Sequence[Dictionary]) -> bool:
        if not self.custom and _SKIPPED.search(word):
            return True
        if any(each.compiled.search(word) for each in self.filters):
            return True
        if any(book.knows(word) for book in books) or (self.ours and _is_known(word)):
            return True
        if any(word in _listed(path) or word.lower() in _listed(path) for path in self.lists):
            return True
        told = self.exceptions.words
        return bool(told and told.compiled.search(word))

    def _suggestions(self, word: str) -> tuple[str, ...]:
        action = self.fields.action
        if not action or action.name != "suggest" or "spellings" not in action.params:
            return ()
        return _proposed(word.lower())


def spelling(definition: Definition, project: Project) -> Spelling:
    """The rule of a definition."""
    found = tuple(_dictionaries(definition, project))
    terms = [term if term.startswith(r"\b") else rf"\b{term}\b" for term in project.accepted]
    every = "|".join((*definition.strings("exceptions"), *terms))
    phrases = [term for term in project.accepted if " " in term or "\t" in term or r"\s" in term]
    try:
        filters = tuple(checked(pattern(each)) for each in definition.strings("filters"))
    except PatternError as error:
        raise definition.fault("filters", f"a filter is broken: {error}") from None
    return Spelling(
        fields=fields(definition),
        dictionaries=found,
        ours=not found or definition.flag("append") or not definition.path,
        lists=tuple(map(str, _lists(definition, project))),
        filters=filters,
        exceptions=Exceptions(
            made(definition, "exceptions", f"(?i){every}") if terms else None,
            made(definition, "exceptions", rf"(?i)\b(?:{'|'.join(phrases)})\b") if phrases else None,
        ),
        custom=definition.flag("custom"),
    )


def _dictionaries(definition: Definition, project: Project) -> Iterator[tuple[str, str]]:
    """The files of the dictionaries that a rule names, or, for Vale's own rule, of all that there are."""
    roots = project.styles_paths
    aff, dic = (_asset(roots, definition.text(key)) for key in ("aff", "dic"))
    if aff and dic:
        yield str(aff), str(dic)
        return
    told = definition.text("dicpath")
    folders = (
        [Path(told), *(root / told for root in roots)] if told else [root / DICTIONARIES for root in roots]
    )
    if told and not any(folder.is_dir() for folder in folders):
        raise definition.fault("dicpath", f"there is no folder “{told}”")
    for name in definition.strings("dictionaries"):
        folder = next((each for each in folders if (each / f"{name}.dic").is_file()), None)
        if folder is None:
            looked = ", ".join(map(str, folders))
            raise definition.fault("dictionaries", f"there is no dictionary “{name}” in {looked}")
        yield str(folder / f"{name}.aff"), str(folder / f"{name}.dic")
    if not definition.path:
        for file in sorted(file for folder in folders for file in folder.glob("*.dic")):
            yield str(file.with_suffix(".aff")), str(file)


def _asset(roots: Sequence[Path], name: str) -> Path | None:
    places = [Path(name), *(root / name for root in reversed(roots))] if name else []
    return next((place for place in places if place.is_file()), None)


def _lists(definition: Definition, project: Project) -> Iterator[Path]:
    """The files of words to accept."""
    roots = project.styles_paths
    if not definition.path:
        yield from (file for root in roots[-1:] for file in sorted((root / IGNORED).rglob("*.txt")))
    for name in definition.strings("ignore"):
        for place in (
            Path(name),
            *(root / name for root in roots),
            *(root / IGNORED / name for root in roots),
        ):
            if place.is_file():
                yield place


@cache
def _dictionary(aff: str, dic: str) -> Dictionary:
    return read(Path(aff), Path(dic))


@cache
def _listed(path: str) -> frozenset[str]:
    lines = (line.strip() for line in Path(path).read_text("utf-8", errors="replace").splitlines())
    return frozenset(line for line in lines if line and line != "#")


@cache
def _is_known(word: str) -> bool:
    """Whether our own words have it, or have what its clitic stands behind."""
    found = _CLITIC.search(word)
    if found is None:
        return _is_listed(word)
    bare, clitic = word[: found.start()], found[0].lower()
    if clitic in ("'", "'s"):
        return len(bare) == 1 or (_is_listed(bare) and _may_own(bare))
    return bare.lower() in (_HELPERS if clitic.endswith("t") else _LEADERS)


def _is_listed(word: str) -> bool:
    """Whether it is known in small letters or as it is written: a name in small letters is no word."""
    from ..lexicon import default_lexicon

    if word.lower() in _SHORT and not word.isupper():
        return True
    return any(each in _words() or default_lexicon().knows(each) for each in (word, word.lower()))


def _may_own(word: str) -> bool:
    """Whether something can be its own: no verb has anything, and no “else”."""
    from ..lexicon import default_lexicon

    tags = default_lexicon().tags(word) | default_lexicon().tags(word.lower())
    verbal = bool(tags) and all(tag.startswith("VB") for tag in tags)
    return word.lower() in _LEADERS or not (verbal or word.lower() in _OWN_NOTHING)


@cache
def _proposed(word: str) -> tuple[str, ...]:
    from ..checks.proposals import proposed

    return tuple(each.word for each in proposed(word)[:_MOST])


@cache
def _words() -> frozenset[str]:
    lines = (line for line in SPELLINGS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.partition("\t")[2].split(" "))
