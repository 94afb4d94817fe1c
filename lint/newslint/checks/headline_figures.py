"""Figures, days and directions of a headline against the lead: see `story`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from ..document import View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding, Place, Replace
from .quantity import AMOUNT, NUMBER, PIECE, Amount, fraction, like, parse, to_number
from .story import Story, content_stems, stems, story

_AMOUNT = lazy(AMOUNT)
_SCALE = lazy(r"(?<=\d )(?:Hundred|Thousand|Million|Billion|Trillion)\b")
_SCALE_WORD = lazy(r"(?:m|b|tr)illion|thousand|hundred")
_VAGUE = lazy(
    r"(?i)\b(?:about|around|roughly|some|nearly|almost|over|under|than|least|most|up to|and|or|of|under|top|no\.|"
    r"aged?|at|since|in|by|before|after|until|till|-|–|—)\s*$"
)
_NOT_A_COUNT = lazy(r"(?i)[-–—'’/:]|(?:st|nd|rd|th|s)\b| ?[ap]\.?m\b|-year| (?:to|or|and|of|-|–) ?\d")
_CLAUSE = lazy(r"[;—–]| -- |, (?:and|but|while|as|after|when|who|which|where) ")


def numbers(views: Sequence[View]) -> Iterator[Finding]:
    """“Crash Kills 12” over a lead that tells of 21 killed, in a story that has no 12."""
    told = story(views)
    if told is None:
        return
    head = _SCALE.sub(lambda match: match.group().lower(), told.headline.plain)
    for match in _AMOUNT.finditer(head):
        claim = parse(match.group())
        if not _is_count(head, match, claim) or _in_body(told, claim):
            continue
        right = (
            _rival(told, head, match, claim)
            if not _IS_LEVEL.search(head, 0, match.start())
            else _level(told, claim)
        )
        right = right or _lone_sum(told, claim) or _opening(told, match, claim)
        if right is not None:
            yield _number_finding(told, match, *right)
    yield from _lone(told, _SCORE)
    yield from _lone(told, _AGE)
    yield from _sides(told)


_SCORE = lazy(r"(?<![\w$.,-])\d{1,2}-\d{1,2}(?![\w-]|,\d)")
_AGE = lazy(r"(?<=, )\d{1,2}(?=,)|(?<![\w-])\d{1,2}(?=-[Yy]ear-[Oo]ld)")


# A score while the game went on
_AT_HALF = lazy(
    r"\b(?:led|leading|lead|ahead|trailed|trailing|down|up|break|half-?time|interval|quarter|period|inning)\b"
)
_NEAR_HALF = 30


def _lone(told: Story, pattern: re.Pattern[str]) -> Iterator[Finding]:
    """The headline's one score or age, which the story never has, where its lead has one other."""
    mine = list(pattern.finditer(told.headline.plain))
    theirs = [(view, match) for view in told.lead for match in pattern.finditer(view.plain)]
    if len(mine) != 1 or len({match.group() for _, match in theirs}) != 1:
        return
    (view, there), claim = theirs[0], mine[0].group()
    at_half = _AT_HALF.search(view.plain, max(0, there.start() - _NEAR_HALF), there.end() + _NEAR_HALF)
    if not at_half and not any(lazy(rf"\b{claim}\b").search(other.plain) for other in told.body):
        yield contrast(told.headline, mine[0].span(), there.group(), view, there.span())


_SIDES = lazy(r"(?P<one>[A-Z][\w'. -]*?) (?P<a>\d{1,3}), (?P<two>[A-Z][\w'. -]*?) (?P<b>\d{1,3})\b(?!,\d)")
_RESULT = lazy(r"(?<![\w$.,-])(?P<a>\d{1,3})[-–](?P<b>\d{1,3})(?![\w-]|,\d)")


def _sides(told: Story) -> Iterator[Finding]:
    """“Samoa 31, Tonga 27” over a lead with 34-27 and no other score."""
    match = _SIDES.match(told.headline.plain)
    results = [(view, other) for view in told.lead for other in _RESULT.finditer(view.plain)] if match else []
    if match is None or len({other.group() for _, other in results}) != 1:
        return
    view, other = results[0]
    mine, theirs = {match["a"], match["b"]}, {other["a"], other["b"]}
    wrong, right = mine - theirs, theirs - mine
    if len(wrong) == len(right) == 1 and not any(min(wrong) in paragraph.words for paragraph in told.body):
        side = "a" if match["a"] in wrong else "b"
        yield contrast(told.headline, match.span(side), min(right), view, other.span())


def _is_count(text: str, match: re.Match[str], claim: Amount) -> bool:
    if not claim.unit and ((claim.text.isdigit() and 1900 <= claim.value <= 2100) or claim.value < 2):
        return False
    if (
        not claim.unit
        and text[: match.start()].endswith(", ")
        and text[match.end() : match.end() + 1] in (",", "")
    ):
        return False  # an age: see `_lone`
    return not _VAGUE.search(text[: match.start()]) and not _NOT_A_COUNT.match(text, match.end())


