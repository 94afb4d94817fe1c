"""Whether “the lieutenant” takes up the person whom the story has introduced, or speaks of another.

A definite mention is of another when it brings what introduces: a name that the story has not given, a relative clause,
an apposition. It is surely of the same when what follows goes on about him: a speech, an age, what he was, has done or
plans. A plain act in the past (“the goalkeeper saved a penalty”) may be anybody's.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..document import View
from ..patterns import lazy
from .people import CAP, full_names

_SPEAKS = (
    r"said|says|told|tells|added|adds|testified|wrote|argued|insisted|recalled|explained|admitted|denied|declined|refused|promised|confirmed|noted|claimed|"
    r"acknowledged|apologi[sz]ed|thanked|praised|hopes|hoped|plans|planned|wants|wanted|expects|intends|believes|thinks|wept|smiled|could not say|gave no|made no|did not "
    r"(?:say|answer|comment|give|reply|explain|respond)"
)
_GOES_ON = (
    rf"{_SPEAKS}|has|had|will|would|could|can|may|must|lives|works|teaches|began|started|retired|joined|studied|trained|grew up|graduated|moved|married|died|earned|received|"
    r"won|wrote|turned|left behind|pleaded|faces|served|sold|owns|ran|led|broke|returned|is (?:survived|expected|due|set|scheduled|one of|known|married|also|now|free|being held|\d+)|"
    r"was (?:\d+|born|named|elected|appointed|sentenced|arrested|charged|convicted|released|raised|survived|diagnosed|found|acquitted|fined|known)"
)
_ADVERB = r"(?:(?:also|later|then|now|never|still|often|first|who) )?"
_AGE = r"(?:, \d\d,|,)?"
_ABSENT = r"(?! (?:not|never) (?:come|attend|appear))"
_SPEAKING = lazy(rf"{_AGE} {_ADVERB}(?:{_SPEAKS})\b")
_CONTINUING = lazy(rf"{_AGE} {_ADVERB}(?:{_GOES_ON})\b{_ABSENT}")
_ASKED = lazy(r"(?:^|[.?!]\"? )Asked [^.;]*, (?:the )?$")
_SET_APART = lazy(r"(?:former|late|retired|young|veteran|\d\d-year-old) $")
_INTRODUCES = lazy(
    rf",? (?:who|whose|whom|which|next|beside|behind|across|near|opposite|above|below|there)\b|,? that (?!\w+ was\b)|, (?:an?|his|her|their|its|one|not|another)\b"
    rf"|,? (?:(?:Mr|Ms|Mrs|Dr|Sir|Dame)\.? )?(?P<given>{CAP})(?: (?:[A-Z]\. )?(?P<surname>{CAP}))?"
)
# Words of a contest, which has two sides
CONTEST = lazy(
    r"\b(?:rival|opponent|challenger|incumbent|defeated|beat|unseated|conceded|lost|debate\w*|race|election|runoff|ballots?)\b"
)
# Words that tell of somebody's new post
CHANGED = lazy(
    r"\b(?:promot\w+|became|becom(?:e|es|ing)|elevated|ordained|consecrated|sworn in|made (?:an?|him|her)|rose to|took up|switched|retrained"
    r"|(?:elected|appointed) (?:to the|(?:lieutenant )?governor|senator|mayor|bishop|archbishop|cardinal))\b"
)


def of_another(views: Sequence[View], view: View, end: int) -> bool:
    """Whether what follows a definite mention introduces somebody: a clause, an apposition, a new name."""
    brought = _INTRODUCES.match(view.plain, end)
    if not brought or not brought["given"]:
        return bool(brought)
    surname = (brought["surname"] or brought["given"]).removesuffix("'s")
    before = full_names(tuple(views)).get(surname, ())
    return not any((use.view.index, use.start) < (view.index, end) for use in before)


def speaks(view: View, end: int) -> bool:
    """Whether who is mentioned says or plans something."""
    return bool(_SPEAKING.match(view.plain, end))


def continues(view: View, start: int, end: int) -> bool:
    """Whether what follows a definite mention goes on about somebody whom the reader knows."""
    return bool(
        _CONTINUING.match(view.plain, end)
        or _SET_APART.search(view.plain, 0, start)
        or _ASKED.search(view.plain, 0, start)
    )
