"""How numbers are written: ordinal endings, commas, numerals that open sentences, scales left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import BODY, CAPTION, LEAD, View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding
from .quantity import CURRENCY, NUMERAL, finding, grouped, in_words, to_number

# ── Ordinals ────────────────────────────────────────────────────────────────────────────────────────────

_ORDINAL = lazy(
    r"(?<![\w.,$£€#-])(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?P<ending>st|nd|rd|th)(?![\w])(?! \d+ ?lbs?\b| \(\d)",
    re.IGNORECASE,
)


def ordinals(views: Sequence[View]) -> Iterator[Finding]:
    """“81th”, “22th”, “11st”: the ending is not that of the word."""
    for view in views:
        for match in _ORDINAL.finditer(view.plain):
            ending = _ending(match["number"])
            if match["ending"].lower() != ending:
                ending = ending.upper() if match["ending"].isupper() else ending
                yield finding(view, match.span(), match["number"] + ending)


def _ending(number: str) -> str:
    if number[-2:] in ("11", "12", "13"):
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")


# ── Commas ──────────────────────────────────────────────────────────────────────────────────────────────

_GROUPED = lazy(r"(?<![\w.,-])(?:[$£€])?\d{1,3}(?:,\d{3})+(?![\w,])")
_LONG = lazy(
    r"(?<![\w.,:/#$£€@+&=~-])(?P<sign>[$£€])?(?P<number>[1-9]\d{4,8})(?![\w@/:-]|[.,]\d)(?P<after>.{0,24})"
)
_CODE = lazy(
    r"(?:\b(?:No|number|code|zip|box|route|flight|case|ID|badge|asteroid|comet|bill|page|form|lot"
    r"|model|serial|account|reference|ref|dial|call|text|tel|phone|"
    r"extension|ext|catalog\w*|unit|bus|train|engine|ticket|permit|licen[cs]e|docket|file|order"
    r"|item|channel|hotline|to|from|index)s?\.?:?|[A-Z]{2,}|[A-Z][a-z]+,?) $"
)
_FIVE = lazy(r"\d{5}")
_COUNTED = lazy(r" (?P<word>[a-z]+)\b")


def ungrouped(views: Sequence[View]) -> Iterator[Finding]:
    """“12000 bicycles” in a story that elsewhere writes “3,200 taxis”."""
    long = [view for view in views if _FIVE.search(view.text)]
    if not long or not any(_GROUPED.search(view.plain) for view in views):
        return
    for view in long:
        for match in _LONG.finditer(view.plain):
            number = match.span("number")
            before = view.plain[max(0, match.start() - 24) : match.start()]
            counted = _COUNTED.match(match["after"])
            counts = counted and (
                default_lexicon().may_be(counted["word"], "NNS", "JJ") or counted["word"] in ("people", "of")
            )
            if (
                match["sign"]
                or (counts and not _CODE.search(before))
                or (counts and re.search(r"\b(?:from|to) $", before))
            ):
                yield finding(view, number, grouped(float(match["number"])))


# ── The start of a sentence ─────────────────────────────────────────────────────────────────────────────

_START = lazy(rf"(?P<number>{NUMERAL})(?P<percent> ?%)? (?P<next>[a-z][\w'-]*)")
_NEAR_START = lazy(r"""(?:^|[.!?…]["')]*\s+)\d""")
_TIME = frozenset(["a.m", "p.m", "am", "pm", "a", "p", "noon", "midnight"])


def sentence_starts(views: Sequence[View]) -> Iterator[Finding]:
    """“12 climbers were led …”: a sentence opens with a figure that is no year."""
    for view in views:
        if view.block.scope not in (LEAD, BODY, CAPTION) or not _NEAR_START.search(view.plain):
            continue
        for sentence in view.sentences:
            match = _START.match(view.plain, sentence.start, sentence.end)
            if (
                not match
                or match["next"] in _TIME
                or not view.plain[sentence.start : sentence.end].rstrip("\"')”’").endswith((".", "!", "?"))
            ):
                continue
            number = to_number(match["number"])
            if (
                (len(match["number"]) == 4 and 1000 < number < 2200)
                or len(sentence.tokens) < 5
                or view.plain[max(0, sentence.start - 4) : sentence.start]
                .strip(" \"'")
                .endswith((":", ",", ";"))
            ):
                continue
            word = in_words(int(number)) if number == int(number) and not match["percent"] else None
            yield finding(view, match.span("number"), word and word.capitalize())


# ── Words and figures side by side ──────────────────────────────────────────────────────────────────────

_SMALL = "two|three|four|five|six|seven|eight|nine"
_PAIRS = [
    lazy(
        rf"\b(?:{_SMALL}) (?P<one>(?:[a-z]+ ){{0,2}}[a-z]+)(?:,? (?:and|or|but)|,) (?P<figure>[2-9]) "
        rf"(?P<other>[a-z]+(?: [a-z]+){{0,2}})\b(?!-)"
    ),
    lazy(
        rf"(?<![\w.,$£€:/-])(?P<figure>[2-9]) (?P<one>(?:[a-z]+ ){{0,2}}[a-z]+)(?:,? (?:and|or|but)"
        rf"|,) (?:{_SMALL}) (?P<other>[a-z]+(?: [a-z]+){{0,2}})\b(?!-)"
    ),
]
_LONE = lazy(r"(?<![\w.,$£€:/-])[2-9] [a-z]")
MEASURES = frozenset(
    [
        "percent",
        "per",
        "million",
        "billion",
        "trillion",
        "thousand",
        "hundred",
        "degrees",
        "miles",
        "mile",
        "feet",
        "foot",
        "inches",
        "yards",
        "meters",
        "metres",
        "kilometers",
        "kilometres",
        "centimeters",
        "pounds",
        "ounces",
        "kilograms",
        "grams",
        "tons",
        "tonnes",
        "gallons",
        "liters",
        "litres",
        "acres",
        "hectares",
        "points",
        "cents",
        "dollars",
        "pounds",
        "euros",
        "p.m",
        "a.m",
        "pm",
        "am",
        "o'clock",
        "years",
        "months",
        "weeks",
        "days",
        "hours",
        "minutes",
        "seconds",
        "mph",
        "kph",
        "km",
        "kg",
        "cm",
        "mm",
    ]
)


def mixed_small(views: Sequence[View]) -> Iterator[Finding]:
    """“Seven soldiers and 3 drivers”: two like counts, one in words and one in a figure."""
    for view in views:
        if not _LONE.search(view.plain):
            continue
        for pattern in _PAIRS:
            for match in pattern.finditer(view.plain):
                first = next((word for word in match["other"].split() if _plural(word)), "")
                phrase = match["other"][: match["other"].find(first) + len(first)]
                if (
                    first
                    and _plural(match["one"].split()[-1])
                    and not MEASURES & {*match["one"].split(), *phrase.split()}
                ):
                    yield finding(view, match.span("figure"), in_words(int(match["figure"])))


_AGE = lazy(
    r"(?<![\w-])(?P<number>\d|one|two|three|four|five|six|seven|eight|nine)-(?P<unit>year|month|week|day)-olds?\b",
    re.IGNORECASE,
)


def mixed_ages(views: Sequence[View]) -> Iterator[Finding]:
    """“A six-year-old girl” and “a 7-year-old dog”: the way that the story has less often, or later."""
    uses = [
        (view, match)
        for view in views
        for match in (_AGE.finditer(view.plain) if "-old" in view.plain else ())
        if not view.quoted(*match.span())
    ]
    figures = [use for use in uses if use[1]["number"].isdigit()]
    words = [use for use in uses if not use[1]["number"].isdigit()]
    if not figures or not words:
        return
    in_figures = len(figures) > len(words) or (len(figures) == len(words) and uses[0] is figures[0])
    for view, match in words if in_figures else figures:
        number = match["number"]
        right = str(int(to_number(number))) if in_figures else in_words(int(number))
        yield finding(view, match.span("number"), right)


def _plural(word: str) -> bool:
    return default_lexicon().may_be(word, "NNS") or word in ("people", "men", "women", "children")


# ── Scales ──────────────────────────────────────────────────────────────────────────────────────────────

_SCALE = "million|billion|trillion"
_LOWER = {"million": "thousand", "billion": "million", "trillion": "billion"}
_LEFT_OUT = lazy(
    rf"(?P<sign>{CURRENCY})(?P<one>{NUMERAL}) (?P<scale>{_SCALE})\b(?P<between>[^.;$£€¥]{{0,60}}?)\b"
    rf"(?:from|compared with|compared to|against|versus|up on|to|than) "
    rf"(?P<other>(?P=sign)(?P<two>\d{{1,3}}(?:\.\d+)?))(?![\d.]*\d)"
    r"(?=[,;.)](?:\s|$)|$| (?:[a-z]+ (?:years?|months?|weeks?) (?:ago|earlier|before)|a year|the year|a month|the month|a quarter|the (?:same|previous"
    r"|prior)|last|this|in the|in (?:19|20)\d\d|in [A-Z]|earlier|before|previously|by (?:19|20)\d\d"
    r"|over|during))"
)


def scale_left_out(views: Sequence[View]) -> Iterator[Finding]:
    """“Widened to $3.4 billion from $2.1 a year earlier”: the second figure lacks its scale."""
    for view in views:
        if "illion" not in view.text:
            continue
        for match in _LEFT_OUT.finditer(view.plain):
            one, two = to_number(match["one"]), to_number(match["two"])
            apart = re.search(
                r"\b(?:shares?|tickets?|fees?|fares?|prices?|each|apiece|per|tolls?|copies|bond|stock)\b",
                match["between"],
            )
            scale = match["scale"] if 0.1 < one / max(two, 0.01) < 10 else _LOWER[match["scale"]]  # fmt: skip
            near = one / two * (1 if scale == match["scale"] else 1000) if two > 0 else 0
            if 0.1 < near < 10 and not apart:
                yield finding(view, match.span("other"), f"{match['other']} {scale}", scale=scale)


_SHORT = lazy(r"(?P<n>[$£€]\d[\d,]*(?:\.\d+)?) ?(?P<scale>mn|mln|MM|m|M|bn|bln|BN|b|B|tn)\b(?!\.\w)")
_FULL = lazy(r"(?P<n>[$£€]\d[\d,]*(?:\.\d+)?)[ -](?P<scale>million|billion|trillion)\b")
_LETTER = {"million": "m", "billion": "bn", "trillion": "tn"}


def short_scales(views: Sequence[View]) -> Iterator[Finding]:
    """“$3m” in a story that writes “$5 million”, or the other way round: the rarer form."""
    short, full = (
        [(view, m) for view in views for m in pattern.finditer(view.plain) if not view.quoted(*m.span())]
        for pattern in (_SHORT, _FULL)
    )
    if not short or not full:
        return
    words = {letter[0]: word for word, letter in _LETTER.items()}
    if len(full) >= len(short):
        for view, match in short:
            yield finding(view, match.span(), f"{match['n']} {words[match['scale'][0].lower()]}")
    else:
        for view, match in full:
            yield finding(view, match.span(), match["n"] + _LETTER[match["scale"]])
