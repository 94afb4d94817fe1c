"""What the language model sees in documents, for programs: `conllu`, and `json` in its version 1.

docs/output.md describes both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..document import TEXT
from ..span import LineIndex, Span
from .excerpt import visible
from .json_report import dump

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..document import Block, Document, Sentence, Token, Word
    from ..problem import Failure

VERSION = 1

_SCOPES = frozenset(TEXT)


class Parsed(NamedTuple):
    """A sentence, and what a report tells of it beside its words. `opens`: it is the first of its block."""

    block: Block
    sentence: Sentence
    line: int
    opens: bool

    def pairs(self) -> Iterator[tuple[Token, Word]]:
        """Each token with its analysis."""
        return zip(self.sentence.tokens, self.sentence.analysis, strict=True)


def sentences(document: Document) -> list[Sentence]:
    """The sentences of headlines and prose that have a token, in order."""
    return [sentence for _, sentence, _ in _found(document)]


def parsed(document: Document) -> Iterator[Parsed]:
    """The same, with their places. They are analysed one by one unless they have been before."""
    index = LineIndex(document.source.text)
    for block, sentence, opens in _found(document):
        at = block.raw(sentence.start, sentence.end).start
        yield Parsed(block, sentence, index.place(at).line, opens)


def _found(document: Document) -> Iterator[tuple[Block, Sentence, bool]]:
    for view in document.scoped(_SCOPES):
        some = [sentence for sentence in view.sentences if sentence.tokens]
        yield from ((view.block, sentence, sentence is some[0]) for sentence in some)


# CoNLL-U


def conllu(document: Document, number: int) -> str:
    """The document in CoNLL-U. `number` keeps its sentences' ids apart from those of other documents."""
    parts = []
    for count, one in enumerate(parsed(document), 1):
        # Comments belong to a sentence, so a document without any leaves no trace.
        heading = [f"# newdoc id = {visible(document.source.path)}"] if count == 1 else []
        heading += ["# newpar"] if one.opens else []
        heading.append(f"# sent_id = d{number}-s{count}")
        heading.append(f"# text = {_spaced(one.block.text, one.sentence.tokens)}")
        heading.append(f"# scope = {one.block.scope}")
        heading.append(f"# line = {one.line}")
        rows = (
            "\t".join(_columns(place, token, word, one.block))
            for place, (token, word) in enumerate(one.pairs(), 1)
        )
        parts.append("\n".join((*heading, *rows, "\n")))
    return "".join(parts)


def _columns(place: int, token: Token, word: Word, block: Block) -> tuple[str, ...]:
    raw = block.raw(token.start, token.end)
    misc = f"Start={raw.start}|End={raw.end}"
    if _glued(block.text, token.end):
        misc = f"SpaceAfter=No|{misc}"
    return (
        str(place),
        token.text,
        word.lemma or "_",
        word.upos or "_",
        word.xpos or "_",
        "|".join(_sorted(word.feats)) or "_",
        str(word.head + 1),
        word.deprel or "_",
        "_",
        misc,
    )


def _glued(text: str, end: int) -> bool:
    """Whether something follows without a space. Nothing follows at a block's end."""
    return end < len(text) and not text[end].isspace()


def _spaced(text: str, tokens: Sequence[Token]) -> str:
    """The forms with one space wherever there is any: readers put the text together so, and compare."""
    pieces = (token.text if _glued(text, token.end) else f"{token.text} " for token in tokens)
    return "".join(pieces).strip()


def _sorted(feats: str) -> list[str]:
    """The features in UD's order, which knows no capitals."""
    return sorted(filter(None, feats.split("|")), key=str.lower)


# json


def json_text(documents: Iterable[Document], failures: Iterable[Failure]) -> str:
    """One JSON object on one line."""
    return dump(
        {
            "version": VERSION,
            "files": [
                {"path": document.source.path, "sentences": [_sentence(one) for one in parsed(document)]}
                for document in documents
            ],
            "failures": [
                {"path": failure.path, "rule": failure.rule, "message": failure.message}
                for failure in failures
            ],
        }
    )


def _sentence(one: Parsed) -> dict[str, Any]:
    start, end = one.sentence.start, one.sentence.end
    raw = one.block.raw(start, end)
    return {
        "start": raw.start,
        "end": raw.end,
        "line": one.line,
        "scope": one.block.scope,
        "text": one.block.text[start:end],
        "tokens": [_token(token, word, one.block.raw(token.start, token.end)) for token, word in one.pairs()],
    }


def _token(token: Token, word: Word, raw: Span) -> dict[str, Any]:
    return {
        "text": token.text,
        "start": raw.start,
        "end": raw.end,
        "lemma": word.lemma,
        "upos": word.upos,
        "xpos": word.xpos,
        "feats": dict(feature.split("=", 1) for feature in _sorted(word.feats)),
        "head": word.head if word.head >= 0 else None,
        "deprel": word.deprel,
        "sure_tag": round(word.sure_tag, 4),
        "sure_arc": round(word.sure_arc, 4),
    }
