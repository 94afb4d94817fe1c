"""Names that everybody knows, one slip off: countries, cities, bodies and public people, by the gazetteer."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from ..document import View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding, Replace
from ..word_lists import load_list, rules_folder
from .names import one_edit
from .near_names import bare
from .people import given_names, titles

_SHORTEST = 6  # letters of a name that is told by itself
_SHORT = 4  # letters of a word that is told by the rest of its name
_SURE = 12  # letters in the other words of a name that leave no doubt which is meant
_USUAL = 3  # uses of a spelling that make it a name of the story's own
_WORD = lazy(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_JOINED = frozenset("north south east west northern southern eastern western central the".split())

Name = tuple[str, ...]


@dataclass
class Gazetteer:
    """The names, by what a misspelt one would still have."""

    alone: dict[tuple[str, int], list[str]] = field(default_factory=lambda: defaultdict(list))
    surnames: dict[tuple[str, int], list[str]] = field(default_factory=lambda: defaultdict(list))
    by_first: dict[str, list[Name]] = field(default_factory=lambda: defaultdict(list))
    by_last: dict[str, list[Name]] = field(default_factory=lambda: defaultdict(list))
    words: set[str] = field(default_factory=set)
    people: set[Name] = field(default_factory=set)
    bodies: set[Name] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)  # words after which a longer name goes on
    tails: set[str] = field(default_factory=set)  # words before which it has begun

    def add(self, name: Name, person: bool) -> None:
        """Enter a name by its parts."""
        self.words.update(name)
        if person:
            self.people.add(name)
            if len(name[-1]) >= _SHORTEST:
                self.surnames[name[-1][0], len(name[-1])].append(name[-1])
        if len(name) > 1:
            self.by_first[name[0]].append(name)
            self.by_last[name[-1]].append(name)
            self.heads.update(name[:-1])
            self.tails.update(name[1:])
        elif len(name[0]) >= _SHORTEST and not person:
            self.alone[name[0][0], len(name[0])].append(name[0])


class Line(NamedTuple):
    """The words of a view, and where they stand; a possessive's end is left out."""

    text: str
    words: Sequence[str]
    places: Sequence[re.Match[str]]

    def start(self, at: int) -> int:
        """Where a word starts."""
        return self.places[at].start()

    def end(self, at: int) -> int:
        """Where a word ends, with its possessive."""
        return self.places[at].end()

    def adjoin(self, at: int) -> bool:
        """Whether nothing but a space is between a word and the next."""
        return at + 1 < len(self.words) and self.text[self.end(at) : self.start(at + 1)] == " "


def _line(text: str) -> Line:
    places = list(_WORD.finditer(text))
    words = [place[0] for place in places]
    return Line(text, [word.removesuffix("'s") for word in words] if "'" in text else words, places)


@cache
def _gazetteer() -> Gazetteer:
    made, folder = Gazetteer(), rules_folder() / "lexicon" / "gazetteer"
    for part in ("places", "bodies", "people", "things"):
        for entry in sorted(load_list(part, folder)):
            name = tuple(_WORD.findall(entry))
            if name:
                made.add(name, part == "people")
                if part == "bodies" or "&" in entry:
                    made.bodies.add(name)
    return made


@cache
def _real() -> frozenset[str]:
    return load_list("real-names", rules_folder() / "lexicon" / "gazetteer")


def slips(views: Sequence[View]) -> Iterator[Finding]:
    """A name of the gazetteer with one letter wrong, where that is no other name and no word."""
    lines = [(view, _line(view.plain)) for view in views]
    counts = Counter(word for _, line in lines for word in line.words)
    for view, line in lines:
        for at, word in enumerate(line.words):
            if not word[0].isupper() or counts[word] >= _USUAL:
                continue
            right = _in_phrase(line, at) or _by_itself(line, at)
            twice = counts[word] > 1 and right and counts[right]  # Ashford and Ashfold are two towns
            if right and not twice:
                start, end = line.start(at), line.start(at) + len(word)
                yield Finding(view, start, end, ((Replace(start, end, right),),), {"match": word})


# ── One word of a longer name ───────────────────────────────────────────────────────────────────────────


def _in_phrase(line: Line, at: int) -> str | None:
    """The word that belongs here, in a name whose other words all stand around."""
    known, words, word = _gazetteer(), line.words, line.words[at]
    within = (at > 0 and words[at - 1] in known.heads) or (
        at + 1 < len(words) and words[at + 1] in known.tails
    )
    if len(word) < _SHORT or not within:
        return None
    found = {
        (name, place)
        for first in range(max(0, at - 5), at + 1)
        for name in (known.by_first.get(words[first], ()) if first < at else _ending(words, at))
        for place in (at - first,)
        if place < len(name)
        and (word[0] == name[place][0] or word[-1] == name[place][-1])  # one slip leaves one of the two
        and _matches(line, first, name, place)
    }
    rights = {name[place] for name, place in found}
    if len(rights) != 1 or any(_stands(words, at, name) for name in known.by_first.get(word, ())):
        return None
    name, place = min(found, key=lambda pair: -len(pair[0]))
    return name[place] if _certain(name, place, word) else None


