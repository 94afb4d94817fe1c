"""Markdown as Vale reads it: what the settings ignore becomes code, the rest is rendered to HTML."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

import regex

from ..document import Block, Piece
from ..errors import ConfigError, Location
from .globs import matches
from .gosyntax import PatternError, translated
from .html_tokens import CLOSED, COMMENT, END, START, Token
from .notes import CLASSES
from .placing import placed
from .project import Project, Section
from .rendering import LINES

_MATTER = r"\A(?s:(?:---|\+\+\+)\n(.+?)\n(?:---|\+\+\+))"
_TAG = re.compile(r"[^\w<]*<(/?)([A-Za-z]\w*)[^>]*>")
_BLOCK, _INLINE = "\n```\n$1\n```\n", "`$1`"


def transformed(clean: Block, project: Project, path: str, suffix: str) -> Block:
    """The text in which front matter and what BlockIgnores and TokenIgnores match is code.

    Its pieces lead to the cleaned text, not to the source.
    """
    made = _substituted(Block(clean.scope, clean.text, (Piece(0, 0),)), _MATTER, _BLOCK)
    sections = (project.everywhere, *project.sections)
    wanted = [each for each in sections if matches(each.pattern, suffix) or matches(each.pattern, path)]
    for section in wanted:
        for expression in section.block_ignores:
            made = _substituted(made, _checked(expression, project, section), _BLOCK)
    for section in wanted:
        for expression in section.token_ignores:
            made = _substituted(made, _checked(expression, project, section), _INLINE)
    for section in wanted:
        for delimiter, mark in zip(section.comment_delimiters, ("<!--", "-->"), strict=False):
            made = _substituted(made, re.escape(delimiter), mark)
    return made


@cache
def _expression(text: str) -> str:
    source = translated(text)
    regex.compile(source)
    return source


def _checked(expression: str, project: Project, section: Section) -> str:
    try:
        return _expression(expression)
    except (PatternError, regex.error) as error:
        raise ConfigError(
            f"[{section.pattern}]: the expression “{expression}” is broken: {error}", Location(project.path)
        ) from None


def _substituted(block: Block, expression: str, template: str) -> Block:
    """The block with `template` for each match of an expression, `$1` its first group; offsets stay known."""
    out: list[str] = []
    pieces: list[Piece] = []
    size = done = 0

    def keep(start: int, end: int) -> None:
        nonlocal size
        for at, raw, width in _between(block, start, end):
            pieces.append(Piece(size + at - start, raw, width))
        out.append(block.text[start:end])
        size += end - start

    def put(text: str, at: int) -> None:
        nonlocal size
        if text:
            pieces.append(Piece(size, block.raw(at, at).start, 1))
            out.append(text)
            size += len(text)

    before, group, after = template.partition("$1")
    for match in regex.finditer(expression, block.text):
        keep(done, match.start())
        put(before, match.start())
        if group and match.re.groups and match.start(1) >= 0:
            keep(*match.span(1))
        elif group and not match.re.groups:
            put(group, match.start())
        put(after, match.end())
        done = match.end()
    if not done:
        return block
    keep(done, len(block.text))
    return Block(block.scope, "".join(out), tuple(pieces))


def _between(block: Block, start: int, end: int) -> Iterator[Piece]:
    """The pieces of a part of a block."""
    at = bisect_right(block.pieces, (start, float("inf"))) - 1
    for number in range(max(at, 0), len(block.pieces)):
        piece = block.pieces[number]
        if piece.at >= end:
            return
        if piece.at >= start:
            yield piece
        else:
            yield Piece(start, piece.raw if piece.width else piece.raw + start - piece.at, piece.width)


def _addresses(token: Token, name: str) -> tuple[str, ...]:
    """The address of a link or a picture, and its title."""
    told = (token.attributes.get(key, "") for key in (name, "title"))
    return tuple(filter(None, told))


class Placer:
    """Finds rendered texts in the source, from the last one on and inside their block's lines."""

    def __init__(self, source: str, changed: Block) -> None:
        self.source = source
        self.at = 0
        self.end = len(source)
        self._changed = changed
        self._addresses: tuple[str, ...] = ()  # of what ended, where they come next
        self._passed = 0  # the end of a tag that is open
        self._link: tuple[str, ...] = ()  # the address of the link that is open
        self._made_up = False  # whether the text that comes next is not in the source
        self._lines = [0, *(found.end() for found in re.finditer("\n", changed.text))]

    def see(self, token: Token) -> bool:
        """Take in a tag or a comment that may tell the lines of its block; whether it is ours alone."""
        ours = token.kind == COMMENT and token.data.startswith(LINES)
        told = token.data.removeprefix(LINES) if ours else token.attributes.get(LINES)
        if told:
            first, behind = map(int, told.removeprefix("^").split(","))
            start = self._offset(first)
            # A footnote is read behind what stands behind it.
            onwards = start < self.end and not told.startswith("^")
            self.at, self.end = max(self.at, start) if onwards else start, self._offset(behind)
        self._go_over(token)
        if token.kind == START:
            self._made_up = token.attributes.get("class") in CLASSES
        return ours

    def _go_over(self, token: Token) -> None:
        """Leave behind what has no text: a tag in the source, and the address of a link or a picture."""
        self.at = max(self.at, self._passed)
        for address in self._addresses:
            found = self.source.find(address, self.at, min(self.end, self.at + len(address) + 4))
            self.at = found + len(address) if found >= 0 else self.at
        self._addresses, self._passed = (), 0
        if token.kind not in (START, END, CLOSED):
            return
        tag = _TAG.match(self.source, self.at, self.end)
        if tag and tag[2].lower() == token.data and bool(tag[1]) == (token.kind == END):
            self._passed = tag.end()
            self.at = tag.start() if token.data == "img" else tag.end()  # which has a text
        elif token.data == "img":
            self._addresses = _addresses(token, "src")
        elif token.data == "a" and token.kind == START:
            self._link = _addresses(token, "href")
        elif token.data == "a" and self.source.startswith("](", self.at):
            self._addresses = self._link

    def _offset(self, line: int) -> int:
        """Where in the source a line of the changed text starts."""
        if line >= len(self._lines) or self._lines[line] >= len(self._changed.text):
            return len(self.source)
        return self._changed.raw(self._lines[line], self._lines[line] + 1).start

    def place(self, token: Token, words: str) -> Sequence[int] | None:
        """The offsets of a text's characters, or None."""
        if self._made_up:
            self._made_up = False
            return None
        found = placed(self.source, words, self.at, self.end)
        if found:
            self.at = found[-1] + 1
        return found

    def find(self, words: str) -> int:
        """Where a comment stands."""
        at = self.source.find(words, self.at)
        if at >= 0:
            self.at = at + len(words)
        return max(at, self.at)
