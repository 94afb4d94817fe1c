"""Names, places and roles of a headline against the story: see `story`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..document import View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding
from ..word_lists import load_list, rules_folder
from .headline_figures import contrast
from .headline_sets import first_sentence, shared_signs
from .people import given_names
from .places import Mention, lands, lands_of, mentions
from .story import Story, story, surname, word_stems

_NAME = lazy(r"(?<![\w'-])[A-ZÀ-ÖØ-Þ][^\W\d_]*[a-zß-öø-ÿ][^\W\d_]*(?:-[A-Z][^\W\d_]+)*")
_LONG = 5  # letters of a name that may be told from another by its spelling


def misspelt(views: Sequence[View]) -> Iterator[Finding]:
    """A headline's name that the story never has, where it has one much like it."""
    told = story(views)
    if told is None:
        return
    known = _names(told)
    for match in _NAME.finditer(told.headline.plain):
        name = match.group()
        if len(name) < _LONG or name.lower() in told.words or _is_word(name) or name in lands_of():
            continue
        like = [other for other in known if other not in told.headline.plain and _alike(name, other)]
        if len(like) == 1:
            view, there = known[like[0]]
            yield contrast(told.headline, match.span(), like[0], view, there)


def _names(told: Story) -> dict[str, tuple[View, tuple[int, int]]]:
    """The capitalised words inside the body's sentences, each with its first place."""
    found: dict[str, tuple[View, tuple[int, int]]] = {}
    for view in told.body:
        for match in _NAME.finditer(view.plain):
            if not _is_word(match.group()) and match.group().lower() not in given_names():
                found.setdefault(match.group(), (view, match.span()))
    return found


def _is_word(name: str) -> bool:
    """Whether it is a word that any headline may have, with a capital."""
    lexicon = default_lexicon()
    return lexicon.knows(name.lower()) or (name.endswith("s") and lexicon.knows(name[:-1].lower()))


def _alike(name: str, other: str) -> bool:
    """Whether one may be a slip for the other: the same first letter, and most letters in the same order."""
    if name[0] != other[0] or abs(len(name) - len(other)) > 3 or _kin(name, other):
        return False
    common = _common(name, other)
    if name[:_SAME] == other[:_SAME] and min(len(name), len(other)) > _SAME + 2:
        return True  # Lindgren, Lindstrom
    return common >= 4 and 3 * common >= 2 * max(len(name), len(other))


_SAME = 4  # letters at their start that make two longer surnames alike


def _kin(name: str, other: str) -> bool:
    """Whether they are forms of one name: a plural, a people, a diminutive."""
    short, long = sorted((name, other), key=len)
    return long.startswith(short) and long[len(short) :] in (
        "s",
        "es",
        "n",
        "an",
        "ian",
        "i",
        "ic",
        "ish",
        "ese",
    )


def _common(first: str, second: str) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(second) + 1)
    for letter in first:
        last = 0
        for at, other in enumerate(second, 1):
            last, row[at] = row[at], last + 1 if letter == other else max(row[at], row[at - 1])
            # `last` is the value up and to the left of the next cell
    return row[-1]


# ── Places ──────────────────────────────────────────────────────────────────────────────────────────────

_PLACED = lazy(r"(?i)\b(?:in|at|near|off|outside|across) $")


def places(views: Sequence[View]) -> Iterator[Finding]:
    """“Fire in Lagos” over a story that is from Accra and never names Lagos or its country."""
    told = story(views)
    claims = mentions(told.headline) if told else []
    if told is None or not claims:
        return
    body = [mention for view in told.body for mention in mentions(view)]
    here = _dateline(told)
    near = [*here, *(mention for mention in body if mention.view in told.lead)]
    named = frozenset().union(*(mention.lands for mention in (*body, *here)))
    for mention in claims:
        if mention.lands & named or mention.text.lower() in told.words:
            continue
        rival = _rival_place(told, mention, near)
        if rival is not None:
            span, there = (mention.start, mention.end), (rival.start, rival.end)
            yield contrast(told.headline, span, _like(mention, rival), rival.view, there)


def _like(mention: Mention, rival: Mention) -> str:
    """The rival's country, people or city, as the headline has it."""
    land = lands()[min(rival.lands)]
    for mine, theirs in zip(lands()[min(mention.lands)], land, strict=True):
        if mention.text in mine and theirs:
            return rival.text if rival.text in theirs else theirs[0]
    return rival.text.title() if rival.text.isupper() else rival.text


