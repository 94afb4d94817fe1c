"""Noun phrases and what hangs on them, told by the words alone."""

from __future__ import annotations

from collections.abc import Sequence

from ..annotate.chunk import is_name
from ..document import Token
from ..lexicon import default_lexicon, load_named
from .suspicion import takes_clause

SINGULAR = frozenset({"is", "was", "has"})
AUXILIARIES = SINGULAR | {"are", "were", "have"}
OPENERS = frozenset("that because but although though while whereas said says".split())
ONE = frozenset("a an this that each every another either neither".split())
SOME = frozenset("these those many several few both".split())
DETERMINERS = ONE | SOME | frozenset("the his her its their our my your no any all some".split())
PREPOSITIONS = frozenset(
    "of in on at by with from to into about under over between through during against among across without within toward "
    "towards around near inside outside along above below for amid throughout behind beyond beside upon after before".split()
)
PARTICLES = frozenset("away out up down off back ago together".split())
STOP = frozenset(
    "who whom whose which what where how why than or nor but not so it he she they we i you there here one ones "
    "something anything nothing everything someone anyone everyone including like plus alongside had did does do be been being if when since as yet".split()
)
SHARES = frozenset(
    "majority minority half third quarter two-thirds three-quarters rest remainder most some all lot lots plenty percent "
    "bulk % fifth tenth".split()
)
UNSURE = frozenset(
    "series species means headquarters barracks crossroads works pair range variety set group range string spate team "
    "combination mixture mix wave slew raft array selection collection succession sequence trio quartet party crew cast class "
    "total average maximum minimum generation couple family staff majority percentage proportion portion part kind sort type "
    "fraction percent cent quarter half third lot bunch crowd band gang flock herd pack stream pile mass wealth host flurry "
    "rash batch chain multitude myriad plethora cluster hail litany host pool body ton record sea swarm swath abundance "
    "audience public government police press media data pool network squad army force troop fleet club board council panel "
    "committee jury company firm military opposition leadership".split()
)
PEOPLED = frozenset(
    "town city village country nation world state house population electorate industry sector workforce school street neighborhood "
    "neighbourhood region district county parish hospital church university college class bus train plane ship".split()
)
MEASURES = frozenset(
    "years months weeks days hours minutes seconds miles kilometers kilometres meters metres feet inches yards acres hectares "
    "dollars pounds euros cents points degrees percent tons tonnes gallons litres liters barrels politics athletics economics "
    "statistics ethics tactics gymnastics acoustics mechanics thanks remains headquarters works news contents proceeds".split()
)
NEWS = frozenset("news measles mumps rabies diabetes physics mathematics aerobics billiards".split())


