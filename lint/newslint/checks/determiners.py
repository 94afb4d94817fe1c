"""Nouns in another number than the words before them ask for: these person, a books, three year ago, one of the reason.

The lexicon says which sentences are worth a look; the tree says which noun a word belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..annotate.chunk import is_name
from ..annotate.language import analyse
from ..annotate.tree import Tree
from ..document import Sentence, Token, View
from ..lexicon import copy_case, default_lexicon, load_named
from ..rule import Finding, Replace
from .counts import EITHER_WAY, MEASURES, QUANTITIES
from .determined import FAR, GOES_ON, THE, UNITS, Start, is_count, suspects
from .suspicion import takes_clause

_OTHER = {
    "this": "these", "that": "those", "these": "this", "those": "that", "many": "much", "few": "little",
    "several": "some", "much": "many", "less": "fewer", "a": "", "an": "",
}  # fmt: skip
_PLURAL_ONLY = frozenset(
    "singles doubles blues surroundings savings parentheses ashes heads arms customs amends wits props folks".split()
)
_TIMES = MEASURES | frozenset(
    "morning afternoon evening night weekend spring summer autumn fall winter season".split()
)
_AFTER_NUMBER = frozenset("ago earlier later before after".split())
_QUOTES = frozenset("\" “ ‘ '".split())
_NO_PART = QUANTITIES | {"much", "many"}
_REMINDING = frozenset("remind think tell rob warn assure inform convince accuse ask relieve deprive".split())
_CANDIDATES = "determiner candidates"
_ROUND = frozenset("dozen hundred thousand million billion".split())
_SURE = 0.9  # of the noun's tag
_SURE_ARC = 0.85
_CERTAIN = 0.97


def disagreements(views: Sequence[View], kinds: tuple[str, ...] | str = "singular") -> Iterator[Finding]:
    """Nouns whose number is not what the word before them asks for.

    `kinds`: singular (after a, each, this …), plural (after these, many …), mass (a mass noun there), number (after two,
    12 …), of (after “one of the”), much and less (before a plural).
    """
    wanted = (kinds,) if isinstance(kinds, str) else kinds
    analyse(list(candidates(views)))
    for view in views:
        for sentence, starts in _sentences(view):
            tree = Tree(sentence.tokens, sentence.analysis)
            for start in starts:
                noun = noun_of(tree, start)
                if noun >= 0:
                    kind = _kind(tree, start, noun)
                    if kind and kind in wanted:
                        yield _finding(view, tree, start, noun, kind)


def candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences in which a noun may differ from the word before it."""
    for view in views:
        yield from (sentence for sentence, _ in _sentences(view))


def _sentences(view: View) -> list[tuple[Sentence, list[Start]]]:
    if _CANDIDATES not in view.shared:
        found = [(sentence, suspects(sentence.tokens)) for sentence in view.sentences]
        view.shared[_CANDIDATES] = [pair for pair in found if pair[1]]
    return view.shared[_CANDIDATES]  # type: ignore[return-value]


def noun_of(tree: Tree, start: Start) -> int:
    """The noun that the word belongs to, if it is surely that and surely the last of its phrase; -1 if not."""
    tokens, words = tree.tokens, tree.words
    link = start.at - 1 if start.asked == "of" else start.at
    noun = words[link].head
    if not start.at < noun <= start.at + FAR or words[noun].upos != "NOUN" or is_name(tokens[noun]):
        return -1
    if words[link].sure_arc < _SURE_ARC or words[noun].sure_tag < _SURE or words[noun].deprel == "compound":
        return -1
    if noun + 1 < len(tokens):
        after = tokens[noun + 1]
        if after.lower in GOES_ON or words[noun + 1].upos in ("NOUN", "PROPN", "NUM", "CCONJ"):
            return -1
    return noun


def _kind(tree: Tree, start: Start, noun: int) -> str:
    """Which of the kinds of `disagreements` it is, or an empty text."""
    test = {"singular": _is_needless_plural, "plural": _is_needed_plural, "number": _is_number_before_singular,
            "of": _is_one_of_singular, "much": _is_much_before_plural, "less": _is_much_before_plural}  # fmt: skip
    return test[start.asked](tree, start, noun)


