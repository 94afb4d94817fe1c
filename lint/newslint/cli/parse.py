"""`newslint parse`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from ..config import Settings
    from ..document import Document
    from ..problem import Failure

_Formats = Literal["table", "conllu", "json"]


def parse(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files, folders and patterns; - reads standard input."),
    ],
    output_format: Annotated[
        _Formats, typer.Option(metavar="FORMAT", help="table (the default), conllu or json.")
    ] = "table",
    stdin_filename: Annotated[
        str, typer.Option(metavar="NAME", help="What to call standard input.", show_default=False)
    ] = "stdin.txt",
    config_file: Annotated[
        str | None, typer.Option("--config", metavar="FILE", help="The configuration file.")
    ] = None,
) -> None:
    """Show the words of drafts as rules see them: lemmas, tags, features and trees.

    Exit code: 0, or 2 for wrong usage or anything that could not be done.
    """
    from ..discover import discover
    from .common import settings

    chosen = settings({}, config_file).settings
    found = discover(paths, exclude=chosen.exclude, respect_gitignore=chosen.respect_gitignore)
    failures = list(found.failures)
    documents = _documents([file.path for file in found.files], chosen, stdin_filename, failures)
    _show(documents, output_format, failures)
    raise typer.Exit(2 if failures else 0)


def _documents(
    paths: Sequence[str], chosen: Settings, stdin_name: str, failures: list[Failure]
) -> Iterator[Document]:
    """The documents, each analysed in one go; those that cannot be read become failures."""
    from ..annotate import annotate
    from ..annotate.language import analyse
    from ..errors import SourceError
    from ..problem import Failure
    from ..report.parse_report import sentences
    from ..runner import said
    from .common import read_or_stdin

    for path in paths:
        try:
            source = read_or_stdin(path, chosen.max_file_size, stdin_name)
        except SourceError as error:
            failures.append(Failure(said(error), stdin_name if path == "-" else path))
            continue
        document = annotate(source)
        analyse(sentences(document))
        yield document


def _show(documents: Iterator[Document], output_format: _Formats, failures: list[Failure]) -> None:
    """Write each document when it is done; json, which is one object with the failures in it, in the end."""
    from ..report.parse_report import conllu, json_text
    from ..report.parse_table import table
    from ..report.phrases import failure_line
    from .common import colored, put

    if output_format == "json":
        done = list(documents)  # before the failures are told: reading is what finds them
        put(json_text(done, failures), sys.stdout)
        return
    color = colored(sys.stdout)
    for number, document in enumerate(documents, 1):
        put(
            conllu(document, number) if output_format == "conllu" else table(document, color=color),
            sys.stdout,
        )
    put("".join(f"{failure_line(failure)}\n" for failure in failures), sys.stderr)
