"""What the network knows of forms beforehand: Brown clusters, the lexicon's readings, the vocabulary."""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "lint"))

from treebank import Tree

from newslint.document import plain
from newslint.language.features import CLUSTERS, LEXICON, Tables, hashed, normal
from newslint.lexicon import rules_folder

LEAST = 2  # times that a word of the vocabulary is seen in training


def build(trees: Iterable[Tree], clusters: Path | None = None) -> Tables:
    """The tables, from the training sentences, the clusters of spacy-lookups-data and our lexicon."""
    counts = Counter(normal(plain(form).lower()) for tree in trees for form in tree.forms)
    words = sorted({hashed(word) for word, count in counts.items() if count >= LEAST})
    known: dict[int, list[int]] = {}
    for form, row in _clusters(clusters).items():
        known.setdefault(hashed(form), [0, 0, 0])[:2] = row
    for form, number in _readings().items():
        known.setdefault(hashed(form), [0, 0, 0])[2] = number
    forms = sorted(known)
    rows = [[0, 0, 0], *(known[form] for form in forms)]  # the row of what is not known comes first
    return Tables(np.array(words, np.uint32), np.array(forms, np.uint32), np.array(rows, np.uint16))


def _clusters(path: Path | None) -> dict[str, tuple[int, int]]:
    """Each form with the number of its cluster and its first six bits (lowest first), counted from 1."""
    if path is None:
        spec = find_spec("spacy_lookups_data")
        assert spec is not None and spec.origin, "install spacy-lookups-data"
        path = Path(spec.origin).parent / "data" / "en_lexeme_cluster.json.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        bits = {plain(form): value for form, value in json.load(file).items() if value}
    numbers = {value: number for number, value in enumerate(sorted(set(bits.values())), 1)}
    assert len(numbers) < CLUSTERS
    return {form: (numbers[value], (value & 63) + 1) for form, value in bits.items() if form.strip()}


def _readings() -> dict[str, int]:
    """Each form of the lexicon with the number of its set of tags, the commonest first."""
    sets: dict[str, str] = {}
    for line in (rules_folder() / "lexicon" / "english.txt").read_text(encoding="utf-8").splitlines():
        form, _, cells = line.partition("\t")
        sets[form] = " ".join(sorted({cell.partition(":")[0] for cell in cells.split()}))
    common = [tags for tags, _ in Counter(sets.values()).most_common(LEXICON - 2)]
    numbers = {tags: number for number, tags in enumerate(common, 2)}
    return {form: numbers.get(tags, 1) for form, tags in sets.items()}
