"""Rule files: YAML → `Definition`, with what a rule takes over from another that it extends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..errors import ConfigError, Location, RuleError, nearest
from .project import LEVELS, Project

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar is text: `no` and 10 are words
_DEEPEST = 10  # rules that extend one another
_COMMON = "action description extends level limit link matchcase message name scope selector".split()
KEYS: Mapping[str, frozenset[str]] = {
    kind: frozenset((*_COMMON, *keys.split()))
    for kind, keys in {
        "existence": "append exceptions ignorecase nonword raw tokens vocab",
        "substitution": "capitalize exceptions ignorecase nonword pos swap vocab",
        "occurrence": "ignorecase max min token",
        "repetition": "alpha exceptions ignorecase max tokens vocab",
        "consistency": "either ignorecase nonword",
        "conditional": "exceptions first ignorecase second vocab",
        "capitalization": "exceptions indicators match prefix style threshold vocab",
        "metric": "condition formula",
        "readability": "grade metrics",
        "spelling": "append aff custom dic dicpath dictionaries exceptions filters ignore threshold",
        "sequence": "exceptions ignorecase model tokens",
        "script": "script",
    }.items()
}


@dataclass(frozen=True)
class Definition:
    """A rule as its file has it. `values` are text, lists and tables by key in small letters."""

    name: str
    kind: str
    values: Mapping[str, Any]
    path: str = ""

    def fault(self, key: str, message: str, hint: str | None = None) -> RuleError:
        """What is wrong with the value of a key, at its line."""
        return RuleError(f"{self.name}: {message}", _place(self.path, key), hint)

    def text(self, key: str, default: str = "") -> str:
        """The value as text."""
        value = self.values.get(key, default)
        if not isinstance(value, str):
            raise self.fault(key, f"{key} must be text")
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """The value as true or false."""
        value = self.text(key, "true" if default else "false").lower()
        if value not in ("true", "false", "1", "0", "t", "f", "yes", "no", "on", "off", ""):
            raise self.fault(key, f"{key} must be true or false")
        return value in ("true", "1", "t", "yes", "on")

    def number(self, key: str, default: float = 0) -> float:
        """The value as a number."""
        try:
            return float(self.text(key) or default)
        except ValueError:
            raise self.fault(key, f"{key} must be a number") from None

    def strings(self, key: str) -> tuple[str, ...]:
        """The value as a list of text; one text alone is a list of one."""
        value = self.values.get(key) or []
        items = value if isinstance(value, list) else [value]
        if not all(isinstance(item, str) for item in items):
            raise self.fault(key, f"{key} must be a list of text")
        return tuple(items)

    def table(self, key: str) -> Mapping[str, str]:
        """The value as a table of text by text; a list of tables is all of them together."""
        value = self.values.get(key) or {}
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            value = {name: text for item in value for name, text in item.items()}
        if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
            raise self.fault(key, f"{key} must be a table of text")
        return value


def definitions(project: Project) -> Iterator[Definition]:
    """The definitions of all rules that the project wants somewhere, by name."""
    found: dict[str, Path] = {}
    for style in project.wanted:
        for name, path in _files(project, style):
            if name not in found and _enabled(project, name):
                found[name] = path
    for name, path in sorted(found.items()):
        yield defined(project, name, path)


def _files(project: Project, wanted: str) -> Iterator[tuple[str, Path]]:
    """The rule files of a style, or the file of one rule; ConfigError where a style is not there."""
    style, dot, rest = wanted.partition(".")
    folders = [root / style for root in project.styles_paths if (root / style).is_dir()]
    if style == "Vale":
        return
    based = any(wanted in (each.styles or ()) for each in (project.everywhere, *project.sections))
    if not folders and based:
        known = [each.name for root in project.styles_paths for each in root.iterdir() if each.is_dir()]
        near = nearest(style, known)
        raise ConfigError(
            f"there is no style “{style}” in {', '.join(map(str, project.styles_paths)) or 'any StylesPath'}",
            Location(project.path),
            f"did you mean “{near}”?" if near else "run `vale sync` where it comes from Packages",
        )
    for folder in folders:
        if dot:
            path = folder.joinpath(*rest.split(".")).with_suffix(".yml")
            if path.is_file():
                yield wanted, path
        elif based:
            yield from ((_name(folder, path), path) for path in _rule_files(folder))


def _rule_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*.yml")):
        inner = path.relative_to(folder).parts[:-1]
        if not path.name.endswith(".test.yml") and not any(part.startswith((".", "_")) for part in inner):
            yield path


def _name(folder: Path, path: Path) -> str:
    parts = path.relative_to(folder).parts
    return ".".join((folder.name, *parts[:-1], parts[-1].split(".")[0]))


def _enabled(project: Project, name: str) -> bool:
    """Whether any part of the settings may run the rule: what never runs need not be sound."""
    style = name.split(".")[0]

    def told(checks: Mapping[str, bool]) -> bool | None:
        return checks[name] if name in checks else checks.get(style)

    if any(told(section.checks) for section in project.sections):
        return True
    everywhere = told(project.everywhere.checks)
    if everywhere is not None:
        return everywhere
    if style in (project.everywhere.styles or ()):
        return True
    return any(style in (each.styles or ()) and told(each.checks) is not False for each in project.sections)


def defined(project: Project, name: str, path: Path) -> Definition:
    """A rule's definition, with the level and the settings that `.vale.ini` gives it."""
    values = _flat(project, _read(path), path, ())
    kind = values["extends"]
    levels, style = project.everywhere.levels, name.split(".")[0]
    values["level"] = levels.get(name) or levels.get(style) or values.get("level") or "warning"
    values |= project.params.get(name, {})
    if not values.get("scope") and kind != "sequence":
        values["scope"] = ["text"]
    made = Definition(name, kind, values, str(path))
    _check(made)
    return made


