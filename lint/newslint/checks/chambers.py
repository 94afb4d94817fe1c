"""The parties of a council or a parliament, told one by one, against the seats that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import View
from ..patterns import lazy
from ..rule import Finding
from .quantity import NUMBER, finding, like, parse, to_number
from .sequels import sequel

_CHAMBER = r"(?:councils?|parliament|assembly|senate|house|legislature|chamber|board|bundestag|knesset|congress|commission|committee|lower house|upper house|diet|dáil|duma|sejm)"
_SIZE = lazy(
    rf"(?<![\w,.$£€-])(?P<size>{NUMBER})-(?:seat|member|strong)\b(?:(?! and\b)[ -][A-Za-z'-]+){{0,4}}? {_CHAMBER}\b",
    re.IGNORECASE,
)
_WORDS = frozenset({"seat", "member", "strong"})
_WHOSE = (
    r"(?:(?!than\b|to\b|or\b|fewer\b|more\b|years?\b|votes?\b|times\b|points?\b|percent\b)[A-Za-z][\w'’-]*)"
)
_PART = rf"{NUMBER}(?: {_WHOSE}){{1,6}}?"
# “14 Reds, 11 Blues and five independents” after the body, up to the end of a clause
_HAS = lazy(
    rf"(?: (?:is|was)(?: now)? (?:made up|composed) of| (?:now |currently |also )?(?:has|had|comprises|consists of|will have|would have)(?: now)?|,? with|, made up of|:| of)(?P<list> {_PART}(?:, {_PART}){{1,8}},? and {_PART})(?=[.;]|$)"
)
# “The Reds hold 14 seats, the Blues 11, the Greens three and independents two”
_NAMED = r"(?:the |an? )?[A-Za-z][\w'’-]*(?: (?!hold|have|has|had|won|took)[A-Za-z][\w'’-]*){0,3}?"
_HOLDS = lazy(
    rf"(?:^|(?<=[.;,:] )|(?<=\b(?:and|where|which|in which) )){_NAMED} (?:now )?(?:has|have|had|holds?|held|won|took|takes?|will have|will hold) (?P<list>{NUMBER}(?: (?:seats|members|councillors|councilors|lawmakers|deputies|of them))?(?:, {_NAMED} (?:with )?{NUMBER}){{1,8}},? and {_NAMED} {NUMBER})(?=[.;]|$)",
    re.IGNORECASE,
)
# “The Reds hold 14 seats in the 30-seat council, the Blues 11, …”
_BEFORE = lazy(
    rf"\b(?:has|have|had|holds?|held|won|took|takes?) (?P<one>{NUMBER})(?: seats| members)? (?:in|on|of) (?:the|a|its) (?:[a-z'-]+ ){{0,2}}$",
    re.IGNORECASE,
)
_BEYOND = lazy(rf"(?P<list>(?:, {_NAMED} {NUMBER}){{1,8}},? and {_NAMED} {NUMBER})(?=[.;]|$)", re.IGNORECASE)
_FAR = 60  # characters before a body in which the first party's seats stand
_AMOUNT = lazy(rf"(?<![\w.,$-]){NUMBER}\b")
_ODD = lazy(
    r"(?i)\b(?:votes?|voted|percent|majority|needs?|needed|gain\w*|los[st]\w*|up|down|from|previous\w*|last|more|fewer|less|about|around|nearly|roughly|at least|including|each|both|former\w*|women|men|than|of (?:them|whom|which))\b|%|\d-\d|\b(?:19|20)\d\d\b"
)
_REST = lazy(r"(?i)\b(?:independents?|others?|vacan\w+|vacant|empty|unaffiliated|non-?partisans?)\b")


def parties(views: Sequence[View]) -> Iterator[Finding]:
    """“The 30-seat council has 14 Reds, 11 Blues and six independents”: that is 31."""
    for at, view in enumerate(views):
        for body in _SIZE.finditer(view.plain) if not _WORDS.isdisjoint(view.words) else ():
            list_ = _listed(views, at, body)
            if not list_ or _ODD.search(list_) or view.quoted(*body.span()):
                continue
            size = int(to_number(body["size"]))
            parts = [int(to_number(one.group())) for one in _AMOUNT.finditer(list_)]
            sum_ = sum(parts)
            # Fewer than the seats may leave out who has no party, or an empty seat.
            whole = _REST.search(list_) is not None
            near = abs(sum_ - size) <= max(_SLIP, size / 5)  # farther off, another body is meant
            if near and max(parts) < size and (sum_ > size or (whole and sum_ < size)):
                right = like(sum_, parse(body["size"]))
                yield finding(view, body.span("size"), right, sum=right)


def _listed(views: Sequence[View], at: int, body: re.Match[str]) -> str:
    """The list of parties that follows a body, in its sentence or in the next one; empty where there is none."""
    view = where = views[at]
    sentence = view.sentence_at(body.start())
    if sentence is None:
        return ""
    before = _BEFORE.search(view.plain, max(sentence.start, body.start() - _FAR), body.start())
    beyond = _BEYOND.match(view.plain, body.end()) if before else None
    if before and beyond:
        return before["one"] + beyond["list"]
    found = _HAS.match(view.plain, body.end()) or _HOLDS.search(view.plain, body.end(), sentence.end)
    follows = sequel(views, at, sentence)
    if found is None and follows:
        where, after = follows
        found = _HOLDS.search(where.plain, after.start, after.end)
    if found is None or where.quoted(*found.span("list")):
        return ""
    return "" if _VACANT.search(where.plain, found.end(), found.end() + _FAR) else found["list"]


_SLIP = 3
_VACANT = lazy(r"(?i)\b(?:vacan\w+|empty|speaker|tie-?break\w*)\b")
