"""Rules of the kind `sequence`: words of certain forms and parts of speech, one after another.

Vale tags with a perceptron of its own; here our language model tells the parts of speech.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from collections.abc import Sequence as Many
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from ..document import fold
from .base import IGNORE, Alert, Fields, Memory, fields, made
from .definitions import Definition
from .messages import filled
from .project import Project
from .search import Pattern, Text
from .tokens import cut

_UNIVERSAL = {
    "ADJ": "JJ|JJR|JJS",
    "ADP": "IN|RP",
    "ADV": "RB|RBR|RBS|WRB",
    "AUX": "MD|VB|VBD|VBG|VBN|VBP|VBZ",
    "CCONJ": "CC",
    "DET": r"DT|PDT|WDT|WP\$",
    "INTJ": "UH",
    "NOUN": "NN|NNS",
    "NUM": "CD",
    "PART": "TO|RP|POS",
    "PRON": r"PRP|PRP\$|WP|EX",
    "PROPN": "NNP|NNPS",
    "PUNCT": r"[.,:]|''|``|-LRB-|-RRB-|\(|\)",
    "SCONJ": "IN|WRB",
    "SYM": r"SYM|\$|#",
    "VERB": "VB|VBD|VBG|VBN|VBP|VBZ",
    "X": "FW|LS",
}
# Where Penn's tags do not tell, only these words are meant.
_WORDS = {
    "AUX": "am is are was were be been being have has had having do does did doing will would shall should "
    "can could may might must ought 's 're 'm 've 'll 'd",
    "SCONJ": "after although as because before even if since so than that though unless until when whenever "
    "where whereas wherever whether while why how",
}


_ALWAYS = {"to": "TO", "said": "VBD"}  # words that Vale tags so nearly wherever they stand
_NAMED = ("NN", "NNS", "VB")  # of words in titles, which are names to Vale
_CLOSED = ("WP", "PRP", "IN", "MD")  # of words that are names where they are all capitals: the WHO, the US
_STOPS = frozenset(".,;:!?")


@dataclass(frozen=True)
class Step:
    """One place of a sequence; several of a `group` are one place with what may be skipped before it."""

    text: Pattern | None = None
    exact: Pattern | None = None
    tag: Pattern | None = None
    words: frozenset[str] = frozenset()
    negated: bool = False
    skip: int = 0
    group: int = 0
    optional: bool = False
    first: bool = False
    last: bool = False
    target: bool = False

    def fits(self, word: Tagged) -> bool:
        """Whether a word may stand here."""
        if self.words and (word.text.lower() in self.words) == self.negated:
            return False
        by_tag = self.tag is None or (bool(self.tag.compiled.search(word.tag)) != self.negated)
        by_text = self.exact is None or (bool(self.exact.compiled.search(word.text)) != self.negated)
        if self.exact is None and self.tag is None:
            return self.negated is False
        return by_tag and by_text


class Tagged(NamedTuple):
    """A word with its Penn tag."""

    text: str
    start: int
    tag: str


class Hit(NamedTuple):
    """The words of a match, in order, and the first and last that are flagged."""

    words: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True)
class Sequence:
    """Steps that words of one sentence fit, one after another."""

    fields: Fields
    steps: tuple[Step, ...]
    exceptions: tuple[Pattern, ...]

    patterns: tuple[Pattern, ...] = ()
    gate: tuple[Pattern, ...] = ()

    @property
    def every_pattern(self) -> tuple[Pattern, ...]:
        """See `Rule`."""
        own = (each for step in self.steps for each in (step.text, step.exact, step.tag) if each)
        return (*own, *self.exceptions)

    def alerts(self, text: Text, memory: Memory) -> Iterator[Alert]:
        """See `Rule`."""
        anchor = self._anchor()
        if anchor is None or not self._may_match(text.text):
            return
        step = self.steps[anchor]
        words = tagged(text.text)
        excused = [each.span() for one in self.exceptions for each in one.compiled.finditer(text.text)]
        for at, word in enumerate(words):
            if not step.fits(word):
                continue
            hit = _hit(self.steps, anchor, words, at)
            if hit and not any(low <= words[hit.first].start < high for low, high in excused):
                yield self._alert(text.text, words, hit)

    def _alert(self, text: str, words: Many[Tagged], hit: Hit) -> Alert:
        start, last = words[hit.first].start, words[hit.last]
        end = last.start + len(last.text)
        fixes = self.fields.fixes(text[start:end])
        return Alert(start, end, filled(self.fields.message, hit.words), fixes)

    def _anchor(self) -> int | None:
        """The step from which the search starts: the first with a text, or else with a tag."""
        for wanted in ("text", "tag"):
            for at, step in enumerate(self.steps):
                if not step.negated and getattr(step, wanted):
                    return at
        return None

    def _may_match(self, text: str) -> bool:
        """Whether the sentence has the words that it must have; tagging is dear."""
        folded = fold(text)
        for step in self.steps:
            if step.text and not step.negated and not step.skip:
                told = step.text.hints.starts or step.text.hints.needed
                if told and not any(map(folded.__contains__, told)):
                    return False
        return True


def _hit(steps: Many[Step], anchor: int, words: Many[Tagged], at: int) -> Hit | None:
    """The match whose anchor is the word at `at`."""
    before = _along(steps, words, range(anchor - 1, -1, -1), at - 1)
    after = _along(steps, words, range(anchor, len(steps)), at)
    if before is None or after is None:
        return None
    places = {**before, **after}
    covered = sorted({*before.values(), *after.values()})
    targets = [number for number, step in enumerate(steps) if step.target]
    flagged = [places[number] for number in targets] if targets and places.keys() >= set(targets) else covered
    return Hit(tuple(words[each].text for each in covered), min(flagged), max(flagged))


def _along(steps: Many[Step], words: Many[Tagged], order: range, at: int) -> dict[int, int] | None:
    """The words that the steps take in this order, from one word on; None where they do not fit."""
    taken: dict[int, int] = {}
    numbers = list(order)
    place = 0
    while place < len(numbers):
        number = numbers[place]
        step = steps[number]
        if not 0 <= at < len(words):
            # Beyond the sentence there is nothing, which is what a negated step asks for.
            return taken if all(steps[left].negated for left in numbers[place:]) else None
        taken[number] = at
        optional = step.optional
        if order.step < 0 and step.skip:
            optional = (step.optional or step.last) and not step.first
        fits = step.fits(words[at])
        if not fits and not optional:
            return None
        place += 1
        if fits and optional:
            while place < len(numbers) and steps[numbers[place]].group == step.group:
                place += 1
        at += order.step
    return taken


@lru_cache(maxsize=256)
def tagged(text: str) -> tuple[Tagged, ...]:
    """The words of a sentence with their tags."""
    from ..annotate.sentences import sentences

    tags: dict[int, str] = {}
    for sentence in sentences(text):
        for token, word in zip(sentence.tokens, sentence.analysis, strict=True):
            if token.text[:1].isalnum() or not tags or token.text not in _STOPS:
                tags[token.start] = word.xpos
    starts = sorted(tags)
    found: list[Tagged] = []
    for part in cut(text):
        # Of what we cut at hyphens the last word tells what the whole is.
        low, high = bisect_left(starts, part.start), bisect_left(starts, part.start + len(part.text))
        tag = tags[starts[high - 1]] if high > low else "SYM"
        before = found[-1].text.lower() if found else ""
        found.append(Tagged(part.text, part.start, _as_vale(part.text, tag, before)))
    return tuple(found)


def _as_vale(word: str, tag: str, before: str) -> str:
    """The tag that Vale's own tagger gives where ours gives this one."""
    if word.lower() in _ALWAYS:
        return _ALWAYS[word.lower()]
    if word.isupper() and len(word) > 1 and tag in _CLOSED:
        return "NNP"
    named = word[:1].isupper() and before and tag in _NAMED and not (tag == "VB" and before == "to")
    return "NNP" if named else tag


