"""The door of the command line."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType


def main() -> None:
    """Run the command; every way out of it is an exit code of 0, 1 or 2, or 130 when interrupted."""
    try:
        signal.signal(signal.SIGINT, _interrupt)
        from .cli import run

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """The first interrupt unwinds. Python swallows one that meets a destructor, so a second one just ends."""
    signal.signal(signal.SIGINT, lambda *_: _end())
    raise KeyboardInterrupt


def _end() -> None:
    if "multiprocessing" in sys.modules:
        from .runner import stop_workers

        stop_workers()
    os._exit(130)


if __name__ == "__main__":
    main()
