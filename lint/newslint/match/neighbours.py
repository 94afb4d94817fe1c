"""Two words side by side of which every match of a regular expression holds one, where that can be told.

A view without any of them need not be searched: most expressions are about words that are everywhere, in a
company that is rare. What an expression may match is worked out as a set of strings, part by part, as long
as that is finite and small; of each string the two words count that are met least side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from ..document import RUN, fold
from ..errors import ModelError
from .literals import folded, parsed

Strings = frozenset[str]
_MOST = 1000  # strings
_EDGE = "\0"  # no letter or digit is on the other side
_CLASS = 6  # letters of a class, at most
_STRANGE = -18.0  # the log probability of a word that the model does not know
_WORDY = ("CATEGORY", "CATEGORY_WORD")


def neighbours(expression: str) -> Strings | None:
    """The pairs, in small letters, with a space between; None where they are not known."""
    items = parsed(expression)
    return _best(items) if items is not None else None


def cost(anchors: Iterable[str]) -> float:
    """How often a text has one of these words or phrases, by their first two words: about so many a word."""
    return sum(_likelihoods([anchor.strip("*") for anchor in anchors]))


def _likelihoods(phrases: Sequence[str]) -> list[float]:
    import numpy as np

    from ..language.ngrams import default_ngrams

    split = [phrase.split(" ") for phrase in phrases]
    try:
        model = default_ngrams()
    except ModelError:  # which is told where a rule needs it; here any choice will do
        return [1.0 for _ in phrases]
    first = np.array(model.numbers([words[0] for words in split]), np.int64)
    second = np.array(model.numbers([words[1] if len(words) > 1 else "" for words in split]), np.int64)
    logs = np.where(first >= 0, model.one(first), _STRANGE)
    after = np.where(second >= 0, model.two(first, second), _STRANGE)
    pair = np.array([len(words) > 1 for words in split], bool)
    return [float(value) for value in np.exp(logs + np.where(pair, after, 0))]


def _best(items: Iterable[Any]) -> Strings | None:
    """Of the parts of a sequence the pairs that are met least."""
    found = []
    for part in _parts(_flat(items)):
        pairs = _pairs(part) if isinstance(part, frozenset) else _of_branches(part)
        if pairs:
            found.append(pairs)
    return min(found, key=cost, default=None)


def _of_branches(branches: Iterable[Any]) -> Strings | None:
    sets = [_best(branch) for branch in branches]
    return None if None in sets else frozenset().union(*filter(None, sets))


def _pairs(strings: Strings) -> Strings | None:
    """Of each string the two whole words side by side that are met least; None where one has no such."""
    each = [list(_whole_pairs(string)) for string in strings]
    if not all(each):
        return None
    every = list({pair for pairs in each for pair in pairs})
    likely = dict(zip(every, _likelihoods(every), strict=True))
    return frozenset(min(pairs, key=likely.__getitem__) for pairs in each)


def _whole_pairs(string: str) -> Iterator[str]:
    text = fold(string).replace("n't", " n't")
    words = [run[0] for run in RUN.finditer(text) if run.start() > 0 and run.end() < len(text)]
    return map(" ".join, pairwise(words))


def _flat(items: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """The parts of a sequence in order, with those of its groups that do not all come down to strings."""
    for operation, argument in items:
        name = operation.name
        if name == "SUBPATTERN" and _language(name, argument) is None:
            yield from _flat(argument[-1])
        else:
            yield name, argument


def _parts(items: Iterator[tuple[str, Any]]) -> Iterator[Strings | Iterable[Any]]:
    """What stands side by side in a sequence, as all the strings that it may be; or branches."""
    run: Strings | None = None
    for name, argument in items:
        if name == "ASSERT":
            if argument[0] < 0:
                run = _strings(argument[1]) if run is None else run
            elif run is not None:
                ahead = _beginning(argument[1])
                yield _joined(run, ahead) if len(run) * len(ahead) <= _MOST else run
            continue
        own = _language(name, argument)
        if own is None:
            yield from () if run is None else (run,)
            run = None
            if name == "BRANCH":
                yield argument[1]
            continue
        if run is not None and len(run) * len(own) > _MOST:
            yield run
            run = frozenset(map(_last_word, run))
        run = own if run is None else _joined(run, own) if len(run) * len(own) <= _MOST else own
    if run is not None:
        yield run


def _joined(left: Strings, right: Strings) -> Strings:
    return frozenset(a + b for a in left for b in right)


def _last_word(string: str) -> str:
    runs = list(RUN.finditer(string))
    return _EDGE + string[runs[-1].start() :] if len(runs) > 1 else string


def _beginning(items: Iterable[Any]) -> Strings:
    """What a sequence may begin with, as far as that is known."""
    out = frozenset({""})
    for name, argument in _flat(items):
        own = _language(name, argument)
        if own is None or len(out) * len(own) > _MOST:
            break
        out = _joined(out, own)
    return out


def _strings(items: Iterable[Any]) -> Strings | None:
    """All that a sequence may match; None where that is not known."""
    out = frozenset({""})
    for operation, argument in items:
        own = _language(operation.name, argument)
        if own is None or len(out) * len(own) > _MOST:
            return None
        out = _joined(out, own)
    return out


def _language(name: str, argument: Any) -> Strings | None:
    """All that one part may match; None where that is not known."""
    if name == "LITERAL":
        return folded(argument)
    if name == "IN":
        return _class(argument)
    if name == "AT":
        return frozenset({_EDGE})
    if name == "ASSERT_NOT":
        return frozenset({_EDGE if _is_wordy(argument[1]) else ""})
    if name == "SUBPATTERN":
        return _strings(argument[-1])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, items = argument
        inner = _strings(items)
        if inner is None or (most > 1 and inner != {" "}):
            return None
        return inner if least else inner | {""}
    if name == "ATOMIC_GROUP":
        return _strings(argument)
    if name == "BRANCH":
        sets = [_strings(branch) for branch in argument[1]]
        return None if None in sets else frozenset().union(*filter(None, sets))
    return None


def _class(members: Iterable[Any]) -> Strings | None:
    """The letters of a class, white space as one of them."""
    out = set()
    for kind, value in members:
        if kind.name == "LITERAL":
            out.add(fold(chr(value)))
        elif (kind.name, str(value)) == ("CATEGORY", "CATEGORY_SPACE"):
            out.add(" ")
        else:
            return None
    return frozenset(out) if len(out) <= _CLASS else None


def _is_wordy(items: Iterable[Any]) -> bool:
    """Whether this is one class that has all letters, so that not to be there is an edge of a word."""
    inside = list(items)
    if len(inside) != 1 or str(inside[0][0]) != "IN":
        return False
    return any((str(kind), str(value)) == _WORDY for kind, value in inside[0][1])
