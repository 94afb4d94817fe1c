"""How a wrong frame (`fitting.py`) is mended, and what of it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..annotate.tree import Tree
from ..document import Token
from ..lexicon import copy_case
from ..rule import Replace
from .fitting import Place, Range
from .template import fill
from .valency import Item

_SUBJECTS = {"him": "he", "her": "she", "them": "they", "us": "we", "me": "I"}
_WITH_SLOT = frozenset({"person-without-to", "missing-to"})  # what is missing goes with the word after it
_FORMS = {"VB", "VBG"}  # of which one can be made of the other
_WIDE = 40  # characters, beyond which only the first of several edits is shown


class _Run(NamedTuple):
    """The words before a slot, and the slot; no slot where the words are a frame's last."""

    words: tuple[Item, ...]
    places: tuple[Range, ...]
    slot: str = ""
    at: Range = (0, 0)

    @property
    def text(self) -> str:
        return " ".join(item.words[0] for item in self.words)


def _runs(items: Sequence[Item], places: Sequence[Range]) -> Iterator[_Run]:
    start = 0
    for end, item in enumerate(items):
        if item.slot:
            yield _Run(tuple(items[start:end]), tuple(places[start:end]), item.slot, places[end])
            start = end + 1
    if start < len(items):
        yield _Run(tuple(items[start:]), tuple(places[start:]))


def _pairs(place: Place) -> list[tuple[_Run, _Run]]:
    """The runs of the wrong frame with those of the right one; none where the right one has more to it."""
    old = list(_runs(place.fault.left, place.ranges))
    new = list(_runs(place.fault.right, [(0, 0)] * len(place.fault.right)))
    pairs = list(zip(old, new, strict=True)) if len(old) == len(new) else []
    return pairs if all(a.slot == b.slot or {a.slot, b.slot} == _FORMS for a, b in pairs) else []


def changes(tokens: Sequence[Token], place: Place) -> tuple[str, str]:
    """The words of the wrong frame that are to go, and those of the right one that are to come."""
    pairs = [(_words(tokens, old.places), new.text) for old, new in _pairs(place)]
    pairs = [(old.removesuffix(f" {new}"), "" if old.endswith(f" {new}") else new) for old, new in pairs]
    pairs = [(old, new) for old, new in pairs if old.lower() != new]
    old, new = (" … ".join(filter(None, side)) for side in zip(*pairs, strict=True)) if pairs else ("", "")
    return old, new


def _words(tokens: Sequence[Token], places: Sequence[Range]) -> str:
    return " ".join(token.text for start, end in places for token in tokens[start:end])


def edits(tree: Tree, at: int, place: Place) -> list[Replace]:
    """The mend; nothing where it needs words that only the writer knows. `at` is the word with the frame."""
    pairs = _pairs(place)
    found = [edit for old, new in pairs for edit in _edits(tree, place, old, new)]
    if place.fault.instead and pairs:
        found.insert(0, _put(tree.tokens, at, at + 1, _inflected(tree, at, f"as:{place.fault.instead}")))
    return found


def _edits(tree: Tree, place: Place, old: _Run, new: _Run) -> Iterator[Replace]:
    tokens, (start, end) = tree.tokens, old.at
    changed = old.slot in ("VB", "VBG") and new.slot != old.slot
    if changed and new.text and not old.words:
        yield _put(tokens, start, end, f"{new.text} {_inflected(tree, start, new.slot)}")
        return
    yield from _of_words(tokens, old, new.text, with_slot=place.fault.kind in _WITH_SLOT)
    if changed:
        yield _put(tokens, start, end, _inflected(tree, start, new.slot))
    elif end == start + 1 and tokens[start].lower in _SUBJECTS and new.text == "that":
        yield _put(tokens, start, end, _SUBJECTS[tokens[start].lower])


def _of_words(tokens: Sequence[Token], old: _Run, text: str, *, with_slot: bool) -> Iterator[Replace]:
    if old.words:
        was = _words(tokens, old.places).lower()
        if text and was.endswith(f" {text}"):  # “to that” → “that”
            yield _put(tokens, old.places[0][0], old.places[0][1], "")
        elif was != text:
            yield _put(tokens, old.places[0][0], old.places[-1][1], text)
    elif text and with_slot:
        after = tokens[old.at[0]]
        yield Replace(after.start, after.end, f"{text} {after.text}")
    elif text:
        before = tokens[old.at[0] - 1]
        yield Replace(before.start, before.end, f"{before.text} {text}")


def _put(tokens: Sequence[Token], start: int, end: int, text: str) -> Replace:
    return Replace(tokens[start].start, tokens[end - 1].end, copy_case(tokens[start].text, text))


def _inflected(tree: Tree, at: int, how: str) -> str:
    """A word in another form, or another word in its form: see `template.py`."""
    word = tree.words[at]
    values = {"word": tree.tokens[at].text, "word:lemma": word.lemma, "word:xpos": word.xpos}
    return fill(f"{{word|{how}}}", values)


def shown(tokens: Sequence[Token], at: int, place: Place, mend: Sequence[Replace]) -> Range:
    """What is flagged: what is mended, or else the word and what it should not have."""
    if not mend:
        ends = [end for _, end in place.ranges if end > at]
        last = max([at + 1, *ends[:1]]) - 1
        goes_on = last + 1 < len(tokens) and tokens[last + 1].lower == "that"  # “accused the airline that it”
        return tokens[at].start, tokens[last + goes_on].end
    start, end = min(edit.start for edit in mend), max(edit.end for edit in mend)
    return (start, end) if end - start <= _WIDE else (mend[0].start, mend[0].end)
