"""Rules about a document as a whole: `metric` (a formula of one's own) and `readability` (grades)."""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import regex

from ..errors import RuleCrash
from .base import Alert, Fields, Memory, fields
from .definitions import Definition
from .messages import filled
from .project import Project
from .search import Pattern, Text
from .sentences import sentences
from .syllables import syllables

_WORD = regex.compile(r"(?:[A-Z]\.){2,}|[\p{N}\p{L}']+")
_HEADING = re.compile(r"heading\.(h[1-6])")
_LONG = 6  # bytes of a word that is not yet long
_COUNTED = (
    "pre list blockquote paragraphs figure script style noscript iframe meta "
    + " ".join(f"heading_h{n}" for n in range(1, 7))
).split()
_OPERATORS: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Mod: math.fmod,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_FUNCTIONS = frozenset(
    "abs acos asin atan atan2 cbrt ceil cos exp exp2 floor hypot log log10 log1p log2 max min mod pow round "
    "sin sqrt tan trunc".split()
)


class Counts(NamedTuple):
    """What a text has of each."""

    words: float = 0
    sentences: float = 0
    characters: float = 0
    syllables: float = 0
    long_words: float = 0
    complex_words: float = 0
    polysyllabic_words: float = 0


@lru_cache(maxsize=4)
def counts(text: str) -> Counts:
    """The counts of a text."""
    totals = [0] * len(Counts._fields)
    for paragraph in text.split("\n\n"):
        for start, end in sentences(paragraph):
            totals[1] += 1
            for match in _WORD.finditer(paragraph, start, end):
                word = match[0]
                parts = syllables(word)
                inner = parts - word.endswith(("es", "ed", "ing"))
                letters = sum(char.isalnum() for char in word)
                told = (1, 0, letters, parts, len(word.encode()) > _LONG, inner > 2, parts > 2)
                totals = [total + more for total, more in zip(totals, told, strict=True)]
    return Counts(*map(float, totals))


@dataclass(frozen=True)
class Readability:
    """The text should not be above a grade: the mean of some measures."""

    fields: Fields
    measures: tuple[str, ...]
    grade: float

    patterns: tuple[Pattern, ...] = ()
    gate: tuple[Pattern, ...] = ()
    every_pattern: tuple[Pattern, ...] = ()

    def alerts(self, text: Text, memory: Memory) -> Iterator[Alert]:
        """See `Rule`."""
        found = counts(text.text)
        if not found.words or not self.measures:
            return
        grade = sum(_GRADES[name](found) for name in self.measures if name in _GRADES) / len(self.measures)
        if grade > self.grade:
            yield Alert(0, 0, filled(self.fields.message, (f"{grade:.2f}",)), placeless=True)


_GRADES: Mapping[str, Callable[[Counts], float]] = {
    "Flesch-Kincaid": lambda n: 0.39 * n.words / n.sentences + 11.8 * n.syllables / n.words - 15.59,
    "Gunning Fog": lambda n: 0.4 * (n.words / n.sentences + 100 * n.complex_words / n.words),
    "SMOG": lambda n: 1.043 * math.sqrt(n.polysyllabic_words * 30 / n.sentences) + 3.1291,
    "Automated Readability": lambda n: 4.71 * n.characters / n.words + 0.5 * n.words / n.sentences - 21.43,
    "Coleman-Liau": lambda n: 5.88 * n.characters / n.words - 29.6 * n.sentences / n.words - 15.8,
}


def readability(definition: Definition, project: Project) -> Readability:
    """The rule of a definition."""
    names = definition.strings("metrics")
    known = all(name in _GRADES for name in names)
    scopes = ("summary",) if known else None
    return Readability(fields(definition, scopes), names, definition.number("grade"))


