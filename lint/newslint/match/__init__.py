"""Rule kinds, by the name that a rule file gives in `kind`: ours, and those of plug-ins."""

from __future__ import annotations

from .. import plugins
from ..errors import PluginError
from .base import Kind
from .check import CheckKind
from .company import CompanyKind
from .complement import ComplementKind
from .consistency import ConsistencyKind
from .dependency import DependencyKind
from .frame import FrameKind
from .literal import LiteralKind
from .metric import MetricKind
from .pattern import RegexKind
from .tokens import TokensKind

KINDS: dict[str, type[Kind]] = {
    "literal": LiteralKind,
    "regex": RegexKind,
    "tokens": TokensKind,
    "frame": FrameKind,
    "company": CompanyKind,
    "complement": ComplementKind,
    "dependency": DependencyKind,
    "consistency": ConsistencyKind,
    "metric": MetricKind,
    "check": CheckKind,
}


def kind_names() -> tuple[str, ...]:
    """The names of all kinds, those of plug-ins after ours."""
    return (*KINDS, *(name for name in plugins.of(plugins.KINDS) if name not in KINDS))


def kind_named(name: str) -> type[Kind]:
    """The kind of a name that `kind_names` has. PluginError where its plug-in fails."""
    if name in KINDS:
        return KINDS[name]
    plugin = plugins.of(plugins.KINDS)[name]
    found = plugins.load(plugin)
    if not (isinstance(found, type) and issubclass(found, Kind)):
        raise plugins.failed(
            plugin, PluginError(f"{plugin.value} is no subclass of newslint.match.base.Kind")
        )
    return found
