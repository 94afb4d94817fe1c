"""A lone comma between a subject and its verb: “The mayor that we elected, said no”, “The mayor Ann Lee, said no”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..annotate.tree import Tree
from ..document import View
from ..lexicon import default_lexicon, load_named
from ..rule import Finding, Replace
from .parted_clauses import (
    OFFICES,
    SUBJECTS,
    Clause,
    after,
    commas_between,
    determined,
    is_speech,
    is_whole,
    opens,
    places,
)

_CLAUSE_OPENERS = frozenset("what how why where whether whoever to".split())
_OPEN_QUESTION = frozenset(
    {"what", "whatever", "whoever", "who", "which", "whichever", "that", "there", "it"}
)
# Verbs that keep an object in the passive: “The winner, given a car”, is no clause.
_TWO_OBJECTS = frozenset(
    "allow appoint ask assign award call charge consider cost deny elect give grant hand lend make name offer owe pay "
    "promise rule send serve show teach tell".split()
)
# Verbs that take “to do” and, in the passive, do not.
_TO_DO = frozenset(
    "agree appear attempt begin cease continue decide decline fail hesitate hope intend manage plan prepare refuse seek "
    "seem start tend threaten try vow want wish".split()
)
_CLEAR = 0.8  # of the tag of a verb whose form may be a participle


def parted(views: Sequence[View]) -> Iterator[Finding]:
    """A lone comma between a subject and its verb."""
    for view, sentence, tree, clause in places(views):
        if _parts(tree, clause) and _name_before(tree, clause) is None:
            verb, comma = sentence.tokens[clause.verb], sentence.tokens[clause.verb - 1]
            options = ((Replace(comma.start, comma.end, ""),),)
            yield Finding(view, comma.start, comma.end, options, {"verb": verb.text})


def unopened(views: Sequence[View]) -> Iterator[Finding]:
    """A name that has a comma after it and none before, in “The mayor Ann Lee, said no”."""
    for view, sentence, tree, clause in places(views):
        last_of_name = _unparted_name(tree, clause)
        if last_of_name is not None:
            yield after(view, sentence.tokens[last_of_name])
        first = _name_before(tree, clause) if _parts(tree, clause) else None
        if first is not None:
            before, last, comma = (
                sentence.tokens[at] for at in (first - 1, clause.verb - 2, clause.verb - 1)
            )
            name = view.text[sentence.tokens[first].start : last.end]
            options = (
                (Replace(before.end, before.end, ","),),
                (Replace(comma.start, comma.end, ""),),
            )
            yield Finding(view, sentence.tokens[first].start, last.end, options, {"name": name})


# ── A lone comma ────────────────────────────────────────────────────────────────────────────────────────


def _parts(tree: Tree, clause: Clause) -> bool:
    """Whether one comma, and no other in the subject, stands right before the verb."""
    comma = clause.verb - 1
    if tree.tokens[comma].text != "," or commas_between(tree, clause.start, comma):
        return False
    if tree.words[clause.subject].deprel.startswith("csubj") and not (
        clause.start == 0 and tree.tokens[0].lower in _CLAUSE_OPENERS
    ):
        return False
    if tree.words[clause.verb].upos == "ADV" or tree.tokens[clause.subject].lower in _OPEN_QUESTION:
        return False
    if not is_whole(tree, clause.start, comma, clause.subject) or "conj" in tree.deprels(clause.subject):
        return False
    if tree.tokens[clause.verb].text[0].isupper() or is_speech(tree, clause):
        return False
    return opens(tree, clause.start) and _surely_finite(tree, clause)


def _surely_finite(tree: Tree, clause: Clause) -> bool:
    """Whether the verb is no participle of an insertion: “The car, parked outside”."""
    verb, word = tree.tokens[clause.verb], tree.words[clause.verb]
    if word.xpos == "VB" or verb.lower in ("be", "read", "see"):
        return False
    if clause.verb != clause.predicate or word.xpos not in ("VBD", "VBP"):
        return True
    if word.xpos == "VBD" and _may_be_verb(tree, clause.subject):
        return False
    if word.xpos == "VBP":  # “For ideas, see below”
        return verb.lower in ("have", "are") or (
            tree.words[clause.subject].xpos in ("NNS", "NNPS") and "obj" not in tree.deprels(clause.predicate)
        )
    if not default_lexicon().may_be(verb.text, "VBN"):
        return True
    if _verb_after_comma(tree, clause.verb):
        return False
    if "obj" in tree.deprels(clause.predicate) and word.lemma not in _TWO_OBJECTS:
        return True
    if "xcomp" in tree.deprels(clause.predicate) and word.lemma in _TO_DO:
        return True
    return word.sure_tag > _CLEAR


def _may_be_verb(tree: Tree, subject: int) -> bool:
    """Whether a participle after the subject may be a verb itself: “Lawyers dug into the files, found a will”."""
    return any(
        tree.words[c].deprel == "acl" and default_lexicon().may_be(tree.tokens[c].text, "VBD")
        for c in tree.children[subject]
    )


def _verb_after_comma(tree: Tree, start: int) -> bool:
    """Whether another finite verb follows right after a later comma: “The boat, said to be lost, was found”."""
    later = commas_between(tree, start, len(tree.tokens) - 1)
    return any("VerbForm=Fin" in tree.words[comma + 1].feats for comma in later)


def _name_before(tree: Tree, clause: Clause) -> int | None:
    """Where the name starts that stands right before the comma and explains the noun before it."""
    last = clause.verb - 2
    first = last
    while first > clause.start and tree.words[first].upos == "PROPN":
        first -= 1
    first += 1
    if first > last or first <= clause.start or last - first > 3:
        return None
    noun = tree.words[first - 1]
    opener = tree.tokens[clause.start].lower
    described = noun.upos == "NOUN" or tree.tokens[first - 1].lower in load_named("person-nouns") | OFFICES
    if not described or noun.xpos not in ("NN", "JJ") or not tree.tokens[first].text[0].isupper():
        return None
    heads = {clause.subject, tree.words[clause.subject].head}
    linked = first - 1 in heads or noun.head == clause.subject
    determined = opener in (
        "the",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
    ) or "nmod:poss" in tree.deprels(first - 1)
    return first if linked and determined and last > first - 1 else None


def _unparted_name(tree: Tree, clause: Clause) -> int | None:
    """The last word of a name that a description follows with one comma, after it: “Lee a lawyer, said no”."""
    comma = clause.verb - 1
    name, second = clause.subject, None
    for child in tree.children[clause.predicate]:
        if name < child < comma and tree.words[child].deprel in SUBJECTS and determined(tree, child):
            second = child
    if second is None or tree.words[name].upos != "PROPN" or tree.tokens[comma].text != ",":
        return None
    start = tree.start(second)
    named = all(tree.words[at].upos == "PROPN" for at in range(clause.start, start))
    return start - 1 if named and not commas_between(tree, clause.start, comma) else None
