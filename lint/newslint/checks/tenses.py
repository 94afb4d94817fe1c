"""Tenses that clash with the time that the sentence names: “has died yesterday”, “lives here since 2004”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..annotate.language import analyse
from ..annotate.tree import Tree, below
from ..document import Sentence, View
from ..lexicon import copy_case, default_lexicon, load_named
from ..rule import Finding, Replace

_SEASONS = frozenset(
    "week month year night summer spring winter autumn fall weekend century decade term".split()
)
_TIMES = frozenset("since from until till than of before after by for in over through to like on as".split())
_NOT_OVER = _TIMES | frozenset("the this his her its their long".split())
_ALONE = frozenset("yesterday ago".split())
_OVER = re.compile(r"\b(?:yesterday|ago|last\s+\w+)\b", re.IGNORECASE)
_SO_FAR = re.compile(r"\b(?:since|for\s+the\s+(?:past|last))\b", re.IGNORECASE)
_HAVE = frozenset("has have 've".split())
_WILL = frozenset("will 'll wo".split())
# Verbs that tell a story in the present (“the film opens two years ago”), or compare (“feels like last year”).
_TIMELESS = frozenset(
    "be seem look sound feel mean date remember recall say begin start open set take read go mark"
    " see think know guess suppose believe have do".split()
)
_COMPARED = frozenset(
    "equal top beat exceed match surpass outdo resemble repeat rival trail outpace reflect".split()
)
_RANKED = frozenset("first only worst best most least lowest highest each every usually typically".split())
_OPENERS = frozenset(
    "but and so only just since".split()
)  # what may stand before a time that opens the sentence
_STATES = frozenset(
    "here there away absent missing ill sick dead closed shut empty pregnant married unemployed homeless".split()
)


class Clause(NamedTuple):
    """A verb, its auxiliaries from left to right, and the time named with it, as indices of tokens."""

    verb: int
    aux: tuple[int, ...]
    time: int


def past_times(views: Sequence[View], tense: str = "perfect") -> Iterator[Finding]:
    """The present perfect (`tense`: perfect), or the present or future, with a time that is over."""
    analyse(list(past_time_candidates(views)))
    find = _perfect if tense == "perfect" else _present
    for view, sentence in _sentences(views, _OVER):
        tree = Tree(sentence.tokens, sentence.analysis)
        for time in _past(tree):
            clause = _clause(tree, time)
            if clause and _close(tree, clause):
                yield from find(view, tree, clause)


def past_time_candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences that name a time that is over, and have a verb that may be no past tense."""
    lexicon = default_lexicon()
    for _, sentence in _sentences(views, _OVER):
        words = sentence.words
        if words & _HAVE or "will" in words or any(w[-1] == "s" and lexicon.may_be(w, "VBZ") for w in words):
            yield sentence


def so_far(views: Sequence[View]) -> Iterator[Finding]:
    """The present with “since” and a time, or with “for the past two years”, where the perfect belongs."""
    analyse(list(so_far_candidates(views)))
    for view, sentence in _sentences(views, _SO_FAR):
        tree = Tree(sentence.tokens, sentence.analysis)
        for time in _up_to_now(tree):
            clause = _clause(tree, time)
            if clause and _close(tree, clause) and not _ranks(tree, clause):
                yield from _continued(view, tree, clause)


