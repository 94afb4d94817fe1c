"""One person's office, told in two ways: “vice president”, then “president”; “Supreme Court”, then “appeals court”."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from ..document import View
from ..patterns import lazy
from ..rule import Finding, Place, Replace
from . import anaphors
from .mentions import CHANGED, CONTEST, continues, of_another, speaks
from .people import BEFORE_CAPITAL, CAP, Named, Told, by_name, full_names, one_person, shared_surnames
from .person_facts import contradiction

# Heads, each with what tells one holder from another; what no house gives to one person at a time
_OFFICES = {
    "minister": "deputy|prime|foreign|finance|defense|defence|interior|justice|health|education|trade|agriculture|transport|energy|labor|labour"
    "|culture|environment|home|economy|housing|tourism|sports|science|fisheries|immigration|development|planning|water|industry",
    "secretary": "deputy|finance|foreign|home|defense|defence|treasury|health|education|transport|business|press|commerce|labor|energy|interior|general",
    "court justice": "supreme|high|appeals|superior|constitutional|district|family|circuit",
    "court judge": "supreme|high|appeals|superior|constitutional|district|family|circuit|county|crown|municipal|magistrates'|juvenile|"
    "bankruptcy|tax|immigration|traffic|probate|state|federal",
    "judge": "federal|county|state|district|circuit|municipal|appeals|immigration|bankruptcy|family|juvenile|trial",
    "president": "vice|deputy|senior vice|executive vice",
    "chairman": "vice|deputy",
    "chairwoman": "vice|deputy",
    "mayor": "vice|deputy",
    "principal": "vice|deputy|assistant",
    "director": "deputy|assistant|managing|creative|artistic|executive|finance|technical|medical|music|art|athletic",
    "editor": "deputy|assistant|managing|executive|sports|city|news|foreign|political|features|business|culture|night",
    "executive": "chief",
    "officer": "chief executive|chief financial|chief operating|chief technology|chief medical|probation|petty|press",
    "attorney": "district|defense|city|county|assistant district",
    "coach": "head|assistant|goalkeeping|pitching|hitting|batting|fitness",
    "chef": "head|sous|pastry|executive",
    "chief": "deputy|assistant|police|fire",
    "commissioner": "deputy|assistant|police|fire|health|trade",
    "governor": "deputy|lieutenant|vice",
    "manager": "assistant|general|stage|city|campaign|floor|night",
    "conductor": "assistant|chief|guest|principal",
    "professor": "assistant|associate|full|emeritus",
    "sheriff": "deputy|under",
    "chancellor": "vice|deputy vice|pro-vice",
    "ambassador": "deputy",
    "rector": "vice|deputy",
    "provost": "vice|deputy",
    "dean": "associate|assistant|vice",
    "headteacher": "deputy|assistant",
    "superintendent": "deputy|assistant",
    "ombudsman": "deputy",
    "mate": "first|second|third",
    "officer of the watch": "first|second|third",
}


# What makes the holder of an office a lesser one
_LESSER = "(?:deputy|junior|assistant|acting|shadow)"


@cache
def _phrase() -> str:
    offices = (rf"(?:{_LESSER} )?(?:{parts}) {head}" for head, parts in _OFFICES.items())
    bare = "|".join(head for head in _OFFICES if " " not in head)
    return rf"(?i:(?:{'|'.join(offices)})|{bare})"


@cache
def _beside() -> tuple[re.Pattern[str], ...]:
    """An office after a name with a comma, before one, before one with a comma, and in “as foreign minister, Mumba can …”."""
    office = _phrase()
    link = (
        r", (?:\d{1,3}, )?(?:(?:the|an?|its|their|his|her|who (?:is|was|has been|had been)(?: the)?) )?(?:[\w-]+'s )?"
        r"(?:(?:current|former|longtime|new) )?"
    )
    after = rf"(?<![\w-])(?P<name>{CAP}){link}(?P<value>{office})\b(?![ -](?:{'|'.join(_HEAD_GOES_ON)})|, {CAP} {CAP})"
    apposed = rf"\b(?:[Ii]ts|[Tt]he|[Tt]heir|[Tt]he \w+'s|[A-Z][\w'-]+'s) (?P<value>{office})(?: (?:of|for) (?:the )?[a-z]+(?: and [a-z]+)?)?, (?:(?:Mr|Ms|Mrs|Dr|Sir|Dame)\.? )?(?:{CAP} (?:[A-Z]\. )?)?(?P<name>{CAP}),"
    before = rf"{BEFORE_CAPITAL}(?P<value>{office}) (?:{CAP} (?:[A-Z]\. )?)?(?P<name>{CAP})"
    serving = rf"\b[Aa]s (?:the )?(?P<value>{office}), (?:(?:Mr|Ms|Mrs|Dr)\.? )?(?P<name>{CAP})(?= (?:can|is|will|must|may|oversees|leads|runs)\b)"
    return re.compile(after), re.compile(before), re.compile(apposed), re.compile(serving)


_HEAD_GOES_ON = ("elect", "designate", "emeritus", "general")
_FORMER = lazy(
    r"(?i)\b(?:former|then|ex|acting|later|now|future|previous|next|incoming|outgoing|until|before|after|became|promoted|named|appointed"
    r"|(?:in|from|until|till|between) (?:19|20)\d\d)\b"
)


def offices(views: Sequence[View]) -> Iterator[Finding]:
    """“Otto Brandvold, vice president of …”, and then “Brandvold, who has been president since …”."""
    yield from _offices(views)
    yield from _coming_and_going(views)


def _offices(views: Sequence[View]) -> Iterator[Finding]:
    shared = shared_surnames(tuple(views))
    people = {
        surname: uses
        for surname, uses in full_names(tuple(views)).items()
        if one_person(uses) and surname not in shared
    }
    heads = frozenset(head.split()[-1] for head in _OFFICES)
    if not people or not any(heads & view.words for view in views):
        return
    by_head: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    told: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    near = [view for view in views if heads & view.words]
    for name, found in (pair for pattern in _beside() for pair in by_name(pattern, near, heads).items()):
        for place in found if name in people else ():
            if not _FORMER.search(place.view.plain[max(0, place.start - 25) : place.end + 20]):
                part, head = split(place.value)
                office = place._replace(value=f"{part} {head}".strip())
                told[name][head].append(office)
                by_head[head][office.value].append(office)
    changed = any(CHANGED.search(view.plain) for view in near)
    for head, places in (pair for own in told.values() for pair in own.items()):
        if not changed and _rival({place.value for place in places}, head):
            yield from _two_offices(sorted(places, key=lambda place: (place.view.index, place.start)))
    for own in told.values():
        yield from _at_the_top([place for places in own.values() for place in places], near)
    yield from _taken_up(views, by_head)


# Seats of one company that are two people's, unless the story gives one both
_SEATS = frozenset(
    {"chief executive", "chairman", "chairwoman", "chief financial officer", "chief operating officer"}
)
_BOTH = lazy(
    r"(?i)\b(?:chairman|chairwoman|chief (?:executive|financial officer|operating officer))(?: and| as well as|,) (?:[a-z']+ ){0,2}(?:chairman|chairwoman|chief|president)\b"
)


def _at_the_top(places: Sequence[Told], views: Sequence[View]) -> Iterator[Finding]:
    """“Kofi Anim, the chief executive of …”, and then “its chairman, Mr. Anim, …”."""
    seats = sorted(
        (p for p in places if p.value in _SEATS), key=lambda place: (place.view.index, place.start)
    )
    if len({place.value for place in seats}) == 2 and not any(_BOTH.search(view.plain) for view in views):
        yield from _two_offices(seats)


# Heads whose lesser holders are not called by the head alone
_STRICT = frozenset(
    "president chairman chairwoman mayor governor principal commissioner director editor chancellor ambassador rector provost "
    "headteacher superintendent ombudsman".split()
)


def _rival(values: set[str], head: str) -> bool:
    """Whether these are two offices, and not one told more and less fully."""
    if len(values) != 2 or any("prime" in value and value != "prime minister" for value in values):
        return False  # a deputy prime minister has a ministry of his own
    return head not in values or head in _STRICT or (head == "minister" and "deputy minister" in values)


def _two_offices(places: Sequence[Told]) -> Iterator[Finding]:
    first = places[0]
    for place in places[1:]:
        if place.value != first.value:
            capital = place.view.text[place.start].isupper()
            yield contradiction(place, first, first.value.title() if capital else first.value)


def split(office: str) -> tuple[str, str]:
    """What tells the holder from another, and the head: “foreign”, “minister”."""
    text = office.lower()
    head = next(head for head in sorted(_OFFICES, key=len, reverse=True) if text.endswith(head))
    return text[: -len(head)].strip(), head


@cache
def _definite() -> re.Pattern[str]:
    offices = "|".join(rf"(?:{parts}) {head}" for head, parts in _OFFICES.items())
    return re.compile(
        rf"(?i:\bthe )(?P<value>(?i:{offices}))(?= (?:also |later |then )?(?:[a-z]+ed|is|has|will|{anaphors.PAST})\b|[.,;])"
    )


_CHANGING = lazy(
    r"\b[Tt]he (?P<value>incoming|outgoing) (?P<office>(?:[a-z]+ ){0,2}?[a-z]+)(?=,| [A-Z]| (?:also |later )?[a-z]+)"
)


def _coming_and_going(views: Sequence[View]) -> Iterator[Finding]:
    """“The outgoing mayor, Lucía Ferrer”, and then “the incoming mayor said”, with nobody else about."""
    near = [view for view in views if {"incoming", "outgoing"} & view.words]
    found = [(view, match) for view in near for match in _CHANGING.finditer(view.plain)]
    if (
        len(found) != 2
        or len({match["value"] for _, match in found}) != 2
        or len(full_names(tuple(views))) != 1
    ):
        return
    (first, introduced), (view, later) = found
    name = lazy(rf"(?: [a-z]+)*,? (?:{CAP} )+").match(first.plain, introduced.end("value"))
    of_later = later["office"].split()[0]
    if not name or of_later not in introduced["office"].split() or view.quoted(*later.span()):
        return
    end = later.start("office") + len(of_later)
    if speaks(view, end) and not of_another(views, view, end):
        there = Told(first, *introduced.span("value"), introduced["value"])
        yield contradiction(Told(view, *later.span("value"), later["value"]), there)


def _taken_up(views: Sequence[View], by_head: dict[str, dict[str, list[Told]]]) -> Iterator[Finding]:
    """“The finance minister said” where the story has one minister, for foreign affairs."""
    whole = " ".join(view.folded for view in views)
    for view in views:
        for match in _definite().finditer(view.plain):
            part, head = split(match["value"])
            office = f"{part} {head}"
            known = by_head.get(head, {})
            if view.quoted(*match.span()) or len(known) != 1 or office in known or whole.count(office) != 1:
                continue
            if part in _KNOWN_TO_ALL or of_another(views, view, match.end()):
                continue
            if not (speaks(view, match.end()) if head in _MANY else continues(view, *match.span())):
                continue
            (value, places), *_ = known.items()
            if " " in value and places[0].view.index <= view.index:
                yield contradiction(
                    Told(view, *match.span("value"), match["value"]), places[0], _written(places[0])
                )


# Parts of offices whose holders need no introduction: a country has one prime minister, a firm one general manager
_KNOWN_TO_ALL = frozenset({"prime", "chief", "general", "managing", "vice", "deputy", "home"})
# Heads of which a government has many, who act in one story without being introduced
_MANY = frozenset({"minister", "secretary"})


def _written(place: Told) -> str:
    """An office as it is written without a name: in small letters, but for a court's name."""
    text = place.view.plain[place.start : place.end]
    return text[:-7] + text[-7:].lower() if text.endswith("Court Justice") else text.lower()


