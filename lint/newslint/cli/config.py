"""`newslint config`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def config(
    config_file: Annotated[
        str | None, typer.Option("--config", metavar="FILE", help="The configuration file.")
    ] = None,
) -> None:
    """Print each setting and where it came from."""
    from ..config import show
    from .common import put, settings

    put(show(settings({}, config_file)) + "\n", sys.stdout)
