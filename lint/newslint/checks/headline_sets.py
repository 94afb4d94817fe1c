"""Headlines against the story, by sets of sister words: a senator and a judge, a son and a daughter, Ohio and Iowa."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..document import View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding
from ..word_lists import load_named
from .headline_figures import contrast
from .places import lands_of, mentions
from .story import Story, content_stems, story

_LEAD = 400  # characters of the lead that may be the headline's match
_LONG = 5  # letters at their start that make two words of one event alike: evacuated, evacuation


class Word(NamedTuple):
    """A word or phrase of a set where it stands in a text."""

    start: int
    end: int
    name: str


@cache
def sisters(beside: bool = False) -> dict[str, frozenset[str]]:
    """Each word with those that the same person or thing is not called; `beside`: of the sets of which a story may have two."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in load_named("rival-roles"):
        if beside or not line.startswith("~"):
            words = line.removeprefix("~ ").split(", ")
            for word in words:
                found[word].update(other for other in words if other != word)
    return {word: frozenset(others) for word, others in found.items()}


@cache
def _names() -> dict[str, str]:
    """Each form of a word of the sets, in small letters, with the word."""
    found: dict[str, str] = {}
    for name in sisters(beside=True):
        found[name.lower()] = name
    for name in sisters(beside=True):
        for form in _forms(name):
            found.setdefault(form, name)
    return found


def _forms(name: str) -> frozenset[str]:
    """A word in both numbers; a phrase and its plural."""
    if not name[0].islower():
        return frozenset({name.lower()})
    plural = None if " " in name else default_lexicon().inflect(name, "NNS")
    return frozenset({name, plural or name + "s"})


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted((re.escape(form) for form in _names()), key=len, reverse=True)
    return re.compile(rf"(?i)(?<![\w'-])(?:{'|'.join(words)})(?![\w-])(?!\.\w)")


def _found(text: str, end: int | None = None) -> Iterator[Word]:
    """The words of the sets in a text; names of places by their capital."""
    for match in _pattern().finditer(text, 0, len(text) if end is None else end):
        name = _names()[match.group().lower()]
        if name[0].islower() or match.group()[0].isupper():
            yield Word(*match.span(), name)


def rivals(views: Sequence[View]) -> Iterator[Finding]:
    """“Senator Is Charged” over a story of a judge, and of no senator."""
    told = story(views)
    if told is None:
        return
    yield from _actors(told)
    claims = [
        word
        for word in _found(told.headline.plain)
        if not _told(told, word.name) and not _is_name(told.headline, word) and not _land_told(told, word)
    ]
    lead = _first(told)
    if lead is None:
        return
    ends = {_next(told.headline.plain, word.end) for word in claims} - {""}
    theirs = [
        (lead, word)
        for word in _found(lead.plain, _LEAD)
        if not _is_part(lead.plain, word) or _next(lead.plain, word.end) in ends
    ]
    if told.dateline is not None:
        theirs += [(told.dateline, word) for word in _found(told.dateline.plain)]
    head = told.headline.plain
    own = {word.name for word in _found(head)}
    for word in claims:
        others = [(view, other) for view, other in theirs if other.name in sisters(beside=True)[word.name]]
        firm = [(view, other) for view, other in others if other.name in sisters().get(word.name, ())]
        others = firm or others  # a doctor rather than a patient for the nurse
        if len({other.name for _, other in others}) != 1 or others[0][1].name in own:
            continue
        view, other = others[0]
        sure = other.name in sisters().get(word.name, ()) or (
            view is lead and _same_slot(head, word, lead.plain, other)
        )
        named = view is lead and "" != _next(head, word.end) == _next(lead.plain, other.end)
        if sure and (named or _same_event(head, word, lead.plain, other if view is lead else None)):
            right = _as_in(head, word, other.name)
            yield contrast(told.headline, (word.start, word.end), right, view, (other.start, other.end))


