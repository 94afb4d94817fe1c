"""Words that no list knows, and what they may have meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..document import View
from ..lexicon import copy_case, load_named
from ..patterns import lazy
from ..rule import Finding, Replace
from ..sieve import Sieve
from .dialects import in_dialect, of_story
from .foreign import FOREIGN, is_dialect, is_set_off, stands_free
from .known import is_initials, is_unknown, is_usual
from .people import given_names
from .proposals import mends, proposed

if TYPE_CHECKING:
    import re

SHORTEST = 3  # letters of a word that is looked at
# Beside these signs stands part of a longer word, an address or a file name.
_JOINTS = r"\w\u00ad\ufffd'’‘‑‐/@\\#&+*=~$"
_AFTER = rf"(?![{_JOINTS}-]|[.…]\w)"
_LOWER = lazy(rf"(?<![{_JOINTS}.-])(?<!-\s)[a-z]{{{SHORTEST},}}{_AFTER}")
_SHORT = lazy(rf"(?<![{_JOINTS}.-])(?<!-\s)[a-z]{{2}}{_AFTER}(?!\.)")
_PART = lazy(rf"(?<![{_JOINTS}.])(?:(?<=[a-z]-)|(?=[a-z]+-[a-z]))[a-z]{{5,}}(?![{_JOINTS}]|[.…]\w)")
_SLASHED = lazy(rf"(?<![{_JOINTS}.-])([a-z]{{4,}})/([a-z]{{4,}}){_AFTER}")
_FIRST = lazy(rf"[\"“'‘(]*(?P<word>[A-Z][a-z]{{3,}})(?= [a-z]| I |,){_AFTER}")
_CAPITAL = lazy(rf"(?<![{_JOINTS}.-])[A-Z][a-z]{{5,}}{_AFTER}")
_CAPITALISED = lazy(r"\b[A-Z][a-z]{3,}\b")
_CAPITALS = lazy(rf"(?<=[A-Z] )[A-Z]{{6,}}(?= [A-Z]{{2}}|[.!?,]|$){_AFTER}")
_WORDS = lazy(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENDS = frozenset(".!?…:;\"”’')]")  # what may stand before a sentence
_TITLED = 3  # long words of a line that must have capitals for capitals to say nothing
_OFTEN = 3  # a word used so often in a story is meant
_SLIGHT, _LONG = 2.7, 7  # nats of a slip in what may well be a name, and its letters
_MEANT = 3.0  # nats by which the neighbours must speak for a word of two letters


class Doubt(NamedTuple):
    """A word that may be misspelt; `near`: where only what is very near may be meant."""

    view: View
    start: int
    end: int
    near: bool = False
    least: float = -99.0  # nats by which the neighbours must speak for what was meant

    @property
    def word(self) -> str:
        """The word as written."""
        return self.view.text[self.start : self.end]


def unknown(views: Sequence[View], dialect: str = "auto") -> Iterator[Finding]:
    """Words that no list knows and nothing explains, with what was meant.

    A word that the story uses again and again is meant; so is one among foreign words, or alone in quotation marks.
    What was meant is spelt in the dialect, or else in that of the story.
    """
    doubts = [doubt for _, view, pieces in _strange(views) for doubt in _doubts(view, pieces, views)]
    counts = Counter(doubt.word.lower() for doubt in doubts)
    for doubt in doubts:
        view, start, end, near, least = doubt
        word = doubt.word
        most = 1 if word[0].isupper() else _OFTEN - 1  # a name is seldom there once
        if (
            counts[word.lower()] > most
            or not stands_free(view.text, start, end)
            or is_set_off(view, start, end)
        ):
            continue
        rights = mends(view.text, start, end, near, least)
        if rights and not is_dialect(view, start, end):
            spelt = in_dialect(rights, of_story(views, dialect))
            options = tuple((Replace(start, end, copy_case(word, right)),) for right in spelt)
            yield Finding(view, start, end, options, {"match": word})


def _doubts(view: View, pieces: Iterable[str], story: Sequence[View]) -> Iterator[Doubt]:
    """The words of a view that may be misspelt; they are in these pieces of its text."""
    text, places = view.text, _places(view.text, pieces)
    for match in _in(places, _LOWER, text):
        if is_unknown(match[0]):
            yield Doubt(view, *match.span())
        elif _is_short_initials(match[0]):
            yield Doubt(view, *match.span(), near=True, least=0.0)
    for match in _in(places, _SHORT, text):
        if _is_short_slip(match[0]):
            yield Doubt(view, *match.span(), least=_MEANT)
    for match in _in(places, _PART, text) if "-" in text else ():
        if is_unknown(match[0]):
            yield Doubt(view, *match.span(), near=True)
    for match in _in(places, _SLASHED, text) if "/" in text else ():
        for one, other in ((1, 2), (2, 1)):
            if is_unknown(match[one]) and not is_unknown(match[other]):
                yield Doubt(view, *match.span(one), near=True)
    yield from _with_capitals(view, places, story)


def _places(text: str, pieces: Iterable[str]) -> list[tuple[int, int]]:
    """Where the pieces stand in the text, in order; none lies in another."""
    found = sorted((at, -len(piece)) for piece in pieces for at in _starts(text, piece))
    places: list[tuple[int, int]] = []
    for at, size in found:
        if not places or at >= places[-1][1]:
            places.append((at, at - size))
    return places


def _starts(text: str, piece: str) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + len(piece))


def _in(places: Iterable[tuple[int, int]], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches that start in one of these places."""
    for start, end in places:
        for match in pattern.finditer(text, start):
            if match.start() >= end:
                break
            yield match


