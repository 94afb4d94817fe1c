"""Figures of a sentence that must balance, however it is put: a change in percent, a sum for each, a difference.

Where the other checks know a turn of phrase, these count: a sentence with just two amounts of one kind, a percentage and a word for a rise or fall leaves one reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..document import Sentence, View
from ..patterns import lazy
from ..rule import Finding
from .quantity import AMOUNT, Amount, finding, like, parse

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
        if (
            text.isdigit()
            and len(text) < 3
            and lazy(r"\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.? $").search(
                before
            )
        ):
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


_EACH = lazy(r"\b(?:each|apiece|per (?!cent|year|month|week|day|hour|capita|annum)[a-z]+)\b")
_SUM = lazy(
    r"\b(?:total\w*|in all|altogether|combined|worth|bill|deal|contract|cost\w*|order|paid|pay|spend\w*|spent|rais\w+|or)\b"
)


def products(views: Sequence[View]) -> Iterator[Finding]:
    """A count, a sum and a sum for each: the one sum is the other by the count."""
    for view in views:
        if not _EACH.search(view.plain):
            continue
        for sentence in view.sentences:
            text = view.plain[sentence.start : sentence.end]
            if len(_EACH.findall(text)) != 1 or not _SUM.search(text):
                continue
            all_ = quantities(view, sentence)
            money = [one for one in all_ if one.amount.unit not in ("", "%")]
            counts = [one for one in all_ if not one.amount.unit]
            if (
                len(all_) != 3
                or len(money) != 2
                or len(counts) != 1
                or money[0].amount.unit != money[1].amount.unit
            ):
                continue
            each, total = sorted(money, key=lambda one: one.amount.value)
            place = next(iter(_EACH.finditer(view.plain, sentence.start, sentence.end)))
            if abs(each.end - place.start()) > abs(total.end - place.start()) and abs(
                each.start - place.end()
            ) > abs(total.start - place.end()):
                each, total = total, each
            count = counts[0].amount
            if count.value < 2 or total.amount.fits(
                count.low * each.amount.low, count.high * each.amount.high, 0.02 * total.amount.value
            ):
                continue
            right = like(count.value * each.amount.value, total.amount)
            yield finding(view, (total.start, total.end), right, count=count.text, each=each.amount.text)
