"""A word a line, with the signs of cspell or the arrows of codespell."""

from __future__ import annotations

import re
from pathlib import Path

from ..errors import Location, RuleError
from .base import Listed, text_of

_REMARK = re.compile(r"(?:^|\s)#.*|^\s*//.*")
_HEADER = re.compile(r"#\s*cspell-(?:tools|dictionary):(.*)")


def read(path: Path, data: bytes) -> Listed:
    """The words of a file that is text. A list made for cspell, which says so, has all forms in it."""
    found = Listed(files=[path])
    text = text_of(path, data)
    made, split = False, False
    for number, line in enumerate(re.split(r"\r\n|[\r\n]", text), 1):
        header = _HEADER.match(line)
        if header:
            made, split = True, "split" in header[1].split()
        bare = _REMARK.sub("", line).strip()
        if "->" in bare:
            wrong, right = slip(bare)
            if not wrong or not right:
                hint = "codespell's lines are so: wrong->right, or wrong->one, other,"
                raise RuleError("expected “wrong->right”", Location(str(path), number), hint)
            found.wrong[wrong] = right
        elif bare:
            for entry in bare.split() if split else (bare,):
                add(found, entry, made)
    return found


def slip(entry: str) -> tuple[str, tuple[str, ...]]:
    """The wrong word of an entry of codespell or cspell, and what is right.

    As codespell has it, what follows the last comma may be the reason why the word is never mended unasked.
    """
    wrong, _, rest = entry.partition("->")
    rights = [part.strip() for part in rest.split(",")]
    if len(rights) > 1 and " " in rights[-1]:
        rights.pop()
    return wrong.strip(), tuple(dict.fromkeys(right for right in rights if right))


def add(found: Listed, entry: str, made: bool = False) -> None:
    """Take a word with the signs of cspell: `!wrong`, `~in small letters`, `*also in compounds*`."""
    if entry.startswith("!"):
        found.flag({entry[1:].strip(): ()})
        return
    word = entry.strip("*+~ ")
    if word:
        (found.forms if made else found.words).add(word)