# ── Trades, ranks, instruments ──────────────────────────────────────────────────────────────────────────

_PARTIES = frozenset({"republican", "democrat"})
# Pairs of one post for a man and a woman: of one person only one is right, whatever he or she does
_OF_SEXES = lazy(
    r"(?:spokes|chair|council|congress|assembly|business)(?:man|woman)|heir(?:ess)?|widow(?:er)?"
)


def callings(views: Sequence[View]) -> Iterator[Finding]:
    """“The lieutenant said” where the story has a captain, unless the mention may be of another officer."""
    for finding in anaphors.callings(views):
        word, view, end = finding.values["match"].lower(), finding.view, finding.end
        if of_another(views, view, end):
            continue
        if word in _PARTIES and any(CONTEST.search(other.plain) for other in views):
            continue
        thing = _thing(word)
        if thing != word and any(thing in other.words for other in views):
            continue  # the violinist who took up the cello
        if _OF_SEXES.fullmatch(word) or continues(view, finding.start, end) or _is_owner(view, end):
            yield finding


def _is_owner(view: View, end: int) -> bool:
    """Whether what is taken up is somebody's own: “the violinist's brisk tempos”."""
    return view.plain.startswith("'s ", end)


def _thing(word: str) -> str:
    """What somebody of this calling plays or does: “cello” for a cellist."""
    return _THINGS.get(word, word.removesuffix("ist"))


