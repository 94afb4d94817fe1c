"""Sentence bounds that hold on news copy: Mr., U.S., Jan. 10, a.m., initials, ellipses, quotes."""

from __future__ import annotations

import re
from functools import cache

from ..document import Sentence
from ..lexicon import load_named
from ..patterns import lazy
from .language import analyse
from .tokens import tokens

_END = lazy(r"""(?:(?<!\.)\.{2,}|[.!?…])['"”’)\]]*(?=\s+(?P<next>['"“‘(\[]*(?P<first>\S)))""")
_LAST_WORD = lazy(r"[^\s(“\"‘']+$")
# After an abbreviation that may also end a sentence, only a word like these surely starts a new one.
_STARTERS = frozenset(
    "the a an this that these those he she it they we i you his her its their our in on at but and for after "
    "before when while if as with by from to there what who how why no not some many most all both last next "
    "then now yet still one two meanwhile however although though since because".split()
)
_LABEL = lazy(r"\s*[(\[]?(?:\d{1,3}|[a-zA-Z])")  # of a list's item: “1.”, “b.”
_FIRST_WORD = lazy(r"['\"“‘(\[]*([^\W\d_]+)")
_MAY_END = frozenset(
    "u.s. u.k. u.n. e.u. u.s.s.r. d.c. a.m. p.m. inc. co. corp. ltd. jr. sr. etc. b.c. a.d. no.".split()
)


@cache
def _stops() -> frozenset[str]:
    return frozenset(word.lower() for word in load_named("abbreviations"))


def sentences(text: str) -> list[Sentence]:
    """The sentences of a block's text, in order, without the white space around them."""
    bounds = [match.end() for match in _END.finditer(text) if _ends(text, match)]
    out = []
    start = 0
    for end in (*bounds, len(text)):
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            out.append(Sentence(left, right, text, tokens, analyse))
        start = end
    return out


def _ends(text: str, match: re.Match[str]) -> bool:
    first = match["first"]
    if first.islower() or _LABEL.fullmatch(text, 0, match.start()):
        return False
    if not match.group().startswith(".") or match.group().startswith(".."):
        return first.isupper() or first.isdigit() or match["next"][0] in "“\"'‘(["
    word = _LAST_WORD.search(text, max(0, match.start() - 30), match.start())
    if word is None:
        return True
    last = word.group().lower().lstrip("([“\"'‘") + "."
    if re.fullmatch(r"[^\W\d_]\.", last):  # an initial: “Yuri V. Ushakov”, but “plan B. The …”
        return _starts(text, match) and last != "i."
    if last in _MAY_END:
        return _starts(text, match)
    return last not in _stops()


def _starts(text: str, match: re.Match[str]) -> bool:
    word = _FIRST_WORD.match(text, match.start("next"))
    return word is not None and word.group(1).lower() in _STARTERS
