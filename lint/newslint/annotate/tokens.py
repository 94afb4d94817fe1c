"""Words and marks by Universal Dependencies' conventions: “do|n't”, “Russia|'s”, “50|-|minute”, “can|not”."""

from __future__ import annotations

from functools import cache, lru_cache

from ..document import Token, fold
from ..lexicon import load_named
from ..patterns import lazy

# Two words written as one, with the first. “its”, “lets”, “wont” and “cant” are left whole: they are words of
# their own too, and only the sentence could tell.
_FUSED = {
    **{
        word + "nt": word for word in "do does did is was are were ai could would should have has had".split()
    },
    **{word + "s": word for word in "that what there here he she".split()},
    **{word: word[:-2] for word in ("gonna", "wanna", "gotta", "outta", "gimme", "lemme")},
    **{word: word[:-2] for word in ("youre", "youve", "theyre", "theyve", "ive")},
    "cannot": "can",
    "alot": "a",
    "im": "i",
}
_NAMES = frozenset({"Im", "IM", "Ive", "IVE"})  # people have these, so they stay whole
# These make no words of their own, and so their hyphens join: “co-founder”, “non-profit”, but “well|-|known”.
# The first are names where they have a capital: the Post|-|Dispatch, a Red Cross|-|led effort.
_PREFIXES = (
    r"(?:counter|cross|mini|over|semi|sub)-(?!the-)(?=[^\W\d_])|(?:mid|post)-"
    r"|(?i:anti|bi|co|e|ex|hyper|inter|intra|mis|multi|neo|non|pro|proto|pseudo|psycho|quasi|re|socio|tri|ultra)"
    r"-(?=[^\W\d_])|(?i:pre)-"
)
_UNITS = r"[ap]\.m|[ap]m|bn|[bkm]|[ck]m|mm|ft|[gkm]b|hrs?|hz|kg|lbs?|mins?|mph|percent|yrs?"
_SITES = r"com|edu|gov|info|mil|net|org|co\.uk"
_FILES = r"csv|docx?|exe|gif|html?|jpe?g|mp3|pdf|png|pptx?|txt|url|xlsx?|xml|zip"

# Long runs are tried from their start only, so that the time grows with the length.
_LINK = (
    r"(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?)\]\"'”’]"
    r"|(?<![\w.+%-])(?:mailto:)?[\w.+%-]+@(?:[\w-]+\.)*[\w-]*\w"  # also Name@COMPANY
    rf"|(?<![\w.@-])@?(?:[\w-]+\.)+(?i:{_SITES})(?:/[\w./~-]*\w)?(?![\w-])"
    rf"|(?<![\w.#-])[\w#-]+\.(?i:{_FILES})\b|(?<![\w.])\.(?:{_FILES})\b"
    r"|(?<![\w.@-])[a-z]{2,}(?:\.[a-z][a-z-]+){2,}(?!\w)"  # a newsgroup
    r"|(?<!\w)[^\W_]{2,}(?:_[^\W_]{2,})+"
)
_NEGATED = r"[^\W\d_]+?(?=[nN]['’][tT]\b)|[nN]['’][tT]\b"
_CLITIC = r"['’](?:s|re|ve|ll|d|m|S|RE|VE|LL|D|M)\b"
_YEAR = r"(?<!\w)['’‘]\d0s\b|(?<![\w.,])\d0['’]s\b|(?<!\S)['’]\d\d(?=[.,;:!?)]*$)"
_DIALLED = r"(?<![\w-])(?:(?:1-)?(?:\d{3}-)?\d{3}-\d{4}|\d\d?-\d\d?-\d{4})(?![\w-])"  # or a date
_NUMBER = (
    rf"\d+(?:[.,]\d+)*(?=(?i:{_UNITS})(?![^\W_]))"
    r"|\d+(?:(?:[.,:/]\d+)+(?:st|nd|rd|th|s\b)?|(?:st|nd|rd|th|s)?(?![^\W_]))"
)
_DOTTED = r"[^\W\d_]\.(?:[^\W\d_]\.)+|(?:Ph|LL)\.[A-Z]\.|W\.Va\.|[A-Z](?:\.[A-Z])+(?![\w.])"
_INITIAL = r"(?<![^\W_])[^\W\d_]\.$"
_SIGN = r"(?<!\w)(?:US|AU|NZ|HK|[AC])\$|(?<!\w)(?:w/(?:o(?:ut)?\b)?|b/c\b)"
# An apostrophe joins what is no clitic (Qur'an, O'Mahony, o'clock); accents may be characters of their own.
_WORD = rf"[^\W_]+(?:(?!{_CLITIC})['’](?=[^\W\d_])[^\W_]+|[\u0300-\u036f]+[^\W_]*)*"
_MARK = (
    r"\.{2,}|[!?.]*[!?][!?.]*|[.,:]\?|--+|''|’’|[‘`]{2}|‘’|<<+|>>+|==+|\*\*+|__+|~~+|\$\$+|\+\+\++"
    r"|[^\w\s]|_"
)
_PIECE = lazy(
    "|".join(
        (
            *(_LINK, _NEGATED, _DOTTED, _INITIAL, _CLITIC, _YEAR, _DIALLED),
            *(rf"(?<![\w-])(?:{_PREFIXES}){_WORD}", _SIGN, _NUMBER, _WORD, _MARK),
        )
    )
)
# A face made of marks stands alone or after a stop; “(as follows:)” has none.
_FACE = lazy(
    r"(|.*[.!?)])([:;=][-o^']?(?:[)(\][|/\\*]+|[DPpOo])|[:;=]['’]?-?[)(]+|\([-o^']?[:;=]|\^_*\^|<3+)([.,!?]*)"
)
_SIMPLE = frozenset(",.;:?!")
_OWNERS = frozenset({"'s", "’s"})
_CLOSING = "'\"”’)]"


