"""A project of Vale's: what `.vale.ini` and its StylesPath say, and what holds for a path."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ..errors import ConfigError, Location, nearest
from .globs import matches
from .ini import Entry, Sections, listed, parse, values

LEVELS = ("suggestion", "warning", "error")
VOCABULARIES, DICTIONARIES, IGNORED = "config/vocabularies", "config/dictionaries", "config/ignore"
_CORE = frozenset(
    "StylesPath MinAlertLevel IgnoredScopes SkippedScopes IgnoredClasses WordTemplate Vocab Packages "
    "NLPEndpoint".split()
)
_OF_SECTIONS = frozenset(
    "BasedOnStyles IgnorePatterns BlockIgnores TokenIgnores CommentDelimiters Transform Lang View".split()
)
_SPECIAL = ("formats", "asciidoctor")
_YES = ("YES", *LEVELS)
# What a rule's text is made of is changed in a style of one's own, not here.
_FIXED = frozenset(
    "description either exceptions extends filters ignore link message name path raw swap tests "
    "tokens".split()
)


@dataclass(frozen=True)
class Section:
    """What one section says: of the files whose path its pattern matches."""

    pattern: str
    styles: tuple[str, ...] | None = None
    checks: Mapping[str, bool] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    block_ignores: tuple[str, ...] = ()
    token_ignores: tuple[str, ...] = ()
    comment_delimiters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Project:
    """A `.vale.ini` with its vocabulary. `everywhere` is its section `[*]`."""

    path: str
    styles_paths: tuple[Path, ...]
    everywhere: Section
    sections: tuple[Section, ...] = ()
    params: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    min_level: int = 0
    accepted: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    ignored_scopes: tuple[str, ...] = ()
    skipped_scopes: tuple[str, ...] = ()
    ignored_classes: tuple[str, ...] = ()
    word_template: str = ""
    formats: Mapping[str, str] = field(default_factory=dict)

    @property
    def wanted(self) -> tuple[str, ...]:
        """Every style and rule that a section names."""
        of = (self.everywhere, *self.sections)
        return tuple(dict.fromkeys(name for each in of for name in (*(each.styles or ()), *each.checks)))

    def matching(self, path: str) -> tuple[Section, ...]:
        """The sections about this path, `[*]` first."""
        found = (section for section in self.sections if matches(section.pattern, path))
        return (self.everywhere, *found)


class Chosen(NamedTuple):
    """What is wanted of the rules for one path."""

    styles: tuple[str, ...]
    checks: Mapping[str, bool]
    levels: Mapping[str, str]
    everywhere: Mapping[str, bool]
    min_level: int

    def level(self, rule: str, own: str) -> str | None:
        """The level at which the rule runs, or None where it does not run."""
        style = rule.split(".")[0]
        level = self.levels.get(rule) or self.levels.get(style) or own
        if LEVELS.index(level) < self.min_level:
            return None
        for told in (self.checks, self.everywhere):
            for name in (rule, style):
                if name in told:
                    return level if told[name] else None
        return level if style in self.styles else None


def chosen(project: Project, path: str) -> Chosen:
    """What the sections about a path say together; of two the later one decides."""
    styles = project.everywhere.styles or ()
    checks: dict[str, bool] = {}
    levels: dict[str, str] = {}
    for section in project.matching(path)[1:]:
        styles = section.styles if section.styles is not None else styles
        checks |= section.checks
        levels |= section.levels
    return Chosen(styles, checks, levels, project.everywhere.checks, project.min_level)


def load(path: Path) -> Project:
    """The project of a `.vale.ini`; ConfigError with its place where it is broken."""
    shown = str(path)
    sections = _read(path)
    roots = _styles_paths(sections[""], path)
    for extra in _packages(roots):
        for name, entries in _read(extra).items():
            sections[name] = [*entries, *sections.get(name, [])]
    core = sections[""]
    _check_core(core, shown)
    params: dict[str, dict[str, str]] = {}
    made = {
        name: _section(name, entries, shown, params)
        for name, entries in sections.items()
        if name and name not in _SPECIAL
    }
    accepted, rejected = _vocabulary(core, roots, shown)
    return Project(
        path=shown,
        styles_paths=roots,
        everywhere=made.pop("*", Section("*")),
        sections=tuple(made.values()),
        params=params,
        min_level=_min_level(core, shown),
        accepted=accepted,
        rejected=rejected,
        ignored_scopes=listed(core, "IgnoredScopes"),
        skipped_scopes=listed(core, "SkippedScopes"),
        ignored_classes=listed(core, "IgnoredClasses"),
        word_template=next(iter(values(core, "WordTemplate")), ""),
        formats={entry.key: entry.value for entry in sections.get("formats", ())},
    )


def _read(path: Path) -> Sections:
    try:
        return parse(path.read_text("utf-8"), str(path))
    except OSError as error:
        raise ConfigError(
            f"cannot be read: {error.strerror}", Location(str(path)), "name the .vale.ini file"
        ) from None
    except UnicodeDecodeError:
        raise ConfigError("is not UTF-8 text", Location(str(path)), "save it as UTF-8") from None


def _styles_paths(core: list[Entry], path: Path) -> tuple[Path, ...]:
    roots = [Path(os.environ["VALE_STYLES_PATH"])] if os.environ.get("VALE_STYLES_PATH") else []
    for entry in core:
        if entry.key == "StylesPath":
            root = path.parent / Path(entry.value).expanduser()
            if not root.exists():
                raise ConfigError(
                    f"there is no folder “{entry.value}”", Location(str(path), entry.line), "mend StylesPath"
                )
            roots.append(root)
    return tuple(dict.fromkeys(roots))


def _packages(roots: tuple[Path, ...]) -> list[Path]:
    """The settings that packages brought with them, which count before the project's own."""
    folder = roots[-1] / ".vale-config" if roots else None
    return sorted(each for each in folder.iterdir() if each.is_file()) if folder and folder.is_dir() else []


