"""Rule sets: found, read, selected; compiled once and kept by content."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import regex

from . import __version__, plugins
from .anchors import Index, index_of
from .cache import hashed, load_pickle, store_pickle
from .document import SCOPES
from .errors import Location, PluginError, RuleError, RuleErrors, UsageError
from .lexicon import load_list, rules_folder
from .patterns import codes, use_codes
from .problem import Applicability, Failure, Severity
from .rule import Examples, Page, Rule
from .wordbook import OWN_SLIPS, Wordbook

_LEXICON, _PACKS = "lexicon", "packs"
_OPTION = "$"  # before the name of a style's option, in the options of a check


def rule_files(folder: Path) -> list[Path]:
    """The rule files under a folder, word lists and packs left out, in order of their names."""
    if folder.is_file():
        return [folder]
    return sorted(
        path
        for path in folder.rglob("*.yml")  # a style's own file is style.toml
        if not {_LEXICON, _PACKS} & set(path.relative_to(folder).parts[:-1])
    )


@cache
def packs() -> tuple[Mapping[Path, plugins.Plugin], tuple[Failure, ...]]:
    """The folders of plug-ins' rules with their plug-ins, and the plug-ins that have none."""
    found: dict[Path, plugins.Plugin] = {}
    failures = []
    for plugin in plugins.of(plugins.RULES).values():
        try:
            found[plugins.folder(plugin)] = plugin
        except PluginError as error:
            failures.append(Failure(str(error)))
    return found, tuple(failures)


def load(folders: Sequence[Path] = (), *, cached: bool = True) -> tuple[Rule, ...]:
    """The shipped rules and those of the user's folders or files. RuleErrors tells all that is wrong.

    With `cached` they come compiled from an earlier run where nothing changed, and without their examples.
    """
    for folder in folders:
        if not folder.exists():
            raise RuleError("there are no rules here: no such file or folder", Location(str(folder)))
    rules: dict[str, Rule] = {}
    errors: list[RuleError] = []
    for folder in (rules_folder(), *folders):
        try:
            found = _kept(folder) if cached else _parsed(folder)
        except RuleErrors as error:
            errors += error.errors
            continue
        rules |= {rule.id: rule for rule in found}  # a house's rule replaces ours of the same id
    if errors:
        raise RuleErrors(errors)
    return tuple(sorted(rules.values(), key=lambda rule: rule.id))


def _kept(folder: Path) -> tuple[Rule, ...]:
    """The rules of a folder, compiled by an earlier run or now: a house's own apart from the shipped ones."""
    name, stamp = (
        hashed(rules_folder(), folder.absolute()),
        stamp_of(() if folder == rules_folder() else (folder,)),
    )
    known = load_pickle("rules", name)
    if known is None or known[0] != stamp:
        rules = tuple(
            replace(rule, page=replace(rule.page, examples=Examples((), ()))) for rule in _parsed(folder)
        )
        known = (stamp, rules, codes())
        store_pickle("rules", name, known)
    use_codes(known[2])
    return tuple(known[1])


def _parsed(folder: Path) -> tuple[Rule, ...]:
    lists = word_lists(rules_folder()) | word_lists(folder)
    rules = parse_files(((path, rule_id(path)) for path in rule_files(folder)), lists)
    for rule in rules:
        rule.matcher.warm()  # what is dear to work out is kept with the rule
    return rules


def anchors(rules: Sequence[Rule], stamp: str) -> Index:
    """The index of the rules' anchors, kept from an earlier run with the same `stamp_of` the files."""
    name = hashed(*(rule.id for rule in rules))
    known = load_pickle("anchors", name)
    if known is not None and known[0] == stamp:
        return Index(*known[1])
    found = index_of(rules)
    store_pickle("anchors", name, (stamp, tuple(found)))
    return found


