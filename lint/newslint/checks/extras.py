"""A small word too many: two prepositions in a row, of which one was left over in editing.

Two prepositions often stand together in sound text (“went in at noon”, “paid for by him”). So what stands before them
must be no verb, and the place must be much likelier without one of them, by the trigrams around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..annotate.chunk import usual
from ..document import View
from ..patterns import lazy
from ..rule import Finding, Replace

_PAIR = lazy(
    r"(?<=[\w'’]\s)(?P<first>of|to|for|at|with|from|by|in|on)\s"
    r"(?P<second>of|to|in|for|on|at|by|with|from)\s(?=(?P<after>\w[\w'’]*)(?:\s(?P<later>\w[\w'’]*))?)"
)
_BEFORE = lazy(r"(?:(?P<two>[\w'’]+)\s)?(?P<one>[\w'’]+)\s$")
_GAIN, _PARTICLE_GAIN = 5.0, 6.5  # in nats; “in” and “on” may go with a verb far before them
_PARTICLES = frozenset({"in", "on"})
_AFTER_PARTICLES = frozenset({"of", "from"})  # “brought in by”, “sent in for” are sound
# What may stand between two prepositions and what belongs to them: “of at least ten”, “to in-house staff”.
_MEASURES = frozenset(
    "least most best worst large first last all once front between house high top board hand situ vitro vivo kind depth home person".split()
)
# “Taken care of by”, “instead of on”: the first preposition goes with the word before.
_FIXED = frozenset(
    "instead because out ahead care advantage use fun account charge control hold notice track sight rid note possession"
    " aware fond proud full tired capable member members part head president kind sort what who which that access attention"
    " way on in up down over off back through away along together it him them us me you".split()
)


def prepositions(views: Sequence[View]) -> Iterator[Finding]:
    """The second of two prepositions, or the first, where the place is much likelier without it."""
    for view in views:
        for match in _PAIR.finditer(view.text):
            before = _BEFORE.search(view.folded, max(0, match.start() - 60), match.start())
            if before is None or not _may_be_wrong(before["one"], *match.group("first", "second", "after")):
                continue
            around = (before["two"] or "<s>", before["one"], *map(str.lower, filter(None, match.groups())))
            gains = _gains(*around)
            if max(gains) > (_PARTICLE_GAIN if match["first"] in _PARTICLES else _GAIN):
                yield _finding(
                    view, match.span("first"), match.span("second"), first_goes=gains[0] > gains[1]
                )


def _may_be_wrong(before: str, first: str, second: str, after: str) -> bool:
    """Whether neither of the two goes with the word before them, nor both with what follows."""
    return (
        first != second
        and (first, second) != ("to", "by")  # “rose to by May”: the figure is missing
        and before not in _FIXED
        and after.lower() not in _MEASURES
        and not usual(before).startswith("VB")
        and (first not in _PARTICLES or second in _AFTER_PARTICLES)
    )


def _gains(two: str, one: str, first: str, second: str, *after: str) -> tuple[float, float]:
    """What the place gains without the first of the prepositions, and without the second."""
    whole = _likely(two, one, first, second, *after)
    return _likely(two, one, second, *after) - whole, _likely(two, one, first, *after) - whole


def _likely(*words: str) -> float:
    """The log probability of the words after the first two."""
    import numpy as np

    from ..language.ngrams import default_ngrams

    model = default_ngrams()
    numbers = model.numbers(words)
    total = 0.0
    for at in range(2, len(numbers)):
        if numbers[at] >= 0:
            two, one, word = (np.array([number]) for number in numbers[at - 2 : at + 1])
            total += float(model.three(two, one, word)[0])
    return total


def _finding(view: View, first: tuple[int, int], second: tuple[int, int], *, first_goes: bool) -> Finding:
    text = view.text
    without_first = Replace(first[0], second[0], "")
    without_second = Replace(first[1], second[1], "")
    options = ((without_first,), (without_second,)) if first_goes else ((without_second,), (without_first,))
    values = {"first": text[slice(*first)], "second": text[slice(*second)]}
    return Finding(view, first[0], second[1], options, {**values, "match": text[first[0] : second[1]]})
