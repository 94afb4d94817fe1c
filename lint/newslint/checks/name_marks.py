"""What is added to a name and changes: Jr. and III, the number of a flight or a road; and coined words of small letters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..document import View
from ..patterns import lazy
from ..rule import Finding, Place, Replace
from ..word_lists import load_named
from .apart import sentence_around, told_apart
from .known import is_unknown
from .names import one_edit
from .people import CAP

Spot = tuple[View, int, int]


def _finding(spot: Spot, right: str, there: Spot) -> Finding:
    view, start, end = spot
    values = {"match": view.text[start:end], "other": right}
    return Finding(
        view, start, end, ((Replace(start, end, right),),), values, (Place(*there, f"“{right}” here"),)
    )


# ── Jr., Sr., III ───────────────────────────────────────────────────────────────────────────────────────

_WITH_MARK = lazy(
    rf"(?<![\w'-])(?P<name>{CAP} (?:[A-Z]\. )?{CAP}),? (?P<mark>Jr\.?|Sr\.?|II|III|IV)(?![\w'-])"
)
_TWO_OF_THEM = lazy(
    r"\b(?:father|son|sons|grand(?:father|son|sons|parents)|great-grand\w+|junior|senior|elder|younger|namesake|uncle|nephew|generations?|his parents|his late|family|families|dynasty)\b"
)


def suffixes(views: Sequence[View]) -> Iterator[Finding]:
    """“Martin Oakes Jr.”, and then “Martin Oakes III”, in a story that has no father and no son."""
    marks: dict[str, dict[str, list[Spot]]] = defaultdict(lambda: defaultdict(list))
    for view in views:
        for match in _WITH_MARK.finditer(view.plain):
            if not view.quoted(*match.span()):
                marks[match["name"]][match["mark"].rstrip(".")].append((view, *match.span("mark")))
    for spots in marks.values():
        if len(spots) != 2 or any(_TWO_OF_THEM.search(view.folded) for view in views):
            continue
        (_, there), (_, rare) = sorted(spots.items(), key=lambda pair: -len(pair[1]))
        if len(rare) == 1 and not _is_of_old(rare[0]) and not told_apart(*rare[0], there):
            yield _finding(rare[0], there[0][0].text[there[0][1] : there[0][2]], there[0])


def _is_of_old(spot: Spot) -> bool:
    """Whether the sentence tells of another time, as of a grandfather's."""
    view, start, end = spot
    return bool(_OF_OLD.search(view.plain, *sentence_around(view.plain, start, end)))


_OF_OLD = lazy(
    r"\b(?:1[89]\d\d|found(?:ed|er)|start(?:ed|er)|held|until|years|decades?|century|died|late|before|retired|former|once|earlier|first|original)\b"
)


# ── Numbers ─────────────────────────────────────────────────────────────────────────────────────────────

_NUMBERED = lazy(
    r"(?<![\w'-])(?P<kind>Flight|Route|Highway|Interstate|Bus|Platform|Gate|Runway|Bill|Proposition|Measure|Amendment|Resolution|Room|Unit|Reactor|Apartment|Exit|Engine|Train|Pier|Dock|Warehouse|Terminal)"
    r" (?P<number>\d{1,4})(?![\w-]|[,.:]\d)"
)
_AGAIN = lazy(r" (?:opened again|reopened|re-opened|remained|remains|was still|is still|will reopen)\b")
_SIDEWAYS = lazy(
    r"\b(?:and|or|detour\w*|divert\w*|moved to|sent (?:along|to|down)|transferred|returned|return|connect\w*|junction|intersection|crosse?s|meets|"
    r"alternat\w+|also|too|as well|other|from \w+ \d+ to|between|along with|next|later|earlier|after|before)\b"
)