def _check_core(core: list[Entry], shown: str) -> None:
    for entry in core:
        if entry.key in _OF_SECTIONS:
            place = Location(shown, entry.line)
            raise ConfigError(f"{entry.key} belongs in a section", place, "put it under [*] or [*.md]")


def _min_level(core: list[Entry], shown: str) -> int:
    found = [entry for entry in core if entry.key == "MinAlertLevel"]
    if not found:
        return 0
    if found[-1].value not in LEVELS:
        raise ConfigError(
            f"MinAlertLevel cannot be “{found[-1].value}”",
            Location(shown, found[-1].line),
            f"it is one of {', '.join(LEVELS)}",
        )
    return LEVELS.index(found[-1].value)


def _section(pattern: str, entries: list[Entry], shown: str, params: dict[str, dict[str, str]]) -> Section:
    checks: dict[str, bool] = {}
    levels: dict[str, str] = {}
    for entry in entries:
        if entry.key in _CORE:
            hint = "put it above the first section"
            raise ConfigError(f"{entry.key} is no setting of a section", Location(shown, entry.line), hint)
        if entry.key in _OF_SECTIONS or entry.key in checks:
            continue
        if entry.key.endswith("]") and "[" in entry.key:
            _param(entry, shown, params)
            continue
        checks[entry.key] = entry.value in _YES
        if entry.value in LEVELS:
            levels[entry.key] = entry.value
    return Section(
        pattern=pattern,
        styles=listed(entries, "BasedOnStyles") if values(entries, "BasedOnStyles") else None,
        checks=checks,
        levels=levels,
        block_ignores=(*listed(entries, "BlockIgnores"), *listed(entries, "IgnorePatterns")),
        token_ignores=listed(entries, "TokenIgnores"),
        comment_delimiters=_delimiters(entries, shown),
    )


def _param(entry: Entry, shown: str, params: dict[str, dict[str, str]]) -> None:
    """A rule's setting, `Style.Rule[max] = 30`."""
    rule, _, name = entry.key[:-1].partition("[")
    name = name.lower()
    if name in _FIXED or name == "level":
        hint = (
            f"write {rule} = {entry.value}" if name == "level" else "extend the rule in a style of your own"
        )
        raise ConfigError(f"{name} of {rule} cannot be set here", Location(shown, entry.line), hint)
    params.setdefault(rule, {}).setdefault(name, entry.value)


def _delimiters(entries: list[Entry], shown: str) -> tuple[str, ...]:
    found = listed(entries, "CommentDelimiters")
    if found and len(found) != 2:
        line = next(entry.line for entry in entries if entry.key == "CommentDelimiters")
        raise ConfigError(
            "CommentDelimiters must be two, one that opens and one that closes",
            Location(shown, line),
            "write CommentDelimiters = {/*, */}",
        )
    return found


def _vocabulary(
    core: list[Entry], roots: tuple[Path, ...], shown: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    accepted: list[str] = []
    rejected: list[str] = []
    for name in listed(core, "Vocab"):
        folders = [root / VOCABULARIES / name for root in roots]
        found = next((folder for folder in folders if folder.is_dir()), None)
        if found is None:
            known = [each.name for root in roots for each in (root / VOCABULARIES).glob("*")]
            near = nearest(name, known)
            line = next(entry.line for entry in core if entry.key == "Vocab")
            hint = f"did you mean “{near}”?" if near else f"it would be {folders[0] if folders else name}"
            raise ConfigError(f"there is no vocabulary “{name}”", Location(shown, line), hint)
        for file in sorted(found.rglob("*.txt")):
            into = {"accept.txt": accepted, "reject.txt": rejected}.get(file.name)
            if into is not None:
                into += _terms(file)
    return tuple(accepted), tuple(rejected)


def _terms(file: Path) -> list[str]:
    lines = (line.strip() for line in file.read_text("utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("# ")]
