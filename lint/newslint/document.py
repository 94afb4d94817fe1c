"""The document as rules see it: blocks of running text, each with the way back to the raw source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from .source import Source
from .span import Span

if TYPE_CHECKING:
    import datetime

HEADLINE, SUBHEAD, DATELINE, LEAD, BODY = "headline", "subhead", "dateline", "lead", "body"
CAPTION, LIST, QUOTE, TABLE, SOURCE = "caption", "list", "quote", "table", "source"
CODE = "code"  # what no rule reads and nothing changes
PROSE = (LEAD, BODY, LIST, QUOTE, CAPTION)
TEXT = (*PROSE, HEADLINE, SUBHEAD)
SCOPES = {
    "prose": PROSE,
    "text": TEXT,
    **{scope: (scope,) for scope in (*TEXT, DATELINE, TABLE, SOURCE)},
}

# Same length in and out, so that an offset in the folded text is an offset in the text.
_FOLDS = (
    ("’", "'"),
    ("‘", "'"),
    ("ʼ", "'"),
    ("“", '"'),
    ("”", '"'),
    ("\u00a0", " "),
    ("\u2011", "-"),
    ("\u2010", "-"),
)


RUN = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """`text` with straight marks, common spaces and hyphens; the length stays the same."""
    if not text.isascii():
        for old, new in _FOLDS:
            text = text.replace(old, new)
    return text


def fold(text: str) -> str:
    """`plain(text)` in lower case; the length stays the same."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters, such as İ, grow when lowered
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return plain(lower)


class Piece(NamedTuple):
    """From `at` in a block's text on, code points stand at `raw` and on in the source.

    A piece with a `width` stands, as one thing, for so many code points there: an entity, a line's end.
    """

    at: int
    raw: int
    width: int = 0


class Block(NamedTuple):
    """A run of text with one scope: a headline, a paragraph, a list item.

    `text` is free of markup; `pieces` lead from its offsets to the raw source's.
    """

    scope: str
    text: str
    pieces: tuple[Piece, ...]

    def raw(self, start: int, end: int) -> Span:
        """The raw span of `text[start:end]`."""
        if len(self.pieces) == 1 and not self.pieces[0].width:
            base = self.pieces[0].raw - self.pieces[0].at
            return Span(start + base, end + base)
        if start == end:
            at = self._end(start - 1) if 0 < start == len(self.text) else self._start(start)
            return Span(at, at)
        # The end belongs to the piece that holds the last code point: it must not run over markup.
        return Span(self._start(start), self._end(end - 1))

    def _piece(self, at: int) -> Piece:
        return self.pieces[bisect_right(self.pieces, (at, float("inf"))) - 1]

    def _start(self, at: int) -> int:
        piece = self._piece(at)
        return piece.raw if piece.width else piece.raw + at - piece.at

    def _end(self, at: int) -> int:
        piece = self._piece(at)
        return piece.raw + (piece.width or at - piece.at + 1)


def words_of(folded: str) -> frozenset[str]:
    """The runs of letters and digits: quick to get, to see which rules may apply at all."""
    found = RUN.findall(folded.replace("n't", " n't") if "n't" in folded else folded)
    return frozenset((*found, "can", "not") if "cannot" in found else found)


def pairs_of(folded: str) -> frozenset[str]:
    """Each two of these runs that follow one another, with a space between."""
    found = RUN.findall(folded.replace("n't", " n't") if "n't" in folded else folded)
    pairs = frozenset(map(" ".join, pairwise(found)))
    return pairs | pairs_of(folded.replace("cannot", "can not")) if "cannot" in found else pairs


class Token(NamedTuple):
    """A word or a mark, by Universal Dependencies' conventions. Offsets are of its block's text."""

    start: int
    end: int
    text: str
    lower: str
    space_before: bool


class Word(NamedTuple):
    """What a token is and what it hangs on, in Universal Dependencies' terms, as the language model sees it.

    `head` is an index into the sentence's tokens, -1 for the root. `feats` is as in CoNLL-U, empty for none.
    `sure_tag` is the probability of `xpos`, `sure_arc` that of head and deprel together. `plural`: of a
    finite verb, how likely its subject asks for the plural rather than the singular, whatever its own form.
    """

    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    sure_tag: float
    sure_arc: float
    plural: float


class Tokens(tuple[Token, ...]):
    """The tokens of a sentence. `words` is their analysis, once the sentence has one."""

    words: tuple[Word, ...] = ()

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """See `places_of`."""
        return places_of(self)

    @cached_property
    def children(self) -> list[list[int]]:
        """See `children_of`; once there is an analysis."""
        return children_of(self.words)


def children_of(words: Sequence[Word]) -> list[list[int]]:
    """For each word, the words that hang on it, in order."""
    out: list[list[int]] = [[] for _ in words]
    for at, word in enumerate(words):
        if word.head >= 0:
            out[word.head].append(at)
    return out


def places_of(tokens: Sequence[Token]) -> dict[str, list[int]]:
    """Where each word stands, in small letters."""
    found: dict[str, list[int]] = {}
    for at, token in enumerate(tokens):
        found.setdefault(token.lower, []).append(at)
    return found


