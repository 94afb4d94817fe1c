"""From what the network says to words of a document."""

from __future__ import annotations

from collections.abc import Sequence

from ..document import Word
from .lemmas import Lemmatiser
from .model import Raw


def words_of(forms: Sequence[str], raw: Raw, lemmatise: Lemmatiser) -> tuple[Word, ...]:
    """The words of one sentence; heads count from 0, and -1 is the root."""
    lemmas = list(map(lemmatise, forms, raw.xpos))
    heads = [head - 1 for head in raw.heads]
    rows = zip(
        lemmas, raw.upos, raw.xpos, raw.feats, heads, raw.deprels, raw.sure_tag, raw.sure_arc, raw.plural,
        strict=True,
    )  # fmt: skip
    return tuple(map(Word._make, rows))


def joined(parts: Sequence[tuple[Word, ...]]) -> tuple[Word, ...]:
    """One sentence of several parts: the later roots hang on the first one, side by side with it."""
    if len(parts) <= 1:
        return parts[0] if parts else ()
    out: list[Word] = []
    first = next(i for i, word in enumerate(parts[0]) if word.head < 0)
    for part in parts:
        base = len(out)
        for word in part:
            if word.head >= 0:
                out.append(word._replace(head=word.head + base))
            elif base:
                out.append(word._replace(head=first, deprel="parataxis", sure_arc=0.0))
            else:
                out.append(word)
    return tuple(out)
