"""Where a wrong frame of the lexicon (`valency.py`) stands around a word of an analysed sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from ..annotate.chunk import may
from ..annotate.tree import Tree
from ..document import Token, Word
from ..lexicon import load_named
from .clause import finite_after, is_passive, object_ends, phrase_head
from .valency import NOMINAL, Fault, Item

_CLEAR, _HALF = 0.85, 0.5  # of arcs
FAR = 25  # tokens, beyond which no complement is looked for
ADVERBS = 2  # between a word and its complement
RELATIVE = frozenset({"which", "whom", "whose", "what"})
_QUESTIONS = frozenset({"how", "why", "what", "whether", "where", "when", "who"})
_OBJECTS = frozenset({"obj", "iobj"})
_HELD = frozenset({"obl", "obl:agent", "obl:unmarked", "advcl", "nmod", "xcomp", "ccomp", "dep"})
_ENDS = frozenset({".", ",", ";", "?", "!", ":"})
_PERSONS = frozenset("me him them us you her everyone everybody someone somebody anyone nobody those".split())
_PIPED = frozenset({"to", "of", "from", "against", "about", "than"})  # “in which” may tell the place
_ACTIVE = frozenset(
    {"needless-to", "person-without-to", "person-with-infinitive"}
)  # “he was made to go” is right
_NUMBERS = frozenset({"dozen", "half", "hundred", "thousand", "million", "billion", "third", "quarter"})
# Those who tell something have told someone: “told to reporters that he …” is no relative clause.
_TELL = frozenset({"tell", "inform", "remind", "assure", "convince", "notify", "reassure", "persuade"})
_SAY = frozenset({"say", "explain", "remark", "complain", "boast", "argue"})  # no one is said or explained
_STARTS = ("DT", "PRP", "PRP$", "EX", "NNP", "CD")
_PASSIVE = frozenset({"aux:pass", "nsubj:pass", "csubj:pass"})
_HEARERS = frozenset({"person-missing", "person-with-to", "person-without-to"})
_PLACES = frozenset({"in", "at", "on"})


class Place(NamedTuple):
    """Where a wrong frame stands: a range of tokens for each of its items, empty for what stands elsewhere."""

    fault: Fault
    ranges: tuple[tuple[int, int], ...]


class Fitting:
    """The search for wrong frames of one word, at `at`; its fixed words (“look forward”) end at `after`."""

    def __init__(self, tree: Tree, at: int, after: int, *, verb: bool) -> None:
        self.tree = tree
        self.words, self.tokens = tree.words, tree.tokens
        self.at, self.after, self.verb = at, after, verb

    @cached_property
    def passive(self) -> bool:
        """Whether the verb is passive."""
        if not self.verb or not is_passive(self.words, self.at):
            return self.verb and self._goes_on_passive()
        own = self.tree.deprels(self.at)
        return bool(own & _PASSIVE) or not ("nsubj" in own and self._objects)

    @cached_property
    def misread(self) -> bool:
        """Whether a parser that misses an object takes an active verb for a participle: “officials assured that”."""
        own = self.tree.deprels(self.at)
        return not own & _PASSIVE and may(self.tokens[self.at], "VBD") and self._is_predicate(own)

    def _goes_on_passive(self) -> bool:
        """Whether the verb shares the auxiliary of one before it: “was hauled in and told”."""
        word = self.words[self.at]
        if word.deprel != "conj" or not may(self.tokens[self.at], "VBN"):
            return False
        own = self.tree.deprels(self.at)
        return not own & {"nsubj", "aux"} and is_passive(self.words, word.head)

    def _is_predicate(self, own: set[str]) -> bool:
        """Whether what looks like a participle is all the predicate that its sentence has."""
        head = self.words[self.at].head
        if "nsubj" in own or head < 0:
            return "nsubj" in own
        return (
            self.words[self.at].deprel == "acl"
            and head == self.at - 1
            and self.words[head].deprel == "root"
            and "." in {token.text for token in self.tokens[-2:]}
            and not any("VerbForm=Fin" in self.words[child].feats for child in self.tree.children[head])
        )

    @cached_property
    def gap(self) -> bool:
        """Whether the verb's object stands before it: “the man whom they accused”."""
        if not self.verb or self._objects:
            return False
        left = [child for child in self.tree.children[self.at] if child < self.at]
        return self.words[self.at].deprel.startswith("acl:relcl") or any(
            self.words[child].deprel in _OBJECTS for child in left
        )

    @cached_property
    def _objects(self) -> list[int]:
        children = self.tree.children[self.at]
        return [child for child in children if child > self.at and self.words[child].deprel in _OBJECTS]

    def find(self, fault: Fault) -> Place | None:
        """The fault's first place that holds."""
        for ranges in self._places(fault):
            place = Place(fault, ranges)
            if self._holds(place):
                return place
        return None

    def _places(self, fault: Fault) -> Iterator[tuple[tuple[int, int], ...]]:
        gone = ((self.after, self.after),)
        if not self.verb:
            yield from self._row(self.after, fault.left)
        elif not fault.with_object:
            active = not self.passive or (fault.kind in _HEARERS and self.misread)
            if active and not (self.gap and fault.kind == "infinitive"):
                yield from self._row(self.after, fault.left)
        elif (self.passive or self.gap) and not (fault.kind in _HEARERS and self.misread):
            if fault.kind in _ACTIVE or (fault.left[0].words and not fault.left[0].excluded):
                return
            yield from (gone + rest for rest in self._row(self.after, fault.left[1:]))
            yield from (gone + rest for rest in self._attached(self.after, fault.left[1:]))
        else:
            yield from self._row(self.after, fault.left)
            for child in self._objects[:1]:
                start = self.tree.start(child)
                if self._is(start, fault.left[0]):
                    rests = self._attached(child + 1, fault.left[1:])
                    yield from (((start, child + 1), *rest) for rest in rests)
        yield from self._piped(fault)

    # ── Rows: one item right after the other ──────────────────────────────────────────────────────────

    def _row(
        self, pos: int, items: Sequence[Item], before: str = ""
    ) -> Iterator[tuple[tuple[int, int], ...]]:
        if not items:
            yield ()
            return
        item, rest = items[0], items[1:]
        for start, end in self._at(pos, item, before, last=not rest):
            word = self.tokens[end - 1].lower if not item.slot else ""
            for others in self._row(end, rest, word):
                yield ((start, end), *others)

    def _at(self, pos: int, item: Item, before: str, *, last: bool) -> Iterator[tuple[int, int]]:
        """The ranges from `pos` at which an item may stand."""
        if not item.slot:
            yield from self._literal(pos, item.words)
        elif item.slot in ("VB", "VBG"):
            for start, end in self._verb_form(pos, item, item.slot):
                if item.slot == "VB" or before or self._takes_object(start):
                    yield start, end
        elif item.slot == "S":
            if pos < len(self.words) and self._opens_clause(pos - 1):
                yield pos, pos
            elif (
                pos < len(self.words)
                and self.words[self.at].lemma in _TELL | _SAY
                and may(self.tokens[pos], *_STARTS, "NNS")
            ):
                yield pos, pos
        elif item.slot == "W":
            if pos < len(self.words) and self.tokens[pos].lower in _QUESTIONS:
                yield pos, pos
        else:
            if item.slot == "X":
                yield from self._verb_form(pos, Item("VBG"), "VBG")
            yield from self._phrase(pos, item, before, last=last)

    def _literal(self, pos: int, choices: Sequence[str]) -> Iterator[tuple[int, int]]:
        for start in range(pos, min(pos + ADVERBS + 1, len(self.tokens))):
            for choice in choices:
                parts = choice.split(" ")
                end = start + len(parts)
                if [token.lower for token in self.tokens[start:end]] == parts:
                    yield start, end
            if self.words[start].upos != "ADV" or self.words[start].xpos in ("RP", "WRB"):
                return

    def _verb_form(self, pos: int, item: Item, form: str) -> Iterator[tuple[int, int]]:
        for start in range(pos, min(pos + ADVERBS, len(self.tokens))):
            word = self.words[start]
            fits = not item.words or (word.lemma in item.words) != item.excluded
            if fits and (word.upos in ("VERB", "AUX") and word.xpos == form or self._is_gerund(start, form)):
                yield start, start + 1
            if word.upos != "ADV" or word.xpos == "WRB":
                return

    def _is_gerund(self, at: int, form: str) -> bool:
        """Whether what the model takes for the first part of a compound may be a verb: “smuggling cigarettes”."""
        word = self.words[at]
        joined = word.deprel in ("compound", "amod") and word.head == at + 1
        return form == "VBG" and joined and may(self.tokens[at], "VBG") and word.xpos in ("NN", "VBG")

    def _takes_object(self, at: int) -> bool:
        """Whether an -ing form is surely a verb: it has an object, or is no noun and before no noun."""
        if at + 1 >= len(self.tokens):
            return not may(self.tokens[at], "NN", "JJ")
        after = self.tokens[at + 1]
        if may(after, "DT", "PRP", "PRP$", "NNP"):
            return True
        return not may(self.tokens[at], "NN", "JJ") and not may(after, "NN", "NNS", "JJ")

    def _opens_clause(self, that: int) -> bool:
        """Whether a “that” is a conjunction and no pronoun."""
        word = self.words[that]
        if self.words[that + 1].upos in ("ADP", "PUNCT", "PART", "AUX", "CCONJ"):
            return False
        if word.upos == "SCONJ" or word.deprel == "mark":
            return word.sure_arc >= _HALF
        # Where a frame is wrong the parser may see a relative clause; one has no predicate of its own without a gap.
        own = self.tree.deprels(word.head) if word.head > that else set()
        return word.xpos == "WDT" and {"nsubj", "cop"} <= own

    def _phrase(self, pos: int, item: Item, before: str, *, last: bool) -> Iterator[tuple[int, int]]:
        if last and before and self._stranded(pos):
            yield pos, pos
        top = phrase_head(self.words, pos)
        if top is None or not self._is(pos, item):
            return
        if before and self._adverbial(pos, top, before):
            return
        if before == "about" and (may(self.tokens[pos], "CD") or self.tokens[pos + 1].lower in _NUMBERS):
            return
        if last or self.words[top].upos == "PRON":
            yield pos, top + 1
        else:
            yield from ((pos, end) for end in object_ends(self.tokens, pos - 1) if end - pos < FAR)

    def _stranded(self, pos: int) -> bool:
        """Whether a preposition right before `pos` has what belongs to it before the verb."""
        ended = (
            pos >= len(self.tokens)
            or self.tokens[pos].text in _ENDS
            or "VerbForm=Fin" in self.words[pos].feats
        )
        return ended and self.verb and self.words[self.at].deprel.startswith("acl:relcl")

    def _adverbial(self, pos: int, top: int, before: str) -> bool:
        """Whether what a preposition opens tells time, place or manner, as it may after any word."""
        word = self.words[top]
        if is_time(word, self.tokens[top]) or f"{before} {word.lemma.lower()}" in load_named("adverbials"):
            return True
        if f"{before} {self.tokens[pos].lower}" in load_named("adverbials") or self.tokens[
            pos
        ].lower in RELATIVE - {"what"}:
            return True
        return before in _PLACES and (word.upos == "PROPN" or word.upos == "NUM")

    def _is(self, pos: int, item: Item) -> bool:
        """Whether a noun phrase that begins at `pos` is of the kind that a slot names."""
        top = phrase_head(self.words, pos)
        if top is None:
            return False
        word, token = self.words[top], self.tokens[top]
        named = word.lemma.lower() in item.words or token.lower in item.words
        if item.words and named == item.excluded:
            return False
        if item.slot == "H":
            return is_person(word, token)
        if item.slot == "C":
            return word.lemma.lower() in load_named("crimes")
        if item.slot == "T":
            return is_time(word, token)
        if item.slot == "M":
            return is_money(self.tokens, pos, word)
        return True

    # ── What hangs on the word, wherever it stands ────────────────────────────────────────────────────

    def _attached(self, start: int, items: Sequence[Item]) -> Iterator[tuple[tuple[int, int], ...]]:
        """A preposition and what it opens, where the tree hangs that on the verb."""
        if len(items) != 2 or items[0].slot or items[1].slot == "VB":
            return
        for pos in range(start, min(start + FAR, len(self.tokens) - 1)):
            if self.tokens[pos].lower not in items[0].words:
                continue
            head = self.words[pos].head
            if head > pos and self.words[head].head == self.at and self.words[head].deprel in _HELD:
                yield from (
                    ((pos, pos + 1), found)
                    for found in self._at(pos + 1, items[1], self.tokens[pos].lower, last=True)
                )

    def _piped(self, fault: Fault) -> Iterator[tuple[tuple[int, int], ...]]:
        """A preposition before a relative word: “the rules to which they comply”."""
        if not self.verb or len(fault.left) < 2 or fault.left[-1].slot not in NOMINAL or fault.left[-2].slot:
            return
        rest = tuple((self.after, self.after) for _ in fault.left[:-2])
        if len(rest) > 1 or (not (self.passive or self._objects) if rest else self.passive):
            return
        for pos in range(max(0, self.at - FAR), self.at - 1):
            lower, wh = self.tokens[pos].lower, pos + 1
            if lower in fault.left[-2].words and lower in _PIPED and self.tokens[wh].lower in RELATIVE:
                owned = self.words[wh].head if lower == "whose" else wh
                if self.words[owned].head == self.at:
                    yield (*rest, (pos, wh), (wh, wh))

    # ── What speaks against ───────────────────────────────────────────────────────────────────────────

    def _holds(self, place: Place) -> bool:
        fault = place.fault
        if self._is_right(place):
            return False
        last, (start, end) = fault.left[-1], place.ranges[-1]
        if fault.kind == "missing-preposition":
            return self._has_object(place)
        if (
            fault.kind in ("person-without-to", "person-with-infinitive", "gerund")
            and not self._has_subject()
        ):
            return False
        if fault.kind == "person-without-to" and self.tokens[self.at - 1].text in _ENDS | {
            '"',
            "”",
            "’",
            "'",
        }:
            return False
        if fault.kind == "person-with-infinitive" and finite_after(self.tokens, self.at, end):
            return False
        if last.slot == "S" and not self._is_told():
            return False
        if fault.kind == "person-missing" and fault.left[0].words == ("about",) and not self._is_said():
            return False
        if fault.kind == "infinitive" and not fault.with_object and not self._is_clearly_finite():
            return False
        if last.slot in ("VB", "VBG") and not self._governs(place):
            return False
        if [item.slot for item in fault.left] == ["H", "N"]:
            top = phrase_head(self.words, start)
            return top is not None and self.words[top].head == self.at and self.words[top].deprel in _OBJECTS
        if fault.with_object and place.ranges[0][1] > place.ranges[0][0] and end > start:
            return self._belongs(place)
        if self.verb:
            return True
        if self.words[self.at].upos == "NOUN" and not self._has_own(place):
            return False
        return not (fault.literals and "of" in fault.literals[0].words and self._superlative())

    def _has_own(self, place: Place) -> bool:
        """Whether what follows a noun hangs on it, and not on the verb before."""
        top = phrase_head(self.words, place.ranges[-1][0])
        return top is None or self.words[top].head == self.at

    def _superlative(self) -> bool:
        """Whether “of” may follow whatever the adjective takes: “the most famous of”."""
        before = self.tokens[self.at - 1].lower if self.at else ""
        return self.words[self.at].upos == "ADJ" and before in {"most", "least", "more", "less", "the"}

    def _is_right(self, place: Place) -> bool:
        """Whether the verb has what it takes besides, so that the other thing is an adverbial."""
        right = [item for item in place.fault.right if not item.slot]
        if len(right) != 1 or right[0].words[0] == "that":
            return False
        owners = {self.at, place.ranges[-1][1] - 1, *range(*place.ranges[0])}
        both = zip(place.fault.left, place.ranges, strict=True)
        wrong = {pos for item, (start, end) in both if not item.slot for pos in range(start, end)}
        for pos in range(self.at + 1, min(self.at + FAR, len(self.tokens))):
            if self.tokens[pos].lower == right[0].words[0] and pos not in wrong:
                head = self.words[pos].head
                if self.words[pos].upos == "PART" or head <= pos or self.words[head].head not in owners:
                    continue
                if not self._adverbial(pos + 1, head, self.tokens[pos].lower):
                    return True
        return False

    def _has_object(self, place: Place) -> bool:
        """Whether what follows the verb is its object, and neither its subject nor a clause's nor a time."""
        start, end = place.ranges[0]
        top = phrase_head(self.words, start)
        if top is None or self.words[top].head != self.at or self.words[top].deprel not in _OBJECTS:
            return False
        if is_time(self.words[top], self.tokens[top]) or self.words[top].upos not in ("NOUN", "PROPN"):
            return False
        return (
            self._has_subject() and not self.gap and not finite_after(self.tokens, self.at, max(end, top + 1))
        )

    def _has_subject(self) -> bool:
        """Whether a finite verb has its subject before it: not so in “…,” said the mayor."""
        if not self.verb or "VerbForm=Fin" not in self.words[self.at].feats:
            return True
        own = any(
            self.words[child].deprel.startswith(("nsubj", "csubj")) and child < self.at
            for child in self.tree.children[self.at]
        )
        return own or self.words[self.at].deprel in ("conj", "acl")

    def _is_said(self) -> bool:
        """Whether the subject, where there is one, can speak."""
        subjects = [c for c in self.tree.children[self.at] if self.words[c].deprel == "nsubj"]
        return all(is_person(self.words[c], self.tokens[c]) or self.words[c].upos == "PRON" for c in subjects)

    def _is_clearly_finite(self) -> bool:
        """Whether a past form is no participle after all: “the number of people | allowed to stay”."""
        word = self.words[self.at]
        if not self.verb or word.xpos != "VBD":
            return True
        subjects = [c for c in self.tree.children[self.at] if self.words[c].deprel == "nsubj" and c < self.at]
        return all(self.words[c].sure_arc >= _CLEAR for c in (*subjects, self.at))

    def _is_told(self) -> bool:
        """Whether a verb is surely active: “they assured that”, not “people assured that”."""
        if not self.verb:
            return True
        if self._objects and self.passive:
            return False
        word = self.words[self.at]
        own = self.tree.deprels(self.at)
        if word.lemma == "tell" and word.xpos not in ("VBD", "VBN"):
            return False  # “you can tell that”
        if word.xpos in ("VBD", "VBN"):
            return self._has_subject() and (word.xpos == "VBD" or "aux" in own or "nsubj" in own)
        return True

    def _governs(self, place: Place) -> bool:
        """Whether the verb form at the end belongs to the word, not to what stands between."""
        start = place.ranges[-1][0]
        form = self.words[start]
        if form.deprel in ("compound", "amod") and form.head == start + 1:
            form = self.words[form.head]  # see `_is_gerund`
        if (
            any("from" in item.words for item in place.fault.right)
            and form.lemma in load_named("purpose-verbs")
            and form.xpos == "VB"
        ):
            return False
        if form.head == self.at:
            return form.deprel not in ("conj", "parataxis")
        if form.deprel in ("aux", "aux:pass", "cop") and self.words[form.head].head == self.at:
            return True
        first = place.ranges[0]
        if place.fault.with_object and first[1] > first[0]:
            top = phrase_head(self.words, first[0])
            person = top is not None and is_person(self.words[top], self.tokens[top])
            if form.xpos == "VBG":
                return person and first[0] <= form.head < first[1]
            apt = person or (
                place.fault.left[0].slot == "N"
                and self.words[top or 0].lemma not in load_named("nouns-with-infinitive")
            )
            return top is not None and form.head == top and apt
        return False

    def _belongs(self, place: Place) -> bool:
        """Whether a prepositional phrase after the object is the verb's, not the object's own."""
        if place.fault.left[-1].slot in ("VB", "VBG", "S", "W"):
            return True
        top = phrase_head(self.words, place.ranges[-1][0])
        if top is None or len(place.ranges) < 3:
            return True
        return self.words[top].head == self.at


def is_time(word: Word, token: Token) -> bool:
    """Whether a noun tells a time or a stretch of it."""
    lemma = word.lemma.lower()
    if word.upos == "NUM" or lemma.isdigit():
        return len(lemma) == 4 and lemma.isdigit()
    named = token.text[:1].isupper() and lemma in load_named("weekdays") | load_named("months")
    return named or lemma in load_named("time-nouns")


def is_money(tokens: Sequence[Token], pos: int, word: Word) -> bool:
    """Whether a noun phrase is a sum of money."""
    return tokens[pos].text[:1] in "$£€¥" or word.lemma.lower() in {"dollar", "euro", "pound", "yen", "rupee"}


def is_person(word: Word, token: Token) -> bool:
    """Whether a noun or pronoun names people, or a body that acts as one."""
    if word.upos == "PROPN":
        return not is_time(word, token)
    if word.upos == "PRON":
        return token.lower in _PERSONS
    return word.lemma.lower() in load_named("person-nouns") | load_named("bodies")
