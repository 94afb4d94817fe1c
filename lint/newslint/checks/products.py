"""A count, a sum for each and a total: whichever way they are told, the total is the sum by the count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..document import Sentence, View
from ..patterns import lazy
from ..rule import Finding
from .balance import Quantity, quantities
from .quantity import ROUGHLY, amount, finding, like, parse
from .sequels import sequel

_COUNT = amount("count")
_EACH_SUM, _TOTAL = amount("each"), amount("total")
_THE = r"(?:the |its |their |his |her )?"
_WHAT = r"(?P<what>[a-z][\w -]{1,40}?)"
_APIECE = r"(?:apiece|each|(?:per|an?) (?P<one>[a-z]+))"
_OR_EACH = rf"(?:,| —| –) (?:or|(?:or )?an average of) (?:{ROUGHLY})?{_EACH_SUM} {_APIECE}"
_OR_TOTAL = rf"(?:or|for|a total of|at a cost of) (?:a total of )?{_TOTAL}"
_TOLD = [
    lazy(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_TOTAL} (?:for|on) {_THE}{_COUNT} {_WHAT}{_OR_EACH}",
        rf"{_COUNT} {_WHAT} for (?:a total of )?{_TOTAL}{_OR_EACH}",
        rf"{_TOTAL} (?:[a-z]+ ){{1,3}}?(?:for|on) {_THE}{_COUNT} {_WHAT},? (?:which (?:will )?cost|that (?:will )?cost|costing|priced at|at a cost of|at) "
        rf"(?:{ROUGHLY})?{_EACH_SUM} {_APIECE}",
        rf"{_TOTAL}\b[^.;:]{{0,60}}? (?:shared|split|divided|distributed) (?:equally |evenly )?(?:by|among|between) {_THE}{_COUNT} {_WHAT},? "
        rf"(?:who|which|with|each of whom) (?:[a-z]+ ){{1,3}}?(?:{ROUGHLY})?{_EACH_SUM}(?: {_APIECE})?(?=[,.;]|$| )",
        rf"{_COUNT} {_WHAT} (?:at|for) {_EACH_SUM} {_APIECE}(?:,? for a total of|, or|,? a total of|, totaling) {_TOTAL}",
        rf"\beach of {_THE}{_COUNT} [a-z][a-z -]{{1,40}}? {_EACH_SUM}(?: [a-z]+ ){{0,3}}?,? {_OR_TOTAL} (?:in all|in total|altogether|overall|a (?:year|month|week|day))?",
        rf"{_EACH_SUM} (?:each )?(?:to|for) each of {_THE}{_COUNT} [^.;:\d]{{1,50}}?, (?:or |for )?(?:a total of )?{_TOTAL}",
        rf"{_COUNT} [a-z][a-z -]{{1,40}}? (?:will |would |to )?(?:each (?:[a-z]+ ){{1,3}}?{_EACH_SUM}|[a-z]+ {amount('each2')} (?:each|apiece)),? {_OR_TOTAL}",
    )
]
_PER_HEAD = ("head", "person", "capita")
_SIGN = lazy(r"[$£€¥]")
_EACH = lazy(r"\b(?:each|apiece|per (?!cent|year|month|week|day|hour|capita|annum)[a-z]+)\b")
_PER_TIME = lazy(r"\b(?:an?|per|each|every) (?:year|month|week|day)\b|\bannual")
_SLIPS = (1e3, 1e-3)  # a “million” for a “billion”
_NEAR = 0.02


class Product(NamedTuple):
    """The three figures of a sentence."""

    total: Quantity
    number: Quantity
    each: Quantity

    def is_right(self) -> bool:
        """Whether the three go together, rounding allowed for, or cannot be set against each other."""
        total, count, each = (one.amount for one in self)
        if count.unit or count.low <= 0 or total.unit != each.unit or total.unit in ("", "%"):
            return True
        near = max(_NEAR * each.value, each.value / 2 if total.slack >= total.value else 0.0)
        return each.fits(total.low / count.high, total.high / count.low, near)


def products(views: Sequence[View]) -> Iterator[Finding]:
    """“$300 million for 12 trains, or $30 million apiece”; “cost each of the 2,000 households $50, or $1 million in all”."""
    for at, view in enumerate(views):
        if not _SIGN.search(view.plain):
            continue
        told = list(_told(view))
        for one in told:
            yield from _wrong(view, one)
        for sentence in view.sentences if _EACH.search(view.plain) else ():
            if not any(sentence.start <= one.number.start < sentence.end for one in told):
                yield from (found for one in _balanced(view, sentence) for found in _wrong(view, one))
        if not _SHARING.isdisjoint(view.words):
            yield from _shared(views, at)


def _wrong(view: View, one: Product) -> Iterator[Finding]:
    if one.is_right():
        return
    total, count, each = (part.amount for part in one)
    exact = count.value * each.value / total.value
    in_all = one.total.start > one.each.start or any(abs(exact / by - 1) < _NEAR for by in _SLIPS)
    right = like(count.value * each.value, total) if in_all else like(total.value / count.value, each)
    place = one.total if in_all else one.each
    yield finding(view, (place.start, place.end), right, total=total.text, count=count.text, each=each.text)


def _told(view: View) -> Iterator[Product]:
    """The products that one of the usual turns tells."""
    for pattern in _TOLD:
        for match in pattern.finditer(view.plain):
            groups = match.groupdict()
            one = groups.get("one")
            if (
                one
                and one not in _PER_HEAD
                and not any(word.startswith(one) for word in match["what"].split())
            ):
                continue
            each = "each" if groups["each"] else "each2"
            yield Product(
                *(Quantity(parse(match[name]), *match.span(name)) for name in ("total", "count", each))
            )


def _balanced(view: View, sentence: Sentence) -> Iterator[Product]:
    """A sentence with a word for “each”, two sums and one count leaves one reading."""
    if sum(1 for _ in _EACH.finditer(view.plain, sentence.start, sentence.end)) != 1:
        return
    if _PER_TIME.search(view.plain, sentence.start, sentence.end):
        return
    all_ = quantities(view, sentence)
    money = [one for one in all_ if one.amount.unit not in ("", "%")]
    counts = [one for one in all_ if not one.amount.unit]
    if len(money) != 2 or len(counts) != 1 or len(all_) != 3 or counts[0].amount.value < 2:
        return
    each, total = sorted(money, key=lambda one: one.amount.value)
    place = next(_EACH.finditer(view.plain, sentence.start, sentence.end))
    if min(abs(each.end - place.start()), abs(each.start - place.end())) > min(
        abs(total.end - place.start()), abs(total.start - place.end())
    ):
        return
    yield Product(total, counts[0], each)


# ── Shared equally, in two sentences ────────────────────────────────────────────────────────────────────

_SHARING = frozenset("share shared sharing split divide divided distributed".split())
_EQUALLY = lazy(r"(?i)\b(?:equally|evenly|equal (?:shares|parts|amounts))\b")
_SHARE = lazy(
    r"(?i)\b(?:will|would|to|can|is|are|was|were|be|been|and|,) (?:share|split|divide|shared|divided|distributed|sharing)\b"
)
_EACH_GETS = lazy(
    rf"\b[Ee]ach(?: [a-z]+){{0,2}}? (?:will |would |is to |can |could )?(?:get|gets|got|receive|receives|received|gives?|be given|be paid|have)? ?{_EACH_SUM}(?=[.;]|$|,? (?:to|for|and|which)\b)|{amount('apiece')} (?:each|apiece)(?=[,.;]|$)"
)
_VAGUE = lazy(r"(?i)\b(?:least|up to|average|about|around|nearly|almost|roughly|more|less|each|per)\b")
_UNEVEN = lazy(
    r"(?i)\b(?:least|up to|most|average|about|around|nearly|almost|roughly|more|less|over|under|year|month|week|first|remaining|rest|initial|initially|other|per|percent|minimum|maximum|plus|also|another|after)\b|%"
)


def _shared(views: Sequence[View], at: int) -> Iterator[Finding]:
    """“Sixty schools are to split £300,000. It goes in equal shares, so that each school gets £500.”"""
    view = views[at]
    for sentence in view.sentences_with(_SHARING):
        told = quantities(view, sentence)
        money = [one for one in told if one.amount.unit not in ("", "%")]
        text = view.plain[sentence.start : sentence.end]
        if len(money) != 1 or len(told) > 2 or not _SHARE.search(text):
            continue
        follows = sequel(views, at, sentence)
        if follows and not quantities(*follows) and not _EQUALLY.search(_text(*follows)):
            follows = sequel(views, views.index(follows[0]), follows[1])
            equally = True  # the sentence between may have changed what is shared
        else:
            equally = False
        if follows:
            yield from _each_of(text, told, *follows, equally)


def _each_of(
    text: str, first: Sequence[Quantity], view: View, after: Sentence, equally: bool
) -> Iterator[Finding]:
    """The sum for each in the sentence after, where it is the only one and no other shares are told."""
    each = _EACH_GETS.search(view.plain, after.start, after.end)
    same = _EQUALLY.search(text) or _EQUALLY.search(_text(view, after))
    if each is None or _UNEVEN.search(_text(view, after)) or (_VAGUE if same else _UNEVEN).search(text):
        return
    second = quantities(view, after)
    counts = [one for one in (*first, *second) if not one.amount.unit and one.amount.value > 1]
    if len(counts) != 1 or len(first) + len(second) != 3:
        return
    total = next(one for one in first if one.amount.unit)
    name = "each" if each["each"] else "apiece"
    if same or (each.start() == after.start and not equally):
        yield from _wrong_each(view, total, counts[0], Quantity(parse(each[name]), *each.span(name)))


def _text(view: View, sentence: Sentence) -> str:
    return view.plain[sentence.start : sentence.end]


def _wrong_each(view: View, total: Quantity, count: Quantity, each: Quantity) -> Iterator[Finding]:
    """What is wrong with the sum for each, which stands apart from the other two."""
    one = Product(total, count, each)
    if not one.is_right() and not view.quoted(each.start, each.end):
        right = like(total.amount.value / count.amount.value, each.amount)
        told = {"total": total.amount.text, "count": count.amount.text, "each": each.amount.text}
        yield finding(view, (each.start, each.end), right, **told)
