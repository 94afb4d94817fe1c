"""`newslint words`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ..patterns import lazy

if TYPE_CHECKING:
    from ..source import Source

_WORD = lazy(r"(?<![\w'’@/\\#&=~.-])[^\W\d_]{3,}(?![\w@/\\#&=~-]|[.…]\w)")


def words(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders and patterns.")],
    names: Annotated[
        bool, typer.Option("--names", help="Words with capitals too, most of them names.")
    ] = False,
    output_format: Annotated[
        Literal["table", "plain", "json"],
        typer.Option(
            metavar="FORMAT", help="table (the default), plain (a word a line, for a list) or json."
        ),
    ] = "table",
    config_file: Annotated[
        str | None, typer.Option("--config", metavar="FILE", help="The configuration file.")
    ] = None,
) -> None:
    """List the words that no list knows, the most frequent first, with where each first stands.

    With `--output-format plain` the list can go into a file that the configuration names under `words`.
    There base forms stand for their inflections, and likely misspellings are remarks, to be read first.
    """
    from ..discover import discover
    from ..errors import SourceError
    from ..problem import Failure
    from ..report.phrases import failure_line
    from ..runner import said
    from ..source import read
    from .common import put, settings
    from .common import words as own_words

    chosen = settings({}, config_file).settings
    found = discover(paths, exclude=chosen.exclude, respect_gitignore=chosen.respect_gitignore)
    own, failures = own_words(chosen), list(found.failures)
    unknown: dict[str, Unknown] = {}
    for file in found.files:
        try:
            for word, place in _unknown(read(file.path, chosen.max_file_size), names):
                if not own.accepts(word):
                    unknown.setdefault(word, Unknown(word, place)).count += 1
        except SourceError as error:
            failures.append(Failure(said(error), file.path))
    listed = sorted(unknown.values(), key=lambda each: (-each.count, each.word))
    put(_shown(listed, output_format), sys.stdout)
    put("".join(f"{failure_line(failure)}\n" for failure in failures), sys.stderr)
    raise typer.Exit(2 if failures else 0)


@dataclass
class Unknown:
    """A word that no list knows, where it first stands, and how often it does."""

    word: str
    place: str
    count: int = 0


def _unknown(source: Source, names: bool) -> Iterator[tuple[str, str]]:
    """The unknown words of a document in order, with their places, `path:line:column`."""
    from ..annotate import annotate
    from ..checks.known import is_unknown
    from ..span import LineIndex

    index = LineIndex(source.text)
    for view in annotate(source).views:
        for match in _WORD.finditer(view.text):
            word = match[0]
            if is_unknown(word.lower()) and (names or word.islower()):
                line, column = index.place(view.block.raw(*match.span()).start)
                yield word, f"{source.path}:{line}:{column}"


def _shown(listed: Sequence[Unknown], output_format: str) -> str:
    from ..checks.proposals import proposed

    if output_format == "plain":
        return _list([each.word for each in listed])
    meant = {each.word: [right.word for right in proposed(each.word.lower())] for each in listed}
    if output_format == "json":
        import json

        rows = [
            {"word": each.word, "count": each.count, "place": each.place, "meant": meant[each.word]}
            for each in listed
        ]
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    wide = max((len(each.word) for each in listed), default=0)
    return "".join(
        f"{each.count:>6}  {each.word:<{wide}}  {each.place}"
        + (f"  ({', '.join(meant[each.word])}?)" if meant[each.word] else "")
        + "\n"
        for each in listed
    )


def _list(words: Sequence[str]) -> str:
    """A list to accept: base forms alone, and what is likely a misspelling as a remark, to be looked at."""
    from ..checks.proposals import proposed
    from ..wordbook import of

    lines, kept = [], list[str]()
    for word in sorted(words, key=lambda word: (len(word), word.lower())):
        near = proposed(word.lower(), near=True)
        if near:
            lines.append((word, f"# {word}: {near[0].word}?"))
        elif not of(kept).accepts(word):
            kept.append(word)
            lines.append((word, word))
    return "".join(f"{line}\n" for _, line in sorted(lines, key=lambda line: line[0].lower()))
