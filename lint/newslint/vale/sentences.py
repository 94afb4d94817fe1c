"""Where Vale's sentences end: after a stop that is no abbreviation's, by Kiss and Strunk's heuristics.

Vale segments as Punkt does (Kiss & Strunk 2006, “Unsupervised Multilingual Sentence Boundary Detection”),
with what Punkt learned from the Wall Street Journal. Here abbreviations and openers are lists of our own, and
which words are written small comes from our own spelling list.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

_TOKEN = re.compile(r"\S+")
_ABBREVIATIONS = frozenset(
    # Of titles, months and days, states, companies and measures; single letters and initials are told apart.
    "adm col dr gen gov lt maj messrs mr mrs ms prof rep reps sen sgt "
    "aug dec feb fri jan nov oct sep sept tues wed "
    "ala ariz calif colo conn fla ga ill kan ky mich minn mt n.c n.d n.h n.j n.m n.y nev okla ore pa r.i s.c "
    "tenn va vt w.va wash wis a.m p.m d.c l.a u.k u.n u.s u.s.a u.s.s.r "
    "bros cie co corp cos inc ltd n.v s.a s.p.a ave ct ft jr mg no ok ph.d sr st sw v vs yr "
    "c d e f g h k l m n p r s t w".split()
)
_TITLES = frozenset(
    f"{title}." for title in "adm col dr gen gov lt maj messrs mr mrs ms prof rep sen".split()
)
_OPENERS = frozenset(
    "according although among both but despite even he however i if in indeed instead it many meanwhile "
    "moreover most nevertheless nonetheless nor sales separately similarly since so some the there these "
    "they this though thus under when while yet".split()
)
_ENDS = ('."', ".)", ".’", ".”", *(mark + close for mark in "?!" for close in ("", '"', "'", ")", "’", "”")))
_INSIDE = (".[", ".(", '."', "?[", "?(", "![", "!(")
_QUOTED = (")", "’", "”", '"', "'")
_INITIAL = re.compile(r"[A-Za-z]\.")
_NUMBER = re.compile(r"-?[.,]?\d[\d,.\-]*\.?$")
_DOTTED = re.compile(r"(?:\w\.)+\w*\.", re.ASCII)
_ELLIPSIS = re.compile(r"(?:\.\s?){2,}\.")
_STOPS = frozenset(".!?。！？")
_MARKS = frozenset(";:,.!?；：，。！？")
# By its path: the module that reads it imports numpy.
SPELLINGS = Path(__file__).parent.parent / "language" / "data" / "spelling.txt"
_TITLED = 10.0  # nats of rarity, below which a word stands in enough titles to be seen with a capital


class _Token:
    """A run of text that matters: one with a stop, or the one behind it."""

    __slots__ = ("breaks", "end", "short", "text")

    def __init__(self, text: str, end: int) -> None:
        self.text = text
        self.end = end
        self.breaks = False  # whether a sentence ends behind it
        self.short = False  # whether it is an abbreviation

    @property
    def kind(self) -> str:
        """The token as a word, numbers all alike, without the stop that ends its sentence."""
        kind = _kind(self.text)
        return kind[:-1] if self.breaks and len(kind) > 1 and kind[-1] == "." else kind


@lru_cache(maxsize=8192)
def _kind(text: str) -> str:
    kind = _NUMBER.sub("##number##", text.lower())
    return kind if len(kind) == 1 else kind.replace(",", "")


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text start and end, without white space around them."""
    tokens = list(_tokens(text))
    for token in tokens:
        _by_type(token)
    pairs = list(itertools.pairwise(tokens))
    for one, two in pairs:
        if one.text.endswith("."):
            _by_next(one, two)
    for one, two in pairs:
        _by_marks(one, two)
    found, start = [], 0
    for end in (*(token.end for token in tokens if token.breaks), len(text)):
        piece = text[start:end]
        inner = piece.strip()
        if inner:
            at = start + len(piece) - len(piece.lstrip())
            found.append((at, at + len(inner)))
        start = end
    return found


