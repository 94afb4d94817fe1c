"""What a word that no list knows may have meant, and whether that is likely enough to be said."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from .known import is_usual

if TYPE_CHECKING:
    from ..language.speller import Suggestion

_MANY = 8  # suggestions among which the neighbours choose
_SHOWN = 3
# The dearest slips, in nats, of which a word of so many letters may be made; of longer words `_MOST`.
_SLIPS = {2: 2.6, 3: 2.8, 4: 3.7, 5: 4.7, 6: 5.6, 7: 6.5}
_MOST = 8.0
_SHORT = 3
# For words that may be names, and parts of compounds: short and long ones.
_NEAR, _NEAR_LONG, _LONG = 3.45, 5.8, 9
_RARE_LETTERS = 7  # a rare word is meant by longer ones
_SURE = 2.0  # nats of a slip that makes a rare word likely, such as a letter doubled
_RARE = 15.0  # what a mending may cost with its rarity
# What its rarity alone may cost for a word to be usual, where the lists have no short ones; and where more is asked.
_COMMON, _VERY_COMMON = 6.0, 4.7
_SUPPORT, _MORE = 4.0, 1.0  # nats of the neighbours that allow for so much dearer slips


@lru_cache(maxsize=50_000)
def proposed(word: str, near: bool = False) -> tuple[Suggestion, ...]:
    """What an unknown word in small letters may have meant, the best first; nothing where that is far-fetched.

    With `near` only what is very near, and a usual word.
    """
    found = _suggested(word)
    return found[:_SHOWN] if found and _is_likely(word, found[0], near) else ()


def mends(text: str, start: int, end: int, near: bool = False, least: float = -99.0) -> tuple[str, ...]:
    """What the word at this place may have meant, as its neighbours tell; nothing where that is far-fetched.

    `least`: how many nats the neighbours must speak for it.
    """
    from ..language.speller import fitting

    word = text[start:end].lower()
    before = [part.strip('"“”’().,').lower() for part in text[max(0, start - 60) : start].split()[-2:]]
    after = [part.strip('"“”().,').lower() for part in text[end : end + 40].split()[:1]]
    found = [each for each in _suggested(word) if len(word) > _SHORT or each.word.lower() != word]
    fits = fitting(found, before, after)
    if not fits or fits[0].gain < least or not _is_likely(word, fits[0].suggestion, near, fits[0].gain):
        return ()
    return tuple(fit.suggestion.word for fit in fits[:_SHOWN])


@lru_cache(maxsize=50_000)
def _suggested(word: str) -> tuple[Suggestion, ...]:
    from ..language.speller import default_speller  # numpy is loaded where a word is unknown

    return default_speller().suggest(word, _MANY)


def _is_likely(word: str, best: Suggestion, near: bool, gain: float = 0.0) -> bool:
    """Whether so many slips are likely in a word of this length, and the word that was meant usual enough."""
    worst = (_NEAR if len(word) < _LONG else _NEAR_LONG) if near else _SLIPS.get(len(word), _MOST)
    if gain >= _SUPPORT:
        worst += _MORE
    if best.slips > worst or best.cost > _RARE:
        return False
    sure = not near and (len(word) > _SHORT or best.slips <= _SLIPS[_SHORT])
    if best.cost - best.slips <= (_COMMON if sure else _VERY_COMMON):
        return True
    if len(word) > _SHORT and is_usual(best.word):
        return True
    return not near and (len(word) >= _RARE_LETTERS or (len(word) > _SHORT and best.slips <= _SURE))