def parse_files(files: Iterable[tuple[Path, str]], lists: Mapping[str, frozenset[str]]) -> tuple[Rule, ...]:
    """Rules from (path, id) pairs; RuleErrors with every fault in every file."""
    from .schema import parse_rule

    rules: list[Rule] = []
    errors: list[RuleError] = []
    for path, rule_id in files:
        try:
            found = parse_rule(path.read_text(encoding="utf-8-sig"), str(path), rule_id, lists)
        except (OSError, UnicodeDecodeError) as error:
            errors.append(RuleError(f"cannot be read: {error}", Location(str(path))))
            continue
        if isinstance(found, Rule):
            rules.append(found)
        else:
            errors += found
    if errors:
        raise RuleErrors(errors)
    return tuple(rules)


def rule_id(path: Path) -> str:
    """`category/name` from a rule file's folder and name."""
    return f"{path.resolve().parent.name}/{path.stem}"


def word_lists(folder: Path) -> dict[str, frozenset[str]]:
    """The word lists of a rules folder, by name. A file is looked for beside itself and one folder up."""
    base = folder.resolve().parent if folder.is_file() else folder.resolve()
    places = (base / _LEXICON, base.parent / _LEXICON)
    return {
        path.stem: load_list(path.stem, place)
        for place in places
        for path in sorted(place.glob("*.txt"))
        if path.stem not in _BIG
    }


_BIG = frozenset({"english", "irregular"})  # the lexicon itself, which is no list of words


def stamp_of(folders: Sequence[Path]) -> str:
    """What the compiled set depends on: versions, and every file with its size and time."""
    code = Path(__file__).parent
    places = (
        rules_folder(),
        *folders,
        code / "anchors.py",
        code / "match",
        code / "schema.py",
        code / "rule.py",
        code / "lexicon.py",
        code / "word_lists.py",
        code / "checks",
    )
    kinds = map(repr, plugins.of(plugins.KINDS).values())
    files = (line for place in places for line in _stats(str(place)))
    return "\n".join((__version__, regex.__version__, *kinds, *files))


def _stats(path: str) -> Iterator[str]:
    """A line for each file at or under a path. With os.scandir: Path.rglob takes ten times as long."""
    if not os.path.isdir(path):  # noqa: PTH112
        stat = os.stat(path)  # noqa: PTH116
        yield f"{path} {stat.st_size} {stat.st_mtime_ns}"
        return
    with os.scandir(path) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _stats(entry.path)
            else:
                stat = entry.stat()
                yield f"{entry.path} {stat.st_size} {stat.st_mtime_ns}"


def of_slips(book: Wordbook) -> Rule:
    """The rule of a house's list of words that are wrong, kept between runs."""
    name, stamp = hashed("own-list", book.name), (book.stamp, *_code_of_literals())
    kept = load_pickle("words", name)
    if kept is not None and kept[0] == stamp:
        rule: Rule = kept[1]
        return rule
    rule = _of_slips(book.wrong)
    rule.matcher.warm()
    store_pickle("words", name, (stamp, rule))
    return rule


def _code_of_literals() -> Iterator[str]:
    yield from (__version__, regex.__version__)
    for name in ("match", "rule.py", "anchors.py", "ruleset.py"):
        yield from _stats(str(Path(__file__).parent / name))


def _of_slips(wrong: Mapping[str, tuple[str, ...]]) -> Rule:
    from .match.literal import WholeTokens

    page = Page(
        summary="A word that the newsroom's own list has as wrong.",
        why="It stands in a list of misspellings that the configuration names under “words”.",
        message="“{match}” is on the list of words that are wrong.",
        kind="literal",
        examples=Examples((), ()),
        fix="unsafe",
        scope=("text",),
    )
    scopes = frozenset(scope for name in page.scope for scope in SCOPES[name])
    return Rule(
        OWN_SLIPS, page, WholeTokens(map=dict(wrong)), scopes, "", Severity.WARNING, Applicability.UNSAFE
    )


