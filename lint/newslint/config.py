"""Settings: the defaults, then one configuration file, then the command line, each value with its origin.

`Settings` is the only list of what can be set: the keys that a file may have, their types and the values
they allow are read from its annotations.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from .errors import ConfigError, Location, UsageError, nearest
from .toml import parse

if TYPE_CHECKING:
    from pathlib import Path

    from .span import Place

FILE_NAMES = ("newslint.toml", ".newslint.toml", "pyproject.toml")
_PYPROJECT_TABLE = ("tool", "newslint")
_TABLES = ("options", "severity", "engine_options", "desk_words")  # to which the command line adds
_WIDEST_VALUE = 60  # longer values are shown whole, and do not push every origin to the right


class _WrongValueError(Exception):
    """A key or value that cannot be; `keys` leads to it from the top of the settings."""

    def __init__(self, message: str, hint: str | None = None, keys: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message, self.hint, self.keys = message, hint, keys


def _bytes(value: object, _folder: str) -> int:
    """Bytes from a whole number or from text such as “50 MB” (thousands) or “50 MiB” (1024s)."""
    if type(value) is int and value > 0:
        return value
    if isinstance(value, str):
        size = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)\s*(?:([kmg])(i?))?b?", value.strip(), re.IGNORECASE)
        if size:
            power = " kmg".index((size[2] or " ").lower())
            number = int(float(size[1]) * (1024 if size[3] else 1000) ** power)
            if number > 0:
                return number
    raise _WrongValueError('must be a size above 0: a number of bytes, or text such as "50 MB"')


def _date(value: object, _folder: str) -> str:
    """A day as text, YYYY-MM-DD; "" is none. TOML has dates of its own, which need no quotation marks."""
    from datetime import date, datetime

    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if value == "":
        return ""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            pass
    raise _WrongValueError("must be a date that exists, such as 2026-11-25")


def _path(value: object, folder: str) -> str:
    """A path that was written relative to `folder`, as the current folder sees it; "" stays ""."""
    if not isinstance(value, str):
        raise _WrongValueError("must be a path in quotation marks")
    return os.path.join(folder, os.path.expanduser(value)) if value else ""  # noqa: PTH111, PTH118


def _option(value: object, _folder: str) -> str:
    """A style's option as text; the words and numbers of TOML are both allowed."""
    if isinstance(value, str) or type(value) is int:
        return str(value)
    raise _WrongValueError("must be text in quotation marks, or a whole number")


