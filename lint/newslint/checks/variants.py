"""Words with two spellings: a story keeps to one, and to the British or the American system."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..document import View, fold, words_of
from ..lexicon import copy_case, default_lexicon, load_named
from ..patterns import lazy
from ..rule import Finding, Place, Replace
from ..sieve import Sieve

_WORD = lazy(r"(?<![\w@#/.'-])[a-z]{2,}(?:-[a-z]+)?(?![\w@/]|'(?!s\b)|\.\w)", re.IGNORECASE)
_LETTERS = lazy(r"[a-z]{2,}(?:-[a-z]+)*")
_SENTENCE_START = lazy(r"(?:^|(?<!\b[A-Z])[.!?:;—–]['\"’”)]*\s+)['\"‘“(]*$")
FREE = "own"  # the family of words that vary by themselves
_IZE = "ise"  # the family in which British houses choose freely
_DISHES = {
    "kiev": "chicken",
    "program": "computer",
    "programs": "computer",
}  # the word before that makes it another word


class Form(NamedTuple):
    """One spelling of a word: its family, its side (0 British or first, 1 American or second), the other spelling."""

    family: str
    side: int
    other: str


class Use(NamedTuple):
    """A form where it stands."""

    view: View
    start: int
    end: int
    form: Form

    @property
    def text(self) -> str:
        """The word as written."""
        return self.view.text[self.start : self.end]


def mixed_spellings(views: Sequence[View], dialect: str = "auto") -> Iterator[Finding]:
    """The rarer spelling of a word that the story spells in two ways, or of a system it otherwise does not use.

    What a configured dialect settles is not judged by the story.
    """
    from .dialects import settled

    if not _may_conflict({word for view in views for word in _LETTERS.findall(view.folded)}):
        return
    found = [use for use in uses(views) if not settled(use.form.family, use.text, dialect)]
    usual = _system(found)
    by_pair: dict[frozenset[str], list[Use]] = defaultdict(list)
    for use in found:
        by_pair[frozenset((use.form.other.lower(), use.text.lower()))].append(use)
    for pair in by_pair.values():
        count = Counter(use.form.side for use in pair)
        better = usual.get(pair[0].form.family)
        if better is None and len(count) == 2:
            better = pair[0].form.side if count[0] == count[1] else max(count, key=lambda side: count[side])
        if better is not None and better != 2:
            yield from _findings([use for use in pair if use.form.side != better], found, better)


def _may_conflict(words: set[str]) -> bool:
    """Whether a story with these words can have a finding: a quick look, for most stories have none."""
    forms = _lower_forms()
    found = [forms[word] for word in words & forms.keys()]
    sides = {form.side for form in found if form.family != FREE}
    return len(sides) > 1 or any(form.other.lower() in words for form in found)


def _findings(wrong: Sequence[Use], uses: Sequence[Use], better: int) -> Iterator[Finding]:
    same = {use.text.lower(): use for use in reversed(uses)}
    model_of_side = next((use for use in uses if use.form.side == better and use.form.family != FREE), None)
    for use in wrong:
        new = copy_case(use.text, use.form.other)
        model = same.get(use.form.other.lower()) or model_of_side
        assert model is not None  # the story keeps to this side, so it has a word of it
        place = Place(model.view, model.start, model.end, f"“{model.text}” here")
        values = {"match": use.text, "usual": model.text}
        yield Finding(use.view, use.start, use.end, ((Replace(use.start, use.end, new),),), values, (place,))


def _system(uses: Sequence[Use]) -> dict[str, int]:
    """For each family of spellings, the side that the story keeps to; families without a clear one are left out."""
    systematic = [use for use in uses if use.form.family != FREE]
    british = sum(use.form.side == 0 for use in systematic)
    american = sum(use.form.side == 1 and use.form.family != _IZE for use in systematic)
    ise = Counter(use.form.side for use in systematic if use.form.family == _IZE)
    families = {use.form.family for use in systematic}
    chosen: dict[str, int] = {}
    if british > 1 and british >= 2 * american:
        chosen = dict.fromkeys(families - {_IZE}, 0)
    elif american > 1 and american >= 2 * british:
        chosen = dict.fromkeys(families, 1)
    if _IZE in families and _IZE not in chosen and ise[0] != ise[1]:
        side = 0 if ise[0] > ise[1] else 1
        if min(ise.values(), default=0) * 2 <= ise[side]:
            chosen[_IZE] = side
    return chosen


def uses(views: Sequence[View]) -> Iterator[Use]:
    """The words of a story that are spelt in two ways, outside names, where they stand."""
    known = forms()
    for _, view, _ in _telling(views):
        text = view.plain
        for match in _WORD.finditer(text):
            word = match[0].lower()
            form = known.get(match[0]) or known.get(word)
            if form and not (_is_dish(text, match) or _is_adjective(text, match) or _is_name(text, match)):
                yield Use(view, *match.span(), form)


_PARTICIPLES = frozenset("learned burnt burned spoilt spoiled spilt spilled spelt".split())
_BEFORE_ADJECTIVE = lazy(
    r"(?i)\b(?:an?|the|my|your|his|her|its|our|their|this|these|those|most|more|very|of|badly|and)$"
)


def _is_adjective(text: str, match: re.Match[str]) -> bool:
    """Whether a participle stands before a noun: burnt toast, a learned judge; spelt is a grain too."""
    before = text[max(0, match.start() - 12) : match.start()].rstrip()
    return match[0].lower() in _PARTICIPLES and bool(_BEFORE_ADJECTIVE.search(before))


def _is_dish(text: str, match: re.Match[str]) -> bool:
    before = _DISHES.get(match[0].lower())
    return before is not None and text[: match.start()].lower().endswith(before + " ")


_BODY = lazy(
    r" (?:[A-Z]\w+ ){0,2}(?:Philharmonic|Orchestra|Symphony|Ballet|Opera|University|Institute|Academy|College|Conservatory|Museum|Library|School|"
    r"Dynamo|Exchange|Protocol|Convention|Declaration|Treaty|Cathedral|Church|Festival|Foundation|Club|Hotel|Zoo|Stadium)\b"
)


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a word that is written small stands here as part of a name: “World Trade Organization”."""
    if match[0] in forms():
        return bool(_BODY.match(text, match.end()))  # else written as the list has it
    if not _SENTENCE_START.search(text, 0, match.start()):
        return True
    after = text[match.end() + 1 : match.end() + 2]
    return after.isupper()


