"""Figures of a sentence that must balance, however it is put: a change in percent, a sum for each, a difference.

Where the other checks know a turn of phrase, these count: a sentence with just two amounts of one kind, a percentage and a word for a rise or fall leaves one reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..document import Sentence, View
from ..patterns import lazy
from ..rule import Finding
from .quantity import AMOUNT, NUMBER, ORDINALS, Amount, finding, led_by_number, like, parse, to_number

_AMOUNT = lazy(AMOUNT)
_YEAR = lazy(r"(?:1[5-9]|20)\d\d")
_TIME_AFTER = lazy(
    r" ?(?:[ap]\.?m\b|o'clock|years?\b|months?\b|weeks?\b|days?\b|hours?\b|minutes?\b|percentage points?\b|points?\b|basis|times\b|(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec))",
    0,
)
_FROM = lazy(
    r"\b(?:from|compared with|compared to|against|versus|vs\.?|than|up from|down from|after|following)(?: (?:the|its|a|an|about|around|nearly|just|some|more|only|roughly|record|previous|earlier|original|last|year's|high|low|of|level|total|over|peak))* $"
)
_RISE = lazy(
    r"\b(?:ris(?:e[ns]?|ing)|rose|gr[eo]w[ns]?|growth|climb\w*|jump\w*|increas\w*|gain\w*|surg\w*|soar\w*|up|higher|more|leap\w*|expan\w+)\b"
)
_FALL = lazy(
    r"\b(?:f[ae]ll(?:en|s|ing)?|drop\w*|declin\w*|decreas\w*|slid\w*|s[aiu]nk\w*|slump\w*|plung\w*|shr[aiu]nk\w*|tumbl\w*|down|lower|fewer|less|cut|cuts|reduc\w+|slash\w*|trim\w*|dip\w*|loss)\b"
)
_FARTHEST = 1000  # times; beyond it the scale is left out: “from 10 to 16 billion”
_SPLIT = lazy(r"; |, (?:and|but|while|whereas|as) (?:the |its |their |his |her )?[a-z]+")


_MONTH_BEFORE = lazy(r"\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.? $")


class Quantity(NamedTuple):
    """An amount with its place in a view."""

    amount: Amount
    start: int
    end: int


def quantities(view: View, sentence: Sentence) -> list[Quantity]:
    """The amounts of a sentence that are no dates, years, ages or times."""
    found = []
    for match in _AMOUNT.finditer(view.plain, sentence.start, sentence.end):
        text, before = match.group(), view.plain[max(0, match.start() - 30) : match.start()]
        if _YEAR.fullmatch(text) or _TIME_AFTER.match(view.plain, match.end()):
            continue
        if text.isdigit() and len(text) < 3 and _MONTH_BEFORE.search(before):
            continue
        found.append(Quantity(parse(text), *match.span()))
    return found


def changes(views: Sequence[View]) -> Iterator[Finding]:
    """Two amounts, the one “from”, and one percentage of change: it is the change from the one to the other."""
    for view in views:
        if "%" not in view.text and "percent" not in view.folded and "per cent" not in view.folded:
            continue
        for sentence in view.sentences:
            text = view.plain[sentence.start : sentence.end]
            if _SPLIT.search(text) or bool(_RISE.search(text)) == bool(_FALL.search(text)):
                continue
            all_ = quantities(view, sentence)
            shares = [one for one in all_ if one.amount.unit == "%"]
            rest = [one for one in all_ if one.amount.unit != "%"]
            if len(shares) != 1 or len(rest) != 2 or rest[0].amount.unit != rest[1].amount.unit:
                continue
            olds = [one for one in rest if _FROM.search(view.plain[sentence.start : one.start])]
            if len(olds) != 1:
                continue
            old, new = olds[0].amount, next(one.amount for one in rest if one is not olds[0])
            up = bool(_RISE.search(text))
            if (
                min(old.low, new.low) <= 0
                or max(old.value, new.value) > _FARTHEST * min(old.value, new.value)
                or (new.value > old.value) != up
            ):
                continue
            ends = [100 * abs(a / b - 1) for a in (new.low, new.high) for b in (old.low, old.high)]
            claim = shares[0].amount
            if not claim.fits(min(ends), max(ends), 1.0):
                right = like(100 * abs(new.value / old.value - 1), claim)
                yield finding(view, (shares[0].start, shares[0].end), right, old=old.text, new=new.text)


_PERIODS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "week": 604800,
    "month": 2629800,
    "year": 31557600,
}
_RATE = lazy(
    rf"(?P<all>{AMOUNT})(?P<what>(?: [a-z]+){{0,5}}?)(?: [^.;:\d]{{0,50}}?)? (?:in|over|within|during|across) (?:the |just |only |about |nearly |its first |the past |the last |its |his |her )*(?P<time>{NUMBER}) (?P<unit>{'|'.join(_PERIODS)})s?,"
    rf" (?:an average(?: speed)? of|averaging|a rate of|or|or about|or an average of|on average) (?:about |nearly |roughly |just over |just under )?(?P<rate>{AMOUNT})(?: (?!an? |per )[a-z]+)?"
    rf" ?(?:(?:an?|per|every|each) (?P<per>{'|'.join(_PERIODS)})\b|(?P<mph>mph|miles per hour|miles an hour|km/h|kph|kmph))"
)


def rates(views: Sequence[View]) -> Iterator[Finding]:
    """“360 millimeters in 12 days, an average of 36 a day”: thirty fell a day."""
    for view in views:
        for match in led_by_number(_RATE, view):
            whole, time, rate = parse(match["all"]), to_number(match["time"]), parse(match["rate"])
            per = match["per"] or "hour"
            if whole.unit != rate.unit or (
                match["mph"] and not _SPEED.search(view.plain, match.end("all"), match.start("time"))
            ):
                continue
            right = whole.value / (time * _PERIODS[match["unit"]] / _PERIODS[per])
            if right > 0 and abs(right - rate.value) > 0.06 * right + rate.slack + whole.slack / time:
                yield finding(
                    view,
                    match.span("rate"),
                    like(right, rate),
                    all=whole.text,
                    time=f"{match['time']} {match['unit']}",
                )


_SPEED = lazy(r"\b(?:miles?|kilomet(?:er|re)s|km)\b")


# ── Games and titles ────────────────────────────────────────────────────────────────────────────────────

_SERIES = lazy(
    rf"\b(?:series|final|finals|playoff|set|match)\b[^.;]{{0,30}}? (?P<a>[0-7])-(?P<b>[0-7]) in (?P<claim>{NUMBER}) games\b",
    0,
)
_TITLES = lazy(
    rf"\b(?P<claim>{'|'.join(ORDINALS)}) [^.;]{{2,60}}?,? (?:after|following|adding to) (?:those|ones|wins|victories|titles|triumphs|golds|medals|terms) (?:of|in) (?P<years>(?:19|20)\d\d(?:, (?:19|20)\d\d)*,? and (?:19|20)\d\d)\b"
)


_FOUR_DIGITS = lazy(r"\d{4}")


def games(views: Sequence[View]) -> Iterator[Finding]:
    """“Won the series 4-3 in six games” and “a fourth title, after those of 2015, 2018, 2021 and 2022”."""
    for view in views:
        for match in _SERIES.finditer(view.plain) if " games" in view.plain else ():
            right = int(match["a"]) + int(match["b"])
            if right != to_number(match["claim"]):
                yield finding(view, match.span("claim"), like(right, parse(match["claim"])), sum=str(right))
        for match in _TITLES.finditer(view.plain):
            count = len(_FOUR_DIGITS.findall(match["years"]))
            if count < len(ORDINALS) and ORDINALS[count] != match["claim"]:
                yield finding(view, match.span("claim"), ORDINALS[count], sum=str(count + 1))
