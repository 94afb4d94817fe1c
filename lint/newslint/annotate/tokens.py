"""Words and marks by Universal Dependencies' conventions: “do|n't”, “Russia|'s”, “50|-|minute”."""

from __future__ import annotations

import re
from functools import cache

from ..document import Token, fold
from ..lexicon import load_named

_NEGATED = r"[^\W\d_]+?(?=n['’]t\b)|n['’]t\b"
_CLITIC = r"['’](?:s|re|ve|ll|d|m)\b"
_NUMBER = r"\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?(?![^\W_])"
_LINK = r"(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?)\"'”’]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_DOTTED = r"(?:[^\W\d_]\.){2,}"
_INITIAL = r"[A-Z]\.(?=\s[A-Z])"
_WORD = r"(?:[ODLodl]['’](?=[A-Za-z]{2}))?[^\W_]+"
_MARK = r"\.{2,}|--+|[^\w\s]|_"


@cache
def _pattern() -> re.Pattern[str]:
    stops = sorted((a for a in load_named("abbreviations") if a.endswith(".")), key=len, reverse=True)
    short = "|".join(re.escape(stop) for stop in stops)
    return re.compile(
        rf"{_LINK}|(?<![^\W_])(?:{short})(?!\w)|{_DOTTED}|{_INITIAL}|{_NEGATED}|{_CLITIC}|{_NUMBER}|{_WORD}|{_MARK}"
    )


def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of `text[start:end]`, with offsets into `text`."""
    folded = fold(text)
    out = []
    last = start
    for match in _pattern().finditer(text, start, end):
        at, to = match.span()
        out.append(Token(at, to, match.group(), folded[at:to], at > last or at == start))
        last = to
    return tuple(out)
