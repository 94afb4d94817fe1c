"""Regular English endings, and the case of a word put in another's place. Pure string rules, no data."""

from __future__ import annotations

import re

_SIBILANT = re.compile(r"(?:[sxz]|[cs]h)$")
_DOUBLED = re.compile(r"^(?:[^aeiou]*|[^aeiou]*qu)[aeiou][bdfgklmnprtvz]$")  # one syllable, one vowel: stop


def regular(lemma: str, xpos: str) -> str | None:
    """The form that the regular rules give (NNS VBZ VBD VBN VBG JJR JJS RBR RBS); None for other tags."""
    if xpos in {"NNS", "VBZ"}:
        return _add_s(lemma)
    if xpos in {"VBD", "VBN"}:
        return _add_e(lemma, "d")
    if xpos in {"JJR", "RBR"}:
        return _add_e(lemma, "r")
    if xpos in {"JJS", "RBS"}:
        return _add_e(lemma, "st")
    return _add_ing(lemma) if xpos == "VBG" else None


def _add_s(lemma: str) -> str:
    if _ends_in_y(lemma):
        return lemma[:-1] + "ies"
    return lemma + ("es" if _SIBILANT.search(lemma) else "s")


def _add_e(lemma: str, rest: str) -> str:
    if lemma.endswith("e"):
        return lemma + rest
    if _ends_in_y(lemma):
        return lemma[:-1] + "ie" + rest
    return _double(lemma) + "e" + rest


def _add_ing(lemma: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + "ing"
    return _double(lemma) + "ing"


def _ends_in_y(lemma: str) -> bool:
    return lemma[-1:] == "y" and lemma[-2:-1] not in {*"aeiou", ""}


def _double(lemma: str) -> str:
    return lemma + lemma[-1] if _DOUBLED.match(lemma) else lemma


def is_short(lemma: str) -> bool:
    """Whether an adjective is short enough for -er and -est: one syllable, or two that end in -y."""
    groups = len(re.findall(r"[aeiouy]+", lemma.removesuffix("e")))
    return groups == 1 or (groups == 2 and lemma.endswith("y"))


def copy_case(model: str, word: str) -> str:
    """`word` in the case of `model`: Title, UPPER or as it is. A single capital letter counts as Title."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    if model[:1].isupper():
        return word[:1].upper() + word[1:]
    return word
