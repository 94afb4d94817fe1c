"""How fast spelling and cleaning are on many stories, on one job, and what memory they take.

    python bench/clean.py [FOLDER] [--megabytes 20]

FOLDER is a folder of published stories; ../shared/bench/clean_news where it is left out. Its texts
are written out again and again, each time under another name and with another first line, into two
folders, of half the size and the whole.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
FAMILIES = ("cleaning", "typography", "spelling")


def write(folder: Path, texts: list[str], size: int) -> int:
    """Stories of about so many bytes; how many bytes there are."""
    folder.mkdir()
    written = number = 0
    while written < size:
        text = f"Story {number}\n\n{texts[number % len(texts)]}"
        written += (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
        number += 1
    return written


def run(folder: Path) -> tuple[float, int]:
    """Seconds of one run on one job, and the peak of its memory in kilobytes."""
    command = [
        sys.executable,
        "-m",
        "newslint",
        "check",
        "--no-cache",
        "--jobs",
        "1",
        "--output-format",
        "json",
    ]
    command += [part for family in FAMILIES for part in ("--select", family)]
    before = perf_counter()
    process = subprocess.Popen([*command, str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return perf_counter() - before, usage.ru_maxrss


def main() -> None:
    """Print megabytes a second and the memory, for half of the text and for all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "bench" / "clean_news"
    )
    parser.add_argument("--megabytes", type=float, default=20)
    given = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(given.folder.glob("*.txt"))]
    with TemporaryDirectory() as scratch:
        warm = Path(scratch, "warm")
        write(warm, texts, 1000)
        run(warm)  # compiles the rules
        for share in (0.5, 1.0):
            folder = Path(scratch, f"{share}")
            written = write(folder, texts, int(given.megabytes * share * 1e6))
            seconds, memory = run(folder)
            size = written / 1e6
            print(f"{size:.0f} MB: {seconds:.1f} s, {size / seconds:.2f} MB/s, {memory / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