def head_of(tokens: Sequence[Token], start: int) -> int:
    """The head of the noun phrase that starts there: its last noun before what hangs on it; -1 where unclear."""
    at, head = start, -1
    if (
        tokens[at].lower in ("each", "either", "neither", "one", "most", "some", "all", "half")
        and after(tokens, at) == "of"
    ):
        return at
    if tokens[at].lower == "every" and after(tokens, at) == "one":
        return at + 1
    if tokens[at].lower == "more" and [token.lower for token in tokens[at + 1 : at + 3]] == ["than", "one"]:
        return at + 3 if at + 3 < len(tokens) and "NN" in tags_of(tokens[at + 3]) else -1
    determined = tokens[at].lower in DETERMINERS or tokens[at].text[:1].isdigit()
    at += tokens[at].lower in DETERMINERS
    while at < len(tokens):
        token, tags = tokens[at], tags_of(tokens[at])
        if "MD" in tags and token.text.islower():
            return -1
        if token.lower in PREPOSITIONS | AUXILIARIES or token.lower in ("and", ",") or token.lower in STOP:
            break
        if (
            head >= 0
            and "JJ" in tags
            and "NNS" in tags_of(tokens[head])
            and after(tokens, at) in PREPOSITIONS
        ):
            break  # “the solvents | present in”
        if (
            head >= 0
            and tags & {"VBN", "VBG"}
            and after(tokens, at) in PREPOSITIONS | PARTICLES | DETERMINERS
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
    verbal = (
        tags_of(tokens[head]) & {"VB", "VBZ"} and head > start and tags_of(tokens[head - 1]) & {"NN", "NNS"}
    )
    if (verbal and after(tokens, head) not in PREPOSITIONS) or tokens[head - 1].lower in ("most", "least"):
        return -1  # “the place | smells and”, “the most notable”
    first = tokens[start]
    bare = tokens[head].lower in SHARES or bool(tags_of(first) & {"NNS", "CD"}) or first.text[:1].isdigit()
    return head if determined or bare or _is_described(tokens, start, head) else -1


def _is_described(tokens: Sequence[Token], start: int, head: int) -> bool:
    """Whether a plural follows nothing but adjectives: “higher prices”, “falling profits”."""
    before = tokens[start:head]
    plural = "NNS" in tags_of(tokens[head]) and "NN" not in tags_of(tokens[head])
    return plural and all(tags_of(token) <= _ADJECTIVES or token.lower in _MOVING for token in before)


_ADJECTIVES = {"JJ", "JJR", "JJS"}
# Participles of verbs that take no object: with a noun after them they can only describe it.
_MOVING = frozenset(
    "rising falling growing soaring mounting surging dwindling aging ageing existing emerging remaining lingering "
    "looming declining decaying crumbling competing".split()
)


def way_to_auxiliary(tokens: Sequence[Token], at: int, *, determined: bool) -> tuple[int, int]:
    """The auxiliary to which nothing but what hangs on the subject leads, and where an “and” stands (0: nowhere)."""
    joined, inside = 0, determined  # whether a noun may come: after a preposition or a participle
    while at < len(tokens):
        token, tags = tokens[at], tags_of(tokens[at])
        if token.lower in AUXILIARIES:
            before = tokens[at - 1].lower
            return (
                (-1, 0)
                if before in ("to", "and", "this", "that", "these", "those")
                or "MD" in tags_of(tokens[at - 1])
                else (at, joined)
            )
        if token.lower in PREPOSITIONS:
            inside = True
        elif token.lower == "and":
            joined = joined or at
            inside = True
        elif (
            token.lower in STOP | OPENERS
            or is_verb(tokens, at)
            or not (token.text[:1].isalnum() or token.text in ("'s", "-", "%", "$", "£", "€", "’s"))
        ):
            return -1, 0
        elif token.lower in PARTICLES or token.lower in DETERMINERS:
            pass
        elif tags & {"VBN", "VBG", "VBD"} and not inside:
            inside = True
        elif not inside and not tags <= {"RB", "JJ"}:
            return -1, 0
        at += 1
    return -1, 0


def is_verb(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word is a finite verb, or may be one that has a clause after it: “say sales have”."""
    token, tags = tokens[at], tags_of(tokens[at])
    if token.lower in DETERMINERS | {"'s"} or (after(tokens, at) in AUXILIARIES and "VBN" in tags):
        return False
    finite = tags & {"MD", "PRP", "VB", "VBZ", "VBD"} and not tags & {"VBN", "NN", "NNS", "JJ"}
    return bool(finite) or (bool(tags & {"VB", "VBZ", "VBD"}) and takes_clause(token.lower))


def is_plural(tokens: Sequence[Token], start: int, head: int) -> bool | None:
    """Whether the phrase is plural; None where the noun may be either, or means a body or an amount."""
    first, noun, tags = tokens[start].lower, tokens[head].lower, tags_of(tokens[head])
    if noun in NEWS:
        return False
    if (
        noun in UNSURE
        or noun in load_named("collective-nouns")
        or noun in load_named("plural-names")
        or noun in MEASURES
    ):
        return None
    if first in ONE or first == "more":
        return False if "NN" in tags and "NNS" not in tags else None
    if "NNS" in tags and "NN" not in tags:
        return True if first in DETERMINERS or head == start or _is_described(tokens, start, head) else None
    return (
        False
        if "NN" in tags and "NNS" not in tags and first in DETERMINERS and first not in SOME | {"all"}
        else None
    )


def plural_of(tokens: Sequence[Token], start: int) -> bool | None:
    """Whether what is counted is plural, singular, or unclear (None)."""
    if start >= len(tokens):
        return None
    if tokens[start].lower in ("these", "those", "course"):
        return None if tokens[start].lower == "course" else True
    at, noun = start, -1
    while at < len(tokens) and tokens[at].lower not in PREPOSITIONS | AUXILIARIES | STOP | {"and", ","}:
        if tags_of(tokens[at]) & {"NN", "NNS"}:
            if noun >= 0 and "NNS" in tags_of(tokens[noun]):
                return None  # “the tasks | hosts have”
            noun = at
        elif noun >= 0:
            break
        at += 1
    if noun < 0 or is_name(tokens[noun]):
        return None
    tags, word = tags_of(tokens[noun]), tokens[noun].lower
    if "NNS" in tags and "NN" not in tags:
        return True
    body = (
        word in load_named("collective-nouns")
        or word in UNSURE | PEOPLED
        or word in load_named("person-nouns")
    )
    return None if body or "NNS" in tags else False


def after(tokens: Sequence[Token], at: int) -> str:
    """The next word in small letters, or an empty text."""
    return tokens[at + 1].lower if at + 1 < len(tokens) else ""


def tags_of(token: Token) -> frozenset[str]:
    """What the lexicon says that the word may be."""
    return default_lexicon().tags(token.text)
