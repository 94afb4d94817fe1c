"""Owners that lack their apostrophe: “my friends house”, “the horses hoof”, “the countrys debt”.

A plural right before a noun is right in “the players union” and “a sports club”, so what counts is who owns and what:
kin and friends of somebody own anything, a person or an animal owns parts, kin, deeds and belongings, and a body such as
a government has its policies. That the two stand in one noun phrase is seen in the sentence's tree.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..annotate.language import analyse, analysed, forms_of
from ..annotate.tree import words_of
from ..document import Sentence, Token, View, Word
from ..lexicon import copy_case, default_lexicon, derived, load_named
from ..rule import Finding, Replace

_SINGULAR = frozenset("a an another any each every no one that this".split())
_MINE = frozenset("her his its my our their your ur whose".split())
_PLURAL = frozenset("both few many several some these those two three four five six all most".split())
_OPENS = _SINGULAR | _MINE | _PLURAL | {"the", "'s", "’s"}
_LONG = 2  # words that may stand between what opens the phrase and the owner, or the owner and the thing
_SURE_TAG, _SURE_ARC, _UNSURE = 0.9, 0.97, 0.7
_SLACK, _GAIN, _LEAST = 0.6, 0.3, 1e-3
_IN_PHRASE = frozenset({"compound", "nmod", "nmod:desc", "nmod:unmarked", "nmod:poss"})
_ENDS = frozenset(
    {"IN", "CC", "VBD", "VBZ", "MD", "VBP", "TO", "DT"}
)  # words that no noun phrase of this kind holds
_PEOPLE_OF = frozenset(
    "budget class guide handbook health home house menu office room salary shop wage welfare "
    "bench choice flat freedom kitchen letter meeting price retirement rule school song staff website".split()
)  # “the visitors guide”, “a teachers house”: for a group rather than of one
_CLUBS = frozenset(
    "actor artist author banker boy builder child consumer customer dealer employee farmer firefighter gamer girl graduate homeowner "
    "journalist kid lady member mother father merchant miner officer parent patient pensioner pilot player policeman pupil "
    "resident seller senior student supplier taxpayer teacher teen tenant tourist trader traveler traveller twin user veteran "
    "victim visitor volunteer voter worker writer youth".split()
)  # of whom there are unions, schools and teams


_GIVES = frozenset(
    "allow ask award bring build buy call cause charge cost deny feed find get give grant guarantee hand hire leave lend make offer "
    "order owe pass pay play pour promise read save sell send serve show sing take teach tell throw wish write".split()
)
_ONE_EACH = frozenset(
    "apartment career childhood family funeral grave home house job life marriage name salary wage wife".split()
)  # of these one has one, so that many are of many
_IN_PAIRS = frozenset({"grandparent", "kid", "parent", "sibling", "twin"})


class Spot(NamedTuple):
    """An owner and what it owns, as indices of tokens; `opens` is the word that opens the phrase, or -1."""

    opens: int
    owner: int
    thing: int
    lemma: str
    near: bool
    certain: bool  # no plural, so that an apostrophe is missing or the plural is misspelt


def missing_marks(views: Sequence[View]) -> Iterator[Finding]:
    """Plurals that own what follows, without an apostrophe."""
    analyse(list(candidates(views)))
    found = [
        (view, sentence, spot)
        for view in views
        for sentence in _sentences(view)
        for spot in spots(sentence.tokens)
        if _may_own(sentence.tokens, spot)
    ]
    mended = analysed([_mended(sentence.tokens, spot) for _, sentence, spot in found])
    for (view, sentence, spot), words in zip(found, mended, strict=True):
        if _owns(words_of(sentence.tokens), words, spot):
            yield _finding(view, sentence.tokens, spot)


def candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences in which an owner may stand before what it owns."""
    for view in views:
        yield from _sentences(view)


def _sentences(view: View) -> Iterator[Sentence]:
    possible = view.words & _owners().keys()
    for sentence in view.sentences_with(possible) if possible else ():
        words = sentence.words
        if (words & _things() or words & _MINE or words & _bold()) and any(spots(sentence.tokens)):
            yield sentence


