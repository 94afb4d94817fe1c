"""Quotation marks that lack their partner, face the wrong way, nest or mix."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..document import View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding, Place, Replace

_DOUBLE = lazy('[“”"]')
_BEFORE_OPENING = " \t\n\u00a0([{—–-/‘'“\""
_AFTER_CLOSING = " \t\n\u00a0)]}—–-/’'”\".,;:?!…"
_OPEN, _CLOSE = True, False
_FINAL = (".", "?", "!", "…")
# Not the wrong mark of an elision: ‘em, ‘tis
_INNER = lazy(
    r"(?<=[ “])‘(?=[A-Z]|(?!(?:t(?:is|was|il|were)|em|er|cause|cos|n|bout|round|neath|fore|twixt|gainst)\b)[a-z])"
)
_SAYING = ("say", "add", "tell", "ask", "write", "explain", "recall", "insist", "declare", "warn", "reply")
_NEXT_CLAUSE = lazy(r",(?= (?:and|but|so|then) (?:I|he|she|it|we|they|you)\b)")


class Mark(NamedTuple):
    """A double mark: its offset in the view's text, and whether it opens (None where it cannot be told)."""

    at: int
    opens: bool | None


def _marks(view: View) -> list[Mark]:
    return [Mark(match.start(), _opens(view.text, match.start())) for match in _DOUBLE.finditer(view.text)]


def _opens(text: str, at: int) -> bool | None:
    mark = text[at]
    before, after = text[at - 1] if at else " ", text[at + 1 : at + 2] or " "
    may_open = before in _BEFORE_OPENING and after not in " \t\n"
    may_close = after in _AFTER_CLOSING and before not in " \t\n"
    if mark == '"' and before.isdigit():
        return None  # inches, or the end of a quotation
    if may_open != may_close:
        return may_open
    return {"“": _OPEN, "”": _CLOSE}.get(mark)


def _continues(views: Sequence[View], index: int) -> bool:
    """Whether the paragraph after this one opens with a mark, as a quotation that goes on does."""
    return index + 1 < len(views) and views[index + 1].text.lstrip()[:1] in ("“", '"')


def _is_closed_later(views: Sequence[View], index: int) -> bool:
    """Whether the paragraph after this one closes a quotation that it has not opened: it lacks its mark."""
    marks = _marks(views[index + 1]) if index + 1 < len(views) else []
    return len(marks) == 1 and marks[0].opens is _CLOSE


def _structure(marks: Sequence[Mark]) -> list[tuple[Mark, Mark | None, int]] | None:
    """Each opening mark, its closing one and the depth, in order; a lone closing mark is at depth -1.

    None where some mark's direction cannot be told.
    """
    if any(mark.opens is None for mark in marks):
        return None
    out: list[tuple[Mark, Mark | None, int]] = []
    stack: list[Mark] = []
    for mark in marks:
        if mark.opens:
            stack.append(mark)
        elif stack:
            opened = stack.pop()
            out.append((opened, mark, len(stack)))
        else:
            out.append((mark, None, -1))
    out.extend((mark, None, depth) for depth, mark in enumerate(stack))
    return sorted(out, key=lambda pair: pair[0].at)


# ── Marks without a partner ─────────────────────────────────────────────────────────────────────────────


def unclosed(views: Sequence[View], marks: str = "curly") -> Iterator[Finding]:
    """A quotation that the paragraph leaves open although the next one does not go on with it.

    `marks` is “curly” or “straight”: a straight one's direction is inferred, and less certain.
    """
    for index, view in enumerate(views):
        pairs = _structure(_marks(view)) or ()
        lone = [mark for mark, partner, depth in pairs if partner is None and depth >= 0]
        if len(lone) != 1 or any(depth < 0 for *_, depth in pairs) or _continues(views, index):
            continue
        if _is_closed_later(views, index):
            continue
        at = lone[0].at
        if (view.text[at] == '"') != (marks == "straight"):
            continue
        place = _closing_place(view.text, at, pairs)
        if place is None and _runs_on(view.text, at, pairs):
            continue
        mark = "”" if view.text[at] == "“" else '"'
        if place is None:
            yield Finding(view, at, at + 1)
            continue
        option = (Replace(place, place, mark),)
        if view.text[at + 1 : at + 2].islower() and not view.text[place:].strip():
            yield Finding(view, at, at + 1, (option,))  # a few words of a sentence: which, nobody can tell
            continue
        word = view.text.rfind(" ", 0, place) + 1  # the last one of the quotation, where its end is missing
        opened = Place(view, at, at + 1, "it opens here")
        yield Finding(view, max(word, at), place, (option,), related=(opened,))


def _runs_on(text: str, start: int, pairs: Sequence[tuple[Mark, Mark | None, int]]) -> bool:
    """Whether the next mark opens after a full stop: the quotation's next paragraph, run on in one block."""
    later = [(mark.at, depth) for mark, _, depth in pairs if mark.at > start]
    return bool(later) and text[: later[0][0]].rstrip()[-1:] in _FINAL


def _closing_place(text: str, start: int, pairs: Sequence[tuple[Mark, Mark | None, int]]) -> int | None:
    """Where the missing mark belongs: before an attribution, or at the end of a paragraph that has none."""
    later = [mark.at for mark, *_ in pairs if mark.at > start]
    end = min(later, default=len(text))
    found = _attribution().search(text, start + 1, end)
    if found:
        return found.start() + 1
    return len(text.rstrip()) if not later and text.rstrip()[-1:] in _FINAL else None


