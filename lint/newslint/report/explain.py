"""A rule -> its page, as text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..rule import Rule

_WIDTH = 88


def page(rule: Rule) -> str:
    """The page of a rule: what it finds, why that is wrong, where the principle is stated, examples."""
    return "\n".join(_lines(rule))


def _lines(rule: Rule) -> Iterator[str]:
    about = rule.page
    yield rule.id
    yield f"  {about.summary}"
    fix = "no fix" if about.fix == "none" else f"{about.fix} fix"
    quotes = (
        "words in quotation marks are left alone"
        if about.quotes == "skip"
        else "words in quotation marks too"
    )
    yield f"  {rule.severity}, {fix}, {about.status}; looks in {', '.join(about.scope)}; {quotes}"
    yield ""
    for paragraph in about.why.strip().split("\n\n"):
        yield textwrap.fill(" ".join(paragraph.split()), _WIDTH, initial_indent="  ", subsequent_indent="  ")
    for reference in about.references:
        yield f"  See: {reference}"
    if not about.examples.wrong:  # a rule of a house's list
        return
    yield ""
    yield "Wrong"
    for wrong in about.examples.wrong:
        end = wrong.start + len(wrong.at)
        shown = f"{wrong.text[: wrong.start]}[{wrong.at}]{wrong.text[end:]}".rstrip()
        yield textwrap.indent(shown, "  ")
        if wrong.fixed is not None:
            yield textwrap.indent(wrong.fixed.rstrip(), "    → ")
    yield ""
    yield "Right"
    for right in about.examples.right:
        yield textwrap.indent(right.rstrip(), "  ")
