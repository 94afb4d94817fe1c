"""`newslint words`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ..patterns import lazy

if TYPE_CHECKING:
    from ..source import Source
    from ..wordbook import Wordbook

_WORD = lazy(
    r"(?<![\w'’@/\\#&=~.-])(?<![^\W\d_]\u00ad)[^\W\d_]{3,}(?![\w@/\\#&=~\u00ad\u0300-\u036f-]|[.…]\w|['’]t\b)"
    r"|(?<![\w'’@/\\#&=~.-])[^\W\d_]+(?:-[^\W\d_]+)+(?![\w@/\\#&=~-]|[.…]\w)"
)
_PART = lazy(r"[^\W\d_]{3,}")


def words(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files, folders and patterns; - reads standard input."),
    ],
    names: Annotated[
        bool, typer.Option("--names", help="Words with capitals too, most of them names.")
    ] = False,
    output_format: Annotated[
        Literal["table", "plain", "json"],
        typer.Option(
            metavar="FORMAT", help="table (the default), plain (a word a line, for a list) or json."
        ),
    ] = "table",
    desk: Annotated[str | None, typer.Option(metavar="DESK", help="Know this desk's words too.")] = None,
    stdin_filename: Annotated[
        str, typer.Option(metavar="NAME", help="What to call standard input.", show_default=False)
    ] = "stdin.txt",
    config_file: Annotated[
        str | None, typer.Option("--config", metavar="FILE", help="The configuration file.")
    ] = None,
) -> None:
    """List the words that no list knows, the most frequent first, with where each first stands.

    With `--output-format plain` the list can go into a file that the configuration names under `words`.
    There base forms stand for their inflections, and likely misspellings are remarks, to be read first.

    Exit code: 0, whatever is listed, or 2 for wrong usage or anything that could not be done.
    """
    from ..discover import discover
    from ..errors import SourceError
    from ..problem import Failure
    from ..report.phrases import failure_line
    from ..runner import said
    from .common import put, read_or_stdin, settings
    from .common import words as own_words

    chosen = settings({"desk": desk}, config_file).settings
    found = discover(paths, exclude=chosen.exclude, respect_gitignore=chosen.respect_gitignore)
    own, failures = own_words(chosen), list(found.failures)
    unknown: dict[str, Unknown] = {}
    for file in found.files:
        try:
            source = read_or_stdin(file.path, chosen.max_file_size, stdin_filename)
            for word, place in _unknown(source, own, names):
                unknown.setdefault(word, Unknown(word, place)).count += 1
        except SourceError as error:
            failures.append(Failure(said(error), stdin_filename if file.path == "-" else file.path))
    listed = sorted(unknown.values(), key=lambda each: (-each.count, each.word))
    put(_shown(listed, own, output_format), sys.stdout)
    put("".join(f"{failure_line(failure)}\n" for failure in failures), sys.stderr)
    raise typer.Exit(2 if failures else 0)


@dataclass
class Unknown:
    """A word that no list knows, where it first stands, and how often it does."""

    word: str
    place: str
    count: int = 0


def _unknown(source: Source, own: Wordbook, names: bool) -> Iterator[tuple[str, str]]:
    """The unknown words of a document in order, with their places, `path:line:column`.

    Of a word with hyphens that nobody accepts the parts are looked at.
    """
    from ..annotate import annotate
    from ..span import LineIndex
    from ..suppress import words_of_story
    from ..wordbook import of

    index, story = LineIndex(source.text), of(words_of_story(source))
    for view in annotate(source).views:
        for match in _WORD.finditer(view.text):
            for part in _PART.finditer(match[0]):
                start, end = match.start() + part.start(), match.start() + part.end()
                if _is_unknown(part[0], names) and not any(
                    book.accepts_at(view.text, start, end) for book in (own, story)
                ):
                    line, column = index.place(view.block.raw(start, end).start)
                    yield part[0], f"{source.path}:{line}:{column}"


def _is_unknown(word: str, names: bool) -> bool:
    from ..checks.known import is_unknown

    return is_unknown(word.lower()) and (names or word.islower())


def _shown(listed: Sequence[Unknown], own: Wordbook, output_format: str) -> str:
    if output_format == "plain":
        return _list([each.word for each in listed], own.wrong)
    wrong = own.wrong
    meant = {each.word: _meant(each.word, wrong) for each in listed}
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


def _meant(word: str, wrong: Mapping[str, Sequence[str]], near: bool = False) -> list[str]:
    """What an unknown word may have meant: as the house's lists have it, or as it looks."""
    from ..checks.proposals import proposed

    listed = wrong.get(word) or wrong.get(word.lower())
    return list(listed) if listed else [right.word for right in proposed(word.lower(), near=near)]


def _list(words: Sequence[str], wrong: Mapping[str, Sequence[str]]) -> str:
    """A list to accept: base forms alone, and what is likely a misspelling as a remark, to be looked at."""
    from ..wordbook import bases

    lines, kept = [], set[str]()
    for word in sorted(words, key=lambda word: (len(word), word.lower(), not word.islower())):
        near = _meant(word, wrong, near=True)
        forms = {word.lower(), *(base for base, _ in bases(word))}
        if near or word.lower() in wrong:
            lines.append((word, f"# {word}: {near[0]}?" if near else f"# {word}: on a list of wrong words"))
        elif kept.isdisjoint(forms):
            kept.add(word)
            lines.append((word, word))
    return "".join(f"{line}\n" for _, line in sorted(lines, key=lambda line: line[0].lower()))
