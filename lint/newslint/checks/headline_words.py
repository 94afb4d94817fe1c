"""Headlines against the story, word by word: ages, ordinals, votes, the firm that acts, who does what to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding
from .headline_figures import contrast, tells
from .quantity import NUMBER, ORDINALS, in_words, to_number
from .story import Story, content_stems, story

_ORDINAL = lazy(
    rf"\b(?P<value>{'|'.join(word.capitalize() for word in ORDINALS)}|{'|'.join(ORDINALS)}) (?P<noun>(?:[A-Za-z-]+ )?[A-Za-z]+)"
)
_AGED = lazy(
    r"(?:\b(?:aged|at|Aged|At|age|Age) |(?<=[a-z], ))(?P<value>\d{1,3})\b(?!%|,\d|:| ?[ap]\.?m)(?=,|$|[^,]*$| [A-Z])"
)
_AGE_TOLD = lazy(
    r"\b(?:[Aa]t the age of|[Aa]ged|[Aa]t age|[Aa]t|age of) (?P<value>\d{1,3})\b(?! ?(?:%|percent|[ap]\.?m|miles|per))|(?<=, )(?P<value2>\d{1,3})(?=,)"
)
_COUNTED = lazy(rf"\b(?P<value>{NUMBER})[ -](?P<unit>[Ww]eeks?|[Mm]onths?|[Yy]ears?|[Dd]ays?|[Hh]ours?)\b")
_VOTE = lazy(rf"\b(?P<one>{NUMBER})(?:-| (?:votes )?to )(?P<two>{NUMBER})\b", 0)


_BARE_ORDINAL = lazy(rf"\bthe (?P<value>{'|'.join(ORDINALS[1:])}) (?:to|in|such|since|so far|this)\b")


def ordinals(views: Sequence[View]) -> Iterator[Finding]:
    """“Fifth Straight Month” over a story of the fourth straight month."""
    told = story(views)
    for match in _ORDINAL.finditer(told.headline.plain) if told else ():
        assert told is not None
        value, noun = match["value"].lower(), match["noun"].lower()
        if any(lazy(rf"\b{value}\b").search(view.folded) for view in told.body):
            continue
        found: list[tuple[View, re.Match[str]]] = []
        for words in (noun, noun.split()[0]):
            pattern = lazy(rf"\b(?P<value>{'|'.join(ORDINALS)}) {words}\b")
            found = found or [(view, other) for view in told.body for other in pattern.finditer(view.folded)]
        if not found:  # “the fourth to leave”
            found = [(view, other) for view in told.lead for other in _BARE_ORDINAL.finditer(view.folded)]
            found = found if noun.split()[0] in told.lead[0].words else []
        if len({other["value"] for _, other in found}) == 1:
            view, other = found[0]
            yield contrast(
                told.headline,
                match.span("value"),
                _cased(other["value"], match["value"]),
                view,
                other.span("value"),
            )


def _cased(word: str, model: str) -> str:
    return word.capitalize() if model[0].isupper() else word


def ages(views: Sequence[View]) -> Iterator[Finding]:
    """“Dies aged 114” over a story of a death at the age of 141."""
    told = story(views)
    match = _AGED.search(told.headline.plain) if told else None
    if (
        told is None
        or match is None
        or any(lazy(rf"(?<!\d){match['value']}(?!\d)").search(view.plain) for view in told.body)
    ):
        return
    found = [(view, other) for view in told.body for other in _AGE_TOLD.finditer(view.plain)]
    values = {other["value"] or other["value2"] for _, other in found}
    if len(values) == 1 and not any(_OTHER_TIME.search(view.plain[: other.start()]) for view, other in found):
        view, other = found[0]
        yield contrast(told.headline, match.span("value"), values.pop(), view, other.span())


# An age of another day: “would be back at 94”
_OTHER_TIME = lazy(r"\b(?:would|will|when|until|since|began|started|first|wants?|hopes?|plans?)\b[^.;]*$")


_OPPOSITES = tuple(
    frozenset(pair.split())
    for pair in (
        "oldest newest|oldest youngest|largest smallest|biggest smallest|highest lowest|longest shortest|richest poorest|hottest coldest|"
        "fastest slowest|first last|tallest shortest|heaviest lightest|wettest driest|safest deadliest|busiest quietest"
    ).split("|")
)
# Each with what may say the same
_SUPERLATIVES = tuple(
    frozenset(words.split())
    for words in (
        "oldest longest-serving earliest first,newest youngest latest,largest biggest greatest widest,smallest tiniest narrowest,highest tallest steepest,lowest shallowest,longest,"
        "shortest,richest wealthiest,poorest,hottest warmest,coldest coolest,fastest quickest,slowest,best,worst deadliest,tallest highest,heaviest,lightest,"
        "wettest rainiest,driest,safest,busiest,quietest,cheapest,costliest priciest dearest,deepest,strongest,weakest,fewest,most"
    ).split(",")
)
_OF_WHAT = lazy(
    rf"(?i)\b(?P<value>{'|'.join(sorted(set().union(*_SUPERLATIVES) - {'most', 'fewest', 'first'}))}) (?P<noun>(?:[^\W\d_]+ )?[^\W\d_]+)"
)


def superlatives(views: Sequence[View]) -> Iterator[Finding]:
    """“City's Newest Theater Closes” over a lead on its oldest; “Oldest Tree” over “the tallest tree”."""
    told = story(views)
    mine = list(_OF_WHAT.finditer(told.headline.plain)) if told else []
    if told is None or len(mine) != 1:
        return
    value, noun = mine[0]["value"].lower(), frozenset(mine[0]["noun"].lower().split())
    alike = frozenset().union(*(words for words in _SUPERLATIVES if value in words))
    if any(alike & view.words or any(word in view.folded for word in alike) for view in told.body):
        return
    theirs = [(view, other) for view in told.lead for other in _OF_WHAT.finditer(view.plain)]
    if len({other["value"].lower() for _, other in theirs}) != 1:
        return
    view, other = theirs[0]
    wrong = frozenset({value, other["value"].lower()}) in _OPPOSITES
    shared = content_stems(told.headline.plain) & content_stems(view.plain)
    if noun & frozenset(other["noun"].lower().split()) or (wrong and len(shared) > 1):
        right = _cased(other["value"].lower(), mine[0]["value"])
        yield contrast(told.headline, mine[0].span("value"), right, view, other.span("value"))


