"""A project's rules on one document: areas → alerts → problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..document import Block
from ..problem import Applicability, Edit, Fix, Problem, Severity, Suggestion
from ..source import Source
from ..span import Span
from .areas import Area, Needs, area, clean, paragraphs_at
from .base import Alert, Memory, Rule
from .comments import Region
from .formats import Reader, ending, read
from .notes import is_made_up
from .placing import whole_line
from .project import Project, chosen
from .scopes import bases, covers
from .search import Index

PREFIX = "vale/"
_INLINE = ("link", "strong", "emphasis")
_UNPLACED = ("conditional", "consistency", "sequence", "spelling")  # kinds whose words Vale looks for again


class Checker:
    """The rules of a project, ready to run on any number of documents."""

    def __init__(self, project: Project, rules: Sequence[Rule]) -> None:
        self.project = project
        self.rules = tuple(rules)
        self.index = Index(pattern for rule in rules for pattern in rule.patterns)
        self.kinds = frozenset[str]().union(*(bases(rule.fields.scopes) for rule in rules))
        self._of = lru_cache(maxsize=4096)(self._reading)
        self._put_off = lru_cache(maxsize=4096)(self._edgeless)

    def _edgeless(self, scope: str) -> frozenset[int]:
        """The rules that find in a block what they would find in its paragraphs.

        They read the block alone, and paragraphs only where a match may go over the end of one.
        """
        return frozenset(
            at
            for at, rule in enumerate(self.rules)
            if _is_edgeless(rule) and covers(rule.fields.scopes, scope)
        )

    def _whole(self, scope: str) -> frozenset[int]:
        return frozenset() if scope.startswith(("sentence.", "paragraph.")) else self._put_off(scope)

    def _reading(self, scope: str) -> _Reading:
        """The rules that read areas of a scope."""
        around = scope.removeprefix("paragraph.")
        off = self._put_off(around) if around != scope else frozenset[int]()
        always: list[int] = []
        gates: dict[int, list[int]] = {}
        wanted: set[int] = set()
        for at, rule in enumerate(self.rules):
            if at in off or not covers(rule.fields.scopes, scope):
                continue
            numbers = [self.index.numbers.get(pattern) for pattern in rule.gate]
            if not numbers or None in numbers:
                always.append(at)
            for number in numbers:
                if number is not None:
                    gates.setdefault(number, []).append(at)
            wanted |= self._numbers(rule)
        return _Reading(tuple(always), gates, frozenset(wanted))

    def _numbers(self, rule: Rule) -> set[int]:
        """The numbers of a rule's patterns."""
        return {self.index.numbers[each] for each in rule.every_pattern if each in self.index.numbers}

    def _running(self, part: Area) -> Iterable[int]:
        """The numbers of the rules that may find something in an area."""
        reading = self._of(part.scope)
        if not reading.gates:
            return reading.always
        running = set(reading.always)
        for number in part.text.places:
            running.update(reading.gates.get(number, ()))
        return sorted(running)

    def _wanted(self, scope: str) -> frozenset[int]:
        return self._of(scope).patterns

    def check(self, source: Source) -> list[Problem]:
        """The problems of a document."""
        levels = self._levels(source.path)
        if all(level is None for level in levels):
            return []
        memory = Memory(path=source.path)
        found = _Found(source.text)
        clean_text = clean(source.text)
        styles = chosen(self.project, source.path).styles
        document = read(
            source,
            clean_text,
            Reader(self.project, self.index, Needs(self.kinds, self._wanted), styles),
            memory,
        )
        parted = False  # whether the block that comes next has paragraphs
        for part in (*document.areas, *self._raw(clean_text, source.path)):
            for number in self._running(part):
                level, rule = levels[number], self.rules[number]
                if level is None or _is_off(rule.fields.name, part.off):
                    continue
                alerts = list(rule.alerts(part.text, memory))
                if parted and number in self._whole(part.scope):
                    # What goes over the end of a paragraph is other than what stands inside it.
                    wide = [each[:2] for each in alerts if "\n" in part.text.text[each.start : each.end]]
                    for paragraph in paragraphs_at(part, wide, frozenset(self._numbers(rule))):
                        found.add(rule, level, paragraph, rule.alerts(paragraph.text, memory))
                found.add(rule, level, part, alerts)
            if not part.scope.startswith("sentence."):
                parted = part.scope.startswith("paragraph.")
        return [*_outside(found.problems, document.regions(), clean_text, source.text)]

    def _raw(self, read: Block, path: str) -> Iterator[Area]:
        """The document as it is, for rules of the scope `raw`."""
        if "raw" in self.kinds:
            name = ending(path)
            yield area(Block(f"raw.{name}" if name else "raw", read.text, read.pieces), self.index)

    def _levels(self, path: str) -> list[Severity | None]:
        told = chosen(self.project, path)
        named = (told.level(rule.fields.name, rule.fields.level) for rule in self.rules)
        return [Severity[level.upper()] if level else None for level in named]


