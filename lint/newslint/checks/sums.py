"""Totals and their parts in one sentence: sums, lists, shares of a poll."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..document import View
from ..lexicon import copy_case
from ..patterns import lazy
from ..rule import Finding
from .next_figures import shared_sums
from .quantity import (
    AMOUNT,
    CURRENCY,
    NUMBER,
    NUMERAL,
    Amount,
    finding,
    in_words,
    like,
    parse,
    rounding,
    to_number,
)

_VAGUE = (
    r"(?:more|less|fewer) than|at least|at most|up to|over|under|nearly|almost|as many as|including"
    r"|such as|among them"
)
_AMOUNT = lazy(AMOUNT)


# ── Parts of a total ────────────────────────────────────────────────────────────────────────────────────

_TOTAL = lazy(
    rf"(?P<total>{AMOUNT})(?P<what>(?: [a-z](?:[^.;:()—–]|(?<=[A-Z])\.|(?<=[A-Z][a-z])\.){{0,70}}?)?)"
    r"(?:: (?P<list>[^:;()—–]+?)\.?(?=$|[.!?][\"']?(?:\s|$))| \((?P<bracket>[^;:()]+)\)| ?[—–] ?"
    r"(?P<dash>[^;:()—–]+?) ?[—–])"
)
_PART = lazy(rf"(?:and )?(?P<number>{AMOUNT}|an?(?= [a-z]))(?P<what> (?!(?:to|or)\b)[^\d]+)", re.IGNORECASE)
_LIST_START = lazy(rf"(?:: |\(|[—–] ?)(?:an? |{AMOUNT[AMOUNT.index(')') + 1 :]})", re.IGNORECASE)
_SPLIT = lazy(r",? and |, ")
_NO_PARTS = lazy(
    rf"\b(?:{_VAGUE}|who|which|that|was|were|is|are|had|has|have|per|each|aged?|both|other)\b|%|-year-old"
)


def totals(views: Sequence[View]) -> Iterator[Finding]:
    """“31 people: 14 in Haiti, nine in Cuba and six in Jamaica”: the parts do not add up to the total."""
    yield from shared_sums(views)
    for view in views:
        text = view.plain
        if not _BUDGETS.isdisjoint(view.words):
            yield from _overspent(view)
        if not _LIST_START.search(text):
            continue
        for match in _TOTAL.finditer(text):
            parts = _parts(match["list"] or match["bracket"] or match["dash"])
            total = parse(match["total"])
            before = text[max(0, match.start() - 14) : match.start()]
            if (
                not parts
                or {part.unit for part in parts} != {total.unit}
                or _counts_more(match["what"], len(parts))
            ):
                continue
            if (
                re.search(rf"\b(?:{_VAGUE}) $", before, re.IGNORECASE)
                or _scale(total) != max(map(_scale, parts)) != 1
            ):
                continue
            sum_ = sum(part.value for part in parts)
            slack = rounding(*parts, total) if total.unit else 0.0
            if abs(sum_ - total.value) > slack + 1e-9:
                right = like(sum_, total)
                yield finding(view, match.span("total"), right, sum=right)


# “The $60 million budget sets aside $30 million for roads, $20 million for schools and $15 million for parks”
_SPENT = lazy(
    rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er) (?:(?:[a-z-]+ )?(?P<total>{CURRENCY}{NUMERAL}(?:[ -](?:million|billion|trillion)| ?(?:m|bn))?)(?: [a-z-]+){{0,3}}? (?:budget|plan|package|grant|fund|bill|bond|loan|program|programme|project|gift)"
    rf"|(?:[a-z-]+ )?(?:budget|plan|package|grant|fund|bill|bond|loan|program|programme|gift) of (?P<total2>{CURRENCY}{NUMERAL}(?: (?:million|billion|trillion)| ?(?:m|bn))?))"
    rf"(?:,? which)? (?:(?:will|would) )?(?:sets? aside|includes?|allocates?|earmarks?|devotes?|provides?|gives?|puts?|calls? for|includ(?:ed|es)|allocated|earmarked|allotted|allots?|spends?|has) (?P<list>{AMOUNT} (?:for|to|on|in|into) [^.;:()\d$£€]{{2,60}}(?:, {AMOUNT} (?:for|to|on|in|into) [^.;:()\d$£€]{{2,60}})*,? and {AMOUNT} (?:for|to|on|in|into) [^.;:()\d$£€]{{2,60}})(?=\.?$|[.;])"
)
_BUDGETS = frozenset("budget plan package grant fund bill bond loan program programme project gift".split())
_NOT_OF_IT = lazy(
    r"(?i)\b(?:year|years|annual\w*|month|each|addition\w*|plus|also|matching|state|federal|private|more|extra|another|up to|least|other|over|already|separate\w*)\b"
)


def _overspent(view: View) -> Iterator[Finding]:
    """The parts of a budget that are more than all of it; less may leave out some."""
    for match in _SPENT.finditer(view.plain):
        name = "total" if match["total"] else "total2"
        total = parse(match[name].replace("-", " "))
        parts = [parse(found.group()) for found in _AMOUNT.finditer(match["list"])]
        sum_ = sum(part.value for part in parts)
        if {part.unit for part in parts} != {total.unit} or _NOT_OF_IT.search(match.group()):
            continue
        if total.value + rounding(*parts, total) + 1e-9 < sum_ < 2 * total.value:
            yield finding(view, match.span(name), like(sum_, parse(match[name])), sum=like(sum_, total))


def _counts_more(what: str, items: int) -> bool:
    """Whether the words after a total count other things than the items: “people in three states: …” does not."""
    return any(parse(found.group()).value != items for found in _AMOUNT.finditer(what))


def _parts(text: str) -> list[Amount]:
    """The amounts of a list in which every item begins with one; empty where some item does not."""
    if _NO_PARTS.search(text):
        return []
    out = []
    for item in _SPLIT.split(text):
        match = _PART.fullmatch(item)
        if not match:
            return []
        out.append(parse("one" if match["number"].lower() in ("a", "an") else match["number"]))
    return out if len(out) > 1 else []


def _scale(amount: Amount) -> int:
    return 1 if amount.value < 1e5 else 1000


_PERSON = (
    r"(?:m[ae]n|wom[ae]n|child|children|boys?|girls?|adults?|babies|baby|infants?|minors?|teenagers?"
    r"|toddlers?)"
)
_PERSON_WORD = lazy(rf", [^,]{{1,30}} {_PERSON},? and ")
_PERSONS = rf"(?:{NUMBER}|an?) (?:[a-z]+ )?{_PERSON}"
_PEOPLE = lazy(
    rf"(?P<total>{AMOUNT}) (?:[a-z]+ )?(?:people|persons|passengers|victims|civilians|residents"
    rf"|tourists|refugees|migrants|patients)"
    rf"(?: (?:were|have been|had been) [a-z]+)?, (?P<list>{_PERSONS}(?:, {_PERSONS})*,? and {_PERSONS})"
    rf"(?! [a-z]*ed\b)",
    re.IGNORECASE,
)


def people(views: Sequence[View]) -> Iterator[Finding]:
    """“12 people, five men and six women”: the men, women and children are not all the people."""
    for view in views:
        if " and " not in view.folded or not _PERSON_WORD.search(view.plain):
            continue
        for match in _PEOPLE.finditer(view.plain):
            parts = _parts(match["list"])
            if not parts:
                continue
            before = view.plain[max(0, match.start() - 14) : match.start()]
            total, sum_ = parse(match["total"]), sum(part.value for part in parts)
            if sum_ != total.value and not re.search(rf"\b(?:{_VAGUE}|about|some) $", before, re.IGNORECASE):
                yield finding(view, match.span("total"), like(sum_, total), sum=like(sum_, total))


# ── The length of a list ────────────────────────────────────────────────────────────────────────────────

_COUNT = lazy(
    r"\b(?P<count>(?i:two|three|four|five|six|seven|eight|nine|ten)|[2-9]|10) (?:[a-z-]+ ){0,2}"
    r"(?P<noun>[a-z]+s|people|men|women|children)"
    r"(?P<rest>(?: [A-Za-z][\w']*,?){0,6})(?:: (?P<list>[^:;.!?()\"\d—–]+)\.?(?=$|[.!?](?:\s|$))"
    r"| ?[—–] ?(?P<dash>[^:;.!?()\"\d—–]+?) ?[—–])"
)
_NUMBER_WORD = lazy(rf"\b(?:{NUMBER}|first|second|third|both|each|other|more|including|of)\b", re.IGNORECASE)
_WORD = lazy(r"[a-z]{3,}")
_ITEM = lazy(r"(?:(?:the|a|an) )?[A-Z][\w'&-]*\.?(?: (?:[A-Z][\w'&-]*\.?|of|the|de|von|van|al)){0,4}")
_STATES = lazy(
    r"(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont"
    r"|Neb|Nev|Okla|Ore|Pa|Tenn|"
    r"Vt|Va|Wash|Wis|Wyo|Jr|Sr|Inc|Ltd)\.?|[A-Z]{2}|Texas|California|Florida|Ohio|Georgia|Virginia"
    r"|France|England|Germany"
)


def lists(views: Sequence[View]) -> Iterator[Finding]:
    """“Four towns: Adra, Kemis and Tolo”: the list is longer or shorter than the number says."""
    for view in views:
        if ": " not in view.text and "—" not in view.text and "–" not in view.text:
            continue
        for match in _COUNT.finditer(view.plain):
            count, items = int(to_number(match["count"])), _items(match["list"] or match["dash"])
            if (
                not items
                or count == len(items)
                or len(items) == 2 * count
                or _NUMBER_WORD.search(match["rest"])
            ):
                continue
            if _counts_units(match["noun"]) or match["rest"].rstrip().endswith(("say", "said", "says", ",")):
                continue
            if abs(count - len(items)) > 3 or _scored(view.plain, match.start()):
                continue
            word = in_words(len(items)) or ""
            right = str(len(items)) if match["count"].isdigit() else copy_case(match["count"], word)
            yield finding(view, match.span("count"), right, items=word)


def _items(text: str) -> list[str]:
    *chunks, last = text.split(", ")
    pair = last.removeprefix("and ").split(" and ")
    if len(pair) > 2 or any(" and " in chunk for chunk in chunks):
        return []
    if len(pair) == 2 and last.startswith("and "):
        return []  # “Adra, Kemis, and Marks and Spencer”: the pair may be one
    if len(pair) == 1 and not last.startswith("and "):
        return []  # no “and”: the list may go on, or the last may be in apposition
    items = [*chunks, *pair]
    single = all(_WORD.fullmatch(item) for item in items)
    sound = single or (all(map(_ITEM.fullmatch, items)) and not any(map(_STATES.fullmatch, items[1:])))
    return items if sound and len(items) > 1 else []


def _counts_units(noun: str) -> bool:
    return noun in {
        "words",
        "letters",
        "years",
        "days",
        "hours",
        "minutes",
        "times",
        "months",
        "weeks",
        "points",
        "percents",
    }


def _scored(text: str, start: int) -> bool:
    return (
        re.search(
            r"(?:\b(?:of|than|least|by|other|another|last|first|next)|\d|-) ?$",
            text[max(0, start - 10) : start],
        )
        is not None
    )


# ── A poll ──────────────────────────────────────────────────────────────────────────────────────────────

_PERCENT = lazy(
    r"(?<![\w.,-])(?P<number>\d{1,2}(?:\.\d+)?)(?:%| per ?cent\b)(?! points?\b| of the \w+ (?:who|that))",
    re.IGNORECASE,
)
_LEFT_OVER = lazy(
    r"no opinion|undecided|unsure|not sure|(?:did|do|does)(?:n't| not) (?:know|say|answer)|don't knows?"
    r"|declined to|no answer|neither|abstain|\bothers?\b|\bthe rest\b|\bremaining\b",
    re.IGNORECASE,
)
_MANY = lazy(
    r"more than one|multiple|several answers|compared|up from|down from|from \d|\bor more\b|\bmen\b"
    r"|\bwomen\b|among|last year",
    re.IGNORECASE,
)


_BETWEEN = lazy(r"[^;.:()]{3,70}(?:, (?:and |while )?|,? and )")
_MOST = 6  # answers of a poll


def polls(views: Sequence[View]) -> Iterator[Finding]:
    """“48% favored it, 39% opposed it and 19% had no opinion”: the shares of a poll exceed 100."""
    for view in views:
        if sum(map(view.folded.count, ("%", "percent", "per cent"))) < 3:
            continue
        for sentence in view.sentences:
            text = view.plain[sentence.start : sentence.end]
            found = list(_PERCENT.finditer(text))
            if not 3 <= len(found) <= _MOST or not _LEFT_OVER.search(text, found[-2].end()):
                continue
            if _MANY.search(text) or (len(found) > 3 and not _in_a_row(text, found)):
                continue
            *others, last = (float(match["number"]) for match in found)
            if sum(others) + last > 102 and sum(others) < 100:
                start = sentence.start + found[-1].start()
                right = f"{100 - sum(others):g}{found[-1].group()[len(found[-1]['number']) :]}"
                span = (start, sentence.start + found[-1].end())
                yield finding(view, span, right, sum=f"{sum(others) + last:g}")


def _in_a_row(text: str, found: Sequence[re.Match[str]]) -> bool:
    """Whether nothing but commas and “and” parts the answers."""
    return all(_BETWEEN.fullmatch(text, one.end(), two.start()) for one, two in pairwise(found))
