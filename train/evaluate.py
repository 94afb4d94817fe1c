"""Score the shipped model: `python train/evaluate.py ../shared/treebanks`.

Tags and trees on gold tokens, and end to end on raw text as the CoNLL 2018 shared task counts (F1 of tokens
that have the gold token's characters). LAS wants the full label; `LAS, main` counts `nsubj:pass` as `nsubj`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "lint")]

from treebank import Tree, read  # noqa: E402

from newslint.annotate.language import analysed, forms_of  # noqa: E402
from newslint.annotate.sentences import sentences  # noqa: E402
from newslint.document import Word  # noqa: E402


class Scored(NamedTuple):
    """A word of a sentence, gold or found: where it stands in the text without its spaces, and what it is."""

    span: tuple[int, int]
    upos: str
    xpos: str
    feats: str
    lemma: str
    deprel: str
    head: tuple[int, int]  # the head's span; (0, 0) for the root


NAMES = ("tokens", "UPOS", "XPOS", "feats", "lemma", "UAS", "LAS", "LAS, main")


def parts(word: Scored) -> tuple[object, ...]:
    """What must be the same for each of NAMES."""
    main = word.deprel.split(":")[0]
    return (
        word.span, word.upos, word.xpos, word.feats, word.lemma, word.head,
        (word.head, word.deprel), (word.head, main),
    )  # fmt: skip


def gold_words(tree: Tree, start: int) -> list[Scored]:
    """The gold sentence's words, the first at this offset."""
    spans = []
    for form in tree.forms:
        spans.append((start, start + len(form)))
        start += len(form)
    return [
        Scored(
            spans[i], tree.upos[i], tree.xpos[i], tree.feats[i].replace("_", ""), tree.lemmas[i],
            tree.deprels[i],
            spans[tree.heads[i] - 1] if tree.heads[i] else (0, 0),
        )
        for i in range(len(tree))
    ]  # fmt: skip


def found_words(words: Sequence[Word], spans: Sequence[tuple[int, int]]) -> list[Scored]:
    """The words that were found, at these spans."""
    return [
        Scored(
            span, w.upos, w.xpos, w.feats, w.lemma, w.deprel, spans[w.head] if w.head >= 0 else (0, 0),
        )
        for w, span in zip(words, spans, strict=True)
    ]  # fmt: skip


def on_gold(trees: list[Tree]) -> Iterator[tuple[list[Scored], list[Scored]]]:
    """Gold and found words of each sentence, on gold tokens."""
    for tree, words in zip(trees, analysed([tree.forms for tree in trees]), strict=True):
        gold = gold_words(tree, 1)
        yield gold, found_words(words, [word.span for word in gold])


def on_raw(trees: list[Tree]) -> Iterator[tuple[list[Scored], list[Scored]]]:
    """Gold and found words of each paragraph, from its raw text."""
    paragraphs: list[list[Tree]] = []
    for tree in trees:
        if tree.paragraph or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(tree)
    for paragraph in paragraphs:
        text = " ".join(tree.text for tree in paragraph)
        place, dense = [], 1
        for char in text:
            place.append(dense)
            dense += not char.isspace()
        place.append(dense)
        gold: list[Scored] = []
        for tree in paragraph:
            gold += gold_words(tree, gold[-1].span[1] if gold else 1)
        split = [s.tokens for s in sentences(text)]
        found: list[Scored] = []
        for tokens, words in zip(split, analysed([forms_of(tokens) for tokens in split]), strict=True):
            found += found_words(words, [(place[token.start], place[token.end]) for token in tokens])
        yield gold, found


def table(pairs: Iterator[tuple[list[Scored], list[Scored]]]) -> dict[str, float]:
    """F1 in percent by name, and precision and recall of nominal subjects."""
    right = dict.fromkeys(NAMES, 0)
    total = wanted = subjects = theirs = ours = 0
    for gold, found in pairs:
        by_span = {word.span: word for word in found}
        wanted += len(gold)
        total += len(found)
        ours += sum(word.deprel.startswith("nsubj") for word in found)
        for word in gold:
            other = by_span.get(word.span)
            theirs += word.deprel.startswith("nsubj")
            if other is None:
                continue
            for name, a, b in zip(NAMES, parts(word), parts(other), strict=True):
                right[name] += a == b
            if word.deprel.startswith("nsubj") and other.deprel.startswith("nsubj"):
                subjects += word.head == other.head
    scores = {name: 200 * count / (total + wanted) for name, count in right.items()}
    return scores | {"nsubj P": 100 * subjects / max(1, ours), "nsubj R": 100 * subjects / max(1, theirs)}


def main() -> None:
    """Print the table."""
    folder = Path(sys.argv[1])
    test, dev = (read(folder / f"{name}.conllu.xz") for name in ("ewt_test", "dev"))
    news = [tree for tree in dev if tree.document.startswith("GUM_news")]
    rows = {}
    started = time.perf_counter()
    for name, trees in (("EWT test", test), ("dev", dev), ("dev, news", news)):
        rows[f"{name}, gold tokens"] = table(on_gold(trees))
        rows[f"{name}, raw text"] = table(on_raw(trees))
    print(f"{'':22}" + "".join(f"{name:>11}" for name in next(iter(rows.values()))))
    for name, row in rows.items():
        print(f"{name:22}" + "".join(f"{value:11.2f}" for value in row.values()))
    print(f"{time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
