"""newslint: the copy desk in one command.

    >>> import newslint
    >>> [problem.message for problem in newslint.lint_text("The the council met.")]

All offsets are code points of the text that was given.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    import datetime
    from os import PathLike

    from .engine import Engine
    from .problem import Applicability, Edit, Failure, Fix, Problem, Related, Severity, Suggestion
    from .source import Source
    from .span import Span

__all__ = [
    "Applicability",
    "Edit",
    "Fix",
    "Problem",
    "Related",
    "Severity",
    "Span",
    "Suggestion",
    "__version__",
    "fix_text",
    "lint_path",
    "lint_text",
]


def __getattr__(name: str) -> object:
    # Types are imported when asked for, so that `import newslint` costs the command nothing.
    if name in __all__:
        from . import problem, span

        return getattr(span if name == "Span" else problem, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def lint_text(
    text: str,
    *,
    filename: str = "text.txt",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    date: datetime.date | None = None,
) -> tuple[Problem, ...]:
    """The problems in a text, in order. `filename` tells the format: .md is Markdown, others are plain text.
    `date` is the day of publication. The rules are ours and those of installed plug-ins; no configuration
    file is read, and no other engine runs.

    Raises UsageError for an unknown rule, and RuleCrash where a rule or a plug-in failed: no result is ever
    half one.
    """
    from .source import Source

    return _checked(Source(filename, text, date=date), _engine(tuple(select), tuple(ignore)))


def lint_path(
    path: str | PathLike[str], *, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> tuple[Problem, ...]:
    """The problems in a file. Raises SourceError where it cannot be read, otherwise as `lint_text`."""
    from .source import read

    return _checked(read(str(path)), _engine(tuple(select), tuple(ignore)))


def fix_text(
    text: str,
    *,
    filename: str = "text.txt",
    unsafe: bool = False,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> str:
    """The text with the safe fixes applied, and the unsafe ones if asked for. Raises as `lint_text`."""
    from .problem import Applicability
    from .runner import mend
    from .source import Source

    least = Applicability.UNSAFE if unsafe else Applicability.SAFE
    report, _ = mend(Source(filename, text), _engine(tuple(select), tuple(ignore)), least)
    _raise_failures(report.failures)
    return report.text


def _engine(select: tuple[str, ...], ignore: tuple[str, ...]) -> Engine:
    """The engine for a selection, made once."""
    if (select, ignore) not in _engines:
        from . import ruleset
        from .engine import Engine

        packs, failures = ruleset.packs()
        _raise_failures(failures)
        rules = ruleset.load(tuple(packs))
        chosen = ruleset.select(rules, chosen=select, ignored=ignore)
        _engines[select, ignore] = Engine(chosen, [rule.id for rule in rules])
    return _engines[select, ignore]


_engines: dict[tuple[tuple[str, ...], tuple[str, ...]], Engine] = {}


def _checked(source: Source, engine: Engine) -> tuple[Problem, ...]:
    from .runner import check

    report = check(source, engine)
    _raise_failures(report.failures)
    return report.problems


def _raise_failures(failures: Sequence[Failure]) -> None:
    if failures:
        from .errors import RuleCrash

        said = (": ".join(filter(None, (failure.rule, failure.message))) for failure in failures)
        raise RuleCrash("; ".join(said))
