"""Plain text -> blocks. A line is a paragraph unless the text is hard-wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..document import BODY, Block, Piece
from .story import with_structure

_LINE = re.compile(r"[^\r\n]*(\r\n|\r|\n|\Z)")
_FIRST_WORD = re.compile(r"\S+")
LONGEST = 20_000  # characters of one line that are read as one paragraph: the time of some rules grows faster
WRAP_MIN, WRAP_MAX = 40, 120


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text, with headline, subheads, dateline and lead recognised."""
    blocks = [
        _block(lines) for group in _groups(text) for whole in _paragraphs(group) for lines in _bounded(whole)
    ]
    return with_structure(blocks)


def _groups(text: str) -> Iterator[list[tuple[int, str]]]:
    """Runs of lines with no blank line between; a line is (offset, text without margins)."""
    group: list[tuple[int, str]] = []
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            group.append((match.start() + len(line) - len(line.lstrip()), stripped))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _paragraphs(group: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """A group of lines cut into paragraphs: one a line, or the joined lines of a wrapped one."""
    wrapped = _wrap_points(group)
    if sum(wrapped) * 10 < 6 * len(wrapped):
        wrapped = [False] * len(wrapped)
    paragraph = group[:1]
    for joined, line in zip(wrapped, group[1:], strict=True):
        if joined:
            paragraph.append(line)
        else:
            yield paragraph
            paragraph = [line]
    yield paragraph


def _wrap_points(group: list[tuple[int, str]]) -> list[bool]:
    """For each line but the last: did it end because the next word did not fit?

    A program that wraps fills every line as far as it can, so the next line's first word would have
    gone over the width, which is that of the longest line.
    """
    width = max(len(line) for _, line in group)
    if not WRAP_MIN <= width <= WRAP_MAX:
        return [False] * (len(group) - 1)
    points = []
    for (_, line), (_, after) in pairwise(group):
        word = _FIRST_WORD.match(after)
        fits = len(line) + 1 + (len(word.group()) if word else 0)
        points.append(len(line) >= 0.6 * width and fits > width)
    return points


def _bounded(lines: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """The lines themselves; a line longer than any paragraph is cut where a sentence may end."""
    if max(len(line) for _, line in lines) <= LONGEST:
        yield lines
        return
    for raw, line in lines:
        start = 0
        while start < len(line):
            end = start + LONGEST
            stop = line.rfind(". ", start, end) + 1 or line.rfind(" ", start, end) or end
            stop = stop if stop > start and end < len(line) else min(end, len(line))
            piece = line[start:stop]
            if piece.strip():
                yield [(raw + start + len(piece) - len(piece.lstrip()), piece.strip())]
            start = stop


def _block(lines: list[tuple[int, str]]) -> Block:
    at, end = 0, 0
    pieces: list[Piece] = []
    for raw, line in lines:
        if pieces:  # the space that joins the lines stands for the line's end, margins and all
            pieces.append(Piece(at - 1, end, raw - end))
        pieces.append(Piece(at, raw))
        end = raw + len(line)
        at += len(line) + 1
    return Block(BODY, " ".join(line for _, line in lines), tuple(pieces))
