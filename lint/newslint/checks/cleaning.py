"""What copying, mail, PDF and content systems leave in a text: markup, wrong encodings, broken words, doublets."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..document import SOURCE, View
from ..lexicon import default_lexicon
from ..rule import Finding, Replace


def _finding(view: View, start: int, end: int, text: str) -> Finding:
    old = view.text[start:end]
    return Finding(view, start, end, ((Replace(start, end, text),),), {"match": old.strip() or old})


# ── Markup ──────────────────────────────────────────────────────────────────────────────────────────────

_INLINE = "a|abbr|b|big|cite|code|em|font|i|img|mark|o:p|q|s|small|span|strike|strong|sub|sup|u|script|style|!--"
_BREAKING = (
    "article|aside|blockquote|body|br|center|caption|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|head|header|hr|html|iframe|"
    "li|link|main|meta|nav|ol|p|pre|section|table|tbody|td|th|thead|tr|ul|video"
)
_TAG = re.compile(rf"(?:</?(?:(?P<block>{_BREAKING})|{_INLINE})(?:\s[^<>]*)?/?\s?>)+", re.IGNORECASE)
_ENTITY = re.compile(
    r"&(?:amp;)?(?:#\d{2,6}|#x[0-9a-f]{2,6}|amp|nbsp|quot|apos|lt|gt|ndash|mdash|[lr][sd]quo|hellip|bull|middot|copy|reg|trade|"
    r"pound|euro|yen|cent|deg|frac(?:12|14|34)|times|laquo|raquo|shy|ensp|emsp|thinsp|zwnj|zwj|eacute|egrave|ecirc|aacute|agrave|"
    r"acirc|atilde|[aeiou]uml|iacute|oacute|uacute|ntilde|ccedil|oslash|aring|aelig|szlig|[AEIOU]acute|[AEIOU]uml|Eacute);"
    r"|&nbsp(?![a-z])",
)
_SPACES = dict.fromkeys("\u00a0\u2002\u2003\u2009", " ")


def markup(views: Sequence[View]) -> Iterator[Finding]:
    """HTML tags and entities in running text; a tag that parts two words leaves a space."""
    for view in views:
        text = view.text
        if "<" in text:
            for match in _TAG.finditer(text):
                yield _without_tag(view, match)
        if "&" in text:
            for match in _ENTITY.finditer(text):
                shown = html.unescape(html.unescape(match.group()))
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


# ── Encodings ───────────────────────────────────────────────────────────────────────────────────────────


def _byte_table(encoding: str) -> dict[str, int]:
    """Character -> byte of a one-byte encoding; bytes that it leaves undefined stand for themselves."""
    table = {chr(byte): byte for byte in range(0x80, 0x100)}
    for byte in range(0x80, 0x100):
        try:
            table[bytes([byte]).decode(encoding)] = byte
        except UnicodeDecodeError:
            continue
    return table


_CP1252 = _byte_table("cp1252")
_MAC = _byte_table("mac_roman")
_TAIL = "".join(re.escape(char) for char, byte in _CP1252.items() if 0x80 <= byte <= 0xBF)
_MAC_TAIL = "".join(re.escape(char) for char, byte in _MAC.items() if (0x80 <= byte <= 0xBF and ord(char) > 0xFF) or char in "®©£§¶ß´¨")
_GARBLED = re.compile(rf"(?:[ÂÃÄÅ][{_TAIL}]|[âï][{_TAIL}]{{2}}|ðŸ[{_TAIL}]{{2}})+|â€(?=[\s,.;:!?)]|$)|[\x80-\x9f]")
_GARBLED_MAC = re.compile(rf"‚[ÄÇÜ][{_MAC_TAIL}òôùúûî¶ìöú†]|√[{_MAC_TAIL}]")
_SIGNS = re.compile("[ÂÃÄÅâïð‚√\x80-\x9f]")
_PLAUSIBLE = re.compile(r"[\u00a0-\u017f\u02c6\u02dc\u2000-\u206f\u20ac\u2122\u2190-\u21ff\u2212\u2260-\u2265\u25a0-\u27bf\ufb01\ufb02\ufeff\ufffd]|[\U0001f300-\U0001faff]")


def mojibake(views: Sequence[View]) -> Iterator[Finding]:
    """UTF-8 that was read as another encoding: “â€™” for ’, “Ã©” for é, “‚Äô” for ’."""
    for view in views:
        text = view.text
        if text.isascii() or not _SIGNS.search(text):
            continue
        for pattern, table in ((_GARBLED, _CP1252), (_GARBLED_MAC, _MAC)):
            for match in pattern.finditer(text):
                right = _decoded(match.group(), table)
                quoted = text[match.start() - 1 : match.start()] in ("“", "‘", '"')
                if right and not (quoted and len(match.group()) == 2 and match.group()[1] in "”’\""):
                    yield _finding(view, *match.span(), "" if right == "\ufeff" else _SPACES.get(right, right))


def _decoded(garbled: str, table: dict[str, int]) -> str | None:
    """The text that was garbled once or several times; None where the bytes are no sensible UTF-8."""
    if garbled == "â€":
        return "”"
    if len(garbled) == 1:
        try:
            return bytes([table[garbled]]).decode("cp1252")
        except UnicodeDecodeError:
            return ""
    for _ in range(4):
        try:
            text = bytes(table[char] for char in garbled).decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            return None
        if not all(_PLAUSIBLE.match(char) for char in text):
            return None
        if not _GARBLED.fullmatch(text) or len(text) == 1:
            return text
        garbled = text
    return None


# ── Letters that only look right ────────────────────────────────────────────────────────────────────────

_ODD = {
    "ligature": re.compile(r"[ﬀ-ﬆ]+"),
    "full-width": re.compile(r"(?<![\u3000-\u9fff\uac00-\ud7ff！-～])[！-～]+(?![\u3000-\u9fff\uac00-\ud7ff！-～])"),
}
_LATIN = dict(zip("аеорсухіјѕԁһԛԝАВЕКМНОРСТХІЈЅУΑΒΕΖΗΙΚΜΝΟΡΤΥΧοα", "aeopcyxijsdhqwABEKMHOPCTXIJSYABEZHIKMNOPTYXoa", strict=True))
_FOREIGN_IN_WORD = re.compile(rf"(?<![^\W\d_])(?=[^\W\d_]*[A-Za-z])[A-Za-z]*[{''.join(_LATIN)}][A-Za-z{''.join(_LATIN)}]*(?![^\W\d_])")


def odd_letters(views: Sequence[View], kind: str = "ligature") -> Iterator[Finding]:
    """Letters to be written as common ones: `kind` is ligature, full-width or foreign."""
    for view in views:
        text = view.text
        if text.isascii():
            continue
        if kind == "foreign":
            for match in _FOREIGN_IN_WORD.finditer(text):
                if len(match.group()) > 2:
                    yield _finding(view, *match.span(), "".join(_LATIN.get(char, char) for char in match.group()))
        else:
            for match in _ODD[kind].finditer(text):
                yield _finding(view, *match.span(), unicodedata.normalize("NFKC", match.group()))


# ── Broken words ────────────────────────────────────────────────────────────────────────────────────────

_HEAD = re.compile(r"(?<![\w-])[^\W\d_]{2,}$")
_BROKEN = re.compile(r"(?<=[^\W\d_])-(?P<gap>[ \t]*\r?\n[ \t]*|\u00ad| )(?P<tail>[^\W\d_]{2,})(?![\w-])")


def broken_words(views: Sequence[View]) -> Iterator[Finding]:
    """A word that was divided at the end of a line and kept its hyphen: “govern-⏎ment”."""
    for view in views:
        if view.block.scope != SOURCE or ("- " not in view.text and "-\n" not in view.text and "-\r\n" not in view.text):
            continue
        for match in _BROKEN.finditer(view.text):
            start, end, tail = match.start(), match.end("gap"), match["tail"]
            found = _HEAD.search(view.text, max(0, start - 30), start)
            head = found.group() if found else ""
            if head and tail.islower() and default_lexicon().knows(head + tail) and not (_is_word(head) and _is_word(tail)):
                yield Finding(view, start, end, ((Replace(start, end, ""),),), {"match": match.group(), "word": head + tail})


def _is_word(word: str) -> bool:
    # Short syllables such as “re” and “hos” have odd readings in the lexicon, and prefixes take real hyphens.
    return (default_lexicon().knows(word) and len(word) > 3) or word.lower() in _PREFIXES


_PREFIXES = frozenset(["co", "re", "pre", "non", "anti", "ex", "self", "pro", "semi", "mid", "multi", "post", "sub", "un", "in", "on", "up", "off", "by", "to", "go", "all", "new", "old", "big", "out", "two", "ten", "six", "one", "low", "air", "oil", "tax", "law", "war", "sea", "far", "man", "top", "end", "net", "set", "non", "vice"])


# ── Doublets ────────────────────────────────────────────────────────────────────────────────────────────

_LINE = re.compile(r"(?m)^[ \t]*(?P<text>[^\r\n]*\S)[ \t]*(?:\r?\n|\Z)")
_LONG = 10  # words that a sentence needs to be taken for a doublet away from its twin


def pasted_twice(views: Sequence[View]) -> Iterator[Finding]:
    """A paragraph, or a sentence, that the story has already."""
    whole = next((view for view in views if view.block.scope == SOURCE), None)
    doubled: list[tuple[int, int]] = []
    if whole:
        for match in _repeated_lines(whole.text):
            doubled.append(match.span("text"))
            yield Finding(whole, *match.span("text"), ((Replace(*match.span(), ""),),), {"match": match["text"][:40]})
    for view in views:
        if view is not whole:
            yield from _repeated_sentences(view, doubled)


def _repeated_lines(text: str) -> Iterator[re.Match[str]]:
    lines = [line for line in map(str.strip, text.split("\n")) if len(line) > 20]
    if len({line.lower() for line in lines}) == len(lines):
        return
    seen: dict[str, int] = {}
    for number, match in enumerate(_LINE.finditer(text)):
        words = match["text"].split()
        if len(words) < 5 or not re.search(r"[a-z]{3}", match["text"]) or match["text"][0] in "|<#*-•&":
            continue
        key = " ".join(words).lower()
        near = number - seen[key] == 1 if key in seen else False
        if near or (key in seen and len(words) >= 8 and key[-1] in ".!?”\"'’"):
            yield match
        seen[key] = number


def _repeated_sentences(view: View, doubled: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    previous = ""
    parts = re.split(r"[.!?][\"')]* ", view.plain.rstrip(".!? "))
    if all(one != other for one, other in pairwise(parts)):
        return
    for sentence in view.sentences:
        text = " ".join(view.plain[sentence.start : sentence.end].split())
        if text == previous and len(text.split()) >= 4 and not view.quoted(sentence.start, sentence.end):
            raw = view.block.raw(sentence.start, sentence.end)
            if not any(start <= raw.start < end for start, end in doubled):
                yield Finding(view, sentence.start, sentence.end, ((Replace(sentence.start - 1, sentence.end, ""),),), {"match": text[:40]})
        previous = text


# ── Ellipses ────────────────────────────────────────────────────────────────────────────────────────────

_ELLIPSES = {"...": re.compile(r"(?<!\.)\.{3}(?!\.)"), "…": re.compile("…")}


def ellipses(views: Sequence[View]) -> Iterator[Finding]:
    """An ellipsis as one character in a story of three points, or the other way round."""
    uses = {
        mark: [(view, match) for view in views for match in pattern.finditer(view.text)] for mark, pattern in _ELLIPSES.items()
    }
    points, one = uses["..."], uses["…"]
    if points and one:
        rare, usual = (one, "...") if len(points) > len(one) else (points, "…")
        for view, match in rare:
            yield Finding(view, *match.span(), ((Replace(*match.span(), usual),),), {"match": match.group(), "right": usual})
