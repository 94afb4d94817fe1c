"""What is kept between runs, by content hash, in the user's cache folder. Losing it costs only time."""

from __future__ import annotations

import os
import pickle
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

_KEEP = 4000  # results kept, at most; the oldest go first


@cache
def cache_folder() -> Path:
    """The folder: $NEWSLINT_CACHE_DIR, or the one that the system gives programs for this."""
    own = os.environ.get("NEWSLINT_CACHE_DIR")
    if own:
        return Path(own)
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("newslint", appauthor=False))


def load_pickle(kind: str, name: str) -> Any:
    """What was kept under this name, or None. A file that another user owns or that is broken is none."""
    path = cache_folder() / kind / name
    try:
        with path.open("rb") as file:
            if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                return None
            return pickle.load(file)
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError):
        return None


def store_pickle(kind: str, name: str, value: Any) -> None:
    """Keep a value. Where it cannot be written nothing is kept, and nobody is told: it is only a cache."""
    folder = cache_folder() / kind
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as file:
            pickle.dump(value, file, pickle.HIGHEST_PROTOCOL)
        Path(temporary).replace(folder / name)


def prune(kind: str) -> None:
    """Remove the oldest values of a kind where there are too many."""
    with suppress(OSError):
        entries = sorted(os.scandir(cache_folder() / kind), key=lambda entry: entry.stat().st_mtime)
        for entry in entries[: max(0, len(entries) - _KEEP)]:
            Path(entry.path).unlink(missing_ok=True)
