"""Words that are right in themselves and wrong here, told by how usual they are between their neighbours.

The gain of a word over another is how much more likely its place in the text becomes with it, in nats, by the
trigrams that hold it (Mays, Damerau and Mercer 1991). Half of what the word is likelier anyhow is taken off, since a
rare word is not wrong for being rare.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from ..document import View
from ..lexicon import default_lexicon, load_named
from ..patterns import lazy
from ..rule import Finding, Replace
from .comma_places import may_be_finite

if TYPE_CHECKING:
    import numpy.typing as npt

    from ..language.ngrams import Ngrams

    Array = npt.NDArray[Any]

T = TypeVar("T")

_TOKEN = lazy(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d[\d,.]*|[^\w\s'\"]")
_RARITY = 0.5  # the share of the difference in frequency that is taken off
_NOT_ALONE = frozenset("-–—/@_\\#&+*=~.'’")  # a word that touches one of these is part of a longer one
_FLOOR = 3.0  # no rule may ask for less
_BEFORE, _PAIRS = -3.0, -2.0  # what the word before, and both neighbours, must gain for more to be looked at
_UNLIKELY, _UNLIKELY_LETTER = -8.0, -12.0  # nats of the pairs on the page, above which no slip was ever found
_REMEMBERED = 100_000  # pieces of text
_BREAK = -2  # the number of a mark, over which no trigram reaches
_ALIKE, _LETTER = "alike", "letter"  # how two words come to be taken for each other; or the name of a list


class Slip(NamedTuple):
    """A word by its offsets in a block's text, what is likelier to stand there, and by how many nats."""

    view: View
    start: int
    end: int
    meant: str
    gain: float


def listed(views: Sequence[View], words: str, gain: str) -> Iterator[Finding]:
    """Words of a list of pairs in the place of the other, where that gains so many nats."""
    return _findings(views, words, float(gain))


def sounding_alike(views: Sequence[View], gain: str) -> Iterator[Finding]:
    """Words in the place of another that sounds alike."""
    return _findings(views, _ALIKE, float(gain))


_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten"
_AFTER_WON = f"more|nearly|about|just|only|almost|at|over|with|by|the|a|an|his|her|its|their|{_NUMBERS}"
_WON = lazy(rf"won (?:\d|[$£€]|(?:{_AFTER_WON})\b)")


_CLAUSE = lazy(r"[.;:,!?()\u2014\u2013]|$")
_WORDS = lazy(r"[^\W\d_]+")
_PLURAL_SUBJECTS = frozenset({"they", "we", "you"})
_FORMED = frozenset("the a an part one his her its their our most half all".split())
_TWO_OF = lazy(r"two (?:[a-z-]+ )?[a-z-]+[^s\W]s\b")  # two wheels, two bicycle wheels


def of_a_letter(views: Sequence[View], gain: str) -> Iterator[Finding]:
    """Words in the place of another that is one letter away."""
    return _findings(views, _LETTER, float(gain))


def _findings(views: Sequence[View], kind: str, gain: float) -> Iterator[Finding]:
    if not views:
        return
    words = kind if kind not in (_ALIKE, _LETTER) else ""
    slips = once(views, f"slips {words}", lambda: _slips(around_words(views), words))
    for slip in slips.get(kind, ()):
        if slip.gain >= gain and not _is_sound(slip):
            view, start, end, meant, _ = slip
            mend = Replace(start, end, meant)
            yield Finding(view, start, end, ((mend,),), {"match": view.text[start:end]})


def _is_sound(slip: Slip) -> bool:
    """Whether the word is right, whatever its neighbours say."""
    view, start, end, meant, _ = slip
    return bool(
        _WON.match(view.plain, start)
        or _TWO_OF.match(view.plain, start)
        or _forms(view.plain, start)
        or _is_perfect(view.plain, start, end, meant)
        or _is_other_spelling(view, start, end, meant)
    )


def _is_other_spelling(view: View, start: int, end: int, meant: str) -> bool:
    """Whether both are one word as two kinds of English write it: mould and mold."""
    from .variants import forms  # which is read where something was found at all

    form = forms().get(view.text[start:end].lower())
    return form is not None and form.other == meant


_HAVE = lazy(r"(?i)\b(?:have|has|had|having|'ve)(?: (?:not|also|already|since|never|now|\w+ly))? $")


def _is_perfect(text: str, start: int, end: int, meant: str) -> bool:
    """Whether the word is the participle that “has” needs, and what would be meant is none: “has fined a lender”."""
    may_be = default_lexicon().may_be
    after_have = _HAVE.search(text, max(0, start - 30), start) is not None
    return after_have and may_be(text[start:end], "VBN") and not may_be(meant, "VBN")


