"""Time whole commands side by side in one run, and print ratios to the peers.

    python bench/speed.py [--rounds 7] [--json FILE]

Each command is a new process with one job and no reused results; the best of several rounds counts, and
rounds of all commands alternate, so that a busy machine is busy for all of them. newslint is installed
from this checkout into a fresh virtual environment, as its users install it: a source tree without
compiled bytecode would time Python's compiler. The stories are those of ../shared/bench/clean_news where
that is present, else copies of seeds/.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "000_afd66fcb8c8c0e1c.txt"
PEERS = ("codespell>=2.4", "proselint>=0.16")


def install(folder: Path) -> Path:
    """A virtual environment with newslint and its peers; the folder of its commands."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    commands = folder / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([commands / "python", "-m", "pip", "install", "-q", str(ROOT), *PEERS], check=True)
    return commands


def stories(folder: Path) -> Path:
    """The folder of stories to check."""
    shared = ROOT.parent / "shared" / "bench" / "clean_news"
    if shared.is_dir():
        return shared
    for number in range(100):
        for seed in sorted((ROOT / "seeds").glob("*.txt")):
            (folder / f"{number:03}-{seed.name}").write_bytes(seed.read_bytes())
    return folder


def timed(command: list[str]) -> tuple[float, float]:
    """Seconds and peak memory in MB of one run."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return time.perf_counter() - started, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)


def main() -> None:
    """Run the benchmark and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        commands = install(Path(scratch) / "venv")
        folder = Path(scratch) / "stories"
        folder.mkdir()
        folder = stories(folder)
        os.environ["NEWSLINT_CACHE_DIR"] = str(Path(scratch) / "cache")
        rows = {}
        for target, path in (("seed draft", SEED), ("stories", folder)):
            rows[target] = measure(commands, str(path), options.rounds)
    report(rows)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def measure(commands: Path, path: str, rounds: int) -> dict[str, dict[str, float]]:
    """Best seconds and most memory of each command on a path."""
    tools = {
        "newslint": [str(commands / "newslint"), "check", "--no-cache", "--jobs", "1", path],
        "proselint": [str(commands / "proselint"), "check", path],
        "codespell": [str(commands / "codespell"), path],
        "python": [str(commands / "python"), "-c", "pass"],
    }
    rows = {name: {"seconds": float("inf"), "megabytes": 0.0} for name in tools}
    timed(tools["newslint"])  # the first run after an install compiles the rules
    for _ in range(rounds):
        for name, command in tools.items():
            seconds, megabytes = timed(command)
            rows[name]["seconds"] = min(rows[name]["seconds"], seconds)
            rows[name]["megabytes"] = max(rows[name]["megabytes"], megabytes)
    return rows


def report(rows: dict[str, dict[str, dict[str, float]]]) -> None:
    """Print the table."""
    print(f"{'':12}{'command':12}{'seconds':>9}{'MB':>7}{'newslint / it':>16}")
    for target, tools in rows.items():
        own = tools["newslint"]["seconds"]
        for name, row in tools.items():
            seconds, megabytes = row["seconds"], row["megabytes"]
            print(f"{target:12}{name:12}{seconds:9.3f}{megabytes:7.0f}{own / seconds:16.2f}")


if __name__ == "__main__":
    main()
