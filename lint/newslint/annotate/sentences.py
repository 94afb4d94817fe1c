"""Sentence bounds that hold on news copy (Mr., U.S., Jan. 10, a.m., initials, ellipses) and on mail."""

from __future__ import annotations

import re
from functools import cache

from ..document import Sentence
from ..lexicon import load_named
from ..patterns import lazy
from .language import analyse
from .tokens import tokens

# A note's number, “[12]”, and a face made of marks belong to the sentence before them.
_FACE = r"[:;=][-o^']?[)(\][DPp](?!\S)"
_END = lazy(
    r"""(?:(?<!\.)\.{2,}|[.!?…])(?P<close>['"”’)\]]*)(?:\s\[\d{1,3}\])*+(?:\s+"""
    rf"""{_FACE})?+(?=\s+(?P<next>['"“‘(\[]*(?P<first>\S)))"""
)
_LAST_WORD = lazy(r"(?r)[^\s(“\"‘']+$")  # looked for from the end, which takes a tenth of the time
# After an abbreviation that may also end a sentence, only a word like these surely starts a new one.
_STARTERS = frozenset(
    "the a an this that these those he she it they we i you his her its their our in on at but and for after "
    "before when while if as with by from to there what who how why no not some many most all both last next "
    "then now yet still one two meanwhile however although though since because".split()
)
_LABEL = lazy(r"\s*[(\[]?(?:\d{1,3}|[a-zA-Z])")  # of a list's item: “1.”, “b.”
_FIRST_WORD = lazy(r"['\"“‘(\[]*([^\W\d_]+)")
_MAY_END = frozenset(
    "u.s. u.k. u.n. e.u. u.s.s.r. u.s.a. d.c. l.a. a.m. p.m. b.c. a.d. ph.d. inc. co. corp. ltd. jr. sr. al. "
    "jan. feb. apr. aug. sept. oct. nov. dec. ave. blvd. rd. hwy. dept. govt. ala. ariz. ark. calif. colo. "
    "conn. fla. ga. ill. ind. kan. ky. la. mass. md. mich. minn. n.c. n.d. n.h. n.j. n.m. n.y. neb. nev. "
    "okla. ore. pa. r.i. s.c. s.d. tenn. tex. va. vt. w.va. wash. wis. wyo.".split()
)
# Words, where they have no capital.
_PLAIN = frozenset("fig. ill. mar. mass. miss. ore. sat. sun. wash. wed.".split())

# Where mail and web pages begin something new and no stop says so.
_TIME = r"\b\d\d?/\d\d?/(?:\d{4}|\d\d) \d\d?:\d\d(?::\d\d)?(?: [AP]M)?+\b"
_THANKS = (
    r"(?:(?:Many )?[Tt]hanks|Thank you|(?:Best |Kind |Warm )?[Rr]egards|Best|Cheers|Love|Sincerely|Yours)"
)
_NAME = r"[A-Z][a-z]+(?: [A-Z][a-z]+)?"
_RULE = r"(?:[-=*#~]{5,}|_{20,})"
_OPENERS = (
    r"(?:Are|As|Attached|Did|Do|Does|Have|Here|How|If|Is|Please|Sorry|The|There|These|This|We|What|You)"
)
_BREAKS = (
    # When a message was sent: “Ann Poe / 01/02/2001 09:30 AM / Please call.”
    lazy(rf"(?<=[\w>])\s+(?={_TIME})(?<!(?:^|\s)[a-z]+\s+)|{_TIME}(?=\s+[^\s)])"),
    lazy(r"(?<!\S)[(<]?(?:https?://|www\.)\S++(?<![.,;:!?)>])(?=\s+(?:https?://|[A-Z]))"),
    lazy(r"(?=\s[A-Z])(?<=\S@[\w-]+\.[\w.-]*\w>?)"),
    lazy(rf"(?<!\S){_RULE}(?=\s)|(?<=\S)(?=\s+{_RULE}(?:\s|$))"),
    lazy(r">>(?=\s+[^<?\s])"),
    lazy(rf"(?<!\S){_FACE}(?=\s+[A-Z])"),
    # The end of a letter: “Thanks, / Ann”, “Thanks, Ann / I will call.”
    lazy(
        rf"(?:^|(?<=[.!?]\s)){_THANKS}(?:,(?=\s+{_NAME}(?:\s+[A-Z]|\s*$))"
        rf"|[,.!]?\s+{_NAME}(?=\s+(?:{_OPENERS}|I)\s[a-z]))"
    ),
)
_LINE = lazy(rf"(?<=[a-z])\s+(?={_OPENERS}\s[a-z])")  # in letters only: news has titles with such words
_LETTER = ("@", "anks", "egards", "Please")
_SIGNS = (  # without one of them none of these patterns matches
    *(*_LETTER, "/", ">>", " :", " ;", " =", "-----", "=====", "*****", "#####", "~~~~~", "_____"),
    *("Thank you", "Best", "Cheers", "Love", "Sincerely", "Yours"),
)


