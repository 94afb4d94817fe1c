"""Time whole commands side by side in one run, and print ratios to the peers.

    python bench/speed.py [--rounds 7] [--quick] [--json FILE]

Each command is a new process on one core (where the system lets us choose), with one job and no reused
results; the best of several rounds counts, and rounds of all commands alternate, so that a busy machine is
busy for all of them. Slow peers run one round; `--quick` leaves them out. newslint is installed from this
checkout into a fresh virtual environment, as its users install it (a source tree without compiled bytecode
would time Python's compiler), and each peer into one of its own. A peer that cannot be had or does not run
is skipped with a line that says why. The stories are those of ../shared/bench/clean_news where that is
present, else copies of seeds/.

LanguageTool is a Java program: it needs Java 17, and either Maven, which fetches its jars, or the folder that
language-tool-python has downloaded (below LTP_PATH, where that is set). Peers are only measured; newslint
uses none of them.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "000_afd66fcb8c8c0e1c.txt"
LIMIT = 1200  # seconds for one run: LanguageTool tries hundreds of ports when its server does not start
LANGUAGETOOL = "6.8"


class Missing(Exception):
    """A peer cannot be had here; the message says why."""


# Peers that are libraries get the least program that checks a file or a folder and prints what it finds.
_TEXTS = """
import sys
from pathlib import Path
given = Path(sys.argv[1])
paths = sorted(given.glob("*.txt")) if given.is_dir() else [given]
texts = [(path, path.read_text(encoding="utf-8")) for path in paths]
"""
_HARPER = f"""{_TEXTS}
from harper import Linter
linter = Linter()
for path, text in texts:
    for lint in linter.lint(text, language="plaintext"):
        print(path, lint.span.start, lint.message)
"""
_LANGUAGETOOL = f"""{_TEXTS}
from language_tool_python import LanguageTool
with LanguageTool("en-US", language_tool_download_version="{LANGUAGETOOL}") as tool:
    for path, text in texts:
        for match in tool.check(text):
            print(path, match.offset, match.message)
"""


def languagetool(folder: Path) -> dict[str, str]:
    """Lay LanguageTool's jars out as its download has them; the environment that leads the peer to them."""
    if not shutil.which("java"):
        raise Missing("no Java")
    name = f"LanguageTool-{LANGUAGETOOL}"
    downloads = Path(os.environ.get("LTP_PATH", Path.home() / ".cache" / "language_tool_python"))
    if (downloads / name).is_dir():
        return {}
    maven = shutil.which("mvn")
    if not maven:
        raise Missing(f"no Maven to fetch LanguageTool, and no {name} downloaded before")
    home = folder / "languagetool" / name
    home.mkdir(parents=True)
    project = home.parent / "pom.xml"
    project.write_text(_PROJECT, encoding="utf-8")
    options = ["-DincludeScope=runtime", "-Dmdep.stripVersion=true", f"-DoutputDirectory={home / 'libs'}"]
    command = [maven, "-q", "-B", "-f", str(project), "dependency:copy-dependencies", *options]
    required(command, "Maven could not fetch LanguageTool")
    shutil.move(home / "libs" / "languagetool-server.jar", home)  # its manifest names libs/ beside it
    return {"LTP_PATH": str(home.parent)}


# The server asks for the core's tests too, which are not to be had, and are not needed: hence the exclusion.
_PROJECT = f"""<project>
<modelVersion>4.0.0</modelVersion>
<groupId>newslint.bench</groupId><artifactId>languagetool</artifactId><version>1</version>
<dependencies>
<dependency>
<groupId>org.languagetool</groupId><artifactId>languagetool-core</artifactId><version>{LANGUAGETOOL}</version>
</dependency>
<dependency>
<groupId>org.languagetool</groupId><artifactId>languagetool-server</artifactId><version>{LANGUAGETOOL}</version>
<exclusions><exclusion>
<groupId>org.languagetool</groupId><artifactId>languagetool-core</artifactId>
</exclusion></exclusions>
</dependency>
</dependencies>
</project>
"""


@dataclass(frozen=True)
class Tool:
    """A command to time: what pip installs for it, and its words, to which the path is added."""

    name: str
    requirement: str
    words: tuple[str, ...]
    fine: tuple[int, ...] = (0,)  # exit codes of a run that did its work
    slow: bool = False
    extra: Callable[[Path], dict[str, str]] | None = None  # fetches what pip does not


NEWSLINT = Tool("newslint", str(ROOT), ("newslint", "check", "--no-cache", "--jobs", "1"), (0, 1))
PEERS = (
    Tool("proselint", "proselint>=0.16", ("proselint", "check"), (0, 1)),
    Tool("codespell", "codespell>=2.4", ("codespell",), (0, 65)),
    Tool("harper", "harper-py>=0.2,<0.3", ("python", "-c", _HARPER), slow=True),
    Tool(
        "languagetool",
        "language-tool-python>=3.4,<4",
        ("python", "-c", _LANGUAGETOOL),
        slow=True,
        extra=languagetool,
    ),
)


@dataclass(frozen=True)
class Command:
    """A tool that is installed."""

    tool: Tool
    words: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    """What one run took, and how it ended."""

    seconds: float
    megabytes: float
    code: int
    said: str  # the last line on standard error


