"""Make spelling.txt, from which the speller suggests: words by how usual they are; and sounds.bin.

    python train/speller.py

A line holds the words of one rank, in half nats below certainty, as the model in ngrams.bin tells it; words
that it lacks are ranked by the word lists for spelling (SCOWL's sizes). sounds.bin has a number of 16
bits for each word of spelling.txt, a hash of the consonants that are heard in it.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "lint"))

from newslint.language.ngrams import default_ngrams
from newslint.language.sounds import skeleton_key
from newslint.language.speller import DATA, SOUNDS
from newslint.lexicon import default_lexicon, load_named

USUAL, RARE = 13.5, 16.0  # nats, of words that the model lacks


def main() -> None:
    """Rank the words and write them."""
    words = [
        word for word in default_lexicon().words() if word.isascii() and word.isalpha() and len(word) > 1
    ]
    model = default_ngrams()
    usual = load_named("usual-words") | load_named("everyday-words")
    ranks: dict[float, list[str]] = defaultdict(list)
    for word, number in zip(words, model.numbers([word.lower() for word in words]), strict=True):
        capital = not word.islower()
        known = number >= 0 and not (capital and default_lexicon().knows(word.lower()))
        cost = float(-model.one(number)) if known else USUAL if word in usual else RARE
        ranks[round(2 * cost) / 2].append(word)
    lines = [f"{rank}\t{' '.join(sorted(ranks[rank]))}\n" for rank in sorted(ranks)]
    DATA.write_text("# How unlikely a word is, in nats, and the words\n" + "".join(lines), encoding="utf-8")
    keys = [skeleton_key(word.lower()) for line in lines for word in line.split("\t")[1].split()]
    np.array(keys, "<u2").tofile(SOUNDS)
    print(f"{len(words):,} words, {DATA.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
