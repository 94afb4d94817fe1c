"""Reading `.vale.ini`: sections of keys, of which each may stand several times, with their lines."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..errors import ConfigError, Location

_COMMENTS = (" #", " ;")  # behind a value; a mark in quotation marks opens one too
_QUOTES = ('"""', "`")


class Entry(NamedTuple):
    """A key with one of its values and its line."""

    key: str
    value: str
    line: int


Sections = dict[str, list[Entry]]  # "" is what stands before the first section


def parse(text: str, shown: str) -> Sections:
    """The sections of a file in their order; ConfigError where a line is neither section, key nor comment."""
    sections: Sections = {"": []}
    current = ""
    lines = text.removeprefix("\ufeff").splitlines()
    at = 0
    while at < len(lines):
        line, number = lines[at].strip(), at + 1
        at += 1
        if not line or line[0] in "#;":
            continue
        if line[0] == "[":
            end = line.rfind("]")
            if end < 0:
                raise ConfigError("the section is not closed", Location(shown, number), "write [*.md]")
            current = line[1:end].strip()
            sections.setdefault(current, [])
            continue
        key, value = _split(line, shown, number)
        while value.endswith("\\") and not value.endswith("\\\\") and at < len(lines):
            value = value[:-1] + lines[at].strip()
            at += 1
        while _is_open(value) and at < len(lines):
            value, at = f"{value}\n{lines[at]}", at + 1
        sections[current].append(Entry(key, _value(value), number))
    return sections


def _split(line: str, shown: str, number: int) -> tuple[str, str]:
    places = [at for at in (line.find("="), line.find(":")) if at > 0]
    if not places:
        raise ConfigError(
            f"“{line}” is no setting", Location(shown, number), "write KEY = VALUE, or # before a comment"
        )
    return line[: min(places)].strip().strip('"`'), line[min(places) + 1 :].strip()


def _is_open(value: str) -> bool:
    """Whether the value starts with a quotation mark for several lines that is not closed yet."""
    mark = next((mark for mark in _QUOTES if value.startswith(mark)), "")
    return bool(mark) and mark not in value[len(mark) :]


def _value(text: str) -> str:
    """The value without quotation marks around it, and without a comment behind it."""
    for mark in _QUOTES:
        if text.startswith(mark) and (end := text.rfind(mark)) >= len(mark):
            return text[len(mark) : end]
    at = next((at for at in map(text.find, _COMMENTS) if at >= 0), len(text))
    text = text[:at].strip()
    quoted = len(text) > 1 and text[0] in "\"'" and text.find(text[0], 1) == len(text) - 1
    return text[1:-1] if quoted else text


def values(entries: list[Entry], key: str) -> list[str]:
    """Every value of a key, in order."""
    return [entry.value for entry in entries if entry.key == key]


def listed(entries: list[Entry], key: str) -> tuple[str, ...]:
    """The values of a key, split at commas (`\\,` is one), each once."""
    parts = (part.strip() for value in values(entries, key) for part in _split_commas(value))
    return tuple(dict.fromkeys(filter(None, parts)))


def _split_commas(value: str) -> list[str]:
    return [part.replace("\\,", ",") for part in re.split(r"(?<!\\),", value)]
