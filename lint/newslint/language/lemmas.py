"""The lemma of a form with its tag: exceptions, then the lexicon's readings, then the regular endings."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..document import plain
from ..lexicon import default_lexicon, regular

_AS_IT_IS = frozenset({"SYM", "ADD", "FW", "GW", "NFP", "LS", "AFX", "."})
_ENDINGS = {
    "NNS": (("ies", "y"), ("es", ""), ("s", "")),
    "NNPS": (("ies", "y"), ("es", ""), ("s", "")),
    "VBZ": (("ies", "y"), ("es", ""), ("s", "")),
    "VBD": (("ied", "y"), ("ed", ""), ("ed", "e")),
    "VBN": (("ied", "y"), ("ed", ""), ("ed", "e")),
    "VBG": (("ying", "ie"), ("ing", ""), ("ing", "e")),
    "JJR": (("ier", "y"), ("er", ""), ("er", "e")),
    "JJS": (("iest", "y"), ("est", ""), ("est", "e")),
    "RBR": (("ier", "y"), ("er", "")),
    "RBS": (("iest", "y"), ("est", "")),
}
_KEPT = 100_000  # forms whose lemmas are kept
_DOUBLED = re.compile(r"([bdgklmnprt])\1$")


def lemma_of(form: str, xpos: str) -> str:
    """The lemma. Names keep their capitals; everything else is in small letters."""
    text = plain(form)
    lower = text.lower()
    if xpos == "NNPS":
        return _noun_name(text)
    if xpos == "NNP":
        return (
            text.capitalize()
            if default_lexicon().may_be(text.capitalize(), "NNP") and text.islower()
            else text
        )
    if xpos == "CD":
        return (
            text.replace(",", "")
            if lower[:1].isdigit()
            else lower
            if default_lexicon().knows(lower)
            else text
        )
    if xpos in _AS_IT_IS or (len(text) > 1 and text[-1].isdigit()) or (len(text) == 1 and xpos == "NN"):
        return text
    if text[:1].isupper() and xpos == "JJ" and not default_lexicon().may_be(lower, "JJ"):
        return text if default_lexicon().may_be(text, "JJ") and not text.isupper() else lower
    if xpos == "NN" and text[1:].lower() != text[1:] and not default_lexicon().knows(lower):
        return text  # CPA, iPhone
    known = {reading.lemma for reading in default_lexicon().readings(lower) if _same(reading.xpos, xpos)}
    if len(known) == 1 or lower in known:
        return lower if lower in known else known.pop()
    if known:
        return min(known, key=lambda lemma: (len(lemma), lemma))
    return _stripped(lower, xpos)


def _same(reading: str, xpos: str) -> bool:
    return reading == xpos or (xpos == "VBP" and reading == "VB")


def _noun_name(text: str) -> str:
    stem = lemma_of(text.lower(), "NNS")
    if not default_lexicon().may_be(stem, "NN") and not default_lexicon().may_be(
        stem.capitalize(), "NNP", "JJ"
    ):
        return text  # Athens
    return stem.capitalize() if text[:1].isupper() and not text.isupper() else stem.upper()


def _stripped(lower: str, xpos: str) -> str:
    """The stem whose regular form this is; among several, one that the lexicon knows."""
    base = "VB" if xpos.startswith("V") else "NN" if xpos.startswith("N") else xpos[:2]
    stems = []
    for ending, instead in _ENDINGS.get(xpos, ()):
        if lower.endswith(ending) and len(lower) > len(ending) + 1:
            stem = lower[: -len(ending)] + instead
            stems.append(stem)
            if not instead and _DOUBLED.search(stem):
                stems.append(stem[:-1])
    fitting = [stem for stem in stems if regular(stem, "NNS" if xpos == "NNPS" else xpos) == lower]
    for candidates in (fitting, stems):
        known = [stem for stem in candidates if default_lexicon().may_be(stem, base)]
        if known:
            return known[0]
    if fitting and lower.endswith(("ed", "ing")) and len(fitting) > 1:
        return (
            fitting[-1] if re.search(r"(?:[aeiou][cgsuvz]|[^aeiou]l|at|iz|uc)$", fitting[0]) else fitting[0]
        )
    return fitting[0] if fitting else lower


class Lemmatiser:
    """Lemmas by form and tag; `exceptions` (`form TAG` in small letters: lemma) have the first word."""

    def __init__(self, exceptions: Mapping[str, str]) -> None:
        self._exceptions = exceptions
        self._known: dict[tuple[str, str], str] = {}

    def __call__(self, form: str, xpos: str) -> str:
        """The lemma; each pair is worked out once."""
        found = self._known.get((form, xpos))
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            exception = self._exceptions.get(f"{plain(form).lower()} {xpos}")
            found = self._known[form, xpos] = lemma_of(form, xpos) if exception is None else exception
        return found
