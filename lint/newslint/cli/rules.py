"""`newslint rules`: list, show, test, stats, new, schema."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from ..errors import UsageError

app = typer.Typer(help="See, test and write rules.", no_args_is_help=True)
_Config = Annotated[str | None, typer.Option("--config", metavar="FILE", help="The configuration file.")]


@app.command("list")
def list_rules(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="RULE...", help="Only these rules and categories.")
    ] = None,
    desk: Annotated[
        str | None, typer.Option(metavar="DESK", help="Only the rules of this desk, and those of every desk.")
    ] = None,
    style: Annotated[
        str | None, typer.Option(metavar="STYLE", help="With the rules of this house style.")
    ] = None,
    config_file: _Config = None,
) -> None:
    """List the rules: id, severity, fix and summary; preview rules are marked."""
    from ..ruleset import select
    from .common import loaded, own_rules, put, settings, warn

    chosen = settings({"style": style, "desk": desk}, config_file).settings
    rules, broken = loaded(chosen)
    rules = tuple(sorted((*rules, *own_rules(chosen)), key=lambda rule: rule.id))
    warn(broken)
    if names:
        rules = select(rules, chosen=names, preview=True)
    if chosen.desk:
        rules = tuple(rule for rule in rules if not rule.page.desks or chosen.desk in rule.page.desks)
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
    from ..ruleset import unknown
    from .common import loaded, own_rules, put, settings, warn

    chosen = settings({}, config_file).settings
    rules, broken = loaded(chosen, cached=False)
    rules = (*rules, *own_rules(chosen))
    warn(broken)
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
def stats(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="A corpus: files, folders, patterns.")
    ],
    select: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Only these rules and categories.")
    ] = None,
    samples: Annotated[int, typer.Option(min=0, metavar="N", help="Hits to show for each rule.")] = 2,
    output_format: Annotated[
        Literal["table", "json"], typer.Option(metavar="FORMAT", help="table (the default) or json.")
    ] = "table",
    config_file: _Config = None,
) -> None:
    """Run the rules over a corpus: hits, hits per 10,000 words, seconds and samples of each."""
    from ..clock import Clock
    from ..report.stats import render
    from .check import run
    from .common import put, settings

    overrides = {"select": tuple(select) if select else None, "cache": False}
    clock = Clock()
    outcome = run(paths, settings(overrides, config_file).settings, None, False, "stdin.txt", clock)
    put(
        render(outcome.report, [rule.id for rule in outcome.running], clock.seconds, samples, output_format),
        sys.stdout,
    )
    raise typer.Exit(2 if any(outcome.report.every_failure()) else 0)


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
