"""The front matter of Markdown, in YAML, TOML or JSON: its texts, each a block of its own."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from ..document import Block, Piece
from ..errors import ConfigError, Location
from .placing import placed
from .scopes import covers

_MARKS = (
    ("---(?:yaml)?", "---"),
    (r"\+\+\+", r"\+\+\+"),
    ("---toml", "---"),
    (";;;", ";;;"),
    ("---json", "---"),
)
_MATTER = [
    re.compile(rf"\s*(?P<mark>{start})[ \t]*\n(?P<text>.*?\n){end}[ \t]*(?:\n|\Z)", re.DOTALL)
    for start, end in _MARKS
]
# What YAML takes for a number, for true or false, or for nothing; a date stays text.
_PLAIN = re.compile(
    r"[-+]?(?:0b[01_]+|0o[0-7_]+|0x[\da-f_]+|\d[\d_]*|(?:\.\d+|\d+\.\d*|\d+(?=e))(?:e[-+]?\d+)?|\.inf)|\.nan"
    r"|y|yes|on|true|n|no|off|false|null|~",
    re.IGNORECASE,
)


class _Value(NamedTuple):
    """A text with its key, and where in the front matter it starts and ends."""

    key: str
    text: str
    start: int
    end: int


def front_matter(clean: Block, suffix: str, path: str, ignored: Sequence[str]) -> Iterator[Block]:
    """The texts of a document's front matter, each with its key in its scope."""
    found = next(filter(None, (each.match(clean.text) for each in _MATTER)), None)
    if not found:
        return
    at = found.start("text")
    for value in _read(found, clean.text.count("\n", 0, at), path):
        scope = f"text.frontmatter.{value.key}{suffix}"
        if not value.text or (ignored and covers(ignored, scope)):
            continue
        offsets = placed(clean.text, value.text, at + value.start, at + value.end)
        if offsets and not _is_folded(clean.text, value.text, offsets):
            pieces = (Piece(number, clean.raw(o, o + 1).start) for number, o in enumerate(offsets))
            yield Block(scope, value.text, tuple(pieces))


def _is_folded(source: str, text: str, offsets: Sequence[int]) -> bool:
    """Whether lines of the source are one in the text, which Vale then does not read."""
    return any(char == " " and source[at] == "\n" for char, at in zip(text, offsets, strict=True))


def _read(found: re.Match[str], lines: int, path: str) -> Iterator[_Value]:
    """The values; ConfigError where the front matter is broken. Before it there are so many lines."""
    text, mark = found["text"], found["mark"]
    if mark in ("---", "---yaml"):
        return _yaml(text, lines, path)
    if mark in (";;;", "---json"):
        return _others(text, json.loads, "JSON", r'"{}"\s*:', Location(path, lines + 1))
    return _others(text, tomllib.loads, "TOML", r"^[\"']?{}[\"']?\s*=", Location(path, lines + 1))


def _yaml(text: str, lines: int, path: str) -> Iterator[_Value]:
    import yaml

    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Location(path, lines + mark.line + 1 if mark else 1)
        raise ConfigError(
            f"the front matter is not YAML: {getattr(error, 'problem', error)}", place
        ) from None
    for name, node in root.value if isinstance(root, yaml.MappingNode) else ():
        if isinstance(node, yaml.ScalarNode) and (node.style or not _PLAIN.fullmatch(node.value)):
            yield _Value(name.value, node.value, node.start_mark.index, node.end_mark.index)


def _others(
    text: str, load: Callable[[str], Any], kind: str, before: str, place: Location
) -> Iterator[_Value]:
    """The values of a language that does not tell their places: they stand behind their keys."""
    try:
        root = load(text)
    except ValueError as error:
        raise ConfigError(f"the front matter is not {kind}: {error}", place) from None
    for key, value in root.items() if isinstance(root, dict) else ():
        found = re.search(before.format(re.escape(key)), text, re.MULTILINE)
        if isinstance(value, str) and found:
            yield _Value(key, value, found.end(), len(text))
