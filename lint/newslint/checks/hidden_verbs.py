"""The missing second comma of a “which” clause, where its lack has hidden the main verb from the parser.

In “The dam, which was built in the 1930s supplies water” the parser takes “supplies” for a noun. So each word that may be the
verb is tried with a comma before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..annotate.language import analysed, forms_of
from ..annotate.tree import Tree
from ..document import Sentence, Token, View, Word
from ..lexicon import default_lexicon

_SUBJECTS = ("nsubj", "nsubj:pass")
_WH = frozenset({"who", "which", "whose", "whom", "where"})
_HELPERS = frozenset({"aux", "aux:pass", "cop"})
_COMPLEMENTS = frozenset({"obj", "obl", "xcomp", "ccomp", "obl:unmarked"})
_CLEAR = 0.75  # of the arcs to the verb and its subject once the comma is there


def last_words(sentences: Sequence[tuple[View, Sentence]]) -> Iterator[tuple[View, Token]]:
    """The last word of each such clause; the sentences have been analysed."""
    trials = [
        (view, sentence, at)
        for view, sentence in sentences
        for at in _hidden(Tree(sentence.tokens, sentence.analysis))
    ]
    mended = analysed([_with_comma(sentence, at) for _, sentence, at in trials])
    done: set[tuple[int, int]] = set()
    for (view, sentence, at), words in zip(trials, mended, strict=True):
        if (view.index, sentence.start) not in done and _is_main_verb(words, at + 1):
            done.add((view.index, sentence.start))
            yield view, sentence.tokens[at - 1]


def _hidden(tree: Tree) -> Iterator[int]:
    """The words of a sentence without a main verb that may be it: after “which” and its verb, in a finite form."""
    root = next((at for at, word in enumerate(tree.words) if word.head < 0), 0)
    clause = next((c for c in tree.children[root] if tree.words[c].deprel == "acl:relcl"), 0)
    wh = next((at for at in range(2, clause + 1) if tree.tokens[at].lower in _WH), 0)
    if (
        tree.words[root].upos not in ("NOUN", "PROPN")
        or not wh
        or root > wh
        or tree.tokens[wh - 1].text != ","
    ):
        return
    if sum(token.text == "," for token in tree.tokens) > 1 or tree.tokens[-1].text != ".":
        return
    is_subject = tree.words[wh + 1].upos in ("VERB", "AUX", "ADV")
    for at in range(wh + 3, len(tree.tokens) - 1):
        token = tree.tokens[at]
        before = tree.words[at - 1].upos
        if before in ("CCONJ", "VERB", "AUX", "PRON", "PART"):  # its subject, or its partner
            continue
        if not is_subject and default_lexicon().may_be(tree.tokens[at - 1].lower, "VBZ"):  # “she hopes will”
            continue
        if token.text.islower() and default_lexicon().may_be(token.text, "VBZ", "VBD", "MD"):
            yield at


def _with_comma(sentence: Sentence, at: int) -> list[str]:
    forms = forms_of(sentence.tokens)
    return [*forms[:at], ",", *forms[at:]]


def _is_main_verb(words: Sequence[Word], at: int) -> bool:
    """Whether a word is surely the main verb, with a subject right before the clause."""
    first = at
    if words[at].deprel in _HELPERS:  # “will be sold”, “was built”: the verb that they help
        at = max(words[at].head, at)
    word = words[at]
    subjects = [other for other in words[:first] if other.deprel in _SUBJECTS and other.head == at]
    whole = any(other.head == at and other.deprel in _COMPLEMENTS for other in words[at + 1 :])
    sure = word.head < 0 and word.sure_arc > _CLEAR and whole
    return sure and len(subjects) == 1 and subjects[0].sure_arc > _CLEAR
