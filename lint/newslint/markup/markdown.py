"""Markdown -> blocks, through tree-sitter's grammar, which alone gives inline positions."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

import tree_sitter
import tree_sitter_markdown

from ..document import BODY, CODE, HEADLINE, LIST, QUOTE, SUBHEAD, TABLE, Block, Piece
from .story import with_structure

# What a reader sees as one thing that is not prose: it stands in the text as one such character.
OBJECT = "\ufffc"
_BLOCK = tree_sitter.Language(tree_sitter_markdown.language())
_INLINE = tree_sitter.Language(tree_sitter_markdown.inline_language())
_LINE_END = re.compile(rb"[ \t]*(?:\r\n|\r|\n)[ \t]*")
_HIDDEN = {"emphasis_delimiter", "block_continuation"}
_OBJECTS = {"code_span", "image", "uri_autolink", "email_autolink", "latex_block"}
_LINKS = {"inline_link", "full_reference_link", "collapsed_reference_link"}  # “[sic]” alone is none
_CODE = {"fenced_code_block", "indented_code_block"}
_SKIPPED = {
    "html_block",
    "minus_metadata",
    "plus_metadata",
    "link_reference_definition",
}


class _Cut(NamedTuple):
    """Bytes `start` to `end` of the source are markup; readers see `shown` there."""

    start: int
    end: int
    shown: str


class _Bytes:
    """Byte offsets of the UTF-8 form -> code points of the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.data = text.encode("utf-8", "surrogatepass")
        self.at: list[int] = []  # where each character of several bytes ends, and
        self.extra: list[int] = [0]  # how many bytes it and those before it have too many
        if len(self.data) != len(text):
            place = 0
            for char in text:
                size = 1 if char < "\x80" else 2 if char < "\u0800" else 3 if char < "\U00010000" else 4
                place += size
                if size > 1:
                    self.at.append(place)
                    self.extra.append(self.extra[-1] + size - 1)

    def point(self, offset: int) -> int:
        """The code point at a byte offset."""
        return offset - self.extra[bisect_left(self.at, offset + 1)]


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text; code is of scope `code`, HTML and front matter are left out."""
    source = _Bytes(text)
    tree = tree_sitter.Parser(_BLOCK).parse(source.data)
    inline = tree_sitter.Parser(_INLINE)
    headed = False
    blocks = []
    for node, scope in _inlines(tree.root_node, BODY):
        if scope == CODE:
            start, end = source.point(node.start_byte), source.point(node.end_byte)
            blocks.append(Block(CODE, text[start:end], (Piece(0, start),)))
            continue
        if scope == HEADLINE:
            scope, headed = (SUBHEAD if headed else HEADLINE), True
        block = _block(source, node, inline, scope)
        if block.text.replace(OBJECT, "").strip():
            blocks.append(block)
    return with_structure(blocks)


def _inlines(root: tree_sitter.Node, scope: str) -> Iterator[tuple[tree_sitter.Node, str]]:
    """Every node that holds text or code, with its scope, in order. Iterative: nesting may be deep."""
    inner = {
        "atx_heading": HEADLINE,
        "setext_heading": HEADLINE,
        "list_item": LIST,
        "block_quote": QUOTE,
        "pipe_table": TABLE,
    }
    stack = [(root, scope)]
    while stack:
        node, scope = stack.pop()
        if node.type in ("inline", "pipe_table_cell"):
            yield node, scope
        elif node.type in _CODE:
            yield node, CODE
        elif node.type not in _SKIPPED:
            scope = inner.get(node.type, scope)
            stack += [(child, scope) for child in reversed(node.children)]


def _block(source: _Bytes, node: tree_sitter.Node, parser: tree_sitter.Parser, scope: str) -> Block:
    parser.included_ranges = [
        tree_sitter.Range(node.start_point, node.end_point, node.start_byte, node.end_byte)
    ]
    cuts = [_Cut(c.start_byte, c.end_byte, "") for c in node.children if c.type == "block_continuation"]
    cuts += _cuts(parser.parse(source.data).root_node, source.data)
    cuts += [_Cut(*m.span(), " ") for m in _LINE_END.finditer(source.data, node.start_byte, node.end_byte)]
    texts: list[str] = []
    pieces: list[Piece] = []
    at, done = 0, node.start_byte
    for cut in (*_merged(cuts), _Cut(node.end_byte, node.end_byte, "")):
        start, end = source.point(done), source.point(cut.start)
        for shown, raw, width in (
            (source.text[start:end], start, 0),
            (cut.shown, end, source.point(cut.end) - end),
        ):
            if shown:
                texts.append(shown)
                pieces.append(Piece(at, raw, width))
                at += len(shown)
        done = cut.end
    return Block(scope, "".join(texts), tuple(pieces) or (Piece(0, source.point(node.start_byte)),))


def _merged(cuts: list[_Cut]) -> list[_Cut]:
    """The cuts in order and without overlap; a line's end takes along the markup that opens the next line."""
    out: list[_Cut] = []
    for cut in sorted(cuts):
        last = out[-1] if out else None
        if last and (cut.start < last.end or (cut.start == last.end and last.shown == " " and not cut.shown)):
            out[-1] = last._replace(end=max(last.end, cut.end))
        else:
            out.append(cut)
    return out


def _cuts(root: tree_sitter.Node, data: bytes) -> Iterator[_Cut]:
    stack = [root]
    while stack:
        node = stack.pop()
        kind = node.type
        if kind == "html_tag":
            before, after = (
                data[max(0, node.start_byte - 1) : node.start_byte],
                data[node.end_byte : node.end_byte + 1],
            )
            # Of the white space on both sides of it readers see one.
            double = before in b" \t" and (after.isspace() or not after)
            yield _Cut(node.start_byte - double, node.end_byte, "")
        elif kind == "hard_line_break":
            yield _Cut(node.start_byte, node.end_byte, " ")
        elif kind in _HIDDEN:
            yield _Cut(node.start_byte, node.end_byte, "")
        elif kind in _LINKS:
            shown = next((child for child in node.children if child.type == "link_text"), None)
            yield _Cut(node.start_byte, shown.start_byte if shown else node.end_byte, "")
            if shown:
                yield _Cut(shown.end_byte, node.end_byte, "")
                stack.append(shown)
        elif kind in _OBJECTS:
            yield _Cut(node.start_byte, node.end_byte, OBJECT)
        elif kind in ("entity_reference", "numeric_character_reference"):
            written = (node.text or b"").decode("utf-8", "replace")
            yield _Cut(node.start_byte, node.end_byte, html.unescape(written))
        elif kind == "backslash_escape":
            yield _Cut(node.start_byte, node.start_byte + 1, "")
        else:
            stack += node.children
