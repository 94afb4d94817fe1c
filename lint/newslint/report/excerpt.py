"""Text made safe for a terminal, and the part of a line around some words, with an underline that fits."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, east_asian_width

from ..span import Span

if TYPE_CHECKING:
    from ..span import LineIndex

_TAB = "    "
# Controls, format characters (zero-width space, soft hyphen, direction marks), lone surrogates,
# unassigned, line and paragraph separators: unseen or harmful on a terminal, so they are spelt out.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})
_SPACES = re.compile(r"\s+")
_LAST_SPACES = re.compile(r"\s+(?=\S*\Z)")


class Excerpt(NamedTuple):
    """What is seen of a line; `indent` and `length` are those of the underline, in terminal columns."""

    line: int
    text: str
    indent: int
    length: int


def visible(text: str) -> str:
    """The text as a terminal may show it: on one line, tabs as spaces, unseen characters as ⟨U+200B⟩."""
    return text if text.isascii() and text.isprintable() else "".join(map(_shown, text))


def excerpt(text: str, index: LineIndex, span: Span, room: int) -> Excerpt:
    """The line that `span` starts on, or the words around the span where it is wider than `room` columns.

    The underline is at least one column long, also for an empty span and at the end of the text.
    """
    place = index.place(span.start)
    whole = _bare(text, index.line_span(place.line))
    # No line is measured farther than it could be shown: a whole book may be one line.
    near = Span(max(whole.start, span.start - 4 * room), min(whole.end, span.start + 4 * room))
    line = text[near.start : near.end]
    shown = [_shown(char) for char in line]
    columns = [0, *accumulate(map(_width, line, shown))]
    start, end = (min(offset, near.end) - near.start for offset in span)
    first, last = 0, len(line)
    if columns[-1] > room:
        first, last = _window(line, columns, start, end, room - 2)
    before = "…" if near.start + first > whole.start else ""
    after = "…" if near.start + last < whole.end else ""
    indent = len(before) + columns[start] - columns[first]
    length = columns[min(end, last)] - columns[start]
    if end > start and not length:
        indent = max(0, indent - 1)  # a mark that combines with the character before it
    return Excerpt(place.line, before + "".join(shown[first:last]) + after, indent, max(1, length))


def _bare(text: str, line: Span) -> Span:
    """A line without its ending. An offset inside the ending, too, counts as the end of the line."""
    end = line.end
    while end > line.start and text[end - 1] in "\r\n":
        end -= 1
    return Span(line.start, end)


def _window(line: str, columns: list[int], start: int, end: int, room: int) -> tuple[int, int]:
    """The range of `line` to show in `room` columns: the span, or its beginning, and the words around it."""
    seen = min(end, bisect_right(columns, columns[start] + room) - 1)
    spare = room - (columns[seen] - columns[start])
    first = bisect_left(columns, columns[start] - spare // 2)
    last = bisect_right(columns, columns[first] + room) - 1
    first = bisect_left(columns, columns[last] - room)
    limit = end if seen == end else start + 1
    return _word_start(line, columns, first, start), _word_end(line, last, limit)


def _word_start(line: str, columns: list[int], at: int, limit: int) -> int:
    """The first start of a word from `at`; where there is none before `limit`, cut inside the word."""
    if at == 0:
        return 0
    if spaces := _SPACES.search(line, at - 1, limit):
        return spaces.end()
    while at < limit and columns[at + 1] == columns[at]:
        at += 1  # never begin with a mark whose letter is cut off
    return at


def _word_end(line: str, at: int, limit: int) -> int:
    """The last end of a word up to `at`; where there is none after `limit`, cut inside the word."""
    if at == len(line):
        return at
    spaces = _LAST_SPACES.search(line[limit : at + 1])
    return limit + spaces.start() if spaces else at


def _shown(char: str) -> str:
    if char == "\t":
        return _TAB
    return f"⟨U+{ord(char):04X}⟩" if category(char) in _UNSEEN else char


def _width(char: str, shown: str) -> int:
    """Terminal columns of a character: none for a combining mark, two for a wide one."""
    if len(shown) > 1:
        return len(shown)
    if category(char) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