_THINGS = {"cellist": "cello", "pianist": "piano", "oboist": "oboe", "flautist": "flute", "drummer": "drums"}


def callings_of_one(views: Sequence[View]) -> Iterator[Finding]:
    """“The violinist Petra Holm” and “Holm, a cellist”, if she has not changed from one to the other."""
    found = list(anaphors.callings_of_one(views))
    if not found or any(CHANGED.search(view.plain) for view in views):
        return
    shared = shared_surnames(tuple(views))
    for finding in found:
        around = finding.view.plain[max(0, finding.start - _NAME) : finding.end + _NAME]
        if not shared or not any(name in around for name in shared):
            yield finding


_NAME = 60  # characters about a calling in which its name stands


# ── He or she ───────────────────────────────────────────────────────────────────────────────────────────

_SPEECH = r"(?:said|says|told [\w' ]{2,25}?|testified|wrote|argued|added|recalled|insisted|claimed|admitted|denied|believed|thought|knew|hoped)"
_HE_OR_SHE = r"(?P<value>he|she)\b"
_PERSON = lazy(
    r"(?i)\b(?:man|woman|men|women|boy|girl|husband|wife|brother|sister|son|daughter|father|mother|uncle|aunt|nephew|niece|boyfriend|"
    r"girlfriend|mr|mrs|ms|miss|king|queen|he|she|him|her|his|hers|himself|herself)\b"
)