@cache
def forms() -> dict[str, Form]:
    """The words that are spelt in two ways."""
    found: dict[str, Form] = {}
    for line in load_named("spelling-variants"):
        first, second, family = line.split()
        found[first] = Form(family, 0, second)
        found[second] = Form(family, 1, first)
    return found


@cache
def _lower_forms() -> dict[str, Form]:
    return {word.lower(): form for word, form in forms().items()}


@cache
def _first_parts() -> frozenset[str]:
    """What forms are before a hyphen or an apostrophe: a view without any has none of them."""
    return frozenset(lazy(r"\w+").findall(form)[0] for form in _lower_forms())


_telling = Sieve(lambda piece: not _first_parts().isdisjoint(words_of(fold(piece))))


# ── Names with more than two spellings ──────────────────────────────────────────────────────────────────


@cache
def _groups() -> dict[str, int]:
    return {
        form.replace("_", " "): number
        for number, line in enumerate(sorted(load_named("name-spellings")))
        for form in line.split()
    }


@cache
def _grouped() -> re.Pattern[str]:
    forms = sorted(_groups(), key=len, reverse=True)
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(map(re.escape, forms))})(?![\w-])")


def groups(views: Sequence[View]) -> Iterator[Finding]:
    """“Gaddafi” and “Qaddafi” in one story: the spelling that it has less often, or later."""
    uses: dict[int, list[Use]] = defaultdict(list)
    for view in views:
        for match in _grouped().finditer(view.plain):
            number = _groups()[match.group()]
            if not _BODY.match(view.plain, match.end()) and not view.quoted(*match.span()):
                uses[number].append(Use(view, *match.span(), Form("name", number, match.group())))
    for found in uses.values():
        count = Counter(use.form.other for use in found)
        if len(count) > 1:
            usual = max(count, key=lambda form: count[form])  # of equals, the first
            model = next(use for use in found if use.form.other == usual)
            place = Place(model.view, model.start, model.end, f"“{usual}” here")
            for use in found:
                if use.form.other != usual:
                    values = {"match": use.form.other, "usual": usual}
                    option = (Replace(use.start, use.end, usual),)
                    yield Finding(use.view, use.start, use.end, (option,), values, (place,))


