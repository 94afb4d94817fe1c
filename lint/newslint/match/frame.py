"""Verbs with the complements they have and lack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal

from ..annotate.chunk import clause_rest, may, may_be_finite, noun_phrases, tags
from ..annotate.tree import in_context
from ..document import Sentence, Token, Tokens, View
from ..lexicon import default_lexicon
from ..rule import Finding, Hit, frozen, key
from .base import Replacing
from .clause import finite_after, is_passive, object_ends
from .element import Element, Words, as_tuple, element_faults
from .sequence import Pattern
from .tokens import spans_of

_BE = frozenset("be am is are was were been being 's 're 'm get gets got getting".split())


@frozen
class FrameKind(Replacing):
    """A verb, perhaps its object, and what follows them in the same clause."""

    verb: Words = key(doc="The verb's base form, or several.")
    form: Words = key(doc="Penn tags that the verb's form may have; any where none is given.", default=())
    voice: Literal["any", "active", "passive"] = key(
        doc="passive: after a form of be or get.", default="active"
    )
    object: Literal["none", "optional", "required"] = key(
        doc="A noun phrase right after the verb.", default="none"
    )
    then: tuple[Element, ...] = key(doc="What follows the verb and its object.", default=())
    lacks: Literal["nothing", "finite"] = key(
        doc="finite: no word that may be a finite verb follows in the clause.", default="nothing"
    )
    at: str = key(doc="What is flagged: `verb`, `object`, `match` (all of it) or a capture.", default="verb")
    analysed: Literal["", "yes"] = key(
        doc="yes: verb, voice, object and clause by the sentence's tree, not by what the words may be.",
        default="",
    )

    @cached_property
    def _forms(self) -> frozenset[str]:
        lexicon, wanted = default_lexicon(), as_tuple(self.form)
        forms = {form.lower() for verb in as_tuple(self.verb) for form in (verb, *lexicon.forms(verb))}
        return frozenset(form for form in forms if lexicon.may_be(form, *(wanted or ("VB*",))))

    @property
    def anchors(self) -> frozenset[str]:
        """The verb's forms."""
        return self._forms

    @cached_property
    def _then(self) -> Pattern:
        return Pattern(self.then)

    @property
    def wants_analysis(self) -> bool:
        """See `Matcher.wants_analysis`."""
        return bool(self.analysed) or self._tagged

    def candidates(self, views: Sequence[View]) -> Iterator[Sentence]:
        """The sentences that have the verb and, somewhere after it, what is to follow."""
        for view in views:
            yield from filter(self._worth, view.sentences_with(self._forms))

    @cached_property
    def _tagged(self) -> bool:
        return any(element.tagged for element in self.then)

    def _worth(self, sentence: Sentence) -> bool:
        if not self._then.possible(sentence.words):
            return False
        if self._tagged:  # what follows can be told only once there is an analysis
            return True
        tokens = sentence.tokens
        verbs = (at for at, token in enumerate(tokens) if token.lower in self._forms)
        first = next(verbs, len(tokens))
        return any(self._then.match(tokens, at) for at in range(first + 1, len(tokens) + 1))

    def find(self, view: View, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Every verb with this frame."""
        for sentence in view.sentences_with(self._forms):
            if not self._worth(sentence) if self.analysed else not self._then.possible(sentence.words):
                continue
            if self.analysed or self._tagged:
                sentence.analysis  # noqa: B018  (the tokens have it from now on)
            tokens = sentence.tokens
            is_verb = self._is_verb_here if self.analysed else self._is_verb
            for at, token in enumerate(tokens):
                if token.lower in self._forms and is_verb(tokens, at):
                    found = self._frame(tokens, at)
                    if found:
                        ranges = {**found, "match": found.get(self.at, found["match"])}
                        context = in_context(tokens, ranges) if self.analysed or self._tagged else None
                        yield self.finding(view, spans_of(tokens, found, self.at), context)

    def _is_verb_here(self, tokens: Tokens, at: int) -> bool:
        """Whether the token is the verb, in the form and the voice wanted, by the analysis."""
        word = tokens.words[at]
        form = "VB" if word.xpos == "VBP" else word.xpos  # as the lexicon, and so the rules, have it
        return (
            word.upos == "VERB"
            and word.lemma in as_tuple(self.verb)
            and (not self.form or form in as_tuple(self.form))
            and (self.voice == "any" or is_passive(tokens.words, at) == (self.voice == "passive"))
        )

    def _is_verb(self, tokens: Sequence[Token], at: int) -> bool:
        before = tokens[at - 1] if at else None
        nominal = (
            before is not None
            and may(before, "DT", "PRP$", "POS", "JJ")
            and not may(before, "PRP", "NN", "RB", "VBN")
        )
        if (nominal and may(tokens[at], "NN", "NNS", "JJ", "VBN", "VBG")) or (
            before is not None and before.lower == "-"
        ):
            return False
        if self.voice == "any":
            return True
        return _passive(tokens, at) == (self.voice == "passive")

    def _frame(self, tokens: Sequence[Token], at: int) -> dict[str, tuple[int, int]] | None:
        for end in self._object_ends(tokens, at):
            found = self._then.match(tokens, end)
            if found is None or (self.lacks == "finite" and self._finite(tokens, at, found["match"][1])):
                continue
            ranges = {**found, "verb": (at, at + 1), "match": (at, found["match"][1])}
            return {**ranges, "object": (at + 1, end)} if end > at + 1 else ranges
        return None

    def _object_ends(self, tokens: Sequence[Token], at: int) -> list[int]:
        """Where the object may end; right after the verb where there need not be one."""
        if self.object == "none":
            return [at + 1]
        ends = object_ends(tokens, at) if self.analysed else noun_phrases(tokens, at + 1, chain=True)
        return ends if self.object == "required" else [*ends, at + 1]

    def _finite(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        return finite_after(tokens, at, end) if self.analysed else _finite_after(tokens, end)

    @property
    def names(self) -> frozenset[str]:
        """See `Kind.names`."""
        return frozenset(
            {"match", "all", "verb", "object"} | {element.name for element in self.then if element.name}
        )

    def check(self) -> Iterator[str]:
        """Faults beyond the types."""
        lexicon = default_lexicon()
        for verb in as_tuple(self.verb):
            if not lexicon.may_be(verb, "VB"):
                yield f"verb: the lexicon knows no verb “{verb}”; give its base form"
        if self.at not in self.names:
            yield f"at: there is no capture “{self.at}”; there are: {', '.join(sorted(self.names))}"
        yield from self.check_options(self.names)
        yield from (f"then: {fault}" for fault in element_faults(self.then))


def _finite_after(tokens: Sequence[Token], start: int) -> bool:
    # What follows at once may be the object of what was matched: “of placing | weapons”, no verb.
    objects = noun_phrases(tokens, start)
    return any(may_be_finite(tokens, at) for at in clause_rest(tokens, objects[-1] if objects else start))


def _passive(tokens: Sequence[Token], at: int) -> bool:
    """Whether a form of be or get stands before the verb, but for adverbs."""
    if not may(tokens[at], "VBN"):
        return False
    place = at - 1
    while place >= 0 and ("RB" in tags(tokens[place].text) or tokens[place].lower in {"not", "n't"}):
        place -= 1
    return place >= 0 and tokens[place].lower in _BE
