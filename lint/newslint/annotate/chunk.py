"""Shallow analysis from the lexicon alone: noun phrases, and words that may be finite verbs.

Where a word has several readings all are kept, and the functions say what is possible, so that a rule
can ask for certainty by asking whether the contrary is impossible.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from ..document import Token
from ..lexicon import default_lexicon

_DETERMINERS = ("DT", "PRP$", "PDT", "WDT", "WP$")
_MODIFIERS = ("JJ", "JJR", "JJS", "CD", "NN", "NNS", "NNP", "VBN", "VBG")
_HEADS = ("NN", "NNS", "NNP", "NNPS", "CD", "PRP")
_FINITE = ("VBZ", "VBD", "MD")
_BE = frozenset("am is are was were 're 'm has have had do does did 've 'd".split())
_CLOSED = frozenset({"IN", "DT", "CC", "TO", "PRP", "PRP$", "RB"})
# No finite verb follows these: they open a noun phrase. “This” and “that” may be a whole subject.
_NEVER_BEFORE = frozenset(
    {"the", "a", "an", "every", "no", "his", "her", "its", "our", "their", "my", "your", "to", "'s", "'", "-"}
)
_BREAKS = frozenset(".;:!?…—–()")


@cache
def usual(word: str) -> str:
    """The Penn tag that the word has most often, or an empty text."""
    readings = default_lexicon().readings(word)
    return readings[0].xpos if readings else ""


@cache
def tags(word: str) -> frozenset[str]:
    """The Penn tags that the word may have; a capitalised unknown word is a name."""
    readings = frozenset(reading.xpos for reading in default_lexicon().readings(word))
    if readings:
        return readings
    if word[:1].isdigit():
        return frozenset({"CD"})
    if word[:1].isupper():
        return frozenset({"NNP"})
    return frozenset({"NN"}) if word.isalpha() else frozenset()


def may(token: Token, *wanted: str) -> bool:
    """Whether the token may have one of these tags."""
    return not tags(token.text).isdisjoint(wanted)


def is_name(token: Token) -> bool:
    """Whether the token is capitalised like a name (its place in the sentence is not looked at)."""
    return token.text[:1].isupper() and any(char.islower() for char in token.text[1:])


def noun_phrases(tokens: Sequence[Token], start: int, *, chain: bool = False) -> list[int]:
    """The ends of noun phrases that begin at token `start`, the longest first.

    A base phrase is determiners, modifiers and a head; `chain` joins several by “and”, “or”, commas and
    “of”. Several ends are given because the lexicon alone cannot tell “the plans | fail” from “the plans
    fail”.
    """
    ends = _base(tokens, start)
    if chain and ends:
        for end in tuple(ends):
            after = end
            while after < len(tokens) and tokens[after].lower in {"and", "or", ",", "of", "in", "for", "&"}:
                after += 1
            if after > end:
                ends += noun_phrases(tokens, after, chain=True)
    return sorted(set(ends), reverse=True)


def _base(tokens: Sequence[Token], start: int) -> list[int]:
    ends: list[int] = []
    determined = False
    for at in range(start, min(len(tokens), start + 14)):
        token = tokens[at]
        possible = tags(token.text)
        if token.text in {"'s", "’s", "'", "’"} and at > start:
            ends = []  # what stood before it was an owner, and the head is still to come
            continue
        if token.text in {"-", "–"} and not token.space_before and at > start:
            continue
        if possible & set(_DETERMINERS) and not determined and at - start < 2:
            determined = True
            continue
        if (
            token.text[:1].isupper() and token.text[:1].isalpha() and not possible & {"IN", "CC", "MD"}
        ) or possible & set(_HEADS):
            ends.append(at + 1)
        elif not possible & set(_MODIFIERS) and not (possible & {"RB"} and at > start and not ends):
            break
        if possible == {"PRP"}:
            break
    return ends


def may_be_finite(tokens: Sequence[Token], at: int) -> bool:
    """Whether token `at` may be a finite verb where it stands."""
    token = tokens[at]
    if token.lower == "'s":
        return _be_after_pronoun(tokens, at)
    if token.lower in _BE:
        return True
    possible = tags(token.text)
    if (possible.isdisjoint(_FINITE) and "VB" not in possible) or (is_name(token) and at):
        return False
    if usual(token.text) in _CLOSED:  # near, like and past may be verbs, but hardly ever are
        return False
    before = tokens[at - 1] if at else None
    if before is None:
        return True
    ahead = tags(before.text)
    if before.lower in _NEVER_BEFORE or (ahead and ahead <= {"IN", "RP", "TO", "PRP$"}):
        return False
    if possible & {"NNS", "NN"} and ahead and ahead <= {"JJ", "JJR", "JJS", "PDT", "CD", "VB", "VBG"}:
        return False  # small farms, such visits, undermine trust
    # “VB” stands for the base form too, which is finite only after a plural subject.
    return bool(possible & set(_FINITE)) or not ahead & {"JJ", "MD"}


def _be_after_pronoun(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and bool(tags(tokens[at - 1].text) & {"PRP", "WP", "EX", "DT", "WRB"})


def clause_rest(tokens: Sequence[Token], start: int) -> Iterator[int]:
    """The indices from `start` to where the clause surely ends: a stop, a bracket, a semicolon or a dash."""
    for at in range(start, len(tokens)):
        if tokens[at].text in _BREAKS:
            return
        yield at
