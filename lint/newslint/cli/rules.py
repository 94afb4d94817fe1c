"""`newslint rules`: list, show, test, new, schema."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..errors import UsageError

app = typer.Typer(help="See, test and write rules.", no_args_is_help=True)
_Config = Annotated[str | None, typer.Option("--config", metavar="FILE", help="The configuration file.")]


@app.command("list")
def list_rules(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="RULE...", help="Only these rules and categories.")
    ] = None,
    config_file: _Config = None,
) -> None:
    """List the rules: id, severity, fix and summary; preview rules are marked."""
    from ..ruleset import load, select
    from .common import folders, put, settings

    rules = load(folders(settings({}, config_file).settings))
    if names:
        rules = select(rules, chosen=names, preview=True)
    width = max((len(rule.id) for rule in rules), default=0)
    lines = []
    for rule in rules:
        mark = " (preview)" if rule.page.status == "preview" else ""
        fix = "" if rule.page.fix == "none" else f"{rule.page.fix} fix"
        lines.append(f"{rule.id:{width}}  {rule.severity!s:10}  {fix:11}  {rule.summary}{mark}\n")
    put("".join(lines), sys.stdout)


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="RULE", help="The rule's full id, or its name.")],
    config_file: _Config = None,
) -> None:
    """Show a rule's page: what it finds, why, and its examples."""
    from ..report.explain import page
    from ..ruleset import load, unknown
    from .common import folders, put, settings

    rules = load(folders(settings({}, config_file).settings), cached=False)
    found = [rule for rule in rules if name in (rule.id, rule.id.split("/")[-1])]
    if not found:
        raise unknown(name, rules)
    put("\n\n".join(map(page, found)) + "\n", sys.stdout)


@app.command()
def test(
    path: Annotated[
        str | None,
        typer.Argument(metavar="PATH", help="A rule file or folder; the shipped rules if left out."),
    ] = None,
) -> None:
    """Run the examples of rules. Exit code 1 where one does not hold, 2 where a rule file is broken."""
    from ..lexicon import rules_folder
    from ..testing import failures, rules_in
    from .common import put

    folder = Path(path) if path else rules_folder()
    if not folder.exists():
        raise UsageError(f"no such file or folder: {folder}")
    rules = rules_in(folder)
    if not rules:
        raise UsageError(
            f"no rules in {folder}", hint="rules are .yml files, in a folder that is their category"
        )
    broken = failures(rules)
    held = f"{len(broken)} examples that do not hold" if broken else "all examples hold"
    put("".join(f"{line}\n" for line in (*broken, f"{len(rules)} rules, {held}")), sys.stdout)
    raise typer.Exit(int(bool(broken)))


@app.command()
def new(
    name: Annotated[str, typer.Argument(metavar="CATEGORY/NAME", help="The new rule's id.")],
    folder: Annotated[str, typer.Option(help="The folder of your rules.")] = "rules",
    kind: Annotated[
        str, typer.Option(help="literal, regex, tokens, dependency, frame, consistency, metric or check.")
    ] = "literal",
) -> None:
    """Write a rule file to start from; its examples hold."""
    from ..scaffold import write_new
    from .common import put

    path = write_new(name, Path(folder), kind)
    put(f"wrote {path}; try `newslint rules test {path}`\n", sys.stdout)


@app.command()
def schema() -> None:
    """Print the JSON Schema of rule files, for editors."""
    import json

    from ..schema import json_schema
    from .common import put

    put(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n", sys.stdout)
