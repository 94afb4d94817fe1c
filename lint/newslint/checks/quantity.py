"""Numbers as news copy writes them: “$1.9 billion”, “20%”, “two”, “3,200”; read, compared and written."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from ..document import View
from ..patterns import lazy
from ..rule import Finding, Replace

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_PARTS_OF_ONE = {"half": 2, "third": 3, "quarter": 4, "fourth": 4} | {
    name: at for at, name in enumerate(ORDINALS[4:10], 5)
}
_OVER = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "nine": 9}
PIECE = rf"(?:half|(?:{'|'.join(_OVER)})[- ](?:{'|'.join(_PARTS_OF_ONE)})s?)"
FRACTION = rf"(?:{PIECE}(?! an?\b| of an? |'s?\b))"


def fraction(text: str) -> float:
    """The value of a FRACTION: “a third”, “two-thirds”, “half”."""
    over, _, part = text.lower().replace("-", " ").rpartition(" ")
    part = part if part in _PARTS_OF_ONE else part.removesuffix("s")
    return _OVER[over or "one"] / _PARTS_OF_ONE[part]


_SHORT_SCALES = {"m": 1e6, "bn": 1e9, "tn": 1e12}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(_ONES[:0:-1])})"

NUMERAL = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
NUMBER = rf"(?:{NUMERAL}|(?i:{_WORD}\b))"
CURRENCY = r"(?:(?:US|C|A|HK|NZ)?\$|[£€¥])"
# After a currency “m” is a million, and after a bare number a meter.
AMOUNT = (
    rf"(?<![\w.,$-])(?:{CURRENCY}{NUMERAL} ?(?:m|bn|tn)\b|{CURRENCY}?{NUMBER}(?![.,]?\d)(?:[ -](?:{'|'.join(_SCALES)})\b)?"
    rf"(?: ?%| per ?cent\b)?)(?![\w°-])"
)
ROUGHLY = (
    r"(?:about|around|roughly|some|nearly|almost|approximately|just over|just under|more than|over"
    r"|less than) "
)
_PARTS = lazy(
    rf"(?P<currency>{CURRENCY})?(?P<number>{NUMBER})(?P<scale>[ -](?:{'|'.join(_SCALES)})| ?(?:m|bn|tn))?(?P<percent> ?%"
    rf"| per ?cent)?"
)


_WORDS = "|".join((*_TENS, *_ONES[1:]))
_BEGINNING = lazy(rf"\d+|\b(?:{_WORDS}|{_WORDS.title()})\b")
_BEGINNINGS = "where numbers begin"
_SIGN = 3  # characters at most of a currency's sign


def led_by_number(pattern: re.Pattern[str], view: View) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` finds, for a pattern that begins with an AMOUNT or a NUMBER: it is tried there alone."""
    if _BEGINNINGS not in view.shared:
        view.shared[_BEGINNINGS] = [*_beginnings(view.plain)]
    end = 0
    for at in cast("list[int]", view.shared[_BEGINNINGS]):
        match = pattern.match(view.plain, at) if at >= end else None
        if match:
            yield match
            end = match.end()


def _beginnings(text: str) -> Iterator[int]:
    for match in _BEGINNING.finditer(text):
        start = match.start()
        if text[start - 1 : start] in ("$", "£", "€", "¥"):
            yield from range(max(0, start - _SIGN), start)
        yield start


class Amount(NamedTuple):
    """A number. `unit` is a currency sign, “%” or nothing; `slack` is what rounding may hide."""

    text: str
    value: float
    slack: float
    unit: str

    def fits(self, low: float, high: float, more: float = 0.0) -> bool:
        """Whether some value from `low` to `high`, `more` on either side, may have been rounded to this."""
        return self.low - more <= high + 1e-9 and low - 1e-9 <= self.high + more

    @property
    def low(self) -> float:
        """The least that may have been rounded to this."""
        return self.value - self.slack

    @property
    def high(self) -> float:
        """The most that may have been rounded to this."""
        return self.value + self.slack


