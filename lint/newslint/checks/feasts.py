"""What the calendar knows: feasts of one date or one weekday, leap years, the years of events that all know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..document import View
from ..lexicon import load_named
from ..patterns import lazy
from ..rule import Finding
from .dates import DATES, DAYS, MONTHS, read
from .quantity import finding


@cache
def _known() -> dict[str, tuple[str, str]]:
    """Each feast with its month and day (or nothing) and its weekday (or nothing)."""
    found = {}
    for line in load_named("feasts"):
        name, _, when = line.partition(" = ")
        day = "" if when in DAYS else when
        found[name.lower()] = (day, when if when in DAYS else "")
    return found


@cache
def _near_dates() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(map(re.escape, _known()), key=len, reverse=True))
    feast = rf"(?P<feast>(?i:{names}))"
    weekday = rf"(?:{'|'.join(DAYS)})"
    return tuple(
        pattern
        for date_ in DATES
        for pattern in (
            lazy(
                rf"\b{feast}(?:,| \(|,? on| falls on| is on| was on|, which (?:is|falls) on) ?(?:{weekday},? )?{date_}"
            ),
            lazy(rf"{date_}(?:, | \(|, which is |, the )(?:the )?{feast}(?=[,.;)]|$)"),
        )
    )


@cache
def _near_weekdays() -> re.Pattern[str]:
    names = "|".join(
        sorted((re.escape(name) for name, (_, day) in _known().items() if day), key=len, reverse=True)
    )
    return lazy(
        rf"\b(?P<feast>(?i:{names}))(?:,| \(|, which (?:is|falls) on|, a| falls on a?| on) ?(?P<weekday>{'|'.join(DAYS)})\b(?! (?:after|before|night|and))"
    )


@cache
def _first_words() -> frozenset[str]:
    """The words with which the feasts' names begin: a paragraph without them is not searched."""
    return frozenset(lazy(r"[a-z]+").findall(name)[0] for name in _known())


_OLD_CHRISTMAS = (1, 7)  # that of the Julian calendar


def feasts(views: Sequence[View]) -> Iterator[Finding]:
    """“Christmas Day, Dec. 26”; “Thanksgiving, a Wednesday”."""
    for view in views:
        if _first_words().isdisjoint(view.words) or not any(name in view.folded for name in _known()):
            continue
        for pattern in _near_dates():
            for match in pattern.finditer(view.plain):
                right, day = _known()[match["feast"].lower()][0], read(match)
                if match["feast"].lower() == "christmas" and (day.month, day.day) == _OLD_CHRISTMAS:
                    continue
                if right and right != f"{MONTHS[day.month - 1]} {day.day}":
                    start, end = (
                        min(match.start("month"), match.start("day")),
                        max(match.end("month"), match.end("day")),
                    )
                    yield finding(view, (start, end), _as_written(right, match), feast=match["feast"])
        for match in _near_weekdays().finditer(view.plain) if "day" in view.folded else ():
            right = _known()[match["feast"].lower()][1]
            if right != match["weekday"]:
                yield finding(view, match.span("weekday"), right, feast=match["feast"])


def _as_written(right: str, match: re.Match[str]) -> str:
    """The date with its month shortened and set in the order of the match."""
    month, day = right.split()
    if match["month"].endswith(".") and len(month) > 5:
        month = ("Sept" if month == "September" else month[:3]) + "."
    return f"{day} {month}" if match.start("day") < match.start("month") else f"{month} {day}"


_LEAP = lazy(
    r"\b(?P<year>(?:1[5-9]|20)\d\d)(?:,| is| was| will be|, which (?:is|was))? (?:not )?a leap year\b|\bleap year (?:of |in )?(?P<year2>(?:1[5-9]|20)\d\d)\b"
)


def leap_years(views: Sequence[View]) -> Iterator[Finding]:
    """“2023, a leap year”."""
    for view in views:
        for match in _LEAP.finditer(view.plain) if "leap year" in view.folded else ():
            name = "year" if match["year"] else "year2"
            year = int(match[name])
            leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
            if leap == (" not a leap" in match.group()):
                yield finding(view, match.span(name), None)


# ── Events ──────────────────────────────────────────────────────────────────────────────────────────────


@cache
def _years() -> dict[str, frozenset[str]]:
    lines = (line.partition(" = ") for line in load_named("event-years"))
    return {name: frozenset(years.split()) for name, _, years in lines}


@cache
def _events() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _years()), key=len, reverse=True))
    year = r"(?:1[0-9]|20)\d\d"
    month = "|".join(MONTHS)
    return lazy(
        rf"\b(?:the|The|a|since|after|before) (?P<year>{year}) (?P<event>{names})(?![\w-])"
        rf"|\b(?P<event2>{names})(?:,? in|,? of| \(|,) (?:(?:{month}) (?:\d{{1,2}}, )?)?(?P<year2>{year})(?![\w-]|,\d)"
    )


_MARKED = lazy(
    r"(?i)\b(?:anniversary|centenary|commemorat\w+|remembrance|years after|years since|celebrat\w+|marked|marking) (?:of )?(?:the )?$"
)


def events(views: Sequence[View]) -> Iterator[Finding]:
    """“The 1968 moon landing”: it was in 1969."""
    for view in views:
        for match in _events().finditer(view.plain) if lazy(r"\d{4}").search(view.plain) else ():
            event, name = (match["event"], "year") if match["event"] else (match["event2"], "year2")
            known = _years()[event]
            marked = _MARKED.search(
                view.plain, 0, match.start()
            )  # “the 80th anniversary of the landings in 2024”
            if match[name] not in known and not marked and not view.quoted(*match.span()):
                yield finding(view, match.span(name), *sorted(known), event=event)
