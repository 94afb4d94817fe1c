"""The formats of documents: which areas each has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..document import Block
from ..source import Source
from .areas import Area, area, parts
from .base import Memory

if TYPE_CHECKING:
    from .checker import Checker


def areas(source: Source, read: Block, checker: Checker, memory: Memory) -> Iterator[Area]:
    """The areas of a document, by its format."""
    ending = "." + source.path.rsplit(".", 1)[-1] if "." in source.path else ""
    whole = area(Block(f"text{ending}", read.text, read.pieces), checker.index)
    yield from parts(whole, checker.kinds)