def _dateline(told: Story) -> list[Mention]:
    """The places of the dateline, whose city is in capitals."""
    if told.dateline is None:
        return []
    view, text = told.dateline, told.dateline.plain
    cities = (place for place in lands_of() if text.startswith(place.upper()))
    first = [Mention(view, 0, len(city), lands_of()[city]) for city in cities]
    return first or mentions(view)


def _rival_place(told: Story, mention: Mention, near: Sequence[Mention]) -> Mention | None:
    """The one place that the story gives instead: the dateline's, or the nationality of the same noun."""
    head = told.headline.plain
    noun = _noun_after(head, mention.end)
    if noun:
        same = [other for other in near if _noun_after(other.view.plain, other.end) == noun]
        return same[0] if same and len({other.lands for other in same}) == 1 else None
    before = head[: mention.start].split()[-1:]
    struck = any(word.istitle() and default_lexicon().may_be(word.lower(), "VBZ") for word in before)
    if not struck and not _PLACED.search(head[: mention.start]):
        return None
    # What the headline has rightly beside it is no rival: “Chile to send doctors to Peru”.
    right = frozenset().union(*(other.lands for other in mentions(told.headline)))
    rivals = [other for other in near if other.lands.isdisjoint(right)]
    lands = {other.lands for other in rivals}
    return rivals[0] if len(lands) == 1 and not _has_unknown_place(rivals) else None


_UNKNOWN_PLACE = lazy(
    r"\b(?:in|of|near|at|outside|off|across|around) (?:the )?(?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+)*)"
)


def _has_unknown_place(near: Sequence[Mention]) -> bool:
    """Whether the text around the places has one more, of which the list does not know the country."""
    views = {id(other.view): other.view for other in near}
    return any(
        not any(name in match["name"] for name in (*_DAYS, *(other.text for other in near)))
        for view in views.values()
        for match in _UNKNOWN_PLACE.finditer(view.plain)
    )


def _noun_after(text: str, end: int) -> str | None:
    match = lazy(r" ([^\W\d_]+)").match(text, end)
    if match is None:
        return None
    word = match.group(1).lower()
    nouns = word_stems(word) if default_lexicon().may_be(word, "NN", "NNS") else frozenset()
    return min(nouns, default=None)


# ── Who did it ──────────────────────────────────────────────────────────────────────────────────────────

_ACT = lazy(r"(?P<who>[A-Z][\w'-]+),? (?P<verb>[A-Z]?[a-z]+)\b(?: (?P<whom>[A-Z][\w'-]+))?")
_GIVEN = lazy(r"[A-Z][\w'-]+\.? ")


def _act(headline: str) -> re.Match[str] | None:
    """Who does what to whom, where a headline begins with that: “Valdez Wins”, “Ann Valdez Wins”."""
    given = _GIVEN.match(headline)
    for start in (0, given.end() if given else 0):
        match = _ACT.match(headline, start)
        if match and default_lexicon().may_be(match["verb"].lower(), "VBZ", "VB"):
            return match
    return None


def actors(views: Sequence[View]) -> Iterator[Finding]:
    """“Valdez Wins Runoff” over a lead in which Ortega won it from Valdez."""
    told = story(views)
    match = _act(told.headline.plain) if told else None
    if told is None or match is None:
        return
    lead = told.lead[0]
    past = _past(match["verb"].lower())
    acts = (
        [(view, found) for view in told.body for found in _acting(past).finditer(view.plain)] if past else []
    )
    who = [found["who"].split()[-1] for _, found in acts]
    if not who or match["who"] in who or acts[0][0] is not lead or _negated(lead.plain[: acts[0][1].end()]):
        return
    there, body = acts[0][1], " ".join(view.plain for view in told.body)
    loser = not _is_word(match["who"]) and surname(match["who"]).search(body)
    beaten = match["whom"] and lead.plain.startswith(
        (f" {match['whom']}", f" the {match['whom']}"), there.end()
    )
    if (loser or beaten) and there["who"] not in _DAYS:
        yield contrast(told.headline, match.span("who"), who[0], lead, there.span("who"))


_DAYS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday It He She They January February March April June July August September "
    "October November December".split()
)


def _negated(text: str) -> bool:
    return bool(lazy(r"(?i)\b(?:not|never|no|fail\w*|refus\w*)\b|n't\b").search(text))


