"""Spans of years, centuries and times of day that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import View
from ..patterns import lazy
from ..rule import Finding, Replace
from .dates import ANY_YEAR, MONTHS
from .quantity import NUMBER, in_words, to_number

# ── Spans of years ──────────────────────────────────────────────────────────────────────────────────────

_SPAN = lazy(
    r"(?<![\w$£€.,/#-])(?P<one>1[5-9]\d\d|20\d\d)[-–](?P<two>1[5-9]\d\d|20\d\d|\d\d)(?![\w%]|-\w"
    r"|[.,/]\d)(?P<after>.{0,16})"
)
_FROM = lazy(
    r"\b(?P<word>(?i:from|between)) (?P<one>1[5-9]\d\d|20\d\d) (?:to|until|till|through|and) (?P<two>1[5-9]\d\d"
    r"|20\d\d)(?![\w,.]*\d)(?! (?:[a-z]+s|B\.?C)\b)"
)
_COUNTED = lazy(
    r"\b(?:f[ae]ll\w*|drop\w*|declin\w*|decreas\w*|down|cut|reduc\w*|shr\w+k|back\w*|number|total"
    r"|revers\w*|moved|r[io]se\w*)\b[^.]*$",
    re.IGNORECASE,
)


def backward_spans(views: Sequence[View]) -> Iterator[Finding]:
    """“The 1998-96 season”, “from 2019 to 2014”: the span ends before it begins."""
    for view in views:
        text = view.plain
        if not ANY_YEAR.search(text):
            continue
        for match in _SPAN.finditer(text):
            if _runs_back(match) and not _score(text[max(0, match.start() - 25) : match.start()]):
                yield _swapped(view, match)
        for match in _FROM.finditer(text):
            if int(match["two"]) < int(match["one"]) and not _COUNTED.search(
                text[max(0, match.start() - 60) : match.start()]
            ):
                yield _swapped(view, match)


def _score(before: str) -> bool:
    return (
        re.search(
            r"\b(?:No|case|flight|bill|law|act|rule|model|number|HR|vote[sd]?|passed)\.? $",
            before,
            re.IGNORECASE,
        )
        is not None
    )


def _runs_back(match: re.Match[str]) -> bool:
    one, two = match["one"], match["two"]
    if re.match(r" ?B\.?C", match["after"]):
        return False
    if len(two) == 4:
        return int(two) < int(one)
    if 1 <= int(two) <= 12 and not re.match(
        r" (?:season|school|term|academic|fiscal|campaign|budget)", match["after"]
    ):
        return False  # 2014-10 may be October 2014
    return 0 < int(one[2:]) - int(two) < 50


def _swapped(view: View, match: re.Match[str]) -> Finding:
    one, two = match["one"], match["two"]
    first = two if len(two) == 4 else one[:2] + two
    swap = (
        Replace(*match.span("one"), first),
        Replace(*match.span("two"), one if len(two) == 4 else one[2:]),
    )
    span = (match.start("one"), match.end("two"))
    return Finding(view, *span, (swap,), {"match": view.text[slice(*span)], "one": one, "two": first})


_MY = (
    r"(?:(?P<{0}m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?:\d{{1,2}},? )?)?"
    r"(?P<{0}y>1[5-9]\d\d|20\d\d)"
)
_ABOUT = r"(?P<about>\b(?:about|nearly|almost|more than|over|some|roughly|around|at least|a total of) )?"
_YEARS = rf"\b(?P<years>{NUMBER})(?: years?\b|-year (?:[a-z]+ ){{1,2}}?)"
_FROM_TO = rf"(?:from|between) {_MY.format('a')} (?:to|until|till|through|and) {_MY.format('b')}\b"
_MADE = (
    r"(?:built|opened|founded|completed|erected|constructed|established|consecrated|dates|dating"
    r"|dated|finished|begun|put up|laid out|created|restored)"
)
_BEGUN = rf"(?:begun|began|started|launched) in {_MY.format('a')}[^.;\d]{{0,50}}? (?:finished|completed|opened|ended|done) in {_MY.format('b')}"
_LENGTHS = [
    lazy(rf"{_ABOUT}{_YEARS}(?:,| \(|,? spanning| running)? ?{_FROM_TO}(?! (?:to|and)\b)"),
    lazy(
        rf"\b{_FROM_TO}, (?:an? )?(?:(?:span|period|stretch|term|tenure|reign|run|total) of )?"
        rf"{_ABOUT}{_YEARS}"
        rf"(?! (?:ago|later|before|after|earlier|older|younger))"
    ),
    lazy(
        rf"\b{_MADE} in {_MY.format('a')},? (?:was|is|will be|turned|became) {_ABOUT}(?P<years>{NUMBER}) years? old in {_MY.format('b')}"
    ),
    lazy(
        rf"\b{_FROM_TO}[^.;\d]{{0,60}}[.;,] (?:and |but )?(?:[Ii]n|[Oo]ver|[Dd]uring|[Aa]cross|[Tt]hroughout) (?:all )?(?:those|these|his|her|its|their) {_ABOUT}{_YEARS}"
    ),
    lazy(rf"\b(?:took|taken|taking|lasted) {_ABOUT}{_YEARS}[^.;]{{0,60}}?\b{_BEGUN}"),
    lazy(rf"\b{_BEGUN},? (?:and |but )?(?:it |which )?(?:took|lasted) {_ABOUT}{_YEARS}"),
]


def lengths(views: Sequence[View]) -> Iterator[Finding]:
    """“Nine years, from January 2009 to January 2017”: the span is of another length."""
    for view in views:
        if "year" not in view.folded or not ANY_YEAR.search(view.text):
            continue
        for match in (match for pattern in _LENGTHS for match in pattern.finditer(view.plain)):
            right = _right_length(match)
            if right:
                word = str(right) if match["years"][0].isdigit() or right > 9 else in_words(right) or ""
                at = match.span("years")
                yield Finding(view, *at, ((Replace(*at, word),),), {"match": match["years"], "right": word})


def _right_length(match: re.Match[str]) -> int | None:
    """The years between the two dates; None where those that are given will do."""
    said, about = to_number(match["years"]), bool(match["about"])
    span: float = int(match["by"]) - int(match["ay"])
    if match["am"] and match["bm"]:
        span += (_month(match["bm"]) - _month(match["am"])) / 12
        wrong = abs(said - span) >= (1.2 if about else 0.99)
    else:
        wrong = abs(said - span) > (2 if about else 1)
    return round(span) if wrong and span > 0 else None


def _month(name: str) -> int:
    return next(index for index, full in enumerate(MONTHS) if full.startswith(name))


# ── Centuries ───────────────────────────────────────────────────────────────────────────────────────────

_CENTURY = r"(?P<century>\d{1,2})(?:st|nd|rd|th)[- ]century"
_CENTURIES = [
    lazy(
        rf"\b{_MADE} (?:in|from|to|back to) (?P<year>1[0-9]\d\d)(?: by [^.;,]{{1,40}})?,? (?:and|it"
        rf"|which|that)? ?(?:is|was|remains|became) (?:now |still )?(?:one of [^.;,\d]{{0,40}}"
        rf"|the [^.;,\d]{{0,40}}"
        rf"|an? [^.;,\d]{{0,20}}){_CENTURY}"
    ),
    lazy(
        rf"\b{_CENTURY} [a-z]+(?: [a-z]+){{0,2}}?,? (?:that was |which was |was |is |itself )?{_MADE} "
        rf"(?:in|from) (?P<year>1[0-9]\d\d)\b"
    ),
    lazy(
        rf"\bthe (?:early |mid-?|late )?(?P<year>1[0-9]\d0)s, (?:in |at |toward )?(?:the )?(?:early |late |(?:middle|end|start|beginning|close|last (?:years|decades)|first (?:years|decades)|heart) of (?:the )?)?{_CENTURY}"
    ),
    lazy(
        rf"\bin the (?:early |late |mid-?)?{_CENTURY.replace('[- ]century', ' century')}, in (?:about |around )?(?P<year>1[0-9]\d\d)\b(?!s)"
    ),
    lazy(rf"\b{_CENTURY} \((?:the )?(?P<year>1[0-9]\d\d)s?\)"),
    lazy(
        rf"\b{_MADE} in (?P<year>1[0-9]\d\d), (?:early |late )?in the (?:early |late |middle of the )?{_CENTURY}"
    ),
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
                    ending = lazy("st|nd|rd|th").match(view.plain, number[1])
                    assert ending
                    span = (number[0], ending.end())
                    word = f"{right}{'st' if right == 21 else 'th'}"
                    yield Finding(
                        view,
                        *span,
                        ((Replace(*span, word),),),
                        {"match": match["century"], "right": word, "year": match["year"]},
                    )


# ── Times of day ────────────────────────────────────────────────────────────────────────────────────────

_AT = lazy(r"\b(?:at|by|until|till|before|after|from|since|around|about|to|between|and) $", re.IGNORECASE)
_CLOCK = lazy(
    r"(?<![\d:.,$£€/-])(?P<time>(?P<hour>\d{1,2}):(?P<minute>\d\d))(?!\d|:|\.\d|,\d)(?P<after>.{0,24})"
)
_HALF = lazy(
    r"(?<![\d:.$£€,/-])(?P<time>(?P<hour>1[3-9]|2[0-4])(?::(?P<minute>[0-5]\d))?) ?(?P<half>[ap]\.?m\b\.?)",
    re.IGNORECASE,
)
_HALF_AFTER = lazy(r" ?[apAP]\.?[mM]\b")
_HALF_DAY = lazy(r"\d ?[apAP]\.?[mM]")
_TIMED = lazy(
    r"\b(?:clock\w*|timed?|finish\w*|ran|verse|Matthew|Mark|Luke|John|Psalms?|record|lap|mile|race"
    r"|ratio|mix)\b[^.]*$",
    re.IGNORECASE,
)
_PLAYED = lazy(
    r" (?:of|into|mark|left|remaining|in the (?:first|second|third|fourth|opening|final|last|game"
    r"|match|half|video|period|quarter))\b"
)


def clock(views: Sequence[View]) -> Iterator[Finding]:
    """“At 25:40”, “10:75”, “13 p.m.”: no clock shows such a time."""
    for view in views:
        text = view.plain
        for match in _CLOCK.finditer(text) if ":" in text else ():
            hour, minute = int(match["hour"]), int(match["minute"])
            fine = (hour < 24 and minute < 60) or (hour == 24 and minute == 0)
            half = _HALF_AFTER.match(match["after"])
            if fine or not (half or _AT.search(text[max(0, match.start() - 10) : match.start()])):
                continue
            if half or (
                not _PLAYED.match(match["after"])
                and not _TIMED.search(text[max(0, match.start() - 60) : match.start()])
            ):
                span = match.span("time")
                right = f"{hour - 24}:{match['minute']}" if 24 <= hour < 30 and minute < 60 else ""
                options = ((Replace(*span, right),),) if right else ()
                yield Finding(view, *span, options, {"match": match["time"]})
        for match in _HALF.finditer(text) if _HALF_DAY.search(text) else ():
            hour = int(match["hour"])
            if match["minute"] is None and not match["half"].lower().startswith(("a.m", "p.m")):
                continue
            span = (match.start("time"), match.end("half"))
            minutes = f":{match['minute']}" if match["minute"] else ""
            options = (
                ((Replace(*span, f"{hour - 12}{minutes} {match['half']}"),),)
                if hour < 24 and match["half"][0] in "pP"
                else ()
            )
            yield Finding(view, *span, options, {"match": view.text[slice(*span)]})
