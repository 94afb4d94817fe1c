"""Direct quotations: curly and straight marks, nested, running over paragraphs."""

from __future__ import annotations

from ..patterns import lazy
from ..span import Span

_MARK = lazy("[“”\"‘’']")
_OPENS_BEFORE = frozenset(" \t\n([{—–-/“‘\"'\ufffc\u00a0")
_CLOSE = lazy(r"(?<=[\w.,!?…])['’](?!\w)")
_NEXT_CLOSE = lazy(r"[^‘]*?(?<=[\w.,!?…])['’](?!\w)")
_FEET = lazy(r"\d['’] ?\d{1,2}$")  # 6'2": the mark after it is one of inches
_ELISION = lazy(r"\d0s\b|(?i:n['’]|(?:em|til|tis|twas|cause|bout|round)\b)")  # ’90s, ’n’, ’em


def quotations(text: str) -> tuple[Span, ...]:
    """The spans of a block's text between quotation marks, the marks left out.

    A quotation that a block leaves open runs to the block's end; the next block goes on with it only
    where it opens with a mark of its own, as newspapers set it.
    """
    spans: list[Span] = []
    double: int | None = None  # where the open double quotation starts
    single: int | None = None
    last_close = {
        mark: max((m.start() for m in _CLOSE.finditer(text) if m.group() == mark), default=-1)
        for mark in "'’"
    }
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        if mark in '“”"':
            if (
                mark == '"'
                and _FEET.search(text, max(0, at - 5), at)
                and (double is None or '"' in text[at + 1 :])
            ):
                continue
            if double is None:
                if mark == "“" or (
                    mark == '"'
                    and (before in _OPENS_BEFORE or (not before.isalnum() and not after.isspace()))
                ):
                    double = at
            elif mark != "“":
                spans.append(Span(double + 1, at))
                double = None
        elif double is not None:
            continue  # inside a double quotation a single one changes nothing
        elif single is None:
            # A mark that has no partner ahead is an apostrophe.
            closes = mark != "’" and last_close["’" if mark == "‘" else "'"] > at
            if (
                closes
                and before in _OPENS_BEFORE
                and not after.isspace()
                and not _ELISION.match(text, at + 1)
            ):
                single = at
        elif mark in "’'" and not after.isalnum() and not before.isspace() and not _possessive(text, at):
            spans.append(Span(single + 1, at))
            single = None
    if double is not None:
        spans.append(Span(double + 1, len(text)))
    return tuple(sorted(spans))


def _possessive(text: str, at: int) -> bool:
    """Whether the mark at `at` is the apostrophe of “workers’ rights”: another close follows later."""
    if text[at - 1] != "s" or not text[at + 1 : at + 2].isspace() or not text[at + 2 : at + 3].islower():
        return False
    return _NEXT_CLOSE.match(text, at + 1) is not None
