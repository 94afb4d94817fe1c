"""What copying and content systems leave in a text: markup, broken words, doublets."""

from __future__ import annotations

import html
import html.entities
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..document import LIST, SOURCE, TABLE, View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding, Replace


def _finding(view: View, start: int, end: int, text: str) -> Finding:
    old = view.text[start:end]
    return Finding(view, start, end, ((Replace(start, end, text),),), {"match": old.strip() or old})


# ── Markup ──────────────────────────────────────────────────────────────────────────────────────────────

_INLINE = (
    "a|abbr|b|big|cite|code|em|font|i|img|mark|o:p|q|s|small|span|strike|strong|sub|sup|u|script|style|!--"
)
_BREAKING = (
    "article|aside|blockquote|body|br|center|caption|dd|div|dl|dt|figcaption|figure|footer|h[1-6]"
    "|head|header|hr|html|iframe|"
    "li|link|main|meta|nav|ol|p|pre|section|table|tbody|td|th|thead|tr|ul|video"
)
_SHORT = "audio|caption|embed|gallery|playlist|video"  # what WordPress sets in brackets
_TAG = lazy(
    rf"(?:</?(?:(?P<block>{_BREAKING})|{_INLINE})(?:\s[^<>]*)?/?\s?>"
    rf"|\[(?:{_SHORT})(?:\s[\w-]+=[^\[\]\s]*)+\s?/?\]|\[/(?:{_SHORT})\])+",
    re.IGNORECASE,
)
_ENTITY = lazy(
    r"&(?:amp;)*(?P<code>#\d{2,6};|#[xX][0-9a-fA-F]{2,6};|(?P<name>[A-Za-z][A-Za-z0-9]{1,30};)|nbsp(?![a-z]))"
)
_MARKS = "\"'“”‘’`"
_SPACES = dict.fromkeys("\u00a0\u2002\u2003\u2009\t\r\n", " ")


def markup(views: Sequence[View]) -> Iterator[Finding]:
    """Tags and entities in running text; a tag that parts two words leaves a space."""
    for view in views:
        text = view.text
        if "<" in text or "[" in text:
            for match in _TAG.finditer(text):
                yield _without_tag(view, match)
        if "&" in text:
            for match in _ENTITY.finditer(text):
                around = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
                if all(mark in _MARKS and mark for mark in around):
                    continue  # the story speaks of the code itself
                code = "&" + match["code"]
                known = not match["name"] or match["name"] in html.entities.html5
                shown = html.unescape(code) if known else code  # “&amp;Sons;” is “&Sons;”
                if shown != match.group():
                    yield _finding(view, *match.span(), _SPACES.get(shown, shown))


def _without_tag(view: View, match: re.Match[str]) -> Finding:
    """The finding that takes a run of tags away, but for a space between two words."""
    text, (start, end) = view.text, match.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    glued = match["block"] and before.strip() and after.strip()
    option: tuple[Replace, ...] = (Replace(start, end, " "),)
    if not glued:
        # The engine takes a space along with what is deleted; here the space must stay.
        keep = after if after.isspace() and before.strip() else ""
        lead = before if before.isspace() and after.strip() else ""
        option = (Replace(start - len(lead), end + len(keep), lead or keep),)
    return Finding(view, start, end, (option,), {"match": match.group()})


# ── Quoted-printable ────────────────────────────────────────────────────────────────────────────────────

_SURELY_MAIL = lazy(r"=E2=80=(?:\r?\n=)?[0-9A-F]{2}|=C[23]=(?:\r?\n=)?[89AB][0-9A-F]")
_CODED = lazy(r"(?:=(?:[0-9A-F]{2}|[ \t]*\r?\n))+")
_NO_CODE = lazy(r"=[ \t]*\r?\n|=")


