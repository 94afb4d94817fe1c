"""What is kept between runs, by content hash, in the user's cache folder. Losing it costs only time."""

from __future__ import annotations

import os
import pickle
import sys
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
    # Not platformdirs: importing it takes longer than reading the compiled rules.
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "newslint"


def hashed(*parts: object) -> str:
    """A name for what these parts determine."""
    from hashlib import blake2b

    return blake2b("\0".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def load_pickle(kind: str, name: str) -> Any:
    """What was kept under this name, or None. A file that another user owns or that is broken is none."""
    path = cache_folder() / kind / name
    try:
        with path.open("rb") as file:
            if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                return None
            return pickle.load(file)
    except Exception:  # what is broken in a pickle may fail in any way
        return None


def store_pickle(kind: str, name: str, value: Any) -> None:
    """Keep a value. Where it cannot be written nothing is kept, and nobody is told: it is only a cache."""
    import tempfile

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