def _tokens(text: str) -> Iterator[_Token]:
    after_stop = False
    for match in _TOKEN.finditer(text):
        word = match[0]
        stop = not _STOPS.isdisjoint(word)
        if stop or after_stop:
            yield _Token(word, match.end())
        after_stop = stop


def _by_type(token: _Token) -> None:
    """Whether a sentence may end here, by the token alone."""
    text = token.text
    if (text.endswith(_ENDS) or any(map(text.__contains__, _INSIDE))) and "Yahoo!" not in text:
        token.breaks = True
    elif text.endswith(".") and not text.endswith(".."):
        stem = text[:-1].lower()
        token.short = stem in _ABBREVIATIONS or stem.split("-")[-1] in _ABBREVIATIONS
        token.breaks = not token.short


def _by_next(one: _Token, two: _Token) -> None:
    """What the next word says of an abbreviation, an ellipsis, an initial or a number."""
    initial = bool(_INITIAL.fullmatch(one.text))
    named = one.text.lower() in _TITLES  # a name comes next, though it may be a word too
    if (one.short or one.text.endswith("..")) and not initial and _opens(two, named):
        one.breaks = True
        return
    if one.text == two.text == ".":
        one.breaks = two.breaks = False
        return
    kind = _kind(one.text).removesuffix(".")
    if not initial and kind != "##number##":
        return
    told = _starts(two)
    # After an initial, what is no usual word is a surname.
    surname = initial and two.text[:1].isupper() and not (_is_word(two.kind) and _is_titled(two.kind))
    if told is False or surname:
        one.breaks, one.short = False, True


def _by_marks(one: _Token, two: _Token) -> None:
    """Quotation marks, ellipses and dotted words, for which the next word decides."""
    stopped = one.text.endswith(".")
    if stopped and two.text == ".":
        one.breaks = two.breaks = False
        return
    ellipsis = bool(_ELLIPSIS.search(one.text))
    upper, lower = two.text[:1].isupper(), two.text[:1].islower()
    if ellipsis and (upper or two.kind in _OPENERS):
        one.breaks = True
        return
    if one.breaks and one.text.endswith(_QUOTED):
        if lower and two.kind not in _OPENERS:
            one.breaks = False
            return
    elif stopped and not one.breaks and upper and one.text.lower() not in _TITLES and _is_word(two.kind):
        one.breaks = True
    if _DOTTED.search(one.text) and not _INITIAL.fullmatch(one.text):
        one.short, one.breaks = True, _opens(two)


def _opens(token: _Token, named: bool = False) -> bool:
    """Whether the word starts a sentence, as far as its capital tells."""
    return (not named and _starts(token) is True) or (token.text[:1].isupper() and token.kind in _OPENERS)


def _starts(token: _Token) -> bool | None:
    """Whether the word starts a sentence; None where it might."""
    if token.text in _MARKS:
        return False
    kind = token.kind
    if token.text[:1].isupper() and _is_word(kind) and not _is_titled(kind):
        return True
    if token.text[:1].islower():
        return False
    return None


@lru_cache(maxsize=8192)
def _is_word(kind: str) -> bool:
    """Whether it is written small where no sentence starts, and is not a name as often."""
    from ..lexicon import default_lexicon, load_named

    return (
        len(kind) > 1 and default_lexicon().knows(kind) and kind.capitalize() not in load_named("given-names")
    )


def _is_titled(kind: str) -> bool:
    """Whether it is so usual that titles have it with a capital."""
    return _rarities().get(kind, _TITLED) < _TITLED


@cache
def _rarities() -> dict[str, float]:
    found = {}
    for line in SPELLINGS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            rarity, _, words = line.partition("\t")
            found.update(dict.fromkeys(words.split(" "), float(rarity)))
            if float(rarity) >= _TITLED:
                break
    return found


__all__: Sequence[str] = ("sentences",)