def _is_needless_plural(tree: Tree, start: Start, noun: int) -> str:
    """“A books”, “each students”, “this results”; not “a few books”, “another 10 days”, “this means”."""
    tokens, words = tree.tokens, tree.words
    lower, first = tokens[start.at].lower, words[start.at]
    between = words[start.at + 1 : noun]
    if not _is_plural(tree, noun) or tokens[noun].lower == "people" or first.deprel not in ("det", "nummod"):
        return ""
    if any(word.xpos == "CD" or word.upos == "PUNCT" or word.lemma in _NO_PART for word in between):
        return ""
    if any(map(is_name, tokens[start.at + 1 : noun])):
        return ""
    if "nummod" in tree.deprels(noun) and first.deprel != "nummod":
        return ""
    before = words[start.at - 1] if start.at else None
    if words[noun - 1].xpos in ("NN", "NNP") and _may_be(tokens[noun], "VBZ"):
        return ""  # “a ticket grants access”
    placed = before is not None and (
        before.upos == "ADP" or (before.upos == "VERB" and not takes_clause(before.lemma))
    )
    at_once = lower in ("a", "an", "every", "another") and noun == start.at + 1  # no verb follows these
    compound = noun - 1 > start.at and words[noun - 1].xpos in ("NN", "NNP")
    if not at_once and (compound or not placed) and _may_be_its_verb(tree, start, noun):
        return ""
    if lower in ("one", "1", "each") and _is_counted(tree, start):
        return ""
    if lower in ("either", "neither") and _has(tokens, noun, "or", "nor", "and"):
        return ""
    finite = noun + 1 < len(words) and words[noun + 1].xpos in ("VBD", "VBP", "VBZ", "MD")
    if lower == "that" and (finite or not placed or first.sure_arc < _CERTAIN):
        return ""  # “in that cases are few”
    return "singular"


def _may_be_its_verb(tree: Tree, start: Start, noun: int) -> bool:
    """Whether the plural may be a verb, or the subject of the next one: “a ticket grants”, “a process doctors use”."""
    tokens, words = tree.tokens, tree.words
    if tokens[start.at + 1].lower in _TIMES and noun > start.at + 1:
        return True  # “this year prospects are better”
    after = words[noun + 1] if noun + 1 < len(words) else None
    compound = words[noun - 1].xpos in ("NN", "NNP") and noun - 1 > start.at
    if compound:
        return after is None or after.upos not in ("ADP", "PUNCT") or tokens[noun + 1].text == ","
    finite = after is not None and after.xpos in ("VBD", "VBP", "VBZ", "MD")
    return _may_be(tokens[noun], "VBZ") and not finite


def _is_counted(tree: Tree, start: Start) -> bool:
    """Whether “one” or “each” is no determiner: page one stories, No. 1 hits, twenty-one, each other's."""
    after = tree.tokens[start.at + 1].lower
    before = tree.words[start.at - 1].upos if start.at else ""
    return after == "other" or before in ("NOUN", "PROPN", "NUM", "DET", "SYM", "PUNCT")


def _is_needed_plural(tree: Tree, start: Start, noun: int) -> str:
    """“These person”, “many problem”, “several week”; “many information” is of another kind."""
    tokens, words = tree.tokens, tree.words
    lower = tokens[start.at].lower
    if words[start.at].deprel not in ("det", "amod", "nummod") or words[noun].xpos != "NN":
        return ""
    if _may_be(tokens[noun], "VBG") or len(tokens[noun].text) < 3:
        return ""  # “those planning to sail”
    if (
        (lower not in ("these", "those") or noun > start.at + 1)
        and _may_be(tokens[noun], "VB")
        and not _is_placed(tree, noun)
    ):
        return ""  # “many point to the spores”
    if any(word.xpos in ("DT", "CD") for word in words[start.at + 1 : noun]) or "conj" in tree.deprels(noun):
        return ""
    if lower == "both" and _has(tokens, start.at, "and", "or"):
        return ""
    if tokens[noun].lower in load_named("mass-nouns"):
        return "mass" if lower in _OTHER and not is_count(tokens[noun].lower) else ""
    return "plural" if is_count(tokens[noun].lower) else ""


def _is_number_before_singular(tree: Tree, start: Start, noun: int) -> str:
    """“Three year ago”, “five suspect were”; not “a two year term”, “Apollo 11 mission”, “six foot”."""
    tokens, words = tree.tokens, tree.words
    lower = tokens[noun].lower
    if (
        words[start.at].deprel != ("case" if tokens[start.at].lower == "of" else "nummod")
        or words[noun].xpos != "NN"
        or not is_count(lower)
        or lower in UNITS
    ):
        return ""
    names = (is_name(token) for token in tokens[max(1, start.at - 1) : noun])
    if any(names) or not all(token.text.isalnum() for token in tokens[start.at + 1 : noun]):
        return ""  # “his 25-footer”, “198 Second street”, “the Big Six foreman”
    if _may_be(tokens[noun], "VB") and not _is_placed(tree, noun):
        return ""
    if any(word.xpos == "NN" for word in words[start.at + 1 : noun]):
        return ""  # “a two state solution” lacks a hyphen only
    before = tokens[start.at - 1].text if start.at else ""
    kinds = {"NOUN", "PROPN", "SYM", "X"} | (set() if tokens[start.at].lower in _ROUND else {"NUM"})
    named = start.at and words[start.at - 1].upos in kinds and tokens[start.at].lower != "of"
    if named or before in ("$", "#", "No.", "-", "/", ".") or "conj" in tree.deprels(noun):
        return ""
    own = {tokens[c].lower for c in tree.children[noun]}
    if own & {"a", "an", "this", "that", "each", "every", "one", "first", "next", "last"}:
        return ""
    if own & THE and tokens[start.at].text[0].isdigit():
        return ""  # “the 200 block of Pratt Street”
    after = tokens[noun + 1].lower if noun + 1 < len(tokens) else ""
    if after in _QUOTES or before == "per":
        return ""
    if lower in MEASURES and after not in _AFTER_NUMBER and not (after == "of" or after in (",", ".")):
        return ""  # “a 10 mile long road”
    return "number"


