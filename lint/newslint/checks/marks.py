"""Apostrophes of two kinds in one story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import View
from ..patterns import lazy
from ..rule import Finding, Place, Replace

# Between two letters, where no quotation mark stands.
_APOSTROPHES = {mark: lazy(rf"(?<=[^\W\d_]){mark}(?=[^\W\d_])") for mark in "'’"}


def apostrophes(views: Sequence[View]) -> Iterator[Finding]:
    """Straight apostrophes among curly ones, or curly among straight, whichever are fewer."""
    if not all(any(mark in view.text for view in views) for mark in _APOSTROPHES):
        return
    uses = {
        mark: [(view, match.start()) for view in views for match in pattern.finditer(view.text)]
        for mark, pattern in _APOSTROPHES.items()
    }
    if not all(uses.values()):
        return
    # Of as many of each, the kind that comes first is the story's.
    usual = max(uses, key=lambda mark: (len(uses[mark]), -uses[mark][0][0].index, -uses[mark][0][1]))
    rare = "'" if usual == "’" else "’"
    first, at = uses[usual][0]
    place = Place(first, at, at + 1, "the other kind")
    for view, start in uses[rare]:
        option = (Replace(start, start + 1, usual),)
        yield Finding(view, start, start + 1, (option,), {"match": rare, "right": usual}, (place,))
