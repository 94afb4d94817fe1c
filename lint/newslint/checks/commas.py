"""Single commas that part what belongs together, or are wanted, seen in the sentence's tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..annotate.language import analyse
from ..annotate.tree import Tree, way_up
from ..document import Sentence, View
from ..lexicon import load_named
from ..patterns import lazy
from ..rule import Finding, Replace

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl"})
_CLAUSES = ("ccomp", "csubj", "csubj:outer", "advcl", "advcl:relcl")
_NOT_BEFORE_THAT = frozenset(
    "that so such except now but in provided given considering only notwithstanding".split()
)
_OPENERS = frozenset("that what where who whom why how whether".split())
_ASKED = lazy(r", (?:what|where|who|whom|why|how|whether) ")
_TO_OPENER = (
    "mark",
    "advmod",
    "nsubj",
    "obj",
    "obl",
    "det",
    "amod",
)  # between a question word and its clause
_ASKING = frozenset(
    "ask ascertain check consider decide determine discover discuss doubt explain forget guess inquire investigate know "
    "learn remember reveal say see show tell understand wonder".split()
)
_ASKING_FORMS = frozenset(
    form for verb in _ASKING for form in (verb, verb + "s", verb + "ed", verb + "d", verb + "ing")
) | frozenset(
    "decides deciding forgot knew known said saw seen showed shown told understood discusses inquiries".split()
)
_DEPENDENT = frozenset(
    word for base in "if as when since because".split() for word in (base, base.capitalize())
)
_BREAKS = frozenset([*',—–():;"“”', "--"])
_CONJUNCTIONS = frozenset({"and", "but"})
_CAPITAL_BEFORE = lazy(r"[A-Z]\w+ (?:who|which|where)\b")
_AFTER_NAMES = frozenset({"who", "which", "where"})
_PLACE_WORDS = frozenset("there only place places part parts".split())  # “the one place in Leeds where”
_TO_PLACES = frozenset("in to from near at outside of for around through".split())
_SURE = 0.5
_ONLY = frozenset("only first last next latest second third same a an every any".split())
_RELATIVE_SURE = 0.3


def before_that(views: Sequence[View]) -> Iterator[Finding]:
    """A comma between a verb and the clause that is its object: one with “that”, or an indirect question."""
    analyse(list(that_candidates(views)))
    for view in views:
        for sentence in _with_objects(view):
            tree = Tree(sentence.tokens, sentence.analysis)
            for at in range(2, len(tree.tokens)):
                if tree.tokens[at].lower in _OPENERS and tree.tokens[at - 1].text == ",":
                    verb = _governs(tree, at)
                    if verb is None and _says(tree, at):
                        verb = at - 2
                    if verb is not None:
                        yield _finding(view, sentence, at - 1, "", tree.tokens[verb].text)


def before_relative(views: Sequence[View]) -> Iterator[Finding]:
    """A comma between a noun and the relative clause that “that” opens, which narrows the noun."""
    analyse(list(relative_candidates(views)))
    for view in views:
        for sentence in _with_relatives(view):
            tree = Tree(sentence.tokens, sentence.analysis)
            for at in range(2, len(tree.tokens) - 2):
                if tree.tokens[at].lower == "that" and _narrows(tree, at):
                    yield _finding(view, sentence, at - 1, "", tree.tokens[at - 2].text)


def after_conjunction(views: Sequence[View]) -> Iterator[Finding]:
    """A comma between “But” or “And” at the start of a sentence and its clause."""
    analyse(list(conjunction_candidates(views)))
    for view in views:
        for sentence in _conjoined(view):
            if len(sentence.tokens) > 4 and _closes_nothing(Tree(sentence.tokens, sentence.analysis)):
                yield _finding(view, sentence, 1, "", sentence.tokens[0].text)


def after_names(views: Sequence[View]) -> Iterator[Finding]:
    """The last word of a person's full name that “who” or “which” follows without a comma."""
    analyse(list(name_candidates(views)))
    for view in views:
        for sentence in _named(view):
            tree = Tree(sentence.tokens, sentence.analysis)
            for at in range(1, len(tree.tokens) - 2):
                if tree.tokens[at + 1].lower in _AFTER_NAMES and _is_name(tree, at):
                    token = sentence.tokens[at]
                    yield _finding(view, sentence, at, f"{token.text},", token.text)