# ── Acronyms in two dresses ─────────────────────────────────────────────────────────────────────────────

_CAPITALS = lazy(r"(?<![\w.-])[A-Z]{3,6}(?![\w.])")
_NAME = lazy(r"(?<![\w.-])[A-Z][a-z]{2,}(?![\w.]*\w| [A-Z])")  # not the first name of a person


def mixed_capitals(views: Sequence[View]) -> Iterator[Finding]:
    """“Nasa” in a story that otherwise has “NASA”, or the other way about; the first use decides a tie."""
    found: dict[str, list[tuple[View, re.Match[str]]]] = defaultdict(list)
    for view in views:
        if view.text.isupper():
            continue
        for match in _CAPITALS.finditer(view.text):
            found[match[0]].append((view, match))
    if not found:
        return
    small: dict[str, list[tuple[View, re.Match[str]]]] = defaultdict(list)
    for view in views:
        for match in _NAME.finditer(view.text):
            if match[0].upper() in found and _is_acronym(match[0]):
                small[match[0].upper()].append((view, match))
    for capitals, others in small.items():
        first, second = found[capitals], others
        keep, wrong = (second, first) if len(second) > len(first) else (first, second)
        place = Place(keep[0][0], *keep[0][1].span(), f"“{keep[0][1][0]}” here")
        for view, match in wrong:
            option = (Replace(*match.span(), keep[0][1][0]),)
            values = {"match": match[0], "usual": keep[0][1][0]}
            yield Finding(view, *match.span(), (option,), values, (place,))


def _is_acronym(word: str) -> bool:
    """Whether the word, written with one capital, is no word and no name of its own."""
    return not default_lexicon().knows(word) and word.lower() not in _names()


@cache
def _names() -> frozenset[str]:
    return frozenset(name.lower() for name in load_named("given-names"))


# ── One person's name, romanized in two ways ────────────────────────────────────────────────────────────

_ROMANIZED = lazy(
    r"\b(?P<first>M[ou]ham+[ae]d|Ah?med|Ahmad|Huss?[ae]in|Hossein|Y[ou]u?s[eu]f|Youssef|Serge[iy]|Ale(?:x|ks)e[iy]|Dmitri[iy]?|Dmitry|Yur[iy]y?|"
    r"Andre[iy]|Nikola[iy]|Abdull?ah?|Khal[ei]d|Sa[iy]+ed|Om[ae]r|Hass?an|Ibrah[ie]+m|Mah?moo?u?d|Musta[fp]h?a)"
    r"(?P<rest>(?: (?:al-|bin |ibn |el-)?[A-Z][\w-]+){1,3})"
)


def mixed_romanization(views: Sequence[View]) -> Iterator[Finding]:
    """“Mohammed Rafiq” where the story has “Muhammad Rafiq” for the same rest of the name."""
    found: dict[str, list[tuple[View, re.Match[str]]]] = defaultdict(list)
    for view in views:
        for match in _ROMANIZED.finditer(view.plain):
            found[match["rest"].removesuffix("'s")].append((view, match))
    for uses in found.values():
        counts = Counter(match["first"] for _, match in uses)
        usual = max(counts, key=lambda first: counts[first])
        source = next((view, match) for view, match in uses if match["first"] == usual)
        for view, match in uses:
            if match["first"] != usual and match["first"][0] == usual[0]:
                span = match.span("first")
                place = Place(source[0], *source[1].span(), f"“{source[1][0]}” here")
                values = {"match": match["first"], "usual": usual}
                yield Finding(view, *span, ((Replace(*span, usual),),), values, (place,))
