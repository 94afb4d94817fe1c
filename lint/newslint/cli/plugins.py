"""`newslint plugins`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from ..errors import NewslintError, PluginError

if TYPE_CHECKING:
    from ..plugins import Plugin


def plugins() -> None:
    """List the plug-ins that are installed: what each adds, its name, its package and version.

    Each is tried. Exit code 2 where one fails, which is said under its name.
    """
    from ..plugins import installed
    from .common import put

    found = installed()
    width = max((len(plugin.name) for plugin in found), default=0)
    lines, faults = [], 0
    for plugin in found:
        lines.append(f"{plugin.group:8}  {plugin.name:{width}}  {plugin.package} {plugin.version}\n")
        try:
            _try(plugin)
        except NewslintError as error:
            faults += 1
            lines.append("".join(f"          {line}\n" for line in str(error).splitlines()))
    put("".join(lines) or "no plug-ins are installed\n", sys.stdout)
    raise typer.Exit(2 if faults else 0)


def _try(plugin: Plugin) -> None:
    """Import what the plug-in names, or read its rules; a NewslintError tells what is wrong."""
    from .. import plugins as every

    if plugin.group == every.RULES:
        from ..testing import rules_in

        try:
            rules_in(every.folder(plugin))
        except PluginError:
            raise
        except NewslintError as error:
            raise every.failed(plugin, error) from None
    elif plugin.group == every.KINDS:
        from ..match import kind_named

        kind_named(plugin.name)
    elif plugin.group == every.FORMATS:
        from ..report import renderer

        renderer(plugin.name)
    else:
        every.load(plugin)
