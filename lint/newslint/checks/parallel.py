"""Verbs in a series that should have one form: “threaten X, contravene Y and compare with Z”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cache

from ..annotate.chunk import may_be_finite, tags
from ..document import Sentence, Token, View
from ..lexicon import default_lexicon, load_named
from ..patterns import lazy
from ..rule import Finding, Replace

_CONJOINED = lazy(r"\b(?:and|or) ([a-z]+(?:s|ing))\b")
_OBJECT_BEFORE_WITH = frozenset({"associate", "compare", "connect", "contrast", "equate", "liken", "link"})
_FORMS = ("VB", "VBZ", "VBD")
_NOUN_STARTS = frozenset({"DT", "PRP$", "PRP", "NNP", "CD"})


def verbs(views: Sequence[View]) -> Iterator[Finding]:
    """A verb after “and” whose form differs from that of the two verbs of the series before it.

    The series is V1 …, V2 … and V3. V1 and V2 must be surely verbs and share a form that V3 cannot have;
    and nothing else in the sentence may be V3's partner.
    """
    for view in views:
        for sentence in _candidates(view):
            finding = _in_sentence(view, sentence)
            if finding:
                yield finding


def _candidates(view: View) -> Iterator[Sentence]:
    """The sentences with a comma and then “and” or “or” before a word that may be V3."""
    done = -1
    for match in _CONJOINED.finditer(view.folded) if "," in view.folded else ():
        if match.start() >= done and tags(match[1]) & {"VBZ", "VBG"}:
            sentence = view.sentence_at(match.start())
            if sentence and "," in view.folded[sentence.start : match.start()]:
                done = sentence.end
                yield sentence


def _in_sentence(view: View, sentence: Sentence) -> Finding | None:
    tokens = sentence.tokens
    for at in range(4, len(tokens) - 1):
        if tokens[at - 1].lower not in {"and", "or"} or not _is_last(tokens, at):
            continue
        series = _series(tokens, at - 1)
        if series is None:
            continue
        first, form = series
        last = tokens[at]
        if form in tags(last.text) or _has_partner(tokens, first, at):
            continue
        return _finding(view, tokens, at, form)
    return None


def _is_last(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token is a third person or -ing form that is surely a verb here."""
    possible = tags(tokens[at].text)
    if tokens[at].text[:1].isupper():
        return False
    if possible == {"VBZ"}:
        return True
    return bool(possible & {"VBG", "VBZ"}) and _has_object(tokens, at)


def _series(tokens: Sequence[Token], conjunction: int) -> tuple[int, str] | None:
    """Where V1 of a series V1 …, V2 … before the conjunction is, and the form it shares with V2."""
    for second in range(conjunction - 1, 2, -1):
        if tokens[second - 1].text != "," or not _verbal(tokens, second):
            continue
        for form in _FORMS:
            if form not in tags(tokens[second].text):
                continue
            for first in range(second - 2, -1, -1):
                if tokens[first].text in {";", ":", "—", "–"}:
                    break
                if form in tags(tokens[first].text) and (
                    _verbal(tokens, first) or may_be_finite(tokens, first)
                ):
                    return first, form
    return None


def _only_verb(token: Token) -> bool:
    possible = tags(token.text)
    return bool(possible) and all(tag.startswith("VB") for tag in possible) and not token.text[:1].isupper()


def _verbal(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token is a verb by itself, or by the word before it or after it."""
    if _only_verb(tokens[at]):
        return True
    before = tags(tokens[at - 1].text) if at else frozenset()
    return bool(before & {"TO", "MD"}) or (
        not before & {"DT", "PRP$", "JJ", "POS", "IN"} and _has_object(tokens, at, {"NNS"})
    )


def _has_object(tokens: Sequence[Token], at: int, more: Set[str] = frozenset()) -> bool:
    """Whether a noun phrase starts right after the token, as an object does."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        after is not None and bool(tags(after.text) & (_NOUN_STARTS | more)) and not after.text[:1].isupper()
    )


def _has_partner(tokens: Sequence[Token], first: int, at: int) -> bool:
    """Whether V3 may go with another verb of its own form: “He wants to cut X, raise Y and says …”."""
    own = tags(tokens[at].text)
    form = "VBZ" if "VBZ" in own else "VBG"
    partners = [
        i
        for i in range(at - 1)
        if form in tags(tokens[i].text)
        and (form == "VBG" or (may_be_finite(tokens, i) if i < first else _only_verb(tokens[i])))
    ]
    if form == "VBZ" and len(partners) == 1 and partners[0] < first:
        # Only a fact can “compare with” or “lead to”, so the claimant before it is no subject for V3.
        lemma = next(iter(default_lexicon().lemmas(tokens[at].text)), "")
        return lemma not in _fact_verbs() or "IN" not in tags(tokens[at + 1].text) | (
            {"IN"} if tokens[at + 1].lower == "to" else set()
        )
    return bool(partners)


def _finding(view: View, tokens: Sequence[Token], at: int, form: str) -> Finding:
    token = tokens[at]
    lexicon = default_lexicon()
    lemma = next(reading.lemma for reading in lexicon.readings(token.text) if reading.xpos.startswith("VB"))
    mended = lexicon.inflect(lemma, form) or lemma
    options = [(Replace(token.start, token.end, mended),)]
    if "VBZ" in tags(token.text) and lemma in _OBJECT_BEFORE_WITH and "IN" in tags(tokens[at + 1].text):
        options.append((Replace(token.start, token.end, f"{token.text} them"),))
    return Finding(view, token.start, token.end, tuple(options), {"match": token.text})


@cache
def _fact_verbs() -> frozenset[str]:
    return load_named("fact-verbs")
