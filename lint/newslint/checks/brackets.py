"""Brackets without a partner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import View
from ..patterns import lazy
from ..rule import Finding

_BRACKET = lazy(r"[()\[\]]")
_OPENING = {")": "(", "]": "["}
# List items (“a)”, “1)”) and faces (“:)”) have one bracket only; in a paragraph of code or smileys nothing is said.
_ITEM = lazy(r"(?:^|[\s(;:,])(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})$")
_FACE = lazy(r"(?:^|\s)[:;=8xX][-o^']?$")
_MOST = 1  # lone brackets of a paragraph; more is no slip


def unpaired(views: Sequence[View]) -> Iterator[Finding]:
    """The one bracket of a paragraph that has no partner in it."""
    for view in views:
        if "(" in view.text or ")" in view.text or "[" in view.text or "]" in view.text:
            lone = _lone(view.text)
            if 0 < len(lone) <= _MOST and not _goes_on(views, view, view.text[lone[0]]):
                yield Finding(view, lone[0], lone[0] + 1, (), {"match": view.text[lone[0]]})


def _goes_on(views: Sequence[View], view: View, mark: str) -> bool:
    """Whether a neighbouring paragraph has the partner: a bracket may hold several paragraphs."""
    near = range(view.index - 3, view.index + 4)
    return any(
        _lone(other.text) and other.text[_lone(other.text)[0]] != mark
        for other in views
        if other is not view and other.index in near
    )


def _lone(text: str) -> list[int]:
    """Where the brackets without a partner stand."""
    open_: list[int] = []
    lone: list[int] = []
    for match in _BRACKET.finditer(text):
        mark, at = match.group(), match.start()
        if mark not in _OPENING:
            if not (mark == "(" and _FACE.search(text, max(0, at - 3), at)):
                open_.append(at)
        elif open_ and text[open_[-1]] == _OPENING[mark]:
            open_.pop()
        elif not (_ITEM.search(text, max(0, at - 6), at) or _FACE.search(text, max(0, at - 3), at)):
            lone.append(at)
    return sorted(lone + open_)
