"""Replacements in the case of what they replace (a rule's `matchcase`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"(?:[^\W\d_]|(?<=[^\W\d_])['’](?=[^\W\d_]))+")
_NONE, _LOWER, _UPPER, _TITLE = range(4)


def recased(replacement: str, observed: str) -> str:
    """The replacement, each word in the case of the word that it stands for.

    Words at both ends that are the same stay aligned; what is between them takes the case of what is
    between them in the text.
    """
    new, old = _WORD.findall(replacement), _WORD.findall(observed)
    if not new or not old:
        return _cased(replacement, _case(observed))
    head, tail = _same(new, old)
    middle = old[head : len(old) - tail]
    case = _case(" ".join(middle))
    if not middle:  # a word is put in: the one behind it tells, since one before may only start a sentence
        case = _case(old[len(old) - tail]) if tail else _case(old[head - 1])
    titled = case == _TITLE and len(middle) > 1 and all(_case(word) == _TITLE for word in middle)
    cases = []
    for at in range(len(new)):
        if at < head:
            cases.append(_case(old[at]))
        elif at >= len(new) - tail:
            cases.append(_case(old[len(old) - len(new) + at]))
        else:
            cases.append(case if case != _TITLE or titled or at == head else _LOWER)
    told = iter(cases)
    return _WORD.sub(lambda word: _cased(word[0], next(told)), replacement)


def _same(new: Sequence[str], old: Sequence[str]) -> tuple[int, int]:
    """How many words at the start, and how many at the end, are the same but for case."""
    head = tail = 0
    while head < min(len(new), len(old)) and new[head].lower() == old[head].lower():
        head += 1
    most = min(len(new), len(old)) - head
    while tail < most and new[-1 - tail].lower() == old[-1 - tail].lower():
        tail += 1
    return head, tail


def _case(text: str) -> int:
    letters = [char for char in text if char.isalpha()]
    upper = [char for char in letters if char.isupper()]
    lower = [char for char in letters if char.islower()]
    if not letters:
        return _NONE
    if not upper:
        return _LOWER
    if not lower:
        return _TITLE if len(letters) == 1 else _UPPER
    return _TITLE if letters[0].isupper() and len(upper) == 1 else _NONE


def _cased(text: str, case: int) -> str:
    if case == _LOWER:
        return text.lower()
    if case == _UPPER:
        return text.upper()
    if case == _TITLE:
        return capitalised(text.lower())
    return text


def capitalised(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]
