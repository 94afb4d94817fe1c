"""Text in the wrong encoding, and letters that only look right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from ..document import View
from ..patterns import lazy
from ..rule import Finding, Replace


def _finding(view: View, start: int, end: int, text: str) -> Finding:
    old = view.text[start:end]
    return Finding(view, start, end, ((Replace(start, end, text),),), {"match": old.strip() or old})


_SPACES = dict.fromkeys("\u00a0\u2002\u2003\u2009", " ")


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
_MAC_TAIL = "".join(re.escape(bytes([byte]).decode("mac_roman")) for byte in range(0x80, 0xC0))
_GARBLED = lazy(
    rf"(?:[ÂÃÄÅ][{_TAIL}]|[âï][{_TAIL}]{{2}}|á[º»¸¹][{_TAIL}]|ðŸ[{_TAIL}]{{2}})+|(?:[ÐÑ][{_TAIL}]){{2,}}|(?:[ÎÏ][{_TAIL}]){{2,}}|â€(?=[\s,.;:!?)]|$)|[\x80-\x9f]"
)
_GARBLED_MAC = lazy(
    rf"(?:[¬√ƒ≈][{_MAC_TAIL}]|‚[ÄÇÜ][{_MAC_TAIL}]|·[∏πª∫][{_MAC_TAIL}]|\uf8ffü[{_MAC_TAIL}]{{2}})+|(?:[–—][{_MAC_TAIL}]){{3,}}"
)
_SIGNS = lazy("[ÂÃÄÅâáïðÐÑÎÏ‚√¬ƒ≈·–—\uf8ff\x80-\x9f]")
_PLAUSIBLE = lazy(
    r"[\u00a0-\u017f\u01a0-\u01b0\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff\u02c6\u02dc\u2000-\u206f\u20ac\u2122\u2190-\u21ff\u2212\u2260-\u2265\u25a0-\u27bf\ufb01\ufb02\ufeff\ufffd]"
    r"|[\U0001f300-\U0001faff]"
)


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
                if right and not (quoted and len(match.group()) == 2 and match.group()[1] in '”’"'):
                    yield _finding(
                        view, *match.span(), "" if right == "\ufeff" else _SPACES.get(right, right)
                    )


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
    "ligature": lazy(r"[ﬀ-ﬆ]+"),
    "full-width": lazy(
        r"(?<![\u3000-\u9fff\uac00-\ud7ff！-～])[！-～]+(?![\u3000-\u9fff\uac00-\ud7ff！-～])"
    ),
}
_LATIN = dict(
    zip(
        "аеорсухіјѕԁһԛԝАВЕКМНОРСТХІЈЅУΑΒΕΖΗΙΚΜΝΟΡΤΥΧοα",
        "aeopcyxijsdhqwABEKMHOPCTXIJSYABEZHIKMNOPTYXoa",
        strict=True,
    )
)
_FOREIGN_IN_WORD = lazy(
    rf"(?<![^\W\d_])(?=[^\W\d_]*[A-Za-z])[A-Za-z]*[{''.join(_LATIN)}][A-Za-z{''.join(_LATIN)}]*(?![^\W\d_])"
)


def odd_letters(views: Sequence[View], kind: str = "ligature") -> Iterator[Finding]:
    """Letters to be written as common ones: `kind` is ligature, full-width or foreign."""
    for view in views:
        text = view.text
        if text.isascii():
            continue
        if kind == "foreign":
            for match in _FOREIGN_IN_WORD.finditer(text):
                if len(match.group()) > 2:
                    yield _finding(
                        view, *match.span(), "".join(_LATIN.get(char, char) for char in match.group())
                    )
        else:
            for match in _ODD[kind].finditer(text):
                yield _finding(view, *match.span(), unicodedata.normalize("NFKC", match.group()))
