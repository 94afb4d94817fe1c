"""Regular expressions with named groups, word lists as conditions, and a time limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from ..document import View, fold
from ..lexicon import default_lexicon
from ..rule import Finding, Hit, frozen, key
from .base import Replacing, compiled, expanded, pattern_fault, search_all
from .literals import required, required_raw
from .neighbours import cost, neighbours

if TYPE_CHECKING:
    import regex

_LONG = 4  # characters from which on a string that every match holds is a good anchor


@frozen
class Where:
    """A condition on a group."""

    within: tuple[str, ...] = key("in", doc="The group is one of these words (any case).", default=())
    outside: tuple[str, ...] = key("not-in", doc="The group is none of these words (any case).", default=())
    may: tuple[str, ...] = key(doc="The lexicon knows the word with one of these Penn tags.", default=())
    never: tuple[str, ...] = key(doc="The lexicon knows the word with none of these Penn tags.", default=())
    only: tuple[str, ...] = key(
        doc="All readings of the word in the lexicon have one of these Penn tags.", default=()
    )
    known: Literal["", "yes", "no"] = key(doc="Whether the lexicon knows the word.", default="")

    @cached_property
    def _within(self) -> frozenset[str]:
        return frozenset(map(fold, self.within))

    @cached_property
    def _outside(self) -> frozenset[str]:
        return frozenset(map(fold, self.outside))

    def holds(self, word: str) -> bool:
        """Whether the condition holds for a word."""
        lexicon, low = default_lexicon(), fold(word)
        return (
            (not self.within or low in self._within)
            and low not in self._outside
            and (not self.may or lexicon.may_be(word, *self.may))
            and not (self.never and lexicon.may_be(word, *self.never))
            and (not self.only or lexicon.only(word, *self.only))
            and (not self.known or lexicon.knows(word) == (self.known == "yes"))
        )


@frozen
class RegexKind(Replacing):
    """A regular expression over a block's text, with straight marks for curly ones."""

    pattern: str | tuple[str, ...] = key(
        doc="The expression (or several), in the syntax of the `regex` package."
    )
    words: tuple[str, ...] = key(
        "anchors",
        doc="Words of which one is in every match; `*` at an end: part of a word; {a,b}: either.",
        default=(),
    )
    case: Literal["match", "ignore"] = key(doc="Whether capitals matter.", default="ignore")
    text: Literal["plain", "raw"] = key(
        doc="`raw`: with curly marks and odd spaces as they stand.", default="plain"
    )
    where: dict[str, Where] = key(doc="Conditions on named groups.", default_factory=dict)
    lines: bool = key(doc="Each match stands in a line that holds an anchor.", default=False)
    at: str = key(doc="The group that is flagged; the whole match where none is named.", default="match")

    @property
    def patterns(self) -> tuple[str, ...]:
        """The expressions."""
        return (self.pattern,) if isinstance(self.pattern, str) else self.pattern

    @cached_property
    def anchors(self) -> frozenset[str] | None:
        """The anchors that the rule's author named, or else what the patterns cannot match without."""
        found: list[frozenset[str] | None] = []
        named = expanded(self.words) if self.words else None
        for pairs, strings in zip(self.pairs, self.required, strict=True):
            letters = None  # short strings are everywhere, so looking for them gains nothing
            if strings is not None and all(len(part) >= _LONG for part in strings):
                letters = frozenset(f"*{part}*" for part in strings)
            found.append(pairs or named or letters)
        if None in found:
            return None
        every = frozenset[str]().union(*filter(None, found))
        return named if named is not None and cost(named) <= cost(every) else every

    @cached_property
    def pairs(self) -> tuple[frozenset[str] | None, ...]:
        """For each pattern the pairs of words of which a match holds one, where they are known."""
        return tuple(neighbours(pattern) for pattern in self.patterns)

    @cached_property
    def required(self) -> tuple[frozenset[str] | None, ...]:
        """For each pattern the strings of which a match holds one, where they are known."""
        return tuple(map(required, self.patterns))

    @cached_property
    def required_raw(self) -> tuple[frozenset[str] | None, ...]:
        """The same of the raw text in small letters, where that is what is searched."""
        return tuple(map(required_raw, self.patterns)) if self.text == "raw" else ()

    @property
    def names(self) -> frozenset[str]:
        """See `Kind.names`; the groups of the expressions, which must be sound."""
        groups = (compiled(pattern, self.case).groupindex for pattern in self.patterns)
        return frozenset({"match", "all"}).union(*groups)

    @property
    def placed(self) -> bool:
        """See `Matcher.placed`."""
        return self.lines

    def _matches(
        self, expression: regex.Pattern[str], text: str, hits: Sequence[Hit]
    ) -> Iterator[regex.Match[str]]:
        if not self.lines:
            yield from search_all(expression, text)
            return
        done = 0
        for hit in hits:
            start = max(done, text.rfind("\n", 0, hit.end - 1) + 1)
            if hit.end > done:
                done = text.find("\n", hit.end - 1) + 1 or len(text)
                yield from search_all(expression, text, start, done)

    def find(self, view: View, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Every match whose groups meet the conditions."""
        raw = self.text == "raw"
        text, lower = (view.text, view.text.lower()) if raw else (view.plain, view.folded)
        every = self.required_raw if raw else self.required
        for pattern, strings, pairs in zip(self.patterns, every, self.pairs, strict=True):
            if strings is not None and not any(part in lower for part in strings):
                continue
            if pairs is not None and not self.lines and pairs.isdisjoint(view.pairs):
                continue
            expression = compiled(pattern, self.case)
            for match in self._matches(expression, text, hits):
                groups = {name: match.span(name) for name in expression.groupindex}
                if all(cond.holds(match[name] or "") for name, cond in self.where.items() if name in groups):
                    spans = {"all": match.span(), **groups}
                    spans["match"] = spans.get(self.at, match.span())
                    if spans["match"][0] >= 0:
                        yield self.finding(view, spans)

    def check(self) -> Iterator[str]:
        """Faults beyond the types."""
        broken = [fault for pattern in self.patterns if (fault := pattern_fault(pattern, self.case))]
        if broken:
            yield from broken
            return
        for where, names in (("where", tuple(self.where)), ("at", (self.at,))):
            for name in names:
                if name not in self.names:
                    yield f"{where}: there is no group “{name}”; there are: {', '.join(sorted(self.names))}"
        yield from self.check_options(self.names)
