"""Words with complements that they do not take, by the lexicon of frames (`valency.py`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from ..annotate.chunk import may
from ..annotate.tree import Tree
from ..document import Sentence, Token, Tokens, View
from ..lexicon import copy_case, default_lexicon
from ..rule import Finding, Hit, Replace, frozen, key
from .base import Kind
from .element import Words, as_tuple
from .fitting import ADVERBS, FAR, RELATIVE, Fitting, Place
from .template import fill
from .valency import FAULTS, Fault, Item, fault, frames, shown

_FILES = ("verbs", "nouns", "adjectives")
_CLASSES = {"verbs": ("VERB",), "nouns": ("NOUN",), "adjectives": ("ADJ", "VERB")}
_INFLECTED = {"verbs": ("VB*",), "nouns": ("NN", "NNS")}
_PHRASE_STARTS = ("DT", "PRP$", "PRP", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "WP")
_SUBJECTS = {"him": "he", "her": "she", "them": "they", "us": "we", "me": "I"}
_SURE = 0.6  # of the word's tag
_AT_SLOT = frozenset({"person-without-to", "missing-to"})  # what is missing is shown with the word after it
_WIDE = 40  # characters, beyond which only the first of several edits is shown

# A word class, the base form, its fixed words, its faults as written, and phrases in which nothing is said.
Entry = tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]


@frozen
class ComplementKind(Kind):
    """A word of the lexicon of frames with one of the wrong frames that its entry names."""

    fault: Words = key(doc=f"Which faults: {', '.join(FAULTS)}.")
    of: Words = key(doc=f"Which files of the lexicon: {', '.join(_FILES)}.", default=_FILES)

    @cached_property
    def _entries(self) -> dict[str, tuple[Entry, ...]]:
        """For each form its entries that have a fault that is asked for."""
        found: dict[str, dict[Entry, None]] = {}
        for name in as_tuple(self.of):
            for entry in frames(name):
                faults = tuple(one for one in entry.faults if fault(one).kind in as_tuple(self.fault))
                for head in entry.heads if faults else ():
                    first, *rest = head.split(" ")
                    for form in _forms(first, name):
                        found.setdefault(form, {})[name, first, tuple(rest), faults, entry.phrases] = None
        return {form: tuple(entries) for form, entries in found.items()}

    @cached_property
    def _forms(self) -> frozenset[str]:
        return frozenset(self._entries)

    @property
    def anchors(self) -> frozenset[str]:
        """The forms of all words that have such a fault."""
        return self._forms

    @property
    def names(self) -> frozenset[str]:
        """See `Kind.names`."""
        return frozenset({"match", "word", "old", "new", "frame"})

    def candidates(self, views: Sequence[View]) -> Iterator[Sentence]:
        """The sentences in which a word is followed by what a fault of its needs."""
        for view in views:
            for sentence in view.sentences_with(self._forms):
                if any(self._suspects(sentence)):
                    yield sentence

    def find(self, view: View, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Every word with a wrong frame, once."""
        for sentence in view.sentences_with(self._forms):
            tree = None
            done = set[int]()
            for at, entry, one in self._suspects(sentence):
                tree = tree or Tree(sentence.tokens, sentence.analysis)
                if at not in done and _is_word(tree, at, entry):
                    after = at + 1 + len(entry[2])
                    place = Fitting(tree, at, after, verb=entry[0] == "verbs").find(one)
                    if place:
                        done.add(at)
                        yield _finding(view, tree, at, entry, place)

    def _suspects(self, sentence: Sentence) -> Iterator[tuple[int, Entry, Fault]]:
        """Words of the sentence with faults that it may have, by the words alone."""
        words = sentence.words
        for form in words & self._forms:
            for entry in self._entries[form]:
                faults = [one for one in map(fault, entry[3]) if _has_words(one, words)]
                if not faults or not words.issuperset(entry[2]) or _excepted(sentence, entry[4]):
                    continue
                for at, token in enumerate(sentence.tokens):
                    if token.lower == form:
                        yield from (
                            (at, entry, one) for one in faults if _may_follow(sentence.tokens, at, entry, one)
                        )

    def check(self) -> Iterator[str]:
        """Faults beyond the types."""
        for name in as_tuple(self.fault):
            if name not in FAULTS:
                yield f"fault: “{name}” is no fault; there are: {', '.join(FAULTS)}"
        for name in as_tuple(self.of):
            if name not in _FILES:
                yield f"of: there is no file “{name}”; there are: {', '.join(_FILES)}"


def _forms(base: str, name: str) -> frozenset[str]:
    """The forms of a base form; an adjective (or participle) has only its own."""
    if name not in _INFLECTED:
        return frozenset({base})
    lexicon = default_lexicon()
    forms = {form.lower() for form in lexicon.forms(base)}
    return frozenset(form for form in forms if form == base or lexicon.may_be(form, *_INFLECTED[name]))


def _has_words(one: Fault, words: frozenset[str]) -> bool:
    return all(any(words.issuperset(word.split(" ")) for word in item.words) for item in one.literals)


def _excepted(sentence: Sentence, phrases: Sequence[str]) -> bool:
    if not phrases:
        return False
    text = " ".join(token.lower for token in sentence.tokens)
    return any(phrase in text for phrase in phrases)


