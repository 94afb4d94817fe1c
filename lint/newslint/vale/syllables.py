"""How many syllables an English word has, counted as Vale's formulas count them.

Groups of vowels, less those that are silent, more those that are parted; a prefix and a suffix are taken off
first and counted apart.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ODD = {
    word: count
    for count, words in {
        2: "abed adieu cafe cafes chile chloe circe daphne jesse jukebox maybe people phoebe shoreline zoe",
        3: "abare acreage adame adobe coyote euterpe forever karate machete recipe sesame simile syncope "
        "tamale",
        4: "abalone abruzzese abbruzzese anemone apache aphrodite apostrophe ariadne calliope catastrophe "
        "epitome eurydice facsimile gethsemane guacamole hermione hyperbole penelope persephone yosemite",
        5: "aborigine aborigines",
    }.items()
    for word in words.split()
} | {"apache": 3}
# Of two groups the first counts two syllables, or three of three, the last one.
_PREFIXES = (
    "above anti ante counter hyper afore agri infra intra inter over semi ultra under extra dia micro mega "
    "kilo pico nano macro",
    "un fore ware none non out post sub pre pro dis side",
)
_SUFFIXES = (
    "ology ologist onomy onomist",
    "fully berry woman women",
    "ly less some ful er ers ness cian cians ment ments ette ettes ville villes ships ship side sides port "
    "ports shire shires tion tioned",
)


def _ending(consonants: str, tail: str) -> str:
    return rf"[aeiouy](?:{'|'.join(consonants.split())}){tail}$"


_SILENT = (
    re.compile(
        r"cia(?:l|$)|tia|cius|cious|[^aeiou]giu|[aeiouy][^aeiouy]ion|iou|sia$|eous$|[oa]gue$"
        r"|.[^aeiuoycgltdb]{2,}ed$|.ely$|^jua|uai|eau|^busi$|"
        + _ending(
            "b c ch dg f g gh gn k l lch ll lv m mm n nc ng nch nn p r rc rn rs rv s sc sk sl squ ss "
            "th v y z",
            "ed",
        )
        + "|"
        + _ending(
            "b ch d f gh gn k l lch ll lv m mm n nch nn p r rn rs rv s sc sk sl squ ss st t th v y", "es"
        )
    ),
    re.compile(
        _ending(
            "b c ch d dg f g gh gn k l ll lv m mm n nc ng nn p r rc rn rs rv s sc sk sl squ ss st t "
            "th v y z".replace(" st t ", " "),
            "e",
        )
    ),
)
_PARTED = (
    re.compile(
        r"(?:[^aeiouy]ie(?:r|st|t)|[aeiouym]bl|eo|ism|asm|thm|dnt|uity|dea|gean|oa|ua|eings?|[aeiouy]sh?e[rsd])$"
    ),
    re.compile(r"[^gq]ua[^auieo]|[aeiou]{3}|^(?:ia|mc|coa[dglx].)"),
    re.compile(r"[^aeiou]y[ae]|[^l]lien|riet|dien|iu|io|ii|uen|real|iell|eo[^aeiou]|[aeiou]y[aeiou]"),
    re.compile(r"[^s]ia"),
)
_VOWELS = re.compile(r"[aeiouy]+")


@lru_cache(maxsize=16384)
def syllables(word: str) -> int:
    """The syllables of a word; one at least."""
    if len(word) < 3:
        return min(len(word), 1)
    word = word.lower()
    if word in _ODD:
        return _ODD[word]
    stem, front = _without(word, _PREFIXES, str.startswith, str.removeprefix)
    stem, back = _without(stem, _SUFFIXES, str.endswith, str.removesuffix)
    count = front + back + len(_VOWELS.findall(stem))
    count -= sum(len(pattern.findall(stem)) for pattern in _SILENT)
    count += sum(len(pattern.findall(stem)) for pattern in _PARTED)
    return max(count, 1)


def _without(word: str, groups: tuple[str, ...], has, less) -> tuple[str, int]:  # type: ignore[no-untyped-def]
    """The word without the first affix that it has, and the syllables of that."""
    for number, group in enumerate(groups):
        for affix in group.split():
            if has(word, affix):
                return less(word, affix), len(groups) - number
    return word, 0
