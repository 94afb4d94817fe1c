"""Dates that do not exist, weekdays that do not fit, spans that run backwards, centuries, times of day."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..document import View
from ..rule import Finding, Replace
from .quantity import NUMBER, in_words, to_number

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTH = r"(?P<month>Jan(?:uary|\.)|Feb(?:ruary|\.)|March|Mar\.|April|Apr\.|May|June|Jun\.|July|Jul\.|Aug(?:ust|\.)|Sept(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_WEEKDAY = r"(?P<weekday>Mon(?:day|\.)|Tues?(?:day|\.)|Wed(?:nesday|\.)|Thu(?:rs)?(?:day|\.)|Fri(?:day|\.)|Sat(?:urday|\.)|Sun(?:day|\.))"
_DATES = (
    rf"\b{_MONTH} {_DAY}(?!\d|[,.:]\d|-\w)(?:,? {_YEAR}\b)?",
    rf"(?<![\d.,:/$-])\b{_DAY}(?: of)? {_MONTH}(?!\w)(?:,? {_YEAR}\b)?",
)
_PLAIN_DATES = [re.compile(pattern) for pattern in _DATES]
_ISO = re.compile(r"(?<![\d/-])(?P<year>1[5-9]\d\d|20\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\d/-])")


class Day(NamedTuple):
    """A date in a text; the year may be missing."""

    match: re.Match[str]
    year: int | None
    month: int
    day: int


def _read(match: re.Match[str]) -> Day:
    name = match["month"]
    month = int(name) if name.isdigit() else next(i for i, full in enumerate(MONTHS, 1) if full[:3] == name[:3])
    return Day(match, int(match["year"]) if match["year"] else None, month, int(match["day"]))


def _last(year: int | None, month: int) -> int:
    return monthrange(year or 2000, month)[1]


# ── Dates that do not exist ─────────────────────────────────────────────────────────────────────────────

_AFTER_DATE = re.compile(r"$|[,.;:)?!\"'—–]|\s?[—–-]\s|\s(?:and|or|at|in|on|to|for|by|as|the|with|after|before|when|while|was|is|that|than|until|from|through|but|he|she|it|they|because|if|near|deadline|election|meeting)\b")
_BEFORE_DATE = re.compile(rf"\b(?:on|by|until|till|since|before|after|from|of|to|through|between|dated|the|and|{'|'.join(DAYS)},?)\s$", re.IGNORECASE)


_LATE = re.compile(r"(?<!\d)(?:29|[3-9]\d)(?!\d)")


def impossible(views: Sequence[View]) -> Iterator[Finding]:
    """“Feb. 30”, “31 June”, “Feb. 29, 2023”: the month has no such day."""
    for view in views:
        text = view.plain
        if not _LATE.search(text):
            continue
        for order, pattern in enumerate((*_PLAIN_DATES, _ISO)):
            for match in pattern.finditer(text):
                day = _read(match)
                if day.day <= _last(day.year, day.month) or day.day == 0:
                    continue
                surely = day.year is not None or order == 1 or _AFTER_DATE.match(text, match.end())
                if not surely or (day.day > 31 and day.year is None and not _BEFORE_DATE.search(text[: match.start()])):
                    continue
                yield _impossible(view, day)


def _impossible(view: View, day: Day) -> Finding:
    match, last = day.match, _last(day.year, day.month)
    span = (match.start(), match.end("day") if match.end("day") > match.end("month") else match.end("month"))
    options = [(Replace(*match.span("day"), str(last)),)]
    if day.day <= 31 and not match["month"].isdigit():
        month = MONTHS[day.month % 12]
        options.append((Replace(*match.span("day"), str(day.day - last)), Replace(*match.span("month"), month)))
    year = f" {day.year}" if day.month == 2 and day.day == 29 else ""
    values = {"match": view.text[slice(*span)], "month": MONTHS[day.month - 1] + year, "last": str(last)}
    return Finding(view, *span, tuple(tuple(sorted(option)) for option in options), values)


# ── Weekdays ────────────────────────────────────────────────────────────────────────────────────────────

_FULL_DATES = [
    re.compile(pattern)
    for pattern in (
        *(rf"\b{_WEEKDAY}(?:,| \(|,? the)? ?{date_[2:] if date_.startswith(chr(92) + 'b') else date_}" for date_ in _DATES),
        *(rf"{date_}(?:, (?:which was |a )| \(a | was a |, )(?:a )?{_WEEKDAY}(?![\w-])" for date_ in _DATES),
    )
]


_ANY_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def weekdays(views: Sequence[View]) -> Iterator[Finding]:
    """“Thursday, Jan. 10, 2022”: the date was another day of the week."""
    for view in views:
        if not _ANY_YEAR.search(view.text):
            continue
        for pattern in _FULL_DATES:
            for match in pattern.finditer(view.plain):
                day = _read(match)
                if day.year is None or day.year < 1753 or day.day > _last(day.year, day.month) or not day.day:
                    continue
                right = DAYS[date(day.year, day.month, day.day).weekday()]
                if right[:3] != match["weekday"][:3]:
                    span = match.span("weekday")
                    values = {"match": match["weekday"], "right": right, "date": f"{MONTHS[day.month - 1]} {day.day}, {day.year}"}
                    yield Finding(view, *span, ((Replace(*span, right),),), values)


_NEXT = re.compile(
    rf"\b(?P<first>{'|'.join(DAYS)})\b(?P<between>[^.;]*?)\b(?:(?:the )?(?P<step>next day|following day|day after|day before|previous day)|"
    rf"(?P<count>one|two|three|four|five|six|a) days? (?P<way>later|earlier|before|afterward|after))(?:,| \()? ?(?:on )?(?P<second>{'|'.join(DAYS)})\b"
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


# ── Spans of years ──────────────────────────────────────────────────────────────────────────────────────

_SPAN = re.compile(r"(?<![\w$£€.,/#-])(?P<one>1[5-9]\d\d|20\d\d)[-–](?P<two>1[5-9]\d\d|20\d\d|\d\d)(?![\w%]|-\w|[.,/]\d)(?P<after>.{0,16})")
_FROM = re.compile(r"\b(?P<word>from|between) (?P<one>1[5-9]\d\d|20\d\d) (?:to|until|till|through|and) (?P<two>1[5-9]\d\d|20\d\d)(?![\w,.]*\d)(?! (?:[a-z]+s|B\.?C)\b)")
_COUNTED = re.compile(r"\b(?:f[ae]ll\w*|drop\w*|declin\w*|decreas\w*|down|cut|reduc\w*|shr\w+k|back\w*|number|total|revers\w*|moved|r[io]se\w*)\b[^.]*$", re.IGNORECASE)


def backward_spans(views: Sequence[View]) -> Iterator[Finding]:
    """“The 1998-96 season”, “from 2019 to 2014”: the span ends before it begins."""
    for view in views:
        text = view.plain
        if not _ANY_YEAR.search(text):
            continue
        for match in _SPAN.finditer(text):
            if _runs_back(match) and not _score(text[max(0, match.start() - 25) : match.start()]):
                yield _swapped(view, match)
        for match in _FROM.finditer(text):
            if int(match["two"]) < int(match["one"]) and not _COUNTED.search(text[max(0, match.start() - 60) : match.start()]):
                yield _swapped(view, match)


def _score(before: str) -> bool:
    return re.search(r"\b(?:No|case|flight|bill|law|act|rule|model|number|HR|vote[sd]?|passed)\.? $", before, re.IGNORECASE) is not None


def _runs_back(match: re.Match[str]) -> bool:
    one, two = match["one"], match["two"]
    if re.match(r" ?B\.?C", match["after"]):
        return False
    if len(two) == 4:
        return int(two) < int(one)
    if 1 <= int(two) <= 12 and not re.match(r" (?:season|school|term|academic|fiscal|campaign|budget)", match["after"]):
        return False  # 2014-10 may be October 2014
    return 0 < int(one[2:]) - int(two) < 50


def _swapped(view: View, match: re.Match[str]) -> Finding:
    one, two = match["one"], match["two"]
    first = two if len(two) == 4 else one[:2] + two
    swap = (Replace(*match.span("one"), first), Replace(*match.span("two"), one if len(two) == 4 else one[2:]))
    span = (match.start("one"), match.end("two"))
    return Finding(view, *span, (swap,), {"match": view.text[slice(*span)], "one": one, "two": first})


_MY = r"(?:(?P<{0}m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?:\d{{1,2}},? )?)?(?P<{0}y>1[5-9]\d\d|20\d\d)"
_LENGTH = re.compile(
    rf"(?P<about>\b(?:about|nearly|almost|more than|over|some|roughly|around|at least) )?\b(?P<years>{NUMBER})(?: years?|-year (?:[a-z]+ ){{1,2}}?)(?:,| \(|,? spanning| running)? ?"
    rf"(?:from|between) {_MY.format('a')} (?:to|until|till|through|and) {_MY.format('b')}\b(?! (?:to|and)\b)"
)


def lengths(views: Sequence[View]) -> Iterator[Finding]:
    """“Nine years, from January 2009 to January 2017”: the span is of another length."""
    for view in views:
        if "year" not in view.folded or not _ANY_YEAR.search(view.text):
            continue
        for match in _LENGTH.finditer(view.plain):
            said = to_number(match["years"])
            exact = bool(match["am"] and match["bm"])
            years = int(match["by"]) - int(match["ay"])
            if exact:
                span = years + (_month(match["bm"]) - _month(match["am"])) / 12
                wrong = abs(said - span) >= (1.2 if match["about"] else 0.99)
            else:
                span, wrong = years, not years - 1 <= said <= years + 1 or (bool(match["about"]) and abs(said - years) > 2)
            if wrong and span > 0:
                number = round(span)
                word = str(number) if match["years"][0].isdigit() or number > 9 else in_words(number) or ""
                at = match.span("years")
                yield Finding(view, *at, ((Replace(*at, word),),), {"match": match["years"], "right": word})


def _month(name: str) -> int:
    return next(index for index, full in enumerate(MONTHS) if full.startswith(name))


# ── Centuries ───────────────────────────────────────────────────────────────────────────────────────────

_MADE = r"(?:built|opened|founded|completed|erected|constructed|established|consecrated|dates|dating|dated|finished|begun|put up|laid out|created|restored)"
_CENTURY = r"(?P<century>\d{1,2})(?:st|nd|rd|th)[- ]century"
_CENTURIES = [
    re.compile(rf"\b{_MADE} (?:in|from|to|back to) (?P<year>1[0-9]\d\d)(?: by [^.;,]{{1,40}})?,? (?:and|it|which|that)? ?(?:is|was|remains|became) (?:now |still )?(?:one of [^.;,\d]{{0,40}}|the [^.;,\d]{{0,40}}|an? [^.;,\d]{{0,20}}){_CENTURY}"),
    re.compile(rf"\b{_CENTURY} [a-z]+(?: [a-z]+){{0,2}}?,? (?:that was |which was |was |is |itself )?{_MADE} (?:in|from) (?P<year>1[0-9]\d\d)\b"),
    re.compile(rf"\b{_CENTURY} \((?:the )?(?P<year>1[0-9]\d\d)s?\)"),
]


def centuries(views: Sequence[View]) -> Iterator[Finding]:
    """“Opened in 1884 and is one of the few 18th-century buildings”: the 1800s are the 19th century."""
    for view in views:
        if "century" not in view.folded:
            continue
        for pattern in _CENTURIES:
            for match in pattern.finditer(view.plain):
                right = (int(match["year"]) - 1) // 100 + 1
                if int(match["century"]) != right and int(match["century"]) != int(match["year"]) // 100 + 1:
                    number = match.span("century")
                    ending = re.compile("st|nd|rd|th").match(view.plain, number[1])
                    assert ending
                    span = (number[0], ending.end())
                    word = f"{right}{'st' if right == 21 else 'th'}"
                    yield Finding(view, *span, ((Replace(*span, word),),), {"match": match["century"], "right": word, "year": match["year"]})


# ── Times of day ────────────────────────────────────────────────────────────────────────────────────────

_AT = re.compile(r"\b(?:at|by|until|till|before|after|from|since|around|about|to|between|and) $", re.IGNORECASE)
_CLOCK = re.compile(r"(?<![\d:.,$£€/-])(?P<time>(?P<hour>\d{1,2}):(?P<minute>\d\d))(?!\d|:|\.\d|,\d)(?P<after>.{0,24})")
_HALF = re.compile(r"(?<![\d:.$£€,/-])(?P<time>(?P<hour>1[3-9]|2[0-4])(?::(?P<minute>[0-5]\d))?) ?(?P<half>[ap]\.?m\b\.?)", re.IGNORECASE)
_TIMED = re.compile(r"\b(?:clock\w*|timed?|finish\w*|ran|verse|Matthew|Mark|Luke|John|Psalms?|record|lap|mile|race|ratio|mix)\b[^.]*$", re.IGNORECASE)
_PLAYED = re.compile(r" (?:of|into|mark|left|remaining|in the (?:first|second|third|fourth|opening|final|last|game|match|half|video|period|quarter))\b")


def clock(views: Sequence[View]) -> Iterator[Finding]:
    """“At 25:40”, “10:75”, “13 p.m.”: no clock shows such a time."""
    for view in views:
        text = view.plain
        for match in _CLOCK.finditer(text):
            hour, minute = int(match["hour"]), int(match["minute"])
            fine = (hour < 24 and minute < 60) or (hour == 24 and minute == 0)
            if fine or not _AT.search(text[max(0, match.start() - 10) : match.start()]):
                continue
            if not _PLAYED.match(match["after"]) and not _TIMED.search(text[max(0, match.start() - 60) : match.start()]):
                span = match.span("time")
                right = f"{hour - 24}:{match['minute']}" if 24 <= hour < 30 and minute < 60 else ""
                options = ((Replace(*span, right),),) if right else ()
                yield Finding(view, *span, options, {"match": match["time"]})
        for match in _HALF.finditer(text):
            hour = int(match["hour"])
            if match["minute"] is None and not match["half"].lower().startswith(("a.m", "p.m")):
                continue
            span = (match.start("time"), match.end("half"))
            minutes = f":{match['minute']}" if match["minute"] else ""
            options = ((Replace(*span, f"{hour - 12}{minutes} {match['half']}"),),) if hour < 24 and match["half"][0] in "pP" else ()
            yield Finding(view, *span, options, {"match": view.text[slice(*span)]})


__all__ = ["backward_spans", "centuries", "clock", "day_steps", "impossible", "isleap", "lengths", "weekdays"]
