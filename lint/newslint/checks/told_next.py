"""A margin that stands in another sentence than its two figures: “by 5,210 votes to 4,890. The margin of 420 votes …”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import Sentence, View
from ..patterns import lazy
from ..rule import Finding, Place
from . import claims
from .acronyms import HEADS
from .claims import told
from .quantity import NUMBER, NUMERAL, Amount, finding, like, parse, rounding
from .sequels import sequel

_GAP = r"(?:margin|majority|lead|gap|difference|plurality)"
_SIDES = r"(?:votes?|ballots?|seats?|(?:percentage )?points?|goals?|runs?)"
# “The margin of 312 votes is …”, “Her majority was 312”; not “the majority of nine judges”
_AFTER = lazy(
    rf"(?:The|That|This|Her|His|Their|Its) (?:[a-z]+ )?{_GAP} (?:of|was|is) (?:just |only |a mere )?(?P<n>{NUMBER})(?: {_SIDES}\b(?! (?:in|at|for|among|on)\b)|(?=[,.;]| (?:was|is|makes|made|means)\b))"
)
_WORDS = frozenset("margin majority lead gap difference plurality".split())
# “Won by 420 votes. She had 5,210 votes …”
_FIRST = lazy(rf"\bby (?:a margin of )?(?:just |only |a mere )?(?P<n>{NUMBER}) votes(?=[,.;]|$| in | on )")
_SCORE = lazy(rf"(?<![\w.,$-])(?P<one>{NUMERAL})(?:-|–| to | votes to )(?P<two>{NUMERAL})(?![\w-]|[.,]\d)")
_OTHERS = lazy(
    r"(?i)\b(?:each|compared|last|previous\w*|earlier|record|average\w*|combined|error|half|halftime|half-time|quarters?|periods?|innings?|minutes?|series|aggregate|"
    r"round|first|second|third|primary|runoff|run-off|recount|than|from|again|then|overtook|overcame|trailed|since|poll|polls|survey|years?|(?:19|20)\d\d|sets?|games?)\b"
)
# The lead is one of another time: “the lead of 12 points that they had at the half”
_ELSEWHEN = lazy(
    r"(?i)\b(?:half|halftime|half-time|quarter|period|inning|first|second|third|had|held|built|ago|earlier|previous\w*|from|grew|shrank|narrowed|widened|poll|polls)\b"
)
_MANY = 50  # votes at least, where two bare figures are to be votes


def leads(views: Sequence[View]) -> Iterator[Finding]:
    """A lead that the two figures of its own sentence, or of the one beside it, do not give."""
    yield from claims.leads(views)
    for at, view in enumerate(views):
        if view.block.scope in HEADS:
            continue
        if not _WORDS.isdisjoint(view.words):
            yield from _margins_after(views, at)
        if "votes" in view.words and "by" in view.words:
            yield from _margins_first(views, at)


def _margins_after(views: Sequence[View], at: int) -> Iterator[Finding]:
    view = views[at]
    for number, sentence in enumerate(view.sentences):
        match = _AFTER.match(view.plain, sentence.start)
        if match is None:
            continue
        where = view if number else views[at - 1] if at else None
        if where is None or where.block.scope in HEADS or not where.sentences:
            continue
        before = where.sentences[number - 1]
        if not _ELSEWHEN.search(view.plain, sentence.start, sentence.end):
            yield from _wrong(view, match.span("n"), where, before)


def _margins_first(views: Sequence[View], at: int) -> Iterator[Finding]:
    view = views[at]
    for match in _FIRST.finditer(view.plain):
        sentence = view.sentence_at(match.start())
        follows = sequel(views, at, sentence) if sentence else None
        if sentence is None or follows is None or len(told(view, sentence)) != 1:
            continue
        if not _OTHERS.search(view.plain, sentence.start, sentence.end):
            yield from _wrong(view, match.span("n"), *follows)


def _wrong(view: View, span: tuple[int, int], where: View, sentence: Sentence) -> Iterator[Finding]:
    """The claim, where it is not the difference of the two figures of the sentence."""
    pair = _pair(where, sentence)
    if pair is None or view.quoted(*span):
        return
    one, two = pair
    claim, right = parse(view.plain[slice(*span)]), abs(one.value - two.value)
    if not right or claim.value >= max(one.value, two.value) or claim.value in (one.value, two.value):
        return
    if abs(right - claim.value) > rounding(one, two, claim) + 1e-9:
        found = finding(view, span, like(right, claim), one=one.text, two=two.text)
        yield found._replace(related=(Place(where, sentence.start, sentence.end, "the figures"),))


def _pair(view: View, sentence: Sentence) -> tuple[Amount, Amount] | None:
    """The two figures of a sentence that has no others, or its one score."""
    bounds = sentence.start, sentence.end
    if _OTHERS.search(view.plain, *bounds) or view.quoted(*bounds):
        return None
    scores = list(_SCORE.finditer(view.plain, *bounds))
    figures = told(view, sentence)
    if len(scores) == 1 and not any(
        one for one in figures if not scores[0].start() <= one.start < scores[0].end()
    ):
        return parse(scores[0]["one"]), parse(scores[0]["two"])
    if scores or len(figures) != 2:
        return None
    one, two = figures
    votes = any(figure.word.rstrip("s") in ("vote", "ballot") for figure in figures)
    small, large = sorted((one.amount.value, two.amount.value))
    alike = one.amount.unit == two.amount.unit == "" and votes and small >= _MANY and large < 5 * small
    return (one.amount, two.amount) if alike else None
