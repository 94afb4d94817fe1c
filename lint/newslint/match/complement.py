"""Words with complements that they do not take, by the lexicon of frames (`valency.py`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from ..annotate.chunk import may
from ..annotate.tree import Tree
from ..document import Sentence, Token, Tokens, View
from ..lexicon import default_lexicon
from ..rule import Finding, Hit, frozen, key
from .base import Kind
from .clause import is_passive
from .doubts import is_sound
from .element import Words, as_tuple
from .fitting import ADVERBS, FAR, RELATIVE, Place, places
from .remedy import changes, edits, shown
from .use import Use
from .valency import FAULTS, Fault, Item, described, fault, frames, parse

_FILES = ("verbs", "nouns", "adjectives")
_CLASSES = {"verbs": ("VERB",), "nouns": ("NOUN",), "adjectives": ("ADJ", "VERB")}
_INFLECTED = {"verbs": ("VB*",), "nouns": ("NN", "NNS")}
_PHRASE_STARTS = ("DT", "PRP$", "PRP", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "WP")
_SURE, _VERY_SURE = 0.6, 0.9  # of the word's tag


class Head(NamedTuple):
    """A word of the lexicon with some of its faults."""

    name: str  # the file that it is in
    base: str
    fixed: tuple[str, ...]  # the words that stand with it: “look forward”
    faults: tuple[str, ...]  # as written
    phrases: tuple[str, ...]  # in which nothing is said
    needy: bool = False  # see `Use`


@frozen
class ComplementKind(Kind):
    """A word of the lexicon of frames with one of the wrong frames that its entry names."""

    fault: Words = key(doc=f"Which faults: {', '.join(FAULTS)}.")
    of: Words = key(doc=f"Which files of the lexicon: {', '.join(_FILES)}.", default=_FILES)
    entries: str = key(
        doc="Entries of the rule's own, written as in the lexicon, for words of the one class in `of`.",
        default="",
    )

    @property
    def wants_analysis(self) -> bool:
        """See `Matcher.wants_analysis`."""
        return True

    @cached_property
    def _entries(self) -> dict[str, str]:
        """For each form its heads with a fault that is asked for, written as `_heads` reads them.

        A text loads at a fraction of the time of what it says.
        """
        found: dict[str, dict[str, None]] = {}
        for name in as_tuple(self.of):
            for entry in parse(self.entries) if self.entries else frames(name):
                faults = tuple(one for one in entry.faults if fault(one).kind in as_tuple(self.fault))
                for written in entry.heads if faults else ():
                    first, *rest = written.split(" ")
                    for form in forms_of(first, name):
                        head = "|".join(
                            (
                                name,
                                first,
                                " ".join(rest),
                                ";".join(faults),
                                ";".join(entry.phrases),
                                "y" * entry.needy,
                            )
                        )
                        found.setdefault(form, {})[head] = None
        return {form: "\n".join(heads) for form, heads in found.items()}

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
            for at, head, one in self._suspects(sentence):
                tree = tree or Tree(sentence.tokens, sentence.analysis)
                place = _place(tree, at, head, one) if at not in done else None
                if place:
                    done.add(at)
                    yield _finding(view, tree, at, head, place)

    def _suspects(self, sentence: Sentence) -> Iterator[tuple[int, Head, Fault]]:
        """Words of the sentence with faults that it may have, by the words alone."""
        words = sentence.words
        for form in words & self._forms:
            for head in _heads(self._entries[form]):
                faults = [one for one in map(fault, head.faults) if _has_words(one, words)]
                if not faults or not words.issuperset(head.fixed) or _excepted(sentence, head.phrases):
                    continue
                for at, token in enumerate(sentence.tokens):
                    if token.lower == form:
                        may_be = (one for one in faults if _may_follow(sentence.tokens, at, head, one))
                        yield from ((at, head, one) for one in may_be)

    def check(self) -> Iterator[str]:
        """Faults beyond the types."""
        for name in as_tuple(self.fault):
            if name not in FAULTS:
                yield f"fault: “{name}” is no fault; there are: {', '.join(FAULTS)}"
        for name in as_tuple(self.of):
            if name not in _FILES:
                yield f"of: there is no file “{name}”; there are: {', '.join(_FILES)}"
        if self.entries and len(as_tuple(self.of)) != 1:
            yield f"of: words of which class are the entries about? One of {', '.join(_FILES)}"
        try:
            for _ in parse(self.entries):
                pass
        except ValueError as error:
            yield f"entries: {error}"


@cache
def _heads(written: str) -> tuple[Head, ...]:
    return tuple(
        Head(
            name,
            base,
            tuple(fixed.split()),
            tuple(faults.split(";")),
            tuple(filter(None, phrases.split(";"))),
            bool(needy),
        )
        for name, base, fixed, faults, phrases, needy in (line.split("|") for line in written.split("\n"))
    )


def forms_of(base: str, name: str) -> frozenset[str]:
    """The forms of a base form; an adjective (or participle) has only its own."""
    if name not in _INFLECTED:
        return frozenset({base})
    lexicon = default_lexicon()
    forms = {form.lower() for form in lexicon.forms(base)}
    return frozenset(form for form in forms if form == base or lexicon.may_be(form, *_INFLECTED[name]))


def _has_words(one: Fault, words: frozenset[str]) -> bool:
    return not one.first_words or not words.isdisjoint(one.first_words)


def _excepted(sentence: Sentence, phrases: Sequence[str]) -> bool:
    if not phrases:
        return False
    text = " ".join(token.lower for token in sentence.tokens)
    return any(phrase in text for phrase in phrases)


def _may_follow(tokens: Tokens, at: int, head: Head, one: Fault) -> bool:
    """Whether what the fault needs follows, by the words alone."""
    after = at + 1 + len(head.fixed)
    if tuple(token.lower for token in tokens[at + 1 : after]) != head.fixed:
        return False
    near = tokens[after : after + ADVERBS + 1]
    if not one.literals:
        return _may_start(near, one)
    starts = one.first_words
    wide = one.with_object and head.name == "verbs"
    if any(token.lower in starts for token in (tokens[after : after + FAR] if wide else near)):
        return True
    before = pairwise(tokens[: at + 1])
    return any(token.lower in starts and wh.lower in RELATIVE for token, wh in before)


def _may_start(near: Sequence[Token], one: Fault) -> bool:
    """Whether a frame without words of its own may start with these tokens."""
    if not near:
        return False
    if one.left[0].slot == "VBG":
        return any(token.lower.endswith("ing") for token in near)
    if one.left[0].slot == "VB":
        return True
    starts = (*_PHRASE_STARTS, "VB", "VBG") if one.with_object else _PHRASE_STARTS
    return near[0].lower not in _words(one.right) and may(near[0], *starts)


def _words(right: Sequence[Item]) -> set[str]:
    return {word for item in right if not item.slot for word in item.words}


def _place(tree: Tree, at: int, head: Head, one: Fault) -> Place | None:
    """Where the fault stands, if the word is what the entry is about and nothing speaks against it."""
    if not is_word(tree, at, head):
        return None
    use = Use(tree, at, at + 1 + len(head.fixed), verb=head.name == "verbs", needy=head.needy)
    return next((place for place in places(use, one) if not is_sound(use, place)), None)


def is_word(tree: Tree, at: int, head: Head) -> bool:
    """Whether the word is what the entry is about, by the analysis."""
    word, text = tree.words[at], tree.tokens[at].text
    if word.upos not in _CLASSES[head.name] or word.deprel in ("amod", "compound"):
        return False
    lexicon = default_lexicon()
    noun = word.upos == "VERB" and word.xpos in ("VB", "VBP", "VBZ") and lexicon.may_be(text, "NN", "NNS")
    if word.sure_tag < (_VERY_SURE if noun else _SURE) and not lexicon.only(text, "VB*", "JJ"):
        return False
    if at and text[:1].isupper() and not text.isupper():
        return False  # a name: “Said”
    if head.name == "adjectives":
        if at and tree.tokens[at - 1].lower == "the":
            return False  # “they treat the sick with care”
        return word.upos == "ADJ" or (word.xpos == "VBN" and is_passive(tree.words, at))
    return word.lemma.lower() == head.base


def _finding(view: View, tree: Tree, at: int, head: Head, place: Place) -> Finding:
    mend = edits(tree, at, place)
    old, new = changes(tree.tokens, place)
    word = " ".join((head.base, *head.fixed))
    frame = f"{place.fault.instead or word} {described(place.fault.right)}"
    start, end = shown(tree.tokens, at, place, mend)
    values = {"word": word, "old": old, "new": new, "frame": frame}
    return Finding(view, start, end, (tuple(mend),) if mend else (), values)
