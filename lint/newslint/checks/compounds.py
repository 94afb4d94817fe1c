"""Compounds before a noun that lack their hyphens: “a long term plan”, “a state owned bank”, “hard to find parts”.

Which words go together comes from word lists; that they do so here, and stand before a noun that they modify, is seen in
the sentence's tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..annotate.language import analyse
from ..annotate.tree import Tree
from ..document import Sentence, Token, View
from ..lexicon import default_lexicon, load_named
from ..rule import Finding, Replace

_MODIFIES = frozenset("amod compound nmod nmod:desc nmod:unmarked obl:unmarked advmod".split())
_NO_PART = frozenset({"det", "case", "nsubj", "nmod:poss", "cc", "mark", "aux", "cop"})  # of a compound
_NAMES_ONLY = frozenset(
    "backed based born controlled dominated issued led made occupied owned speaking style trained".split()
)  # after an adjective: “German owned”, not “public speaking”
_QUANTITIES = frozenset(
    "all any both certain each every few many more most other own same several such".split()
)
_FREE = frozenset(
    "access agency agent agents choice enterprise fall flow hand kick kicks lunch lunches market markets pass passes "
    "press range ride rides rein safety school schools speech spirit state states state throw throws time trade trial "
    "verse vote will world zone".split()
)  # “free” goes with these rather than with what stands before it
_PHRASES = frozenset("across around at behind below for in off on out over round under".split())
_BEFORE = frozenset({"DT", "PRP$", "POS", "JJ", "CD"})
_NO_NOUN = ("IN", "DT", "PRP", "RB", "CC")
_FOUND = "sentences with compounds"
_NEAR = 4  # tokens from the compound to its noun


class Part(NamedTuple):
    """A compound in a sentence, as the indices of its first and last words."""

    first: int
    last: int
    listed: bool  # in the list of compounds


def modifiers(views: Sequence[View]) -> Iterator[Finding]:
    """Words that are one modifier before a noun, and stand apart."""
    analyse(list(candidates(views)))
    for view in views:
        for sentence in _sentences(view):
            tree = Tree(sentence.tokens, sentence.analysis)
            for part in parts(sentence.tokens):
                if _modifies(tree, part):
                    yield _finding(view, sentence.tokens, part)


def candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences in which the words of a compound stand side by side."""
    for view in views:
        yield from _sentences(view)


def _sentences(view: View) -> list[Sentence]:
    """The sentences of a view that may have a compound; worked out once."""
    if _FOUND not in view.shared:
        possible = view.words & _seconds()
        sentences = view.sentences_with(possible) if possible else ()
        view.shared[_FOUND] = [
            sentence for sentence in sentences if _may_have(view, sentence) and any(parts(sentence.tokens))
        ]
    return view.shared[_FOUND]  # type: ignore[return-value]


def _may_have(view: View, sentence: Sentence) -> bool:
    """Whether a compound's first two words stand side by side, or a word that makes a compound of any noun is there."""
    if not sentence.words.isdisjoint(_tails()):
        return True
    text = view.folded[sentence.start : sentence.end]
    return any(
        f"{first} {second}" in text
        for second in sentence.words & _openings().keys()
        for first in sentence.words & _openings()[second].keys()
    )


def parts(tokens: Sequence[Token]) -> Iterator[Part]:
    """The places where words of a compound stand one after the other, with a word after them."""
    for at in range(len(tokens) - 2):
        second = tokens[at + 1].lower
        if second not in _seconds() or not tokens[at + 1].space_before or not _apart(tokens, at):
            continue
        lengths = [
            len(words)
            for words in _openings().get(second, {}).get(tokens[at].lower, ())
            if words == tuple(token.lower for token in tokens[at : at + len(words)])
        ]
        listed = bool(lengths)
        last = at + (max(lengths) if listed else 2 if second in _tails() else 0) - 1
        if last > at and last + 1 < len(tokens) and _goes_on(tokens, at, last):
            yield Part(at, last, listed)


