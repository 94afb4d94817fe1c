"""Whether a story tells one thing from another of nearly the same name: it introduces the second, or sets the two side by side."""

from __future__ import annotations

from collections.abc import Iterable

from ..document import View
from ..patterns import lazy

# “Dubri, a hamlet farther upstream”, “Marchbank Street, which runs parallel”, “Carver Park, across the river”
_INTRODUCED = lazy(
    r"(?:'s)?(?:,[\"']?|[\"'],) (?:an?|its|another|one of|part of) [a-z]|(?:'s)?, the (?:village|town|hamlet|city|suburb|island|river|lake|street|school|club|company|firm|ship|book|film|song|team|band)\b|"
    r"(?:'s)? \(|,?[\"']? whose|, (?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|"
    r"Wis|Wyo|N\.[CDHJMY])\b\.?,?|"
    r",?[\"']? which (?:is|was|are|were|lies|runs|stands|sits|has|had)\b|,? named (?:for|after)\b| of (?:the same|another) "
)
_LOCATED = lazy(
    r", (?:across|next|opposite|beside|behind|nearby|farther|further|upstream|downstream|down|just|about|not far|on the other|in neighbou?ring|"
    r"(?:an?|\w+) (?:miles?|blocks?|doors?|minutes?|kilomet\w+|yards?|streets?|hours?)) "
)
_IS_FAR = lazy(
    r",? (?:is|are|lies?) (?:about |nearly |some )?[\w-]+ (?:miles|blocks|doors|minutes|kilomet\w+) "
)
# Words of a sentence that sets two things side by side
_CONTRAST = lazy(
    r"\b(?:namesakes?|unrelated|relation|(?<!be )(?<!been )(?<!is )(?<!was )(?<!are )(?<!were )replac(?:ed|es|ing)|renamed|formerly|unlike|parallel|confused|mistaken|"
    r"no link|no ties|another|instead|spel(?:t|led|ls)|misspel(?:t|led)|labels?|labell?ed|inscribed|engraved|pronounced|once (?:called|known)|used to be|also known)\b"
)
# “Its rival Larkfield Farms”, “her sister ship, the Northern Sky”; not “two rivals of Quilmore”
_RELATED = lazy(
    r"\b(?:rivals?|sisters?|neighbou?rs?|neighbou?ring|nearby|twins?|sequels?|prequels?|predecessors?|successors?|precursors?|subsidiar(?:y|ies)|affiliates?|parent|other)"
    r"(?: (?!of\b)[a-z]+)?,? (?:the )?(?:[A-Z]\w* )?[\"']?$"
)
_KIN = lazy(
    r"\b(?:brothers?|sisters?|twins?|cousins?|sons?|daughters?|father|mother|uncle|aunt|nephew|niece|husband|wife|widow|widower|"
    r"grand(?:son|daughter|father|mother|child)|step(?:son|daughter|father|mother)|in-law),? (?:[A-Z][\w'-]* )?$"
)
_STOP = lazy(
    r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St|Jr|Sr))(?<!\b(?:Mrs|Gov|Sen|Rep|Gen|Col|Sgt))[.!?][\"')]*\s+(?=[\"'(]?[A-Z0-9])"
)
_ONE = lazy(r"\b[Aa]n? $")
_TITLED = lazy(r"\b(?:Mr|Mrs|Ms)\.? $")
_FARTHEST = 400  # characters that a sentence is looked for to each side


def told_apart(view: View, start: int, end: int, others: Iterable[tuple[View, int, int]]) -> bool:
    """Whether the name at this place is that of another thing than the places of the other spelling.

    It is where it is introduced, in a sentence that contrasts, or in one sentence with the other spelling.
    """
    text = view.plain
    if _ONE.search(text, 0, start):
        return True
    if _TITLED.search(text, 0, start):  # nobody is introduced by a courtesy title and a surname
        return is_contrasted(view, start, end, others)
    if _INTRODUCED.match(text, end) or _LOCATED.match(text, end) or _IS_FAR.match(text, end):
        return True
    return is_contrasted(view, start, end, others)


def is_contrasted(view: View, start: int, end: int, others: Iterable[tuple[View, int, int]]) -> bool:
    """Whether the sentence of this place sets its name apart, or has the other spelling too."""
    text = view.plain
    first, last = sentence_around(text, start, end)
    if _CONTRAST.search(text, first, last):
        return True
    if _RELATED.search(text, first, start) or _KIN.search(text, first, start):
        return True
    return any(other is view and first <= at < last for other, at, _ in others)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence that holds a place begins and ends."""
    first = max(0, start - _FARTHEST)
    for match in _STOP.finditer(text, first, start + 1):
        first = match.end()
    stop = _STOP.search(text, end, min(len(text), end + _FARTHEST))
    return first, stop.end() if stop else min(len(text), end + _FARTHEST)
