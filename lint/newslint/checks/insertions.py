"""Commas round what is put into a sentence between its subject and its verb, seen in the sentence's tree.

“The mayor, a lawyer said no” lacks the second comma of two, “The mayor Ann Lee, said no” the first, and “The mayor that we
elected, said no” has one too many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..annotate.language import analyse
from ..annotate.tree import Tree, below
from ..document import Sentence, Token, View
from ..lexicon import default_lexicon, load_named
from ..patterns import lazy
from ..rule import Finding, Replace
from .comma_places import may_part_subject
from .hidden_verbs import last_words

_SUBJECTS = ("nsubj", "nsubj:pass")
_CLAUSE_SUBJECTS = ("csubj", "csubj:outer", "csubj:pass", "nsubj:outer")
_CLAUSE_OPENERS = frozenset("what how why where whether whoever to".split())
_HELPERS = frozenset({"aux", "aux:pass", "cop"})
_INSERTED = frozenset({"appos", "acl:relcl", "acl", "nmod", "nmod:unmarked", "nummod"})
_DESCRIBERS = frozenset("the a an his her its their one another".split())
_ADDRESSED = frozenset({"vocative", "dislocated", "parataxis"})
_WH = frozenset({"who", "which", "whose", "whom", "where"})
_TITLES = frozenset(
    "jr jr. sr sr. ii iii iv inc inc. ltd ltd. llc md m.d. phd ph.d. esq esq. plc co. corp. s.a.".split()
)
_BREAKS = frozenset([*"\"“”'‘’()[]—–;:…", "--", "..."])
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
# Nouns with “the” whose holder is one person, named after the comma. With other words (“the son of a miner, Lee left”) the
# description may stand free before its subject, with one comma.
_OFFICES = frozenset(
    "archbishop bishop boss captain chairman chairwoman chancellor chief coach commander commissioner conductor coroner "
    "curator dean defendant director editor emperor governor headmaster headmistress judge king landlord manager mayor "
    "minister monarch owner pastor pilot pope premier president priest principal prosecutor publisher queen rector "
    "secretary sheriff skipper speaker spokesman spokesperson spokeswoman sultan superintendent treasurer victim "
    "widow".split()
)
_PLACES = "clauses with commas"
_LONG = 60  # tokens of a subject, beyond which its tree is not to be trusted
AFTER_SHORT = lazy(r"(?:\b[A-Z]\w{0,4}|-\w+)\.\s*$")  # “the Acme Co.”, which may end no sentence
_NEAR = 12  # tokens from a sentence's start to a noun that describes a name before it
_CLEAR = 0.8  # of the tag of a verb whose form may be a participle
_SURE = 0.45  # of the arc from a verb to its subject


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


def unclosed(views: Sequence[View], kind: str) -> Iterator[Finding]:
    """The last word of an insertion that lacks its second comma; `kind`: clause or apposition."""
    for view, sentence, tree, clause in _places(views):
        if _lacks_second(tree, clause) == kind:
            yield _after(view, sentence.tokens[clause.verb - 1])
    if kind == "clause":
        sentences = [(view, sentence) for view in views for sentence in _sentences(view)]
        for view, last in last_words(sentences):
            yield _after(view, last)


def parted(views: Sequence[View]) -> Iterator[Finding]:
    """A lone comma between a subject and its verb."""
    for view, sentence, tree, clause in _places(views):
        if _parts(tree, clause) and _name_before(tree, clause) is None:
            verb, comma = sentence.tokens[clause.verb], sentence.tokens[clause.verb - 1]
            options = ((Replace(comma.start, comma.end, ""),),)
            yield Finding(view, comma.start, comma.end, options, {"verb": verb.text})


def unopened(views: Sequence[View]) -> Iterator[Finding]:
    """A name that has a comma after it and none before, in “The mayor Ann Lee, said no”."""
    for view, sentence, tree, clause in _places(views):
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


def candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences with a comma that may stand between a subject and its verb."""
    for view in views:
        yield from _sentences(view)


