"""Finite verbs and their subjects, each with its number, from a sentence's tree.

Where usage is divided, or the tree may be wrong (`excuses.py`), or the subject's number is not certain (`counts.py`),
there is no pair, and so no finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from ..annotate.chunk import is_name
from ..annotate.tree import Tree, way_up
from ..document import Tokens, Word
from ..lexicon import default_lexicon
from .antecedents import antecedent
from .counts import MEASURES, Number, number, number_of_several
from .excuses import HELPERS, doubtful, excuse, head_of
from .namings import is_person

How = Literal["plain", "relative", "coordination", "there", "usage"]

_BE: dict[str, Number] = {
    "is": "Sing", "was": "Sing", "'s": "Sing", "are": "Plur", "were": "Plur", "'re": "Plur",
}  # fmt: skip
_SUBJECTS = ("nsubj", "nsubj:pass")
_LIKELY = 0.45  # the least, of a verb's tag


class Pair(NamedTuple):
    """A finite verb and its subject: indices of tokens, and each one's number."""

    verb: int
    form: Number
    subject: int
    number: Number
    noun: int  # what the subject stands for: of a relative pronoun, the noun before it
    how: How
    conjuncts: tuple[int, ...] = ()  # the other subjects, joined to the first by “and”
    team: bool = False  # whether the subject's name may be that of a team
    doubtful: bool = False  # whether the tree may be wrong, so that more evidence is asked for


def pairs(tokens: Tokens, words: Sequence[Word]) -> Iterator[Pair]:
    """Every finite verb that shows a number, with its subject, where both numbers differ and are certain."""
    tree = Tree(tokens, words)
    for verb in range(len(words)):
        form = shown(tokens, words, verb) if words[verb].sure_tag >= _LIKELY else ""
        pair = pair_of(tree, verb, form) if form else None
        if pair:
            yield pair


def pair_of(tree: Tree, verb: int, form: Number) -> Pair | None:
    """A verb of that form with its subject, where the subject is certain to ask for another form."""
    words = tree.words
    found = subject_of(tree, verb)
    if found is None:
        return None
    subject, how = found
    joined_verb = how == "coordination"
    asked, noun, how = number_of(tree, subject, verb, how)
    if not asked or asked == form:
        return None
    excused = excuse(tree, verb, subject, noun, form)
    if excused == "always" or (joined_verb and _may_go_back(tree, verb, form)):
        return None
    conjuncts = tuple(c for c in tree.children[subject] if words[c].deprel == "conj")
    # “The roads and the bridge is”: where the first is plural, no other is needed for a plural.
    plural = bool(conjuncts) and number(tree, subject) == asked == "Plur"
    joined = () if plural else conjuncts
    return Pair(
        verb,
        form,
        subject,
        asked,
        noun,
        how="usage" if excused else how,
        conjuncts=joined,
        team=words[noun].upos == "PROPN" and form == "Plur" and not is_person(tree, noun),
        doubtful=not conjuncts and doubtful(tree, verb, subject, form),
    )


def shown(tokens: Tokens, words: Sequence[Word], at: int) -> Number:
    """The number that a finite verb's form shows, or nothing."""
    word, lower = words[at], tokens[at].lower
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if (at and is_name(tokens[at])) or (after and after.text == "-" and not after.space_before):
        return ""  # of a title, or of a compound: the film Imagine Me and You, a get-together
    if lower in _BE:
        return _BE[lower] if word.xpos in ("VBZ", "VBP", "VBD") else ""
    readings = default_lexicon().tags(lower)
    if word.xpos == "VBZ":
        return "Sing" if "VBZ" in readings else ""
    if lower in ("am", "'m", "ai", "be") or "VB" not in readings or "VBD" in readings:
        return ""
    if lower == "do" and word.deprel == "aux":
        return "Plur"
    # A slip of number can hide that the word is a verb: “each day start with a talk”.
    own = word.xpos in ("VB", "NN") and word.deprel in ("root", "ccomp", "conj", "advcl", "parataxis")
    return "Plur" if word.xpos == "VBP" or (own and _has_only_subject(words, at)) else ""


def _has_only_subject(words: Sequence[Word], at: int) -> bool:
    """Whether a subject hangs on the word, and no auxiliary, “to”, article or adjective."""
    own = [word for word in words if word.head == at]
    kinds = {word.deprel for word in own}
    to = any(word.deprel == "mark" and word.xpos == "TO" for word in own)
    return "nsubj" in kinds and not to and not kinds & {*HELPERS, "det", "amod", "compound"}


