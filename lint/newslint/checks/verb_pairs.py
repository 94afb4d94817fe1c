"""Two verbs joined by “and”, “or” or “nor” of which the second has another form: “for cutting costs and raise wages”.

Here the parser sees the pair as one, whatever the second's form. What may explain the form otherwise is looked for: a
partner of that form earlier in the sentence, a subject of its own. And mended, the pair must be a pair still.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..annotate.language import analyse, analysed, forms_with
from ..annotate.tree import Tree
from ..document import Sentence, View, Word
from ..lexicon import copy_case, default_lexicon
from ..rule import Finding, Replace

_JOINING = frozenset({"and", "or", "nor"})
_CORRELATIVES = frozenset({"both", "either", "neither", "only"})
_BASE = frozenset({"VB", "VBP"})
_SINGULAR = frozenset({"NN", "NNP"})
_HE = frozenset({"he", "she", "it", "this", "that"})
_LEAST_TAG = 0.6
_READ_AS = {"VB": _BASE, "VBN": frozenset({"VBN", "VBD"})}  # forms that are written alike
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
# What may have a noun and an -ing form as its objects: “to enjoy the show and meeting the cast”.
_WITH_GERUND = frozenset(
    "avoid be begin ban consider continue cover deny discuss dislike do enjoy favor favour finish forbid hate include involve keep "
    "like love mean mention mind miss need oppose practice practise prefer prevent recommend remember report require risk see "
    "start stop study suggest support teach try".split()
)
_LIGHT = frozenset({"be", "do", "have", "let"})  # “we opened in 1989 and have many teachers” is sound
# What hangs on a verb that has a clause of its own, or on a noun.
_OWN = frozenset("nsubj nsubj:pass csubj expl aux aux:pass cop det amod case nmod:poss mark".split())


class Verbs(NamedTuple):
    """The two verbs, as indices of tokens, and what the second should be."""

    first: int
    second: int
    form: str
    fixed: str


def verbs(views: Sequence[View], sure: str = "80") -> Iterator[Finding]:
    """The second verb of a pair whose form differs from the first's."""
    least = int(sure) / 100
    analyse(list(candidates(views)))
    found = [
        (view, sentence, pair)
        for view in views
        for sentence in _sentences(view)
        for pair in pairs(Tree(sentence.tokens, sentence.analysis), least)
    ]
    mended = analysed([forms_with(sentence, pair.second, pair.fixed) for _, sentence, pair in found])
    flagged: set[tuple[int, int]] = set()
    for (view, sentence, pair), words in zip(found, mended, strict=True):
        token = sentence.tokens[pair.second]
        if (id(view), token.start) not in flagged and _whole(words, pair, least):
            flagged.add((id(view), token.start))
            values = {"match": token.text, "first": sentence.tokens[pair.first].text}
            yield Finding(
                view, token.start, token.end, ((Replace(token.start, token.end, pair.fixed),),), values
            )


def candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences with a conjunction and a word after it that may be a verb."""
    for view in views:
        yield from _sentences(view)


def _sentences(view: View) -> Iterator[Sentence]:
    may_be = default_lexicon().may_be
    for sentence in view.sentences_with(_JOINING):
        tokens = sentence.tokens
        if any(one.lower in _JOINING and may_be(two.text, "VB*") for one, two in pairwise(tokens)):
            yield sentence


def pairs(tree: Tree, least: float) -> Iterator[Verbs]:
    """The pairs of verbs whose forms clash, where nothing else explains the second's form: the nearest first."""
    words = tree.words
    for second, word in enumerate(words):
        if (
            word.deprel == "conj"
            and 0 <= word.head < second - 1
            and word.upos == "VERB"
            and word.sure_tag >= _LEAST_TAG
            and tree.tokens[second - 1].lower in _JOINING
            and not tree.deprels(second) & _OWN
        ):
            for first in range(second - 2, word.head - 1, -1):
                sole = words[first].upos == "VERB" and not _partner(tree, first, second)
                form = _form(tree, first, second) if sole else ""
                fixed = _inflected(tree, second, form) if form else ""
                if fixed and fixed != tree.tokens[second].text:
                    yield Verbs(first, second, form, fixed)


