"""Auxiliaries that disagree with a subject that the words alone tell: the noun phrase at the start of a sentence or clause.

Where a phrase opens a clause and nothing but phrases that hang on it comes before “is”, “were” or “has”, its head is the
subject, however far away it stands. The parser may take the nearest noun instead, most of all if that one agrees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..annotate.chunk import is_name
from ..document import Token, View
from ..lexicon import copy_case, default_lexicon
from ..rule import Finding, Replace
from .phrase_heads import (
    AUXILIARIES,
    DETERMINERS,
    MEASURES,
    OPENERS,
    PARTICLES,
    PREPOSITIONS,
    SHARES,
    SINGULAR,
    SOME,
    STOP,
    after,
    head_of,
    is_plural,
    is_verb,
    plural_of,
    tags_of,
    way_to_auxiliary,
)
from .suspicion import FLIPS, takes_clause

_POSSESSIVE = frozenset("the a an his her its their our my your another this that".split())
# After these the number is that of what follows “of”.
_SEVERAL = frozenset("number couple handful host dozen".split())  # “a number of”: several
_PICKED = frozenset("each either neither".split())
_TELLING = frozenset("is was are were be been 's as become became becoming only , remains remained".split())
_OPENING = frozenset("since until despite following as".split())
_INSERTING = frozenset("which who including along together accompanied".split())
_MANY = frozenset(
    "hundreds thousands dozens scores several many two three four five six seven eight nine ten eleven twelve".split()
)
_MOST_APART = 26  # tokens between subject and verb


class Subject(NamedTuple):
    """A verb's subject: `head` and `verb` are indices of tokens; `plural` is what the verb should be."""

    head: int
    verb: int
    plural: bool
    kind: str


def disagreements(views: Sequence[View], kinds: tuple[str, ...] | str) -> Iterator[Finding]:
    """Auxiliaries in the other number than their subject. `kinds`: head, share, one-of, and, gerund, who."""
    wanted = (kinds,) if isinstance(kinds, str) else kinds
    for view in views:
        for sentence in view.sentences if "inserted" in wanted else view.sentences_with(AUXILIARIES):
            for found in _inserted(sentence.tokens) if "inserted" in wanted else _subjects(sentence.tokens):
                verb = sentence.tokens[found.verb]
                if found.kind in wanted and (_form(verb, "that") == "Sing") == found.plural:
                    fixed = copy_case(verb.text, FLIPS.get(verb.lower) or _flipped(verb.lower, found.plural))
                    number = "plural" if found.plural else "singular"
                    values = {"subject": sentence.tokens[found.head].text, "number": number}
                    mend = (Replace(verb.start, verb.end, fixed),)
                    yield Finding(view, verb.start, verb.end, (mend,), values)


def _flipped(verb: str, plural: bool) -> str:
    lemma = next((one.lemma for one in default_lexicon().readings(verb) if one.xpos in ("VBZ", "VB")), verb)
    return lemma if plural else default_lexicon().inflect(lemma, "VBZ") or verb


def _subjects(tokens: Sequence[Token]) -> Iterator[Subject]:
    if tokens[-1].text == "?":
        return
    for start in _starts(tokens):
        found = _subject(tokens, start)
        if found is not None:
            yield found
    yield from _relatives(tokens)
    yield from _inverted(tokens)


def _inserted(tokens: Sequence[Token]) -> Iterator[Subject]:
    """“The findings, published on Monday, shows”: the subject, an insertion between commas, the verb."""
    head = head_of(tokens, 0)
    opening = _comma(tokens, head + 1) if head >= 0 else -1
    if not 0 <= opening < len(tokens) - 2 or not _opens_insertion(tokens, opening + 1):
        return
    for at in range(opening + 2, min(len(tokens) - 2, opening + _MOST_APART)):
        if tokens[at].text == "," and _form(tokens[at + 1], after(tokens, at + 1)):
            verb = at + 1
            plural = is_plural(tokens, 0, head)
            lone = not any(token.lower in ("and", "or") for token in tokens[head:opening])
            if plural is not None and lone and not _list_goes_on(tokens, opening, at):
                yield Subject(head, verb, plural, "inserted")
            return


