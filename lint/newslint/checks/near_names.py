"""Two spellings of one name that are more than a letter apart: by sound, by accents, by particles, in hyphenated names."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from ..document import View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding, Place, Replace
from .apart import told_apart
from .names import Name, Use, collect, introduced_apart, one_edit, part_of_name, shortened
from .people import CAP, Named, full_names, given_names

_SHORTEST = 5  # letters of a name that is compared
_PART, _END = (
    4,
    1,
)  # letters at the start or end of two long names that are alike; letters at the end that all such have
_LIKE = 0.8  # of the letters of two names of the same consonants
_LONG = 7  # letters of a name in which two slips leave no doubt
# Spellings of one sound, in the order in which they are levelled
_SOUNDS = (
    ("^mac", "mc"), ("ight", "ite"), ("sch", "sh"), ("tch", "ch"), ("ck", "k"), ("ph", "f"), ("kh", "k"), ("gh", "g"), ("th", "t"),
    ("ee", "i"), ("ea", "i"), ("ie", "i"), ("ei", "i"), ("ou", "u"), ("oo", "u"), ("ae", "e"), ("oe", "o"), ("ue", "u"), ("ff", "v"), ("w", "v"),
    ("y", "i"), ("j", "i"), ("z", "s"), ("c", "k"), ("q", "k"), ("x", "ks"), ("dt$", "t"), (r"e$", ""), (r"(.)\1", r"\1"), ("[ae]([nrl])$", r"\1"),
)  # fmt: skip


@lru_cache(maxsize=100_000)
def sound(name: str) -> str:
    """A name with its accents dropped and spellings of one sound levelled: Rasheed and Rashid, MacDonald and McDonald."""
    text = bare(name).lower()
    for spelling, level in _SOUNDS:
        text = text.replace(spelling, level) if spelling.isalpha() else re.sub(spelling, level, text)
    return text


@lru_cache(maxsize=100_000)
def bare(name: str) -> str:
    """A name without its accents."""
    if name.isascii():
        return name
    return "".join(
        letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter)
    ).translate(_STROKES)


_STROKES = str.maketrans("ıłøđŁØĐ", "ilodLOD")


def variants(views: Sequence[View]) -> Iterator[Finding]:
    """A name spelt in a way that sounds like one that the story has more often, or by the same letters in another order."""
    names = collect(tuple(views))
    people = full_names(tuple(views))
    usual: dict[tuple[object, ...], list[Name]] = defaultdict(list)
    for name in names.values():
        if len(name.uses) > 1 and len(name.text) >= _SHORTEST:
            for key in _keys(name.text):
                usual[key].append(name)
    for name in names.values():
        if len(name.text) < _SHORTEST - 1:
            continue
        others = {other.text: other for key in _keys(name.text) for other in usual.get(key, ())}
        like = [other for other in others.values() if other is not name and _is_variant(name, other)]
        apart = any(told_apart(*use, other.uses) for other in like for use in name.uses)
        if len(like) == 1 and not apart and not _alone(people, name):
            yield from shown(name.uses, like[0].text, like[0].uses)


@lru_cache(maxsize=100_000)
def _keys(name: str) -> Sequence[tuple[object, ...]]:
    """Keys of which two variants share one at least: the sound, the letters, or, of two slips in a long name, a third that has neither."""
    first = bare(name[0])
    keys: list[tuple[object, ...]] = [(first, sound(name)), (first, "".join(sorted(name)))]
    if len(name) >= _LONG:
        keys.append((first, "consonants", _skeleton(name)))
    if len(name) > _LONG:
        keys += ((first, "start", name[:_PART]), (first, "end", name[-_PART:]))
    if len(name) >= _LONG:
        size = len(name)
        cuts = (1, 1 + (size - 1) // 3, 1 + 2 * (size - 1) // 3, size)
        keys += ((first, size, at, name[at:to]) for at, to in pairwise(cuts))
    return keys


_MAC = lazy("^Mac(?=[A-Z])")


def _is_word(name: Name) -> bool:
    return _is_known(name.text)


@lru_cache(maxsize=100_000)
def _is_known(text: str) -> bool:
    return default_lexicon().knows(text) or text.lower() in given_names()


def _alone(people: dict[str, tuple[Named, ...]], name: Name) -> bool:
    """Whether the name has a full name of its own that none of the others has."""
    own = {use.given for use in people.get(name.text, ())}
    rest = {use.given for text, uses in people.items() if text != name.text for use in uses}
    return bool(own - rest)


@lru_cache(maxsize=100_000)
def _without_mac(name: str) -> str:
    return _MAC.sub("Mc", name)


def _is_variant(name: Name, usual: Name) -> bool:
    wrong, right = name.text, usual.text
    if len(usual.uses) < 2 * len(name.uses) or abs(len(wrong) - len(right)) > 3:
        return False
    accents = (
        bare(wrong) == bare(right)
        or _without_mac(wrong) == _without_mac(right)
        or _other_capitals(wrong, right)
    )
    if accents or _is_word(name) or one_edit(wrong, right):  # for the last see `names.slips`
        return accents and not introduced_apart(name, usual)
    letters = len(right) >= _SHORTEST + 1 and sorted(wrong) == sorted(right) and wrong[-1] == right[-1]
    alike = sound(wrong) == sound(right) or (
        len(right) >= _LONG and (_two_edits(wrong, right) or _same_consonants(wrong, right))
    )
    return (letters or alike) and not introduced_apart(name, usual)


def _two_edits(first: str, second: str) -> bool:
    """Whether two letters in places of the same length differ, and no more: Nakawaga, Nakagawa."""
    apart = [at for at, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]]
    return len(first) == len(second) and len(apart) == 2 and apart[0] < len(first) - 3  # not an ending


def _other_capitals(first: str, second: str) -> bool:
    """Macleod, MacLeod; not MACLEOD."""
    return first.lower() == second.lower() and not first.isupper() and not second.isupper()


def _same_consonants(wrong: str, right: str) -> bool:
    """Whether two names differ in their vowels alone, and neither is a form of the other: Stevenses."""
    short, long = sorted((wrong, right), key=len)
    both = len(short) > _LONG and (wrong[:_PART] == right[:_PART] or wrong[-_PART:] == right[-_PART:])
    if (
        long.startswith(short)
        or wrong[-_END:] != right[-_END:]
        or not (both or _skeleton(wrong) == _skeleton(right))
    ):
        return False
    return SequenceMatcher(None, wrong, right).ratio() >= _LIKE


@lru_cache(maxsize=100_000)
def _skeleton(name: str) -> str:
    """A name's first letter and its consonants, no letter twice in a row: Yusufzai, Yousafzai."""
    text = sound(name)
    return text[:1] + re.sub(r"(.)\1", r"\1", re.sub("[aeiou]", "", text[1:]))


