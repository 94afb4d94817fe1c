"""The parts of a document that rules read, each with its scope and the way back to the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..document import Block, Piece
from ..span import Span
from .search import Index, Text
from .sentences import sentences

_REWRITTEN = re.compile(r"&rsquo;|\r\n?")
_PARAGRAPH = re.compile(r".+?(?:\n\n|\Z)", re.DOTALL)


class Area(NamedTuple):
    """A part of a document: `text` starts at `at` of the block that leads to the source.

    `off` are the rules and styles that comments turned off here; `source` is where an area without text of
    its own would be shown.
    """

    scope: str
    text: Text
    block: Block
    at: int = 0
    off: frozenset[str] = frozenset()

    def raw(self, start: int, end: int) -> Span:
        """The span of the source of a part of the text."""
        return self.block.raw(self.at + start, self.at + end)


def clean(text: str) -> Block:
    """A source as Vale reads it: lines end in LF, and `&rsquo;` is an apostrophe."""
    if "\r" not in text and "&rsquo;" not in text:
        return Block("", text, (Piece(0, 0),))
    out: list[str] = []
    pieces: list[Piece] = []
    at = size = 0
    for match in _REWRITTEN.finditer(text):
        pieces.append(Piece(size, at))
        out.append(text[at : match.start()])
        size += match.start() - at
        pieces.append(Piece(size, match.start(), len(match[0])))
        out.append("'" if match[0][0] == "&" else "\n")
        at, size = match.end(), size + 1
    pieces.append(Piece(size, at))
    out.append(text[at:])
    return Block("", "".join(out), tuple(pieces))


def area(block: Block, index: Index, off: frozenset[str] = frozenset()) -> Area:
    """A block as one area, of the block's scope."""
    return Area(block.scope, Text(block.text, index), block, 0, off)


def parts(whole: Area, kinds: frozenset[str], paragraphs: bool = True) -> Iterator[Area]:
    """The paragraphs and sentences of an area, where some rule asks for such, and then the area."""
    text = whole.text.text
    if paragraphs and "paragraph" in kinds:
        for match in _PARAGRAPH.finditer(text):
            yield _part(whole, "paragraph", *match.span())
    if "sentence" in kinds:
        for start, end in sentences(text):
            yield _part(whole, "sentence", start, end)
    yield whole


def _part(whole: Area, kind: str, start: int, end: int) -> Area:
    scope = f"{kind}.{whole.scope}"
    return whole._replace(scope=scope, text=whole.text.part(start, end), at=whole.at + start)
