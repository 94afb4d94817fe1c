"""Plain text -> blocks. A line is a paragraph unless the text is hard-wrapped; code and tables are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ..document import BODY, CODE, TABLE, Block, Piece
from .shapes import CODE_HINT, FENCE, TABLE_HINTS, Line, is_code, is_verse, rows, wrap_points
from .story import with_structure

_LINE_END = re.compile(r"\r\n|\r|\n")
LONGEST = 20_000  # characters of one line that are read as one paragraph: the time of some rules grows faster


class _Group(NamedTuple):
    """Lines with no blank one between."""

    lines: list[Line]
    fenced: bool = False


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text, with the structure of a story; code is a block of scope `code`."""
    groups = list(_groups(text))
    coded, tabled = any(sign in text for sign in CODE_HINT), any(sign in text for sign in TABLE_HINTS)
    verse = is_verse([group.lines for group in groups])
    blocks: list[Block] = []
    for lines, fenced in groups:
        if fenced or (coded and is_code(lines)):
            blocks.append(_block(lines, CODE))
            continue
        for is_row, part in _parts(lines) if tabled and len(lines) > 1 else ((False, lines),):
            if is_row:
                blocks += [_block([line], TABLE) for line in part]
            else:
                whole = ([line] for line in part) if verse else _paragraphs(part)
                blocks += [_block(some) for lines in whole for some in _bounded(lines)]
    return with_structure(blocks)


def _groups(text: str) -> Iterator[_Group]:
    """Runs of lines with no blank line between, and what stands between two fences."""
    group: list[Line] = []
    fence = ""  # of the code that is open
    for line in _lines(text):
        if fence:
            group.append(line)
            if line.text == fence:
                yield _Group([line for line in group if line.text], True)
                group, fence = [], ""
        elif line.text and (mark := FENCE.match(line.text)) and _closes(text, line, mark[1]):
            if group:
                yield _Group(group)
            group, fence = [line], mark[1]
        elif line.text:
            group.append(line)
        elif group:
            yield _Group(group)
            group = []
    if group:
        yield _Group(group)


def _lines(text: str) -> Iterator[Line]:
    at = 0
    lines = text.split("\n") if "\r" not in text else _LINE_END.split(text)
    ends = _LINE_END.findall(text) if "\r" in text else None
    for number, line in enumerate(lines):
        stripped = line.strip()
        margin = len(line) - len(line.lstrip()) if stripped and line[0].isspace() else 0
        yield Line(at + margin, stripped, len(line[:margin].expandtabs(4)) if margin else 0)
        at += len(line) + (len(ends[number]) if ends and number < len(ends) else 1)


def _closes(text: str, line: Line, fence: str) -> bool:
    """Whether the fence that opens in a line is closed later."""
    return (
        re.search(rf"[\r\n][ ]{{0,3}}{fence}[ \t]*(?:[\r\n]|\Z)", text[line.raw + len(line.text) :])
        is not None
    )


def _parts(lines: list[Line]) -> Iterator[tuple[bool, list[Line]]]:
    """The lines cut where a table begins or ends."""
    for is_row, part in groupby(zip(rows(lines), lines, strict=True), lambda pair: pair[0]):
        yield is_row, [line for _, line in part]


def _paragraphs(group: list[Line]) -> Iterator[list[Line]]:
    """A group of lines cut into paragraphs: one a line, or the joined lines of a wrapped one."""
    if len(group) == 1:
        yield group
        return
    paragraph = group[:1]
    for joined, line in zip(wrap_points(group), group[1:], strict=True):
        if joined:
            paragraph.append(line)
        else:
            yield paragraph
            paragraph = [line]
    yield paragraph


def _bounded(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines themselves; a line longer than any paragraph is cut where a sentence may end."""
    if max(len(line.text) for line in lines) <= LONGEST:
        yield lines
        return
    for raw, line, indent in lines:
        start = 0
        while start < len(line):
            end = start + LONGEST
            stop = line.rfind(". ", start, end) + 1 or line.rfind(" ", start, end) or end
            stop = stop if stop > start and end < len(line) else min(end, len(line))
            piece = line[start:stop]
            if piece.strip():
                yield [Line(raw + start + len(piece) - len(piece.lstrip()), piece.strip(), indent)]
            start = stop


def _block(lines: Sequence[Line], scope: str = BODY) -> Block:
    if len(lines) == 1:
        return Block(scope, lines[0].text, (Piece(0, lines[0].raw),))
    at, end = 0, 0
    pieces: list[Piece] = []
    for raw, line, _ in lines:
        if pieces:  # the space that joins the lines stands for the line's end, margins and all
            pieces.append(Piece(at - 1, end, raw - end))
        pieces.append(Piece(at, raw))
        end = raw + len(line)
        at += len(line) + 1
    return Block(scope, " ".join(line.text for line in lines), tuple(pieces))