def shown(uses: Iterable[Use], right: str, there: Sequence[Use]) -> Iterator[Finding]:
    """Each use with the usual spelling, and where that first stands."""
    first = there[0]
    place = Place(first.view, first.start, first.end, f"{right}, {len(there)} times")
    for use in uses:
        values = {"match": use.view.text[use.start : use.end], "usual": right, "count": str(len(there))}
        yield Finding(
            use.view, use.start, use.end, ((Replace(use.start, use.end, right),),), values, (place,)
        )


# ── Hyphens and particles ───────────────────────────────────────────────────────────────────────────────

# The capital comes first, so that the search skips to it, and looks back from there.
_JOINED = lazy(
    r"[A-ZÀ-ÖØ-Þ](?<![\w'-].)[^\W\d_]+(?:(?:-[A-ZÀ-ÖØ-Þ][^\W\d_]+)+|(?P<small>-[a-z]{2,5})(?![\w-]))"
)
_ARABIC = lazy(rf"(?<![\w'-])(?P<value>[AaEe]l)-(?P<name>{CAP})")
_PARTICLES = lazy(
    rf"(?<![\w'-])(?P<value>(?i:van der|van den|van de|von der|von|van|de la|de los|de|del|della|di|da|dos|du) )(?P<name>{CAP})"
)


def joined(views: Sequence[View]) -> Iterator[Finding]:
    """“Castellano-Ruhl” in a story of a Castellanos-Ruhl, and “Annemarie” of an Anne-Marie."""
    names = _hyphenated(views)
    similar: dict[str, list[str]] = defaultdict(list)
    for text in names:
        for part in shortened(text):
            similar[part].append(text)
    for wrong, uses in names.items():
        near = {right: None for part in shortened(wrong) for right in similar[part]}
        like = [right for right in (*near, _turned(wrong)) if _is_double_slip(names, wrong, right)]
        if len(like) != 1 or _other_given(uses, names[like[0]]):
            continue
        if not any(told_apart(*use, names[like[0]]) for use in uses):
            yield from shown(uses, like[0], names[like[0]])
    single = collect(tuple(views)) if names else {}
    for right, there in names.items():
        name = single.get(right.replace("-", "").capitalize())
        if name and len(name.uses) <= len(there) and not default_lexicon().knows(name.text):
            yield from shown(name.uses, right, there)
        apart = list(_apart(right, views)) if len(there) > 1 or _is_surname(there[0]) else []
        if len(apart) < len(there) + 1:
            yield from shown(apart, right, there)


def _hyphenated(views: Sequence[View]) -> dict[str, list[Use]]:
    """The hyphenated names outside quotations; those that go on in small letters only after a short first name."""
    names: dict[str, list[Use]] = defaultdict(list)
    for view in views:
        for match in _JOINED.finditer(view.plain) if "-" in view.plain else ():
            use = Use(view, *match.span())
            if len(match.group()) < _LONG or view.quoted(*match.span()):
                continue
            if not match["small"] or _SHORT_GIVEN.fullmatch(use.before):
                names[match.group()].append(use)
    return dict(names)


