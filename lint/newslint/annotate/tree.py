"""Walks in the tree of an analysed sentence. Words are named by their index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..document import Token, Tokens, Word
from ..document import children_of as children_of


def words_of(tokens: Sequence[Token]) -> tuple[Word, ...]:
    """The analysis of tokens whose sentence has been analysed."""
    words: tuple[Word, ...] = tokens.words  # type: ignore[attr-defined]
    return words


class Tree:
    """An analysed sentence, with the ways down. `words` is another analysis of the tokens than their own."""

    def __init__(self, tokens: Tokens, words: Sequence[Word] = ()) -> None:
        self.tokens = tokens
        self.words = words or tokens.words
        self.children = children_of(self.words) if words else tokens.children

    def deprels(self, at: int) -> set[str]:
        """What hangs on a word."""
        return {self.words[child].deprel for child in self.children[at]}

    def start(self, at: int) -> int:
        """Where the phrase of a word starts."""
        return min([at, *below(self.children, at)])


def way_up(words: Sequence[Word], at: int) -> Iterator[int]:
    """The word itself, its head, and so on up to the root."""
    for _ in words:  # never more steps than words, even if what should be a tree is none
        yield at
        at = words[at].head
        if at < 0:
            return


def below(children: Sequence[Sequence[int]], at: int) -> list[int]:
    """All that hangs on the word, however deep, in order."""
    found: set[int] = set()
    todo = list(children[at])
    while todo:
        child = todo.pop()
        if child not in found:
            found.add(child)
            todo += children[child]
    return sorted(found - {at})


def in_context(tokens: Sequence[Token], ranges: Mapping[str, tuple[int, int]]) -> dict[str, str]:
    """Lemma and tag of each capture that is one token, for templates that inflect it: see `template.fill`."""
    found: dict[str, str] = {}
    for name, (start, end) in ranges.items():
        if end == start + 1:
            word = words_of(tokens)[start]
            found[f"{name}:lemma"], found[f"{name}:xpos"] = word.lemma, word.xpos
    return found
