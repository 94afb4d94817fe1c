"""Dates that do not exist, and weekdays that do not fit their dates or each other."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..document import View
from ..patterns import lazy
from ..rule import Finding, Place, Replace
from .quantity import to_number

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)|Feb(?:ruary|\.)|March|Mar\.|April|Apr\.|May|June|Jun\.|July|Jul\."
    r"|Aug(?:ust|\.)|Sept(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_WEEKDAY = (
    r"(?P<weekday>Mon(?:day|\.)|Tues?(?:day|\.)|Wed(?:nesday|\.)|Thu(?:rs)?(?:day|\.)|Fri(?:day"
    r"|\.)|Sat(?:urday|\.)|Sun(?:day|\.))"
)
DATES = (
    rf"\b{_MONTH} {_DAY}(?!\d|[,.:]\d|-\w)(?:,? {_YEAR}\b)?",
    rf"(?<![\d.,:/$-])\b{_DAY}(?: of)? {_MONTH}(?!\w)(?:,? {_YEAR}\b)?",
)
PLAIN_DATES = [lazy(pattern) for pattern in DATES]
_ISO = lazy(
    r"(?<![\d/-])(?P<year>1[5-9]\d\d|20\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\d/-])"
)


class Day(NamedTuple):
    """A date in a text; the year may be missing."""

    match: re.Match[str]
    year: int | None
    month: int
    day: int


def read(match: re.Match[str]) -> Day:
    """The date that one of the patterns found."""
    name = match["month"]
    month = (
        int(name) if name.isdigit() else next(i for i, full in enumerate(MONTHS, 1) if full[:3] == name[:3])
    )
    return Day(match, int(match["year"]) if match["year"] else None, month, int(match["day"]))


def written(day: date) -> str:
    """A day as messages name it: November 24, 2026."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def _last(year: int | None, month: int) -> int:
    return monthrange(year or 2000, month)[1]


# ── Dates that do not exist ─────────────────────────────────────────────────────────────────────────────

_AFTER_DATE = lazy(
    r"$|[,.;:)?!\"'—–]|\s?[—–-]\s|\s(?:and|or|at|in|on|to|for|by|as|the|with|after|before|when|this|next|last|every|each"
    r"|while|was|is|that|than|until|from|through|but|he|she|it|they|because|if|near|deadline|election"
    r"|meeting)\b"
)
_BEFORE_DATE = lazy(
    rf"\b(?:on|by|until|till|since|before|after|from|of|to|through|between|dated|the|and|{'|'.join(DAYS)},?)\s$",
    re.IGNORECASE,
)


_LATE = lazy(r"(?<!\d)(?:29|[3-9]\d)(?!\d)")


def impossible(views: Sequence[View]) -> Iterator[Finding]:
    """“Feb. 30”, “31 June”, “Feb. 29, 2023”: the month has no such day."""
    for view in views:
        text = view.plain
        if not _LATE.search(text):
            continue
        for order, pattern in enumerate((*PLAIN_DATES, _ISO)):
            for match in pattern.finditer(text):
                day = read(match)
                if day.day <= _last(day.year, day.month) or day.day == 0:
                    continue
                surely = day.year is not None or order == 1 or _AFTER_DATE.match(text, match.end())
                if not surely or (
                    day.day > 31 and day.year is None and not _BEFORE_DATE.search(text[: match.start()])
                ):
                    continue
                yield _impossible(view, day)


def _impossible(view: View, day: Day) -> Finding:
    match, last = day.match, _last(day.year, day.month)
    span = (match.start(), match.end("day") if match.end("day") > match.end("month") else match.end("month"))
    options: list[tuple[Replace, ...]] = [(Replace(*match.span("day"), str(last)),)]
    if day.day <= 31 and not match["month"].isdigit():
        month = MONTHS[day.month % 12]
        options.append(
            (Replace(*match.span("day"), str(day.day - last)), Replace(*match.span("month"), month))
        )
    year = f" {day.year}" if day.month == 2 and day.day == 29 else ""
    values = {"match": view.text[slice(*span)], "month": MONTHS[day.month - 1] + year, "last": str(last)}
    return Finding(view, *span, tuple(tuple(sorted(option)) for option in options), values)


# ── Weekdays ────────────────────────────────────────────────────────────────────────────────────────────

_FULL_DATES = [
    lazy(pattern)
    for pattern in (
        *(
            rf"\b{_WEEKDAY}(?:,| \(|,? the)? ?{date_[2:] if date_.startswith(chr(92) + 'b') else date_}"
            for date_ in DATES
        ),
        *(rf"{date_}(?:, (?:which was |a )| \(a | was a |, )(?:a )?{_WEEKDAY}(?![\w-])" for date_ in DATES),
    )
]


