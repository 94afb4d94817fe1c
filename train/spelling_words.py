"""Build the word lists of the check `unknown-word` in rules/lexicon: everyday-, usual- and extra-words.

    python train/spelling_words.py --scowl /usr/share/dict/scowl [--size 70]

The first two say what a misspelt word may have meant; the third holds rare words that english.txt lacks and
that are one slip from a usual word, so that they are not taken for misspellings.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "lint"))

from newslint.checks.spelling import slips
from newslint.lexicon import default_lexicon, rules_folder

EVERYDAY, USUAL = 20, 35  # SCOWL sizes
SCOWL_FILE = re.compile(r"\w+-(words|upper)\.(\d\d)")
BY_HAND = frozenset("attache divorcee materiel sphynx sphynxes".split())


def main() -> None:
    """Read SCOWL and write the three lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scowl", type=Path, required=True)
    parser.add_argument("--size", type=int, default=70, help="the largest SCOWL size to take rare words from")
    options = parser.parse_args()
    sizes = read_scowl(options.scowl, options.size)
    everyday = {word for word, size in sizes.items() if size <= EVERYDAY}
    usual = {word for word, size in sizes.items() if size <= USUAL} - everyday
    knows = default_lexicon().knows
    rare = {word for word in sizes if len(word) > 5 and not knows(word)} | BY_HAND
    near = {word for word in rare if any(slip in everyday or slip in usual for slip in slips(word))}
    write("everyday-words", f"SCOWL, sizes to {EVERYDAY}: what a misspelt word most likely meant", everyday)
    write("usual-words", f"SCOWL, sizes to {USUAL}: what a misspelt word may have meant", usual)
    write(
        "extra-words",
        f"SCOWL, sizes to {options.size}: rare words, one slip from usual ones",
        near,
    )


def read_scowl(folder: Path, largest: int) -> dict[str, int]:
    """Every plain word of four letters or more, accents off, with the smallest size that has it."""
    sizes: dict[str, int] = {}
    for path in sorted(folder.iterdir()):
        match = SCOWL_FILE.fullmatch(path.name)
        if match and int(match[2]) <= largest:
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
                word = "".join(c for c in unicodedata.normalize("NFD", line) if not unicodedata.combining(c))
                if len(word) > 3 and word.isascii() and word.isalpha() and word.islower():
                    sizes[word] = min(sizes.get(word, 99), int(match[2]))
    return sizes


def write(name: str, head: str, words: set[str]) -> None:
    """Put a list in place and say how long it is."""
    path = rules_folder() / "lexicon" / f"{name}.txt"
    path.write_text("\n".join((f"# {head}", *sorted(words), "")), encoding="utf-8")
    print(f"{name}: {len(words):,} words, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
