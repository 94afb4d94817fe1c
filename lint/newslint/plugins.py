"""Plug-ins: what other installed packages add, by the entry points of four groups.

* `newslint.rules`: a package whose folder holds rule files, as `rules = [...]` names a folder;
* `newslint.kinds`: a rule kind, a subclass of `newslint.match.base.Kind`;
* `newslint.engines`: another checker, see `newslint.engines.base`;
* `newslint.formats`: a report format, a function as in `newslint.report`.

What is installed is looked up once and kept until a package comes or goes; a plug-in is imported when it is
needed. One that fails is named, with its package and version, and takes nothing else down.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .cache import hashed, load_pickle, store_pickle
from .errors import NewslintError, PluginError

RULES, KINDS, ENGINES, FORMATS = "rules", "kinds", "engines", "formats"
GROUPS = (RULES, KINDS, ENGINES, FORMATS)


class Plugin(NamedTuple):
    """One entry point: its group without `newslint.`, its name, what it names, and whose it is."""

    group: str
    name: str
    value: str
    package: str
    version: str

    def __str__(self) -> str:
        return f"the plug-in “{self.name}” of {self.package} {self.version}"


@cache
def installed() -> tuple[Plugin, ...]:
    """All plug-ins of this Python, by group and name."""
    name, stamp = hashed(sys.prefix, *sys.path), _stamp()
    known = load_pickle("plugins", name)
    if known is not None and known[0] == stamp:
        return tuple(Plugin(*row) for row in known[1])
    found = tuple(sorted(set(_look()), key=lambda plugin: (GROUPS.index(plugin.group), *plugin[1:])))
    store_pickle("plugins", name, (stamp, tuple(map(tuple, found))))
    return found


def of(group: str) -> dict[str, Plugin]:
    """The plug-ins of a group, by name."""
    return {plugin.name: plugin for plugin in installed() if plugin.group == group}


def load(plugin: Plugin) -> object:
    """What the plug-in names. PluginError where it cannot be imported."""
    from importlib import import_module

    module, _, path = plugin.value.partition(":")
    try:
        found: object = import_module(module)
        for part in filter(None, path.split(".")):
            found = getattr(found, part)
    except Exception as error:
        raise failed(plugin, error) from error
    return found


def folder(plugin: Plugin) -> Path:
    """Where a plug-in of rules has them; its package is not run. PluginError where there is none."""
    from importlib.util import find_spec

    try:
        spec = find_spec(plugin.value)
        places = list(spec.submodule_search_locations or ()) if spec else []
    except Exception as error:
        raise failed(plugin, error) from error
    if not places:
        raise PluginError(f"{plugin} names no package: {plugin.value}", hint="install it again")
    return Path(places[0])


def failed(plugin: Plugin, error: BaseException) -> PluginError:
    """The error that says which plug-in failed, and how."""
    said = str(error) if isinstance(error, NewslintError) else f"{type(error).__name__}: {error}"
    return PluginError(f"{plugin} failed: {said}", hint=f"update {plugin.package}, or uninstall it")


def _stamp() -> tuple[tuple[str, int], ...]:
    """What changes when a package comes or goes: the folders that Python imports from, with their times."""
    stats = []
    for entry in sys.path:
        try:
            stats.append((entry, os.stat(entry or ".").st_mtime_ns))  # noqa: PTH116  (Path costs more)
        except OSError:
            continue
    return tuple(stats)


def _look() -> Iterator[Plugin]:
    from importlib.metadata import distributions

    for package in distributions():
        try:  # one package with broken metadata must not hide the others
            name, version = package.metadata["Name"], package.version
            for point in package.entry_points:
                group = point.group.removeprefix("newslint.")
                if group in GROUPS and point.group != group:
                    yield Plugin(group, point.name, point.value, name, version)
        except Exception:
            continue
