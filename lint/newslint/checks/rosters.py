"""A count and the names that follow it: “two new directors. They are Ann Roe, who …; Tom Poe, …; and …”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import Sentence, View
from ..lexicon import copy_case
from ..patterns import lazy
from ..rule import Finding, Place
from . import reckoning
from .acronyms import HEADS
from .quantity import finding, in_words, to_number

_COUNT = r"(?P<count>(?i:\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))\b|(?<![\d.,:$£€-])(?:[2-9]|1[0-9]|20)(?![\d.,:%-]))"
_NOUN = r"(?P<noun>[a-z]+s|[a-z]*men|[a-z]*women|people|children)"
_COUNTED = lazy(rf"{_COUNT} (?:[a-z][a-z'-]*(?<!s) ){{0,3}}?{_NOUN}\b")
_NOT_ALL = lazy(
    r"(?i)\b(?:of|least|most|than|other|another|about|nearly|almost|over|first|last|next|also|up to|including|among|additional)\b[^,.;]{0,12}$"
)
# “Two governors and a chairman”: the list has them all
_WITH_MORE = lazy(r"(?:,| and| plus| with|, along with) (?:an?|one|the|his|her|its|their)\b")
# “Five people were shot, some fatally. The dead were …”: not all are named
_SOME = lazy(
    r"(?i)\b(?:some|fatally|hurt|injured|wounded|shot|survived|several|many|most|chosen from|from among|shortlist\w*|half|mostly)\b"
)
_AND_BEFORE = lazy(r"\b(?:an?|one|the|his|her|its|their) [a-z ]{2,40} and $")
_SPANS = frozenset(
    "years days hours minutes months weeks times points goals runs seconds miles kilometers kilometres meters metres feet acres degrees "
    "votes percent decades couples pairs duos trios teams groups sets is was has".split()
)
# “They are …”, “The trustees were named as …”, “Those killed were …”
_THEY = lazy(
    r"(?:They|These|The (?:[a-z-]+ ){0,2}?(?P<noun>[a-z]+s|[a-z]*men|people|children)|Those [a-z]+ed|The (?:dead|injured|others))(?: are| were| will be| have been)(?: (?:named|identified)(?: by [a-z ]{3,30})? as)?:? (?=[A-Z])"
)
_ARE = lazy(
    rf"\b(?:The|Its|Her|His|Their|the|its|her|his|their) {_COUNT} (?:[a-z][a-z'-]* ){{0,3}}?{_NOUN}(?: are| were|, named as|:)(?: (?:named|identified) as)?:? (?=[A-Z])"
)
# “Three people were charged: Ann Roe, 34, of Alm; Tom Poe, 40; and Jan Moe, 19.”
_COLON = lazy(rf"{_COUNT} (?:[a-z][a-z'-]*(?<!s) ){{0,3}}?{_NOUN}\b[^.;:\d]{{0,60}}: (?=[A-Z])")
_NAME = r"[A-Z][\w'’&.-]*(?: (?:(?:of|the|de|von|van|al) )?[A-Z][\w'’&-]*\.?){0,4}"
_NAMES = lazy(rf"(?P<list>{_NAME}(?:, {_NAME})+,? and {_NAME})(?=\.?$|\.? *\Z)")
_ITEM = lazy(rf"{_NAME}(?:,|$| of | from | \(|\.?$)")
_SECOND = lazy(
    r"^[^,(]* and |, and [A-Z]|,? (?:and|with) (?:his|her|their) |\b(?:both|couple|brothers|sisters|twins)\b"
)
_STATE = lazy(
    r"(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Jr|Sr|Inc|Ltd|[A-Z]{2})\.?"
)
_COUNTS = frozenset(
    (*"two three four five six seven eight nine ten eleven twelve".split(), *map(str, range(2, 21)))
)
_FEWEST = 3  # items of a list
_SLIP = 3  # items that a list may have more or less than the count says


def named_lists(views: Sequence[View]) -> Iterator[Finding]:
    """“Four countries, France, Germany and Spain”, and lists that are a sentence of their own, or of long items."""
    yield from reckoning.named_lists(views)
    for at, view in enumerate(views):
        if view.block.scope in HEADS or not (";" in view.text or " and " in view.text):
            continue
        for number, sentence in enumerate(view.sentences):
            text = view.plain[sentence.start : sentence.end]
            if " are " not in text and " were " not in text and ": " not in text and " be" not in text:
                continue
            if not _COUNTS.isdisjoint(sentence.words):
                yield from _in_one(view, sentence)
            where = view if number else views[at - 1] if at else None
            if where is not None and where.block.scope not in HEADS and where.sentences:
                yield from _after(view, sentence, where, where.sentences[number - 1])
                yield from _placed(view, sentence, where, where.sentences[number - 1])


def _in_one(view: View, sentence: Sentence) -> Iterator[Finding]:
    """“The four finalists are Ann Roe, Tom Poe and Jan Moe.”"""
    for match in _ARE.finditer(view.plain, sentence.start, sentence.end):
        items = _items(view.plain[match.end() : sentence.end].rstrip())
        if match["noun"] not in _SPANS and _differ(match["count"], items):
            yield _wrong(view, match, items)
    if "; " not in view.plain[sentence.start : sentence.end]:
        return
    for match in _COLON.finditer(view.plain, sentence.start, sentence.end):
        items = _items(view.plain[match.end() : sentence.end].rstrip())
        part = _NOT_ALL.search(view.plain, sentence.start, match.start())
        if match["noun"] not in _SPANS and not part and _differ(match["count"], items):
            yield _wrong(view, match, items)


def _after(view: View, sentence: Sentence, where: View, before: Sentence) -> Iterator[Finding]:
    """“Chose two directors. They are …”: a list in the sentence after the count."""
    opens = _THEY.match(view.plain, sentence.start)
    items = _items(view.plain[opens.end() : sentence.end].rstrip()) if opens else 0
    if not opens or not items:
        return
    counts = [
        match
        for match in _COUNTED.finditer(where.plain, before.start, before.end)
        if match["noun"] not in _SPANS and (opens["noun"] in (None, match["noun"]))
    ]
    if len(counts) != 1 or not _differ(counts[0]["count"], items):
        return
    if _SOME.search(where.plain, before.start, before.end):
        return
    match = counts[0]
    more = _WITH_MORE.match(where.plain, match.end()) or _AND_BEFORE.search(
        where.plain, before.start, match.start()
    )
    if more or _NOT_ALL.search(where.plain, before.start, match.start()) or where.quoted(*match.span()):
        return
    words = frozenset((str(items), in_words(items) or ""))
    if words.isdisjoint(before.words):
        found = _wrong(where, match, items)
        yield found._replace(related=(Place(view, sentence.start, sentence.end, "the list"),))


# Of these each has a building of its own; of bombs or men several may be in one
_HOUSED = (
    r"(?:cent(?:er|re)s|clinics|shops|stores|cafes|cafés|schools|branches|libraries|offices|kitchens|shelters|locations|polling places|venues|hubs|"
    r"outlets|museums|restaurants|pharmacies|depots|theat(?:er|re)s|cinemas|nurseries|surgeries|stations)"
)
_HOUSES = lazy(_HOUSED)
# “They will be in the town hall, the old mill, a barn on Elm Road and the school”
_PLACED = lazy(
    r"(?:They|The (?:[a-z-]+ ){0,2}?(?P<noun>[a-z]+s))(?: are| will be)(?: located| placed| built| set up)? (?P<in>in|at) (?=the |an? )"
)
_PLAIN_ITEM = lazy(r"(?P<article>the|an?|[A-Z][\w'’-]*) [A-Za-z][\w'’.-]*(?: [A-Za-z][\w'’.-]*){0,6}")
_UNSURE = lazy(
    r"\b(?:both|all|some|each|one|two|three|four|five|which|who|where|that|with|including|or|near|also|other|others|another|plus|outside|between|corners?|sides?|ends?|respectively|floors?|wings?|north\w*|south\w*|east\w*|west\w*|end|town(?! hall)|towns|city|downtown|districts?|county|region|areas?|state|neighbou?rhoods?|village|province|valley|coast|suburbs?|center of|centre of|mountains|country|[NSEW][a-z]+ (?:Side|End)|Bronx)\b"
)
_PLURAL = lazy(r"[a-z]{2,}(?<![suia])s(?= |$)(?! [A-Z])")


def _placed(view: View, sentence: Sentence, where: View, before: Sentence) -> Iterator[Finding]:
    """“Will open five centers. The centers will be in the hall, the mill, the school and a barn.”"""
    opens = _PLACED.match(view.plain, sentence.start)
    items = _buildings(view.plain[opens.end() : sentence.end].rstrip(), opens["in"]) if opens else 0
    if not opens or not items or view.quoted(sentence.start, sentence.end):
        return
    counts = list(_COUNTED.finditer(where.plain, before.start, before.end))
    told = set(_COUNTS & before.words)
    if len(counts) != 1 or len(told) != 1 or not _differ(counts[0]["count"], items):
        return
    match = counts[0]
    some = _SOME.search(where.plain, before.start, before.end)
    part = _NOT_ALL.search(where.plain, before.start, match.start())
    more = _WITH_MORE.match(where.plain, match.end())
    same = opens["noun"] in (None, match["noun"]) and _HOUSES.fullmatch(match["noun"])
    if same and not (some or part or more):
        found = _wrong(where, match, items)
        yield found._replace(related=(Place(view, sentence.start, sentence.end, "the list"),))


def _buildings(text: str, preposition: str) -> int:
    """How many buildings a list names, each with its article; 0 where one item may be two, or two items one."""
    text = text.removesuffix(".")
    if text.count(" and ") != 1 or _UNSURE.search(text) or any(char in text for char in ';:()—–"0123456789'):
        return 0
    head, _, last = text.partition(" and ")
    names = [*head.removesuffix(",").split(", "), last]
    if len(names) < _FEWEST or ", " in last:
        return 0
    matches = [_PLAIN_ITEM.fullmatch(name.removeprefix(f"{preposition} ")) for name in names]
    if not all(matches) or any(map(_PLURAL.search, names)):
        return 0
    articles = [match["article"] for match in matches if match]
    # “The library, a former bank, …”: one may be said of the other
    apart = all(article in ("a", "an") for article in articles) or not {"a", "an"} & {*articles[1:-1]}
    return len(names) if apart else 0


def _differ(count: str, items: int) -> bool:
    return bool(items) and 0 < abs(int(to_number(count)) - items) <= _SLIP


def _wrong(view: View, match: re.Match[str], items: int) -> Finding:
    word = in_words(items) or str(items)
    right = str(items) if match["count"][0].isdigit() else copy_case(match["count"], word)
    return finding(view, match.span("count"), right, items=word)


def _items(text: str) -> int:
    """How many a list names; 0 where that is not sure."""
    if text.count("; ") >= 1:
        parts = text.split("; ")
        if len(parts) < 3 or not parts[-1].startswith("and "):
            return 0
        names = [*parts[:-1], parts[-1].removeprefix("and ")]
        sure = all(_ITEM.match(name) and not _SECOND.search(name) for name in names)
        return len(names) if sure else 0
    match = _NAMES.match(text)
    if match is None:
        return 0
    names = re.split(r",? and |, ", match["list"])
    return 0 if match["list"].count(" and ") > 1 or any(map(_STATE.fullmatch, names)) else len(names)