_SHORT_GIVEN = lazy("[A-Z][a-z]{1,3}")


def _turned(name: str) -> str:
    """Brandt-Keller for Keller-Brandt."""
    return "-".join(name.split("-")[::-1])


def _is_double_slip(names: dict[str, list[Use]], wrong: str, right: str) -> bool:
    """Whether the story has the second more often or first, and the two are a letter apart, not in their particles, or a person's in another order."""
    if right == wrong or right not in names:
        return False
    uses, there = names[wrong], names[right]
    if len(there) < len(uses) or (len(there) == len(uses) and not _comes_first(there[0], uses[0])):
        return False
    if right == _turned(wrong):
        return wrong.count("-") == 1 and part_of_name(there[0].before)
    first, _, rest = wrong.partition("-")
    particle = len(first) < _PART and right.partition("-")[2] == rest
    return one_edit(wrong, right) and not particle


def _apart(name: str, views: Sequence[View]) -> Iterator[Use]:
    """A hyphenated name with a space in place of its hyphen, and no other capital around it."""
    text = name.replace("-", " ")
    for view in views:
        at = view.plain.find(text)
        while at >= 0:
            end = at + len(text)
            before, after = view.plain[:at].split()[-1:] or [""], view.plain[end : end + 2]
            inside = before[0][:1].isupper() and before[0][-1:].isalpha()
            if (
                not inside
                and not after[:1].isalpha()
                and not after[1:].isupper()
                and not view.quoted(at, end)
            ):
                yield Use(view, at, end)
            at = view.plain.find(text, end)


def _is_surname(use: Use) -> bool:
    """Whether a first name stands before it."""
    return use.before.lower() in given_names()


def _comes_first(one: Use, other: Use) -> bool:
    return (one.view.index, one.start) < (other.view.index, other.start)


def particles(views: Sequence[View]) -> Iterator[Finding]:
    """“Van der Berg” in a story of a van den Berg."""
    found: dict[str, dict[str, list[Use]]] = defaultdict(lambda: defaultdict(list))
    for view in views:
        for pattern in (_PARTICLES, _ARABIC) if "-" in view.plain else (_PARTICLES,):
            for match in pattern.finditer(view.plain):
                if not view.quoted(*match.span()):
                    use = Use(view, match.start("value"), match.start("value") + len(match["value"].strip()))
                    found[match["name"].removesuffix("'s")][match["value"].lower().strip()].append(use)
    for spellings in found.values():
        ordered = sorted(spellings.items(), key=lambda pair: -len(pair[1]))
        if len(ordered) != 2 or len(ordered[0][1]) <= len(ordered[1][1]):
            continue
        (right, there), (_, uses) = ordered
        if _other_given(uses, there) or any(told_apart(*use, there) for use in uses):
            continue
        for use in uses:
            cased = right.capitalize() if use.view.text[use.start].isupper() else right
            yield from shown([use], cased, there)


def _other_given(uses: Sequence[Use], there: Sequence[Use]) -> bool:
    """Whether the rarer form stands after a first name that the other has not."""
    own = {use.before for use in uses if part_of_name(use.before)}
    return bool(own) and not own & {use.before for use in there}


# ── Two people of nearly one name ───────────────────────────────────────────────────────────────────────

_TITLED = lazy(
    r"\b(?P<title>Mayor|Gov\.|Governor|Sen\.|Senator|Rep\.|Judge|Justice|Chief|Sheriff|President|Minister|Chancellor|Dr\.|Capt\.|"
    rf"Captain|Sgt\.|Lt\.|Officer|Professor|Coach|Bishop|Father|Sister|Ambassador) (?P<given>{CAP} (?:[A-Z]\. )?)?(?P<name>{CAP})"
)


def titled(views: Sequence[View]) -> Iterator[Finding]:
    """“Mayor Brown” in a story of Mayor Theodore Browne and of an Alan Brown who is no mayor."""
    full: dict[str, list[Use]] = defaultdict(list)
    short: dict[tuple[str, str], list[Use]] = defaultdict(list)
    holder: dict[str, set[str]] = defaultdict(set)
    for view in views:
        for match in _TITLED.finditer(view.plain):
            use = Use(view, *match.span("name"))
            if view.quoted(*match.span()):
                continue
            if match["given"]:
                holder[match["title"]].add(match["name"])
                full[match["name"]].append(use)
            else:
                short[match["title"], match["name"]].append(use)
    people = full_names(tuple(views)) if short and full else {}
    for (title, name), uses in short.items():
        held = holder[title]
        other = min(held, default="")
        near = one_edit(name, other) or (name[:_PART] == other[:_PART] and len(other) > _PART)
        if len(held) == 1 and name != other and name in people and near:
            yield from shown(uses, other, full[other])