def _sentences(view: View) -> Iterator[Sentence]:
    for sentence in view.sentences if ", " in view.text else ():
        text = view.text[sentence.start : sentence.end]
        if ", " in text and may_part_subject(text):
            yield sentence


def _places(views: Sequence[View]) -> Iterator[Place]:
    """Every clause with a comma or an insertion between subject and verb; worked out once for several rules."""
    new = [view for view in views if _PLACES not in view.shared]
    analyse(list(candidates(new)))
    for view in new:
        found: list[object] = []
        for sentence in _sentences(view):
            if not AFTER_SHORT.search(view.text, 0, sentence.start):
                tree = Tree(sentence.tokens, sentence.analysis)
                found += [Place(view, sentence, tree, clause) for clause in _clauses(tree)]
        view.shared[_PLACES] = found
    for view in views:
        yield from view.shared[_PLACES]  # type: ignore[misc]


def _clauses(tree: Tree) -> Iterator[Clause]:
    """The clauses of a sentence whose subject and verb have a comma between them."""
    commas = _commas(tree, 0, len(tree.tokens))
    for subject, word in enumerate(tree.words):
        predicate = word.head
        if word.deprel not in (*_SUBJECTS, *_CLAUSE_SUBJECTS) or predicate < subject or word.sure_arc < _SURE:
            continue
        own = [c for c in tree.children[predicate] if tree.words[c].deprel in _HELPERS and c > subject]
        verb = min([predicate, *own])
        if "VerbForm=Fin" not in tree.words[verb].feats or not 0 < verb - subject < _LONG:
            continue
        addressed = commas and commas[0] < subject < _NEAR and tree.words[0].upos == "PROPN"
        if not addressed and not any(subject < comma < verb for comma in commas):
            continue
        if any(tree.words[c].deprel in _SUBJECTS and c < subject for c in tree.children[predicate]):
            continue  # only from the first subject on
        while tree.words[verb - 1].head == predicate and tree.words[verb - 1].deprel == "advmod":
            verb -= 1
        start = tree.start(subject)
        if all(tree.tokens[at].text not in _BREAKS for at in range(start, verb)):
            yield Clause(subject, start, predicate, verb)


def _commas(tree: Tree, start: int, end: int) -> list[int]:
    return [at for at in range(start, end) if tree.tokens[at].text == ","]


# ── Insertions ──────────────────────────────────────────────────────────────────────────────────────────


def _lacks_second(tree: Tree, clause: Clause) -> str:
    """What kind of insertion runs up to the verb from the last comma before it; none: an empty text."""
    if _after_name(tree, clause):
        return "apposition"
    commas = _commas(tree, clause.subject, clause.verb)
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
    if not 0 < comma < 5 or tree.tokens[comma].text != "," or _commas(tree, comma + 1, clause.verb):
        return False
    name = next((c for c in tree.children[clause.predicate] if tree.words[c].deprel in _ADDRESSED), comma)
    whole = all(tree.words[at].upos == "PROPN" for at in range(comma)) and name < comma
    described = tree.words[clause.subject].upos == "NOUN" and tree.tokens[comma + 1].lower in _DESCRIBERS
    return whole and described and not _is_speech(tree, clause) and not _comma_soon(tree, clause)


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
    if word.deprel in _SUBJECTS:
        return child != clause.subject and _apposed(tree, clause, opening, child)
    if word.deprel in (
        "csubj",
        "advcl",
    ):  # “Lee, speaking in court thanked”: what a participle is to the rest is in doubt
        return child == opening and word.xpos in ("VBN", "VBG") and _opens(tree, clause.start)
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
    if not _opens(tree, clause.start) or not _is_whole(tree, clause.start, opening - 1, first):
        return False
    if tree.words[first].upos == "PROPN":
        if _comma_soon(tree, clause):
            return False
        named = tree.words[second].upos == "PROPN"  # “Lee, the Mayor”, but not “Lee, Ohio's Ann Roe”
        determined = "det" in tree.deprels(second) if named else _determined(tree, second)
        return determined and not load_named("weekdays") >= {tree.tokens[first].lower}
    if _is_speech(tree, clause) or tree.words[first].xpos != "NN":
        return False
    if tree.words[second].upos != "PROPN":
        return _determined(tree, first) and _describes(tree, opening, second)
    if "nmod:poss" in tree.deprels(first):
        return tree.tokens[first].lower in load_named("person-nouns") | load_named("titles")
    noun, opener = tree.tokens[first].lower, tree.tokens[clause.start].lower
    if opener == "a":  # “A lawyer, Lee won the case” may be meant; a spokesman is only named
        return noun.startswith("spokes") and opening - clause.start == 3
    full = opening - clause.start == 3 and clause.verb - opening > 1 and noun in load_named("person-nouns")
    return opener == "the" and (noun in _OFFICES or full)


