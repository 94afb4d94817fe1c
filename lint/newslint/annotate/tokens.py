"""Words and marks by Universal Dependencies' conventions: “do|n't”, “Russia|'s”, “50|-|minute”."""

from __future__ import annotations

import re
from functools import cache

from ..document import Token, fold
from ..lexicon import load_named

_LINK = r"(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?)\"'”’]|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_NEGATED = r"[^\W\d_]+?(?=[nN]['’][tT]\b)|[nN]['’][tT]\b"
_CLITIC = r"['’](?:s|re|ve|ll|d|m|S|RE|VE|LL|D|M)\b"
_DECADE = r"(?<!\w)['’‘]\d0s\b"
_NUMBER = r"\d+(?:(?:[.,:/]\d+)+(?:st|nd|rd|th|s\b)?|(?:st|nd|rd|th|s)?(?![^\W_]))"
_DOTTED = r"[^\W\d_]\.(?:[^\W\d_]\.)+|(?:Ph|LL)\.[A-Z]\.|W\.Va\."
_INITIAL = r"[A-Z]\.(?=\s[A-Z])"
# An apostrophe joins what is no clitic (Qur'an, O'Mahony, o'clock); accents may be characters of their own.
_WORD = rf"[^\W_]+(?:(?!{_CLITIC})['’](?=[^\W\d_])[^\W_]+|[\u0300-\u036f]+[^\W_]*)*"
_MARK = r"\.{2,}|--+|[^\w\s]|_"
_LINK_SIGNS = ("://", "www.", "@")


_new = tuple.__new__  # what Token(…) calls, at half the time: a story has thousands of tokens


@cache
def _pattern(links: bool, negations: bool) -> re.Pattern[str]:
    # The two dear parts are left out where a text has nothing for them.
    head = (_LINK,) * links + (_NEGATED,) * negations
    return re.compile("|".join((*head, _DOTTED, _INITIAL, _CLITIC, _DECADE, _NUMBER, _WORD, _MARK)))


@cache
def _stops() -> frozenset[str]:
    return frozenset(word.lower() for word in load_named("abbreviations"))


def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of `text[start:end]`, with offsets into `text`."""
    part = text[start:end]
    folded = fold(part)
    links = any(sign in part for sign in _LINK_SIGNS)
    negations = "n't" in folded
    stops = _stops()
    out: list[Token] = []
    last = 0
    taken = False  # whether the last token was an abbreviation, and took the stop that comes next
    # findall and a search from the last end take half the time of finditer and its match objects.
    for word in _pattern(links, negations).findall(part):
        if taken:
            taken = False
            continue
        at = part.index(word, last)
        to = at + len(word)
        if folded[to : to + 1] == "." != folded[to + 1 : to + 2] and folded[at : to + 1] in stops:
            taken = True
            to += 1
            word = part[at:to]
        out.append(_new(Token, (start + at, start + to, word, folded[at:to], at > last or at == 0)))
        last = to
    return tuple(out)
