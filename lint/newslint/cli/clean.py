"""`newslint clean`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ..errors import UsageError

# What copying, mail, PDFs and content systems do to a text; the rest of the rules are for writers.
CLEANING = (
    "cleaning",
    "cleaning/hard-wrap",  # previews, which are off in `check`
    "cleaning/extra-blank-lines",
    "apostrophes/backward-apostrophe",
    "apostrophes/backtick-apostrophe",
    "typography",
    "compounds/word-in-pieces",
    "compounds/words-run-together",
    "punctuation/backward-quotation-mark",
    "punctuation/dash-mixed",
    "punctuation/doubled-mark",
    "punctuation/doubled-quotation-mark",
    "punctuation/mixed-quotation-marks",
    "punctuation/space-before-mark",
)


def clean(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH...]", help="Files, folders and patterns; none, or -: a filter."),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend the files, and show what was changed.")] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")
    ] = False,
    safe: Annotated[bool, typer.Option("--safe", help="Mend only what any editor takes unread.")] = False,
    stdin_filename: Annotated[
        str, typer.Option(metavar="NAME", help="What to call standard input.", show_default=False)
    ] = "stdin.txt",
    config_file: Annotated[
        str | None, typer.Option("--config", metavar="FILE", help="The configuration file.")
    ] = None,
) -> None:
    """Show, or mend, what copying, mail, PDFs and content systems did to a text.

    Without PATH it is a filter: the mended text goes to standard output, what was changed to standard error.
    Exit code: 0 nothing to do, or all mended; 1 something is left (with --diff: something would change);
    2 wrong usage, or anything that could not be done.
    """
    from ..problem import Applicability
    from .check import run, show, show_diff
    from .common import settings

    if fix and diff:
        raise UsageError("--fix changes files and --diff does not", hint="give one of them")
    overrides = {"select": CLEANING, "extend_select": (), "fail_on": "suggestion"}
    chosen = settings(overrides, config_file).settings
    where = paths or ["-"]
    write = fix or (where == ["-"] and not diff)
    least = Applicability.SAFE if safe else Applicability.UNSAFE
    outcome = run(where, chosen, least if write or diff else None, write, stdin_filename)
    if diff:
        raise typer.Exit(show_diff(outcome))
    to = sys.stderr if write and "-" in where else sys.stdout
    if write:
        show_diff(outcome, to)
    raise typer.Exit(show(outcome, chosen, False, to))