def _apart(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word is whole: no hyphen ties it to the one before."""
    return tokens[at].text.replace("'", "").isalpha() and (at == 0 or tokens[at].space_before)


def _goes_on(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a word follows, and the compound is no name: “High Quality Products Inc.”."""
    after = tokens[last + 1]
    capitals = [token.text[:1].isupper() for token in tokens[first : last + 1]]
    return after.space_before and after.text[0].isalpha() and not (capitals[0] and capitals[-1])


def _modifies(tree: Tree, part: Part) -> bool:
    """Whether the compound modifies a noun that follows."""
    if part.last > part.first + 1 or (part.listed and tree.tokens[part.first].lower in _PHRASES):
        return _before_noun(tree, part)
    noun = _noun(tree, part.last)
    if noun is None:
        return part.listed and tree.words[part.last].xpos in ("VBN", "VBG") and _before_noun(tree, part)
    if part.listed:
        return tree.words[part.first].deprel not in _NO_PART or tree.tokens[part.first].lower == "near"
    return _makes_compound(tree, part, noun)


def _noun(tree: Tree, at: int) -> int | None:
    """The noun that the word modifies, if it stands soon after it."""
    word = tree.words[at]
    head = word.head
    if at < head <= at + _NEAR and word.deprel in _MODIFIES and tree.words[head].upos in ("NOUN", "PROPN"):
        return head
    return None


def _before_noun(tree: Tree, part: Part) -> bool:
    """Whether the compound stands between what opens a noun phrase and its noun."""
    if part.first == 0 or not tree.words[part.last + 1].xpos.startswith("NN"):
        return False
    before = tree.words[part.first - 1]
    plain = tree.tokens[part.first].lower not in _PHRASES
    return before.xpos in _BEFORE or (plain and before.upos == "ADP" and before.deprel == "case")


def _makes_compound(tree: Tree, part: Part, noun: int) -> bool:
    """Whether the first word is what the last one makes a compound of: “state owned”, “blue eyed”."""
    first, last, tail = tree.words[part.first], tree.words[part.last], tree.tokens[part.last].lower
    if first.deprel in _NO_PART or tree.tokens[part.first].lower in _QUANTITIES:
        return False
    if tail in load_named("compound-parts"):
        return first.upos in ("ADJ", "NUM", "NOUN") and last.upos in ("ADJ", "VERB")
    if tail not in load_named("compound-tails") or last.upos not in ("ADJ", "VERB", "NOUN"):
        return False
    if tail == "free" and tree.tokens[noun].lower in _FREE:
        return False
    if first.upos == "ADJ":
        return tail in _NAMES_ONLY and tree.tokens[part.first].text[0].isupper()
    if "det" in tree.deprels(part.first) or default_lexicon().may_be(tree.tokens[part.first].text, *_NO_NOUN):
        return False
    return first.xpos in ("NN", "NNP") and (first.head in (part.last, noun) or last.upos != "NOUN")


def _finding(view: View, tokens: Sequence[Token], part: Part) -> Finding:
    words = tokens[part.first : part.last + 1]
    start, end = words[0].start, words[-1].end
    new = "-".join(view.text[token.start : token.end] for token in words)
    return Finding(view, start, end, ((Replace(start, end, new),),), {"match": view.text[start:end]})


@cache
def _openings() -> dict[str, dict[str, list[tuple[str, ...]]]]:
    """The compounds of the list by their second word, then by their first."""
    found: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for entry in load_named("compound-modifiers"):
        words = tuple(entry.lower().split())
        found.setdefault(words[1], {}).setdefault(words[0], []).append(words)
    return found


@cache
def _tails() -> frozenset[str]:
    return load_named("compound-tails") | load_named("compound-parts")


@cache
def _seconds() -> frozenset[str]:
    return _tails() | _openings().keys()
