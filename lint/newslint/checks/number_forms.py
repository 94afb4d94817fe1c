"""Numbers written in two ways in one story (“4 vans” beside “nine vans”), or in letters and figures at once (“1O”, “five %”)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import BODY, CAPTION, LEAD, View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding
from .numbers import MEASURES
from .quantity import ORDINALS, finding, grouped, in_words, to_number

_PROSE = (LEAD, BODY, CAPTION)
_PEOPLE = frozenset(("people", "men", "women", "children", "police", "mice", "geese", "sheep"))


def _is_plural(word: str) -> bool:
    return word in _PEOPLE or (word.endswith("s") and default_lexicon().may_be(word, "NNS"))


# ── Four figures ────────────────────────────────────────────────────────────────────────────────────────

_GROUPED = lazy(r"(?<![\w.,-])[$£€]?\d{1,3}(?:,\d{3})+(?![\w,])")
_FOUR = lazy(
    r"(?<![\w.,:/#+&=~-])(?P<sign>[$£€])?(?P<number>[1-9]\d{3}) (?:(?:new|old|small|large|big|local|full-time|extra|more|other|young|foreign|public|private|additional|square|stray|wild|electric) )?(?P<word>[a-z]+)\b"
)
_LABEL = lazy(
    r"(?:\b(?:No|number|code|zip|box|route|flight|case|bill|page|lot|model|room|unit|bus|train|fiscal|year)\.?|[A-Z][a-z]*,?) $"
)
_YEARS = range(1500, 2101)


def four_figures(views: Sequence[View]) -> Iterator[Finding]:
    """“5600 workers” in a story that has “12,400 people”."""
    if not any(_GROUPED.search(view.plain) for view in views):
        return
    for view in views:
        for match in _FOUR.finditer(view.plain):
            number = int(match["number"])
            before = view.plain[max(0, match.start() - 14) : match.start()]
            if view.quoted(*match.span()) or match["word"] in ("meters", "metres", "m", "hours", "hrs"):
                continue
            counted = _is_plural(match["word"]) and not (number in _YEARS or _LABEL.search(before))
            if (
                match["sign"]
                or counted
                or (number not in _YEARS and match["word"] in _UNITS and not _CODED.search(before))
            ):
                yield finding(view, match.span("number"), grouped(number))


_CODED = lazy(r"[A-Z]\w* $")
_UNITS = frozenset(
    "people miles acres tons tonnes feet square men women workers children votes homes jobs".split()
)

# ── Twenty-two beside 22 ────────────────────────────────────────────────────────────────────────────────

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_COMPOUND = lazy(
    rf"(?<=[a-z,;] )(?P<word>(?:{_TENS})-(?:{_ONES})|eleven|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)(?= (?P<noun>[a-z]+)\b)"
)
_FIGURES = lazy(r"(?<![\w.,:/$£€-])(?P<figure>[1-9]\d)(?= (?P<noun>[a-z]+)\b)")


def large_words(views: Sequence[View]) -> Iterator[Finding]:
    """“Twenty-two women” in a story that has “31 men” and “45 boys”."""
    figures = words = 0
    found = []
    for view in views:
        if view.block.scope not in _PROSE:
            continue
        figures += sum(
            _is_plural(match["noun"]) and not view.quoted(*match.span())
            for match in _FIGURES.finditer(view.plain)
        )
        uses = [
            match
            for match in _COMPOUND.finditer(view.plain)
            if _is_plural(match["noun"]) and not view.quoted(*match.span())
        ]
        words += len(uses)
        found += [(view, match) for match in uses]
    if words and figures > words:
        for view, match in found:
            yield finding(view, match.span("word"), f"{to_number(match['word']):.0f}")


# ── 4 vans beside nine vans ─────────────────────────────────────────────────────────────────────────────

_SMALL = lazy(
    r"(?<![\w.,:/$£€#-])(?:(?P<figure>[2-9])|(?P<word>(?i:two|three|four|five|six|seven|eight|nine))) (?P<noun>[a-z]+)\b(?! (?:[a-z]+ )?(?:to|per)\b)(?![-'])"
)
_NAMED = lazy(
    r"(?:[A-Z][\w'.-]*|\b(?:[Nn]o|[Ll]evel|[Pp]hase|[Cc]hapter|[Pp]age|to|and|or|by|of|at|x)\.?|%|\)) $"
)


def small_figures(views: Sequence[View]) -> Iterator[Finding]:
    """“4 bikes” in a story that counts “nine vans” and “six lorries”."""
    words, found = 0, []
    for view in views:
        for match in _SMALL.finditer(view.plain) if view.block.scope in _PROSE else ():
            if not _is_plural(match["noun"]) or match["noun"] in MEASURES or view.quoted(*match.span()):
                continue
            if match["word"]:
                words += 1
            elif not _NAMED.search(view.plain, max(0, match.start() - 20), match.start()):
                found.append((view, match))
    if words >= 2 * len(found) > 0:
        for view, match in found:
            yield finding(view, match.span("figure"), in_words(int(match["figure"])))


# ── 3rd beside second ───────────────────────────────────────────────────────────────────────────────────

_SHORT = lazy(
    r"(?<![\w.,$£€#-])(?P<number>[1-9])(?:st|nd|rd|th)(?![\w-])(?! (?:of )?(?:[A-Z]|century|ed\b|edition|grade|floor|street|district|down|quarter))(?P<after>.{0,8})"
)
_MONTHS = r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DATED = lazy(rf"(?:{_MONTHS}|\bthe|[A-Z]\w*,?) $")
_LONG = lazy(rf"(?<=[a-z] )(?:{'|'.join(ORDINALS[1:9])})(?= [a-z])(?! (?:of all|half|hand))")


def small_ordinals(views: Sequence[View]) -> Iterator[Finding]:
    """“Finished 3rd” in a story that has “was second”."""
    words = sum(1 for view in views for _ in _LONG.finditer(view.plain) if view.block.scope in _PROSE)
    if not words:
        return
    found: list[tuple[View, re.Match[str]]] = [
        (view, match)
        for view in views
        for match in (_SHORT.finditer(view.plain) if view.block.scope in _PROSE else ())
        if not _DATED.search(view.plain, max(0, match.start() - 20), match.start())
        and not view.quoted(*match.span())
    ]
    if words >= len(found):
        for view, match in found:
            yield finding(view, (match.start(), match.end("number") + 2), ORDINALS[int(match["number"]) - 1])


# ── Letters and words where figures stand ───────────────────────────────────────────────────────────────

_LETTERED = lazy(r"(?<![\w.$£€/-])\d+O\d*(?![\w-])|(?<![\w./-])\d+[Ol]\d+(?![\w-])")


def lettered(views: Sequence[View]) -> Iterator[Finding]:
    """“1O cars”, “4l2 meters”: a letter typed for a nought or a one."""
    for view in views:
        for match in _LETTERED.finditer(view.plain):
            yield finding(view, match.span(), match.group().replace("O", "0").replace("l", "1"))


_HALF_IN_WORDS = lazy(rf"\b(?P<tens>{_TENS})-(?P<ones>[1-9])\b(?![-\d])")


def half_in_words(views: Sequence[View]) -> Iterator[Finding]:
    """“Twenty-2 buses”: 22, or twenty-two."""
    for view in views:
        for match in _HALF_IN_WORDS.finditer(view.folded):
            number = int(to_number(match["tens"])) + int(match["ones"])
            yield finding(view, match.span(), str(number), in_words(number))


_PERCENT = lazy(rf"\b(?P<number>(?:{_TENS})(?:-(?:{_ONES}))?|{_ONES}|ten|eleven|twelve|fifteen) ?%")


def word_percents(views: Sequence[View]) -> Iterator[Finding]:
    """“Five %”: the sign belongs to figures."""
    for view in views:
        for match in _PERCENT.finditer(view.folded) if "%" in view.folded else ():
            number = to_number(match["number"])
            yield finding(view, match.span(), f"{number:.0f}%", f"{match['number']} percent")


_ENDED = lazy(r"(?<![\w/])(?P<over>\d)/(?P<under>[2-9]|10)(?:rds?|ths?|nds?)\b")


def ended_fractions(views: Sequence[View]) -> Iterator[Finding]:
    """“2/3rds of the members”: two-thirds."""
    for view in views:
        for match in _ENDED.finditer(view.plain):
            over, under = int(match["over"]), int(match["under"])
            part = "half" if under == 2 else "quarter" if under == 4 else ORDINALS[under - 1]
            yield finding(view, match.span(), f"{in_words(over)}-{part}{'s' if over > 1 else ''}")
