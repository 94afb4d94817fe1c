"""Markdown → HTML as Vale has it rendered: CommonMark with what GitHub adds, footnotes and formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token as Mark

from .notes import Notes, note, raw

LINES = "data-newslint-lines"  # where in the text a block stands: its first line, and the one behind it
_ADDRESS = re.compile(
    r"(?<![\w@/.-])(?:https?://|ftp://|www\.)[^\s<]*[^\s<?!.,:*_~'\")\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?<![-_])"
)
_TASK = re.compile(r"\A\[[ xX]\]\s+")


def rendered(text: str) -> str:
    """The HTML of a text, in which blocks tell their lines."""
    html: str = _parser().render(text)
    return html


@cache
def _parser() -> MarkdownIt:
    """CommonMark with what GitHub adds: tables, strikethrough, bare addresses, tasks and footnotes."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.core.ruler.push("newslint", _finished)
    parser.block.ruler.before("reference", "newslint_notes", note, {"alt": ["paragraph"]})
    parser.block.ruler.before("fence", "newslint_math", _math, {"alt": ["paragraph"]})
    parser.inline.ruler.before("escape", "newslint_formula", _formula)
    parser.inline.ruler.before("strikethrough", "newslint_tilde", _tilde)
    return parser


def _finished(state: StateCore) -> None:
    """Addresses become links, tasks lose their boxes, notes are gathered, and blocks tell their lines."""
    notes = Notes(state)

    def finish(marks: Sequence[Mark]) -> None:
        previous: Mark | None = None
        for mark in marks:
            _placed(mark)
            if mark.type == "inline" and mark.children:
                mark.children = [made for child in _linked(mark.children) for made in notes.marked(child)]
                in_item = previous and previous.type == "paragraph_open" and previous.level
                if in_item and mark.children[0].type == "text":
                    mark.children[0].content = _TASK.sub("", mark.children[0].content, count=1)
            previous = mark

    finish(state.tokens)
    state.tokens += notes.listed(LINES, finish)


def _placed(mark: Mark) -> None:
    """Write the lines of a block into its HTML, and what is struck out as Vale has it."""
    if mark.map and mark.nesting == 1:
        mark.attrSet(LINES, f"{mark.map[0]},{mark.map[1]}")
    elif mark.map and mark.type == "html_block":
        mark.content = f"<!--{LINES} {mark.map[0]},{mark.map[1]}-->{mark.content}"
    for child in mark.children or ():
        child.tag = "del" if child.tag == "s" else child.tag


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
                yield raw("text", child.content[done : found.start()])
            # What is shown is masked where it is the address itself, as it is with a scheme.
            scheme = "" if "://" in found[0] else "mailto:" if "@" in found[0] else "http://"
            yield raw("html_inline", f'<a href="{scheme}{escape(found[0])}">{escape(found[0])}</a>')
            done = found.end()
        if done < len(child.content):
            yield raw("text", child.content[done:])


def _may_link(text: str) -> bool:
    return "://" in text or "www." in text or "@" in text


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


_STRUCK = re.compile(r"(?<!~)~(?=[^~\s])((?:[^~\\`]|\\.)*[^~\s\\`])~(?!~)")


def _tilde(state: Any, silent: bool) -> bool:
    """What is struck out by single tildes, `~x~`."""
    found = _STRUCK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        kept = state.posMax
        state.push("s_open", "del", 1)
        state.pos, state.posMax = found.start(1), found.end(1)
        state.md.inline.tokenize(state)
        state.push("s_close", "del", -1)
        state.posMax = kept
    state.pos = found.end()
    return True
