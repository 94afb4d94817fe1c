"""Which words are known: by lists, as forms of known ones with a prefix or suffix, or as two known ones in one."""

from __future__ import annotations

from functools import lru_cache

from ..lexicon import default_lexicon, load_named

_LISTS = ("extra-words", "loan-words")
_KEPT = 100_000  # answers, so that memory does not grow with the number of stories
_DERIVED = 5  # letters of a word that looks derived and may be a slip
_NEAR, _DOUBLED = 3.3, 1.9  # nats of a slip that makes it one of an everyday word, and of a usual one
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
    "e": "ed ing er ers able ish ist ists ism est",
    "y": "iness ily ies ied iest ier iers iable iably",
    "ize": "ization izations izing",
    "ise": "isation isations ising",
    "able": "ability ably",
    "ic": "ical ically icity",
}


@lru_cache(maxsize=_KEPT)
def is_unknown(word: str) -> bool:
    """Whether no list knows the word in small letters, and derivation and compounding do not explain it."""
    knows = default_lexicon().knows
    if knows(word) or knows(word.capitalize()) or knows(word.upper()) or in_lists(word):
        return False
    dialect = word.endswith("in") and knows(word + "g")  # “walkin”
    return not dialect and (not _explained(word) or _is_slip(word))


def in_lists(word: str) -> bool:
    """Whether a list of rare or foreign words has it."""
    return any(word in load_named(name) for name in _LISTS)


@lru_cache(maxsize=_KEPT)
def is_initials(word: str) -> bool:
    """Whether a word in small letters is known in capitals throughout alone: “amd”, “fbi”."""
    knows = default_lexicon().knows
    return knows(word.upper()) and not (knows(word) or knows(word.capitalize()) or in_lists(word))


def is_usual(word: str) -> bool:
    """Whether a word of four letters or more is an everyday or a usual one."""
    return word in load_named("everyday-words") or word in load_named("usual-words")


def _is_slip(word: str) -> bool:
    """Whether a word that derivation explains is rather a usual word with a slip: “personaly”, “potatos”."""
    from ..language.speller import default_speller

    best = default_speller().suggest(word, 1) if len(word) >= _DERIVED else ()
    for right, slips, _ in best:
        everyday = slips <= _NEAR and right in load_named("everyday-words") and len(word) > _DERIVED
        if word.startswith(right):
            return slips <= _DOUBLED and word == right + right[-1]  # “theyy”
        if everyday or (slips <= _DOUBLED and is_usual(right)):
            return True
    return False


def _explained(word: str) -> bool:
    """Whether the word is a known one with a prefix or a suffix, or two usual ones in one."""
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
                and len(stem) > 2 + (suffix == "eth")
                and (knows(stem + ending) or _is_doubled(stem, suffix))
            ):
                return True
    return any(knows(word[:at]) and knows(word[at:]) for at in range(3, len(word) - 2))


def _is_doubled(stem: str, suffix: str) -> bool:
    """Whether a stem has its last letter twice, as before “-ing”, and a form with it once is not usual."""
    lexicon, base = default_lexicon(), stem[:-1]
    return (
        stem[-1:] == stem[-2:-1]
        and not lexicon.knows(base + suffix)
        and any(reading.lemma == base for reading in lexicon.readings(base))
    )
