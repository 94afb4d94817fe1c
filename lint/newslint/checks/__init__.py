"""The checks that are programs, by the name that a rule gives in `check`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..rule import Finding
from . import names, parallel

Function = Callable[..., Iterator[Finding]]


class Check(NamedTuple):
    """A function from a story's views to findings, and the options it takes."""

    function: Function
    options: frozenset[str] = frozenset()


CHECKS: dict[str, Check] = {
    "name-slip": Check(names.slips),
    "article-before-name": Check(names.articles),
    "courtesy-title": Check(names.courtesy_titles),
    "parallel-verbs": Check(parallel.verbs),
}

