"""What shape lines of plain text have: code and tables, which are left alone, verse, and wrapped prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple


class Line(NamedTuple):
    """A line without its margins: where it starts in the text, and how far it is indented."""

    raw: int
    text: str
    indent: int


# ── Code ────────────────────────────────────────────────────────────────────────────────────────────────

CODE_HINT = "={}$`("  # a quick look: without one of these there is no code
_CODE = re.compile(
    r"[\w.\[\]'\"$]+\s*(?:[-+*/|&:]?=|:=)\s*\S"  # x = y
    r"|[\w.$]+\([^()]*(?:\([^()]*\)[^()]*)*\)\s*[;:{]?$"  # f(x)
    r"|.*[()={}$\[\]].*;$|.*[){]\s*\{$|[}\])]+[;,)]*$|.*(?:=>|->|::|&&|\|\|)"
    r"|(?:def|func|fn|function)\s+\w+\s*\(|class\s+\w+[^.]*[:{]$|(?:import\s+[\w.]+|from\s+[\w.]+\s+import\s.*)$"
    r"|(?:if|elif|for|while|with|switch)\b[^.!?]*[:{]$|(?:else|try|finally|do|begin)\s*[:{]$|except\b[^.!?]*:$"
    r"|return\b[^.!?]*$|(?:const|let|var|public|private|static|void)\s+\w+"
    r"|(?:for|while|if)\s[^.!?]*;\s*(?:do|then)$|(?:done|fi|esac|do|then|end)$|echo\s"
    r"|#include\s*[<\"]|#!/|/[/*]\s|SELECT\s.+\sFROM\s|(?:\$|>>>)\s\w|\"[\w-]+\":\s"
)
_LONGEST = 160  # characters of a line of code
_INDENT = 4  # columns from which on Markdown takes a line for code
FENCE = re.compile(r"[ ]{0,3}(```+|~~~+)[^`\n]*$")


def is_code(group: Sequence[Line]) -> bool:
    """Whether half of the lines and more look like code: two at least, or one that is indented."""
    short = [line.text for line in group if len(line.text) <= _LONGEST]
    if len(short) * 2 < len(group):
        return False
    like = sum(_CODE.match(text) is not None for text in short)
    least = 1 if min(line.indent for line in group) >= _INDENT else 2
    return like >= least and like * 2 >= len(group)


# ── Tables ──────────────────────────────────────────────────────────────────────────────────────────────

TABLE_HINTS = ("  ", "\t", "|")
_GAP = re.compile(r"(?<=\S)(?:[ \u00a0]{2,}|[ ]*\t\s*)(?=\S)")
_STOPS = '.!?:"”’)'
_WIDE = 3  # blanks that no typist sets after a sentence


def rows(group: Sequence[Line]) -> list[bool]:
    """For each line: is it a row, which has a column, tabs or bars in common with its neighbour?"""
    found = [False] * len(group)
    columns = [_columns(line) for line in group]
    for at, (one, other) in enumerate(pairwise(columns)):
        if one & other:
            found[at] = found[at + 1] = True
    return found


def _columns(line: Line) -> frozenset[str]:
    """Where cells begin in the line, how many bars it has, how many tabs."""
    text = line.text
    found = set()
    for match in _GAP.finditer(text):
        if "\t" in match[0]:
            found.add(f"tabs {text.count(chr(9))}")
        elif len(match[0]) >= _WIDE or text[match.start() - 1] not in _STOPS:
            found.add(f"column {line.indent + match.end()}")
    bars = text.count("|")
    if bars:
        found.add(f"bars {bars}")
    return frozenset(found)


# ── Wrapped lines and verse ─────────────────────────────────────────────────────────────────────────────

WRAP_MIN, WRAP_MAX = 40, 120
_FIRST_WORD = re.compile(r"\S+")
_OPENING = "\"“‘'([—–-…"
_FINAL = re.compile(r"[.!?:…][\"”’')\]]*$")
_MARK = re.compile(r"[,.;:!?…—][\"”’')\]]*$")
_SMALL = re.compile(  # words with a capital inside a sentence in verse alone
    r"[\"“‘'(]*(?:A|An|And|As|At|But|By|For|From|He|Her|His|If|In|It|Its|My|Nor|Of|On|Or|Our|She|So|That|The|Their|They|This|Thou|Thy"
    r"|To|Upon|We|When|Where|Which|Who|With|You|Your)\b"
)
_ITEM = re.compile(r"(?:[-–—*•·●▪■◦‣∙○]|\(?(?:\d{1,2}|[a-z])[.)])\s")
_LABEL = re.compile(r"[^.!?:]{1,40}: ")  # “Best picture: …”
_SHORTEST = 0.6  # of the width: a line below it ends a paragraph
_EVEN = 0.82  # of the width: lines that a program has set in a font whose letters differ in width


def is_capital(line: Line) -> bool:
    """Whether the line begins with a capital, as one of verse does."""
    return line.text.lstrip(_OPENING)[:1].isupper()


def is_verse(groups: Sequence[Sequence[Line]]) -> bool:
    """Whether nearly every line of the text that goes on after another begins with a capital."""
    after = [line for group in groups for line in group[1:]]
    return len(after) >= 4 and sum(map(is_capital, after)) > 0.7 * len(after)


def wrap_points(group: Sequence[Line]) -> list[bool]:
    """For each line but the last: did it end because the next word did not fit?

    Prose that a program has broken fills its lines, breaks them anywhere in a sentence, and has a short
    line only at the end of a paragraph. Verse does none of the three.
    """
    none = [False] * (len(group) - 1)
    width = max(len(line.text) for line in group)
    if not WRAP_MIN <= width <= WRAP_MAX or (all(map(is_capital, group[1:])) and _are_whole(group)):
        return none
    # A line that is further in than others, under the end of a sentence, begins a paragraph.
    margin = min(line.indent for line in group)
    opening = [
        line.indent > margin and _FINAL.search(above.text) is not None for above, line in pairwise(group)
    ]
    items = [_ITEM.match(line.text) is not None for line in group[1:]]
    if sum(items) + (_ITEM.match(group[0].text) is not None) < 2:
        items = none
    for filled in (_filled(group, width), _even(group, width)):
        points = [
            point and not item and not opens
            for point, item, opens in zip(filled, items, opening, strict=True)
        ]
        ends = [line.text for line, point in zip(group, points, strict=False) if point]
        short = [line.text for line, point in zip(group[1:], points[1:], strict=False) if not point]
        torn = sum(not _FINAL.search(text) for text in short)
        marked = sum(_MARK.search(text) is not None for text in ends)
        inside = any(not _FINAL.search(text) for text in ends)  # no program breaks lines at full stops alone
        enough = inside and len(ends) * 10 >= 6 * (len(points) - sum(opening))
        if enough and torn * 6 <= len(points) and marked <= max(2, len(ends) // 2):
            return points
    return none


def _are_whole(group: Sequence[Line]) -> bool:
    """Whether lines that all begin with capitals are verse, headings or items: no prose with names there."""
    small = any(_SMALL.match(line.text) and not _FINAL.search(above.text) for above, line in pairwise(group))
    return small or not _FINAL.search(group[-1].text) or all(_LABEL.match(line.text) for line in group)


def _filled(group: Sequence[Line], width: int) -> list[bool]:
    """Lines of a typewriter's font: the next word would have gone over the width of the longest."""
    points = []
    for line, after in pairwise(group):
        word = _FIRST_WORD.match(after.text)
        fits = len(line.text) + 1 + (len(word.group()) if word else 0)
        points.append(len(line.text) >= _SHORTEST * width and fits > width)
    return points


def _even(group: Sequence[Line], width: int) -> list[bool]:
    """Lines of other fonts: nearly as long as one another, most followed by a small letter."""
    after = [line.text[:1].islower() for line in group[1:]]
    if len(after) < 2 or sum(after) * 10 < 6 * len(after):
        return [False] * len(after)
    return [
        len(line.text) >= _EVEN * width and (low or not _FINAL.search(line.text))
        for line, low in zip(group, after, strict=False)
    ]
