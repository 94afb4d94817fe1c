"""Figures of one sentence against those of the next one: a sum and the parts it is shared in, a change and its two figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import Sentence, View
from ..patterns import lazy
from ..rule import Finding, Place
from . import balance
from .acronyms import HEADS
from .balance import Quantity, quantities
from .quantity import AMOUNT, CURRENCY, NUMERAL, amount, finding, like, parse, rounding
from .sequels import sequel

# ── A sum shared in parts that are not equal ────────────────────────────────────────────────────────────

_SHARING = frozenset("share split divide".split())
_SHARE = lazy(r"\b(?:will|would|to|can|should) (?:share|split|divide)\b(?! (?:in|on|their|his|her|its)\b)")
_MONEY = rf"{CURRENCY}{NUMERAL}(?:[ -](?:million|billion|trillion)| ?(?:m|bn|tn))?"
_WHO = r"[A-Za-z][^.,;:()\d$£€¥]{1,60}?"
_GETS = r"(?:(?:will|would|is to|are to) )?(?:gets?|receives?|be (?:given|awarded|paid)|takes?)"
_PARTS = lazy(
    rf"{_WHO} {_GETS} {_MONEY}(?:, {_WHO} {_MONEY})*,? and {_WHO} {_MONEY}(?:, [A-Za-z' ]{{3,40}} (?:said|says))?\.?$"
)
_OTHER_SUMS = lazy(
    r"(?i)\b(?:least|up to|most|average|about|around|nearly|almost|roughly|more|less|over|under|years?|months?|week|first|second|remaining|rest|initial|initially|others?|another|per|percent|minimum|maximum|plus|also|after|each|equal\w*|even\w*|half|further|extra|additional|already|fees?|costs?|taxes|so far)\b|%"
)


def shared_sums(views: Sequence[View]) -> Iterator[Finding]:
    """“Three clubs are to share £9m. The Alm will get £4m, the Tann £3m and the Brugg £1m”: that is £8m."""
    for at, view in enumerate(views):
        if view.block.scope in HEADS or _SHARING.isdisjoint(view.words):
            continue
        for sentence in view.sentences_with(_SHARING):
            text = _text(view, sentence)
            all_ = quantities(view, sentence)
            sums = [one for one in all_ if one.amount.unit not in ("", "%")]
            counts = [one for one in all_ if not one.amount.unit]
            if len(sums) != 1 or len(counts) != 1 or len(all_) != 2 or not _SHARE.search(text):
                continue
            follows = _with_figures(views, at, sentence)
            if follows and not _OTHER_SUMS.search(text):
                yield from _wrong_sum(view, sums[0], counts[0], *follows)


def _text(view: View, sentence: Sentence) -> str:
    return view.plain[sentence.start : sentence.end].rstrip()


def _with_figures(views: Sequence[View], at: int, sentence: Sentence) -> tuple[View, Sentence] | None:
    """The next sentence that has figures: the one after, or the one after that."""
    follows = sequel(views, at, sentence)
    if follows and not quantities(*follows):
        follows = sequel(views, views.index(follows[0]), follows[1])
    return follows


def _wrong_sum(
    view: View, total: Quantity, count: Quantity, where: View, after: Sentence
) -> Iterator[Finding]:
    text = _text(where, after)
    parts = [one.amount for one in quantities(where, after)]
    if not _PARTS.match(text) or _OTHER_SUMS.search(text) or len(parts) != count.amount.value:
        return
    if {one.unit for one in parts} != {total.amount.unit} or view.quoted(total.start, total.end):
        return
    sum_ = sum(one.value for one in parts)
    off = abs(sum_ - total.amount.value)
    if rounding(*parts, total.amount) + 1e-9 < off < total.amount.value / 2:
        right = like(sum_, total.amount)
        found = finding(view, (total.start, total.end), right, sum=right)
        yield found._replace(related=(Place(where, after.start, after.end, "the parts"),))


# ── A change in percent, and the two figures after it ───────────────────────────────────────────────────

_UP = r"(?:rose|has risen|grew|increased|climbed|jumped|went up|was up|were up|surged|soared)"
_DOWN = r"(?:fell|has fallen|dropped|declined|decreased|went down|was down|were down|slumped|shrank)"
_YEAR = r"(?:last year|in the (?:past|last) year|in (?:19|20)\d\d|over the year|this year)"
_CHANGE = lazy(
    rf"^(?P<what>(?:[A-Z][a-z-]+|The number of) [^,.;:()\d]{{0,60}}?) ?(?:(?P<up>{_UP})|{_DOWN})(?: by)? (?P<claim>{AMOUNT}) {_YEAR}(?:, [A-Za-z' ]{{3,50}} (?:said|says|showed?)(?: on [A-Z][a-z]+)?)?\.?$"
)
_BEFORE = (
    r"(?:in )?(?:the year (?:before|earlier)|a year (?:before|earlier)|the previous year|the year previously)"
)
_NOUN = r"(?P<noun>[a-z][a-z-]*s|people|children)"
_DOERS = r"(?:It|They|There|Police|The [a-z]+|Its [a-z]+|[A-Z][a-z]+s)"
_DID = r"(?P<verb>were|had|recorded|counted|registered|logged|saw|drew|welcomed|attracted|received|sold|built|made|issued|carried|stole|took|bought|killed|opened|shot)"
_TWO = lazy(
    rf"^(?P<who>{_DOERS}) {_DID} {amount('new')} {_NOUN}(?: last year| in all| in total| altogether)?,? (?:compared with|compared to|against|up from|down from) {amount('old')} {_BEFORE}\.?$"
)
# What a thing counted was, and who may tell of it in other words
_SAME_DEED = {
    "stolen": ("stole", "took"),
    "sold": ("sold", "bought"),
    "built": ("built", "made"),
    "killed": ("killed", "shot"),
    "issued": ("issued", "received"),
}
_PLAIN = (
    "were had recorded counted registered logged saw drew welcomed attracted received carried sold".split()
)
_ANYBODY = "thieves robbers burglars vandals buyers customers builders gunmen poachers drivers".split()
_AFTER_HEAD = frozenset("to of in at for on from with by across".split())
_SHORT = 5  # letters of a word that its kin share: members, membership


def changes(views: Sequence[View]) -> Iterator[Finding]:
    """A change in percent against two amounts: of its own sentence, or of the next one."""
    yield from balance.changes(views)
    yield from _told_changes(views)


def _told_changes(views: Sequence[View]) -> Iterator[Finding]:
    """“The number of carts stolen rose by 20% last year. Thieves took 50 carts, against 40 the year before.”"""
    for at, view in enumerate(views):
        if view.block.scope in HEADS or not any(sign in view.folded for sign in ("%", "percent", "per cent")):
            continue
        for sentence in view.sentences:
            claim = _CHANGE.match(_text(view, sentence))
            if claim is None or len(quantities(view, sentence)) != 1:
                continue
            follows = _with_figures(views, at, sentence)
            two = _TWO.match(_text(*follows)) if follows else None
            if follows is None or two is None or not _of_same(claim["what"], two) or not _of_year(claim, two):
                continue
            old, new, share = parse(two["old"]), parse(two["new"]), parse(claim["claim"])
            up = new.value > old.value
            if share.unit != "%" or old.unit or new.unit or old.low <= 0 or up != bool(claim["up"]):
                continue
            ends = [100 * abs(a / b - 1) for a in (new.low, new.high) for b in (old.low, old.high)]
            span = sentence.start + claim.start("claim"), sentence.start + claim.end("claim")
            if not share.fits(min(ends), max(ends), 1.0) and not view.quoted(*span):
                right = like(100 * abs(new.value / old.value - 1), share)
                found = finding(view, span, right, old=old.text, new=new.text)
                yield found._replace(
                    related=(Place(follows[0], follows[1].start, follows[1].end, "the figures"),)
                )


def _of_same(what: str, two: re.Match[str]) -> bool:
    """Whether the two figures count what has changed, all of it."""
    words = what.lower().removeprefix("the number of ").split()
    noun, who = two["noun"].rstrip("s"), two["who"].lower()
    at = next((at for at, word in enumerate(words) if word in _AFTER_HEAD or word in _SAME_DEED), len(words))
    head = words[at - 1] if at else ""
    if "and" in words or not (head.rstrip("s") == noun or (len(noun) >= _SHORT and head.startswith(noun))):
        return False
    deed = next((_SAME_DEED[word] for word in words if word in _SAME_DEED), ())
    if not deed and any(word.endswith(("ed", "en")) for word in words):
        return False
    if who in ("it", "they", "there", "police") or any(word in words for word in who.split()[1:]):
        return two["verb"] in (*deed, *_PLAIN)
    return who in _ANYBODY and two["verb"] in deed


def _of_year(claim: re.Match[str], two: re.Match[str]) -> bool:
    """Whether the figures may be of the year of which the claim is."""
    return "last year" not in two.group() or "last year" in claim.group()
