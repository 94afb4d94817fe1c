"""Stretches of time and differences that can be counted out: anniversaries, hours, days of one month, “taller than”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import View
from ..lexicon import copy_case
from ..patterns import lazy
from ..rule import Finding
from .dates import MONTHS
from .quantity import AMOUNT, NUMBER, finding, like, parse, rounding, to_number

_BEGUN = (
    r"(?i:built|founded|born|opened|established|created|launched|formed|started|completed|begun|incorporated|set up|held|published|"
    r"introduced|passed|married)"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_ORDINAL = r"(?P<claim>\d{1,3})(?:st|nd|rd|th)"
_JUBILEE = [
    lazy(rf"\b{_BEGUN} in (?P<one>{_YEAR})\b[^.;]{{1,60}}?\b{_ORDINAL}[- ](?:anniversary|birthday|year)\b[^.;]{{1,30}}?\bin (?P<two>{_YEAR})\b"),
    lazy(rf"\b{_BEGUN} in (?P<one>{_YEAR})\b[^.;]{{1,60}}?\b(?:turned|turns|would turn|will turn) (?P<claim>{NUMBER}) in (?P<two>{_YEAR})\b"),
    lazy(rf"\b[Ii]n (?P<two>{_YEAR}),? [^.;]{{0,60}}?\b{_ORDINAL}[- ](?:anniversary|birthday)\b[^.;]{{1,60}}?\b{_BEGUN} in (?P<one>{_YEAR})\b"),
    lazy(rf"\bin (?P<one>{_YEAR}), (?P<claim>{NUMBER}) years (?:before|earlier than) [^.;,]{{2,60}}? in (?P<two>{_YEAR})\b"),
    lazy(rf"\b(?P<two>{_YEAR})\b[^.;]{{0,40}}? (?:mark|celebrate|commemorate|observe|honor|honour)(?:s|ed|d|ing)? (?:the|its|their|his|her) {_ORDINAL} anniversary of the (?P<one>{_YEAR})\b"),
    lazy(rf"\bin (?P<one>{_YEAR})\b[^.;\d]{{0,60}}?,? (?:and|but|before,) (?P<claim>{NUMBER}) years later, in (?P<two>{_YEAR})\b"),
    lazy(rf"\bin (?P<two>{_YEAR}), (?P<claim>{NUMBER}) years after [^.;,]{{2,60}}? in (?P<one>{_YEAR})\b"),
]  # fmt: skip


_WORDS = {
    "centenary": 100, "centennial": 100, "bicentenary": 200, "bicentennial": 200, "tercentenary": 300, "sesquicentennial": 150, "quincentenary": 500,
    "silver jubilee": 25, "golden jubilee": 50, "diamond jubilee": 60,
}  # fmt: skip
_IN_WORDS = lazy(rf"\b(?P<claim>{'|'.join(_WORDS)})\b", re.IGNORECASE)
_ANY_YEAR = lazy(rf"(?<![\d,.-]){_YEAR}(?!,?\d|-|s\b)")


def years_in_words(views: Sequence[View]) -> Iterator[Finding]:
    """“The centenary of her birth, in 1824, … in June 2024”: two centuries lie between."""
    for view in views:
        for match in (
            _IN_WORDS.finditer(view.plain) if "cent" in view.folded or "jubilee" in view.folded else ()
        ):
            sentence = view.sentence_at(match.start())
            found = (
                [int(year.group()) for year in _ANY_YEAR.finditer(view.plain, sentence.start, sentence.end)]
                if sentence
                else []
            )
            claim, between = _WORDS[match["claim"].lower()], max(found, default=0) - min(found, default=0)
            if len(found) == 2 and abs(between - claim) > 1:
                right = next((word for word, years in _WORDS.items() if years == between), None)
                yield finding(view, match.span("claim"), right, years=str(between))


def years(views: Sequence[View]) -> Iterator[Finding]:
    """“Founded in 1974, the club marked its 40th anniversary in 2024”: fifty years lie between."""
    for view in views:
        if not lazy(_YEAR).search(view.plain):
            continue
        for pattern in _JUBILEE:
            for match in pattern.finditer(view.plain):
                between = int(match["two"]) - int(match["one"])
                if (
                    between > 0
                    and between != int(to_number(match["claim"]))
                    and not view.quoted(*match.span())
                ):
                    right = _ordinal(between) if _has_ending(match) else like(between, parse(match["claim"]))
                    span = (match.start("claim"), match.end("claim") + 2 * _has_ending(match))
                    yield finding(view, span, right, years=str(between))


def _has_ending(match: re.Match[str]) -> bool:
    return match.string[match.end("claim") : match.end("claim") + 2] in ("st", "nd", "rd", "th")


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


# ── Hours ───────────────────────────────────────────────────────────────────────────────────────────────

_CLOCK = r"(?P<{0}>noon|midnight|\d{{1,2}}(?::\d\d)? ?[ap]\.?m\.?)"
_HOURS = lazy(
    rf"\b(?:at|from|shortly after|just after) {_CLOCK.format('one')}(?P<way>[^.;]{{1,60}}?\b(?:ended|finished|stopped|closed|landed|arrived|adjourned|"
    rf"gave up|surrendered|reopened|was out|put out|was freed|were freed|until|to)\b[^.;]{{0,20}}? ?(?:at |about )?)"
    rf"{_CLOCK.format('two')},? (?:about |nearly |more than |over )?(?P<claim>{NUMBER})(?: and a half)?[ -]hours? (?:later|afterward|after)\b"
)


_LASTING = lazy(
    rf"\b(?P<claim>{NUMBER})-hour [a-z][^.;]{{2,60}}?\b(?:from|between|began at|started at|beginning at|starting at) {_CLOCK.format('one')} (?:to|until|and|and ended at|through) {_CLOCK.format('two')}",
    re.IGNORECASE,
)


def hours(views: Sequence[View]) -> Iterator[Finding]:
    """“Began at 10 a.m. and ended at 2 p.m., three hours later”."""
    for view in views:
        for match in (
            (*_HOURS.finditer(view.plain), *_LASTING.finditer(view.plain)) if "hour" in view.folded else ()
        ):
            yield from _wrong_hours(view, match)


def _wrong_hours(view: View, match: re.Match[str]) -> Iterator[Finding]:
    between = (_minutes(match["two"]) - _minutes(match["one"])) % (24 * 60) / 60
    if abs(between - to_number(match["claim"])) >= 1 and "half" not in match.group():
        yield finding(
            view,
            match.span("claim"),
            like(round(between), parse(match["claim"])),
            years=str(round(between)),
        )


def _minutes(clock: str) -> int:
    if clock in ("noon", "midnight"):
        return 12 * 60 if clock == "noon" else 0
    hour, _, minute = clock.rstrip("apm. ").partition(":")
    return int(hour) % 12 * 60 + int(minute or 0) + 12 * 60 * ("p" in clock)


# ── Days of a month ─────────────────────────────────────────────────────────────────────────────────────

_MONTH = "|".join(f"{name[:3]}[a-z]*\\.?" for name in MONTHS)
_DAYS = lazy(
    rf"\b(?:from|between) (?P<month>{_MONTH}) (?P<one>\d{{1,2}}) (?:to|until|till|through|and) (?:(?P<again>{_MONTH}) )?(?P<two>\d{{1,2}})(?=[.;)]|, (?!\d)| (?:and|for|in|at|because|while|as|when|to)\b|$)"
)


def days(views: Sequence[View]) -> Iterator[Finding]:
    """“From May 14 to May 10”: the span ends before it begins."""
    for view in views:
        for match in _DAYS.finditer(view.plain):
            same = match["again"] is None or match["again"][:3] == match["month"][:3]
            if same and int(match["two"]) < int(match["one"]) <= 31:
                first, second = match.span("month")[0], match.end("two")
                again = f"{match['again']} " if match["again"] else ""
                link = view.plain[match.end("one") : match.start("again" if match["again"] else "two")]
                right = f"{match['month']} {match['two']}{link}{again}{match['one']}"
                yield finding(view, (first, second), right)


# ── More and less than ──────────────────────────────────────────────────────────────────────────────────

_MORE = "taller higher longer wider deeper older heavier larger bigger farther further thicker".split()
_LESS = "shorter lower narrower younger lighter smaller shallower nearer closer thinner".split()
_DIFFERENCE = lazy(
    rf"(?P<one>{AMOUNT})(?: [a-z]+){{0,2}}? (?:tall|high|long|wide|deep|old|thick)?,? ?(?:about )?(?P<gap>{AMOUNT})(?: [a-z]+)? (?P<how>{'|'.join(_MORE + _LESS)}) than "
    rf"[^.;,]{{2,50}}, (?:which|who|at) (?:is |was |stands? |has |measures )?(?P<two>{AMOUNT})(?= |,|\.)"
)
_HALF = lazy(
    rf"(?P<how>[Mm]ore|[Ll]ess|[Ff]ewer) than half of (?:the (?:[a-z]+'s )?|its |his |her |their )?(?P<whole>{AMOUNT}) [a-z ]{{3,40}}?, (?P<part>{AMOUNT})(?: of them| in all)?,"
)


def differences(views: Sequence[View]) -> Iterator[Finding]:
    """“120 meters tall, 30 taller than its neighbor, which is 100”; “more than half of the 40, 18 of them,”."""
    for view in views:
        if " than " not in view.plain:
            continue
        for match in _DIFFERENCE.finditer(view.plain):
            one, gap, two = (parse(match[name]) for name in ("one", "gap", "two"))
            right = one.value - gap.value if match["how"] in _MORE else one.value + gap.value
            if right > 0 and abs(two.value - right) > two.slack + one.slack + gap.slack + 1e-9:
                yield finding(view, match.span("two"), like(right, two))
        for match in _HALF.finditer(view.plain):
            whole, part = parse(match["whole"]), parse(match["part"])
            more = match["how"].lower() == "more"
            if part.value < whole.value and (
                part.value <= whole.value / 2 if more else part.value >= whole.value / 2
            ):
                other = "fewer" if more else "more"
                yield finding(view, match.span("how"), copy_case(match["how"], other))


# ── A total after its parts ─────────────────────────────────────────────────────────────────────────────

_ENDS = lazy(
    rf"(?P<parts>{AMOUNT}[^.;:,()]{{0,40}}(?:, {AMOUNT}[^.;:,()]{{0,40}})*,? and {AMOUNT}[^.;:,()]{{0,40}}),? (?:for|making|or|bringing in)? ?an? "
    rf"(?:combined |grand |overall )?total of (?P<total>{AMOUNT})"
)
_IN_ALL = lazy(
    rf"(?P<parts>{AMOUNT}[^.;:,()]{{0,40}}(?:, {AMOUNT}[^.;:,()]{{0,40}})*,? and {AMOUNT}[^.;:,()]{{0,40}}), (?:or |for |making )?(?P<total>{AMOUNT})(?: [a-z]+)? "
    r"(?:in all|in total|altogether|all told|overall|combined)\b"
)


def sums(views: Sequence[View]) -> Iterator[Finding]:
    """“$3 million to schools, $2 million to parks and $4 million to roads, a total of $8 million”."""
    for view in views:
        told = _ENDS.finditer(view.plain) if "total of" in view.folded else ()
        for match in (
            *told,
            *(
                _IN_ALL.finditer(view.plain)
                if lazy(r"\b(?:all|total|altogether|overall|combined)\b").search(view.plain)
                else ()
            ),
        ):
            parts = [parse(found.group()) for found in lazy(AMOUNT).finditer(match["parts"])]
            total = parse(match["total"])
            if {part.unit for part in parts} != {total.unit} or re.search(
                r"\b(?:than|from|about|nearly)\b", match["parts"]
            ):
                continue
            right = sum(part.value for part in parts)
            if abs(right - total.value) > (rounding(*parts, total) if total.unit else total.slack) + 1e-9:
                yield finding(view, match.span("total"), like(right, total))
