"""Commas that part what belongs together: an adjective and its noun, or two verbs of one subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..annotate.chunk import usual
from ..annotate.language import analyse
from ..annotate.tree import Tree
from ..document import Sentence, View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding, Replace
from .comma_places import OPENERS, may_be_finite

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl", "csubj"})
_DETERMINED = lazy(
    r"\b(an?|his|her|its|their|another|the) (?:([a-z-]+), )?([a-z-]+)(,) ([a-z]+)(?! and| or|,|-)\b"
)
_SECOND_VERB = lazy(r", (?:and|or) (?:then |later |also |[a-z]+ly )?([a-z]+)")
_OBJECT = lazy(
    r"\b([a-z]+ed|[a-z]{2,6}), (?:\d|more than |the |an? |two |three |four |five |six |seven |eight |nine |ten |its |his |her "
    r"|their |some |several |dozens |hundreds |thousands |all |many )"
)
_NO_OBJECT = frozenset("said told added noted was were had did left came went died".split())
_LONGEST = 20  # tokens of a sentence whose two verbs stand close enough to do without a comma
_SURE = 0.6


def after_adjective(views: Sequence[View]) -> Iterator[Finding]:
    """The comma between the last adjective and its noun: “a cold, wet, night”."""
    places = [(view, place) for view in views for place in _adjectives(view)]
    analyse([sentence for _, (sentence, _) in places])
    for view, (sentence, comma) in places:
        tree = Tree(sentence.tokens, sentence.analysis)
        at = next((at for at, token in enumerate(tree.tokens) if token.start == comma), 0)
        head = at + 1
        while tree.words[head].deprel == "compound" and tree.words[head].head > head:
            head = tree.words[head].head
        adjective, noun = tree.words[at - 1], tree.words[head]
        if (at > 3 and _is_row([token.lower for token in tree.tokens[at - 4 : at]])) or (
            at
            and adjective.upos in ("ADJ", "VERB")
            and adjective.xpos != "JJS"
            and noun.xpos in ("NN", "NNS")
            and noun.deprel not in ("conj", "appos", "parataxis")
            and tree.start(head) < at
        ):
            yield _finding(view, sentence, at, tree.tokens[at + 1].text)


def _is_row(before: Sequence[str]) -> bool:
    """Whether the words before a comma are “a cold, wet”, after which only a noun can come."""
    article, first, comma, last = before
    return article in ("a", "an") and comma == "," and _is_adjectival(first) and _is_adjectival(last)


def _is_adjectival(word: str) -> bool:
    return usual(word) in ("JJ", "VBN", "VBG") or (
        usual(word) in ("RB", "VB") and default_lexicon().may_be(word, "JJ")
    )


def adjective_candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences in which such a comma may stand, by the words alone."""
    for view in views:
        for sentence, _ in _adjectives(view):
            yield sentence


def _adjectives(view: View) -> Iterator[tuple[Sentence, int]]:
    lexicon = default_lexicon()
    for match in _DETERMINED.finditer(view.folded) if ", " in view.text else ():
        opener, first, last, _, noun = match.groups()
        if (
            (first or opener != "the")
            and (not first or lexicon.may_be(first, "JJ", "VBN", "VBG"))
            and _is_adjectival(last)
            and usual(noun) in ("NN", "NNS")
        ):
            sentence = view.sentence_at(match.start(4))
            if sentence is not None:
                yield sentence, match.start(4)


def before_second_verb(views: Sequence[View]) -> Iterator[Finding]:
    """The comma before “and” and a second verb of one subject, in a short sentence: “He sold the boat, and left”."""
    analyse(list(verb_candidates(views)))
    for view in views:
        for sentence, comma in _second_verbs(view):
            tree = Tree(sentence.tokens, sentence.analysis)
            at = next((at for at, token in enumerate(tree.tokens) if token.start == comma), 0)
            if at and _is_second(tree, at):
                yield _finding(view, sentence, at, tree.tokens[at + 1].text)


def verb_candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences of one comma, with “and” and a word that may be a verb after it."""
    for view in views:
        for sentence, _ in _second_verbs(view):
            yield sentence


def _second_verbs(view: View) -> Iterator[tuple[Sentence, int]]:
    for match in _SECOND_VERB.finditer(view.folded) if ", and " in view.folded else ():
        if may_be_finite(match[1]):
            sentence = view.sentence_at(match.start())
            if sentence is not None and view.text.count(",", sentence.start, sentence.end) == 1:
                yield sentence, match.start()


def _is_second(tree: Tree, comma: int) -> bool:
    """Whether the verb after the comma goes with the main verb, of the same form, and nothing else is parted."""
    root = next((at for at, word in enumerate(tree.words) if word.head < 0), 0)
    seconds = [c for c in tree.children[root] if tree.words[c].deprel == "conj"]
    if len(tree.tokens) > _LONGEST or len(seconds) != 1 or not root < comma < seconds[0] < comma + 4:
        return False
    second = seconds[0]
    verb, other = tree.words[root], tree.words[second]
    return (
        verb.xpos == other.xpos
        and verb.xpos in ("VBD", "VBZ")
        and other.sure_arc > _SURE
        and not tree.deprels(second) & _SUBJECTS
        and bool(tree.deprels(root) & _SUBJECTS)
        and not tree.deprels(root) & {"ccomp", "advcl", "xcomp", "parataxis"}
        and tree.tokens[-1].text == "."
    )


# ── Verb and object ─────────────────────────────────────────────────────────────────────────────────────


def before_object(views: Sequence[View]) -> Iterator[Finding]:
    """The one comma of a sentence, between its verb and the verb's object: “The firm hired, 200 people”."""
    analyse(list(object_candidates(views)))
    for view in views:
        for sentence, comma in _objects(view):
            tree = Tree(sentence.tokens, sentence.analysis)
            at = next((at for at, token in enumerate(tree.tokens) if token.start == comma), 0)
            if at > 1 and _has_object(tree, at):
                yield _finding(view, sentence, at, tree.tokens[at - 1].text)


def object_candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences of one comma, after a verb and before what may be its object."""
    for view in views:
        for sentence, _ in _objects(view):
            yield sentence


def _objects(view: View) -> Iterator[tuple[Sentence, int]]:
    for match in _OBJECT.finditer(view.folded) if ", " in view.text else ():
        if usual(match[1]) in ("VBD", "VBN") and match[1] not in _NO_OBJECT:
            sentence = view.sentence_at(match.start())
            if (
                sentence is not None
                and view.text.count(",", sentence.start, sentence.end) == 1
                and sentence.first not in OPENERS
            ):
                yield sentence, match.end(1)


def _has_object(tree: Tree, comma: int) -> bool:
    """Whether the main verb stands right before the comma, its subject first, and its object right after it."""
    verb = comma - 1
    word = tree.words[verb]
    if word.head >= 0 or word.xpos != "VBD" or tree.tokens[-1].text != ".":
        return False
    subject = next((c for c in tree.children[verb] if tree.words[c].deprel == "nsubj"), verb)
    things = [c for c in tree.children[verb] if tree.words[c].deprel in ("obj", "obl")]
    thing = next((c for c in things if "case" not in tree.deprels(c)), 0)
    others = tree.deprels(verb) & {"conj", "parataxis", "ccomp", "advcl", "vocative"}
    return (
        subject < verb
        and tree.start(subject) == 0
        and thing > comma
        and tree.start(thing) == comma
        and not others
    )


def _finding(view: View, sentence: Sentence, at: int, word: str) -> Finding:
    token = sentence.tokens[at]
    return Finding(view, token.start, token.end, ((Replace(token.start, token.end, ""),),), {"word": word})