def _forms(text: str, at: int) -> bool:
    """Whether “form” is the one verb of its clause here: “two men form the crew”, but “two men form Leeds were held”."""
    if text[at : at + 5].lower() != "form ":
        return False
    start = max((found.end() for found in _CLAUSE.finditer(text, 0, at) if found.end() < at), default=0)
    before = [word.lower() for word in _WORDS.findall(text[start:at])]
    end = next((found.start() for found in _CLAUSE.finditer(text, at)), len(text))
    after = [word.lower() for word in _WORDS.findall(text[at + 5 : end])]
    if not before or not after or after[0] not in _FORMED:
        return False
    plural = before[-1] in _PLURAL_SUBJECTS or default_lexicon().may_be(before[-1], "NNS")
    return plural and not any(map(may_be_finite, (*before[:-1], *after)))


def once(views: Sequence[View], name: str, make: Callable[[], T]) -> T:
    """What is worked out once a story, for all rules that ask."""
    kept = views[0].shared.setdefault(name, [])
    if not kept:
        kept.append(make())
    return cast("T", kept[0])


def ahead(stories: Sequence[Sequence[View]], gain: str, words: str = "") -> None:
    """Look for the slips of several stories in one go, which takes half the time, and keep them with each."""
    stories = [views for views in stories if views and f"slips {words}" not in views[0].shared]
    owner = {view: number for number, views in enumerate(stories) for view in views}
    if not owner:
        return
    found: list[dict[str, list[Slip]]] = [defaultdict(list) for _ in stories]
    for kind, slips in _slips(Around(tuple(owner)), words).items():
        for slip in slips:
            found[owner[slip.view]][kind].append(slip)
    for views, own in zip(stories, found, strict=True):
        once(views, f"slips {words}", lambda own=own: own)  # type: ignore[misc]


def _slips(around: Around, words: str) -> dict[str, list[Slip]]:
    """The likeliest slip at each place by how it comes about: by the shipped table, or by a list of pairs."""
    import numpy as np

    if words:
        at, meant, cost = _pairs(words)(around.numbers)
        alike = cost > 0
    else:
        likely = around.log_before + around.log_after
        at, meant, cost = around.model.slips(np.where(likely < _UNLIKELY, around.numbers, -1))
        alike = np.isinf(cost)
        kept = alike | (likely[at] < _UNLIKELY_LETTER)
        at, meant, cost, alike = at[kept], meant[kept], cost[kept], alike[kept]
        cost[alike] = 0
    for gain, least in ((around.before, _BEFORE), (around.pairs, _PAIRS)):  # quickly gone are most
        kept = gain(at, meant) - cost > least
        at, meant, cost, alike = at[kept], meant[kept], cost[kept], alike[kept]
    gains = around.triples(at, meant) - cost
    best: dict[int, tuple[float, int, str]] = {}
    for i in np.flatnonzero(gains > _FLOOR).tolist():
        kind = words or (_ALIKE if alike[i] else _LETTER)
        best[int(at[i])] = max((float(gains[i]), int(meant[i]), kind), best.get(int(at[i]), (0.0, 0, "")))
    found: dict[str, list[Slip]] = defaultdict(list)
    for place, (gained, number, kind) in sorted(best.items()):
        view, start, end = around.place(place)
        if view.text[start:end].islower() and alone(view.text, start, end):
            found[kind].append(Slip(view, start, end, around.model.word(number), gained))
    return found


def around_words(views: Sequence[View]) -> Around:
    """The words of a story with their neighbours, made once a story."""
    return once(views, "around", lambda: Around(views))


