"""The day on which a story is published, and what it says of the days and months around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from ..document import View
from ..patterns import lazy
from ..rule import Finding, Place, Replace
from .dates import DATES, DAYS, MONTHS, SHORT_DATES, Day, dated_elsewhere, exists, read, written

_OPENING = 4  # blocks in which a date may stand that is the story's own
_HALF_YEAR = timedelta(days=182)
_OWN_DATE = [
    lazy(rf"^(?:[A-Z][\w.,' -]{{1,40}}, |(?:Published|Updated|Posted|Date):? (?:on )?|(?:{'|'.join(DAYS)}),? )?{pattern}(?: \([A-Z][\w ]+\))?(?:$| [-–—])")
    for pattern in DATES
]  # fmt: skip


@lru_cache(maxsize=4)
def published(views: tuple[View, ...]) -> date | None:
    """The day of publication: as told by the run, else the full date that a dateline or a line of its own gives."""
    if not views:
        return None
    if views[0].date:
        return views[0].date
    for view in views[:_OPENING]:
        for pattern in _OWN_DATE:
            match = pattern.search(view.plain)
            if match and match["year"]:
                day = read(match)
                return (
                    date(int(match["year"]), day.month, day.day) if exists(int(match["year"]), day) else None
                )
    return None


def _nearest(day: Day, known: date) -> date | None:
    """The day and month in the year that brings it nearest to a known day."""
    near = [
        date(year, day.month, day.day)
        for year in (known.year - 1, known.year, known.year + 1)
        if exists(year, day)
    ]
    best = min(near, key=lambda one: abs(one - known), default=None)
    return best if best and abs(best - known) < _HALF_YEAR else None


def weekdays(views: Sequence[View]) -> Iterator[Finding]:
    """“Monday, Nov. 24” in a story of 2026, when that day is a Tuesday."""
    known = published(tuple(views))
    if known is None:
        return
    for view in views:
        for pattern in SHORT_DATES if "day" in view.folded else ():
            for match in pattern.finditer(view.plain):
                day = read(match)
                if day.year is not None or dated_elsewhere(view, match.start(), str(known.year)):
                    continue
                meant = _nearest(day, known)
                right = DAYS[meant.weekday()] if meant else ""
                if meant and right[:3] != match["weekday"][:3]:
                    span = match.span("weekday")
                    values = {
                        "match": match["weekday"],
                        "right": right,
                        "date": written(meant),
                    }
                    yield Finding(view, *span, ((Replace(*span, right),),), values)


# ── Months and days told from today ─────────────────────────────────────────────────────────────────────

_MONTH_NAMES = "|".join(MONTHS)
_STEPS = {"last": -1, "this": 0, "next": 1}
_MONTH_TOLD = lazy(
    rf"\b(?P<step>last|next|this) month(?:,| \(|, in|, on| in)? (?:the |on )?(?:\d{{1,2}} )?(?P<month>{_MONTH_NAMES})(?! (?:1[5-9]|20)\d\d)\b"
    rf"|\b(?P<early>{_MONTH_NAMES}),? (?:of )?(?P<of>last|next|this) month\b"
)
_YEAR_TOLD = lazy(
    r"\b(?P<step>last|next|this) year(?:,| \(|, in| in) ?(?P<year>20\d\d)\b|\bin (?P<early>20\d\d),? (?P<of>last|next|this) year\b"
)
_DAY_TOLD = lazy(rf"\b(?P<step>yesterday|today|tomorrow)(?:,| \() ?(?P<day>{'|'.join(DAYS)})\b|\b(?P<early>{'|'.join(DAYS)})(?:,| \() ?(?P<of>yesterday|today|tomorrow)\b", re.IGNORECASE)  # fmt: skip
_DAY_STEPS = {"yesterday": -1, "today": 0, "tomorrow": 1}


def told_from_today(views: Sequence[View]) -> Iterator[Finding]:
    """“Last month, in September”, “last year, in 2023”, “today, Monday”, against the day of publication."""
    known = published(tuple(views))
    if known is None:
        return
    for view in views:
        for match in _MONTH_TOLD.finditer(view.plain):
            step = _STEPS[(match["step"] or match["of"]).lower()]
            yield from _wrong(view, match, "month", MONTHS[(known.month - 1 + step) % 12], known)
        for match in _YEAR_TOLD.finditer(view.plain):
            step = _STEPS[(match["step"] or match["of"]).lower()]
            yield from _wrong(view, match, "year", str(known.year + step), known)
        for match in _DAY_TOLD.finditer(view.plain):
            step = _DAY_STEPS[(match["step"] or match["of"]).lower()]
            yield from _wrong(view, match, "day", DAYS[(known.weekday() + step) % 7], known)


def _wrong(view: View, match: re.Match[str], group: str, right: str, known: date) -> Iterator[Finding]:
    named = group if match[group] else "early"
    if match[named] != right:
        span = match.span(named)
        values = {
            "match": match[named],
            "right": right,
            "date": written(known),
            "told": match["step"] or match["of"],
        }
        yield Finding(view, *span, ((Replace(*span, right),),), values)


# ── Ages ────────────────────────────────────────────────────────────────────────────────────────────────

_BORN = lazy(
    r"(?P<name>[A-Z][\w'-]+), (?:now |aged )?(?P<age>\d{1,2}),[^.;]{0,60}?\bborn\b[^.;]{0,40}?\bin (?P<year>19\d\d|20\d\d)\b"
    r"|\bborn\b[^.;]{0,40}?\bin (?P<year2>19\d\d|20\d\d)\b[^.;]{0,80}?\b(?:is now|now|is) (?P<age2>\d{1,2})(?: years old)?[,.;]"
)


def ages_now(views: Sequence[View]) -> Iterator[Finding]:
    """“Born in 1980, she is 52”, in a story whose year is known."""
    known = published(tuple(views))
    if known is None:
        return
    for view in views:
        for match in _BORN.finditer(view.plain) if "born" in view.folded else ():
            which = "" if match["age"] else "2"
            year, age = int(match["year" + which]), int(match["age" + which])
            right = known.year - year
            if age not in (right, right - 1) and 0 < right < 110:
                span, born = match.span("age" + which), match.span("year" + which)
                values = {
                    "match": str(age),
                    "right": f"{right - 1} or {right}",
                    "year": str(year),
                    "date": str(known.year),
                }
                place = Place(view, *born, "born")
                yield Finding(view, *span, (), values, (place,))
