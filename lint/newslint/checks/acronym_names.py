"""Abbreviations that are those of another name, of several things or of one, or that a story never explains."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from ..document import View
from ..lexicon import default_lexicon, load_named
from ..patterns import lazy
from ..rule import Finding, Replace
from ..word_lists import load_list, rules_folder
from .acronyms import HEADS, LEAST, Use, finding, initials_of, is_near, known, story_of


def other_letters(views: Sequence[View]) -> Iterator[Finding]:
    """“Doctors Without Borders (MSF)”, and then “DWB”: one body with two abbreviations."""
    story = story_of(tuple(views))
    explained = {one.short.text for one in story.definitions}
    for one in story.definitions:
        short, name = one.short.text, one.name.text
        for initials in {initials_of(name), _every_initial(name)} - explained:
            if len(initials) < LEAST or is_near(short, initials) or initials.lower() in known():
                continue
            for use in story.uses.get(initials, ()):
                yield finding(use, ((Replace(use.start, use.end, short),),), {"usual": short}, one.whole)


def plural_in_brackets(views: Sequence[View]) -> Iterator[Finding]:
    """“Improvised explosive devices (IED)” in a story that has “IEDs” afterwards."""
    for view in views:
        for match in _PLURAL_NAME.finditer(view.plain) if "(" in view.plain else ():
            short = match["short"]
            plural = lazy(rf"(?<!\w){short}s(?!\w)")
            if short[-1].lower() == match["last"][0].lower() and any(
                plural.search(other.plain) for other in views
            ):
                use = Use(view, *match.span("short"))
                yield finding(use, ((Replace(use.start, use.end, f"{short}s"),),), {"last": match["last"]})


_PLURAL_NAME = lazy(r"\b(?P<last>[A-Za-z]{3,}s) \((?P<short>[A-Z]{2,5})\)")


def singular_in_brackets(views: Sequence[View]) -> Iterator[Finding]:
    """“A small modular reactor (SMRs)”: one thing with the abbreviation of several."""
    for view in views:
        for match in _SINGULAR_NAME.finditer(view.plain) if "s)" in view.plain else ():
            short, last = match["short"], match["last"]
            if short[-2].lower() == last[0].lower() and default_lexicon().only(last, "NN", "NNP", "VB"):
                use = Use(view, *match.span("short"))
                yield finding(use, ((Replace(use.start, use.end, short[:-1]),),), {"last": last})


_SINGULAR_NAME = lazy(r"\b(?P<last>[a-z]{3,}(?<!s)) \((?P<short>[A-Z]{2,5}s)\)")


def unexplained(views: Sequence[View]) -> Iterator[Finding]:
    """“The PRSB” in a story that never says what it stands for."""
    plains = [view.plain for view in views]
    for view in views:
        if view.block.scope in HEADS:
            continue
        for match in _THE_SHORT.finditer(view.plain):
            short = match["short"]
            if (
                default_lexicon().knows(short.lower())
                or short.lower() in known()
                or short.lower() in load_named("team-names")
                or short in _bodies()
                or view.quoted(*match.span())
            ):
                continue
            used = lazy(rf"(?<![\w-]){short}(?![\w-])")
            if sum(len(used.findall(plain)) for plain in plains) > 1 or any(
                _expands(plain, short) for plain in plains
            ):
                continue
            yield finding(Use(view, *match.span("short")), (), {"short": short})


_THE_SHORT = lazy(
    r"\b[Tt]he (?P<short>[A-Z]{4,7})(?![\w'-])(?=,| [a-z]|\.)(?! (?:virus|vaccine|gene|test|index|treaty|protein|model))"
)


def _expands(text: str, short: str) -> bool:
    """Whether the text has words, in capitals, with these initials."""
    return (
        lazy(r"\b" + r"[\w'-]* (?:(?:of|for|and|the|on|in|to) )*".join(short)).search(text) is not None
        or f"({short})" in text
    )


def known_names(views: Sequence[View]) -> Iterator[Finding]:
    """“National Aeronautics and Space Agency (NASA)”: a body that all know, with one word that is not its own."""
    for one in story_of(tuple(views)).definitions:
        words, known = one.name.text.split(), _bodies().get(one.short.text, [])
        own = _shorts().get(" ".join(words), frozenset())
        if len(own) == 1 and _is_wrong_for(one.short.text, *own):  # “World Health Organization (WTO)”
            [right] = own
            mend = (Replace(one.short.start, one.short.end, right),)
            yield finding(one.short, (mend,), {"short": one.name.text, "usual": right})
            continue
        turned = next((span for name in known if (span := _swapped_words(words, name))), None)
        if turned and words not in known:  # “National Highway Safety Traffic Administration”
            yield _in_order(one.name, words, turned, known)
            continue
        found = {(at, name[at]) for name in known for at in _differing(words, name)}
        if len(found) == 1 and words not in known:
            [(at, right)] = found
            if words[at].replace("-", "") == right.replace("-", ""):
                continue
            start = one.name.start + len(" ".join(words[:at])) + (at > 0)
            use = Use(one.name.view, start, start + len(words[at]))
            mend = (Replace(use.start, use.end, right),)
            yield finding(use, (mend,), {"short": one.short.text, "usual": right})


def _is_wrong_for(short: str, right: str) -> bool:
    """Whether an abbreviation is that of another known body, or a slip for the right one.

    Bodies whose letters are in another order, or of another language, stand in no list: ISO, UTC, FIFA, CERN, OTAN.
    """
    if sorted(short) == sorted(right) or not is_near(short, right):
        return False
    return short in _bodies() or short.lower() not in known()


def _swapped_words(words: Sequence[str], name: Sequence[str]) -> tuple[int, int] | None:
    """From where to where the words of a name stand in another order than its own, if they do."""
    if len(words) != len(name) or sorted(words) != sorted(name) or words == name:
        return None
    apart = [at for at, (a, b) in enumerate(zip(words, name, strict=True)) if a != b]
    return apart[0], apart[-1] + 1


def _in_order(
    name: Use, words: Sequence[str], turned: tuple[int, int], known: Sequence[list[str]]
) -> Finding:
    """The words that stand in another order, with those of the known name."""
    first, last = turned
    start = name.start + len(" ".join(words[:first])) + (first > 0)
    use = Use(name.view, start, start + len(" ".join(words[first:last])))
    own = next(one for one in known if _swapped_words(words, one))
    right = " ".join(own[first:last])
    return finding(
        use, ((Replace(use.start, use.end, right),),), {"short": initials_of(" ".join(own)), "usual": right}
    )


@cache
def _shorts() -> dict[str, frozenset[str]]:
    """The abbreviations of each body that all know, by its name."""
    found: dict[str, set[str]] = defaultdict(set)
    for short, names in _bodies().items():
        for name in names:
            found[" ".join(name)].add(short)
    return {name: frozenset(shorts) for name, shorts in found.items()}


_IN_BRACKETS = lazy(r"\((?P<short>[A-Z][A-Z&]{1,5})s?\)")
_WORDS_BEFORE = lazy(r"[A-Za-z][\w'/-]*")


def known_terms(views: Sequence[View]) -> Iterator[Finding]:
    """“Growth domestic product (GDP)”: a term that all know, with one word that is not its own."""
    for view in views:
        for match in _IN_BRACKETS.finditer(view.plain) if "(" in view.plain else ():
            known = _terms().get(match["short"], ())
            before = list(_WORDS_BEFORE.finditer(view.plain, max(0, match.start() - 100), match.start()))
            for term in known:
                words = before[-len(term) :]
                apart = _differing([_singular(word.group()) for word in words], term)
                if apart and not any(_ends(before, other) for other in known):
                    word = words[apart[0]]
                    mend = (Replace(word.start(), word.end(), term[apart[0]]),)
                    values = {"short": match["short"], "usual": term[apart[0]]}
                    yield finding(Use(view, *word.span()), (mend,), values)
                    break


def _ends(before: Sequence[re.Match[str]], term: Sequence[str]) -> bool:
    return [_singular(word.group()).lower() for word in before[-len(term) :]] == [
        part.lower() for part in term
    ]


def _singular(word: str) -> str:
    return (
        word[:-1] if word.endswith("s") and not word.endswith("ss") and word[:-1] in _term_words() else word
    )


@cache
def _terms() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = defaultdict(list)
    for line in sorted(load_named("known-terms")):
        short, *words = line.split()
        if len(words) >= LEAST:
            found[short].append(words)
    return dict(found)


@cache
def _term_words() -> frozenset[str]:
    return frozenset(word for terms in _terms().values() for term in terms for word in term)


def swapped(views: Sequence[View]) -> Iterator[Finding]:
    """“UNHRC” in a story of the UNHCR: the letters of another of its abbreviations, in another order."""
    uses: dict[str, list[Use]] = defaultdict(list)
    for view in views:
        for match in _SHORT.finditer(view.plain):
            if not view.quoted(*match.span()):
                uses[match.group()].append(Use(view, *match.span()))
    by_letters: dict[str, list[str]] = defaultdict(list)
    for short in uses:
        by_letters["".join(sorted(short))].append(short)
    for one, *others in by_letters.values():
        for other in others[:1]:
            rare, usual = (one, other) if len(uses[other]) > len(uses[one]) else (other, one)
            defined = f"({usual})" in "".join(view.plain for view in views)
            sound = rare.lower() in known() or rare in _bodies()
            if len(uses[rare]) == 1 and (defined or not sound):
                use, there = uses[rare][0], uses[usual][0]
                mend = (Replace(use.start, use.end, usual),)
                yield finding(use, (mend,), {"usual": usual}, there)


_SHORT = lazy(r"(?<![\w&.-])[A-Z]{4,7}(?![\w&-]|\.[A-Z])")


def _differing(words: Sequence[str], name: Sequence[str]) -> list[int]:
    """Where two names differ, if in one word of three or more; else nothing."""
    if len(words) != len(name) or len(name) < LEAST:
        return []
    apart = [
        at
        for at, (a, b) in enumerate(zip(words, name, strict=True))
        if a.replace("s", "z").lower() != b.replace("s", "z").lower()
    ]
    return apart if len(apart) == 1 else []


@cache
def _bodies() -> dict[str, list[list[str]]]:
    """Bodies that all know, by the initials of their names."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    for name in load_list("bodies", rules_folder() / "lexicon" / "gazetteer"):
        if len(name.split()) >= LEAST:
            found[initials_of(name)].append(name.split())
    return dict(found)


def _every_initial(name: str) -> str:
    """The initials of all words, the small ones too, in capitals."""
    return "".join(word[0] for word in name.replace("-", " ").split()).upper()