@cache
def _stops() -> frozenset[str]:
    return frozenset(word.lower() for word in load_named("abbreviations"))


def sentences(text: str) -> list[Sentence]:
    """The sentences of a block's text, in order, without the white space around them."""
    bounds = [len(text)]
    if any(map(text.__contains__, _SIGNS)):
        patterns = (*_BREAKS, _LINE) if any(map(text.__contains__, _LETTER)) else _BREAKS
        bounds += [match.end() for pattern in patterns for match in pattern.finditer(text)]
    start = 0
    for match in _END.finditer(text):
        if _ends(text, match, start):
            start = match.end()
            bounds.append(start)
    out = []
    start = 0
    for end in sorted(bounds):
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            out.append(Sentence(left, right, text, tokens, analyse))
        start = end
    return out


def _ends(text: str, match: re.Match[str], start: int) -> bool:
    """Whether the sentence that starts here ends with this stop."""
    first = match["first"]
    if match["next"] == "." or _LABEL.fullmatch(text, start, match.start()):  # “. . .”
        return False
    if text.startswith(("http", "www."), match.start("first")):
        return True
    stop = match.group()[:2].rstrip()
    if first.islower() and (match["close"] or stop in {"..", "…"}):
        return False
    if stop != "." and not (stop[0] == "." and match["close"]):
        return _marks_end(text, match)
    word = _LAST_WORD.search(text, max(0, match.start() - 30), match.start())
    if word is None:
        return not first.islower()
    return _stop_ends(text, match, word.group().lstrip("([“\"'‘") + ".")


def _marks_end(text: str, match: re.Match[str]) -> bool:
    """Whether a question, a cry or an ellipsis ends the sentence."""
    first = match["first"]
    if first.islower() and match["next"] == first:
        found = _LAST_WORD.search(text, max(0, match.start() - 30), match.start())
        word = found.group().rstrip("!?") if found else ""
        # Not after a mark (“so,? it”), nor where a cry is a name's: “Oklahoma! and”, “Yahoo! said”.
        return not word or (word[-1].isalnum() and not (match.group()[0] == "!" and word.istitle()))
    return first.isupper() or first.isdigit() or match["next"][0] in "“\"'‘(["


def _stop_ends(text: str, match: re.Match[str], word: str) -> bool:
    """Whether the stop after `word` (which includes it) is not, or not only, an abbreviation's."""
    first, last = match["first"], word.lower()
    if word in _PLAIN:
        return True
    if first.islower() and match["next"] == first:  # sloppy, and common on the web
        return last not in _stops() and len(word) > 2 and word[:-1].isalnum()
    if last in {"etc.", "no."}:
        return not first.isdigit()
    if len(word) == 2 and word[0].isalpha():  # an initial: “Yuri V. Ushakov”, but “plan B. The …”
        return _starts(text, match) and last != "i."
    if last in _MAY_END:
        return _starts(text, match)
    return last not in _stops()


def _starts(text: str, match: re.Match[str]) -> bool:
    word = _FIRST_WORD.match(text, match.start("next"))
    return word is not None and word.group(1).lower() in _STARTERS
