"""What opens a sentence without the comma that would keep it from its subject, where the lack has misled the parser.

In “Hoping to avoid a strike the company raised wages” it takes “the company raised” for a part of the strike. So a comma is
tried after each word at which the opening may end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..annotate.language import analysed, forms_of
from ..annotate.tree import Tree, below
from ..document import Sentence, View, Word

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl"})
_HELPERS = frozenset({"aux", "aux:pass", "cop"})
_OPENINGS = frozenset({"advcl", "obl", "advmod"})
_STARTS = frozenset({"DT", "PRP", "PRP$", "NNP", "NNPS", "NNS", "CD", "EX", "JJ", "NN"})
_NO_ENDS = frozenset({"DT", "IN", "PRP$", "CC", "TO", "MD", "WDT", "WP", "POS", "CD"})
_SAYING = frozenset(
    "believe claim expect feel hope know predict report say suggest tell think understand warn".split()
)
_YEAR = 4  # letters or figures: “in 1834”, but not “in 34”
_FARTHEST = 16  # tokens of an opening
_DOUBT = 0.75  # of the arcs of the sentence as it stands, below which a comma is tried
_CLEAR = 0.65  # of the arcs once the comma is there
_CLEARER = 0.8  # where the opening ends with a verb, which may have an object
_CLEAREST = 0.93  # where the opening is a phrase that must be long to ask for a comma
_LONG = 6  # words of such a phrase

Trial = tuple[View, Sentence, Tree, int]  # the last: how many words the opening must have


def misled(trials: Sequence[Trial]) -> Iterator[tuple[View, Sentence, int]]:
    """Each sentence in which a comma after one word, and after no other, makes a clear opening: with that word's place."""
    tries = [(trial, at) for trial in trials if _is_doubtful(trial[2]) for at in _ends(trial[2], trial[3])]
    mended = analysed([_with_comma(sentence, at) for (_, sentence, _, _), at in tries])
    found: dict[tuple[int, int, int], list[tuple[float, View, Sentence, int]]] = {}
    for ((view, sentence, tree, longest), at), words in zip(tries, mended, strict=True):
        sure = _sureness(words, at)
        tagged = tree.words[at].xpos
        least = _CLEAREST if longest >= _LONG else _CLEARER if tagged.startswith("V") else _CLEAR
        if sure > least:
            found.setdefault((id(view), sentence.start, sentence.end), []).append((sure, view, sentence, at))
    for options in found.values():
        _, view, sentence, at = max(options, key=lambda option: option[0])
        yield view, sentence, at


def _is_doubtful(tree: Tree) -> bool:
    """Whether the main verb, its subject or what opens the sentence is in doubt."""
    root = next((at for at, word in enumerate(tree.words) if word.head < 0), 0)
    if "csubj" in tree.deprels(root) or tree.tokens[-1].text != "." or tree.tokens[0].text[0].islower():
        return False
    arcs = [
        tree.words[c].sure_arc
        for c in tree.children[root]
        if c < root and tree.words[c].deprel in _SUBJECTS | _OPENINGS
    ]
    return len(arcs) < 2 or min(*arcs, tree.words[root].sure_arc) < _DOUBT


def _ends(tree: Tree, least: int) -> Iterator[int]:
    """The words after which the subject may start."""
    for at in range(least - 1, min(len(tree.tokens) - 3, _FARTHEST)):
        if tree.tokens[at].text == ",":
            return
        word = tree.tokens[at].text
        ends = (tree.words[at].xpos not in _NO_ENDS or (word.isdigit() and len(word) == _YEAR)) and word[
            -1
        ].isalnum()
        ends = ends and tree.words[at].lemma not in _SAYING  # “As he said the road was …”
        if ends and tree.words[at + 1].xpos in _STARTS and not _are_one(tree, at):
            yield at


def _are_one(tree: Tree, at: int) -> bool:
    """Whether two words that meet are rather parts of one phrase: “home rule”, “city officials”, “Ann Lee”."""
    first, second = tree.words[at].xpos, tree.words[at + 1].xpos
    if tree.tokens[at].lower == "then":
        return True
    if second in ("NN", "JJ"):
        return not first.startswith("V")
    return first in ("JJ", "NNP") and second in ("NNP", "NNPS")


def _with_comma(sentence: Sentence, after: int) -> list[str]:
    forms = forms_of(sentence.tokens)
    return [*forms[: after + 1], ",", *forms[after + 1 :]]


def _sureness(words: Sequence[Word], last: int) -> float:
    """How sure it is that an opening ends at `last` and the main verb's subject starts after the comma; 0 if it does not."""
    root = next((at for at, word in enumerate(words) if word.head < 0), 0)
    children: list[list[int]] = [[] for _ in words]
    for at, word in enumerate(words):
        if word.head >= 0:
            children[word.head].append(at)
    own = children[root]
    verb = min([root, *(c for c in own if words[c].deprel in _HELPERS)])
    subject = next((c for c in own if words[c].deprel in _SUBJECTS and c < verb), None)
    opening = next((c for c in own if words[c].deprel in _OPENINGS and c <= last), None)
    if subject is None or opening is None or "VerbForm=Fin" not in words[verb].feats:
        return 0.0
    inside = sorted(at for at in (opening, *below(children, opening)) if at != last + 1)
    start = min(at for at in (subject, *below(children, subject)) if at != last + 1)
    if inside != list(range(last + 1)) or start != last + 2:
        return 0.0
    if any(word.lemma in (",", ":", '"') for word in words[last + 2 : verb]):
        return 0.0
    return min(words[at].sure_arc for at in (root, subject, opening))
