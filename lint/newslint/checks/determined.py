"""Words that ask for a number, and nouns after them that may be in another, from readings alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import Literal, NamedTuple

from ..document import Token
from ..lexicon import default_lexicon, load_named
from .counts import EITHER_WAY, QUANTITIES

Asked = Literal["singular", "plural", "number", "of", "much", "less", ""]

_SINGULAR = frozenset("a an each every another this that one 1 either neither".split())
_PLURAL = frozenset("these those many several few various numerous both".split())
_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen hundred thousand million billion".split()
)
_OF = frozenset(
    "one each either neither both many several few two three four five six seven eight nine ten".split()
)
SEVERAL = frozenset(
    "series number couple string pair dozens hundreds thousands scores spate succession".split()
)
THE = frozenset("the these those my your his her its our their".split())
_ASKING = _SINGULAR | _PLURAL | _NUMBERS | THE | {"much", "less", "of"}
# Units and the like that stay as they are after a number, or may: six foot, 50 yen, 20 head of cattle.
UNITS = frozenset(
    "gold silver bronze foot stone pound euro yen yuan won rand baht ringgit percent cent head gross brace pair score quid ton tonne "
    "fold piece sigma bachelor population pm am km kg lb cm mm mph kph horsepower hertz watt bit byte point set male female".split()
)
_A_FEW = frozenset(
    "few many lot couple coupla dozen hundred thousand million billion trillion zillion gazillion bazillion number "
    "several score".split()
)
FAR = 6  # words from a determiner to its noun
_INSIDE = frozenset({"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "VBN", "VBG", "CD"})
GOES_ON = frozenset({"-", "–", "'s", "'", "’s", "’", "/", "&"})  # after these a noun is not the last one


class Start(NamedTuple):
    """A word that asks for a number, and what it asks for."""

    at: int
    asked: Asked


def suspects(tokens: Sequence[Token]) -> list[Start]:
    """The words that ask for a number which the nouns after them may not have, from readings alone."""
    last = len(tokens) - 1
    starts = [
        Start(at, _asked(tokens, at))
        for at, token in enumerate(tokens)
        if at < last and (token.lower in _ASKING or token.lower[:1].isdigit())
    ]
    return [start for start in starts if start.asked and _may_differ(tokens, start)]


def _asked(tokens: Sequence[Token], at: int) -> Asked:
    lower = tokens[at].lower
    if lower in THE and at > 1 and tokens[at - 1].lower == "of" and tokens[at - 2].lower in _OF:
        return "of"
    if lower == "of":
        return "number" if at and tokens[at - 1].lower in SEVERAL else ""
    if lower in _SINGULAR:
        few = {token.lower for token in tokens[at + 1 : at + 3]} & _A_FEW
        return "" if few or (at and tokens[at].text == "A") else "singular"
    if lower in _PLURAL:
        return "plural"
    if lower in _NUMBERS or (lower[:1].isdigit() and _is_several(lower)):
        return "number"
    return "much" if lower == "much" else "less" if lower == "less" else ""


def _is_several(digits: str) -> bool:
    """Whether it is a number of things: not 1, not a year, not 30th."""
    plain = digits.replace(",", "")
    return (
        plain.isdecimal()
        and plain != "1"
        and not (len(digits) == 4 and digits[0] in "12")
        and plain[0] != "0"
    )


def _may_differ(tokens: Sequence[Token], start: Start) -> bool:
    """Whether the nouns that may follow are all in the other number, as far as readings tell."""
    after = tokens[start.at + 1 : start.at + 1 + FAR]
    numbers = [*takewhile(lambda number: number != "end", (_number(t.text, t.lower) for t in after))]
    if start.asked in ("plural", "number", "of"):
        return "single" in numbers and not {"plural", "either"} & {*numbers}
    # A plural before another noun is no head: “a sports car”.
    return any(
        one == "plural" and other not in ("single", "mass") for one, other in pairwise((*numbers, "end"))
    )


@lru_cache(maxsize=20_000)
def _number(text: str, lower: str) -> str:
    """What a word in a noun phrase may be: a plural, a count noun or a mass noun alone, either, none, or no part of it."""
    if lower in GOES_ON:
        return "none"
    tags = default_lexicon().tags(text)
    if "MD" in tags or (not tags & _INSIDE and (tags or not lower[:1].isalnum())):
        return "end"
    if not tags or tags & {"NNP", "NNPS"}:
        return "plural" if lower.endswith("s") else "none"
    if "NNS" in tags:
        return "plural" if "NN" not in tags else "either"
    if "NN" not in tags or "VBD" in tags:
        return "none"
    return (
        "single" if lower not in UNITS and (is_count(lower) or lower in load_named("mass-nouns")) else "mass"
    )


@lru_cache(maxsize=5_000)
def is_count(lower: str) -> bool:
    """Whether a noun in the singular has a plural that is in use, and another form than it."""
    lexicon = default_lexicon()
    plural = lexicon.inflect(lower, "NNS")
    known = plural is not None and plural != lower and "NNS" in lexicon.tags(plural)
    return known and "NNS" not in lexicon.tags(lower) and lower not in EITHER_WAY | QUANTITIES
