"""What pages, mail and lists do to lines: wrapped paragraphs, running titles and page numbers, bullets of several kinds, quoted mail."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..document import SOURCE, View
from ..markup import shapes
from ..patterns import lazy
from ..rule import Finding, Place, Replace


class Line(NamedTuple):
    """A line of the raw text; `end` is that of its text, `after` where the next line begins."""

    start: int
    end: int
    after: int
    text: str


_LINE = lazy(r"[^\r\n]*(?P<end>\r\n|\r|\n|\Z)")


def _lines(text: str) -> list[Line]:
    """The lines, without an empty one after the last line end."""
    found = [
        Line(match.start(), match.start("end"), match.end(), text[match.start() : match.start("end")])
        for match in _LINE.finditer(text)
    ]
    return found[:-1] if found and found[-1].start == len(text) and len(found) > 1 else found


def _together(findings: Sequence[Finding]) -> Finding:
    """One finding at the first place, whose mend is that of all."""
    first, *others = findings
    edits = tuple(edit for one in findings for option in one.options for edit in option)
    places = tuple(Place(one.view, one.start, one.end, "and here") for one in others)
    return first._replace(options=(edits,), related=places)


# ── Wrapped lines ───────────────────────────────────────────────────────────────────────────────────────


_FINAL = ".!?\"”’'"
_SHOWN = 40  # characters before a line end in which its last word is


def wrapped(views: Sequence[View]) -> Iterator[Finding]:
    """Each line end inside a paragraph of plain text, which a program set where the line was full."""
    for view in views:
        ends = [piece.at for piece in view.block.pieces if piece.width and view.text[piece.at] == " "]
        if all(view.text[at - 1] in _FINAL for at in ends):
            continue  # sentences that are lines, and as long as one another
        for at in ends:
            # A hyphen at the end of a line belongs to the word: well-⏎known.
            hyphen = view.text[at - 1 : at] in ("-", "–", "—", "/") and view.text[at - 2 : at - 1].isalnum()
            option = (Replace(at, at + 1, "" if hyphen else " "),)
            yield Finding(
                view, at, at + 1, (option,), {"before": view.text[max(0, at - _SHOWN) : at].split()[-1]}
            )


# ── Torn paragraphs ─────────────────────────────────────────────────────────────────────────────────────

_GAP = lazy(
    r"\n(?<=[a-z,;][ \t]*\r?\n)(?:[ \t\f]*+(?:[-–—\[( ]*\d{1,4}[-–—\]) ]*)?\r?\n)++[ \t\f]*+(?=[a-z]+[ ,’'-])"
)
_SET = lazy(r" {2}|\t|\||^[-*•·>#]")  # columns, lists, quoted mail
_VERBS = "is|was|are|were|be|been|has|had|have|would|could|should"
_OPEN = lazy(  # the end of a line that cannot be the whole of a heading
    r"(?:[,;]|\b(?:an?|the|of|to|and|or|but|nor|for|with|without|from|by|at|in|into|on|onto|as|that|which|who|whose|than|if|when|because"
    rf"|while|where|his|her|its|their|our|your|my|{_VERBS}))$"
)
_GOES_ON = lazy(
    rf"(?:of|and|or|but|that|which|who|whose|than|will|can|may|might|must|{_VERBS})\b"
)  # how no line begins of itself
_LISTED = lazy(r"(?:[,;]|\b(?:and|or))$")
_FULL, _ENOUGH = 45, 15  # characters of the line above, which is prose, and of the one below


def torn(views: Sequence[View]) -> Iterator[Finding]:
    """A blank line, or a page's number between two, inside a sentence of prose."""
    for view in views:
        if view.block.scope != SOURCE:
            continue
        for match in _GAP.finditer(view.text):
            above, below = _group_above(view.text, match.start()), _group_below(view.text, match.end())
            if _one_paragraph(above, below, numbered=not match.group().isspace()):
                words = {"before": above[-1].split()[-1], "after": below[0].split()[0]}
                line = view.text.rfind("\n", 0, match.start()) + 1
                start = line + len(view.text[line : match.start()].rstrip())
                option = (Replace(start, match.end(), " "),)
                yield Finding(view, start, match.end(), (option,), words)


