"""Treebanks in CoNLL-U: sentences of gold tokens, tags and trees."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class Tree:
    """A sentence. Lists are parallel; heads count from 1, and 0 is the root."""

    forms: list[str]
    lemmas: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    heads: list[int]
    deprels: list[str]
    spaces: list[bool]  # whether a space follows
    text: str = ""
    document: str = ""
    paragraph: bool = False  # whether it opens one

    def __len__(self) -> int:
        return len(self.forms)

    def without(self, dropped: set[int]) -> Tree:
        """The sentence without these tokens (indices from 0), none of which may be a head or the root."""
        kept = [i for i in range(len(self)) if i not in dropped]
        place = {old + 1: new + 1 for new, old in enumerate(kept)} | {0: 0}
        return replace(
            self,
            **{
                name: [getattr(self, name)[i] for i in kept]
                for name in ("forms", "lemmas", "upos", "xpos", "feats", "deprels", "spaces")
            },
            heads=[place[self.heads[i]] for i in kept],
        )


def read(path: Path) -> list[Tree]:
    """The sentences of a file, packed by xz or not."""
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return list(_trees(lines))


def _trees(lines: Iterator[str]) -> Iterator[Tree]:
    rows: list[list[str]] = []
    comments: dict[str, str] = {}
    ends: dict[int, bool] = {}
    document = ""
    for line in (*lines, "\n"):
        line = line.rstrip("\n")
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            comments[key.strip()] = value.strip()
            document = comments.get("newdoc id", document)
        elif line:
            cells = line.split("\t")
            if "-" in cells[0]:  # a word of several tokens: no space inside, its own mark after it
                first, last = map(int, cells[0].split("-"))
                ends |= dict.fromkeys(range(first, last), False)
                ends[last] = "SpaceAfter=No" not in cells[9]
            elif cells[0].isdigit():
                rows.append(cells)
        elif rows:
            columns = list(zip(*rows, strict=True))
            spaces = [ends.get(i, "SpaceAfter=No" not in row[9]) for i, row in enumerate(rows, 1)]
            yield Tree(
                list(columns[1]),
                list(columns[2]),
                list(columns[3]),
                list(columns[4]),
                list(columns[5]),
                [int(head) for head in columns[6]],
                list(columns[7]),
                spaces,
                comments.get("text", ""),
                document,
                any(key.startswith(("newpar", "newdoc")) for key in comments),
            )
            rows, comments, ends = [], {}, {}
