"""A comma wanted before “and”, “but”, “so” or “although” where a second clause with its own subject follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..annotate.language import analyse
from ..annotate.tree import Tree, below
from ..document import Sentence, View
from ..patterns import lazy
from ..rule import Finding, Replace
from .comma_places import may_join_with_and

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl"})
_HELPERS = frozenset({"aux", "aux:pass", "cop"})
_JOINTS = frozenset({"and", "but", "yet", "so", "although"})
_SECOND = {
    "and": ("conj",),
    "but": ("conj",),
    "yet": ("conj",),
    "so": ("conj", "parataxis", "advcl"),
    "although": ("advcl",),
}
_BEFORE = lazy(r"[\w)] (?:but|yet|so|although) [a-z]", 0)
_LEAST_WITH_AND = 5  # words of a clause that asks for a comma before “and”
_NOT_JOINTS = frozenset(
    "that far as long much many forth on called and or not nothing anything all none".split()
)
_SURE = 0.6


def commas(views: Sequence[View], least: str = "4") -> Iterator[Finding]:
    """The last word of the first clause; `least`: how many words each clause must have."""
    analyse(list(candidates(views)))
    for view in views:
        for sentence in _sentences(view):
            tree = Tree(sentence.tokens, sentence.analysis)
            for at in range(int(least), len(tree.tokens) - int(least) + 1):
                if tree.tokens[at].lower in _JOINTS and _joins(
                    tree, at, int(least) if tree.tokens[at].lower != "and" else _LEAST_WITH_AND
                ):
                    token = sentence.tokens[at - 1]
                    options = ((Replace(token.start, token.end, f"{token.text},"),),)
                    values = {"last": token.text, "joint": tree.tokens[at].lower}
                    yield Finding(view, token.start, token.end, options, values)


def candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences in which such a word stands between two words."""
    for view in views:
        yield from _sentences(view)


def _sentences(view: View) -> Iterator[Sentence]:
    for sentence in view.sentences_with(_JOINTS):
        if _BEFORE.search(view.folded, sentence.start, sentence.end) or (
            "and" in sentence.words and may_join_with_and(view.folded[sentence.start : sentence.end])
        ):
            yield sentence


def _joins(tree: Tree, joint: int, least: int) -> bool:
    """Whether whole clauses stand on both sides of the word, with no comma before it."""
    second = tree.words[joint].head
    if not tree.tokens[joint - 1].text[-1].isalnum() or second < joint:
        return False
    if {tree.tokens[joint - 1].lower, tree.tokens[joint + 1].lower} & _NOT_JOINTS:
        return False
    word = tree.words[second]
    first = word.head
    if (
        word.deprel not in _SECOND[tree.tokens[joint].lower]
        or min(word.sure_arc, tree.words[joint].sure_arc) < _SURE
    ):
        return False
    if tree.words[first].head >= 0 or not (
        _is_clause(tree, first, joint) and _is_clause(tree, second, joint)
    ):
        return False
    inside = {second, *below(tree.children, second)}
    start = tree.start(first)
    return min(inside) == joint and max(inside) - joint >= least - 1 and joint - start >= least


def _is_clause(tree: Tree, predicate: int, joint: int) -> bool:
    """Whether a predicate has a subject on its own side of the joint, and a finite verb."""
    own = [c for c in tree.children[predicate] if (c > joint) == (predicate > joint)]
    verb = min([predicate, *(c for c in own if tree.words[c].deprel in _HELPERS)])
    subjects = [c for c in own if tree.words[c].deprel in _SUBJECTS]
    return bool(subjects) and "VerbForm=Fin" in tree.words[verb].feats
