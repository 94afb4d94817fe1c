"""Times of day of one sentence: the hours between two of them, and one time told for two zones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import View
from ..patterns import lazy
from ..rule import Finding
from .quantity import NUMBER, finding, in_words, to_number

_HALF = r"[ap]\.?m\b\.?"
_CLOCK = lazy(
    rf"(?<![\w:.,$-])(?:(?P<hour>1[0-2]|[1-9])(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>{_HALF})|(?P<named>noon|midnight))",
    re.IGNORECASE,
)
_ANY_CLOCK = lazy(rf"\d ?{_HALF}|\bnoon\b|\bmidnight\b", re.IGNORECASE)
_LONG = lazy(
    rf"(?<![\w.,])(?P<about>about |nearly |almost |more than |over |some |roughly |around |at least |just over |just under |less than )?(?:(?P<claim>{NUMBER})(?P<half> and a half)?(?: and a (?P<quarter>quarter))?[- ](?P<unit>hours?|minutes?)|(?P<one>an hour)(?P<more> and a half)?|(?P<thirty>half an hour|a half-hour))\b(?! (?:north|south|east|west|drive|away|from)\b)(?P<after> [a-z]+)?"
)
_APART = lazy(
    r"\b(?:each|every|daily|a day|per|within|limit|maximum|minimum|next|first|last|breaks?|overtime|notice|delay\w*|shifts of|up to|only|hourly|more|extra|earlier than|walk|ride|flight|trips?)\b|\b24[- ]hour"
)
_BOUND = lazy(
    r"\b(?:to|until|till|through|and|later|after|ended|finished|closed|adjourned|lasted|lasting|shut|stopped|landed|arrived|released|found|extinguished|reopened|over)\b"
)
_ZONED = lazy(
    r"\b(?:Eastern|Central|Mountain|Pacific|local time|time zones?|E[SD]?T|C[SD]T|M[SD]T|P[SD]T|GMT|UTC|BST|CES?T)\b"
)
_MANY = 12
_NEAR = 45  # characters from the second time to the claim


def hours(views: Sequence[View]) -> Iterator[Finding]:
    """“From 9 a.m. to 5 p.m., a six-hour shift”: the two times of the sentence are eight hours apart."""
    for view in views:
        if not lazy("hour|minute").search(view.folded) or not _ANY_CLOCK.search(view.plain):
            continue
        for sentence in view.sentences:
            times = list(_CLOCK.finditer(view.plain, sentence.start, sentence.end))
            spans = list(_LONG.finditer(view.plain, sentence.start, sentence.end)) if len(times) == 2 else []
            if len(spans) != 1 or _APART.search(view.plain, sentence.start, sentence.end):
                continue
            if _ZONED.search(view.plain, sentence.start, sentence.end):
                continue
            claim, way = spans[0], (spans[0]["after"] or "").strip()
            between = view.plain[times[0].end() : times[1].start()]
            if (
                way in ("before", "ago", "earlier", "ahead")
                or not _BOUND.search(between)
                or view.quoted(*claim.span())
            ):
                continue
            since = view.plain[times[1].end() : claim.start()] if claim.start() > times[1].end() else ""
            if len(since) > _NEAR or " and " in since:
                continue
            minutes, passed = _length(claim), (_minutes(times[1]) - _minutes(times[0])) % (24 * 60)
            if way == "after" and times[0].end() <= claim.start() < times[1].start():
                passed = -passed % (24 * 60)  # “at 12:05, five minutes after midnight”
            near = 75 if claim["about"] else 31 if minutes >= 180 else 10
            if abs(minutes - passed) > near and passed and minutes < _MANY * 120:
                yield from _wrong(view, claim, passed)


def _minutes(clock: re.Match[str]) -> int:
    if clock["named"]:
        return 12 * 60 if clock["named"].lower() == "noon" else 0
    return int(clock["hour"]) % 12 * 60 + int(clock["minute"] or 0) + 12 * 60 * (clock["half"][0] in "pP")


def _length(claim: re.Match[str]) -> float:
    if claim["one"]:
        return 90 if claim["more"] else 60
    if claim["thirty"]:
        return 30
    size = 60 if claim["unit"].startswith("hour") else 1
    return (to_number(claim["claim"]) + (0.5 if claim["half"] else 0.25 if claim["quarter"] else 0)) * size


def _wrong(view: View, claim: re.Match[str], passed: int) -> Iterator[Finding]:
    name = next(name for name in ("claim", "one", "thirty") if claim[name])
    hours_, rest = divmod(passed, 60)
    right = None
    if name == "claim" and claim["unit"].startswith("hour") and not rest and not claim["half"] and hours_ > 1:
        right = str(hours_) if claim["claim"].isdigit() or hours_ > 9 else in_words(hours_)
    elif name == "claim" and claim["unit"].startswith("minute") and not hours_:
        right = str(rest)
    told = f"{hours_} hours" + (f" and {rest} minutes" if rest else "") if hours_ else f"{rest} minutes"
    yield finding(view, claim.span(name), right, passed=told)


# ── Two zones ───────────────────────────────────────────────────────────────────────────────────────────

_ZONES = {
    "eastern": (-5, -4), "et": (-5, -4), "est": (-5, -5), "edt": (-4, -4), "central": (-6, -5), "ct": (-6, -5), "cst": (-6, -6), "cdt": (-5, -5),
    "mountain": (-7, -6), "mt": (-7, -6), "mst": (-7, -7), "mdt": (-6, -6), "pacific": (-8, -7), "pt": (-8, -7), "pst": (-8, -8), "pdt": (-7, -7),
    "gmt": (0, 0), "utc": (0, 0), "bst": (1, 1), "cet": (1, 1), "cest": (2, 2),
}  # fmt: skip
_ZONE = r"(?P<{}>Eastern|Central|Mountain|Pacific|E[SD]?T|C[SD]?T|M[SD]?T|P[SD]?T|GMT|UTC|BST|CES?T)(?: (?:[Ss]tandard |[Dd]aylight )?(?:[Tt]ime)?)?"
_TIME = rf"(?:(?P<h#>\d{{1,2}})(?:[:.](?P<m#>\d\d))?(?: ?(?P<p#>{_HALF}))?|(?P<n#>noon|midnight))"
_TWO_ZONES = lazy(
    rf"\b{_TIME.replace('#', '1')},? {_ZONE.format('z1')},? ?(?:\(|/|;|—|–|or |and )?(?:or |and )?{_TIME.replace('#', '2')},? {_ZONE.format('z2')}"
)


def zones(views: Sequence[View]) -> Iterator[Finding]:
    """“7:30 p.m. Eastern (5:30 p.m. Central)”: the zones are an hour apart."""
    for view in views:
        for match in _TWO_ZONES.finditer(view.plain):
            one, two = (_read(match, which) for which in "12")
            zone, other = (_ZONES[match[name].lower()] for name in ("z1", "z2"))
            if one is None or two is None or zone == other:
                continue
            apart = (
                {(o - z) % 24 for z in zone for o in other}
                if {*zone, *other} & {0, 1, 2}
                else {(other[0] - zone[0]) % 24, (other[1] - zone[1]) % 24}
            )
            halves = match["p1"] or match["n1"], match["p2"] or match["n2"]
            passed = (two - one) / 60
            cycle = 24 if all(halves) or not any(halves) else 12
            if not any(
                abs((passed - hours_) % cycle) < 0.01 or abs((passed - hours_) % cycle - cycle) < 0.01
                for hours_ in apart
            ):
                right = None
                if len(apart) == 1 and match["h2"]:
                    minutes = (one + 60 * min(apart)) % (12 * 60)
                    hour = minutes // 60 or 12
                    right = f"{hour}:{minutes % 60:02}" if match["m2"] else str(hour)
                span = (
                    (match.start("h2"), match.end("m2") if match["m2"] else match.end("h2"))
                    if match["h2"]
                    else match.span("n2")
                )
                yield finding(
                    view, span, right, one=view.text[match.start() : match.end("z1")], zone=match["z2"]
                )


def _read(match: re.Match[str], which: str) -> int | None:
    if match["n" + which]:
        return 12 * 60 if match["n" + which] == "noon" else 0
    hour, minute = int(match["h" + which]), int(match["m" + which] or 0)
    if match["p" + which]:
        hour = hour % 12 + (12 if match["p" + which][0] in "pP" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None