@cache
def _past(verb: str) -> tuple[str, ...]:
    lexicon = default_lexicon()
    forms = {lexicon.inflect(lemma, "VBD") for lemma in lexicon.lemmas(verb)}
    return tuple(sorted(form for form in forms if form))


@cache
def _acting(past: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?<! of )(?P<who>[A-Z][\w'-]+(?: [A-Z][\w'-]+)*)(?: (?:of|from) (?:the )?[A-Z][\w'-]+(?: [A-Z][\w'-]+)*)?(?:, [^.,;]{{2,60}},)? (?:{'|'.join(past)})\b"
    )


# ── Who is named ────────────────────────────────────────────────────────────────────────────────────────


def strangers(views: Sequence[View]) -> Iterator[Finding]:
    """“Ortiz Named Police Chief” over a story of a Luis Ortega, and of no Ortiz."""
    told = story(views)
    lead = first_sentence(told) if told else None
    if told is None or lead is None:
        return
    head, (view, end) = told.headline.plain, lead
    placed = {word for mention in mentions(told.headline) for word in mention.text.split()}
    own = [
        match
        for match in _NAME.finditer(head)
        if len(match.group()) > _FEW and not _is_word(match.group()) and not _is_people(match.group())
    ]
    lost = [
        match
        for match in own
        if match.group() not in placed
        and not _PLACED_AT.search(head, 0, match.start())
        and not head[: match.start()].lower().endswith("the ")
        and match.group().lower() not in given_names()
        and not _is_told(told, match.group())
    ]
    rivals = [
        match
        for match in _NAME.finditer(view.plain, 0, end)
        if _is_rival(view, match) and match.group() not in head
    ]
    surnames = {match.group() for match in rivals}
    if (
        len(lost) != 1
        or len(surnames) != 1
        or any(_kin(lost[0].group(), name) or _kin(name, lost[0].group()) for name in surnames)
    ):
        return
    (match,), other = lost, rivals[0]
    shared, of = shared_signs(
        f"{head[: match.start()]} {head[match.end() :]}",
        f"{view.plain[: other.start()]} {view.plain[other.end() : end]}",
    )
    if shared > 1 and 2 * shared >= of and _same_part(head, match, view.plain, other):
        yield contrast(told.headline, match.span(), other.group(), view, other.span())


_FEW = 3  # letters of the shortest name


def _is_people(name: str) -> bool:
    """Whether it may be an adjective with a capital, or a language: “Gaelic”, “Victorian”, “Yiddish”."""
    return default_lexicon().may_be(name, "JJ") or name in load_list(
        "things", rules_folder() / "lexicon" / "gazetteer"
    )


def _is_told(told: Story, name: str) -> bool:
    """Whether the story has the name, or a word that begins as it does."""
    stem = name.lower()[:_LONG]
    return any(stem in view.folded for view in (*told.body, *([told.dateline] if told.dateline else [])))


def _is_rival(view: View, match: re.Match[str]) -> bool:
    """Whether a capitalised word of the lead is a surname or a firm's name: no word, first name or place."""
    name, text = match.group(), view.plain
    if len(name) <= _FEW or _is_word(name) or name.lower() in given_names() or name in lands_of():
        return False
    if _is_people(name):
        return False
    if name in _DAYS or lazy(r" [A-Z]").match(text, match.end()):  # a first name is none
        return False
    return (
        not _PLACED_AT.search(text, 0, match.start()) and text[match.end() : match.end() + 2] != ", "
    ) or _named_in_full(text, match)


_PLACED_AT = lazy(
    r"(?i)(?:\b(?:in|at|near|off|outside|across|from|to|of|over|on|around|toward|towards)|,) (?:[A-Z]\w+ )?$"
)


def _named_in_full(text: str, match: re.Match[str]) -> bool:
    """Whether a first name stands before it."""
    before = text[: match.start()].split()[-2:]
    strange = before and before[-1][0].isupper() and before[-1].isalpha() and not _is_word(before[-1])
    return bool(strange) or any(word.lower() in given_names() for word in before)


def _same_part(head: str, match: re.Match[str], lead: str, other: re.Match[str]) -> bool:
    """Whether both open their sentences, or a first name shows that the lead's is a person."""
    opens = match.start() == 0 or _GIVEN.match(head[: match.start()]) is not None
    return _named_in_full(lead, other) or (opens and not lead[: other.start()].strip(" The").strip())
