"""`newslint check`."""

from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, TextIO

import typer

from ..errors import UsageError

if TYPE_CHECKING:
    from ..clock import Clock
    from ..config import Settings
    from ..discover import Discovery
    from ..problem import Applicability, Failure, Report
    from ..rule import Rule
    from ..runner import Done, Job

_Levels = Literal["error", "warning", "suggestion", "never"]
_FORMATS = ("full", "concise", "json", "github", "sarif")  # ours
_LONG_RUN = 300  # files, from which on a terminal shows how far it is


def check(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files, folders and patterns; - reads standard input."),
    ],
    fix: Annotated[bool, typer.Option("--fix", help="Apply the safe fixes.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="With --fix or --diff: the unsafe ones too.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")
    ] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE", help="Run only this rule or category (repeat, or use commas)."),
    ] = None,
    extend_select: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Run this rule or category as well.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Leave this rule or category out.")
    ] = None,
    preview: Annotated[
        bool | None,
        typer.Option("--preview/--no-preview", help="Run the preview rules too.", show_default=False),
    ] = None,
    fail_on: Annotated[
        _Levels | None,
        typer.Option(
            metavar="LEVEL",
            help="The least severity that gives exit code 1: error, warning (default), suggestion or never.",
        ),
    ] = None,
    output_format: Annotated[
        str | None,
        typer.Option(
            metavar="FORMAT", help="full (the default), concise, json, github, sarif, or a plug-in's."
        ),
    ] = None,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Count the problems by rule instead.")
    ] = False,
    timing: Annotated[
        bool, typer.Option("--timing", help="Say on standard error which ten rules took longest.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="Processes; 0, the default, lets the amount of text decide."),
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Reuse no results of earlier runs.")] = False,
    stdin_filename: Annotated[
        str, typer.Option(metavar="NAME", help="What to call standard input.", show_default=False)
    ] = "stdin.txt",
    date: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD",
            help="The day of publication, by which weekdays and “last month” are judged.",
        ),
    ] = None,
    style: Annotated[
        str | None,
        typer.Option(
            metavar="STYLE", help="A house style, such as us-news or none, or a folder of your own."
        ),
    ] = None,
    desk: Annotated[
        str | None,
        typer.Option(metavar="DESK", help="Take this desk's words, and leave out the rules for other desks."),
    ] = None,
    dialect: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="The English that is wanted: us, uk, ca, au or auto (the default)."
        ),
    ] = None,
    engine: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Run this checker beside the rules: languagetool, or a plug-in's."),
    ] = None,
    vale: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Run the styles of this .vale.ini beside the rules, as they are."),
    ] = None,
    allow_remote: Annotated[
        bool, typer.Option("--allow-remote", help="Let drafts go to an engine's server on another machine.")
    ] = False,
    config_file: Annotated[
        str | None, typer.Option("--config", metavar="FILE", help="The configuration file.")
    ] = None,
) -> None:
    """Check drafts and show what is wrong with them.

    Exit code: 0 clean, 1 problems (after --fix: problems left; with --diff: something would change),
    2 wrong usage, broken configuration, or anything that could not be done.
    """
    from ..problem import Applicability
    from .common import settings

    overrides = {
        "select": _split(select),
        "extend_select": _split(extend_select),
        "ignore": _split(ignore),
        "preview": preview,
        "fail_on": fail_on,
        "output_format": output_format,
        "jobs": jobs,
        "date": date,
        "style": style,
        "desk": desk,
        "dialect": dialect,
        "engines": _split(engine),
        "vale": vale,
        "cache": False if no_cache or timing else None,
    }
    if unsafe_fixes and not (fix or diff):
        raise UsageError("--unsafe-fixes does nothing alone", hint="add --fix or --diff")
    fix = fix and not diff  # --diff shows what --fix would do
    chosen = settings(overrides, config_file).settings
    clock = _clock() if timing else None
    _check_format(chosen.output_format)
    least = (Applicability.UNSAFE if unsafe_fixes else Applicability.SAFE) if fix or diff else None
    outcome = run(paths, chosen, least, fix, stdin_filename, clock, allow_remote)
    # With --fix, standard output is for the mended text of standard input.
    to = sys.stderr if fix and "-" in paths else sys.stdout
    code = show_diff(outcome) if diff else show(outcome, chosen, statistics, to)
    if clock:
        _show_times(clock)
    raise typer.Exit(code)


def _split(names: Sequence[str] | None) -> tuple[str, ...] | None:
    """Names given one by one or with commas between."""
    return None if names is None else tuple(part for name in names for part in name.split(",") if part)


def _clock() -> Clock:
    from ..clock import Clock

    return Clock()


def _show_times(clock: Clock) -> None:
    from ..clock import MODEL, TEXT
    from ..report.timing import render
    from .common import put

    put(render(clock, (TEXT, MODEL)), sys.stderr)


def _check_format(name: str) -> None:
    """Say that there is no such format before the work is done, and not after it."""
    if name not in _FORMATS:
        from ..report import renderer

        renderer(name)


class Outcome(NamedTuple):
    """What a run found: the report, what was done to each file, and the rules that ran."""

    report: Report
    done: Sequence[Done]
    running: Sequence[Rule]


