"""Words in the company that another word keeps: “sewed the seeds”, “free reign”.

A file of `rules/lexicon/company` has an entry a block: at the margin `WRONG > RIGHT`, below, indented, the
company in which the wrong word is never right: a row of words in which `_` is the place of the wrong word:

    a|b|c    one of these; `a*`, `*a`: a word that begins, that ends so; `@list`: a word of that list
    <NN|VB>  a word that may have one of these tags; `<!NN>`: one that never has
    ..       any word;  `#` a number;  `/` a mark, the end or the beginning
    x?       the same, or nothing

`! COMPANY` is company in which the word is right after all. Words that come in several forms stand side by
side (`throw throws > throe throes`), in the order of their mends; `verb sew > sow` and `noun suite > suit`
stand for all forms. A mend with a bar (`a|b`) offers both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from itertools import chain
from typing import NamedTuple

from ..document import HEADLINE, SUBHEAD, View
from ..errors import Location, NewslintError
from ..lexicon import copy_case, default_lexicon, load_named, rules_folder
from ..patterns import lazy
from ..rule import Finding, Hit, Replace, frozen, key
from .base import Kind
from .element import Words, as_tuple

_TOKEN = lazy(r"\d[\d.,]*\d|\bcan(?=not\b)|[^\W_]+?(?=n't\b)|n't\b|[^\W_]+(?:'[^\W_]+)*|[^\s]")
_TAGS = {"verb": ("VB", "VBZ", "VBD", "VBG", "VBN"), "noun": ("NN", "NNS")}
_ANY, _NUMBER, _EDGE, _HERE, _NOT = "..", "#", "/", "_", "!"
_BEFORE_A_SENTENCE = frozenset({"", *".!?:;…\"'()[]–—*•"})


class Item(NamedTuple):
    """A place in a company: what may stand there, and whether nothing may."""

    words: frozenset[str]  # empty: see `test`
    test: Callable[[str], bool]
    optional: bool


class Company(NamedTuple):
    """The words before (the nearest first) and after, and words of which one must be in the text at all."""

    left: tuple[Item, ...]
    right: tuple[Item, ...]
    needed: frozenset[str]


class Entry(NamedTuple):
    """What is meant by a word, and the company that tells so, or (`sound`) that it is right."""

    meant: tuple[str, ...]
    telling: tuple[Company, ...]
    sound: tuple[Company, ...]


@frozen
class CompanyKind(Kind):
    """A word of the lexicon of company where its neighbours are those of another word."""

    of: Words = key(doc="Which files of the lexicon (rules/lexicon/company).", default=())
    entries: str = key(doc="Entries of the rule's own, written as in the lexicon.", default="")

    def __getstate__(self) -> dict[str, object]:
        kept = {name: value for name, value in super().__getstate__().items() if name != "entries"}
        return {**kept, "entries": "", "_lines": self._lines}

    @cached_property
    def _lines(self) -> str:
        """A line for each wrong form: it, its mend and its companies, by tabs. One text loads quickly."""
        texts = [self.entries] if self.entries else []
        texts += [_read(name) for name in as_tuple(self.of)]
        return "\n".join("\t".join(row) for row in chain.from_iterable(map(rows, texts)))

    @cached_property
    def _rows(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for line in self._lines.split("\n"):
            wrong, _, rest = line.partition("\t")
            found.setdefault(wrong, []).append(rest)
        return found

    @cached_property
    def _entries_of(self) -> Callable[[str], tuple[Entry, ...]]:
        return cache(lambda wrong: tuple(map(_entry, self._rows[wrong])))

    @property
    def anchors(self) -> frozenset[str]:
        """The wrong forms."""
        return frozenset(self._rows)

    @property
    def names(self) -> frozenset[str]:
        """See `Kind.names`; `phrase` is the word with the company that told."""
        return frozenset({"match", "phrase"})

    def find(self, view: View, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Every word in telling company."""
        text = None
        for wrong in sorted(self._rows.keys() & view.words):
            for entry in self._entries_of(wrong):
                telling = [one for one in entry.telling if not one.needed or one.needed & view.words]
                if telling:
                    text = text or _Text(view)
                    yield from text.findings(wrong, entry, telling)

    def check(self) -> Iterator[str]:
        """Faults beyond the types."""
        if not self.of and not self.entries:
            yield "a company rule needs `of` or `entries`"
            return
        try:
            for lines in self._rows.values():
                for line in lines:
                    _entry(line)
        except ValueError as error:
            yield str(error)


