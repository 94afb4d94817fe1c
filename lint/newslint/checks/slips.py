"""Words that are right in themselves and wrong here, told by how usual they are between their neighbours.

The gain of a word over another is how much more likely its place in the text becomes with it, in nats, by the
trigrams that hold it (Mays, Damerau and Mercer 1991). Half of what the word is likelier anyhow is taken off, since a
rare word is not wrong for being rare.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ..document import View
from ..lexicon import load_named
from ..patterns import lazy
from ..rule import Finding, Replace

if TYPE_CHECKING:
    import numpy.typing as npt

    from ..language.ngrams import Ngrams

    Array = npt.NDArray[Any]

_TOKEN = lazy(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d[\d,.]*|[^\w\s]")
_RARITY = 0.5  # the share of the difference in frequency that is taken off
_NOT_ALONE = frozenset("-–—/@_\\#&+*=~.'’")  # a word that touches one of these is part of a longer one
_FLOOR = 3.0  # no rule may ask for less
_MORE = 5.0  # what the trigrams may add to the gain of the pairs


class Place(NamedTuple):
    """A word of a block: its offsets in the text."""

    view: View
    start: int
    end: int


class Slip(NamedTuple):
    """A word, what is likelier to stand there, and by how many nats."""

    place: Place
    meant: str
    gain: float
    alike: bool


def listed(views: Sequence[View], words: str, gain: str) -> Iterator[Finding]:
    """Words of a list of pairs in the place of the other, where that gains so many nats."""
    yield from _findings(_slips(views, words), float(gain))


def sounding_alike(views: Sequence[View], gain: str) -> Iterator[Finding]:
    """Words in the place of another that sounds alike."""
    yield from _findings((slip for slip in _slips(views) if slip.alike), float(gain))


def of_a_letter(views: Sequence[View], gain: str) -> Iterator[Finding]:
    """Words in the place of another that is one letter away."""
    yield from _findings((slip for slip in _slips(views) if not slip.alike), float(gain))


def _findings(slips: Iterator[Slip] | Sequence[Slip], gain: float) -> Iterator[Finding]:
    for slip in slips:
        if slip.gain >= gain:
            view, start, end = slip.place
            yield Finding(
                view, start, end, ((Replace(start, end, slip.meant),),), {"match": view.text[start:end]}
            )


def _slips(views: Sequence[View], words: str = "") -> list[Slip]:
    """The likeliest slip at each place, by the shipped table or by a list of pairs; worked out once a story."""
    if not views:
        return []
    kept = views[0].shared.setdefault(f"slips {words}", [])
    if not kept:
        kept.append(_likeliest(views, words))
    found: list[Slip] = kept[0]  # type: ignore[assignment]
    return found


def _likeliest(views: Sequence[View], words: str) -> list[Slip]:
    import numpy as np

    from ..language.ngrams import default_ngrams

    model = default_ngrams()
    places, numbers = _read(views, model)
    at = np.flatnonzero([place is not None for place in places])
    if words:
        index, meant, cost = _pairs(words)(numbers[at])
    else:
        index, meant, cost = model.slips(numbers[at])
    alike = np.isinf(cost)
    cost = np.where(alike, 0, cost)
    at = at[index]
    first = _gain(model, numbers, at, meant, quick=True) - cost
    keep = first > _FLOOR - _MORE
    at, meant, cost, alike = at[keep], meant[keep], cost[keep], alike[keep]
    gains = _gain(model, numbers, at, meant) - cost
    best: dict[int, tuple[float, int, bool]] = {}
    for place, number, gain, same in zip(
        at.tolist(), meant.tolist(), gains.tolist(), alike.tolist(), strict=True
    ):
        if gain > max(_FLOOR, best.get(place, (0.0,))[0]):
            best[place] = gain, number, same
    return [
        Slip(where, model.word(number), gain, same)
        for place, (gain, number, same) in sorted(best.items())
        if (where := places[place])
    ]


def _gain(model: Ngrams, numbers: Array, at: Array, meant: Array, *, quick: bool = False) -> Array:
    """The gain of each word meant over what stands at its place; `quick`: by the pairs alone."""
    import numpy as np

    here = numbers[at]
    two, one, after, later = (numbers[at + step] for step in (-2, -1, 1, 2))
    known = after >= 0
    after, later_known = np.where(known, after, 0), known & (later >= 0)
    later = np.where(later_known, later, 0)

    def likely(word: Array) -> Array:
        if quick:
            return model.two(one, word) + np.where(known, model.two(word, after), 0)
        return (
            model.three(two, one, word)
            + np.where(known, model.three(one, word, after), 0)
            + np.where(later_known, model.three(word, after, later), 0)
        )

    rarer = np.maximum(0, model.one(meant) - model.one(here))
    gain: Array = likely(meant) - likely(here) - _RARITY * rarer
    return gain


def _read(views: Sequence[View], model: Ngrams) -> tuple[list[Place | None], Array]:
    """Every word with its number, runs between marks apart, and the places of those that may be slips."""
    words: list[str] = []
    places: list[Place | None] = []

    def close() -> None:
        if words and words[-1] != "<s>":
            words.extend(("</s>", "", "<s>"))
            places.extend((None, None, None))

    for view in views:
        close()
        text, plain = view.folded, view.plain
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            if text[start].isalnum():
                words.append(match[0])
                alone = plain[start:end].islower() and _alone(plain, start, end)
                places.append(Place(view, start, end) if alone else None)
            elif match[0] not in "'\"":
                close()
    close()
    return [None, None, *places], model.numbers(["", "<s>", *words])


def _alone(text: str, start: int, end: int) -> bool:
    """Whether the word is no part of an address, an abbreviation or a compound."""
    after = text[end : end + 2]
    return text[start - 1 : start] not in _NOT_ALONE and (
        after[:1] not in _NOT_ALONE or (after[:1] == "." and not after[1:].strip(" \"')"))
    )


@cache
def _pairs(name: str) -> Any:
    """A look-up like `Ngrams.slips`, in a list of pairs."""
    import numpy as np

    from ..language.ngrams import default_ngrams

    pairs = [line.split() for line in sorted(load_named(name))]
    model = default_ngrams()
    one, other = (model.numbers([pair[side] for pair in pairs]) for side in (0, 1))
    both = (one >= 0) & (other >= 0)
    wrong = np.concatenate([one[both], other[both]])
    right = np.concatenate([other[both], one[both]])
    order = np.argsort(wrong, kind="stable")
    wrong, right = wrong[order], right[order]

    def look_up(numbers: Array) -> tuple[Array, Array, Array]:
        first, last = np.searchsorted(wrong, numbers), np.searchsorted(wrong, numbers, side="right")
        sizes = last - first
        index = np.repeat(np.arange(len(numbers)), sizes)
        place = np.arange(len(index)) + np.repeat(first - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
        return index, right[place], np.zeros(len(index))

    return look_up
