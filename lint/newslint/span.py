"""Offsets. All of them are code points of the raw source; lines and columns exist only in reports."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\r|\n")


class Span(NamedTuple):
    """Half-open range of code points, `start` included and `end` not."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point; an empty span overlaps what strictly surrounds it."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class Place(NamedTuple):
    """A line and a column, both counted from 1; the column counts code points."""

    line: int
    column: int


class LineIndex:
    """Turns offsets of one text into places. Lines end at LF, CRLF or a lone CR."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
        self.length = len(text)

    def place(self, offset: int) -> Place:
        """The place of a code point offset between 0 and the length of the text."""
        line = bisect_right(self.starts, offset)
        return Place(line, offset - self.starts[line - 1] + 1)

    def line_span(self, line: int) -> Span:
        """The span of a line (counted from 1), its line ending included."""
        end = self.starts[line] if line < len(self.starts) else self.length
        return Span(self.starts[line - 1], end)
