"""One person's name through a story: its order, the spelling of the first name, a surname that nobody bears."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..document import View, fold, having, words_of
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding, Place, Replace
from .apart import is_contrasted
from .names import one_edit
from .near_names import sound
from .people import CAP, Named, Told, by_name, full_names, given_names, one_person
from .person_facts import contradiction

_MR = lazy(r"(?<!\w)(?:Mr|Ms|Mrs|Dr)\.? (?P<value>(?P<name>[A-Z][\w-]+))(?![\w-]| [A-Z])")


def orders(views: Sequence[View]) -> Iterator[Finding]:
    """“Liang Wenbo … Mr. Liang … Mr. Wenbo”: a title with the family name here, with the given name there."""
    titled = by_name(_MR, views)
    full = lazy(rf"(?<![\w'-])({CAP}) ({CAP})(?![\w-]| [A-Z])")
    pairs = (
        {match.groups() for view in views for match in full.finditer(view.plain)}
        if len(titled) > 1
        else set()
    )
    for family, given in pairs:
        if family in titled and given in titled and family.lower() not in given_names():
            usual, rare = sorted(
                (titled[family], titled[given]),
                key=lambda places: (-len(places), places[0].view.index, places[0].start),
            )
            yield from (contradiction(place, usual[0]) for place in rare)


def given_spellings(views: Sequence[View]) -> Iterator[Finding]:
    """“Katherine Voss” and “Catherine Voss”: one name in two spellings of one sound."""
    people = full_names(tuple(views))
    for view in having(views, words_of(fold(" ".join(people)))):
        for match in _GIVEN_AND_SURNAME.finditer(view.plain):
            uses = people.get(match["surname"])
            if not uses or match["given"] == uses[0].given or not _sounds_like(match["given"], uses[0].given):
                continue
            first = uses[0]
            kin = (
                _related(text, at)
                for text, at in ((view.plain, match.start()), (first.view.plain, first.start))
            )
            if not any(kin) and not is_contrasted(view, *match.span(), [first[:3]]):
                there = Told(first.view, first.start, first.start + len(first.given), first.given)
                yield contradiction(Told(view, *match.span("given"), match["given"]), there)


_GIVEN_AND_SURNAME = lazy(r"(?<![\w'-])(?P<given>[A-Z][a-z]+)(?= (?P<surname>[A-Z][\w'-]*\w)(?![\w-]))")


def _related(text: str, at: int) -> bool:
    """Whether the words before a name say that this is someone else: her granddaughter, his brother, her niece, 24,."""
    before = text[max(0, at - 60) : at]
    return bool(_OF_KIN.search(before) or _AFTER_WORDS.search(before))


_AFTER_WORDS = lazy(r"\b(?:his|her|their|the|and|a|an) (?:[a-z-]+,? ){0,2}$")
_OF_KIN = lazy(
    r"\b(?:wife|husband|brothers?|sisters?|sons?|daughters?|father|mother|cousin|uncle|aunt|nephew|niece|twins?|grand\w+|widow\w*|namesake|partner|child|children)\b"
    r"[^.;]*$"
)


@lru_cache(maxsize=10_000)
def _sounds_like(one: str, other: str) -> bool:
    first, second = (sound(name).replace("k", "c").rstrip("h") for name in (one, other))
    return first == second or _is_given_slip(one, other)


_GENDERS = ({"a", "o"}, {"a", "e"}, {"i", "a"}, {"o", "i"}, {"e", "o"})  # Mario, Maria


def _is_given_slip(one: str, other: str) -> bool:
    """Whether two first names, of which one at most is known as one, are a letter apart: Dagny, Dagna."""
    known = [name.lower() in given_names() for name in (one, other)]
    sexes = one.startswith(other) or other.startswith(one) or {one[-1], other[-1]} in _GENDERS
    return min(len(one), len(other)) >= _SHORTEST and not all(known) and not sexes and one_edit(one, other)


_SHORTEST = 5  # letters of a first name that is compared
_NEVER_ALONE = lazy(rf"(?<![\w.'-])(?P<name>{CAP})")
_SPEAKING = lazy(
    r" (?:said|says|told|was|has|had|wrote|did|who|is|would|will|could|can|might|must|went|came|left|made|took|gave|won|lost|led|ran|[a-z]{2,}ed)\b|'s\b|,"
)
_BEGINS = lazy(r"(?:^|[a-z,.;\"] )$")
_IN_NAME = lazy(r"(?<![.!?] )\b[A-Z][a-z]+ $")
_PLACED = lazy(r"\b(?:in|at|near|of|from|the|to) $")
_SPOKEN_TO = lazy(r"\b(?:told|asked|by|with) $")
_SAME = 4  # letters that two surnames share at their start


def strays(views: Sequence[View]) -> Iterator[Finding]:
    """“Whitcomb” three times, and once “Whitfield”, whom nobody has introduced; “Petersen” and “Peterson's”."""
    people = full_names(tuple(views))
    counts: dict[str, list[tuple[View, int, int]]] = {}
    for view in views:
        for match in _NEVER_ALONE.finditer(view.plain):
            name = match["name"].removesuffix("'s")
            counts.setdefault(name, []).append((view, match.start(), match.start() + len(name)))
    once: dict[str, list[str]] = defaultdict(list)
    for name, places in counts.items():
        if len(places) == 1 and name not in people:
            once[name[:_SAME]].append(name)
            once[name[: _SAME - 1]].append(name)
            once[name[0] + name[-_SAME:]].append(name)
    yield from _sole_strays(views, once, counts)
    for surname, uses in people.items():
        if not one_person(uses) or len(surname) < _SAME + 2:
            continue
        sole = len(counts.get(surname, ())) < 2
        for name in dict.fromkeys([*once.get(surname[:_SAME], ()), *_same_end(once, surname)]):
            if not _is_like(name, surname) or (sole and not _is_letter_off(name, surname)):
                continue
            view, start, end = counts[name][0]
            before = view.plain[max(0, start - 20) : start]
            if (_TITLED.search(before) and _is_letter_off(name, surname)) or (
                _BEGINS.search(before)
                and not _PLACED.search(before)
                and not _IN_NAME.search(before)
                and (
                    view.plain[end : end + 2] == "'s"
                    or _SPEAKING.match(view.plain, end)
                    or _SPOKEN_TO.search(before)
                )
            ):
                yield _stray(view, start, end, surname, uses[0])


