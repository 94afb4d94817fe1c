"""Auxiliaries that disagree with a subject that the words alone tell: the noun phrase at the start of a sentence or clause.

Where a phrase opens a clause and nothing but phrases that hang on it comes before “is”, “were” or “has”, its head is the
subject, however far away it stands. The parser may take the nearest noun instead, most of all if that one agrees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..annotate.chunk import is_name
from ..document import Token, View
from ..lexicon import copy_case, default_lexicon, load_named
from ..rule import Finding, Replace
from .suspicion import FLIPS, takes_clause

_SINGULAR = frozenset({"is", "was", "has"})
_AUXILIARIES = _SINGULAR | {"are", "were", "have"}
_OPENERS = frozenset("that because but although though while whereas said says".split())
_ONE = frozenset("a an this that each every another either neither".split())
_SOME = frozenset("these those many several few both".split())
_DETERMINERS = _ONE | _SOME | frozenset("the his her its their our my your no any all some".split())
_POSSESSIVE = frozenset("the a an his her its their our my your another this that".split())
_PREPOSITIONS = frozenset(
    "of in on at by with from to into about under over between through during against among across without within toward "
    "towards around near inside outside along above below for amid throughout behind beyond beside upon after before".split()
)
_PARTICLES = frozenset("away out up down off back ago together".split())
_STOP = frozenset(
    "who whom whose which what where how why than or nor but not so it he she they we i you there here one ones "
    "something anything nothing everything someone anyone everyone including like plus alongside had did does do be been being if when since as yet".split()
)
# After these the number is that of what follows “of”.
_SHARES = frozenset(
    "majority minority half third quarter two-thirds three-quarters rest remainder most some all lot lots plenty percent "
    "bulk % fifth tenth".split()
)
_SEVERAL = frozenset("number couple handful host dozen".split())  # “a number of”: several
_PICKED = frozenset("each either neither".split())
_UNSURE = frozenset(
    "series species means headquarters barracks crossroads works pair range variety set group range list string spate team "
    "combination mixture mix wave slew raft array selection collection succession sequence trio quartet party crew cast class "
    "total average maximum minimum generation couple family staff majority percentage proportion portion part kind sort type "
    "fraction percent cent quarter half third lot bunch crowd band gang flock herd pack stream pile mass wealth host flurry "
    "rash batch chain multitude myriad plethora cluster hail litany host pool body ton record sea swarm swath abundance "
    "audience public government police press media data pool network squad army force troop fleet club board council panel "
    "committee jury company firm military opposition leadership".split()
)
_PEOPLED = frozenset(
    "town city village country nation world state house population electorate industry sector workforce school street neighborhood "
    "neighbourhood region district county parish hospital church university college class bus train plane ship".split()
)
_MEASURES = frozenset(
    "years months weeks days hours minutes seconds miles kilometers kilometres meters metres feet inches yards acres hectares "
    "dollars pounds euros cents points degrees percent tons tonnes gallons litres liters barrels politics athletics economics "
    "statistics ethics tactics gymnastics acoustics mechanics thanks remains headquarters works news contents proceeds".split()
)
_NEWS = frozenset("news measles mumps rabies diabetes physics mathematics aerobics billiards".split())
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
        for sentence in view.sentences_with(_AUXILIARIES):
            for found in _subjects(sentence.tokens):
                verb = sentence.tokens[found.verb]
                if found.kind in wanted and (verb.lower in _SINGULAR) == found.plural:
                    fixed = copy_case(verb.text, FLIPS[verb.lower])
                    number = "plural" if found.plural else "singular"
                    values = {"subject": sentence.tokens[found.head].text, "number": number}
                    mend = (Replace(verb.start, verb.end, fixed),)
                    yield Finding(view, verb.start, verb.end, (mend,), values)


def _subjects(tokens: Sequence[Token]) -> Iterator[Subject]:
    if tokens[-1].text == "?":
        return
    for start in _starts(tokens):
        found = _subject(tokens, start)
        if found is not None:
            yield found
    yield from _relatives(tokens)


def _starts(tokens: Sequence[Token]) -> Iterator[int]:
    """Where a clause opens: at the sentence's start, after an opening phrase, after a word that opens a clause."""
    yield 0
    if tokens[0].lower in _PREPOSITIONS or _tags(tokens[0]) <= {"RB"}:
        comma = next((at for at, token in enumerate(tokens[:12]) if token.text == ","), 0)
        if comma and not any(_tags(token) & {"VBZ", "VBD", "MD", "PRP"} for token in tokens[:comma]):
            yield comma + 1
    for at, token in enumerate(tokens[:-3]):
        if (
            at
            and token.lower in _OPENERS
            and tokens[at - 1].text != ","
            and tokens[at + 1].lower in _DETERMINERS
        ):
            yield at + 1


