"""Names of several words of which one changes: Larkfield Foods and Larkfield Farms, the Clean Rivers Act and the Clear Rivers Act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from ..document import View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding, Place, Replace
from .apart import told_apart
from .names import one_edit
from .near_names import bare
from .people import given_names

Words = tuple[str, ...]
Spot = tuple[View, int, int]
Uses = dict[Words, list[Spot]]

# Last words of names of one kind; “Manchester United” and “Manchester City” are two clubs that all know.
_CLASSES = [
    frozenset(words.split())
    for words in (
        "Rovers Rangers United City Town Athletic Albion Wanderers County Hotspur",
        "Foods Farms Holdings Group Partners Capital Industries Energy Motors Systems Technologies Airlines Airways Media Pharmaceuticals Logistics Mills Brewery Brewing "
        "Steel Chemicals Ventures Properties Homes Insurance Bancorp Stores",
        "Lane Road Street Avenue Drive Close Crescent Terrace Boulevard Way",
        "School Academy",
        "Hotel Inn Lodge",
        "Theatre Theater Playhouse Cinema",
        "Fund Trust Foundation",
        "Prize Award Medal",
        "Hall House Manor Castle Court Abbey",
        "Bay Cove Point Beach Harbor Harbour",
        "River Creek Brook",
        "Hills Heights Valley Woods Meadows",
        "Festival Fair Carnival",
        "Distillery Brewery Winery Dairy Bakery Cannery",
        "Gazette Herald Tribune Courier Chronicle Echo",
    )
]
KIND_WORDS = frozenset().union(*_CLASSES)
_WELL_KNOWN = frozenset(
    "Manchester Sheffield Bristol Nottingham Dundee Leeds Birmingham Delta United Southwest Northern Western Eastern Southern Central Main High Park".split()
)
_RUN = lazy(r"(?<![\w.'-])(?:St\. )?[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3}(?![\w-])")
_OTHER_BEFORE = lazy(r"\b(?:and|or|another|other|rival|sister|named|called|between) (?:the )?$")
_OF_BEFORE = lazy(
    r"\b(?:(?<!president )(?<!dean )(?<!head )(?<!owner )(?<!chairman )(?<!director )(?<!students )(?<!principal )of|from|corner|by|its|his|her|their) (?:the )?$"
)
_ALIKE = 0.75  # of the letters of two first words of a college or a bank
_SHARED = 4  # letters at the start of two words that may be one


def changed(views: Sequence[View]) -> Iterator[Finding]:
    """A name that stands once beside one that the story has twice, of as many words, one of which is like its own."""
    uses: Uses = defaultdict(list)
    for view in views:
        for match in _RUN.finditer(view.plain):
            text = match.group().removesuffix("'s").removesuffix("'")
            words = tuple(text.removeprefix("The ").split())
            if len(words) > 1:
                end = match.start() + len(text)
                uses[words].append((view, end - len(" ".join(words)), end))
    yield from _reordered(uses)
    once: dict[tuple[int, Words], list[Words]] = defaultdict(list)
    for words, places in uses.items():
        for at in range(len(words)) if len(places) == 1 else ():
            once[at, (*words[:at], "", *words[at + 1 :])].append(words)
    first = {words: at for at, words in enumerate(uses)}
    for usual, places in uses.items():
        if usual[0].lower() in given_names():
            continue
        if len(places) < 2:
            for rare in once.get((len(usual) - 1, (*usual[:-1], "")), ()):
                if first[rare] > first[usual] and _is_of_class(usual, rare):
                    yield from _finding(uses[rare][0], rare, usual, places)
            for rare in once.get((0, ("", *usual[1:])), ()):
                like = _is_like(usual[0], rare[0]) or _is_compound_like(usual, rare)
                if first[rare] > first[usual] and usual[-1] in _KINDS and like:
                    yield from _finding(uses[rare][0], rare, usual, places)
                    break
            else:
                yield from _letters_off(usual, uses, once, first)
            continue
        for at in range(len(usual)):
            for rare in once.get((at, (*usual[:at], "", *usual[at + 1 :])), ()):
                if _differing(usual, rare) == at:
                    sure = len(usual) > 2 and _is_letter_off(usual, rare, at)
                    yield from _finding(uses[rare][0], rare, usual, places, sure=sure)


def _letters_off(
    usual: Words, uses: Uses, once: dict[tuple[int, Words], list[Words]], first: dict[Words, int]
) -> Iterator[Finding]:
    """A later name that is one letter from this, of three words or with a strange last one: Cyclone Phailin, Cyclone Phalin."""
    for at in range(len(usual)):
        for rare in once.get((at, (*usual[:at], "", *usual[at + 1 :])), ()):
            if first[rare] > first[usual] and (
                _is_letter_off(usual, rare, at)
                or _is_firm(usual, rare, at)
                or _is_street(usual, rare, at)
                or _is_of_trade(usual, rare, at)
            ):
                yield from _finding(uses[rare][0], rare, usual, uses[usual], sure=True)


def _is_letter_off(usual: Words, rare: Words, at: int) -> bool:
    a, b = usual[at], rare[at]
    if (
        min(len(a), len(b)) < _SHARED
        or a + "s" == b
        or a == b + "s"
        or not one_edit(a.lower(), b.lower())
        or _are_two(a, b)
    ):
        return False
    knows = default_lexicon().knows
    strange = min(len(a), len(b)) >= _SAME_START and not knows(a) and not knows(b)
    return len(usual) > 2 or (at > 0 and strange)


def _is_street(usual: Words, rare: Words, at: int) -> bool:
    """Whether two streets are spelt nearly alike: Thornbury Close, Thornberry Close."""
    a, b = usual[at], rare[at]
    alike = SequenceMatcher(None, a, b).ratio() >= _STREETS and a[:_SHARED] == b[:_SHARED]
    return at == 0 and len(usual) == 2 and usual[1] in _CLASSES[2] and alike and not _are_two(a, b)


_STREETS = 0.8  # of the letters of two streets' names that may be one


def _is_of_trade(usual: Words, rare: Words, at: int) -> bool:
    """Whether two names before one common word are a slip or two apart: Torkildsen Marine, Torkeldson Marine."""
    a, b = usual[at].lower(), rare[at].lower()
    knows = default_lexicon().knows
    if (
        at != 0
        or len(usual) != 2
        or bare(a) == bare(b)
        or min(len(a), len(b)) < _LONG
        or knows(a)
        or knows(b)
        or _are_two(a, b)
    ):
        return False
    trade = usual[1].lower()
    named = (
        trade in given_names() or not default_lexicon().may_be(trade, "NN", "NNS") or a[:_START] != b[:_START]
    )
    return not named and (one_edit(a, b) or _few_letters_off(a, b))


def _few_letters_off(one: str, other: str) -> bool:
    """Whether two words of one length have the same letters, or two of them in other places or shapes, before the last."""
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    return len(one) == len(other) and len(apart) == 2 and apart[1] < len(one) - 1


_LONG, _START = 7, 3  # letters of a name in which two slips leave no doubt; those that it begins with


def _is_firm(usual: Words, rare: Words, at: int) -> bool:
    """Whether the last words are two of coined kinds that begin alike: Calder Biosciences, Calder Biosystems."""
    a, b = usual[at].lower(), rare[at].lower()
    knows, longest = default_lexicon().knows, min(len(a), len(b))
    alike = at == len(usual) - 1 and longest > 2 * _SHARED and a[:_SHARED] == b[:_SHARED] and a[-1] == b[-1]
    return alike and not knows(a) and not knows(b)


def _are_two(one: str, other: str) -> bool:
    """Whether two words are two first names: Hurricane Marie and Hurricane Maria are two storms."""
    return one.lower() in given_names() and other.lower() in given_names()


def _reordered(uses: Uses) -> Iterator[Finding]:
    """A name of three words or more in another order than one that stands more often, or before: Pinnacle Foods Bay."""
    orders: dict[Words, list[Words]] = defaultdict(list)
    for words in uses:
        if len(words) > 2:
            orders[tuple(sorted(words))].append(words)
    for same in orders.values():
        usual = max(same, key=lambda words: len(uses[words]))  # the first of those that stand as often
        for rare in same if len(same) > 1 else ():
            if rare is not usual and len(uses[rare]) == 1:
                yield from _finding(uses[rare][0], rare, usual, uses[usual], sure=True)


# What a name may end in whose first word alone tells it from others
_KINDS = frozenset(
    "Center Centre School Clinic Museum Library Stadium Arena Club Society Institute Trust Foundation Capital Bank Group Holdings Partners Foods Energy Airlines Airways Motors Steel Oil Gas Media Hospital Academy College Hotel "
    "Pharmaceuticals Technologies Systems Industries Logistics Shipping Mining Minerals Records Studios Theatre Theater Brewery Farms".split()
)
_SAME_START = 6  # letters that make two such names one


def _is_like(one: str, other: str) -> bool:
    """Whether two first words may be one: Brightwater, Brightwood."""
    start = (
        one[:_SAME_START] == other[:_SAME_START] and not one.startswith(other) and not other.startswith(one)
    )
    return min(len(one), len(other)) > _SAME_START and (start or one_edit(one, other))


def _is_of_class(usual: Words, rare: Words) -> bool:
    """Whether an unusual name ends in two words of one kind: Glenmorrow Distillery, Glenmorrow Brewery."""
    pair = {usual[-1], rare[-1]}
    strange = not default_lexicon().knows(usual[0].lower()) and len(usual[0]) > _SAME_START
    return strange and len(pair) == 2 and any(pair <= words and "Lane" not in words for words in _CLASSES)


def _is_compound_like(usual: Words, rare: Words) -> bool:
    """Whether two long names begin with two words of one start: Lakeside Medical Center, Lakeview Medical Center."""
    one, other = usual[0], rare[0]
    return len(usual) > 2 and min(len(one), len(other)) > _SAME_START and one[:_SHARED] == other[:_SHARED]


def _differing(usual: Words, rare: Words) -> int:
    """Where the two differ, if in one word, and in a way that a slip may make; else -1."""
    apart = [at for at, (a, b) in enumerate(zip(usual, rare, strict=True)) if a != b]
    if len(apart) != 1:
        return -1
    [at] = apart
    a, b = usual[at], rare[at]
    if a.startswith(b) or b.startswith(a) or "-" in a + b or a.endswith("s") != b.endswith("s"):
        return -1
    if _are_two(a, b):
        return -1
    kind = at == len(usual) - 1 and any({a, b} <= words for words in _CLASSES) and usual[0] not in _WELL_KNOWN
    if len(usual) > 2 and _is_letter_off(usual, rare, at):
        return at
    like = min(len(a), len(b)) > _SHARED and a[0] == b[0] and (one_edit(a, b) or a[:_SHARED] == b[:_SHARED])
    of_kind = usual[-1] in _KINDS and a[0] == b[0] and SequenceMatcher(None, a, b).ratio() > _ALIKE
    return at if kind or like or (of_kind and at < len(usual) - 1) else -1


def _is_misheard(use: Spot, rare: Words, usual: Words, there: Sequence[Spot]) -> bool:
    """Whether a name stands in what somebody said, who spells nothing, a letter from one outside quotations."""
    view, start, _ = use
    apart = [(a, b) for a, b in zip(usual, rare, strict=False) if a != b]
    if (
        len(usual) != len(rare)
        or len(apart) != 1
        or not _SAID.search(view.plain)
        or _WRITTEN.search(view.plain)
    ):
        return False
    [(a, b)] = apart
    knows = default_lexicon().knows
    strange = not any(knows(word) or knows(word.lower()) or word.lower() in given_names() for word in (a, b))
    thing = default_lexicon().may_be(usual[-1].lower(), "NN") and usual[-1] == rare[-1]
    spoken = any(not one.quoted(first, last) for one, first, last in there)
    near = min(len(a), len(b)) >= _SAME_START and len(a) == len(b) and one_edit(a, b) and a[:3] == b[:3]
    return near and strange and thing and spoken and view.quoted(start, start + 1)


_SAID = lazy(r"\b(?:said|says|told|added|asked|explained|recalled)\b")
_WRITTEN = lazy(
    r"(?i)\b(?:wrote|writes|written|read|reads|posted|tweet\w*|letter|e-?mail\w*|sign\w*|spel\w+|called|title\w*|misspel\w*|sic)\b"
)


def _finding(
    use: Spot,
    rare: Words,
    usual: Words,
    there: Sequence[Spot],
    *,
    sure: bool = False,  # whether the two are one even after “of”
) -> Iterator[Finding]:
    view, start, end = use
    if (view.quoted(start, end) and not _is_misheard(use, rare, usual, there)) or _OTHER_BEFORE.search(
        view.plain, 0, start
    ):
        return
    one_thing = sure or not _OF_BEFORE.search(view.plain, 0, start)
    if not one_thing or told_apart(view, start, end, there):
        return
    name = " ".join(usual)
    place = Place(*there[0], f"“{name}” here")
    yield Finding(
        view, start, end, ((Replace(start, end, name),),), {"match": " ".join(rare), "other": name}, (place,)
    )