def _comma(tokens: Sequence[Token], at: int) -> int:
    """The comma to which nothing but phrases on prepositions leads; -1 where there is none."""
    inside = False
    while at < len(tokens) and tokens[at].text != ",":
        inside = inside or tokens[at].lower in PREPOSITIONS
        if not inside or tokens[at].lower in STOP | OPENERS | AUXILIARIES or is_verb(tokens, at):
            return -1
        at += 1
    return at if at < len(tokens) else -1


def _opens_insertion(tokens: Sequence[Token], at: int) -> bool:
    """Whether a relative clause, a participle or “along with” starts there."""
    word, tags = tokens[at].lower, tags_of(tokens[at])
    if word in _INSERTING or word in ("whose", "like", "unlike"):
        return True
    return "VBN" in tags and not tags & {"NN", "JJ", "NNS"} and after(tokens, at) in PREPOSITIONS | PARTICLES


def _list_goes_on(tokens: Sequence[Token], opening: int, closing: int) -> bool:
    """Whether the last comma may be one of the insertion's own: a clause in it, or a list."""
    inside = [token.lower for token in tokens[opening + 1 : closing]]
    return inside.count(",") > 1 or any(
        word in ("if", "when", "that", "because", "although") for word in inside
    )


def _form(token: Token, following: str = "") -> str:
    """Sing or Plur, if the word is an auxiliary or can be nothing but a finite verb in the present."""
    if token.lower in AUXILIARIES:
        return "Sing" if token.lower in SINGULAR else "Plur"
    tags = tags_of(token)
    sure = tags <= {"VB", "VBZ"} or takes_clause(token.lower) or following == "that"
    if not token.text.islower() or not tags & {"VB", "VBZ"} or not sure:
        return ""
    return "Sing" if "VBZ" in tags else "Plur"


def _inverted(tokens: Sequence[Token]) -> Iterator[Subject]:
    """“In the basement was hundreds of boxes”: a phrase on a preposition, the verb, a plural subject."""
    if tokens[0].lower not in PREPOSITIONS | {"among"}:
        return
    verb = next((at for at, token in enumerate(tokens[:_MOST_APART]) if token.lower in ("is", "was")), 0)
    before = tokens[1:verb]
    if verb < 2 or verb > len(tokens) - 3:
        return
    if any(t.lower in STOP | OPENERS or not (t.text[:1].isalnum() or t.lower == "'s") for t in before):
        return
    if any(is_verb(tokens, at) for at in range(1, verb)):
        return
    counted, noun = tokens[verb + 1], verb + 2
    while (
        noun < len(tokens) - 1
        and tags_of(tokens[noun]) & {"JJ", "CD"}
        and not tags_of(tokens[noun]) & {"NNS"}
    ):
        noun += 1
    many = counted.lower in _MANY or (counted.text.isdigit() and counted.text != "1")
    if (
        many
        and ("NNS" in tags_of(tokens[noun]) or tokens[noun].lower == "of")
        and tokens[noun].lower not in MEASURES
    ):
        yield Subject(noun, verb, True, "inverted")


def _starts(tokens: Sequence[Token]) -> Iterator[int]:
    """Where a clause opens: at the sentence's start, after an opening phrase, after a word that opens a clause."""
    yield 0
    if tokens[0].lower in PREPOSITIONS | _OPENING or tags_of(tokens[0]) <= {"RB"}:
        comma = next((at for at, token in enumerate(tokens[:12]) if token.text == ","), 0)
        if comma and not any(tags_of(token) & {"VBZ", "VBD", "MD", "PRP"} for token in tokens[:comma]):
            yield comma + 1
    for at, token in enumerate(tokens[:-3]):
        if (
            at
            and token.lower in OPENERS
            and tokens[at - 1].text != ","
            and tokens[at + 1].lower in DETERMINERS
        ):
            yield at + 1


def _subject(tokens: Sequence[Token], start: int) -> Subject | None:
    """The subject that starts there, with its verb; None where that is not plain."""
    size = len(tokens)
    if start >= size - 2 or not tokens[start].text[:1].isalnum():
        return None
    gerund = _is_gerund(tokens, start)
    head = start if gerund else head_of(tokens, start)
    if head < 0:
        return None
    verb, joined = way_to_auxiliary(tokens, head + 1, determined=gerund)
    if (
        not 0 <= verb < size - 1
        or verb - head > _MOST_APART
        or tokens[min(verb + 1, size - 1)].text in ("-", "?")
    ):
        return None
    if _is_of_outer_noun(tokens, start, head, verb):
        return None
    if gerund:
        inverted = (
            is_name(tokens[verb + 1])
            or tokens[verb + 1].lower == "the"
            or tokens[verb + 1].text[:1].isdigit()
        )
        return None if joined or inverted else Subject(head, verb, False, "gerund")
    return _judged(tokens, start, head, verb, joined)


