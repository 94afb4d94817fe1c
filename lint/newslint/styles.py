"""House styles: packs of rules, and the options in which houses differ.

A style is a folder of rules with a `style.toml`, which may name a style that it `extends`, set `options` and
turn rules `off`. Those that come with newslint are in rules/packs; options.toml there says which options
there are and what they may be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from .errors import ConfigError, Location, UsageError, nearest
from .lexicon import rules_folder
from .toml import parse

NONE = "none"
_FILE, _OPTIONS = "style.toml", "options.toml"
_KEYS = frozenset({"extends", "options", "off", "about"})


class Option(NamedTuple):
    """What an option may be: one of some words, or a whole number where there are none."""

    choices: tuple[str, ...]
    about: str


@dataclass(frozen=True, slots=True)
class Style:
    """A style's folders of rules, the one that is extended first, its options, and the rules that are off."""

    name: str = NONE
    folders: tuple[Path, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    off: tuple[str, ...] = ()


def packs() -> Path:
    """The folder of the styles that come with newslint."""
    return rules_folder() / "packs"


def names() -> list[str]:
    """The styles that come with newslint, `none` first."""
    return [NONE, *sorted(path.parent.name for path in packs().glob(f"*/{_FILE}"))]


def load(name: str, chosen: Mapping[str, str]) -> Style:
    """The style of this name, or of a folder, with the options that the settings chose.

    UsageError for an unknown name or option; ConfigError for a broken style.
    """
    style = _style(name, ())
    known = options()
    for option, value in chosen.items():
        fault = _fault(option, value, known)
        if fault:
            raise UsageError(f"options.{fault}")
    return Style(style.name, style.folders, {**style.options, **chosen}, style.off)


@cache
def options() -> Mapping[str, Option]:
    """Every option that a style may set."""
    table, _ = _read(packs() / _OPTIONS)
    return {
        name: Option(tuple(entry.get("choices", ())), entry.get("about", "")) for name, entry in table.items()
    }


def _style(name: str, below: tuple[Path, ...]) -> Style:
    if name == NONE:
        return Style()
    folder = packs() / name if name in names() else Path(name)
    path = folder / _FILE
    if folder.resolve() in below:
        raise UsageError(f"the style {folder} extends itself, in a circle of styles")
    if not path.is_file():
        near = nearest(name, names())
        known = ", ".join(names())
        raise UsageError(
            f"there is no style “{name}”: it is none of {known}, and no folder with a {_FILE}",
            hint=f"did you mean “{near}”?" if near else None,
        )
    table, places = _read(path)
    for key in table:
        if key not in _KEYS:
            hint = f"a style has {', '.join(sorted(_KEYS))}"
            raise ConfigError(f"unknown key “{key}”", Location(str(path), *places.get((key,), ())), hint)
    base = table.get("extends", NONE)
    inner = packs() / base if base in names() else folder / base
    extended = _style(base if base in names() else str(inner), (*below, folder.resolve()))
    given = {option: str(value) for option, value in table.get("options", {}).items()}
    for option, value in given.items():
        fault = _fault(option, value, options())
        if fault:
            raise ConfigError(fault, Location(str(path), *places.get(("options", option), ())))
    return Style(
        name,
        (*extended.folders, folder),
        {**extended.options, **given},
        (*extended.off, *table.get("off", ())),
    )


def _fault(option: str, value: str, known: Mapping[str, Option]) -> str:
    """What is wrong with an option's value; an empty text where nothing is."""
    if option not in known:
        near = nearest(option, known)
        return f"{option}: there is no such option" + (f"; did you mean “{near}”?" if near else "")
    choices = known[option].choices
    if choices and value not in choices:
        return f"{option}: “{value}” is none of {', '.join(choices)}"
    if not choices and not value.isdecimal():
        return f"{option}: “{value}” is no whole number"
    return ""


def _read(path: Path) -> tuple[Mapping[str, Any], Mapping[tuple[str, ...], Any]]:
    try:
        return parse(path.read_text(encoding="utf-8-sig"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", Location(str(path))) from None