def name_candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences in which “who” or “which” follows a capital."""
    for view in views:
        yield from _named(view)


def _named(view: View) -> Iterator[Sentence]:
    for sentence in view.sentences_with(_AFTER_NAMES):
        if _CAPITAL_BEFORE.search(view.text, sentence.start, sentence.end):
            yield sentence


def _is_name(tree: Tree, last: int) -> bool:
    """Whether a full name ends here, of one person, which the clause after it cannot narrow."""
    words = tree.words
    if words[last].xpos != "NNP" or tree.words[last + 1].xpos not in ("WP", "WDT", "WRB"):
        return False
    first = last
    while first > 0 and words[first - 1].xpos == "NNP" and tree.tokens[first - 1].text[0].isupper():
        first -= 1
    head = next((at for at in range(first, last + 1) if words[at].head not in range(first, last + 1)), last)
    hanging = [c for at in range(first, last + 1) for c in tree.children[at]]
    if (
        tree.tokens[last + 1].lower == "where"
    ):  # whether the clause hangs on the name or on the verb is in doubt
        hanging = (
            [words[last + 1].head] if words[words[last + 1].head].deprel in ("advcl", "acl:relcl") else []
        )
    clause = next((c for c in hanging if words[c].deprel in ("acl:relcl", "advcl") and c > last), None)
    if (
        clause is None
        or words[clause].sure_arc < (_SURE if tree.tokens[last + 1].lower != "where" else _SURE / 2)
        or tree.tokens[last].lower in load_named("weekdays") | load_named("months")
        or tree.deprels(head) & {"det", "amod", "nummod", "conj"}
    ):
        return False
    cleft = (
        first > 1
        and {token.lower for token in tree.tokens[:first]} & {"it", "'s"}
        and words[first - 1].lemma == "be"
    )
    opener = tree.tokens[last + 1].lower
    if opener == "who":
        return not cleft and last > first
    told_apart = opener == "where" and {token.lower for token in tree.tokens[:first]} & _PLACE_WORDS
    placed = not told_apart and first > 0 and tree.tokens[first - 1].lower in _TO_PLACES
    return not cleft and (placed or (opener == "which" and (last > first or first > 0)))


def that_candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences in which a comma stands before “that” or a question word."""
    for view in views:
        yield from _with_objects(view)


def relative_candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences with one “that”, and a comma before it."""
    for view in views:
        yield from _with_relatives(view)


def _with_relatives(view: View) -> Iterator[Sentence]:
    for sentence in view.sentences_with(frozenset({"that"})) if ", that " in view.folded else ():
        text = view.folded[sentence.start : sentence.end]
        if ", that " in text and text.count("that ") == 1 and text.count(", ") == 1:
            yield sentence


def conjunction_candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences that open with a conjunction and a comma."""
    for view in views:
        yield from _conjoined(view)


def _with_objects(view: View) -> Iterator[Sentence]:
    for sentence in view.sentences_with(_OPENERS) if "," in view.text else ():
        text = view.folded[sentence.start : sentence.end]
        if ", that " in text or (not _ASKING_FORMS.isdisjoint(sentence.words) and _ASKED.search(text)):
            yield sentence


def _conjoined(view: View) -> Iterator[Sentence]:
    for sentence in view.sentences_with(_CONJUNCTIONS) if "," in view.text else ():
        start = view.folded[sentence.start : sentence.start + 8]
        if sentence.first in _CONJUNCTIONS and f"{sentence.first}, " in start:
            yield sentence


