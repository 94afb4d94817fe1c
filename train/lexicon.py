"""Build rules/lexicon/english.txt and irregular.txt: which forms English has, and what each can be.

    python train/lexicon.py --treebank train.conllu.xz --scowl /usr/share/dict/scowl

Forms and lemmas come from lemminflect; ordinary words that it lacks come from SCOWL, read by their endings
and by their inflected forms. The treebank only says which readings are usual, and so which to drop.
`lexicon-hand.txt`, beside this file, has the last word.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Container, Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "lint"))

from lexicon_sources import (  # noqa: E402
    COARSE,
    Counts,
    Key,
    Table,
    read_lemminflect,
    read_scowl,
    word_sets,
)

from newslint.lexicon import load_list, regular  # noqa: E402

# What a form is where nothing was counted, most likely first.
DEFAULT_ORDER = (
    "NNP", "NNPS", "JJR", "JJS", "RBR", "RBS", "NNS", "VBZ", "VBG", "VBD", "VBN", "JJ", "NN", "VB", "RB",
)  # fmt: skip
INFLECTED = frozenset(DEFAULT_ORDER) - {"NNP", "JJ", "NN", "VB", "RB"}
LISTED = ("person-nouns", "time-nouns", "mass-nouns")
PLAIN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


def main() -> None:
    """Read the sources, decide, write the two files and say how large they are."""
    options = read_options()
    counts = Counts(options.treebank)
    scowl = read_scowl(options.scowl)
    table, spellings = read_lemminflect()
    keep_ordinary(table, scowl, counts)
    add_scowl(table, scowl, options.size, counts)
    drop_mass_plurals(table, counts, spellings, load_list("mass-nouns", options.out))
    add_seen(table, counts, scowl)
    add_listed(table, options.out)
    kept = kept_lemmas(options.out)
    ranked = {form: rank(form, keys, counts, kept) for form, keys in table.items() if keys}
    text = "\n".join(sorted([*written(ranked, HERE / "lexicon-hand.txt")])) + "\n"
    irregular = "\n".join(sorted(set(irregular_rows(text, spellings, counts)))) + "\n"
    head = "# The usual inflected form where the regular rules give another: lemma, tag, form\n"
    (options.out / "english.txt").write_text(text, encoding="utf-8")
    (options.out / "irregular.txt").write_text(head + irregular, encoding="utf-8")
    print(f"{text.count(chr(10))} forms, {len(text.encode())} bytes; {irregular.count(chr(10))} irregular")


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--treebank", type=Path, required=True, help="CoNLL-U, xz")
    parser.add_argument("--scowl", type=Path, required=True, help="folder of SCOWL's lists")
    parser.add_argument("--size", type=int, default=60, help="largest SCOWL size to add words from")
    parser.add_argument("--out", type=Path, default=HERE.parent / "rules" / "lexicon")
    return parser.parse_args()


# ── Choosing and adding forms ───────────────────────────────────────────────────────────────────────────


def keep_ordinary(table: Table, scowl: dict[str, tuple[int, str]], counts: Counts) -> None:
    """Drop what neither SCOWL (to size 60) nor the treebank has: it is mostly medicine and chemistry."""
    for form in [form for form in table if scowl.get(form, (99, ""))[0] > 60 and counts.total(form) < 2]:
        del table[form]
    for form, keys in table.items():
        if ("NNS", form) in keys and any(xpos == "NNS" and lemma != form for xpos, lemma in keys):
            keys -= {("NNS", form), ("NN", form)}  # *damages* is the plural of *damage* first of all
        if form.islower() and form not in scowl and form.title() in scowl:
            keys.clear()  # *french*: a slip of the treebank's writers
        if "-" not in form:
            keys -= {key for key in keys if "-" in key[1] and len(keys) > 1}
        if form.endswith("ed"):
            keys |= {("VBN", lemma) for xpos, lemma in keys if xpos == "VBD"}
        if form.endswith("ing") and scowl.get(form + "s", (99, ""))[0] <= 50:
            keys.add(("NN", form))


def add_scowl(table: Table, scowl: dict[str, tuple[int, str]], size: int, counts: Counts) -> None:
    """Add SCOWL's words up to a size, the short ones first, so that a form finds its base."""
    wanted = {
        word: kind
        for word, (rank, kind) in scowl.items()
        if rank <= (size if word.islower() else size - 5) and PLAIN.fullmatch(word)
    }
    words = wanted.keys() | table.keys()
    for word in sorted(wanted.keys() - table.keys(), key=lambda word: (len(word), word)):
        keys = guess(word, words, table) if word.islower() else guess_proper(word, wanted, table, counts)
        if keys:
            table[word] = keys


