"""Shares of a whole and prices by the piece that the figures beside them do not give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import View
from ..patterns import lazy
from ..rule import Finding
from .quantity import NUMBER, ROUGHLY, Amount, amount, finding, like, parse, to_number

_FRACTIONS = {
    "half": 1 / 2, "one-half": 1 / 2,
    "a third": 1 / 3, "one-third": 1 / 3, "two-thirds": 2 / 3,
    "a quarter": 1 / 4, "one-quarter": 1 / 4, "three-quarters": 3 / 4,
    "a fourth": 1 / 4, "one-fourth": 1 / 4, "three-fourths": 3 / 4,
    "a fifth": 1 / 5, "one-fifth": 1 / 5, "two-fifths": 2 / 5, "three-fifths": 3 / 5, "four-fifths": 4 / 5,
    "a tenth": 1 / 10, "one-tenth": 1 / 10,
}  # fmt: skip
_OUT_OF = rf"(?P<few>{NUMBER}) (?:in|out of) (?P<many>{NUMBER})"
_HOW = (
    r"(?P<how>more than|less than|fewer than|over|under|about|around|nearly|almost|roughly|just over"
    r"|just under) "
)
FRACTION = rf"(?P<fraction>\b(?:{'|'.join(_FRACTIONS)})\b|{_OUT_OF})"
_SHARE = rf"(?:{_HOW})?(?:{FRACTION}|{amount('percent')})"
_OF = r"of (?:the (?:[a-z]+'s )?|its |their |his |her |our |those |these |some )?"
_SHARES = [
    lazy(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_OF}{amount('whole')} [^.;:()]{{1,80}}?, (?:only |just )?{amount('part')}(?: [a-z]+)?"
        rf"(?:, or |,? \(){_SHARE}(?=[,)])",
        rf"{amount('part')} (?:out )?{_OF}{amount('whole')}(?: [^.,;:()]{{1,60}}?)?(?:, or |,? \(){_SHARE}"
        rf"(?=[,.;)]| of (?:its|the|their|all)\b)",
        rf"\b{_SHARE} of [^.,;:()\d]{{1,50}}?(?:,|,? \() ?{amount('part')} (?:out )?of (?:the )?{amount('whole')}(?=[,.;)])",
    )
]
_SHARE_START = lazy(
    rf"(?:, or |\(|, )(?:{_HOW})?(?:\d|{'|'.join(_FRACTIONS)}|one|two|three|four|five|nine)", re.IGNORECASE
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
    rf"(?:{_HOW})?(?:{FRACTION}|{amount('percent')}) of (?:the (?:[a-z]+'s )?|its |their |his |her |our |those )?"
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
    return _FRACTIONS[match["fraction"].lower()]


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
        wrong = abs(share - fraction) > 0.2 * fraction
    if not wrong:
        return ()
    percent = f"{100 * share:.0f}%"
    return (f"{_LESS[how]} {match['fraction']}", percent) if how in _LESS else (percent,)


# ── Prices by the piece ─────────────────────────────────────────────────────────────────────────────────

_APIECE = r"(?:apiece|each|(?:per|an?) (?P<one>[a-z]+))"
_EACH = rf"(?:,| —| –) (?:or|(?:or )?an average of) (?:{ROUGHLY})?{amount('each')} {_APIECE}"
PIECES = [
    lazy(
        rf"{amount('total')} (?:for|on) (?:the |its )?{amount('count')} (?P<what>[a-z][\w -]{{1,40}}?){_EACH}"
    ),
    lazy(rf"{amount('count')} (?P<what>[a-z][\w -]{{1,40}}?) for (?:a total of )?{amount('total')}{_EACH}"),
    lazy(
        rf"{amount('total')} (?:[a-z]+ ){{1,3}}?(?:for|on) (?:the |its )?{amount('count')} (?P<what>[a-z][\w -]{{1,40}}?),? (?:which (?:will )?cost|that (?:will )?cost|costing|priced at|at a cost of|at) "
        rf"(?:{ROUGHLY})?{amount('each')} {_APIECE}"
    ),
    lazy(
        rf"{amount('total')}\b[^.;:]{{0,60}}? (?:shared|split|divided|distributed) (?:equally |evenly )?(?:by|among|between) (?:the |its )?{amount('count')} (?P<what>[a-z][\w -]{{1,40}}?),? "
        rf"(?:who|which|with|each of whom) (?:[a-z]+ ){{1,3}}?(?:{ROUGHLY})?{amount('each')}(?: {_APIECE})?(?=[,.;]|$| )"
    ),
    lazy(
        rf"{amount('count')} (?P<what>[a-z][\w -]{{1,40}}?) (?:at|for) {amount('each')} {_APIECE}"
        rf"(?:,? for a total of|, or|,? a total of|, totaling) {amount('total')}"
    ),
]


def pieces(views: Sequence[View]) -> Iterator[Finding]:
    """“$300 million for 12 trains, or $30 million apiece”: the price of one is not the total by the count."""
    for view in views:
        if not any(word in view.folded for word in (" each", " apiece", " per ", ", or ")):
            continue
        for pattern in PIECES:
            for match in pattern.finditer(view.plain):
                total, count, each = parse(match["total"]), parse(match["count"]), parse(match["each"])
                same = match.groupdict().get("one") is None or any(
                    word.startswith(match["one"]) for word in match["what"].split()
                )
                if (
                    not same
                    or total.unit != each.unit
                    or total.unit in ("", "%")
                    or count.unit
                    or count.low <= 0
                ):
                    continue
                if not each.fits(total.low / count.high, total.high / count.low, 0.02 * each.value):
                    exact = count.value * each.value / total.value
                    if match.start("total") > match.start("each") or any(
                        abs(exact / by - 1) < 0.02 for by in (1e3, 1e-3)
                    ):
                        right, wrong = like(count.value * each.value, total), "total"
                    else:
                        right, wrong = like(total.value / count.value, each), "each"
                    yield finding(
                        view, match.span(wrong), right, total=total.text, count=count.text, each=each.text
                    )
