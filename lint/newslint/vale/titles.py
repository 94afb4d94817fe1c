"""Headings as they should be: in title case after AP or Chicago, or in sentence case."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

_SMALL = frozenset("a an and as at but by en for if in nor of on or per the to vs vs. via v v.".split())
_PREPOSITIONS = frozenset(
    "with from into during including until against among throughout despite towards upon concerning about "
    "over through before between after since without under within along following across beyond around down "
    "near above".split()
)
_NAMED = frozenset(
    "JJ JJR PRP RB RBR VBG".split()
)  # of words that Vale takes for names where they have a capital
_PART = regex.compile(r"[\p{N}\p{L}]+[^\s\-/]*")
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
_ITEM = regex.compile(r"[0-9]+\.")
_WORD = r"[\p{N}\p{L}*]+[^\s]*"


@dataclass(frozen=True)
class Case:
    """What is known beside the rules of a case.

    `terms` are words with a case of their own, each with its expression; a term without a text leaves the
    words that it matches as they are. After a word that ends in one of `indicators` a sentence starts.
    """

    terms: tuple[tuple[str, str], ...] = ()
    chicago: bool = False
    indicators: tuple[str, ...] = ()
    prefix: str = ""

    def term(self, word: str) -> str:
        """How a word is written that is a term, or nothing."""
        for text, expression in self.terms:
            if text and text.casefold() == word.casefold():
                return text
            if _compiled(expression).search(word):
                return word
        return ""

    def parted(self, words: str) -> tuple[str, str]:
        """The prefix, such as an item's number, and what comes after it."""
        found = _compiled(self.prefix).search(words) if self.prefix else None
        return (found[0], words.removeprefix(found[0])) if found else ("", words)


@lru_cache(maxsize=1024)
def _compiled(expression: str) -> regex.Pattern[str]:
    return regex.compile(expression)


def title_case(words: str, case: Case) -> str:
    """The words in title case."""
    prefix, rest = case.parted(words)
    plain = rest.translate(_STRAIGHT)
    parts = list(_PART.finditer(rest))

    def titled(number: int, part: regex.Match[str]) -> str:
        word, (start, end) = part[0], part.span()
        known = case.term(word)
        if known:
            return known
        edge = not start or end == len(plain)
        if word.lower() == "to" and not case.chicago:
            small = _leads_to_noun(rest, number, edge)
        else:
            small = not edge and (word.lower() in _SMALL or (case.chicago and word.lower() in _PREPOSITIONS))
        if small and _is_inner(plain, start, end):
            return word.lower()
        return word[:1].title() + word[1:]

    told = iter([titled(number, part) for number, part in enumerate(parts)])
    return prefix + _PART.sub(lambda _: next(told), rest)


def _is_inner(plain: str, start: int, end: int) -> bool:
    """Whether the word goes on with what is before it: it does not open a part behind a colon or dash."""
    before, further, after = (
        plain[start - 1 : start],
        plain[max(0, start - 2) : max(0, start - 1)],
        plain[end : end + 1],
    )
    return (
        before in (" ", "-", "/")
        and further not in (":", "-")
        and (after != "-" or before == "-")
        and bool(before)
    )


def _leads_to_noun(title: str, number: int, edge: bool) -> bool:
    """Whether “to”, the word of this number, stands before a noun: “to Rome”, but “How To Win”."""
    from .sequence import tagged

    words = tagged(title if title.endswith((".", "!", "?")) else f"{title}.")
    if number + 1 >= len(words):
        return not edge
    following = words[number + 1]
    if following.text[:1].isupper():
        return following.tag in _NAMED or following.tag.startswith("NN")
    return following.tag in ("NN", "NNS")  # to Vale a name without its capital is a verb here


def sentence_case(words: str, case: Case) -> str:
    """The words in sentence case, with one space between them."""
    prefix, rest = case.parted(words)
    terms = "|".join(expression for _, expression in case.terms)
    tokens = [match[0] for match in _tokens(terms).finditer(rest)]
    out: list[str] = []
    for at, token in enumerate(tokens):
        known = case.term(token)
        if known:
            out.append(known)
        elif not at or _opens(tokens[at - 1], at - 1, case):
            out.append(token[:1].title() + token[1:].lower())
        else:
            out.append(token.lower())
    return prefix + " ".join(out)


@lru_cache(maxsize=256)
def _tokens(terms: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?i:\b(?:{terms})\b|{_WORD})" if terms else rf"(?i:{_WORD})")


def _opens(word: str, at: int, case: Case) -> bool:
    """Whether a sentence starts behind the word."""
    if any(word.endswith(mark) and len(word) > len(mark) for mark in case.indicators):
        return True
    return not at and bool(_ITEM.search(word))
