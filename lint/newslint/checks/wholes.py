"""A whole and its parts, over a sentence or two: what is left, the others, and parts that exclude each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import Sentence, View
from ..patterns import lazy
from ..rule import Finding, Place
from .acronyms import HEADS
from .claims import Told, told
from .quantity import (
    AMOUNT,
    FRACTION,
    NUMBER,
    ROUGHLY,
    Amount,
    amount,
    finding,
    fraction,
    led_by_number,
    like,
    parse,
    rounding,
    to_number,
)

_VAGUE = lazy(
    r"\b(?:about|around|nearly|almost|some|roughly|over|under|more|less|fewer|than|least|most|approximately|another|up to|estimated|many as|only the|dozens?)\b[^,.;]{0,12}$"
)

# ── What is left ────────────────────────────────────────────────────────────────────────────────────────

_LEAVING = lazy(
    rf"\b(?:leaving|leaves|left) (?:(?:it|them|him|her|us|the [a-z]+) with )?(?:just |only |the (?:other|remaining) |the )?(?P<rest>{AMOUNT})(?P<what>(?: [a-z-]+){{0,3}})(?: (?:open|still|left|standing|remaining|empty|vacant|in|to|undecided|unsold|behind|alive|unsolved|unpaid|pending|outstanding)\b|(?=[,.;)]|$))"
)
_GOES = lazy(
    r"\b(?:of|out of|lost|los[et]s?|sold|clos\w+|shut|cut\w*|spent|died|killed|left|gone|resign\w*|withdr\w+|removed|eliminat\w+|laid off|paid|used|dropped|quit|destroyed|burned|burnt|freed|released|rescued|found|returned|signed|taken|demolished)\b"
)
_FRACTION_OF = lazy(rf"\b(?P<part>{FRACTION}) of (?:the |its |their |his |her )?$", re.IGNORECASE)


def left(views: Sequence[View]) -> Iterator[Finding]:
    """“Of the 120 shops 30 have closed, leaving 80”: ninety are left."""
    for view in views:
        for match in _LEAVING.finditer(view.plain) if "lea" in view.plain or "left" in view.plain else ():
            sentence = view.sentence_at(match.start())
            if sentence is None or view.quoted(*match.span()):
                continue
            rest = parse(match["rest"])
            before = [one for one in told(view, sentence) if one.end <= match.start()]
            text = view.plain[sentence.start : match.start()]
            if (
                _UNSURE.search(text)
                or not _GOES.search(text)
                or any(one.amount.unit != rest.unit for one in before)
            ):
                continue
            right, amounts = _what_is_left(view, before)
            if (
                right is not None
                and right > 0
                and rest.value < amounts[0].value
                and abs(right - rest.value) > rounding(*amounts, rest) + 1e-9
            ):
                yield finding(view, match.span("rest"), like(right, rest), whole=before[0].amount.text)


_UNSURE = lazy(
    r"\b(?:about|around|nearly|almost|roughly|more than|less than|fewer than|over|at least|up to|some|another|added|new|hired|from|each|per|times|hurt|injured|wounded)\b"
)


def _what_is_left(view: View, before: Sequence[Told]) -> tuple[float | None, list[Amount]]:
    if len(before) == 1:
        part = _FRACTION_OF.search(view.plain, max(0, before[0].start - 40), before[0].start)
        return (before[0].amount.value * (1 - fraction(part["part"])) if part else None), [before[0].amount]
    if len(before) != 2:
        return None, []
    one, two = before
    of = re.search(r"\bof (?:the |its |their |his |her )?$", view.plain[max(0, two.start - 12) : two.start])
    whole, part_ = (two, one) if of else (one, two)
    return whole.amount.value - part_.amount.value, [whole.amount, part_.amount]


# ── The others ──────────────────────────────────────────────────────────────────────────────────────────

_OTHERS = lazy(
    rf"\b[Tt]he (?:other|remaining) (?P<rest>{AMOUNT})\b(?! (?:{'|'.join(('points', 'percent', 'days', 'years', 'weeks', 'hours', 'minutes', 'months', 'side', 'end', 'that', 'who', 'whom', 'which'))})\b| [a-z]+ (?:that|who|whom|which)\b)"
)
_PART_OF = lazy(
    rf"\b(?P<part>{AMOUNT}) of (?:the|its|their|his|her|those|these) (?P<whole>{AMOUNT})\b|\b[Oo]f (?:the|its|their|his|her|those|these) (?P<whole2>{AMOUNT})(?: [a-z][\w'’ -]{{0,50}}?)?, (?P<part2>{AMOUNT})\b"
)
_NEAR = 2  # sentences before
_FAR = 5  # times what is said, from which on something else is counted


def others(views: Sequence[View]) -> Iterator[Finding]:
    """“Two of the four men pleaded guilty. The other three will be tried.”"""
    for at, view in enumerate(views):
        for match in _OTHERS.finditer(view.plain):
            rest = parse(match["rest"])
            found = _told_before(views, at, match.start())
            if found is None or rest.unit or view.quoted(*match.span()):
                continue
            place, whole, parts = found
            right = whole.value - sum(part.value for part in parts)
            if (
                0 < right < _FAR * rest.value
                and abs(right - rest.value) > 1e-9
                and not any(one.unit for one in (whole, *parts))
            ):
                one = finding(
                    view, match.span("rest"), like(right, rest), whole=whole.text, part=parts[0].text
                )
                yield one._replace(related=(place,))


def _told_before(views: Sequence[View], at: int, end: int) -> tuple[Place, Amount, list[Amount]] | None:
    """The nearest whole before this place whose parts are told with it: nothing else is counted in between."""
    view = views[at]
    sentences = [(view, one) for one in view.sentences if one.start < end]
    if len(sentences) <= 1 and at and views[at - 1].block.scope not in HEADS:
        sentences = [(views[at - 1], one) for one in views[at - 1].sentences][-1:] + sentences
    near = sentences[-_NEAR - 1 :]
    figures = [
        (where, one)
        for where, sentence in near
        for one in told(where, sentence)
        if where is not view or one.end <= end
    ]
    for where, sentence in reversed(near):
        stop = end if where is view else len(where.plain)
        for match in _PART_OF.finditer(where.plain, sentence.start, min(sentence.end, stop)):
            names = ("whole", "part") if match["whole"] else ("whole2", "part2")
            inside = {match.start(name) for name in names}
            if any(
                one.start not in inside
                for other, one in figures
                if (other is where and one.start >= sentence.start) or (other is not where and other is view)
            ):
                return None
            whole, part = (parse(match[name]) for name in names)
            if _VAGUE.search(where.plain, max(0, match.start() - 20), match.start()):
                return None
            return Place(where, *match.span(), match.group()), whole, [part]
    if len(figures) == 2 and near and not _COMPARED.search(near[-1][0].plain, near[-1][1].start, end):
        (first_view, first), (_, second) = figures
        same = first.start < second.start or first_view is not view
        text = first_view.plain[max(0, first.start - 20) : first.start]
        if (
            same
            and first.amount.value > second.amount.value
            and first.word
            and not _VAGUE.search(text)
            and _PEOPLE.match(first.word)
        ):
            return Place(first_view, first.start, first.end, first.amount.text), first.amount, [second.amount]
    return None


_COMPARED = lazy(r"\b(?:than|compared|year|more|another)\b")
_PEOPLE = lazy(
    r"(?:people|men|women|children|boys|girls|passengers|students|pupils|workers|employees|members|victims|prisoners|inmates|hostages|sailors|soldiers|crew|players|suspects|patients|"
    r"houses|homes|schools|states|countries|seats|judges|justices|jurors|senators|officers|miners|survivors|hikers|climbers|residents|tourists|teams|ships|boats|planes|buses|cars|shops|stores|firms|companies|votes|ballots|letters|candidates)$"
)

# ── Parts that exclude each other ───────────────────────────────────────────────────────────────────────

_ASUNDER = tuple(
    (lazy(rf"\b(?:{one})\b"), lazy(rf"\b(?:{two})\b"), exact)
    for one, two, exact in (
        ("men", "women", True),
        ("boys", "girls", True),
        ("Democrats?", "Republicans?", False),
        ("(?:voted )?for|in favor|in favour|voted yes|yes|approved|backed|supported|to convict", "against|opposed?|no|voted no|rejected|to acquit", False),
        ("won", "lost", False),
        ("hurt|injured|killed|died|dead|drowned", "unharmed|unhurt|survived|uninjured|safe|escaped|alive", False),
        ("passed", "failed", False),
        ("open|opened", "closed|shut", False),
        ("have|has|had|did|were|are|was", "(?:have|has|had|did|do|were|are|was) not|haven't|hasn't|didn't|weren't", True),
    )
)  # fmt: skip
_WHOLE = lazy(
    rf"\b(?P<p>{AMOUNT}) of (?:the|its|their|his|her) (?P<w>{AMOUNT}) (?P<n>[a-z]+)|(?<=\b(?:[Oo]f (?:the|its|their|his|her|all)|Of) )(?P<w2>{AMOUNT}) (?P<n2>[a-z]+)|(?P<w3>{AMOUNT}) (?P<n3>seats|members|justices|judges|senators|passengers|jurors|votes|councillors|councilors|trustees|commissioners)\b"
)


def asunder(views: Sequence[View]) -> Iterator[Finding]:
    """“Nine of the 12 jurors voted to convict and four to acquit”: thirteen of twelve."""
    for view in views:
        for match in led_by_number(_WHOLE, view):
            sentence = view.sentence_at(match.start())
            key = next(key for key in ("w", "w2", "w3") if match[key])
            whole = parse(match[key])
            if sentence is None or whole.unit or view.quoted(*match.span()):
                continue
            figures = told(view, sentence)
            if len(figures) == 1:  # the parts are told in the next sentence
                sentence = next((one for one in view.sentences if one.start >= sentence.end), sentence)
                figures += told(view, sentence)
            parts = [one for one in figures if one.start != match.start(key)]
            if len(parts) != 2 or len(figures) != 3 or any(one.amount.unit for one in parts):
                continue
            if _UNSURE_PARTS.search(view.plain, match.start(), sentence.end):
                continue
            kind = _excluding(view, sentence, parts)
            total = sum(one.amount.value for one in parts)
            if kind is None or max(one.amount.value for one in parts) >= whole.value:
                continue
            if total > whole.value or (kind and key != "w3" and total < whole.value):
                right = like(whole.value - parts[0].amount.value, parts[1].amount)
                yield finding(
                    view, (parts[1].start, parts[1].end), right, whole=whole.text, part=parts[0].amount.text
                )


_UNSURE_PARTS = lazy(
    r"\b(?:about|around|nearly|almost|roughly|more than|less than|fewer than|at least|up to|each|another|also|both|including|last|compared|from|over|hours|games? (?:left|remaining)|tied|drew|draws?|points?)\b"
)


def _excluding(view: View, sentence: Sentence, parts: Sequence[Told]) -> bool | None:
    """Whether the two parts exclude each other and are all; False: exclude each other only; None: neither is sure."""
    first = view.plain[parts[0].end : parts[1].start]
    second = view.plain[parts[1].end : sentence.end]
    before = view.plain[sentence.start : parts[0].start]
    for one, two, exact in _ASUNDER:
        if (one.search(first) and two.search(second) and not two.search(first)) or (
            two.search(first) and one.search(second) and not two.search(second) and not one.search(first)
        ):
            return exact
        if one.search(before) and two.search(first) and not one.search(first) and not exact:
            return False  # “has won five of its 12 games and lost eight”
    return None


_CAST = lazy(
    rf"(?P<n>{NUMBER})(?: of (?:the|its|their|his|her) (?P<w>{NUMBER}))? (?:[a-z]+ ){{1,4}}?(?:voted|cast ballots|cast votes|took part|were present|attended|came),? (?:and )?(?P<a>{NUMBER}) (?:voted |were |voting )?(?:in favou?r|for|yes|to approve)\b[^.;:\d]{{0,40}}?\band (?P<b>{NUMBER}) (?:voted |were |voting )?(?:against|opposed|no|to reject)\b"
)


def cast(views: Sequence[View]) -> Iterator[Finding]:
    """“Seven of the nine trustees voted, four in favor and four against”: that is eight."""
    for view in views:
        for match in led_by_number(_CAST, view):
            voted, yes, no = (to_number(match[name]) for name in "nab")
            if yes + no > voted > yes and not view.quoted(*match.span()):
                right = like(voted - yes, parse(match["b"]))
                yield finding(view, match.span("b"), right, whole=match["n"], part=match["a"])


# ── Parts in apposition ─────────────────────────────────────────────────────────────────────────────────

_WHO = r"(?:people|passengers|members|employees|workers|students|pupils|staff|victims|residents|soldiers|prisoners|inmates|patients|tourists|refugees|animals|athletes|players)"
_SAME = lazy(
    rf"(?P<whole>{AMOUNT}) (?:[a-z]+ )?(?P<noun>[a-z]+(?:s|men|women|people)), (?P<one>{AMOUNT}) (?P<link>from|in|on|at|by|for|to|with) (?P<x>[^.,;:\d]{{2,30}}?) and (?P<two>{AMOUNT}) (?P=link) [^.,;:\d]{{2,30}}?(?=[,.;]|$| (?:were|was|will|have|has|had|are|left|came)\b)"
    rf"|(?P<whole2>{AMOUNT}) (?:[a-z]+ )?{_WHO}, (?P<one2>{AMOUNT}) [a-z]+(?: [a-z]+)? and (?P<two2>{AMOUNT}) (?:crew|staff|guards?|officers?|passengers|teachers|civilians|soldiers|prisoners|police|adults|children|women|men|girls|boys|others|guests)(?: [a-z]+)?(?=[,.;]|$)"
)


def apposed(views: Sequence[View]) -> Iterator[Finding]:
    """“11 doctors, seven from Spain and three from Peru”; “92 people, 86 passengers and eight crew members”."""
    for view in views:
        for match in led_by_number(_SAME, view) if " and " in view.plain else ():
            end = "" if match["whole"] else "2"
            whole, one, two = (parse(match[name + end]) for name in ("whole", "one", "two"))
            before = view.plain[max(0, match.start() - 20) : match.start()]
            if (
                {whole.unit, one.unit, two.unit} != {""}
                or _VAGUE.search(before)
                or view.quoted(*match.span())
            ):
                continue
            right = one.value + two.value
            if (
                right != whole.value
                and max(one.value, two.value) < whole.value
                and abs(right - whole.value) < max(3, whole.value / 5)
            ):
                yield finding(
                    view,
                    match.span("whole" + end),
                    like(right, whole),
                    whole=whole.text,
                    part=f"{one.text} and {two.text}",
                )


# ── Sums for a period ───────────────────────────────────────────────────────────────────────────────────

_PERIODS = {
    "hour": 1,
    "day": 24,
    "week": 168,
    "month": 730.5,
    "quarter": 2191.5,
    "year": 8766,
    "decade": 87660,
}
_LENGTHS = "|".join(_PERIODS)
_A = rf"(?:an?|per|every|each) (?P<UNIT>{_LENGTHS})\b"
_TWO_RATES = lazy(
    rf"{amount('one')}(?: [a-z]+){{0,2}}? {_A.replace('UNIT', 'u1')}(?:[^.;:\d$£€]{{0,40}}?)?(?:, or|,| \(| —| –) ?(?:or )?(?P<how>{ROUGHLY})?{amount('two')}(?: [a-z]+){{0,2}}? {_A.replace('UNIT', 'u2')}"
)
_OVER = rf"(?:over|for|in|during|across|through|after) (?:the |its |a |an |next |first |past |last |just |only |about |nearly |full )*(?P<n>{NUMBER})[ -](?P<UNIT>{_LENGTHS})s?\b"
_RATE_THEN_ALL = lazy(
    rf"{amount('one')}(?: [a-z]+){{0,2}}? {_A.replace('UNIT', 'u1')}(?P<mid>[^.;:$£€\d]{{0,60}}?)(?:, or|,| \(| —| –| for) ?(?:or |and |for |a |an |totaling |worth |in all )*(?:total of |sum of |cost of )?(?P<how>{ROUGHLY})?{amount('two')}(?P<what>(?: [a-z]+){{0,3}}?) {_OVER.replace('UNIT', 'u2')}"
)
_RATE_OVER_ALL = lazy(
    rf"{amount('one')}(?: [a-z]+){{0,2}}? {_A.replace('UNIT', 'u1')} {_OVER.replace('UNIT', 'u2')}(?P<mid>[^.;:$£€\d]{{0,40}}?)(?:, or|,| \(| —| –| for)(?: or| for| a| an)*(?: total of| sum of| total cost of)? (?P<how>{ROUGHLY})?{amount('two')}(?! (?:an?|per|each|every) )"
)
_ALL_THEN_RATE = lazy(
    rf"{amount('two')}(?P<what>(?: [a-z]+){{0,5}}?) {_OVER.replace('UNIT', 'u2')}(?:, or|,| \(| —| –) ?(?:or )?(?P<how>{ROUGHLY})?{amount('one')}(?: [a-z]+){{0,2}}? {_A.replace('UNIT', 'u1')}"
)
_NO_NOUN = lazy(r" (?:an?|per|every|each) (?:week|month|quarter|year)\b")
_WORKED = {("hour", "day"): (7, 12), ("hour", "week"): (30, 60), ("hour", "month"): (120, 220), ("hour", "year"): (1400, 2600), ("day", "week"): (5, 7), ("day", "month"): (20, 31), ("day", "year"): (200, 366)}  # fmt: skip


def periods(views: Sequence[View]) -> Iterator[Finding]:
    """“$4,000 a month, or $50,000 a year”; “$20 million a year, or $150 million over 10 years”."""
    for view in views:
        if not lazy(r"\b(?:an?|per|every|each) (?:hour|day|week|month|quarter|year)\b").search(view.plain):
            continue
        for match in _TWO_RATES.finditer(view.plain):
            yield from _rates(view, match, parse(match["one"]), parse(match["two"]), 1.0, "two")
        for pattern in (_RATE_THEN_ALL, _RATE_OVER_ALL):
            for match in pattern.finditer(view.plain):
                yield from _rates(
                    view, match, parse(match["one"]), parse(match["two"]), to_number(match["n"]), "two"
                )
        for match in _ALL_THEN_RATE.finditer(view.plain):
            yield from _rates(
                view, match, parse(match["one"]), parse(match["two"]), to_number(match["n"]), "one"
            )


def _rates(
    view: View, match: re.Match[str], one: Amount, two: Amount, count: float, flagged: str
) -> Iterator[Finding]:
    """The rate `one` over `count` of the second period is `two`."""
    units = match["u1"], match["u2"]
    bare = not one.unit and match.re.pattern not in (_RATE_THEN_ALL.pattern, _ALL_THEN_RATE.pattern)
    # “1,500 books a week, or 78,000 a year”, and not “60 miles an hour, or 27 meters a second”
    bare = bare and not (_NO_NOUN.match(match.string, match.end("two")) and units[0] != "hour")
    if (
        one.unit != two.unit
        or one.unit == "%"
        or bare
        or view.quoted(*match.span())
        or (count == 1.0 and units[0] == units[1])
    ):
        return
    times = _PERIODS[units[1]] / _PERIODS[units[0]] * count
    low, high = times, times
    if units in _WORKED:
        low, high = (times_ * count for times_ in _WORKED[units])
    elif units == ("week", "month"):
        low, high = 4 * count, 4.4 * count
    elif units == ("week", "year"):
        low, high = 50 * count, 52.5 * count
    how = 0.08 if match["how"] else 0.01
    if one.high * high * (1 + how) < two.low or one.low * low * (1 - how) > two.high:
        right = like(one.value * times, two) if flagged == "two" else like(two.value / times, one)
        shown = one if flagged == "one" else two
        other = two if flagged == "one" else one
        yield finding(
            view,
            match.span(flagged),
            right if units not in _WORKED else None,
            other=other.text,
            claim=shown.text,
        )
