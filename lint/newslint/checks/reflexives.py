"""Reflexive pronouns that differ from the subject right before their verb: he hurt herself, the queen hurt himself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import Token, View
from ..lexicon import copy_case, default_lexicon
from ..rule import Finding, Replace

_HIM, _HER = frozenset({"himself"}), frozenset({"herself"})
_MEN = "man boy king prince father son brother husband uncle grandfather nephew actor monk widower policeman fisherman"
_WOMEN = (
    "woman girl queen princess mother daughter sister wife aunt grandmother niece actress nun widow waitress"
)
# The forms that go with a subject, the usual one first.
_FORMS: dict[str, tuple[str, ...]] = {
    "i": ("myself",),
    "you": ("yourself", "yourselves"),
    "he": ("himself",),
    "she": ("herself",),
    "it": ("itself", "himself", "herself"),  # of animals and ships
    "we": ("ourselves", "ourself"),
    "they": ("themselves", "themself"),
    **dict.fromkeys(_MEN.split(), ("himself",)),
    **dict.fromkeys(_WOMEN.split(), ("herself",)),
}
_REFLEXIVES = frozenset(form for forms in _FORMS.values() for form in forms)
_VERBAL = frozenset({"VB", "VBD", "VBZ", "VBN", "VBG"})
_AUXILIARIES = frozenset(
    "have has had 've 'd be is are was were been being am 'm 's 're do does did will would can could shall should may "
    "might must ca wo 'll not n't never also only just even cannot".split()
)
_FAR = 5  # words between the subject and the pronoun


def mismatches(views: Sequence[View]) -> Iterator[Finding]:
    """Reflexive pronouns after a verb whose subject, right before it, asks for another."""
    for view in views:
        for sentence in view.sentences_with(_REFLEXIVES):
            for at, token in enumerate(sentence.tokens):
                subject = _subject(sentence.tokens, at) if token.lower in _REFLEXIVES else None
                if subject and token.lower not in _FORMS[subject.lower]:
                    right = copy_case(token.text, _FORMS[subject.lower][0])
                    mended = ((Replace(token.start, token.end, right),),)
                    yield Finding(view, token.start, token.end, mended, {"subject": subject.text})


def _subject(tokens: Sequence[Token], at: int) -> Token | None:
    """The subject before the verb that the pronoun follows, where only auxiliaries and adverbs stand between."""
    tags = default_lexicon().tags
    verb = False
    for before in range(at - 1, max(-1, at - 2 - _FAR), -1):
        token, own = tokens[before], tags(tokens[before].lower)
        if token.lower in _FORMS:
            return token if verb and not _is_object(tokens, before) else None
        if not verb and own & _VERBAL and not own & {"IN", "CC", "DT", "PRP"}:
            verb = True
        elif token.lower not in _AUXILIARIES and not own <= {"RB", "RBR", "RP"}:
            return None
    return None


def _is_object(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word may be no subject: “he saw the girl hurt himself” is odd, but “with the girl beside himself” is not."""
    lower = tokens[at].lower
    if lower in ("i", "he", "she", "they", "we"):
        return bool(at) and tokens[at - 1].lower in ("and", "or", "than")
    before = tokens[at - 1].lower if at else ""
    if lower in ("you", "it"):
        return bool(before) and before not in ("that", "if", "when", "because", ",", "but", "while", "as")
    opens = at - 1 if before in ("the", "a", "his", "her", "their", "this", "that", "young", "old") else at
    return opens > 0 and tokens[opens - 1].lower not in (
        ",",
        "but",
        "because",
        "when",
        "while",
        "said",
        "says",
    )