def _subject(tokens: Sequence[Token], start: int) -> Subject | None:
    """The subject that starts there, with its verb; None where that is not plain."""
    size = len(tokens)
    if start >= size - 2 or not tokens[start].text[:1].isalnum():
        return None
    gerund = _is_gerund(tokens, start)
    head = start if gerund else _head(tokens, start)
    if head < 0:
        return None
    verb, joined = _way(tokens, head + 1, determined=gerund)
    if verb < 0 or verb - head > _MOST_APART or tokens[min(verb + 1, size - 1)].text in ("-", "?"):
        return None
    if gerund:
        inverted = (
            is_name(tokens[verb + 1])
            or tokens[verb + 1].lower == "the"
            or tokens[verb + 1].text[:1].isdigit()
        )
        return None if joined or inverted else Subject(head, verb, False, "gerund")
    return _judged(tokens, start, head, verb, joined)


def _judged(tokens: Sequence[Token], start: int, head: int, verb: int, joined: int) -> Subject | None:
    """The subject with the number that its head, or what the head counts, asks for."""
    first, noun = tokens[start].lower, tokens[head].lower
    followed = tokens[head + 1].lower == "of"
    if followed and noun in _SEVERAL and first == "a" and head - start <= 2:
        return Subject(head, verb, True, "share") if _plural_of(tokens, head + 2) is True else None
    if followed and noun == "number" and first == "the":
        return None if joined else Subject(head, verb, False, "head")
    if followed and noun in _SHARES:
        plural = _plural_of(tokens, head + 2)
        return None if plural is None or joined else Subject(head, verb, plural, "share")
    if followed and (noun in _PICKED or (noun == "one" and first in ("one", "every"))):
        return Subject(head, verb, False, "one-of") if _plural_of(tokens, head + 2) else None
    if joined:
        return _joined(tokens, start, head, verb, joined)
    plural = _number(tokens, start, head)
    if verb == head + 1 and first != "more":
        return None  # where the parser does as well
    return None if plural is None else Subject(head, verb, plural, "head")


def _joined(tokens: Sequence[Token], start: int, head: int, verb: int, joined: int) -> Subject | None:
    """Two subjects with a determiner each: “the mayor and her deputy was”; or a plural one first."""
    first, second = tokens[start].lower, tokens[joined + 1].lower
    if _number(tokens, start, head) is True:
        return Subject(head, verb, True, "head")
    if joined != head + 1 or first not in _POSSESSIVE or second not in _POSSESSIVE | {"two", "three", "four"}:
        return None
    other = _head(tokens, joined + 1)
    return Subject(head, verb, True, "and") if 0 < other < verb and second not in ("this", "that") else None


def _head(tokens: Sequence[Token], start: int) -> int:
    """The head of the noun phrase that starts there: its last noun before what hangs on it; -1 where unclear."""
    at, head = start, -1
    if (
        tokens[at].lower in ("each", "either", "neither", "one", "most", "some", "all", "half")
        and _next(tokens, at) == "of"
    ):
        return at
    if tokens[at].lower == "every" and _next(tokens, at) == "one":
        return at + 1
    if tokens[at].lower == "more" and [token.lower for token in tokens[at + 1 : at + 3]] == ["than", "one"]:
        return at + 3 if _tags(tokens[at + 3]) & {"NN"} else -1
    determined = tokens[at].lower in _DETERMINERS or tokens[at].text[:1].isdigit()
    at += tokens[at].lower in _DETERMINERS
    while at < len(tokens):
        token, tags = tokens[at], _tags(tokens[at])
        if "MD" in tags and token.text.islower():
            return -1
        if token.lower in _PREPOSITIONS | _AUXILIARIES or token.lower in ("and", ",") or token.lower in _STOP:
            break
        if (
            head >= 0
            and tags & {"VBN", "VBG"}
            and _next(tokens, at) in _PREPOSITIONS | _PARTICLES | _DETERMINERS
        ):
            break  # “the footbridges | swept away”
        if tags & {"NN", "NNS"} or token.text == "%" or (not tags and token.text.islower()):
            head = at
        elif not (
            tags & {"JJ", "JJR", "JJS", "CD", "VBN", "VBG", "NNP", "POS"}
            or token.text[:1].isdigit()
            or token.lower == "'s"
        ):
            return -1
        elif tags & {"NNP", "NNPS"} and not tags & {"JJ"}:
            head = -1
        at += 1
    if head < 0 or head != at - 1 or (is_name(tokens[head]) and head != start):
        return -1
    plain = tokens[head].lower in _SHARES or not determined
    return (
        head
        if determined
        or (plain and (_tags(tokens[start]) & {"NNS", "CD"} or tokens[start].text[:1].isdigit()))
        else -1
    )


