"""Words that no list knows and that are one slip from a usual word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from ..document import View
from ..lexicon import default_lexicon, load_named
from ..rule import Finding, Replace

_LOWER = re.compile(r"\b[a-z]{6,}\b")
_BESIDE = frozenset("-'’‘‑‐/@_.\\#&+*=~")  # part of a longer word, an address or a file name
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_OFTEN = 3  # a word used so often in a story is meant
_PREFIXES = tuple(
    """un re non anti pre post over under out mis dis co sub super inter multi micro mini mega counter semi self
    ultra neo pseudo hyper cyber bio eco geo euro tele auto trans tri bi poly mono photo electro hydro thermo radio
    psycho socio neuro cardio astro aero agro petro nano quasi crypto step fore mid down up be de en intra extra
    meta para proto afro narco bio hetero homo iso macro omni retro uni vice""".split()
)
_SUFFIXES = {
    "less": "", "ness": "", "like": "", "ish": "", "able": "", "ly": "", "er": "", "ers": "", "ism": "", "isms": "",
    "ist": "", "ists": "", "ship": "", "hood": "", "wise": "", "ward": "", "wards": "", "dom": "", "fest": "",
    "ing": "", "ings": "", "ed": "", "s": "", "es": "", "y": "", "ie": "", "ies": "y", "ization": "ize", "isation": "ise",
    "izing": "ize", "ising": "ise", "gate": "", "proof": "", "worthy": "", "maker": "", "makers": "", "most": "",
    "ed ": "e", "ing ": "e", "er ": "e", "ers ": "e", "able ": "e", "ish ": "e", "ability": "able", "iness": "y", "ily": "y",
    "ical": "ic", "ically": "ic", "ian": "ia", "esque": "", "ese": "", "ette": "", "ettes": "", "wear": "", "ity": "",
}  # fmt: skip


def unknown(views: Sequence[View]) -> Iterator[Finding]:
    """Lower-case words of six letters or more that are no word, and one slip from exactly one usual word.

    A slip is a letter put in, left out, changed or swapped with the next. Where several usual words are as
    near, they are only suggested. Words that derivation or compounding explains are sound, and so are
    those that the story uses again and again.
    """
    counts: Counter[str] = Counter()
    suspects: set[str] = set()
    places: list[tuple[View, list[str]]] = []
    for view in views:
        words = set(_LOWER.findall(view.text))
        found = [word for word in words if _suspect(word)]
        if found:
            places.append((view, found))
            suspects.update(found)
    if not suspects:
        return
    for view, found in places:
        for word in found:
            counts[word] += view.text.count(word)
    for view, found in places:
        for word in found:
            if counts[word] < _OFTEN:
                yield from _in_view(view, word)


def _in_view(view: View, word: str) -> Iterator[Finding]:
    text = view.text
    for match in re.finditer(rf"\b{word}\b", text):
        start, end = match.span()
        if text[start - 1 : start] in _BESIDE or (text[end : end + 1] in _BESIDE and text[end : end + 2].strip(". ")):
            continue
        options = tuple((Replace(start, end, right),) for right in meant(word))
        yield Finding(view, start, end, options, {"match": word, "usual": meant(word)[0]})


@cache
def _suspect(word: str) -> bool:
    """Whether the word is unknown, unexplained, and one slip from a usual word."""
    return not default_lexicon().knows(word) and not _explained(word) and word not in _rare() and bool(meant(word))


@cache
def meant(word: str) -> tuple[str, ...]:
    """The usual words that are one slip from this one, the likeliest first."""
    everyday, usual = load_named("everyday-words"), load_named("usual-words")
    found = {other: _cost(word, other) + 2 * (other not in everyday) for other in _slips(word) if other in everyday or other in usual}
    return tuple(sorted(found, key=lambda other: (found[other], other)))


def _slips(word: str) -> Iterator[str]:
    # The first letter is hardly ever the wrong one, save swapped with the second.
    yield word[1] + word[0] + word[2:]
    for at in range(1, len(word) + 1):
        head, tail = word[:at], word[at:]
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail
            yield head + letter + tail[1:]


def _cost(wrong: str, right: str) -> int:
    """How unlikely the slip is: 0 for letters swapped or doubled, 1 for a vowel or one too few, 2 for the rest."""
    at = next((i for i, (a, b) in enumerate(zip(wrong, right, strict=False)) if a != b), min(len(wrong), len(right)))
    if len(wrong) == len(right):
        if wrong[at + 1 :] != right[at + 1 :]:
            return 0
        return 1 if {wrong[at], right[at]} <= set("aeiou") else 2
    longer = wrong if len(wrong) > len(right) else right
    if longer[at] == longer[at - 1]:
        return 0
    return 1 if longer is right else 2


# ── Words that no list holds and that are sound ─────────────────────────────────────────────────────────


def _explained(word: str) -> bool:
    knows = default_lexicon().knows
    if any(word.startswith(prefix) and len(word) - len(prefix) > 3 and knows(word[len(prefix) :]) for prefix in _PREFIXES):
        return True
    for suffix, ending in _SUFFIXES.items():
        suffix, ending = suffix.strip(), ending
        if word.endswith(suffix):
            stem = word[: -len(suffix)]
            if len(stem) > 2 and (knows(stem + ending) or ending == "" and stem[-1:] == stem[-2:-1] and knows(stem[:-1])):
                return True
    return any(knows(word[:at]) and knows(word[at:]) for at in range(3, len(word) - 2))


def _rare() -> frozenset[str]:
    return load_named("extra-words")
