"""Names that stand once in a story and cannot be right: a place in two spellings, and a speaker whom nobody has introduced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..document import View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding, Place, Replace
from ..word_lists import load_list, load_named, rules_folder
from .apart import told_apart
from .names import Name, collect, introduced_apart, one_edit, shortened
from .people import CAP, Told, full_names, given_names, one_person, person_nouns, titles
from .person_facts import contradiction

# ── Places ────────────────────────────────────────────────────────────────────────────────────────────────

_SHORTEST = 7  # letters of a name that one slip leaves recognizable
_PLACING = frozenset("in into at near outside around through across to from of between beyond".split())
_HARD_ENDS = frozenset("aeioy")  # a last letter that tells one name from another: Novikov, Novikova


def places(views: Sequence[View]) -> Iterator[Finding]:
    """“The bridge into Averthwaite”, and then “residents of Averthwiate”: a place that no list knows, once in each spelling."""
    lone = [name for name in collect(tuple(views)).values() if _is_lone_place(name)]
    near: dict[str, list[Name]] = {}
    for name in lone:
        before = {other.text: other for part in shortened(name.text) for other in near.get(part, ())}
        like = [other for other in before.values() if _may_be_one(name, other)]
        for part in shortened(name.text):
            near.setdefault(part, []).append(name)
        if len(like) == 1 and not told_apart(*name.uses[0], like[0].uses):
            yield contradiction(_told(name), _told(like[0]))


def _told(name: Name) -> Told:
    return Told(*name.uses[0], name.text)


def _is_lone_place(name: Name) -> bool:
    """Whether a name that no list knows stands once, after a preposition of places and before no other name."""
    if len(name.uses) != 1 or len(name.text) < _SHORTEST:
        return False
    use = name.uses[0]
    if use.before.lower() not in _PLACING or use.after[:1].isupper():
        return False
    knows = default_lexicon().knows
    return not knows(name.text) and not knows(name.text.lower()) and name.text not in known_names()


def _may_be_one(name: Name, other: Name) -> bool:
    """Whether two spellings are a slip apart that is no ending of names."""
    one, two = name.text, other.text
    ends = one.startswith(two) or two.startswith(one) or (one[:-1] == two[:-1] and one[-1] in _HARD_ENDS)
    return not ends and one_edit(one, two) and not introduced_apart(name, other)


@cache
def known_names() -> frozenset[str]:
    """Each word of the places, bodies and things of the gazetteer."""
    folder = rules_folder() / "lexicon" / "gazetteer"
    return frozenset(
        word
        for part in ("places", "bodies", "things")
        for entry in load_list(part, folder)
        for word in entry.split()
    )


# ── Speakers ──────────────────────────────────────────────────────────────────────────────────────────────

_SAID = r"(?:said|added|recalled|explained|joked|insisted|admitted|replied)"
_SPEAKER = lazy(
    rf"(?<=[,?!]\" )(?P<says>{_SAID} )?(?P<title>(?:Mr|Ms|Mrs|Miss|Dr)\b\.? )?(?P<name>{CAP})(?:(?P<said> {_SAID}\b)|(?=[.;]|$|, adding\b))"
)
_TITLED = lazy(rf"\b(?P<says>)(?P<title>Mr|Ms|Mrs|Miss)\b\.? (?P<name>{CAP})(?P<said> {_SAID})\b")
# Agencies, and those who need no first name
_KNOWN_TO_ALL = frozenset(
    "Reuters Bloomberg Xinhua Interfax Tass Kyodo Yonhap Axios Politico Trump Biden Obama Clinton Bush Reagan Putin Zelensky Zelenskyy Macron Merkel Thatcher "
    "Churchill Einstein Shakespeare Voltaire Confucius Twain Napoleon Gandhi Lincoln Jesus God Socrates Plato Aristotle Nietzsche Freud Darwin Marx Lenin Stalin Hitler Mandela".split()
)


def speakers(views: Sequence[View]) -> Iterator[Finding]:
    """“…,” Garvey said, in a story whose one person is Lena Oduya, and that has no Garvey."""
    people = full_names(tuple(views))
    if len(people) != 1:
        return
    [(surname, uses)] = people.items()
    for view, match in _speaking(views) if one_person(uses) else ():
        span, name = match.span("name"), match["name"]
        inside = view.plain[: match.start()].endswith('," ') or bool(match["title"])
        later = (view.index, span[0]) > (uses[0].view.index, uses[0].start)
        if later and _is_stranger(name, inside=inside) and _stands_once(name, views):
            place = Place(*uses[0][:3], f"{uses[0].given} {surname} here")
            values = {"match": name, "other": surname}
            yield Finding(view, *span, ((Replace(*span, surname),),), values, (place,))


# A firm or an office speaks of itself so, and needs no first name.
_OF_BODY = lazy(
    r"\b(?:we|us|our|statement|spokes\w+|company|firm|agency|ministry|department|airline|bank|union|group|website|tweet\w*|post\w*|filing|release)\b"
)


def _speaking(views: Sequence[View]) -> Iterator[tuple[View, re.Match[str]]]:
    """Who speaks after a quotation, before or after the verb, and who says something under a courtesy title."""
    for view in views:
        for pattern in (_SPEAKER, _TITLED):
            for match in pattern.finditer(view.plain):
                of_body = not match["title"] and _OF_BODY.search(view.folded)
                if (match["said"] or match["says"]) and not of_body and not view.quoted(*match.span("name")):
                    yield view, match


def _is_stranger(name: str, *, inside: bool) -> bool:
    """Whether a name is a surname that readers cannot know: no word, first name, place, body or public figure.

    `inside`: inside a sentence, where its capital shows that it is a name, be it also a rare word.
    """
    lower = name.lower()
    word = lower in load_named("everyday-words") if inside else default_lexicon().knows(lower)
    known = word or lower in given_names() or lower in titles() or lower in person_nouns()
    return not known and name not in _KNOWN_TO_ALL and name not in known_names() and name[1:].islower()


def _stands_once(name: str, views: Sequence[View]) -> bool:
    return sum(view.plain.count(name) for view in views) == 1
