"""Words that are not meant to be standard English: foreign ones, parts of names, dialect in quotations, words set off."""

from __future__ import annotations

from ..document import View
from ..lexicon import load_named
from ..patterns import lazy
from .known import is_unknown
from .proposals import proposed

_QUOTES = frozenset("\"'“”‘’")
FOREIGN = frozenset(
    "la le les du des el los las et der und das il della di al da do dos een het de une un lui von van mea".split()
)
# Small words of names, beside words with capitals: Ursula von der Leyen, Osama bin Laden, dos Santos.
_PARTICLES = frozenset(
    """von vom zu zum zur van der den ter ten thor bin ibn ben bint abu abd della delle degli dello del dei dal dos das
    dela delos du des des la le los las el al ap af av och tot op ab""".split()
)
_STRIPPED = "\"'“”‘’(),.;:"
_WORD = lazy(r"[^\W\d_]+(?:['’][^\W\d_]+)?['’]?")
_SET_OFF = 40  # characters of a stretch in italics
_CLEAR, _LONG = 2.7, 7  # nats of a slip, and letters, that make a word no dialect


def stands_free(text: str, start: int, end: int) -> bool:
    """Whether the word is not among foreign words, no part of a name, nor alone in quotation marks."""
    alone = text[start - 1 : start] in _QUOTES and text[end:].lstrip(",.")[:1] in _QUOTES
    if alone or text.startswith((" [sic", " (sic"), end):
        return False
    word = text[start:end].lower()
    near = [part.strip(_STRIPPED) for part in (*text[:start].split()[-1:], *text[end:].split()[:1])]
    if word in _PARTICLES and any(part[:1].isupper() for part in near):
        return False
    sure = bool(proposed(word, near=True))
    return not any(_is_foreign(part, sure) for part in near)


def _is_foreign(word: str, sure: bool) -> bool:
    """Whether a neighbour tells that the language is another; less does where a slip is not sure."""
    lower = word.lower()
    if lower in FOREIGN or (not lower.isascii() and lower.isalpha() and is_unknown(lower)):
        return True
    return not sure and word.isalpha() and is_unknown(lower) and not proposed(lower, near=True)


def is_set_off(view: View, start: int, end: int) -> bool:
    """Whether the word stands in a short stretch between marks of markup, as foreign words are set in italics."""
    pieces = view.block.pieces
    number = sum(piece.at <= start for piece in pieces) - 1
    if number <= 0:
        return False
    begin = pieces[number].at
    stop = pieces[number + 1].at if number + 1 < len(pieces) else len(view.text)
    inside = view.text[begin:stop]
    return end <= stop and len(inside) <= _SET_OFF and inside == inside.strip()


def is_dialect(view: View, start: int, end: int) -> bool:
    """Whether the word is in a quotation that is dialect as a whole: two unknown words in it, or a marked one."""
    quote = next((span for span in view.quotes if span.start <= start and end <= span.end), None)
    if quote is None:
        return False
    word = view.text[start:end].lower()
    found = proposed(word)
    if len(word) >= _LONG and found and found[0].slips <= _CLEAR:
        return False
    words = {
        match[0].lower().replace("’", "'") for match in _WORD.finditer(view.text, quote.start, quote.end)
    }
    if any(each in load_named("dialect-words") or each.endswith("nae") for each in words):
        return True
    return sum(each.isascii() and len(each) > 2 and is_unknown(each) for each in words) > 1