def _is_one_of_singular(tree: Tree, start: Start, noun: int) -> str:
    """“One of the biggest company”, “many of our student”; not “one of the family”."""
    words, lower = tree.words, tree.tokens[noun].lower
    if words[noun].xpos != "NN" or not is_count(lower):
        return ""
    best = any(
        word.xpos in ("JJS", "RBS") or word.lemma in ("first", "last") for word in words[start.at : noun]
    )
    if not best and lower in load_named("collective-nouns"):
        return ""
    one = start.at - 2
    if "conj" in tree.deprels(noun) or words[start.at - 1].deprel != "case" or words[noun].head != one:
        return ""
    before = words[one - 1] if one else None
    if before and (before.upos in ("NOUN", "PROPN", "ADJ") or before.lemma in _REMINDING):
        return ""  # “phase one of the project”, “it reminds one of the freedom”, “proud both of the work”
    return "of"


def _is_much_before_plural(tree: Tree, start: Start, noun: int) -> str:
    """“Too much people”, “less cars”; not “how much people earn”, “not so much friends as rivals”."""
    tokens, words = tree.tokens, tree.words
    if not _is_plural(tree, noun) or words[start.at].deprel not in ("amod", "det"):
        return ""
    between = words[start.at + 1 : noun]
    if (
        any(word.xpos in ("VBN", "JJR", "CD", "DT", "IN") for word in between)
        or tokens[noun].lower in _UNCOUNTED
    ):
        return ""
    before = [token.lower for token in tokens[max(0, start.at - 3) : start.at]]
    if start.asked == "less":
        measured = words[noun].lemma in MEASURES or {"no", "or", "any"} & set(before[-1:])
        return "" if measured else "less"
    after = words[noun + 1].upos if noun + 1 < len(words) else "PUNCT"
    if _may_be(tokens[noun], "VBZ") or (after in ("AUX", "VERB", "PRON", "DET") and before[-1:] != ["too"]):
        return ""  # “there is not much companies can do”
    if {"how", "pretty", "whether", "thank", "thanks"} & set(before) or (before[-2:] == ["not", "so"]):
        return ""
    return "much"


_UNCOUNTED = frozenset(
    "thanks goods clothes savings remains riches funds arms news proceeds earnings regards".split()
)


def _may_be(token: Token, tag: str) -> bool:
    return tag in default_lexicon().tags(token.text)


def _is_placed(tree: Tree, noun: int) -> bool:
    """Whether the noun hangs on a verb or a preposition, as no verb would."""
    return tree.words[noun].deprel in ("obj", "obl", "nmod", "nsubj", "nsubj:pass")


def _has(tokens: Sequence[Token], at: int, *wanted: str) -> bool:
    """Whether one of the words is near after a place."""
    return any(token.lower in wanted for token in tokens[at + 1 : at + 2 + FAR])


def _is_plural(tree: Tree, noun: int) -> bool:
    """Whether a noun is a plural and can be nothing else."""
    word, tags = tree.words[noun], default_lexicon().tags(tree.tokens[noun].text)
    either = EITHER_WAY | _PLURAL_ONLY
    known = word.xpos == "NNS" and "NNS" in tags and "NN" not in tags
    return known and {word.lemma, tree.tokens[noun].lower}.isdisjoint(either)


def _finding(view: View, tree: Tree, start: Start, noun: int, kind: str) -> Finding:
    """What is shown: the noun in the other number, and where there is one the word before it in the other."""
    first, last = tree.tokens[start.at], tree.tokens[noun]
    lexicon = default_lexicon()
    other = (
        lexicon.inflect(tree.words[noun].lemma, "NNS" if kind in ("plural", "number", "of") else "NN") or ""
    )
    mended = (Replace(last.start, last.end, copy_case(last.text, other)),)
    word = _OTHER.get(first.lower)
    swapped = [] if word is None else [_swapped(view, first, word)]
    if kind in ("mass", "much", "less"):
        options = swapped
    elif first.lower in ("this", "that"):
        options = [*swapped, mended]
    else:
        options = [mended, *swapped] if kind != "plural" or first.lower in ("these", "those") else [mended]
    values = {"word": first.text, "noun": last.text, "other": other}
    return Finding(view, first.start, last.end, tuple(options), values)


def _swapped(view: View, token: Token, word: str) -> tuple[Replace, ...]:
    """Another word in place of this one; for none, the space after it goes too."""
    end = token.end if word else token.end + view.text[token.end : token.end + 1].count(" ")
    return (Replace(token.start, end, copy_case(token.text, word) if word else ""),)
