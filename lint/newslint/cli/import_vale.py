"""`newslint import-vale`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..errors import UsageError


def import_vale(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The .vale.ini of the styles.")],
    folder: Annotated[str, typer.Option(metavar="FOLDER", help="The folder of your rules.")] = "rules",
    force: Annotated[bool, typer.Option("--force", help="Write over rule files that are there.")] = False,
) -> None:
    """Write the rules of Vale's styles out as rules of newslint, to which examples are to be added.

    Exit code 2 where a file is in the way or a style is broken. Rules for which we have no kind are named.
    """
    from ..vale.definitions import definitions
    from ..vale.imported import written
    from ..vale.project import load
    from .common import put

    project = load(Path(file))
    into, left = Path(folder), []
    files = []
    for definition in definitions(project):
        made = written(definition, project)
        files += made
        if not made:
            left.append(f"{definition.name} ({definition.kind})")
    there = [each.path for each in files if (into / each.path).exists()]
    if there and not force:
        raise UsageError(
            f"{into / there[0]} is there already", hint="choose another --folder, or say --force"
        )
    for each in files:
        path = into / each.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(each.text, encoding="utf-8")
    lines = [
        f"wrote {len(files)} rules below {into}; add their examples, then `newslint rules test {into}`\n"
    ]
    lines += [f"not written, for no kind of ours is like it: {name}; `--vale` runs it\n" for name in left]
    put("".join(lines), sys.stdout)
