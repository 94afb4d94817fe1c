"""How many times, what part: two figures of a sentence and the word that sets them beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import Sentence, View, having
from ..patterns import lazy
from ..rule import Finding
from .claims import Told, told
from .quantity import (
    AMOUNT,
    NUMBER,
    PIECE,
    Amount,
    finding,
    fraction,
    led_by_number,
    like,
    parse,
    to_number,
)
from .sequels import sequel

# ── Twice as long ───────────────────────────────────────────────────────────────────────────────────────

_TIMES = {"twice": 2, "double": 2, "triple": 3, "treble": 3, "thrice": 3, "quadruple": 4, "half": 0.5}
_AS_MUCH = lazy(
    rf"\b(?P<how>more than |nearly |almost |about |roughly |over |some |at least |less than |only |just )?(?P<claim>(?P<word>twice|thrice|half) (?=as (?![a-z]+ again)[a-z]+(?: [a-z]+){{0,3}} as\b)|(?P<number>{NUMBER}) times (?=(?:as [a-z]+(?: [a-z]+){{0,3}} as|the)\b)"
    rf"|(?P<verb>double|triple|treble|quadruple|twice|half) (?=the\b|what\b|its\b|last\b))",
)
_OTHERS = lazy(
    r"\b(?:each|per|from|average\w*|at least \w+ (?:people|of)|expected|forecast|estimated|and another|odds)\b"
)


def times(views: Sequence[View]) -> Iterator[Finding]:
    """“200 meters long, twice as long as the old one, which was 120”: the two figures have another ratio."""
    for view in having(views, frozenset({*_TIMES, "times"})):
        for match in _AS_MUCH.finditer(view.plain):
            sentence = view.sentence_at(match.start())
            if sentence is None or view.quoted(*match.span()):
                continue
            figures = [one for one in told(view, sentence) if not match.start() <= one.start < match.end()]
            pair = _alike(figures)
            if pair is None or _OTHERS.search(view.plain, sentence.start, sentence.end):
                continue
            one, two = pair
            claim = (
                float(to_number(match["number"]))
                if match["number"]
                else _TIMES[match["word"] or match["verb"]]
            )
            if one.end > match.start() or two.start < match.end() or min(one.amount.low, two.amount.low) <= 0:
                continue
            low, high = one.amount.low / two.amount.high, one.amount.high / two.amount.low
            if not _fits(claim, low, high, (match["how"] or "").strip()):
                yield finding(
                    view,
                    (match.start("claim"), match.end("claim") - 1),
                    _said(match, one.amount.value / two.amount.value),
                    one=one.amount.text,
                    two=two.amount.text,
                )


_FORMS = (
    {2: "twice", 3: "three times", 4: "four times", 5: "five times"},
    {2: "double", 3: "triple", 4: "quadruple"},
)


def _said(match: re.Match[str], ratio: float) -> str | None:
    """The word for a ratio that is a whole number, of the kind that the claim has."""
    form = _FORMS[1] if match["verb"] and match["verb"] != "twice" else _FORMS[0]
    whole = round(ratio)
    return form.get(whole) if abs(ratio - whole) < 0.05 * whole else None


def _alike(figures: Sequence[Told]) -> tuple[Told, Told] | None:
    """The two figures of a sentence that has just two, of one kind."""
    if len(figures) != 2 or figures[0].amount.unit != figures[1].amount.unit:
        return None
    one, two = figures
    same = bool(one.amount.unit) or one.word.rstrip("s") == two.word.rstrip("s") != "" or not two.word
    same = same or two.word in ("who", "that", "of", "in", "last", "a")
    return (
        (one, two)
        if same and max(one.amount.value, two.amount.value) < 200 * min(one.amount.value, two.amount.value)
        else None
    )


def _fits(claim: float, low: float, high: float, how: str) -> bool:
    if how in ("more than", "over", "at least"):
        return high >= claim and low < claim * 1.6
    if how == "less than":
        return low <= claim
    near = 0.25 if how in ("nearly", "almost", "about", "roughly", "some") else 0.12
    return low * (1 - near) <= claim <= high * (1 + near)


# ── Majorities ──────────────────────────────────────────────────────────────────────────────────────────

_OF_SEATS = lazy(
    rf"(?P<part>{AMOUNT}) (?:of|out of) (?:the |its |their )?(?P<whole>{AMOUNT})[ -](?:seats?|votes?|members?|delegates?|states|districts|precincts|shares|council seats|lawmakers|senators)\b[^.;:\d]{{0,40}}?,? (?:giving (?:it|them|him|her) |with |enough for |for )?(?P<claim>(?:an? (?:slim |clear |narrow |outright |absolute |bare |working |thin |comfortable )?)?majority)\b"
)
_LACKING = lazy(
    r"\b(?:short|fail\w*|no|not|without|lack\w*|denied|deprived|miss\w*|need\w*|lost|los[et]|two-thirds|three-fifths|from|away|super)\b"
)


def majorities(views: Sequence[View]) -> Iterator[Finding]:
    """“28 of the 60 seats, a majority”: the half is 30."""
    for view in views:
        for match in _OF_SEATS.finditer(view.plain) if "majority" in view.folded else ():
            part, whole = parse(match["part"]), parse(match["whole"])
            lacking = _LACKING.search(view.plain, match.start(), match.end("claim") + 12)
            if (
                not lacking
                and not part.unit
                and part.value <= whole.value / 2
                and part.value > whole.value / 10
            ):
                yield finding(view, match.span("claim"), None, part=part.text, whole=whole.text)


# ── A share of a total ──────────────────────────────────────────────────────────────────────────────────

_SHARE = rf"(?:(?P<how>about|nearly|almost|roughly|more than|less than|over|under|some|around|fewer than) )?(?:(?P<percent>\d{{1,2}}(?:\.\d+)?(?:%| percent\b| per cent\b))|(?P<piece>\b(?:(?<=, )|(?<=\()|(?<=or )|(?<=about )){PIECE}))"
_PART_OF = lazy(
    rf"(?P<part>{AMOUNT})(?P<what>(?: [a-z][\w'-]*){{0,5}}?)(?:, or |, | \(| — | – ){_SHARE} of (?:the |its |their |his |her |all |a )?(?:(?P<first>{AMOUNT})(?= [a-z])|(?:[a-z][\w'’-]* ){{1,4}}?(?:of|to|at|,|\() ?(?P<whole>{AMOUNT})|(?P<made>{NUMBER})-(?:strong|member|person|worker|seat|employee))"
)
_TURNOUT = lazy(r"\b[Tt]urnout\b[^.;\d]{0,30}?(?P<percent>\d{1,2}(?:\.\d+)?(?:%| percent\b| per cent\b))")
_ELIGIBLE = lazy(r"\b(?:registered|eligible|electorate|ballots?|votes?|voters?|voted)\b")


def parts(views: Sequence[View]) -> Iterator[Finding]:
    """“500 jobs, 10 percent of its staff of 50,000”: that is one percent."""
    for view in views:
        for match in led_by_number(_PART_OF, view) if " of " in view.plain else ():
            key = next(key for key in ("first", "whole", "made") if match[key])
            part, whole = parse(match["part"]), parse(match[key])
            claim = parse(match["percent"]).value if match["percent"] else 100 * fraction(match["piece"])
            if part.unit != whole.unit or whole.unit == "%" or view.quoted(*match.span()):
                continue
            yield from _wrong_share(view, match, part, whole, claim)


def _wrong_share(
    view: View, match: re.Match[str], part: Amount, whole: Amount, claim: float
) -> Iterator[Finding]:
    low, high = 100 * part.low / whole.high, 100 * part.high / whole.low
    near = (0.2 * claim + 2) if match["how"] else (0.8 if match["percent"] else 0.12 * claim)
    if part.value > whole.value or low <= 0 or (claim - near <= high and low <= claim + near):
        return
    name = "percent" if match["percent"] else "piece"
    share = 100 * part.value / whole.value
    right = like(share, parse(match["percent"])) if match["percent"] else f"{share:.0f} percent"
    yield finding(view, match.span(name), right, part=part.text, whole=whole.text)


def turnouts(views: Sequence[View]) -> Iterator[Finding]:
    """“Turnout was 60%: of 20,000 registered voters, 14,000 cast ballots”: it was 70."""
    for at, view in enumerate(views):
        for match in _TURNOUT.finditer(view.plain) if "turnout" in view.folded else ():
            sentence = view.sentence_at(match.start())
            pair = (_voters(view, sentence) or _voters_after(views, at, sentence)) if sentence else None
            if pair is None:
                continue
            one, two = pair
            claim = parse(match["percent"])
            share = 100 * one.value / two.value
            if abs(share - claim.value) > 1.1 + claim.slack:
                yield finding(view, match.span("percent"), like(share, claim), part=one.text, whole=two.text)


def _voters_after(views: Sequence[View], at: int, sentence: Sentence) -> tuple[Amount, Amount] | None:
    """“Turnout was 60%. Of the 20,000 registered voters, 14,000 cast ballots.”"""
    follows = sequel(views, at, sentence) if len(told(views[at], sentence)) == 1 else None
    if follows is None or not _OF_THEM.search(follows[0].plain, follows[1].start, follows[1].end):
        return None
    return _voters(*follows, figures_told=2)


_OF_THEM = lazy(
    r"\b[Oo]f\b[^.;]{0,40}?\b(?:registered|eligible)\b|\b(?:registered|eligible) voters (?:cast|voted|turned out)\b"
)


def _voters(view: View, sentence: Sentence, figures_told: int = 3) -> tuple[Amount, Amount] | None:
    """The votes and the voters of a sentence that has just these two figures and, mostly, the share."""
    figures = [one.amount for one in told(view, sentence)]
    counts = sorted((one for one in figures if not one.unit), key=lambda one: one.value)
    if (
        len(counts) != 2
        or len(figures) != figures_told
        or counts[0].value < 50
        or counts[0].value < counts[1].value / 20
    ):
        return None
    return (counts[0], counts[1]) if _ELIGIBLE.search(view.plain, sentence.start, sentence.end) else None


# ── Men to women ────────────────────────────────────────────────────────────────────────────────────────

_MORE = lazy(
    rf"\b(?:outnumber(?:ed|s|ing)?) [^.;,\d]{{2,50}}?,? (?:by )?(?P<one>{NUMBER}) to (?P<two>{NUMBER})(?![\w-]| (?:one|1)\b)"
)
_RATIO = lazy(
    rf"\bratio of (?P<a>[a-z]+) to (?P<b>[a-z]+) (?:is|was|of|stood at) (?:about |roughly )?(?P<x>{NUMBER})[- ]to[- ](?P<y>{NUMBER})\b[^.;\d]{{0,60}}?(?P<n>{AMOUNT}) (?P<c>[a-z]+)[^.;\d]{{0,30}}?(?P<m>{AMOUNT}) (?P<d>[a-z]+)"
)


def ratios(views: Sequence[View]) -> Iterator[Finding]:
    """“Women outnumbered men, 40 to 45”; “a ratio of men to women of 3 to 1, with 60 men and 30 women”."""
    for view in views:
        for match in _MORE.finditer(view.plain) if "outnumber" in view.plain else ():
            if 1 < to_number(match["one"]) < to_number(match["two"]):
                right = f"{match['two']} to {match['one']}"
                yield finding(
                    view, (match.start("one"), match.end("two")), right, one=match["one"], two=match["two"]
                )
        for match in _RATIO.finditer(view.plain) if "ratio of" in view.plain else ():
            counts = {match["c"]: parse(match["n"]).value, match["d"]: parse(match["m"]).value}
            one, two = counts.get(match["a"]), counts.get(match["b"])
            if not one or not two:
                continue
            said, right_ = to_number(match["x"]) / max(1.0, to_number(match["y"])), one / two
            if abs(said - right_) > 0.15 * said:
                yield finding(
                    view, (match.start("x"), match.end("y")), None, one=f"{one:,.0f}", two=f"{two:,.0f}"
                )