def _is_short_initials(word: str) -> bool:
    return len(word) == SHORTEST and is_initials(word)


def _is_short_slip(word: str) -> bool:
    """Whether a word of two letters is none, and another when it is turned round."""
    known = word in FOREIGN or word[::-1] not in load_named("short-words")
    return not known and (is_initials(word) or is_unknown(word))


def _is_strange(piece: str) -> bool:
    """Whether a piece of text may hold what `_doubts` looks for."""
    return any(map(_is_strange_word, _WORDS.findall(piece)))


def _is_strange_word(word: str) -> bool:
    if not word.isascii() or not word.isalpha():
        return False
    if word.islower():
        return _is_short_slip(word) if len(word) == 2 else is_unknown(word) or _is_short_initials(word)
    if word.isupper():
        return is_unknown(word.lower())
    return word[1:].islower() and _may_be_word(word)


_strange = Sieve(_is_strange)


def _with_capitals(view: View, places: Sequence[tuple[int, int]], story: Sequence[View]) -> Iterator[Doubt]:
    """Words with capitals that are likely to have them for their place, and not as names."""
    for match in _in(places, _CAPITALISED, view.text):
        word = match[0]
        likely = _may_be_word(word) and (_opens(view, match) or _is_likely(view, match))
        if likely and proposed(word.lower(), near=True) and _times(word, story) == 1:
            yield Doubt(view, *match.span(), near=True)
    for match in _in(places, _CAPITALS, view.text):
        if is_unknown(match[0].lower()):
            yield Doubt(view, *match.span(), near=True)


def _may_be_word(word: str) -> bool:
    """Whether a word with a capital is no name, as far as lists tell, and unknown."""
    lower = word.lower()
    return not (lower in given_names() or lower in load_named("names-like-words")) and is_unknown(lower)


def _opens(view: View, match: re.Match[str]) -> bool:
    """Whether the word opens a sentence, which goes on in small letters."""
    before = view.text[max(0, match.start() - 9) : match.start()].rstrip(" \"“‘'(")
    if before and before[-1] not in _ENDS:  # a quick look
        return False
    sentence = view.sentence_at(match.start())
    first = _FIRST.match(view.text, sentence.start) if sentence else None
    return first is not None and first.start("word") == match.start()


def _is_likely(view: View, match: re.Match[str]) -> bool:
    """Whether a word with a capital in a sentence is no name: of a title, or a slight slip with no name beside it."""
    if not _CAPITAL.match(view.text, match.start()):
        return False
    alone = len(match[0]) >= _LONG and not _is_beside_name(view.text, *match.span())
    return (alone and _is_slight(match[0])) or _is_titled(view.text)


def _times(word: str, views: Sequence[View]) -> int:
    """How often the story has the word with a capital."""
    return sum(_CAPITALISED.findall(view.text).count(word) for view in views if word in view.text)


def _is_titled(text: str) -> bool:
    """Whether a line has capitals throughout: “Great Sandwiches, Great Prices”."""
    words = [match[0] for match in _WORDS.finditer(text)]
    long = [word for word in words if len(word) > 4]
    return len(long) >= _TITLED and all(word[0].isupper() for word in long)


def _is_slight(word: str) -> bool:
    """Whether letters are only swapped, doubled or not: names differ from words by more."""
    found = proposed(word.lower(), near=True)
    return bool(found) and found[0].slips <= _SLIGHT and set(found[0].word.lower()) == set(word.lower())


def _is_beside_name(text: str, start: int, end: int) -> bool:
    """Whether a name stands beside this word, or an unusual word with a capital."""
    before, after = text[:start].split()[-1:], text[end:].split()[:1]
    words = [word.strip("\"'“”‘’(),.") for word in (*before, *after)]
    return any(word[:1].isupper() and not is_usual(word.lower()) for word in words)