def _group_above(text: str, end: int) -> list[str]:
    """The lines with no blank one between that end there."""
    lines: list[str] = []
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end].strip()
        if not line:
            break
        lines.append(line)
        end = start - 1
    return lines[::-1]


def _group_below(text: str, start: int) -> list[str]:
    """The lines with no blank one between that start there."""
    lines: list[str] = []
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].strip()
        if not line:
            break
        lines.append(line)
        start = end + 1
    return lines


def _one_paragraph(above: Sequence[str], below: Sequence[str], *, numbered: bool) -> bool:
    """Whether two groups of lines are halves of a paragraph of prose: no verse, list, table or heading."""
    upper, lower = above[-1], below[0]
    if len(upper) < _FULL or (len(lower) < _ENOUGH and lower[-1] not in ".!?"):
        return False
    if _SET.search(upper) or _SET.search(lower):
        return False
    if above[0][0].islower() or _LISTED.search(below[-1]) or not (_is_prose(above) and _is_prose(below)):
        return False
    clear = _OPEN.search(upper) or _GOES_ON.match(lower)
    return numbered or len(above) > 1 or clear is not None


def _is_prose(group: Sequence[str]) -> bool:
    """Whether it is one line, or several that a program has broken."""
    return len(group) == 1 or any(shapes.wrap_points([shapes.Line(0, line, 0) for line in group]))


# ── Pages ───────────────────────────────────────────────────────────────────────────────────────────────

_NUMBER = lazy(r"\d+")
_LETTER = lazy(r"[^\W\d_]")
_FURNITURE = lazy(r"(?i)\bpage\s+#|^[-–—\[( ]*#[-–—\]) ]*$|#\s*(?:/|of)\s*#")
_NO_TITLE = lazy(r"^[ \t]*(?:[|>#*•·●▪◦‣-]|\d+[.)] )|[.!?;:,\"”’]$")
_LONGEST, _WORDS, _OFTEN = 90, 12, 3


def furniture(views: Sequence[View]) -> Iterator[Finding]:
    """The running titles and numbers of pages: lines that come again alone, the same but for a number that counts up."""
    for view in views:
        if view.block.scope != SOURCE:
            continue
        if not _repeats(view.text):
            continue
        lines = _lines(view.text)
        groups: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(lines):
            text = line.text.strip("\f\t ")
            key = " ".join(_NUMBER.sub("#", text).split())
            title = not _NO_TITLE.search(text) or _FURNITURE.search(key)
            if text and len(text) <= _LONGEST and len(text.split()) <= _WORDS and title:
                groups[key].append(number)
        for key, places in groups.items():
            told = "#" in key or any(_interrupts(lines, at) for at in places)
            shaped = _is_furniture(key, [lines[place] for place in places])
            if told and shaped and all(_is_alone(lines, at) for at in places):
                yield _together([_removed(view, lines, place) for place in places])


def _repeats(text: str) -> bool:
    """Whether two short lines are the same but for their numbers: a quick look, for most stories have none."""
    short = "\n".join([line.strip() for line in text.split("\n") if len(line) <= 2 * _LONGEST])
    lines = [line for line in _NUMBER.sub("#", short).split("\n") if line]
    return len(set(lines)) < len(lines)


def _is_furniture(key: str, lines: Sequence[Line]) -> bool:
    """Whether lines of one shape are those of pages: a title that comes again, or a number that counts up by one."""
    if "#" not in key:
        return len(lines) >= _OFTEN and bool(_LETTER.search(key)) and not key.isupper()
    if len(lines) < 2:
        return False
    slots = list(zip(*([int(n) for n in _NUMBER.findall(line.text)] for line in lines), strict=True))
    counts = any(all(after - before == 1 for before, after in pairwise(slot)) for slot in slots)
    steady = all(len(set(slot)) == 1 or all(b - a == 1 for a, b in pairwise(slot)) for slot in slots)
    return counts and steady and (bool(_FURNITURE.search(key)) or len(lines) >= _OFTEN)


