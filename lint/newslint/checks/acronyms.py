"""Abbreviations of the names of bodies across a story: how they are explained, and whether it is kept to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ..document import CAPTION, HEADLINE, SUBHEAD, View
from ..lexicon import load_named
from ..patterns import lazy
from ..rule import Finding, Place, Replace

# “Coastal Rescue League (CRL)”; the name is cut out of the words before the bracket afterwards.
_IN_BRACKETS = lazy(r"(?P<space>[ ])\((?P<short>[A-Z][A-Za-z]?[A-Z&][A-Za-z&]{0,5})\)")
_SHORT = lazy(r"(?<![\w&@#/.'-])[A-Z][A-Za-z]?[A-Z&][A-Za-z&]{0,5}(?![\w&@/-]|\.\w)")
_WORD = lazy(r"[^\W_]+(?:['&.-][^\W_]+)*\.?|[^\w\s]")
_NAME = lazy(r"[A-Z][\w'-]+(?: (?:(?:of|for|and|on|in|the|to) )*[A-Z][\w'-]+)+")
_SMALL = frozenset("of for and on in the to de la du des del with against at from by".split())
HEADS = frozenset({HEADLINE, SUBHEAD, CAPTION})
LEAST = 3  # letters of an abbreviation in which a slip can be told
_MOST_WORDS = 12
_MORE = 60  # characters after which a story can be said to go on


class Use(NamedTuple):
    """A stretch of a view."""

    view: View
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words."""
        return self.view.plain[self.start : self.end]

    @property
    def order(self) -> tuple[int, int]:
        """What uses are sorted by: the place in the story."""
        return self.view.index, self.start


class Definition(NamedTuple):
    """A name with its abbreviation: `name` and `short` are their places, `fits` whether the letters are those."""

    name: Use
    short: Use
    fits: bool

    @property
    def whole(self) -> Use:
        """From the name to the bracket's end."""
        return Use(self.name.view, self.name.start, self.short.end + 1)


class Story(NamedTuple):
    """The abbreviations of a story."""

    definitions: list[Definition]  # in order
    uses: dict[str, list[Use]]  # each abbreviation outside definitions and quotations


# ── The rules ───────────────────────────────────────────────────────────────────────────────────────────


def letters(views: Sequence[View]) -> Iterator[Finding]:
    """A definition whose letters are nearly those of the name."""
    story = story_of(tuple(views))
    for one in story.definitions:
        short, initials = one.short.text, initials_of(one.name.text)
        used = story.uses
        if initials in used and short not in used and initials != short:  # “(NTB)”, and then “the NTSB”
            mend = (Replace(one.short.start, one.short.end, initials),)
            yield finding(one.short, (mend,), {"initials": initials}, used[initials][0])
            continue
        if one.fits or len(short) < LEAST:
            continue
        if not is_near(short, initials):
            if (
                (
                    len(initials) >= LEAST
                    and len(short) == len(initials) + 1
                    and not _is_drawn_from(short, one.name.text)
                )
                and not may_be_translated(one.name.text)
                and short.lower() not in known()
            ):
                yield finding(
                    one.name, (), {"initials": initials, "match": short}, one.short
                )  # a word was left out
            continue
        if initials in used:  # “Rail Authority (NRT)”, and then “the NRA”
            mend = (Replace(one.short.start, one.short.end, initials),)
            yield finding(one.short, (mend,), {"initials": initials}, used[initials][0])
        elif short in used and not may_be_translated(one.name.text) and short.lower() not in known():
            yield finding(one.short, (), {"initials": initials}, used[short][0])
        elif _neighbours_swapped(short, initials) and short.lower() not in known():
            mend = (Replace(one.short.start, one.short.end, initials),)
            yield finding(one.short, (mend,), {"initials": initials}, one.name)


def _neighbours_swapped(short: str, other: str) -> bool:
    apart = [at for at in range(len(short)) if short[at] != other[at]]
    return sorted(short) == sorted(other) and apart == [apart[0], apart[0] + 1]


def _is_drawn_from(short: str, name: str) -> bool:
    """Whether the letters stand in the name in this order, at the start of words or inside them."""
    letters = iter(name.lower())
    return all(letter in letters for letter in short.lower())


def never_used(views: Sequence[View]) -> Iterator[Finding]:
    """An abbreviation that is explained and never used."""
    story = story_of(tuple(views))
    last = max((view.index for view in views), default=0)

    def goes_on(one: Definition) -> bool:
        return one.whole.view.index < last or len(one.whole.view.text) - one.whole.end > _MORE

    for one in story.definitions:
        short = one.short.text
        near = any(is_near(short, other) or _lacks_one(other, short) for other in story.uses)
        if one.fits and short not in story.uses and not near and goes_on(one):
            start, end = one.short.start - 2, one.short.end + 1
            yield finding(Use(one.short.view, start, end), ((Replace(start, end, ""),),), {"short": short})


