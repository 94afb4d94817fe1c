"""Verbs in a row, “threaten X, breach Y and compare with Z”, of which the last has another form.

A parser that meets a faulty row does not see it as one. So the question is put to it the other way round: with the
last verb in the form of the others, would the row be whole? And as it stands, has the verb a partner elsewhere?
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..annotate.language import analyse, analysed, forms_with
from ..annotate.tree import Tree, way_up
from ..document import Sentence, View, Word
from ..lexicon import copy_case, default_lexicon
from ..rule import Finding, Replace
from .comma_places import may_be_row

# The form that a row of such verbs has; “to cut” and “they cut” are written the same.
_FORMS = {"VB": "VB", "VBP": "VB", "VBZ": "VBZ", "VBD": "VBD", "VBG": "VBG"}
# A tense may change within a row (“lives there and grew up here”), so two finite forms clash only in number.
_CLASHES = frozenset({("VB", "VBG"), ("VB", "VBZ"), ("VBZ", "VBG"), ("VBD", "VBG"), ("VBG", "VBZ")})
_TAKES_OBJECT = frozenset({"associate", "compare", "connect", "contrast", "equate", "liken", "link"})


class Row(NamedTuple):
    """The verbs of a row but the last, and the last, as indices of tokens; the form of the others."""

    others: tuple[int, ...]
    last: int
    form: str


def verbs(views: Sequence[View], sure: str = "35") -> Iterator[Finding]:
    """The last verb of a row of three or more, where its form differs from that of all others.

    `sure`: percent, how sure its place in the row must be once it is mended.
    """
    analyse(list(candidates(views)))
    found = [
        (view, sentence, row)
        for view in views
        for sentence in _sentences(view)
        for row in rows(Tree(sentence.tokens, sentence.analysis))
    ]
    mended = analysed([forms_with(sentence, row.last, _fixed(sentence, row)) for _, sentence, row in found])
    for (view, sentence, row), words in zip(found, mended, strict=True):
        if _whole(words, row, int(sure) / 100) and not _has_partner(sentence.analysis, row):
            yield _finding(view, sentence, row)


def candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences with a conjunction and a comma before it."""
    for view in views:
        yield from _sentences(view)


def _sentences(view: View) -> Iterator[Sentence]:
    for sentence in view.sentences_with(frozenset({"and", "or"})) if "," in view.text else ():
        text = view.folded[sentence.start : sentence.end]
        if ", " in text and may_be_row(text, _CLASHES):
            yield sentence


def rows(tree: Tree) -> Iterator[Row]:
    """The rows of two verbs or more that a verb of another form follows after “and” or “or”."""
    words = tree.words
    for first, word in enumerate(words):
        form = _FORMS.get(word.xpos)
        links = [c for c in tree.children[first] if words[c].deprel == "conj" and c > first]
        if not form or not links:
            continue
        for last in range(links[0] + 2, len(words)):
            others = (first, *(c for c in links if c < last - 1))
            if (
                tree.tokens[last - 1].lower in ("and", "or")
                and (form, _FORMS.get(words[last].xpos)) in _CLASHES
                and len(others) > 1
                and all(_FORMS.get(words[c].xpos) == form for c in others)
                and not tree.deprels(last) & {"nsubj", "nsubj:pass", "aux", "aux:pass", "cop", "det", "amod"}
            ):
                yield Row(others, last, form)


def _fixed(sentence: Sentence, row: Row) -> str:
    lemma, text = sentence.analysis[row.last].lemma, sentence.tokens[row.last].text
    return copy_case(text, default_lexicon().inflect(lemma, row.form) or lemma)


def _whole(words: Sequence[Word], row: Row, sure: float) -> bool:
    """Whether the mended verbs are a row, all of one form."""
    verbs = (*row.others, row.last)
    return all(
        words[verb].head in verbs and words[verb].deprel == "conj" and words[verb].sure_arc >= sure
        for verb in verbs[1:]
    ) and {_FORMS.get(words[verb].xpos) for verb in verbs} == {row.form}


def _has_partner(words: Sequence[Word], row: Row) -> bool:
    """Whether a verb of the last one's own form, above the row or above it, may go with it.

    “He plans to cut X, raise Y and says …”: “says” goes with “plans”.
    """
    own = words[row.last].xpos
    above = {*list(way_up(words, row.others[0]))[1:], *list(way_up(words, row.last))[1:]} - set(row.others)
    return any(words[verb].xpos == own for verb in above)


def _finding(view: View, sentence: Sentence, row: Row) -> Finding:
    token, word = sentence.tokens[row.last], sentence.analysis[row.last]
    options = [(Replace(token.start, token.end, _fixed(sentence, row)),)]
    after = sentence.analysis[row.last + 1 : row.last + 2]
    if word.xpos == "VBZ" and word.lemma in _TAKES_OBJECT and after and after[0].upos == "ADP":
        options.append((Replace(token.start, token.end, f"{token.text} them"),))
    return Finding(view, token.start, token.end, tuple(options), {"match": token.text})
