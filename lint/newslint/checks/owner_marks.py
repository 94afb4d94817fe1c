"""The mark of an owner whose name ends in s, put before that s: “Edward's” for an Ann Edwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import View
from ..patterns import lazy
from ..rule import Finding, Place, Replace
from .people import full_names
from .person_facts import KIN

_LEAST = 4  # letters before the s
_LATE = 40  # characters before a name in which a relative may be introduced


def before_s(views: Sequence[View]) -> Iterator[Finding]:
    """“Edward's speech” in a story of one Edwards and of no Edward."""
    people = full_names(tuple(views))
    for surname, uses in people.items():
        stem = surname.removesuffix("s")
        if stem == surname or len(stem) < _LEAST or stem.endswith("s") or stem in people:
            continue
        if len({use.given for use in uses}) != 1:
            continue
        owner, bare = lazy(rf"(?<![\w'-]){stem}'s (?=[a-z])"), lazy(rf"(?<![\w-]){stem}(?!'s [a-z])(?![\w-])")
        found = [(view, match) for view in views for match in owner.finditer(view.plain)]
        if len(found) != 1 or any(bare.search(view.plain) for view in views):
            continue
        [(view, match)] = found
        before = view.plain[max(0, match.start() - _LATE) : match.start()]
        if view.quoted(*match.span()) or _NAMES.search(before) or KIN.search(before):
            continue
        if (view.index, match.start()) < (uses[0].view.index, uses[0].start):
            continue
        start, end = match.start(), match.start() + len(stem) + 2
        mends = tuple((Replace(start, end, text),) for text in (f"{surname}'s", f"{surname}'"))
        place = Place(uses[0].view, uses[0].start, uses[0].end, f"“{surname}” here")
        yield Finding(view, start, end, mends, {"match": f"{stem}'s", "usual": surname}, (place,))


_NAMES = lazy(
    r"(?:\b(?:[A-Z][\w'.-]*|the|an?|[Mm]other|[Ff]riend|[Bb]oyfriend|[Nn]amed|[Cc]alled|and|or),?|[.?!;:]\"?) $|^$"
)
