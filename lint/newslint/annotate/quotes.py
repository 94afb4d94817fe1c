"""Direct quotations: curly and straight marks, nested, running over paragraphs."""

from __future__ import annotations

import re

from ..span import Span

_MARK = re.compile("[“”\"‘’']")
_OPENS_BEFORE = frozenset(" \t\n([{—–-/“‘\"'\ufffc\u00a0")
_LEADING = ("“", '"')


def quotations(texts: list[str]) -> list[tuple[Span, ...]]:
    """For each block's text the spans between quotation marks, the marks left out.

    A quotation that a block leaves open runs to the block's end; the next block goes on with it only
    where it opens with a mark of its own, as newspapers set it.
    """
    return [_of_block(text) for text in texts]


def _of_block(text: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    double: int | None = None  # where the open double quotation starts
    single: int | None = None
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        if mark in "“”\"":
            opening = mark == "“" or mark == '"' and double is None
            if opening:
                double = at if double is None else double
            elif double is not None:
                spans.append(Span(double + 1, at))
                double = single = None
        elif double is not None:
            continue  # inside a double quotation a single one changes nothing
        elif single is None:
            if before in _OPENS_BEFORE and (mark == "‘" or mark == "'") and not after.isspace() and _closes(text, at, mark):
                single = at
        elif mark in "’'" and not after.isalnum() and not before.isspace() and not _possessive(text, single, at):
            spans.append(Span(single + 1, at))
            single = None
    if double is not None:
        spans.append(Span(double + 1, len(text)))
    return tuple(sorted(spans))


def _closes(text: str, at: int, mark: str) -> bool:
    """Whether a single mark has a partner ahead; ’90s and ’em are apostrophes and have none."""
    close = "’" if mark == "‘" else "'"
    return re.compile(rf"(?<=[\w.,!?…]){close}(?!\w)").search(text, at + 1) is not None


def _possessive(text: str, opened: int, at: int) -> bool:
    """Whether the mark at `at` is the apostrophe of “workers’ rights”: another close follows later."""
    if text[at - 1] != "s" or not text[at + 1 : at + 2].isspace() or not text[at + 2 : at + 3].islower():
        return False
    rest = text[at + 1 :]
    return re.search(r"(?<=[\w.,!?…])[’'](?!\w)", rest.split("‘")[0]) is not None