_MONEY = lazy(
    r"(?P<value>(?:US|C|A|HK|NZ)?\$|[£€¥])(?P<number>\d[\d,.]*\d|\d)(?: ?(?P<scale>[Mm]illion|[Bb]illion|[Tt]rillion|[mb]n?\b|[MB]\b))?"
)


def currencies(views: Sequence[View]) -> Iterator[Finding]:
    """“€20 Million Fine” over a story of $20 million, and of no euros."""
    told = story(views)
    for match in _MONEY.finditer(told.headline.plain) if told else ():
        assert told is not None
        found = [(view, other) for view in told.body for other in _MONEY.finditer(view.plain)]
        same = [(view, other) for view, other in found if other["number"] == match["number"]]
        signs = {other["value"][-1] for _, other in found}
        if same and match["value"][-1] not in signs and len({other["value"] for _, other in same}) == 1:
            view, other = same[0]
            yield contrast(told.headline, match.span("value"), other["value"], view, other.span("value"))


_UNITS = tuple(
    frozenset(words.split())
    for words in (
        "second minute hour day week month year decade|inch foot yard mile meter metre kilometer kilometre centimeter|ounce pound gram kilogram kilo ton tonne|"
        "acre hectare|liter litre gallon barrel"
    ).split("|")
)
_ALIKE = (
    frozenset({"meter", "metre"}),
    frozenset({"kilometer", "kilometre"}),
    frozenset({"liter", "litre"}),
    frozenset({"kilogram", "kilo"}),
    frozenset({"ton", "tonne"}),
)
_MEASURED = lazy(
    rf"(?i)\b(?P<number>{NUMBER})[ -](?P<value>{'|'.join(sorted(set().union(*_UNITS), key=len, reverse=True))}|feet|inche)s?\b"
)


def units(views: Sequence[View]) -> Iterator[Finding]:
    """“Gets Nine Months” over a story of nine years, and of no nine months."""
    told = story(views)
    for match in _MEASURED.finditer(told.headline.plain) if told else ():
        assert told is not None
        number, unit = to_number(match["number"]), _unit(match["value"])
        found = [
            (view, other)
            for view in told.body
            for other in _MEASURED.finditer(view.plain)
            if to_number(other["number"]) == number
        ]
        group = next(words for words in _UNITS if unit in words)
        others = [(view, other) for view, other in found if _unit(other["value"]) in group]
        if len({_unit(other["value"]) for _, other in others}) != 1 or _may_be_told(told, unit, others[0]):
            continue
        view, other = others[0]
        if _unit(other["value"]) != unit and frozenset({unit, _unit(other["value"])}) not in _ALIKE:
            start, end = match.start("value"), match.end()
            right = other.group()[other.start("value") - other.start() :]
            yield contrast(
                told.headline,
                (start, end),
                _cased(right, match["value"]),
                view,
                (other.start("value"), other.end()),
            )