@lru_cache(maxsize=32)  # the lead's are asked for by each number of the headline
def _amounts(view: View) -> tuple[tuple[re.Match[str], Amount], ...]:
    return tuple((match, parse(match.group())) for match in _AMOUNT.finditer(view.plain))


def _in_body(told: Story, claim: Amount) -> bool:
    """Whether the body has the number, or two that make it together or apart."""
    if any(lazy(rf"(?<![\w.,-]){claim.value:g}-[a-z]").search(view.folded) for view in told.body):
        return True  # “a 6-year-old”
    values = [
        amount
        for view in told.body
        for _, amount in _amounts(view)
        if amount.unit == claim.unit or not (amount.unit and claim.unit)
    ]
    if any(
        amount.fits(claim.low, claim.high) or abs(amount.value - claim.value) < 0.51 * claim.slack
        for amount in values
    ):
        return True
    parts = {fraction(match.group()) for view in told.body for match in _FRACTION.finditer(view.plain)}
    parts |= {amount.value / 100 for view in told.body for _, amount in _amounts(view) if amount.unit == "%"}
    if any(claim.low <= amount.value * part <= claim.high for amount in values for part in parts):
        return True
    return any(claim.low <= value <= claim.high for view in told.lead for value in _made(view))


_FRACTION = lazy(rf"\b(?i:{PIECE})\b")


def _made(view: View) -> Iterator[float]:
    """What numbers that follow each other in a paragraph make together, and two of them apart."""
    found = [(match, amount.value) for match, amount in _amounts(view) if amount.value > 1]
    for at, (match, value) in enumerate(found):
        total = value
        for other, more in found[at + 1 : at + 4]:
            if other.start() - match.end() > _NEAR:
                break
            total += more
            yield total
            yield abs(value - more)


_NUMBERS = lazy(rf"(?<![\w.,-]){NUMBER}\b")


def tells(value: float, body: Sequence[View]) -> bool:
    """Whether a story has the number, or two in a paragraph that make it: “two years for fraud and one for perjury”."""
    for view in body:
        numbers = [to_number(match.group()) for match in _NUMBERS.finditer(view.plain)]
        numbers += [10.0] if "decade" in view.words else []
        if value in numbers or any(value in (a + b, abs(a - b), a * b) for a, b in combinations(numbers, 2)):
            return True
    return False


_NEAR = 80  # characters between numbers that may be added up


def _rival(
    told: Story, head: str, match: re.Match[str], claim: Amount
) -> tuple[View, re.Match[str], Amount] | None:
    """The one number of the lead that counts what the headline's counts."""
    mine = _context(head, match)
    topic = content_stems(head)
    found: list[tuple[int, tuple[View, re.Match[str], Amount]]] = []
    for view in told.lead:
        for other, amount in _amounts(view):
            if amount.unit != claim.unit or _NOT_A_COUNT.match(view.plain, other.end()):
                continue
            if not claim.unit and amount.text.isdigit() and 1900 <= amount.value <= 2100:
                continue
            if _PARTITIVE.match(view.plain, other.end()):
                continue
            shared = len(mine & _context(view.plain, other))
            if shared or (claim.unit and len(topic & content_stems(view.plain)) > 2):
                found.append((shared, (view, other, amount)))
    most = max((shared for shared, _ in found), default=0)
    nearest = [rival for shared, rival in found if shared == most]
    return nearest[0] if len(nearest) == 1 else None


def _lone_sum(told: Story, claim: Amount) -> tuple[View, re.Match[str], Amount] | None:
    """The story's only sum of money in this currency, or one with the same digits in another scale."""
    if claim.unit in ("", "%"):
        return None
    found = [
        (view, other, amount)
        for view in told.body
        for other, amount in _amounts(view)
        if amount.unit == claim.unit and not _RANGE.match(view.plain, other.end())
    ]
    scaled = [one for one in found if one[2].text.split()[0] == claim.text.split()[0]]
    if scaled:
        return scaled[0] if len({one[2].value for one in scaled}) == 1 else None
    return found[0] if len({one[2].value for one in found}) == 1 and found[0][0] in told.lead else None


_RANGE = lazy(r" (?:an?|per|each|apiece|more|less)\b|/| ?[-–] ?\d")


def _opening(told: Story, match: re.Match[str], claim: Amount) -> tuple[View, re.Match[str], Amount] | None:
    """“Nine Hurt” over “Seven guests …”: the number with which the lead opens, as the headline does."""
    view = told.lead[0]
    first = next(iter(_amounts(view)), None)
    if match.start() or first is None or first[0].start() or claim.unit or first[1].unit:
        return None
    shared = content_stems(told.headline.plain) & content_stems(view.plain)
    apart = _NOT_A_COUNT.match(view.plain, first[0].end()) or _PARTITIVE.match(view.plain, first[0].end())
    return (view, *first) if len(shared) > 1 and not apart else None


_IS_LEVEL = lazy(r"(?i)(?<!\d) to $")


