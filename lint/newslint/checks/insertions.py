"""Commas round what is put into a sentence between its subject and its verb, seen in the sentence's tree.

“The mayor, a lawyer said no” lacks the second comma of two, “The mayor Ann Lee, said no” the first, and “The mayor that we
elected, said no” has one too many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..annotate.tree import Tree, below
from ..document import View
from ..lexicon import load_named
from ..rule import Finding
from .hidden_verbs import last_words
from .parted_clauses import (
    OFFICES,
    SUBJECTS,
    Clause,
    after,
    comma_soon,
    commas_between,
    determined,
    is_speech,
    is_whole,
    opens,
    places,
    sentences,
)

_INSERTED = frozenset({"appos", "acl:relcl", "acl", "nmod", "nmod:unmarked", "nummod"})
_DESCRIBERS = frozenset("the a an his her its their one another".split())
_ADDRESSED = frozenset({"vocative", "dislocated", "parataxis"})
_WH = frozenset({"who", "which", "whose", "whom", "where"})
_TITLES = frozenset(
    "jr jr. sr sr. ii iii iv inc inc. ltd ltd. llc md m.d. phd ph.d. esq esq. plc co. corp. s.a.".split()
)
_LINKS = frozenset("in on near at outside from of".split())


def unclosed(views: Sequence[View], kind: str) -> Iterator[Finding]:
    """The last word of an insertion that lacks its second comma; `kind`: clause or apposition."""
    for view, sentence, tree, clause in places(views):
        if _lacks_second(tree, clause) == kind:
            yield after(view, sentence.tokens[clause.verb - 1])
    if kind == "clause":
        commaed = [(view, sentence) for view in views for sentence in sentences(view)]
        for view, last in last_words(commaed):
            yield after(view, last)


# ── Insertions ──────────────────────────────────────────────────────────────────────────────────────────


def _lacks_second(tree: Tree, clause: Clause) -> str:
    """What kind of insertion runs up to the verb from the last comma before it; none: an empty text."""
    if _after_name(tree, clause):
        return "apposition"
    commas = commas_between(tree, clause.subject, clause.verb)
    if not commas or commas[-1] + 1 >= clause.verb - (tree.words[clause.verb].upos == "ADV"):
        return ""
    opening = commas[-1] + 1
    if tree.tokens[opening].lower in _TITLES or len(commas) > 2 or tree.tokens[clause.verb].text[0].isupper():
        return ""
    first, last = tree.words[clause.subject], clause.verb - 1
    if first.upos not in ("NOUN", "PROPN") or tree.deprels(clause.subject) & {"conj", "case"}:
        return ""
    for child in (*tree.children[clause.subject], *tree.children[clause.predicate]):
        if clause.subject < opening <= child < clause.verb and tree.start(child) in (opening, opening - 1):
            end = max([child, *below(tree.children, child)])
            kind = "clause" if tree.words[child].deprel.startswith("acl") else "apposition"
            if end == last and _is_inserted(tree, clause, opening, child):
                return kind
            if tree.tokens[opening].lower in _WH and tree.words[child].deprel == "acl:relcl":
                return kind if end < last and _between(tree, clause, end) else ""
    return ""


def _after_name(tree: Tree, clause: Clause) -> bool:
    """Whether the subject describes a name before it, which the lacking comma has made one who is addressed."""
    comma = clause.start - 1 if clause.start else 0
    comma += tree.tokens[comma].text != ","
    if not 0 < comma < 5 or tree.tokens[comma].text != "," or commas_between(tree, comma + 1, clause.verb):
        return False
    name = next((c for c in tree.children[clause.predicate] if tree.words[c].deprel in _ADDRESSED), comma)
    whole = all(tree.words[at].upos == "PROPN" for at in range(comma)) and name < comma
    described = tree.words[clause.subject].upos == "NOUN" and tree.tokens[comma + 1].lower in _DESCRIBERS
    return whole and described and not is_speech(tree, clause) and not comma_soon(tree, clause)


def _between(tree: Tree, clause: Clause, end: int) -> bool:
    """Whether what stands between a clause and the verb is a stretch of time, which may belong to either."""
    return all(
        tree.words[at].deprel in ("obl:unmarked", "det", "nummod", "amod")
        for at in range(end + 1, clause.verb)
    )


def _is_inserted(tree: Tree, clause: Clause, opening: int, child: int) -> bool:
    """Whether a part of the sentence is an insertion, and of which kind."""
    word, head = tree.words[child], tree.words[clause.subject]
    if "conj" in tree.deprels(child) or tree.words[opening].upos == "CCONJ":
        return False
    if word.deprel in SUBJECTS:
        return child != clause.subject and _apposed(tree, clause, opening, child)
    if word.deprel in (
        "csubj",
        "advcl",
    ):  # “Lee, speaking in court thanked”: what a participle is to the rest is in doubt
        return child == opening and word.xpos in ("VBN", "VBG") and opens(tree, clause.start)
    if tree.tokens[opening].lower in _LINKS and "case" in tree.deprels(child) and head.upos != "PROPN":
        return opens(tree, clause.start) and "det" in tree.deprels(clause.subject)
    if word.head != clause.subject or word.deprel not in _INSERTED:
        return False
    if word.deprel == "acl:relcl":
        return any(tree.tokens[at].lower in _WH for at in range(opening, min(opening + 4, child + 1)))
    if word.deprel == "acl":
        return child == opening and word.xpos in ("VBN", "VBG")
    if word.deprel in ("nmod:unmarked", "nummod"):
        return child == opening and tree.tokens[child].text.isdigit() and head.upos == "PROPN"
    if word.deprel == "nmod":  # “Ann Lee, 32, of Leeds”
        return head.upos == "PROPN" and tree.tokens[opening].lower in ("of", "from")
    return _apposed(tree, clause, opening, child)


def _apposed(tree: Tree, clause: Clause, opening: int, second: int) -> bool:
    """Whether one of two nouns names and the other describes: “Ann Lee, the mayor”, “the mayor, Ann Lee”."""
    first = clause.subject
    if not opens(tree, clause.start) or not is_whole(tree, clause.start, opening - 1, first):
        return False
    if tree.words[first].upos == "PROPN":
        if comma_soon(tree, clause):
            return False
        named = tree.words[second].upos == "PROPN"  # “Lee, the Mayor”, but not “Lee, Ohio's Ann Roe”
        described = "det" in tree.deprels(second) if named else determined(tree, second)
        return described and not load_named("weekdays") >= {tree.tokens[first].lower}
    if is_speech(tree, clause) or tree.words[first].xpos != "NN":
        return False
    if tree.words[second].upos != "PROPN":
        return determined(tree, first) and _describes(tree, opening, second)
    if "nmod:poss" in tree.deprels(first):
        return tree.tokens[first].lower in load_named("person-nouns") | load_named("titles")
    noun, opener = tree.tokens[first].lower, tree.tokens[clause.start].lower
    if opener == "a":  # “A lawyer, Lee won the case” may be meant; a spokesman is only named
        return noun.startswith("spokes") and opening - clause.start == 3
    full = opening - clause.start == 3 and clause.verb - opening > 1 and noun in load_named("person-nouns")
    return opener == "the" and (noun in OFFICES or full)


def _describes(tree: Tree, opening: int, noun: int) -> bool:
    """Whether a second noun phrase says more of the first: “the ferry, the oldest of all”, “the inn, a former jail”."""
    opener = tree.tokens[opening].lower
    best = tree.words[noun].xpos == "JJS" or any(tree.words[c].xpos == "JJS" for c in tree.children[noun])
    return (opener == "the" and best) or (
        opener in ("a", "an", "one") and tree.words[noun].xpos in ("NN", "CD")
    )
