"""A quick look at what stands between white space, before a text is read in earnest.

Cutting a text at its white space takes a quarter of the time that its words take, most pieces have been met
before, and what was found to be nothing once is nothing again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..document import View

_KEPT = 100_000  # pieces that are remembered, so that memory does not grow with the number of stories


class Sieve:
    """Finds the views in which a check may find something, by their pieces."""

    def __init__(self, matters: Callable[[str], bool]) -> None:
        """Take a test of a piece that is true wherever the check might find something in it."""
        self._matters = matters
        self._quiet: set[str] = set()

    def __call__(self, views: Sequence[View], least: int = 1) -> Iterator[View]:
        """The views with at least so many different pieces that matter, in order."""
        every = frozenset[str]().union(*[view.pieces for view in views])
        new = every - self._quiet
        loud = set(filter(self._matters, new))
        if len(self._quiet) < _KEPT:
            self._quiet |= new - loud
        if len(loud) >= least:
            yield from (view for view in views if len(loud & view.pieces) >= least)
