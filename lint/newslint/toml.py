"""TOML with places: what tomllib reads, and the line and column where each key stands."""

from __future__ import annotations

import re

from .errors import ConfigError, Location
from .span import LineIndex, Place

_TOKEN = re.compile(
    r'''"""(?:\\.|[^\\])*?"""(?!") | \'\'\'.*?\'\'\'(?!') | "(?:\\.|[^"\\\n])*" | '[^'\n]*' '''
    r"""| \#[^\n]* | \n | [][{}=.,] | [^][{}=.,\s"'\#]+""",
    re.DOTALL | re.VERBOSE,
)

Keys = tuple[str, ...]


def parse(text: str, path: str) -> tuple[dict[str, object], dict[Keys, Place]]:
    """The document's values, and where each key first stands: {("tool", "newslint", "jobs"): Place(3, 1)}.

    Tables count as keys; keys in an array's inline tables are filed under the array's own keys. Raises
    ConfigError with the place for text that is not TOML; `path` is for that message.
    """
    import tomllib

    try:
        values = tomllib.loads(text)
    except RecursionError:
        raise ConfigError("this is nested too deeply", Location(path)) from None
    except ValueError as error:  # TOMLDecodeError, or a number beyond what Python converts
        message, _, where = str(error).partition(" (at ")
        line_and_column = [int(number) for number in re.findall(r"[0-9]+", where)]
        if where and not line_and_column:  # at the end of the document
            line_and_column = [len(LineIndex(text.rstrip()).starts)]
        raise ConfigError(f"not valid TOML: {message}", Location(path, *line_and_column)) from None
    index = LineIndex(text)
    return values, {keys: index.place(offset) for keys, offset in _key_offsets(text).items()}


def _key_offsets(text: str) -> dict[Keys, int]:
    """The offset of each key of valid TOML."""
    offsets: dict[Keys, int] = {}
    table: Keys = ()  # named by the last [header]
    path: Keys = ()  # of the value being read
    parts: list[tuple[str, int]] = []  # of the key being read
    opened: list[tuple[Keys, bool]] = []  # brackets in a value: their path; if a table's
    in_value = False

    def record(base: Keys) -> Keys:
        for part, offset in parts:
            base += (_unquoted(part),)
            offsets.setdefault(base, offset)
        parts.clear()
        return base

    for match in _TOKEN.finditer(text):
        token = match[0]
        if token.startswith("#"):
            continue
        if opened and token == ("}" if opened[-1][1] else "]"):
            path, _ = opened.pop()
            in_value = True
        elif in_value:
            if token in "[{":
                opened.append((path, token == "{"))
            # The next key follows a line's end, or in an inline table its brace or comma.
            in_value = not (opened[-1][1] and token in "{," if opened else token == "\n")
        elif token == "=":
            path, in_value = record(opened[-1][0] if opened else table), True
        elif token == "]" and parts:
            table = record(())
        elif token not in "[].,\n":
            parts.append((token, match.start()))
    return offsets


def _unquoted(key: str) -> str:
    if key[0] not in "\"'":
        return key
    import tomllib

    return str(tomllib.loads(f"key = {key}")["key"])
