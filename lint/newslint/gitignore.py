"""Git's ignore files: which paths a work tree's patterns leave out.

Written out here rather than taken from a library: those at hand let a pattern for a folder decide about
the files in it, which is wrong as soon as a second ignore file has a say, and take 20 ms to import. The
tests hold this module to what git itself lists.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .problem import Failure

# ruff: noqa: PTH113, PTH118, PTH120, PTH123

_GLOB = re.compile(
    r"\\(?P<escaped>.) | \[(?P<inverted>[!^]?)(?P<set>\]?(?:\[:\w+:\]|\\.|[^]\\])*)\]"
    r"| (?P<star>\*+) | (?P<one>\?) | (?P<unclosed>[\\[]) | (?P<plain>[^\\[*?]+)",
    re.VERBOSE | re.DOTALL,
)
_SET_ITEM = re.compile(r"\[:(?P<kind>\w+):\] | \\?(?P<plain>.)", re.VERBOSE | re.DOTALL)
_SET_KINDS = {
    "alnum": "0-9A-Za-z", "alpha": "A-Za-z", "blank": " \t", "digit": "0-9", "lower": "a-z",
    "punct": "!-/:-@\\[-`{-~", "space": r"\s", "upper": "A-Z", "xdigit": "0-9A-Fa-f",
}  # fmt: skip


class Level(NamedTuple):
    """The patterns of one ignore file, and the folder that they are relative to, with a slash at its end.

    `pattern` has a group for each of them, the last one first; `verdicts` says what each group decides.
    """

    base: str
    pattern: re.Pattern[str]
    verdicts: tuple[bool, ...]


def ignored(path: str, levels: Sequence[Level]) -> bool:
    """Whether a path is ignored that lies in a folder that is not; a folder's path ends in a slash.

    The last of the levels that has an opinion decides, as the innermost ignore file does in git.
    """
    for base, pattern, verdicts in reversed(levels):
        relative = path[len(base) :]
        match = pattern.fullmatch(relative if os.sep == "/" else relative.replace(os.sep, "/"))
        if match and match.lastindex:
            return verdicts[match.lastindex - 1]
    return False


def make_level(base: str, patterns: Iterable[tuple[str, bool]]) -> Level:
    """The level of translated patterns, in the order of their file."""
    ordered = list(patterns)[::-1]
    pattern = re.compile("|".join(f"({regex})" for regex, _ in ordered), re.DOTALL)
    return Level(base, pattern, tuple(verdict for _, verdict in ordered))


def read_level(base: str, file: str, failures: list[Failure]) -> list[Level]:
    """The patterns of an ignore file as a list of one level, or of none if it has no patterns."""
    try:
        lines = _read(file).split("\n")
    except OSError as error:
        failures.append(Failure(f"cannot be read: {error.strerror}", file))
        return []
    patterns = []
    for line in lines:
        try:
            if translated := translate(line):
                patterns.append(translated)
        except ValueError:  # git passes over it too
            continue
    return [make_level(base, patterns)] if patterns else []


def levels_above(folder: str, failures: list[Failure]) -> list[Level]:
    """The ignore patterns for a folder, by its real path, that stand outside it in its git work tree.

    There are none if git ignores the folder itself: it was asked for, so what is in it counts.
    """
    below = []
    while not os.path.lexists(os.path.join(folder, ".git")):
        below.append(folder)
        folder = os.path.dirname(folder)
        if folder == below[-1]:
            return []
    root = os.path.join(folder, "")
    levels = read_level(root, os.path.join(_git_folder(root), "info", "exclude"), failures)
    for inner in reversed(below):
        levels = levels + read_level(root, root + ".gitignore", failures)
        root = os.path.join(inner, "")
        if ignored(root, levels):
            return []
    return levels


def translate(line: str) -> tuple[str, bool] | None:
    """The regular expression of a line and whether it ignores; None for a comment or an empty line.

    The expression matches a whole path relative to the level's base. Raises ValueError for a pattern that
    can match nothing, such as an unclosed bracket.
    """
    line = re.sub(r"(?<!\\) +$", "", line)
    if not line or line.startswith("#"):
        return None
    pattern = line.removeprefix("!")
    body = pattern.removesuffix("/")
    if not body:
        raise ValueError(line)
    anchored = "/" in body
    *folders, name = body.removeprefix("/").split("/")
    regex = "" if anchored else "(?:.*/)?"
    for part in folders:
        regex += "(?:.*/)?" if part == "**" else _translate_name(part) + "/"
    regex += ".+" if anchored and name == "**" else _translate_name(name)
    return regex + ("/" if body != pattern else "/?"), pattern == line


def _translate_name(glob: str) -> str:
    """The regular expression for one name of a path."""
    regex = "(?=[^/])" if glob.startswith("*") else ""  # no name is empty
    for match in _GLOB.finditer(glob):
        if match["unclosed"]:
            raise ValueError(glob)
        if match["set"] is not None:
            regex += f"(?!/)[{'^' if match['inverted'] else ''}{_translate_set(match['set'])}]"
        elif match["star"]:
            regex += "[^/]*"
        elif match["one"]:
            regex += "[^/]"
        else:
            regex += re.escape(match["escaped"] or match["plain"])
    try:
        re.compile(regex)
    except re.error as error:  # a range from z to a
        raise ValueError(glob) from error
    return regex


def _translate_set(items: str) -> str:
    regex = ""
    for item in _SET_ITEM.finditer(items):
        if item["kind"]:
            if item["kind"] not in _SET_KINDS:
                raise ValueError(items)
            regex += _SET_KINDS[item["kind"]]
        else:
            regex += "-" if item[0] == "-" else re.escape(item["plain"])
    return regex


def _read(file: str) -> str:
    """The text of a file of git's, with plain line ends; "" if there is none."""
    try:
        with open(file, encoding="utf-8-sig", errors="surrogateescape") as stream:
            return stream.read()
    except (FileNotFoundError, NotADirectoryError):
        return ""


def _git_folder(root: str) -> str:
    """Where the repository of the work tree `root` keeps what all its work trees share."""
    git = os.path.join(root, ".git")
    if os.path.isfile(git):  # a linked work tree, or a submodule
        git = os.path.join(root, _read(git).removeprefix("gitdir:").strip())
        git = os.path.join(git, _read(os.path.join(git, "commondir")).strip())
    return git
