"""A verb's voice, its object and the finite verbs of its clause, by the sentence's tree.

A sentence with a fault is not what a parser is made for. So these ask how words hang together rather than
under what label the parser, which missed a verb, has hung them; and whether a clause is subordinate they
believe only where a word says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..annotate.chunk import may
from ..annotate.tree import children_of, way_up, words_of
from ..document import Token, Word

# What a word can be to a later one of the same noun phrase.
_BEFORE = frozenset(
    "det det:predet amod compound nummod nmod:poss nmod:desc nmod:unmarked nmod:tmod nmod:npmod advmod flat"
    " obl:unmarked obl:npmod case punct cc:preconj goeswith".split()
)
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM", "X"})
_NO_OBJECT = frozenset({"PUNCT", "ADP", "SCONJ", "CCONJ", "PART"})
# Between a wh-word and the verb of its clause: “whose sons”, “in which”, “the size of which”.
_TO_WH = ("nsubj", "obj", "iobj", "obl", "nmod", "det", "advmod", "case")
_BELOW = ("acl", "advcl")
_BARE = frozenset({"make", "let", "help", "have", "see", "watch", "hear", "feel"})  # let him go
_DOUBT = 0.8  # a tag less sure may be wrong


def is_passive(words: Sequence[Word], at: int) -> bool:
    """Whether a verb is passive: with its auxiliary, or as a participle that has none."""
    own = {word.deprel for word in words if word.head == at}
    if own & {"aux:pass", "nsubj:pass", "csubj:pass"}:
        return True
    return words[at].xpos == "VBN" and "aux" not in own


def object_ends(tokens: Sequence[Token], verb: int) -> list[int]:
    """The ends of noun phrases that begin right after the verb, the shortest first.

    Each is a stretch of words that hang on one another, or beside them on the verb: “the governor”, “the
    governor of the bank”, “the governor, who resigned,”.
    """
    words, start = words_of(tokens), verb + 1
    top = phrase_head(words, start)
    if top is None:
        return []
    ends = []
    whole = top + 1  # the least end that leaves no word apart from one further right on which it hangs
    commas = 0
    for at in range(start, len(words)):
        word = words[at]
        if "VerbForm=Fin" in word.feats and not _inside(words, at, top):
            break  # “said the attack was …”: the clause has its verb
        if word.upos == "PUNCT":
            commas += tokens[at].text == ","
        elif word.head > at:
            whole = max(whole, word.head + 1)
        elif at > top and word.head < start and (word.head != verb or word.upos not in _NOMINAL):
            break
        if at + 1 >= whole and (at == top or _may_close(words, at, verb, commas)):
            ends.append(at + 1)
    return ends


def phrase_head(words: Sequence[Word], start: int) -> int | None:
    """The head of the noun phrase that begins at `start`."""
    if start >= len(words) or (words[start].upos in _NO_OBJECT and words[start].deprel != "cc:preconj"):
        return None
    top = start
    while words[top].head > top and words[top].deprel in _BEFORE:
        top = words[top].head
    return top if words[top].upos in _NOMINAL else None


def _inside(words: Sequence[Word], at: int, top: int) -> bool:
    """Whether a verb is in a clause that hangs on the noun phrase: “the governor, who resigned,”."""
    way = list(way_up(words, at))
    return top in way and any(words[step].deprel.startswith("acl") for step in way[: way.index(top)])


def _may_close(words: Sequence[Word], at: int, verb: int, commas: int) -> bool:
    """Whether a noun phrase may end with this word: a noun, or the comma at the end of what is put in."""
    if words[at].upos == "PUNCT":
        return commas > 1 and words[at - 1].upos != "PUNCT"
    if words[at].upos == "ADJ":  # “each other”, which the parser may take for two things
        return words[at].head == verb and words[at - 1].upos == "DET"
    return words[at].upos in _NOMINAL


def finite_after(tokens: Sequence[Token], verb: int, end: int) -> bool:
    """Whether from `end` on a verb stands that may be the finite one of what the verb governs."""
    words = words_of(tokens)
    children = children_of(words)
    ours = list(way_up(words, verb))
    return any(
        _may_be_finite(tokens, children, at) and not _apart(words, children, at, end, ours)
        for at in range(end, len(words))
    )


def _may_be_finite(tokens: Sequence[Token], children: Sequence[Sequence[int]], at: int) -> bool:
    words = words_of(tokens)
    word = words[at]
    if "VerbForm=Fin" in word.feats:
        return True
    if word.xpos in ("VB", "VBP"):
        helped = any(words[child].deprel.startswith(("aux", "mark")) for child in children[at])
        return not helped and (word.head < 0 or words[word.head].lemma not in _BARE)
    sure = min(word.sure_tag, word.sure_arc) if word.xpos == "VBN" else word.sure_tag
    return sure < _DOUBT and may(tokens[at], "VBD", "VBZ", "MD")


def _apart(
    words: Sequence[Word], children: Sequence[Sequence[int]], at: int, end: int, ours: Sequence[int]
) -> bool:
    """Whether the clause of a finite verb is a relative or adverbial one, or goes on beside the verb's own.

    `ours` are the verb in question and those on which it hangs, up to the root.
    """
    clause = at
    while words[clause].deprel in ("aux", "aux:pass", "cop") and words[clause].head >= end:
        clause = words[clause].head
    if clause in ours:  # “opponents who said …| were fined”
        return any(words[step].deprel.startswith(_BELOW) for step in ours[: ours.index(clause)])
    if _opened(words, children, clause, at, end):
        return True
    if words[clause].deprel == "conj" and any(words[child].deprel == "cc" for child in children[clause]):
        head = words[clause].head
        return head in ours or (
            head >= end and "VerbForm=Fin" in words[head].feats and _apart(words, children, head, end, ours)
        )
    return False


def _opened(words: Sequence[Word], children: Sequence[Sequence[int]], clause: int, at: int, end: int) -> bool:
    """Whether a conjunction or a wh-word from `end` on opens the clause."""
    for place in range(end, at):
        word = words[place]
        if word.deprel == "mark" and word.head == clause and word.upos == "SCONJ":
            return True
        if word.xpos.startswith("W") or "PronType=Rel" in word.feats:
            for step in way_up(words, place):
                if step == clause:
                    return True
                if not words[step].deprel.startswith(_TO_WH):
                    break
    own = {words[child].deprel for child in children[clause] if child >= end}
    return words[clause].deprel == "acl:relcl" and "nsubj" in own and words[clause].sure_arc >= _DOUBT
