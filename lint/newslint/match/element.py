"""One token of a pattern: words, lemmas, readings, shapes, and what it must not be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property, lru_cache
from typing import Literal

from ..annotate.chunk import is_name, may_be_finite
from ..document import Token, fold
from ..lexicon import default_lexicon
from ..rule import frozen, key
from .base import TIME_LIMIT, Kept, compiled, pattern_fault

Test = Callable[[Sequence[Token], int], bool]
Words = str | tuple[str, ...]
_REMEMBERED = 20_000  # words
# Classes with few members, so that a condition on them is a list of words.
_CLOSED = frozenset({"MD", "CC", "EX", "PRP", "PRP$", "TO", "WDT", "WP", "WP$", "WRB"})


def as_tuple(words: Words) -> tuple[str, ...]:
    """One word as a tuple of one; several as they are."""
    return (words,) if isinstance(words, str) else words


class _Memo(dict[str, bool]):
    """What conditions say of a word as written, worked out when first asked for."""

    def __init__(self, words: frozenset[str] | None, others: Sequence[Callable[[Token], bool]]) -> None:
        """Take the words of which it must be one, in small letters (None: any), and what else must hold."""
        self.words = words
        self.others = others

    def __missing__(self, text: str) -> bool:
        lower = fold(text)
        holds = self.words is None or lower in self.words
        if holds and self.others:
            token = Token(0, len(text), text, lower, space_before=False)
            holds = all(test(token) for test in self.others)
        if len(self) < _REMEMBERED:
            self[text] = holds
        return holds


_memos: dict[tuple[object, ...], _Memo] = {}  # elements with the same conditions share what they know


@frozen
class Element(Kept):
    """One token of a pattern. All the conditions given must hold."""

    text: Words = key(doc="The token exactly as written.", default=())
    lower: Words = key(doc="The token in lower case, marks straight.", default=())
    lemma: Words = key(
        doc="A base form: the token is one of its forms, and where tags are asked for, a form of it here.",
        default=(),
    )
    upos: Words = key(doc="Universal tag, here in the sentence.", default=())
    xpos: Words = key(doc="Penn tag, here in the sentence; `VB*`: any that starts so.", default=())
    deprel: Words = key(doc="What the token is to its head; `nsubj*`: any that starts so.", default=())
    may: Words = key(
        doc="Penn tags of which the lexicon gives the word one (`VB*`: any that starts so).", default=()
    )
    only: Words = key(doc="Penn tags; the lexicon gives the word no other.", default=())
    feats: dict[str, str] = key(
        doc="Universal features here in the sentence, such as Number: Plur.", default_factory=dict
    )
    sure: int = key(doc="How sure the tag must be, in percent.", default=0)
    shape: Words = key(
        doc="name (Xxxx), upper (XX), capital (X…), lower, number (has a digit), word, mark.", default=()
    )
    regex: str = key(doc="An expression that the whole token matches, any case.", default="")
    known: Literal["", "yes", "no"] = key(doc="Whether the lexicon knows the word.", default="")
    finite: Literal["", "possible", "impossible"] = key(
        doc="Whether the word may be a finite verb here.", default=""
    )
    glued: Literal["", "yes", "no"] = key(doc="Whether no space comes before the token.", default="")
    edge: Literal["", "start", "end"] = key(doc="The sentence's start or end; takes no token.", default="")
    phrase: Literal["", "NP", "NPs"] = key(
        doc="A whole noun phrase; NPs: several, joined by and, of and commas.", default=""
    )
    negated: Element | None = key("not", doc="What the token must not be.", default=None)
    op: Literal["", "?", "*", "+", "ahead", "behind"] = key(
        doc="How many tokens; `ahead` and `behind` look without taking the token.", default=""
    )
    name: str = key("as", doc="The capture's name.", default="")

    @cached_property
    def test(self) -> Test:
        """The conditions as one function of the sentence's tokens and an index in them."""
        tests = [*self._here()]
        known = self.of_word
        if known is not None:
            tests.insert(0, lambda tokens, at: known[tokens[at].text])
        if len(tests) == 1:
            return tests[0]
        if len(tests) == 2:
            first, second = tests
            return lambda tokens, at: first(tokens, at) and second(tokens, at)
        return lambda tokens, at: all(test(tokens, at) for test in tests)

    @cached_property
    def of_word(self) -> Mapping[str, bool] | None:
        """What the conditions on the word alone say of a word as written; None where there are none."""
        others = list(self._of_word())
        if not others and self.words is None:
            return None
        if self._conditions not in _memos:
            _memos[self._conditions] = _Memo(self.words, others)
        return _memos[self._conditions]

    @cached_property
    def _conditions(self) -> tuple[object, ...]:
        own = (self.text, self.words, self.may, self.only, self.shape, self.regex, self.known)
        return (*own, self.negated._conditions if self.negated and self._negates_word else None)

    @property
    def _negates_word(self) -> bool:
        return self.negated is not None and not any(True for _ in self.negated._here())

    def _of_word(self) -> Iterator[Callable[[Token], bool]]:
        lexicon = default_lexicon()
        if self.text:
            exact = frozenset(as_tuple(self.text))
            yield lambda token: token.text in exact
        if self.may:
            tags = as_tuple(self.may)
            yield lambda token: lexicon.may_be(token.text, *tags)
        if self.only:
            certain = as_tuple(self.only)
            yield lambda token: lexicon.only(token.text, *certain)
        if self.shape:
            shapes = [_SHAPES[shape] for shape in as_tuple(self.shape)]
            yield lambda token: any(shape(token) for shape in shapes)
        if self.regex and self.regex not in (".*", ".+"):  # which every token matches
            expression = self.regex
            yield lambda token: _fullmatch(expression, token.lower)
        if self.known:
            known = self.known == "yes"
            yield lambda token: lexicon.knows(token.text) == known
        if self.negated and self._negates_word:
            negated = self.negated.test
            yield lambda token: not negated((token,), 0)

    def _here(self) -> Iterator[Test]:
        """What depends on the token's place in the sentence."""
        if self.tagged:
            yield self._analysed
        if self.finite:
            possible = self.finite == "possible"
            yield lambda tokens, at: may_be_finite(tokens, at) == possible
        if self.glued:
            spaced = self.glued == "no"
            yield lambda tokens, at: tokens[at].space_before == spaced
        if self.negated and not self._negates_word:
            negated = self.negated.test
            yield lambda tokens, at: not negated(tokens, at)

    @cached_property
    def tagged(self) -> bool:
        """Whether the element asks what the token is here in the sentence, and so for its analysis."""
        own = self.upos or self.xpos or self.deprel or self.feats or self.sure
        return bool(own) or (self.negated is not None and self.negated.tagged)

    @cached_property
    def untagged(self) -> Element:
        """The element without what it asks of the analysis: it holds wherever the whole one may."""
        if not self.tagged:
            return self
        hidden = self.negated is not None and self.negated.tagged
        return replace(
            self, upos=(), xpos=(), deprel=(), feats={}, sure=0, negated=_NOTHING if hidden else self.negated
        )

    @cached_property
    def _plain(self) -> frozenset[str]:
        return frozenset(map(fold, as_tuple(self.lower)))

    def _analysed(self, tokens: Sequence[Token], at: int) -> bool:
        word = tokens.words[at]  # type: ignore[attr-defined]  # whoever asks has had the sentence analysed
        return (
            (not self.upos or word.upos in as_tuple(self.upos))
            and (not self.lemma or tokens[at].lower in self._plain or word.lemma in as_tuple(self.lemma))
            and (not self.xpos or fits_one(word.xpos, as_tuple(self.xpos)))
            and (not self.deprel or fits_one(word.deprel, as_tuple(self.deprel)))
            and word.sure_tag * 100 >= self.sure
            and all(f"{name}={value}" in word.feats.split("|") for name, value in self.feats.items())
        )

    @cached_property
    def choices(self) -> frozenset[str] | None:
        """Lower-cased words of which the token must be one, whichever condition says so; None: any."""
        if self.words is not None or self.edge or self.phrase:
            return self.words
        if self.text:
            return frozenset(map(fold, as_tuple(self.text)))
        for condition in (self.may, self.only):
            tags = as_tuple(condition)
            if tags and _CLOSED.issuperset(tags):
                return default_lexicon().tagged(*tags)
        return None

    @cached_property
    def words(self) -> frozenset[str] | None:
        """The lower-cased words that the token must be one of, where `lower` or `lemma` says so."""
        if not self.lower and not self.lemma:
            return None
        return _forms(as_tuple(self.lower), as_tuple(self.lemma))


