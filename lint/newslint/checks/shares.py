"""Shares of a whole that the figures beside them do not give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import View
from ..patterns import lazy
from ..rule import Finding
from .quantity import FRACTION, NUMBER, Amount, amount, finding, fraction, like, parse, to_number

_OUT_OF = rf"(?P<few>{NUMBER}) (?:in|out of) (?P<many>{NUMBER})"
_HOW = (
    r"(?P<how>more than|less than|fewer than|over|under|about|around|nearly|almost|roughly|just over"
    r"|just under) "
)
PART = rf"(?P<fraction>\b{FRACTION}\b|{_OUT_OF})"
_SHARE = rf"(?:{_HOW})?(?:{PART}|{amount('percent')})"
_OF = r"of (?:the (?:[a-z]+'s )?|its |their |his |her |our |those |these |some )?"
_SHARES = [
    lazy(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_OF}{amount('whole')} [^.;:()]{{1,80}}?, (?:only |just )?{amount('part')}(?: [a-z]+)?"
        rf"(?:, or |,? \(){_SHARE}(?=[,)])",
        rf"{amount('part')} (?:out )?{_OF}{amount('whole')}(?: [^.,;:()]{{1,60}}?)?(?:, or |,? \(){_SHARE}"
        rf"(?=[,.;)]| of (?:its|the|their|all)\b)",
        rf"\b{_OF}{amount('whole')} [^.;:(),]{{1,60}}? {amount('part')}(?:, or |,? \(){_SHARE}(?=[,)])",
        rf"{amount('part')} (?:out )?of (?:the |its |their |his |her ){amount('whole')}(?: [a-z]+){{1,3}}, {_SHARE} of (?:the|its|their|his|her) (?:total|whole|staff|work ?force|fleet|herd|members\w*|all)\b",
        rf"\b{_SHARE} of [^.,;:()\d]{{1,50}}?(?:,|,? \() ?{amount('part')} (?:out )?of (?:the )?{amount('whole')}(?=[,.;)])",
    )
]
_SHARE_START = lazy(
    rf"(?:, or |\(|, )(?:{_HOW})?(?:\d|{FRACTION}|one|two|three|four|five|nine)", re.IGNORECASE
)
_EXACT = 1000  # a count below it is not rounded
_LESS = {
    "more than": "less than",
    "over": "under",
    "just over": "under",
    "less than": "more than",
    "fewer than": "more than",
    "under": "over",
}


def shares(views: Sequence[View]) -> Iterator[Finding]:
    """“Of the 150 homes, 60, or more than half”: the share is not what the figures give."""
    for view in views:
        if "of " not in view.folded or not _SHARE_START.search(view.plain):
            continue
        for pattern in _SHARES:
            for match in pattern.finditer(view.plain):
                whole, part = parse(match["whole"]), parse(match["part"])
                if whole.unit == part.unit != "%" and 0 < part.value <= whole.value:
                    right = _right_share(match, part, whole)
                    if right:
                        start = match.start("how") if match["how"] else match.start("fraction")
                        span = (start, match.end("fraction")) if match["fraction"] else match.span("percent")
                        yield finding(view, span, *right, part=part.text, whole=whole.text)


_PARTS = lazy(
    rf"(?:{_HOW})?(?:{PART}|{amount('percent')}) of (?:the (?:[a-z]+'s )?|its |their |his |her |our |those )?"
    rf"{amount('whole')} [^.,;:()]{{1,60}}?(?:, or |, |,? \()(?:just |only )?{amount('part')}(?= in all,|[,.;)])",
    re.IGNORECASE,
)


_PART_START = lazy(r"(?:, or |, |\()(?:just |only )?[$£€]?\d")


def parts(views: Sequence[View]) -> Iterator[Finding]:
    """“A third of the 60 members, or 25,”: the part is not that share of the whole."""
    for view in views:
        if " of " not in view.folded or not _PART_START.search(view.plain):
            continue
        for match in _PARTS.finditer(view.plain):
            whole, part = parse(match["whole"]), parse(match["part"])
            claim = parse(match["percent"]) if match["percent"] else None
            if whole.unit != part.unit or whole.unit == "%" or (claim and claim.unit != "%"):
                continue
            share = claim.value / 100 if claim else fraction_of(match)
            right = share * whole.value
            how = (match["how"] or "").lower()
            if (
                part.value > whole.value
                or (how in ("more than", "over") and part.value >= right)
                or (how in _LESS and part.value <= right)
            ):
                continue
            if abs(part.value - right) > max(1.0, 0.02 * whole.value, part.slack) + (
                0.05 * whole.value if how else 0
            ):
                yield finding(
                    view, match.span("part"), like(round(right), part), part=part.text, whole=whole.text
                )


def fraction_of(match: re.Match[str]) -> float:
    """The value of a fraction in words, or of “nine in ten”."""
    if match["few"]:
        return to_number(match["few"]) / max(1.0, to_number(match["many"]))
    return fraction(match["fraction"])


def _right_share(match: re.Match[str], part: Amount, whole: Amount) -> tuple[str, ...]:
    share = part.value / whole.value
    low, high = part.low / whole.high, min(1.0, part.high / whole.low)
    if whole.value < _EXACT and not whole.unit:
        low = high = share
    how = (match["how"] or "").lower()
    if match["percent"]:
        claim = parse(match["percent"])
        more = 3.0 if how else 0.6
        wrong = claim.unit == "%" and not claim.fits(100 * low, 100 * high, more)
        return (like(100 * share, claim),) if wrong else ()
    fraction = fraction_of(match)
    if how in ("more than", "over", "just over"):
        wrong = high < fraction - 0.005
    elif how in ("less than", "fewer than", "under", "just under"):
        wrong = low > fraction + 0.005
    else:
        wrong = abs(share - fraction) > 0.15 * fraction
    if not wrong:
        return ()
    percent = f"{100 * share:.0f}%"
    return (f"{_LESS[how]} {match['fraction']}", percent) if how in _LESS else (percent,)