def sequence(definition: Definition, project: Project) -> Sequence:
    """The rule of a definition."""
    told = definition.values.get("tokens")
    if not isinstance(told, list) or not all(isinstance(each, dict) for each in told):
        raise definition.fault("tokens", "tokens must be a list of tables", "write - pattern: … or - tag: …")
    if definition.text("model"):
        raise definition.fault("model", "taggers of Vale’s own cannot be used", "leave model out")
    steps: list[Step] = []
    for each in told:
        step = _step({str(key).lower(): value for key, value in each.items()}, definition)
        for _ in range(max(1, int(each.get("min") or 1))):
            steps += _spread(step, len({one.group for one in steps}) + 1)
    expressions = definition.strings("exceptions")
    return Sequence(
        fields=fields(definition, _scopes(definition.strings("scope"))),
        steps=tuple(steps),
        exceptions=tuple(made(definition, "exceptions", each) for each in expressions),
    )


def _step(told: Mapping[str, Any], definition: Definition) -> Step:
    text, tag, universal = (str(told.get(key) or "") for key in ("pattern", "tag", "upos"))
    start = IGNORE if definition.flag("ignorecase") else ""
    words: list[str] = []
    if universal:
        names = [name.strip().upper() for name in universal.split("|")]
        unknown = next((name for name in names if name not in _UNIVERSAL), None)
        if unknown or tag:
            said = f"there is no tag “{unknown}”" if unknown else "a token has either tag or upos"
            raise definition.fault("tokens", said)
        tag = f"^(?:{'|'.join(_UNIVERSAL[name] for name in names)})$"
        if not text and all(name in _WORDS for name in names):
            words = [word for name in names for word in _WORDS[name].split()]
    return Step(
        text=made(definition, "tokens", f"{start}(?m)(?:{text})") if text else None,
        exact=made(definition, "tokens", f"{start}^(?:{text})$") if text else None,
        tag=made(definition, "tokens", tag) if tag else None,
        words=frozenset(words),
        negated=_is_true(told.get("negate")),
        skip=int(told.get("skip") or 0),
        target=_is_true(told.get("target")),
    )


def _is_true(value: object) -> bool:
    return str(value).lower() in ("true", "1", "yes")


def _spread(step: Step, group: int) -> list[Step]:
    """The step with what may be skipped before it."""
    skipped = [
        replace(step, group=group, optional=True, first=number == step.skip)
        for number in range(step.skip, 0, -1)
    ]
    own = [replace(step, group=group, last=True)] if step.text or step.tag else []
    return [*skipped, *own]


def _scopes(told: Many[str]) -> tuple[str, ...]:
    """The sentences of what the rule is about; all of them where it does not say."""
    if not told:
        return ("sentence",)
    out = []
    for scope in told:
        inner = re.match(r"paragraph(?=\.|$)", scope)
        if scope.startswith(("sentence", "~")):
            out.append(scope)
        else:
            out.append(f"sentence{scope[inner.end() :]}" if inner else f"sentence.{scope}")
    return tuple(out)