def subject_of(tree: Tree, verb: int) -> tuple[int, How] | None:
    """The subject of a finite verb: its own or its predicate's, or in coordination that of the verb before."""
    words, children = tree.words, tree.children
    head = words[verb].head if words[verb].deprel in HELPERS else verb
    outer = [c for c in children[head] if words[c].deprel == "nsubj:outer"] if head >= 0 else []
    if words[verb].deprel == "cop" and len(outer) == 1 and verb == _first_cop(tree, head, outer[0]):
        return outer[0], "plain"
    if head < 0 or not _is_first(tree, verb, head):
        return None
    how: How = "plain"
    for _ in range(4):
        own = _own_subjects(tree, head)
        kinds = tree.deprels(head)
        formal = [c for c in children[head] if words[c].deprel == "expl"]
        if formal and tree.tokens[formal[0]].lower == "it" and formal[0] <= verb + 1:
            return formal[0], "plain"
        if own:
            return (own[0], "there" if formal else how) if len(own) == 1 else None
        if kinds & {"csubj", "csubj:pass", "expl", "nsubj:outer"} or not _follows(tree, head):
            return None
        head, how = words[head].head, "coordination"
    return None


def _first_cop(tree: Tree, head: int, subject: int) -> int:
    """The form of “be” that comes next after the subject: “the problem is that fees are among the highest”."""
    return next((c for c in tree.children[head] if c > subject and tree.words[c].deprel == "cop"), -1)


def _own_subjects(tree: Tree, head: int) -> list[int]:
    """The subjects of a clause; a time that is taken for one does not count: “her form last year was”."""
    own = [c for c in tree.children[head] if tree.words[c].deprel in _SUBJECTS]
    times = [c for c in own[1:] if tree.words[c].xpos == "NN" and tree.words[c].lemma in MEASURES]
    return [c for c in own if c not in times]


def _is_first(tree: Tree, verb: int, head: int) -> bool:
    """Whether the verb is the finite one of its clause: no other auxiliary and no “to” before it."""
    return not any(
        child != verb
        and (child < verb or tree.words[child].xpos == "MD")
        and (tree.words[child].deprel in HELPERS or tree.words[child].xpos in ("TO", "MD"))
        for child in tree.children[head]
    )


def _follows(tree: Tree, head: int) -> bool:
    """Whether the verb comes right after “and”: then no noun of the second clause may be its own subject."""
    words = tree.words
    if words[head].deprel != "conj" or words[head].head < 0:
        return False
    own = [c for c in tree.children[head] if words[c].deprel in HELPERS or words[c].upos == "ADV"]
    first = min([head, *own])
    before = range(words[head].head + 1, first)
    return (
        first > 0
        and words[first - 1].deprel == "cc"
        and words[first - 1].lemma in ("and", "or", "but")
        and not any(words[i].deprel.startswith("nsubj") for i in before)
    )


def _may_go_back(tree: Tree, verb: int, form: Number) -> bool:
    """Whether the verb may go with a verb farther up: “they say that it is sound, and want a new one”."""
    words = tree.words
    ways = [at for at in way_up(words, head_of(tree, verb)) if words[at].deprel != "conj"][1:]
    own = [c for at in ways for c in tree.children[at] if words[c].deprel in _SUBJECTS and c < verb]
    return any(number(tree, c) in (form, "") for c in own)


def number_of(tree: Tree, subject: int, verb: int, how: How) -> tuple[Number, int, How]:
    """The number of a subject, or nothing where it is not certain, the noun that has it, and how it is found."""
    tokens, words = tree.tokens, tree.words
    if words[subject].xpos in ("WDT", "WP") or "PronType=Rel" in words[subject].feats:
        noun = antecedent(tree, subject) if subject < verb else -1
        return (number(tree, noun) if noun >= 0 else ""), noun, "relative"
    if how == "there":
        between = words[verb + 1 : subject]
        real = tokens[verb].lower != "'s" and not any(word.xpos == "VBG" for word in between)
        real = real and subject > verb  # “there's two of them” is how people talk
        asked = number(tree, subject) if real else ""
        several = any(words[c].deprel == "conj" for c in tree.children[subject])
        return ("" if several and asked == "Sing" else asked), subject, how  # “there are a man and a dog”
    if subject > verb and not (words[verb].deprel in HELPERS and tokens[-1].text == "?"):
        return "", subject, how
    conjuncts = [c for c in tree.children[subject] if words[c].deprel == "conj"]
    if conjuncts:
        return number_of_several(tree, [subject, *conjuncts]), subject, "coordination"
    return number(tree, subject), subject, how