def spots(tokens: Sequence[Token]) -> Iterator[Spot]:
    """The places where an owner in the plural stands before a noun that it may own."""
    for owner in range(len(tokens) - 1):
        lemma = _owners().get(tokens[owner].lower)
        if lemma is None or not _apart(tokens, owner) or not _apart(tokens, owner + 1):
            continue
        capital, name = tokens[owner].text[0].isupper(), lemma[0].isupper()
        opens = next(
            (at for at in range(owner - 1, max(-1, owner - 2 - _LONG), -1) if tokens[at].lower in _OPENS), -1
        )
        certain = tokens[owner].lower in _false_plurals() or lemma in load_named("places")
        if (opens < 0 and not certain and not name) or (name and _in_name(tokens, owner)):
            continue
        near = opens >= 0 and tokens[opens].lower in _MINE and lemma in load_named("near-ones")
        if capital != name and not (near or tokens[owner].text.isupper()):
            continue  # a team, or a name
        thing = _thing(tokens, owner, near or certain)
        if thing:
            yield Spot(owner - 1 if name or opens < 0 else opens, owner, thing, lemma, near, certain)


def _in_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word is part of a longer name, or of a family's: “Elton Johns”, “the Andersons”, “two Chinas”."""
    if at and (tokens[at - 1].text[0].isupper() and at > 1):
        return True
    return (at > 0 and tokens[at - 1].lower in {"the", *_PLURAL}) or tokens[at + 1].text[0].isupper()


def _apart(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].space_before and tokens[at].text.isalpha()


def _thing(tokens: Sequence[Token], owner: int, anything: bool) -> int:
    """The index of the noun owned, or 0: the next word, or one that adjectives stand before."""
    lexicon = default_lexicon()
    for at in range(owner + 1, min(owner + 2 + _LONG, len(tokens))):
        token = tokens[at]
        if not _apart(tokens, at):
            return 0
        if token.lower in _things() or (anything and lexicon.may_be(token.text, "NN", "NNS")):
            return at
        if not lexicon.may_be(token.text, "JJ", "JJS", "NN"):
            return 0
    return 0


def _may_own(tokens: Sequence[Token], spot: Spot) -> bool:
    """Whether the owner and the thing are nouns, as far as can be told without the apostrophe."""
    words = words_of(tokens)
    owner, thing = words[spot.owner], words[spot.thing]
    if _one(tokens, spot):  # “one groups fears”: no verb can follow, whatever “fears” looks like
        return spot.certain or (owner.xpos == "NNS" and spot.lemma not in _CLUBS)
    if not spot.certain and not owner.xpos.startswith("NN"):
        return False
    if not thing.xpos.startswith("NN") and thing.sure_tag > _UNSURE:
        return False
    if any(words[at].xpos in _ENDS for at in range(spot.opens + 1, spot.thing) if at != spot.owner):
        return False
    if spot.lemma in _CLUBS and _noun(tokens[spot.thing].lower) in _PEOPLE_OF:
        return False
    if tokens[spot.opens].lower in _PLURAL and not spot.near and spot.thing == spot.owner + 1:
        # “seen five parties form”: the next word must be no verb
        return not default_lexicon().may_be(tokens[spot.thing].text, "VB")
    return spot.certain or _bare(tokens, spot)


def _one(tokens: Sequence[Token], spot: Spot) -> bool:
    """Whether the word right before the owner says that it is one."""
    return spot.opens == spot.owner - 1 >= 0 and tokens[spot.opens].lower in _SINGULAR - {"any", "no", "that"}


def _mended(tokens: Sequence[Token], spot: Spot) -> list[str]:
    """The forms of the sentence with the apostrophe in its place."""
    forms = forms_of(tokens)
    return [*forms[: spot.owner], copy_case(forms[spot.owner], spot.lemma), "'s", *forms[spot.owner + 1 :]]


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PAST_TOO = frozenset(
    "bid bet cut hit put set split spread cost quit shed cast forecast hurt let burst shut".split()
)