def _actors(told: Story) -> Iterator[Finding]:
    """“Senate Passes Farm Bill” over “The House passed a farm bill”, though the story speaks of the Senate too."""
    head, lead = told.headline.plain, first_sentence(told)
    mine = next(_found(head), None)
    verb = lazy(r"(?: (?:[A-Z]?is|to|[Ii]s|[Aa]re))? ([^\W\d_]+)").match(head, mine.end) if mine else None
    lexicon = default_lexicon()
    if (
        mine is None
        or verb is None
        or lead is None
        or not _told(told, mine.name)
        or not _OPENS.match(head[: mine.start])
    ):
        return
    word = verb.group(1).lower()
    forms = (
        {form for base in lexicon.lemmas(word) for form in lexicon.forms(base)}
        if lexicon.may_be(word, "VB*")
        else set()
    )
    view, end = lead
    acts = (
        lazy(
            rf" (?:(?:has|have|had|is|was|were|are|will|on \w+day) )*(?:{'|'.join(sorted(map(re.escape, forms)))})\b"
        )
        if forms
        else None
    )
    for other in _found(view.plain, min(end, _LEAD)) if acts else ():
        if other.name == mine.name:
            return
        if acts and acts.match(view.plain, other.end):
            if other.name in sisters(beside=True)[mine.name] and _same_event(head, mine, view.plain, other):
                right = _as_in(head, mine, other.name)
                yield contrast(told.headline, (mine.start, mine.end), right, view, (other.start, other.end))
            return


_OPENS = lazy(r"(?:[\w.'-]+ )?$")


def _first(told: Story) -> View | None:
    """The first paragraph that is a sentence: no date, no byline."""
    return next((view for view in told.lead if view.plain.rstrip("\"' ")[-1:] in (".", "?", "!")), None)


def first_sentence(told: Story) -> tuple[View, int] | None:
    """The lead's paragraph and where its first sentence ends."""
    view = _first(told)
    return (view, view.sentences[0].end) if view and view.sentences else None


def _as_in(text: str, word: Word, right: str) -> str | None:
    """The right word in the number and with the capitals of the headline's."""
    old = text[word.start : word.end]
    if old.lower() != word.name.lower() and right[0].islower():
        right = (default_lexicon().inflect(right, "NNS") if " " not in right else None) or right + "s"
    if old[0].isupper() and right[0].islower():
        whole = len(old.split()) > 1 and old.split()[-1][0].isupper()
        right = (
            right.title()
            if whole or (" " not in right and right.isascii() and "'" not in right)
            else right[0].upper() + right[1:]
        )
    return right


_SHORT = {
    "senator": "sen",
    "governor": "gov",
    "congressman": "rep",
    "congresswoman": "rep",
    "captain": "capt",
    "lieutenant": "lt",
    "sergeant": "sgt",
    "colonel": "col",
    "major": "maj",
    "corporal": "cpl",
    "commander": "cmdr",
    "admiral": "adm",
    "professor": "prof",
    "doctor": "dr",
    "priest": "rev",
    "veterinarian": "vet",
    "president": "presidential",
    "house": "representatives",
}
# What else may say of somebody or something that it is this
_ALSO = (
    ("bus", "coach"),
    ("boat", "ship", "ferry", "vessel", "dinghy", "canoe"),
    ("plane", "jet", "aircraft", "airliner", "flight", "airplane"),
    ("train", "rail", "railway", "locomotive", "subway"),
    ("truck", "lorry"),
    ("fire", "blaze", "flames", "burned", "burnt"),
    ("flood", "floodwater", "floodwaters", "flooding", "flooded"),
    ("teenager", "teen", "youth"),
    ("mother", "mom", "mum"),
    ("father", "dad"),
    ("explosion", "blast"),
    ("final", "finals"),
    ("drought", "dry"),
    ("heat", "hot", "heatwave"),
    ("men", "man", "male", "brothers"),
    ("women", "woman", "female", "sisters"),
    ("man", "men", "he", "his", "him", "mr"),
    ("woman", "women", "she", "her", "ms", "mrs"),
    ("boy", "boys", "schoolboy"),
    ("girl", "girls", "schoolgirl"),
    ("buying", "buy", "bought", "buys"),
    ("selling", "sell", "sold", "sells"),
    ("profit", "profits", "profitable", "earned", "earnings"),
    ("loss", "losses", "lost", "losing"),
    ("import", "imports", "imported"),
    ("export", "exports", "exported"),
    ("murder", "killing", "kill", "killed", "slaying"),
    ("theft", "steal", "stole", "stolen", "stealing"),
    ("shooting", "shot", "gunman", "gunmen"),
    ("stabbing", "stabbed", "knife"),
    ("gun", "shot", "pistol", "rifle"),
    ("knife", "stabbed"),
    ("strike", "walkout", "strikes", "striking"),
    ("snow", "snowfall", "snowstorm", "blizzard"),
    ("teacher", "teaches", "taught", "schoolteacher"),
    ("painter", "painted", "paintings", "artist"),
    ("singer", "sings", "sang"),
    ("olympics", "olympic", "games"),
    ("morning", "dawn", "a.m"),
    ("evening", "night", "p.m"),
)