def parse(text: str) -> Amount:
    """The amount that a match of AMOUNT writes."""
    match = _PARTS.fullmatch(text)
    assert match, text
    scale = _scale(match["scale"])
    number = to_number(match["number"])
    unit = match["currency"] or ("%" if match["percent"] else "")
    return Amount(text, number * scale, _slack(match["number"], number, scale), unit)


def _scale(text: str | None) -> float:
    word = (text or "").lstrip(" -")
    return _SHORT_SCALES.get(word) or _SCALES.get(word, 1.0)


def rounding(*amounts: Amount) -> float:
    """What rounding may make of a sum of these: errors that do not all go one way (1.35 is more than two standard deviations)."""
    return 1.35 * math.sqrt(sum(one.slack**2 for one in amounts))


def to_number(text: str) -> float:
    """The value of a NUMBER: “3,200” or “twenty-one”."""
    if text[0].isdigit():
        return float(text.replace(",", ""))
    total = 0
    for word in re.split(r"[- ]", text.lower()):
        total += _ONES.index(word) if word in _ONES else 20 + 10 * _TENS.index(word)
    return float(total)


def _slack(text: str, number: float, scale: float) -> float:
    decimals = len(text.partition(".")[2])
    if decimals or scale > 100:
        return min(0.5 * 10.0**-decimals, 0.1 * number) * scale
    zeros = len(text) - len(text.replace(",", "").rstrip("0")) if text[-1] == "0" else 0
    return min(0.5 * 10.0**zeros, 0.01 * number) * scale if zeros else 0.0


def in_words(number: int) -> str | None:
    """The words for a whole number from 0 to 100; None for others."""
    if 0 <= number < 20:
        return _ONES[number]
    if 20 <= number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")
    return "one hundred" if number == 100 else None


_THOUSAND = 999.95  # of a scale, from which on the next one is used


def like(value: float, model: Amount) -> str:
    """`value` written as the model is: in its currency, scale and decimals, in words if the model is."""
    match = _PARTS.fullmatch(model.text)
    assert match, model.text
    scale = _scale(match["scale"])
    number = match["number"]
    decimals = len(number.partition(".")[2]) if number[0].isdigit() else 0
    shown = value / scale
    larger = next((name for name, size in _SCALES.items() if size == scale * 1e3), "")
    if shown >= _THOUSAND and match["scale"] and larger:
        shown, scale, word = shown / 1e3, scale * 1e3, f"{match['scale'][0]}{larger}"
    else:
        word = match["scale"] or ""
    if not number[0].isdigit() and shown < 10 and abs(shown - round(shown)) < 1e-9:
        written = _ONES[round(shown)]
        written = written.capitalize() if number[0].isupper() else written
    else:
        written = grouped(shown, max(decimals, 1 if scale > 1 and abs(shown - round(shown)) > 0.04 else 0))
    return f"{match['currency'] or ''}{written}{word}{match['percent'] or ''}"


def grouped(value: float, decimals: int = 0) -> str:
    """A number with commas: 12000 -> “12,000”."""
    return f"{value:,.{decimals}f}"


def significant(value: float, digits: int) -> str:
    """A number rounded to so many digits, with commas: 9842.5, 3 -> “9,840”."""
    if not value:
        return "0"
    place = digits - 1 - math.floor(math.log10(abs(value)))
    text = grouped(round(value, place), max(place, 0))
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(name: str) -> str:
    """AMOUNT as a group of this name."""
    return rf"(?P<{name}>{AMOUNT})"


def finding(view: View, span: tuple[int, int], *right: str | None, **values: str) -> Finding:
    """A finding at `span` with what is right, the best first; `values` are for the message."""
    old = view.text[slice(*span)]
    new = [text for text in right if text and text != old]
    options = tuple((Replace(*span, text),) for text in new)
    return Finding(view, *span, options, {"match": old, "right": new[0] if new else "", **values})
