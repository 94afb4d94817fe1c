"""Headlines that give a case or a cup tie another end than the story: jailed or fined, upheld or quashed, through or out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..document import View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding
from .headline_figures import contrast
from .headline_sets import first_sentence
from .story import Story, content_stems, story, word_stems


class _Outcome(NamedTuple):
    """What a court does: the word of a headline and of a lead, and the words of a body that may tell of it."""

    word: str
    told: str


_OUTCOMES = (
    _Outcome(
        r"jailed|imprisoned",
        r"jail\w*|prison\w*|imprison\w*|custod\w*|sentenc\w*|detention|detained|bars|term|locked|cells?|gaol\w*|years?|months",
    ),
    _Outcome(r"fined", r"fin(?:e|ed|es|ing)|pay|paid|pays|penalt\w+|sanction\w*|[\w,.]*\d{3}"),
    _Outcome(
        r"cleared|acquitted",
        r"clear\w*|acquit\w*|not guilty|innocen\w*|dismiss\w*|dropp?\w*|thrown|threw|overturn\w*|quash\w*|exonerat\w*|free\w*",
    ),
    _Outcome(
        r"spared (?:jail|prison)",
        r"spar(?:ed|es|ing)|suspended|avoid\w*|escap\w*|free|freed|probation|community|walk\w*|fined?",
    ),
)
_HEAD = tuple(
    lazy(
        rf"^(?P<who>[^,.:;?'\"]{{3,60}}?) (?:is |are )?(?P<word>{one.word})(?= (?:for|of|over|after|by|in)\b|$)"
    )
    for one in _OUTCOMES
)
_LEAD = tuple(
    lazy(rf"\b(?:has been|have been|was|were) (?:[a-z]+ly )?(?P<word>{one.word})\b") for one in _OUTCOMES
)
_IN_BODY = tuple(lazy(rf"(?i)\b(?:{one.told})\b") for one in _OUTCOMES)
_HANGS = lazy(
    r"(?i)\b(?:after|before|since|because|when|while|once|as|although|though|whose|whom|if|not|never|until|where|had|and|but|victim\w*)\b"
)
_WHO = lazy(r"\b(?:who|which|that) (?P<verb>\w+)(?P<rest>[^,.;]*)$")
_LEAST = 3  # words of a relative clause that ends before the main verb


def outcomes(views: Sequence[View]) -> Iterator[Finding]:
    """“Dentist jailed” over a lead in which the dentist is fined, and a story without a cell."""
    told = story(views)
    lead = first_sentence(told) if told else None
    if told is None or lead is None:
        return
    view, end = lead
    heads = [
        (at, match) for at, one in enumerate(_HEAD) for match in [one.match(told.headline.plain)] if match
    ]
    leads = [(at, match) for at, one in enumerate(_LEAD) for match in one.finditer(view.plain, 0, end)]
    if len(heads) != 1 or len(leads) != 1 or heads[0][0] == leads[0][0]:
        return
    [(mine, head)], [(_, other)] = heads, leads
    before = view.plain[: other.start()]
    who = content_stems(head["who"].split(" ")[-1])
    if _HANGS.search(before) or not _is_main(before) or not _opens_with(before, who):
        return
    if view.quoted(*other.span()) or any(_IN_BODY[mine].search(paragraph.plain) for paragraph in told.body):
        return
    yield contrast(told.headline, head.span("word"), other["word"], view, other.span("word"))


def _opens_with(text: str, who: frozenset[str]) -> bool:
    """Whether this is the first noun of a sentence: “A young dentist who”."""
    for word in text.split()[:_MODIFIERS]:
        if who & content_stems(word):
            return word.isalpha()
        if default_lexicon().may_be(word.lower(), "IN") or not word.replace("-", "").isalpha():
            return False
    return False


_MODIFIERS = 6  # words in which the subject of a sentence stands


def _is_main(before: str) -> bool:
    """Whether a relative clause, if there is one, has a verb of its own and ends before the next verb."""
    clause = _WHO.search(before)
    if clause is None:
        return True
    return default_lexicon().may_be(clause["verb"].lower(), "VBD", "VBZ", "VBP") and (
        len(clause["rest"].split()) >= _LEAST
    )


# ── Rulings ───────────────────────────────────────────────────────────────────────────────────────────────

_RULES = lazy(
    r"(?i)^(?:[\w-]+ ){0,3}?(?:court|judges?|justices|tribunal) (?:(?P<up>upholds?|affirms?)|(?P<down>overturns?|quash(?:es)?|strikes? down|annuls?|voids?))"
    r"(?: (?:[\w-]+)){0,4}? (?P<what>bans?|fines?|convictions?|verdicts?|tax|levy|permit|sentences?|orders?|injunctions?|curfew|licen[cs]e|sanctions?)(?= (?:on|of|for|in|over|against)\b|$)"
)
_UNDONE = r"quashed|struck down|overturned|annulled|set aside|voided|unlawful|illegal|unconstitutional"
_KEPT = r"upheld|affirmed"
_UP_TOLD = lazy(
    r"(?i)\b(?:up(?:hold|held)\w*|affirm\w*|reject\w*|dismiss\w*|refus\w*|den(?:y|ied|ies)|stands?|stay\w*|remain\w*|in place|in force|back(?:ed|s)|confirm\w*|sided?|lost|lose|fail\w*|keep|kept|but|right|correct|lawful|legal|valid|agreed?|favou?r|reinstat\w*|restor\w*)\b"
)
_DOWN_TOLD = lazy(
    r"(?i)\b(?:overturn\w*|quash\w*|str(?:ike|uck|ikes|iking)\w*|annul\w*|void\w*|set aside|lift\w*|unlawful\w*|illegal\w*|unconstitutional|throw\w*|threw|revers\w*|cancel\w*|won|sided?|scrap\w*|end|ended|invalid\w*|block\w*|but|wrong\w*|erred|mistake\w*|unfair|refund\w*|need not|free\w*)\b"
)
_CLAIMED = lazy(
    r"(?i)\b(?:argu\w+|claim\w*|contend\w*|alleg\w+|lawyers?|sued?|sought|seek\w*|ask\w*|appeal(?:s|ed|ing)?\b(?! courts?)|would|could|should|not|never|if|whether|dissent\w*|lower|earlier|previous\w*|had been|district|last (?:year|month)|had (?:quashed|struck|overturned|upheld))\b"
)


def rulings(views: Sequence[View]) -> Iterator[Finding]:
    """“Court Upholds Ban” over a story in which the ban is quashed, and of nothing that stands."""
    told = story(views)
    match = _RULES.search(told.headline.plain) if told else None
    if told is None or match is None:
        return
    side, absent = ("up", _UP_TOLD) if match["up"] else ("down", _DOWN_TOLD)
    if any(absent.search(view.plain) for view in told.body):
        return
    what = f"(?:{match['what'].lower().removesuffix('s')}s?)"
    ends = _UNDONE if side == "up" else _KEPT
    pattern = lazy(
        rf"(?i)\b{what} (?:(?:was|were|is|are|has been|have been) (?P<word>{ends})"
        rf"|{'must be (?P<lifted>lifted)' if side == 'up' else 'must (?P<lifted>stand)'})\b"
        rf"|\b(?P<verb>{ends}) (?:the|a|an|his|her|their) (?:[\w-]+ ){{0,3}}?{what}\b"
        + (
            rf"|\b(?P<power>no power) to (?:impose|make|order|issue|levy|give) (?:the|a|such an?) (?:[\w-]+ )?{what}\b"
            if side == "up"
            else ""
        )
    )
    for view in told.lead:
        for other in pattern.finditer(view.plain):
            sentence = view.plain_sentence(other.start())
            if view.quoted(*other.span()) or _CLAIMED.search(sentence):
                continue
            there = next(name for name, text in other.groupdict().items() if text)
            right = {"up": "Overturns", "down": "Upholds"}[side]
            right = right if match[side][0].isupper() else right.lower()
            right = right if match[side].endswith("s") else right.removesuffix("s")
            yield contrast(told.headline, match.span(side), right, view, other.span(there))
            return


# ── Cup ties ──────────────────────────────────────────────────────────────────────────────────────────────

_NAME = r"[A-Z][\w'-]*\w(?: [A-Z][\w'-]*\w){0,2}"
_TIE = lazy(
    rf"^(?P<who>{_NAME}) (?:(?P<through>(?:[Gg]o|[Gg]oes) [Tt]hrough|[Pp]rogress(?:es)?|[Ss]queezes? [Tt]hrough|[Ss]crapes? [Tt]hrough)"
    rf"|(?P<out>(?:[Gg]o|[Gg]oes) [Oo]ut|(?:[Cc]rash(?:es)?|[Bb]ows?) [Oo]ut|[Kk]nocked [Oo]ut))\b"
)
_NOT_SO = lazy(
    r"(?i)\b(?:almost|nearly|would|could|might|if|not|never|last (?:year|season|month)|in (?:19|20)\d\d)\b"
)


def ties(views: Sequence[View]) -> Iterator[Finding]:
    """“Otters go through” over “a late goal sent Otters out of the cup”."""
    told = story(views)
    match = _TIE.match(told.headline.plain) if told else None
    if told is None or match is None:
        return
    side = "through" if match["through"] else "out"
    who = rf"(?:{re.escape(match['who'])}|{re.escape(match['who'].split()[-1])})"
    off = rf"\b(?:sent|dumped|knocked|put) (?:the )?{who} (?P<end>out)\b(?! (?:to|in front|on))|\b{who} (?:went|crashed|bowed) (?P<end2>out)\b"
    on = rf"\b(?:sent|put|fired) (?:the )?{who} (?P<end>(?:through|into the))\b|\b{who} (?:went|squeezed|scraped) (?P<end2>through)\b"
    wrong, right = (lazy(off), lazy(on)) if side == "through" else (lazy(on), lazy(off))
    if any(right.search(view.plain) for view in told.body) or _ends_otherwise(told, side, who):
        return
    for view in told.lead:
        for other in wrong.finditer(view.plain):
            sentence = view.plain_sentence(other.start())
            if not view.quoted(*other.span()) and not _NOT_SO.search(sentence):
                there = "end" if other["end"] else "end2"
                yield contrast(told.headline, match.span(side), None, view, other.span(there))
                return


def _ends_otherwise(told: Story, side: str, who: str) -> bool:
    """Whether the story has the headline's end in other words."""
    ends = (
        rf"(?i)\b{who} (?:won|win|advance\w*|progress\w*|reach\w*|will (?:play|meet|face)|beat|through)\b|\bprogress\w*|\badvance\w*"
        if side == "through"
        else rf"(?i)\b{who} (?:lost|lose|fell)\b|\bexits?\b|\beliminat\w+|\bknocked out\b|\bcrash\w+ out\b"
    )
    return any(lazy(ends).search(view.plain) for view in told.body)