def before(views: Sequence[View]) -> Iterator[Finding]:
    """An abbreviation that is used before it is explained."""
    story = story_of(tuple(views))
    for one in story.definitions:
        short = one.short.text
        if not one.fits or short.lower() in known():
            continue
        first = next((use for use in story.uses.get(short, ()) if use.view.block.scope not in HEADS), None)
        if first is not None and first.order < one.whole.order:
            full = one.whole.text
            mends = tuple((Replace(first.start, first.end, text),) for text in (full, one.name.text))
            yield finding(first, mends, {"full": full}, one.whole)


def two_forms(views: Sequence[View]) -> Iterator[Finding]:
    """An abbreviation with a letter changed or two swapped against the one that the story explains."""
    story = story_of(tuple(views))
    defined = {one.short.text: one for one in story.definitions if one.fits}
    for short, uses in story.uses.items():
        swapped = len(uses) == 1 and any(sorted(short) == sorted(one) for one in defined)
        if short in defined or (short.lower() in known() and not swapped):
            continue
        meant = [known for known in defined if is_near(short, known) and _is_slip(short, known)]
        meant += [known for known in defined if _lacks_one(short, known) or _lacks_one(known, short)]
        if len(meant) == 1 and len(uses) <= len(story.uses.get(meant[0], ())) + 1:
            for use in uses:
                mend = (Replace(use.start, use.end, meant[0]),)
                yield finding(use, (mend,), {"usual": meant[0]}, defined[meant[0]].short)


def _lacks_one(short: str, known: str) -> bool:
    """Whether the first is the second, of four letters or more, without one of them."""
    if len(known) <= LEAST or len(known) != len(short) + 1:
        return False
    return any(known[:at] + known[at + 1 :] == short for at in range(len(known)))


def two_names(views: Sequence[View]) -> Iterator[Finding]:
    """A name that has the letters of an explained abbreviation and all its words but one."""
    story = story_of(tuple(views))
    for one in story.definitions:
        if not one.fits or len(one.short.text) < LEAST:
            continue
        words = one.name.text.split()
        for use in _names(tuple(views)):
            others = use.text.split()[-len(words) :]  # “Critics of the Dairy Farming Council”
            if use.order <= one.name.order or initials_of(" ".join(others)) != initials_of(one.name.text):
                continue
            differing = [at for at, (a, b) in enumerate(zip(words, others, strict=False)) if a != b]
            if len(words) == len(others) and len(differing) == 1 and not _is_plural(words, others):
                at = differing[0]
                start = use.end - len(" ".join(others[at:]))
                mend = (Replace(start, start + len(others[at]), words[at]),)
                place = Use(use.view, start, start + len(others[at]))
                yield finding(place, (mend,), {"short": one.short.text, "usual": words[at]}, one.name)


def twice(views: Sequence[View]) -> Iterator[Finding]:
    """A second definition of the same abbreviation by the same name."""
    first: dict[tuple[str, str], Definition] = {}
    for one in story_of(tuple(views)).definitions:
        key = one.short.text, one.name.text
        earlier = first.setdefault(key, one)
        if one.fits and earlier is not one and one.whole.view.block.scope not in HEADS:
            mend = (Replace(one.name.start, one.short.end + 1, one.short.text),)
            yield finding(one.whole, (mend,), {"short": one.short.text}, earlier.whole)


def finding(
    use: Use, options: tuple[tuple[Replace, ...], ...], values: dict[str, str], other: Use | None = None
) -> Finding:
    """A finding at a use, with what may stand there, and the other place that tells."""
    values = {"match": use.text, **values}
    related = () if other is None else (Place(other.view, other.start, other.end, other.text),)
    return Finding(use.view, use.start, use.end, options, values, related)


# ── What the story has ──────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=4)  # several rules ask, one after the other
def story_of(views: tuple[View, ...]) -> Story:
    """The abbreviations of a story: how they are explained and where they are used."""
    definitions = sorted(
        (one for view in views if "(" in view.plain for one in _definitions(view)),
        key=lambda one: one.whole.order,
    )
    uses: dict[str, list[Use]] = defaultdict(list)
    for view in views if definitions else ():
        taken = {one.short.start for one in definitions if one.short.view is view}
        for match in _SHORT.finditer(view.plain):
            if match.start() not in taken and _has_letters(match[0]):
                uses[match[0].removesuffix("s")].append(
                    Use(view, match.start(), match.end() - match[0].endswith("s"))
                )
    return Story(definitions, dict(uses))


