"""Two years of a sentence and one number of years: ages, terms, anniversaries, “a decade after”; and the years of a list.

The number is set against the years where its own words bind it to them (born, joined and left, after, anniversary), wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import Sentence, View
from ..patterns import lazy
from ..rule import Finding
from .quantity import NUMBER, finding, in_words, like, parse, to_number

_YEAR = lazy(
    r"(?<![\w,.$£€/#-])(?:1[5-9]|20)\d\d(?![\w%/]|[.,]\d|[-–]\w| (?:people|men|women|votes|homes|feet|miles|meters|metres|jobs))"
)
_WORDS = {"a decade": 10, "a century": 100, "half a century": 50, "a half century": 50, "a half-century": 50, "a quarter century": 25, "a quarter-century": 25,
          "a quarter of a century": 25, "two decades": 20, "three decades": 30, "four decades": 40, "five decades": 50, "six decades": 60, "two centuries": 200}  # fmt: skip
_SPELT = "|".join(sorted(_WORDS, key=len, reverse=True))
_ABOUT = r"(?P<about>\b(?:about|nearly|almost|more than|over|some|roughly|around|at least|just over|just under|less than|fewer than) )?"
_COUNT = rf"{_ABOUT}\b(?:(?P<years>{NUMBER}) years?|(?P<long>{NUMBER})-year|(?P<spelt>(?i:{_SPELT})))\b"
_TURN = r"(?:(?P<age>\d{1,3})(?:st|nd|rd|th)(?: [a-z]+)? (?P<feast>birthday|anniversary|jubilee))"

_BORN = lazy(r"\b[Bb]orn\b")
_AGED = lazy(
    r"\b(?:(?:was|is|were|be|being|turned|turns|turning|aged|at (?:the )?age(?: of)?|age(?: of)?|at|when (?:he|she) was|just|only) )(?P<age>[1-9]\d?|10\d)\b(?! ?(?:[ap]\.?m|:|%|percent|years? (?:later|after|before|ago|in)|months|weeks|days|hours|miles|points|children|[A-Z][a-z]+ (?:Street|Avenue|Road|St|Ave)|of\b)|[.,]\d|-|th|st|nd|rd)"
)
_NO_AGE = lazy(
    r"\b(?:grandfather|grandmother|father|mother|parents?|son|daughter|brother|sister|wife|husband|whose|they|their|children)\b"
)


def ages(views: Sequence[View]) -> Iterator[Finding]:
    """“Born in 1950, she was 65 when the club closed in 2020”: she was 69 or 70."""
    for view in views:
        for place in _BORN.finditer(view.plain) if "born" in view.folded else ():
            sentence = view.sentence_at(place.start())
            if (
                sentence is None
                or _NO_AGE.search(view.plain, sentence.start, sentence.end)
                or view.quoted(*place.span())
            ):
                continue
            years = list(_YEAR.finditer(view.plain, sentence.start, sentence.end))
            aged = list(_AGED.finditer(view.plain, sentence.start, sentence.end))
            if len(years) != 2 or len(aged) != 1 or not 0 < years[0].start() - place.end() < 40:
                continue
            lived, age = int(years[1][0]) - int(years[0][0]), int(aged[0]["age"])
            if aged[0].start() < years[0].end() or abs(aged[0].start() - years[1].start()) > 60 or lived <= 0:
                continue
            if age not in (lived, lived - 1):
                yield finding(view, aged[0].span("age"), str(lived), str(lived - 1), years=str(lived))


_LIFE = lazy(
    r"\b[A-Z][\w'-]+, (?P<age>[1-9]\d|10\d),(?: who)? was born [^.;\d]{0,40}?in (?:[A-Z][a-z]+ (?:\d{1,2}, )?)?(?P<one>(?:1[5-9]|20)\d\d)\b[^.;\d]{0,60}? died [^.;\d]{0,60}?(?P<two>(?:1[5-9]|20)\d\d)\b"
)


def lives(views: Sequence[View]) -> Iterator[Finding]:
    """“Harris, 58, was born in 1956 and died in 2024”: the years give 67 or 68."""
    for view in views:
        for match in _LIFE.finditer(view.plain) if "born" in view.folded else ():
            lived = int(match["two"]) - int(match["one"])
            if int(match["age"]) not in (lived, lived - 1):
                yield finding(view, match.span("age"), str(lived), str(lived - 1), years=str(lived))


# ── Begun and ended ─────────────────────────────────────────────────────────────────────────────────────

_BEGAN = lazy(
    r"\b(?:began|begun|started|joined|opened|became|founded|elected|appointed|hired|took (?:office|over|power|the throne)|married|wed|entered|arrived|came to|moved to|bought|acquired|born|built|introduced|launched|formed|established|broke out|created|ascended|crowned|named|completed|died|destroyed|passed|signed|set up|incorporated|published|from)\b"
)
_ENDED = lazy(
    r"\b(?:ended|left|retired|closed|shut|quit|stepped down|resigned|sold|departed|ousted|finished|died|lost|until|till|through|to|folded|was abolished|collapsed|fell|divorced|demolished|torn down|lapsed|expired|repealed)\b"
)
_LASTED = lazy(
    rf"\b(?:after|for|lasted|lasting|spent|served|of|during|in|ran|reigned|ruled|over|his|her|its|their|the|an?|was|is|be) {_COUNT}(?! (?:later|ago|earlier|before|old|older|younger|from))"
)
_EXACT = lazy(rf"\b(?P<two>(?:1[5-9]|20)\d\d), {_COUNT} (?P<way>later|after)\b")
_AFTER_THE = lazy(
    rf"{_COUNT} after (?:the |its |his |her |their )?(?:[a-z' -]+ )?(?:in |of )?(?:the )?(?P<one>(?:1[5-9]|20)\d\d)(?: [a-z' -]+)?, in (?P<two>(?:1[5-9]|20)\d\d)\b",
    re.IGNORECASE,
)
_OTHER = lazy(
    r"\b(?:sentence|prison|ban|contract|plan|lease|bond|mortgage|-year-old|loan|deal|jail|suspension|warranty|every|each|per|first|last|next|within|previous|extension|agreement|term limit)\b"
)


def terms(views: Sequence[View]) -> Iterator[Finding]:
    """“Joined in 2001 and left in 2011, after 15 years”; “from 1952 to 2022, lasted 60 years”; “ended in 1945, five years later”."""
    for view in views:
        if not _YEAR.search(view.plain) or not lazy(r"years?\b|decade|centur").search(view.folded):
            continue
        for sentence in view.sentences:
            years = list(_YEAR.finditer(view.plain, sentence.start, sentence.end))
            if len(years) == 2:
                yield from _term(view, sentence, years)


def _term(view: View, sentence: Sentence, years: list[re.Match[str]]) -> Iterator[Finding]:
    between = abs(int(years[1][0]) - int(years[0][0]))
    for match in _AFTER_THE.finditer(view.plain, sentence.start, sentence.end):
        if _count(match) != between and not match["about"]:
            yield from _wrong(view, match, between)
        return
    for match in _EXACT.finditer(view.plain, sentence.start, sentence.end):
        after = view.plain[match.end() : match.end() + 4]
        sure = (
            match["two"] == years[1][0]
            and not _months(view, sentence)
            and after not in (" the", " a s", " his", " her")
        )
        if sure and _count(match) != between:
            yield from _wrong(view, match, between)
        return
    spans = list(_LASTED.finditer(view.plain, sentence.start, sentence.end))
    if (
        len(spans) != 1
        or _OTHER.search(view.plain, sentence.start, sentence.end)
        or view.quoted(*spans[0].span())
    ):
        return
    one, two = (view.plain[max(sentence.start, year.start() - 60) : year.start()] for year in years)
    two = two[max(0, len(two) - (years[1].start() - years[0].end())) :]
    begun, ended = (_BEGAN.search(one), _ENDED.search(two))
    if not (begun and ended) and not (_ENDED.search(one) and _JOINED.search(two)):
        return
    claim = _count(spans[0])
    if abs(claim - between) > (3 if spans[0]["about"] or spans[0]["spelt"] else 1) and claim < 400:
        yield from _wrong(view, spans[0], between)


_JOINED = lazy(r"\b(?:having (?:joined|started|begun|been elected)|joined|since)\b")


def _months(view: View, sentence: Sentence) -> bool:
    return (
        lazy(
            r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|early|late|end|spring|summer|fall|autumn|winter)\b"
        ).search(view.plain, sentence.start, sentence.end)
        is not None
    )


def _count(match: re.Match[str]) -> int:
    if match["spelt"]:
        return _WORDS[match["spelt"].lower()]
    return int(to_number(match["years"] or match["long"]))


def _wrong(view: View, match: re.Match[str], between: int) -> Iterator[Finding]:
    name = next(name for name in ("years", "long", "spelt") if match[name])
    if name == "spelt":
        right = next(
            (text for text, size in _WORDS.items() if size == between),
            f"{in_words(between) or between} years",
        )
    else:
        right = like(between, parse(match[name]))
        right = in_words(between) or right if not match[name][0].isdigit() else right
    yield finding(view, match.span(name), right, years=str(between))


# ── Anniversaries ───────────────────────────────────────────────────────────────────────────────────────

_TURNED = lazy(
    rf"\b{_TURN}|\b(?P<golden>golden|silver|diamond|ruby|pearl|platinum) (?:wedding )?(?:anniversary|wedding|jubilee)\b|\b(?P<cent>centenary|centennial|bicentenary|bicentennial|sesquicentennial)\b",
    re.IGNORECASE,
)
_FEASTS = {
    "silver": 25,
    "pearl": 30,
    "ruby": 40,
    "golden": 50,
    "diamond": 60,
    "platinum": 70,
    "centenary": 100,
    "centennial": 100,
    "sesquicentennial": 150,
    "bicentenary": 200,
    "bicentennial": 200,
}
_SINCE = lazy(
    r"\b(?:born|founded|opened|built|married|wed|established|created|launched|formed|started|begun|began|completed|incorporated|published|crowned|ordained|signed|passed|independence|introduced|premiered|died|death|birth|landed|battle|dates|dating|ascended|took the throne|came to the throne|became)\b"
)


def anniversaries(views: Sequence[View]) -> Iterator[Finding]:
    """“The couple, wed in 1964, marked their 50th wedding anniversary in 2012”: they marked the 48th."""
    for view in views:
        for match in (
            _TURNED.finditer(view.plain)
            if lazy("birthday|annivers|jubilee|cente|wedding").search(view.folded)
            else ()
        ):
            sentence = view.sentence_at(match.start())
            if sentence is None or view.quoted(*match.span()):
                continue
            years = list(_YEAR.finditer(view.plain, sentence.start, sentence.end))
            if len(years) != 2 or not _SINCE.search(view.plain, sentence.start, sentence.end):
                continue
            between = abs(int(years[1][0]) - int(years[0][0]))
            word = (match["golden"] or match["cent"] or "").lower()
            claim = _FEASTS[word] if word else int(match["age"])
            if (word and abs(claim - between) <= 1) or claim == between or not between:
                continue
            name = "golden" if match["golden"] else "cent" if match["cent"] else "age"
            span = match.span(name) if word else (match.start("age"), match.end("age") + 2)
            right = None if word else f"{between}{ending(between)}"
            yield finding(view, span, right, years=str(between))


def ending(number: int) -> str:
    """The letters after the figures of an ordinal."""
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


# ── The years of a list ─────────────────────────────────────────────────────────────────────────────────

_LISTED = lazy(
    rf"\b(?P<claim>{NUMBER})(?: |-)(?P<what>times?|(?:[a-z]+ )?(?:titles|championships|wins|victories|medals|golds|cups|crowns|terms|elections|triumphs|trophies)|time (?:[a-z]+ )?(?:winner|champion|medalist|medallist)s?)\b(?P<mid>[^.;:\d]{{0,60}}?)(?:,|:| —| –| \(|) ?(?:in |of )?(?P<list>(?:19|20)\d\d(?:, (?:19|20)\d\d)*(?:,? and (?:in )?|, )(?:19|20)\d\d)\b(?![-–,]? ?(?:and )?\d|,? and\b)"
)


def listed_years(views: Sequence[View]) -> Iterator[Finding]:
    """“Has won it four times, in 2001, 2003 and 2005”: three years are named."""
    for view in views:
        for match in _LISTED.finditer(view.plain):
            count, claim = len(re.findall(r"\d{4}", match["list"])), int(to_number(match["claim"]))
            vague = lazy(r"\b(?:least|than|last|including|most recently|such as|once|between)\b").search(
                match["mid"]
            )
            before = view.plain[max(0, match.start() - 12) : match.start()]
            if (
                count == claim
                or vague
                or abs(count - claim) > 2
                or lazy(r"\b(?:last|first|of|other|than|least) (?:the |his |her )?$").search(before)
            ):
                continue
            if count >= 2:
                right = (
                    like(count, parse(match["claim"]))
                    if count < 10 or match["claim"].isdigit()
                    else in_words(count)
                )
                yield finding(view, match.span("claim"), right, items=in_words(count) or str(count))