_new = tuple.__new__  # what Token(…) calls, at half the time: a story has thousands of tokens


@cache
def _stops() -> frozenset[str]:
    return frozenset(word.lower() for word in load_named("abbreviations"))


def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of the sentence `text[start:end]`, with offsets into `text`."""
    part = text[start:end]
    folded = fold(part)
    runs = part.split()
    final = len(runs) - 1
    out: list[Token] = []
    to = 0
    for number, run in enumerate(runs):
        at = part.index(run, to)
        to = at + len(run)
        if run.isalpha() and folded[at:to] not in _FUSED:  # most of them
            out.append(_new(Token, (start + at, start + to, run, folded[at:to], True)))
            continue
        space = True
        for piece in _cut(run) if number < final else _cut_last(run):
            to = at + len(piece)
            out.append(_new(Token, (start + at, start + to, piece, folded[at:to], space)))
            at = to
            space = False
    return tuple(out)


@lru_cache(1 << 14)  # a story says the same things over and over
def _cut(run: str) -> tuple[str, ...]:
    """The tokens of a run without white space."""
    return _cut_plain(run) or _cut_any(run)


def _cut_plain(run: str) -> tuple[str, ...]:
    """What `_cut_any` gives for the usual runs, such as “(word”, “word,” and “Poe's”; empty for others.

    It takes a tenth of the time, and of a new story's runs these are most.
    """
    before = (run[0],) if run[0] in '“"(' else ()
    after = (run[-1],) if run[-1] in '”")' else ()
    word = run[len(before) : len(run) - len(after)]
    if word[-1:] in _SIMPLE:
        word, mark = word[:-1], word[-1]
        if not (word.isalpha() or word.isdecimal()):
            return ()
        if mark == "." and (
            fold(word) + "." in _stops() or (len(word) == 1 and not after and word.isalpha())
        ):
            return (*before, word + ".", *after)
        return (*before, *_parts(word), mark, *after)
    if word[-2:] in _OWNERS and word[:-2].isalpha():
        return (*before, *_parts(word[:-2]), word[-2:], *after)
    return (*before, *_parts(word), *after) if word.isalpha() or word.isdecimal() else ()


def _cut_any(run: str) -> tuple[str, ...]:
    """The tokens of any run."""
    face = _FACE.fullmatch(run) if run[-1] in ")(]\\[|/*DPpOo.,!?:;=^3" else None
    if face:
        head, middle, tail = face.groups()
        return (*(_cut_any(head) if head else ()), middle, *((tail,) if tail else ()))
    stops = _stops()
    out: list[str] = []
    for piece in _PIECE.findall(run):
        if piece[0] == "." and out and piece[:3] not in ("...", "..") and fold(out[-1]) + "." in stops:
            out[-1] += "."  # the stop is the abbreviation's
            if piece != ".":
                out.append(piece[1:])
            continue
        out += _parts(piece)
    return tuple(out)


def _parts(piece: str) -> tuple[str, ...]:
    """The words that are written as one: “can|not”, “du|n|no”."""
    folded = fold(piece)
    if folded == "dunno":
        return piece[:2], piece[2:3], piece[3:]
    if folded not in _FUSED or piece in _NAMES:
        return (piece,)
    cut = len(_FUSED[folded])
    return piece[:cut], piece[cut:]


def _cut_last(run: str) -> tuple[str, ...]:
    """The tokens of a sentence's last run: its stop is a mark of its own, except in “U.S.” and the like."""
    out = _cut(run)
    at = len(out) - 1
    while at > 0 and out[at] in _CLOSING:
        at -= 1
    word = out[at]
    if word[-1] == "." and "." not in word[:-1] and len(word) > 1:
        return (*out[:at], word[:-1], ".", *out[at + 1 :])
    return out
