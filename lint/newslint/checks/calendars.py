"""Days of an event, parts of a decade, reigns, and the hours of summer: what the calendar says of the words beside a date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import View
from ..patterns import lazy
from ..rule import Finding
from .dates import DAYS, MONTHS
from .quantity import NUMBER, finding, in_words, like, parse, to_number

_DAY = "|".join(DAYS)
_EVENT = lazy(
    rf"\b(?P<claim>{NUMBER})-day (?P<what>[a-z]+)\b(?P<between>[^.;]{{0,80}}?)\b(?:from|begin(?:s|ning)?(?: on)?|began(?: on)?|open(?:s|ed|ing)?(?: on)?|start(?:s|ed|ing)?(?: on)?|runs?(?: from)?) (?P<one>{_DAY})\b"
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


_SUMMER = dict(zip(("EST", "CST", "MST", "PST"), ("EDT", "CDT", "MDT", "PDT"), strict=True))
_WINTER = {summer: winter for winter, summer in _SUMMER.items()}
_ZONE = lazy(rf"\b(?P<zone>{'|'.join((*_SUMMER, *_WINTER))})\b")
_MONTH = lazy(
    rf"\b(?P<month>{'|'.join(f'{name[:3]}(?:{name[3:]}|t?[.])' for name in MONTHS)})(?= \d)|(?<=\d )(?P<month2>{'|'.join(MONTHS)})\b"
)


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
                if number in (12, 1, 2)
                else None
            )
            if right:
                yield finding(view, match.span("zone"), right, month=MONTHS[number - 1])
