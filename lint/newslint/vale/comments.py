"""Comments in documents that turn rules off and on: `<!-- vale off -->`, `<!-- vale Style.Rule = NO -->`."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import NamedTuple

from .html_tokens import Token

_ONE = re.compile(r"vale (.+\..+|[^.]+) = (YES|NO|on|off)")
_STYLES = re.compile(r"vale styles? = (.*)")
_MATCHES = re.compile(r"vale (.+\..+)(\[.+\]) = (YES|NO)")


class Region(NamedTuple):
    """A stretch of the source, by offsets, in which a rule, a style or one match of a rule is off."""

    key: str
    start: int
    end: int


class Comments:
    """What the comments of a document said up to now, and where."""

    def __init__(self, styles: Sequence[str], where: dict[int, int] | None = None) -> None:
        self.styles = styles
        self.off: frozenset[str] = frozenset()
        self.regions: list[Region] = []
        self.scope = ""
        self._open: dict[str, int] = {}
        self._where = where

    def read(self, text: str, token: Token, at: int | None = None) -> None:
        """Take in a comment; `at` is where it stands in the source, by default where its token does."""
        place = token.start if at is None else at
        matches, one, styles = _MATCHES.fullmatch(text), _ONE.fullmatch(text), _STYLES.fullmatch(text)
        if text in ("vale off", "vale on"):
            self._set("off", text == "vale off", None)
        elif matches:
            for words in _words(matches[2]):
                self._set(f"{matches[1]}[{words}]", matches[3] == "NO", place)
        elif one:
            self._set(one[1], one[2] in ("NO", "off"), place)
        elif styles:
            named = styles[1].split(", ")
            self.off = (self.off | frozenset(self.styles)) - frozenset(named)

    def _set(self, key: str, off: bool, place: int | None) -> None:
        self.off = self.off | {key} if off else self.off - {key}
        if place is None:
            return
        if off:
            self._open.setdefault(key, place)
        elif key in self._open:
            self.regions.append(Region(key, self._open.pop(key), place))

    def finished(self, end: int) -> tuple[Region, ...]:
        """All regions; those still open go on to the end."""
        return (*self.regions, *(Region(key, start, end) for key, start in self._open.items()))


def _words(text: str) -> list[str]:
    try:
        found = json.loads(text)
    except ValueError:
        return []
    return [word for word in found if isinstance(word, str)] if isinstance(found, list) else []
