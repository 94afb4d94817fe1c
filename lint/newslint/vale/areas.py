"""The parts of a document that rules read, each with its scope and the way back to the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ..document import Block, Piece
from ..span import Span
from .search import Index, Text
from .sentences import sentences

_REWRITTEN = re.compile(r"&rsquo;|\r\n?")


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


class Needs(NamedTuple):
    """What rules ask for: kinds of blocks, and by scope the numbers of the patterns looked for there."""

    kinds: frozenset[str]
    patterns: Callable[[str], frozenset[int]]


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


def parts(whole: Area, needs: Needs, paragraphs: bool = True) -> Iterator[Area]:
    """The paragraphs and sentences of an area, where some rule asks for such, and then the area."""
    text = whole.text.text
    if paragraphs and "paragraph" in needs.kinds:
        wanted = needs.patterns(f"paragraph.{whole.scope}")
        for start, end in whole.text.paragraphs:
            yield _part(whole, "paragraph", start, end, wanted)
    if "sentence" in needs.kinds:
        wanted = needs.patterns(f"sentence.{whole.scope}")
        for start, end in sentences(text):
            yield _part(whole, "sentence", start, end, wanted)
    yield whole


def paragraphs_at(whole: Area, spans: Sequence[tuple[int, int]], wanted: frozenset[int]) -> Iterator[Area]:
    """The paragraphs of an area that these spans touch."""
    paragraphs = whole.text.paragraphs
    for start, end in spans:
        at = max(0, bisect_right(paragraphs, (start, len(whole.text.text) + 1)) - 1)
        while at < len(paragraphs) and paragraphs[at][0] < end:
            yield _part(whole, "paragraph", *paragraphs[at], wanted)
            at += 1


def _part(whole: Area, kind: str, start: int, end: int, wanted: frozenset[int]) -> Area:
    scope = f"{kind}.{whole.scope}"
    return whole._replace(scope=scope, text=whole.text.part(start, end, wanted), at=whole.at + start)