@dataclass(frozen=True)
class Metric:
    """A formula over what is counted in a document should not hold."""

    fields: Fields
    formula: str
    condition: str

    patterns: tuple[Pattern, ...] = ()
    gate: tuple[Pattern, ...] = ()
    every_pattern: tuple[Pattern, ...] = ()

    def alerts(self, text: Text, memory: Memory) -> Iterator[Alert]:
        """See `Rule`."""
        found = counts(memory.prose)
        if not found.words:
            return
        marked = {name.replace(".", "_"): float(count) for name, count in memory.counts.items()}
        values = {**dict.fromkeys(_COUNTED, 0.0), **marked, **found._asdict()}
        try:
            result = float(_value(_parsed(self.formula), values))
            holds = _value(_parsed(f"({result:f}) {self.condition}"), values)
        except (ArithmeticError, ValueError, TypeError) as error:
            raise RuleCrash(f"{self.fields.name}: the formula fails: {error}") from None
        if holds:
            yield Alert(0, 0, filled(self.fields.message, (f"{result:.2f}",)), placeless=True)


def metric(definition: Definition, project: Project) -> Metric:
    """The rule of a definition."""
    formula = _HEADING.sub(r"heading_\1", definition.text("formula"))
    made = Metric(fields(definition, ("summary",)), formula, definition.text("condition"))
    every = dict.fromkeys((*_COUNTED, *Counts._fields), 1.0)
    for key, expression in (("formula", formula), ("condition", f"(1.0) {made.condition}")):
        try:
            _value(_parsed(expression), every)
        except ArithmeticError:
            continue
        except (SyntaxError, ValueError, TypeError) as error:
            raise definition.fault(key, f"the {key} cannot be worked out: {error}") from None
    return made


@lru_cache(maxsize=256)
def _parsed(expression: str) -> ast.expr:
    """An expression of Tengo's, which writes `&&`, `||` and `!`."""
    text = expression.strip().replace("&&", " and ").replace("||", " or ")
    return ast.parse(re.sub(r"!(?!=)", " not ", text).strip(), mode="eval").body


def _value(node: ast.expr, values: Mapping[str, float]) -> Any:
    """What the expression comes to; ValueError for what is no arithmetic."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return node.value
    if isinstance(node, ast.Name):
        if node.id not in values:
            raise ValueError(f"“{node.id}” is not counted")
        return values[node.id]
    if isinstance(node, ast.BinOp):
        left, right = _value(node.left, values), _value(node.right, values)
        if isinstance(node.op, ast.Div):
            whole = isinstance(left, int) and isinstance(right, int)
            return int(left / right) if whole else left / right
        if type(node.op) in _OPERATORS:
            return _OPERATORS[type(node.op)](left, right)
    if isinstance(node, ast.UnaryOp):
        inner = _value(node.operand, values)
        return (
            not inner if isinstance(node.op, ast.Not) else -inner if isinstance(node.op, ast.USub) else inner
        )
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _OPERATORS:
        sides = (_value(node.left, values), _value(node.comparators[0], values))
        if type(sides[0]) is not type(sides[1]) and isinstance(node.ops[0], ast.Eq | ast.NotEq):
            return isinstance(node.ops[0], ast.NotEq)  # to Tengo 0.0 is not 0
        return _OPERATORS[type(node.ops[0])](*sides)
    if isinstance(node, ast.BoolOp):
        parts = (_value(part, values) for part in node.values)
        return all(parts) if isinstance(node.op, ast.And) else any(parts)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _FUNCTIONS:
        return _called(node.func.attr, [_value(argument, values) for argument in node.args])
    raise ValueError(f"“{ast.unparse(node)}” is no arithmetic")


def _called(name: str, arguments: list[float]) -> float:
    """One of the functions of the module `math`."""
    own: Mapping[str, Callable[..., float]] = {
        "abs": abs,
        "max": max,
        "min": min,
        "mod": math.fmod,
        "round": round,
    }
    function = own.get(name) or getattr(math, name)
    return float(function(*arguments))
