"""Votes, margins and ages: figures of one sentence that must fit each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..document import View
from ..patterns import lazy
from ..rule import Finding
from .quantity import NUMBER, NUMERAL, finding, in_words, to_number

# ── Votes ───────────────────────────────────────────────────────────────────────────────────────────────

_VOTE = lazy(
    rf"\b(?P<size>\d{{1,3}})-(?:member|seat|strong|person)\b[^.;]{{0,80}}?\b(?P<yes>\d{{1,3}})(?:-"
    rf"| to )(?P<no>\d{{1,3}})\b"
    rf"(?:[^.;\d]{{0,40}}?\b(?P<rest>{NUMBER}) (?:[a-z]+ )?(?P<what>not voting|did not vote|abstain\w*"
    rf"|abstentions?|absent|absentees?|missing))?",
    re.IGNORECASE,
)


def votes(views: Sequence[View]) -> Iterator[Finding]:
    """“The 100-member Senate approved it 52-45, with four not voting”: the votes are not the members."""
    for view in views:
        if "-" not in view.plain:
            continue
        for match in _VOTE.finditer(view.plain):
            size, cast = int(match["size"]), int(match["yes"]) + int(match["no"])
            after = view.plain[match.end() : match.end() + 60].split(". ")[0]
            if cast > size:
                yield finding(view, (match.start("yes"), match.end("no")), size=match["size"], cast=str(cast))
            elif (
                match["rest"]
                and cast + to_number(match["rest"]) != size
                and not re.search(r"\d|vacan|abs|empty|present", after)
            ):
                rest = size - cast
                digits = match["rest"].isdigit() or rest > 9
                right = str(rest) if digits else in_words(rest) or ""
                yield finding(view, match.span("rest"), right, size=match["size"], cast=str(cast))


_MARGIN = lazy(
    rf"\b(?P<one>{NUMERAL})(?:-| to )(?P<two>{NUMERAL})(?: (?:vote|win|victory|loss|defeat))?,? "
    rf"(?:for |with |by )?"
    rf"(?:an? (?:margin of (?P<a>{NUMBER})|(?P<b>{NUMBER})-(?:vote|point|goal|run|seat)s? (?:margin"
    rf"|win|victory|loss|defeat|lead|majority))|by (?P<c>{NUMBER}) (?:vote|point|goal|run|seat)s?)\b"
)


_MARGIN_FIRST = lazy(
    rf"\bby (?:a margin of )?(?:just |only )?(?P<a>{NUMBER}) (?:vote|point|goal|run|seat)s?,? (?:\(|— ?)?(?P<one>{NUMERAL})(?:-| to | votes to )(?P<two>{NUMERAL})\b",
    re.IGNORECASE,
)


_MAJORITY = lazy(
    rf"(?P<one>{NUMERAL})(?:%| percent| per cent)?(?: votes?)?(?: to |-)(?:(?:[A-Z][\w.'-]*\.? ){{1,3}}(?<='s )|the [a-z ]{{2,30}}'s? |(?:his|her) [a-z ]{{2,30}}'s? )?(?P<two>{NUMERAL})(?:%| percent| per cent)?"
    rf"(?: [^.;:,\d]{{1,60}})?, (?:giving (?:her|him|them|it) |with )?an? (?:majority|margin|lead|advantage|gap|edge) of (?P<a>{NUMBER})(?: (?:votes?|points?|percentage points?|seats?|goals?|runs?))?(?=[,.;]|$| )"
)


def margins(views: Sequence[View]) -> Iterator[Finding]:
    """“52-45, a margin of nine votes”: the margin is not the difference."""
    for view in views:
        if not any(
            word in view.folded
            for word in ("margin", "vote", "point", "goal", "run", "seat", "majority", "lead")
        ):
            continue
        for match in (
            *_MARGIN.finditer(view.plain),
            *_MARGIN_FIRST.finditer(view.plain),
            *_MAJORITY.finditer(view.plain),
        ):
            groups = match.groupdict()
            name = next(name for name in "abc" if groups.get(name))
            right = int(abs(to_number(match["one"]) - to_number(match["two"])))
            if right and to_number(match[name]) != right:
                word = match[name] if right > 9 or match[name][0].isdigit() else in_words(right)
                word = str(right) if word == match[name] else word or str(right)
                yield finding(view, match.span(name), word, one=match["one"], two=match["two"])


# ── Ages ────────────────────────────────────────────────────────────────────────────────────────────────

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DATE = (
    r"(?:(?P<{0}e>\d{{1,2}}) )?(?:(?P<{0}m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?:(?P<{0}d>\d{{1,2}}),? )?)?"
    r"(?P<{0}y>1[5-9]\d\d|20\d\d)"
)
_BORN = rf"\bborn (?:in [^.;\d]{{1,40}}? )?(?:on |in )?{DATE.format('b')}\b"
_DIED = rf"\bdied (?:(?:(?:at|in|of|peacefully|suddenly|from) [^.;\d]{{2,60}}?|there) )?(?:on |in )?{DATE.format('d')}\b"
_AGE = (
    r",? (?:(?:when|while|being) )?(?:at (?:the )?age (?:of )?|aged |at )(?P<age>\d{1,3})(?!\d"
    r"|:|[ -](?:[ap]\.?m|years? (?:later|after)))"
)
_LIVES = [
    lazy(rf"{_BORN}[^;]{{0,160}}?\b(?:he|she) {_DIED[2:]}{_AGE}", re.IGNORECASE),
    lazy(rf"{_BORN}[^;]{{0,80}}?{_DIED}\. (?:he|she) was (?P<age>\d{{1,3}})(?=[.,])", re.IGNORECASE),
    lazy(rf"{_BORN}[^.;]{{0,80}}?{_DIED}{_AGE}", re.IGNORECASE),
    lazy(
        rf"{_BORN}[^;]{{0,80}}? (?:he|she) was (?P<age>\d{{1,3}}) when (?:he|she) {_DIED[2:]}", re.IGNORECASE
    ),
]


def ages(views: Sequence[View]) -> Iterator[Finding]:
    """“Born in 1950, he died in 2010 at the age of 72”: the years give another age."""
    for view in views:
        if "born" not in view.folded or "died" not in view.folded:
            continue
        seen: set[int] = set()
        for pattern in _LIVES:
            for match in pattern.finditer(view.plain):
                years = int(match["dy"]) - int(match["by"])
                least, most = age_range(match.groupdict(), years)
                if years > 0 and not least <= int(match["age"]) <= most and match.start("age") not in seen:
                    seen.add(match.start("age"))
                    right = [str(most)] if least == most else [str(most), str(least)]
                    yield finding(view, match.span("age"), *right, born=match["by"], died=match["dy"])


def age_range(groups: Mapping[str, str | None], years: int) -> tuple[int, int]:
    """The ages possible between two dates of which month and day may be missing."""
    born, died = (_day(groups, who) for who in "bd")
    if born is None or died is None or (born[0] == died[0] and None in (born[1], died[1])):
        return years - 1, years
    passed = died >= born if born[0] == died[0] else died[0] > born[0]
    return (years, years) if passed else (years - 1, years - 1)


def _day(groups: Mapping[str, str | None], who: str) -> tuple[int, int | None] | None:
    month, day = groups[who + "m"], groups[who + "d"] or groups[who + "e"]
    return (_MONTHS.index(month.lower()), int(day) if day else None) if month else None
