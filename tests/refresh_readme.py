"""Put the seed draft's real output into README.md: python tests/refresh_readme.py."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
SEED = "seeds/000_afd66fcb8c8c0e1c.txt"
_SHOWN = re.compile(r"(?<=<!-- seed-output -->\n```text\n).*?(?=```\n<!-- /seed-output -->)", re.DOTALL)


def real() -> str:
    """The command that a reader would type, and what it prints."""
    command = [sys.executable, "-m", "newslint", "check", SEED]
    env = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    out = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", check=False
    ).stdout
    return f"$ newslint check {SEED}\n{out}"


def shown(readme: str) -> str:
    """What README.md shows."""
    [found] = _SHOWN.findall(readme)
    return str(found)


if __name__ == "__main__":
    README.write_text(_SHOWN.sub(lambda _: real(), README.read_text("utf-8")), "utf-8")
