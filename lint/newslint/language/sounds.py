"""How a word sounds, roughly: its spelling with those of one sound levelled, and the consonants of that."""

from __future__ import annotations

import re
from functools import lru_cache
from zlib import crc32

_SOUNDS = tuple(
    (re.compile(spelling), level)
    for spelling, level in (
        ("ight", "ite"),
        ("eigh", "e"),
        ("tion|sion|cion|tian|cian", "shn"),
        ("tu(?=[aeiou]|r[aeiou]|n[aeiou]|l[aeiou])", "chu"),  # fortune, nature, statue
        ("ch(?=[lrt])|qu", "k"),
        ("tch", "ch"),
        ("ph", "f"),
        ("^[kgpm](?=n)|^w(?=r)|^p(?=s)", ""),
        ("gh(?=t)|(?<=[aou])gh", ""),
        ("(?<=[rdkbgn])h", ""),
        ("sc(?=[eiy])|c(?=[eiy])", "s"),
        ("ck|c(?!h)|q", "k"),
        ("dg|g(?=[eiy])", "j"),
        ("x", "ks"),
        ("z", "s"),
        ("wh", "w"),
        ("(?<=[aeiou])y", "i"),
        ("ee|ea|ie|ei|y", "i"),
        ("oo|ou|ew|ue", "u"),
        ("ai|ae|ay", "e"),
        ("oa|ow|au|aw", "o"),
        (r"(?<=\w)e$|e(?=(?:s|d|l[yi]|ment|ful|less|ness)$)", ""),
        (r"(.)\1", r"\1"),
        ("(?<=[^aeiou])[aeiou](?=[lrn]$)", "e"),
    )
)
_VOWELS = re.compile("(?<!^)[aeiou]")


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """The word in small letters with spellings of one sound levelled."""
    for spelling, level in _SOUNDS:
        word = spelling.sub(level, word)
    return word


def skeleton(word: str) -> str:
    """The consonants of how a word sounds, and one mark for a vowel at its start."""
    bare = _VOWELS.sub("", sound(word))
    return f"a{bare[1:]}" if bare[:1] in tuple("aeiou") else bare


def skeleton_key(word: str) -> int:
    """A hash of the skeleton, of 16 bits."""
    return crc32(skeleton(word).encode("utf-8", "replace")) & 0xFFFF
