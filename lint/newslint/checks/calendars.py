"""Days of an event, parts of a decade, reigns, and the hours of summer: what the calendar says of the words beside a date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ..document import View
from ..patterns import lazy
from ..rule import Finding
from .dates import DAYS, MONTHS, PLAIN_DATES, read
from .quantity import NUMBER, finding, in_words, like, parse, to_number

_DAY = "|".join(DAYS)
_EVENT = lazy(
    rf"\b(?P<claim>{NUMBER})-day (?P<what>[a-z]+)\b(?P<between>[^.;]{{0,80}}?)\b(?:from|begin(?:s|ning)?|began|open(?:s|ed|ing)?|start(?:s|ed|ing)?|runs?(?: from)?)(?: (?:in|at) [A-Z][\w ]{{1,30}}?)?(?: on)? (?P<one>{_DAY})\b"
    rf"[^.;]{{0,60}}?\b(?:to|through|until|ends?(?: on)?|ended(?: on)?|ending(?: on)?|closes?(?: on)?|closed(?: on)?|finish(?:es|ed)(?: on)?|concludes?(?: on)?) (?P<two>{_DAY})\b",
)  # fmt: skip


def events(views: Sequence[View]) -> Iterator[Finding]:
    """“The four-day fair, which begins on Thursday and ends on Saturday”: that makes three days."""
    for view in views:
        for match in _EVENT.finditer(view.plain) if "-day " in view.plain else ():
            right = (DAYS.index(match["two"]) - DAYS.index(match["one"])) % 7 + 1
            claim = int(to_number(match["claim"]))
            if claim != right and claim < 8 and not re.search(_DAY, match["between"]):
                word = like(right, parse(match["claim"]))
                yield finding(view, match.span("claim"), word, days=in_words(right) or "")


_DECADE = lazy(
    r"\b(?P<part>early|mid|late)(?P<dash>[ -])(?P<decade>(?:1[5-9]|20)\d0)s\b(?:,|,? \()? ?(?:in |between |from )?(?P<year>(?:1[5-9]|20)\d\d)\b(?!s)",
    re.IGNORECASE,
)
_PARTS = {"early": range(5), "mid": range(3, 8), "late": range(5, 10)}


def decades(views: Sequence[View]) -> Iterator[Finding]:
    """“In the late 1970s, in 1971”: the year is early in its decade, or of another."""
    for view in views:
        for match in _DECADE.finditer(view.plain):
            year, decade = int(match["year"]), int(match["decade"])
            inside = decade <= year < decade + 10
            if not inside or year % 10 not in _PARTS[match["part"].lower()]:
                part = "early" if year % 10 < 4 else "mid" if year % 10 < 7 else "late"
                right = f"{part}{'-' if part == 'mid' else ' '}{year // 10 * 10}"
                span = (
                    match.span("part")
                    if inside and part != "mid"
                    else (match.start("part"), match.end("decade"))
                )
                yield finding(view, span, part if inside and part != "mid" else right, year=match["year"])


_REIGNS = {
    "tudor": (1485, 1603), "elizabethan": (1558, 1603), "jacobean": (1603, 1625), "stuart": (1603, 1714), "georgian": (1714, 1837), "regency": (1795, 1837),
    "victorian": (1837, 1901), "edwardian": (1901, 1914),
}  # fmt: skip
_REIGN = lazy(
    rf"\b(?P<reign>{'|'.join(name.capitalize() for name in _REIGNS)}) [a-z]+(?: [a-z]+)?,? (?:which was |was |that was )?(?:built|completed|erected|finished|put up|dating from|dates from|begun|opened)"
    r"(?: [a-z]+)? (?:in|from) (?P<year>1\d\d\d|20\d\d)\b"
)


def reigns(views: Sequence[View]) -> Iterator[Finding]:
    """“The Victorian chapel, built in 1904”: the queen died in 1901."""
    for view in views:
        for match in _REIGN.finditer(view.plain):
            year, (first, last) = int(match["year"]), _REIGNS[match["reign"].lower()]
            if not first <= year <= last:
                right = next(
                    (name.capitalize() for name, (a, b) in reversed(_REIGNS.items()) if a <= year <= b), ""
                )
                yield finding(view, match.span("reign"), right or None, first=str(first), last=str(last))


_SUMMER = dict(zip(("EST", "CST", "MST", "PST", "CET"), ("EDT", "CDT", "MDT", "PDT", "CEST"), strict=True))
_WINTER = {summer: winter for winter, summer in _SUMMER.items()} | {"BST": "GMT"}  # GMT is told all year
_ZONE = lazy(rf"\b(?P<zone>{'|'.join((*_SUMMER, *_WINTER))})\b")
_MONTH = lazy(
    rf"\b(?P<month>{'|'.join(f'{name[:3]}(?:{name[3:]}|t?[.])' for name in MONTHS)})(?= \d)|(?<=\d )(?P<month2>{'|'.join(MONTHS)})\b"
)


_DEEP_WINTER, _LATE_AUTUMN = (12, 1, 2), (11, 12, 1, 2)  # America changes in November, Europe in October


def zones(views: Sequence[View]) -> Iterator[Finding]:
    """“9:14 a.m. EST on July 18”: the clocks are on summer time from mid-March to early November."""
    for view in views:
        for match in _ZONE.finditer(view.plain):
            sentence = view.sentence_at(match.start())
            months = list(_MONTH.finditer(view.plain, sentence.start, sentence.end)) if sentence else []
            if len(months) != 1:
                continue
            name = (months[0]["month"] or months[0]["month2"])[:3]
            number = next(at for at, month in enumerate(MONTHS, 1) if month[:3] == name)
            zone = match["zone"]
            right = (
                _SUMMER.get(zone)
                if 4 <= number <= 10
                else _WINTER.get(zone)
                if number in (_LATE_AUTUMN if zone in ("BST", "CEST") else _DEEP_WINTER)
                else None
            )
            if right:
                yield finding(view, match.span("zone"), right, month=MONTHS[number - 1])


_YEARS_OF_DECADE = lazy(
    r"\bin the (?P<decade>(?:1[5-9]|20)\d0)s,? \(?(?:most|many|mainly|mostly|chiefly|some|half|all|largely|nearly all|almost all)\b[^.;]{0,30}?\b(?:in|between|from) (?P<one>(?:1[5-9]|20)\d\d)\b"
    r"(?: (?:and|to) (?P<two>(?:1[5-9]|20)\d\d)\b)?"
)


def years_of_decades(views: Sequence[View]) -> Iterator[Finding]:
    """“In the 1980s, most of them between 1991 and 1994”: the years are of another decade."""
    for view in views:
        for match in _YEARS_OF_DECADE.finditer(view.plain):
            decades = {int(match[name]) // 10 * 10 for name in ("one", "two") if match[name]}
            if int(match["decade"]) not in decades:
                yield finding(view, match.span("decade"), str(min(decades)), year=match["one"])


# ── So many days or weeks later ─────────────────────────────────────────────────────────────────────────

_LATER = lazy(
    rf"\b(?P<claim>{NUMBER}) (?P<unit>days?|weeks?) (?P<way>later|afterward|after|earlier|before),? on (?:{_DAY},? )?(?=(?:\d{{1,2}} [A-Z]|[A-Z][a-z]+\.? \d))", re.IGNORECASE
)  # fmt: skip


def steps(views: Sequence[View]) -> Iterator[Finding]:
    """“On 3 March … Two weeks later, on 24 March”: three weeks lie between."""
    told = [_told_steps(view) for view in views]
    if not any(told):
        return  # most stories: their dates need not be read
    last: tuple[int, int] | None = None
    for view, matches in zip(views, told, strict=True):
        days = _dates(view)
        for match in matches:
            near = [day for day in days if day[2] < match.start()]
            earlier = near[-1][:2] if near else last
            second = next((day for day in days if day[2] >= match.end()), None)
            if earlier is None or second is None or second[2] != match.end():
                continue
            between = (_day_of_year(*second[:2]) - _day_of_year(*earlier)) % 365
            if match["way"].lower() in ("earlier", "before"):
                between = -between % 365
            claim = to_number(match["claim"])
            week = match["unit"].lower().startswith("week")
            exact = round(between / 7) if week else between
            if 0 < between < 90 and claim != exact and (not week or between % 7 == 0):
                right = like(exact, parse(match["claim"]))
                yield finding(view, match.span("claim"), right, days=str(between))
        last = days[-1][:2] if days else last


def _told_steps(view: View) -> list[re.Match[str]]:
    ways = (" later", " earlier", " after", " before")
    return list(_LATER.finditer(view.plain)) if any(way in view.plain for way in ways) else []


def _dates(view: View) -> list[tuple[int, int, int]]:
    """Month, day and place of each date in a view, in order."""
    found = []
    for pattern in PLAIN_DATES:
        found += [
            (day.month, day.day, match.start())
            for match in pattern.finditer(view.plain)
            if (day := read(match)).day <= _MOST_DAYS
        ]
    return sorted(found, key=lambda day: day[2])


_MOST_DAYS = 28  # so that any year has the day


def _day_of_year(month: int, day: int) -> int:
    return date(2023, month, day).timetuple().tm_yday
