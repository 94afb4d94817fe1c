"""Words that no list knows and that are one slip from a usual word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..document import View
from ..lexicon import default_lexicon, load_named
from ..patterns import lazy
from ..rule import Finding, Replace

_LOWER = lazy(r"\b[a-z]{6,}\b")
_JOINTS = frozenset(
    "-'’‘‑‐/@_\\#&+*=~"
)  # beside them stands part of a longer word, an address or a file name
_QUOTES = frozenset("\"'“”‘’")
_FOREIGN = frozenset("la le les du des el los las et der und das il della di y al da do dos een het".split())
_OFTEN = 3  # a word used so often in a story is meant
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
PREFIXES = tuple(
    """un re non anti pre post over under out mis dis co sub super inter multi micro mini mega counter semi self
    ultra neo pseudo hyper cyber bio eco geo euro tele auto trans tri bi poly mono photo electro hydro thermo radio
    psycho socio neuro cardio astro aero agro petro nano quasi crypto step fore mid down up be en intra extra
    meta proto narco hetero homo macro omni retro uni vice""".split()
)
# What may end a word, and what the word then ends in without it.
_SUFFIXES = {
    "": "less ness like ish able ly er ers or ors ism isms ist ists ship hood wise ward wards dom fest ing ings ed s es "
    "y ie ian esque ese ette ettes wear ity gate proof worthy maker makers most est eth",
    "e": "ed ing er ers able ish ist ists ism est eth",
    "y": "iness ily ies ied iest ier iers",
    "ize": "ization izations izing",
    "ise": "isation isations ising",
    "able": "ability ably",
    "ic": "ical ically icity",
}


def unknown(views: Sequence[View]) -> Iterator[Finding]:
    """Lower-case words of six letters or more that are no word, and one slip from one usual word.

    A slip is a letter put in, left out, changed or swapped with the next. Words that derivation or
    compounding explains are sound, and so are foreign ones and those that the story uses again and again.
    """
    words = {word for view in views for word in _LOWER.findall(view.text)}
    knows = default_lexicon().knows
    suspects = [word for word in words if not knows(word) and _suspect(word)]
    if not suspects:
        return
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(suspects))})\b")
    uses = [(view, match) for view in views for match in pattern.finditer(view.text)]
    for view, match in uses:
        often = sum(match[0] == other[0] for _, other in uses) >= _OFTEN
        if not often and _stands_free(view.text, *match.span()):
            options = tuple((Replace(*match.span(), right),) for right in meant(match[0]))
            yield Finding(view, *match.span(), options, {"match": match[0]})


def _stands_free(text: str, start: int, end: int) -> bool:
    """Whether the word is no part of a longer one, of foreign words, nor alone in quotation marks."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in _QUOTES and text[end:].lstrip(",.")[:1] in _QUOTES:
        return False
    if before in _JOINTS or after in _JOINTS or (after in {".", "…"} and text[end + 1 : end + 2].strip()):
        return False
    neighbours = (*text[:start].split()[-1:], *text[end:].split()[:1])
    return not any(word.strip("\"'“”‘’(),.").lower() in _FOREIGN for word in neighbours)


@cache
def _suspect(word: str) -> bool:
    """Whether the word is unknown, unexplained, and a slip of one usual word in particular."""
    knows = default_lexicon().knows
    if knows(word) or knows(word.capitalize()) or word in load_named("extra-words") or _explained(word):
        return False
    if word.endswith("in") and knows(word + "g"):  # dialect: “walkin”
        return False
    costs = [_cost(word, right) for right in meant(word)[:2]]
    return len(costs) == 1 or (len(costs) == 2 and costs[0] < costs[1])


@cache
def meant(word: str) -> tuple[str, ...]:
    """The usual words that are one slip from this one, the likeliest first."""
    found = {
        slip
        for slip in slips(word)
        if slip in load_named("everyday-words") or slip in load_named("usual-words")
    }
    return tuple(sorted(found, key=lambda right: (_cost(word, right), right)))


def slips(word: str) -> Iterator[str]:
    """All that one slip makes of the word, but for another first letter."""
    # The first letter is hardly ever wrong in itself.
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        if at:
            yield head + tail[1:]
            for letter in _LETTERS:
                yield head + letter + tail
                yield head + letter + tail[1:]


def _cost(wrong: str, right: str) -> int:
    """How unlikely this slip is: its kind, and whether the word meant is an everyday one."""
    rare = 2 * (right not in load_named("everyday-words"))
    at = next(
        (i for i, (a, b) in enumerate(zip(wrong, right, strict=False)) if a != b), min(len(wrong), len(right))
    )
    if len(wrong) == len(right):
        swapped = wrong[at + 1 :] != right[at + 1 :]
        return rare + (0 if swapped else 1 if {wrong[at], right[at]} <= set("aeiou") else 2)
    longer = max(wrong, right, key=len)
    return rare + (0 if longer[at] == longer[at - 1] else 1 if longer is right else 2)


# ── Words that no list holds and that are sound ─────────────────────────────────────────────────────────


def _explained(word: str) -> bool:
    """Whether the word is a known one with a prefix or a suffix, or two known ones in one."""
    knows = default_lexicon().knows
    if any(
        word.startswith(prefix) and len(word) > len(prefix) + 3 and knows(word[len(prefix) :])
        for prefix in PREFIXES
    ):
        return True
    for ending, suffixes in _SUFFIXES.items():
        for suffix in suffixes.split():
            stem = word.removesuffix(suffix)
            if (
                stem != word
                and len(stem) > 2
                and (knows(stem + ending) or (_undoubled(stem) and knows(stem[:-1])))
            ):
                return True
    return any(knows(word[:at]) and knows(word[at:]) for at in range(3, len(word) - 2))


def _undoubled(stem: str) -> bool:
    return stem[-1:] == stem[-2:-1]
