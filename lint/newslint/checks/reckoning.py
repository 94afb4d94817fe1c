"""Bodies and their members, averages, seats, lists between commas: figures of one sentence that must fit each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import View
from ..lexicon import copy_case
from ..patterns import lazy
from ..rule import Finding
from .chambers import parties
from .quantity import (
    AMOUNT,
    FRACTION,
    NUMBER,
    NUMERAL,
    Amount,
    amount,
    finding,
    fraction,
    in_words,
    led_by_number,
    like,
    parse,
    to_number,
)

_AMOUNT = lazy(AMOUNT)

# ── A body and its members ──────────────────────────────────────────────────────────────────────────────

_BODY = (
    r"(?:jury|panel|committee|board|council|commission|crew|team|squad|delegation|cabinet|court|group|cast|party|tribunal|"
    r"band|choir|staff|class|expedition|jury pool|quintet|orchestra|task force|unit)"
)
_MADE = (
    r"(?: (?:is |was |were |are )?(?:made up|consisting|composed|consists|comprised)?(?: of)?| of|,| with)"
)
_BODIES = lazy(
    rf"\b(?P<size>{NUMBER})-(?:member|person|strong|man|woman|judge|seat) (?:[a-z]+ )?{_BODY}{_MADE} (?P<one>{NUMBER}) (?P<first>[a-z]+s|[a-z]*m[ae]n|[a-z]*people) "
    rf"and (?P<two>{NUMBER}) (?P<second>[a-z]+s|[a-z]*m[ae]n|[a-z]*people)\b(?! and)",
    re.IGNORECASE,
)  # fmt: skip
_BODY_OF = lazy(
    rf"(?<=\b(?:a|the|its) (?:[a-z]+ )?{_BODY} of )(?P<size>{NUMBER}), (?P<one>{NUMBER}) (?P<first>wom[ae]n|m[ae]n|girls|boys|[a-z]+s) and (?P<two>{NUMBER}) (?P<second>wom[ae]n|m[ae]n|girls|boys|[a-z]+s)(?=[,.])",
    re.IGNORECASE,
)
_VOTED = lazy(
    rf"\b(?P<yes>\d{{1,3}})(?:-| to )(?P<no>\d{{1,3}})\b[^.;\d]{{0,60}}?\bwith all (?P<size>{NUMBER}) (?:of its |of the )?(?:members?|senators|councill?ors|justices|"
    r"judges|commissioners|trustees|lawmakers|delegates|directors)\b",
    re.IGNORECASE,
)
_OF_THEM = lazy(
    rf"(?P<size>{AMOUNT}) (?:[a-z]+ ){{0,2}}(?:people|employees|workers|students|pupils|members|staff|teachers|prisoners|inmates|patients|residents|"
    rf"passengers|volunteers|nurses|doctors|officers|voters|refugees|players|athletes|graduates|lawmakers|victims), (?P<one>{AMOUNT}) of them "
    rf"(?P<first>wom[ae]n|m[ae]n|girls|boys)(?:,)? and (?P<two>{AMOUNT}) (?:of them )?(?P<second>wom[ae]n|m[ae]n|girls|boys)\b(?! and)",
    re.IGNORECASE,
)
_VAGUE = lazy(r"\b(?:about|around|nearly|almost|some|roughly|over|than|least|approximately) $", re.IGNORECASE)


def bodies(views: Sequence[View]) -> Iterator[Finding]:
    """“A nine-member panel of five teachers and three parents”: the members are not as many as the body."""
    yield from parties(views)
    for view in views:
        for pattern in (_BODIES, _BODY_OF, _OF_THEM, _VOTED):
            for match in led_by_number(pattern, view):
                parts = [int(to_number(match[name])) for name in _names(match, "one", "two", "yes", "no")]
                size = int(to_number(match["size"]))
                if sum(parts) != size and not _VAGUE.search(view.plain, 0, match.start("size")):
                    right = _written(sum(parts), match["size"])
                    yield finding(view, match.span("size"), right, sum=right)


def _names(match: re.Match[str], *names: str) -> Iterator[str]:
    yield from (name for name in names if match.groupdict().get(name))


def _written(value: int, model: str) -> str:
    """A whole number in words or figures, as the model is."""
    word = in_words(value)
    return copy_case(model, word) if word and not model[0].isdigit() else f"{value:,}"


# ── Seats and votes that are more than there are ────────────────────────────────────────────────────────

_OF_THE = lazy(
    rf"\bof (?:the|its|their|a total of) (?P<size>{NUMERAL}) (?:seats|votes|members|delegates|respondents|ballots|lawmakers|senators|deputies|councill?ors|passengers|victims|"
    rf"patients|applicants|graduates|students|homes|houses|schools|countries|states|hostages|prisoners|survivors|dead|medals)\b[^,;:.]{{0,60}}, (?P<rest>[^.;:]+)",
    re.IGNORECASE,
)  # fmt: skip
_NOT_PARTS = lazy(
    r"\b(?:more|fewer|less|than|compared|including|last|years?|old|ages?d?|percent|per cent|hours?|days?|months?|weeks?|points?|times?|at least|each|both|also|"
    r"who|which|of (?:them|those|whom|which)|up from|down from|mph|miles|kilometers|feet)\b|%|\b(?:19|20)\d\d\b|[$£€]|\d-\d",
    re.IGNORECASE,
)


def seats(views: Sequence[View]) -> Iterator[Finding]:
    """“Of the 60 seats, the Liberals won 34, the Greens 18 and the Centre 10”: that is more than there are."""
    for view in views:
        for match in _OF_THE.finditer(view.plain) if "of " in view.folded else ():
            parts = [parse(found.group()) for found in _AMOUNT.finditer(match["rest"])]
            size = parse(match["size"])
            if len(parts) < 2 or _NOT_PARTS.search(match["rest"]) or any(part.unit for part in parts):
                continue
            total = sum(part.value for part in parts)
            if total > size.value + 0.5 and max(part.value for part in parts) <= size.value:
                yield finding(view, match.span("size"), like(total, size), sum=f"{total:,.0f}")


# ── Averages ────────────────────────────────────────────────────────────────────────────────────────────

_ITEMS = rf"(?P<list>{AMOUNT}(?:, {AMOUNT})*,? and {AMOUNT})"
_AVERAGES = [
    lazy(rf"\baverage [^.;,\d]{{0,40}}, (?:who|which) (?:are|were|is|was) {_ITEMS},? (?:is|was|comes to|came to) {amount('mean')}", re.IGNORECASE),
    lazy(rf"{_ITEMS}(?: [a-z]+){{0,4}}(?:,|\)| —| –)? (?:for |or |with |giving |gave |has |had )?(?:(?:her|him|them|it|an?|its|his|their) )*average of {amount('mean')}", re.IGNORECASE),
    lazy(rf"{_ITEMS}(?: [^.;:,\d]{{1,60}})?, (?:is |was |has been |and )?averag(?:ing|es|ed) {amount('mean')}", re.IGNORECASE),
    lazy(rf"\baverage of [^.;:\d]{{0,40}}[,:(] ?{_ITEMS}[,)]? (?:is|was|comes to|came to) {amount('mean')}", re.IGNORECASE),
    lazy(rf"\baverag(?:e|ed|ing)(?: of)? {amount('mean')}[^.;:\d]{{0,50}}(?: with| after| from|:|,| on)(?: [a-z]+){{0,3}} {_ITEMS}", re.IGNORECASE),
]  # fmt: skip


def averages(views: Sequence[View]) -> Iterator[Finding]:
    """“70, 80 and 90 points, for an average of 85”: the mean of the figures is another."""
    for view in views:
        for pattern in _AVERAGES if "averag" in view.folded else ():
            for match in pattern.finditer(view.plain):
                parts = [parse(found.group()) for found in _AMOUNT.finditer(match["list"])]
                mean = parse(match["mean"])
                units = {part.unit for part in parts if part.unit}
                if units - {mean.unit} or len({_large(part) for part in (*parts, mean)}) > 1:
                    continue
                right = sum(part.value for part in parts) / len(parts)
                slack = sum(part.slack for part in parts) / len(parts) + 0.006 * abs(right) + _rounding(mean)
                if abs(right - mean.value) > slack:
                    yield finding(view, match.span("mean"), like(right, mean), list=match["list"])


def _large(part: Amount) -> bool:
    return part.value >= 1e5


def _rounding(mean: Amount) -> float:
    return max(mean.slack, 0.5 if mean.value < 1e5 and "." not in mean.text else 0.0)


# ── Lists between commas ────────────────────────────────────────────────────────────────────────────────

_NAME = r"[A-Z][\w'&-]*(?: (?:(?:of|the|de|von|van|al|and the) )?[A-Z][\w'&-]*){0,3}"
_LISTED = lazy(
    rf"(?P<count>\b(?i:two|three|four|five|six|seven|eight|nine|ten)|(?<![\d.,$-])[2-9]) (?:[a-z-]+ )?(?P<noun>[a-z]+s(?:-[a-z]+)?|men|women|children|people), "
    rf"(?P<list>{_NAME}(?:, {_NAME})* and {_NAME})(?=,|\.$|\. [A-Z\"])"
)
_PAIRS = lazy(
    r"\b(?:at least|other|more than|the last|the first|last|first|another|least|of) $", re.IGNORECASE
)
_STATE = lazy(
    r"(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Jr|Sr|Inc|Ltd)"
)


def named_lists(views: Sequence[View]) -> Iterator[Finding]:
    """“Four countries, France, Germany and Spain, signed”: three are named."""
    for view in views:
        for match in led_by_number(_LISTED, view) if ", " in view.text else ():
            items = re.split(r", | and (?!the )", match["list"])
            count = int(to_number(match["count"]))
            if (
                len(items) == count
                or abs(len(items) - count) > 2
                or len(items) < 2
                or any(map(_STATE.fullmatch, items))
            ):
                continue
            if match["noun"].lower() in _SPANS or _PAIRS.search(view.plain, 0, match.start()):
                continue
            word = _written(len(items), match["count"])
            yield finding(view, match.span("count"), word, items=in_words(len(items)) or "")


_SPANS = frozenset("years days hours minutes months weeks times points goals runs".split())

# ── A fall by half ───────────────────────────────────────────────────────────────────────

_BY = lazy(
    rf"\b(?P<way>rose|risen|rise|rising|grew|grown|increased|increase|up|climbed|jumped|fell|fallen|fall|falling|dropped|drop|declined|decreased|cut|down|shrank|shrunk|reduced|slashed)"
    rf"(?: (?:its|their|the|his|her) [a-z ]{{1,30}}?)? by (?P<how>about |nearly |almost |more than |less than |over |roughly )?(?P<fraction>{FRACTION}),?"
    rf"(?: [a-z][a-z ]{{0,30}},?)? (?:from {amount('old')}(?: [a-z ]{{1,30}})? to {amount('new')}|to {amount('new2')}(?: [a-z ]{{1,30}})?,? from {amount('old2')})",
    re.IGNORECASE,
)  # fmt: skip
_RISES = ("r", "g", "i", "u", "cl", "j")


def fractions(views: Sequence[View]) -> Iterator[Finding]:
    """“Fell by half, from 8 million to 5 million”: the figures give another fraction."""
    for view in views:
        for match in _BY.finditer(view.plain) if " by " in view.folded else ():
            which = "" if match["old"] else "2"
            old, new = parse(match["old" + which]), parse(match["new" + which])
            way = match["way"].lower()
            up = way.startswith(_RISES) and not way.startswith("redu")
            if old.unit != new.unit or old.value <= 0 or (new.value > old.value) != up:
                continue
            share, right = fraction(match["fraction"]), abs(new.value - old.value) / old.value
            slack = 0.4 * (old.slack + new.slack) / old.value + (0.1 if match["how"] else 0.06)
            if abs(share - right) > slack:
                percent = f"{100 * right:.0f}%"
                yield finding(view, match.span("fraction"), percent, old=old.text, new=new.text)
