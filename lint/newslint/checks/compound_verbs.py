"""Compound verbs written as two words: “they fact check it”, “she hand wrote it”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..annotate.language import analyse
from ..document import Sentence, Token, View, Word
from ..lexicon import copy_case, default_lexicon, load_named
from ..rule import Finding, Replace

# What stands before the verb of a clause; before a noun, which the first word may be, stand others.
_BEFORE = frozenset({"AUX", "PART", "PRON", "ADV", "CCONJ", "PROPN"})
_NOT_BEFORE = frozenset({"PRP$", "WP$", "WDT", "EX"})
_HELPS = frozenset(
    "to not n't will would can could may might must should please let's did always never also they we i you".split()
)  # before a base form, which an object follows: a verb, whatever its tag
_OBJECTS = frozenset(
    "the a an it them him her his my your our their its this that these those all each every us me you any some both".split()
)


class Pair(NamedTuple):
    """The two words of a verb, and the verb in the same form."""

    at: int  # the index of the first
    right: str


def verbs(views: Sequence[View]) -> Iterator[Finding]:
    """Pairs of words that are one verb by the list, and a verb here."""
    analyse(list(candidates(views)))
    for view in views:
        for sentence in _sentences(view):
            for pair in pairs(sentence.tokens):
                if _is_verb(sentence, pair.at):
                    yield _finding(view, sentence.tokens, pair)


def candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences with such a pair."""
    for view in views:
        yield from _sentences(view)


def _sentences(view: View) -> Iterator[Sentence]:
    for sentence in view.sentences_with(_firsts()):
        if not sentence.words.isdisjoint(_seconds()) and any(True for _ in pairs(sentence.tokens)):
            yield sentence


def pairs(tokens: Sequence[Token]) -> Iterator[Pair]:
    """The places where the two words of a verb stand side by side."""
    for at in range(len(tokens) - 1):
        known = _verbs().get(tokens[at].lower)
        form = tokens[at + 1]
        if not known or not form.space_before or form.lower not in _seconds():
            continue
        lemma = next(
            (lemma for lemma in sorted(default_lexicon().lemmas(form.lower)) if lemma in known), None
        )
        if lemma:
            verb = known[lemma].removesuffix(lemma)
            yield Pair(at, copy_case(tokens[at].text, verb + form.lower))


def _is_verb(sentence: Sentence, at: int) -> bool:
    words, tokens = sentence.analysis, sentence.tokens
    before = words[at - 1] if at else None
    follower = tokens[at + 2].lower if at + 2 < len(tokens) else ""
    helped = before is not None and (tokens[at - 1].lower in _HELPS or tokens[max(0, at - 2)].lower == "let")
    if helped and tokens[at + 1].lower in _bases() and follower in _OBJECTS:
        return True
    return _tagged(words[at + 1]) and (
        before is None or (before.upos in _BEFORE and before.xpos not in _NOT_BEFORE)
    )


def _tagged(word: Word) -> bool:
    return word.upos == "VERB" and word.xpos.startswith("VB")


def _finding(view: View, tokens: Sequence[Token], pair: Pair) -> Finding:
    start, end = tokens[pair.at].start, tokens[pair.at + 1].end
    return Finding(view, start, end, ((Replace(start, end, pair.right),),), {"match": view.text[start:end]})


@cache
def _verbs() -> dict[str, dict[str, str]]:
    """By the first word and then the lemma of the second, the verb as it is written."""
    found: dict[str, dict[str, str]] = {}
    for entry in load_named("compound-verbs"):
        words, _, verb = entry.partition(": ")
        first, second = words.split()
        found.setdefault(first, {})[second] = verb
    return found


@cache
def _firsts() -> frozenset[str]:
    return frozenset(_verbs())


@cache
def _bases() -> frozenset[str]:
    return frozenset(second for seconds in _verbs().values() for second in seconds)


@cache
def _seconds() -> frozenset[str]:
    return frozenset(form for base in _bases() for form in default_lexicon().forms(base))
