"""Regular expressions that are compiled when first used, or loaded from code that a rule set keeps.

Compiling is slow: a hundred expressions cost more than checking a draft. The `regex` package can pickle
what it compiled, and loading that takes a hundredth of the time.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import regex

if TYPE_CHECKING:
    import re

_Name = tuple[str, int]
_compiled: dict[_Name, regex.Pattern[str]] = {}
_codes: dict[_Name, bytes] = {}
_lazy: list[_Name] = []
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split", "pattern", "groupindex")


def compiled(source: str, flags: int = 0) -> regex.Pattern[str]:
    """The compiled pattern, made once a process."""
    found = _compiled.get((source, flags))
    if found is None:
        code = _codes.get((source, flags))
        found = pickle.loads(code) if code else regex.compile(source, flags)
        _compiled[source, flags] = found
    return found


class _Lazy:
    """A pattern that is compiled when one of its methods is asked for."""

    def __init__(self, name: _Name) -> None:
        self._name = name

    def __getattr__(self, method: str) -> Any:
        made = compiled(*self._name)
        self.__dict__.update({name: getattr(made, name) for name in _METHODS})
        return getattr(made, method)


@cache
def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern for a module's own use, in place of `re.compile`: it costs nothing until it is used."""
    _lazy.append((source, int(flags)))
    return cast("re.Pattern[str]", _Lazy((source, int(flags))))


def codes() -> dict[_Name, bytes]:
    """The code of every pattern that was compiled or may be, and is not known: for `use_codes` elsewhere."""
    for name in _lazy:
        compiled(*name)
    new = _compiled.keys() - _codes.keys()
    return {name: pickle.dumps(_compiled[name], pickle.HIGHEST_PROTOCOL) for name in new}


def use_codes(known: Mapping[_Name, bytes]) -> None:
    """Let `compiled` take patterns from their code, made by the same version of `regex`."""
    _codes.update(known)