def _owns(words: Sequence[Word], mended: Sequence[Word], spot: Spot) -> bool:
    """Whether the sentence reads no worse with the apostrophe, and the owner then owns the thing."""
    owner, mark, thing = mended[spot.owner], mended[spot.owner + 1], mended[spot.thing + 1]
    if thing.lemma in _PAST_TOO and not any(word.xpos in _FINITE for word in mended):
        return False  # “most of the buyers bid by telephone”: the sentence has no other verb
    if mark.xpos != "POS" or owner.deprel != "nmod:poss" or owner.sure_arc < _SURE_ARC:
        return False
    if not thing.xpos.startswith("NN") or thing.sure_tag < _SURE_TAG:
        return False
    gain = _reads(mended) - _reads(words)
    return gain > (-_SLACK if spot.certain or words[spot.owner].deprel in _IN_PHRASE else _GAIN)


def _reads(words: Sequence[Word]) -> float:
    """How well the language model can read the sentence: the logarithm of its certainty."""
    return sum(math.log(max(word.sure_tag * word.sure_arc, _LEAST)) for word in words)


def _bare(tokens: Sequence[Token], spot: Spot) -> bool:
    """Whether what follows can be no gift or word to the first: “gave my sons bikes”, “told her friends stories”."""
    words = words_of(tokens)
    thing = tokens[spot.thing].lower
    if words[spot.thing].xpos == "NN" and thing not in load_named("mass-nouns"):
        return True  # it would need an article
    before = words[spot.opens - 1] if spot.opens > 0 else None
    if before is not None and before.upos == "VERB":
        return thing in _things() and before.lemma not in _GIVES
    return thing in _things() or before is None or before.upos in ("ADP", "PUNCT", "CCONJ", "SCONJ")


def _finding(view: View, tokens: Sequence[Token], spot: Spot) -> Finding:
    token, opens = tokens[spot.owner], tokens[spot.opens].lower if spot.opens >= 0 else ""
    one = copy_case(token.text, spot.lemma) + "'s"
    several = token.text + "'"
    each = words_of(tokens)[spot.thing].xpos == "NNS" and _noun(tokens[spot.thing].lower) in _ONE_EACH
    plural = opens in _PLURAL - {"some"} or spot.lemma in _IN_PAIRS or each
    new = (several, one) if plural and opens not in _SINGULAR else (one, several)
    options = tuple((Replace(token.start, token.end, word),) for word in new)
    return Finding(
        view, token.start, token.end, options, {"match": token.text, "thing": tokens[spot.thing].text}
    )


@cache
def _noun(word: str) -> str:
    """A noun's singular."""
    readings = default_lexicon().readings(word)
    return next((reading.lemma for reading in readings if reading.xpos in ("NN", "NNS")), word)


@cache
def _owners() -> dict[str, str]:
    """Plurals of those who own, and what is taken for their plurals, with their singulars."""
    return derived("owners", _find_owners)


def _find_owners() -> dict[str, str]:
    inflect, knows = default_lexicon().inflect, default_lexicon().knows
    plurals = {
        plural: one
        for one in sorted(_singulars())
        if (plural := inflect(one, "NNS")) and plural.endswith("s")
    }
    names = load_named("places") | load_named("given-names")
    called = {f"{name}s".lower(): name for name in sorted(names) if not knows(f"{name}s") and name[-1] != "s"}
    return {**called, **_false_plurals(), **plurals}


@cache
def _false_plurals() -> dict[str, str]:
    """What no plural of these owners is: “countrys”, “womans”, “wifes”."""
    return derived("false plurals", _find_false_plurals)


def _find_false_plurals() -> dict[str, str]:
    inflect, knows = default_lexicon().inflect, default_lexicon().knows
    return {
        f"{one}s": one
        for one in _singulars()
        if inflect(one, "NNS") not in (f"{one}s", None) and (not knows(f"{one}s") or one == "man")
    }


@cache
def _bold() -> frozenset[str]:
    """Owners before which nothing need stand, and which may own anything."""
    return frozenset(_false_plurals()) | {f"{name}s".lower() for name in load_named("places")}


@cache
def _singulars() -> frozenset[str]:
    people = load_named("near-ones") | load_named("person-nouns")
    return people | load_named("animals") | load_named("owning-bodies")


@cache
def _things() -> frozenset[str]:
    """What one owns, in the singular and in the plural."""
    return derived("owned things", _find_things)


def _find_things() -> frozenset[str]:
    inflect = default_lexicon().inflect
    listed = load_named("owned-things")
    return listed | {plural for one in listed if (plural := inflect(one, "NNS"))}
