"""Fixed words and what to put in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal

from ..document import View, fold, plain
from ..lexicon import copy_case
from ..rule import Finding, Hit, Replace, frozen, key
from .base import Kind, compiled, pattern_fault

_CACHED = ("_lines", "_written", "_looked_up", "_with_capitals")
_HYPHEN = re.compile(r"[-\u2010\u2011]\w")
_BEFORE_A_SENTENCE = frozenset({"", *".!?:;…\"'()[]-–—*•"})


@frozen
class LiteralKind(Kind):
    """Whole words, found as they stand; the new words take the case of the old."""

    map: dict[str, str | tuple[str, ...]] = key(
        doc="Wrong words -> right words, or a list, the best first.", default_factory=dict
    )
    words: tuple[str, ...] = key(doc="Words with no fix.", default=())
    case: Literal["match", "ignore"] = key(doc="Whether capitals must be as written here.", default="ignore")
    unless: tuple[str, ...] = key("except", doc="Longer phrases in which the words are right.", default=())
    not_before: str = key(
        "not-before", doc="What does not follow the words (a regular expression).", default=""
    )
    capitals: Literal["any", "first"] = key(
        doc="first: with capitals that neither a sentence's start nor this list explains, it may be a name.",
        default="any",
    )

    @property
    def placed(self) -> bool:
        """See `Matcher.placed`."""
        return True

    def __getstate__(self) -> dict[str, object]:
        # Thousands of short strings load slowly, and most drafts need none of them: they go as one.
        kept = {name: value for name, value in super().__getstate__().items() if name not in _CACHED}
        return {**kept, "map": {}, "words": (), "_packed": self._lines}

    @cached_property
    def _lines(self) -> str:
        """The words as the rule's author wrote them: a line each, with what is right after tabs."""
        packed: str | None = self.__dict__.get("_packed")
        if packed is not None:
            return packed
        written = dict.fromkeys(self.words, ()) | {
            wrong: (right,) if isinstance(right, str) else right for wrong, right in self.map.items()
        }
        return "\n".join("\t".join((wrong, *right)) for wrong, right in written.items())

    @cached_property
    def _written(self) -> tuple[str, ...]:
        """The wrong words as the rule's author wrote them."""
        return tuple(line.partition("\t")[0] for line in self._lines.split("\n"))

    @cached_property
    def _looked_up(self) -> tuple[str, dict[str, tuple[str, ...] | None]]:
        """The lines as text is looked up in them, and what was found there: a list may be very long."""
        return "\n" + self._as_looked_up(self._lines) + "\n", {}

    def _as_looked_up(self, text: str) -> str:
        return plain(text) if self.case == "match" else fold(text)

    def _right(self, words: str) -> tuple[str, ...] | None:
        """What is right for these words, as looked up; None where they are not listed."""
        lines, known = self._looked_up
        if words not in known:
            at = max(lines.rfind(f"\n{words}\t"), lines.rfind(f"\n{words}\n"))
            end = lines.find("\n", at + 1)
            # A line stands at the same place as written, where no line end is before it.
            known[words] = tuple(self._lines[at : end - 1].split("\t")[1:]) if at >= 0 else None
        return known[words]

    @cached_property
    def _with_capitals(self) -> frozenset[str]:
        return frozenset(fold(wrong) for wrong in self._written if wrong != wrong.lower())

    @cached_property
    def _unless(self) -> tuple[str, ...]:
        return tuple(fold(phrase) for phrase in self.unless)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The wrong words themselves."""
        return frozenset(fold("\n".join(self._written)).split("\n"))

    @property
    def names(self) -> frozenset[str]:
        """See `Kind.names`."""
        return frozenset({"match"})

    def find(self, view: View, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Every hit is a finding but for its capitals and its exceptions."""
        text = view.plain if self.case == "match" else view.folded
        for hit in hits:
            right = self._right(text[hit.start : hit.end])
            if right is None or self._excepted(view.folded, hit) or self._goes_on(view.plain, hit):
                continue
            old = view.text[hit.start : hit.end]
            name = self.capitals == "first" and _may_be_name(view.plain, hit)
            if name and view.folded[hit.start : hit.end] not in self._with_capitals:
                continue
            # A name is written as given here; a word takes the case of what it replaces.
            new = [word if self.case == "match" else copy_case(old, word) for word in right]
            if old in new:
                continue  # a list that only mends capitals: “facebook” into “Facebook”
            options = tuple((Replace(hit.start, hit.end, word),) for word in new)
            yield Finding(view, hit.start, hit.end, options, {"match": old})

    def _goes_on(self, text: str, hit: Hit) -> bool:
        if self.case != "match" and " " in hit.anchor and _HYPHEN.match(text, hit.end):
            return True  # “widow of the late-night host”; names are names there too: “New York-based”
        return bool(self.not_before) and compiled(self.not_before, "ignore").match(text, hit.end) is not None

    def _excepted(self, folded: str, hit: Hit) -> bool:
        for phrase in self._unless:
            at = folded.find(phrase, max(0, hit.end - len(phrase)), hit.start + len(phrase))
            if 0 <= at <= hit.start and at + len(phrase) >= hit.end:
                return True
        return False

    def check(self) -> Iterator[str]:
        """Faults beyond the types."""
        if not self.map and not self.words:
            yield "a literal rule needs `map` or `words`"
        fault = pattern_fault(self.not_before) if self.not_before else None
        if fault:
            yield f"not-before: {fault}"
        for wrong, right in self.map.items():
            if not wrong:
                yield "map: the wrong words are empty"
            if wrong in ((right,) if isinstance(right, str) else right):
                yield f"map: “{wrong}” is mended into itself"


@frozen
class WholeTokens(LiteralKind):
    """Words that no part of a longer one may be, with a hyphen or an apostrophe in it: lists of misspellings
    have “doesn'” and “dosen”, which “doesn't” and “dosen't” are not.
    """

    def find(self, view: View, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Every hit that is a token, but for the sign of the possessive."""
        return super().find(view, [hit for hit in hits if _is_token(view.plain, hit)])


def _is_token(text: str, hit: Hit) -> bool:
    before, after = text[: hit.start][-2:], text[hit.end : hit.end + 3]
    if before[-1:] in {"'", "-"} and before[:-1].isalnum():
        return False
    if not text[hit.end - 1].isalnum() and after[:1].isalnum():
        return False
    if not text[hit.start].isalnum() and before[-1:].isalnum():
        return False
    owned = after[:2].lower() == "'s" and not after[2:].isalnum()
    return owned or not (after[:1] in {"'", "-"} and after[1:2].isalnum())


def _may_be_name(text: str, hit: Hit) -> bool:
    """Whether there are capitals other than that of a sentence's first letter."""
    words = text[hit.start : hit.end]
    before = text[: hit.start].rstrip()[-1:]
    return words[1:] != words[1:].lower() or (words[0].isupper() and before not in _BEFORE_A_SENTENCE)