def select(
    rules: Sequence[Rule],
    *,
    chosen: Sequence[str] = (),
    extended: Sequence[str] = (),
    ignored: Sequence[str] = (),
    preview: bool = False,
    severity: Mapping[str, str] | None = None,
    options: Mapping[str, str] | None = None,
    desk: str = "",
    day: str = "",
    beyond: Sequence[str] = (),
    others: Sequence[str] = (),
) -> tuple[Rule, ...]:
    """The rules to run, by ids and category prefixes. UsageError for a name that selects nothing.

    Without `chosen` all stable rules run, and the preview ones with `preview`. A rule named in full runs
    even if it is a preview. Of two names that both apply to a rule, the longer decides. Rules for other
    desks than `desk`, for other days than `day` (YYYY-MM-DD) and for other `options` of a style are out.
    A name that starts, after its category, as one of `beyond` is of another engine's rule, and is let be;
    so is the name of one of `others`, which are ids of rules, and of their category.
    """
    choice = Choice(tuple(chosen), tuple(extended), tuple(ignored), severity or {}, preview)
    for name in (*chosen, *extended, *ignored, *choice.severity):
        foreign = "/" in name and name.split("/")[-1].startswith(tuple(beyond))
        ids = (*(rule.id for rule in rules), *others)
        if not foreign and not any(_applies(name, id_) for id_ in ids):
            raise unknown(name, rules)
    out = []
    for rule in _in_force(rules, options or {}, desk, day):
        level = choice.level(rule.id, rule.severity, rule.page.status == "stable")
        if level is not None:
            out.append(rule if level is rule.severity else replace(rule, severity=level))
    return tuple(out)


class Choice(NamedTuple):
    """Which rules are wanted, and how severe they are: see `select`."""

    chosen: tuple[str, ...] = ()
    extended: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    severity: Mapping[str, str] = {}
    preview: bool = False

    def level(self, rule_id: str, default: Severity, stable: bool = True) -> Severity | None:
        """The severity of a rule, or None where it is not to run."""
        stable = stable or self.preview
        wanted = [
            name
            for name in (*self.chosen, *self.extended)
            if _applies(name, rule_id) and (stable or name == rule_id)
        ]
        unwanted = [name for name in self.ignored if _applies(name, rule_id)]
        on = bool(wanted) if self.chosen else stable or bool(wanted)
        if unwanted and (not wanted or max(map(len, unwanted)) >= max(map(len, wanted))):
            on = False
        told = [name for name in self.severity if _applies(name, rule_id)]
        level = self.severity[max(told, key=len)] if told else None
        if not on or level == "off":
            return None
        return Severity[level.upper()] if level else default


def _in_force(rules: Sequence[Rule], options: Mapping[str, str], desk: str, day: str) -> Iterator[Rule]:
    """The rules for this desk and day, and for a style with these options, which their checks are told."""
    for rule in rules:
        page = rule.page
        other_desk = desk and page.desks and desk not in page.desks
        other_day = day and (day < page.since or (page.until and day > page.until))
        if other_desk or other_day or any(options.get(name) != value for name, value in page.when.items()):
            continue
        told = getattr(rule.matcher, "options", None)
        if isinstance(told, dict) and any(
            isinstance(value, str) and value.startswith(_OPTION) for value in told.values()
        ):
            filled = {
                name: options.get(value[1:], value)
                if isinstance(value, str) and value.startswith(_OPTION)
                else value
                for name, value in told.items()
            }
            rule = replace(rule, matcher=replace(rule.matcher, options=filled))  # type: ignore[type-var]
        yield rule


def _applies(name: str, rule_id: str) -> bool:
    return rule_id == name or rule_id.startswith(name.rstrip("/") + "/") or name.lower() == "all"


def unknown(name: str, rules: Sequence[Rule]) -> UsageError:
    """The error for a name that is no rule's and no category's, with the nearest that is one."""
    names = [*(rule.id for rule in rules), *sorted({rule.category for rule in rules})]
    tails = {rule.id.split("/")[-1]: rule.id for rule in rules}
    import difflib

    near = [tails[name]] if name in tails else difflib.get_close_matches(name, names, 1, 0.5)
    hint = f"did you mean “{near[0]}”?" if near else "`newslint rules list` shows them all"
    return UsageError(f"there is no rule or category “{name}”", hint=hint)
