"""Sequences of tokens: words, lemmas, readings, shapes, noun phrases, look-around."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import takewhile
from itertools import pairwise
from typing import Literal

from ..annotate.chunk import is_name, may_be_finite, noun_phrases
from ..document import Sentence, Token, View, fold, words_of
from ..errors import RuleCrash
from ..lexicon import default_lexicon, load_named
from ..rule import Finding, Hit, frozen, key
from .base import TIME_LIMIT, Kept, Replacing, compiled, pattern_fault

Test = Callable[[Sequence[Token], int], bool]
Words = str | tuple[str, ...]
_NEGATED = frozenset(
    "do does did is are was were has have had ca wo could would should must might need".split()
)
MAX_STEPS = 50_000  # tries in one sentence, before a pattern is called too slow
MANY = 100_000

# Classes with few members, so that a condition on them is a list of words.
_CLOSED = frozenset({"MD", "CC", "EX", "PRP", "PRP$", "TO", "WDT", "WP", "WP$", "WRB"})
_UPOS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "MD": "AUX", "IN": "ADP", "DT": "DET",
    "PDT": "DET", "CC": "CCONJ", "CD": "NUM", "TO": "PART", "POS": "PART", "UH": "INTJ", "RP": "ADP",
}  # fmt: skip


def _tuple(words: Words) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words


@frozen
class Element(Kept):
    """One token of a pattern. All the conditions given must hold."""

    text: Words = key(doc="The token exactly as written.", default=())
    lower: Words = key(doc="The token in lower case, marks straight.", default=())
    lemma: Words = key(doc="A base form: the token is one of its forms.", default=())
    upos: Words = key(
        doc="Universal tag; until there is a tagger, of words with only one reading.", default=()
    )
    xpos: Words = key(doc="Penn tag; until there is a tagger, of words with only one reading.", default=())
    may: Words = key(
        doc="Penn tags of which the lexicon gives the word one (`VB*`: any that starts so).", default=()
    )
    only: Words = key(doc="Penn tags; the lexicon gives the word no other.", default=())
    feats: dict[str, str] = key(doc="Universal features, such as Number: Plur.", default_factory=dict)
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
        tests = list(self._tests())
        if len(tests) == 1:
            return tests[0]
        return lambda tokens, at: all(test(tokens, at) for test in tests)

    def _tests(self) -> Iterator[Test]:
        lexicon = default_lexicon()
        if self.text:
            exact = frozenset(_tuple(self.text))
            yield lambda tokens, at: tokens[at].text in exact
        if self.words is not None:
            words = self.words
            yield lambda tokens, at: tokens[at].lower in words
        if self.may:
            tags = _tuple(self.may)
            yield lambda tokens, at: lexicon.may_be(tokens[at].text, *tags)
        if self.only or self.xpos:
            certain = _tuple(self.only) or _tuple(self.xpos)
            yield lambda tokens, at: lexicon.only(tokens[at].text, *certain)
        if self.upos:
            upos = frozenset(_tuple(self.upos))
            yield lambda tokens, at: _upos(tokens, at) in upos
        if self.feats:
            wanted = self.feats.items()
            yield lambda tokens, at: any(wanted <= r.feats.items() for r in lexicon.readings(tokens[at].text))
        if self.shape:
            shapes = [_SHAPES[shape] for shape in _tuple(self.shape)]
            yield lambda tokens, at: any(shape(tokens[at]) for shape in shapes)
        if self.regex and self.regex not in (".*", ".+"):  # which every token matches
            expression = self.regex
            yield lambda tokens, at: _fullmatch(expression, tokens[at].lower)
        if self.known:
            known = self.known == "yes"
            yield lambda tokens, at: lexicon.knows(tokens[at].text) == known
        if self.finite:
            possible = self.finite == "possible"
            yield lambda tokens, at: may_be_finite(tokens, at) == possible
        if self.glued:
            spaced = self.glued == "no"
            yield lambda tokens, at: tokens[at].space_before == spaced
        if self.negated:
            negated = self.negated.test
            yield lambda tokens, at: not negated(tokens, at)

    @cached_property
    def choices(self) -> frozenset[str] | None:
        """Lower-cased words of which the token must be one, whichever condition says so; None: any."""
        if self.words is not None or self.edge or self.phrase:
            return self.words
        if self.text:
            return frozenset(map(fold, _tuple(self.text)))
        for condition in (self.may, self.only, self.xpos):
            tags = _tuple(condition)
            if tags and _CLOSED.issuperset(tags):
                return default_lexicon().tagged(*tags)
        return None

    @cached_property
    def words(self) -> frozenset[str] | None:
        """The lower-cased words that the token must be one of, where `lower` or `lemma` says so."""
        if not self.lower and not self.lemma:
            return None
        lexicon = default_lexicon()
        forms = {form.lower() for lemma in _tuple(self.lemma) for form in (lemma, *lexicon.forms(lemma))}
        return frozenset({fold(word) for word in _tuple(self.lower)} | forms)


@lru_cache(maxsize=50_000)  # the same words come again and again
def _fullmatch(expression: str, word: str) -> bool:
    return compiled(expression, "ignore").fullmatch(word, timeout=TIME_LIMIT) is not None


def _upos(tokens: Sequence[Token], at: int) -> str:
    readings = default_lexicon().readings(tokens[at].text)
    found = {reading.upos for reading in readings}
    if len(found) == 1:
        return found.pop()
    if not readings and is_name(tokens[at]) and at:
        return "PROPN"
    return ""


_SHAPES: dict[str, Callable[[Token], bool]] = {
    "name": is_name,
    "upper": lambda token: token.text.isupper() and token.text.isalpha(),
    "capital": lambda token: token.text[:1].isupper(),
    "lower": lambda token: token.text.islower() and token.text.isalpha(),
    "number": lambda token: any(char.isdigit() for char in token.text),
    "word": lambda token: token.text[:1].isalpha(),
    "mark": lambda token: not token.text[:1].isalnum() and len(token.text) == 1,
}


def _commonness(words: frozenset[str]) -> int:
    """How often one of the words is met, roughly: a mark or a word that is everywhere outweighs many others."""
    everywhere = load_named("everywhere")
    return sum(100 if not word[:1].isalnum() or everywhere.issuperset(word.split()) else 1 for word in words)


def _runs(word: str) -> list[str]:
    return sorted(words_of(word), key=len)[-1:]


@frozen
class Pattern(Kept):
    """A compiled sequence of elements."""

    elements: tuple[Element, ...]

    @cached_property
    def needed(self) -> tuple[frozenset[str], ...]:
        """For each token that must be there and is one of known words, these words."""
        choices = (e.choices for e in self.elements if e.op in ("", "+"))
        runs = (frozenset(run for word in words for run in _runs(word)) for words in choices if words and all(map(_runs, words)))
        return tuple(sorted(runs, key=_commonness))

    @cached_property
    def _lead(self) -> tuple[int, frozenset[str]] | None:
        """The rarest known words at a fixed distance from the start: how many tokens before, and the words."""
        found: list[tuple[int, frozenset[str]]] = []
        lead = 0
        for element in self.elements:
            if element.op in ("ahead", "behind") or element.edge:
                continue
            if element.choices and element.op in ("", "+"):
                found.append((lead, element.choices))
            if element.op or element.phrase:
                break
            lead += 1
        return min(found, key=lambda one: _commonness(one[1]), default=None)

    def starts(self, tokens: Sequence[Token]) -> Iterator[int]:
        """The indices where a match may begin."""
        if self._at_start:
            yield 0
            return
        if self._lead is None:
            yield from range(len(tokens))
            return
        lead, words = self._lead
        for at, token in enumerate(tokens):
            if at >= lead and token.lower in words:
                yield at - lead

    def possible(self, words: frozenset[str]) -> bool:
        """Whether a text with these words has one for each token that must be there."""
        for needed in self.needed:
            if needed.isdisjoint(words):
                return False
        return True

    def possible_in(self, sentence: Sentence) -> bool:
        """Whether the sentence, which need not be cut into tokens yet, may match."""
        return (self.first is None or sentence.first in self.first) and self.possible(sentence.words)

    @cached_property
    def first(self) -> frozenset[str] | None:
        """The words of which one must open the sentence."""
        if not self._at_start or len(self.elements) < 2:
            return None
        choices = self.elements[1].choices
        opens = choices and not self.elements[1].op and all(map(str.isalnum, choices))
        return choices if opens else None

    @property
    def _at_start(self) -> bool:
        return self.elements[0].edge == "start"

    @cached_property
    def rarest(self) -> frozenset[str] | None:
        """Of `needed` those that are met least."""
        return self.needed[0] if self.needed else None

    @cached_property
    def _head(self) -> tuple[Element, ...]:
        """The elements at the start that take just one token: tried in a plain loop, most texts fail there."""
        return tuple(takewhile(lambda e: not (e.op or e.edge or e.phrase), self.elements[self._at_start :]))

    def match(self, tokens: Sequence[Token], at: int) -> dict[str, tuple[int, int]] | None:
        """Captures as token ranges, `match` among them, of the first way to match at index `at`."""
        head = self._head
        if at + len(head) > len(tokens):
            return None
        for place, element in enumerate(head, at):
            if not element.test(tokens, place):
                return None
        captures = {element.name: (at + n, at + n + 1) for n, element in enumerate(head) if element.name}
        if self._at_start and at:
            return None
        found = self._from(tokens, at + len(head), len(head) + self._at_start, captures, [0])
        return None if found is None else {"match": (at, found[0]), **found[1]}

    def _from(
        self,
        tokens: Sequence[Token],
        at: int,
        index: int,
        captures: dict[str, tuple[int, int]],
        steps: list[int],
    ) -> tuple[int, dict[str, tuple[int, int]]] | None:
        if index == len(self.elements):
            return at, captures
        steps[0] += 1
        if steps[0] > MAX_STEPS:
            raise RuleCrash(f"the pattern took more than {MAX_STEPS:,} steps in one sentence")
        element = self.elements[index]
        for end in self._ends(element, tokens, at):
            inside = {**captures, element.name: (at, end)} if element.name and end > at else captures
            found = self._from(tokens, end, index + 1, inside, steps)
            if found is not None:
                return found
        return None

    def _ends(self, element: Element, tokens: Sequence[Token], at: int) -> Iterator[int]:
        """Where the element may end if it starts at `at`: the longest first."""
        size = len(tokens)
        if element.edge:
            if at == (0 if element.edge == "start" else size):
                yield at
        elif element.phrase:
            yield from noun_phrases(tokens, at, chain=element.phrase == "NPs")
            if element.op == "?":
                yield at
        elif element.op in ("ahead", "behind"):
            place = at if element.op == "ahead" else at - 1
            # Beyond the sentence there is nothing, which only a negative condition can accept.
            if element.test(tokens, place) if 0 <= place < size else element.negated is not None:
                yield at
        elif not element.op:
            if at < size and element.test(tokens, at):
                yield at + 1
        else:
            least, most = {"?": (0, 1), "*": (0, MANY), "+": (1, MANY)}[element.op]
            end = at
            while end < size and end - at < most and element.test(tokens, end):
                end += 1
            yield from range(end, at + least - 1, -1)


def _sentences(view: View, patterns: Sequence[Pattern]) -> Iterator[Sentence]:
    """The sentences that have, for some pattern, one of the rarest of the words that it needs."""
    words: frozenset[str] = frozenset()
    for pattern in patterns:
        if pattern.rarest is None:
            return iter(view.sentences)
        words |= pattern.rarest
    return view.sentences_with(words)


def _matches(sentence: Sentence, patterns: Sequence[Pattern]) -> Iterator[dict[str, tuple[int, int]]]:
    """The matches of all the patterns, in order of their start, none within another's."""
    patterns = [pattern for pattern in patterns if pattern.possible_in(sentence)]
    if not patterns:
        return
    tokens = sentence.tokens
    starts = sorted({(at, number) for number, pattern in enumerate(patterns) for at in pattern.starts(tokens)})
    done = 0
    for at, number in starts:
        found = patterns[number].match(tokens, at) if at >= done else None
        if found:
            yield found
            done = max(at + 1, found["match"][1])


