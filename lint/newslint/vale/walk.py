"""HTML → areas, as Vale cuts it: what is a block, what is masked, and where spaces go between the parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from .comments import Comments
from .html_tokens import CLOSED, COMMENT, END, START, TEXT, Token

INLINE = frozenset(
    "b big i small abbr acronym cite dfn em kbd strong a br img span sub sup code tt del".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_SKIPPED = ("script", "style", "pre", "figure", "noscript", "iframe")
_SKIPPED_CLASSES = ("problematic", "pre", "code")
_MASKED = ("tt", "code", "kbd")
_INLINE_SCOPES = {
    **dict.fromkeys(("a",), "link"),
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("em", "i"), "emphasis"),
    **dict.fromkeys(("code", "tt"), "code"),
}
_SCOPES = {
    "th": "text.table.header",
    "td": "text.table.cell",
    "caption": "text.table.caption",
    "li": "text.list",
    "blockquote": "text.blockquote",
    "figcaption": "text.figure.caption",
}
_HEADING = re.compile(r"h\d")
_TIGHT = tuple("([{—–")
_CLOSERS = frozenset(".?!,:;)]}—–")
Place = Callable[[Token, str], Sequence[int] | None]


class Run(NamedTuple):
    """A text of a block and where each of its characters stands; `masked` ones show as stars."""

    text: str
    offsets: Sequence[int] | None


_GAP = Run("\n\n", None)  # between the blocks of a summary


class Chunk(NamedTuple):
    """A block of a document: its scope, its runs, what comments turned off, and whether it is a paragraph."""

    scope: str
    runs: tuple[Run, ...]
    off: frozenset[str]
    prose: bool = True  # sentences are told apart in it
    paragraph: bool = False
    lookup: bool = False


class Options(NamedTuple):
    """What the settings say of HTML: tags to skip and to mask, classes to skip, inline scopes rules want."""

    skipped: tuple[str, ...] = ()
    masked: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    wanted: frozenset[str] = frozenset()


@dataclass
class _Open:
    """An inline element that is open, whose text is an area of its own."""

    tag: str
    scope: str
    masked: bool
    runs: list[Run] = field(default_factory=list)


class Walker:
    """One pass over the tokens of a document."""

    def __init__(self, options: Options, place: Place, comments: Comments, ending: str) -> None:
        self.place, self.comments, self.ending = place, comments, ending
        self.skipped = options.skipped or _SKIPPED
        self.masked = frozenset((*(options.masked or _MASKED), *self.skipped))
        self.classes = frozenset((*_SKIPPED_CLASSES, *options.classes))
        self.wanted = {tag: scope for tag, scope in _INLINE_SCOPES.items() if scope in options.wanted}
        self.counts: dict[str, int] = {}
        self.summary: list[Run] = []
        self.buffer: list[Run] = []
        self.history: list[str] = []  # tags since the last block
        self.class_history: list[str] = []
        self.enclosing: list[tuple[str, str]] = []
        self.open: list[_Open] = []
        self.captured: list[_Open] = []
        self.active = self.active_class = ""
        self.begun = self.ended = 0
        self.in_block = self.inline = self.skip = self.closed_inline = False
        self.href = self.parent_class = ""

    def chunks(self, tokens: Iterable[Token]) -> Iterator[Chunk]:
        """The blocks, in order, as they end."""
        for token in tokens:
            text = unescape(token.data.strip())
            if token.kind == COMMENT:
                text = token.data.strip()
            yield from self._token(token, text)
            self.href = token.attributes.get("href", "")
            self.parent_class = token.attributes.get("class", "")
            alt = token.attributes.get("alt", "") if token.data == "img" and token.kind != TEXT else ""
            if alt and "alt" not in self.skipped:
                runs = (Run(alt, self.place(token, alt)),)
                yield Chunk("text.attr.alt", runs, self.comments.off, prose=False)

    def _token(self, token: Token, text: str) -> Iterator[Chunk]:
        kind, name = token.kind, token.data
        block = kind in (START, END) and name not in INLINE
        cls = token.attributes.get("class", "")
        if self.active_class and name == self.active_class and kind in (START, END):
            self.begun, self.ended = self.begun + (kind == START), self.ended + (kind == END)
        closes = bool(self.active_class) and self.begun == self.ended > 0
        if block and kind == START and name not in _VOID:
            self.enclosing.append((name, cls))
        elif block and kind == END:
            self._unclose(name)
        by_class = self._is_skipped(cls) and name not in INLINE
        if kind == START and block and (name in self.skipped or by_class):
            self._enter_skipped(name, by_class)
        elif self.in_block and ((name in self.skipped and kind != TEXT) or closes):
            self.in_block = False
            if closes:
                self.active_class, self.begun, self.ended = "", 0, 0
        elif kind == START:
            yield from self._start(name, cls)
        elif kind == END and not block:
            self._end_inline(name)
        elif kind == CLOSED and name in INLINE:
            self.inline, self.closed_inline = True, False
        elif kind == COMMENT:
            self.closed_inline = self.closed_inline or not self.inline
            self.comments.read(text, token)
        elif kind == TEXT:
            self._text(token, text)
        if kind == END and block:
            yield from self._flush()
            self._reset()

    def _enter_skipped(self, name: str, by_class: bool) -> None:
        if by_class:
            self.active_class, self.begun, self.ended = name, 1, 0
        self.in_block = True
        self.counts[name] = self.counts.get(name, 0) + 1

    def _unclose(self, name: str) -> None:
        for at in range(len(self.enclosing) - 1, -1, -1):
            if self.enclosing[at][0] == name:
                del self.enclosing[at]
                return

    def _is_skipped(self, cls: str) -> bool:
        return not self.classes.isdisjoint(cls.split(" "))

    def _start(self, name: str, cls: str) -> Iterator[Chunk]:
        # What stood before a block inside this one is a block by itself, such as the text before a list.
        if name not in INLINE and name not in _VOID and any(run.text.strip() for run in self.buffer):
            yield from self._flush()
            self._reset()
        if name in ("em", "b") and self._last() == "code":
            name = "code"
        self.inline = name in INLINE
        self.skip = name in self.masked
        self.closed_inline = False
        if name in self.wanted:
            self.open.append(_Open(name, self.wanted[name], self.skip))
        self.history.append(name)
        self.class_history.append(cls)
        self.active = name

    def _last(self) -> str:
        return self.history[-1] if self.history else self.active

    def _end_inline(self, name: str) -> None:
        self.active = ""
        self.closed_inline = True
        if self.open and self.open[-1].tag == name:
            done = self.open.pop()
            if any(run.text.strip() for run in done.runs):
                self.captured.append(done)

    def _text(self, token: Token, text: str) -> None:
        if not text:
            return
        offsets = self.place(token, text)
        if self.in_block or "off" in self.comments.off:
            return
        padded = " " if self._is_nested() and not self.inline else ""
        spaced = token.data[:1] in (" ", "\t", "\n", "\r") and token.data != ""
        masked = self.skip or self._is_skipped(self.parent_class) or self.href == text
        starter = (
            text[0] in _CLOSERS and not (self.skip or self._is_skipped(self.parent_class)) and not padded
        )
        shown = "".join(char if char == "\n" else "*" for char in text) if masked else text
        if (self.closed_inline and spaced) or (not self.closed_inline and self.inline and not starter):
            padded += " "
        self.skip = self.closed_inline = False
        last = self.buffer[-1].text[-1:] if self.buffer else ""
        if padded and last in _TIGHT and last:
            padded = padded[1:]
        if padded:
            self.buffer.append(Run(padded, None))
        self.buffer.append(Run(shown, offsets))
        for each in self.open:
            each.runs += [Run(text, offsets)] if each.masked else [*_space(padded), Run(shown, offsets)]

    def _is_nested(self) -> bool:
        """Whether this is an item of a list inside an item."""
        *_, third, second, last = ("", "", *self.history) if len(self.history) > 3 else ("", "", "")
        return last == "li" and second in ("ol", "ul") and third == "li"

    def _reset(self) -> None:
        self.buffer, self.history, self.class_history, self.captured = [], [], [], []

    def _flush(self) -> Iterator[Chunk]:
        text = "".join(run.text for run in self.buffer)
        if not text.strip():
            return
        runs, off = tuple(self.buffer), self.comments.off
        meta = self.comments.scope + self.ending
        if "data" in self.history:
            yield Chunk(self._classed("meta") + meta, runs, off, prose=False)
            return
        for tag in self.history:
            if tag in _SCOPES or _HEADING.fullmatch(tag):
                scope = _SCOPES.get(tag) or f"text.heading.{tag}"
                if scope in ("text.blockquote", "text.list"):
                    self.summary += (*runs, _GAP)
                self._count(scope.removeprefix("text."))
                yield Chunk(self._classed(scope) + meta, _trimmed(runs), off)
                break
        else:
            self.summary += (*runs, _GAP)
            self._count("paragraphs")
            yield Chunk(self._classed("text") + meta, runs, off, paragraph=True)
        for each in self.captured:
            yield Chunk(each.scope + meta, _stripped(each.runs), off, prose=False)

    def _count(self, name: str) -> None:
        self.counts[name] = self.counts.get(name, 0) + 1

    def _classed(self, scope: str) -> str:
        """The scope with the classes around the block."""
        told = (*(cls for _, cls in self.enclosing), *self.class_history)
        names = dict.fromkeys(name for cls in told for name in cls.split() if not set(name) & set(".&~"))
        return ".class.".join((scope, *names))


def _space(padded: str) -> list[Run]:
    return [Run(padded, None)] if padded else []


def _trimmed(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs without spaces at their start."""
    out = list(runs)
    while out and not out[0].text.strip(" "):
        del out[0]
    if out and out[0].text.startswith(" "):
        cut = len(out[0].text) - len(out[0].text.lstrip(" "))
        offsets = out[0].offsets
        out[0] = Run(out[0].text[cut:], offsets[cut:] if offsets is not None else None)
    return tuple(out)


def _stripped(runs: Sequence[Run]) -> tuple[Run, ...]:
    out = list(_trimmed(runs))
    while out and not out[-1].text.strip():
        del out[-1]
    return tuple(out)
