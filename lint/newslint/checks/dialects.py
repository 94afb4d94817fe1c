"""The English of a story: American, British, Canadian or Australian, as configured or as its spellings tell.

The table is that of the consistency rules, spelling-variants.txt; a family of it is spelt one way in each country,
or is left free (British houses choose between -ise and -ize).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from ..document import View
from ..lexicon import copy_case, load_named
from ..patterns import lazy
from ..rule import Finding, Replace
from .slips import once
from .variants import FREE, Use, forms, uses

BRITISH, AMERICAN = 0, 1
_FAMILIES = ("ise", "yse", "our", "re", "doubling", "single-l", "ence", "ae", "word")
# Which side of each family a dialect takes; what is missing is free.
_SIDES = {
    "us": dict.fromkeys(_FAMILIES, AMERICAN),
    "uk": dict.fromkeys(_FAMILIES[1:], BRITISH),
    "au": dict.fromkeys(_FAMILIES, BRITISH),
    "ca": {
        "ise": AMERICAN,
        "yse": AMERICAN,
        "our": BRITISH,
        "re": BRITISH,
        "doubling": BRITISH,
        "ence": BRITISH,
    },
}
_ENGLISH = {"us": "American", "uk": "British", "ca": "Canadian", "au": "Australian"}
# A body or work that a sentence begins with: “Center for Policy Studies”, “Labor Day”; and a party.
_NAME_ON = lazy(r" (?:(?:for|of|on|and|in|the|against) ){0,2}[A-Z]")
_PARTY = frozenset({"Labour", "Labor"})


def others(views: Sequence[View], dialect: str) -> Iterator[Finding]:
    """Words in the spelling of another dialect than the configured one."""
    own = named(dialect)
    if not own:
        return
    for use in once(views, "variants", lambda: list(uses(views))) if views else ():
        right = own_form(use.text.lower(), own)
        if right and not _is_name(use):
            option = (Replace(use.start, use.end, copy_case(use.text, right)),)
            values = {"match": use.text, "dialect": _ENGLISH[own]}
            yield Finding(use.view, use.start, use.end, (option,), values)


def _is_name(use: Use) -> bool:
    """Whether a word with a capital may be of a name, or a party."""
    return use.text[0].isupper() and (use.text in _PARTY or bool(_NAME_ON.match(use.view.text, use.end)))


def named(dialect: str) -> str:
    """The dialect of a setting, `us`, `uk`, `ca` or `au`; an empty text where none is set."""
    return dialect if dialect in _SIDES else ""


def of_story(views: Sequence[View], dialect: str) -> str:
    """The configured dialect, or else `us` or `uk` by the most telling spellings of the story; or an empty text."""
    return named(dialect) or (once(views, "dialect", lambda: _told(views)) if views else "")


def _told(views: Sequence[View]) -> str:
    sides = Counter(use.form.side for use in uses(views) if use.form.family not in (FREE, "ise"))
    if sides[BRITISH] == sides[AMERICAN]:
        return ""
    return "uk" if sides[BRITISH] > sides[AMERICAN] else "us"


@cache
def own_form(word: str, dialect: str) -> str:
    """How a dialect spells a word in small letters; an empty text where it is spelt so already, or either way."""
    form = forms().get(word)
    if form is None or form.family == FREE:
        return ""
    side = _SIDES[dialect].get(form.family)
    if side is None:
        return form.other if dialect == "ca" and form.other in load_named("canadian-forms") else ""
    return form.other if side != form.side else ""


def in_dialect(words: Sequence[str], dialect: str) -> list[str]:
    """The words in the spelling of a dialect, where that has one of its own; none twice."""
    return list(dict.fromkeys(own_form(word, dialect) or word for word in words)) if dialect else list(words)


def settled(family: str, word: str, dialect: str) -> bool:
    """Whether a configured dialect says how a word is spelt, so that the story need not."""
    own = named(dialect)
    canadian = own == "ca" and word.lower() in load_named("canadian-forms")
    return bool(own) and (family in _SIDES[own] or canadian)
