"""The settings of cspell: their words, and the files that they name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..errors import Location, RuleError
from .base import Listed, text_of
from .plain import add, slip

_STRING = r'"(?:\\.|[^"\\\n])*"'
_REMARKS = re.compile(rf"{_STRING}|//[^\n]*|/\*.*?\*/", re.S)
_COMMAS = re.compile(rf"{_STRING}|,(?=\s*[\]}}])")
_RIGHT = ("words", "userWords", "ignoreWords")
_WRONG = ("flagWords", "suggestWords")


def read(path: Path, data: bytes) -> Listed:
    """The words of a settings file and of the dictionaries that it defines and uses."""
    found = Listed(files=[path])
    _take(found, path, data, {path.resolve()})
    return found


def _take(found: Listed, path: Path, data: bytes, seen: set[Path]) -> None:
    table = _table(path, data)
    used = set(_used(table))
    _inline(found, path, table)
    for definition in _rows(path, table, "dictionaryDefinitions"):
        _inline(found, path, definition)
        place = definition.get("path")
        if isinstance(place, str) and definition.get("name") in used:
            from . import read as read_file

            _once(found, _resolved(path, place), seen, read_file)
    imports = table.get("import", ())
    for place in [imports] if isinstance(imports, str) else imports:
        _once(found, _resolved(path, str(place)), seen, None)


def _once(found: Listed, path: Path, seen: set[Path], reader: Any) -> None:
    """Take a file that another names, unless it was there before."""
    if path.resolve() in seen:
        return
    seen.add(path.resolve())
    if reader:
        found.add(reader(path))
        return
    from .base import opened

    found.files.append(path)
    _take(found, path, opened(path), seen)


def _resolved(path: Path, place: str) -> Path:
    """A path as written in a settings file: beside it, or in a package near it."""
    for name in ("${workspaceFolder}/", "${workspaceRoot}/", "${cwd}/"):
        place = place.removeprefix(name)
    direct = path.parent / Path(place).expanduser()
    if direct.exists() or place.startswith("."):
        return direct
    for folder in path.absolute().parents:
        packaged = folder / "node_modules" / place
        if packaged.is_file():
            return packaged
        if (packaged / "cspell-ext.json").is_file():
            return packaged / "cspell-ext.json"
    return direct


def _table(path: Path, data: bytes) -> Mapping[str, Any]:
    text = text_of(path, data)
    if ".y" in path.name[-6:]:
        table = _yaml(path, text)
    else:
        try:
            table = json.loads(_COMMAS.sub(_blank, _REMARKS.sub(_blank, text)))
        except json.JSONDecodeError as error:
            place = Location(str(path), error.lineno, error.colno)
            raise RuleError(f"not JSON: {error.msg}", place, "cspell's settings are JSON") from None
    if not isinstance(table, dict):
        raise RuleError("expected an object with “words”", Location(str(path)), "see cspell's settings")
    return table


def _blank(match: re.Match[str]) -> str:
    """Blanks for what JSON has not; strings as they are."""
    return match[0] if match[0].startswith('"') else re.sub(r"[^\n]", " ", match[0])


def _yaml(path: Path, text: str) -> Any:
    import yaml

    try:
        return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = Location(str(path), mark.line + 1, mark.column + 1) if mark else Location(str(path))
        raise RuleError(f"not YAML: {error.problem}", place, "cspell's settings are YAML") from None


def _used(table: Mapping[str, Any]) -> Iterator[str]:
    """The names of the dictionaries that are in use, for some language or file."""
    names = table.get("dictionaries", ())
    yield from names if isinstance(names, list) else ()
    for key in ("languageSettings", "overrides"):
        for part in table.get(key, ()) or ():
            if isinstance(part, dict):
                yield from _used(part)


def _rows(path: Path, table: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    rows = table.get(key) or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RuleError(f"“{key}” must be a list of objects", Location(str(path)), "see cspell's settings")
    yield from rows


def _inline(found: Listed, path: Path, table: Mapping[str, Any]) -> None:
    """The words that stand in the settings themselves."""
    for key in (*_RIGHT, *_WRONG):
        entries = table.get(key) or []
        if not isinstance(entries, list):
            raise RuleError(f"“{key}” must be a list of words", Location(str(path)), "see cspell's settings")
        for entry in map(str, entries):
            if key in _RIGHT:
                add(found, entry)
                continue
            wrong, right = slip(entry if "->" in entry else entry.replace(":", "->", 1))
            found.flag({wrong.lstrip("!"): right})