def _describes(tree: Tree, opening: int, noun: int) -> bool:
    """Whether a second noun phrase says more of the first: “the ferry, the oldest of all”, “the inn, a former jail”."""
    opener = tree.tokens[opening].lower
    best = tree.words[noun].xpos == "JJS" or any(tree.words[c].xpos == "JJS" for c in tree.children[noun])
    return (opener == "the" and best) or (
        opener in ("a", "an", "one") and tree.words[noun].xpos in ("NN", "CD")
    )


def _is_whole(tree: Tree, start: int, end: int, head: int) -> bool:
    """Whether all words from `start` up to `end` hang on the head."""
    return set(range(start, end)) <= {head, *below(tree.children, head)}


def _is_speech(tree: Tree, clause: Clause) -> bool:
    """Whether the clause only says who speaks: “The road, the mayor said, is closed”."""
    if tree.words[clause.predicate].lemma not in load_named("speech-verbs"):
        return False
    own = [c for c in tree.children[clause.predicate] if c > clause.predicate]
    said = any(tree.words[c].deprel in ("ccomp", "xcomp", "obj", "iobj") for c in own)
    return not said or _comma_soon(tree, clause)


def _comma_soon(tree: Tree, clause: Clause) -> bool:
    """Whether a verb of speech has a comma soon after it: “Lee, the mayor said last week, is ill”."""
    if tree.words[clause.predicate].lemma not in load_named("speech-verbs"):
        return False
    after = clause.predicate + 1
    return bool(_commas(tree, after, min(after + 5, len(tree.tokens))))


def _determined(tree: Tree, noun: int) -> bool:
    return bool(tree.deprels(noun) & {"det", "nmod:poss"})


# ── A lone comma ────────────────────────────────────────────────────────────────────────────────────────


def _parts(tree: Tree, clause: Clause) -> bool:
    """Whether one comma, and no other in the subject, stands right before the verb."""
    comma = clause.verb - 1
    if tree.tokens[comma].text != "," or _commas(tree, clause.start, comma):
        return False
    if tree.words[clause.subject].deprel.startswith("csubj") and not (
        clause.start == 0 and tree.tokens[0].lower in _CLAUSE_OPENERS
    ):
        return False
    if tree.words[clause.verb].upos == "ADV" or tree.tokens[clause.subject].lower in _OPEN_QUESTION:
        return False
    if not _is_whole(tree, clause.start, comma, clause.subject) or "conj" in tree.deprels(clause.subject):
        return False
    if tree.tokens[clause.verb].text[0].isupper() or _is_speech(tree, clause):
        return False
    return _opens(tree, clause.start) and _surely_finite(tree, clause)


def _opens(tree: Tree, start: int) -> bool:
    """Whether the subject opens the sentence, or its clause after a conjunction: nothing before it asks for a comma."""
    if start == 0:
        return True
    return tree.words[start - 1].upos in ("CCONJ", "SCONJ") and not _commas(tree, 0, max(start - 2, 0))


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
    later = _commas(tree, start, len(tree.tokens) - 1)
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
    described = noun.upos == "NOUN" or tree.tokens[first - 1].lower in load_named("person-nouns")
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


def _after(view: View, token: Token) -> Finding:
    """A comma wanted after a word."""
    options = ((Replace(token.start, token.end, f"{token.text},"),),)
    return Finding(view, token.start, token.end, options, {"last": token.text})
