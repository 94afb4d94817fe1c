"""“A” and “an” by the sound of what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..document import View
from ..lexicon import a_or_an, default_lexicon
from ..patterns import lazy
from ..rule import Finding, Replace

_ARTICLE = lazy(
    r"(?<![\w'’.&/-])(?P<article>[Aa]n?)\s"
    r"(?P<word>[\"'“‘(\[]*[$£€¥]?\w(?:[\w'’&-]|\.(?=\w))*)"
)
_SENTENCE_START = lazy(r"(?:^|[.?!:;…—–-]['\"”’)]*\s?|[\"“‘'(\[])\s*$")
# What can follow a letter that is no article (“vitamin A is”), or another slip (“a in the”).
_NOT_NOUNS = ("IN", "CC", "DT", "PRP", "PRP$", "TO", "MD", "WDT", "WP", "WRB", "EX", "VBZ", "VBD", "UH")
# Irish “an” is “the”.
_IRISH = frozenset({"bord", "coimisiún", "garda", "gardaí", "post", "taisce", "tánaiste", "taoiseach"})
_UNREAD = lazy(r"[A-Z][b-df-hj-np-tv-xz]+\b")  # “an Sp 4”: spelt out or read in full, who knows
_HUNDREDS = lazy(r"\W*1,?[18]\d\d(?!\d)")  # eighteen hundred, or one thousand eight hundred


_article_of = lru_cache(maxsize=5000)(a_or_an)


def wrong_articles(views: Sequence[View]) -> Iterator[Finding]:
    """“A hour”, “an European”; nothing where both are said, nor where A may be a letter or a name."""
    for view in views:
        for match in _ARTICLE.finditer(view.text):
            article, word = match["article"], match["word"]
            right = _article_of(word)
            if right and right != article.lower() and _is_article(view.text, match):
                values = {"match": article, "word": word.lstrip("\"'“‘([")}
                new = right.capitalize() if article[0] == "A" else right
                yield Finding(
                    view, *match.span("article"), ((Replace(*match.span("article"), new),),), values
                )


def _is_article(text: str, match: re.Match[str]) -> bool:
    word = match["word"].lstrip("\"'“‘([")
    if _HUNDREDS.match(text, match.start("word")) or word.lower() in _IRISH or word == "I":
        return False
    if len(word) == 1 and word.islower():
        return False
    if _UNREAD.match(word) or default_lexicon().only(word, *_NOT_NOUNS):
        return False
    if match["article"].islower():
        return True
    if not _SENTENCE_START.search(text, max(0, match.start() - 4), match.start()):
        return False
    # “An Jung-hwan scored”: the surname, before a word that is nothing but a name.
    unsure = match["article"] == "An" and word[0].isupper() and not word.isupper()
    return not unsure or default_lexicon().may_be(word, "JJ", "NN")
