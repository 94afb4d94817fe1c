"""Rule kinds, by the name that a rule file gives in `kind`."""

from __future__ import annotations

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
