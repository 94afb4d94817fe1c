"""Time that has passed between two days or years of a sentence, told in words: “three weeks”, “two years later”."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from ..document import View
from ..patterns import lazy
from ..rule import Finding
from .dates import MONTHS
from .quantity import NUMBER, finding, like, parse, to_number

_YEAR = r"(?:1[5-9]|20)\d\d"
_MONTH = "|".join(rf"{name}|{name[:3]}\.?|{name[:4]}\." for name in MONTHS)
_DAY = rf"(?P<{{0}}month>{_MONTH}) (?P<{{0}}day>\d{{{{1,2}}}})(?:, (?P<{{0}}year>{_YEAR}))?"
_END = (
    r"(?:ended|ends|finished|closed|concluded|stopped|came to an end|was lifted|was called off|ran until|"
    r"until|to|through)"
)
_LASTED = r"(?:having lasted|lasting|lasted|which lasted|after|a total of|for)"
_CLAIM = rf"(?:about |nearly |almost |just |exactly )?(?P<claim>{NUMBER}|an?) (?P<unit>day|week|month)s?\b(?! of (?:testimony|hearings?|play|deliberations?|talks|rain|school|work|racing))"
_SPANS = (
    re.compile(
        rf"\b(?:began|begun|started|opened|ran|from|imposed|broke out)(?: on| from)? {_DAY.format('one')},? [^.;\d]{{0,40}}?{_END}(?: on)? "
        rf"{_DAY.format('two')},? [^.;\d]{{0,30}}?\b{_LASTED} {_CLAIM}"
    ),
    re.compile(
        rf"\b(?P<claim>{NUMBER})-(?P<unit>day|week|month) [a-z][^.;\d]{{2,50}}?\b(?:from|began on|began|started on|started) {_DAY.format('one')},? "
        rf"[^.;\d]{{0,30}}?{_END}(?: on)? {_DAY.format('two')}\b"
    ),
    re.compile(
        rf"\b{_LASTED} {_CLAIM},? from {_DAY.format('one')} {_END} {_DAY.format('two')}\b"
    ),
)  # fmt: skip
_DAYS = {
    "day": (1.0, 0.0),
    "week": (7.0, 3.0),
    "month": (30.4, 16.0),
}  # and how far off a round number may be


def spans(views: Sequence[View]) -> Iterator[Finding]:
    """“Began on March 3 and ended on March 17, having lasted three weeks”: the days give two."""
    for view in views:
        for pattern in _SPANS if any(unit in view.folded for unit in _DAYS) else ():
            for match in pattern.finditer(view.plain):
                passed = _days_between(match)
                size, slack = _DAYS[match["unit"]]
                claim = 1 if match["claim"].startswith("a") else to_number(match["claim"])
                if passed is None or view.quoted(*match.span("claim")):
                    continue
                # Both days may be counted, or one.
                if not any(abs(days - claim * size) <= max(slack, 0.5) for days in (passed, passed + 1)):
                    count = round(passed / size)
                    right = like(count, parse(match["claim"])) if count > 1 and claim != 1 else None
                    yield finding(view, match.span("claim"), right, years=f"{passed} days")


def _days_between(match: re.Match[str]) -> int | None:
    try:
        year = int(match["twoyear"] or match["oneyear"] or 2023)
        one = datetime.date(int(match["oneyear"] or year), _month(match["onemonth"]), int(match["oneday"]))
        two = datetime.date(year, _month(match["twomonth"]), int(match["twoday"]))
    except ValueError:
        return None
    if two < one and not match["oneyear"]:
        two = two.replace(year=two.year + 1) if (two.month, two.day) != (2, 29) else two
    passed = (two - one).days
    return passed if passed > 0 else None


def _month(name: str) -> int:
    return next(at for at, month in enumerate(MONTHS, 1) if month.startswith(name.rstrip(".")[:3]))


_LATER = lazy(
    rf"\b(?:(?P<claim>{NUMBER}|an?) years?|(?P<decade>a decade)) (?P<way>later|earlier|before),? (?P<in>(?:in (?:(?P<month>{_MONTH}) )?|on (?P<month>{_MONTH}) \d{{1,2}}, )(?P<two>{_YEAR}))\b(?!s|[-–]\d)",
    re.IGNORECASE,
)
_ANY_YEAR = lazy(
    rf"(?<![\d,.$£€-])(?:(?P<month>{_MONTH}) (?:\d{{1,2}}, )?)?(?P<year>{_YEAR})\b(?!,\d|-|s\b| (?:people|men|women|votes|homes))"
)


def _count(word: str) -> int:
    return 1 if word.lower().startswith("a") else int(to_number(word))


def years_later(views: Sequence[View]) -> Iterator[Finding]:
    """“Filed for bankruptcy in 2018 and, two years later, in 2019, closed”: a year lies between."""
    for view in views:
        for match in _LATER.finditer(view.plain) if " year" in view.folded else ():
            sentence = view.sentence_at(match.start())
            known = list(_ANY_YEAR.finditer(view.plain, sentence.start if sentence else 0, match.start()))
            if not known and sentence and match.start() == sentence.start:
                before = view.sentence_at(sentence.start - 2)
                known = list(_ANY_YEAR.finditer(view.plain, before.start if before else 0, sentence.start))
            if len({year["year"] for year in known}) != 1 or view.quoted(*match.span()):
                continue
            apart = int(match["two"]) - int(known[0]["year"])
            passed = apart if match["way"].lower() == "later" else -apart
            word = match["claim"] or match["decade"]
            claim = 10 if match["decade"] else _count(word)
            months = known[0]["month"] or match["month"]
            allowed = (
                {passed, passed - 1, passed + 1}
                if known[0]["month"] and match["month"]
                else {passed, passed - 1}
                if months
                else {passed}
            )
            if passed > 0 and claim not in allowed:
                right = like(passed, parse(word)) if passed > 1 and claim != 1 and match["claim"] else None
                yield finding(
                    view,
                    match.span("claim" if match["claim"] else "decade"),
                    right,
                    years=f"{passed} years" if passed > 1 else "1 year",
                )
