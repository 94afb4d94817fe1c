"""Footnotes of Markdown, as Vale has them rendered: numbered where they are named, and listed at the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from markdown_it.rules_core import StateCore
from markdown_it.token import Token as Mark

CLASSES = ("footnote-ref", "footnote-backref")  # of links whose text is not in the source
BACK = "↩\ufe0e"  # what leads back from a note
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_OPEN, _CLOSE = "note_open", "note_close"
_INDENT = 4  # columns by which a note's further paragraphs stand in


def note(state: Any, start: int, end: int, silent: bool) -> bool:
    """Take in a footnote’s text, `[^1]: …`, with the paragraphs and lists that belong to it."""
    begin, stop = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    found = _NOTE.match(state.src, begin, stop)
    if not found or not state.src.startswith(":", found.end()):
        return False
    if silent or state.parentType == "footnote":
        return silent
    inner = re.compile(r"[ \t]*").match(state.src, found.end() + 1)
    assert inner
    kept = (state.bMarks[start], state.tShift[start], state.sCount[start], state.blkIndent, state.parentType)
    opened = state.push(_OPEN, "li", 1)
    opened.meta = {"label": found[1]}
    state.bMarks[start], state.tShift[start] = found.end() + 1, len(inner[0])
    state.blkIndent += _INDENT
    state.sCount[start] = state.blkIndent
    state.parentType = "footnote"
    state.md.block.tokenize(state, start, end)
    (
        state.bMarks[start],
        state.tShift[start],
        state.sCount[start],
        state.blkIndent,
        state.parentType,
    ) = kept
    opened.map = [start, state.line]
    state.push(_CLOSE, "li", -1)
    return True


class Notes:
    """The notes of a document by label, and which of them its text names, in order."""

    def __init__(self, state: StateCore) -> None:
        self.bodies: dict[str, list[Mark]] = {}
        self.named: dict[str, int] = {}  # how often
        rest: list[Mark] = []
        into = rest
        for mark in state.tokens:
            if mark.type == _OPEN:
                into = self.bodies.setdefault(mark.meta["label"], [])
                into.clear()
            into.append(mark)
            if mark.type == _CLOSE:
                into = rest
        state.tokens = rest

    def marked(self, child: Mark) -> Iterator[Mark]:
        """The parts of a text, in which the signs of footnotes are numbers."""
        if child.type != "text" or "[^" not in child.content or not self.bodies:
            yield child
            return
        done = 0
        for found in _NOTE.finditer(child.content):
            if found[1] not in self.bodies:
                continue
            if found.start() > done:
                yield raw("text", child.content[done : found.start()])
            self.named[found[1]] = self.named.get(found[1], 0) + 1
            number = list(self.named).index(found[1]) + 1
            sign = f'<sup><a href="#fn:{number}" class="{CLASSES[0]}">{number}</a></sup>'
            yield raw("html_inline", sign)
            done = found.end()
        if done < len(child.content):
            yield raw("text", child.content[done:])

    def listed(self, lines: str, finish: Callable[[Sequence[Mark]], None]) -> Iterator[Mark]:
        """The notes that are named, as a list; `lines` is the attribute for the lines of each."""
        done = 0
        while done < len(self.named):  # a note may name another one
            label = list(self.named)[done]
            opened, *body, _ = self.bodies[label]
            finish(body)
            if not done:
                yield raw("html_block", '<div class="footnotes">\n<hr>\n<ol>\n')
            assert opened.map
            yield raw("html_block", f'<li {lines}="^{opened.map[0]},{opened.map[1]}">\n')
            back = raw(
                "html_inline", f' <a href="#fnref" class="{CLASSES[1]}">{BACK}</a>' * self.named[label]
            )
            last = body[-2] if len(body) > 2 and body[-1].type == "paragraph_close" else None
            if last and last.children is not None:
                last.children.append(back)
                yield from body
            else:
                yield from (*body, raw("html_block", back.content.strip()))
            yield raw("html_block", "</li>\n")
            done += 1
        if done:
            yield raw("html_block", "</ol>\n</div>\n")


def is_made_up(words: str) -> bool:
    """Whether the words are of the rendered text alone."""
    return not words.isspace() and not words.strip(f"{BACK} ")


def raw(kind: str, content: str) -> Mark:
    """A piece of text or HTML."""
    mark = Mark(kind, "", 0)
    mark.content = content
    return mark
