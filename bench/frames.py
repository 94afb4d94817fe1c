"""The lexicon of frames beside the treebanks' own trees: what it says words take, and what it calls wrong.

    python bench/frames.py [--treebanks ../shared/treebanks]

For every word with frames it counts how often a treebank has it, and how often with one of the frames that it
takes; and lists every place where a frame is found that the lexicon calls wrong. The treebanks hold errors of
their writers, so the list is to be read. A wrong frame that is met rightly has to go.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "train"), str(HERE.parent / "lint")]

from treebank import Tree as Gold  # noqa: E402
from treebank import read  # noqa: E402

from newslint.annotate.tree import Tree  # noqa: E402
from newslint.document import Annotator, Block, Piece, Sentence, Token, Tokens, View, Word, fold  # noqa: E402
from newslint.match.complement import ComplementKind, Head, forms_of, is_word  # noqa: E402
from newslint.match.fitting import places  # noqa: E402
from newslint.match.use import Use  # noqa: E402
from newslint.match.valency import FAULTS, Fault, frames, items  # noqa: E402

_FILES = ("verbs", "nouns", "adjectives")


def main() -> None:
    """Print the table and the list."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--treebanks", type=Path, default=HERE.parent.parent / "shared" / "treebanks")
    options = parser.parse_args()
    views = [view_of(gold) for path in sorted(options.treebanks.glob("*.xz")) for gold in read(path)]
    met, taken = counts(views)
    for name in _FILES:
        heads = {head for file, head in met if file == name}
        words = {word for entry in frames(name) for word in entry.heads}
        total, fitting = (sum(n for (file, _), n in c.items() if file == name) for c in (met, taken))
        print(
            f"{name}: {len(words)} words, {len(heads)} of them met, {total} times, "
            f"{fitting} times with a frame that the lexicon gives"
        )
        print(
            "  never with one:",
            ", ".join(sorted(h for h in heads if met[name, h] > 9 and not taken[name, h])),
        )
    kind = ComplementKind(fault=FAULTS)
    for view in views:
        for finding in kind.find(view, []):
            start, end = finding.start, finding.end
            marked = f"{view.text[:start]}[[{view.text[start:end]}]]{view.text[end:]}"
            print(f"{finding.values['frame']}: {marked}")


def view_of(gold: Gold) -> View:
    """A treebank's sentence as rules see it, with the treebank's own analysis."""
    tokens, at = list[Token](), 0
    for form, space in zip(gold.forms, (True, *gold.spaces), strict=False):
        at += int(space and at > 0)
        tokens.append(Token(at, at + len(form), form, fold(form), space))
        at += len(form)
    text = "".join(f"{' ' * (token.space_before and token.start > 0)}{token.text}" for token in tokens)
    analysed = Tokens(tokens)
    analysed.words = tuple(words_of(gold))
    sentence = Sentence(0, len(text), text, lambda *_: analysed, lambda _: None)
    sentence.__dict__["tokens"] = analysed
    return View(Block("body", text, (Piece(0, 0),)), 0, (), Annotator(lambda _: [sentence], lambda _: []))


def words_of(gold: Gold) -> Iterator[Word]:
    """The words of a gold tree, of which all is sure."""
    columns = zip(gold.lemmas, gold.upos, gold.xpos, gold.feats, gold.heads, gold.deprels, strict=True)
    for lemma, upos, xpos, feats, head, deprel in columns:
        yield Word(lemma, upos, xpos, feats, head - 1, deprel, 1.0, 1.0, 0.5)


def counts(views: list[View]) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """How often each word is met, by its file, and how often with a frame that it takes."""
    met, taken = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    heads = list(all_heads())
    for view in views:
        tree = Tree(view.sentences[0].tokens)
        for at, token in enumerate(tree.tokens):
            for head, takes in by_form(heads).get(token.lower, ()):
                if is_word(tree, at, head):
                    met[head.name, head.base] += 1
                    use = Use(tree, at, at + 1, verb=head.name == "verbs")
                    taken[head.name, head.base] += any(any(places(use, frame)) for frame in takes)
    return met, taken


def all_heads() -> Iterator[tuple[Head, list[Fault]]]:
    """The lexicon's words that have no fixed words, with the frames they take."""
    for name in _FILES:
        takes: dict[str, list[Fault]] = {}
        for entry in frames(name):
            for head in entry.heads:
                found = [Fault(items(one), items(one)) for one in entry.takes]
                takes.setdefault(head, []).extend(found)
        yield from ((Head(name, head, (), (), ()), found) for head, found in takes.items() if " " not in head)


_BY_FORM: dict[str, list[tuple[Head, list[Fault]]]] = {}


def by_form(heads: list[tuple[Head, list[Fault]]]) -> dict[str, list[tuple[Head, list[Fault]]]]:
    """The words under each of their forms."""
    if not _BY_FORM:
        for head, takes in heads:
            for form in forms_of(head.base, head.name):
                _BY_FORM.setdefault(form, []).append((head, takes))
    return _BY_FORM


if __name__ == "__main__":
    main()
