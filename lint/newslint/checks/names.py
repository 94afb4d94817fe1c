"""Names across a story: slips of spelling, articles before surnames, courtesy titles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from ..annotate.chunk import tags
from ..document import View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding, Place, Replace
from ..word_lists import load_named
from .apart import told_apart
from .people import given_names, titles

# The capital comes first, so that the search skips to it, and looks back from there.
_NAME = lazy(r"[A-ZÀ-ÖØ-Þ](?<![\w'@#/.].)(?:[^\W\d_]*'[A-Z])?[^\W\d_]*[a-zß-öø-ÿ][^\W\d_]*")
_WORD = lazy(r"[^\W\d_]+\.?|\S")
_SHORTEST = 5  # letters; below it, one letter is the difference between two common names
_PLURAL_OR_DEMONYM = ("s", "es", "n", "an", "ian", "i", "ic", "ish", "ese", "er", "ite")


class Use(NamedTuple):
    """A capitalised word in a view."""

    view: View
    start: int
    end: int

    @property
    def before(self) -> str:
        """The word before it, with its marks, or an empty text."""
        text = self.view.plain
        if not self.start or text[self.start - 1] != " ":
            return ""
        return (text[max(0, self.start - 40) : self.start].split() or [""])[-1]

    @property
    def after(self) -> str:
        """The word after it, with its stop, or the mark, or an empty text."""
        text = self.view.plain
        match = _WORD.match(text, self.end + 1 if text[self.end : self.end + 1] == " " else self.end)
        return match.group() if match else ""


@dataclass
class Name:
    """One spelling of a name, with all its uses in the story."""

    text: str
    uses: list[Use] = field(default_factory=list)


@lru_cache(maxsize=4)  # several checks ask for the names of one story, one after the other
def collect(views: tuple[View, ...]) -> dict[str, Name]:
    """The capitalised words of a story outside quotations, by spelling, in order of first use."""
    names: dict[str, Name] = {}
    for view in views:
        text = view.plain
        for match in _NAME.finditer(text):
            start, end = match.span()
            word = match.group()
            if not view.quoted(start, end):
                name = names.get(word)
                if name is None:
                    name = names[word] = Name(word)
                name.uses.append(Use(view, start, end))
    return names


# ── Slips ───────────────────────────────────────────────────────────────────────────────────────────────


def slips(views: tuple[View, ...]) -> Iterator[Finding]:
    """A name that is one slip from another that the story uses more often, and is no word or name itself."""
    names = collect(views)
    similar: dict[str, list[Name]] = defaultdict(list)
    for name in names.values():
        if len(name.uses) > 1:
            for part in shortened(name.text):
                similar[part].append(name)
    for name in names.values():
        known = default_lexicon().knows(name.text) and not _swapped(name, similar)
        known = known and not _is_titled(name) and not _is_pet_too(name, names)
        if known or len(name.text) < _SHORTEST - 1:
            continue
        if any(use.before in _PLACING and use.after == "," for use in name.uses):
            continue  # “a librarian in Laughlin, Nev.”
        near = {other.text: other for part in shortened(name.text) for other in similar.get(part, ())}
        usual = [other for other in near.values() if _is_slip(name, other)]
        if len(usual) == 1 and not any(told_apart(*use, usual[0].uses) for use in name.uses):
            yield from _slip_findings(name, usual[0])


def _is_titled(name: Name) -> bool:
    """Whether the name stands once, after a courtesy title: whoever that is has been named before."""
    return len(name.uses) == 1 and name.uses[0].before in _POLITE


def _is_s_of_one(name: Name, usual: Name) -> bool:
    """Whether one of the two has an s more, and stands once as the name of one: “Brouwers will keep the house”, “they fed Brambles”."""
    if max(name.text, usual.text) != min(name.text, usual.text) + "s":
        return False
    use = name.uses[0]
    inside = use.before and use.before[-1] not in '.!?:,"'
    if len(name.uses) > 1 or use.before.lower() in _OF_MANY or _PLURAL_VERB.match(use.view.plain, use.end):
        return False
    if inside and any(_is_pet(other) for other in usual.uses):
        return True
    known = default_lexicon().knows(name.text) or default_lexicon().knows(usual.text)
    return not known and any(part_of_name(other.before) for other in usual.uses)


def _is_pet_too(name: Name, names: dict[str, Name]) -> bool:
    """Whether the story has a pet of the name without its s: Brambles, Bramble."""
    pet = names.get(name.text[:-1]) if name.text.endswith("s") else None
    return pet is not None and any(_is_pet(use) for use in pet.uses)


def _is_pet(use: Use) -> bool:
    """Whether it is named after its kind: “the terrier, Bramble,”, “a dog called Bramble”."""
    words = use.view.plain[max(0, use.start - 40) : use.start].lower().replace(",", " ").split()
    while words and words[-1] in ("named", "called"):
        words.pop()
    return bool(words) and words[-1] in load_named("animals")


_OF_MANY = frozenset(
    "the these those some all both two three four five six many several no other young of and a an this in at near from to".split()
)
_PLURAL_VERB = lazy(r"'| (?:are|were|have|do|don't|aren't|[A-Z])\b")

_POLITE = frozenset({"Mr.", "Mrs.", "Ms.", "Mr", "Mrs", "Ms", "Miss"})


def _swapped(name: Name, similar: dict[str, list[Name]]) -> bool:
    """Whether a word that stands once, inside a sentence, is a name with two letters swapped: Fielder, Fiedler."""
    [use] = name.uses if len(name.uses) == 1 else [None]
    if use is None or len(name.text) <= _SHORTEST or use.before[-1:] in '.!?:"' or not use.before:
        return False
    near = {other.text for part in shortened(name.text) for other in similar.get(part, ())}
    alone = not any(name.text.lower() in view.words for view in {use.view})
    return alone and any(sorted(other) == sorted(name.text) and other != name.text for other in near)


def shortened(name: str) -> set[str]:
    """The name, and it without each letter but its first: two names one edit apart share one of these (Garbe's SymSpell)."""
    return {name, *(name[:at] + name[at + 1 :] for at in range(1, len(name)))}


_PLACING = frozenset({"in", "at", "near", "outside"})


def _slip_findings(name: Name, usual: Name) -> Iterator[Finding]:
    first = usual.uses[0]
    place = Place(first.view, first.start, first.end, f"{usual.text}, {len(usual.uses)} times")
    for use in name.uses:
        option = (Replace(use.start, use.end, usual.text),)
        values = {"match": name.text, "usual": usual.text, "count": str(len(usual.uses))}
        yield Finding(use.view, use.start, use.end, (option,), values, (place,))


def _is_slip(name: Name, usual: Name) -> bool:
    wrong, right = name.text, usual.text
    if (
        wrong.lower() == right.lower()
        or len(right) < _SHORTEST
        or len(usual.uses) < 2 * len(name.uses)
        or not one_edit(wrong, right)
    ):
        return False
    ending = any(wrong == right + end or right == wrong + end for end in _PLURAL_OR_DEMONYM)
    if ending and not _is_titled(name) and not _is_s_of_one(name, usual):
        return False
    if wrong[:-1] == right[:-1] and {wrong[-1], right[-1]} <= set("aeio"):
        return False  # Mario and Maria, Georgi and Georgia
    return not introduced_apart(name, usual) and not _goes_on_apart(name, usual)


def _goes_on_apart(name: Name, usual: Name) -> bool:
    """Whether each has another capitalised word after it: Marlow Street, Marlowe Avenue."""
    own = {use.after for use in name.uses if use.after[:1].isupper()}
    others = {use.after for use in usual.uses if use.after[:1].isupper()}
    return bool(own and others) and not own & others


def introduced_apart(name: Name, usual: Name) -> bool:
    """Whether the two stand after different first names: then they are two people."""
    own = {word for use in name.uses for word in (use.before, use.after) if part_of_name(word)}
    others = {word for use in usual.uses for word in (use.before, use.after)}
    return bool(own) and not own & others


def part_of_name(word: str) -> bool:
    """Whether a neighbour makes a name full: a capitalised word that is no common word and no title."""
    if not word[:1].isupper() or not word[-1:].isalpha() or word.lower() in titles():
        return False
    return _first_name(word) or default_lexicon().only(word, "NNP")


def _first_name(word: str) -> bool:
    return (
        word[:1].isupper()
        and word[-1:].isalpha()
        and (word.lower() in given_names() or not default_lexicon().knows(word))
    )


def one_edit(first: str, second: str) -> bool:
    """Whether one letter put in, left out, changed or swapped with the next makes one of the other.

    Accents count as letters of their own: Sinead and Sinéad are one edit apart.
    """
    if first == second or abs(len(first) - len(second)) > 1:
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(len(first), len(second)),
    )
    if len(first) == len(second):
        swapped = first[at : at + 2] == second[at : at + 2][::-1] and len(first[at : at + 2]) == 2
        return first[at + 1 :] == second[at + 1 :] or (swapped and first[at + 2 :] == second[at + 2 :])
    return first[at + 1 :] == second[at:] if len(first) > len(second) else first[at:] == second[at + 1 :]


