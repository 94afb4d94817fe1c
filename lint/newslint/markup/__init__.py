"""Source -> Blocks: one module a format."""

from __future__ import annotations

from ..document import Block
from ..source import Source
from .plain import parse as parse_plain

MARKDOWN_ENDINGS = (".md", ".markdown")


def is_markdown(path: str) -> bool:
    """Whether a path names a Markdown file."""
    return path.lower().endswith(MARKDOWN_ENDINGS)


def parse(source: Source) -> tuple[Block, ...]:
    """The blocks of a source, by the ending of its path; plain text where nothing else fits."""
    if is_markdown(source.path):
        from .markdown import parse as parse_markdown

        return parse_markdown(source.text)
    return parse_plain(source.text)
