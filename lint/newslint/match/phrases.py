"""What a noun phrase names: people, a time, a sum; and what is an adverbial with its preposition."""

from __future__ import annotations

from collections.abc import Sequence

from ..annotate.chunk import may
from ..document import Token, Word
from ..lexicon import load_named
from .clause import phrase_head
from .valency import Item

PERSONS = frozenset("me him them us you her everyone everybody someone somebody anyone nobody those".split())
_PLACES = frozenset({"in", "at", "on"})
_NUMBERS = frozenset({"dozen", "half", "hundred", "thousand", "million", "billion", "third", "quarter"})
_SUMS = frozenset({"dollar", "euro", "pound", "yen", "rupee"})
_RELATIVE = frozenset({"which", "whom", "whose"})


def is_of_kind(tokens: Sequence[Token], words: Sequence[Word], start: int, item: Item) -> bool:
    """Whether a noun phrase starts at `start`, and is of the kind that a slot names."""
    top = phrase_head(words, start)
    if top is None:
        return False
    word, token = words[top], tokens[top]
    named = word.lemma.lower() in item.words or token.lower in item.words
    if item.words and named == item.excluded:
        return False
    if item.slot == "C":
        return word.lemma.lower() in load_named("crimes")
    if item.slot == "M":
        return tokens[start].text[:1] in "$£€¥" or word.lemma.lower() in _SUMS
    if item.slot == "O":
        return word.upos == "NOUN" and not is_person(word, token) and not is_time(word, token)
    if item.slot == "P":
        return word.upos == "PROPN" and not is_time(word, token)
    return (item.slot != "H" or is_person(word, token)) and (item.slot != "T" or is_time(word, token))


def is_time(word: Word, token: Token) -> bool:
    """Whether a noun tells a time or a stretch of it."""
    lemma = word.lemma.lower()
    if word.upos == "NUM" or lemma.isdigit():
        return len(lemma) == 4 and lemma.isdigit()
    named = token.text[:1].isupper() and lemma in load_named("weekdays") | load_named("months")
    return named or lemma in load_named("time-nouns")


def is_person(word: Word, token: Token) -> bool:
    """Whether a noun or pronoun names people, or a body that acts as they do."""
    if word.upos == "PROPN":
        return not is_time(word, token)
    if word.upos == "PRON":
        return token.lower in PERSONS
    return word.lemma.lower() in load_named("person-nouns") | load_named("bodies")


def is_adverbial(tokens: Sequence[Token], words: Sequence[Word], start: int, top: int, before: str) -> bool:
    """Whether a preposition (`before`) and the noun phrase at `start` may follow any word.

    They do where they tell time, place or manner; “about 40 cases” is no prepositional phrase at all.
    """
    word, first = words[top], tokens[start].lower
    if is_time(word, tokens[top]) or first in _RELATIVE:
        return True
    if not load_named("adverbials").isdisjoint({f"{before} {word.lemma.lower()}", f"{before} {first}"}):
        return True
    if before == "about":
        after = tokens[start + 1].lower if start + 1 < len(tokens) else ""
        return may(tokens[start], "CD") or after in _NUMBERS
    return before in _PLACES and word.upos in ("PROPN", "NUM")
