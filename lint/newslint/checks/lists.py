"""A comma missing between two things of a series, “flour sugar, salt and oil”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from ..document import Sentence, View
from ..lexicon import load_named
from ..rule import Finding, Replace

_NEAR = 14  # tokens from the pair to the series' “and”
_ITEM = 5  # tokens of the item after the pair, at most


def missing_commas(views: Sequence[View]) -> Iterator[Finding]:
    """The first of two things of one kind that stand side by side, in a series with a third."""
    for view in views:
        for sentence in _sentences(view):
            tokens = sentence.tokens
            for at in range(len(tokens) - 4):
                if tokens[at + 2].text == "," and _is_series(sentence, at):
                    token = tokens[at]
                    options = ((Replace(token.start, token.end, f"{token.text},"),),)
                    yield Finding(view, token.start, token.end, options, {"first": token.text})


def _sentences(view: View) -> Iterator[Sentence]:
    """The sentences with three words of one kind, a comma, and a word that joins the last thing of a series."""
    for sentence in view.sentences_with(frozenset({"and", "or"})) if "," in view.text else ():
        kinds = [kind for word in sentence.words & _kinds().keys() for kind in _kinds()[word]]
        if len(kinds) != len(set(kinds)) and "," in view.text[sentence.start : sentence.end]:
            yield sentence


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
def _kinds() -> dict[str, frozenset[int]]:
    """The kinds to which each word belongs, by their number."""
    found: dict[str, set[int]] = {}
    lines = [line.split() for line in sorted(load_named("series-kinds"))]
    places = [name for name in load_named("places") if " " not in name]
    for number, words in enumerate([*lines, places]):
        for word in words:
            found.setdefault(word.lower(), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