def _may_be_told(told: Story, unit: str, other: tuple[View, re.Match[str]]) -> bool:
    """Whether the story may tell the headline's amount in other words: the rival comes late, or its unit stands in words."""
    view, match = other
    late = view is not told.lead[0] or bool(view.sentences and match.start() > view.sentences[0].end)
    words = {"month": "year", "week": "month", "day": "week", "hour": "day"}
    near = lazy(
        rf"\b(?:an?|one|half|half a) (?:{words.get(unit)}s?)\b(?! (?:later|ago|earlier|before|after|old))"
    )
    return late or any(near.search(paragraph.folded) for paragraph in told.lead)


def _unit(word: str) -> str:
    """A unit's singular."""
    return {"feet": "foot", "inche": "inch"}.get(word.lower(), word.lower())


_SPAN = [["after"], ["for"], ["in"], ["every"], ["within"], ["of"]]


_TERM = lazy(
    r"\b(?:gets?|faces?|given|handed|draws?|receives?|serves?|sentenced to|jailed(?: for)?|imprisoned(?: for)?) $"
)
_SERVED = lazy(
    r"\b(?:sentenced (?:[\w ]{0,30} )?to|jailed (?:[\w ]{0,20} )?for|faces?(?: up to)?|serve|term of|prison for|sentence of|given|handed) $"
)


def stretches(views: Sequence[View]) -> Iterator[Finding]:
    """“After nine weeks” over a story of six weeks and a six-week strike."""
    told = story(views)
    for match in _COUNTED.finditer(told.headline.plain) if told else ():
        assert told is not None
        unit, value = match["unit"].lower().rstrip("s"), to_number(match["value"])
        found = [
            (view, other)
            for view in told.body
            for other in _COUNTED.finditer(view.plain)
            if other["unit"].lower().rstrip("s") == unit
        ]
        values = {to_number(other["value"]) for _, other in found}
        before = told.headline.folded[: match.start()].split()[-1:]
        alike = [
            one for one in found if before in _SPAN and one[0].folded[: one[1].start()].split()[-1:] == before
        ]
        if _TERM.search(told.headline.folded, 0, match.start()) and not tells(value, told.body):
            alike += [one for one in found if _SERVED.search(one[0].folded, 0, one[1].start())]
        if len(values) == 1 and (len(found) > 1 or alike) and value not in values and not _has(told, value):
            view, other = found[0]
            right = (
                other["value"]
                if match["value"][0].isdigit() == other["value"][0].isdigit()
                else str(int(values.pop()))
            )
            yield contrast(
                told.headline, match.span("value"), _cased(right, match["value"]), view, other.span()
            )


def _has(told: Story, value: float) -> bool:
    word = in_words(int(value)) if value == int(value) else None
    texts = [f"{value:,.0f}", *([word] if word else [])]
    return any(
        lazy(rf"(?<![\w,.]){text}(?![\w,])").search(view.folded) for view in told.body for text in texts
    )


def votes(views: Sequence[View]) -> Iterator[Finding]:
    """“By 7-4 vote” over a story of six votes to five."""
    told = story(views)
    match = _VOTE.search(told.headline.plain) if told and "vote" in told.headline.folded else None
    if told is None or match is None:
        return
    claim = {to_number(match["one"]), to_number(match["two"])}
    found = [
        (view, other) for view in told.body for other in _VOTE.finditer(view.plain) if "vote" in view.folded
    ]
    pairs = {(to_number(other["one"]), to_number(other["two"])) for _, other in found}
    if len(pairs) == 1 and set(next(iter(pairs))) != claim:
        view, other = found[0]
        one, two = next(iter(pairs))
        yield contrast(told.headline, match.span(), f"{one:.0f}-{two:.0f}", view, other.span())


# ── Who acts ────────────────────────────────────────────────────────────────────────────────────────────

