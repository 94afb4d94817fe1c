"""Conversions in brackets: “40 miles (64 kilometers)”. Only clear mistakes are said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..document import View
from ..patterns import lazy
from ..rule import Finding, Replace
from .quantity import NUMBER, NUMERAL, grouped, significant, to_number

NEAR = 0.08  # share by which a conversion may be off


class Unit(NamedTuple):
    """What is measured, and how much of the base unit one is: several where the name has several senses."""

    kind: str
    sizes: tuple[float, ...]


_NAMES: dict[str, Unit] = {
    r"miles?|mi\.?": Unit("length", (1609.344, 1852)),
    r"nautical miles?": Unit("length", (1852,)),
    r"kilomet(?:er|re)s?|kms?": Unit("length", (1000,)),
    r"met(?:er|re)s?|m": Unit("length", (1,)),
    r"centimet(?:er|re)s?|cms?": Unit("length", (0.01,)),
    r"millimet(?:er|re)s?|mm": Unit("length", (0.001,)),
    r"inch(?:es)?|in\.?": Unit("length", (0.0254,)),
    r"f(?:ee|oo)t|ft\.?": Unit("length", (0.3048,)),
    r"yards?|yds?\.?": Unit("length", (0.9144,)),
    r"acres?": Unit("area", (4046.86,)),
    r"hectares?|ha": Unit("area", (10_000,)),
    r"square miles?|sq\.? mi(?:les)?\.?": Unit("area", (2.589988e6,)),
    r"square kilomet(?:er|re)s?|sq\.? km|km2|km²": Unit("area", (1e6,)),
    r"square met(?:er|re)s?|sq\.? m|m2|m²": Unit("area", (1,)),
    r"square f(?:ee|oo)t|sq\.? ft\.?": Unit("area", (0.092903,)),
    r"square yards?": Unit("area", (0.836127,)),
    r"pounds?|lbs?\.?": Unit("weight", (0.453592,)),
    r"ounces?|oz\.?": Unit("weight or volume", (0.0283495, 0.0295735e-3, 0.0284131e-3)),
    r"fluid ounces?|fl\.? oz\.?": Unit("volume", (0.0295735e-3, 0.0284131e-3)),
    r"stones?|st": Unit("weight", (6.35029,)),
    r"kilogram(?:me)?s?|kilos?|kgs?": Unit("weight", (1,)),
    r"gram(?:me)?s?|g": Unit("weight", (0.001,)),
    r"milligram(?:me)?s?|mg": Unit("weight", (1e-6,)),
    r"U\.?S\.? tons?": Unit("weight", (907.185,)),
    r"tons?": Unit("weight", (907.185, 1016.05, 1000)),  # beside metric tons, not these again
    r"short tons?": Unit("weight", (907.185,)),
    r"tonnes?|metric tons?": Unit("weight", (1000,)),
    r"imperial gallons?": Unit("volume", (4.54609e-3,)),
    r"U\.?S\.? gallons?": Unit("volume", (3.78541e-3,)),
    r"gallons?|gal\.?": Unit("volume", (3.78541e-3, 4.54609e-3)),
    r"quarts?": Unit("volume", (0.946353e-3, 1.13652e-3)),
    r"pints?": Unit("volume", (0.473176e-3, 0.568261e-3)),
    r"barrels?": Unit("volume", (0.158987,)),
    r"lit(?:er|re)s?|l": Unit("volume", (1e-3,)),
    r"millilit(?:er|re)s?|ml": Unit("volume", (1e-6,)),
    r"cubic met(?:er|re)s?": Unit("volume", (1,)),
    r"cubic f(?:ee|oo)t": Unit("volume", (0.0283168,)),
    r"cubic yards?": Unit("volume", (0.764555,)),
    r"watts?": Unit("power", (1e-3,)),
    r"kilowatts?|kw": Unit("power", (1,)),
    r"megawatts?|mw": Unit("power", (1e3,)),
    r"gigawatts?|gw": Unit("power", (1e6,)),
    r"horsepower|hp|bhp": Unit("power", (0.7457, 0.7355)),
    r"kilojoules?|kj": Unit("energy", (1,)),
    r"(?:kilo)?calories|kcal": Unit("energy", (4.184,)),
    r"psi|pounds per square inch": Unit("pressure", (6.89476,)),
    r"kilopascals?|kpa": Unit("pressure", (1,)),
    r"bars?": Unit("pressure", (100,)),
    r"hands?": Unit("length", (0.1016,)),
    r"furlongs?": Unit("length", (201.168,)),
    r"fathoms?": Unit("length", (1.8288,)),
    r"light-years?": Unit("length", (9.4607e15,)),
    r"hundredweight": Unit("weight", (45.3592, 50.8023)),
    r"teaspoons?|tsp": Unit("volume", (4.92892e-6, 5e-6)),
    r"tablespoons?|tbsp": Unit("volume", (14.7868e-6, 15e-6)),
    r"mph|miles per hour|miles an hour": Unit("speed", (1.609344,)),
    r"kph|kmh|km/h|kmph|kilomet(?:er|re)s per hour|kilomet(?:er|re)s an hour": Unit("speed", (1,)),
    r"knots?": Unit("speed", (1.852,)),
    r"(?:degrees? |° ?)?(?:Celsius|C(?:entigrade)?)|°C": Unit("temperature", (1,)),
    r"(?:degrees? |° ?)?(?:Fahrenheit|F)|°F": Unit("temperature", (2,)),
}
UNIT = "|".join(sorted(_NAMES, key=len, reverse=True))
_MATCHED = [(lazy(pattern, re.IGNORECASE), unit) for pattern, unit in _NAMES.items()]
_SCALES = {"": 1.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_SCALE = r"(?: (?:hundred|thousand|million|billion))?"
_VAGUE = (
    r"(?:(?:about|around|roughly|approximately|some|nearly|almost|or|just|over|under|more than"
    r"|less than|up to|c\.|at least) )*"
)
_ONE = rf"(?:[-−]|minus |negative )?(?:{NUMBER}){_SCALE}"


def _range(name: str) -> str:
    return rf"(?P<{name}>{_ONE})(?:(?: to | and | or |[-–])(?P<{name}2>{_ONE}))?"


_CONVERSION = lazy(
    rf"(?<![\w.,$£€/-]){_range('a')}[ -]?(?P<ua>{UNIT})(?:[ -](?:high|long|wide|deep|tall|away))?"
    rf"(?: ?[(\[]|(?P<apposed>, or |, equal to |, equivalent to |, which is | — | – )){_VAGUE}{_range('b')}[ -]?(?P<ub>{UNIT})(?:[ -](?:high|long"
    rf"|wide|deep|tall|away))?(?(apposed)(?:[,;]|\.(?!\w)| [—–])|[)\],;])",
    re.IGNORECASE,
)
_APPOSED = lazy(r", or |, equal to|, equivalent to|, which is | [—–] ")
_AT_SEA = lazy(
    r"\b(?:nautical|sea|seas|ships?|vessels?|boats?|offshore|coast\w*|islands?|navy|naval|ocean|sail\w*|knots|tankers?|shore|ferry|yachts?|fleet|hurricane)\b",
    re.IGNORECASE,
)
_APART = lazy(
    r"(?:\bby|\b(?:ris\w+|rose|warm\w*|cool\w*|increas\w+|drop\w*|f[ae]ll\w*|climb\w*|jump\w*|difference"
    r"|swing|gain\w*)(?: of)?|"
    r"within|limit\w*(?: [a-z]+){0,3} to|degrees? of)(?: (?:about|around|roughly|nearly|almost"
    r"|some|more than|at least|up to|only|as much as|an average of|a))*\s*$",
    re.IGNORECASE,
)
_THAN = lazy(
    r" (?:warm\w*|cool\w*|cold\w*|hott?\w*|high\w*|low\w*|above|below|of warming|more|less|lower)\b"
    r"(?! (?:zero|freezing))",
    re.IGNORECASE,
)


_FEET, _INCH = r"(?:feet|foot|ft\.?|')", r"(?:inch(?:es)?|in\.?|\")"
_COMPOUNDS = [
    (lazy(rf"(?<![\w.,])(?P<a>{NUMBER})(?: ?{_FEET}|-foot),?[ -]?(?:and )?(?P<b>{NUMBER})(?:[ -]?{_INCH})?(?: tall)?,? ?\((?:or )?(?P<c>\d+(?:\.\d+)?)[ -]?(?P<u>m|met(?:er|re)s?|cms?|centimet(?:er|re)s?)\)", re.IGNORECASE), 0.3048, 0.0254),
    (lazy(rf"(?<![\w.,])(?P<a>{NUMBER}) ?(?:stones?|st),? ?(?:and )?(?P<b>{NUMBER}) ?(?:pounds?|lbs?\.?) ?\((?P<c>\d+(?:\.\d+)?) ?(?P<u>kg|kgs|kilos?|kilogram(?:me)?s?)\)", re.IGNORECASE), 6.35029, 0.453592),
    (lazy(rf"(?<![\w.,])(?P<a>{NUMBER}) ?(?:pounds?|lbs?\.?),? ?(?:and )?(?P<b>{NUMBER}) ?(?:ounces?|oz\.?) ?\((?P<c>\d+(?:\.\d+)?) ?(?P<u>kg|kgs|kilos?|kilogram(?:me)?s?)\)", re.IGNORECASE), 0.453592, 0.0283495),
]  # fmt: skip
_NEAR_COMPOUND = 0.012  # a centimeter in a man's height, a pound in his weight


def _compounds(view: View) -> Iterator[Finding]:
    """“6 feet 2 inches (1.98 meters)”, “14 stone 3 pounds (80 kg)”, “7 lb 8 oz (4.4 kg)”."""
    for pattern, one, other in _COMPOUNDS:
        for match in pattern.finditer(view.plain):
            small = match["u"].lower().startswith("c")
            right = to_number(match["a"]) * one + to_number(match["b"]) * other
            shown = float(match["c"]) / (100 if small else 1)
            decimals = len(match["c"].partition(".")[2])
            if abs(shown - right) > max(
                _NEAR_COMPOUND * right, 0.51 * 10.0**-decimals / (100 if small else 1)
            ):
                text = f"{right * 100:.0f}" if small else f"{right:.{max(decimals, 1)}f}"
                span = match.span("c")
                given = match.group().partition("(")[0].strip()
                values = {"match": match["c"], "given": given, "unit": match["u"]}
                yield Finding(view, *span, ((Replace(*span, text),),), values)


def conversions(views: Sequence[View]) -> Iterator[Finding]:
    """The figure in the bracket, where it is clearly not the one before it in the other unit."""
    for view in views:
        if "(" not in view.text and "[" not in view.text and not _APPOSED.search(view.plain):
            continue
        yield from _compounds(view)
        yield from _economy(view)
        for match in _CONVERSION.finditer(view.plain):
            if _composite(view.plain, match.start()) or bool(match["a2"]) != bool(match["b2"]):
                continue
            for end in ("", "2"):
                if match["a" + end]:
                    yield from _check(view, match, "a" + end, "b" + end)


_ECONOMY = lazy(
    rf"(?P<a>{NUMERAL}) ?(?:mpg|miles (?:per|to the|a) (?:(?:U\.?S\.?|imperial|UK) )?gallon),? ?\((?:or |about )?(?P<b>{NUMERAL}) ?"
    r"(?:lit(?:er|re)s? ?(?:per|/) ?100 ?(?:km|kilomet(?:er|re)s)|l/100 ?km)\)",
    re.IGNORECASE,
)
_GALLONS = (235.215, 282.481)  # liters for 100 kilometers at a mile to the gallon, American and imperial


def _economy(view: View) -> Iterator[Finding]:
    """“50 miles per gallon (21 liters per 100 kilometers)”: the more of the one, the less of the other."""
    for match in _ECONOMY.finditer(view.plain) if "gallon" in view.folded or "mpg" in view.folded else ():
        shown = to_number(match["b"])
        rights = [gallon / to_number(match["a"]) for gallon in _GALLONS]
        if not any(abs(right - shown) <= NEAR * right for right in rights):
            option = (Replace(*match.span("b"), f"{rights[0]:.1f}"),)
            values = {
                "match": match["b"],
                "given": f"{match['a']} miles per gallon",
                "unit": "liters per 100 kilometers",
            }
            yield Finding(view, *match.span("b"), (option,), values)


def _composite(text: str, start: int) -> bool:
    """Whether the number belongs to a longer measure, such as “6 feet 2 inches”, or to a fraction."""
    before = text[max(0, start - 12) : start].rstrip(" ,-and")
    return re.search(rf"\d(?:[ -]?(?:{UNIT}))?$", before, re.IGNORECASE) is not None and before[-1:] != "."


def _check(view: View, match: re.Match[str], given: str, shown: str) -> Iterator[Finding]:
    one, other = unit_of(match["ua"]), unit_of(match["ub"])
    value, result = _value(match[given]), _value(match[shown])
    if 1852 in {*one.sizes, *other.sizes} and not _AT_SEA.search(view.plain):
        one, other = (Unit(unit.kind, unit.sizes[:1]) for unit in (one, other))
    if one.kind == other.kind == "temperature":
        right = _temperature(view, match, one, other, value, result, match[shown])
    elif not (set(one.kind.split(" or ")) & set(other.kind.split(" or "))) or value <= 0 or result <= 0:
        return
    else:
        right = _measure(one, other, value, result, match[given], match[shown])
    if right is not None:
        span = match.span(shown)
        values = {
            "match": view.text[slice(*span)],
            "given": f"{match[given]} {match['ua']}",
            "unit": match["ub"],
        }
        yield Finding(view, *span, tuple((Replace(*span, text),) for text in right), values)


def unit_of(name: str) -> Unit:
    """What a name of a unit measures."""
    return next(unit for pattern, unit in _MATCHED if pattern.fullmatch(name))


_SIGN = lazy(r"[-−]|minus |negative ", re.IGNORECASE)


def _value(text: str) -> float:
    bare = _SIGN.sub("", text)
    sign = 1.0 if bare == text else -1.0
    number, _, scale = bare.partition(" ")
    if scale.lower() not in _SCALES:
        number, scale = bare, ""
    return sign * to_number(number) * _SCALES[scale.lower()]


def _measure(
    one: Unit, other: Unit, value: float, result: float, given: str, shown: str
) -> tuple[str, ...] | None:
    """What should be shown, the best first; None where what is shown will do."""
    ratios = [
        a / b
        for a in one.sizes
        for b in other.sizes
        if one.kind != "weight" or len(one.sizes) == len(other.sizes) or a != b
    ]
    for ratio in ratios:
        right = value * ratio
        if abs(right - result) <= max(NEAR * right, _rounding(shown, result)) + 1e-12:
            return None
        if abs(result / ratio - value) <= _rounding(given, value):
            return None
    right = value * (ratios[0] if ratios[0] > 1e-3 or len(ratios) == 1 else max(ratios))
    scale = next((name for name in _SCALES if name and shown.lower().endswith(name)), "")
    digits = min(max(2, _digits(given)), 3)
    best = [significant(right / _SCALES[scale], count) for count in (digits, digits + 1)]
    return tuple(f"{text} {scale}".strip() for text in dict.fromkeys(best))


def _rounding(text: str, value: float) -> float:
    """Half of the last place that is shown, at most a twelfth of a number of hundreds that ends in noughts."""
    numeral = re.match(NUMERAL, text)
    if not numeral:
        return 0.5
    number = numeral.group().replace(",", "")
    scale = value / float(number) if float(number) else 1.0
    decimals = len(number.partition(".")[2])
    if decimals or not number.endswith("0"):
        return 0.5 * 10.0**-decimals * scale
    zeros = len(number) - len(number.rstrip("0"))
    most = 0.08 if float(number) >= 100 else 0.15  # nobody makes 500 of 454
    return min(0.5 * 10.0**zeros * scale, most * value)


def _digits(text: str) -> int:
    numeral = re.match(NUMERAL, text)
    if not numeral:
        return 1
    number = numeral.group().replace(",", "").lstrip("0.")
    return len(number.replace(".", "")) if "." in number else len(number.rstrip("0")) or 1


def _temperature(
    view: View, match: re.Match[str], one: Unit, other: Unit, value: float, result: float, shown: str
) -> tuple[str, ...] | None:
    if one == other:
        return None
    to_f = one.sizes == (1,)
    absolute = value * 1.8 + 32 if to_f else (value - 32) / 1.8
    apart = value * 1.8 if to_f else value / 1.8
    before, after = view.plain[max(0, match.start() - 60) : match.start()], view.plain[match.end() :]
    difference = _APART.search(before) is not None or _THAN.match(after) is not None
    near = 5.0 if result % 10 == 0 and value % 5 == 0 else 2.0
    if abs(apart - result) <= max(0.1 * abs(apart), 0.6) and (difference or value > 0):
        return None
    # A bare rise in degrees is small; “rose to” and “fell to” name a temperature.
    surely_apart = difference and abs(result - absolute) <= 0.6 and value <= 20
    if abs(absolute - result) <= near and not surely_apart:
        return None
    right = apart if difference and abs(value) <= 20 else absolute
    decimals = len(shown.partition(".")[2]) if shown[-1].isdigit() else 0
    text = grouped(abs(right), min(decimals, 1))
    return (f"minus {text}" if right < 0 else text,)