def _level(told: Story, claim: Amount) -> tuple[View, re.Match[str], Amount] | None:
    """“Slows to 2.3%” over “slowed to 3.2%”: the one number of the lead to which something moves."""
    found = [
        (view, match, amount)
        for view in told.lead
        for match, amount in _amounts(view)
        if amount.unit == claim.unit
        and _IS_LEVEL.search(view.plain, 0, match.start())
        and not _NOT_A_COUNT.match(view.plain, match.end())
    ]
    first = [one for one in found if content_stems(told.headline.plain) & content_stems(one[0].plain)]
    return first[0] if len(first) == 1 else None


_PARTITIVE = lazy(r" (?:of (?:the|them|those|whom|its|his|her|their)|others?|more)\b")


def _context(text: str, match: re.Match[str]) -> frozenset[str]:
    """What a number counts: the stems of the words beside it, in its clause."""
    before = _CLAUSE.split(text[: match.start()])[-1].split()[-3:]
    rest = _CLAUSE.split(text[match.end() :])[0].split()
    after = [word for word in rest[:6] if word not in _AUXILIARIES][:4]
    lexicon = default_lexicon()
    near = [word.strip(",.:;\"'()") for word in (*before[-2:], *after[:3])]
    words = [
        word for word in near if lexicon.may_be(word.lower(), "NN", "NNS", "VB*") or word.lower() == "dead"
    ]
    return frozenset(stem for stem in stems(" ".join(words)) if len(stem) > 2 and stem not in _WEAK)


_AUXILIARIES = frozenset("have had has been were was are is be being will would".split())
_WEAK = frozenset(
    "be have do say get make take new year day week month hour minute people time after more".split()
)


def _number_finding(
    told: Story, match: re.Match[str], view: View, other: re.Match[str], amount: Amount
) -> Finding:
    text = told.headline.text[slice(*match.span())]
    right = like(amount.value, parse(match.group()))
    scales = [_SCALE_WORD.findall(written.lower()) for written in (text, amount.text)]
    if scales[0] != scales[1] or (text[0].isdigit() and right[0].isalpha()):
        right = other.group()
    if text.rpartition(" ")[2][:1].isupper() and " " in right:
        right = " ".join(word[0].upper() + word[1:] for word in right.split())
    if text[0].isupper():
        right = right[0].upper() + right[1:]
    return contrast(told.headline, match.span(), right, view, other.span())


def contrast(
    head: View, span: tuple[int, int], right: str | None, view: View, there: tuple[int, int]
) -> Finding:
    """What the headline says and the body does not, with the place where the body says otherwise."""
    old, other = head.text[slice(*span)], view.text[slice(*there)]
    options = ((Replace(*span, right),),) if right and right != old else ()
    place = Place(view, *there, f"the story says “{other}”")
    return Finding(head, *span, options, {"match": old, "other": other}, (place,))


# ── Days ────────────────────────────────────────────────────────────────────────────────────────────────

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January February March April June July August September October November December".split()
)  # May may be a verb
_DAY, _MONTH = (
    lazy(rf"\b(?:{'|'.join(_DAYS)})s?\b"),
    lazy(rf"\b(?:{'|'.join(_MONTHS)})\b|(?<=\b[Ii]n )May\b|\bMay(?= \d\d?\b)"),
)
_OF_TELLING = lazy(
    r"(?i)(?:\b(?:said|says|announced?|told|reported|confirmed|warned|added|according to [\w .'-]+|statement|news conference|"
    r"interview|ruled|voted|approved|agreed|decided)(?: [\w'-]+){0,4}|\blast|\bsince|\bprevious|\bfrom)(?: late| early)?(?: on)? $"
)
_FROM = [["from"], ["since"], ["last"]]
_NEXT = lazy(r"(?i)\b(?:tomorrow|today|tonight|yesterday|next week|this week|weekend)\b")


def weekdays(views: Sequence[View]) -> Iterator[Finding]:
    """A headline's weekday or month that the story never names, over a lead that names another."""
    told = story(views)
    if told is not None:
        for pattern in (_DAY, _MONTH):
            yield from _wrong_time(told, pattern)


def _named(day: str, view: View) -> bool:
    """Whether a view has the weekday or month, in full or short: “Oct. 1”."""
    name = day.lower().rstrip("s")
    return name in view.folded or bool(lazy(rf"\b{name[:3]}t?(?:\.|\b)").search(view.folded))


def _wrong_time(told: Story, pattern: re.Pattern[str]) -> Iterator[Finding]:
    days = list(pattern.finditer(told.headline.plain))
    if len(days) != 1 or any(_named(days[0].group(), view) for view in told.body):
        return
    found = [(view, match) for view in told.lead for match in pattern.finditer(view.plain)]
    own = told.headline.folded[: days[0].start()].split()[-1:]
    event = [
        (view, match)
        for view, match in found
        if not _OF_TELLING.search(view.plain[: match.start()])
        or (own in _FROM and view.folded[: match.start()].split()[-1:] == own)
    ]
    if len({match.group() for _, match in event}) != 1 or any(_NEXT.search(view.plain) for view in told.lead):
        return
    view, match = event[0]
    if content_stems(told.headline.plain) & content_stems(view.plain) and not days[0].group().endswith("s"):
        yield contrast(told.headline, days[0].span(), match.group(), view, match.span())
