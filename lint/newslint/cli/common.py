"""What the commands share: settings, rules, output."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from .. import config, plugins, ruleset
from ..errors import NewslintError, PluginError
from ..problem import Failure
from ..rule import Rule

if TYPE_CHECKING:
    from ..engines.beside import Beside
    from ..source import Source
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
    """The folders of plug-ins' rules, of the style's, and of the user's own."""
    return (*ruleset.packs()[0], *style(chosen).folders, *map(Path, chosen.rules))


def words(chosen: config.Settings) -> Wordbook:
    """The newsroom's own words, and the desk's."""
    from ..wordbook import Wordbook, load

    paths = (*chosen.words, *chosen.desk_words.get(chosen.desk, ()))
    return load([Path(path) for path in paths]) if paths else Wordbook()


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


class Rules(NamedTuple):
    """The rules that run, the ids of all that there are, and the plug-ins whose rules cannot be used."""

    running: tuple[Rule, ...]
    known: tuple[str, ...]
    broken: tuple[Failure, ...]


def rules(chosen: config.Settings) -> Rules:
    """The rules that these settings select."""
    from datetime import date

    from ..engines import prefixes, vale

    every, broken = loaded(chosen)
    every = (*every, *own_rules(chosen))
    beyond, others = prefixes(), tuple(id_ for engine in vale(chosen) for id_ in engine.ids)
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
        beyond=beyond,
        others=others,
    )
    known = (*(rule.id for rule in every), *others, *(f"*/{prefix}*" for prefix in beyond))
    return Rules(selected, known, broken)


def own_rules(chosen: config.Settings) -> tuple[Rule, ...]:
    """The rule of the newsroom's lists of wrong words, where they have some."""
    own = words(chosen)
    return (ruleset.of_slips(own),) if own.slips else ()


def loaded(chosen: config.Settings, cached: bool = True) -> tuple[tuple[Rule, ...], tuple[Failure, ...]]:
    """All rules, and the plug-ins whose rules cannot be used, which are left out."""
    everywhere, (own, failures) = folders(chosen), ruleset.packs()
    try:
        return ruleset.load(everywhere, cached=cached), failures
    except NewslintError:
        broken = {folder: error for folder in own if (error := _fault(folder))}
        if not broken:
            raise
    sound = tuple(folder for folder in everywhere if folder not in broken)
    said = (Failure(str(plugins.failed(own[folder], error))) for folder, error in broken.items())
    return ruleset.load(sound, cached=cached), (*failures, *said)


def _fault(folder: Path) -> PluginError | None:
    """What is wrong with the rules of a folder by themselves."""
    from ..testing import rules_in

    try:
        rules_in(folder)
    except NewslintError as error:
        return PluginError(str(error))
    return None


def beside(chosen: config.Settings, allow_remote: bool) -> tuple[Beside | None, tuple[Failure, ...]]:
    """The engines that run beside the rules, and the plug-ins among them that failed."""
    if not chosen.engines and not chosen.vale:
        return None, ()
    from ..engines import opened
    from ..engines.beside import Beside

    engines, failures = opened(chosen, house_options(chosen)["dialect"], allow_remote)
    choice = ruleset.Choice(
        chosen.select, chosen.extend_select, (*style(chosen).off, *chosen.ignore), chosen.severity
    )
    return (Beside(engines, choice) if engines else None), failures


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


def warn(failures: Sequence[Failure]) -> None:
    """Say on standard error what could not be done, where the command goes on without it."""
    from ..report.phrases import failure_line

    put("".join(f"{failure_line(failure)}\n" for failure in failures), sys.stderr)


def read_or_stdin(path: str, max_bytes: int, stdin_name: str) -> Source:
    """The document at a path, or at `-` standard input."""
    from ..errors import SourceError
    from ..source import decode, read

    if path != "-":
        return read(path, max_bytes)
    data = sys.stdin.buffer.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise SourceError(f"more than the {max_bytes:,} bytes allowed", hint="raise max-file-size to read it")
    return decode(data, stdin_name)


def colored(stream: TextIO) -> bool:
    """Whether this is a terminal that wants colours (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
