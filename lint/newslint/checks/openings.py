"""Commas after what opens a sentence, before its subject: “However the plan failed”, “After eating the crew slept”."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from ..annotate.language import analyse
from ..annotate.tree import Tree, below
from ..document import Sentence, View
from ..lexicon import default_lexicon, load_named
from ..patterns import lazy
from ..rule import Finding, Replace
from .comma_places import free_of_commas, may_open_with_phrase
from .opening_trials import Trial, misled

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl"})
_HELPERS = frozenset({"aux", "aux:pass", "cop"})
_SUBORDINATORS = frozenset(
    "after although as because before if once since though unless until when whenever whereas while".split()
)
_PARTICIPLE_OPENERS = frozenset("after before by since upon when while without".split())
# Verbs of which a clause without “that” may be the object: “If you think he left, call”.
_THINKING = frozenset(
    "believe claim decide discover feel find guess hear hope imagine know learn notice predict say see show suggest "
    "suppose tell think understand want wish".split()
)
# What opens a phrase that a comma mostly follows, however short; and what does so only where the phrase is long.
_SET_OFF = frozenset(
    "according despite thanks due instead unlike contrary along apart aside besides regardless given owing alongside "
    "amid notwithstanding rather faced".split()
)
_PREPOSITIONS = frozenset(
    "in at on after before during with under over from by for as since among through within".split()
)
_SURE = 0.6  # of the arc from the clause to the main verb
_LEAST = 4  # words of a clause that asks for a comma
_LEAST_SET_OFF = 3
_LEAST_PREPOSITION = 8
_LEAST_PARTICIPLE = 4
_JOINT = lazy(r"(?:(?:and|but|even) ){1,2}(\w+)")


def adverbs(views: Sequence[View]) -> Iterator[Finding]:
    """The last word of an adverb or a phrase that links a sentence to the one before, with the subject right after it."""
    for view, sentence, tree in _trees((v, s) for v in views for s in _linked(v)):
        words = tuple(token.lower for token in tree.tokens[:_LEAST])
        for length in range(_LEAST, 0, -1):
            if " ".join(words[:length]) in load_named("linking-phrases"):
                if _subject_start(tree) == length and _is_linked(tree):
                    yield _finding(view, sentence, length - 1)
                break


def clauses(views: Sequence[View]) -> Iterator[Finding]:
    """The last word of a clause that opens a sentence, with the subject right after it."""
    rest: list[Trial] = []
    for view, sentence, tree in _trees(
        (v, s) for v in views for s in _with_clause(v, _SUBORDINATORS, _LEAST)
    ):
        last = _clause_end(tree)
        if last is not None:
            yield _finding(view, sentence, last)
        else:
            rest.append((view, sentence, tree, _LEAST))
    for view, sentence, last in misled(rest):
        yield _finding(view, sentence, last)


def participles(views: Sequence[View]) -> Iterator[Finding]:
    """The last word of “after eating” and its like, where it opens a sentence and the subject follows."""
    sentences = ((v, s) for v in views for s in _with_clause(v, _PARTICIPLE_OPENERS, _LEAST_PARTICIPLE))
    for view, sentence, tree in _trees(sentences):
        last = _participle_end(tree)
        if last is not None:
            yield _finding(view, sentence, last)


def phrases(views: Sequence[View]) -> Iterator[Finding]:
    """The last word of “according to”, “to do” and the like, or of a long phrase, with the subject right after it."""
    rest: list[Trial] = []
    for view, sentence, tree in _trees((v, s) for v in views for s in _with_phrase(v)):
        last = _phrase_end(tree)
        if last is not None:
            yield _finding(view, sentence, last)
        else:
            rest.append((view, sentence, tree, _least(sentence.first)))
    for view, sentence, last in misled(rest):
        yield _finding(view, sentence, last)


def phrase_candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences that such a phrase may open."""
    for view in views:
        yield from _with_phrase(view)


def candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences that such an adverb, phrase or clause may open."""
    for view in views:
        yield from _linked(view)
        yield from _with_clause(view, _SUBORDINATORS, _LEAST)
        yield from _with_clause(view, _PARTICIPLE_OPENERS, _LEAST_PARTICIPLE)


def _linked(view: View) -> Iterator[Sentence]:
    """The sentences that a linking adverb or phrase opens, with no comma after it."""
    for sentence in view.sentences_with(_links()):
        if sentence.first in _links():
            found = _link(view.folded[sentence.start : sentence.end])
            if found:
                yield sentence


def _link(text: str) -> str:
    """The linking adverb or phrase with which a text opens, if a word follows at once."""
    words = text.split(" ", _LEAST)
    for length in range(min(_LEAST, len(words) - 1), 0, -1):
        if " ".join(words[:length]) in load_named("linking-phrases"):
            return " ".join(words[:length])
    return ""


def _with_clause(view: View, words: frozenset[str], least: int) -> Iterator[Sentence]:
    """The sentences that one of these words opens, with no comma in the clause after it."""
    for sentence in view.sentences_with(words):
        text = view.folded[sentence.start : sentence.end]
        opener = _JOINT.match(text)
        first = opener[1] if opener else sentence.first
        if first in words and free_of_commas(text, least):
            yield sentence


def _with_phrase(view: View) -> Iterator[Sentence]:
    """The sentences that a phrase of enough words opens, with no comma in it."""
    for sentence in view.sentences:
        least = _least(sentence.first)
        if least and may_open_with_phrase(view.folded[sentence.start : sentence.end], least):
            yield sentence


@lru_cache(maxsize=10_000)
def _least(opener: str) -> int:
    """How many words a phrase with this first word must have that asks for a comma; 0: it asks for none."""
    if opener in _PREPOSITIONS:
        return _LEAST_PREPOSITION
    if opener in _SET_OFF:
        return _LEAST_SET_OFF
    if opener == "to" or default_lexicon().only(opener, "VBG", "VBN", "VBD"):
        return _LEAST
    return 0


def _trees(sentences: Iterable[tuple[View, Sentence]]) -> Iterator[tuple[View, Sentence, Tree]]:
    found = list(sentences)
    analyse([sentence for _, sentence in found])
    for view, sentence in found:
        if len(sentence.tokens) > _LEAST:
            yield view, sentence, Tree(sentence.tokens, sentence.analysis)


@cache
def _links() -> frozenset[str]:
    """The words with which a linking adverb or phrase starts."""
    return frozenset(phrase.split()[0] for phrase in load_named("linking-phrases"))


def _root(tree: Tree) -> int:
    return next((at for at, word in enumerate(tree.words) if word.head < 0), 0)


def _subject_start(tree: Tree) -> int:
    """Where the subject of the main verb starts, if it stands before the verb; -1 if not."""
    root = _root(tree)
    subjects = [c for c in tree.children[root] if tree.words[c].deprel in _SUBJECTS]
    own = [c for c in tree.children[root] if tree.words[c].deprel in _HELPERS]
    verb = min([root, *own])
    if not subjects or (subjects[0] > verb and tree.words[subjects[0]].deprel != "expl"):
        return -1
    if "VerbForm=Fin" not in tree.words[verb].feats:
        return -1
    return tree.start(subjects[0])


def _is_linked(tree: Tree) -> bool:
    """Whether the adverb goes with the sentence: not “However hard he tries”, “However you look at it, he left”."""
    if tree.tokens[0].lower != "however":
        return True
    word = tree.words[0]
    subjects = [at for at, other in enumerate(tree.words) if other.deprel in _SUBJECTS]
    second = any(tree.tokens[tree.start(at) - 1].text == "," for at in subjects)
    return word.head == _root(tree) and word.deprel == "advmod" and word.sure_arc > _SURE and not second


def _opener(tree: Tree) -> int:
    """The first word but for “and”, “but” and “even”."""
    at = 0
    while at < 2 and tree.tokens[at].lower in ("and", "but", "even"):
        at += 1
    return at


def _clause_end(tree: Tree) -> int | None:
    """The last word of a finite clause that opens the sentence, if the subject follows it without a comma."""
    opener, root = _opener(tree), _root(tree)
    if tree.tokens[opener].lower not in _SUBORDINATORS:
        return None
    for clause in tree.children[root]:
        word = tree.words[clause]
        if (
            word.deprel == "advcl"
            and clause < root
            and word.sure_arc > _SURE
            and tree.start(clause) in (opener, opener - 1)
        ):
            own = tree.children[clause]
            verb = min([clause, *(c for c in own if tree.words[c].deprel in _HELPERS)])
            finite = "VerbForm=Fin" in tree.words[verb].feats and bool(tree.deprels(clause) & _SUBJECTS)
            if finite and word.lemma not in _THINKING:
                return _end(tree, clause, opener, _LEAST)
    return None


def _participle_end(tree: Tree) -> int | None:
    """The last word of a participle clause that opens the sentence, if the subject follows it without a comma."""
    opener, root = _opener(tree), _root(tree)
    if tree.tokens[opener].lower not in _PARTICIPLE_OPENERS or tree.words[opener + 1].xpos != "VBG":
        return None
    clause = opener + 1
    if (
        tree.words[clause].deprel != "advcl"
        or tree.words[clause].head != root
        or tree.words[clause].sure_arc < _SURE
    ):
        return None
    return _end(tree, clause, opener, _LEAST_PARTICIPLE)


def _phrase_end(tree: Tree) -> int | None:
    """The last word of a phrase that opens the sentence and hangs on the main verb."""
    opener, root = tree.tokens[0].lower, _root(tree)
    kinds = ("obl",) if opener in _PREPOSITIONS else ("obl", "advcl") if opener in _SET_OFF else ("advcl",)
    for child in tree.children[root]:
        word = tree.words[child]
        if child < root and word.deprel in kinds and word.sure_arc > _SURE and tree.start(child) == 0:
            return _end(tree, child, 0, _least(opener))
    return None


def _end(tree: Tree, clause: int, opener: int, least: int) -> int | None:
    """The last word of a clause that is a stretch of `least` words or more, with nothing but the subject after it."""
    inside = sorted({clause, *below(tree.children, clause)})
    last = inside[-1]
    if not tree.tokens[last + 1].text[0].isalnum():
        return None
    whole = inside == list(range(inside[0], last + 1)) and tree.tokens[last].text[-1].isalnum()
    commas = any(token.text == "," for token in tree.tokens[:last])
    if whole and not commas and last - opener + 1 >= least and _subject_start(tree) == last + 1:
        return last
    return None


def _finding(view: View, sentence: Sentence, last: int) -> Finding:
    token = sentence.tokens[last]
    options = ((Replace(token.start, token.end, f"{token.text},"),),)
    return Finding(view, token.start, token.end, options, {"last": token.text})
