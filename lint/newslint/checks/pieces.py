"""Words in pieces, “tourna ment”; words run together, “nextto”; and prefixes left standing alone, “non profit”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from ..document import View
from ..lexicon import copy_case, default_lexicon, load_named
from ..patterns import lazy
from ..rule import Finding, Replace
from .one_slip import meant

_SHORTEST = 5  # letters that a word in pieces, or two in one, has at least
# Not in the lexicon, and yet no pieces: foreign words before names, and what stands for a longer word.
_NO_PIECE = frozenset(
    "la le les du des el los las et der und das il della di al da dos een het de von van re vs mr mrs ms dr st th nd rd "
    "im ive id dont cant wont ok tv pm am eg ie etc aka uk us usa eu un com org www http html mailto youtube todays ha hm mm um uh er ah".split()
)
# Words after which, or before which, the space is lost: of the others many are names and parts of names.
_BEFORE = frozenset(
    "the and of to for with from that this these those his her their our your its it is was were are be been has have had "
    "will would can could should must may might not but or if when than then they we you he she which who what an as at "
    "in on by some any all more most very too so such even each other every".split()
)
_AFTER = frozenset(
    "the and of to for with from that this these those his their our your was were is been has have had will would could "
    "should not but when than then they you which who what if as too much many though all it its be on in at a".split()
)
_LETTERS = frozenset("bcdefghjklmnpqrtuvwyz")  # “b ridge”; an s is left of an apostrophe, an x is a sign
# What begins or ends like a word of its own, so that both halves must be of the lists above.
_LIKE_AFFIXES = frozenset(
    "an as at in on by so all be or is it more most her he is are one she other over out up a some any every each even "
    "if we may can not has had her his to then its but than".split()
)
# The second word is only looked at, so that it can be the first of the next pair.
_PAIR = lazy(r"(?<![\w'’./@-])(?P<head>[A-Za-z]+)(?= (?P<tail>[a-z]+)(?![\w'’/@-]|\.\w))")
_LONE = re.compile(
    r"(?<![\w'’./@-])[b-hj-np-rt-wyzB-HJ-NP-RT-WYZ](?= [a-z])|(?<=[A-Za-z] )[b-hj-np-rt-wyz](?!\w)"
)
_BEFORE_WORD = re.compile(r"[A-Za-z]+ \Z")
_LONGEST = 40  # letters of a word
_KEPT = 100_000  # words that are remembered
_FREE = lazy(r"(?<![\w'’./@#&+*=~-])(?:The)?[a-z]{5,}(?![\w'’:/@#&+*=~-]|\.\w)")


def fragments(views: Sequence[View]) -> Iterator[Finding]:
    """Two neighbours of which one is no word, and which are a usual word without the space."""
    unknown = _unknown(views)
    for view in views:
        pieces = unknown & view.words
        if _LONE.search(view.text):
            pieces |= _LETTERS & view.words
        for match in _pairs(view, pieces):
            head, tail = match["head"].lower(), match["tail"]
            if len(head) == 1 and match["head"].isupper() and not _opens(view, match.start()):
                continue  # “the B road”, “a C section”
            if (head in pieces or tail in pieces) and _whole(head + tail) and not _slip(match["head"], tail):
                yield _finding(view, match.start(), match.end("tail"), copy_case(match["head"], head + tail))


def _opens(view: View, at: int) -> bool:
    """Whether a sentence starts here, but for its marks."""
    sentence = view.sentence_at(at)
    return sentence is None or not view.text[sentence.start : at].strip("“\"'‘(")


def _pairs(view: View, pieces: Set[str]) -> Iterator[re.Match[str]]:
    """The pairs of words that have one of the pieces, in order."""
    places: set[int] = set()
    for piece in pieces:
        at = view.folded.find(piece)
        while at >= 0:
            before = _BEFORE_WORD.search(view.text, max(0, at - _LONGEST), at)
            places.update((at, before.start()) if before else (at,))
            at = view.folded.find(piece, at + len(piece))
    return filter(None, (_PAIR.match(view.text, place) for place in sorted(places)))


def run_together(views: Sequence[View]) -> Iterator[Finding]:
    """A word that is no word, and two with a space put in, of which one is a word of grammar."""
    unknown = _unknown(views)
    for view in views:
        words = {word for word in unknown & view.words if len(word) >= _SHORTEST}
        for match in _FREE.finditer(view.text) if words else ():
            right = _parted(match[0].lower()) if match[0].lower() in words else None
            if right:
                yield _finding(view, *match.span(), copy_case(match[0], right))


def _finding(view: View, start: int, end: int, right: str) -> Finding:
    return Finding(view, start, end, ((Replace(start, end, right),),), {"match": view.text[start:end]})


def _slip(head: str, tail: str) -> bool:
    """Whether the second is more likely a slip of another word, “a romatic place”, or the first letters for words."""
    return (len(head) == 1 and _no_word(tail) and bool(meant(tail))) or (len(head) > 1 and head.isupper())


def _unknown(views: Sequence[View]) -> frozenset[str]:
    """The words of the story that no list knows, worked out once for all checks."""
    if not views:
        return frozenset()
    kept = views[0].shared.setdefault("unknown", [])
    if not kept:
        words = frozenset[str]().union(*(view.words for view in views)) - _familiar
        unknown = frozenset(filter(_no_word, words))
        if len(_familiar) < _KEPT:
            _familiar.update(words - unknown)
        kept.append(unknown)
    found = kept[0]
    assert isinstance(found, frozenset)
    return found


_familiar: set[str] = set()  # words that were asked for and are known


@lru_cache(maxsize=_KEPT)
def _no_word(word: str) -> bool:
    knows = default_lexicon().knows
    return (
        word.isalpha()
        and word.isascii()
        and len(word) > 1
        and word not in _NO_PIECE
        and not (knows(word) or knows(word.capitalize()) or knows(word.upper()))
        and not any(word in load_named(name) for name in ("extra-words", "usual-words", "everyday-words"))
    )


@lru_cache(maxsize=_KEPT)
def _whole(word: str) -> bool:
    """Whether this is a usual word, and long enough not to come about by chance."""
    return len(word) >= _SHORTEST and (
        word in load_named("usual-words") or word in load_named("everyday-words")
    )


@lru_cache(maxsize=_KEPT)
def _parted(word: str) -> str | None:
    """The word as two, where only one way to part it makes sense, and it is no slip of one word."""
    everyday = load_named("everyday-words")
    if any(right in everyday for right in meant(word)):
        return None
    ways = [f"{head} {tail}" for at in range(1, len(word)) if _fits(head := word[:at], tail := word[at:])]
    return ways[0] if len(ways) == 1 else None


def _fits(head: str, tail: str) -> bool:
    if head in _BEFORE and tail in _AFTER:
        return True
    everyday = load_named("everyday-words")
    if head in _BEFORE and head not in _LIKE_AFFIXES:
        return len(tail) > 2 and tail in everyday
    return tail in _AFTER and tail not in _LIKE_AFFIXES and len(head) > 3 and head in everyday
