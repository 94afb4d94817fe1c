"""One claim of a sentence and just two figures to set it against: leads, changes and their direction, points, shares of a vote, what is left.

A phrase is not asked for. What counts is the claim's own word (a lead, a gap, “leaving”) and that the sentence has the figures that it is reckoned from, and no others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..document import Sentence, View, having
from ..patterns import lazy
from ..rule import Finding
from .quantity import (
    AMOUNT,
    NUMBER,
    NUMERAL,
    PIECE,
    ROUGHLY,
    Amount,
    amount,
    finding,
    fraction,
    like,
    parse,
    rounding,
    to_number,
)

_AMOUNT = lazy(AMOUNT)
_YEAR = lazy(r"(?:1[5-9]|20)\d\d")
_MONTH = r"(?:Jan|Feb|Mar|April|Apr|May|June|Jun|July|Jul|Aug|Sept|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE_BEFORE, _DATE_AFTER = lazy(rf"\b{_MONTH} $"), lazy(rf" {_MONTH}(?!\w)")
_TIME_AFTER = lazy(
    r"(?: ?(?:[ap]\.?m\b|o'clock)|:\d|[ -](?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|times|years-old)\b)"
)
_LABEL_BEFORE = lazy(
    r"(?:\b(?:No|Route|Highway|Flight|Channel|Chapter|Section|Article|Rule|Proposition|Room|Gate|Page|District|age|aged|Level|Phase|Interstate|Formula|Group|Grade)\.?|#) ?$"
)
_AGE_BEFORE = lazy(r"[A-Za-z.'’], $")
_PRONOUN = lazy(
    r"\b(?:the|this|that|an?|another|each|every|any|no|old|new|only|last|first|next|same|previous|earlier|original|current|former|second|third|other) $"
)
_WORD_AFTER = lazy(r" ([a-z][a-z'-]*)")


class Told(NamedTuple):
    """An amount of a sentence, and the word after it."""

    amount: Amount
    start: int
    end: int
    word: str


def told(view: View, sentence: Sentence) -> list[Told]:
    """The amounts of a sentence that are no dates, years, times, ages or labels."""
    found, text = [], view.plain
    for match in _AMOUNT.finditer(text, sentence.start, sentence.end):
        start, end = match.span()
        before = text[max(0, start - 14) : start]
        bare = match.group().isdigit()
        if match.group() == "one" and _PRONOUN.search(before):
            continue
        if (
            (bare and _YEAR.fullmatch(match.group()))
            or _TIME_AFTER.match(text, end)
            or _LABEL_BEFORE.search(before)
        ):
            continue
        if bare and end - start < 3 and (_DATE_BEFORE.search(before) or _DATE_AFTER.match(text, end)):
            continue
        if bare and _AGE_BEFORE.search(before) and text[end : end + 1] == ",":
            continue
        word = _WORD_AFTER.match(text, end)
        found.append(Told(parse(match.group()), start, end, word[1] if word else ""))
    return found


# ── Leads and gaps ──────────────────────────────────────────────────────────────────────────────────────

_SIDES = r"(?:votes?|points?|goals?|runs?|seats?|ballots?|lengths?|strokes?|shots?|percentage points?)"
_GAP = r"(?:lead|margin|majority|gap|difference|edge|advantage|deficit|cushion|plurality|spread|shortfall)"
_GAPS = lazy(
    rf"\b{_GAP} of (?:just |only |{ROUGHLY})?(?P<a>{AMOUNT})|(?P<b>{NUMBER})[- ](?:vote|point|goal|run|seat|stroke|percentage-point)s?(?: |-){_GAP}\b"
    rf"|\bby (?:just |only |a mere )?(?P<c>{NUMBER}) {_SIDES}(?=[,.;)]|$| in | on | to | and | after )",
)
_GAP_WORDS = frozenset(
    """lead margin majority gap difference edge advantage deficit cushion plurality spread shortfall vote votes point
    points goal goals run runs seat seats ballots lengths stroke strokes shots""".split()
)
_DIGIT = lazy(r"\d")
_SCORE = lazy(rf"(?<![\w.,$-])(?P<one>{NUMERAL})(?:-|–| to | votes to )(?P<two>{NUMERAL})(?![\w-]|[.,]\d)")
_MIXED = lazy(
    r"\b(?:each|compared|last (?:year|week|month|season)|previous\w*|earlier|record|average\w*|both|combined|margin of error|halftime|half-time|quarter|inning|minutes?|series|season|from|than|straight|again|and then)\b"
)

_THAN = lazy(
    r"\b(?:than|series|aggregate|from|previous\w*|last (?:year|week|month|season)|earlier|record|overtook|overcame|erased|rallied|trailed|came back)\b"
)


def leads(views: Sequence[View]) -> Iterator[Finding]:
    """“4,512 votes to 4,102 for Jones, a lead of 310”: the two figures of the sentence have another difference."""
    for view in having(views, _GAP_WORDS):
        for match in _GAPS.finditer(view.plain) if _DIGIT.search(view.plain) else ():
            sentence = view.sentence_at(match.start())
            name = next(name for name in "abc" if match[name])
            if sentence is None or view.quoted(*match.span()):
                continue
            pair = _pair(view, sentence, match, name)
            if pair is None:
                continue
            one, two = pair
            claim, right = parse(match[name]), abs(one.value - two.value)
            if (
                right
                and abs(right - claim.value) > rounding(one, two, claim) + 1e-9
                and claim.value not in (one.value, two.value)
            ):
                yield finding(view, match.span(name), like(right, claim), one=one.text, two=two.text)


def _pair(view: View, sentence: Sentence, claim: re.Match[str], name: str) -> tuple[Amount, Amount] | None:
    """The only two figures, or the only score, that the claim can be reckoned from."""
    text = view.plain[sentence.start : sentence.end]
    scores = list(_SCORE.finditer(view.plain, sentence.start, sentence.end))
    spans = [score.span() for score in scores]
    others = [
        one
        for one in told(view, sentence)
        if not (one.start < claim.end() and one.end > claim.start())
        and not any(start <= one.start < end for start, end in spans)
    ]
    unit = parse(claim[name]).unit
    if len(scores) == 1 and not unit and not others and not _THAN.search(text):
        return parse(scores[0]["one"]), parse(scores[0]["two"])
    points = "point" in view.plain[claim.start() : claim.end() + 20]
    units = {one.amount.unit for one in others}
    if (
        scores
        or _MIXED.search(text)
        or len(others) != 2
        or not (units in ({"%"}, {"%", ""}) if points and "%" in units else units == {unit})
    ):
        return None
    if name == "c" and not any(one.word.rstrip("s") in ("vote", "ballot") for one in others):
        return None
    one, two = (other.amount for other in others)
    like_sized = max(one.value, two.value) < 5 * min(one.value, two.value)
    before = (
        max(other.end for other in others) < claim.start()
        or min(other.start for other in others) > claim.end()
    )
    alike = {other.word for other in others} <= {others[0].word, "", "for", "to", "and", "in", "votes", "of"}
    return (one, two) if like_sized and before and (alike or unit) else None


# ── Rises that fall ─────────────────────────────────────────────────────────────────────────────────────

_UP = r"(?:r(?:ose|isen?|ises|ising)|gr[eo]wn?|grows|growing|climb(?:ed|s|ing)?|jump(?:ed|s|ing)?|increas(?:e|ed|es|ing)|soar(?:ed|s|ing)?|surg(?:ed|es|ing)|swell(?:ed|s)?|swollen|leap(?:ed|t)|edged up|inched up|went up|up)"
_DOWN = r"(?:fell|fall(?:en|s|ing)?|drop(?:ped|s|ping)?|declin(?:e|ed|es|ing)|decreas(?:e|ed|es|ing)|sank|sunk|slump(?:ed|s)?|plung(?:ed|es)|shrank|shrunk|tumbl(?:ed|es)|dwindled|plummeted|dipped|slipped|edged down|inched down|went down|was cut|were cut|down)"
_DIRECTION = lazy(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?: (?:sharply|slightly|steadily|again|{ROUGHLY.strip()}))?(?P<middle> [a-z][a-z ,]{{0,40}}?)?,? "
    rf"(?:from (?:{ROUGHLY})?{amount('old')}(?P<what>(?: [a-z'-]+){{0,4}}?),? to (?:{ROUGHLY})?{amount('new')}|to (?:{ROUGHLY})?{amount('new2')}(?P<what2>(?: [a-z'-]+){{0,4}}?),? from (?:{ROUGHLY})?{amount('old2')})",
)
_RANKED = lazy(
    r"\b(?:rank\w*|places?|position|chart|seed\w*|standings|table|spot|No|odds|handicap|par|grade|floors?|stairs|vot\w+|by|between|hours|ages?|time)\b|\d-\d",
)
_FARTHEST = 50
_OPPOSITE = {"up": "fell", "down": "rose"}


def directions(views: Sequence[View]) -> Iterator[Finding]:
    """“Rose from 34 to 31”: that is a fall."""
    for view in views:
        for match in _DIRECTION.finditer(view.plain) if " from " in view.plain else ():
            which = "" if match["old"] else "2"
            old, new = parse(match["old" + which]), parse(match["new" + which])
            around = view.plain_sentence(match.start())
            if old.unit != new.unit or old.value == new.value or min(old.value, new.value) <= 0:
                continue
            if max(old.value, new.value) > _FARTHEST * min(old.value, new.value) or _RANKED.search(around):
                continue
            if _SCALED.search(view.plain, match.end(), match.end() + 12) or view.quoted(*match.span()):
                continue
            way = "up" if match["up"] else "down"
            if (new.value > old.value) != (way == "up") and "minus" not in around and "below" not in around:
                yield finding(view, match.span(way), None, old=old.text, new=new.text)


_SCALED = lazy(r"(?:[- ](?:thousand|million|billion|trillion)\b)")

# ── Points of percentage ────────────────────────────────────────────────────────────────────────────────

_FROM_TO = rf"(?:from (?P<old>{AMOUNT}) to (?P<new>{AMOUNT})|to (?P<new2>{AMOUNT}),? from (?P<old2>{AMOUNT}))"
_POINTS = lazy(
    rf"\b(?:(?P<number>{NUMBER})|(?P<part>{PIECE}))(?: of)?(?P<article> an?)? (?:full )?(?P<unit>(?:percentage )?points?|basis points)\b,? (?:[a-z ]{{0,30}}?,? )?{_FROM_TO}",
    re.IGNORECASE,
)

_POINTS_AFTER = lazy(
    rf"(?:from (?P<old>{AMOUNT}) to (?P<new>{AMOUNT})|to (?P<new2>{AMOUNT})(?: [a-z ]{{1,20}}?)? from (?P<old2>{AMOUNT}))(?: [a-z][a-z ]{{0,30}}?)?,? (?:an? |or |up |down )?(?:(?:rise|fall|drop|gain|decline|increase|decrease|jump|cut|change|swing|loss|difference) of |by )?(?P<number>{NUMBER})(?P<article> an?)? (?P<unit>(?:percentage )?points?|basis points)\b(?P<part>(?!))?",
    re.IGNORECASE,
)


def points(views: Sequence[View]) -> Iterator[Finding]:
    """“Raised its rate half a percentage point, to 3.5% from 3.25%”: it is a quarter."""
    for view in views:
        if "point" not in view.folded or "from " not in view.folded:
            continue
        for match in (*_POINTS.finditer(view.plain), *_POINTS_AFTER.finditer(view.plain)):
            which = "" if match["old"] else "2"
            old, new = parse(match["old" + which]), parse(match["new" + which])
            if new.unit != "%" or old.unit not in ("%", ""):
                continue
            right = abs(new.value - old.value)
            claim = fraction(match["part"]) if match["part"] else to_number(match["number"])
            claim = claim / 100 if match["unit"].startswith("basis") else claim
            if right and abs(claim - right) > 0.051 + old.slack + new.slack - (0.05 if match["part"] else 0):
                name = "part" if match["part"] else "number"
                scaled = right * (100 if match["unit"].startswith("basis") else 1)
                text = _as_part(right) if match["part"] else f"{scaled:.2f}".rstrip("0").rstrip(".")
                yield finding(view, match.span(name), text, old=old.text, new=new.text)


def _as_part(right: float) -> str | None:
    parts = {0.25: "a quarter", 0.5: "half", 0.75: "three-quarters"}
    return parts.get(round(right, 2))


# ── Shares of one vote ──────────────────────────────────────────────────────────────────────────────────

_PERCENT = lazy(r"(?<![\w.,-])(?P<n>\d{1,2}(?:\.\d+)?)(?:%| per ?cent\b)(?! points?)")
_OF_VOTE = lazy(
    r"\b(?:of|share of) the (?:popular )?(?:votes?|ballots?)\b|% (?:voted |were )?(?:in favou?r|for|yes)\b[^.;\d]{0,20}? and \d+(?:\.\d+)?% (?:voted |were )?(?:opposed|against|no)\b|percent (?:voted |were )?(?:in favou?r|for|yes)\b[^.;\d]{0,20}? and \d+(?:\.\d+)? percent (?:voted |were )?(?:opposed|against|no)\b"
)
_SEVERAL = lazy(
    r"\b(?:from|compared|against (?=\d)|than|last|previous\w*|ago|poll\w*|survey\w*|turnout|among|counted|reporting|precincts|counties|county|district|state|province|each|women|men|only|19\d\d|20\d\d|in (?!the (?:vote|race|election|runoff|count)|favou?r)[a-z]|after|where|while|swing|increase|lead|margin|up|down|threshold|needed|required|both)\b"
)
_ALL = 101


def vote_shares(views: Sequence[View]) -> Iterator[Finding]:
    """“Smith took 55 percent of the vote and Jones 48 percent”: that is more than all."""
    for view in views:
        for place in _OF_VOTE.finditer(view.plain):
            sentence = view.sentence_at(place.start())
            if sentence is None or _SEVERAL.search(view.plain, sentence.start, sentence.end):
                continue
            found = list(_PERCENT.finditer(view.plain, sentence.start, sentence.end))
            values = [float(one["n"]) for one in found]
            if (
                2 <= len(found) <= 5
                and sum(values) > _ALL
                and sum(values[:-1]) < 100
                and found[0].start() < place.start() + 40
            ):
                rest = f"{100 - sum(values[:-1]):g}"
                yield finding(
                    view, found[-1].span("n"), rest if len(found) == 2 else None, sum=f"{sum(values):g}"
                )


# ── One vote, and who cast it ───────────────────────────────────────────────────────────────────────────

_ALL_AGREED = lazy(
    r"\b(?:unanimous(?:ly)?)\b[^.;]{0,40}?(?<![\w.-])(?P<a>\d{1,3})(?:-|–| to )(?P<b>[1-9]\d{0,2})(?![\w%-]|[.,]\d)|(?<![\w.-])(?P<c>\d{1,3})(?:-|–| to )(?P<d>[1-9]\d{0,2}),? (?:in an? )?unanimous(?:ly)?\b"
)
_NO_GOALS = lazy(
    r"\b(?:goalless|scoreless) (?:draw|tie|game|match)?,? ?(?P<a>[1-9])(?:-|–)(?P<b>\d)\b|(?<![\w.-])(?P<c>[1-9])[-–](?P<d>\d) (?:goalless|scoreless) (?:draw|tie|game|match)\b"
)
_EVEN = lazy(
    r"(?<![\w.-])(?P<a>\d{1,3})[-–](?P<b>\d{1,3}) (?:tie|draw|deadlock|stalemate)\b(?! ?-?break)|\b(?:drew|deadlocked|tied at|evenly split,?|split evenly,?) (?P<c>\d{1,3})[-–](?P<d>\d{1,3})(?![\w%-])"
)

_EVEN_WORDS = frozenset(
    "unanimous unanimously goalless scoreless tie draw deadlock stalemate drew deadlocked tied split".split()
)


def even(views: Sequence[View]) -> Iterator[Finding]:
    """“Unanimously, 7-2”; “a 3-1 draw”; “a goalless draw, 1-1”: the word and the score exclude each other."""
    for view in having(views, _EVEN_WORDS):
        for pattern, wrong in ((_ALL_AGREED, _always), (_NO_GOALS, _always), (_EVEN, _differ)):
            for match in pattern.finditer(view.plain):
                names = ("a", "b") if match["a"] else ("c", "d")
                if wrong(match[names[0]], match[names[1]]) and not view.quoted(*match.span()):
                    yield finding(view, (match.start(names[0]), match.end(names[1])), None)


def _always(one: str, two: str) -> bool:
    return bool(one) and bool(two)


def _differ(one: str, two: str) -> bool:
    return one != two