def quoted_printable(views: Sequence[View]) -> Iterator[Finding]:
    """The bytes of a raw mail, “=E2=80=9C” for “, and the line ends that it set, in a text that has such letters."""
    for view in views:
        text = view.text
        if view.block.scope != SOURCE or not _SURELY_MAIL.search(text):
            continue
        for match in _CODED.finditer(text):
            code = bytes.fromhex(_NO_CODE.sub("", match.group()))
            try:
                shown = code.decode()
            except UnicodeDecodeError:
                shown = code.decode("cp1252", "ignore")
            start, end = match.span()
            # The engine takes a space along with what is deleted; here the space must stay.
            before = text[start - 1 : start] if not shown else ""
            option = (Replace(start - len(before), end, before + shown),)
            yield Finding(view, start, end, (option,), {"match": match.group().strip()})


# ── Accents ─────────────────────────────────────────────────────────────────────────────────────────────

_DECOMPOSED = lazy(r"[A-Za-z][\u0300-\u036f]+")


def decomposed(views: Sequence[View]) -> Iterator[Finding]:
    """A letter and its accent as two characters, where one character is both: Unicode's form NFC."""
    for view in views:
        if view.text.isascii():
            continue
        for match in _DECOMPOSED.finditer(view.text):
            composed = unicodedata.normalize("NFC", match.group())
            if composed != match.group():
                yield _finding(view, *match.span(), composed)


# ── Broken words ────────────────────────────────────────────────────────────────────────────────────────

_HEAD = lazy(r"(?<![\w-])[^\W\d_]{2,}$")
_BROKEN = lazy(r"-(?P<gap>[ \t]*\r?\n[ \t]*|\u00ad| )(?P<tail>[^\W\d_]{2,})(?![\w-])")


def broken_words(views: Sequence[View]) -> Iterator[Finding]:
    """A word that was divided at the end of a line and kept its hyphen: “govern-⏎ment”."""
    for view in views:
        if view.block.scope != SOURCE or (
            "- " not in view.text and "-\n" not in view.text and "-\r\n" not in view.text
        ):
            continue
        for match in _BROKEN.finditer(view.text):
            start, end, tail = match.start(), match.end("gap"), match["tail"]
            found = _HEAD.search(view.text, max(0, start - 30), start)
            head = found.group() if found else ""
            if (
                head
                and tail.islower()
                and default_lexicon().knows(head + tail)
                and not (_is_word(head) and _is_word(tail))
            ):
                yield Finding(
                    view,
                    start,
                    end,
                    ((Replace(start, end, ""),),),
                    {"match": match.group(), "word": head + tail},
                )


def _is_word(word: str) -> bool:
    # Short syllables such as “re” and “hos” have odd readings in the lexicon, and prefixes take real hyphens.
    return (default_lexicon().knows(word) and len(word) > 3) or word.lower() in _PREFIXES


_PREFIXES = {
    *(
        "co",
        "re",
        "pre",
        "non",
        "anti",
        "ex",
        "self",
        "pro",
        "semi",
        "mid",
        "multi",
        "post",
        "sub",
        "un",
        "vice",
    ),
    *(
        "in",
        "on",
        "up",
        "off",
        "by",
        "to",
        "go",
        "all",
        "new",
        "old",
        "big",
        "out",
        "two",
        "ten",
        "six",
        "one",
        "low",
    ),
    *("air", "oil", "tax", "law", "war", "sea", "far", "man", "top", "end", "net", "set"),
}


# ── Doublets ────────────────────────────────────────────────────────────────────────────────────────────

_WORD = lazy(r"[a-z]{3}")
_STOP = lazy(r"[.!?][\"')]*(?:\s|$)")
_BLANK_ABOVE = lazy(r"(?:^|\n)[ \t]*\r?\n[ \t]*$")
_LINE_END = lazy(r"(?:[ \t]*\r?\n)?")
_BLANKS = lazy(r"(?:[ \t]*\r?\n)*")
_MANY = 12  # words of a paragraph of speech that nobody says twice


