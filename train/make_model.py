"""From treebank files to the model that newslint ships: `python train/make_model.py ../shared/treebanks`.

A large network learns from the treebanks, a small one from the treebanks and the large one; the small one is
exported and scored. Two hours on two cores; every step is a command of its own, as README.md shows.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
TEACHER = {
    "width": 448, "hidden": 224, "form": 512, "arc": 256, "label": 128, "dropout": 0.33, "word_dropout": 0.2,
}  # fmt: skip
STUDENT = {"width": 224, "hidden": 112, "dropout": 0.15, "word_dropout": 0.12}


def main() -> None:
    """Run the steps; the log of each goes beside its weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("--folder", type=Path, default=Path("build/model"), help="for weights and logs")
    parser.add_argument("--out", type=Path, default=HERE.parent / "lint/newslint/language/data")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    teacher, student = options.folder / "teacher.pt", options.folder / "model.pt"
    large = ["--epochs", "18", "--tokens", "1600", "--rate", "2e-3", "--shape", json.dumps(TEACHER)]
    small = ["--epochs", "32", "--share", "0.7", "--teacher", str(teacher), "--shape", json.dumps(STUDENT)]
    run("model.py", options.treebanks, "--out", teacher, *large, log=options.folder / "teacher.log")
    run("model.py", options.treebanks, "--out", student, *small, log=options.folder / "model.log")
    run("export.py", student, options.out, options.treebanks / "train.conllu.xz")
    run("evaluate.py", options.treebanks)


def run(script: str, *arguments: object, log: Path | None = None) -> None:
    """Run a script of this folder, its output into a log or on the screen."""
    command = [sys.executable, str(HERE / script), *map(str, arguments)]
    print(" ".join(command), flush=True)
    if log is None:
        subprocess.run(command, check=True)
    else:
        with log.open("w", encoding="utf-8") as file:
            subprocess.run(command, check=True, stdout=file)


if __name__ == "__main__":
    main()