def _may_follow(tokens: Tokens, at: int, entry: Entry, one: Fault) -> bool:
    """Whether what the fault needs follows, by the words alone."""
    after = at + 1 + len(entry[2])
    if tuple(token.lower for token in tokens[at + 1 : after]) != entry[2]:
        return False
    first = next((item for item in one.left if not item.slot), None)
    near = tokens[after : after + ADVERBS + 1]
    if first is None:
        form = one.left[0].slot
        if form in ("VB", "VBG"):
            return any(token.lower.endswith("ing") or form == "VB" for token in near)
        return bool(near) and near[0].lower not in _words(one.right) and may(near[0], *_PHRASE_STARTS)
    starts = {word.partition(" ")[0] for word in first.words}
    rest = near if not one.with_object or entry[0] != "verbs" else tokens[after : after + FAR]
    if any(token.lower in starts for token in rest):
        return True
    return any(
        token.lower in starts and follower.lower in RELATIVE
        for token, follower in zip(tokens[:at], tokens[1 : at + 1], strict=False)
    )


def _words(right: Sequence[Item]) -> set[str]:
    return {word for item in right if not item.slot for word in item.words}


def _is_word(tree: Tree, at: int, entry: Entry) -> bool:
    """Whether the word is what the entry is about, by the analysis."""
    name, base, _, _, _ = entry
    word = tree.words[at]
    if word.upos not in _CLASSES[name] or word.deprel in ("amod", "compound"):
        return False
    text = tree.tokens[at].text
    if word.sure_tag < _SURE and not default_lexicon().only(text, "VB*"):
        return False
    if at and text[:1].isupper() and not text.isupper():
        return False  # a name: “Said”
    if name == "adjectives":
        if at and tree.tokens[at - 1].lower == "the":
            return False  # “they treat the sick with care”
        return word.upos == "ADJ" or word.xpos == "VBN"
    return word.lemma.lower() == base


def _finding(view: View, tree: Tree, at: int, entry: Entry, place: Place) -> Finding:
    tokens = tree.tokens
    edits = list(_edits(tree, at, place))
    base = " ".join((entry[1], *entry[2]))
    one = place.fault
    old = [
        tokens[start:end] for item, (start, end) in zip(one.left, place.ranges, strict=True) if not item.slot
    ]
    values = {
        "word": base,
        "old": " … ".join(" ".join(token.text for token in run) for run in old),
        "new": " … ".join(item.words[0] for item in one.right if not item.slot),
        "frame": f"{one.instead or base} {shown(one.right)}",
    }
    start, end = _shown(tokens, at, place, edits)
    return Finding(view, start, end, (tuple(edits),) if edits else (), values)


def _shown(tokens: Sequence[Token], at: int, place: Place, edits: Sequence[Replace]) -> tuple[int, int]:
    """What is flagged: what is mended, or else the word and what it should not have."""
    if not edits:
        ends = [end for _, end in place.ranges if end > at]
        return tokens[at].start, tokens[max([at + 1, *ends[:1]]) - 1].end
    start, end = min(edit.start for edit in edits), max(edit.end for edit in edits)
    if end - start > _WIDE:
        start, end = edits[0].start, edits[0].end
    return start, end


class _Run(NamedTuple):
    """The words before a slot, and the slot; no slot where the words are a frame's last."""

    words: tuple[Item, ...]
    places: tuple[tuple[int, int], ...]
    slot: str = ""
    at: tuple[int, int] = (0, 0)


def _runs(items: Sequence[Item], places: Sequence[tuple[int, int]]) -> Iterator[_Run]:
    start = 0
    for end, item in enumerate(items):
        if item.slot:
            yield _Run(tuple(items[start:end]), tuple(places[start:end]), item.slot, places[end])
            start = end + 1
    if start < len(items):
        yield _Run(tuple(items[start:]), tuple(places[start:]))


def _edits(tree: Tree, at: int, place: Place) -> Iterator[Replace]:
    """The mend, item by item; nothing where it needs words that only the writer knows."""
    one, tokens = place.fault, tree.tokens
    left = list(_runs(one.left, place.ranges))
    right = list(_runs(one.right, [(0, 0)] * len(one.right)))
    if len(left) != len(right):
        return
    if one.instead:
        yield _put(tokens, at, at + 1, _inflected(tree, at, f"as:{one.instead}"))
    for old, new in zip(left, right, strict=True):
        text = " ".join(item.words[0] for item in new.words)
        yield from _of_words(tokens, old, text, at_word=one.kind not in _AT_SLOT)
        start, end = old.at
        if end != start + 1:
            continue
        token = tokens[start]
        if old.slot in ("VB", "VBG") and new.slot != old.slot:
            yield _put(tokens, start, end, _inflected(tree, start, new.slot))
        elif token.lower in _SUBJECTS and any("that" in item.words for item in new.words):
            yield _put(tokens, start, end, _SUBJECTS[token.lower])


def _of_words(tokens: Sequence[Token], old: _Run, text: str, *, at_word: bool) -> Iterator[Replace]:
    """The mend of the words before a slot; what is missing goes with the word before (`at_word`) or after."""
    if old.words:
        start, end = old.places[0][0], old.places[-1][1]
        if " ".join(token.lower for token in tokens[start:end]) != text:
            yield _put(tokens, start, end, text)
    elif text and old.at[1] > old.at[0]:
        before, after = tokens[old.at[0] - 1], tokens[old.at[0]]
        if at_word:
            yield Replace(before.start, before.end, f"{before.text} {text}")
        else:
            yield Replace(after.start, after.end, f"{text} {after.text}")


def _put(tokens: Sequence[Token], start: int, end: int, text: str) -> Replace:
    return Replace(tokens[start].start, tokens[end - 1].end, copy_case(tokens[start].text, text))


def _inflected(tree: Tree, at: int, how: str) -> str:
    """A word in another form, or another word in its form: see `template.py`."""
    word = tree.words[at]
    values = {"word": tree.tokens[at].text, "word:lemma": word.lemma, "word:xpos": word.xpos}
    return fill(f"{{word|{how}}}", values)