def _told(told: Story, name: str) -> bool:
    """Whether the story has the word, in another number or a short form, or what may stand for it."""
    if not name[0].islower() or " " in name:
        pattern = lazy(rf"(?<!\w){re.escape(name.lower())}")
        return any(pattern.search(view.folded) for view in told.body) or _in_dateline(told, name)
    alike = {other for group in _ALSO if group[0] == name for other in group}
    people = name.endswith(("man", "men")) or name in ("boy", "girl", "boys", "girls")
    forms = (
        _forms(name)
        | (default_lexicon().forms(name) if not people else frozenset())
        | alike
        | {_SHORT.get(name, name)}
    )
    if forms & told.words:
        return True
    return not people and any(
        word.endswith(name) or (len(name) > _LONG and word.startswith(name)) for word in told.words
    )


def _land_told(told: Story, word: Word) -> bool:
    """Whether the word is a city and the story names its country or another of its cities: “the Greek capital”."""
    own = lands_of().get(word.name, frozenset())
    rivals = sisters().get(word.name, frozenset())
    return bool(own) and any(
        own == other.lands and other.text not in rivals for view in told.body for other in mentions(view)
    )


def _in_dateline(told: Story, name: str) -> bool:
    return told.dateline is not None and name.lower() in told.dateline.folded


def _is_name(view: View, word: Word) -> bool:
    """Whether the headline's word is a part of a name or of a compound: “Bull Run”, “Lions”."""
    text = view.plain
    return bool(
        lazy(r"['’]").match(text, word.end)
        and word.name[0].isupper()
        and text[word.end + 1 : word.end + 2] == "s"
    )


def _next(text: str, end: int) -> str:
    """The word that follows, in small letters."""
    match = lazy(r" ([^\W\d_]+)").match(text, end)
    return match.group(1).lower() if match else ""


_PART = lazy(r"[A-Z][\w'-]* $")
_PART_AFTER = lazy(r" [A-Z][\w'-]*")


def _is_part(text: str, word: Word) -> bool:
    """Whether a small word of the lead has a capital, as a part of a name."""
    if word.name[0].isupper() or not text[word.start].isupper():
        return False
    return bool(_PART.search(text, 0, word.start) or _PART_AFTER.match(text, word.end))


_NUMBER = lazy(r"\d[\d,.]*\d|\d")


def _signs(text: str) -> frozenset[str]:
    """What tells one event from another: content words and figures."""
    return content_stems(text) | frozenset(_NUMBER.findall(text))


def shared_signs(head: str, lead: str) -> tuple[int, int]:
    """How many of the headline's signs the lead has, and of how many."""
    mine, theirs = _signs(head), _signs(lead)
    starts = {stem[:_LONG] for stem in theirs if len(stem) >= _LONG}
    return sum(stem in theirs or stem[:_LONG] in starts for stem in mine), len(mine)


def _same_event(head: str, word: Word, lead: str, other: Word | None) -> bool:
    """Whether the rest of the headline is told in the lead: two of its words, or all."""
    rest = f"{lead[: other.start]} {lead[other.end :]}" if other else lead
    shared, of = shared_signs(f"{head[: word.start]} {head[word.end :]}", rest)
    return shared > 1 or shared == of == 1


_FIRST = 2  # words before it with which a word still opens a headline
_BESIDE = 5  # words of the lead beside the sister in which the headline's neighbour is looked for
_ANY = lazy(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d[\d,.]*")


def _same_slot(head: str, word: Word, lead: str, other: Word) -> bool:
    """Whether both open their sentences, or the headline's word beside its own stands beside the lead's too."""
    if len(head[: word.start].split()) < _FIRST and len(lead[: other.start].split()) < _FIRST + 1:
        return True
    before, after = _signs(head[: word.start]), _signs(head[word.end :])
    for side, mine, theirs in (
        (-1, head[: word.start], lead[: other.start]),
        (0, head[word.end :], lead[other.end :]),
    ):
        own = [piece for piece in _ANY.findall(mine) if _signs(piece) & (before if side else after)]
        near = _ANY.findall(theirs)
        near = near[-_BESIDE:] if side else near[:_BESIDE]
        if own and _signs(own[side]) & frozenset().union(*map(_signs, near), frozenset()):
            return True
    return False
