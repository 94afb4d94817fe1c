"""Which files a run reads: named files, the drafts in folders, and what patterns match."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from .config import did_you_mean
from .errors import UsageError
from .gitignore import Level, ignored, levels_above, make_level, read_level, translate
from .problem import Failure

# Paths stay text here: a Path object for each of 10,000 files would take longer than finding them.
# ruff: noqa: PTH112, PTH113, PTH116, PTH118, PTH122, PTH206, PTH208

ENDINGS = (".txt", ".md", ".markdown")

# Hidden folders are skipped as well, .git and .venv among them, and so is what holds a pyvenv.cfg.
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "CVS", "_darcs"})
_MAGIC = re.compile(r"[*?[]")
_Parts = Sequence[re.Pattern[str] | None]


class Found(NamedTuple):
    """A file to read: its path as it was given or below what was given, and whether it was named itself."""

    path: str
    named: bool


class Discovery(NamedTuple):
    """The files of a run, in order and each once, and what could not be looked at."""

    files: list[Found]
    failures: list[Failure]


def discover(
    paths: Sequence[str],
    *,
    exclude: Sequence[str] = (),
    respect_gitignore: bool = True,
    endings: tuple[str, ...] = ENDINGS,
) -> Discovery:
    """The files that `paths` stand for: files, folders, glob patterns, and `-` for standard input.

    A named file is taken whatever its ending, and even if it is ignored. A folder stands for the drafts in
    it and below, sorted by path, without what is hidden, ignored by git or matched by `exclude`
    (gitignore-style patterns, relative to the current folder); links to folders are not followed. A path or
    pattern that leads nowhere and an unreadable folder are failures beside the other files. Raises
    UsageError if there is nothing to read and nothing failed, or if a pattern of `exclude` is malformed.
    """
    search = _Search(exclude, respect_gitignore, endings)
    files: dict[str, Found] = {}  # by real path
    for path in paths:
        for real, found in search.expand(path):
            known = files.setdefault(real, found)
            if found.named and not known.named:
                files[real] = known._replace(named=True)
    if not files and not search.failures:
        hint = f"a folder stands for its {', '.join(endings)} files that are not ignored; name any other file"
        raise UsageError(f"no files matched {', '.join(paths)}".rstrip(), hint=hint)
    return Discovery(list(files.values()), search.failures + search.unmatched)


class _Search:
    """What the arguments of one run have in common, and the failures so far."""

    def __init__(self, exclude: Sequence[str], respect_gitignore: bool, endings: tuple[str, ...]) -> None:
        self.exclude = [_translated(pattern) for pattern in exclude]
        self.respect_gitignore = respect_gitignore
        self.endings = endings
        self.failures: list[Failure] = []
        self.unmatched: list[Failure] = []  # patterns, which alone make a UsageError
        self.real_folder = cache(os.path.realpath)

    def expand(self, path: str) -> list[tuple[str, Found]]:
        """The files that one argument stands for, in order, each with its real path."""
        if path == "-":
            return [(path, Found(path, True))]
        try:
            mode = os.stat(path).st_mode
        except (FileNotFoundError, NotADirectoryError, ValueError):  # the last for a null character
            if _MAGIC.search(path):
                return self.glob(path)
            self.failures.append(_missing(path))
            return []
        except OSError as error:
            self.failures.append(Failure(f"cannot be read: {error.strerror}", path))
            return []
        if stat.S_ISDIR(mode):
            return _in_order(self.walk(path))
        folder, name = os.path.split(path)
        return [(os.path.join(self.real_folder(folder), name), Found(path, True))]

    def glob(self, pattern: str) -> list[tuple[str, Found]]:
        """What a shell would make of the pattern: the files that it matches, and the drafts in folders."""
        magic = _MAGIC.search(pattern)
        fixed = pattern[: magic.start()] if magic else pattern
        cut = max(fixed.rfind("/"), fixed.rfind(os.sep)) + 1
        top = pattern[:cut] or os.curdir
        if not os.path.isdir(top):
            self.failures.append(_missing(top))
            return []
        names_in_pattern = pattern[cut:].replace(os.sep, "/").split("/")
        parts = [_compiled(part) for part in names_in_pattern if part not in ("", ".")]
        suffix = os.path.splitext(pattern)[1].lower()
        endings = (*self.endings, suffix) if suffix and not _MAGIC.search(suffix) else self.endings

        def names(path: str) -> list[str]:
            return path[cut:].split(os.sep)

        walk = self.walk(top, endings, lambda folder: _may_hold(parts, names(folder)))
        found = _in_order(item for item in walk if _matches(parts, names(item[1].path)))
        if not found:
            self.unmatched.append(Failure("no file to check matches this pattern", pattern))
        return found

    def walk(
        self, top: str, endings: tuple[str, ...] = (), enter: Callable[[str], bool] = lambda _: True
    ) -> Iterator[tuple[str, Found]]:
        """The files below the folder `top` that end so, or as is usual, in folders that `enter` takes."""
        start = "" if top == os.curdir else os.path.join(top, "")
        real_top = os.path.join(self.real_folder(top), "")
        excluded = self.excluded(real_top)
        levels = levels_above(self.real_folder(top), self.failures) if self.respect_gitignore else []
        folders = [(start, real_top, levels)]
        while folders:
            shown, real, levels = folders.pop()
            entries = self.entries(shown or os.curdir)
            special = {entry.name for entry in entries} & {".gitignore", "pyvenv.cfg"}
            if "pyvenv.cfg" in special and real != real_top:
                continue
            if ".gitignore" in special and self.respect_gitignore:
                levels = levels + read_level(real, real + ".gitignore", self.failures)
            for entry in entries:
                name = entry.name
                if name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    inner = real + name + os.sep
                    if name in _SKIPPED_FOLDERS or not enter(shown + name):
                        continue
                    if not ignored(inner, levels) and not ignored(inner, excluded):
                        folders.append((shown + name + os.sep, inner, levels))
                elif name.lower().endswith(endings or self.endings) and _is_file(entry):
                    path = real + name
                    if not ignored(path, levels) and not ignored(path, excluded):
                        yield path, Found(shown + name, False)

    def entries(self, folder: str) -> list[os.DirEntry[str]]:
        """What is in the folder; nothing, and a failure, if it cannot be read."""
        try:
            with os.scandir(folder) as entries:
                return list(entries)
        except OSError as error:
            self.failures.append(Failure(f"the folder cannot be read: {error.strerror}", folder))
            return []

    def excluded(self, real_top: str) -> list[Level]:
        """The patterns of `exclude`, for files below `real_top`."""
        current = os.path.join(self.real_folder(os.curdir), "")
        # Elsewhere, no path is relative to the current folder; names and endings can still match.
        base = current if real_top.startswith(current) else real_top
        return [make_level(base, self.exclude)] if self.exclude else []


def _translated(pattern: str) -> tuple[str, bool]:
    """A pattern of `exclude`, translated."""
    try:
        translated = translate(pattern)
    except ValueError:
        translated = None
    if translated is None:
        raise UsageError(f'"{pattern}" in exclude matches nothing', hint="write it as in a .gitignore file")
    return translated


def _in_order(found: Iterator[tuple[str, Found]]) -> list[tuple[str, Found]]:
    return sorted(found, key=lambda item: item[1].path)


def _is_file(entry: os.DirEntry[str]) -> bool:
    # DirEntry.is_file raises on a link that leads to itself.
    return os.path.isfile(entry.path) if entry.is_symlink() else entry.is_file(follow_symlinks=False)


def _compiled(part: str) -> re.Pattern[str] | None:
    """What one part of a glob pattern matches: a name, or None for `**`, which matches any number of them."""
    from fnmatch import translate as glob_to_regex

    if part == "**":
        return None
    return re.compile(glob_to_regex(part), re.IGNORECASE if os.name == "nt" else 0)


def _may_hold(parts: _Parts, names: Sequence[str]) -> bool:
    """Whether a path below the folder of these names can match the pattern of these parts."""
    for part, name in zip(parts, names, strict=False):
        if part is None:
            return True
        if not part.match(name):
            return False
    return True


def _matches(parts: _Parts, names: Sequence[str]) -> bool:
    """Whether the pattern of these parts matches the path of these names, or a folder on it."""
    if not parts:
        return True
    if parts[0] is None:
        return any(_matches(parts[1:], names[start:]) for start in range(len(names)))
    return bool(names and parts[0].match(names[0])) and _matches(parts[1:], names[1:])


def _missing(path: str) -> Failure:
    """The failure of a path that does not exist, with what its first missing part may have meant."""
    parent, name = os.path.split(path.rstrip("/" + os.sep))
    while parent and not os.path.lexists(parent):
        parent, name = os.path.split(parent)
    try:
        hint = did_you_mean(name, os.listdir(parent or os.curdir))
    except OSError:
        hint = None
    return Failure(f"no such file or folder ({hint})" if hint else "no such file or folder", path)