def _governs(tree: Tree, opener: int) -> int | None:
    """The verb whose object the clause from `opener` on is, if only the comma stands between them."""
    clause = _clause_of(tree, opener)
    word = tree.words[clause]
    verb = word.head
    if clause < opener or not 0 < verb < opener - 1 or word.deprel not in _CLAUSES:
        return None
    if word.deprel.startswith("advcl") and (tree.tokens[opener].lower == "that" or verb != opener - 2):
        return None
    if word.sure_arc < (
        _SURE if word.deprel == "ccomp" and tree.tokens[opener].lower == "that" else _SURE / 2
    ):
        return None
    if (
        tree.words[verb].upos not in ("VERB", "ADJ", "AUX")
        or tree.tokens[opener - 2].lower in _NOT_BEFORE_THAT
    ):
        return None
    if tree.tokens[opener].lower != "that" and (
        tree.words[verb].lemma not in _ASKING or tree.tokens[-1].text == "?"
    ):
        return None
    between = [token.text for token in tree.tokens[verb + 1 : opener - 1]]
    before = [token.text for token in tree.tokens[:verb]]
    if _BREAKS & set(between) or len(between) > 6 or "," in before[-4:] or _DEPENDENT & set(before[:2]):
        return None
    later = [c for c in tree.children[verb] if c > clause and tree.words[c].deprel == "conj"]
    return verb if not later and not _is_aside(tree, verb) else None


def _says(tree: Tree, opener: int) -> bool:
    """Whether a verb of saying stands right before “, that”, after its subject, with no other comma in the sentence."""
    verb = opener - 2
    word = tree.words[verb]
    if tree.tokens[opener].lower != "that" or word.lemma not in load_named("speech-verbs") | {"find"}:
        return False
    own = [c for c in tree.children[verb] if c < verb and tree.words[c].deprel in _SUBJECTS]
    alone = [token.text for token in tree.tokens].count(",") == 1 and word.head < 0
    finite = any("VerbForm=Fin" in other.feats for other in tree.words[opener + 2 :])
    return alone and finite and bool(own) and tree.start(own[0]) == 0 and "VerbForm=Fin" in word.feats


def _narrows(tree: Tree, that: int) -> bool:
    """Whether “that” is the subject of a relative clause whose noun stands right before the comma."""
    noun, clause = that - 2, tree.words[that].head
    if tree.tokens[that - 1].text != "," or clause < that or tree.words[that].deprel not in _SUBJECTS:
        return False
    word = tree.words[clause]
    return (
        (word.deprel == "acl:relcl" or (word.deprel == "parataxis" and bool(_ONLY & set(_about(tree, noun)))))
        and (word.head == noun or word.deprel == "parataxis")
        and tree.words[noun].upos == "NOUN"
        and min(word.sure_arc, tree.words[that].sure_arc) > _RELATIVE_SURE
        and "VerbForm=Fin" in tree.words[that + 1].feats
        and tree.tokens[-1].text == "."
    )


def _about(tree: Tree, noun: int) -> Iterator[str]:
    return (tree.tokens[c].lower for c in tree.children[noun] if c < noun)


def _clause_of(tree: Tree, opener: int) -> int:
    """The predicate of the clause that “that” or a question word opens."""
    for at in way_up(tree.words, opener):
        if tree.words[at].deprel in _CLAUSES:
            return at
        if not tree.words[at].deprel.startswith(_TO_OPENER):
            break
    return opener


def _is_aside(tree: Tree, verb: int) -> bool:
    """Whether the verb's clause is put in: “The road, he adds, that …”; such a clause starts after a comma."""
    start = tree.start(verb)
    return start > 0 and tree.tokens[start - 1].text == ","


def _closes_nothing(tree: Tree) -> bool:
    """Whether what follows “But,” is the clause itself and nothing put in that a comma would close."""
    root = next((at for at, word in enumerate(tree.words) if word.head < 0), 0)
    if tree.tokens[1].text != "," or root < 2 or tree.words[0].head != root:
        return False
    first = next((c for c in tree.children[root] if tree.start(c) == 2), None)
    if first is None or tree.words[root].lemma in load_named("speech-verbs"):
        return False
    if tree.words[first].deprel in _SUBJECTS:  # “But, he added, nobody came” has something put in
        near = range(first, min(root + 3, len(tree.tokens) - 1))
        return not any(tree.tokens[at].text == "," and tree.words[at + 1].upos != "CCONJ" for at in near)
    commas = [token.text for token in tree.tokens[2 : root + 1]].count(",")
    return tree.words[first].deprel in ("obl", "obl:unmarked") and commas == 0


def _finding(view: View, sentence: Sentence, at: int, new: str, word: str) -> Finding:
    token = sentence.tokens[at]
    return Finding(
        view, token.start, token.end, ((Replace(token.start, token.end, new),),), {"verb": word, "word": word}
    )
