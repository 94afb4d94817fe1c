"""The lexicon of frames: what complements a word takes, and which wrong ones are met, with their remedy.

A file of `rules/lexicon/frames` has an entry a block: at the margin the words, in their base forms, with
commas between them; below, indented, frames; after `needs` those without which the word does not do.
`not WRONG > RIGHT` is a fault and its mend; `but PHRASE` are words among which nothing is said. A frame is a
row of words (`of/from`: either; `out_of`: two) and of slots:

    N    a noun phrase; N[risk threat]: with one of these heads, N[!plan]: with none of them
    H    one that names a person or a body
    O    one that names a thing, neither a person nor a time, by a common noun
    P    one that is a name
    C    one that names a crime
    T M  a stretch of time, a sum of money
    X    a noun phrase or an -ing form
    VB   a base form;  VBG  an -ing form
    S    a clause;  W  a clause that how, why, what, whether opens
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from ..errors import Location, NewslintError
from ..lexicon import load_named, rules_folder

_KEYWORDS = ("not", "but", "needs")
_ITEM = re.compile(r"(?P<slot>[A-Z]+)(?:\[(?P<none>!?)(?P<heads>[^\]]*)\])?|(?P<words>[a-z'/_-]+)")
NOMINAL = frozenset({"N", "H", "O", "P", "C", "T", "M", "X"})
SLOTS = NOMINAL | {"VB", "VBG", "S", "W"}
FAULTS = (
    "wrong-preposition", "needless-preposition", "missing-preposition", "infinitive", "gerund",
    "needless-to", "missing-to", "person-missing", "person-without-to", "person-with-to",
    "person-with-infinitive", "that-clause",
)  # fmt: skip
_ANYONE = {"N": "something", "X": "something", "O": "something", "P": "something", "H": "someone",
           "C": "a crime", "T": "a time", "M": "a sum", "VB": "do", "VBG": "doing", "S": "…",
           "W": "how …"}  # fmt: skip


class Item(NamedTuple):
    """A slot of a frame, or (where `slot` is empty) words of which one stands there."""

    slot: str
    words: tuple[str, ...] = ()
    excluded: bool = False  # the words are heads that the noun phrase must not have


@dataclass(frozen=True)
class Fault:
    """A wrong frame and its mend. `instead` is another word to be used with it, where there is one."""

    left: tuple[Item, ...]
    right: tuple[Item, ...]
    instead: str = ""

    @cached_property
    def with_object(self) -> bool:
        """Whether it begins with an object, which a passive or a relative clause has elsewhere."""
        return self.left[0].slot in NOMINAL and len(self.left) > 1

    @cached_property
    def literals(self) -> list[Item]:
        """The words that stand in the wrong frame."""
        return [item for item in self.left if not item.slot]

    @cached_property
    def first_words(self) -> frozenset[str]:
        """What the first of these may begin with."""
        return frozenset(word.partition(" ")[0] for item in self.literals[:1] for word in item.words)

    @cached_property
    def kind(self) -> str:
        """Which fault it is: one of `FAULTS`."""
        return _kind(self)


class Entry(NamedTuple):
    """Words that take the same complements."""

    heads: tuple[str, ...]
    takes: tuple[str, ...]
    faults: tuple[str, ...]  # as written: see `fault`
    phrases: tuple[str, ...]
    needy: bool  # whether they always have one of these


def frames(name: str) -> tuple[Entry, ...]:
    """The entries of a file of `rules/lexicon/frames`."""
    path = rules_folder() / "lexicon" / "frames" / f"{name}.txt"
    try:
        return tuple(parse(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise NewslintError("cannot read the lexicon of frames", Location(str(path))) from error
    except ValueError as error:
        raise NewslintError(str(error), Location(str(path))) from None


def parse(text: str) -> Iterator[Entry]:
    """The entries of a file; ValueError, with the line's number, at what cannot be read."""
    heads: tuple[str, ...] = ()
    needs, takes, faults, phrases = list[str](), list[str](), list[str](), list[str]()
    for number, raw in enumerate([*text.splitlines(), "end"], start=1):
        line = raw.partition("#")[0].rstrip()
        if not line:
            continue
        if not line.startswith(" "):
            if heads:
                yield Entry(heads, (*needs, *takes), tuple(faults), tuple(phrases), bool(needs))
            heads, needs, takes, faults, phrases = tuple(map(str.strip, line.split(","))), [], [], [], []
            continue
        word, _, rest = line.strip().partition(" ")
        parts = [part.strip() for part in (rest if word in _KEYWORDS else line).split(";")]
        try:
            for part in parts if word != "but" else ():
                fault(part) if word == "not" else items(part)
        except ValueError as error:
            raise ValueError(f"line {number}: {error}") from None
        {"not": faults, "but": phrases, "needs": needs}.get(word, takes).extend(parts)