_FIRM = lazy(r"^(?P<name>[A-Z][\w'&-]+(?: [A-Z][\w'&-]+)?) (?P<verb>(?:to )?[A-Z]?[a-z]+)\b")
_LEAD = lazy(
    r"^(?:[A-Z][A-Z .,]+(?:\([A-Z][\w ]+\) )?[—–-] )?(?P<name>[A-Z][\w'&-]+(?: [A-Z][\w'&-]+)?) (?:is|has|will|said|says|plans|agreed|announced|on)\b"
)


def firms(views: Sequence[View]) -> Iterator[Finding]:
    """“Pfizer to Buy Swiss Maker” over a story in which Merck buys it."""
    told = story(views)
    match = _FIRM.match(told.headline.plain) if told else None
    if told is None or match is None or not told.lead:
        return
    name, view = match["name"].split()[0], told.lead[0]
    other = _LEAD.match(view.plain)
    if (
        other is None
        or default_lexicon().knows(name.lower().removesuffix("'s").removesuffix("’s"))
        or any(name in body.plain for body in told.body)
    ):
        return
    stem = match["verb"].removeprefix("to ").lower().removesuffix("s")[:5]
    actor = other["name"].split()[0]
    acts = lazy(rf"\b{stem}").search(view.folded)
    if acts and actor not in told.headline.plain and not default_lexicon().knows(actor.lower()):
        span = match.start("name"), match.start("name") + len(name)
        yield contrast(
            told.headline, span, actor, view, (other.start("name"), other.start("name") + len(actor))
        )


_ACTS_ON = lazy(
    r"(?<=\w )(?P<verb>[A-Za-z]+s) (?P<name>[A-Z][\w'&-]+)(?= (?:to|for|over|in|of|on|from|with)\b|$)"
)


def objects(views: Sequence[View]) -> Iterator[Finding]:
    """“Court orders Google to pay” over a lead in which it ordered Meta to pay, and a story without Google."""
    told = story(views)
    match = _ACTS_ON.search(told.headline.plain) if told else None
    if told is None or match is None or not told.lead:
        return
    lexicon, view, name = default_lexicon(), told.lead[0], match["name"]
    verb = match["verb"].lower()
    forms = {form for base in lexicon.lemmas(verb) for form in lexicon.forms(base)}
    in_story = name.lower() in told.words or any(name in body.plain for body in told.body)
    if not lexicon.may_be(verb, "VBZ") or in_story or lexicon.knows(name.lower()):
        return
    acts = re.compile(
        rf"\b(?:{'|'.join(sorted(map(re.escape, forms)))}) (?P<name>[A-Z][\w'&-]+)(?![\w-]| [A-Z])"
    )
    found = [other for other in acts.finditer(view.plain) if other["name"] not in told.headline.plain]
    if len(found) == 1:
        yield contrast(told.headline, match.span("name"), found[0]["name"], view, found[0].span("name"))


_SWAP = lazy(r"^(?P<a>[A-Z][a-z]+) (?P<v>[A-Z]?[a-z]+) (?P<b>[A-Z]?[a-z]+)\b")


def swaps(views: Sequence[View]) -> Iterator[Finding]:
    """“Tenants Sue Landlord” over a story in which the landlord sues the tenants."""
    told = story(views)
    match = _SWAP.match(told.headline.plain) if told else None
    if told is None or match is None or not told.lead:
        return
    lexicon = default_lexicon()
    a, v, b = (match[name].lower() for name in "avb")
    forms = (
        {form for base in lexicon.lemmas(v) for form in lexicon.forms(base)}
        if lexicon.may_be(v, "VB" if lexicon.may_be(a, "NNS") else "VBZ")
        else set()
    )
    if not forms or not lexicon.may_be(a, "NN", "NNS") or not lexicon.may_be(b, "NN", "NNS"):
        return
    view = told.lead[0]
    one, other = a.removesuffix("s"), b.removesuffix("s")
    swapped = lazy(
        rf"\b{other}s?\b[^.;]{{0,40}}?\b(?:{'|'.join(map(str, forms))})\b[^.;]{{0,40}}?\b{one}s?\b"
    ).search(view.folded)
    as_told = lazy(
        rf"\b{one}s?\b[^.;]{{0,40}}?\b(?:{'|'.join(map(str, forms))})\b[^.;]{{0,40}}?\b{other}s?\b"
    ).search(view.folded)
    if swapped and not as_told:
        right = f"{match['b'].capitalize()} {match['v']} {match['a']}"
        yield contrast(told.headline, match.span(), right, view, swapped.span())