def pasted_twice(views: Sequence[View]) -> Iterator[Finding]:
    """A paragraph, or a sentence, that the story has already."""
    doubled: list[tuple[int, int]] = []
    texts = [view for view in views if view.block.scope != SOURCE]
    for whole in (view for view in views if view.block.scope == SOURCE):
        for view, near in _repeated_paragraphs(whole.text, texts):
            start, end = view.block.raw(0, len(view.text))
            doubled.append((start, end))
            # Speech that comes again may be a pull quote, or a chant: told, and left.
            sure = not view.quotes or (near and view.text.count(" ") >= _MANY)
            options = ((_without_paragraph(whole.text, start, end),),) if sure else ()
            yield Finding(whole, start, end, options, {"match": whole.text[start:end][:40]})
    for view, start, end in _repeated_sentences(texts):
        raw = view.block.raw(start, end)
        if not any(low <= raw.start < high for low, high in doubled):
            # The space before goes at a paragraph's end; elsewhere the engine takes one along.
            edit = Replace(start - (end == len(view.text)), end, "")
            yield Finding(view, start, end, ((edit,),), {"match": view.text[start:end][:40]})


def _blank_above(text: str, start: int) -> re.Match[str] | None:
    return _BLANK_ABOVE.search(text, max(0, start - 20), start)


def _without_paragraph(text: str, start: int, end: int) -> Replace:
    """The paragraph taken away with its line end, and with blank lines where both sides have them."""
    first = text.rfind("\n", 0, start) + 1
    start = start if text[first:start].strip() else first
    line_end, above = _LINE_END.match(text, end), _blank_above(text, start)
    end = line_end.end() if line_end else end
    below = _BLANKS.match(text, end)
    if above and below:
        end = below.end()
        start = above.start() + 1 if end == len(text) and above.start() else start
    return Replace(start, end, "")


def _repeated_paragraphs(text: str, views: Sequence[View]) -> Iterator[tuple[View, bool]]:
    """Paragraphs of a text that stand above as well, and whether right above."""
    long = [view for view in views if len(view.text) > 20 and view.block.scope not in (LIST, TABLE)]
    keys = [view.text.lower() for view in long]
    if len(set(keys)) == len(keys):
        return
    seen: dict[str, int] = {}
    for view, key in zip(long, keys, strict=True):
        words = key.count(" ") + 1
        if words < 5 or not _WORD.search(view.text) or key[0] in "|<#*-•&":
            continue
        final = key[-1] in ".!?\"'”’"
        near = key in seen and view.index - seen[key] == 1
        # A line that comes again right below itself may be a song's.
        if near and not (final or words >= 8):
            near = _blank_above(text, view.block.raw(0, 1).start) is not None
        if near or (key in seen and words >= 8 and final):
            yield view, near
        seen[key] = view.index


def _repeated_sentences(views: Sequence[View]) -> Iterator[tuple[View, int, int]]:
    """Sentences that repeat the one before them. One that comes again later may be a pull quote."""
    for view in views:
        parts = _STOP.split(view.plain)
        if all(one != other for one, other in pairwise(parts)):
            continue
        for one, other in pairwise(view.sentences):
            text = view.plain[other.start : other.end]
            same = text == view.plain[one.start : one.end] and text.count(" ") > 2
            if same and not view.quoted(other.start, other.end):
                yield view, other.start, other.end


# ── Ellipses ────────────────────────────────────────────────────────────────────────────────────────────

_ELLIPSES = {"...": lazy(r"(?<!\.)\.{3}(?!\.)"), "…": lazy("…")}


def ellipses(views: Sequence[View]) -> Iterator[Finding]:
    """An ellipsis as one character in a story of three points, or the other way round."""
    uses = {
        mark: [(view, match) for view in views for match in pattern.finditer(view.text)]
        for mark, pattern in _ELLIPSES.items()
    }
    points, one = uses["..."], uses["…"]
    if points and one:
        rare, usual = (one, "...") if len(points) > len(one) else (points, "…")
        for view, match in rare:
            yield Finding(
                view,
                *match.span(),
                ((Replace(*match.span(), usual),),),
                {"match": match.group(), "right": usual},
            )
