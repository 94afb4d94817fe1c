"""Source -> Blocks: one module a format."""

from __future__ import annotations

from ..document import CODE, Block
from ..source import Source
from ..span import Span
from .plain import parse as parse_plain

MARKDOWN_ENDINGS = (".md", ".markdown")


def is_markdown(path: str) -> bool:
    """Whether a path names a Markdown file."""
    return path.lower().endswith(MARKDOWN_ENDINGS)


def parse(source: Source) -> tuple[Block, ...]:
    """The blocks of a source, by the ending of its path; plain text where nothing else fits."""
    return read(source)[0]


def read(source: Source) -> tuple[tuple[Block, ...], tuple[Span, ...]]:
    """The blocks of a source, and where code stands, which no rule reads."""
    if is_markdown(source.path):
        from .markdown import parse as parse_markdown

        blocks = parse_markdown(source.text)
    else:
        blocks = parse_plain(source.text)
    code = tuple(block.raw(0, len(block.text)) for block in blocks if block.scope == CODE)
    return (tuple(block for block in blocks if block.scope != CODE) if code else blocks), code
