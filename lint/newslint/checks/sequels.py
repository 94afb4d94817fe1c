"""The sentence after another, be it the first of the next paragraph: many papers give each sentence its own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ..document import Sentence, View
from .acronyms import HEADS


def sequel(views: Sequence[View], at: int, sentence: Sentence) -> tuple[View, Sentence] | None:
    """The sentence that follows one of `views[at]`, with its view; nothing where a heading or the end comes."""
    view = views[at]
    number = bisect_left(view.sentences, sentence.end, key=lambda one: one.start)
    if number < len(view.sentences):
        return view, view.sentences[number]
    if at + 1 < len(views) and views[at + 1].block.scope not in HEADS and views[at + 1].sentences:
        return views[at + 1], views[at + 1].sentences[0]
    return None
