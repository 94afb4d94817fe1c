"""Two sentences joined by a comma alone, seen in the sentence's tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..annotate.language import analyse, analysed, forms_of
from ..annotate.tree import Tree, below, way_up
from ..document import Sentence, Token, View, Word
from ..lexicon import load_named
from ..rule import Finding, Replace
from .comma_places import LINKING, may_join_clauses
from .parted_clauses import AFTER_SHORT

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl"})
_HELPERS = frozenset({"aux", "aux:pass", "cop"})
_JOINED = frozenset({"parataxis", "ccomp", "conj"})
# What makes a clause half of a sentence, whatever the tree says: “so tired”, “not only”, “no sooner”, “the more”.
_HALF = frozenset(
    "so such not n't never nor neither only sooner hardly scarcely more less better either both whether if when while "
    "although though because unless however anyway whenever wherever whatever whichever once even who what which where how why whose that".split()
)
_NO_START = frozenset(
    "that this these those which who what it's wherein whereby whereupon wherever whoever".split()
)
_ASIDES = frozenset(
    "believe bet fear feel find guess hear hope imagine know learn mean read say see show sound suppose tell think "
    "understand".split()
)
_SEEMING = frozenset("appear disclose emerge seem transpire turn understand".split())
_EXCUSES = frozenset({"afraid", "right", "sorry", "sure", "true"})  # “I'm sorry, we are full”
_BREAKS = frozenset([*'"“”‘()[]—–;:?!…', "--", "..."])
_SURE = 0.6  # of a half's main verb and its subject, where the whole sentence's tree shows two clauses
_VERY_SURE = 0.9  # where it does not
_SHORT = 3  # tokens, below which a clause is part of a figure: “I came, I saw”


_TELLING = frozenset({"tell", "inform", "remind", "assure"})


def joined(views: Sequence[View]) -> Iterator[Finding]:
    """The comma that alone joins two sentences: each half is one when read by itself."""
    analyse(list(candidates(views)))
    found = [
        (view, sentence, Tree(sentence.tokens, sentence.analysis))
        for view in views
        for sentence in _sentences(view)
        if not AFTER_SHORT.search(view.text, 0, sentence.start)
    ]
    halves = [(place, comma) for place in found if (comma := _may_part(place[2])) is not None]
    words = analysed([part for (_, sentence, _), comma in halves for part in _halves(sentence, comma)])
    for (view, sentence, tree), comma in halves:
        first, second = next(words), next(words)
        sure = _SURE if _splice(tree) == comma else _VERY_SURE
        if _stands(first, sure) and _stands(second, sure) and not _is_said(tree, first, second, comma):
            yield _finding(view, sentence, comma)


def _may_part(tree: Tree) -> int | None:
    """The first comma, if neither half is short, and no mark or word makes one depend on the other."""
    comma = next((at for at, token in enumerate(tree.tokens) if token.text == ","), 0)
    if not _SHORT <= comma < len(tree.tokens) - _SHORT or _is_broken(tree.tokens):
        return None
    words = [token.lower for token in tree.tokens]
    if set(words[:comma]) & _HALF or words[:2] == words[comma + 1 : comma + 3]:
        return None
    joined_on = words[comma + 1] in _NO_START or tree.words[comma - 1].upos == "CCONJ"
    cut_short = tree.tokens[comma + 1].text[-1] == "." or words[:2] == ["last", "time"]
    return None if joined_on or cut_short or _third_clause(tree, comma) else comma


def _is_broken(tokens: Sequence[Token]) -> bool:
    """Whether a mark stands in the sentence that may open or close an insertion."""
    return any(token.text in _BREAKS or (token.text == "-" and token.space_before) for token in tokens)


def _third_clause(tree: Tree, comma: int) -> bool:
    """Whether “and” and a clause with its own subject follow: “The shop was warm, the tea was good and the staff were kind”."""
    for at, token in enumerate(tree.tokens[comma + 1 :], comma + 1):
        head = tree.words[at].head
        if token.lower in ("and", "but", "or") and head > at and tree.deprels(head) & _SUBJECTS:
            return True
        starts = [c for c, word in enumerate(tree.words) if c > at and word.deprel in _SUBJECTS]
        if token.text == "," and any(tree.start(c) in (at, at + 1) for c in starts):
            return at > comma + 2  # “, however, the plan failed” is the second clause
    return False


def _halves(sentence: Sentence, comma: int) -> tuple[list[str], list[str]]:
    """The forms of the two halves, each as a sentence of its own."""
    forms = forms_of(sentence.tokens)
    second = forms[_second_start(sentence.tokens, comma) :]
    return [*forms[:comma], "."], [second[0][:1].upper() + second[0][1:], *second[1:]]


def _second_start(tokens: Sequence[Token], comma: int) -> int:
    """Where the second half starts, after “however” or the like and a comma behind that."""
    start = comma + 1
    if tokens[start].lower in LINKING:
        start += 2 if tokens[start + 1].text == "," else 1
    return start


def _stands(words: Sequence[Word], sure: float) -> bool:
    """Whether words are a whole sentence: a finite verb, its subject before it with a word or two before that at most."""
    root = next((at for at, word in enumerate(words) if word.head < 0), 0)
    own = [at for at, word in enumerate(words) if word.head == root]
    verb = min([root, *(c for c in own if words[c].deprel in _HELPERS)])
    subjects = [c for c in own if words[c].deprel in _SUBJECTS and (c < verb or words[c].deprel == "expl")]
    if not subjects or "VerbForm=Fin" not in words[verb].feats or words[root].sure_arc < sure:
        return False
    before = range(_first_of(words, subjects[0]))
    loose = any(
        words[c].deprel in ("mark", "ccomp", "parataxis", "advcl", "vocative") for c in own if c < verb
    )
    opened = all(words[at].upos in ("ADV", "CCONJ", "INTJ") for at in before) and len(before) < _SHORT
    return opened and not loose and words[subjects[0]].sure_arc > sure


def _first_of(words: Sequence[Word], at: int) -> int:
    """Where the phrase of a word starts."""
    return min([at, *(other for other in range(at) if at in way_up(words, other))])


def _is_said(tree: Tree, first: Sequence[Word], second: Sequence[Word], comma: int) -> bool:
    """Whether one half only says who says or thinks the other."""
    for half, start in ((first, 0), (second, _second_start(tree.tokens, comma))):
        root = next((at for at, word in enumerate(half) if word.head < 0), 0)
        own = {word.deprel for word in half if word.head == root}
        lemma = half[root].lemma
        if lemma in _TELLING and start and not own & {"ccomp", "xcomp", "aux"}:
            return True  # “the carrier told employees on Monday”
        if lemma in load_named("speech-verbs") | _ASIDES and not (
            start and own & {"obj", "ccomp"} and lemma in _ASIDES
        ):
            goes_on = tree.tokens[min(start + root + 1, len(tree.tokens) - 1)].lower == "to"
            told = goes_on if tree.tokens[start].lower == "it" else bool(own & {"ccomp", "aux"})
            return not (start and told)
        seen = start and tree.tokens[start].lower == "it" and lemma in _SEEMING
        if seen or tree.tokens[start + root].lower in _EXCUSES:
            return True
        if not start and own & {"ccomp", "advcl"}:
            return True
    return False


def candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences with a comma or two."""
    for view in views:
        yield from _sentences(view)


