"""A document as LanguageTool takes it: text and markup in order, so that its offsets are those of the source.

Java counts UTF-16 code units, and we count code points: a sign beyond the first 65,536, as most emoji are,
is two there and one here.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ...document import DATELINE, SOURCE, TABLE, Block, Document, Piece
from ...span import Span

MOST = 20_000  # code points of one request, about: a long document is asked about in parts
_SKIPPED = frozenset({DATELINE, TABLE, SOURCE})
_PARAGRAPH = "\n\n"
_BMP = 0xFFFF


class Part(NamedTuple):
    """A stretch of the source. `reads`: what is to be read there; None for what stands there itself."""

    start: int
    end: int
    reads: str | None


class Chunk(NamedTuple):
    """Some blocks of a document in one request, and where the text starts that its offsets count from."""

    text: str
    start: int
    data: str  # JSON, as the server's `data` takes it

    def span(self, offset: int, length: int) -> Span:
        """The raw span of what the server found so many UTF-16 code units from the start."""
        start, end = code_points(self.text, (offset, offset + length))
        return Span(self.start + start, self.start + max(start, end))


def chunks(document: Document) -> Iterator[Chunk]:
    """The document's running text in parts of a size that a server answers soon, cut between blocks."""
    source = document.source.text
    blocks = [_parts(source, block) for block in document.blocks if block.scope not in _SKIPPED]
    group: list[list[Part]] = []
    for parts in sorted(filter(None, blocks)):
        if group and parts[-1].end - group[0][0].start > MOST:
            yield _chunk(source, group)
            group = []
        if not group or parts[0].start >= group[-1][-1].end:  # what stands inside another block is read there
            group.append(parts)
    if group:
        yield _chunk(source, group)


def code_points(text: str, units: Sequence[int]) -> list[int]:
    """Offsets in UTF-16 code units as offsets in code points; one inside a pair is that of its sign."""
    if text.isascii() or max(text, default="") <= chr(_BMP):
        return [min(unit, len(text)) for unit in units]
    # Where each sign that is a pair starts, in units: before it stand as many units as code points and pairs.
    pairs = [at + count for count, at in enumerate(_astral(text))]
    return [min(unit - bisect_left(pairs, unit), len(text)) for unit in units]


def _astral(text: str) -> Iterator[int]:
    return (at for at, char in enumerate(text) if ord(char) > _BMP)


def _parts(source: str, block: Block) -> list[Part]:
    """A block's stretches of the source, in order."""
    out: list[Part] = []
    for piece, after in pairwise((*block.pieces, Piece(len(block.text), 0))):
        text = block.text[piece.at : after.at]
        if not text:
            continue
        end = piece.raw + (piece.width or len(text))
        if out and piece.raw < out[-1].end:  # never back: offsets must be true
            continue
        out.append(Part(piece.raw, end, None if source[piece.raw : end] == text else text))
    return out


def _chunk(source: str, blocks: Sequence[Sequence[Part]]) -> Chunk:
    start, end = blocks[0][0].start, blocks[-1][-1].end
    items: list[dict[str, str]] = []
    at = start
    for number, parts in enumerate(blocks):
        for index, part in enumerate(parts):
            between = _PARAGRAPH if number and not index else ""
            if part.start > at:
                items.append(_markup(source[at : part.start], between))
            if part.reads is None:
                items.append({"text": source[part.start : part.end]})
            else:
                items.append(_markup(source[part.start : part.end], part.reads))
            at = part.end
    return Chunk(source[start:end], start, json.dumps({"annotation": items}))


def _markup(text: str, reads: str) -> dict[str, str]:
    return {"markup": text, "interpretAs": reads} if reads else {"markup": text}