def _form(tree: Tree, first: int, second: int) -> str:
    """The form that the second verb should have beside the first, or an empty text where it may stand as it is."""
    words = tree.words
    head, word = words[first], words[second]
    auxiliaries = [
        words[child].lemma for child in tree.children[first] if words[child].deprel.startswith("aux")
    ]
    if word.xpos in _BASE:
        if head.xpos == "VBG" and (tree.deprels(first) & {"mark", "case"} or words[first - 1].xpos == "IN"):
            return "VBG"
        if head.xpos == "VBN" and auxiliaries and not any(w.xpos == "VBG" for w in words[first:second]):
            return "VBN"
        if head.xpos in ("VBZ", "VBD") and word.lemma not in _LIGHT and _singular_subject(tree, first):
            return head.xpos
    if word.xpos == "VBG":
        paired = first > 0 and tree.tokens[first - 1].lower in _CORRELATIVES
        bound = bool(auxiliaries) or "mark" in tree.deprels(first)
        if (
            head.xpos == "VB"
            and bound
            and (paired or second == first + 2 or _sure_gerund(tree, first, second))
        ):
            return "VB"
        if head.xpos in ("VBZ", "VBD", "VBP") and paired:
            return "VB" if head.xpos == "VBP" else head.xpos
        if head.xpos == "VBN" and auxiliaries == ["have"] and _sure_gerund(tree, first, second):
            return "VBN"
    return ""


def _sure_gerund(tree: Tree, first: int, second: int) -> bool:
    """Whether an -ing form with an object is joined to the verb, not to its object, and is no subject."""
    words = tree.words
    return (
        words[first].lemma not in _WITH_GERUND
        and "obj" in tree.deprels(second)
        and tree.tokens[second - 2].text != ","
        and not any(word.xpos in _FINITE for word in words[second + 1 :])
    )


def _singular_subject(tree: Tree, verb: int) -> bool:
    subjects = [child for child in tree.children[verb] if tree.words[child].deprel.startswith("nsubj")]
    return len(subjects) == 1 and (
        tree.tokens[subjects[0]].lower in _HE
        or (tree.words[subjects[0]].xpos in _SINGULAR and "conj" not in tree.deprels(subjects[0]))
    )


def _partner(tree: Tree, first: int, second: int) -> bool:
    """Whether an earlier verb of the second's own form may be its partner."""
    words = tree.words
    own = _BASE if words[second].xpos in _BASE else {words[second].xpos}
    base = own == _BASE
    imperative = base and default_lexicon().may_be(tree.tokens[0].text, "VB")
    return imperative or any(
        words[at].xpos in own or (base and _after_to(tree, at)) for at in range(1, second) if at != first
    )


def _after_to(tree: Tree, at: int) -> bool:
    """Whether a word that can be a base form follows “to” or a modal verb, whatever its tag."""
    after = tree.tokens[at - 1].lower == "to" or tree.words[at - 1].xpos == "MD"
    return after and default_lexicon().may_be(tree.tokens[at].text, "VB")


def _inflected(tree: Tree, at: int, form: str) -> str:
    lemma, text = tree.words[at].lemma, tree.tokens[at].text
    return copy_case(text, default_lexicon().inflect(lemma, form) or lemma)


def _whole(words: Sequence[Word], pair: Verbs, least: float) -> bool:
    """Whether the mended verb is joined to the first, in the same form."""
    second = words[pair.second]
    if second.deprel != "conj" or second.xpos not in _READ_AS.get(pair.form, {pair.form}):
        return False
    return pair.form == "VBG" or (second.head == pair.first and second.sure_arc >= least)