class _Text:
    """The words of a view with their places."""

    def __init__(self, view: View) -> None:
        self.view = view
        tokens = list(_TOKEN.finditer(view.folded))
        self.spans = [token.span() for token in tokens]
        self.words = [token[0] for token in tokens]

    def findings(self, wrong: str, entry: Entry, telling: Sequence[Company]) -> Iterator[Finding]:
        """The places of a word where one of the companies tells and none excuses."""
        for at, word in enumerate(self.words):
            if word != wrong or any(self._around(one, at) for one in entry.sound):
                continue
            around = next(filter(None, (self._around(one, at) for one in telling)), None)
            start, end = self.spans[at]
            old = self.view.text[start:end]
            if around is None or self._may_be_name(old, start):
                continue
            options = tuple((Replace(start, end, copy_case(old, word)),) for word in entry.meant)
            phrase = self.view.text[self.spans[around[0]][0] : self.spans[around[1]][1]]
            yield Finding(self.view, start, end, options, {"match": old, "phrase": phrase})

    def _around(self, company: Company, at: int) -> tuple[int, int] | None:
        """The first and the last word of the company around a place, if it is there."""
        first = self._reach(company.left, at - 1, -1)
        last = self._reach(company.right, at + 1, 1) if first is not None else None
        return None if first is None or last is None else (first, last)

    def _reach(self, items: Sequence[Item], at: int, step: int) -> int | None:
        """The last word that the items take, from a place on; None where they do not fit."""
        if not items:
            return at - step
        item, rest = items[0], items[1:]
        word = self.words[at] if 0 <= at < len(self.words) else ""
        if word in item.words or item.test(word):
            inside = min(max(at, 0), len(self.words) - 1)  # an edge may lie outside the text
            found = self._reach(rest, at + step, step)
            if found is not None:
                return found if rest or 0 <= found < len(self.words) else inside
        return self._reach(rest, at, step) if item.optional else None

    def _may_be_name(self, old: str, start: int) -> bool:
        """Whether there is a capital that neither a headline nor a sentence's start explains."""
        if self.view.block.scope in (HEADLINE, SUBHEAD) or old.islower():
            return False
        return old[1:] != old[1:].lower() or self.view.plain[:start].rstrip()[-1:] not in _BEFORE_A_SENTENCE


def rows(text: str) -> Iterator[tuple[str, str, str]]:
    """Each wrong form with its mend and its companies (by semicolons); ValueError at what cannot be read."""
    head: list[tuple[str, str]] = []
    companies: list[str] = []
    for number, raw in enumerate([*text.splitlines(), "end"], start=1):
        line = raw.partition("  # ")[0].rstrip()
        if not line or line.startswith("#"):
            continue
        if line.startswith(" "):
            companies += (part.strip() for part in line.split(";") if part.strip())
            continue
        yield from ((wrong, right, ";".join(companies)) for wrong, right in head)
        companies = []
        try:
            head = list(_forms(line)) if line != "end" else []
        except ValueError as error:
            raise ValueError(f"line {number}: {error}") from None


def _forms(line: str) -> Iterator[tuple[str, str]]:
    """The wrong forms of a head with their mends."""
    left, arrow, right = line.partition(">")
    wrong, meant = left.split(), right.split()
    tags = _TAGS.get(wrong[0] if wrong else "")
    if tags and len(wrong) == 2 and len(meant) == 1:
        inflect = default_lexicon().inflect
        pairs = [(inflect(wrong[1], tag), inflect(meant[0], tag)) for tag in tags]
        yield from dict.fromkeys((one, other) for one, other in pairs if one and other and one != other)
    elif arrow and wrong and len(wrong) == len(meant):
        yield from zip(wrong, meant, strict=True)
    else:
        raise ValueError(f"“{line}” does not say what is meant by what")


def _entry(line: str) -> Entry:
    meant, _, companies = line.partition("\t")
    telling, sound = list[Company](), list[Company]()
    for written in companies.split(";"):
        if written.startswith(_NOT):
            sound.append(company(written[1:]))
        else:
            telling.append(company(written))
    return Entry(tuple(meant.split("|")), tuple(telling), tuple(sound))


@cache
def company(written: str) -> Company:
    """A company as written; ValueError where the word has no place in it, or stands alone."""
    parts = written.split()
    if parts.count(_HERE) != 1 or len(parts) < 2:
        raise ValueError(f"“{written}” must have one “{_HERE}” and other words")
    at = parts.index(_HERE)
    left, right = tuple(map(_item, reversed(parts[:at]))), tuple(map(_item, parts[at + 1 :]))
    # Only plain words are in a view's set of words, so only sets of these can be asked of it.
    plain = [one.words for one in (*left, *right) if not one.optional and all(map(str.isalnum, one.words))]
    return Company(left, right, min(filter(None, plain), key=len, default=frozenset()))


def _item(written: str) -> Item:
    optional = written.endswith("?")
    written = written.removesuffix("?")
    if written.startswith("<") and written.endswith(">"):
        tags = tuple(written.strip("<!>").split("|"))
        return Item(frozenset(), _tagged(tags, wanted=not written.startswith("<!")), optional)
    tests = {_ANY: _is_word, _NUMBER: _is_number, _EDGE: _is_edge}
    if written in tests:
        return Item(frozenset(), tests[written], optional)
    words = frozenset(
        chain.from_iterable(load_named(one[1:]) if one[:1] == "@" else (one,) for one in written.split("|"))
    )
    starts = tuple(word[:-1] for word in words if word.endswith("*"))
    ends = tuple(word[1:] for word in words if word.startswith("*"))
    others = [tests[word] for word in words if word in tests]
    if not (starts or ends or others):
        return Item(words, _never, optional)
    plain = frozenset(word for word in words if "*" not in word and word not in tests)

    def fits(word: str) -> bool:
        return (
            word in plain
            or word.startswith(starts)
            or word.endswith(ends)
            or any(test(word) for test in others)
        )

    return Item(frozenset(), fits, optional)


def _tagged(tags: tuple[str, ...], *, wanted: bool) -> Callable[[str], bool]:
    def fits(word: str) -> bool:
        return _is_word(word) and default_lexicon().may_be(word, *tags) == wanted

    return fits


def _is_word(word: str) -> bool:
    return word[:1].isalpha()


def _is_number(word: str) -> bool:
    return word[:1].isdigit()


def _is_edge(word: str) -> bool:
    return not word[:1].isalnum() and word not in {"'", "n't"}


def _never(word: str) -> bool:
    return False


def _read(name: str) -> str:
    path = rules_folder() / "lexicon" / "company" / f"{name}.txt"
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise NewslintError("cannot read the lexicon of company", Location(str(path))) from error