def _style(value: object, folder: str) -> str:
    """The name of a style, or the path of a folder that is one."""
    if not isinstance(value, str) or not value:
        raise _WrongValueError("must be the name of a style, or the path of its folder, in quotation marks")
    return os.path.join(folder, os.path.expanduser(value)) if "/" in value or "\\" in value else value  # noqa: PTH111, PTH118


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a run can be told; in files the keys are in kebab-case, as in `fail-on`.

    `select` chooses rules by id or category, and empty means all default rules. `jobs` = 0 lets the
    amount of text decide. `max_file_size` is in bytes. `exclude` holds gitignore-style patterns. `rules`,
    `words` (the newsroom's own words), `desk_words` (a desk's) and `cache_dir` are paths, in a file relative
    to that file's folder.
    `date` is the day of publication, YYYY-MM-DD. `style` is a house style's name, or a path to its folder,
    `options` what a house decides in it. `dialect` is the English that is wanted; auto takes the style's, or
    else the story's own. `desk` leaves out the rules for other desks and takes the desk's
    words. `severity` maps rule ids and categories to a severity. `engines` are other checkers that run beside
    the rules, and `engine_options` what those of plug-ins are told. LanguageTool's server is the one at the
    address `languagetool_server`, or is started from the jars in `languagetool_jars`, with so much memory;
    `languagetool_timeout` are the seconds that an answer may take, `languagetool_idle` the minutes after
    which an unused server stops. `vale` is a `.vale.ini`, whose styles run as they are.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    fail_on: Literal["error", "warning", "suggestion", "never"] = "warning"
    output_format: str = "full"
    jobs: int = 0
    cache: bool = True
    cache_dir: Annotated[str, _path] = ""
    exclude: tuple[str, ...] = ()
    respect_gitignore: bool = True
    max_file_size: Annotated[int, _bytes] = 100_000_000
    rules: tuple[Annotated[str, _path], ...] = ()
    words: tuple[Annotated[str, _path], ...] = ()
    desk_words: Mapping[str, tuple[Annotated[str, _path], ...]] = field(default_factory=dict)
    date: Annotated[str, _date] = ""
    style: Annotated[str, _style] = "none"
    options: Mapping[str, Annotated[str, _option]] = field(default_factory=dict)
    dialect: Literal["auto", "us", "uk", "ca", "au"] = "auto"
    desk: str = ""
    severity: Mapping[str, Literal["error", "warning", "suggestion", "off"]] = field(default_factory=dict)
    engines: tuple[str, ...] = ()
    engine_options: Mapping[str, Mapping[str, Annotated[str, _option]]] = field(default_factory=dict)
    languagetool_server: str = ""
    languagetool_jars: Annotated[str, _path] = ""
    languagetool_memory: Annotated[int, _bytes] = 2_000_000_000
    languagetool_timeout: int = 60
    languagetool_idle: int = 15
    vale: Annotated[str, _path] = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The settings of a run and where each came from.

    `origins` has every key in kebab-case, `severity.ID` for each severity that was set and `options.NAME` for
    each option; an origin is "default", "FILE:LINE" or "command line". `file` is the configuration file, if
    there is one.
    """

    settings: Settings
    origins: Mapping[str, str]
    file: Path | None


def load(start: Path, overrides: Mapping[str, object], config_file: Path | None = None) -> Resolved:
    """The settings for work in the folder `start`; `overrides` are the command line's, by field or key.

    The file is `config_file`, or else the nearest one in `start` or a folder above it. An override that
    is None was not given; `options` and `severity` are added to the file's, any other override replaces its
    value.
    Raises ConfigError for a broken file, UsageError for a missing `config_file` or a wrong override.
    """
    values: dict[str, Any] = {}
    origins = {_key(name.name): "default" for name in fields(Settings)}
    table = _read_named(config_file) if config_file else _nearest(start)
    if table:
        try:
            values = _checked(table.values, os.path.dirname(table.shown))  # noqa: PTH120
        except _WrongValueError as wrong:
            raise ConfigError(wrong.message, table.place(*wrong.keys), wrong.hint) from None
        origins |= {path: table.origin(*keys) for path, *keys in _origin_paths(values)}
    given = {_key(name): value for name, value in overrides.items() if value is not None}
    try:
        chosen = _checked(given, "")
    except _WrongValueError as wrong:
        raise UsageError(wrong.message, hint=wrong.hint) from None
    origins |= {path: "command line" for path, *_ in _origin_paths(chosen)}
    for name in _TABLES:
        if name in values and name in chosen:
            chosen[name] = values[name] | chosen[name]
    return Resolved(Settings(**values | chosen), origins, table.path if table else None)


def show(resolved: Resolved) -> str:
    """Every setting on a line of its own, in TOML, with its origin: `jobs = 0   (default)`."""
    import json

    def toml(value: object) -> str:
        if isinstance(value, Mapping):
            return "{" + ", ".join(f"{toml(name)} = {toml(inner)}" for name, inner in value.items()) + "}"
        # What JSON and TOML disagree about, in the values that a setting can have, is this one escape.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

    lines = []
    for name in fields(Settings):
        key, value = _key(name.name), getattr(resolved.settings, name.name)
        if isinstance(value, Mapping) and value:
            for rule, level in value.items():
                lines.append((f"{key}.{toml(rule)} = {toml(level)}", resolved.origins[f"{key}.{rule}"]))
        else:
            lines.append((f"{key} = {toml(value)}", resolved.origins[key]))
    width = min(max(len(text) for text, _ in lines), _WIDEST_VALUE)
    return "\n".join(f"{text:<{width}}   ({origin})" for text, origin in lines)


def did_you_mean(word: str, options: Iterable[str]) -> str | None:
    """A hint that names the option most like `word`, or None if nothing is near."""
    near = nearest(word, options)
    return f'did you mean "{near}"?' if near else None


# Values


def _key(name: str) -> str:
    return name.replace("_", "-")


def _origin_paths(values: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """For each value that was set: its key in `Resolved.origins`, then the keys that lead to it."""
    paths: list[tuple[str, ...]] = [(_key(name), _key(name)) for name in values]
    return paths + [
        (f"{_key(table)}.{name}", _key(table), name) for table in _TABLES for name in values.get(table, ())
    ]


def _checked(raw: Mapping[str, object], folder: str) -> dict[str, Any]:
    """The values by field name, each of its field's type; paths among them are relative to `folder`."""
    types = {_key(name): (name, kind) for name, kind in get_type_hints(Settings, include_extras=True).items()}
    values = {}
    for key, value in raw.items():
        if key not in types:
            hint = "the keys stand at the top of this file, in no table" if key in _PYPROJECT_TABLE else None
            raise _WrongValueError(f'unknown key "{key}"', hint or did_you_mean(key, types), (key,))
        name, kind = types[key]
        try:
            values[name] = _convert(value, kind, folder)
        except _WrongValueError as wrong:
            path = (key, *wrong.keys)
            raise _WrongValueError(f"{'.'.join(path)} {wrong.message}", wrong.hint, path) from None
    return values