def _interrupts(lines: Sequence[Line], at: int) -> bool:
    """Whether the line stands in the middle of a sentence, as no subhead and no dateline does."""
    above = next((line.text.strip() for line in reversed(lines[:at]) if line.text.strip()), ".")
    below = next((line.text.strip() for line in lines[at + 1 :] if line.text.strip()), "A")
    return above[-1].isalnum() and below[0].islower()


def _is_alone(lines: Sequence[Line], at: int) -> bool:
    """Whether nothing is above the line or nothing below: a page's edge."""
    above = at == 0 or not lines[at - 1].text.strip() or "\f" in lines[at].text
    below = at + 1 == len(lines) or not lines[at + 1].text.strip() or "\f" in lines[at + 1].text
    return above and below


def _removed(view: View, lines: Sequence[Line], at: int) -> Finding:
    """The line, and one blank line beside it, taken away."""
    line, last = lines[at], lines[at].after
    if at + 1 < len(lines) and not lines[at + 1].text.strip() and (at == 0 or not lines[at - 1].text.strip()):
        last = lines[at + 1].after
    first = line.start
    if at and at + 1 == len(lines) and not lines[at - 1].text.strip():
        first = lines[at - 1].start  # the last line takes the blank one above it along
    start = line.start + len(line.text) - len(line.text.lstrip())
    option = (Replace(first, last, ""),)
    return Finding(view, start, line.end, (option,), {"line": line.text.strip()})


# ── Bullets ─────────────────────────────────────────────────────────────────────────────────────────────

_BULLET = lazy(r"^(?P<margin>[ \t]*)(?P<mark>[•·●▪■◦‣∙○*–-]|\uf0b7|\uf0a7|o)(?P<gap>[ \t]+)(?=\S)")
_ODD = frozenset("•·●▪■◦‣∙○\uf0b7\uf0a7")
_PRIVATE = frozenset("\uf0b7\uf0a7")


def bullets(views: Sequence[View]) -> Iterator[Finding]:
    """A list whose items begin with marks of several kinds, or with a mark that only one font has."""
    for view in views:
        if view.block.scope != SOURCE or not any(mark in view.text for mark in _ODD):
            continue
        group: list[tuple[Line, re.Match[str]]] = []
        for line in [*_lines(view.text), None]:
            match = _BULLET.match(line.text) if line else None
            if line and match and (not group or group[-1][1]["margin"] == match["margin"]):
                group.append((line, match))
                continue
            yield from _levelled(view, group)
            group = [(line, match)] if line and match else []


def _levelled(view: View, group: Sequence[tuple[Line, re.Match[str]]]) -> Iterator[Finding]:
    marks = Counter(match["mark"] for _, match in group)
    odd = [mark for mark in marks if mark in _ODD]
    if not odd or (len(marks) == 1 and not _PRIVATE & marks.keys()):
        return
    right = next((mark for mark, _ in marks.most_common() if mark not in _PRIVATE and mark != "o"), "•")
    spans = [
        (line.start + match.start("mark"), line.start + match.end("mark"))
        for line, match in group
        if match["mark"] != right
    ]
    yield _together(
        [
            Finding(
                view, *span, ((Replace(*span, right),),), {"match": view.text[slice(*span)], "right": right}
            )
            for span in spans
        ]
    )


# ── Quoted mail ─────────────────────────────────────────────────────────────────────────────────────────

_QUOTED = lazy(r"^(?P<mark>(?:>[ \t]?)+)(?=\S|$)")


def quoted_mail(views: Sequence[View]) -> Iterator[Finding]:
    """The “>” that a mail program set before each line of what it quoted: two lines and more of them."""
    for view in views:
        if view.block.scope != SOURCE or ">" not in view.text:
            continue
        run: list[tuple[Line, re.Match[str]]] = []
        for line in [*_lines(view.text), None]:
            match = _QUOTED.match(line.text) if line else None
            if line and match:
                run.append((line, match))
                continue
            if len(run) > 1:
                yield _together(
                    [
                        Finding(view, *span, ((Replace(*span, ""),),), {"match": mark.group().strip()})
                        for quoted, mark in run
                        for span in ((quoted.start, quoted.start + mark.end()),)
                    ]
                )
            run = []
