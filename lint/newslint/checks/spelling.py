"""Words that no list knows, and what they may have meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ..document import View
from ..lexicon import copy_case, default_lexicon, load_named
from ..patterns import lazy
from ..rule import Finding, Replace
from .people import given_names

if TYPE_CHECKING:
    from ..language.speller import Suggestion

SHORTEST = 3  # letters of a word that is looked at
_NAME = (
    5  # letters of a word that is capitalised because a sentence begins with it, and of a part of a compound
)
# Beside these signs stands part of a longer word, an address or a file name.
_JOINTS = r"\w\u00ad\ufffd'’‘‑‐/@\\#&+*=~"
_LOWER = lazy(rf"(?<![{_JOINTS}.-])(?<!-\s)[a-z]{{{SHORTEST},}}(?![{_JOINTS}-]|[.…]\w)")
_PART = lazy(rf"(?<![{_JOINTS}.])(?:(?<=[a-z]-)|(?=[a-z]+-[a-z]))[a-z]{{{_NAME},}}(?![{_JOINTS}]|[.…]\w)")
_FIRST = lazy(rf"[\"“'‘(]*(?P<word>[A-Z][a-z]{{{_NAME - 1},}})(?= [a-z]|,)(?![{_JOINTS}-])")
_DERIVED = 6  # letters of a word that looks derived and may be a slip
_QUOTES = frozenset("\"'“”‘’")
_FOREIGN = frozenset(
    "la le les du des el los las et der und das il della di al da do dos een het de une von van mea".split()
)
_LISTS = ("extra-words", "loan-words")
_OFTEN = 3  # a word used so often in a story is meant
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# The dearest slips, in nats, of which a word of so many letters may be made; of longer words `_MOST`.
_SLIPS = {3: 2.8, 4: 3.7, 5: 4.7, 6: 5.6, 7: 6.5}
_MOST = 8.0
_NEAR, _NEAR_LONG, _LONG = (
    3.3,
    5.8,
    9,
)  # for words that may be names, and parts of compounds: short and long ones
_RARE_LETTERS = 7  # a rare word is meant by longer ones
_SURE = 2.0  # nats of a slip that makes a rare word likely, such as a letter doubled
_RARE = 14.0  # what a mending may cost with its rarity
PREFIXES = tuple(
    """un re non anti pre post over under out mis dis co sub super inter multi micro mini mega counter semi self
    ultra neo pseudo hyper cyber bio eco geo euro tele auto trans tri bi poly mono photo electro hydro thermo radio
    psycho socio neuro cardio astro aero agro petro nano quasi crypto step fore mid down up be en intra extra
    meta proto narco hetero homo macro omni retro uni vice""".split()
)
# What may end a word, and what the word then ends in without it.
_SUFFIXES = {
    "": "less ness like ish able ly er ers or ors ism isms ist ists ship hood wise ward wards dom fest ing ings ed s es "
    "y ie ian esque ese ette ettes wear ity gate proof worthy maker makers most est",
    "e": "ed ing er ers able ish ist ists ism est eth",
    "y": "iness ily ies ied iest ier iers iable iably",
    "ize": "ization izations izing",
    "ise": "isation isations ising",
    "able": "ability ably",
    "ic": "ical ically icity",
}


def unknown(views: Sequence[View]) -> Iterator[Finding]:
    """Words that no list knows and nothing explains, in small letters or at the start of a sentence, with what was meant.

    A word that the story uses again and again is meant; so is one among foreign words, or alone in quotation marks.
    """
    uses = [(view, start, word) for view in views for start, word in _suspects(view)]
    counts = Counter(word.lower() for _, _, word in uses)
    for view, start, word in uses:
        end = start + len(word)
        most = 1 if word[0].isupper() else _OFTEN - 1  # a name is seldom there once
        if counts[word.lower()] <= most and _stands_free(view.text, start, end):
            rights = _by_context(view.text, start, end, proposed(word.lower()))
            options = tuple((Replace(start, end, copy_case(word, right)),) for right in rights)
            yield Finding(view, start, end, options, {"match": word})


def _suspects(view: View) -> Iterator[tuple[int, str]]:
    """The words of a view that may be misspelt, with where they start."""
    for match in _LOWER.finditer(view.text):
        if is_unknown(match[0]) and proposed(match[0]):
            yield match.start(), match[0]
    for match in _PART.finditer(view.text) if "-" in view.text else ():
        if is_unknown(match[0]) and proposed(match[0], near=True):
            yield match.start(), match[0]
    for sentence in view.sentences:
        first = _FIRST.match(view.text, sentence.start)
        if first and _may_be_slip(first["word"], view.text):
            yield first.start("word"), first["word"]


def _stands_free(text: str, start: int, end: int) -> bool:
    """Whether the word is not among foreign words, nor alone in quotation marks."""
    alone = text[start - 1 : start] in _QUOTES and text[end:].lstrip(",.")[:1] in _QUOTES
    if alone or text.startswith((" [sic", " (sic"), end):
        return False
    near = (*text[:start].split()[-1:], *text[end:].split()[:1])
    words = [word.strip("\"'“”‘’(),.").lower() for word in near]
    sure = bool(proposed(text[start:end].lower(), near=True))
    return not any(word in _FOREIGN or (not sure and word.isalpha() and is_unknown(word)) for word in words)


def _may_be_slip(word: str, text: str) -> bool:
    """Whether a capitalised word is no name, as far as lists and the paragraph tell, and near to a usual word."""
    lower = word.lower()
    name = lower in given_names() or lower in load_named("names-like-words") or text.count(word) > 1
    return not name and is_unknown(lower) and bool(proposed(lower, near=True))


@cache
def is_unknown(word: str) -> bool:
    """Whether no list knows the word in small letters, and derivation and compounding do not explain it."""
    knows = default_lexicon().knows
    if (
        knows(word)
        or knows(word.capitalize())
        or knows(word.upper())
        or any(word in load_named(name) for name in _LISTS)
    ):
        return False
    dialect = word.endswith("in") and knows(word + "g")  # “walkin”
    return not dialect and (not _explained(word) or _is_slip(word))


def _is_slip(word: str) -> bool:
    """Whether a word that derivation explains is rather an everyday word with a slip: “personaly”, “potatos”."""
    from ..language.speller import default_speller

    best = default_speller().suggest(word, 1) if len(word) >= _DERIVED else ()
    return any(
        each.slips <= _NEAR and each.word in load_named("everyday-words") and not word.startswith(each.word)
        for each in best
    )


@lru_cache(maxsize=50_000)
def proposed(word: str, near: bool = False) -> tuple[Suggestion, ...]:
    """What an unknown word in small letters may have meant, the best first; nothing where that is far-fetched.

    With `near` only what is very near, and a usual word.
    """
    from ..language.speller import default_speller  # numpy is loaded where a word is unknown

    found = default_speller().suggest(word)
    worst = (_NEAR if len(word) < _LONG else _NEAR_LONG) if near else _SLIPS.get(len(word), _MOST)
    if not found or found[0].slips > worst or found[0].cost > _RARE:
        return ()
    rare = not _is_usual(found[0].word)
    if rare and (near or (len(word) < _RARE_LETTERS and found[0].slips > _SURE)):
        return ()
    return found[:3]


def _is_usual(word: str) -> bool:
    return word in load_named("everyday-words") or word in load_named("usual-words")


def _by_context(text: str, start: int, end: int, found: Sequence[Suggestion]) -> list[str]:
    """The words proposed, of near ones that first which the neighbours fit best."""
    from ..language.speller import fitting

    before = [word.strip('"“”’().,').lower() for word in text[max(0, start - 60) : start].split()[-2:]]
    after = [word.strip('"“”().,').lower() for word in text[end : end + 40].split()[:1]]
    return [each.word for each in fitting(found, before, after)]


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
            if stem != word and len(stem) > 2 and (knows(stem + ending) or _is_doubled(stem, suffix)):
                return True
    return any(knows(word[:at]) and knows(word[at:]) for at in range(3, len(word) - 2))


def _is_doubled(stem: str, suffix: str) -> bool:
    """Whether a stem has its last letter twice, as before “-ing”, and a form with it once is not usual."""
    knows = default_lexicon().knows
    return stem[-1:] == stem[-2:-1] and knows(stem[:-1]) and not knows(stem[:-1] + suffix)