def numbers(views: Sequence[View]) -> Iterator[Finding]:
    """“Flight 417”, twice, and then “Flight 471”."""
    found: dict[str, dict[str, list[Spot]]] = defaultdict(lambda: defaultdict(list))
    for view in views:
        for match in _NUMBERED.finditer(view.plain):
            found[match["kind"]][match["number"]].append((view, *match.span("number")))
    for spots in found.values():
        if len(spots) != 2:
            continue  # one flight or road, and once another
        (usual, there), (rare, once) = sorted(spots.items(), key=lambda pair: -len(pair[1]))
        one = len(there) > 1 and len(once) == 1 and _comes_first(there[0], once[0])
        if one and _is_digit_slip(usual, rare, once[0]) and not _is_beside(once[0], there):
            yield _finding(once[0], usual, there[0])


def _comes_first(one: Spot, other: Spot) -> bool:
    return (one[0].index, one[1]) < (other[0].index, other[1])


def _is_digit_slip(usual: str, rare: str, spot: Spot) -> bool:
    """Whether two neighbouring digits are swapped, in a phrase; or one is another, where the words say that it has been named.

    As the subject of a sentence another flight or road is brought in.
    """
    view, start, end = spot
    if len(usual) != len(rare):
        return False
    phrase = _IN_PHRASE.search(view.plain, 0, start)
    swaps = (usual[:at] + usual[to] + usual[at] + usual[to + 1 :] for at, to in pairwise(range(len(usual))))
    if phrase and any(swap == rare for swap in swaps):
        return True
    return one_edit(usual, rare) and bool(_AGAIN.match(view.plain, end))


_IN_PHRASE = lazy(r"\b(?:of|on|aboard|inside) (?:the )?(?:U\.S\. )?(?:[A-Z]\w* ){0,2}$")


def _is_beside(spot: Spot, there: Sequence[Spot]) -> bool:
    view, start, end = spot
    first, last = sentence_around(view.plain, start, end)
    beside = _SIDEWAYS.search(view.plain, first, last)
    return bool(beside) or view.quoted(start, end) or told_apart(view, start, end, there)


# ── Coined words ────────────────────────────────────────────────────────────────────────────────────────

_SHORTEST = 7  # letters of a coined word
_SAME_END = 2  # letters at the end that two forms of one word have apart: velotinib, velotinibs


def coined(views: Sequence[View]) -> Iterator[Finding]:
    """“Velotanib”, once, in a story of a drug called velotinib: a word that no list knows, a letter from another."""
    plain = load_named("usual-words")
    long = {
        word
        for view in views
        for word in view.words
        if len(word) >= _SHORTEST and word not in plain and word.isalpha()
    }
    for one, other in _pairs(long):
        if not (is_unknown(one) and is_unknown(other)):
            continue
        spots = {word: list(_uses(views, word)) for word in (one, other)}
        usual, rare = (one, other) if len(spots[one]) > len(spots[other]) else (other, one)
        small = 2 * sum(view.plain[start].islower() for view, start, _ in spots[usual]) >= len(spots[usual])
        if small and len(spots[usual]) > len(spots[rare]) == 1 and len(spots[usual]) > 1:
            spot = spots[rare][0]
            as_word = _STARTS.search(spot[0].plain, 0, spot[1]) or spot[0].plain[spot[1]].islower()
            if as_word and not spot[0].quoted(*spot[1:]) and not told_apart(*spot, spots[usual]):
                yield _finding(spot, _cased(usual, spot), spots[usual][0])


_STARTS = lazy(r"(?:^|(?<!\.)[.!?][\"')]*\s+)[\"'(]?$")


def _cased(word: str, spot: Spot) -> str:
    return word.capitalize() if spot[0].plain[spot[1]].isupper() else word


def _pairs(words: set[str]) -> Iterator[tuple[str, str]]:
    """Each two that are a letter apart and no forms of one another."""
    by_ends: dict[tuple[str, str], list[str]] = defaultdict(list)
    for word in words:
        by_ends[word[0], word[-_SAME_END:]].append(word)
    for near in by_ends.values():
        for at, one in enumerate(near) if len(near) > 1 else ():
            yield from ((one, other) for other in near[at + 1 :] if one_edit(one, other))


def _uses(views: Sequence[View], word: str) -> Iterator[Spot]:
    pattern = re.compile(rf"(?<![\w'-]){word}(?![\w-])", re.IGNORECASE)
    for view in views:
        if word in view.words:
            yield from ((view, *match.span()) for match in pattern.finditer(view.plain))