def _sentences(view: View) -> Iterator[Sentence]:
    for sentence in view.sentences if "," in view.text else ():
        most = 2 if LINKING.isdisjoint(sentence.words) else 3
        few = 1 <= view.text.count(",", sentence.start, sentence.end) <= most
        if few and may_join_clauses(view.text[sentence.start : sentence.end], _HALF):
            yield sentence


def _splice(tree: Tree) -> int | None:
    """The first comma, if two whole sentences meet at it."""
    comma = next((at for at, token in enumerate(tree.tokens) if token.text == ","), 0)
    root = next((at for at, word in enumerate(tree.words) if word.head < 0), 0)
    if not _SHORT <= comma < len(tree.tokens) - _SHORT or _is_broken(tree.tokens):
        return None
    first, second = _sides(tree, root, comma)
    if first is None or second is None:
        return None
    if (
        _depends(tree, comma)
        or set(range(comma)) - {first, *below(tree.children, first)}
        or not _starts(tree, first, comma)
    ):
        return None
    if not (_is_whole(tree, first, 0, comma) and _is_whole(tree, second, comma + 1, len(tree.tokens))):
        return None
    words = [token.lower for token in tree.tokens]
    if (
        set(words[:comma]) & _HALF
        or words[:2] == words[comma + 1 : comma + 3]
        or _is_aside(tree, first, second, comma)
    ):
        return None
    return comma


