"""Report formats. Each is a module with one pure `render`, imported when its format is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

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
