"""Engines beside our own rules: begun before them, asked after them, and merged with ours first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..document import Document
from ..errors import NewslintError, RuleCrash, SourceError
from ..problem import Failure, Problem, Severity, Suggestion
from ..ruleset import Choice
from .base import Engine

_BEHIND = 1000  # what an engine's priority is behind ours
_MOST = 3  # ways to mend that a problem of ours takes over


class Found(NamedTuple):
    """What engines found: to be merged with ours, to stand apart, and what failed."""

    problems: list[Problem]
    apart: list[Problem]
    failures: list[Failure]


@dataclass(frozen=True)
class Beside:
    """The engines of a run, and which of their rules are wanted."""

    engines: tuple[Engine, ...]
    choice: Choice

    @property
    def formats(self) -> tuple[str, ...]:
        """The endings of files that only engines read."""
        return tuple(ending for engine in self.engines for ending in getattr(engine, "formats", ()))

    def begin(self, documents: Sequence[Document]) -> Iterator[Found]:
        """What the engines find in each document; they are begun at once, not when the first is asked for."""
        running = [(engine, _begun(engine, documents)) for engine in self.engines]
        return (self._found(document, running) for document in documents)

    def _found(self, document: Document, running: list[tuple[Engine, Begun]]) -> Found:
        found = Found([], [], [])
        for number, (engine, begun) in enumerate(running):
            try:
                if isinstance(begun, Exception):
                    raise begun
                into = found.apart if getattr(engine, "apart", False) else found.problems
                into += self._kept(next(begun))
            except (SourceError, RuleCrash) as error:  # of this document alone
                found.failures.append(Failure(str(error), document.source.path))
            except NewslintError:
                raise
            except Exception as error:
                running[number] = (engine, error)  # an iterator that raised has ended
                said = f"the engine “{engine.name}” failed: {type(error).__name__}: {error}"
                found.failures.append(Failure(said, document.source.path))
        return found

    def _kept(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems that the settings want, as they want them; each rule is looked up once."""
        levels: dict[tuple[str, Severity], Severity | None] = {}
        for problem in problems:
            name = (problem.rule, problem.severity)
            if name not in levels:
                levels[name] = self.choice.level(*name)
            level = levels[name]
            if level is not None:
                yield problem._replace(severity=level, priority=problem.priority - _BEHIND)


Begun = Iterator[Sequence[Problem]] | Exception


def _begun(engine: Engine, documents: Sequence[Document]) -> Begun:
    try:
        return engine.begin(documents)
    except NewslintError:
        raise
    except Exception as error:
        return error


def merged(own: Iterable[Problem], others: Iterable[Problem]) -> list[Problem]:
    """Our problems and the engines', ours first.

    An engine's problem at the very words of ours is ours, which takes over what ways to mend it has beyond
    ours, after them; so is one that would mend the text in the same way from another place. Those that only
    overlap are left to `resolve`, where ours stand. A suggestion of ours that an engine holds for a fault is
    a warning: two that agree are surer than one.
    """
    ours = sorted(own, key=lambda problem: problem.span)
    starts = [problem.span.start for problem in ours]
    longest = max((problem.span.end - problem.span.start for problem in ours), default=0)
    mends = {problem.fix.edits for problem in ours if problem.fix}
    left = []
    for problem in others:
        start, end = problem.span
        taken = bool(problem.fix and problem.fix.edits in mends)
        for at in range(bisect_left(starts, start - longest), bisect_left(starts, max(end, start + 1))):
            if ours[at].span == problem.span:
                ours[at], taken = _taking(ours[at], problem), True
            if max(ours[at].span.end, starts[at] + 1) > start:
                ours[at] = _raised(ours[at], problem)
        if not taken:
            left.append(problem)
    return ours + left


def _raised(own: Problem, other: Problem) -> Problem:
    return own if own.severity >= other.severity else own._replace(severity=Severity.WARNING)


def _taking(own: Problem, other: Problem) -> Problem:
    """Our problem with the ways to mend of another's that it lacks."""
    known = {own.fix.edits} if own.fix else set()
    known |= {suggestion.edits for suggestion in own.suggestions}
    offered = ([other.fix.edits] if other.fix else []) + [each.edits for each in other.suggestions]
    new = [Suggestion("", edits) for edits in dict.fromkeys(offered) if edits not in known]
    return own._replace(suggestions=(*own.suggestions, *new[:_MOST]))