ANY_YEAR = lazy(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def weekdays(views: Sequence[View]) -> Iterator[Finding]:
    """“Thursday, Jan. 10, 2022”: the date was another day of the week."""
    for view in views:
        if not ANY_YEAR.search(view.text):
            continue
        for pattern in _FULL_DATES:
            for match in pattern.finditer(view.plain):
                day = read(match)
                if day.year is None or day.year < 1753 or day.day > _last(day.year, day.month) or not day.day:
                    continue
                right = DAYS[date(day.year, day.month, day.day).weekday()]
                if right[:3] != match["weekday"][:3]:
                    span = match.span("weekday")
                    values = {
                        "match": match["weekday"],
                        "right": right,
                        "date": written(date(day.year, day.month, day.day)),
                    }
                    yield Finding(view, *span, ((Replace(*span, right),),), values)


_NEXT = lazy(
    rf"\b(?P<first>{'|'.join(DAYS)})\b(?P<between>[^.;]*?)\b(?:(?:the )?(?P<step>next day|following day"
    rf"|day after|day before|previous day)|"
    rf"(?P<count>one|two|three|four|five|six|a) days? (?P<way>later|earlier|before|afterward|after))"
    rf"(?:,| \()? ?(?:on )?(?P<second>{'|'.join(DAYS)})\b"
)


def day_steps(views: Sequence[View]) -> Iterator[Finding]:
    """“On Wednesday and … the next day, Friday”: the second weekday does not follow the first."""
    for view in views:
        if "day" not in view.folded:
            continue
        for match in _NEXT.finditer(view.plain):
            if re.search("|".join(DAYS), match["between"]):
                continue
            count = 1 if match["count"] in (None, "a") else int(to_number(match["count"]))
            back = match["step"] in ("day before", "previous day") or match["way"] in ("earlier", "before")
            right = DAYS[(DAYS.index(match["first"]) + (-count if back else count)) % 7]
            if right != match["second"]:
                span = match.span("second")
                values = {"match": match["second"], "right": right, "first": match["first"]}
                yield Finding(view, *span, ((Replace(*span, right),),), values)


# ── Weekdays without a year ─────────────────────────────────────────────────────────────────────────────

SHORT_DATES = [lazy(rf"\b{_WEEKDAY}(?:,? the)?,? {date_.removeprefix(chr(92) + 'b')}") for date_ in DATES]
_OTHER_YEAR = lazy(r"\byears?\b|\bago\b|\b(?:1[5-9]|20)\d\d\b")
_APART = 31  # days; dates farther from each other may be of two years


def weekday_pairs(views: Sequence[View]) -> Iterator[Finding]:
    """“Monday, June 4” and “Wednesday, June 7” in one story: both cannot be right."""
    days: list[tuple[View, Day]] = []
    for view in views:
        for pattern in SHORT_DATES if "day" in view.folded else ():
            for match in pattern.finditer(view.plain):
                day = read(match)
                if (
                    day.year is None
                    and 0 < day.day <= _last(None, day.month)
                    and not dated_elsewhere(view, match.start())
                ):
                    days.append((view, day))
    if len(days) < 2:
        return
    view, first = days[0]
    place = Place(view, *first.match.span(), "the other date")
    for other, day in days[1:]:
        gaps = {
            (date(year, day.month, day.day) - date(year, first.month, first.day)).days
            for year in (2023, 2024)
            if exists(year, first, day)
        }
        if not gaps or any(abs(gap) > _APART for gap in gaps):
            continue
        start = next(index for index, name in enumerate(DAYS) if name[:3] == first.match["weekday"][:3])
        rights = [DAYS[(start + gap) % 7] for gap in sorted(gaps)]
        if day.match["weekday"][:3] not in {right[:3] for right in rights}:
            span = day.match.span("weekday")
            values = {"match": day.match["weekday"], "right": rights[0], "first": first.match.group()}
            yield Finding(other, *span, ((Replace(*span, rights[0]),),), values, (place,))


def dated_elsewhere(view: View, at: int, known: str = "") -> bool:
    """Whether the sentence at this place speaks of another year than the known one."""
    sentence = view.sentence_at(at)
    found = _OTHER_YEAR.finditer(view.plain, sentence.start, sentence.end) if sentence else ()
    return any(match.group() != known for match in found)


def exists(year: int, *days: Day) -> bool:
    """Whether the year has these days."""
    return all(0 < day.day <= _last(year, day.month) for day in days)
