"""The age of the dead against the days of birth and death, which an obituary tells in sentences far apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..document import HEADLINE, Sentence, View
from ..patterns import lazy
from ..rule import Finding
from . import results
from .quantity import finding
from .results import DATE, age_range

_NAME = r"(?:(?:Mr|Ms|Mrs|Miss|Dr)\.? |Sir |Dame |Lord |Lady )?[A-Z][\w'-]+(?: (?:[A-Z]\.|[A-Z][\w'-]+)){0,3}"
_BORN = (
    lazy(rf"(?P<who>He|She|{_NAME}) was born\b(?:(?!\b(?:died|and)\b)[^.;\d]){{0,80}}?\b{DATE.format('b')}\b"),
    lazy(rf"Born (?:(?!\b(?:died|and)\b)[^.;\d]){{0,60}}?\b{DATE.format('b')}\b(?:[^.;\d]{{0,60}})?, (?P<who>he|she|{_NAME})\b"),
)  # fmt: skip
_CLAUSE = r"(?:[^.;]|(?<=\b[A-Z][a-z]{2,3})\.)"
_ANY_BORN = lazy(rf"\b[Bb]orn\b{_CLAUSE}{{0,90}}?\b(?:1[5-9]|20)\d\d\b")
_DIED = lazy(
    rf"\b(?:died|passed away)\b(?:(?!\b(?:born|after|since|before|when|who|whose|and|was|of his|of her)\b)[^.;\d]){{0,60}}?\b(?:on |in ){DATE.format('d')}\b"
)
_ANY_DIED = lazy(rf"\bdied\b{_CLAUSE}{{0,90}}?\b(?:1[5-9]|20)\d\d\b")
_FULL = lazy(r"\b[A-Z][\w'-]+ [A-Z][\w'-]+")
_KIN = lazy(
    r"(?i)\b(?:fathers?|mothers?|wife|husband|sons?|daughters?|brothers?|sisters?|parents?|grand\w+|uncle|aunt|widow\w*|partner|twins?|cousin|stepson|stepdaughter|colleague|friend|co-founder)\b"
)
_AT = r"(?:at (?:the age of |age )?|aged |at age )"
_NO_COUNT = r"(?![\d:%]|,\d|[ -](?:[ap]\.?m|years? (?:later|after)|minutes|miles|percent))"
_AGED = (
    lazy(rf"\b(?:died|passed away)\b[^.;]{{0,90}}?[, ]{_AT}(?P<age>\d{{2,3}}){_NO_COUNT}"),
    lazy(r"[a-z], (?P<age>\d{2,3}),(?: (?:who|a|an|the|of) [^.;,]{3,60},)? (?:has )?(?:died|passed away)\b"),
)
_WAS = lazy(r"(?:He|She|[A-Z][\w'-]+) was (?P<age>\d{2,3})\.?$")
_HEAD = (
    lazy(rf"\b(?i:dies|dead|died)\b[^.;]{{0,40}}?\b(?i:{_AT})(?P<age>\d{{2,3}}){_NO_COUNT}"),
    lazy(r", (?P<age>\d{2,3}),(?: [^.;]{0,60})? (?i:dies|is dead|died)\b"),
    lazy(r"\b(?i:dies|dead)[;,] (?:he |she )?(?i:was) (?P<age>\d{2,3})$"),
)
_LEAD = 3  # paragraphs in which a death is told that a story is of
_SLIP = 12  # years; farther off, somebody else was born


class _Life(NamedTuple):
    groups: Mapping[str, str | None]
    died_in: View

    @property
    def years(self) -> int:
        return int(self.groups["dy"] or 0) - int(self.groups["by"] or 0)


def ages(views: Sequence[View]) -> Iterator[Finding]:
    """“Dies at 94” over a story of one who died in June 2012 and “was born in May 1928”."""
    told = list(results.ages(views))
    yield from told
    seen = {(one.view.index, one.start) for one in told}
    life = _life(views)
    if life is None or life.years <= 0:
        return
    least, most = age_range(life.groups, life.years)
    for view, match in _claims(views, life.died_in):
        age, span = int(match["age"]), match.span("age")
        off = max(least - age, age - most)
        swapped = match["age"][::-1] in (str(least), str(most))
        if off <= 0 or not (off <= _SLIP or swapped):
            continue
        if (view.index, span[0]) not in seen and not view.quoted(*span):
            right = [str(most)] if least == most else [str(most), str(least)]
            born, died = (life.groups[key] or "" for key in ("by", "dy"))
            yield finding(view, span, *right, born=born, died=died)


def _life(views: Sequence[View]) -> _Life | None:
    """The one birth and the one death with a year each that a story tells, where both are of one person."""
    body = [view for view in views if view.block.scope != HEADLINE]
    near = [view for view in body if "born" in view.folded]
    if sum(len(_ANY_BORN.findall(view.plain)) for view in near) != 1:
        return None
    deaths = [(view, match) for view in body[:_LEAD] for match in _DIED.finditer(view.plain)]
    if sum(len(_ANY_DIED.findall(view.plain)) for view in body) > 1:
        return None
    if not deaths:
        return _life_told_late(views, body, near)
    if len(deaths) != 1:
        return None
    view, died = deaths[0]
    sentence = view.sentence_at(died.start())
    if sentence is None or _KIN.search(view.plain, sentence.start, died.start()):
        return None
    for where in near:
        for one in where.sentences:
            born = _birth(where, one)
            if born and _same(views, (view, died), (where, born)):
                return _Life({**born.groupdict(), **died.groupdict()}, view)
    return None


# “Ada Roe, a singer, has died. She was 86.”, and far below: “She died at home on 2 December 2024”
_NEWS = lazy(
    rf"^(?:(?P<name>{_NAME})\b[^.;]{{0,120}} has died(?: [a-z][^.;\d]{{0,60}})?|The [^.;]{{2,160}} has died(?: [a-z][^.;\d]{{0,60}})?)[.,]? (?P<who>He|She|Mr [A-Z]\w+|Ms [A-Z]\w+) was (?P<age>\d{{2,3}})\."
)
_ONE_DIED = lazy(r"(?P<who>He|She|[A-Z][\w'-]+) died\b")


def _life_told_late(views: Sequence[View], body: Sequence[View], near: Sequence[View]) -> _Life | None:
    """A life of which the lead says no more than that it is over; the day is told farther below."""
    news = [(view, match) for view in body[:_LEAD] for match in [_NEWS.match(view.plain)] if match]
    late = [
        (view, one, match)
        for view in body
        for one in view.sentences
        for match in [_DIED.search(view.plain, one.start, one.end)]
        if match
    ]
    if len(news) != 1 or len(late) != 1 or sum(len(_HAS_DIED.findall(view.plain)) for view in body) != 1:
        return None
    where, sentence, died = late[0]
    who = _ONE_DIED.match(where.plain, sentence.start)
    if not who or who.end() < died.start() or not _still(views, news[0], (where, who)):
        return None
    for view in near:
        for one in view.sentences:
            born = _birth(view, one)
            if born and born["who"].lower() == who["who"].lower() and _still(views, news[0], (view, born)):
                return _Life({**born.groupdict(), **died.groupdict()}, news[0][0])
    return None


def _still(views: Sequence[View], news: tuple[View, re.Match[str]], told: tuple[View, re.Match[str]]) -> bool:
    """Whether this is of the dead as well: no other name stands in the paragraph before, unless that is of them."""
    if not _same(views, news, told):
        return False
    at = views.index(told[0])
    before = views[at - 1].plain if at else ""
    if at == 0 or views[at - 1] is news[0] or told[1]["who"].lower() not in ("he", "she"):
        return True
    opens = before.split(" ", 1)[0]
    known = opens.lower() == told[1]["who"].lower() or re.search(
        rf"\b{re.escape(opens)}\b", news[0].plain[:60]
    )
    return bool(known) or all(name.split()[-1] in news[0].plain for name in _FULL.findall(before))


_HAS_DIED = lazy(r"\b(?:has|have|had) died\b")


def _birth(view: View, sentence: Sentence) -> re.Match[str] | None:
    return next(
        (match for pattern in _BORN for match in [pattern.match(view.plain, sentence.start, sentence.end)] if match),
        None,
    )  # fmt: skip


def _same(views: Sequence[View], died: tuple[View, re.Match[str]], born: tuple[View, re.Match[str]]) -> bool:
    """Whether who was born is who died: of that name, or “he” after it, with no kin of that sex told of just before."""
    view, match = born
    if (view.index, match.start()) < (died[0].index, died[1].start()):
        return False
    who = match["who"]
    if who.lower() not in ("he", "she"):
        return who.split()[-1] in died[0].plain
    start = died[1].end() if view is died[0] else 0
    before = view.plain[start : match.start()]
    if any(name.split()[-1] not in died[0].plain for name in _FULL.findall(before)) or _KIN.search(before):
        return False
    at = views.index(view)
    paragraph = views[at - 1] if at and view is not died[0] else None
    if paragraph is None or paragraph is died[0]:
        return True
    other = _WOMEN if who.lower() == "he" else _MEN
    return all(kin.lower() in other for kin in _KIN.findall(_CHILD_OF.sub("", paragraph.plain)))


# What is told of the dead: “the son of a baker”
_CHILD_OF = lazy(r"\b[Bb]orn [^.;]{0,60}, (?:the|an?) (?:[a-z]+ ){0,3}?(?:son|daughter) of\b")
_WOMEN = frozenset(
    "mother mothers wife daughter daughters sister sisters aunt widow grandmother stepdaughter granddaughter".split()
)
_MEN = frozenset(
    "father fathers husband son sons brother brothers uncle widower grandfather stepson grandson".split()
)


def _claims(views: Sequence[View], died_in: View) -> Iterator[tuple[View, re.Match[str]]]:
    """The ages at death that the headline and the paragraphs about the death tell."""
    for view in views:
        if view.block.scope == HEADLINE:
            found = (match for pattern in _HEAD for match in [pattern.search(view.plain)] if match)
            yield from ((view, match) for match in found)
        elif view.index in (died_in.index, died_in.index + 1):
            for sentence in view.sentences:
                was = _WAS.match(view.plain, sentence.start, sentence.end)
                if was:
                    yield view, was
            if view is died_in:
                for pattern in _AGED:
                    yield from ((view, match) for match in pattern.finditer(view.plain))