@dataclass(frozen=True)
class Sentence:
    """A sentence of one block: the offsets of its text in the block; tokens and analysis when asked for."""

    start: int
    end: int
    text: str  # the block's
    tokenise: Callable[[str, int, int], tuple[Token, ...]]
    analyse: Callable[[Sequence[Sentence]], None]

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens, with offsets of the block's text."""
        return Tokens(self.tokenise(self.text, self.start, self.end))

    @property
    def analysis(self) -> tuple[Word, ...]:
        """A word for each token. Sentences that rules are known to ask for are analysed together, ahead."""
        if not self.tokens.words:
            self.analyse((self,))
        return self.tokens.words

    @cached_property
    def first(self) -> str:
        """The first run of letters and digits, folded, or an empty text."""
        match = RUN.search(self.text, self.start, self.end)
        return fold(match.group()) if match else ""

    @cached_property
    def words(self) -> frozenset[str]:
        """See `words_of`."""
        return words_of(fold(self.text[self.start : self.end]))


class View:
    """A block with its annotation, each part made when first asked for."""

    def __init__(
        self,
        block: Block,
        index: int,
        annotator: Annotator,
        date: datetime.date | None = None,
        views: Sequence[View] = (),
    ) -> None:
        """Take the block, its number, how to annotate it, the day, and for the raw text its blocks' views."""
        self.block = block
        self.index = index
        self.text = block.text
        self.views = views
        self.date = date  # of publication, where it is told
        self.shared: dict[Hashable, list[object]] = {}  # what rules work out once
        self._annotator = annotator

    @cached_property
    def quotes(self) -> tuple[Span, ...]:
        """The spans between quotation marks, the marks left out, in order."""
        if self.block.scope == SOURCE:
            return tuple(view.block.raw(*quote) for view in self.views for quote in view.quotes)
        return self._annotator.quotes(self.text)

    @cached_property
    def plain(self) -> str:
        """The text with straight marks, of the same length."""
        return plain(self.text)

    @cached_property
    def folded(self) -> str:
        """The text with straight marks and in lower case, of the same length."""
        return fold(self.text)

    @cached_property
    def by_word(self) -> dict[str, list[int]]:
        """Each word (see `words_of`) with the numbers of the sentences that hold it."""
        index: dict[str, list[int]] = {}
        for number, sentence in enumerate(self.sentences):
            for word in sentence.words:
                if word in index:
                    index[word].append(number)
                else:
                    index[word] = [number]
        return index

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the text: see `words_of`."""
        return frozenset(self.by_word) if "by_word" in self.__dict__ else words_of(self.folded)

    @cached_property
    def pieces(self) -> frozenset[str]:
        """What stands between white space, with its marks: quicker to get than the words."""
        return frozenset(self.text.split())

    @cached_property
    def pairs(self) -> frozenset[str]:
        """See `pairs_of`."""
        return pairs_of(self.folded)

    def sentences_with(self, words: frozenset[str]) -> Iterator[Sentence]:
        """The sentences that hold one of these words, in order."""
        numbers = {number for word in self.words & words for number in self.by_word[word]}
        return (self.sentences[number] for number in sorted(numbers))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in order; between them is only white space."""
        return tuple(self._annotator.sentences(self.text))

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds this offset of the block's text."""
        at = bisect_right(self._starts, offset) - 1
        return self.sentences[at] if at >= 0 else None

    def plain_sentence(self, offset: int) -> str:
        """The plain text of the sentence that holds this offset; empty where there is none."""
        sentence = self.sentence_at(offset)
        return self.plain[sentence.start : sentence.end] if sentence else ""

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def quoted(self, start: int, end: int) -> bool:
        """Whether any of `text[start:end]` is inside quotation marks; for an empty span, its place."""
        if not self.quotes:
            return False
        last = bisect_left(self.quotes, (end, -1)) - 1  # the last one that starts before the end
        return last >= 0 and start < self.quotes[last].end


def having(views: Iterable[View], words: frozenset[str]) -> Iterator[View]:
    """The views that hold one of these words."""
    return (view for view in views if not words.isdisjoint(view.words))


class Annotator(NamedTuple):
    """The functions that annotate, handed in so that the document does not import them."""

    sentences: Callable[[str], list[Sentence]]
    quotes: Callable[[str], tuple[Span, ...]]


class Document:
    """A source with its blocks and their annotation. Treat it as frozen."""

    def __init__(
        self, source: Source, blocks: tuple[Block, ...], annotator: Annotator, code: tuple[Span, ...] = ()
    ) -> None:
        """Take the source, its blocks, how to annotate them, and where code stands, which is no block."""
        self.source = source
        self.blocks = blocks
        self.code = code
        self._annotator = annotator
        self._scoped: dict[frozenset[str], tuple[View, ...]] = {}

    @cached_property
    def views(self) -> tuple[View, ...]:
        """The blocks with their annotation, in order of the text."""
        return tuple(
            View(block, index, self._annotator, self.source.date) for index, block in enumerate(self.blocks)
        )

    @cached_property
    def folded(self) -> str:
        """The folded texts of the blocks, each on a line."""
        return fold("\n".join([block.text for block in self.blocks]))

    def scoped(self, scopes: frozenset[str]) -> tuple[View, ...]:
        """The views whose scope is one of these; `source` is the raw text as one view."""
        if scopes not in self._scoped:  # most rules ask for the same few
            views = self.views if SOURCE not in scopes else (self.whole, *self.views)
            self._scoped[scopes] = tuple(view for view in views if view.block.scope in scopes)
        return self._scoped[scopes]

    @cached_property
    def whole(self) -> View:
        """The raw source as one block, for rules of scope `source`."""
        text = self.source.text
        return View(Block(SOURCE, text, (Piece(0, 0),)), -1, self._annotator, views=self.views)

    @cached_property
    def apostrophe(self) -> str:
        """The apostrophe that the draft uses: ’ or '."""
        text = self.source.text
        curly, straight = text.count("’"), text.count("'")
        return "’" if curly > straight or (curly == straight and "“" in text) else "'"
