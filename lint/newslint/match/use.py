"""A word of an analysed sentence whose complements are looked at: its voice, its subject, its objects."""

from __future__ import annotations

from functools import cached_property

from ..annotate.chunk import may
from ..annotate.tree import Tree, below
from .clause import is_passive
from .phrases import is_person

OBJECTS = frozenset({"obj", "iobj"})
_SPEAKERS = frozenset({"i", "you", "he", "she", "we", "they", "who"})
_PASSIVE = frozenset({"aux:pass", "nsubj:pass", "csubj:pass"})


class Use:
    """A word at `at`; the fixed words with it (“look forward”) end at `after`.

    `needy`: a verb that always has more than its object.
    """

    def __init__(self, tree: Tree, at: int, after: int, *, verb: bool, needy: bool = False) -> None:
        self.tree = tree
        self.words, self.tokens = tree.words, tree.tokens
        self.at, self.after, self.verb, self.needy = at, after, verb, needy
        self.word = tree.words[at]
        self.own = tree.deprels(at)

    @cached_property
    def passive(self) -> bool:
        """Whether it is a verb in the passive."""
        if not self.verb or not is_passive(self.words, self.at):
            return self.verb and self._goes_on_passive
        return bool(self.own & _PASSIVE) or not self._is_past

    @property
    def _is_past(self) -> bool:
        """Whether what is tagged as a participle has a subject as only an active verb has."""
        return "nsubj" in self.own and (bool(self.objects) or may(self.tokens[self.at], "VBD"))

    @property
    def _goes_on_passive(self) -> bool:
        """Whether the verb shares the auxiliary of one before it: “was hauled in and told”."""
        if self.word.deprel != "conj" or not may(self.tokens[self.at], "VBN"):
            return False
        return not self.own & {"nsubj", "aux"} and is_passive(self.words, self.word.head)

    @cached_property
    def misread(self) -> bool:
        """Whether a parser that misses an object takes an active verb for a participle.

        “Officials assured that”: so where the participle is all the predicate that its sentence has.
        """
        if self.own & _PASSIVE or not may(self.tokens[self.at], "VBD") or self.word.deprel != "acl":
            return False
        inside = {self.at, *below(self.tree.children, self.at)}
        outside = (word for at, word in enumerate(self.words) if at not in inside)
        ended = any(token.text == "." for token in self.tokens[-2:])
        return ended and not any("VerbForm=Fin" in word.feats for word in outside)

    @cached_property
    def objects(self) -> list[int]:
        """The heads of the objects after the verb."""
        return [child for child in self.after_it if self.words[child].deprel in OBJECTS]

    @cached_property
    def after_it(self) -> list[int]:
        """What hangs on the word and stands after it."""
        return [child for child in self.tree.children[self.at] if child > self.at]

    @cached_property
    def gap(self) -> bool:
        """Whether the verb's object stands before it: “the man whom they accused”."""
        if not self.verb or self.objects:
            return False
        left = (child for child in self.tree.children[self.at] if child < self.at)
        return self.word.deprel.startswith("acl:relcl") or any(
            self.words[child].deprel in OBJECTS for child in left
        )

    @cached_property
    def subjects(self) -> list[int]:
        """The subjects before the word, in the active or the passive."""
        return [
            child
            for child in self.tree.children[self.at]
            if child < self.at and self.words[child].deprel.startswith(("nsubj", "csubj"))
        ]

    @cached_property
    def has_person(self) -> bool:
        """Whether whom a passive is about is a person: its subject, or what its participle hangs on."""
        about = self.subjects or ([self.word.head] if self.word.deprel.startswith("acl") else [])
        return any(is_person(self.words[at], self.tokens[at]) or self._speaks(at) for at in about)

    @cached_property
    def may_speak(self) -> bool:
        """Whether the subject, where there is one, is a person."""
        return all(is_person(self.words[at], self.tokens[at]) or self._speaks(at) for at in self.subjects)

    def _speaks(self, at: int) -> bool:
        return self.tokens[at].lower in _SPEAKERS

    @cached_property
    def has_subject(self) -> bool:
        """Whether the word, if a finite verb, has its subject before it: not so in “…,” said the mayor."""
        finite = self.verb and "VerbForm=Fin" in self.word.feats
        return not finite or bool(self.subjects) or self.word.deprel in ("conj", "acl")
