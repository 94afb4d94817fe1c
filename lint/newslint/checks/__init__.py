"""The checks that are programs, by the name that a rule gives in `check`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..rule import Finding
from . import articles, names, parallel, quotation

Function = Callable[..., Iterator[Finding]]


class Check(NamedTuple):
    """A function from a story's views to findings, and the options it takes."""

    function: Function
    options: frozenset[str] = frozenset()


CHECKS: dict[str, Check] = {
    "name-slip": Check(names.slips),
    "article-before-name": Check(names.articles),
    "courtesy-title": Check(names.courtesy_titles),
    "wrong-article": Check(articles.wrong_articles),
    "unclosed-quotation": Check(quotation.unclosed),
    "unopened-quotation": Check(quotation.unopened),
    "unclosed-inner-quotation": Check(quotation.inner_unclosed),
    "nested-double-quotation": Check(quotation.nested),
    "mixed-quotation-marks": Check(quotation.mixed),
    "parallel-verbs": Check(parallel.verbs),
}

