"""Word lists on disk, and what is worked out from them and kept between runs."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from .cache import hashed, load_pickle, store_pickle
from .errors import Location, NewslintError

T = TypeVar("T")
_CODE = tuple(Path(__file__).parent / name for name in ("word_lists.py", "lexicon.py", "inflection.py"))


@cache
def rules_folder() -> Path:
    """The folder of the shipped rules: inside an installed package, else beside `lint/` in a checkout."""
    package = Path(__file__).parent
    for folder in (package / "rules", package.parent.parent / "rules"):
        if (folder / "lexicon").is_dir():
            return folder
    raise NewslintError(
        "the rules that come with newslint are missing", Location(str(package / "rules")), hint="reinstall it"
    )


def lexicon_file() -> Path:
    """The lexicon that comes with newslint."""
    return rules_folder() / "lexicon" / "english.txt"


def read_text(path: Path) -> str:
    """The text of a file that comes with newslint or is a house's; NewslintError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as fault:
        reason = fault.strerror or "cannot be read"
        raise NewslintError(f"cannot read the word list: {reason}", Location(str(path))) from fault
    except UnicodeDecodeError as fault:
        raise NewslintError("the word list is not UTF-8", Location(str(path)), "save it as UTF-8") from fault


@cache
def load_list(name: str, folder: Path) -> frozenset[str]:
    """The entries of `folder/NAME.txt`: one a line; blank lines and what follows `#` do not count."""
    entries = set(map(str.strip, read_text(folder / f"{name}.txt").splitlines()))
    commented = {line for line in entries if "#" in line}  # few, and the lists are long
    cut = {line.partition("#")[0].strip() for line in commented}
    return frozenset((entries - commented | cut) - {""})


@cache
def load_named(name: str) -> frozenset[str]:
    """The entries of a word list that comes with newslint."""
    return load_list(name, rules_folder() / "lexicon")


def derived(name: str, make: Callable[[], T]) -> T:
    """What is worked out from the lexicon and the word lists alone, kept from an earlier run."""
    code = Path(make.__code__.co_filename)
    stamp = "\n".join((_stamp(rules_folder() / "lexicon"), *(_stat(place) for place in (code, *_CODE))))
    kept = load_pickle("words", hashed(name))
    if kept is not None and kept[0] == stamp:
        found: T = kept[1]
        return found
    made = make()
    store_pickle("words", hashed(name), (stamp, made))
    return made


@cache
def _stamp(folder: Path) -> str:
    with os.scandir(folder) as entries:
        return "\n".join(sorted(_stat(Path(entry.path)) for entry in entries if entry.is_file()))


def _stat(path: Path) -> str:
    """A file with its size and time."""
    stat = path.stat()
    return f"{path} {stat.st_size} {stat.st_mtime_ns}"
