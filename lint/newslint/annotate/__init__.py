"""Annotation: sentences, tokens, quotations; run only where a rule needs it."""

from __future__ import annotations

from ..document import Annotator, Document
from ..markup import read
from ..source import Source
from .quotes import quotations
from .sentences import sentences

ANNOTATOR = Annotator(sentences, quotations)


def annotate(source: Source) -> Document:
    """The document of a source; its annotation is made when a rule asks for it."""
    blocks, code = read(source)
    return Document(source, blocks, ANNOTATOR, code)
