"""Report formats. Each is a module with one pure `render`, imported when its format is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from .. import plugins
from ..errors import PluginError, UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..problem import Report, Severity


class RuleInfo(Protocol):
    """What a report tells of a rule; `Rule` has it all."""

    @property
    def summary(self) -> str:
        """The fault in one line."""

    @property
    def why(self) -> str:
        """Why it is a fault, in full sentences."""

    @property
    def severity(self) -> Severity:
        """How bad it is unless the settings say otherwise."""


class Renderer(Protocol):
    """Gives the whole output: "" where there is nothing to say, else text that ends with a newline.

    The text can always be encoded as UTF-8. `rules` maps rule ids to what is known of them.
    """

    def __call__(self, report: Report, *, color: bool, rules: Mapping[str, RuleInfo]) -> str:
        """Render the report."""


def _lazy(module: str) -> Renderer:
    def render(report: Report, *, color: bool, rules: Mapping[str, RuleInfo]) -> str:
        renderer: Renderer = import_module(f".{module}", __name__).render
        return renderer(report, color=color, rules=rules)

    return render


FORMATS: dict[str, Renderer] = {
    "full": _lazy("full"),
    "concise": _lazy("concise"),
    "json": _lazy("json_report"),
    "github": _lazy("github"),
    "sarif": _lazy("sarif"),
    "statistics": _lazy("statistics"),
}


def renderer(name: str) -> Renderer:
    """The format of this name. UsageError where there is none, PluginError where a plug-in's fails."""
    if name in FORMATS:
        return FORMATS[name]
    others = plugins.of(plugins.FORMATS)
    if name not in others:
        known = (*(each for each in FORMATS if each != "statistics"), *others)
        near = nearest(name, known)
        hint = f"did you mean “{near}”?" if near else f"there are: {', '.join(known)}"
        raise UsageError(f"there is no output format “{name}”", hint=hint)
    found = plugins.load(others[name])
    if not callable(found):
        raise plugins.failed(others[name], PluginError(f"{others[name].value} is no function"))
    return _guarded(others[name], found)


def _guarded(plugin: plugins.Plugin, render: Renderer) -> Renderer:
    """The plug-in's function, whose every failure is the plug-in's."""

    def guarded(report: Report, *, color: bool, rules: Mapping[str, RuleInfo]) -> str:
        try:
            return str(render(report, color=color, rules=rules))
        except Exception as error:
            raise plugins.failed(plugin, error) from error

    return guarded
