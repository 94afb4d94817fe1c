"""Definitions → rules ready to run, and the few rules that Vale has of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import NamedTuple

from ..problem import Failure
from .base import Rule
from .definitions import Definition, definitions
from .project import Project

# Where each kind is made; a kind is imported when a style has it.
_MAKERS = {
    "existence": "existence",
    "substitution": "substitution",
    "occurrence": "counted",
    "repetition": "counted",
    "consistency": "paired",
    "conditional": "paired",
    "capitalization": "capitalization",
    "metric": "measured",
    "readability": "measured",
    "spelling": "spelling",
    "sequence": "sequence",
}


class Rules(NamedTuple):
    """The rules of a project by name, and what of it cannot run."""

    rules: tuple[Rule, ...]
    failures: tuple[Failure, ...] = ()


def rules(project: Project) -> Rules:
    """The rules that a project wants; those written in Tengo are told once, together."""
    made: dict[str, Rule] = {}
    scripts: list[str] = []
    for definition in (*_own(project), *definitions(project)):
        if definition.kind == "script":
            scripts.append(definition.name)
        else:
            made.setdefault(definition.name, rule(definition, project))
    told = f"scripts in Tengo do not run here, so these rules find nothing: {', '.join(scripts)}"
    return Rules(
        tuple(made[name] for name in sorted(made)), (Failure(told, project.path),) if scripts else ()
    )


def rule(definition: Definition, project: Project) -> Rule:
    """The rule of a definition."""
    module = import_module(f".{_MAKERS[definition.kind]}", __package__)
    make: Callable[[Definition, Project], Rule] = getattr(module, definition.kind)
    return make(definition, project)


def _own(project: Project) -> Iterator[Definition]:
    """Vale's own rules, where the settings name their style: repetition, spelling and the vocabulary."""
    if not any(name.split(".")[0] == "Vale" for name in project.wanted):
        return
    yield _builtin(
        project,
        "Repetition",
        "repetition",
        "'%s' is repeated!",
        ignorecase="true",
        alpha="true",
        tokens=[r"[^\s.!?]+"],
        action={"name": "edit", "params": ["truncate", " "]},
    )
    spellings = {"name": "suggest", "params": ["spellings"]}
    yield _builtin(project, "Spelling", "spelling", "Did you really mean '%s'?", action=spellings)
    if project.accepted:
        swap = {term.lower(): term for term in project.accepted}
        message = "Use '%s' instead of '%s'."
        yield _builtin(project, "Terms", "substitution", message, ignorecase="true", vocab="false", swap=swap)
    if project.rejected:
        tokens = list(project.rejected)
        yield _builtin(project, "Avoid", "existence", "Avoid using '%s'.", tokens=tokens)


def _builtin(project: Project, name: str, kind: str, message: str, **values: object) -> Definition:
    full = f"Vale.{name}"
    level: Mapping[str, str] = project.everywhere.levels
    told = {"message": message, "level": level.get(full, "error"), "scope": ["text"], **values}
    return Definition(full, kind, told)
