"""List every error and warning on edited news, for a reader to judge, and the rate per 10,000 words.

    python bench/noise.py [FOLDER] [--suggestions]

FOLDER is a folder of published stories; ../shared/bench/clean_news where it is left out. Only the place and
the flagged words are printed: the stories belong to others. The judged list is kept in bench/clean_news.md.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from newslint import Severity, lint_path
from newslint.span import LineIndex

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Print the list and the rates."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "bench" / "clean_news"
    )
    parser.add_argument("--suggestions", action="store_true", help="list the suggestions too")
    options = parser.parse_args()
    words, hard, soft = 0, Counter[str](), Counter[str]()
    for path in sorted(options.folder.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        index = LineIndex(text)
        words += len(text.split())
        for problem in lint_path(path):
            suggestion = problem.severity == Severity.SUGGESTION
            (soft if suggestion else hard)[problem.rule] += 1
            if not suggestion or options.suggestions:
                line = index.place(problem.span.start).line
                print(f"{path.name}:{line}\t{problem.rule}\t{text[problem.span.start : problem.span.end]!r}")
    for name, counts in (("errors and warnings", hard), ("suggestions", soft)):
        total = counts.total()
        print(f"\n{total} {name} in {words:,} words: {total / words * 1e4:.2f} per 10,000")
        for rule, count in counts.most_common():
            print(f"{count:6}  {rule}")


if __name__ == "__main__":
    main()