# ── Articles ────────────────────────────────────────────────────────────────────────────────────────────

_TALKS = lazy(
    r"\b(?:talks?|meetings?|calls?|conversations?|summits?|encounters?|exchanges?|debates?|quarrels?|feuds?|disputes?|rift)$"
)


def articles(views: tuple[View, ...]) -> Iterator[Finding]:
    """“The” before a person's surname that stands alone: “between the Putin and Biden, …”."""
    names = collect(views)
    for name in names.values():
        for use in name.uses:
            if use.view.folded[max(0, use.start - 5) : use.start].lstrip() != "the ":
                continue
            pair = _pair_end(use)
            known = _is_person(name) or (pair is not None and _named_pair(use))
            if known and _stands_alone(use.view, pair or use.end):
                start = use.start - 4
                option = (Replace(start, use.start, ""),)
                yield Finding(use.view, start, use.start, (option,), {"match": "the", "name": name.text})


def _is_person(name: Name) -> bool:
    """Whether the story gives the name to a person: after a first name or a title, or as one who speaks."""
    lexicon = default_lexicon()
    if any(_person_cue(use.before) for use in name.uses):
        return not lexicon.may_be(name.text, "NN", "NNS", "JJ", "VB*")
    # A name that the lexicon knows may be a place or a paper, as in “Moscow said”.
    if lexicon.knows(name.text) or name.text.endswith("s"):
        return False  # “the Kochaneks said” is a family
    return any(use.after in _said() for use in name.uses)


