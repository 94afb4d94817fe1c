"""A dictionary that cspell has compiled: a tree of letters, in version 3 of its text format.

A letter goes down, `$` ends a word and goes up, `<` goes up, a digit after either goes further up, `#12;`
puts an earlier part of the tree in the place of the letter before it, and `\\` makes the next sign a letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..errors import Location, RuleError
from .base import Listed, text_of
from .plain import add

_MOST = 4_000_000  # words
_SIGN = re.compile(r"\\(.)|([#@])([0-9a-z]+);|(\[[^\]]*\])|[\r\n]+|(/[^\n]*)|(.)", re.S)


class _Node:
    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.ends = False


def read(path: Path, data: bytes) -> Listed:
    """The words of a .trie file; those without capitals and accents, for search alone, are not."""
    text = text_of(path, data)
    head, sign, body = text.partition("__DATA__")
    base = re.search(r"(?m)^base=(\d+)\s*$", head)
    if not sign or "TrieXv3" not in head or base is None:
        hint = "name the package's .txt or .txt.gz list"
        raise RuleError("only version 3 of cspell's compiled lists is read", Location(str(path)), hint)
    found = Listed(files=[path])
    try:
        for word in _words(_tree(body, int(base[1]))):
            if not word.startswith("~"):
                add(found, word, made=True)
            if len(found.forms) > _MOST:
                raise RuleError(f"more than {_MOST:,} words", Location(str(path)), "use a shorter list")
    except (IndexError, ValueError, RecursionError):
        raise RuleError("the compiled list is damaged", Location(str(path)), "fetch it again") from None
    return found


def _tree(body: str, base: int) -> _Node:
    root = _Node()
    nodes, stack = [root], [("", root)]
    backing = False
    for match in _SIGN.finditer(body):
        escaped, mark, number, index, remark, char = match.groups()
        if backing and char in set("<23456789"):
            for _ in range(1 if char == "<" else int(char) - 1):
                stack.pop()
            continue
        backing = False
        if mark:
            if mark == "@" or index:
                raise ValueError
            letter, _ = stack[-1]
            nodes.pop()
            stack[-2][1].next[letter] = nodes[int(number, base)]
        elif char == "$":
            letter, node = stack.pop()
            node.ends = True
            if not node.next:
                nodes.pop()
            backing = True
        elif char == "<":
            stack.pop()
            backing = True
        elif escaped or char:
            node = _Node()
            letter = escaped or char
            stack[-1][1].next[letter] = node
            stack.append((letter, node))
            nodes.append(node)
        elif index or remark:
            continue
    return root


def _words(node: _Node, begun: str = "") -> Iterator[str]:
    if node.ends:
        yield begun
    for letter, child in node.next.items():
        yield from _words(child, begun + letter)