def _is_of_outer_noun(tokens: Sequence[Token], start: int, head: int, verb: int) -> bool:
    """Whether what looks like a participle is the verb of a noun's clause: “the fact that both engines failed has …”."""
    if start < 2 or tokens[start - 1].lower != "that" or not tags_of(tokens[start - 2]) & {"NN", "NNS"}:
        return False
    return any("VBD" in tags_of(token) for token in tokens[head + 1 : verb])


def _judged(tokens: Sequence[Token], start: int, head: int, verb: int, joined: int) -> Subject | None:
    """The subject with the number that its head, or what the head counts, asks for."""
    first, noun = tokens[start].lower, tokens[head].lower
    followed = tokens[head + 1].lower == "of"
    if followed and noun in _SEVERAL and first == "a" and head - start <= 2:
        return Subject(head, verb, True, "share") if plural_of(tokens, head + 2) is True else None
    if followed and noun == "number" and first == "the":
        return None if joined else Subject(head, verb, False, "head")
    if followed and noun in SHARES:
        plural = plural_of(tokens, head + 2)
        return None if plural is None or joined else Subject(head, verb, plural, "share")
    if followed and (noun in _PICKED or (noun == "one" and first in ("one", "every"))):
        return Subject(head, verb, False, "one-of") if plural_of(tokens, head + 2) else None
    if joined == head + 1 and first in ("every", "each"):
        return Subject(head, verb, False, "one-of")
    if joined:
        return _joined(tokens, start, head, verb, joined)
    plural = is_plural(tokens, start, head)
    if verb == head + 1 and first != "more":
        return None  # where the parser does as well
    return None if plural is None else Subject(head, verb, plural, "head")


def _joined(tokens: Sequence[Token], start: int, head: int, verb: int, joined: int) -> Subject | None:
    """Two subjects with a determiner each: “the mayor and her deputy was”; or a plural one first."""
    first, second = tokens[start].lower, tokens[joined + 1].lower
    if is_plural(tokens, start, head) is True:
        return Subject(head, verb, True, "head")
    if joined != head + 1 or first not in _POSSESSIVE or second not in _POSSESSIVE | {"two", "three", "four"}:
        return None
    other = head_of(tokens, joined + 1)
    return Subject(head, verb, True, "and") if 0 < other < verb and second not in ("this", "that") else None


def _relatives(tokens: Sequence[Token]) -> Iterator[Subject]:
    """“One of the few bankers who has”, “the only one of the judges who were”."""
    for at in range(1, len(tokens) - 1):
        if tokens[at].lower not in ("who", "that") or tokens[at + 1].lower not in AUXILIARIES:
            continue
        noun = tokens[at - 1]
        if "NNS" not in tags_of(noun) or "NN" in tags_of(noun):
            continue
        one = next((n for n in range(at - 2, max(-1, at - 9), -1) if tokens[n].lower == "one"), -1)
        told = one > 0 and tokens[one - 1].lower in _TELLING
        if not told or after(tokens, one) != "of" or tokens[one + 2].lower not in DETERMINERS:
            continue
        if any(token.lower in PREPOSITIONS or token.text == "," for token in tokens[one + 2 : at]):
            continue
        only = one > 0 and tokens[one - 1].lower == "only"
        yield Subject(one if only else at - 1, at + 1, not only, "who")


def _is_gerund(tokens: Sequence[Token], start: int) -> bool:
    """Whether a verb in -ing with an object of its own opens the clause: “closing the mill were”."""
    tags = tags_of(tokens[start])
    if not tokens[start].lower.endswith("ing") or "VBG" not in tags or start + 2 >= len(tokens):
        return False
    word = tokens[start + 1].lower
    return word in _POSSESSIVE or word in SOME or word in ("all", "more", "such", "them", "him")