@cache
def _attribution() -> re.Pattern[str]:
    """The comma (or ? or !) after which “the mayor said” or “said the mayor” follows."""
    lexicon = default_lexicon()
    found = {lexicon.inflect(verb, tag) for verb in _SAYING for tag in ("VBD", "VBZ")}
    forms = "|".join(sorted(filter(None, found)))
    subject = r"(?:he|she|they|I|we|it|one|the|an?|his|her|[A-Z][\w.'’-]*)(?:\s[\w.'’-]+){0,4}?"
    return lazy(rf"[,?!](?=[”\"]?\s(?:{subject}\s(?:{forms})|(?:{forms})\s{subject})\b)")


def unopened(views: Sequence[View], marks: str = "curly", attributed: str = "") -> Iterator[Finding]:
    """A closing mark with no opening one before it in the paragraph; `marks` as above.

    `attributed`: yes where only those count that “she said” follows, which leaves no doubt what the mark does.
    """
    open_before = False
    for index, view in enumerate(views):
        pairs = _structure(_marks(view)) or ()
        lone = [mark for mark, _, depth in pairs if depth < 0]
        left_open = any(partner is None and depth >= 0 for _, partner, depth in pairs)
        one = len(lone) == 1 and not left_open
        if one and open_before and not attributed and (view.text[lone[0].at] == '"') == (marks == "straight"):
            yield _unresumed(view, lone[0].at)
        at = lone[0].at if one and not open_before else 0
        wanted = bool(at) and (view.text[at] == '"') == (marks == "straight")
        if attributed and wanted and not _attribution().match(view.text, at - 1):
            wanted = False
        if wanted and view.text[:at].strip(" .,") and view.text[at - 1] not in '”"':
            sentence = view.sentence_at(at - 1)
            start = sentence.start if sentence else 0
            mark = "“" if view.text[at] == "”" else '"'
            yield Finding(view, at, at + 1, ((Replace(start, start, mark),),), {"match": view.text[at]})
        open_before = left_open and not _continues(views, index)


def _unresumed(view: View, closing: int) -> Finding:
    """A quotation that goes on over paragraphs, of which this one lacks its mark at the start."""
    first = view.text.split(maxsplit=1)[0]
    start = view.text.index(first)
    mark = "“" if view.text[closing] == "”" else '"'
    related = (Place(view, closing, closing + 1, "it is closed here"),)
    return Finding(view, start, start + len(first), ((Replace(start, start, mark),),), related=related)


def inner_unclosed(views: Sequence[View]) -> Iterator[Finding]:
    """A single opening mark within a double quotation, and no single mark that could close it."""
    for view in views:
        if "‘" not in view.text:
            continue
        for opened, closed, _ in _structure(_marks(view)) or ():
            end = closed.at if closed else len(view.text)
            at = view.text.rfind("‘", opened.at, end)
            if at < 0 or closed is None or not _INNER.match(view.text, at):
                continue
            if not re.search(r"’(?!\w)", view.text[at:end]) and view.text[end + 1 : end + 2] != "’":
                found = _attribution().search(view.text, at, end)
                for clause in () if found else _NEXT_CLAUSE.finditer(view.text, at, end):
                    found = clause
                place = found.start() + 1 if found else end
                options = ((Replace(place, place, "’"),),) if found or view.text[end - 1] in ",.!?" else ()
                yield Finding(view, at, at + 1, options, {"match": "‘"})


# ── Nesting and mixing ──────────────────────────────────────────────────────────────────────────────────


def nested(views: Sequence[View]) -> Iterator[Finding]:
    """Double marks within double marks."""
    for view in views:
        pairs = _structure(_marks(view)) or ()
        if any(partner is None for _, partner, _ in pairs):
            continue
        for opened, closed, depth in pairs:
            if depth == 1 and closed:
                curly = view.text[opened.at] == "“"
                edits = (
                    Replace(opened.at, opened.at + 1, "‘" if curly else "'"),
                    Replace(closed.at, closed.at + 1, "’" if curly else "'"),
                )
                words = view.text[opened.at : closed.at + 1]
                yield Finding(view, opened.at, closed.at + 1, (edits,), {"match": words})


def mixed(views: Sequence[View]) -> Iterator[Finding]:
    """Straight double marks among curly ones, or curly among straight, whichever are fewer."""
    marks = ((view, match) for view in views for match in _DOUBLE.finditer(view.text))
    uses = [(view, match.start(), match.group() == '"') for view, match in marks]
    straight = sum(is_straight for *_, is_straight in uses)
    curly = len(uses) - straight
    if not straight or not curly:
        return
    wrong_is_straight = straight < curly or (straight == curly and not uses[0][2])
    first = next((view, at) for view, at, is_straight in uses if is_straight != wrong_is_straight)
    place = Place(first[0], first[1], first[1] + 1, "the other kind")
    for view, at, is_straight in uses:
        if is_straight != wrong_is_straight:
            continue
        opens = _opens(view.text, at)
        if is_straight and opens is None:
            if view.text[at - 1 : at].isdigit():
                continue  # inches
            opens = not view.quoted(at - 1, at)
        new = ("“" if opens else "”") if is_straight else '"'
        yield Finding(view, at, at + 1, ((Replace(at, at + 1, new),),), {"match": view.text[at]}, (place,))
