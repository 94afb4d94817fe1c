"""What the lexicon is built from: the treebank's counts, SCOWL's lists, lemminflect's table, sets by hand."""

from __future__ import annotations

import gzip
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
FORM_TAGS = {
    "noun": ("NNS",),
    "verb": ("VBD", "VBN", "VBG", "VBZ"),
    "adj": ("JJR", "JJS"),
    "adv": ("RBR", "RBS"),
}
BASE_TAG = {"noun": "NN", "verb": "VB", "adj": "JJ", "adv": "RB"}
COARSE = {"NN": "n", "VB": "v", "JJ": "j", "RB": "r"}
SCOWL_FILE = re.compile(
    r"(?:american|british|british_z|english|variant_1)-(words|upper|proper-names|abbreviations)\.(\d\d)"
)

Key = tuple[str, str]  # a Penn tag and a lemma
Table = dict[str, set[Key]]


class Counts:
    """How often the treebank gives a form a tag, and a lemma a coarse class (n v j r)."""

    def __init__(self, path: Path) -> None:
        self.form: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.lemma: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.keys: Counter[tuple[str, str, str]] = Counter()
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                cells = line.split("\t")
                if len(cells) == 10 and cells[0].isdigit():
                    self._add(cells[1], cells[2], cells[4].replace("VBP", "VB"))

    def _add(self, form: str, lemma: str, xpos: str) -> None:
        proper = xpos.startswith("NNP")
        form = form if proper else form.lower()
        self.form[form][xpos] += 1
        self.keys[form, xpos, lemma] += 1
        if not proper:
            self.lemma[lemma.lower()][COARSE.get(xpos[:2], "x")] += 1

    def total(self, form: str) -> int:
        """Tokens of the form; a lower-case form's proper-noun twins do not count."""
        return self.form[form].total() if form in self.form else 0


def read_scowl(folder: Path) -> dict[str, tuple[int, str]]:
    """Each word with the smallest size that has it and the kind of list (words, upper, proper-names)."""
    found: dict[str, tuple[int, str]] = {}
    for path in sorted(folder.iterdir()):
        name = SCOWL_FILE.fullmatch(path.name)
        if name and int(name[2]) <= 70:
            for word in path.read_text(encoding="utf-8").split():
                if "'" not in word and (name[1] != "abbreviations" or word.rstrip("s").isupper()):
                    found[word] = min(found.get(word, (99, "")), (int(name[2]), name[1]))
    if not found:
        raise SystemExit(f"{folder}: no SCOWL lists here")
    return found


def read_lemminflect() -> tuple[Table, dict[Key, list[str]]]:
    """Forms with their readings, and each lemma's spellings of a tag in lemminflect's order."""
    package = find_spec("lemminflect")
    if package is None or package.origin is None:
        raise SystemExit("install lemminflect first: pip install 'newslint[train]'")
    table: Table = defaultdict(set)
    spellings: dict[Key, list[str]] = {}
    with gzip.open(Path(package.origin).parent / "resources/infl_lu.csv.gz", "rt", encoding="utf-8") as rows:
        for row in rows:
            lemma, kind, *cells = row.rstrip("\n").split(",")
            for xpos, forms in inflections(lemma, kind, cells):
                spellings.setdefault((lemma, xpos), []).extend(forms)
                for form in forms:
                    table[form].add((xpos, lemma))
    return table, spellings


def inflections(lemma: str, kind: str, cells: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The tags of one row of lemminflect's table, each with its forms."""
    proper = lemma != lemma.lower()
    forms = dict(zip(FORM_TAGS[kind], [[f for f in cell.split("/") if f] for cell in cells], strict=False))
    if kind == "verb":
        forms["VBN"] = forms["VBN"] or forms["VBD"]
    if kind != "noun":
        yield BASE_TAG[kind], [lemma]
        yield from forms.items()
        return
    own = lemma in forms["NNS"]
    plurals = [form for form in forms["NNS"] if form != lemma]
    if proper:
        yield "NNP", [lemma]
        yield "NNPS", plurals
        return
    only_plural = own and not plurals and is_plural_only(lemma)
    if not only_plural and lemma not in word_sets()["plural-only"]:
        yield "NN", [lemma]
    if only_plural or lemma in word_sets()["plural-as-singular"]:
        yield "NNS", [lemma]
    yield "NNS", plurals


def is_plural_only(lemma: str) -> bool:
    """Whether a noun that is its own plural is one like *trousers*, rather than *news* or *sadness*."""
    return (
        lemma.endswith("s")
        and lemma not in word_sets()["singular-in-s"]
        and not re.search(r"(?:ss|us|is|ics|ous|less)$", lemma)
    )


@cache
def word_sets() -> dict[str, frozenset[str]]:
    """The sets of `lexicon-sets.txt`, by name."""
    lines = (HERE / "lexicon-sets.txt").read_text("utf-8").splitlines()
    rows = (line.split(": ") for line in lines if line[:1] != "#")
    return {name: frozenset(words.split()) for name, words in rows}
