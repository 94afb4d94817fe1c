"""Headlines in which something rises, wins or is approved over a lead in which it falls, loses or is rejected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..document import View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding
from ..word_lists import load_named
from .headline_figures import contrast
from .headline_sets import first_sentence, shared_signs
from .story import Story, content_stems, story


class Move(NamedTuple):
    """A verb of direction where it stands."""

    start: int
    end: int
    lemma: str


@cache
def _opposites() -> dict[str, frozenset[str]]:
    """Each verb of rising or falling, with its opposites; a phrase has a hyphen: “lay-off”."""
    found: dict[str, frozenset[str]] = {}
    for line in load_named("directions"):
        one, other = (frozenset(part.replace(",", " ").split()) for part in line.split("|"))
        for words, opposites in ((one, other), (other, one)):
            found.update((word, found.get(word, frozenset()) | opposites) for word in words)
    return found


def directions(views: Sequence[View]) -> Iterator[Finding]:
    """“Unemployment Rises” over a lead in which it fell."""
    told = story(views)
    ups = _finite(told.headline.plain) if told else []
    if told is None or not ups or (len(ups) > 1 and ups[1].start - ups[0].end > 1):
        return
    lead = first_sentence(told)
    for mine in (
        ups[:2] if lead else ()
    ):  # of two side by side, the first may be a noun: “Housing Starts Fall”
        finding = _against(told, mine, *lead) if lead else None
        if finding:
            yield finding
            return


def _against(told: Story, mine: Move, view: View, end: int) -> Finding | None:
    """The finding for a verb of the headline, where the lead's first sentence has its opposite of the same thing."""
    subject = content_stems(told.headline.plain[: mine.start])
    if any(
        _same_way(other.lemma, mine.lemma) and _is_of(subject, paragraph.plain, other.start)
        for paragraph in told.lead
        for other in _moves(paragraph.plain)
    ):
        return None
    theirs = [other for other in _moves(view.plain[:end]) if not _in_relative(view.plain, other.start)]
    against = [other for other in theirs if other.lemma in _opposites()[mine.lemma]]
    if len(against) != 1 or _NEGATED.search(view.plain[: against[0].start]):
        return None
    other = against[0]
    if ", but " in view.plain[other.end : end]:  # what came first, and is not the news
        return None
    if not (
        _same_subject(told, mine, view.plain[:end])
        or _same_thing(told, mine, view.plain[:end], other)
        or _opens_alike(told, mine, view.plain, other)
    ):
        return None
    right = _in_form(other.lemma, told.headline.plain[mine.start : mine.end])
    return contrast(told.headline, (mine.start, mine.end), right, view, (other.start, other.end))


def _same_subject(told: Story, mine: Move, lead: str) -> bool:
    """Whether what stands before the headline's verb is all in the lead's first sentence."""
    before = content_stems(told.headline.plain[: mine.start])
    return bool(before) and before <= content_stems(lead)


def _same_thing(told: Story, mine: Move, lead: str, other: Move) -> bool:
    """Whether the better part of the headline without its verb, two words at least, is in the lead."""
    head = told.headline.plain
    shared, of = shared_signs(
        f"{head[: mine.start]} {head[mine.end :]}", f"{lead[: other.start]} {lead[other.end :]}"
    )
    mine_of, theirs_of = _noun_before(head, mine.start), _noun_before(lead, other.start)
    return shared > 1 and (2 * shared >= of or bool(mine_of & theirs_of))


def _opens_alike(told: Story, mine: Move, lead: str, other: Move) -> bool:
    """Whether the headline has but a subject and its verb, and the lead opens with its noun: “Sales rose”."""
    head = told.headline.plain
    opened = lazy(r"(?:The )?(?P<noun>[A-Za-z]+) (?:(?:has|have|had) )?$").match(lead[: other.start])
    alone = mine.end == len(head.rstrip()) and len(head[: mine.start].split()) < _SHORT
    return bool(
        opened
        and alone
        and {"rise", "fall"} & _opposites()[other.lemma]
        and _noun_before(head, mine.start) == content_stems(opened["noun"]) != frozenset()
        and not any(
            _same_way(move.lemma, mine.lemma) for paragraph in told.body for move in _moves(paragraph.plain)
        )
    )


_SHORT = 4  # words before the verb of a headline that is one claim


def _noun_before(text: str, at: int) -> frozenset[str]:
    """The stem of the word that stands before a verb and its auxiliaries: “profits had fallen”."""
    words = text[:at].split()
    while words and words[-1].lower() in _AUXILIARIES:
        words.pop()
    return content_stems(words[-1]) if words else frozenset()


