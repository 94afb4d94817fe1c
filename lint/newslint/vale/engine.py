"""Vale's rules as an engine: a project is read once, kept compiled, and run on every document."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from .. import __version__, patterns
from ..cache import hashed, load_pickle, store_pickle
from ..problem import Failure, Problem
from .project import Project

if TYPE_CHECKING:
    from ..document import Document
    from .base import Rule
    from .checker import Checker

_KIND = "vale"  # of what is kept
_RULES = (".yml", ".txt", ".ini", ".dic", ".aff")


@dataclass(frozen=True, eq=False)
class ValeEngine:
    """A project's rules, ready to run. What cannot run of it is in `missing`."""

    project: Project
    rules: tuple[Rule, ...]
    stamp: str
    missing: tuple[Failure, ...] = ()

    name = "vale"
    apart = True
    formats = (".html", ".htm", ".xhtml", ".shtml")

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the rules, as our reports have them."""
        from .checker import PREFIX

        return tuple(PREFIX + rule.fields.name for rule in self.rules)

    def begin(self, documents: Sequence[Document]) -> Iterator[Sequence[Problem]]:
        """See `engines.base.Engine`."""
        checker = _checker(self)
        # Not a generator, which would end with the first document that fails.
        return map(checker.check, [document.source for document in documents])


@lru_cache(maxsize=4)
def _checker(engine: ValeEngine) -> Checker:
    from .checker import Checker

    return Checker(engine.project, engine.rules)


def loaded(path: Path) -> ValeEngine:
    """The engine of a `.vale.ini`; ConfigError or RuleError, with the place, where something is broken."""
    from .project import load
    from .rules import rules

    project = load(path)
    stamp = _stamp(project)
    kept = load_pickle(_KIND, hashed(stamp))
    if kept is not None:
        made, codes, missing = kept
        patterns.use_codes(codes)
    else:
        made, missing = rules(project)
        store_pickle(_KIND, hashed(stamp), (made, _codes(made), missing))
    return ValeEngine(project, made, stamp, missing)


def _codes(rules: Sequence[Rule]) -> dict[tuple[str, int], bytes]:
    """What `regex` compiled for these rules."""
    import pickle

    sources = {pattern.source for rule in rules for pattern in rule.every_pattern}
    return {(source, 0): pickle.dumps(patterns.compiled(source)) for source in sources}


def _stamp(project: Project) -> str:
    """What the rules depend on: our version and code, the settings, and every file of their styles."""
    import regex

    styles = {name.split(".")[0] for name in project.wanted} | {"config"}
    folders = [root / style for root in project.styles_paths for style in sorted(styles)]
    lines = (line for folder in (Path(__file__).parent, *folders) for line in _stats(str(folder)))
    return "\n".join((__version__, regex.__version__, repr(project), *lines))


def _stats(folder: str) -> Iterator[str]:
    """A line for each file below a folder that rules may depend on."""
    for where, _, names in os.walk(folder):
        for name in sorted(names):
            if name.endswith((*_RULES, ".py")):
                told = os.stat(f"{where}{os.sep}{name}")  # noqa: PTH116  (a Path for each costs more)
                yield f"{where}/{name} {told.st_size} {told.st_mtime_ns}"
