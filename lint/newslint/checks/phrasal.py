"""Verbs with a particle, and the nouns made of them: “the break up of the party”, “they will setup camp”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..annotate.language import analyse
from ..document import Sentence, View
from ..lexicon import copy_case, default_lexicon, load_named
from ..patterns import lazy
from ..rule import Finding, Replace

_PARTICLES = frozenset("around away back by down in off on out over through to together up".split())
# Those that are prepositions as often: “a break in talks”.
_PREPOSITIONS = frozenset({"by", "in", "on", "through", "to", "around", "over"})
_PAIR = lazy(
    r"(?<![\w'’-])(?P<verb>[A-Za-z]+) (?P<particle>around|away|back|by|down|in|off|on|out|over|through|to|together|up)"
    r"(?P<plural>s?)(?![\w'’-])"
)
_ARTICLES = frozenset("a an the this its his their our my your no any each every another".split())
# What has an object and a particle after it, “put the sign up”, “saw the team take off”.
_TAKES_PARTICLE = frozenset(
    "add back blow break bring call carry clean cut drag end finish get give hand hang have hear help hold keep knock lay "
    "leave let lift line log make move pass pick pull push put read rip roll see send set shut sort start stir switch take "
    "tear throw turn wash watch wipe work write".split()
)
_AFTER_NOUN = frozenset(
    "of with is was were are has had will would could may might can should and or that which happened began begins starts "
    "started failed fails took came comes went before after during between due did does for at".split()
)
# A noun phrase, or a place, after the particle: it belongs to these, and the word before it is a noun.
_GOES_ON = frozenset(
    "the a an my his her its their our your this that these those him them it me us you to into onto there here on against "
    "toward towards with".split()
)
_ADVERBS = frozenset({"away", "off", "out", "up"})  # that no bare noun follows
_PLACES = frozenset(
    "front side north south east west top home town street stage court time money people things there hill hills stairs country coast river".split()
)
_IDIOMS = frozenset(
    "way blue house door window water ground country car box air bag bed town reach sight order date".split()
)
_COUNTS = frozenset(
    "two three four five six several many few these those some both big deep major recent".split()
)
_CERTAIN = lazy(r" (?:of|was|is|were|has|had|will|would)\b")  # what only a noun has after it
_NO_ADJECTIVE = ("NNS", "VBD", "VBN", "DT", "CD", "PRP", "IN", "CC", "MD", "WRB")
_ADJECTIVES = frozenset(
    "daily final total initial annual regular military major official quick total fresh".split()
)
_VERB_TAGS = frozenset({"VB", "VBP"})
_SURE = 0.6
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_WANTING = frozenset(
    "able decide easy fail forget go hard have help hope how know learn like love manage need plan ready refuse start time try "
    "unable want way".split()
)  # before “to” and a verb
_PASSIVE = frozenset({"knockout", "lockdown", "payoff", "setup", "shutdown", "shutout"})
_PASSIVE_VERBS = frozenset({"get", "gets", "getting", "got", "gotten", "been", "being"})


def nouns(views: Sequence[View]) -> Iterator[Finding]:
    """Pairs of verb and particle that are a noun here, by the words before and after them."""
    for view in views:
        if view.words.isdisjoint(_PARTICLES) and view.words.isdisjoint(_plurals()):
            continue
        for match in _PAIR.finditer(view.plain):
            right = _nouns().get((match["verb"].lower(), match["particle"]))
            if right and (_plural(match) if match["plural"] else _singular(view.plain, match)):
                new = copy_case(match["verb"], right) + match["plural"]
                option = (Replace(match.start(), match.end(), new),)
                yield Finding(view, match.start(), match.end(), (option,), {"match": match[0]})


def verbs(views: Sequence[View]) -> Iterator[Finding]:
    """Such nouns, written as one word, that are verbs here, by the sentence's tags."""
    analyse(list(candidates(views)))
    for view in views:
        for sentence in _with_closed(view):
            for at, token in enumerate(sentence.tokens):
                right = _verbs().get(token.lower)
                if right and _is_verb(sentence, at):
                    new = copy_case(token.text, right)
                    option = (Replace(token.start, token.end, new),)
                    yield Finding(view, token.start, token.end, (option,), {"match": token.text})


def candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences with a noun that may stand for the verb."""
    for view in views:
        yield from _with_closed(view)


def _with_closed(view: View) -> Iterator[Sentence]:
    return view.sentences_with(_closed())


# ── Nouns written as the verb ───────────────────────────────────────────────────────────────────────────


def _plural(match: re.Match[str]) -> bool:
    """Whether this is surely a plural: “two take overs”, not “call UPS”."""
    before = match.string[: match.start()].split()[-1:]
    counted = match["particle"] not in ("back", "on") or (before and before[0].lower() in _COUNTS)
    return bool(counted) and match["verb"].islower()


def _singular(text: str, match: re.Match[str]) -> bool:
    """Whether an article comes before, perhaps with an adjective, and nothing after that the particle belongs to."""
    before = [word.lower() for word in text[: match.start()].split(" ")[-4:] if word]
    if not before or any(not word.replace("'", "").isalpha() for word in before[-1:]):
        return False
    article = 1 if before[-1] in _ARTICLES else 2 if _article_and_adjective(before) else 0
    if not article or not match["verb"].islower():
        return False
    if article == 1 and match["particle"] in _ADVERBS and _noun_follows(text[match.end() :]):
        return True
    if _ambiguous(match["verb"]):
        governor = before[-article - 1] if len(before) > article else ""
        after = text[match.end() :]
        first = governor[-1:] in ("", ".", "!", "?", ":")
        if not first and not _CERTAIN.match(after) and default_lexicon().lemmas(governor) & _TAKES_PARTICLE:
            return False
        return _noun_goes_on(match, after, loose=first and match["particle"] not in _PREPOSITIONS)
    return _noun_goes_on(match, text[match.end() :], loose=match["particle"] not in _PREPOSITIONS)


def _noun_follows(after: str) -> bool:
    """Whether a noun follows that the pair modifies: “a start-up company”."""
    words = after.split(" ")[1:2]
    noun = words[0].rstrip(".,;:!?)") if words else ""
    return noun.islower() and noun not in _PLACES and default_lexicon().only(noun, "NN", "NNS")


def _article_and_adjective(before: Sequence[str]) -> bool:
    lexicon = default_lexicon()
    return (
        len(before) > 1
        and before[-2] in _ARTICLES
        and lexicon.may_be(before[-1], "JJ")
        and (before[-1] in _ADJECTIVES or not lexicon.may_be(before[-1], "NN", *_NO_ADJECTIVE))
    )


@cache
def _ambiguous(verb: str) -> bool:
    """Whether the verb is a noun by itself too, so that “the pick up” may be “the pick” and “up”."""
    return default_lexicon().may_be(verb, "NN")


def _noun_goes_on(match: re.Match[str], after: str, *, loose: bool) -> bool:
    """Whether what follows can follow a noun; `loose`: whether it is enough that no object follows."""
    words = [word.lower() for word in after.split(" ")[:4]]
    if after[:1] != " ":
        return after[:1] in ".,;:!?)" or not after
    follower = words[1].strip(".,;:!?)") if len(words) > 1 else ""
    if (
        follower == "of"
        and len(words) > 2
        and _IDIOMS.intersection(word.strip(".,;:!?") for word in words[2:])
    ):
        return False
    if follower == "to":
        return match["verb"] in ("run", "lead") and match["particle"] == "up"  # “the run-up to the vote”
    if loose:
        return follower not in _GOES_ON and not follower[:1].isdigit() and not words[1][:1].isupper()
    return follower in _AFTER_NOUN


@cache
def _nouns() -> dict[tuple[str, str], str]:
    """The nouns by their verb and particle."""
    found = {}
    for entry in load_named("phrasal-nouns"):
        pair, _, noun = entry.partition(": ")
        verb, particle = pair.split()
        found[verb, particle] = noun
    return found


@cache
def _plurals() -> frozenset[str]:
    return frozenset(particle + "s" for particle in _PARTICLES)


# ── Verbs written as the noun ───────────────────────────────────────────────────────────────────────────


@cache
def _verbs() -> dict[str, str]:
    """The verbs, as two words, by the noun that is one word."""
    return {noun.replace("-", ""): " ".join(pair) for pair, noun in _nouns().items()}


@cache
def _closed() -> frozenset[str]:
    return frozenset(_verbs())


def _is_verb(sentence: Sentence, at: int) -> bool:
    """Whether the word is a verb here, by its tag or by the words beside it, and no noun before a noun."""
    word, tokens = sentence.analysis[at], sentence.tokens
    follower = sentence.analysis[at + 1].upos if at + 1 < len(tokens) else "PUNCT"
    if at + 1 < len(tokens) and tokens[at + 1].text[:1] == "-":
        return False
    if word.xpos in _VERB_TAGS and word.upos == "VERB" and word.sure_tag >= _SURE:
        return True
    before = [token.lower for token in tokens[max(0, at - 2) : at]]
    wanted = len(before) == 2 and before[1] == "to" and bool(default_lexicon().lemmas(before[0]) & _WANTING)
    passive = tokens[at].lower in _PASSIVE and before[-1:] and before[-1] in _PASSIVE_VERBS
    return bool(wanted or passive) and follower not in _NOMINAL