def _sole_strays(
    views: Sequence[View], once: dict[str, list[str]], places: dict[str, list[tuple[View, int, int]]]
) -> Iterator[Finding]:
    """“Solberg, 58,” in a story whose one person is Ingrid Solheim: a surname alone that begins as hers does."""
    people = full_names(tuple(views))
    if len(people) != 1:
        return
    [(surname, uses)] = people.items()
    for name in dict.fromkeys(once.get(surname[: _SAME - 1], ())):
        view, start, end = places[name][0]
        before = view.plain[max(0, start - 3) : start]
        alone = (not before or before[-2:] in (". ", '" ')) and name[:_SAME] != surname[:_SAME]
        same_length = abs(len(name) - len(surname)) < 2 and min(len(name), len(surname)) > _SAME + 1
        if (
            alone
            and same_length
            and _AGED.match(view.plain, end)
            and not default_lexicon().knows(name.lower())
        ):
            yield _stray(view, start, end, surname, uses[0])


_TITLED = lazy(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? $")
_AGED = lazy(r", \d\d,|(?:, who)? (?:said|says|told|added|promised|argued)\b")


def _is_like(name: str, surname: str) -> bool:
    """Whether two surnames that begin alike are about as long, and neither is the other's plural or adjective."""
    if abs(len(name) - len(surname)) > 1:
        return False
    return not name.startswith(surname) and not surname.startswith(name)


def _same_end(once: dict[str, list[str]], surname: str) -> list[str]:
    """Names that stand once, begin with the same letter, end alike and are a letter off."""
    return [name for name in once.get(surname[0] + surname[-_SAME:], ()) if _is_letter_off(name, surname)]


def _is_letter_off(name: str, surname: str) -> bool:
    """Whether a name that stands once is a letter from one that stands once, and no word."""
    known = default_lexicon().knows(name.lower()) or name.lower() in given_names()
    return one_edit(name, surname) and not known


def _stray(view: View, start: int, end: int, surname: str, first: Named) -> Finding:
    option = (Replace(start, end, surname),)
    place = Place(first.view, first.start, first.end, f"{first.given} {surname} here")
    return Finding(view, start, end, (option,), {"match": view.text[start:end], "other": surname}, (place,))