_AUXILIARIES = frozenset("have had has been were was are is be being will would to sharply again".split())
_VERB = lazy(r"[^\W\d_]+")
_NEGATED = lazy(
    r"(?i)\b(?:not|never|no|fail\w*|refus\w*|declin\w* to|against|instead of|rather than|bid|effort|tried|try|plan|plans|attempt\w*|appeal(?:s|ed|ing)?\b(?! courts?\b)) *(?:\w+ ){0,4}$|n't\b"
)
_CLAUSE = lazy(
    r"(?i)\b(?:who|which|whose|whom|after|before|since|because|when|while|once|as|although|though)\b"
    r"[^,.;]*(?:, (?:an?|the|who) [^,.;]*, [^,.;]*)?$"
)
_THAT = lazy(r"(?i)\bthat\b[^,.;]*$")
_SAYS = lazy(
    r"(?i)\b(?:said|says?|told|ruled|rules|announced|found|showed|shows|warned|reported|decided|agreed|voted|ordered|confirmed|claimed|insisted|promised|vowed)\b"
)


def _clause(text: str, at: int) -> re.Match[str] | None:
    """Where the clause begins that hangs on another and holds this place: “who was acquitted in May”."""
    that = _THAT.search(text, 0, at)
    return _CLAUSE.search(text, 0, at) or (that if that and not _SAYS.search(text, 0, that.start()) else None)


def _in_relative(text: str, at: int) -> bool:
    return _clause(text, at) is not None


def _is_of(subject: frozenset[str], text: str, at: int) -> bool:
    """Whether a verb may tell of the headline's subject: a main clause's, or one that names it."""
    clause = _clause(text, at)
    return clause is None or not subject or bool(subject & content_stems(text[clause.start() : at]))


def _moves(text: str) -> list[Move]:
    """The verbs of direction that stand as verbs, with their lemmas."""
    lexicon = default_lexicon()
    found = [
        Move(*match.span(), "acquit" if match["no"] else "convict")
        for match in _VERDICT.finditer(text)
        if not _BOTH.search(text)
    ]
    found += [Move(*match.span(), "reject") for match in _AGAINST.finditer(text)]
    found += [Move(*match.span(), "lose-to") for match in _BEATEN.finditer(text)]
    words = list(_VERB.finditer(text))
    for at, match in enumerate(words):
        word, before = match.group().lower(), text[: match.start()].lower().split()[-1:]
        lemmas = lexicon.lemmas(word)
        phrase = next((lemma for lemma in _phrases(lemmas, words[at + 1 : at + 2])), None)
        lemma = phrase or next(iter(sorted(lemmas & _opposites().keys())), None)
        finite = lexicon.may_be(word, "VBD", "VBZ", "VBN") or before in (
            ["to"],
            ["will"],
            ["would"],
            ["must"],
        )
        finite = finite or any(lexicon.may_be(other, "NNS") for other in before)
        passive = lemma == "beat" and before and before[0] in _PASSIVE and word in ("beaten", "defeated")
        if lemma and finite and not passive and before not in _BEFORE_NOUNS:
            found.append(Move(match.start(), words[at + 1].end() if phrase else match.end(), lemma))
    return found


def _finite(headline: str) -> list[Move]:
    """The headline's verbs of direction; without infinitives, where there is another: “Bill to Ban Vaping Passes”."""
    found = _moves(headline)
    finite = [move for move in found if headline[: move.start].lower().split()[-1:] != ["to"]]
    return finite or found


def _phrases(lemmas: frozenset[str], after: Sequence[re.Match[str]]) -> Iterator[str]:
    """The phrasal verbs that these words make."""
    for word in after:
        for lemma in lemmas:
            if f"{lemma}-{word.group().lower()}" in _opposites():
                yield f"{lemma}-{word.group().lower()}"


_VERDICT = lazy(r"(?i)\b(?:finds?|found|declared|pronounced)\b[^.;]{0,60}?\b(?P<no>not )?guilty\b")
_AGAINST = lazy(
    r"\bvoted\b[^.;,]{0,40}? against (?:an?|the|its|his|her|their) (?!(?:ban|motion|bid|effort|attempt|call|repeal|veto)\b)"
)
_PASSIVE = frozenset("is are was were be been being get gets got".split())
_BEATEN = lazy(r"\b(?:is|are|was|were|been|being|gets?|got) (?:beaten|defeated)\b")
_BOTH = lazy(r"(?i)\bnot guilty\b.*(?<!not )\bguilty\b|(?<!not )\bguilty\b.*\bnot guilty\b")
_BEFORE_NOUNS = [[word] for word in "a an the its his her their this that no any of in".split()]


def _same_way(first: str, second: str) -> bool:
    return bool(_opposites()[first] & _opposites()[second])


def _in_form(lemma: str, model: str) -> str | None:
    """A verb in the form and with the capitals of another."""
    verb, _, particle = lemma.partition("-")
    lexicon = default_lexicon()
    tag = next((tag for tag in ("VBZ", "VBD", "VB") if lexicon.may_be(model.split()[0].lower(), tag)), "VBZ")
    text = " ".join(filter(None, (lexicon.inflect(verb, tag), particle)))
    return text.title() if model[0].isupper() else text