def run(
    paths: Sequence[str],
    chosen: Settings,
    least: Applicability | None,
    write: bool,
    stdin_name: str,
    clock: Clock | None = None,
    allow_remote: bool = False,
) -> Outcome:
    """Check, and mend what is at least so applicable; `write`: the files, and standard input to output."""
    from datetime import date

    from ..discover import ENDINGS, discover
    from ..engines import vale
    from ..ruleset import anchors, stamp_of
    from ..runner import Job, cache_key
    from .common import beside, folders, house_options, put, rules, words

    running, known, broken = rules(chosen)
    others, failed = beside(chosen, allow_remote)
    for engine in vale(chosen):
        for missing in engine.missing:  # told, and no failure: the project cannot help it
            put(f"{missing.path}: warning: {missing.message}\n", sys.stderr)
    endings = (*ENDINGS, *others.formats) if others else ENDINGS
    found = discover(
        paths, exclude=chosen.exclude, respect_gitignore=chosen.respect_gitignore, endings=endings
    )
    own = words(chosen)
    stamp = f"{stamp_of(folders(chosen))}\n{own.stamp}"
    index = anchors(running, stamp)
    # What is loaded now lives to the end, and a story's small values die with it: fewer looks for cycles.
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    job = Job(
        rules=running,
        known=known,
        fix=least,
        write=write,
        max_bytes=chosen.max_file_size,
        cache_key=cache_key(stamp, running, house_options(chosen), others) if chosen.cache else None,
        anchors=index,
        clock=clock,
        accepted=own or None,
        date=date.fromisoformat(chosen.date) if chosen.date else None,
        beside=others,
    )
    done = list(_outcomes(found, job, chosen.jobs, stdin_name))
    return Outcome(_report((*broken, *failed, *found.failures), done, write), done, running)


def _outcomes(found: Discovery, job: Job, jobs: int, stdin_name: str) -> Iterator[Done]:
    from ..runner import run as run_files

    files = [file for file in found.files if file.path != "-"]
    if len(files) < len(found.files):
        yield _stdin(job, stdin_name)
    if files:
        with _progress(len(files)) as tick:
            yield from run_files(files, job, jobs, tick)


def _stdin(job: Job, name: str) -> Done:
    """The pipeline of standard input; what is to be written goes to standard output."""
    from ..errors import SourceError
    from ..problem import Failure
    from ..runner import Done, Runner, said
    from ..source import decode
    from .common import put

    data = sys.stdin.buffer.read(job.max_bytes + 1 if not job.write else -1)
    done = Done(name, None)
    try:
        if len(data) > job.max_bytes:
            raise SourceError(
                f"more than the {job.max_bytes:,} bytes allowed", hint="raise max-file-size to check it"
            )
        source = decode(data, name)._replace(date=job.date)
        done = Runner(job._replace(write=False)).source(source)
        if job.write and done.mended is not None:
            data = source.encode(done.mended)
    except SourceError as error:
        done = done._replace(failures=(*done.failures, Failure(said(error), name)))
    if job.write:
        put(data, sys.stdout)
    return done


@contextmanager
def _progress(files: int) -> Iterator[Callable[[], object]]:
    if files < _LONG_RUN or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Checking", total=files)
        yield lambda: bar.advance(task)


def _report(before: Sequence[Failure], done: Sequence[Done], fix: bool) -> Report:
    from ..problem import Report

    fixed: Counter[str] = Counter()
    for outcome in done:
        fixed.update(outcome.fixed or {})
    return Report(
        files=tuple(outcome.report for outcome in done if outcome.report is not None),
        failures=(*before, *(failure for outcome in done for failure in outcome.failures)),
        fixed=dict(fixed) if fix else None,
    )


def show(outcome: Outcome, chosen: Settings, statistics: bool, to: TextIO) -> int:
    """Print the report; the exit code."""
    from ..errors import PluginError
    from ..report import FORMATS, renderer
    from .common import colored, put

    report, known = outcome.report, {rule.id: rule for rule in outcome.running}
    render = renderer("statistics" if statistics else chosen.output_format)
    try:
        put(render(report, color=colored(to), rules=known), to)
    except PluginError:  # what was found, and perhaps mended, is shown all the same
        put(FORMATS["full"](report, color=colored(sys.stderr), rules=known), sys.stderr)
        raise
    if any(report.every_failure()):
        return 2
    if chosen.fail_on == "never":
        return 0
    from ..problem import Severity

    least = Severity[chosen.fail_on.upper()]
    return int(any(problem.severity >= least for problem in report.problems()))


def show_diff(outcome: Outcome, to: TextIO | None = None) -> int:
    """Print what was or would be mended, as a diff, and what failed; the exit code."""
    from ..report.phrases import failure_line
    from .common import put

    lines = [line for done in outcome.done for line in _diff(done)]
    put("".join(lines), to or sys.stdout)
    failures = list(outcome.report.every_failure())
    put("".join(f"{failure_line(failure)}\n" for failure in failures), sys.stderr)
    return 2 if failures else int(bool(lines))


def _diff(done: Done) -> Iterator[str]:
    import difflib
    import io

    if done.mended is None or done.mended == done.original:
        return
    # Only \n ends a line of a diff, whatever else str.splitlines takes for an end.
    texts = (done.original, done.mended)
    old, new = (io.StringIO(text, newline="\n").readlines() for text in texts)
    for line in difflib.unified_diff(old, new, done.path, done.path):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