def last_line(text: str) -> str:
    """The last line that says something."""
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "")


def required(words: list[str], otherwise: str) -> None:
    """Run a command that a tool needs before it can be timed."""
    done = subprocess.run(words, capture_output=True, text=True, errors="replace")
    if done.returncode:
        raise Missing(f"{otherwise}: {last_line(done.stderr) or last_line(done.stdout)}")


def install(tool: Tool, folder: Path) -> Command:
    """The tool in a virtual environment of its own."""
    environment = tool.extra(folder) if tool.extra else {}
    home = folder / "environments" / tool.name
    required([sys.executable, "-m", "venv", str(home)], "no virtual environment")
    commands = home / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(commands / "python"), "-m", "pip", "--disable-pip-version-check"]
    required([*pip, "install", "-q", tool.requirement], "pip could not install it")
    return Command(tool, (str(commands / tool.words[0]), *tool.words[1:]), environment)


def installed(tools: tuple[Tool, ...], folder: Path) -> list[Command]:
    """The tools that can be had and run; a line for each of the others."""
    found = []
    for tool in tools:
        try:
            command = install(tool, folder)
            trial = timed(command, SEED)  # also warms the system's file cache
            if trial.code not in tool.fine:
                raise Missing(f"it does not run: {trial.said or f'exit code {trial.code}'}")
            found.append(command)
        except (Missing, OSError) as reason:
            print(f"{tool.name} is skipped: {reason}", flush=True)
    return found


def stories(folder: Path) -> Path:
    """The folder of stories to check."""
    shared = ROOT.parent / "shared" / "bench" / "clean_news"
    if shared.is_dir():
        return shared
    folder.mkdir()
    for number in range(100):
        for seed in sorted((ROOT / "seeds").glob("*.txt")):
            (folder / f"{number:03}-{seed.name}").write_bytes(seed.read_bytes())
    return folder


def one_core() -> None:
    """Keep this process, and so all that it starts, on one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    else:
        print("This system does not let us choose a core: other commands may use several.")


def timed(command: Command, *arguments: Path | str) -> Run:
    """One run, with the memory of the largest process in it."""
    environment = os.environ | command.environment
    words = [*command.words, *map(str, arguments)]
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        # A group of its own, so that the server goes with the client that started it.
        process = subprocess.Popen(
            words, env=environment, stdout=subprocess.DEVNULL, stderr=said, process_group=0
        )
        clock = threading.Timer(LIMIT, os.killpg, (process.pid, signal.SIGKILL))
        clock.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            clock.cancel()
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        line = last_line(said.read().decode(errors="replace"))
    if process.returncode == -signal.SIGKILL:
        line = f"ended after {seconds:.0f} seconds"
    megabytes = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)
    return Run(seconds, megabytes, process.returncode, line)


Rows = dict[str, dict[str, float]]


def measure(commands: list[Command], path: Path, rounds: int) -> Rows:
    """Best seconds and most memory of each command on a path."""
    rows: Rows = {}
    failed: set[str] = set()
    timed(commands[0], path)  # the first run after an install compiles the rules
    for number in range(rounds):
        for command in commands:
            name = command.tool.name
            if name in failed or (number and command.tool.slow):
                continue
            run = timed(command, *([path] if command.tool.requirement else []))
            if run.code not in command.tool.fine:
                failed.add(name)
                rows.pop(name, None)
                print(f"{name} failed on {path.name}: {run.said or f'exit code {run.code}'}", flush=True)
                continue
            row = rows.setdefault(name, {"seconds": run.seconds, "megabytes": run.megabytes})
            row["seconds"] = min(row["seconds"], run.seconds)
            row["megabytes"] = max(row["megabytes"], run.megabytes)
    return rows


def report(targets: dict[str, Rows], names: list[str]) -> None:
    """Print the table."""
    print(" " * 14 + "".join(f"{target:>31}" for target in targets))
    print(f"{'command':14}" + f"{'seconds':>9}{'MB':>7}{'newslint / it':>15}" * len(targets))
    for name in names:
        cells = []
        for rows in targets.values():
            own, row = rows.get("newslint"), rows.get(name)
            cells.append(f"{row['seconds']:9.3f}{row['megabytes']:7.0f}" if row else f"{'-':>9}{'-':>7}")
            cells.append(f"{own['seconds'] / row['seconds']:15.2f}" if own and row else f"{'-':>15}")
        print(f"{name:14}" + "".join(cells))


def main() -> None:
    """Run the benchmark and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="leave the slow peers out")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.environ["NEWSLINT_CACHE_DIR"] = str(folder / "cache")
        one_core()
        own = installed((NEWSLINT,), folder)
        if not own:
            sys.exit("Without newslint there is nothing to compare.")
        python = Command(
            Tool("python", "", ()), (str(Path(own[0].words[0]).with_name("python")), "-c", "pass")
        )
        peers = tuple(peer for peer in PEERS if not (options.quick and peer.slow))
        commands = [*own, *installed(peers, folder), python]
        paths = {"seed draft": SEED, "stories": stories(folder / "stories")}
        targets = {target: measure(commands, path, options.rounds) for target, path in paths.items()}
    report(targets, [command.tool.name for command in commands])
    if options.json:
        options.json.write_text(json.dumps(targets, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
