"""Clauses with a comma between subject and verb, and what the rules on such commas share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..annotate.language import analyse
from ..annotate.tree import Tree, below
from ..document import Sentence, Token, View
from ..lexicon import load_named
from ..patterns import lazy
from ..rule import Finding, Replace
from .comma_places import may_part_subject

SUBJECTS = ("nsubj", "nsubj:pass")
CLAUSE_SUBJECTS = ("csubj", "csubj:outer", "csubj:pass", "nsubj:outer")
_HELPERS = frozenset({"aux", "aux:pass", "cop"})
_BREAKS = frozenset([*"\"“”'‘’()[]—–;:…", "--", "..."])
_PLACES = "clauses with commas"
_LONG = 60  # tokens of a subject, beyond which its tree is not to be trusted
_NEAR = 12  # tokens from a sentence's start to a noun that describes a name before it
_SURE = 0.45  # of the arc from a verb to its subject
AFTER_SHORT = lazy(r"(?:\b[A-Z]\w{0,4}|-\w+)\.\s*$")  # “the Acme Co.”, which may end no sentence
# Nouns with “the” whose holder is one person, named after the comma. With other words (“the son of a miner, Lee left”) the
# description may stand free before its subject, with one comma.
OFFICES = frozenset(
    "archbishop bishop boss captain chairman chairwoman chancellor chief coach commander commissioner conductor coroner "
    "curator dean defendant director editor emperor governor headmaster headmistress judge king landlord manager mayor "
    "minister monarch owner pastor pilot pope premier president priest principal prosecutor publisher queen rector "
    "secretary sheriff skipper speaker spokesman spokesperson spokeswoman sultan superintendent treasurer victim "
    "widow".split()
)


class Clause(NamedTuple):
    """A finite verb with its subject before it, as indices of tokens."""

    subject: int
    start: int  # where the subject's phrase starts
    predicate: int  # the word that the subject hangs on
    verb: int  # the first word of the verb, or an adverb right before it


class Place(NamedTuple):
    """A clause in its sentence."""

    view: View
    sentence: Sentence
    tree: Tree
    clause: Clause


def candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences with a comma that may stand between a subject and its verb."""
    for view in views:
        yield from sentences(view)


def sentences(view: View) -> Iterator[Sentence]:
    """The same of one view."""
    for sentence in view.sentences if ", " in view.text else ():
        text = view.text[sentence.start : sentence.end]
        if ", " in text and may_part_subject(text):
            yield sentence


def places(views: Sequence[View]) -> Iterator[Place]:
    """Every clause with a comma or an insertion between subject and verb; worked out once for several rules."""
    new = [view for view in views if _PLACES not in view.shared]
    analyse(list(candidates(new)))
    for view in new:
        found: list[object] = []
        for sentence in sentences(view):
            if not AFTER_SHORT.search(view.text, 0, sentence.start):
                tree = Tree(sentence.tokens, sentence.analysis)
                found += [Place(view, sentence, tree, clause) for clause in _clauses(tree)]
        view.shared[_PLACES] = found
    for view in views:
        yield from view.shared[_PLACES]  # type: ignore[misc]


def _clauses(tree: Tree) -> Iterator[Clause]:
    """The clauses of a sentence whose subject and verb have a comma between them."""
    commas = commas_between(tree, 0, len(tree.tokens))
    for subject, word in enumerate(tree.words):
        predicate = word.head
        if word.deprel not in (*SUBJECTS, *CLAUSE_SUBJECTS) or predicate < subject or word.sure_arc < _SURE:
            continue
        own = [c for c in tree.children[predicate] if tree.words[c].deprel in _HELPERS and c > subject]
        verb = min([predicate, *own])
        if "VerbForm=Fin" not in tree.words[verb].feats or not 0 < verb - subject < _LONG:
            continue
        addressed = commas and commas[0] < subject < _NEAR and tree.words[0].upos == "PROPN"
        if not addressed and not any(subject < comma < verb for comma in commas):
            continue
        if any(tree.words[c].deprel in SUBJECTS and c < subject for c in tree.children[predicate]):
            continue  # only from the first subject on
        while tree.words[verb - 1].head == predicate and tree.words[verb - 1].deprel == "advmod":
            verb -= 1
        start = tree.start(subject)
        if all(tree.tokens[at].text not in _BREAKS for at in range(start, verb)):
            yield Clause(subject, start, predicate, verb)


def commas_between(tree: Tree, start: int, end: int) -> list[int]:
    """The commas from one token up to another."""
    return [at for at in range(start, end) if tree.tokens[at].text == ","]


def is_whole(tree: Tree, start: int, end: int, head: int) -> bool:
    """Whether all words from `start` up to `end` hang on the head."""
    return set(range(start, end)) <= {head, *below(tree.children, head)}


def is_speech(tree: Tree, clause: Clause) -> bool:
    """Whether the clause only says who speaks: “The road, the mayor said, is closed”."""
    if tree.words[clause.predicate].lemma not in load_named("speech-verbs"):
        return False
    own = [c for c in tree.children[clause.predicate] if c > clause.predicate]
    said = any(tree.words[c].deprel in ("ccomp", "xcomp", "obj", "iobj") for c in own)
    return not said or comma_soon(tree, clause)


def comma_soon(tree: Tree, clause: Clause) -> bool:
    """Whether a verb of speech has a comma soon after it: “Lee, the mayor said last week, is ill”."""
    if tree.words[clause.predicate].lemma not in load_named("speech-verbs"):
        return False
    after = clause.predicate + 1
    return bool(commas_between(tree, after, min(after + 5, len(tree.tokens))))


def determined(tree: Tree, noun: int) -> bool:
    """Whether a noun has an article or an owner."""
    return bool(tree.deprels(noun) & {"det", "nmod:poss"})


def opens(tree: Tree, start: int) -> bool:
    """Whether the subject opens the sentence, or its clause after a conjunction: nothing before it asks for a comma."""
    if start == 0:
        return True
    return tree.words[start - 1].upos in ("CCONJ", "SCONJ") and not commas_between(tree, 0, max(start - 2, 0))


def after(view: View, token: Token) -> Finding:
    """A comma wanted after a word."""
    options = ((Replace(token.start, token.end, f"{token.text},"),),)
    return Finding(view, token.start, token.end, options, {"last": token.text})
