"""Which sentences are worth analysing for agreement, from readings alone.

A verb is suspected where a noun of the other number may be its subject, and the words right before it are not plainly a
subject that agrees with it. A noun that hangs on a preposition is no subject. Three sentences in four of edited news
are left out so, and about one wrong verb in a hundred is missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ..annotate.chunk import is_name, usual
from ..document import Token, fold
from ..lexicon import default_lexicon, load_named

FLIPS = {"is": "are", "are": "is", "was": "were", "were": "was", "has": "have", "have": "has",
          "does": "do", "do": "does", "'s": "'re", "'re": "'s"}  # fmt: skip
_SINGULAR_FORMS = frozenset({"is", "was", "has", "does", "'s"})
_PLURALS = frozenset(
    "we they these those both many few several some most all half dozens hundreds thousands you us them ones others "
    "two three four five six seven eight nine ten".split()
)
_SINGULARS = frozenset(
    "he she it this that each either neither everyone everybody everything someone somebody something anyone anybody "
    "anything nobody nothing none one another much latter former".split()
)
_NOMINATIVE = frozenset("you he she it they we".split())
_PREPOSITIONS = frozenset(
    "of in on at by with from to into about under over between through during against among across without within "
    "toward towards around near per via despite upon onto beneath behind beside beyond inside outside along amid above "
    "below for including regarding concerning off amongst throughout".split()
)
_OPENERS = frozenset(
    "that because if when while where why how whether although though since before after until once unless as than "
    "what whatever whenever wherever who whom which whose but yet so nor : ; , ( — – -- \" “ ‘ ' …".split()
)
_RELATIVE = frozenset("who which that".split())
_JOINING = frozenset("and or nor & plus".split())
_NOTHING = (_PREPOSITIONS | _OPENERS | _JOINING) - {"that", "what", "&"}
_ADVERBS = frozenset("not n't also still now only even just really ever then never always often".split())
_BEFORE_S = frozenset(
    "he she it that this what who which where how here everyone nobody".split()
)  # ’s is a verb
_DO = frozenset("do does did".split())
_MODAL = _DO | frozenset("will would can could shall should may might must wo ca 'll 'd".split())
_BARE = _MODAL | frozenset(
    "let lets make makes made help helps helped have has had see saw hear heard watch watched feel felt".split()
)
_ABOUT = ("about", "around", "over", "under")  # before a number
_BEFORE_THE = frozenset("all both half such many what".split())
_TIMES = frozenset(
    "year month week day hour minute night morning afternoon evening season summer winter spring autumn fall today "
    "yesterday tomorrow weekend time monday tuesday wednesday thursday friday saturday sunday".split()
)
_QUANTITIES = ("lot", "lots", "plenty", "number", "couple")
_ONE_NAME = frozenset("States Nations Emirates Motors Times".split())  # with a plural look
_BASE = frozenset({"VB", "VBD", "VBZ", "VBN", "VBG", "MD"})
_MOST = 50_000  # words that are kept
_FAR = 9  # words in which the noun after “there is” is looked for
_NEAR = 8  # words in which “to” or an auxiliary rules “and” and a base form


class Kind(NamedTuple):
    """What a word may be, as far as this needs."""

    singular: bool = False  # a noun or pronoun in the singular
    plural: bool = False
    inside: bool = False  # it may stand inside a noun phrase, before its head
    opens: bool = False  # a noun phrase starts with it
    adverb: bool = False
    form: str = ""  # of a finite verb: Sing or Plur
    either: bool = False  # a finite verb that may be a noun or an adjective as well

    @property
    def noun(self) -> bool:
        """Whether it may be the head of a noun phrase."""
        return self.singular or self.plural

    def other(self, form: str) -> bool:
        """Whether it may be a noun that asks for another form."""
        return self.plural if form == "Sing" else self.singular


def may_differ(tokens: Sequence[Token]) -> bool:
    """Whether some verb may differ in number from its subject."""
    kinds = [_KINDS[token.text] for token in tokens]
    return any(kind.form and _is_suspect(tokens, kinds, at) for at, kind in enumerate(kinds))


class _Kinds(dict[str, Kind]):
    """What words may be, kept: a plain dictionary is quicker than a call for each token."""

    def __missing__(self, text: str) -> Kind:
        if len(self) > _MOST:
            self.clear()
        kind = self[text] = _kind(text, fold(text))
        return kind


_KINDS = _Kinds()


def _kind(text: str, lower: str) -> Kind:
    if lower in FLIPS:
        return Kind(form="Sing" if lower in _SINGULAR_FORMS else "Plur")
    if lower in _ADVERBS:
        return Kind(adverb=True)
    if lower in _NOTHING or lower in ("be", "am"):
        return Kind()
    if lower[:1].isdigit():
        return Kind(inside=True, opens=True)
    if not lower[:1].isalnum():
        return Kind(inside=lower in ("-", "&", "$", "%"))
    if lower in _SINGULARS or lower in _PLURALS:
        inside = lower not in _NOMINATIVE
        return Kind(lower in _SINGULARS, lower in _PLURALS, inside, opens=True)
    tags = default_lexicon().tags(text)
    if tags & {"DT", "PRP$", "PDT", "WDT", "WP$"}:
        return Kind(inside=True, opens=True)
    if text in _ONE_NAME or (text[:1].isupper() and "NNPS" in tags):
        return Kind(singular=True, plural=True, inside=True)
    plural = bool(tags & {"NNS", "NNPS"}) or (not tags and lower.endswith("s"))
    singular = bool(tags & {"NN", "NNP"}) or not tags
    noun = plural or singular
    form = "Sing" if "VBZ" in tags else "Plur" if "VB" in tags and "VBD" not in tags else ""
    inside = noun or bool(tags & {"JJ", "JJR", "JJS", "CD", "VBN", "VBG", "POS"})
    adverb = bool(tags) and tags <= {"RB", "RBR", "RBS", "RP", "UH"}
    return Kind(singular, plural, inside, "CD" in tags, adverb, form, bool(form) and (noun or "JJ" in tags))


def _is_suspect(tokens: Sequence[Token], kinds: Sequence[Kind], verb: int) -> bool:
    form, lower = kinds[verb].form, tokens[verb].lower
    helper = lower in FLIPS
    if helper and (_differs_after_there(tokens, kinds, verb) or _differs_in_question(tokens, form, verb)):
        return True
    before = verb - 1
    while before >= 0 and kinds[before].adverb:
        before -= 1
    if before < 0 or is_name(tokens[verb]):
        return False
    last = tokens[before].lower
    if last == "there" or (lower == "'s" and last not in _BEFORE_S):
        return False
    if last in _NOMINATIVE:
        return kinds[before].other(form) and not (before and tokens[before - 1].lower in _BARE)
    if last in _RELATIVE and before:
        noun = before - 1 if tokens[before - 1].text != "," else before - 2
        if noun >= 0 and kinds[noun].noun:
            return kinds[noun].other(form)
    if last in _MODAL and (last not in FLIPS or form == "Plur"):
        return False
    if not helper and not _may_be_verb(tokens, kinds, verb, before):
        return False
    if not any(_is_other(tokens, kinds, at, before, form) for at in range(before + 1)):
        return form == "Sing" and _joins_two(tokens, kinds, before)
    return not _agrees(tokens, kinds, before, form)


def _is_other(tokens: Sequence[Token], kinds: Sequence[Kind], at: int, last: int, form: str) -> bool:
    """Whether a noun that asks for another form stands there, on no preposition and before no other noun."""
    if not kinds[at].other(form):
        return False
    if at < last and (tokens[at + 1].lower == "'s" or (kinds[at + 1].noun and not kinds[at + 1].opens)):
        return False
    left = _left(tokens, kinds, at)
    return left < 0 or tokens[left].lower not in _PREPOSITIONS


def _left(tokens: Sequence[Token], kinds: Sequence[Kind], head: int) -> int:
    """The word before the noun phrase that ends there; -1 at the sentence's start."""
    at = head
    while at > 0 and not kinds[at].opens and (kinds[at - 1].inside or tokens[at - 1].lower == "'s"):
        at -= 1
    while (
        at > 0 and kinds[at].opens and tokens[at - 1].lower in ("all", "both", "half", "such", "many", "what")
    ):
        at -= 1
    return at - 2 if at > 0 and tokens[at - 1].lower in _ABOUT and tokens[at].text[:1].isdigit() else at - 1