def _depends(tree: Tree, comma: int) -> bool:
    """Whether words before the comma may belong to the clause after it: “I had tea and after that, we left”."""
    for at in range(comma):
        word, after = tree.words[at], tree.words[at + 1]
        if word.deprel == "mark" and word.upos == "SCONJ" and tree.tokens[at].lower != "that":
            return True
        if word.upos == "CCONJ" and (at + 1 == comma or after.upos in ("ADP", "SCONJ")):
            return True
        if word.upos == "CCONJ" and tree.tokens[at + 1].lower in (
            "last",
            "next",
            "this",
            "now",
            "then",
            "when",
        ):
            return True
    return False


def _starts(tree: Tree, first: int, comma: int) -> bool:
    """Whether the first clause starts with its subject or a word or two before it, and no town and state meet."""
    subject = next((c for c in tree.children[first] if tree.words[c].deprel in _SUBJECTS), first)
    before = range(tree.start(subject))
    names = {tree.words[comma - 1].upos, tree.words[comma + 1].upos}
    return (
        len(before) < 3
        and all(tree.words[at].upos in ("ADV", "CCONJ", "INTJ") for at in before)
        and names != {"PROPN"}
    )


def _sides(tree: Tree, root: int, comma: int) -> tuple[int | None, int | None]:
    """The predicates of the clause before the comma and of the one after it."""
    if root < comma:
        after = [c for c in tree.children[root] if c > comma and tree.words[c].deprel in _JOINED]
        return root, after[0] if len(after) == 1 else None
    before = [
        c
        for c in tree.children[root]
        if c < comma and tree.words[c].deprel in ("ccomp", "parataxis", "advcl")
    ]
    return (before[0] if len(before) == 1 else None), root


def _is_whole(tree: Tree, predicate: int, start: int, end: int) -> bool:
    """Whether a predicate has its subject and a finite verb, and nothing that makes its clause depend on another."""
    own = tree.children[predicate]
    subjects = [c for c in own if tree.words[c].deprel in _SUBJECTS]
    verb = min([predicate, *(c for c in own if tree.words[c].deprel in _HELPERS)])
    if not subjects or subjects[0] > verb or "VerbForm=Fin" not in tree.words[verb].feats:
        return False
    if any(tree.words[c].deprel in ("mark", "cc") and start <= c < verb for c in own):
        return False
    if start and (tree.start(subjects[0]) != start or tree.tokens[start].lower in _NO_START):
        return False
    return start <= subjects[0] and predicate < end and predicate - start > 0


def _is_aside(tree: Tree, first: int, second: int, comma: int) -> bool:
    """Whether one clause only says who says or thinks the other."""
    for clause in (first, second, comma - 1):
        if tree.tokens[clause].lower in _EXCUSES:
            return True
        word = tree.words[clause]
        own = {tree.words[c].deprel for c in tree.children[clause] if c not in (first, second)}
        told = _is_told(tree, second) if clause == second else clause == first and "obj" in own
        if word.lemma in load_named("speech-verbs") and not told:
            return True
        if word.lemma in _ASIDES and not (clause == second and own & {"obj", "ccomp"}):
            return True
    later = [at for at in range(second, len(tree.tokens)) if tree.tokens[at].text == ","]
    inside = {second, *below(tree.children, second)}
    return any(at not in inside for at in later)


def _is_told(tree: Tree, clause: int) -> bool:
    """Whether a verb of speech tells more than who speaks: “she has not spoken”, but not “she said”, “it was said”."""
    subject = next((c for c in tree.children[clause] if tree.words[c].deprel in _SUBJECTS), clause)
    return "aux" in tree.deprels(clause) and tree.tokens[subject].lower != "it"


def _finding(view: View, sentence: Sentence, comma: int) -> Finding:
    token, after = sentence.tokens[comma], sentence.tokens[comma + 1]
    capital = after.text[:1].upper() + after.text[1:]
    options = (
        (Replace(token.start, token.end, ";"),),
        (Replace(token.start, after.end, f". {capital}"),),
        (Replace(token.start, token.end, ", and"),),
    )
    return Finding(view, token.start, token.end, options, {"match": ","})