def _definitions(view: View) -> Iterator[Definition]:
    for match in _IN_BRACKETS.finditer(view.plain):
        short = Use(view, *match.span("short"))
        if view.quoted(*match.span()) or not _has_letters(short.text):
            continue
        words = [Use(view, *word.span()) for word in _WORD.finditer(view.plain, 0, match.start())][
            -_MOST_WORDS:
        ]
        size = len(short.text)
        name = _fitting(words, short) or _capitalised(words, size) or _capitalised(words, size - 1)
        if name is not None:
            yield Definition(name, short, fits(name.text, short.text))


def _has_letters(short: str) -> bool:
    return sum(char.isupper() for char in short) > 1


def _fitting(words: Sequence[Use], short: Use) -> Use | None:
    """The shortest run of words before the bracket, the first in capitals, that the letters fit."""
    for at in range(len(words) - 1, -1, -1):
        first = words[at]
        if first.text == "'":
            continue  # “Farmers' Council”
        if not first.text[0].isalnum():
            return None
        name = Use(short.view, first.start, words[-1].end)
        if first.text[0].isupper() and fits(name.text, short.text):
            return name
    return None


def _capitalised(words: Sequence[Use], size: int) -> Use | None:
    """The last so many words in capitals before the bracket, with the small ones among them."""
    found: list[Use] = []
    for word in reversed(words):
        if word.text == "'" and found:
            continue  # “Workers' Union”
        if word.text[0].isupper() and word.text != "The":
            found.append(word)
            if len(found) == size:
                break
        elif word.text not in _SMALL or not found:
            break
    if len(found) != size or words[-1].text[0].islower():
        return None
    return Use(found[0].view, found[-1].start, words[-1].end)


def fits(name: str, short: str) -> bool:
    """Whether the letters are the words' first ones, in order; small words may be left out, or count."""
    wanted = [char for char in short if char.isupper()] if any(map(str.islower, short)) else list(short)
    every = [
        part
        for word in name.split()
        for part in word.replace("&", " & ").replace("-", " ").replace("/", " ").split()
    ]
    return _spells("".join(wanted).lower().replace("&", ""), [part.lower() for part in every if part != "&"])


def _spells(wanted: str, words: Sequence[str]) -> bool:
    """Whether each word gives its first letters, at least one, or is small and gives none."""
    if not words:
        return not wanted
    word, rest = words[0], words[1:]
    least = 0 if word in _SMALL or word in _FORMS else 1
    most = next((n for n in range(1, 4) if word[:n] != wanted[:n]), 4) - 1
    return any(_spells(wanted[taken:], rest) for taken in range(least, min(most, len(wanted)) + 1))


_FORMS = frozenset("inc inc. corp corp. ltd ltd. llc plc co co. company group limited corporation".split())


def initials_of(name: str) -> str:
    """The first letters of a name's words in capitals."""
    parts = (part for word in name.split() for part in word.split("-"))
    return "".join(part[0] for part in parts if part[:1].isupper())


def is_near(short: str, other: str) -> bool:
    """Whether two abbreviations of one length differ by one letter, or by two that have changed places."""
    if len(short) != len(other) or short == other or len(short) < LEAST:
        return False
    apart = [at for at in range(len(short)) if short[at] != other[at]]
    if len(apart) == 1:
        return True
    return len(apart) == 2 and sorted(short) == sorted(other)


def _is_slip(short: str, known: str) -> bool:
    """Whether the two are hardly two bodies: the same letters, or all but one of four or more."""
    return sorted(short) == sorted(known) or len(short) > LEAST


def may_be_translated(name: str) -> bool:
    """Whether the name may be that of a foreign body, whose letters are those of another language."""
    foreign = load_named("places") | load_named("translated-bodies")
    return any(word.lower() in foreign or word in foreign for word in name.replace("-", " ").split())


@cache
def known() -> frozenset[str]:
    """Abbreviations that need no explaining."""
    return load_named("initialisms") | load_named("acronyms") | load_named("known-abbreviations")


@lru_cache(maxsize=4)
def _names(views: tuple[View, ...]) -> list[Use]:
    """The names of two words or more."""
    found = ((view, match) for view in views for match in _NAME.finditer(view.plain))
    return [Use(view, *match.span()) for view, match in found if not view.quoted(*match.span())]


def _is_plural(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether only an ending s or mark parts the names: “Boards of Health”; not “Oysters Council” for “Oyster Council”."""
    return any(
        a != b and a.rstrip("s'") == b.rstrip("s'") and (at in (0, len(words) - 1) or "'" in a + b)
        for at, (a, b) in enumerate(zip(words, others, strict=False))
    )