def _opens_more(kind: Kind) -> bool:
    """Whether it is a determiner that may stand before another: the 20 boats."""
    return kind.opens and not kind.noun


def _agrees(tokens: Sequence[Token], kinds: Sequence[Kind], head: int, form: str) -> bool:
    """Whether the words that end there are surely the verb's subject, and have its number."""
    kind = kinds[head]
    if kind.other(form) or not kind.noun or tokens[head].lower in _TIMES:
        return False
    left = _left(tokens, kinds, head)
    if left < 0:
        return True
    word = tokens[left].lower
    if word in _PREPOSITIONS and left and kinds[left - 1].noun:
        return _agrees(tokens, kinds, left - 1, form)  # “the results of the tests are”
    if word in _JOINING and form == "Plur":  # several, whatever the first is
        first = _left(tokens, kinds, left - 1) if left else -1
        return first < 0 or tokens[first].lower not in _PREPOSITIONS
    if word in _JOINING:
        return not (left and (kinds[left - 1].noun or tokens[left - 1].text == ","))
    if left and tokens[left - 1].lower == "to":
        return False  # “the plan to close the schools have”
    return word in _OPENERS or takes_clause(word) or kinds[left].noun


@cache
def takes_clause(word: str) -> bool:
    """Whether a verb may have a clause after it without “that”: “he said the roads were closed”."""
    return not load_named("speech-verbs").isdisjoint(default_lexicon().lemmas(word))