def _ending(words: Sequence[str], at: int) -> Iterator[Name]:
    """The names whose first word is not here, but whose last may be."""
    known = _gazetteer()
    for last in range(at + 1, min(at + 6, len(words))):
        yield from (name for name in known.by_last.get(words[last], ()) if len(name) == last - at + 1)


def _matches(line: Line, first: int, name: Name, place: int) -> bool:
    here = line.words[first : first + len(name)]
    if len(here) != len(name) or any(
        a != b for i, (a, b) in enumerate(zip(here, name, strict=True)) if i != place
    ):
        return False
    word, right = here[place], name[place]
    if not _is_slip(word, right) and not (len(name) > 2 and _is_form(word, right)):
        return False
    between = line.text[line.start(first) : line.end(first + len(name) - 1)]
    return not any(mark in between for mark in ',;:()"')


def _is_form(word: str, right: str) -> bool:
    """Whether the two are forms or relatives of one word: Institution, Institute; Disability, Disabilities."""
    longer = word.startswith(right) or right.startswith(word)  # Committeeman, Committee
    return not longer and word[:_STEM] == right[:_STEM] and min(len(word), len(right)) > _STEM


_STEM = 6  # letters at the start that make two words relatives


def _is_slip(word: str, right: str) -> bool:
    """A letter off, or the same letters in another order: Dabhi for Dhabi; accents make no slip."""
    if abs(len(word) - len(right)) > 1:
        return False
    mixed = word[0] == right[0] and len(word) > _SHORT and sorted(word) == sorted(right)
    return (mixed or one_edit(word, right)) and _level(word) != _level(right)


def _stands(words: Sequence[str], at: int, name: Name) -> bool:
    return tuple(words[at : at + len(name)]) == name


def _certain(name: Name, place: int, word: str) -> bool:
    """Whether the other words leave no doubt, or the misspelt one is nothing else."""
    if word.replace("s", "z") == name[place].replace("s", "z") or {word, name[place]} == {"Centre", "Center"}:
        return False  # a house's spelling
    rest = [part for at, part in enumerate(name) if at != place]
    if name in _gazetteer().people:
        if len(word) == _SHORT or _plural(word, name[place]) or word in _gazetteer().words:
            return False  # short names are written in several ways: Ayad, Iyad
        return not _is_real(word) or all(
            part.lower() not in given_names() and not _is_real(part) for part in rest
        )
    if len(name) > 2 and sum(map(len, rest)) >= _SURE:
        return True
    if _plural(word, name[place]) or word in _gazetteer().words:
        return False
    return not _is_real(word) or (name in _gazetteer().bodies and len(word) >= _SHORTEST)


# ── A name of one word ──────────────────────────────────────────────────────────────────────────────────


def _by_itself(line: Line, at: int) -> str | None:
    word = line.words[at]
    if len(word) < _SHORTEST - 1 or _is_known(word) or word in _gazetteer().words:
        return None
    before = line.words[at - 1] if at and line.adjoin(at - 1) else ""
    known = _gazetteer().alone
    if before[:1].isupper():
        if before.lower() in titles() and not _is_given(line, at):
            known = _gazetteer().surnames
        elif before.lower() not in _JOINED:
            return None
    if _is_given(line, at):
        return None
    near = _nearest(word, known)
    return near if near and not _is_real(word) else None  # the list of real names is long, and seldom asked


def _is_given(line: Line, at: int) -> bool:
    """Whether a capitalised word that is no word of English follows: then this is a first name."""
    after = (
        line.words[at + 1]
        if line.start(at + 1 if at + 1 < len(line.words) else at) - line.end(at) == 1
        else ""
    )
    return after[:1].isupper() and not default_lexicon().knows(after.lower())


@lru_cache(maxsize=100_000)
def _is_known(word: str) -> bool:
    return default_lexicon().knows(word) or word.lower() in given_names()


def _is_real(word: str) -> bool:
    return _is_known(word) or word.lower() in _real()


def _nearest(word: str, known: dict[tuple[str, int], list[str]]) -> str | None:
    ends = word[:2], word[-2:]  # one slip leaves one of the two, unless it swaps letters of a short word
    near = {
        name
        for name in _like(word, known)
        if (name[:2] == ends[0] or name[-2:] == ends[1]) and one_edit(word, name) and not _plural(word, name)
    }
    return near.pop() if len(near) == 1 else None


def _like(word: str, known: dict[tuple[str, int], list[str]]) -> Iterable[str]:
    for size in range(len(word) - 1, len(word) + 2):
        yield from known.get((word[0], size), ())


def _plural(word: str, name: str) -> bool:
    """Whether one is the other in another form: Koreas, Bavarian, Salafism; or differs in marks and capitals only."""
    if any(word == name + end or name == word + end for end in ("s", "n", "i", "e", "a", "o")):
        return True
    ending = word[:-1] == name[:-1] and {word[-1], name[-1]} <= _ENDINGS
    return ending or _level(word) == _level(name)


_ENDINGS = set("aeiounsmthyd")


def _level(name: str) -> str:
    return "".join(letter for letter in bare(name).lower() if letter.isascii() and letter.isalpha())
