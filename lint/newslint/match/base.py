"""What the kinds share: replacement options, and the defaults of a matcher."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal

import regex

from .. import patterns
from ..document import Document, Sentence, View, fold
from ..errors import RuleCrash
from ..lexicon import load_named
from ..rule import Filed, Finding, Hit, Replace, frozen, key
from .template import faults, fill

Option = str | dict[str, str]
Options = str | dict[str, str] | tuple[Option, ...]
Spans = Mapping[str, tuple[int, int]]
TIME_LIMIT = 1.0  # seconds for one regex on one block
LIMIT_GROWS = 50_000  # characters, for each of which so many the limit is as much longer


class Kept:
    """A frozen dataclass whose pickle has its fields and, of what it worked out, only the plain data."""

    _KEPT = (
        *("filed", "words", "choices", "required", "required_raw", "pairs", "needed", "first"),
        *("lead", "_forms", "_entries", "_compiled", "_unless", "_untagged", "_then"),
    )

    def warm(self) -> None:
        """Work out what is kept."""
        for name in self._KEPT:
            value = getattr(self, name, None)
            for part in value if isinstance(value, tuple) else (value,):
                if isinstance(part, Kept):
                    part.warm()

    def __getstate__(self) -> dict[str, object]:
        names = {*(field.name for field in fields(self)), *self._KEPT}  # type: ignore[arg-type]
        return {name: value for name, value in self.__dict__.items() if name in names}


@frozen
class Kind(Kept):
    """A rule kind: fields are the keys of the rule file, methods find."""

    whole_document = False

    @property
    def placed(self) -> bool:
        """See `Matcher.placed`."""
        return False

    @property
    def wants_analysis(self) -> bool:
        """See `Matcher.wants_analysis`."""
        return False

    @property
    def patterns_by_word(self) -> Sequence[Any]:
        """See `Matcher.patterns_by_word`."""
        return ()

    @property
    def anchors(self) -> frozenset[str] | None:
        """See `Matcher.anchors`."""
        return None

    @property
    def names(self) -> frozenset[str] | None:
        """What a message may name in braces, `fixed` aside; None where only running the rule tells."""
        return None

    @cached_property
    def filed(self) -> Filed | None:
        """See `Matcher.filed`."""
        if self.anchors is None:
            return None
        anchors = sorted(self.anchors)
        words = [anchor for anchor in anchors if anchor.replace(" ", "").isalnum()]
        marks = tuple(sorted(self.anchors.difference(words)))
        return Filed("\n".join(_line(anchor, self.placed) for anchor in words), marks)

    def candidates(self, views: Sequence[View]) -> Iterator[Sentence]:
        """See `Matcher.candidates`."""
        return iter(())

    def ahead(self, documents: Sequence[Document], scopes: frozenset[str]) -> None:
        """See `Matcher.ahead`."""

    def find(self, view: View, hits: Sequence[Hit]) -> Iterator[Finding]:
        """See `Matcher.find`."""
        raise NotImplementedError

    def find_all(self, document: Document, scopes: frozenset[str]) -> Iterator[Finding]:
        """See `Matcher.find_all`."""
        raise NotImplementedError

    def check(self) -> Iterator[str]:
        """See `Matcher.check`."""
        return iter(())


@frozen
class Replacing(Kind):
    """A kind whose rules say what to put in place."""

    replace: Options = key(
        doc="What to put in place: a text, a map from captures to texts, or a list of such, the best first.",
        default=(),
        kw_only=True,
    )

    def finding(self, view: View, spans: Spans, values: Mapping[str, str] | None = None) -> Finding:
        """A finding at the span called `match`, with every option filled in from the spans' texts."""
        texts = {name: view.text[start:end] for name, (start, end) in spans.items() if start >= 0}
        texts.update(values or {})
        start, end = spans["match"]
        options = tuple(tuple(_option(option, texts, spans)) for option in self.options)
        return Finding(view, start, end, options, texts)

    @property
    def options(self) -> tuple[Option, ...]:
        """The ways to mend, the best first."""
        return self.replace if isinstance(self.replace, tuple) else (self.replace,)

    def check_options(self, names: frozenset[str]) -> Iterator[str]:
        """Faults in the templates, where `names` are the rule's captures."""
        for option in self.options:
            for where, template in ({"match": option} if isinstance(option, str) else option).items():
                if where not in names:
                    yield f"replace: there is no capture “{where}”; there are: {', '.join(sorted(names))}"
                yield from (f"replace: {fault}" for fault in faults(template, names))


def _option(option: Option, texts: Mapping[str, str], spans: Spans) -> Iterator[Replace]:
    for where, template in ({"match": option} if isinstance(option, str) else option).items():
        start, end = spans.get(where, (-1, -1))
        if start < 0:
            continue
        text, old = fill(template, texts), texts[where]
        if old[:1].isupper() and text[:1].islower() and template[:1].islower():
            text = text[:1].upper() + text[1:]
        yield Replace(start, end, text)


def compiled(pattern: str, case: Literal["match", "ignore"]) -> regex.Pattern[str]:
    """A rule's pattern, compiled once a process."""
    return patterns.compiled(pattern, regex.IGNORECASE if case == "ignore" else 0)


def search_all(
    pattern: regex.Pattern[str], text: str, start: int = 0, end: int | None = None
) -> Iterator[regex.Match[str]]:
    """All matches within the time limit, which grows with the text; RuleCrash beyond it."""
    limit = TIME_LIMIT * max(1, len(text) // LIMIT_GROWS)
    try:
        yield from pattern.finditer(text, start, len(text) if end is None else end, timeout=limit)
    except TimeoutError:
        raise RuleCrash(
            f"the pattern took more than {limit:g} s on a block of {len(text)} characters"
        ) from None


def _line(anchor: str, placed: bool) -> str:
    """See `Filed.words`."""
    words = anchor.split(" ")
    if len(words) <= 2 and not placed:
        return anchor
    key = min(pairwise(words), key=_commonness) if len(words) > 2 else words
    return f"{' '.join(key)}\t{anchor}"


def _commonness(pair: tuple[str, str]) -> tuple[int, int]:
    everywhere = load_named("everywhere")
    return sum(word in everywhere for word in pair), -sum(map(len, pair))


_BRACES = re.compile(r"\{([^{}]*)\}")


def expanded(anchors: Iterable[str]) -> frozenset[str]:
    """Anchors, folded, with braces expanded as a shell does: “{a,an} {the,his}” stands for four."""
    out: set[str] = set()
    todo = list(map(fold, anchors))
    while todo:
        anchor = todo.pop()
        braces = _BRACES.search(anchor)
        if braces is None:
            out.add(anchor)
        else:
            todo += (
                anchor[: braces.start()] + part + anchor[braces.end() :] for part in braces[1].split(",")
            )
    return frozenset(out)


def pattern_fault(pattern: str, case: Literal["match", "ignore"] = "ignore") -> str | None:
    """What is wrong with a pattern, or None."""
    try:
        compiled(pattern, case)
    except regex.error as error:
        return f"the pattern is broken at {error.pos}: {error.msg}"  # type: ignore[attr-defined]
    return None