def so_far_candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences that name a time which reaches to now."""
    for _, sentence in _sentences(views, _SO_FAR):
        yield sentence


def _sentences(views: Sequence[View], wanted: re.Pattern[str]) -> Iterator[tuple[View, Sentence]]:
    for view in views:
        if wanted.search(view.text):
            for sentence in view.sentences:
                if wanted.search(view.text, sentence.start, sentence.end):
                    yield view, sentence


# ── The time ────────────────────────────────────────────────────────────────────────────────────────────


def _past(tree: Tree) -> Iterator[int]:
    """The heads of times that are over: yesterday, two years ago, last week."""
    tokens = tree.tokens
    for at, token in enumerate(tokens):
        before = tokens[at - 1].lower if at else ""
        after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        if token.lower not in _ALONE and (before != "last" or not _names_time(token.lower)):
            continue
        start = min(tree.start(at), at - (token.lower not in _ALONE))
        marks = {
            tokens[place].lower for place in range(max(0, start - 1), at) if tokens[place].lower != "last"
        }
        if after not in ("'s", "'", "-") and not marks & _NOT_OVER:
            yield at


def _names_time(word: str) -> bool:
    return word in _SEASONS or word in load_named("weekdays") or word in load_named("months")


def _up_to_now(tree: Tree) -> Iterator[int]:
    """The heads of times after “since”, and after “for the past”."""
    for at, word in enumerate(tree.words):
        cases = {
            tree.tokens[child].lower for child in tree.children[at] if tree.words[child].deprel == "case"
        }
        inside = {tree.tokens[child].lower for child in tree.children[at]}
        before = tree.tokens[max(0, tree.start(at) - 1)].lower
        since = cases <= {"since"} and "since" in (*cases, before)
        lately = {"for", "the"} <= cases | inside and inside & {"past", "last"} and word.xpos == "NNS"
        if since or lately:
            yield at


# ── The verb ────────────────────────────────────────────────────────────────────────────────────────────


def _clause(tree: Tree, time: int) -> Clause | None:
    word = tree.words[time]
    if word.head < 0 or word.sure_arc < 0.35 or not _is_adverbial(tree, time):
        return None
    aux = (child for child in tree.children[word.head] if tree.words[child].deprel.startswith("aux"))
    return Clause(word.head, tuple(sorted(child for child in aux if child < word.head)), time)


def _is_adverbial(tree: Tree, time: int) -> bool:
    """Whether the time belongs to its head as an adverbial, or may: “open a wing last autumn” has two objects for the parser."""
    word = tree.words[time]
    named = word.deprel == "obj" and _names_time(tree.tokens[time].lower)
    return (
        word.deprel.startswith(("obl", "advmod"))
        or named
        or (word.deprel == "nmod" and "cop" in tree.deprels(word.head))
    )


def _close(tree: Tree, clause: Clause) -> bool:
    """Whether nothing between verb and time hints that the time belongs to another clause."""
    first, last = sorted((clause.verb, clause.time))
    if clause.time < clause.verb:
        first, last = clause.time, min((clause.verb, *clause.aux))
        if any(token.lower not in _OPENERS for token in tree.tokens[: tree.start(first)]):
            return False  # “the news of last week has inspired”
    between = range(first + 1, last)
    inside = [tree.words[at] for at in between if tree.words[at].deprel != "amod"]  # “the stolen sketch”
    if any(word.xpos in ("VBD", "VBN", "VBZ", "WDT", "WP") for word in inside):
        return False
    if clause.time > clause.verb and any(tree.tokens[at].text in {",", ";", "—", "–"} for at in between):
        return False
    return not any(tree.tokens[at].text in {'"', "“", "”"} for at in between)


def _ranks(tree: Tree, clause: Clause) -> bool:
    """Whether the clause ranks something, “posts the worst loss since 2008”, or tells of a habit."""
    return any(
        tree.words[at].xpos in ("JJS", "RBS", "JJR", "RBR") or tree.tokens[at].lower in _RANKED
        for at in {*below(tree.children, clause.verb)} - {*below(tree.children, clause.time)}
    )


def _finite(tree: Tree, clause: Clause) -> str:
    return tree.tokens[clause.aux[0]].lower if clause.aux else ""


def _negated(tree: Tree, clause: Clause) -> bool:
    return any(tree.tokens[child].lower in ("not", "n't", "never") for child in tree.children[clause.verb])


def _plural(tree: Tree, clause: Clause) -> bool:
    """Whether the subject takes “were” and “have”."""
    subjects = [c for c in tree.children[clause.verb] if tree.words[c].deprel.startswith("nsubj")]
    if not subjects:
        return False
    subject = subjects[0]
    coordinated = any(tree.words[child].deprel == "conj" for child in tree.children[subject])
    return coordinated or "Number=Plur" in tree.words[subject].feats or tree.tokens[subject].lower == "you"


def _perfect(view: View, tree: Tree, clause: Clause) -> Iterator[Finding]:
    words, tokens = tree.words, tree.tokens
    if _finite(tree, clause) not in _HAVE or words[clause.verb].xpos not in ("VBN", "VBG"):
        return
    first, last = clause.aux[0], clause.verb
    if any(tokens[at].lower in {"since", "ever", "never"} for at in range(len(tokens))):
        return
    edits: tuple[Replace, ...] = ()
    have, adverbs = tokens[first], view.text[tokens[first].end : tokens[clause.aux[-1]].start]
    if not _negated(tree, clause) and not adverbs.strip():
        if len(clause.aux) > 1:  # has been told: was told
            plural = have.lower != "has" and tokens[max(0, first - 1)].lower != "i"
            new = Replace(have.start, tokens[clause.aux[-1]].end, "were" if plural else "was")
            edits = (new,)
        else:
            past = _inflected(tree, last, "VBD")
            edits = (
                Replace(have.start, tokens[first + 1].start, ""),
                Replace(tokens[last].start, tokens[last].end, past),
            )
    yield _finding(view, tree, clause, (first, last), (edits,) if edits and have.space_before else ())


def _present(view: View, tree: Tree, clause: Clause) -> Iterator[Finding]:
    words, tokens = tree.words, tree.tokens
    word, verb = words[clause.verb], clause.verb
    if clause.time < verb or word.lemma in _COMPARED or not tokens[verb].text.isalpha():
        return
    if (
        not clause.aux
        and word.lemma not in _TIMELESS
        and word.xpos == "VBZ"
        and word.upos == "VERB"
        and word.sure_tag > 0.8
    ):
        past = _inflected(tree, verb, "VBD")
        edit = Replace(tokens[verb].start, tokens[verb].end, past)
        yield _finding(view, tree, clause, (verb, verb), ((edit,),))
    elif [tokens[at].lower for at in clause.aux] in [[will] for will in _WILL] and word.xpos == "VB":
        will, end = tokens[clause.aux[0]], tokens[verb].end
        mend = (Replace(will.start, end, _inflected(tree, verb, "VBD")),)
        yield _finding(
            view, tree, clause, (clause.aux[0], verb), (mend,) if verb == clause.aux[0] + 1 else ()
        )


def _continued(view: View, tree: Tree, clause: Clause) -> Iterator[Finding]:
    words, tokens = tree.words, tree.tokens
    word, verb = words[clause.verb], clause.verb
    have = "have" if _plural(tree, clause) else "has"
    if tokens[verb - 1].lower in ("i", "we", "you", "they"):
        have = "have"
    if not clause.aux and word.xpos in ("VBZ", "VBP") and word.upos == "VERB" and word.lemma not in _TIMELESS:
        if word.sure_tag < 0.5 or tree.deprels(verb) & {"cop", "mark"}:
            return
        new = f"{have} {_inflected(tree, verb, 'VBN')}"
        yield _finding(view, tree, clause, (verb, verb), ((_put(tree, verb, new),),))
        return
    if any(tokens[child].lower in ("been", "being") for child in tree.children[verb]):
        return
    cops = [child for child in tree.children[verb] if words[child].deprel == "cop"]
    be = clause.aux[0] if len(clause.aux) == 1 else cops[0] if cops and _is_state(tree, verb) else -1
    lasts = bool(cops) or (word.xpos in ("VBG", "VBN") and word.lemma not in _TIMELESS | {"base"})
    if be >= 0 and lasts and tokens[be].lower in ("is", "are", "am", "'s", "'re", "'m"):
        have = "has" if tokens[be].lower in ("is", "'s") else "have"
        glued = not tokens[be].space_before and be > 0
        edit = Replace(tokens[be].start, tokens[be].end, f"{' ' if glued else ''}{have} been")
        yield _finding(view, tree, clause, (be, be), ((edit,),))


def _is_state(tree: Tree, at: int) -> bool:
    """Whether what somebody is lasts, as “mayor”, “closed” and “without water” do."""
    tokens = [tree.tokens[child].lower for child in tree.children[at]]
    lower = tree.tokens[at].lower
    bare = lower in load_named("person-nouns") and not {"the", "a", "an", "first", "only"} & {*tokens}
    return lower in _STATES or bare or bool({"without", "under", "off"} & {*tokens})


def _inflected(tree: Tree, at: int, tag: str) -> str:
    text, lexicon = tree.tokens[at].text, default_lexicon()
    fitting = [reading.lemma for reading in lexicon.readings(text) if reading.xpos.startswith("VB")]
    lemma = tree.words[at].lemma
    lemma = lemma if lemma in fitting or not fitting else fitting[0]
    return copy_case(text, lexicon.inflect(lemma, tag) or text)


def _put(tree: Tree, at: int, new: str) -> Replace:
    token = tree.tokens[at]
    return Replace(token.start, token.end, copy_case(token.text, new))


def _finding(
    view: View, tree: Tree, clause: Clause, ends: tuple[int, int], options: tuple[tuple[Replace, ...], ...]
) -> Finding:
    first, last = tree.tokens[ends[0]], tree.tokens[ends[1]]
    time = tree.tokens[clause.time].text
    values = {"match": view.text[first.start : last.end], "time": time}
    return Finding(view, first.start, last.end, options, values)
