"""Sums inside one sentence: changes, shares, multiples, prices by the piece. Only what is certain is said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import View
from ..rule import Finding, Replace
from .quantity import AMOUNT, Amount, like, parse

_UP = r"(?:ris(?:e[ns]?|ing)|rose|gr[eo]w[ns]?|growing|climb\w*|jump\w*|increas\w*|gain\w*|surg\w*|soar\w*|up)"
_DOWN = r"(?:f[ae]ll(?:en|s|ing)?|drop\w*|declin\w*|decreas\w*|sl[iu]de?s?|slid|s[aiu]nk\w*|slump\w*|plung\w*|shr[aiu]nk\w*|tumbl\w*|down)"
_NOUN = (
    r"(?:increase|rise|gain|jump|growth|surge|climb|leap|boost|improvement|drop|decrease|decline|fall|loss|reduction|"
    r"cut|dip|slump|plunge|slide|change|difference|raise|hike)"
)
_ROUGHLY = r"(?:about|around|roughly|some|nearly|almost|approximately|just over|just under|more than|over|less than) "


def _amount(name: str) -> str:
    return rf"(?P<{name}>{AMOUNT})"


def _change(old: str, new: str) -> str:
    return rf"(?:from {_amount(old)}(?: [a-z ]{{1,30}})? to {_amount(new)})"


def _change_back(old: str, new: str) -> str:
    return rf"(?:to {_amount(new)}(?: [a-z ]{{1,30}})?,? (?:up |down )?from {_amount(old)})"


_CLAIM = (
    rf"(?:(?:an? |or |up |down |a total )*(?:{_NOUN} of (?:{_ROUGHLY})?{_amount('a')}|(?:{_ROUGHLY})?{_amount('b')}"
    rf"(?:[ -]{_NOUN}\b|(?=[,.;)]|$| (?:in|over|since|last|this|on|for|from|more|higher|lower|less|fewer)\b))))"
)
_AFTER = rf"(?: [a-z][\w ]{{0,40}})?(?:,| ?[—–]| \(|;) ?{_CLAIM}"
_BEFORE = rf"\b(?:{_UP}|{_DOWN})(?: by)? (?:{_ROUGHLY})?{_amount('a')}(?: [a-z][a-z ]{{0,40}})?,? "
_CHANGES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        _change("old", "new") + _AFTER,
        _change_back("old", "new") + _AFTER,
        _BEFORE + _change("old", "new"),
        _BEFORE + _change_back("old", "new"),
    )
]
_DIGIT = re.compile(r"\d")
_MORE_POINTS = re.compile(r"\s*(?:percentage )?points?\b|\s*basis")


def changes(views: Sequence[View]) -> Iterator[Finding]:
    """“Rose to 50 from 40, a 20% increase”: the change does not follow from the two figures."""
    for view in views:
        if " from " not in view.folded or not _DIGIT.search(view.text):
            continue
        for pattern in _CHANGES:
            for match in pattern.finditer(view.plain):
                groups = match.groupdict()
                name = "a" if groups.get("a") else "b"
                if _MORE_POINTS.match(view.plain, match.end(name)):
                    continue
                claim, old, new = parse(match[name]), parse(match["old"]), parse(match["new"])
                right = _right_change(claim, old, new)
                if right:
                    yield _finding(view, match.span(name), right, old=old.text, new=new.text)


def _right_change(claim: Amount, old: Amount, new: Amount) -> tuple[str, ...]:
    """What should stand for the claim, the best first; empty where it is right or cannot be told."""
    if old.unit != new.unit or old.low <= 0 or old.value == new.value:
        return ()
    if claim.unit == "%" and old.unit != "%":
        share = 100 * abs(new.value / old.value - 1)
        ends = [100 * (a / b - 1) for a in (new.low, new.high) for b in (old.low, old.high)]
        if new.value < old.value:
            ends = [-end for end in ends]
        return () if _within(claim, min(ends), max(ends), 0.6) else (like(share, claim),)
    points = abs(new.value - old.value)
    if claim.unit == "%":
        share = 100 * points / old.value
        if abs(claim.value - points) > claim.slack + 0.05 or abs(claim.value - share) <= 1 + claim.slack:
            return ()
        number = re.sub(r" ?%| per ?cent", "", claim.text)
        return (f"{number} percentage point{'' if points == 1 else 's'}", like(share, claim))
    if claim.unit != old.unit:
        return ()
    slack = 0.95 * (new.slack + old.slack)  # both at the very edge of their rounding: hardly ever
    return () if _within(claim, points - slack, points + slack, 0) else (like(points, claim),)


def _within(claim: Amount, low: float, high: float, more: float) -> bool:
    return claim.low - more <= high + 1e-9 and low - 1e-9 <= claim.high + more


def _finding(view: View, span: tuple[int, int], right: Sequence[str], **values: str) -> Finding:
    old = view.text[slice(*span)]
    options = tuple((Replace(*span, text),) for text in right if text != old)
    return Finding(view, *span, options, {"match": old, "right": right[0] if right else "", **values})


# ── Multiples ───────────────────────────────────────────────────────────────────────────────────────────

_TIMES = {"halved": 0.5, "doubled": 2.0, "tripled": 3.0, "trebled": 3.0, "quadrupled": 4.0, "quintupled": 5.0}
_MULTIPLE = rf"\b(?P<claim>(?P<how>more than |nearly |almost |about |roughly )?(?P<times>{'|'.join(_TIMES)}))"
_MULTIPLES = [
    re.compile(_MULTIPLE + r"(?: [a-z][a-z ]{0,40}?)?,? " + pair, re.IGNORECASE)
    for pair in (_change("old", "new"), _change_back("old", "new"))
]


def multiples(views: Sequence[View]) -> Iterator[Finding]:
    """“Tripled, to five from two”: the two figures give another multiple."""
    for view in views:
        if not any(word in view.folded for word in _TIMES):
            continue
        for pattern in _MULTIPLES:
            for match in pattern.finditer(view.plain):
                old, new = parse(match["old"]), parse(match["new"])
                if old.unit != new.unit or old.low <= 0:
                    continue
                how, times = (match["how"] or "").strip().lower(), _TIMES[match["times"].lower()]
                if not _is_multiple(how, times, new.low / old.high, new.high / old.low):
                    right = _multiple(new.value / old.value)
                    yield _finding(view, match.span("claim"), right, old=old.text, new=new.text)


def _is_multiple(how: str, times: float, low: float, high: float) -> bool:
    if times < 1:
        low, high, times = 1 / high, 1 / low, 1 / times
    if how == "more than":
        return high >= times and low < times + 1.2
    if how in ("nearly", "almost"):
        return low <= times and high > times - 0.4
    return high > times * 0.92 and low < times * 1.15


def _multiple(ratio: float) -> tuple[str, ...]:
    for word, times in _TIMES.items():
        if times > 1 and word != "trebled":
            if abs(ratio - times) < 0.05 * times:
                return (word,)
            if times < ratio < times + 0.75:
                return (f"more than {word}",)
            if times - 0.25 <= ratio < times:
                return (f"nearly {word}",)
    return ("halved",) if 0.48 < ratio < 0.52 else ()


# ── Shares ──────────────────────────────────────────────────────────────────────────────────────────────

_FRACTIONS = {
    "half": 1 / 2, "one-half": 1 / 2, "a third": 1 / 3, "one-third": 1 / 3, "two-thirds": 2 / 3, "a quarter": 1 / 4,
    "one-quarter": 1 / 4, "a fourth": 1 / 4, "one-fourth": 1 / 4, "three-quarters": 3 / 4, "three-fourths": 3 / 4,
    "a fifth": 1 / 5, "one-fifth": 1 / 5, "two-fifths": 2 / 5, "three-fifths": 3 / 5, "four-fifths": 4 / 5,
    "a tenth": 1 / 10, "one-tenth": 1 / 10, "one in two": 1 / 2, "one in three": 1 / 3, "one in four": 1 / 4,
    "one in five": 1 / 5, "one in six": 1 / 6, "one in eight": 1 / 8, "one in 10": 1 / 10, "one in 20": 1 / 20,
}  # fmt: skip
_HOW = r"(?P<how>more than|less than|fewer than|over|under|about|around|nearly|almost|roughly|just over|just under) "
_SHARE = rf"(?:{_HOW})?(?:(?P<fraction>{'|'.join(_FRACTIONS)})\b|{_amount('percent')})"
_OF = r"of (?:the |its |their |his |her |our |those |these |some )?"
_SHARES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_OF}{_amount('whole')} [^.;:()]{{1,80}}?, (?:only |just )?{_amount('part')}(?: [a-z]+)?(?:, or |,? \(){_SHARE}(?=[,)])",
        rf"{_amount('part')} (?:out )?{_OF}{_amount('whole')}(?: [^.,;:()]{{1,60}}?)?(?:, or |,? \(){_SHARE}(?=[,.;)])",
    )
]
_SHARE_START = re.compile(rf"(?:, or |\()(?:{_HOW})?(?:\d|{'|'.join(_FRACTIONS)})", re.IGNORECASE)
_LESS = {"more than": "less than", "over": "under", "just over": "under", "less than": "more than", "fewer than": "more than", "under": "over"}


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
                        yield _finding(view, span, right, part=part.text, whole=whole.text)


_PARTS = re.compile(
    rf"(?:{_HOW})?(?:\b(?P<fraction>{'|'.join(_FRACTIONS)})|{_amount('percent')}) of (?:the |its |their |his |her |our |those )?"
    rf"{_amount('whole')} [^.;:()]{{1,60}}?(?:, or |,? \()(?:just |only )?{_amount('part')}(?=[,.;)])",
    re.IGNORECASE,
)


_PART_START = re.compile(r"(?:, or |\()(?:just |only )?[$£€]?\d")


def parts(views: Sequence[View]) -> Iterator[Finding]:
    """“A third of the 60 members, or 25,”: the part is not that share of the whole."""
    for view in views:
        if " of " not in view.folded or not _PART_START.search(view.plain):
            continue
        for match in _PARTS.finditer(view.plain):
            whole, part = parse(match["whole"]), parse(match["part"])
            claim = parse(match["percent"]) if match["percent"] else None
            if whole.unit != part.unit or whole.unit == "%" or claim and claim.unit != "%":
                continue
            share = claim.value / 100 if claim else _FRACTIONS[match["fraction"].lower()]
            right = share * whole.value
            how = (match["how"] or "").lower()
            if part.value > whole.value or how in ("more than", "over") and part.value >= right or how in _LESS and part.value <= right:
                continue
            if abs(part.value - right) > max(1.0, 0.02 * whole.value, part.slack) + (0.05 * whole.value if how else 0):
                yield _finding(view, match.span("part"), (like(round(right), part),), part=part.text, whole=whole.text)


def _right_share(match: re.Match[str], part: Amount, whole: Amount) -> tuple[str, ...]:
    share = part.value / whole.value
    low, high = part.low / whole.high, min(1.0, part.high / whole.low)
    how = (match["how"] or "").lower()
    if match["percent"]:
        claim = parse(match["percent"])
        more = 3.0 if how else 0.6
        wrong = claim.unit == "%" and not _within(claim, 100 * low, 100 * high, more)
        return (like(100 * share, claim),) if wrong else ()
    fraction = _FRACTIONS[match["fraction"].lower()]
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
_EACH = rf"(?:,| —| –) (?:or|(?:or )?an average of) (?:{_ROUGHLY})?{_amount('each')} {_APIECE}"
_PIECES = [
    re.compile(rf"{_amount('total')} (?:for|on) (?:the |its )?{_amount('count')} (?P<what>[a-z][\w -]{{1,40}}?){_EACH}"),
    re.compile(rf"{_amount('count')} (?P<what>[a-z][\w -]{{1,40}}?) for (?:a total of )?{_amount('total')}{_EACH}"),
    re.compile(
        rf"{_amount('count')} (?P<what>[a-z][\w -]{{1,40}}?) (?:at|for) {_amount('each')} {_APIECE}"
        rf"(?:,? for a total of|, or|,? a total of|, totaling) {_amount('total')}"
    ),
]


def pieces(views: Sequence[View]) -> Iterator[Finding]:
    """“$300 million for 12 trains, or $30 million apiece”: the price of one is not the total by the count."""
    for view in views:
        if not any(word in view.folded for word in (" each", " apiece", " per ", ", or ")):
            continue
        for pattern in _PIECES:
            for match in pattern.finditer(view.plain):
                total, count, each = parse(match["total"]), parse(match["count"]), parse(match["each"])
                same = match["one"] is None or any(word.startswith(match["one"]) for word in match["what"].split())
                if not same or total.unit != each.unit or total.unit in ("", "%") or count.unit or count.low <= 0:
                    continue
                if not _within(each, total.low / count.high, total.high / count.low, 0.02 * each.value):
                    if match.start("total") > match.start("each"):
                        right, wrong = like(count.value * each.value, total), "total"
                    else:
                        right, wrong = like(total.value / count.value, each), "each"
                    yield _finding(view, match.span(wrong), (right,), total=total.text, count=count.text, each=each.text)
