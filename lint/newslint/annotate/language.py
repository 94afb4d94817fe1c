"""Tags and trees of sentences: the door to the language model, which is loaded when first needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import Sentence, Token, Word, plain

_AT_ONCE = 5_000  # sentences, so that a book takes no more memory than its words
_BREAKS = frozenset(",;:.!?—–-()")


def forms_of(tokens: Sequence[Token]) -> list[str]:
    """The forms as the language model reads them."""
    return [token.text for token in tokens]


def forms_with(sentence: Sentence, at: int, form: str) -> list[str]:
    """The forms of a sentence with another in place of one of them."""
    forms = forms_of(sentence.tokens)
    forms[at] = form
    return forms


def analyse(sentences: Sequence[Sentence]) -> None:
    """Give each of these sentences its analysis, all in one go."""
    todo = list({id(s): s for s in sentences if s.tokens and not s.tokens.words}.values())
    for start in range(0, len(todo), _AT_ONCE):
        some = todo[start : start + _AT_ONCE]
        for sentence, words in zip(some, analysed([forms_of(s.tokens) for s in some]), strict=True):
            sentence.tokens.words = words


def analysed(sentences: Sequence[Sequence[str]]) -> Iterator[tuple[Word, ...]]:
    """The analysis of sentences of forms, in order. ModelError where the model cannot be had."""
    if not any(sentences):
        yield from (() for _ in sentences)
        return
    from ..errors import ModelError

    try:
        from ..language.model import MAX_TOKENS, default_model
        from ..language.words import joined, words_of
    except ImportError as error:
        raise ModelError(
            f"the language model cannot run: {error}", hint="install onnxruntime and numpy"
        ) from error
    model = default_model()
    cut = [list(_parts(forms, MAX_TOKENS)) for forms in sentences]
    found = iter(model([part for parts in cut for part in parts]))
    for parts in cut:
        yield joined([words_of(part, next(found), model.lemmatise) for part in parts])


def _parts(forms: Sequence[str], longest: int) -> Iterator[Sequence[str]]:
    """A sentence whole, or in parts of at most `longest` tokens, which end after a mark where they can."""
    start = 0
    while len(forms) - start > longest:
        end = start + longest
        while end > start + longest // 2 and plain(forms[end - 1]) not in _BREAKS:
            end -= 1
        end = end if end > start + longest // 2 else start + longest
        yield forms[start:end]
        start = end
    if start < len(forms):
        yield forms[start:]