def _way(tokens: Sequence[Token], at: int, *, determined: bool) -> tuple[int, int]:
    """The auxiliary to which nothing but what hangs on the subject leads, and where an “and” stands (0: nowhere)."""
    joined, inside = 0, determined  # whether a noun may come: after a preposition or a participle
    while at < len(tokens):
        token, tags = tokens[at], _tags(tokens[at])
        if token.lower in _AUXILIARIES:
            before = tokens[at - 1].lower
            return (
                (-1, 0)
                if before in ("to", "and", "this", "that", "these", "those") or "MD" in _tags(tokens[at - 1])
                else (at, joined)
            )
        if token.lower in _PREPOSITIONS:
            inside = True
        elif token.lower == "and":
            joined = joined or at
            inside = True
        elif (
            token.lower in _STOP | _OPENERS
            or _is_verb(tokens, at)
            or not (token.text[:1].isalnum() or token.text in ("'s", "-", "%", "$", "£", "€", "’s"))
        ):
            return -1, 0
        elif token.lower in _PARTICLES or token.lower in _DETERMINERS:
            pass
        elif tags & {"VBN", "VBG", "VBD"} and not inside:
            inside = True
        elif not inside and not tags <= {"RB", "JJ"}:
            return -1, 0
        at += 1
    return -1, 0


def _is_verb(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word is a finite verb, or may be one that has a clause after it: “say sales have”."""
    token, tags = tokens[at], _tags(tokens[at])
    if token.lower in _DETERMINERS | {"'s"} or (_next(tokens, at) in _AUXILIARIES and "VBN" in tags):
        return False
    finite = tags & {"MD", "PRP", "VB", "VBZ", "VBD"} and not tags & {"VBN", "NN", "NNS", "JJ"}
    return bool(finite) or (bool(tags & {"VB", "VBZ", "VBD"}) and takes_clause(token.lower))


def _number(tokens: Sequence[Token], start: int, head: int) -> bool | None:
    """Whether the phrase is plural; None where the noun may be either, or means a body or an amount."""
    first, noun, tags = tokens[start].lower, tokens[head].lower, _tags(tokens[head])
    if noun in _NEWS:
        return False
    if (
        noun in _UNSURE
        or noun in load_named("collective-nouns")
        or noun in load_named("plural-names")
        or noun in _MEASURES
    ):
        return None
    if first in _ONE or first == "more":
        return False if "NN" in tags and "NNS" not in tags else None
    if "NNS" in tags and "NN" not in tags:
        return True if first in _DETERMINERS or head == start else None
    return (
        False
        if "NN" in tags and "NNS" not in tags and first in _DETERMINERS and first not in _SOME | {"all"}
        else None
    )


def _plural_of(tokens: Sequence[Token], start: int) -> bool | None:
    """Whether what is counted is plural, singular, or unclear (None)."""
    at, noun = start, -1
    while at < len(tokens) and tokens[at].lower not in _PREPOSITIONS | _AUXILIARIES | _STOP | {"and", ","}:
        if _tags(tokens[at]) & {"NN", "NNS"}:
            noun = at
        elif noun >= 0:
            break
        at += 1
    if noun < 0 or is_name(tokens[noun]):
        return None
    tags, word = _tags(tokens[noun]), tokens[noun].lower
    if "NNS" in tags and "NN" not in tags:
        return True
    body = (
        word in load_named("collective-nouns")
        or word in _UNSURE | _PEOPLED
        or word in load_named("person-nouns")
    )
    return None if body or "NNS" in tags else False


def _relatives(tokens: Sequence[Token]) -> Iterator[Subject]:
    """“One of the few bankers who has”, “the only one of the judges who were”."""
    for at in range(1, len(tokens) - 1):
        if tokens[at].lower not in ("who", "that") or tokens[at + 1].lower not in _AUXILIARIES:
            continue
        noun = tokens[at - 1]
        if "NNS" not in _tags(noun) or "NN" in _tags(noun):
            continue
        one = next((n for n in range(at - 2, max(-1, at - 9), -1) if tokens[n].lower == "one"), -1)
        if one < 0 or _next(tokens, one) != "of" or tokens[one + 2].lower not in _DETERMINERS:
            continue
        if any(token.lower in _PREPOSITIONS or token.text == "," for token in tokens[one + 2 : at]):
            continue
        only = one > 0 and tokens[one - 1].lower == "only"
        yield Subject(one if only else at - 1, at + 1, not only, "who")


def _is_gerund(tokens: Sequence[Token], start: int) -> bool:
    """Whether a verb in -ing with an object of its own opens the clause: “closing the mill were”."""
    tags = _tags(tokens[start])
    if not tokens[start].lower.endswith("ing") or "VBG" not in tags or start + 2 >= len(tokens):
        return False
    after = tokens[start + 1].lower
    return after in _POSSESSIVE or after in _SOME or after in ("all", "more", "such", "them", "him")


def _next(tokens: Sequence[Token], at: int) -> str:
    return tokens[at + 1].lower if at + 1 < len(tokens) else ""


def _tags(token: Token) -> frozenset[str]:
    return default_lexicon().tags(token.text)
