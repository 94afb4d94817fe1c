"""Single commas that part what belongs together, or are wanted, seen in the sentence's tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..annotate.language import analyse
from ..annotate.tree import Tree
from ..document import Sentence, View
from ..lexicon import load_named
from ..patterns import lazy
from ..rule import Finding, Replace

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl"})
_CLAUSES = ("ccomp", "csubj", "csubj:outer")
_NOT_BEFORE_THAT = frozenset(
    "so such except now but in provided given considering only notwithstanding".split()
)
_CONJUNCTIONS = frozenset({"and", "but"})
_CAPITAL_BEFORE = lazy(r"[A-Z]\w+ (?:who|which)\b")
_SURE = 0.5


def before_that(views: Sequence[View]) -> Iterator[Finding]:
    """A comma between a verb and the “that” clause that is its object."""
    for view, sentence, tree in _trees(views, "that"):
        for that, word in enumerate(tree.words):
            if (
                tree.tokens[that].lower == "that"
                and word.deprel == "mark"
                and tree.tokens[that - 1].text == ","
            ):
                verb = _governs(tree, that)
                if verb is not None:
                    yield _finding(view, sentence, that - 1, "", tree.tokens[verb].text)


def after_conjunction(views: Sequence[View]) -> Iterator[Finding]:
    """A comma between “But” or “And” at the start of a sentence and its clause."""
    for view in views:
        starts = [sentence for sentence in _sentences(view, "but") if sentence.first == "but"]
        starts += [sentence for sentence in _sentences(view, "and") if sentence.first == "and"]
        analyse(starts)
        for sentence in starts:
            if len(sentence.tokens) > 4 and _closes_nothing(Tree(sentence.tokens, sentence.analysis)):
                yield _finding(view, sentence, 1, "", sentence.tokens[0].text)


def after_names(views: Sequence[View]) -> Iterator[Finding]:
    """The last word of a person's full name that “who” or “which” follows without a comma."""
    analyse(list(name_candidates(views)))
    for view in views:
        for sentence in _named(view):
            tree = Tree(sentence.tokens, sentence.analysis)
            for at in range(1, len(tree.tokens) - 2):
                if tree.tokens[at + 1].lower in ("who", "which") and _is_name(tree, at):
                    token = sentence.tokens[at]
                    yield _finding(view, sentence, at, f"{token.text},", token.text)


def name_candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences in which “who” or “which” follows a capital."""
    for view in views:
        yield from _named(view)


def _named(view: View) -> Iterator[Sentence]:
    for sentence in view.sentences_with(frozenset({"who", "which"})):
        if _CAPITAL_BEFORE.search(view.text, sentence.start, sentence.end):
            yield sentence


def _is_name(tree: Tree, last: int) -> bool:
    """Whether a full name ends here, of one person, which the clause after it cannot narrow."""
    words = tree.words
    if words[last].xpos != "NNP" or tree.words[last + 1].xpos not in ("WP", "WDT"):
        return False
    first = last
    while first > 0 and words[first - 1].xpos == "NNP" and tree.tokens[first - 1].text[0].isupper():
        first -= 1
    head = next((at for at in range(first, last + 1) if words[at].head not in range(first, last + 1)), last)
    hanging = [c for at in range(first, last + 1) for c in tree.children[at]]
    clause = next((c for c in hanging if words[c].deprel == "acl:relcl" and c > last), None)
    if (
        clause is None
        or words[clause].sure_arc < _SURE
        or tree.deprels(head) & {"det", "amod", "nummod", "conj"}
    ):
        return False
    cleft = (
        first > 1
        and {token.lower for token in tree.tokens[:first]} & {"it", "'s"}
        and words[first - 1].lemma == "be"
    )
    person = last > first and tree.tokens[last + 1].lower == "who"
    return not cleft and (person or (first == last and tree.tokens[last + 1].lower == "which" and first > 0))


def that_candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences in which “that” follows a comma."""
    for view in views:
        yield from _sentences(view, "that")


def conjunction_candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences that open with a conjunction and a comma."""
    for view in views:
        for word in sorted(_CONJUNCTIONS):
            yield from (sentence for sentence in _sentences(view, word) if sentence.first == word)


def _sentences(view: View, word: str) -> Iterator[Sentence]:
    """The sentences with a comma right before “that”, or right after a conjunction."""
    for sentence in view.sentences_with(frozenset({word})):
        text = view.folded[sentence.start : sentence.end]
        if ", that" in text if word == "that" else f"{word}, " in text[:8]:
            yield sentence


def _trees(views: Sequence[View], word: str) -> Iterator[tuple[View, Sentence, Tree]]:
    analyse([sentence for view in views for sentence in _sentences(view, word)])
    for view in views:
        for sentence in _sentences(view, word):
            yield view, sentence, Tree(sentence.tokens, sentence.analysis)


def _governs(tree: Tree, that: int) -> int | None:
    """The verb whose object the “that” clause is, if only the comma stands between them."""
    clause = tree.words[that].head
    word = tree.words[clause]
    verb = word.head
    if clause < that or not 0 <= verb < that or word.deprel not in _CLAUSES:
        return None
    if word.sure_arc < (_SURE if word.deprel == "ccomp" else _SURE / 2):
        return None
    governor = tree.words[verb]
    if governor.upos not in ("VERB", "ADJ", "AUX") or tree.tokens[that - 2].lower in _NOT_BEFORE_THAT:
        return None
    between = [token.text for token in tree.tokens[verb + 1 : that - 1]]
    if (
        any(text in {",", "—", "–", "--", "(", ")", ":", ";", '"', "“", "”"} for text in between)
        or len(between) > 6
    ):
        return None
    before = [token.text for token in tree.tokens[:verb]]
    if "," in before[-4:] or {"if", "as", "when", "since", "because"} & {text.lower() for text in before[:2]}:
        return None
    later = [c for c in tree.children[verb] if c > clause and tree.words[c].deprel == "conj"]
    return verb if not later and not _is_aside(tree, verb) else None


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
