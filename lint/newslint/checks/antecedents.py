"""The noun that a relative pronoun stands for, where no other can be meant."""

from __future__ import annotations

from collections.abc import Iterator

from ..annotate.tree import Tree, way_up
from ..lexicon import load_named
from .counts import number
from .namings import JOINING

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_UP = frozenset({"nmod", "conj", "appos"})  # from a noun to another that a clause may belong to as well
_AMONG = frozenset({"of", "among", "amongst"})
_RELATIVE = ("who", "which", "that")
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_NEAR = 8  # words before the noun in which “one” or “only” is looked for


def antecedent(tree: Tree, pronoun: int) -> int:
    """The noun that a relative pronoun stands for; -1 where another noun of another number may be meant, or the clause."""
    tokens, words = tree.tokens, tree.words
    clause = next((at for at in way_up(words, pronoun) if words[at].deprel == "acl:relcl"), -1)
    noun = words[clause].head if clause >= 0 else -1
    own = number(tree, noun) if 0 <= noun < pronoun else ""
    lower = tokens[pronoun].lower
    if not own or lower not in _RELATIVE or _is_one_of(tree, noun):
        return -1
    if own == "Plur" and lower == "which" and words[pronoun - 1].upos == "PUNCT":
        return -1  # “the prices fell, which was a relief”
    if own == "Sing" and _is_joined(tree, noun, pronoun):
        return -1  # “a boat and a net, which are new”
    rivals = [*_rivals(tree, noun, pronoun)]
    if rivals and lower == "who" and not _may_be_who(tree, noun):
        return -1  # “a holder of shares who has”
    return noun if all(number(tree, at) == own for at in rivals) else -1


def _is_joined(tree: Tree, noun: int, pronoun: int) -> bool:
    """Whether another noun may be joined to it by “and”."""
    near = {token.lower for token in tree.tokens[max(0, noun - 3) : pronoun]}
    own = any(tree.words[c].deprel == "conj" and c < pronoun for c in tree.children[noun])
    return own or tree.words[noun].deprel == "conj" or not near.isdisjoint(JOINING)


def _is_one_of(tree: Tree, noun: int) -> bool:
    """Whether it may be “one of the boats that have” or “the only one of the boats that has”."""
    near = [token.lower for token in tree.tokens[max(0, noun - _NEAR) : noun]]
    return ("one" in near or "only" in near) and not _AMONG.isdisjoint(near)


def _rivals(tree: Tree, noun: int, pronoun: int) -> Iterator[int]:
    """Other nouns that the clause may belong to: those between, those near before it, and those that it hangs on."""
    words = tree.words
    start = noun
    while start > max(0, noun - _NEAR) and words[start - 1].xpos not in _FINITE:
        start -= 1
    outer = []
    at = noun
    while words[at].deprel in _UP and words[words[at].head].upos in _NOMINAL:
        at = words[at].head
        outer.append(at)
    # “the files that will go with the letter that were lost”: a clause within a clause.
    outer += [words[at].head for at in way_up(words, noun) if words[at].deprel.startswith("acl")]
    near = [at for at in range(start, pronoun) if at != noun and words[at].upos in ("NOUN", "PROPN")]
    inner = (at for at in near if words[at].deprel not in ("compound", "flat") and words[at].head != at + 1)
    who = tree.tokens[pronoun].lower == "who"
    return (at for at in (*inner, *outer) if not who or _may_be_who(tree, at))


def _may_be_who(tree: Tree, at: int) -> bool:
    """Whether “who” may stand for the noun: for a person, a body of people or a name."""
    lemma = tree.words[at].lemma.lower()
    named = tree.words[at].upos in ("PROPN", "PRON") or tree.tokens[at].text[:1].isupper()
    return named or lemma in load_named("person-nouns") or lemma in load_named("collective-nouns")
