"""Where the text of rendered markup stands in its source: looked for from where the last text ended.

Markup is rewritten when it is rendered: escapes and entities are resolved, and lines lose the marks of
quotations and lists before them. A text is found all the same, character by character.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from ..span import Span
from .sentences import sentences
from .tokens import spelled

_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
_LINE_END = re.compile(r"[ \t]*\\?\n[ \t>]*(?:[*+-] |\d+[.)] )?[ \t>]*")
_CHANGED = re.compile(_ENTITY.pattern + r"|\\[!-/:-@\[-`{-~]")
_MOST = 200  # places that are tried


def placed(source: str, text: str, at: int, end: int) -> Sequence[int] | None:
    """The offset in the source of each character of `text`, from `at` to `end`; None if it is not there."""
    found = source.find(text, at, end)
    if found >= 0:
        return range(found, found + len(text))
    if not text:
        return None
    for _ in range(_MOST):
        start = _next(source, text[0], at, end)
        if start < 0:
            return None
        aligned = _aligned(source, text, start, end)
        if aligned:
            return aligned
        at = start + 1
    return None


def _next(source: str, char: str, at: int, end: int) -> int:
    """Where the character, or an entity, comes next."""
    places = [source.find(char, at, end), source.find("&", at, end)]
    return min((place for place in places if place >= 0), default=-1)


def _aligned(source: str, text: str, at: int, end: int) -> list[int] | None:
    """The offsets where the text stands at `at` with escapes, entities and marks of lines in it."""
    offsets: list[int] = []
    for char in text:
        if at >= end:
            return None
        if char == "\n" or (char == " " and source[at] == "\n"):  # in code the end of a line is a space
            line = _LINE_END.match(source, at)
            if not line:
                return None
            offsets.append(at)
            at = line.end()
            continue
        if char == " " != source[at] and offsets and source[offsets[-1]] == "\n":  # an indent, left behind
            offsets.append(offsets[-1])
            continue
        if source[at] == "&" and (entity := _ENTITY.match(source, at)) and unescape(entity[0]) == char:
            offsets.append(at)
            at = entity.end()
            continue
        if source[at] == "\\" and source[at + 1 : at + 2] == char:
            at += 1
        if source[at] != char:
            return None
        offsets.append(at)
        at += 1
    return offsets


def whole_line(source: str, span: Span, text: str, words: str, sought: bool) -> Span | None:
    """The line of words that start or end in code, or have escapes or entities among them; or None.

    Of such words Vale tells no more than their line, where that has all of their sentence. Of words that are
    `sought` it does so wherever they have markup among them.
    """
    if words in source or not (sought or _CHANGED.search(source, *span)):
        return None
    inside = [text[slice(*each)] for each in sentences(text)]
    sentence = next((each for each in reversed(inside) if each == words or each.find(words) > 0), "")
    start, end = source.rfind("\n", 0, span.start) + 1, source.find("\n", span.start)
    line = source[start : end if end >= 0 else None].rstrip("\r")
    found = sentence and all(word.text in line for word in spelled(sentence))
    return Span(start, start + len(line)) if found else None