@cache
def fault(written: str) -> Fault:
    """`WRONG > RIGHT` as a fault; ValueError where it is none."""
    wrong, arrow, right = written.partition(">")
    if not arrow:
        raise ValueError(f"“{written}” has no “>” before its mend")
    left = items(wrong)
    instead = ""
    if right.strip().startswith("~"):
        instead, _, right = right.strip()[1:].partition(" ")
    if not left:
        raise ValueError(f"“{written}” has no wrong frame")
    return Fault(left, _whole(left, right.strip()), instead)


def items(written: str) -> tuple[Item, ...]:
    """A frame's items; ValueError where there is something else."""
    found = []
    rest = written.strip()
    while rest:
        match = _ITEM.match(rest)
        if match is None or (match["slot"] and match["slot"] not in SLOTS):
            raise ValueError(f"“{rest}” is neither words in lower case nor one of {', '.join(sorted(SLOTS))}")
        if match["slot"]:
            found.append(Item(match["slot"], _listed(match["heads"] or ""), bool(match["none"])))
        else:
            found.append(Item("", tuple(word.replace("_", " ") for word in match["words"].split("/"))))
        rest = rest[match.end() :].strip()
    return tuple(found)


def _listed(heads: str) -> tuple[str, ...]:
    """The words of a list; “@name” stands for those of a file of `rules/lexicon`."""
    return tuple(
        word
        for part in heads.split()
        for word in (sorted(load_named(part[1:])) if part.startswith("@") else (part,))
    )


def _whole(left: tuple[Item, ...], right: str) -> tuple[Item, ...]:
    """The mend in full: a preposition alone stands for the wrong frame's, “-” for none."""
    if right == "-":
        return tuple(item for item in left if item.slot)
    found = items(right)
    if len(found) == 1 and not found[0].slot and any(item.slot for item in left):
        return tuple(item if item.slot else found[0] for item in left)
    return found


def _kind(fault: Fault) -> str:
    """The fault, by what the mend changes."""
    old, new = ([item.slot for item in side if item.slot] for side in (fault.left, fault.right))
    words, fixed = ([item for item in side if not item.slot] for side in (fault.left, fault.right))
    if "S" in old and "S" not in new:
        return "that-clause"
    if fault.instead:
        return "person-with-infinitive" if "VB" in old else "person-missing"
    if len(new) > len(old):
        return "person-missing"
    if old != new:
        return "gerund" if "VBG" in old else "infinitive"
    if "VB" in old and any("that" in item.words for item in fixed):
        return "person-with-infinitive"
    return _by_words(old, fault, len(fixed) - len(words))


def _by_words(slots: Sequence[str], fault: Fault, more: int) -> str:
    """The fault where the slots are right and only the words around them are not."""
    first = fault.left[0].slot
    if not more:
        return "wrong-preposition"
    if more > 0:
        if first == "H" and slots != ["H", "VB"] and not fault.right[0].slot:
            return "person-without-to"
        return "missing-to" if slots[-1] == "VB" and fault.right[0].slot else "missing-preposition"
    if "H" in slots and slots != ["H"] and not first:
        return "person-with-to"
    return "needless-to" if slots[-1] == "VB" else "needless-preposition"


def described(right: Sequence[Item]) -> str:
    """A frame as an editor says it: “someone of doing”."""
    said = []
    for at, item in enumerate(right):
        last = at == len(right) - 1
        if not item.slot:
            said.append(item.words[0])
        elif item.slot == "N" and at == 0 and not last:
            said.append("someone" if right[-1].slot in {"VB", "VBG", "S", "W"} else "something")
        else:
            said.append(_ANYONE[item.slot])
    return " ".join(said)