OF_SELF = lazy(rf"(?<![\w-])(?P<name>{CAP})(?:, [^,.;]{{2,60}},)?,? {_SPEECH} (?:that )?{_HE_OR_SHE}")


def pronouns(views: Sequence[View]) -> Iterator[Finding]:
    """“Pryce said she heard …”, and later “Pryce told the jury that he …”, with nobody else about."""
    people = full_names(tuple(views))
    for name, found in by_name(OF_SELF, views).items():
        if len({told.value for told in found}) == 2 and one_person(people.get(name, ())):
            others = (told for told in found[1:] if told.value != found[0].value)
            yield from (contradiction(told, found[0]) for told in others if _alone(views, told))


def _alone(views: Sequence[View], told: Told) -> bool:
    """Whether nobody else of whom the pronoun may speak comes before it in its paragraph or the one before."""
    text = told.view.plain[: told.start]
    before = next((view.plain for view in reversed(views) if view.index < told.view.index), "")
    others = [
        match.group()
        for match in _PERSON.finditer(text + " " + before)
        if match.group().lower() in _OF[told.value]
    ]
    return not others


_OF = {
    "he": frozenset(
        "man men boy husband brother son father uncle nephew boyfriend mr king he him his himself".split()
    ),
    "she": frozenset(
        "woman women girl wife sister daughter mother aunt niece girlfriend mrs ms miss queen she her hers herself".split()
    ),
}


