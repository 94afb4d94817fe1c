"""The command line. Each command is a module, imported only when it is asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from .. import __version__
from ..errors import NewslintError

app = typer.Typer(
    name="newslint",
    help="The copy desk in one command: finds the mistakes that would embarrass the paper.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"newslint {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def _register(arguments: Sequence[str]) -> None:
    """Add the commands; `check` alone where it is asked for, since each costs start-up."""
    from . import check

    app.command("check", help="Check drafts and show what is wrong with them.")(check.check)
    if arguments[:1] != ["check"]:
        from . import clean, config, import_vale, parse, plugins, rules, words

        app.command("clean", help="Mend what copying, mail, PDFs and content systems did to a text.")(
            clean.clean
        )
        app.command("words", short_help="List the words that no list knows, by count, ready to accept.")(
            words.words
        )
        app.command("parse", help="Show the words of drafts as rules see them: lemmas, tags and trees.")(
            parse.parse
        )
        app.command("plugins", help="List the plug-ins that are installed, with their versions.")(
            plugins.plugins
        )
        app.command("config", help="Print each setting and where it came from.")(config.config)
        app.command("import-vale", help="Write the rules of Vale's styles out as rules of newslint.")(
            import_vale.import_vale
        )
        app.add_typer(rules.app, name="rules")


def run(arguments: Sequence[str]) -> int:
    """Run the command with these arguments; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A pipe gets UTF-8 on every system; a terminal keeps its own, and shows escapes for the rest.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    _register(arguments)
    try:
        code = app(args=list(arguments), prog_name="newslint", standalone_mode=True)
    except SystemExit as leave:
        code = leave.code
    except NewslintError as error:
        typer.echo(f"newslint: error: {error}", err=True)
        return 2
    except Exception as error:
        if os.environ.get("NEWSLINT_DEBUG"):
            raise
        typer.echo(
            f"newslint: internal error: {type(error).__name__}: {error}; set NEWSLINT_DEBUG=1 to see where",
            err=True,
        )
        return 2
    return code if isinstance(code, int) else 0 if code is None else 2
