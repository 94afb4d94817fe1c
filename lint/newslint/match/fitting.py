"""Where a wrong frame of the lexicon (`valency.py`) stands around a word of an analysed sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..annotate.chunk import may
from .clause import object_ends, phrase_head
from .phrases import is_adverbial, is_of_kind, is_person
from .use import Use
from .valency import NOMINAL, Fault, Item

FAR = 25  # tokens, beyond which no complement is looked for
ADVERBS = 2  # between a word and its complement
RELATIVE = frozenset({"which", "whom", "whose", "what"})
_COUNTED = frozenset({"NUM", "PRON", "DET", "ADJ"})  # what “of which” may hang on: most, all, two, none
_HALF = 0.5  # of an arc
_VERY_SURE = 0.95  # of a tag
_QUESTIONS = frozenset({"how", "why", "what", "whether"})
# “Prefer nothing more than”, “capable enough to”: what follows belongs to these.
_COMPARED = frozenset(
    "more less rather other better worse enough instead because ahead out back in according due as such"
    " together along long soon far well much often regardless irrespective prior next close".split()
)
# “With respect to”, “in addition to”: the preposition is theirs.
_LEADING = frozenset(
    "respect regard regards relation reference addition order view contrast response".split()
)
_HELD = frozenset({"obl", "obl:agent", "obl:unmarked", "advcl", "nmod", "xcomp", "ccomp", "dep"})
_ASIDES = frozenset({"to extent", "to degree", "in part", "in measure", "in turn", "in fact", "for part"})
_ENDS = frozenset({".", ",", ";", "?", "!", ":"})
_PIPED = frozenset({"to", "of", "from", "against", "about", "than"})  # “in which” may tell the place
_MISREAD = frozenset({"wrong-preposition", "missing-preposition", "person-missing", "person-with-to"})
_HEARERS = frozenset({"person-missing", "person-with-to", "person-without-to"})
# No one is said, and who tells has told someone: “told to reporters that he …” is no relative clause.
_SPEECH = frozenset(
    "tell inform remind assure convince notify reassure persuade say explain remark complain boast"
    " argue".split()
)
_CLAUSE_STARTS = ("DT", "PRP", "PRP$", "EX", "NNP", "CD", "NNS")

Range = tuple[int, int]
Ranges = tuple[Range, ...]


class Place(NamedTuple):
    """Where a wrong frame stands: a range of tokens for each item, an empty one for what stands elsewhere."""

    fault: Fault
    ranges: Ranges


def places(use: Use, fault: Fault) -> Iterator[Place]:
    """The places where a fault may stand."""
    search = _Search(use)
    yield from (Place(fault, ranges) for ranges in search.places(fault))


class _Search:
    def __init__(self, use: Use) -> None:
        self.use = use
        self.to_gerund = False  # whether a verb after “to” is to be an -ing form
        self.words, self.tokens, self.tree = use.words, use.tokens, use.tree

    def places(self, fault: Fault) -> Iterator[Ranges]:
        use, left = self.use, fault.left
        self.to_gerund = [item.words or item.slot for item in fault.right[-2:]] == [("to",), "VBG"]
        if not use.verb:
            yield from self._row(use.after, left)
            return
        if not fault.with_object:
            active = not use.passive or (fault.kind in _MISREAD and use.misread)
            if active and not (use.gap and fault.kind == "infinitive"):
                yield from self._row(use.after, left)
        elif (use.passive or use.gap) and not (fault.kind in _HEARERS and use.misread):
            yield from self._without_object(fault)
        else:
            yield from self._row(use.after, left)
            for child in use.objects[:1]:
                start = self.tree.start(child)
                if is_of_kind(self.tokens, self.words, start, left[0]):
                    rests = self._attached(child + 1, left[1:])
                    yield from (((start, child + 1), *rest) for rest in rests)
        yield from self._piped(fault)

    def _without_object(self, fault: Fault) -> Iterator[Ranges]:
        """Where the object stands elsewhere, in a passive or a relative clause."""
        use, rest = self.use, fault.left[1:]
        if fault.kind in ("needless-to", "person-with-infinitive") or (
            fault.left[0].words and not fault.left[0].excluded
        ):
            return  # “he was made to go”, “he is said to go”
        if fault.left[0].slot == "H" and not use.has_person:
            return
        moved = not fault.right[0].slot  # what is to stand before the object
        if moved and (
            use.gap or fault.left[-1].slot in {"VB", "S", "W"} or fault.kind == "person-without-to"
        ):
            return  # “what they hoped to do”
        gone = ((use.after, use.after),)
        yield from (gone + found for found in self._row(use.after, rest))
        if not moved:  # not so “was widely referred to as”
            yield from (gone + found for found in self._attached(use.after, rest))

    # ── Rows: one item right after the other ──────────────────────────────────────────────────────────

    def _row(self, pos: int, items: Sequence[Item], before: str = "") -> Iterator[Ranges]:
        if not items:
            yield ()
            return
        item, rest = items[0], items[1:]
        if before == "that" and item.slot == "H" and not self._starts_clause(pos):
            return
        for start, end in self._at(pos, item, before, last=not rest):
            word = "" if item.slot else self.tokens[end - 1].lower
            yield from (((start, end), *others) for others in self._row(end, rest, word))

    def _at(self, pos: int, item: Item, before: str, *, last: bool) -> Iterator[Range]:
        """The ranges from `pos` at which an item may stand; `before` are the words of the frame before it."""
        if not item.slot:
            yield from self._literal(pos, item.words)
        elif item.slot in ("VB", "VBG"):
            for start, end in self._verb_form(pos, item):
                led = before and self.use.word.upos != "NOUN"  # “refusal of planning permission”
                sure = item.slot == "VB" and not (before == "to" and self.to_gerund)
                if sure or (led and item.slot == "VBG") or self._takes_object(start):
                    yield start, end
        elif pos < len(self.words) and item.slot == "S":
            if self._opens_clause(pos - 1):
                yield pos, pos
        elif pos < len(self.words) and item.slot == "W":
            if self.tokens[pos].lower in _QUESTIONS:
                yield pos, pos
        elif item.slot in NOMINAL:
            if item.slot == "X":
                yield from self._verb_form(pos, Item("VBG"))
            yield from self._phrase(pos, item, before, last=last)

    def _literal(self, pos: int, choices: Sequence[str]) -> Iterator[Range]:
        pos = self._past_aside(pos, choices)
        for start in range(pos, min(pos + ADVERBS + 1, len(self.tokens))):
            if start > self.use.after and self._completes(start):
                return
            for choice in choices:
                parts = choice.split(" ")
                end = start + len(parts)
                if [token.lower for token in self.tokens[start:end]] == parts:
                    yield start, end
            word = self.words[start]
            if word.upos != "ADV" or word.xpos in ("RP", "WRB") or self.tokens[start].lower in _COMPARED:
                return

    def _past_aside(self, pos: int, choices: Sequence[str]) -> int:
        """Where what follows “to a large extent” or “in part” starts, if such stands at `pos`."""
        if pos + 1 >= len(self.tokens) or self.words[pos].upos != "ADP":
            return pos
        top = phrase_head(self.words, pos + 1)
        if top is None or f"{self.tokens[pos].lower} {self.words[top].lemma}" not in _ASIDES:
            return pos
        return top + 1 if top + 1 < len(self.tokens) and self.tokens[top + 1].lower in choices else pos

    def _completes(self, pos: int) -> bool:
        """Whether a “than” belongs to the comparative before it, a “to” to “with regard”."""
        before = self.tokens[pos - 1].lower
        if self.tokens[pos].lower == "than":
            return self.words[pos - 1].xpos in ("JJR", "RBR")
        return before in _LEADING or before in _COMPARED

    def _verb_form(self, pos: int, item: Item) -> Iterator[Range]:
        tags = ("VB", "VBP") if item.slot == "VB" else (item.slot,)
        for start in range(pos, min(pos + ADVERBS, len(self.tokens))):
            word = self.words[start]
            verbal = word.xpos in tags and (word.upos in ("VERB", "AUX") or item.slot == "VBG")
            fits = not item.words or (word.lemma in item.words) != item.excluded
            fits = fits and self.tokens[start].text[:1].islower()
            if fits and (verbal or (item.slot == "VBG" and self._is_gerund(start))):
                yield start, start + 1
            if (word.upos != "ADV" or word.xpos == "WRB") and self.tokens[start].lower != "not":
                return

    def _is_gerund(self, at: int) -> bool:
        """Whether what is taken for the first part of a compound may be a verb: “smuggling cigarettes”."""
        word = self.words[at]
        joined = word.deprel in ("compound", "amod") and word.head == at + 1
        return joined and may(self.tokens[at], "VBG") and word.xpos in ("NN", "VBG")

    def _takes_object(self, at: int) -> bool:
        """Whether an -ing form is surely a verb: it has an object, or is no noun and before no noun."""
        if self.use.after > self.use.at + 1 or at + 1 >= len(self.tokens):
            return self.use.after > self.use.at + 1 or not may(self.tokens[at], "NN", "JJ")
        has_object = any(self.words[child].deprel == "obj" and child > at for child in self.tree.children[at])
        if may(self.tokens[at + 1], "DT", "PRP", "PRP$", "NNP") or (self.to_gerund and has_object):
            return True
        if self.to_gerund:  # “objected to pay for”
            return self.words[at].sure_tag > _VERY_SURE and self.words[at + 1].upos in ("ADP", "PRON", "ADV")
        if may(self.tokens[at], "NN", "JJ"):
            return False
        follower = self.words[at + 1]
        if has_object and self.words[at].head == self.use.at:
            return not is_person(follower, self.tokens[at + 1])  # “paying guests” are people
        return follower.upos not in ("NOUN", "PROPN") and follower.head <= at + 1

    def _opens_clause(self, that: int) -> bool:
        """Whether a “that” is a conjunction and no pronoun."""
        word = self.words[that]
        if self.words[that + 1].upos in ("ADP", "PUNCT", "PART", "AUX", "CCONJ"):
            return False
        if (word.upos == "SCONJ" or word.deprel == "mark") and word.sure_arc >= _HALF:
            return True
        if self.use.word.lemma in _SPEECH and self._starts_clause(that + 1):
            return True
        # Where a frame is wrong the parser may see a relative clause; without a gap it is none.
        own = self.tree.deprels(word.head) if word.head > that else set()
        return word.xpos == "WDT" and ({"nsubj", "cop"} <= own or "nsubj:pass" in own)

    def _starts_clause(self, pos: int) -> bool:
        """Whether what follows a “that” cannot be its noun."""
        return pos < len(self.tokens) and may(self.tokens[pos], *_CLAUSE_STARTS)

    def _phrase(self, pos: int, item: Item, before: str, *, last: bool) -> Iterator[Range]:
        if last and before and not item.words and self._stranded(pos):
            yield pos, pos
        top = phrase_head(self.words, pos)
        if top is None or not is_of_kind(self.tokens, self.words, pos, item):
            return
        if before and item.slot != "T" and is_adverbial(self.tokens, self.words, pos, top, before):
            return
        yield pos, top + 1
        if not last and self.words[top].upos != "PRON":
            yield from ((pos, end) for end in object_ends(self.tokens, pos - 1) if end - pos < FAR)

    def _stranded(self, pos: int) -> bool:
        """Whether a preposition right before `pos` has what belongs to it before the verb."""
        ended = (
            pos >= len(self.tokens)
            or self.tokens[pos].text in _ENDS
            or "VerbForm=Fin" in self.words[pos].feats
        )
        return ended and self.use.verb and self.use.word.deprel.startswith("acl:relcl")

    # ── What hangs on the verb, wherever it stands ────────────────────────────────────────────────────

    def _attached(self, start: int, items: Sequence[Item]) -> Iterator[Ranges]:
        """A preposition and what it opens, where the tree hangs that on the verb."""
        if len(items) != 2 or items[0].slot or items[1].slot == "VB":
            return
        for pos in range(start, min(start + FAR, len(self.tokens) - 1)):
            if self.tokens[pos].lower not in items[0].words or self._completes(pos):
                continue
            head = self.words[pos].head
            if head > pos and self._is_held(head):
                direct = self.words[head].head == self.use.at
                for start, end in self._at(pos + 1, items[1], self.tokens[pos].lower, last=True):
                    sure = direct or items[1].slot == "C"
                    if self.words[end - 1].xpos == "VBG" or (end - 1 == head and sure):
                        yield (pos, pos + 1), (start, end)

    def _is_held(self, at: int) -> bool:
        """Whether a word hangs on the verb, or on who did it: “accused by the board with fraud”."""
        head = self.words[at].head
        if head == self.use.at:
            return self.words[at].deprel in _HELD
        if head < self.use.after or self.words[head].head != self.use.at or not self.use.passive:
            return False
        return any(
            self.tokens[child].lower == "by" and self.words[child].deprel == "case"
            for child in self.tree.children[head]
        )

    def _piped(self, fault: Fault) -> Iterator[Ranges]:
        """A preposition before a relative word: “the rules to which they comply”."""
        use, left = self.use, fault.left
        if len(left) not in (2, 3) or left[-1].slot not in NOMINAL or left[-2].slot or left[-1].words:
            return
        has_object = use.passive or bool(use.objects)
        if has_object if len(left) == 2 and use.passive else len(left) == 3 and not has_object:
            return
        gone = tuple((use.after, use.after) for _ in left[:-2])
        for pos in range(max(0, use.at - FAR), use.at - 1):
            lower, wh = self.tokens[pos].lower, pos + 1
            if lower in left[-2].words and lower in _PIPED and self.tokens[wh].lower in RELATIVE:
                if (
                    lower == "of"
                    and self.words[pos - 1].upos in _COUNTED
                    and self.words[pos - 1].deprel != "obj"
                ):
                    continue  # “most of which will be covered”
                owned = self.words[wh].head if self.tokens[wh].lower == "whose" else wh
                if self.words[owned].head == use.at:
                    yield (*gone, (pos, wh), (wh, wh))
