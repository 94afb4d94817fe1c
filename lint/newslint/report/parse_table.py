"""What the language model sees in a document, as tables for people: a sentence each, a token a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, east_asian_width

from .excerpt import visible
from .parse_report import parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..document import Document, Token, Word
    from .parse_report import Parsed

    Paint = Callable[[str, str], str]

WIDTH = 100
_NARROWEST, _WIDEST = 80, 140  # narrower is unreadable, wider needs nothing
_DOUBTFUL = 0.5
_BOLD, _DIM, _GREEN, _YELLOW = "1", "2", "32", "33"
_SPACES = re.compile(r"(?<= )")
_SEAMS = re.compile(r"(?<=[|:])")  # features and relations go on below after one of these


class _Column(NamedTuple):
    title: str
    gap: int  # the spaces before it
    right: bool = False


_COLUMNS = (
    _Column("#", 0, right=True),
    _Column("token", 1),
    _Column("lemma", 2),
    _Column("upos", 2),
    _Column("xpos", 1),
    _Column("feats", 2),
    _Column("head", 2),
    _Column("deprel", 2),
    _Column("tag", 1, right=True),
    _Column("arc", 1, right=True),
)
_NUMBER, _TOKEN, _LEMMA, _UPOS, _XPOS, _FEATS, _HEAD, _DEPREL, _TAG, _ARC = range(len(_COLUMNS))
# Who gives way where a table is too wide, in turn and down to what: the features of “the” fit in 25,
# any single one in 14.
_GIVING = (
    (_FEATS, 25),
    (_DEPREL, 9),
    (_HEAD, 12),
    (_TOKEN, 14),
    (_LEMMA, 12),
    (_HEAD, 10),
    (_TOKEN, 12),
    (_FEATS, 14),
    (_LEMMA, 8),
    (_HEAD, 6),
    (_TOKEN, 8),
)


def table(document: Document, *, color: bool, width: int | None = None) -> str:
    """A table for each sentence, under its place and its text.

    `width` is in columns; by default the terminal's, from 80 to 140.
    """
    paint = _paint if color else _plain
    room = max(_NARROWEST, min(_WIDEST, width or _terminal_width()))
    return "".join("\n".join([*_block(document, one, paint, room), "", ""]) for one in parsed(document))


def _block(document: Document, one: Parsed, paint: Paint, room: int) -> list[str]:
    tokens, words = one.sentence.tokens, one.sentence.analysis
    text = visible(one.block.text[one.sentence.start : one.sentence.end])
    rows = [_cells(number, tokens, words) for number in range(len(tokens))]
    widths = _widths(rows, room)
    lines = [
        f"{paint(f'{visible(document.source.path)}:{one.line}:', _BOLD)} {one.block.scope}",
        *(f"  {line.rstrip()}" for line in _folded(text, room - 2, _SPACES)),
        paint(_line([column.title for column in _COLUMNS], widths).rstrip(), _DIM),
    ]
    for cells, word in zip(rows, words, strict=True):
        lines += _row(cells, widths, _hues(word), paint)
    return lines


def _cells(at: int, tokens: Sequence[Token], words: Sequence[Word]) -> list[str]:
    word = words[at]
    digits = len(str(len(tokens)))
    head = f"{word.head + 1:>{digits}}" + (f" {tokens[word.head].text}" if word.head >= 0 else "")
    sure = (str(int(100 * part)) for part in (word.sure_tag, word.sure_arc))  # never more than it is
    cells = (str(at + 1), tokens[at].text, word.lemma, word.upos, word.xpos, word.feats, head, word.deprel)
    return [visible(cell) for cell in (*cells, *sure)]


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """The columns' widths: what they hold, or less where that is more than there is room for."""
    titles = [column.title for column in _COLUMNS]
    widths = [max(map(_measure, cells)) for cells in zip(titles, *rows, strict=True)]
    over = sum(widths) + sum(column.gap for column in _COLUMNS) - room
    for index, least in _GIVING:
        given = min(max(0, over), max(0, widths[index] - least))
        widths[index] -= given
        over -= given
    return widths


def _row(cells: Sequence[str], widths: Sequence[int], hues: Sequence[str], paint: Paint) -> list[str]:
    """The lines of a row: more than one where a cell is wider than its column."""
    parts = [
        [_cut(cell, width)] if index == _HEAD else _folded(cell, width, _SEAMS)
        for index, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    height = max(map(len, parts))
    return [
        _line([part[at] if at < len(part) else "" for part in parts], widths, hues, paint).rstrip()
        for at in range(height)
    ]


def _line(
    cells: Sequence[str], widths: Sequence[int], hues: Sequence[str] = (), paint: Paint | None = None
) -> str:
    out = []
    for index, (column, cell, width) in enumerate(zip(_COLUMNS, cells, widths, strict=True)):
        blank = " " * (width - _measure(cell))
        shown = paint(cell, hues[index]) if paint and cell and hues[index] else cell
        out.append(" " * column.gap + (blank + shown if column.right else shown + blank))
    return "".join(out)


def _hues(word: Word) -> list[str]:
    """A row's colours: marks stand back, the root and what is doubtful stand out."""
    hues = [_DIM if word.upos == "PUNCT" else ""] * len(_COLUMNS)
    hues[_NUMBER] = _DIM
    hues[_TOKEN] = hues[_TOKEN] or _BOLD
    if word.head < 0:
        hues[_DEPREL] = _GREEN
    for index, sure in ((_TAG, word.sure_tag), (_ARC, word.sure_arc)):
        if sure < _DOUBTFUL:
            hues[index] = _YELLOW
    return hues


def _folded(text: str, width: int, seams: re.Pattern[str]) -> list[str]:
    """The text in lines of at most `width` columns, ended at seams where they can be."""
    lines = [""]
    for piece in seams.split(text):
        if lines[-1] and _measure(lines[-1] + piece) > width:
            lines.append("")
        for char in piece:
            if _measure(lines[-1] + char) > width:
                lines.append("")
            lines[-1] += char
    return lines


def _cut(cell: str, width: int) -> str:
    if _measure(cell) <= width:
        return cell
    while _measure(cell) >= width:
        cell = cell[:-1]
    return f"{cell}…"


def _measure(text: str) -> int:
    """Terminal columns: none for a combining mark, two for a wide character."""
    if text.isascii():
        return len(text)
    return sum(
        0 if category(char) in ("Mn", "Me") else 2 if east_asian_width(char) in "WF" else 1 for char in text
    )


def _terminal_width() -> int:
    from shutil import get_terminal_size

    return get_terminal_size((WIDTH, 24)).columns


def _paint(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _plain(text: str, _code: str) -> str:
    return text
