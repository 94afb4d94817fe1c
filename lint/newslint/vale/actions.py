"""What a rule's `action` makes of the words that it flagged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .gosyntax import PatternError, translated


class Action(NamedTuple):
    """The way to mend: replace, remove, edit, convert or suggest, with its parameters."""

    name: str
    params: tuple[str, ...] = ()


def mended(action: Action, words: str) -> tuple[str, ...] | None:
    """What the words become, the best first; None where the action tells nothing by itself."""
    if action.name == "replace":
        return action.params or None
    if action.name == "remove":
        return ("",)
    if action.name == "convert" and action.params == ("simple",):
        return (simple(words),)
    if action.name == "edit" and action.params:
        edited = _edited(action.params[0], action.params[1:], words)
        return None if edited is None else (edited.strip(),)
    return None


def _edited(how: str, params: Sequence[str], words: str) -> str | None:
    if how == "regex" and len(params) == 2:
        import regex

        try:
            return regex.sub(translated(params[0]), _template(params[1]), words)
        except (PatternError, regex.error):
            return None
    if how == "split" and len(params) == 2 and params[1].isdigit():
        pieces = words.split(params[0]) if params[0] else list(words)
        return pieces[int(params[1])] if int(params[1]) < len(pieces) else None
    if len(params) != 1:
        return None
    mark = params[0]
    if how == "truncate":
        return words.split(mark)[0] if mark else words[:1]
    trims = {"trim": words.strip, "trim_left": words.lstrip, "trim_right": words.rstrip}
    return trims[how](mark) if how in trims else None


def _template(replacement: str) -> str:
    """A replacement with Go's `$1` and `${name}` as `regex` writes them."""
    escaped = replacement.replace("\\", "\\\\")
    return re.sub(r"\$(?:\{(\w+)\}|(\w+))", lambda name: f"\\g<{name[1] or name[2]}>", escaped)


def simple(words: str) -> str:
    """Words run together in capitals as plain words: `userName` becomes `user name`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", words).lower()
