"""One judgment and two courts: the Court of Appeals ruled, and then “the ruling of the Supreme Court”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import View
from ..patterns import lazy
from ..rule import Finding
from .people import CAP, Told, by_name
from .person_facts import contradiction

_COURTS = (
    r"Supreme Court|[Aa]ppeals [Cc]ourt|[Aa]ppellate [Cc]ourt|[Cc]ourt of [Aa]ppeals?|High Court|[Dd]istrict [Cc]ourt|[Cc]ircuit [Cc]ourt|Crown Court|[Cc]ounty [Cc]ourt|"
    r"[Mm]agistrates' [Cc]ourt|[Mm]unicipal [Cc]ourt|[Ff]amily [Cc]ourt|[Bb]ankruptcy [Cc]ourt|[Tt]ax [Cc]ourt|[Ll]abor [Cc]ourt|[Cc]onstitutional [Cc]ourt|[Mm]ilitary [Cc]ourt|Superior Court|"
    r"[Jj]uvenile [Cc]ourt|[Ee]mployment [Tt]ribunal|Court of Human Rights|Court of Justice"
)
_DOES = r"ruled|struck|upheld|threw|overturned|rejected|blocked|ordered|dismissed|cleared|sided|found|decided|sentenced|convicted|acquitted|halted|allowed|declined|refused|awarded|quashed|said"
_RULED = lazy(
    rf"\b(?P<value>{_COURTS})(?: (?:in|of|for) [A-Z]\w+(?: [A-Z]\w+)?)?(?:,? on [A-Z]\w+day)?(?: unanimously)? (?:has )?(?:{_DOES})\b"
)
_ACT = (
    r"(?:ruling|decision|verdict|judgment|judgement|order|opinion|finding|sentence|reasoning|judges|justices)"
)
_TAKEN_UP = lazy(
    rf"\b{_ACT}s? (?:of|by|from|at) the (?P<value>{_COURTS})\b|\b[Tt]he (?P<value2>{_COURTS})'s {_ACT}\b"
)
_NAMES = lazy(rf"\b(?P<value>{_COURTS})\b")
_OLD = lazy(
    r"\b(?:19|20)\d\d\b|\b(?:earlier|previous|last|lower|precedent|landmark|year|years|ago|unless|until|appeal\w* (?:to|against|the)|overturn\w*|revers\w*|after|await\w*|pending)\b"
)


def judgments(views: Sequence[View]) -> Iterator[Finding]:
    """“The Court of Appeals ruled on Tuesday …”, and then “the ruling of the Supreme Court”, which nobody has named."""
    ruled = [
        Told(view, *match.span("value"), match["value"])
        for view in views
        for match in _RULED.finditer(view.plain)
    ]
    if len({_key(place.value) for place in ruled}) != 1:
        return
    first = ruled[0]
    for view in views:
        for match in _TAKEN_UP.finditer(view.plain):
            group = "value" if match["value"] else "value2"
            place = Told(view, *match.span(group), match[group])
            later = (view.index, place.start) > (first.view.index, first.start)
            text = view.plain_sentence(place.start)
            if (
                later
                and _key(place.value) != _key(first.value)
                and _alone(views, place.value)
                and not _OLD.search(text)
            ):
                yield contradiction(place, first)


def _key(court: str) -> str:
    """One word for a court under two names: an appeals court and a court of appeals."""
    text = court.lower()
    return "appeals" if "appeal" in text or "appell" in text else text


def _alone(views: Sequence[View], court: str) -> bool:
    """Whether the story has this court once."""
    return (
        sum(_key(match["value"]) == _key(court) for view in views for match in _NAMES.finditer(view.plain))
        == 1
    )


_PLEADED = lazy(
    rf"(?P<name>{CAP})(?:, [^.;]{{0,80}}?,)?,? (?:who )?(?:has |had )?(?P<value>pleaded (?:not )?guilty)(?! (?:to|of) [^.;]*\b(?:but|and)\b[^.;]*guilty)"
)
_CHANGED = lazy(
    r"(?i)\b(?:chang\w+|switch\w*|revers\w*|withdr\w+|initially|originally|at first|previously|earlier|other charges?|second|(?:in|of) (?:19|20)\d\d|two counts|lesser|deal|agreement|bargain)\b"
)


def pleas(views: Sequence[View]) -> Iterator[Finding]:
    """“Robert Ames pleaded not guilty …”, and then “Ames, who pleaded guilty, …”."""
    found = by_name(_PLEADED, views)
    for places in found.values():
        first, *others = places
        if len({place.value for place in places}) != 2 or any(_CHANGED.search(view.plain) for view in views):
            continue
        yield from (contradiction(place, first) for place in others if place.value != first.value)