# ── Who is sued ───────────────────────────────────────────────────────────────────────────────────────────

_SUES = lazy(
    r"^[^,.:;?]{3,60}? (?P<verb>[Ss]ues?|[Aa]ccuses?|[Cc]harges?) (?P<what>[\w-]+)(?=$| (?:over|for|in|of|after|with)\b)"
)


def unaccused(views: Sequence[View]) -> Iterator[Finding]:
    """“Singer sues label” over a story of “the label, which is not being sued”."""
    told = story(views)
    match = _SUES.match(told.headline.plain) if told else None
    if told is None or match is None:
        return
    what = word_stems(match["what"].lower())
    named = [
        (view, word)
        for view in told.body
        for word in lazy(r"[^\W\d_]+").finditer(view.plain)
        if what & word_stems(word.group().lower())
    ]
    if len(named) != 1:
        return
    [(view, word)] = named
    other = _NOT_ACCUSED.search(view.plain)
    if other and other.start("what") == word.start() and not view.quoted(*other.span()):
        yield contrast(told.headline, match.span("what"), None, view, other.span())


_NOT_ACCUSED = lazy(
    r"\b(?:[Tt]he|[Hh]er|[Hh]is|[Tt]heir|[Ii]ts) (?P<what>[\w-]+),? (?:(?:which|who),? )?(?:is|are|was|were|has|have) not (?:been )?(?:accused of (?:any )?wrongdoing(?=[,.])|accused(?=[,.])|named (?:in the (?:suit|lawsuit|claim)|as a defendant)|being sued|sued(?=[,.])|a defendant|a party to)"
)
