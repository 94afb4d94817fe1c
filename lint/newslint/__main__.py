"""The door of the command line."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command; every way out of it is an exit code of 0, 1 or 2, or 130 when interrupted."""
    try:
        from .cli import run

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
