"""Days between two weekdays or two dates of a sentence, wherever the number stands; quarters; weekdays after weekdays."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from ..document import Sentence, View
from ..patterns import lazy
from ..rule import Finding, Place
from .acronyms import HEADS
from .dates import DAYS, MONTHS, PLAIN_DATES, read
from .quantity import NUMBER, finding, in_words, like, parse, to_number

_DAY = "|".join(DAYS)
_WEEKDAY = lazy(rf"\b(?P<day>{_DAY})s?\b")
_CLAIM = lazy(
    rf"(?<!\b(?:in|within) )(?<![\w.,-])(?P<about>about |nearly |almost |more than |over |some |roughly |around |at least |less than )?(?P<claim>{NUMBER})[- ](?P<unit>day|week|month)s?\b(?! (?:ago|before|earlier|notice|old|work|of (?:testimony|hearings?|play|deliberations?|talks|rain|school|work|racing)))(?!-old)"
)
_APART = lazy(
    r"\b(?:was to|were to|expected|planned|supposed|due|each|every|a week|per|within|minimum|maximum|next|last|previous|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|another|more than one|other|early|extend\w*|postpone\w*|delay\w*|rescheduled|moved|sentence|jail|prison|suspend\w*|fine|waiting|notice|of the \w+ days?)\b|\b(?:19|20)\d\d\b(?=.*\b(?:19|20)\d\d\b)"
)
_BEGUN = lazy(
    r"\b(?:from|between|began|begins?|begun|beginning|opens?|opened|opening|starts?|started|starting|runs?|ran|running|lasting|left|arrives?|arrived|held)\b",
    re.IGNORECASE,
)
_ENDED = lazy(
    r"\b(?:to|until|till|through|and|ends?|ended|ending|closes?|closed|closing|finish\w*|conclud\w*|stopped|called off|returned|over|leaves?|departs?)\b"
)


def weekdays(views: Sequence[View]) -> Iterator[Finding]:
    """“The strike, which began on Monday and ended on Thursday, lasted six days”: it lasted four."""
    for view in views:
        for sentence in view.sentences if "day" in view.folded else ():
            days = list(_WEEKDAY.finditer(view.plain, sentence.start, sentence.end))
            claims = _claims(view, sentence) if len(days) == 2 else []
            if len(claims) != 1 or claims[0]["unit"] != "day" or not _bound(view, sentence, days):
                continue
            passed = (DAYS.index(days[1]["day"]) - DAYS.index(days[0]["day"])) % 7
            said = int(to_number(claims[0]["claim"]))
            through = "through" in view.plain[days[0].end() : days[1].start()]
            if passed and said < 8 and said not in ((passed + 1,) if through else (passed, passed + 1)):
                yield from _wrong(view, claims[0], passed + 1)


def _claims(view: View, sentence: Sentence) -> list[re.Match[str]]:
    if _APART.search(view.plain, sentence.start, sentence.end):
        return []
    return list(_CLAIM.finditer(view.plain, sentence.start, sentence.end))


def _bound(view: View, sentence: Sentence, ends: Sequence[re.Match[str]]) -> bool:
    """Whether the two stand for the first day and the last."""
    before = view.plain[sentence.start : ends[0].start()]
    between = view.plain[ends[0].end() : ends[1].start()]
    return bool(_BEGUN.search(before) and _ENDED.search(between))


def _wrong(view: View, claim: re.Match[str], days: int) -> Iterator[Finding]:
    if not view.quoted(*claim.span()):
        right = in_words(days) if not claim["claim"][0].isdigit() and days < 10 else str(days)
        yield finding(view, claim.span("claim"), right, days=f"{in_words(days) or days} days")


# ── Two dates ───────────────────────────────────────────────────────────────────────────────────────────

_MONTH = "|".join(f"{name[:3]}(?:{name[3:]}|t?[.])" if name != "May" else "May" for name in MONTHS)
_SHORT_SPAN = lazy(
    rf"\b(?P<month>{_MONTH}) (?P<one>\d{{1,2}})(?: ?[-–] ?| to | through | until | and )(?P<two>\d{{1,2}})(?![\d:]|[.,]\d| (?:a\.?m|p\.?m|percent))|(?<![\d.,])(?P<one2>\d{{1,2}})(?: ?[-–] ?| to | until )(?P<two2>\d{{1,2}}) (?P<month2>{'|'.join(MONTHS)})\b"
)
_SIZES = {"day": (1.0, 0.0), "week": (7.0, 3.0), "month": (30.4, 16.0)}


def dates(views: Sequence[View]) -> Iterator[Finding]:
    """“From June 3 to June 10, a five-day event”; “the four-day fair, May 3-9”."""
    for view in views:
        for sentence in view.sentences if lazy(r"day|week|month").search(view.folded) else ():
            claims = _claims(view, sentence)
            passed = _passed(view, sentence) if len(claims) == 1 else None
            if passed is None or passed <= 0:
                continue
            size, slack = _SIZES[claims[0]["unit"]]
            said = to_number(claims[0]["claim"])
            slack = max(slack, 0.5, size if claims[0]["about"] else 0)
            if (
                not any(abs(days - said * size) <= slack for days in (passed, passed + 1))
                and said * size < 400
            ):
                if claims[0]["unit"] == "day":
                    yield from _wrong(view, claims[0], passed + 1)
                elif not view.quoted(*claims[0].span()):
                    right = like(round(passed / size), parse(claims[0]["claim"])) if passed > size else None
                    yield finding(view, claims[0].span("claim"), right, days=f"{passed} days")


def _passed(view: View, sentence: Sentence) -> int | None:
    """The days from the first date to the last, where the sentence has just these two."""
    short = list(_SHORT_SPAN.finditer(view.plain, sentence.start, sentence.end))
    found = sorted(
        (
            match
            for pattern in PLAIN_DATES
            for match in pattern.finditer(view.plain, sentence.start, sentence.end)
        ),
        key=lambda match: match.start(),
    )
    if len(short) == 1:
        names = ("one", "two") if short[0]["one"] else ("one2", "two2")
        inside = all(short[0].start() <= one.start() < short[0].end() for one in found)
        return int(short[0][names[1]]) - int(short[0][names[0]]) if inside else None
    if len(found) != 2 or found[0].end() > found[1].start() or not _bound(view, sentence, found):
        return None
    one, two = read(found[0]), read(found[1])
    try:
        year = two.year or one.year or 2023
        first = datetime.date(one.year or year, one.month, one.day)
        last = datetime.date(year, two.month, two.day)
        if last < first and not one.year:
            last = last.replace(year=year + 1)
    except ValueError:
        return None
    return (last - first).days


_MONTHS_LONG = lazy(
    rf"(?P<about>about |nearly |almost |more than |over |some |roughly )?\b(?P<claim>{NUMBER})(?: months?,?|-month [a-z]+,?) (?:from|between) (?P<one>{'|'.join(MONTHS)})(?: (?P<y1>(?:1[5-9]|20)\d\d))? (?:to|until|and|through) (?P<two>{'|'.join(MONTHS)})(?: (?P<y2>(?:1[5-9]|20)\d\d))?(?! \d)|\bfrom (?P<one2>{'|'.join(MONTHS)}) (?:to|until|through) (?P<two2>{'|'.join(MONTHS)}), (?:a |an )?(?:period of |span of |total of )?(?P<claim2>{NUMBER})[- ]months?\b"
)


def months(views: Sequence[View]) -> Iterator[Finding]:
    """“Four months, from March to August”: five, or six with both."""
    for view in views:
        for match in _MONTHS_LONG.finditer(view.plain) if "month" in view.folded else ():
            end = "" if match["one"] else "2"
            passed = (MONTHS.index(match["two" + end]) - MONTHS.index(match["one" + end])) % 12
            if match["y1"] and match["y2"]:
                passed = (
                    MONTHS.index(match["two"])
                    - MONTHS.index(match["one"])
                    + 12 * (int(match["y2"]) - int(match["y1"]))
                )
            said = int(to_number(match["claim" + end]))
            if (
                passed > 0
                and said not in (passed, passed + 1)
                and not match["about"]
                and not view.quoted(*match.span())
            ):
                right = like(passed, parse(match["claim" + end]))
                yield finding(view, match.span("claim" + end), right, days=f"{in_words(passed)} months")


# ── Quarters and halves ─────────────────────────────────────────────────────────────────────────────────

_QUARTER = lazy(
    rf"\b(?:first|second|third|fourth|last|final)[- ](?P<part>quarter|half)\b(?: of (?:the year|(?:19|20)\d\d|the fiscal year|its fiscal year))?(?:,| \(| —| –)? ?(?:which (?:runs|ran|lasted) |running )?(?:from )?(?P<one>{'|'.join(MONTHS)}) (?:to|through|until) (?P<two>{'|'.join(MONTHS)})\b(?! \d)"
)


def quarters(views: Sequence[View]) -> Iterator[Finding]:
    """“The second quarter, from April to July”: a quarter has three months."""
    for view in views:
        for match in _QUARTER.finditer(view.plain):
            months = (MONTHS.index(match["two"]) - MONTHS.index(match["one"])) % 12 + 1
            right = 3 if match["part"] == "quarter" else 6
            if months != right:
                month = MONTHS[(MONTHS.index(match["one"]) + right - 1) % 12]
                yield finding(
                    view, match.span("two"), month, months=in_words(months) or "", part=match["part"]
                )


# ── The next day ────────────────────────────────────────────────────────────────────────────────────────

_STEPS = {"next day": 1, "following day": 1, "day after": 1, "day before": -1, "previous day": -1, "day earlier": -1, "day later": 1, "next morning": 1, "following morning": 1, "next night": 1}  # fmt: skip
_STEP = lazy(
    rf"\b(?:[Tt]he |[Aa] |[Oo]ne )(?P<step>{'|'.join(_STEPS)})(?:,| \(|(?<!day after|day before)(?: on)?) ?(?:on )?(?P<second>{_DAY})\b(?! of )|\b(?i:(?P<count>two|three|four|five)) days (?P<way>later|earlier|before|after)(?:,| \(| on)? ?(?:on )?(?P<second2>{_DAY})\b"
)


def next_days(views: Sequence[View]) -> Iterator[Finding]:
    """“Voting is on Tuesday. The day after, Thursday, the count begins.”"""
    for at, view in enumerate(views):
        for match in _STEP.finditer(view.plain):
            name = "second" if match["second"] else "second2"
            count = _STEPS[match["step"]] if match["step"] else int(to_number(match["count"]))
            count = -count if match["way"] in ("earlier", "before") else count
            first = _day_before(views, at, match.start(), match.end())
            if first is None or view.quoted(*match.span()):
                continue
            where, day = first
            right = DAYS[(DAYS.index(day["day"]) + count) % 7]
            if right != match[name]:
                one = finding(view, match.span(name), right, first=day["day"])
                yield one._replace(related=(Place(where, *day.span(), day["day"]),))


def _day_before(views: Sequence[View], at: int, start: int, end: int) -> tuple[View, re.Match[str]] | None:
    """The weekday that the step is counted from: “after the Tuesday vote”, else the only one of the sentence before."""
    view = views[at]
    sentence = view.sentence_at(start)
    if sentence is None:
        return None
    own = [
        day
        for day in _WEEKDAY.finditer(view.plain, sentence.start, sentence.end)
        if not start <= day.start() < end
    ]
    after = lazy(rf",? (?:after|following|before) (?:the |a |that )?(?P<day>{_DAY})\b").match(view.plain, end)
    if after and len(own) == 1:
        return view, after
    if own:
        return (view, own[0]) if len(own) == 1 and own[0].start() < start else None
    earlier = [one for one in view.sentences if one.end <= sentence.start][-1:]
    where = view
    if not earlier and at and views[at - 1].block.scope not in HEADS:
        where, earlier = views[at - 1], list(views[at - 1].sentences)[-1:]
    found = list(_WEEKDAY.finditer(where.plain, earlier[0].start, earlier[0].end)) if earlier else []
    return (where, found[0]) if len(found) == 1 and not found[0].group().endswith("ys") else None
