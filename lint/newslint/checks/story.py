"""A story's headline against its body: what both have in common, and what only one has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ..document import DATELINE, HEADLINE, View
from ..lexicon import default_lexicon
from ..patterns import lazy

_WORD = lazy(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_LEAD = 2  # paragraphs that tell what the headline sums up
# What one word of a headline and another of the lead may both say
_SAME = (
    ("kill", "dead", "die", "death", "slay", "victim", "toll", "fatality", "perish"),
    (
        "injure",
        "hurt",
        "wound",
        "injury",
        "injured",
        "wounded",
        "casualty",
        "hospital",
        "hospitalize",
        "hospitalise",
    ),
    ("arrest", "detain", "hold", "custody", "seize", "nab"),
    ("job", "worker", "employee", "layoff", "staff"),
    ("miss", "missing", "unaccounted"),
    ("rescue", "save", "free"),
    ("sue", "lawsuit", "suit"),
    ("child", "kid", "student", "pupil"),
    ("jail", "sentence", "prison", "imprison"),
    ("person", "people", "resident"),
)


class Story(NamedTuple):
    """A headline and what follows it. `lead` is the first paragraphs, `body` all of them."""

    headline: View
    dateline: View | None
    lead: tuple[View, ...]
    body: tuple[View, ...]

    @property
    def words(self) -> frozenset[str]:
        """The words of the body: see `words_of`."""
        return frozenset().union(*(view.words for view in self.body))


def story(views: Sequence[View]) -> Story | None:
    """The story that these views are, or nothing where one without a headline or a body is meant."""
    return _story(tuple(views))


@lru_cache(maxsize=2)  # several checks ask for one story
def _story(views: tuple[View, ...]) -> Story | None:
    heads = [view for view in views if view.block.scope == HEADLINE]
    if len(heads) != 1 or views[0] is not heads[0]:
        return None
    body = tuple(view for view in views[1:] if view.block.scope != DATELINE)
    dateline = next((view for view in views if view.block.scope == DATELINE), None)
    return Story(heads[0], dateline, body[:_LEAD], body) if body else None


def stems(text: str) -> frozenset[str]:
    """The lemmas of a text's words, with one word for those that say the same of an event."""
    return frozenset(stem for word in _WORD.findall(text) for stem in word_stems(word))


@lru_cache(maxsize=4096)
def word_stems(word: str) -> frozenset[str]:
    """What a word may stand for: its lemmas, or the first of a group in which one of them is."""
    lemmas = default_lexicon().lemmas(word.lower()) or {word.lower()}
    return frozenset(next((group[0] for group in _SAME if lemma in group), lemma) for lemma in lemmas)


def content_stems(text: str) -> frozenset[str]:
    """The stems of the words that tell one story from another."""
    lexicon = default_lexicon()
    return frozenset(
        stem
        for word in _WORD.findall(text)
        if len(word) > 2 and not lexicon.may_be(word.lower(), "IN", "DT", "PRP", "PRP$", "MD", "CC", "WDT")
        for stem in word_stems(word)
        if stem not in _EMPTY
    )


_EMPTY = frozenset("be have do say get make take go new more than after over year day week month".split())


def surname(text: str) -> re.Pattern[str]:
    """Finds a name as a whole word, as it is written."""
    return re.compile(rf"(?<![\w-]){re.escape(text)}(?![\w-])")
