"""More turns of phrase that are a formula: ages of relatives, seats gained, games won, drawn and lost. See `formulas`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import View
from ..rule import Finding
from . import formulas
from .formulas import formula
from .quantity import amount

_GAMES = r"(?:games|matches|fixtures|outings|starts|bouts|fights|tests|internationals|races)"
_OF_ITS = r"of (?:its|their|his|her|the) (?:first |last |opening |previous |past )?"
_KIN = r"(?:his|her|their|[A-Z][\w'-]+'s) (?:[a-z]+ ){0,2}?(?:brother|sister|wife|husband|partner|cousin|twin|rival|co-star|opponent|predecessor|successor|friend|colleague)(?:,? [A-Z][\w'-]+){0,3}"
_SEATS = r"(?:seats|members|votes|councillors|councilors|stores|shops|branches|schools|beds|jobs|places|points|staff|workers)"

_TURNS = (
    # An age has up to a year more: 45 and 41 may be three years apart.
    formula(
        rf", {amount('a')}, (?:is|was) (?:just |only )?{amount('x')} years older than {_KIN}, (?:who is )?{amount('b')}(?=[,.;])",
        lambda f: f["a"] - f["b"],
        "older",
        near=1.0,
    ),
    formula(
        rf", {amount('b')}, (?:is|was) (?:just |only )?{amount('x')} years younger than {_KIN}, (?:who is )?{amount('a')}(?=[,.;])",
        lambda f: f["a"] - f["b"],
        "younger",
        near=1.0,
    ),
    formula(
        rf"\b(?:gain|add|pick up|gained|picked up|added|gaining|adding) {amount('x')} {_SEATS},? (?:to go |to rise |to climb |rising |going |climbing |growing )?to {amount('a')}(?: [a-z]+)?,? (?:up )?from {amount('b')}",
        lambda f: f["a"] - f["b"],
        "gain add pick gained picked added gaining adding",
    ),
    formula(
        rf"\b(?:lose|lost|shed|losing|shedding) {amount('x')} {_SEATS},? (?:to go |to fall |to drop |falling |going |dropping |shrinking )?to {amount('a')}(?: [a-z]+)?,? (?:down )?from {amount('b')}",
        lambda f: f["b"] - f["a"],
        "lose lost shed losing shedding",
    ),
    formula(
        rf"\bwon {amount('a')},? (?:and )?(?:drawn|drew|tied) {amount('b')},? and lost {amount('c')} {_OF_ITS}{amount('x')} {_GAMES}\b",
        lambda f: f["a"] + f["b"] + f["c"],
        "drawn drew tied",
    ),
    formula(
        rf"\bwon {amount('a')},? (?:and )?lost {amount('b')},? and (?:drawn|drew|tied) {amount('c')} {_OF_ITS}{amount('x')} {_GAMES}\b",
        lambda f: f["a"] + f["b"] + f["c"],
        "drawn drew tied",
    ),
    formula(
        rf"{amount('a')} points in the first half and {amount('b')} in the second(?: half)?,? (?:for|a total of|to total) (?:a total of )?{amount('x')}(?= points|[,.;]|$)",
        lambda f: f["a"] + f["b"],
        "half",
    ),
)  # fmt: skip


def reckoned(views: Sequence[View]) -> Iterator[Finding]:
    """“Berg, 45, is nine years older than his brother, Tom, 41”: it is four."""
    yield from formulas.reckoned(views)
    yield from formulas.reckoned(views, _TURNS)
