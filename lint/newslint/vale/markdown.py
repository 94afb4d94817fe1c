"""Markdown as Vale reads it: what the settings ignore becomes code, the rest is rendered to HTML."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from typing import Any

import regex
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token as Mark

from ..document import Block, Piece
from ..errors import ConfigError, Location
from .globs import matches
from .gosyntax import PatternError, translated
from .html_tokens import COMMENT, Token
from .placing import placed
from .project import Project, Section
from .scopes import covers

LINES = "data-newslint-lines"  # where in the text a block stands: its first line, and the one behind it
_MATTER = r"\A(?s:(?:---|\+\+\+)\n(.+?)\n(?:---|\+\+\+))"
_BLOCK, _INLINE = "\n```\n$1\n```\n", "`$1`"
_ADDRESS = re.compile(
    r"(?<![\w@/.-])(?:https?://|ftp://|www\.)[^\s<]*[^\s<?!.,:*_~'\")\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?<![-_])"
)
_TASK = re.compile(r"\[[ xX]\]\s+")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")


def transformed(clean: Block, project: Project, path: str, suffix: str) -> Block:
    """The text in which front matter and what BlockIgnores and TokenIgnores match is code."""
    made = _substituted(clean, _MATTER, _BLOCK)
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


def front_matter(clean: Block, suffix: str, path: str, ignored: Sequence[str]) -> Iterator[Block]:
    """The texts of a document's front matter, each with its key in its scope."""
    found = re.match(r"---\n(.*?\n)---[ \t]*(?:\n|\Z)", clean.text, re.DOTALL)
    if not found:
        return
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        root = yaml.compose(found[1], Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Location(path, mark.line + 2 if mark else 1)
        raise ConfigError(
            f"the front matter is not YAML: {getattr(error, 'problem', error)}", place
        ) from None
    for name, node in root.value if isinstance(root, yaml.MappingNode) else ():
        scope = f"text.frontmatter.{name.value}{suffix}"
        if not isinstance(node, yaml.ScalarNode) or not node.value or (ignored and covers(ignored, scope)):
            continue
        start, end = found.start(1) + node.start_mark.index, found.start(1) + node.end_mark.index
        offsets = placed(clean.text, node.value, start, end)
        if offsets and _is_text(node):
            yield Block(
                scope, node.value, tuple(Piece(at, clean.raw(o, o + 1).start) for at, o in enumerate(offsets))
            )


def _is_text(node: Any) -> bool:
    """Whether YAML takes the scalar for text, and not for a number, a date or the like."""
    return bool(node.style) or not re.fullmatch(
        r"[-+]?[\d.,_]+(?:e[-+]?\d+)?|\d{4}-\d\d?-\d\d?.*|true|false|null|~", node.value, re.IGNORECASE
    )


def rendered(text: str) -> str:
    """The HTML of a text, in which blocks tell their lines."""
    html: str = _parser().render(text)
    return html


@cache
def _parser() -> MarkdownIt:
    """CommonMark with what GitHub adds: tables, strikethrough, bare addresses, tasks and footnotes."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.core.ruler.push("newslint", _finished)
    parser.block.ruler.before("reference", "newslint_notes", _note, {"alt": []})
    parser.block.ruler.before("fence", "newslint_math", _math, {"alt": ["paragraph"]})
    parser.inline.ruler.before("escape", "newslint_formula", _formula)
    return parser


def _finished(state: StateCore) -> None:
    """Addresses become links, tasks lose their boxes, notes are marked, and blocks tell their lines."""
    previous: Mark | None = None
    for mark in state.tokens:
        if mark.map and mark.nesting == 1:
            mark.attrSet(LINES, f"{mark.map[0]},{mark.map[1]}")
        elif mark.map and mark.type == "html_block":
            mark.content = f"<!--{LINES} {mark.map[0]},{mark.map[1]}-->{mark.content}"
        if mark.type == "inline" and mark.children:
            for child in mark.children:
                child.tag = "del" if child.tag == "s" else child.tag
            mark.children = [made for child in _linked(mark.children) for made in _noted(child)]
            first = mark.children[0]
            if previous and previous.type == "paragraph_open" and previous.level and first.type == "text":
                first.content = (
                    _TASK.sub("", first.content, count=1) if _TASK.match(first.content) else first.content
                )
        previous = mark


def _linked(children: Sequence[Mark]) -> Iterator[Mark]:
    """The parts of a line, in which bare addresses are links."""
    depth = 0
    for child in children:
        depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type != "text" or depth or not _may_link(child.content):
            yield child
            continue
        done = 0
        for found in _ADDRESS.finditer(child.content):
            if found.start() > done:
                yield _raw("text", child.content[done : found.start()])
            # What is shown is masked where it is the address itself, as it is with a scheme.
            scheme = "" if "://" in found[0] else "mailto:" if "@" in found[0] else "http://"
            yield _raw("html_inline", f'<a href="{scheme}{escape(found[0])}">{escape(found[0])}</a>')
            done = found.end()
        if done < len(child.content):
            yield _raw("text", child.content[done:])


def _may_link(text: str) -> bool:
    return "://" in text or "www." in text or "@" in text


def _noted(child: Mark) -> Iterator[Mark]:
    """The parts of a text, in which the signs of footnotes are numbers."""
    if child.type != "text" or "[^" not in child.content:
        yield child
        return
    done = 0
    for found in _NOTE.finditer(child.content):
        yield _raw("text", child.content[done : found.start()])
        yield _raw("html_inline", '<sup><a href="#fn" class="footnote-ref">1</a></sup>')
        done = found.end()
    yield _raw("text", child.content[done:])


def _raw(kind: str, content: str) -> Mark:
    mark = Mark(kind, "", 0)
    mark.content = content
    return mark


def _note(state: Any, start: int, end: int, silent: bool) -> bool:
    """A footnote’s text, `[^1]: …`, which is an item of a list."""
    begin = state.bMarks[start] + state.tShift[start]
    line = state.src[begin : state.eMarks[start]]
    found = _NOTE.match(line)
    if not found or line[found.end() : found.end() + 1] != ":" or state.level:
        return False
    if silent:
        return True
    after = start + 1
    while after < end and not state.isEmpty(after) and not _NOTE.match(_line(state, after)):
        after += 1
    opened = state.push("list_item_open", "li", 1)
    opened.map = [start, after]
    paragraph = state.push("paragraph_open", "p", 1)
    paragraph.map = [start, after]
    inline = state.push("inline", "", 0)
    first = line[found.end() + 1 :].strip()
    inline.content = "\n".join((first, *(_line(state, at).strip() for at in range(start + 1, after)))).strip()
    inline.map, inline.children = [start, after], []
    state.push("paragraph_close", "p", -1)
    state.push("list_item_close", "li", -1)
    state.line = after
    return True


def _line(state: Any, at: int) -> str:
    text: str = state.src[state.bMarks[at] : state.eMarks[at]]
    return text


def _math(state: Any, start: int, end: int, silent: bool) -> bool:
    """A formula between lines of `$$`, which is code."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].strip()
    if not line.startswith("$$") or state.sCount[start] - state.blkIndent >= 4:
        return False
    after = start + 1
    if not (line.endswith("$$") and len(line) > 4):
        while after < end and not state.isEmpty(after) and not _line(state, after).rstrip().endswith("$$"):
            after += 1
        after += after < end and not state.isEmpty(after)
    if not silent:
        mark = state.push("html_block", "", 0)
        mark.content = "<pre></pre>\n"
        state.line = after
    return True


def _formula(state: Any, silent: bool) -> bool:
    """A formula in a line, `$x = y$`, which is code; an amount of dollars is none."""
    text, at, size = state.src, state.pos, state.posMax
    if text[at] != "$" or at + 1 >= size or text[at + 1] in "$ \t\n":
        return False
    end = at + 1
    while (end := text.find("$", end + 1, size)) >= 0:
        if text[end - 1] not in " \t\n\\" and not text[end + 1 : end + 2].isdigit():
            break
    if end < 0:
        return False
    if not silent:
        mark = state.push("code_inline", "code", 0)
        mark.content = text[at : end + 1]
    state.pos = end + 1
    return True


class Placer:
    """Finds rendered texts in the source, from the last one on and inside their block's lines."""

    def __init__(self, source: str, changed: Block) -> None:
        self.source = source
        self.at = 0
        self.end = len(source)
        self._changed = changed
        self._lines = [0, *(found.end() for found in re.finditer("\n", changed.text))]

    def see(self, token: Token) -> bool:
        """Take in a tag or a comment that may tell the lines of its block; whether it is ours alone."""
        ours = token.kind == COMMENT and token.data.startswith(LINES)
        told = token.data.removeprefix(LINES) if ours else token.attributes.get(LINES)
        if told:
            first, behind = map(int, told.split(","))
            start = self._offset(first)
            self.at, self.end = max(self.at, start) if start < self.end else start, self._offset(behind)
        return ours

    def _offset(self, line: int) -> int:
        """Where in the source a line of the changed text starts."""
        if line >= len(self._lines) or self._lines[line] >= len(self._changed.text):
            return len(self.source)
        return self._changed.raw(self._lines[line], self._lines[line] + 1).start

    def place(self, token: Token, words: str) -> Sequence[int] | None:
        """The offsets of a text's characters, or None."""
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
