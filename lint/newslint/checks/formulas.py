"""Turns of phrase that are a formula: “two-thirds of the 90 delegates, or 60 people”, “won 72, four short”.

Each line of the table is a turn with its figures by name and what its claim `x` must be. A claim is wrong where no
rounding of the figures makes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..document import View, having
from ..patterns import lazy
from ..rule import Finding
from .quantity import (
    AMOUNT,
    FRACTION,
    NUMBER,
    Amount,
    amount,
    finding,
    fraction,
    in_words,
    led_by_number,
    like,
    parse,
    rounding,
    to_number,
)

Figures = Mapping[str, float]

_ABOUT = r"(?:(?P<about>about|nearly|almost|around|roughly|some|more than|over|at least|less than|under|up to|fewer than) )?"
_JUST = r"(?:(?:just|only|still|now|another|the other|the remaining) )?"
_THE = r"(?:the |its |their |his |her |all |those |these |the [a-z]+'s |[A-Z]\w+'s )"
_SHARE = rf"(?:(?P<fraction>\b(?i:{FRACTION}))|(?P<percent>(?<![\w.-])\d{{1,2}}(?:\.\d+)?)(?: per ?cent|%)|\b(?P<one>{NUMBER}) (?:in|out of) (?P<every>{NUMBER}))"
_GAMES = r"(?:games|matches|fixtures|outings|starts|bouts|fights)"
_ALL = r"(?:in all|in total|altogether|overall|all told)"


class Formula(NamedTuple):
    """A turn of phrase; `right` gives the claim by the figures and the share; words of which one must be there."""

    pattern: re.Pattern[str]
    right: Callable[[Figures], float]
    words: frozenset[str]
    percent: bool = False  # whether the claim is a percentage of figures that are none
    most: bool = False  # whether the claim may be less: not all have voted
    near: float = 0.0  # how far off the claim may be


def formula(
    pattern: str,
    right: Callable[[Figures], float],
    words: str,
    percent: bool = False,
    most: bool = False,
    near: float = 0.0,
) -> Formula:
    """A line of a table of formulas."""
    return Formula(lazy(pattern), right, frozenset(words.split()), percent, most, near)


_FORMULAS = (
    formula(
        rf"{_SHARE} of {_THE}(?:[a-z]+'s )?{amount('a')} (?:[a-z][\w'-]*(?: [a-z][\w'-]*){{0,3}}),? (?:\(|or |— ?|about ){_ABOUT}{amount('x')}(?! ?(?:%|per))",
        lambda f: f["share"] * f["a"],
        "of",
    ),
    formula(
        rf"\b(?:lost|sold|cut|closed|shed|dropped|felled|destroyed|killed|lose|sell|cut|close) (?:about )?{_SHARE}(?: of)? {_THE}{amount('a')} [a-z]+(?:[;,.]|,? and|,? leaving|:) (?:only |just )?{amount('x')}(?: (?:are|were|is|have))? (?:left|remain(?:ed)?|survived?)\b",
        lambda f: (1 - f["share"]) * f["a"],
        "left remain remained survive survived",
    ),
    formula(
        rf"\bneed(?:s|ed)? (?:at least )?{amount('a')}(?: of (?:the )?{AMOUNT})?\b[^.;\d]{{0,60}}?\b(?:won|has|had|got|took|received|holds|held|have|get|hold|win) (?:only |just )?{amount('b')},? (?:[a-z]+ ){{0,4}}?{amount('x')} (?:seats? |votes? |signatures? )?(?:too few|short|shy)\b",
        lambda f: f["a"] - f["b"],
        "short shy few",
    ),
    formula(
        rf"{amount('a')} (?:wins?|victories)(?:,| and|, and) {amount('b')} (?:loss(?:es)?|defeats?)(?:,? and {amount('c')} (?:draws?|ties?))?,?(?: has| have)? played {amount('x')} {_GAMES}\b",
        lambda f: f["a"] + f["b"] + f.get("c", 0),
        "games matches fixtures outings starts bouts fights",
    ),
    formula(
        rf"{amount('a')} (?:wins?|victories)(?:,| and|, and) {amount('b')} (?:draws?|ties?),? and {amount('c')} (?:loss(?:es)?|defeats?),?(?: has| have)?(?: played| in| from| after) {amount('x')} {_GAMES}\b",
        lambda f: f["a"] + f["b"] + f["c"],
        "games matches fixtures outings starts bouts fights",
    ),
    formula(
        rf"\b(?:of|at) {amount('e')} (?:each )?(?:(?:were |was |have been |had been )?(?:given|sent|paid|issued|charged|handed|imposed|levied|awarded|made) )?(?:to|from|by|on) {amount('n')} [a-z]+,? (?:bringing in|raising|totaling|totalling|for a total of|or a total of|a total of|earning|yielding|costing|worth) (?:a total of |the \w+ )?{_ABOUT}{amount('x')}(?! each| apiece)",
        lambda f: f["e"] * f["n"],
        "bringing raising totaling totalling total earning yielding costing worth",
    ),
    formula(
        rf"{amount('a')} of {_THE}{amount('n')} [a-z]+(?:[^.;\d]{{1,40}}?{amount('b')})?(?:[^.;\d]{{1,40}}?{amount('c')})?(?: [a-z]+)?,? leaving {_JUST}{amount('x')} (?:seats |votes |of them )?(?:for|to|in|unaccounted|vacant|empty|undecided|undeclared|uncounted)\b",
        lambda f: f["n"] - f["a"] - f.get("b", 0) - f.get("c", 0),
        "leaving",
    ),
    formula(
        rf"{amount('n')} [a-z]+(?: [a-z]+){{0,2}}, of (?:whom|which) {amount('x')},? or {_SHARE},",
        lambda f: f["share"] * f["n"],
        "of",
    ),
    formula(
        rf"{amount('a')}(?: [a-z][a-z ]{{0,30}}?)? (?:is|was|are|were) {amount('x')} (?:[a-z]+ )?(?:more|higher|larger|bigger) than (?:last year's |the |its |their |[a-z]+'s ){{1,2}}?{amount('b')}(?! (?:to|and|or))",
        lambda f: f["a"] - f["b"],
        "than",
    ),
    formula(
        rf"{amount('a')}(?: [a-z][a-z ]{{0,30}}?)? (?:is|was|are|were) {amount('x')} (?:[a-z]+ )?(?:less|lower|fewer|smaller) than (?:last year's |the |its |their |[a-z]+'s ){{1,2}}?{amount('b')}(?! (?:to|and|or))",
        lambda f: f["b"] - f["a"],
        "than",
    ),
    formula(
        rf"(?<![\w,.])(?P<n>{NUMBER})-(?:member|seat|person|judge) [a-z]+ (?:was |is )?(?:split evenly|evenly split|deadlocked|divided evenly|evenly divided),? with {amount('x')} (?:votes |members |seats )?(?:on|for) each\b",
        lambda f: f["n"] / 2,
        "evenly deadlocked",
    ),
    formula(
        rf"(?<![\w,.])(?P<n>{NUMBER})-(?:member|seat|person|judge) (?:[a-z]+ ){{1,3}}(?:voted|split|ruled|decided|divided) (?P<a>\d{{1,3}})(?:-| to )(?P<x>\d{{1,3}})(?![\w-]|[.,]\d)",
        lambda f: f["n"] - f["a"],
        "voted split ruled decided divided",
        most=True,
    ),
    formula(
        rf"{amount('a')} (?:[a-z]+ )?(?:men|women|boys|girls) and {amount('b')} (?:[a-z]+ )?(?:men|women|boys|girls) [^.;\d]{{3,80}}\. (?:All|The) (?:of the )?{amount('x')} (?:were|are|have|had|will|of them|of whom|people|children|suspects|prisoners|passengers)\b",
        lambda f: f["a"] + f["b"],
        "men women boys girls",
    ),
    formula(
        rf"{amount('a')} years (?:for|on) [^.;\d]{{2,60}}? and (?:another |a further )?{amount('b')} (?:years )?(?:for|on) (?:(?!concurrent)[^.;\d]){{2,90}}?(?:, for|,) (?:a |in )?total of {amount('x')} years\b",
        lambda f: f["a"] + f["b"],
        "total",
    ),
    formula(
        rf"\brecord,? (?:of )?{amount('a')} [a-z]+,? (?:broke|beat|topped|bettered|surpassed|passed) the (?:old|previous|former) (?:one|record|mark|best) of {amount('b')} by {amount('x')}\b",
        lambda f: abs(f["a"] - f["b"]),
        "record",
    ),
    formula(
        rf"\b[Oo]f every {amount('n')} [a-z]+(?: [a-z]+)?, {amount('a')} [^.;\d]{{1,30}}?,? or {_ABOUT}{amount('x')}",
        lambda f: 100 * f["a"] / f["n"],
        "every",
        percent=True,
    ),
    formula(
        rf"{_SHARE} of {_THE}{amount('a')} [^.;\d]{{1,60}}?,? (?:and|with|while) the (?:remaining|other) {amount('x')} ",
        lambda f: (1 - f["share"]) * f["a"],
        "remaining other",
    ),
    formula(
        rf"\b(?:sold|gave away|lost|leased|closed|sells?|closes?|gives? away|leases?) {amount('a')} of (?:its|their|his|her|the) {amount('n')} [a-z]+,? (?:keeping|retaining|and (?:kept|keeps?) the other|leaving (?:it|them|him|her) with) (?:just |only )?{amount('x')}",
        lambda f: f["n"] - f["a"],
        "keeping retaining kept keep keeps leaving",
    ),
    formula(
        rf"{amount('a')} minutes,? (?:or|\(|which is) (?P<n>{NUMBER}) hours?(?: and|,)? {amount('x')} minutes\b",
        lambda f: f["a"] - 60 * f["n"],
        "minutes",
    ),
    formula(
        rf"{amount('a')} [a-z]+ and {amount('n')} (?P<per>[a-z]+?)s?, or {_ABOUT}{amount('x')} [a-z]+ (?:for each|for every|to each|per|to a) (?P=per)\b",
        lambda f: f["a"] / f["n"],
        "for per each to",
    ),
    formula(
        rf"\b[Aa]t {amount('e')} (?:an?|per|each|for each|for every) (?P<unit>[a-z]+),? {amount('n')} (?P=unit)?[a-z]* ?(?:[a-z]+ ){{0,3}}?(?:costs?|cost|would cost|will cost|brings?|would bring|is worth|are worth|comes? to|came to|makes?) {_ABOUT}{amount('x')}",
        lambda f: f["e"] * f["n"],
        "at",
    ),
    formula(
        rf"{amount('n')} (?:[a-z]+ )?shares\b[^.;\d]{{0,30}}?(?: at| for| valued at| worth) {amount('a')},? or {_ABOUT}{amount('x')} (?:a|per|each) share\b",
        lambda f: f["a"] / f["n"],
        "shares",
    ),
    formula(
        rf"{amount('a')}(?: [a-z]+)?, (?:up|down|compared with|against) (?:from )?{amount('b')}(?: [a-z][a-z ]{{0,25}}?)?,? (?:a|an) (?:gain|increase|rise|jump|drop|decline|fall|decrease|loss|difference|growth) of {_ABOUT}{amount('x')}(?! ?(?:%|per|points|percentage))",
        lambda f: abs(f["a"] - f["b"]),
        "gain increase rise jump drop decline fall decrease loss difference growth",
    ),
    formula(
        rf"\b(?:to|was|is|were) {amount('a')}(?: [a-z]+)? from {amount('b')}(?: [a-z]+)?(?: [a-z][a-z ]{{0,25}}?)?,? (?:a|an) (?:gain|increase|rise|jump|drop|decline|fall|decrease|loss|difference|growth) of {_ABOUT}{amount('x')}(?! ?(?:%|per|points|percentage))",
        lambda f: abs(f["a"] - f["b"]),
        "gain increase rise jump drop decline fall decrease loss difference growth",
    ),
    formula(
        rf", {amount('a')} and {amount('b')}, (?:are|were) {amount('x')} years apart\b",
        lambda f: abs(f["a"] - f["b"]),
        "apart",
    ),
    formula(
        rf"{amount('a')} over {amount('n')} (?P<span>years|months|weeks)\b[^.;\d]{{0,30}}?\b(?:or|comes to|works out at|amounts to|means|is) {_ABOUT}{amount('x')} an? (?P<each>month|week|year)\b",
        lambda f: f["a"] / f["n"] / f["times"],
        "over",
    ),
    formula(
        rf"{amount('a')} feet (?:tall|high|long|deep),? (?:or )?{amount('x')} feet (?:taller|higher|longer|deeper) than (?:the |its |their )?{amount('b')}-foot\b",
        lambda f: f["a"] - f["b"],
        "foot",
    ),
    formula(
        rf"(?<!, ){amount('a')} [a-z]+(?: [a-z]+)? and {amount('b')} [a-z]+(?: [a-z]+)?(?:, or|,| —|, for) {_ABOUT}{amount('x')} (?:[a-z]+ )?{_ALL}\b",
        lambda f: f["a"] + f["b"],
        "all total altogether overall told",
    ),
)  # fmt: skip
_IN_ONE = {"years": 365.25, "months": 365.25 / 12, "weeks": 7.0}
_PARTS = ("a", "b", "c", "e", "n")
_NEAR = {"fraction": 0.05, "percent": 0.011}  # of the whole, that a share may be rounded by


def reckoned(views: Sequence[View], table: Sequence[Formula] = _FORMULAS) -> Iterator[Finding]:
    """“Two-thirds of the 90 delegates, or 45 people”: it is 60."""
    for line in table:
        for view in having(views, line.words):
            for match in line.pattern.finditer(view.plain):
                if not view.quoted(*match.span()):
                    yield from _wrong(view, match, line)


def _wrong(view: View, match: re.Match[str], line: Formula) -> Iterator[Finding]:
    groups = {name: text for name, text in match.groupdict().items() if text}
    parts = {name: parse(groups[name]) for name in _PARTS if name in groups}
    claim = parse(groups["x"])
    if not _alike(parts, claim._replace(unit="") if line.percent and claim.unit == "%" else claim):
        return
    figures = {name: part.value for name, part in parts.items()}
    slack = claim.slack + sum(part.slack for part in parts.values() if part.slack < part.value)
    if "span" in groups:
        figures["times"] = _IN_ONE[groups["span"]] / _IN_ONE[groups["each"] + "s"]
    share = _share(groups)
    if share is not None:
        figures["share"] = share
        slack += _NEAR["fraction" if "fraction" in groups else "percent"] * max(figures.values())
    right = line.right(figures)
    if "e" in parts:
        slack = 0.02 * right + claim.slack
    near = slack + (0.1 * right if "about" in groups else 0) + line.near
    if line.most and claim.value <= right:
        return
    if right > 0 and abs(right - claim.value) > near + 1e-9:
        told = " and ".join(dict.fromkeys(part.text for part in parts.values()))
        yield finding(view, match.span("x"), like(right, claim), told=told)


def _alike(parts: Mapping[str, Amount], claim: Amount) -> bool:
    """Whether the figures can be reckoned with: those that are added in one unit, no shares, no years."""
    summed = {part.unit for name, part in parts.items() if name not in "ne"}
    each = parts.get("e")
    if each is not None:
        return each.unit == claim.unit != "" and not parts["n"].unit
    if "n" in parts and claim.unit and not parts["n"].unit:
        return summed == {claim.unit} and claim.unit != "%"
    units = summed | {parts["n"].unit} if "n" in parts else summed
    years = any(part.text.isdigit() and 1500 < part.value < 2100 for part in (*parts.values(), claim))
    return units == {claim.unit} and claim.unit != "%" and not years


def _share(groups: Mapping[str, str]) -> float | None:
    if "fraction" in groups:
        return fraction(groups["fraction"])
    if "percent" in groups:
        return float(groups["percent"]) / 100
    return to_number(groups["one"]) / to_number(groups["every"]) if "one" in groups else None


# ── So many of them, or one in five ─────────────────────────────────────────────────────────────────────

_OF_THEM = lazy(
    rf"{amount('n')} [a-z]+(?:[^.;\d]{{1,60}}?)? {amount('a')} of them,? (?:or|\() ?(?P<about>about |nearly |almost |roughly |more than |less than )?{_SHARE}"
)


def shares(views: Sequence[View]) -> Iterator[Finding]:
    """“Helped 2,000 families, 500 of them, or one in five, …”: one in four."""
    for view in having(views, frozenset({"them"})):
        for match in led_by_number(_OF_THEM, view):
            groups = {name: text for name, text in match.groupdict().items() if text}
            whole, part, share = parse(match["n"]), parse(match["a"]), _share(groups)
            if (
                share is None
                or whole.unit
                or part.unit
                or not 0 < part.value < whole.value
                or view.quoted(*match.span())
            ):
                continue
            name = next(name for name in ("fraction", "percent", "one") if name in groups)
            near = (0.2 if "about" in groups else 0.08 if name != "percent" else 0.0) * share + 0.011
            right = part.value / whole.value
            if abs(right - share) > near:
                every = round(1 / right)
                exact = name == "one" and match["one"] == "one" and abs(every * right - 1) < 0.02
                span = match.span(name) if name != "one" else (match.start("one"), match.end("every"))
                text = (
                    f"one in {in_words(every)}"
                    if exact
                    else f"{100 * right:.0f}{'' if name == 'percent' else ' percent'}"
                )
                yield finding(view, span, text, told=f"{part.text} of {whole.text}")


# ── Lists and what they are in all ──────────────────────────────────────────────────────────────────────

_LISTED = lazy(
    rf"(?P<list>(?:{AMOUNT}(?: [a-z]+){{0,2}}, ){{2,}}(?:and )?{AMOUNT}(?: [a-z]+){{0,2}},? and {AMOUNT}|(?:{AMOUNT}(?: [a-z]+){{0,2}}, ){{2,}}and {AMOUNT})"
    rf"(?: [a-z]+){{0,3}}?(?:, for|, or|,| —| –) (?:a total of )?{amount('x')} (?:[a-z]+ )?{_ALL}\b"
)
_IN_LIST = lazy(AMOUNT)


def listed(views: Sequence[View]) -> Iterator[Finding]:
    """“Sales of $10 million, $12 million, $9 million and $11 million, for $44 million in all”."""
    for view in having(views, frozenset({"all", "total", "altogether", "overall", "told"})):
        for match in led_by_number(_LISTED, view):
            parts = [parse(one.group()) for one in _IN_LIST.finditer(match["list"])]
            claim, right = parse(match["x"]), sum(part.value for part in parts)
            # “In 1902, 1907 and 1911, three in all” counts them.
            alike = {part.unit for part in parts} == {claim.unit} and claim.value != len(parts)
            if (
                alike
                and abs(right - claim.value) > rounding(*parts, claim) + 1e-9
                and not view.quoted(*match.span())
            ):
                yield finding(view, match.span("x"), like(right, claim), told=match["list"])


# ── Way, time and speed ─────────────────────────────────────────────────────────────────────────────────

_TIME = lazy(
    rf"(?<![\w.,-])(?:(?<=\b(?:in|takes?|took|taking|lasts?|lasted|needs?|needed) (?:about |nearly |just )?)(?P<n>{NUMBER}) (?P<unit>hour|minute)s?\b|(?P<n>{NUMBER})[- ](?P<unit>hour|minute)s? (?:to [a-z]+|trip|drive|ride|journey|flight|race|run)\b)"
)
_WAY = lazy(rf"(?<![\w.,$-])(?P<n>{NUMBER})[- ](?P<unit>mile|kilomet(?:er|re)|km)s?\b(?! (?:an|per|a) hour)")
_SPEED = lazy(
    rf"\baverag(?:e|ed|es|ing)(?: speed)?(?: of)? (?P<n>{AMOUNT}) ?(?:(?P<miles>miles (?:an|per) hour|mph)|(?:kilomet(?:er|re)s (?:an|per) hour|km/h|kph|kmh))"
)
_FAR = 0.08  # of the speed


def speeds(views: Sequence[View]) -> Iterator[Finding]:
    """“Takes three hours to cover the 180 miles at an average of 90 miles an hour”: that is 60."""
    for view in having(views, frozenset({"average", "averaged", "averages", "averaging"})):
        for match in _SPEED.finditer(view.plain):
            sentence = view.sentence_at(match.start())
            if sentence is None or view.quoted(*match.span()):
                continue
            bounds = sentence.start, sentence.end
            times = list(_TIME.finditer(view.plain, *bounds))
            ways = [
                way
                for way in _WAY.finditer(view.plain, *bounds)
                if not match.start() <= way.start() < match.end()
            ]
            in_miles = bool(match["miles"])
            if len(ways) != 1 or len(times) != 1 or (ways[0]["unit"] == "mile") != in_miles:
                continue
            hours = to_number(times[0]["n"]) / (60 if times[0]["unit"] == "minute" else 1)
            way, claim = parse(ways[0]["n"]), parse(match["n"])
            right = way.value / hours if hours else 0
            if right and abs(right - claim.value) > _FAR * right + claim.slack + way.slack / hours:
                told = f"{ways[0].group()} and {times[0].group()}"
                yield finding(view, match.span("n"), like(right, claim), told=told)
