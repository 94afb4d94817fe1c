"""Changes and multiples that the two figures beside them do not give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import Sentence, View
from ..patterns import lazy
from ..rule import Finding
from .quantity import (
    FRACTION,
    NUMBER,
    ROUGHLY,
    Amount,
    amount,
    finding,
    fraction,
    like,
    parse,
    to_number,
)
from .sequels import sequel

_UP = (
    r"(?:ris(?:e[ns]?|ing)|rose|gr[eo]w[ns]?|growing|climb\w*|jump\w*|increas\w*|gain\w*|surg\w*|soar\w*|up)"
)
_DOWN = (
    r"(?:f[ae]ll(?:en|s|ing)?|drop\w*|declin\w*|decreas\w*|sl[iu]de?s?|slid|s[aiu]nk\w*|slump\w*"
    r"|plung\w*|shr[aiu]nk\w*|tumbl\w*|down)"
)
_NOUN = (
    r"(?:increase|rise|gain|jump|growth|surge|climb|leap|boost|improvement|drop|decrease|decline"
    r"|fall|loss|reduction|"
    r"cut|dip|slump|plunge|slide|change|difference|raise|hike)"
)


def _change(old: str, new: str) -> str:
    return rf"(?:from {amount(old)}(?: [a-z ]{{1,30}})?(?: in (?:1[5-9]|20)\d\d)? to {amount(new)})"


def _change_back(old: str, new: str) -> str:
    return rf"(?:to {amount(new)}(?: [a-z ]{{1,30}})?,? (?:up |down )?from {amount(old)})"


_HALF = rf"(?P<half>{FRACTION})"
_CLAIM = (
    rf"(?:(?:an? |or |up |down |a total )*(?:{_NOUN} of (?:{ROUGHLY})?(?:{amount('a')}|(?:more than |less than )?{_HALF}\b)"
    rf"|(?:{ROUGHLY})?{amount('b')}"
    rf"(?:[ -]{_NOUN}\b|(?=[,.;)]|$| (?:in|over|since|last|this|on|for|from|more|higher|lower|less"
    rf"|fewer)\b))))"
)
_AFTER = rf"(?: [a-z][\w ]{{0,40}})?(?:,| ?[—–]| \(|;) ?{_CLAIM}"
_BEFORE = rf"\b(?:{_UP}|{_DOWN})(?: by)? (?:{ROUGHLY})?{amount('a')}(?! (?:an?|per|each|every) (?:year|month|week|day|decade|hour)\b)(?: [a-z][a-z ]{{0,40}})?,? "
_CHANGES = [
    lazy(pattern, re.IGNORECASE)
    for pattern in (
        _change("old", "new") + _AFTER,
        _change_back("old", "new") + _AFTER,
        _BEFORE + _change("old", "new"),
        _BEFORE + _change_back("old", "new"),
    )
]
_DIGIT = lazy(r"\d")
_MORE_POINTS = lazy(r"\s*(?:percentage )?points?\b|\s*basis")


def changes(views: Sequence[View]) -> Iterator[Finding]:
    """“Rose to 50 from 40, a 20% increase”: the change does not follow from the two figures."""
    for view in views:
        if " from " not in view.folded or not _DIGIT.search(view.text):
            continue
        for pattern in _CHANGES:
            for match in pattern.finditer(view.plain):
                groups = match.groupdict()
                if groups.get("half"):
                    yield from _wrong_half(view, match)
                    continue
                name = "a" if groups.get("a") else "b"
                if _MORE_POINTS.match(view.plain, match.end(name)):
                    continue
                claim, old, new = parse(match[name]), parse(match["old"]), parse(match["new"])
                right = _right_change(claim, old, new)
                if right:
                    yield finding(view, match.span(name), *right, old=old.text, new=new.text)


def _wrong_half(view: View, match: re.Match[str]) -> Iterator[Finding]:
    """A change that is told as a fraction."""
    claim, old, new = 100 * fraction(match["half"]), parse(match["old"]), parse(match["new"])
    if old.unit != new.unit or old.low <= 0:
        return
    share = 100 * abs(new.value / old.value - 1)
    if abs(share - claim) > 6 + 40 * (old.slack + new.slack) / old.value:
        yield finding(view, match.span("half"), f"{share:.0f}%", old=old.text, new=new.text)


def _right_change(claim: Amount, old: Amount, new: Amount) -> tuple[str, ...]:
    """What should stand for the claim, the best first; empty where it is right or cannot be told."""
    if old.unit != new.unit or old.low <= 0 or old.value == new.value:
        return ()
    if claim.unit == "%" and old.unit != "%":
        share = 100 * abs(new.value / old.value - 1)
        ends = [100 * (a / b - 1) for a in (new.low, new.high) for b in (old.low, old.high)]
        if new.value < old.value:
            ends = [-end for end in ends]
        return () if claim.fits(min(ends), max(ends), 0.6) else (like(share, claim),)
    points = abs(new.value - old.value)
    if claim.unit == "%":
        share = 100 * points / old.value
        if abs(claim.value - points) > claim.slack + 0.05 or abs(claim.value - share) <= 1 + claim.slack:
            return ()
        number = re.sub(r" ?%| per ?cent", "", claim.text)
        return (f"{number} percentage point{'' if points == 1 else 's'}", like(share, claim))
    if claim.unit != old.unit:
        return ()
    slack = 0.95 * (new.slack + old.slack)  # both at the very edge of their rounding: hardly ever
    return () if claim.fits(points - slack, points + slack) else (like(points, claim),)


# ── Multiples ───────────────────────────────────────────────────────────────────────────────────────────

_TIMES = {
    form: times
    for verb, times in {"halve": 0.5, "double": 2.0, "triple": 3.0, "treble": 3.0, "quadruple": 4.0, "quintuple": 5.0}.items()
    for form in (f"{verb}d", f"{verb}s", f"{verb[:-1]}ing", verb)
}  # fmt: skip
_MULTIPLE = rf"\b(?P<claim>(?P<how>more than |nearly |almost |about |roughly )?(?P<times>{'|'.join(_TIMES)}))"
_PAIRS = (_change("old", "new"), _change_back("old", "new"))
# What a clause may say between the verb and its figures: no other clause
_ONE_CLAUSE = r"(?:(?!\b(?:and|as|while|but|when|which|who|whose|that|with|after|before|than)\b)[^.;:,\d])"
_GOING = r"(?:rising|climbing|growing|jumping|increasing|soaring|surging|swelling|leaping|going|up|falling|dropping|declining|shrinking|sinking|plunging|sliding|tumbling|down)"
_WENT = r"(?:(?:has |have |had )?(?:rose|risen|grew|grown|climbed|went|gone|jumped|increased|soared|surged|swelled|leapt|leaped|fell|fallen|dropped|declined|shrank|shrunk|sank|plunged)|(?:was|were) (?:raised|cut|increased|reduced))"
_SINCE = r"(?: (?:in|over|since|during|within|between|this|last|under|at|for)\b(?:(?!\bfrom\b)[^.;:,])*)?"
_MULTIPLES = [
    lazy(_MULTIPLE + between + pair, re.IGNORECASE)
    for between in (
        r"(?: [a-z][a-z ]{0,40}?)?(?: (?:since|in|by|from) (?:(?:1[5-9]|20)\d\d|[A-Z][a-z]+))?,? ",
        rf"{_ONE_CLAUSE}{{0,90}}?(?: (?:since|in) (?:1[5-9]|20)\d\d)?(?:,| —| –) {_GOING} ",
    )
    for pair in _PAIRS
]
_SAID = r"(?:, (?:the |an? )?[A-Za-z' ]{3,40} (?:said|says)(?: on [A-Z][a-z]+)?)?"
_DONE = lazy(rf"{_MULTIPLE}{_SINCE}{_SAID}\.$", re.IGNORECASE)
_FIGURES = [lazy(rf"(?:It|They|The (?:number|figure|total)) {_WENT} {pair}") for pair in _PAIRS]
_TIME = lazy(
    r"(?i)\b(?:years?|months?|weeks?|days?|decades?|quarters?|first|second|alone|since|before|after|(?:1[5-9]|20)\d\d|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_RANKS = lazy(r"(?i)\b(?:rank\w*|places?|position|seeds?|seeded|standings|table|odds)\b|\bNo\.")
_NEAR = 40  # characters


def multiples(views: Sequence[View]) -> Iterator[Finding]:
    """“Tripled, to five from two”: the two figures give another multiple."""
    for at, view in enumerate(views):
        if not any(word in view.folded for word in _TIMES):
            continue
        for match in (match for pattern in _MULTIPLES for match in pattern.finditer(view.plain)):
            if not _RANKS.search(view.plain, match.start(), match.end() + _NEAR):
                yield from _wrong_multiple(view, match, match)
        for sentence in view.sentences:
            done = _DONE.search(view.plain, sentence.start, sentence.end)
            follows = sequel(views, at, sentence) if done else None
            if done and follows:
                yield from _told_after(view, done, *follows)
                yield from _counted_after(view, done, *follows)


def _told_after(view: View, done: re.Match[str], where: View, after: Sentence) -> Iterator[Finding]:
    """“Doubled. It rose from 20 to 30”; not “doubled since 2010. They rose from $800 to $900 last year”."""
    bounds = after.start, after.end
    found = [figures for pattern in _FIGURES for figures in [pattern.match(where.plain, *bounds)] if figures]
    if found and not _TIME.search(where.plain, *bounds) and not _RANKS.search(where.plain, *bounds):
        yield from _wrong_multiple(view, done, found[0])


_NAMED_TIME = lazy(
    r" (?:since|in|over)(?: about| the (?:past|last))? (?:(?P<year>(?:19|20)\d\d)|(?P<many>[a-z]+|\d{1,2}) (?P<unit>years?|decades?))(?=[,.])"
)
_COUNTED = lazy(
    rf"(?:(?P<count>(?:A|An|The|This year's|Its|Their) (?:[a-z]+ )?(?:count|census|survey|tally|estimate)(?: (?:this|last) [a-z]+| in (?:19|20)\d\d)? (?:found|recorded|showed|counted|put (?:them|it|the number) at))|There (?:are|were)(?: now)?|It (?:now )?has|They (?:now )?number) (?:{ROUGHLY})?{amount('new')}(?: [a-z]+)??(?: (?P<noun>[a-z]+))?,? (?:up|down|compared with|against)(?: from)? (?:{ROUGHLY})?{amount('old')} in (?P<year>(?:19|20)\d\d)\.?$"
)
_CREATURES = ("birds", "animals", "people", "fish", "plants", "insects")
_COUNTABLE = lazy(NUMBER)
_DECADE = 10
_YEARS = (2015, 2035)  # in which a claim may be made of the years “until now”, where no other is told


def _counted_after(view: View, done: re.Match[str], where: View, after: Sentence) -> Iterator[Finding]:
    """“Tripled in two decades. A count this winter found 400, up from 100 in 2005.”"""
    time = _NAMED_TIME.match(view.plain, done.end("claim"))
    text = where.plain[after.start : after.end].rstrip()
    figures = _COUNTED.match(text) if time else None
    if not time or not figures or _RANKS.search(text) or view.quoted(*done.span("claim")):
        return
    sentence = view.sentence_at(done.start())
    noun = figures["noun"]
    told = (
        sentence is not None
        and noun
        and noun.rstrip("s") in view.plain[sentence.start : done.start()].lower()
    )
    if not told and not (figures["count"] and noun in (None, *_CREATURES)):
        return
    if time["year"]:
        same = time["year"] == figures["year"]
    else:
        count = (
            to_number(time["many"]) if _COUNTABLE.fullmatch(time["many"]) else 1 if time["many"] == "a" else 0
        )
        count *= _DECADE if time["unit"].startswith("decade") else 1
        same = bool(count) and _YEARS[0] <= int(figures["year"]) + count <= _YEARS[1]
    if same:
        yield from _wrong_multiple(view, done, figures)


def _wrong_multiple(view: View, claim: re.Match[str], figures: re.Match[str]) -> Iterator[Finding]:
    old, new = parse(figures["old"]), parse(figures["new"])
    if old.unit != new.unit or old.low <= 0:
        return
    how, form = (claim["how"] or "").strip().lower(), claim["times"].lower()
    if not _is_multiple(how, _TIMES[form], new.low / old.high, new.high / old.low):
        right = tuple(_in_form(text, form) for text in _multiple(new.value / old.value))
        yield finding(view, claim.span("claim"), *right, old=old.text, new=new.text)


def _in_form(text: str, form: str) -> str:
    """“More than tripled” in the form of another of these verbs: more than triple."""
    ending = next(end for end in ("ing", "s", "d", "e") if form.endswith(end))
    stem = text[:-2]
    return {"ing": f"{stem}ing", "s": f"{stem}es", "d": text, "e": f"{stem}e"}[ending]


def _is_multiple(how: str, times: float, low: float, high: float) -> bool:
    if times < 1:
        low, high, times = 1 / high, 1 / low, 1 / times
    if how == "more than":
        return high >= times and low < times + 1.2
    if how in ("nearly", "almost"):
        return low <= times and high > times - 0.4
    return high > times * 0.92 and low < times * 1.1


def _multiple(ratio: float) -> tuple[str, ...]:
    for word, times in _TIMES.items():
        if times > 1 and word.endswith("d") and word != "trebled":
            if abs(ratio - times) < 0.05 * times:
                return (word,)
            if times < ratio < times + 0.75:
                return (f"more than {word}",)
            if times - 0.25 <= ratio < times:
                return (f"nearly {word}",)
    return ("halved",) if 0.48 < ratio < 0.52 else ()
