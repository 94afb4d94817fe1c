"""What is left of a number, ratios, scores over two legs or four rounds, fractions and their percentages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import View
from ..patterns import lazy
from ..rule import Finding
from .quantity import (
    AMOUNT,
    FRACTION,
    NUMBER,
    ROUGHLY,
    amount,
    finding,
    fraction,
    in_words,
    like,
    parse,
    to_number,
)
from .shares import PART, fraction_of

_AMOUNT = lazy(AMOUNT)

# ── What is left ────────────────────────────────────────────────────────────────────────────────────────

_LEFT = lazy(
    rf"\b(?:[Oo]f|[Aa]ll) (?:the |its |their |his |her )?{amount('whole')} [^.;:]{{2,90}}?, {amount('part')}\b(?P<between>[^.;:]{{2,120}}?)[;,.] ?(?:and |but |while )?"
    rf"[Tt]he (?:remaining|other|rest, ) ?{amount('rest')}"
)


def remainders(views: Sequence[View]) -> Iterator[Finding]:
    """“Of the 33 miners, 19 were brought up; the remaining 16 wait”: fourteen are left."""
    for view in views:
        for match in (
            _LEFT.finditer(view.plain) if "the remaining" in view.folded or "the other" in view.folded else ()
        ):
            whole, part, rest = (parse(match[name]) for name in ("whole", "part", "rest"))
            if _AMOUNT.search(match["between"]) or len({whole.unit, part.unit, rest.unit}) > 1:
                continue
            right = whole.value - part.value
            if right > 0 and abs(right - rest.value) > (rest.slack if whole.unit else 0) + 1e-9:
                yield finding(view, match.span("rest"), like(right, rest), whole=whole.text, part=part.text)


# ── Ratios ──────────────────────────────────────────────────────────────────────────────────────────────

_RATIO = lazy(
    rf"\boutnumber\w* [^.;]{{2,60}}? by (?P<how>nearly |almost |about |more than |over |roughly )?(?P<claim>{NUMBER})(?: to one|-to-one|-to-1| to 1)\b(?P<rest>[^.;]*)"
)


def ratios(views: Sequence[View]) -> Iterator[Finding]:
    """“Outnumber men by two to one, 126 to 42”: the figures give three."""
    for view in views:
        for match in _RATIO.finditer(view.plain) if "outnumber" in view.folded else ():
            found = [parse(one.group()) for one in _AMOUNT.finditer(match["rest"])]
            found = [one for one in found if not one.unit and not 1900 < one.value < 2100]
            if len(found) != 2 or min(one.value for one in found) <= 0:
                continue
            large, small = sorted((one.value for one in found), reverse=True)
            ratio, claim = large / small, to_number(match["claim"])
            if abs(ratio - claim) > 0.25 * claim + (0.25 * claim if match["how"] else 0):
                yield finding(
                    view,
                    match.span("claim"),
                    like(round(ratio), parse(match["claim"])),
                    large=f"{large:,.0f}",
                    small=f"{small:,.0f}",
                )


# ── Scores ──────────────────────────────────────────────────────────────────────────────────────────────

_SCORE = lazy(r"(?<![\d-])(\d{1,2})-(\d{1,2})(?![\d-])")
_AGGREGATE = lazy(r"(?<![\d-])(?P<a>\d{1,2})-(?P<b>\d{1,2})(?= on aggregate| aggregate)")


def aggregates(views: Sequence[View]) -> Iterator[Finding]:
    """“A 1-1 draw … won the second leg 3-1 … 4-3 on aggregate”: the legs give 4-2."""
    for view in views:
        for match in _AGGREGATE.finditer(view.plain) if "aggregate" in view.folded else ():
            sentence = view.sentence_at(match.start())
            if sentence is None:
                continue
            legs = [
                tuple(map(int, leg.groups()))
                for leg in _SCORE.finditer(view.plain, sentence.start, sentence.end)
                if leg.start() != match.start("a")
            ]
            if len(legs) != 2:
                continue
            (a, b), (c, d) = legs
            sums = {tuple(sorted(pair, reverse=True)) for pair in ((a + c, b + d), (a + d, b + c))}
            if tuple(sorted((int(match["a"]), int(match["b"])), reverse=True)) not in sums:
                rights = [f"{x}-{y}" for x, y in sorted(sums, key=lambda pair: pair[0] != int(match["a"]))]
                yield finding(view, (match.start("a"), match.end("b")), *rights, legs=f"{a}-{b} and {c}-{d}")


_ROUNDS = lazy(
    rf"\brounds of (?P<rounds>\d\d(?:, \d\d)*,? and \d\d)\b[^.;]{{0,60}}?\bpar[- ]?(?P<par>\d\d)\b[^.;]{{0,80}}?\b(?P<claim>{NUMBER})[- ](?P<way>under|over)\b"
)


def rounds(views: Sequence[View]) -> Iterator[Finding]:
    """“Rounds of 68, 70, 67 and 71 on the par-72 course … at 11 under par”: they are twelve under."""
    for view in views:
        for match in _ROUNDS.finditer(view.plain) if "rounds of" in view.folded else ():
            strokes = [int(one) for one in re.findall(r"\d+", match["rounds"])]
            under = int(match["par"]) * len(strokes) - sum(strokes)
            right = under if match["way"] == "under" else -under
            if right > 0 and right != to_number(match["claim"]):
                word = str(right) if match["claim"].isdigit() or right > 9 else in_words(right)
                yield finding(view, match.span("claim"), word, sum=str(sum(strokes)))


# ── A fraction and its percentage ───────────────────────────────────────────────────────────────────────

_BOTH = lazy(
    rf"{PART}(?: of)? [^.;:()\d]{{2,60}}?(?:, or |,? \()(?P<how>{ROUGHLY})?(?P<percent>\d{{1,2}}(?:\.\d+)?(?:%| percent\b| per cent\b))(?=[,.;)]| of\b)"
    rf"|(?P<percent2>\d{{1,2}}(?:\.\d+)?(?:%| percent\b| per cent\b)) of [^.;:()\d]{{2,60}}?(?:, or |,? \()(?P<how2>{ROUGHLY})?(?P<named>{FRACTION})\b(?=[,.;)]| of\b)",
    re.IGNORECASE,
)  # fmt: skip
_VAGUE = lazy(rf"\b{ROUGHLY}$", re.IGNORECASE)


def fractions(views: Sequence[View]) -> Iterator[Finding]:
    """“One in four pupils, or 20%”: a quarter is 25 percent."""
    for view in views:
        for match in _BOTH.finditer(view.plain) if ", or " in view.plain or "(" in view.plain else ():
            name = "percent" if match["percent"] else "percent2"
            share = fraction_of(match) if match["percent"] else fraction(match["named"])
            claim = parse(match[name])
            vague = match["how"] or match["how2"] or _VAGUE.search(view.plain, 0, match.start())
            near = 4.0 if vague else 1.5
            if abs(100 * share - claim.value) > near + claim.slack:
                yield finding(
                    view, match.span(name), like(100 * share, claim), fraction=f"{100 * share:.0f}%"
                )
