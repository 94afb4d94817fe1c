"""A total that follows its parts, in their sentence or in the next one; a mean of three figures or more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import Sentence, View
from ..patterns import lazy
from ..rule import Finding
from .acronyms import HEADS
from .claims import Told, told
from .quantity import AMOUNT, ROUGHLY, finding, like, parse, rounding

_IN_ALL = lazy(
    rf"\b(?:[Ii]n all|[Aa]ltogether|[Ii]n total|[Aa]ll told|[Tt]ogether|[Cc]ombined|[Tt]aken together),? (?:the |that |they |it |he |she )?[^.;:\d]{{0,50}}?(?P<total>{AMOUNT})"
    rf"|(?:finish(?:ed|es|ing)? with|for an? (?:[a-z]+ )?total of|an? (?:grand |combined |overall )?total of|to total|totaling|totalling|total(?:ed|led)|added up to|adding up to|to make|combined for|comes? to|came to) (?:an? )?(?P<total2>{AMOUNT})"
    rf"|(?P<total3>{AMOUNT})(?: [a-z]+)? (?:in all|altogether|in total|all told|overall|combined)\b"
)
_HINT = lazy(
    r"\b(?:in all|all told|in total|altogether|together|combined|total|totals|totaled|totalled|totaling|totalling|finish\w*|add(?:ed|ing) up|to make|comes? to|came to|overall)\b"
)
_NO_SUM = lazy(
    rf"\b(?:than|compared|from|of (?:the|its|their)|percent|average\w*|each|apiece|per|last|year-earlier|at least|more|including|record|up to|between|every|twice|also|another|times|rebounds|assists|worth|{ROUGHLY.strip(' (?:)')})\b|%"
)


def totals(views: Sequence[View]) -> Iterator[Finding]:
    """“$4 million on roads and $3 million on parks. In all, it spent $10 million.”"""
    for at, view in enumerate(views):
        if view.block.scope in HEADS or not _HINT.search(view.folded):
            continue
        for match in _IN_ALL.finditer(view.plain):
            name = next(name for name in ("total", "total2", "total3") if match[name])
            sentence = view.sentence_at(match.start())
            if sentence is None or view.quoted(*match.span()):
                continue
            total = parse(match[name])
            parts = _parts(views, at, sentence, match.span(name), total.unit, name == "total")
            if len(parts) < 2 or any(part.amount.unit != total.unit for part in parts):
                continue
            sum_ = sum(part.amount.value for part in parts)
            near = rounding(*(part.amount for part in parts), total) if total.unit or sum_ >= 1000 else 0.0
            if any(abs(some - total.value) <= near + 1e-9 for some in _rows(parts)):
                continue
            if abs(sum_ - total.value) > near + 1e-9 and sum_ / 3 < total.value < 3 * sum_:
                yield finding(
                    view,
                    match.span(name),
                    like(sum_, total),
                    parts=" and ".join(part.amount.text for part in parts),
                )


def _rows(parts: Sequence[Told]) -> Iterator[float]:
    """The sums of all parts but the first few, which may be of something else: “six ahead, had 66, 69 and 74”."""
    for start in range(len(parts) - 1):
        yield sum(part.amount.value for part in parts[start:])


def _parts(
    views: Sequence[View], at: int, sentence: Sentence, span: tuple[int, int], unit: str, opens: bool
) -> list[Told]:
    """The figures of one kind that the total takes in: those before it in its sentence, or those of the sentence before."""
    view, end = views[at], span[0]
    own = [
        one
        for one in told(view, sentence)
        if one.start != end
        and not view.plain.startswith("the ", max(0, one.start - 4))
        and (one.amount.unit or not unit)
    ]
    if own:
        before = [one for one in own if one.end <= end]
        text = view.plain[sentence.start : end]
        return before if len(before) == len(own) and _joined(text, before) else []
    if not opens or _LONGER.search(view.plain, sentence.start, sentence.end):
        return []
    earlier = [one for one in view.sentences if one.end <= sentence.start][-1:]
    where = view
    if not earlier and at and views[at - 1].block.scope not in HEADS:
        where, earlier = views[at - 1], list(views[at - 1].sentences)[-1:]
    if not earlier:
        return []
    found = told(where, earlier[0])
    return found if _joined(where.plain[earlier[0].start : earlier[0].end], found) else []


def _joined(text: str, parts: Sequence[Told]) -> bool:
    """Whether the parts stand in a row with “and”, each with words of its own, and nothing is compared."""
    if _NO_SUM.search(text) or len(parts) < 2 or " and " not in text:
        return False
    words = {part.word.rstrip("s") for part in parts if part.word}
    kinds = words - {"in", "on", "for", "to", "at", "from", "and", "by", "more", "of"}
    return bool(parts[0].amount.unit) or len(kinds) <= 1 or kinds <= _PEOPLE


_PEOPLE = frozenset(("men", "women", "children", "boy", "girl", "man", "woman", "child", "adult"))

_LONGER = lazy(
    r"\b(?:since|so far|ever|to date|has|have|over the (?:years|past|last)|by (?:then|now)|\d{4})\b"
)

# ── Means ───────────────────────────────────────────────────────────────────────────────────────────────

_MEAN = lazy(rf"\b(?:an? average (?:\w+ )?of|averaging|averaged?|a mean of) (?P<mean>{AMOUNT})")
_NO_MEAN = lazy(
    r"\b(?:than|compared|from|of (?:the|its|their)|about|nearly|almost|roughly|last|previous|record|national|usual|normal|per|each|seasonal|long-term|over)\b|%"
)


def means(views: Sequence[View]) -> Iterator[Finding]:
    """“400 people on Friday, 900 on Saturday and 700 on Sunday, an average of 900 a day”."""
    for view in views:
        for match in _MEAN.finditer(view.plain) if "averag" in view.plain else ():
            sentence = view.sentence_at(match.start())
            if sentence is None:
                continue
            text = view.plain[sentence.start : match.start()]
            figures = [one for one in told(view, sentence) if one.start != match.start("mean")]
            mean = parse(match["mean"])
            parts = [one for one in figures if one.end <= match.start()]
            if len(parts) < 3 or len(parts) != len(figures) or _NO_MEAN.search(text) or " and " not in text:
                continue
            words = {part.word for part in parts[1:] if part.word} - {"in", "on", "for", "and", "at", "to"}
            if {part.amount.unit for part in parts} != {mean.unit} or len(
                words | ({parts[0].word} if words else set())
            ) > 1:
                continue
            values = [part.amount.value for part in parts]
            right = sum(values) / len(values)
            if max(values) < 20 * min(values) and abs(right - mean.value) > 0.02 * right + max(
                mean.slack, 0.5 if "." not in mean.text else 0
            ):
                yield finding(
                    view,
                    match.span("mean"),
                    like(right, mean),
                    list=" and ".join(part.amount.text for part in parts),
                )
