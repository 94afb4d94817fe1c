"""Other checkers beside our own rules: LanguageTool, and what plug-ins add.

Each is behind the `Engine` protocol and is imported when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from .. import plugins
from ..errors import PluginError, UsageError, nearest

if TYPE_CHECKING:
    from ..config import Settings
    from ..problem import Failure
    from ..vale.engine import ValeEngine
    from .base import Engine

LANGUAGETOOL = "languagetool"
_SHORT = {LANGUAGETOOL: "lt"}  # before the names of its rules


def names() -> tuple[str, ...]:
    """What `--engine` may name."""
    return (LANGUAGETOOL, *plugins.of(plugins.ENGINES))


def prefixes() -> tuple[str, ...]:
    """How the names of engines' rules start, in any category."""
    return tuple(f"{_SHORT.get(name, name)}-" for name in names())


def check_names(wanted: Iterable[str]) -> None:
    """UsageError for a name that is no engine's."""
    for name in wanted:
        if name not in names():
            near = nearest(name, names())
            hint = f"did you mean “{near}”?" if near else f"there are: {', '.join(names())}"
            raise UsageError(f"there is no engine “{name}”", hint=hint)


def opened(
    settings: Settings, dialect: str, allow_remote: bool
) -> tuple[tuple[Engine, ...], tuple[Failure, ...]]:
    """The engines that the settings ask for, ready to run, and the plug-ins among them that failed.

    `dialect` is the settings' or else the style's. EngineError where LanguageTool cannot run.
    """
    check_names(settings.engines)
    engines: list[Engine] = [*vale(settings)]
    failures: list[Failure] = []
    for name in dict.fromkeys(settings.engines):
        if name == LANGUAGETOOL:
            from .languagetool import opened as languagetool

            engines.append(languagetool(settings, dialect, allow_remote))
        else:
            _plugged(name, settings.engine_options.get(name, {}), engines, failures)
    return tuple(engines), tuple(failures)


@lru_cache(maxsize=4)
def _vale(path: str) -> ValeEngine:
    from pathlib import Path

    from ..vale.engine import loaded

    return loaded(Path(path))


def vale(settings: Settings) -> tuple[ValeEngine, ...]:
    """The rules of the `.vale.ini` that the settings name, if they do; an error where they are broken."""
    return (_vale(settings.vale),) if settings.vale else ()


def _plugged(name: str, options: Mapping[str, str], engines: list[Engine], failures: list[Failure]) -> None:
    from ..problem import Failure

    plugin = plugins.of(plugins.ENGINES)[name]
    try:
        make = plugins.load(plugin)
        engines.append(make(options))  # type: ignore[operator]
    except PluginError as error:
        failures.append(Failure(str(error)))
    except Exception as error:
        failures.append(Failure(str(plugins.failed(plugin, error))))


__all__: Sequence[str] = ("LANGUAGETOOL", "check_names", "names", "opened", "prefixes", "vale")
