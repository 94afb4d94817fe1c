"""Headlines that give a game, a vote or a trial to the one who lost it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import View
from ..patterns import lazy
from ..rule import Finding
from .headline_figures import contrast
from .headline_sets import first_sentence
from .story import story

_NAME = r"[A-ZÀ-ÖØ-Þ][\w'-]*\w(?: [A-Z][\w'-]*\w){0,2}"
_WINS = r"(?:[Ww]ins?|[Bb]eats?|[Dd]efeats?|[Tt]ops?|[Ee]dges?|[Rr]outs?|[Dd]owns?|[Ss]tuns?|[Oo]usts?|[Cc]rush(?:es)?|[Tt]rounces?|[Uu]pset(?:s)?|[Tt]riumphs?|[Aa]dvances?|[Pp]revails?|[Kk]nocks? [Oo]ut|[Ee]liminates?)"
_LOSES = r"(?:[Ll]oses?|[Ff]alls? to|[Ff]alls? [Tt]o|[Bb]ows? [Oo]ut|[Cc]rash(?:es)? [Oo]ut|[Cc]oncedes?|(?:[Ii]s|[Aa]re) (?:[Bb]eaten|[Oo]usted|[Ee]liminated))"
_HEAD = lazy(rf"^(?P<who>{_NAME}?) (?:(?P<wins>{_WINS})|(?P<loses>{_LOSES}))\b")
_BEAT = r"(?:beat|defeated|topped|edged|routed|downed|stunned|ousted|crushed|trounced|upset|knocked out|eliminated|overcame|swept|outlasted|thrashed|hammered)"
# Whom a clause at the end beats: “narrowly defeating the former council president Craig Orr”
_BEATING = r"(?:[a-z]+ly )?(?:beating|defeating|ousting|unseating|toppling|dethroning) (?:(?:the|his|her|its|an?) )?(?:[a-z'-]+,? ){0,5}?"
_LEAD = (
    lazy(rf"(?P<winner>{_NAME})(?:, [^.;]{{2,60}},)? {_BEAT} (?:the )?(?:[a-z-]+ )?(?P<loser>{_NAME})"),
    lazy(
        rf"(?P<winner>{_NAME})(?:, [^.;]{{2,60}},)? won\b[^.;]{{0,90}}?(?:,? (?:beating|defeating|over|against|from|past)) (?:the )?(?P<loser>{_NAME})"
    ),
    lazy(
        rf"(?P<winner>{_NAME})(?:, [^.;]{{2,60}},)? (?:was|were|has been|is) (?:re-?)?elected\b[^.;]{{0,100}}?,? (?:after )?{_BEATING}(?P<loser>{_NAME})"
    ),
    lazy(
        rf"^(?P<winner>{_NAME}) [^.;]{{5,120}}, (?:beating|defeating|toppling|ousting|dethroning) (?:the [a-z ]{{3,30}}, )?(?P<loser>{_NAME})"
    ),
    lazy(
        rf"^(?:The )?(?P<winner>{_NAME}) [^.;]{{5,120}}? to (?:beat|defeat|edge|top|rout|down|stun|oust|upset) (?:the )?(?P<loser>{_NAME})"
    ),
    lazy(
        rf"(?P<loser>{_NAME})(?:, [^.;]{{2,60}},)? (?:lost|fell)(?: [^.;]{{1,60}})? to (?:the )?(?P<winner>{_NAME})"
    ),
    lazy(
        rf"(?P<loser>{_NAME})(?:, [^.;]{{2,60}},)? (?:was|were) (?:beaten|defeated|ousted|eliminated|routed|stunned|upset)(?: [^.;]{{1,40}})? by (?:the )?(?P<winner>{_NAME})"
    ),
)


def winners(views: Sequence[View]) -> Iterator[Finding]:
    """“Raiders Win in Final Second” over “The Falcons beat the Raiders”."""
    told = story(views)
    match = _HEAD.match(told.headline.plain) if told else None
    lead = first_sentence(told) if told else None
    if told is None or match is None or lead is None:
        return
    view, end = lead
    found = next(
        (result for pattern in _LEAD for result in [pattern.search(view.plain, 0, end)] if result), None
    )
    if found is None or lazy(r"(?i)\b(?:not|never|almost|nearly|would|will|could|who)\b").search(
        view.plain, 0, found.end()
    ):
        return
    side, other = ("loser", "winner") if match["wins"] else ("winner", "loser")
    who = _last(match["who"])
    if who == _last(found[side]) != _last(found[other]) and not _is_object(
        told.headline.plain, match, found[side]
    ):
        start = match.end("who") - len(who)
        yield contrast(told.headline, (start, match.end("who")), _last(found[other]), view, found.span(other))


def _last(name: str) -> str:
    return name.removesuffix("'s").split()[-1]


def _is_object(head: str, match: re.Match[str], name: str) -> bool:
    """Whether the headline goes on with the same name: it is no subject alone."""
    return _last(name) in head[match.end() :]