def drop_mass_plurals(
    table: Table, counts: Counts, spellings: dict[Key, list[str]], mass: frozenset[str]
) -> None:
    """Drop *equipments* and the like, which SCOWL adds and lemminflect does not have."""
    for form in [form for form in table if form.endswith("s")]:
        table[form] = {
            (xpos, lemma)
            for xpos, lemma in table[form]
            if not (xpos == "NNS" and lemma in mass and form not in spellings.get((lemma, xpos), ()))
            or counts.form[form]["NNS"] >= 2
        }


def add_listed(table: Table, folder: Path) -> None:
    """Give the words of our own lists of nouns that reading, and people a plural where none is known."""
    has_plural = {lemma for keys in table.values() for xpos, lemma in keys if xpos == "NNS"}
    for name in LISTED:
        for word in load_list(name, folder):
            if "-" in word:
                continue
            table[word].add(("NN", word))
            if name == "person-nouns" and word not in has_plural:
                plural = word[:-2] + "en" if word.endswith("man") else str(regular(word, "NNS"))
                table[plural].add(("NNS", word))


def guess_proper(word: str, kinds: dict[str, str], table: Table, counts: Counts) -> set[Key]:
    """Readings of a capitalised word that only SCOWL has; none where it had better stay out."""
    if len(word) == 1 or (word.lower() in table and counts.form[word]["NNP"] < 3):
        return set()
    if re.fullmatch(r"[A-Z]{2,}s", word):
        return {("NNS", word[:-1])}
    base = word.removesuffix("s")
    if base != word and base in table and kinds[word] != "proper-names":
        is_people = any(xpos == "JJ" for xpos, _ in table[base]) or re.search(r"(?:an|ist|day)$", base)
        return {("NNPS", base)} if is_people or counts.total(word) else set()
    if not (word.isupper() or re.fullmatch(r"(?:Mc|Mac|De|Le|La|O')?[^\W\d_][^\W\d_A-Z]+(?:-.+)?", word)):
        return set()
    if kinds[word] == "upper" and re.search(r"(?:[ai]an|ese|ish|esque)$", word):
        return {("JJ", word), ("NNP", word)}
    return {("NNP", word)}


RESPELLINGS = (
    ("our", "or"), ("is", "iz"), ("ys", "yz"), ("re", "er"), ("ll", "l"), ("l", "ll"), ("ae", "e"),
    ("oe", "e"), ("gue", "g"), ("ce", "se"), ("mme", "m"), ("pp", "p"), ("tt", "t"), ("iz", "is"), ("y", "i"),
)  # fmt: skip


def respelt(word: str, words: Container[str], table: Table) -> set[Key]:
    """The readings of the same word in the other spelling (*colour*, *organise*, *travelled*)."""
    for old, new in RESPELLINGS:
        for at in (match.start() for match in re.finditer(f"(?={old})", word)):
            other = word[:at] + new + word[at + len(old) :]
            if len(word) > 4 and other in table:
                keys = {(x, lemma[:at] + old + lemma[at + len(new) :]) for x, lemma in table[other]
                        if lemma[at:].startswith(new)}  # fmt: skip
                if keys := {key for key in keys if key[1] in words}:
                    return keys
    return set()