class _Reading(NamedTuple):
    """The rules that read areas of a scope: those that always run, those that run where a pattern may match,
    and the patterns of all of them."""

    always: tuple[int, ...]
    gates: dict[int, list[int]]
    patterns: frozenset[int]


def _is_edgeless(rule: Rule) -> bool:
    """Whether it finds the same in a text as in its paragraphs, but for what goes over their ends."""
    if rule.fields.kind == "spelling":
        return True
    return rule.fields.kind in ("existence", "substitution") and rule.patterns[0].edgeless


def _is_off(rule: str, off: frozenset[str]) -> bool:
    return bool(off) and ("off" in off or rule in off or rule.split(".")[0] in off)


def _outside(
    problems: Sequence[Problem], regions: Sequence[Region], read: Block, text: str
) -> Iterator[Problem]:
    """The problems that no comment of the document silences by where they stand."""
    if not regions:
        yield from problems
        return
    spans = [(region.key, *read.raw(region.start, region.end)) for region in regions]
    for problem in problems:
        name = problem.rule.removeprefix(PREFIX)
        names = {name, name.split(".")[0], f"{name}[{text[slice(*problem.span)]}]"}
        if not any(key in names and start <= problem.span.start < end for key, start, end in spans):
            yield problem


class _Found:
    """The problems of one document, each rule's once at a place."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._seen: set[tuple[str, int]] = set()
        self._counts: dict[str, int] = {}

    def add(self, rule: Rule, level: Severity, part: Area, alerts: Iterable[Alert]) -> None:
        """Take the alerts of a rule in an area."""
        name, limit = rule.fields.name, rule.fields.limit
        for alert in alerts:
            words = part.text.text[alert.start : alert.end]
            if part.off and f"{name}[{words}]" in part.off:
                continue
            span = self._span(rule, part, alert, words)
            if (
                span is None
                or (name, span.start) in self._seen
                or (limit and self._counts.get(name, 0) >= limit)
            ):
                continue
            self._seen.add((name, span.start))
            self._counts[name] = self._counts.get(name, 0) + 1
            self.problems.append(_problem(name, level, span, alert, self._text))

    def _span(self, rule: Rule, part: Area, alert: Alert, words: str) -> Span | None:
        """Where the alert stands in the source, if it does."""
        if alert.placeless:
            return Span(0, min(1, len(self._text)))
        span = part.raw(alert.start, alert.end)
        if not words or self._text[slice(*span)] == words:
            return span
        if is_made_up(words):
            return None
        ends = (part.raw(alert.start, alert.start + 1), part.raw(alert.end - 1, alert.end))
        found = "".join(self._text[slice(*each)] for each in ends) == words[0] + words[-1]
        sought = not found or rule.fields.kind in _UNPLACED or part.scope.startswith(_INLINE)
        return whole_line(self._text, span, part.text.text, words, sought) or span


def _problem(name: str, level: Severity, span: Span, alert: Alert, text: str) -> Problem:
    options = [fix for fix in alert.fixes if fix != text[slice(*span)]]
    edits = [(_edit(span, option, text),) for option in options]
    # Markup inside the words would be lost, and of several ways nobody knows which: both are made by hand.
    certain = len(options) == 1 and span.end - span.start == alert.end - alert.start
    how = Applicability.UNSAFE if certain else Applicability.DISPLAY
    return Problem(
        rule=PREFIX + name,
        span=span,
        message=alert.message,
        severity=level,
        fix=Fix(edits[0], how) if edits else None,
        suggestions=tuple(Suggestion("", edit) for edit in edits[1:]),
    )


def _edit(span: Span, option: str, text: str) -> Edit:
    """The replacement; what is taken out takes a space with it."""
    if not option and text[span.end : span.end + 1] == " " and text[span.start - 1 : span.start] in (" ", ""):
        return Edit(Span(span.start, span.end + 1), option)
    return Edit(span, option)
