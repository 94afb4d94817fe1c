"""Files of words: plain lists, and those of hunspell, cspell and codespell as they are.

* plain text: a word a line, `#` begins a remark. So are the lists of cspell, with its signs.
* codespell: lines `wrong->right, other`: these are not accepted but flagged.
* hunspell: `name.dic`, and `name.aff` beside it, whose affixes are read.
* cspell: `cspell.json`, `.jsonc` or `.yaml`, with the files that it names; and its compiled `.trie`.

Each may be compressed with gzip.
"""

from __future__ import annotations

from pathlib import Path

from .base import Listed, opened


def read(path: Path) -> Listed:
    """The words of a file. RuleError where it cannot be read."""
    data = opened(path)
    kind = Path(path.stem).suffix if path.suffix == ".gz" else path.suffix
    if kind == ".dic":
        from .hunspell import read as read_file
    elif kind in {".json", ".jsonc", ".yaml", ".yml"}:
        from .cspell import read as read_file
    elif kind == ".trie" or data.startswith((b"#!/usr/bin/env cspell-trie", b"TrieXv")):
        from .trie import read as read_file
    else:
        from .plain import read as read_file
    return read_file(path, data)
