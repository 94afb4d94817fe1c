"""Build the word lists of the speller in rules/lexicon: everyday-, usual-, extra-words and names-like-words.

    python train/spelling_words.py --scowl /usr/share/dict/scowl [--size 70]

The first two say what a misspelt word may have meant; the third holds the rare words that english.txt lacks;
the fourth the names of the U.S. census (from the package names) that the speller would take for slips of
usual words. Run train/speller.py first.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from importlib.resources import files
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "lint"))

from newslint.checks.proposals import proposed
from newslint.checks.spelling import SHORTEST
from newslint.lexicon import default_lexicon, rules_folder

EVERYDAY, USUAL, SHORT = 20, 35, 60  # SCOWL sizes; of the last are words of four letters or fewer
SCOWL_FILE = re.compile(r"\w+-(words|upper)\.(\d\d)")
BY_HAND = frozenset("attache divorcee materiel sphynx sphynxes".split())


def main() -> None:
    """Read SCOWL and write the three lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scowl", type=Path, required=True)
    parser.add_argument("--size", type=int, default=70, help="the largest SCOWL size to take rare words from")
    options = parser.parse_args()
    sizes = read_scowl(options.scowl, options.size)
    everyday = {word for word, size in sizes.items() if size <= EVERYDAY and len(word) > SHORTEST}
    usual = {word for word, size in sizes.items() if size <= USUAL and len(word) > SHORTEST} - everyday
    knows = default_lexicon().knows
    rare = {
        word for word, size in sizes.items() if not knows(word) and (len(word) > 4 or size <= SHORT)
    } | BY_HAND
    write("everyday-words", f"SCOWL, sizes to {EVERYDAY}: what a misspelt word most likely meant", everyday)
    write("usual-words", f"SCOWL, sizes to {USUAL}: what a misspelt word may have meant", usual)
    write("extra-words", f"SCOWL, sizes to {options.size}: rare words", rare)
    write(
        "names-like-words", "Surnames of the U.S. census of 1990 that look like usual words misspelt", names()
    )


def names() -> set[str]:
    """The surnames and given names, in small letters, for which the speller would propose a word."""
    folder = files("names")
    found = set()
    for part in ("all.last", "female.first", "male.first"):
        for line in (folder / f"dist.{part}").read_text(encoding="ascii").splitlines():
            name = line.split()[0].lower()
            if len(name) >= SHORTEST and not default_lexicon().knows(name) and proposed(name, near=True):
                found.add(name)
    return found


def read_scowl(folder: Path, largest: int) -> dict[str, int]:
    """Every plain word of three letters or more, accents off, with the smallest size that has it."""
    sizes: dict[str, int] = {}
    for path in sorted(folder.iterdir()):
        match = SCOWL_FILE.fullmatch(path.name)
        if match and int(match[2]) <= largest:
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
                word = "".join(c for c in unicodedata.normalize("NFD", line) if not unicodedata.combining(c))
                if len(word) > 2 and word.isascii() and word.isalpha() and word.islower():
                    sizes[word] = min(sizes.get(word, 99), int(match[2]))
    return sizes


def write(name: str, head: str, words: set[str]) -> None:
    """Put a list in place and say how long it is."""
    path = rules_folder() / "lexicon" / f"{name}.txt"
    path.write_text("\n".join((f"# {head}", *sorted(words), "")), encoding="utf-8")
    print(f"{name}: {len(words):,} words, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