def _convert(value: object, kind: Any, folder: str) -> object:
    """`value` as the annotation `kind` wants it, or _WrongValueError that says what would do."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        convert: Callable[[object, str], object] = arguments[1]
        return convert(value, folder)
    if origin is Literal:
        if value in arguments:
            return value
        choices = ", ".join(f'"{choice}"' for choice in arguments)
        raise _WrongValueError(f"must be one of {choices}", did_you_mean(str(value), arguments))
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise _WrongValueError("must be a list", f'write ["{value}"]' if isinstance(value, str) else None)
        return tuple(_convert(item, arguments[0], folder) for item in value)
    if origin is Mapping:
        if not isinstance(value, Mapping):
            raise _WrongValueError("must be a table")
        return {name: _convert_entry(name, item, arguments[1], folder) for name, item in value.items()}
    if type(value) is not kind or (isinstance(value, int) and value < 0):
        wanted = {bool: "true or false", int: "a whole number, 0 or more", str: "text in quotation marks"}
        raise _WrongValueError(f"must be {wanted[kind]}")
    return value


def _convert_entry(name: str, value: object, kind: Any, folder: str) -> object:
    try:
        return _convert(value, kind, folder)
    except _WrongValueError as wrong:
        raise _WrongValueError(wrong.message, wrong.hint, (name, *wrong.keys)) from None


# Files


class _Table(NamedTuple):
    """The settings' table of a file, and the places of all the file's keys."""

    path: Path
    shown: str
    values: Mapping[str, object]
    prefix: tuple[str, ...]
    places: Mapping[tuple[str, ...], Place]

    def place(self, *keys: str) -> Location:
        return Location(self.shown, *self.places.get((*self.prefix, *keys), ()))

    def origin(self, *keys: str) -> str:
        return str(self.place(*keys)._replace(column=None))


def _nearest(start: Path) -> _Table | None:
    """The table of the first folder, from `start` upward, that has a file with settings."""
    start = start.absolute()
    for folder in (start, *start.parents):
        for name in FILE_NAMES:
            path = folder / name
            if path.is_file() and (table := _read(path, _shown(path))):
                return table
    return None


def _read_named(path: Path) -> _Table:
    if not path.is_file():
        raise UsageError(f"no such configuration file: {path}")
    table = _read(path, str(path))
    if table is None:
        raise ConfigError("has no [tool.newslint] table", Location(str(path)))
    return table


def _shown(path: Path) -> str:
    """The path as seen from the current folder, which is how a terminal or editor can open it."""
    try:
        return os.path.relpath(path)
    except ValueError:  # on another drive
        return str(path)


def _read(path: Path, shown: str) -> _Table | None:
    """The settings of a file; None for a pyproject.toml without a table of ours."""
    prefix = _PYPROJECT_TABLE if path.name == "pyproject.toml" else ()
    try:
        data = path.read_bytes()
        # Most projects' files are not about us: they are neither parsed nor our place to find fault with.
        if prefix and b"newslint" not in data:
            return None
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", Location(shown)) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError("is not UTF-8 text", Location(shown, line), "save it as UTF-8") from None
    values, places = parse(text, shown)
    table = _Table(path, shown, values, prefix, places)
    for key in prefix:
        if key not in values:
            return None
        inner = values[key]
        if not isinstance(inner, dict):
            raise ConfigError(f"{key} must be a table", table._replace(prefix=()).place(*prefix))
        values = inner
    return table._replace(values=values)
