"""Whether newslint gives Vale's alerts, on the same styles, and how long each takes on one core.

    python bench/vale.py [FILE_OR_FOLDER...] [--styles ../shared/vale-styles] [--megabyte] [--show 20]

The texts are ../shared/bench/clean_news and the project's own Markdown where none are named. Vale is found on
the path or in Go's folder of programs (`go install github.com/vale-cli/vale/v3/cmd/vale@v3.20.0`); without it
nothing is compared. `--megabyte` adds one file of a megabyte, for which Vale takes minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


class Alert(NamedTuple):
    """Where and how a rule flags something: columns from 1, the last one included."""

    path: str
    rule: str
    line: int
    first: int
    last: int
    severity: str


def find_vale() -> str | None:
    """Vale's program, or None."""
    found = shutil.which("vale")
    if found or not shutil.which("go"):
        return found
    told = subprocess.run(["go", "env", "GOPATH"], capture_output=True, text=True, check=False)
    path = Path(told.stdout.strip()) / "bin" / "vale"
    return str(path) if path.is_file() else None


class Times(NamedTuple):
    """Seconds of a run by the clock, and of the processor, which other work changes less."""

    clock: float
    processor: float


def _timed(command: Sequence[str], core: bool) -> tuple[str, Times]:
    """What a command writes, and its seconds; on one core where that can be had."""
    fixed = ["taskset", "-c", "0"] if core and shutil.which("taskset") else []
    environment = {**os.environ, "GOMAXPROCS": "1"} if core else None
    before, used = perf_counter(), os.times()
    done = subprocess.run([*fixed, *command], capture_output=True, text=True, env=environment, check=False)
    now = os.times()
    worked = now.children_user + now.children_system - used.children_user - used.children_system
    seconds = Times(perf_counter() - before, worked)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr or done.stdout)
    return done.stdout, seconds


def alerts_of_vale(
    vale: str, ini: Path, paths: Sequence[str], core: bool = False
) -> tuple[Counter[Alert], Times]:
    """Vale's alerts and its seconds."""
    out, seconds = _timed([vale, f"--config={ini}", "--no-global", "--output=JSON", *paths], core)
    found = (
        Alert(path, each["Check"], each["Line"], *each["Span"], each["Severity"])
        for path, alerts in json.loads(out).items()
        for each in alerts
    )
    return Counter(found), seconds


def alerts_of_newslint(ini: Path, paths: Sequence[str], core: bool = False) -> tuple[Counter[Alert], Times]:
    """Our alerts and our seconds."""
    command = [
        sys.executable,
        "-m",
        "newslint",
        "check",
        "--vale",
        str(ini),
        "--select",
        "vale",
        "--no-cache",
    ]
    out, seconds = _timed([*command, "--jobs", "1", "--output-format", "json", *paths], core)
    return Counter(_ours(json.loads(out)["files"])), seconds


def _ours(files: Iterable[dict]) -> Iterable[Alert]:  # type: ignore[type-arg]
    for file in files:
        for each in file["problems"]:
            if not each["rule"].startswith("vale/"):
                continue  # remarks on directives
            last = each["column"] + each["end"] - each["start"] - 1
            yield Alert(file["path"], each["rule"][5:], each["line"], each["column"], last, each["severity"])


def compared(vale: Counter[Alert], ours: Counter[Alert]) -> tuple[float, Counter[Alert], Counter[Alert]]:
    """The share of Vale's alerts that are ours too, what only Vale has, and what only we have."""
    both = (vale & ours).total()
    return 100 * both / max(1, vale.total()), vale - ours, ours - vale


def _ini(folder: Path, styles: Path) -> Path:
    names = ", ".join(
        sorted(each.name for each in styles.iterdir() if each.is_dir() and each.name != "config")
    )
    path = folder / ".vale.ini"
    path.write_text(
        f"StylesPath = {styles}\nMinAlertLevel = suggestion\n\n[*]\nBasedOnStyles = {names}\n",
        encoding="utf-8",
    )
    return path


def _megabyte(folder: Path) -> Path:
    texts = "".join(
        path.read_text("utf-8") for path in sorted((SHARED / "bench" / "clean_news").glob("*.txt"))
    )
    path = folder / "megabyte.txt"
    path.write_text((texts * 2)[:1_000_000], encoding="utf-8")
    return path


def _compare(name: str, vale: str, ini: Path, paths: Sequence[str], show: int) -> None:
    alerts_of_newslint(ini, paths[:1])  # what is kept between runs is made, as Vale's dictionary is
    theirs, slow = alerts_of_vale(vale, ini, paths, core=True)
    ours, quick = alerts_of_newslint(ini, paths, core=True)
    share, missing, extra = compared(theirs, ours)
    print(
        f"{name}: {theirs.total()} alerts of Vale’s, {share:.2f}% ours too, {extra.total()} ours alone; "
        f"Vale {slow.clock:.1f} s, newslint {quick.clock:.1f} s, "
        f"{slow.clock / quick.clock:.1f} times as fast "
        f"(of the processor {slow.processor:.1f} s, {quick.processor:.1f} s, "
        f"{slow.processor / quick.processor:.1f} times)"
    )
    for mark, alerts in (("-", missing), ("+", extra)):
        for alert in list(alerts)[:show]:
            print(
                f"  {mark} {alert.path}:{alert.line}:{alert.first}-{alert.last} {alert.severity} {alert.rule}"
            )


def main() -> None:
    """Print what both find, and how long it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", help="files and folders")
    parser.add_argument("--styles", type=Path, default=SHARED / "vale-styles")
    parser.add_argument("--megabyte", action="store_true", help="one file of a megabyte too")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="differences to show")
    arguments = parser.parse_args()
    vale = find_vale()
    if vale is None:
        print("skipped: there is no Vale here; go install github.com/vale-cli/vale/v3/cmd/vale@v3.20.0")
        return
    with TemporaryDirectory() as name:
        folder = Path(name)
        ini = _ini(folder, arguments.styles)
        sets = (
            {"the texts": arguments.paths}
            if arguments.paths
            else {
                "clean_news": [str(SHARED / "bench" / "clean_news")],
                "Markdown and HTML": [
                    *map(str, sorted(ROOT.glob("docs/**/*.md"))),
                    *map(str, sorted((ROOT / "tests" / "vale").glob("*.[mh]*"))),
                ],
            }
        )
        for title, paths in sets.items():
            _compare(title, vale, ini, paths, arguments.show)
        if arguments.megabyte:
            _compare("one file of 1 MB", vale, ini, [str(_megabyte(folder))], arguments.show)


if __name__ == "__main__":
    main()
