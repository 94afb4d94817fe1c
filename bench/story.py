"""How long the checks of a whole story take, without tagging and parsing, and how that grows with its length.

    python bench/story.py [FOLDER]

FOLDER is a folder of published stories; ../shared/bench/clean_news where it is left out. Its texts are laid
end to end and cut into stories of 1,000 words, of which the median is taken, and into one of 200,000 words.
"""

from __future__ import annotations

import argparse
import gc
from pathlib import Path
from statistics import median
from time import perf_counter

from newslint import ruleset
from newslint.annotate import annotate
from newslint.engine import Engine, prepare
from newslint.source import Source

ROOT = Path(__file__).resolve().parent.parent
FAMILIES = "names people dates figures headlines units acronyms consistency numbers capitals cleaning".split()
SHORT, LONG, STORIES = 1_000, 200_000, 30


def seconds(engine: Engine, words: list[str]) -> float:
    """Seconds that the rules take on a story of these words."""
    plan = engine.plan(annotate(Source("story.txt", " ".join(words))))
    list(prepare([plan]))
    start = perf_counter()
    engine.run(plan)
    return perf_counter() - start


def main() -> None:
    """Print the time of a short story, of a long one, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "bench" / "clean_news"
    )
    folder = parser.parse_args().folder
    words = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))).split(" ")
    rules = ruleset.load()
    chosen = [rule for rule in ruleset.select(rules) if rule.id.partition("/")[0] in FAMILIES]
    engine = Engine(chosen, [rule.id for rule in rules])
    seconds(engine, words[:SHORT])  # loads what is loaded once
    gc.freeze()  # as `newslint check` does
    gc.set_threshold(20_000, 20, 50)
    short = median(seconds(engine, words[at * SHORT : (at + 1) * SHORT]) for at in range(1, STORIES + 1))
    while len(words) < LONG:
        words = words + words
    long = seconds(engine, words[:LONG])
    print(f"{len(chosen)} rules; {SHORT:,} words: {short * 1000:.1f} ms")
    print(f"{LONG:,} words: {long:.2f} s, {long / short:.0f} times that")


if __name__ == "__main__":
    main()
