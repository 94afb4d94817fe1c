"""Conversions that are no number with a unit: “half a mile”, “11 stone 4”, Mach, two sides of a field, prices by the gallon; a unit of another kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import View
from ..patterns import lazy
from ..rule import Finding
from .quantity import NUMBER, NUMERAL, finding, significant, to_number
from .units import UNIT, unit_of

_PARTS = {"a": 1.0, "an": 1.0, "one": 1.0, "half a": 0.5, "a half": 0.5, "half": 0.5, "quarter of a": 0.25, "a quarter": 0.25, "three-quarters of a": 0.75, "a third of a": 1 / 3, "two-thirds of a": 2 / 3}  # fmt: skip
_PART = lazy(
    rf"\b(?<!\d )(?<!\bby )(?P<part>(?i:{'|'.join(sorted(_PARTS, key=len, reverse=True))}))[ -](?P<ua>mile|kilometer|kilometre|yard|foot|inch|acre|hectare|pound|ounce|gallon|pint|quart|liter|litre|ton|tonne|square mile|square foot|kilogram)(?P<more> and a half)? \((?:about |nearly |roughly |some |just over |just under )?(?P<b>{NUMERAL})[ -]?(?P<ub>{UNIT})\)"
)
_STONE = lazy(
    rf"(?<![\w.,])(?P<a>{NUMBER}) ?(?:stones?|st),? ?(?P<b>\d{{1,2}}) ?\((?:about )?(?P<c>\d+(?:\.\d+)?) ?(?P<u>kg|kgs|kilos?|kilogram(?:me)?s?)\)",
    re.IGNORECASE,
)
_MACH = lazy(
    rf"\bMach (?P<a>\d+(?:\.\d+)?),? ?\((?:about |nearly |roughly |more than |over )?(?P<b>{NUMERAL}) ?(?P<u>mph|miles per hour|miles an hour|kph|km/h|kilomet(?:er|re)s per hour|kilomet(?:er|re)s an hour)\)"
)
_SOUND = {"m": (660, 768), "k": (1062, 1236)}  # high up, and at the sea
_SIDES = lazy(
    rf"(?<![\w.,])(?P<a>{NUMBER})(?: ?(?P<u1>{UNIT}))?(?: by |-by-| ?x ?)(?P<b>{NUMBER})[ -]?(?P<ua>{UNIT}) \((?:about )?(?P<c>{NUMERAL})(?: ?(?P<u2>{UNIT}))?(?: by |-by-| ?x ?)(?P<d>{NUMERAL})[ -]?(?P<ub>{UNIT})\)",
    re.IGNORECASE,
)
_PRICE = lazy(
    rf"(?P<c1>[$£€])(?P<a>{NUMERAL}) (?:an?|per|for an?) (?P<ua>{UNIT})(?:,| a|,? or)? ?\((?:about )?(?P<c2>[$£€])?(?P<b>{NUMERAL})(?P<cents> cents| pence|p|c)? (?:an?|per) (?P<ub>{UNIT})\)",
    re.IGNORECASE,
)
_NEAR = 0.1
_NEAR_PRICE = 0.04


def parts(views: Sequence[View]) -> Iterator[Finding]:
    """“Half a mile (1.2 kilometers)”, “11 stone 4 (82kg)”, “Mach 2 (1,000 mph)”, “10 by 12 feet (3 by 5 meters)”."""
    for view in views:
        if "(" not in view.text:
            continue
        for match in _PART.finditer(view.plain):
            value = _PARTS[match["part"].lower()] + (0.5 if match["more"] else 0)
            yield from _compare(view, match, value, "ua", "b", "ub")
        for match in _STONE.finditer(view.plain):
            right = 6.35029 * to_number(match["a"]) + 0.453592 * int(match["b"])
            if int(match["b"]) < 14 and abs(right - float(match["c"])) > 0.012 * right + 0.5:
                yield finding(
                    view, match.span("c"), f"{right:.0f}", given=match.group().partition("(")[0].strip()
                )
        for match in _MACH.finditer(view.plain):
            low, high = (float(match["a"]) * speed for speed in _SOUND[match["u"][0].lower()])
            if not 0.95 * low <= to_number(match["b"]) <= 1.05 * high:
                yield finding(view, match.span("b"), significant(high, 2), given=f"Mach {match['a']}")
        for match in _SIDES.finditer(view.plain):
            yield from _compare(
                view,
                match,
                to_number(match["a"]),
                "u1" if match["u1"] else "ua",
                "c",
                "u2" if match["u2"] else "ub",
            )
            yield from _compare(view, match, to_number(match["b"]), "ua", "d", "ub")


def _compare(
    view: View, match: re.Match[str], value: float, given: str, shown: str, unit: str
) -> Iterator[Finding]:
    one, other = unit_of(match[given]), unit_of(match[unit])
    if not set(one.kind.split(" or ")) & set(other.kind.split(" or ")) or one.kind == "temperature":
        return
    result = to_number(match[shown])
    rights = [value * a / b for a in one.sizes for b in other.sizes]
    decimals = len(match[shown].partition(".")[2])
    slack = 0.5 * 10.0**-decimals
    if not any(abs(right - result) <= max(_NEAR * right, slack) for right in rights):
        yield finding(
            view,
            match.span(shown),
            significant(rights[0], 2),
            given=f"{match.group().partition('(')[0].strip()}",
        )


def prices(views: Sequence[View]) -> Iterator[Finding]:
    """“$3.50 a gallon ($1.52 a liter)”: it is 92 cents."""
    for view in views:
        for match in _PRICE.finditer(view.plain) if "(" in view.text else ():
            one, other = unit_of(match["ua"]), unit_of(match["ub"])
            same = match["c2"] in (None, match["c1"]) and bool(match["c2"]) != bool(match["cents"])
            if not same or one.kind != other.kind or one.kind == "temperature":
                continue
            price, shown = to_number(match["a"]), to_number(match["b"]) / (100 if match["cents"] else 1)
            rights = [price * b / a for a in one.sizes for b in other.sizes]
            if not any(abs(right - shown) <= _NEAR_PRICE * right + 0.006 for right in rights):
                right = rights[0]
                text = f"{100 * right:.0f}" if match["cents"] else f"{right:.2f}"
                yield finding(view, match.span("b"), text, given=f"{match['c1']}{match['a']} a {match['ua']}")


# ── A unit of another kind ──────────────────────────────────────────────────────────────────────────────

_ANY = lazy(
    rf"(?<![\w.,$£€/-])(?P<a>{NUMBER})[ -](?P<ua>miles?|feet|foot|inch(?:es)?|yards?|pounds?|acres?|gallons?|ounces?|kilomet(?:er|re)s?|met(?:er|re)s?|kilograms?|hectares?|lit(?:er|re)s?|centimet(?:er|re)s?) ?\((?:about )?(?P<b>{NUMERAL})[ -]?(?P<ub>{UNIT})\)",
    re.IGNORECASE,
)
_COUNTERPART = {
    "mile": "kilometers", "feet": "meters", "foot": "meters", "inch": "centimeters", "yard": "meters", "pound": "kilograms", "acre": "hectares", "gallon": "liters",
    "ounce": "grams", "kilomet": "miles", "met": "feet", "kilogram": "pounds", "hectare": "acres", "lit": "gallons", "centimet": "inches",
}  # fmt: skip


def kinds(views: Sequence[View]) -> Iterator[Finding]:
    """“10 miles (16 kilograms)”: the number is that of kilometers."""
    for view in views:
        for match in _ANY.finditer(view.plain) if "(" in view.text else ():
            one, other = unit_of(match["ua"]), unit_of(match["ub"])
            if set(one.kind.split(" or ")) & set(other.kind.split(" or ")):
                continue
            name = next(
                right for start, right in _COUNTERPART.items() if match["ua"].lower().startswith(start)
            )
            meant = unit_of(name)
            right = to_number(match["a"]) * one.sizes[0] / meant.sizes[0]
            if abs(right - to_number(match["b"])) <= 0.04 * right:
                yield finding(view, match.span("ub"), name, given=f"{match['a']} {match['ua']}")