@cache
def _said() -> frozenset[str]:
    lexicon = default_lexicon()
    forms = (
        lexicon.inflect(verb, tag)
        for verb in ("say", "tell", "ask", "reply", "warn", "admit", "argue")
        for tag in ("VBD", "VBZ")
    )
    return frozenset(form for form in forms if form)


def _person_cue(before: str) -> bool:
    word = before.strip('(“"').rstrip(".").lower()
    return before[:1].isupper() and (word in given_names() or word in titles())


def _pair_end(use: Use) -> int | None:
    """Where “… and Name” after this use ends."""
    match = lazy(r" and (?:the )?[A-Z][^\W\d_]*[a-z](?![\w'-])").match(use.view.plain, use.end)
    return match.end() if match else None


def _named_pair(use: Use) -> bool:
    """“Talks between the X and Y”, where neither is a word or a known place."""
    text = use.view.plain
    lead = text[: use.start].rsplit(None, 2)
    if len(lead) < 3 or lead[1].lower() != "between" or not _TALKS.search(lead[0].lower()):
        return False
    other = text[use.end : _pair_end(use)].split()[-1]
    return all(
        not default_lexicon().knows(word) and not word.endswith("s")
        for word in (text[use.start : use.end], other)
    )


def _stands_alone(view: View, end: int) -> bool:
    """Whether no noun follows that the name could belong to, as in “the Putin and Biden governments”."""
    text = view.plain
    if text[end : end + 1] and text[end] in "-'–/&":
        return False
    after = _WORD.match(text, end + 1 if text[end : end + 1] == " " else end)
    if after is None:
        return True
    word = after.group().rstrip(".") or "."
    if not word[0].isalpha():
        return word in ",.;:)?!—–"
    possible = tags(word)
    if word[0].isupper() or word.lower() in {"of", "who", "that", "we", "i", "and", "or", "&"}:
        return False
    return not possible & {"NN", "NNS", "NNP", "VBG", "CD", "JJ"} or (
        possible >= {"VBD", "JJ"} and not possible & {"NN", "NNS"}
    )


# ── Courtesy titles ─────────────────────────────────────────────────────────────────────────────────────

# Mrs. is left out: it goes with a husband's name, whose bare mentions may be his.
_COURTESY = lazy(
    r"(?<!Rev\. )(?<!late )\b(?P<title>Mr|Ms|Miss|Mx)\b\.? (?P<name>[A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)*+)(?:'s?(?!\w))?(?! [A-Z])"
)


def courtesy_titles(views: tuple[View, ...]) -> Iterator[Finding]:
    """“Mr. Putin” in a story that otherwise writes “Putin”; nothing where titled mentions are as many."""
    names = collect(views)
    titled: dict[str, list[tuple[View, re.Match[str]]]] = defaultdict(list)
    for view in views:
        for match in _COURTESY.finditer(view.plain):
            if not view.quoted(*match.span()):
                titled[match["name"]].append((view, match))
    for text, uses in titled.items():
        bare = [use for use in names.get(text, Name(text)).uses if not _titled_or_full(use)]
        if len(bare) <= len(uses) or _several_bear(names.get(text, Name(text))):
            continue
        place = Place(bare[0].view, bare[0].start, bare[0].end, f"{text}, {len(bare)} times without a title")
        for view, match in uses:
            option = (Replace(match.start(), match.start("name"), ""),)
            values = {"match": match.group(), "title": match["title"], "name": text, "count": str(len(bare))}
            yield Finding(view, *match.span(), (option,), values, (place,))


def _several_bear(name: Name) -> bool:
    """Whether the story has two people of the name, in whichever order: Wang Yi, Wang Wei."""
    others = {use.after for use in name.uses if use.after[:1].isupper()}
    return len({other.strip(",.;:").removesuffix("'s") for other in others if other[1:2].islower()}) > 1


def _titled_or_full(use: Use) -> bool:
    if use.after[:1].isupper() and use.after[1:2].islower() and use.view.plain[use.end : use.end + 1] == " ":
        return True  # family name first
    return (use.before[:1].isupper() and use.before.rstrip(".").lower() in titles()) or _first_name(
        use.before
    )