_MOST_PAIRS = 200


def _pairs(sequence: Sequence[Element]) -> list[frozenset[str]]:
    """For each two elements that must stand next to each other, all that they can be, as phrases."""
    solid = [e for e in sequence if e.op not in ("ahead", "behind")]
    pairs = []
    for first, second in pairwise(solid):
        left, right = first.choices or (), second.choices or ()
        plain_words = not (first.op or second.op) and all(map(str.isalnum, (*left, *right)))
        if plain_words and 0 < len(left) * len(right) <= _MOST_PAIRS:
            pairs.append(frozenset(f"{a} {b}" for a in left for b in right))
    return pairs


@frozen
class TokensKind(Replacing):
    """A sequence of tokens within a sentence."""

    pattern: tuple[Element, ...] = key(doc="The tokens, in order.", default=())
    patterns: tuple[tuple[Element, ...], ...] = key(
        doc="Several sequences, of which any will do.", default=()
    )
    at: str = key(doc="The capture that is flagged; the whole match where none is named.", default="match")
    unless: tuple[tuple[Element, ...], ...] = key(
        "unless", doc="Patterns which, matching anywhere in the sentence, silence the rule.", default=()
    )

    @cached_property
    def anchors(self) -> frozenset[str] | None:
        """Of each sequence, the two words next to each other, or the one word, with the fewest choices."""
        found: frozenset[str] = frozenset()
        for sequence in self._sequences:
            choices = _pairs(sequence) or [e.choices for e in sequence if e.choices and e.op in ("", "+")]
            if not choices:
                return None
            found |= frozenset(_anchors(min(choices, key=_commonness)))
        return found

    @property
    def _sequences(self) -> tuple[tuple[Element, ...], ...]:
        return (self.pattern, *self.patterns) if self.pattern else self.patterns

    @cached_property
    def _compiled(self) -> tuple[Pattern, ...]:
        return tuple(map(Pattern, self._sequences))

    @cached_property
    def _unless(self) -> tuple[Pattern, ...]:
        return tuple(map(Pattern, self.unless))

    def find(self, view: View, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Every match in the sentences that hold an anchor."""
        live = [pattern for pattern in self._compiled if pattern.possible(view.words)]
        for sentence in _sentences(view, live) if live else ():
            for found in _matches(sentence, live):
                if any(p.match(sentence.tokens, i) for p in self._unless for i in p.starts(sentence.tokens)):
                    break
                yield self.finding(view, spans_of(sentence.tokens, found, self.at))

    @property
    def names(self) -> frozenset[str]:
        """See `Kind.names`."""
        captures = {element.name for sequence in self._sequences for element in sequence if element.name}
        return frozenset({"match", "all"} | captures)

    def check(self) -> Iterator[str]:
        """Faults beyond the types."""
        elements = [element for sequence in self._sequences for element in sequence]
        if not elements:
            yield "a rule of tokens needs `pattern` or `patterns`"
        if self.at not in self.names:
            yield f"at: there is no capture “{self.at}”; there are: {', '.join(sorted(self.names))}"
        yield from self.check_options(self.names)
        yield from element_faults((*elements, *(element for sequence in self.unless for element in sequence)))


def _anchors(words: frozenset[str]) -> Iterator[str]:
    """The words as they stand in text, where the token before “n't” is not a word by itself: “does|n't”."""
    for word in words:
        yield "*n't" if word == "n't" else word
        if word in _NEGATED:
            yield f"{word}n't"


def element_faults(elements: Sequence[Element]) -> Iterator[str]:
    """Faults of elements beyond their types."""
    for element in elements:
        found = list(_own_faults(element))
        yield from found
        if (
            not found
            and not element.regex
            and not list(element._tests())
            and not element.edge
            and not element.phrase
        ):
            yield "an element with no condition would match any token; write {regex: '.*'} if that is meant"


def _own_faults(element: Element) -> Iterator[str]:
    if element.regex and (fault := pattern_fault(element.regex)):
        yield fault
    for shape in _tuple(element.shape):
        if shape not in _SHAPES:
            yield f"“{shape}” is no shape; there are: {', '.join(_SHAPES)}"
    if element.negated:
        yield from element_faults((element.negated,))


def spans_of(
    tokens: Sequence[Token], ranges: dict[str, tuple[int, int]], at: str
) -> dict[str, tuple[int, int]]:
    """Token ranges as spans of the block's text; `match` becomes the flagged one, `all` the whole."""
    spans = {name: (tokens[a].start, tokens[b - 1].end) for name, (a, b) in ranges.items() if b > a}
    whole = spans.get("match", (-1, -1))
    return {**spans, "all": whole, "match": spans.get(at, whole)}