def _joins_two(tokens: Sequence[Token], kinds: Sequence[Kind], last: int) -> bool:
    """Whether two nouns joined by “and”, the second with a determiner, stand before the verb, on no preposition."""
    for at in range(1, last):
        if tokens[at].lower == "and" and kinds[at - 1].noun and kinds[at + 1].opens:
            left = _left(tokens, kinds, at - 1)
            if left < 0 or tokens[left].lower not in _PREPOSITIONS:
                return True
    left = _left(tokens, kinds, last)
    return left > 0 and tokens[left].lower == "and" and kinds[left - 1].noun


def _differs_after_there(tokens: Sequence[Token], kinds: Sequence[Kind], verb: int) -> bool:
    """Whether “there is” has a plural right after it, or “there are” has none."""
    if "there" not in {token.lower for token in tokens[max(0, verb - 3) : verb]}:
        return False
    plural = False
    for at in range(verb + 1, min(len(tokens), verb + _FAR)):
        number = tokens[at].text[:1].isdigit()
        if kinds[at].noun or number:
            plural = kinds[at].plural or number
            if plural and kinds[verb].form == "Sing":
                return True
        elif not (kinds[at].inside or kinds[at].adverb or _may_go_on(tokens, at)):
            break
    return not plural and kinds[verb].form == "Plur"


def _may_go_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether the noun may still come: “there has been”, “there is so many”, “there is a lot of”."""
    lower = tokens[at].lower
    return lower in ("been", "about", "over", "so") or (lower == "of" and tokens[at - 1].lower in _QUANTITIES)


def _differs_in_question(tokens: Sequence[Token], form: str, verb: int) -> bool:
    """Whether the verb stands in a question, and no pronoun that agrees with it comes next."""
    if tokens[-1].text != "?" or verb + 2 >= len(tokens):
        return False
    after = tokens[verb + 2 if tokens[verb + 1].lower == "n't" else verb + 1].lower
    plural = after in ("you", "they", "we", "i", "these", "those")
    singular = after in ("he", "she", "it", "this", "that")
    return not (plural if form == "Plur" else singular)


def _may_be_verb(tokens: Sequence[Token], kinds: Sequence[Kind], verb: int, before: int) -> bool:
    """Whether a word that is no auxiliary may be a finite verb there, by its neighbours."""
    kind, last = kinds[verb], tokens[before].lower
    if last in _PREPOSITIONS or last in ("'s", "-") or (kinds[before].inside and not kinds[before].noun):
        return False
    if usual(tokens[verb].lower) not in ("VB", "VBZ", "NN", "NNS", "JJ"):
        return False
    if kind.form == "Plur" and _is_bare(tokens, kinds, before):
        return False
    if not kind.either:
        return True
    if kind.form == "Sing" and kinds[before].plural and not kinds[before].singular:
        left = _left(tokens, kinds, before)
        if left < 0 or tokens[left].lower not in _PREPOSITIONS:
            return True
    after = tokens[verb + 1].text if verb + 1 < len(tokens) else ""
    ahead = default_lexicon().tags(after)
    if ahead & {"DT", "PRP", "PRP$", "PDT"}:
        return True
    verbal = usual(tokens[verb].lower).startswith("VB")
    return verbal and after[:1].isalnum() and not (ahead and ahead <= _BASE)


def _is_bare(tokens: Sequence[Token], kinds: Sequence[Kind], before: int) -> bool:
    """Whether a base form there goes with “to” or an auxiliary: “let him go”, “to review and assess”."""
    left = _left(tokens, kinds, before)
    if left >= 0 and tokens[left].lower in _BARE:
        return True
    if tokens[before].lower not in _JOINING:
        return False
    return any(
        token.lower in _BARE or token.lower == "to" for token in tokens[max(0, before - _NEAR) : before]
    )
