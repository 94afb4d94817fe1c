"""What a name is the name of, as far as its words and those about it say: a person, a place, a couple."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..annotate.tree import Tree
from ..document import Token
from ..lexicon import default_lexicon, load_named
from ..patterns import lazy

JOINING = frozenset({"and", "&", "or", "nor", "plus", "/"})
_TWO_NAMES = lazy(r"\b([^\W\d_]+)\.?(?= (?:[A-Z]\. ?)*([A-Z][^\W\d_]+))")
# Names that look plural and are one thing, with the word before them.
_ONE_NAME = frozenset({("united", "states"), ("united", "nations"), ("arab", "emirates"),
                       ("general", "motors"), ("angeles", "times"), ("york", "times")})  # fmt: skip
_COMPASS = ("north", "south", "east", "west", "new")


def is_person(tree: Tree, at: int) -> bool:
    """Whether a name is a person's.

    It has a title before it or an age after it, or it is a given name and no common word comes after that.
    """
    parts = _parts(tree, at)
    if is_titled(tree, at) or _has_age(tree.tokens, max(parts)):
        return True
    surname = tree.tokens[max(parts)].lower
    return has_given_name(tree, at) and (len(parts) == 1 or not default_lexicon().knows(surname))


def is_titled(tree: Tree, at: int) -> bool:
    """Whether a title stands before the name."""
    parts = _parts(tree, at)
    return any(_is_title(tree.tokens[i]) and i < max(parts) for i in parts)


def has_given_name(tree: Tree, at: int) -> bool:
    """Whether a name starts with a given name; so do those of some clubs: Kelvin Thistle."""
    return tree.tokens[min(_parts(tree, at))].text in load_named("given-names")


def is_place(tree: Tree, at: int) -> bool:
    """Whether a name is that of a place alone: not Chicago Fire, not Sporting Lisbon."""
    before = tree.tokens[at - 1].lower if at else ""
    alone = all(c == at - 1 for c in tree.children[at] if tree.words[c].upos == "PROPN")
    return (
        alone
        and tree.tokens[at].text in load_named("places")
        and ("compound" not in tree.deprels(at) or before in _COMPASS)
    )


def is_one_name(tree: Tree, at: int) -> bool:
    """Whether a name looks plural and is the name of one thing: the United States."""
    return at > 0 and (tree.tokens[at - 1].lower, tree.tokens[at].lower) in _ONE_NAME


def couples(tree: Tree, subject: int) -> bool:
    """Whether two titles are joined before a name: Mr. and Mrs. Poe."""
    around = range(max(1, tree.start(subject) - 4), subject + 1)
    return any(
        tree.tokens[i].lower in JOINING and all(_is_title(tree.tokens[j]) for j in (i - 1, i + 1))
        for i in around
    )


def _is_title(token: Token) -> bool:
    return token.lower.rstrip(".") in load_named("titles")


def _has_age(tokens: Sequence[Token], at: int) -> bool:
    """Whether an age follows: “Gerby, 23,”."""
    after = [token.text for token in tokens[at + 1 : at + 4]]
    return len(after) == 3 and after[::2] == [",", ","] and after[1].isdecimal() and len(after[1]) < 3


def _parts(tree: Tree, at: int) -> list[int]:
    kinds = ("flat", "compound", "nmod:desc")
    return [at, *(c for c in tree.children[at] if tree.words[c].deprel in kinds)]


def surnames(texts: Iterable[str]) -> frozenset[str]:
    """The last names of people that a story names in full, or with a title."""
    given, titles = load_named("given-names"), load_named("titles")
    knows = default_lexicon().knows
    return frozenset(
        match[2]
        for text in texts
        for match in _TWO_NAMES.finditer(text)
        if (match[1] in given and not knows(match[2].lower())) or match[1].lower() in titles
    )