class Around:
    """The words of stories with their neighbours, and what other words in their places would gain."""

    def __init__(self, views: Sequence[View]) -> None:
        import numpy as np

        from ..language.ngrams import default_ngrams

        self.views, self.model = views, (model := default_ngrams())
        pieces, firsts = [""], list[int]()
        for view in views:
            firsts.append(len(pieces))
            pieces += view.folded.split()
            pieces.append("")
        numbers = _numbered(pieces, model)
        ends = np.cumsum(np.fromiter(map(len, numbers), np.int64, len(numbers)))
        self.starts: list[int] = (ends[np.array(firsts, np.int64) - 1]).tolist()
        self.numbers = np.fromiter(chain.from_iterable(numbers), np.int64, int(ends[-1]))
        first, last = model.edges
        two, one, after, later = (np.roll(self.numbers, step) for step in (2, 1, -1, -2))
        self.here = np.maximum(self.numbers, 0)
        self.two = np.where(one == _BREAK, -1, np.where(two == _BREAK, first, two))
        self.one = np.where(one == _BREAK, first, one)
        self.later = np.where(after == _BREAK, -1, np.where(later == _BREAK, last, later))
        # What follows and is unknown says nothing.
        self.known = (after >= 0) | (after == _BREAK)
        self.later_known = self.known & (self.later >= 0)
        self.after, self.later = np.where(after == _BREAK, last, after).clip(0), self.later.clip(0)
        self.log_before = model.two(self.one, self.here)
        self.log_after = np.roll(self.log_before, -1) * self.known
        ends = np.flatnonzero((after == _BREAK) & (self.numbers >= 0))
        self.log_after[ends] = model.two(self.here[ends], self.after[ends])

    def place(self, at: int) -> tuple[View, int, int]:
        """The block of a word, and the word's offsets in it."""
        number = bisect_right(self.starts, at) - 1
        view = self.views[number]
        match = next(islice(_TOKEN.finditer(view.folded), at - self.starts[number], None))
        return view, *match.span()

    def before(self, at: Array, meant: Array) -> Array:
        """The gain by the pair with the word before."""
        gain: Array = self.model.two(self.one[at], meant) - self.log_before[at] - self._rarer(at, meant)
        return gain

    def pairs(self, at: Array, meant: Array) -> Array:
        """The gain by the pairs with the words on both sides."""
        after = self.model.two(meant, self.after[at]) * self.known[at]
        gain: Array = self.before(at, meant) + after - self.log_after[at]
        return gain

    def triples(self, at: Array, meant: Array) -> Array:
        """The gain by the three trigrams that hold the word."""
        return self._likely(at, meant) - self._likely(at, self.here[at]) - self._rarer(at, meant)

    def _likely(self, at: Array, word: Array) -> Array:
        two, one, after, later = self.two[at], self.one[at], self.after[at], self.later[at]
        likely: Array = (
            self.model.three(two, one, word)
            + self.model.three(one, word, after) * self.known[at]
            + self.model.three(word, after, later) * self.later_known[at]
        )
        return likely

    def _rarer(self, at: Array, meant: Array) -> Array:
        rarer: Array = (self.model.one(meant) - self.model.one(self.here[at])).clip(0) * _RARITY
        return rarer


_pieces: dict[str, tuple[int, ...]] = {}  # the numbers of the words of pieces seen


def _numbered(pieces: Sequence[str], model: Ngrams) -> list[tuple[int, ...]]:
    """The numbers of the words and marks of pieces of text, _BREAK for a mark and two for an empty piece."""
    if len(_pieces) > _REMEMBERED:
        _pieces.clear()
    new = [*{"", *pieces}.difference(_pieces)]
    tokens = [_TOKEN.findall(piece) for piece in new]
    words = {word for some in tokens for word in some if word[0].isalnum()}
    numbers = dict(zip(words, model.numbers([*words]), strict=True))
    for piece, some in zip(new, tokens, strict=True):
        _pieces[piece] = tuple(numbers.get(word, _BREAK) for word in some) if piece else (_BREAK, _BREAK)
    return [*map(_pieces.__getitem__, pieces)]


def alone(text: str, start: int, end: int) -> bool:
    """Whether the word is no part of an address, an abbreviation or a compound."""
    after = text[end : end + 2]
    return text[start - 1 : start] not in _NOT_ALONE and (
        after[:1] not in _NOT_ALONE or (after[:1] == "." and not after[1:].strip(" \"')”’"))
    )


@cache
def _pairs(name: str) -> Callable[[Array], tuple[Array, Array, Array]]:
    """A look-up like `Ngrams.slips`, in a list of pairs."""
    import numpy as np

    from ..language.ngrams import default_ngrams, looked_up

    pairs = [line.split() for line in sorted(load_named(name))]
    model = default_ngrams()
    one, other = (np.array(model.numbers([pair[side] for pair in pairs])) for side in (0, 1))
    both = (one >= 0) & (other >= 0)
    wrong = np.concatenate([one[both], other[both]])
    order = np.argsort(wrong, kind="stable")
    right = np.concatenate([other[both], one[both]])[order]
    starts = np.searchsorted(wrong[order], np.arange(model.size + 1))

    def find(numbers: Array) -> tuple[Array, Array, Array]:
        index, place = looked_up(starts, numbers)
        return index, right[place], np.zeros(len(index))

    return find
