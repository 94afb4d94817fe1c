"""How long a sentence, a ban or a contract is: the headline and the lines under it against the story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..document import DATELINE, HEADLINE, SUBHEAD, View
from ..lexicon import copy_case
from ..patterns import lazy
from ..rule import Finding
from . import headline_words
from .headline_figures import contrast, tells
from .quantity import NUMBER, in_words, to_number
from .story import content_stems

_UNIT = r"(?:year|month|week|day|game|match|race)"


def _kind(nouns: str, verbs: str, after: str) -> re.Pattern[str]:
    """“A three-year term”, “jailed for three years”, “three years in prison”."""
    return lazy(
        rf"(?<![\w.,-])(?:(?P<value>{NUMBER})[- ](?P<unit>{_UNIT})s? (?:(?!and\b|or\b|to\b)[a-z]+ ){{0,2}}?(?:{nouns})\b"
        rf"|\b(?:{verbs})\b(?: (?!and\b|or\b|after\b)[a-z]+){{0,3}}? (?P<value2>{NUMBER})[- ](?P<unit2>{_UNIT})s?\b(?!-)"
        rf"|(?P<value3>{NUMBER}) (?P<unit3>{_UNIT})s?'? (?:{after})\b)",
        re.IGNORECASE,
    )


_KINDS = (
    (
        frozenset("jail jailed prison sentence sentenced imprisoned bars custody imprisonment".split()),
        _kind(
            r"(?:jail |prison )?(?:sentences?|terms?)",
            r"jailed|imprisoned|sentenced|jails|jail for|locked up",
            r"in (?:prison|jail|custody)|behind bars|(?:of )?imprisonment",
        ),
    ),
    (
        frozenset("ban banned suspended suspension barred disqualified bans".split()),
        _kind(
            r"bans?|suspensions?|disqualification", r"banned|bans|suspended|barred|disqualified", r"(?!x)x"
        ),
    ),
    (frozenset("deal contract".split()), _kind(r"deals?|contracts?", r"(?!x)x", r"(?!x)x")),
)  # fmt: skip
# The term is none that was given, or not the only one
_UNSURE = lazy(
    r"(?i)\b(?:sought|seeks?|seeking|ask\w*|recommend\w*|urged|calls?|called|could|may|might|would|can|fac(?:e|es|ed|ing)|up to|maximum|minimum|least|reduc\w+|cut|"
    r"appeal\w*|original\w*|previous\w*|earlier|concurrent\w*|consecutive\w*|each|served?|serving|plus|probation|parole|eligible|more than|less than|about|nearly|almost|"
    r"total|instead|extend\w*|extension|option|lengthen\w*|double\w*|add\w*|another|also|further|other|remaining|rest|last|first|former|co-defendants?|accomplices?|brother|wife|"
    r"husband|sister|expires?|ends?|ended|renew\w*|old|new|came|on an? [\w-]+ (?:deal|contract|loan)|offer\w*|propos\w+|if|half|whose|both|respectively|joined|since|until|then|ago|had (?:been|already|spent|signed|agreed)|in (?:19|20)\d\d)\b"
)
_MORE = lazy(r"(?i) (?:and|plus|with|to|or) (?:an?|one|half|\d+|two|three|four|six|nine|ten|another)\b")
_NEAR = 3  # paragraphs that tell what the headline does
_TOP = 2  # views at most, over the story, that are headlines
_ALIKE = 3  # words that a paragraph under the headline and the next one share where they tell one thing


class _Term(NamedTuple):
    view: View
    span: tuple[int, int]
    value: float
    unit: str
    sure: bool


def stretches(views: Sequence[View]) -> Iterator[Finding]:
    """“Seven-year term” over a story of one who was jailed for five years, and of no seven."""
    told = list(headline_words.stretches(views))
    yield from told
    if told or not views or views[0].block.scope != HEADLINE:
        return
    heads = [view for view in views[:_TOP] if view.block.scope == HEADLINE]
    body = [view for view in views[len(heads) :] if view.block.scope not in (DATELINE, SUBHEAD)]
    for words, pattern in _KINDS:
        if not body or all(words.isdisjoint(view.words) for view in views[: _TOP + 1]):
            continue
        for head in heads:
            yield from _against(_terms(head, pattern), body, pattern)
        if len(body) > 1 and len(content_stems(body[0].plain) & content_stems(body[1].plain)) >= _ALIKE:
            lead = [term for term in _terms(body[0], pattern) if term.sure]
            if _terms(body[1], pattern):
                yield from _against(lead, body[1:], pattern)


def _terms(view: View, pattern: re.Pattern[str]) -> list[_Term]:
    found = []
    for match in pattern.finditer(view.plain):
        key = next(key for key in ("", "2", "3") if match[f"value{key}"])
        sentence = view.sentence_at(match.start())
        odd = sentence is None or _UNSURE.search(view.plain, sentence.start, sentence.end)
        span = match.span(f"value{key}")
        sure = not odd and not _MORE.match(view.plain, match.end()) and not view.quoted(*span)
        found.append(
            _Term(view, span, to_number(match[f"value{key}"]), match[f"unit{key}"].lower(), bool(sure))
        )
    return found


def _against(mine: Sequence[_Term], body: Sequence[View], pattern: re.Pattern[str]) -> Iterator[Finding]:
    """The one term at the top, where the story has one other of the kind and never this number."""
    theirs = [term for view in body for term in _terms(view, pattern)]
    if len(mine) != 1 or not theirs or not all(term.sure for term in theirs):
        return
    claim, there = mine[0], theirs[0]
    # Farther down, the story may tell of somebody else's.
    if there.view not in body[:_NEAR]:
        return
    if {(term.value, term.unit) for term in theirs} != {(there.value, there.unit)}:
        return
    if claim.unit != there.unit or claim.value == there.value or tells(claim.value, body):
        return
    old = claim.view.text[slice(*claim.span)]
    word = in_words(int(there.value)) if not old[0].isdigit() else f"{there.value:g}"
    right = copy_case(old, word) if word else None
    yield contrast(claim.view, claim.span, right, there.view, there.span)