def _check(made: Definition) -> None:
    if made.values["level"] not in LEVELS:
        raise made.fault(
            "level", f"level cannot be “{made.values['level']}”", f"it is one of {', '.join(LEVELS)}"
        )
    if "message" not in made.values:
        raise made.fault("extends", "there is no message")
    for key in made.values:
        if key not in KEYS[made.kind] and made.kind not in ("consistency", "spelling"):
            near = nearest(key, KEYS[made.kind])
            hint = f"did you mean “{near}”?" if near else None
            raise made.fault(key, f"a rule of kind {made.kind} has no key “{key}”", hint)
    for scope in made.strings("scope"):
        if " " in scope.strip() and "&" not in scope:
            raise made.fault("scope", f"the scope “{scope}” has a space in it", "join scopes with &")


def _read(path: Path) -> dict[str, Any]:
    try:
        values = next(yaml.load_all(path.read_text("utf-8"), Loader=_Loader), None)
    except OSError as error:
        raise RuleError(f"cannot be read: {error.strerror}", Location(str(path))) from None
    except UnicodeDecodeError:
        raise RuleError("is not UTF-8 text", Location(str(path)), "save it as UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Location(str(path), mark.line + 1, mark.column + 1) if mark else Location(str(path))
        raise RuleError(f"is not YAML: {getattr(error, 'problem', error)}", place) from None
    if not isinstance(values, dict):
        raise RuleError("is no rule", Location(str(path)), "a rule starts with extends: existence")
    values = {str(key).lower(): value for key, value in values.items()}
    values.pop("tests", None)
    return values


def _flat(project: Project, values: dict[str, Any], path: Path, seen: tuple[str, ...]) -> dict[str, Any]:
    """The values with those of the rule that it extends, which `key+` and `key-` change."""
    extends = values.get("extends") or ""
    if extends in KEYS:
        edits = next((key for key in values if key[-1:] in "+-"), None)
        if edits:
            hint = "only a rule that extends another rule has + and -"
            raise RuleError(f"{edits} has nothing to change", _place(str(path), edits), hint)
        return values
    if "." not in extends:
        near = nearest(extends, KEYS)
        raise RuleError(
            f"extends cannot be “{extends}”",
            _place(str(path), "extends"),
            f"did you mean “{near}”?" if near else f"it is one of {', '.join(KEYS)}, or a rule’s name",
        )
    if extends in seen or len(seen) >= _DEEPEST:
        raise RuleError(f"{extends} extends itself", _place(str(path), "extends"))
    style, _, rest = extends.partition(".")
    files = [root.joinpath(style, *rest.split(".")).with_suffix(".yml") for root in project.styles_paths]
    parent_path = next((file for file in files if file.is_file()), None)
    if parent_path is None:
        raise RuleError(f"there is no rule “{extends}”", _place(str(path), "extends"))
    parent = _flat(project, _read(parent_path), parent_path, (*seen, extends))
    return _overlaid(parent, values, path)


def _overlaid(parent: Mapping[str, Any], values: Mapping[str, Any], path: Path) -> dict[str, Any]:
    made = dict(parent)
    for key, value in values.items():
        base = key.rstrip("+-")
        if base != key:
            if base in values:
                raise RuleError(f"both {base} and {key}", _place(str(path), key), "choose one")
            made[base] = _edited(made.get(base), value, key, path)
        elif key != "extends":
            made[key] = value
    return made


def _edited(old: Any, value: Any, key: str, path: Path) -> Any:
    """A list or table with entries put in (`key+`) or taken out (`key-`)."""
    more = value if isinstance(value, list | dict) else [value]
    if isinstance(old, dict) and key[-1] == "+" and isinstance(more, dict):
        return {**old, **more}
    if isinstance(old, list) and key[-1] == "+":
        return [*old, *more]
    if isinstance(old, list | dict) and key[-1] == "-":
        missing = next((entry for entry in more if entry not in old), None)
        if missing is not None:
            raise RuleError(f"{key} takes out “{missing}”, which is not there", _place(str(path), key))
        if isinstance(old, dict):
            return {name: entry for name, entry in old.items() if name not in more}
        return [entry for entry in old if entry not in more]
    raise RuleError(f"{key} has no list or table to change", _place(str(path), key), f"write {key[:-1]}")


def _place(path: str, key: str) -> Location:
    """Where a key stands in a rule file; its top where it is not found."""
    try:
        text = Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return Location(path)
    found = re.search(rf"(?im)^[\"']?{re.escape(key)}[\"']?\s*:", text)
    return Location(path, text.count("\n", 0, found.start()) + 1 if found else 1)