# ── Courtesy titles left out ────────────────────────────────────────────────────────────────────────────

_TITLED = lazy(rf"\b(?:Mr|Mrs|Ms|Miss|Mx)\.? (?P<name>{CAP})")
_ENOUGH = 2  # titled mentions that make it the story's style


def bare_mentions(views: Sequence[View]) -> Iterator[Finding]:
    """“Rojas said” in a story that writes “Mr. Adler” each time."""
    titled: dict[str, list[Told]] = defaultdict(list)
    for view in views:
        for match in _TITLED.finditer(view.plain):
            if not view.quoted(*match.span()):
                titled[match["name"].removesuffix("'s")].append(Told(view, *match.span(), match.group()))
    if sum(map(len, titled.values())) < _ENOUGH:
        return
    bare = list(_bare(views, titled))
    near = {place.view.index for places in titled.values() for place in places}
    bare = bare if len(bare) != 1 or _is_styled(views, bare[0], near) else []
    if len(bare) != 1:  # more are a style of the story's, and one is a slip
        return
    for place in bare:
        title = _title_for(views, place.value, next(iter(titled.values()))[0].value)
        options = ((Replace(place.start, place.start, title + " "),),) if title else ()
        there = next(iter(titled.values()))[0]
        related = Place(there.view, there.start, there.end, f"“{there.value}” here")
        values = {"match": place.value, "other": there.value}
        yield Finding(place.view, place.start, place.end, options, values, (related,))


_CLOSE = 2  # paragraphs before a bare name in which the style has been seen
_BARE_TWICE = 2


def _is_styled(views: Sequence[View], bare: Told, titled: set[int]) -> bool:
    """Whether someone has a title just before, and this surname goes bare nowhere else."""
    close = any(index in titled for index in range(bare.view.index - _CLOSE, bare.view.index + 1))
    alone = lazy(rf"(?:^|\b[a-z]+ |[,;:\"] ?|[a-z\"][.?!]\"? ){bare.value}\b")
    return close and sum(len(alone.findall(view.plain)) for view in views) < _BARE_TWICE


_ACTING = lazy(rf"(?<![\w.'-])(?P<name>(?P<value>{CAP})) (?:said|told|added|did|was|had|has|is|will|also)\b")


def _bare(views: Sequence[View], titled: dict[str, list[Told]]) -> Iterator[Told]:
    """Second mentions by the bare surname, as subjects of what a person does."""
    people = full_names(tuple(views))
    for name, found in by_name(_ACTING, views).items():
        uses: Sequence[Named | Told] = (
            people.get(name, ()) if one_person(people.get(name, ())) else titled.get(name, ())
        )
        for told in found if uses else ():
            later = (told.view.index, told.start) > (uses[0].view.index, uses[0].start)
            before = told.view.plain[: told.start].split()[-1:] or ["."]
            opens = before[0][-1] in '.!?,"' or before[0] in ("that", "and", "but")
            if later and opens and len(name) > 1 and not before[0][0].isupper():
                yield told


def _title_for(views: Sequence[View], surname: str, model: str) -> str | None:
    """Mr. or Ms. by the pronoun that the story has for the name, with the stop of the model."""
    stop = "." if "." in model else ""
    told = by_name(OF_SELF, views).get(surname)
    return {"he": "Mr", "she": "Ms"}[told[0].value] + stop if told else None