NOUN = r"(?:ness|ity|ism|ist|ists?|ment|tion|sion|ance|ence|hood|ship|dom|ology|graphy|man|woman|or|er|ee)$"
ADJECTIVE = r"(?:able|ible|less|ful|ous|ish|al|ical|ic|ive|ary|ian|like|proof|some)$"


def guess(word: str, words: Container[str], table: Table) -> set[Key]:
    """Readings of a lower-case word that only SCOWL has; none for a comparison that nobody uses."""
    keys = respelt(word, words, table)
    for xpos, base in bases(word, table):
        tags = {tag for tag, lemma in table[base] if lemma == base}
        if xpos in {"JJR", "JJS"} and "JJ" in tags:
            return {("NN", word)} if xpos == "JJR" and word + "s" in words else set()
        if (xpos == "NNS" and "NN" in tags) or (xpos.startswith("VB") and "VB" in tags):
            keys.add((xpos, base))
    return keys or guess_base(word, words)


def bases(word: str, table: Table) -> Iterator[Key]:
    """Each tag and known base whose regular form, or form with a doubled consonant, is the word."""
    for ending, tags in (("s", ("NNS", "VBZ")), ("ed", ("VBD", "VBN")), ("ing", ("VBG",)),
                         ("er", ("JJR",)), ("est", ("JJS",))):  # fmt: skip
        if not word.endswith(ending):
            continue
        stem = word[: -len(ending)]
        stems = (stem, stem + "e", stem.removesuffix("e"), stem[:-1], re.sub("ie?$", "y", stem))
        for base in dict.fromkeys(stems):
            if base in table:
                for xpos in tags:
                    if word in (regular(base, xpos), base + base[-1] + ending):
                        yield xpos, base


def guess_base(word: str, words: Container[str]) -> set[Key]:
    """Readings of a base form, by its ending and by which inflected forms are words too."""
    if word.endswith("men") and word[:-2] + "an" in words:
        return {("NNS", word[:-2] + "an")}
    if re.search("(?:people|folk)$", word):
        return {("NNS", word)}
    tags = set()
    if regular(word, "VBG") in words and regular(word, "VBD") in words:
        tags.add("VB")
    if re.search(r"(?:[^aeious]|ie)s$", word):
        singular = re.sub("ies$", "y", word) if word.endswith("ies") else word[:-1]
        return {("NNS", singular if singular in words else word)}
    if re.search(NOUN, word) or (not tags and regular(word, "NNS") in words):
        tags.add("NN")
    if word.endswith("ly"):
        tags = {"JJ" if regular(word, "JJR") in words else "RB"}
    elif re.search(ADJECTIVE, word) or word + "ly" in words or word + "ness" in words or word.endswith("ed"):
        tags.add("JJ")
    return {(tag, word) for tag in tags or {"NN", "JJ"}}


def add_seen(table: Table, counts: Counts, scowl: dict[str, tuple[int, str]]) -> None:
    """Add readings that the treebank has often and the other sources lack."""
    for (form, xpos, lemma), seen in counts.keys.items():
        if xpos not in DEFAULT_ORDER or not PLAIN.fullmatch(form) or len(form) < 3 or form.isupper():
            continue
        if xpos.startswith("NNP"):
            if form.istitle() and seen >= 3 and lemma.lower() != lemma and (form in table or form in scowl):
                table[form].add((xpos, lemma.title() if lemma.isupper() else lemma))
        elif (
            seen >= max(3, counts.total(form) / 20)
            and (xpos in INFLECTED or lemma == form)
            and xpos not in {tag for tag, _ in table.get(form, {(xpos, form)})}
        ):
            table[form].add((xpos, lemma))


# ── Deciding ────────────────────────────────────────────────────────────────────────────────────────────


def kept_lemmas(folder: Path) -> dict[str, frozenset[str]]:
    """By coarse class, the lemmas whose readings of that class nothing can drop."""
    listed = frozenset().union(*(load_list(name, folder) for name in LISTED))
    return {"v": word_sets()["kept-verbs"], "n": word_sets()["kept-nouns"] | listed}