_NOTHING = Element(text="\0")  # what no token is


@cache  # so that elements with the same words share one set
def _forms(words: tuple[str, ...], lemmas: tuple[str, ...]) -> frozenset[str]:
    lexicon = default_lexicon()
    forms = {form.lower() for lemma in lemmas for form in (lemma, *lexicon.forms(lemma))}
    return frozenset(forms.union(map(fold, words)))


@lru_cache(maxsize=50_000)  # the same words come again and again
def _fullmatch(expression: str, word: str) -> bool:
    return compiled(expression, "ignore").fullmatch(word, timeout=TIME_LIMIT) is not None


def fits_one(value: str, wanted: tuple[str, ...]) -> bool:
    """Whether the value is one of those wanted, where a `*` at the end leaves the rest open."""
    return any(value.startswith(one[:-1]) if one.endswith("*") else value == one for one in wanted)


_SHAPES: dict[str, Callable[[Token], bool]] = {
    "name": is_name,
    "upper": lambda token: token.text.isupper() and token.text.isalpha(),
    "capital": lambda token: token.text[:1].isupper(),
    "lower": lambda token: token.text.islower() and token.text.isalpha(),
    "number": lambda token: any(char.isdigit() for char in token.text),
    "word": lambda token: token.text[:1].isalpha(),
    "mark": lambda token: not token.text[:1].isalnum() and len(token.text) == 1,
}


def element_faults(elements: Sequence[Element]) -> Iterator[str]:
    """Faults of elements beyond their types."""
    for element in elements:
        found = list(_own_faults(element))
        yield from found
        if (
            not found
            and not element.regex
            and element.of_word is None
            and not any(True for _ in element._here())
            and not element.edge
            and not element.phrase
        ):
            yield "an element with no condition would match any token; write {regex: '.*'} if that is meant"


def _own_faults(element: Element) -> Iterator[str]:
    if element.regex and (fault := pattern_fault(element.regex)):
        yield fault
    for shape in as_tuple(element.shape):
        if shape not in _SHAPES:
            yield f"“{shape}” is no shape; there are: {', '.join(_SHAPES)}"
    if element.negated:
        yield from element_faults((element.negated,))
