"""Medals by their metals, and the games that a series of so many can take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import View
from ..patterns import lazy
from ..rule import Finding
from .quantity import NUMBER, finding, like, parse, to_number


def _metal(name: str, metals: str) -> str:
    return rf"(?P<{name}>{NUMBER}|a|an|no) (?:{metals})s?(?: medals?)?"


_METALS = rf"{_metal('gold', 'gold')},? (?:and )?{_metal('silver', 'silver')}(?:,? and {_metal('bronze', 'bronze')})?"
_MEDALS = [
    lazy(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<all>{NUMBER}) medals?(?: [a-z ]{{1,30}}?)?(?:,| ?[:(—–]|, including all| with) ?(?:of which )?{_METALS}(?=[.;)—–]|$| ?—)",
        rf"{_METALS},? (?:for|or|making|giving (?:it|them|him|her)|a total of|to make)(?: a total of| a haul of)? (?P<all>{NUMBER})(?= medals| in all| in total| altogether|[.,;]|$)",
    )
]
_NOT_ALL = lazy(
    r"(?i)\b(?:including|among them|at least|more than|about|over|nearly|of (?:the|its|their|his|her)|another|only)\b[^.;]{0,10}$"
)


def medals(views: Sequence[View]) -> Iterator[Finding]:
    """“12 medals: five gold, four silver and two bronze”: they are eleven."""
    for view in views:
        if "silver" not in view.folded or "gold" not in view.folded:
            continue
        for match in (match for pattern in _MEDALS for match in pattern.finditer(view.plain)):
            parts = [_number(match[name]) for name in ("gold", "silver", "bronze") if match[name]]
            all_ = to_number(match["all"])
            partial = _NOT_ALL.search(view.plain, max(0, match.start() - 30), match.start())
            # Two metals may leave out the third where the total is larger.
            if partial or view.quoted(*match.span()) or (match["bronze"] is None and sum(parts) < all_):
                continue
            if sum(parts) != all_:
                right = like(sum(parts), parse(match["all"]))
                yield finding(view, match.span("all"), right, sum=f"{sum(parts):g}")


def _number(text: str) -> float:
    words = {"a": 1.0, "an": 1.0, "no": 0.0}
    return words[text.lower()] if text.lower() in words else to_number(text)


_BEST_OF = lazy(
    rf"\b(?P<won>won|took|win|wins|claimed|clinched|captured|lost|swept|loses|lose) (?:(?:(?!\b(?:games?|opener|leg|one|first|second|third|and|but)\b)[^.;\d]){{0,60}}? )?(?:a|an|the|their|its) best-of-(?P<of>{NUMBER}) (?:[a-z]+ ){{0,3}}?(?:series|final|finals|semifinal|semifinals|playoff|match),? (?P<a>\d)(?:-| to )(?P<b>\d)(?![\d-])"
)


def series(views: Sequence[View]) -> Iterator[Finding]:
    """“Won the best-of-seven series 3-2”: it takes four to win."""
    for view in views:
        for match in _BEST_OF.finditer(view.plain) if "best-of" in view.folded else ():
            best, lead = int(to_number(match["of"])), max(int(match["a"]), int(match["b"]))
            need = best // 2 + 1
            if best % 2 and lead != need and not view.quoted(*match.span()):
                yield finding(view, (match.start("a"), match.end("b")), None, of=match["of"], need=str(need))