def rank(form: str, keys: set[Key], counts: Counts, kept: dict[str, frozenset[str]]) -> list[Key]:
    """The readings worth keeping, the most usual first."""
    total = counts.total(form)
    seen = {key: times_seen(form, key, keys, counts) for key in keys}
    common = [
        key
        for key in keys
        if key[1] in kept.get(COARSE[key[0][:2]], ()) or not is_rare(key, seen, total, counts)
    ]

    def usual(key: Key) -> tuple[float, float, int, str]:
        xpos, lemma = key
        return -seen[key], -share(xpos, lemma, counts), DEFAULT_ORDER.index(xpos), lemma

    return sorted(common or keys, key=usual)


def times_seen(form: str, key: Key, keys: set[Key], counts: Counts) -> int:
    """How often the treebank has the reading; the lemma counts only where two share the tag (*putting*)."""
    xpos, lemma = key
    rivals = sum(counts.keys[form, xpos, other] for tag, other in keys if tag == xpos)
    return counts.keys[form, xpos, lemma] if rivals else counts.form.get(form, Counter[str]())[xpos]


def share(xpos: str, lemma: str, counts: Counts) -> float:
    """The part of a lemma's tokens that has the tag's coarse class; a half where nothing was counted."""
    by_class = counts.lemma.get(lemma.lower())
    return (by_class[COARSE[xpos[:2]]] + 0.5) / (by_class.total() + 1) if by_class else 0.5


def is_rare(key: Key, seen: dict[Key, int], total: int, counts: Counts) -> bool:
    """Whether the treebank speaks against a reading: of the form itself, or, failing that, of its lemma."""
    xpos, lemma = key
    past = seen.get(("VBD", lemma), 0) + seen.get(("VBN", lemma), 0)
    if xpos.startswith("NNP") or (past if xpos in {"VBD", "VBN"} else seen[key]) > total / 200:
        return False
    if all(tag[:2] == xpos[:2] and of == lemma for tag, of in seen):
        return False
    of_lemma = counts.lemma[lemma.lower()].total() if lemma.lower() in counts.lemma else 0
    part = share(xpos, lemma, counts)
    if total >= 10:
        return part < 0.05 or total >= 100 or of_lemma < total / 5
    return of_lemma >= 60 and part < 0.012


# ── Writing ─────────────────────────────────────────────────────────────────────────────────────────────


def written(ranked: dict[str, list[Key]], hand: Path) -> Iterator[str]:
    """The lines of english.txt; a line of the file set by hand replaces ours, and `-` removes it."""
    by_hand = dict(line.split("\t") for line in hand.read_text("utf-8").splitlines() if line[:1] != "#")
    for form, keys in ranked.items():
        if form not in by_hand:
            yield f"{form}\t" + " ".join(xpos if lemma == form else f"{xpos}:{lemma}" for xpos, lemma in keys)
    yield from (f"{form}\t{readings}" for form, readings in by_hand.items() if readings != "-")


def irregular_rows(text: str, spellings: dict[Key, list[str]], counts: Counts) -> Iterator[str]:
    """For each lemma and tag whose usual form is not the regular one: lemma, tag, form."""
    forms: defaultdict[Key, set[str]] = defaultdict(set)
    for form, _, readings in (line.partition("\t") for line in text.splitlines()):
        for xpos, _, lemma in (reading.partition(":") for reading in readings.split()):
            forms[xpos, lemma or form].add(form)
    hand = HERE / "lexicon-irregular.txt"
    chosen = {(x, lemma): form for lemma, x, form in map(str.split, hand.read_text("utf-8").splitlines())}
    for (xpos, lemma), found in forms.items():
        rule = regular(lemma, xpos)
        if rule is None:
            continue
        order = spellings.get((lemma, xpos), [])

        best = chosen.get((xpos, lemma)) or min(
            found,
            key=lambda form: (
                -counts.form[form][xpos],
                form != rule,
                order.index(form) if form in order else 99,
            ),
        )
        if best != rule:
            yield f"{lemma}\t{xpos}\t{best}"


if __name__ == "__main__":
    main()
