"""A comma missing between two things of a series, “flour sugar, salt and oil” or “apples pears and plums”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from ..annotate.chunk import usual
from ..document import Sentence, Token, Tokens, View
from ..lexicon import default_lexicon, load_named
from ..patterns import lazy
from ..rule import Finding, Replace

_NEAR = 14  # tokens from the pair to the series' “and”
_ITEM = 5  # tokens of the item after the pair, at most
_SHORT = 3  # letters of words too short to be looked at
# Plurals that describe the noun after them, “sales figures and forecasts”, and nouns that such plurals are put before.
_DESCRIBING_PLURALS = frozenset(
    "accounts admissions affairs aliens antiques appropriations arms athletics awards benefits bonds careers civics claims "
    "classics communications contents corrections credentials customs data drugs earnings economics electronics elections "
    "ethics explosives finals forces foods forensics futures games genetics goods graphics greens headquarters heads "
    "honors honours human humanities immigrations incomes intelligence jobs limits logistics mathematics media methods "
    "mechanics munitions narcotics obstetrics operations parks parts payments performances physics plans politics points "
    "press products profits programs projects proceeds public railways relations resources returns rights robotics "
    "rules sales sanctions savings sciences securities services settlements singles sports standards states statistics "
    "supplies systems taxes textiles times trades transportations trustees veterans victims weapons welfare works "
    "years days weeks months hours minutes states nations doubles minutes mens womens ladies girls boys kids teachers "
    "workers farmers players voters owners parents students children passengers visitors".split()
)
_HEADS = frozenset(
    "groups unions officials leaders markets rights clubs teams fans figures committees associations organizations "
    "organisations agencies departments members experts charges makers dealers traders offices centers centres rooms "
    "needs lives homes lockers meetings lists does has says goes falls rises remains needs wants makes takes gives".split()
)
# Kinds by a word of theirs in which no thing describes another.
_FIRM = (
    "danish",
    "monday",
    "february",
    "purple",
    "afghanistan",
    "apples",
    "rifles",
    "horses",
    "hammers",
    "measles",
)
_PLURALS = lazy(r"\b[a-z]{3,}s [a-z]{3,}s (?:and|or) [a-z]", 0)


def missing_commas(views: Sequence[View]) -> Iterator[Finding]:
    """The first of two things of one kind that stand side by side, in a series with a third."""
    for view in views:
        for sentence in _sentences(view):
            tokens = sentence.tokens
            for at in range(len(tokens) - 4):
                if (tokens[at + 2].text == "," and _is_series(sentence, at)) or (
                    tokens[at + 2].lower in ("and", "or") and _is_triple(tokens, at)
                ):
                    token = tokens[at]
                    options = ((Replace(token.start, token.end, f"{token.text},"),),)
                    yield Finding(view, token.start, token.end, options, {"first": token.text})


def _sentences(view: View) -> Iterator[Sentence]:
    """The sentences with two words of one kind, or two plurals side by side, and a word that joins a series."""
    for sentence in view.sentences_with(frozenset({"and", "or"})):
        kinds = [kind for word in sentence.words & _kinds().keys() for kind in _kinds()[word]]
        if len(kinds) != len(set(kinds)) or _PLURALS.search(view.text, sentence.start, sentence.end):
            yield sentence


def _is_triple(tokens: Tokens, at: int) -> bool:
    """Whether “X Y and Z” are three things of one kind, of which the first cannot describe the second."""
    first, second, third = tokens[at], tokens[at + 1], tokens[at + 3]
    if not second.space_before or (at and tokens[at - 1].text in {"-", "'s"}) or first.lower == second.lower:
        return False
    if first.text[0].isupper() != second.text[0].isupper():
        return False
    if _is_plural(first.text) and _is_plural(second.text) and usual(third.text) in ("NN", "NNS"):
        return first.lower not in _DESCRIBING_PLURALS and second.lower not in _HEADS
    shared = _kinds_of(first) & _kinds_of(second) & _kinds_of(third) & _firm_kinds()
    return bool(shared) and (at == 0 or tokens[at - 1].text[0].isupper() <= first.text[0].isupper())


@lru_cache(maxsize=5_000)
def _is_plural(word: str) -> bool:
    """Whether a word is the plural of a noun and hardly anything else."""
    lexicon = default_lexicon()
    return word.islower() and len(word) > _SHORT and word.endswith("s") and lexicon.only(word, "NNS")


def _kinds_of(token: Token) -> frozenset[int]:
    return _kinds().get(token.lower, frozenset())


def _is_series(sentence: Sentence, at: int) -> bool:
    """Whether the two words from `at` on are of one kind, with a third after the comma and then “and”."""
    tokens = sentence.tokens
    first, second = tokens[at], tokens[at + 1]
    if first.lower == second.lower or first.text[0].isupper() != second.text[0].isupper():
        return False
    if not second.space_before or (at and tokens[at - 1].text in {"-", ","}):
        return False
    shared = _kinds().get(first.lower, frozenset()) & _kinds().get(second.lower, frozenset())
    later = [token.lower for token in tokens[at + 3 : at + 3 + _NEAR]]
    joined = next((place for place, word in enumerate(later) if word in ("and", "or")), 0)
    stop = next((place for place, word in enumerate(later) if word in {";", ":", "(", "who", "which"}), _NEAR)
    third = later[: joined + _ITEM]
    return 0 < joined < stop and any(shared & _kinds().get(word, frozenset()) for word in third)


@cache
def _firm_kinds() -> frozenset[int]:
    return frozenset(number for word in _FIRM for number in _kinds().get(word, ()))


@cache
def _kinds() -> dict[str, frozenset[int]]:
    """The kinds to which each word belongs, by their number."""
    found: dict[str, set[int]] = {}
    lines = [line.split() for line in sorted(load_named("series-kinds"))]
    places = [name for name in load_named("places") if " " not in name]
    for number, words in enumerate([*lines, places]):
        for word in words:
            found.setdefault(word.lower(), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
