"""What the commands share: settings, rules, output."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from .. import config, ruleset
from ..rule import Rule

if TYPE_CHECKING:
    from ..styles import Style
    from ..wordbook import Wordbook

_DIALECTS = {"uk-ize": "uk", "canada": "ca", "australia": "au"}  # by the spelling of a style


def settings(overrides: Mapping[str, object], config_file: str | None) -> config.Resolved:
    """The settings from the nearest file and the command line."""
    resolved = config.load(Path.cwd(), overrides, Path(config_file) if config_file else None)
    if resolved.settings.cache_dir:
        os.environ["NEWSLINT_CACHE_DIR"] = resolved.settings.cache_dir
    return resolved


def folders(chosen: config.Settings) -> tuple[Path, ...]:
    """The folders of the style's rules, and of the user's own."""
    return (*style(chosen).folders, *map(Path, chosen.rules))


def words(chosen: config.Settings) -> Wordbook:
    """The newsroom's own words."""
    from ..wordbook import Wordbook, load

    return load([Path(path) for path in chosen.words]) if chosen.words else Wordbook()


def style(chosen: config.Settings) -> Style:
    """The house's style, with its options."""
    from ..styles import Style, load

    if chosen.style == "none" and not chosen.options:
        return Style()
    return load(chosen.style, chosen.options)


def house_options(chosen: config.Settings) -> dict[str, str]:
    """The options of the style, and the dialect: the configured one, or else that of the style's spelling."""
    options = dict(style(chosen).options)
    spelling = options.get("spelling", "auto")
    told = _DIALECTS.get(spelling, spelling)
    return {**options, "dialect": told if chosen.dialect == "auto" else chosen.dialect}


def rules(chosen: config.Settings) -> tuple[tuple[Rule, ...], tuple[str, ...]]:
    """The rules that these settings select, and the ids of all that there are."""
    from datetime import date

    every = ruleset.load(folders(chosen))
    wrong = words(chosen).wrong
    if wrong:
        every = (*every, ruleset.of_slips(wrong))
    house = style(chosen)
    selected = ruleset.select(
        every,
        chosen=chosen.select,
        extended=chosen.extend_select,
        ignored=(*house.off, *chosen.ignore),
        preview=chosen.preview,
        severity=chosen.severity,
        options=house_options(chosen),
        desk=chosen.desk,
        day=chosen.date or date.today().isoformat(),
    )
    return selected, tuple(rule.id for rule in every)


def put(data: str | bytes, stream: TextIO) -> None:
    """Write all of it now. A reader that has gone, as in `| head`, takes nothing from what was found."""
    try:
        if isinstance(data, bytes):
            stream.flush()
            stream.buffer.write(data)
        else:
            stream.write(data)
        stream.flush()
    except BrokenPipeError:
        # Python flushes once more when it exits, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def colored(stream: TextIO) -> bool:
    """Whether this is a terminal that wants colours (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
