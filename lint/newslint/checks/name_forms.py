"""Names whose last word or order changes: Harcourt Lane and Harcourt Road, the University of Norwich and Norwich University."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..document import View
from ..patterns import lazy
from ..rule import Finding, Place, Replace
from .apart import told_apart
from .names import one_edit
from .second_names import KIND_WORDS

Use = tuple[View, int, int]
_CAP = r"[A-ZÀ-ÖØ-Þ][\w'-]*\w"
_UNIVERSITY_OF = lazy(rf"(?<![\w-])University of (?P<name>{_CAP}(?: {_CAP})?)")
_UNIVERSITY = lazy(
    rf"(?<![\w-])(?P<name>{_CAP}(?: {_CAP})?) University(?![\w-]| of| Press| Hospital| Street| Avenue)"
)
# Places that have both: Miami University is in Ohio
_TWO_OF_THEM = frozenset(
    "Washington Miami York Pennsylvania Indiana Boston Georgia Colorado London California Houston Texas Iowa Ohio Utah Oregon Arizona Florida Kansas Michigan Oklahoma Tennessee "
    "Mississippi Missouri Alabama Illinois Minnesota Nebraska Nevada Virginia Maryland Kentucky Louisiana Maine Montana Delaware Idaho Wyoming Arkansas Hawaii Vermont Alaska State "
    "Sydney Melbourne Nottingham Oxford Birmingham Manchester Leeds Wisconsin Chicago Cincinnati".split()
)


def universities(views: Sequence[View]) -> Iterator[Finding]:
    """“The University of Norwich”, and then “Norwich University”."""
    first = _by_name(_UNIVERSITY_OF, views)
    second = _by_name(_UNIVERSITY, views) if first else {}
    for name in first.keys() & second.keys():
        if name in _TWO_OF_THEM:
            continue
        one, other = first[name], second[name]
        usual, rare = (one, other) if _comes_first(one[0], other[0]) else (other, one)
        right = f"University of {name}" if usual is one else f"{name} University"
        for use in rare:
            yield _finding(use, right, usual[0])


def _by_name(pattern: re.Pattern[str], views: Sequence[View]) -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = defaultdict(list)
    for view in views:
        for match in pattern.finditer(view.plain):
            if not view.quoted(*match.span()):
                found[match["name"].removeprefix("The ").removesuffix("'s")].append((view, *match.span()))
    return found


def _comes_first(one: Use, other: Use) -> bool:
    return (one[0].index, one[1]) < (other[0].index, other[1])


def _finding(use: Use, right: str, there: Use) -> Finding:
    view, start, end = use
    place = Place(*there, f"“{right}” here")
    values = {"match": view.text[start:end], "other": right}
    return Finding(view, start, end, ((Replace(start, end, right),),), values, (place,))


# ── Ships, streets, houses ──────────────────────────────────────────────────────────────────────────────

_SHIP = lazy(
    rf"\b(?:ferry|ship|vessel|tanker|trawler|yacht|freighter|submarine|liner|schooner|cruise ship|container ship|cargo ship|carrier|frigate|destroyer|barge|tug|tugboat|steamer|cutter|sloop|ketch|catamaran|"
    rf"fishing boat|lifeboat|racehorse|horse|colt|filly|mare) (?P<name>{_CAP}(?: {_CAP}){{1,2}})(?! [A-Z])"
)
_RUN = lazy(rf"(?<![\w.'-]){_CAP}(?: {_CAP}){{1,2}}(?![\w-]| [A-Z])")


def ships(views: Sequence[View]) -> Iterator[Finding]:
    """“The ferry Northern Spirit”, and then “the Northern Star”."""
    named = [
        (match["name"].removesuffix("'s"), (view, *match.span("name")))
        for view in views
        for match in _SHIP.finditer(view.plain)
    ]
    if len({name for name, _ in named}) != 1:
        return
    name, there = named[0]
    whole = re.compile(rf"{re.escape(name)}(?!\w)")
    everywhere = [(view, *match.span()) for view in views for match in whole.finditer(view.plain)]
    for use in _ships_like(views, name, there):
        if not use[0].quoted(*use[1:]) and not told_apart(*use, everywhere):
            yield _finding(use, name, there)


def _ships_like(views: Sequence[View], name: str, there: Use) -> Iterator[Use]:
    """Later names after “the”, of as many words, of which one begins like that of the ship."""
    words = name.split()
    for view in views:
        for match in _RUN.finditer(view.plain):
            start = match.start() + 4 * match.group().startswith("The ")
            other = match.group()[start - match.start() :].removesuffix("'s")
            pairs = zip(words, other.split(), strict=False)
            apart = [pair for pair in pairs if pair[0] != pair[1]] if len(other.split()) == len(words) else []
            if len(apart) != 1 or apart[0][0][0] != apart[0][1][0] or set(apart[0]) & _PLACES:
                continue
            the = view.plain[max(0, start - 4) : start].lower() == "the "
            if (
                the
                and not view.plain[: start - 4].endswith(", ")
                and (view.index, start) > (there[0].index, there[1])
            ):
                yield view, start, start + len(other)


_PLACES = (KIND_WORDS - frozenset({"Herald", "Gazette", "Tribune", "Courier", "Echo"})) | frozenset(
    "Isles Islands Coast Sea Ocean Ireland Shore Channel Pier Port Line Lines Ferries Marine Shipping States Territory Korea Africa America Carolina Dakota Passage Strait".split()
)


# ── Titles of works ─────────────────────────────────────────────────────────────────────────────────────

_WORK = lazy(r'"(?P<name>[A-Z0-9][^".;:!?]{3,60}?)[,.]?"')
_SMALL = frozenset("a an the of in on at to and or for from with by under over into".split())
_MOST = 8  # words of a title


def works(views: Sequence[View]) -> Iterator[Finding]:
    """“The Salt Road”, a film, and then “The Salt Roads”."""
    uses: dict[str, list[Use]] = defaultdict(list)
    if any(_IN_PARTS.search(view.folded) for view in views if '"' in view.plain):
        return
    for view in views:
        for match in _WORK.finditer(view.plain):
            if _is_title(match["name"]):
                uses[match["name"]].append((view, *match.span("name")))
    names = list(uses)
    for at, usual in enumerate(names):
        for rare in names[at + 1 :]:
            if len(uses[rare]) > len(uses[usual]) or not (
                _is_slip(usual, rare) or _is_other_word(usual, uses[rare], rare)
            ):
                continue
            if not any(told_apart(*use, uses[usual]) for use in uses[rare]):
                yield from (_finding(use, usual, uses[usual][0]) for use in uses[rare])


_IN_PARTS = lazy(
    r"\b(?:trilogy|sequels?|prequels?|(?:first|second|third|fourth|last|next|final|earlier|previous|later|debut|follow-up) (?:part|book|novel|volume|film|album|installment|instalment|movie|story|play|song)|"
    r"in the (?:first|second|third), |parts one|two-part|parody|pun|followed by)\b"
)
_INTRODUCES = lazy(
    r"\b(?:novel|film|book|song|album|play|essay|poem|single|story|movie|musical|opera|episode|series|show|exhibition|documentary|memoir|hit|titled|entitled|called|sang|sings?|played|plays|read|reads|painted|published|performed|recorded|and|or|with|for|wrote|directed|starred in)[, ]* \"$"
)
_LONG_TITLE = 4  # words of a title of which one may be quite another


def _is_other_word(usual: str, rare_uses: Sequence[Use], rare: str) -> bool:
    """Whether a long title, taken up as known, has one word of the same first letter in place of another: Wife, Widow."""
    one, other = usual.split(), rare.split()
    apart = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    if len(one) != len(other) or len(one) < _LONG_TITLE or len(apart) != 1:
        return False
    [(a, b)] = apart
    known = not any(_INTRODUCES.search(view.plain, 0, start) for view, start, _ in rare_uses)
    return known and a[0] == b[0] and a.isalpha() and b.isalpha() and min(len(a), len(b)) > 2


def _is_title(text: str) -> bool:
    """Whether each word but the small ones has a capital."""
    words = text.split()
    return 1 < len(words) <= _MOST and all(
        word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words
    )


def _is_slip(usual: str, rare: str) -> bool:
    """Whether two titles differ in one word, by a letter or two small words; or one has an article more."""
    one, other = usual.split(), rare.split()
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return (
            len(long) == len(short) + 1
            and len(short) > 1
            and any(
                [*long[:at], *long[at + 1 :]] == short and long[at] in ("a", "the", "A", "The")
                for at in range(len(long))
            )
        )
    apart = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(apart) != 1:
        return False
    a, b = apart[0]
    return (a.lower() in _SMALL and b.lower() in _SMALL) or (
        min(len(a), len(b)) > 2 and a.isalpha() and one_edit(a, b)
    )
