"""A verb in another form than the word before it governs: “is call the Old Lady”, “has taste success”, “of grant leave”.

What is a base form may be a noun too (“is hope”, “has success”), and no tag tells in a faulty sentence. So the form that
the word before governs is put in place, and the trigrams around say how much likelier the text becomes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from ..annotate.chunk import usual
from ..document import View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding, Replace
from .slips import Around, alone, around_words

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]


class Frame(NamedTuple):
    """Words that govern a form, what the word after them may not be or must be, by Penn tags, and the forms meant."""

    words: str
    wrong: frozenset[str]
    sound: frozenset[str]
    meant: tuple[str, ...]


_NO_VERBS = frozenset("JJ JJR RB IN CD DT PRP PRP$ MD CC WRB WP WDT TO UH".split())
_FRAMES: Mapping[str, Frame] = MappingProxyType(
    {
        "be": Frame(
            "is are was were been be isn't aren't wasn't weren't",
            frozenset({"VB", "VBZ", "VBD"}),
            _NO_VERBS | {"VBN", "VBG", "NNS", "NNP"},
            ("VBN", "VBG"),
        ),
        "have": Frame(
            "have has had haven't hasn't hadn't",
            frozenset({"VB", "VBZ", "VBD", "VBG"}),
            _NO_VERBS | {"VBN", "NNS", "NNP"},
            ("VBN",),
        ),
        "modal": Frame(
            "will would can could may might must should won't wouldn't can't couldn't shouldn't mustn't",
            frozenset({"VBD", "VBN", "VBZ", "VBG"}),
            _NO_VERBS | {"VB", "NN", "NNP"},
            ("VB",),
        ),
        "do": Frame(
            "don't doesn't didn't",
            frozenset({"VBD", "VBN", "VBZ", "VBG"}),
            _NO_VERBS | {"VB"},
            ("VB",),
        ),
        "preposition": Frame(
            "of in by for from after before without at with on into about against upon",
            frozenset({"VB"}),
            _NO_VERBS | {"VBN", "VBG", "NNS", "NNP"},
            ("VBG",),
        ),
        "to": Frame(
            "to", frozenset({"VBD", "VBN", "VBZ"}), _NO_VERBS | {"VB", "VBG", "NN", "NNS", "NNP"}, ("VB",)
        ),
    }
)
_RUNNING = 3.0  # what is taken off the gain after “have”, which may have a noun in -ing, or an adjective, for its object
# Between the governing word and the verb: “is not call”.
_BETWEEN = "not also never already still now always often only just".split()
# Forms of be after “have” and “to” are looked at elsewhere; “re-” is no word.
_LEFT_ALONE = frozenset(
    "is are was were am has isn't aren't wasn't weren't hasn't re host love talk go do home head key use".split()
)


def governed(views: Sequence[View], after: str, gain: str) -> Iterator[Finding]:
    """Verbs after the words of a frame (`after`) in a form that loses so many nats against the one meant."""
    import numpy as np

    if not views:
        return
    around = around_words(views)
    frame = _FRAMES[after]
    model = around.model
    head, between = np.zeros((2, model.size + 1), bool)  # the last place is that of words unknown
    head[model.numbers(frame.words.split())] = between[model.numbers(_BETWEEN)] = True
    head[-1] = between[-1] = False
    led = head[around.one] | (between[around.one] & head[around.two])
    places = np.flatnonzero(led & (around.numbers >= 0))
    at, meant = _forms(around, places.tolist(), after)
    if not at:
        return
    gains = around.triples(np.array(at), np.array(meant))
    best: dict[int, tuple[float, int]] = {}
    for place, number, gained in zip(at, meant, gains.tolist(), strict=True):
        if model.word(int(around.numbers[place])).endswith("ing") and after == "have":
            gained -= _RUNNING
        best[place] = max((gained, number), best.get(place, (float(gain), -1)))
    for place, (_, number) in sorted(best.items()):
        finding = _finding(around, place, number, after) if number >= 0 else None
        if finding:
            yield finding


def _forms(around: Around, places: Sequence[int], after: str) -> tuple[list[int], list[int]]:
    """The places whose word has a wrong form for the frame, each with the numbers of the forms meant."""
    pairs = [(at, number) for at in places for number in _meant(int(around.numbers[at]), after)]
    return [at for at, _ in pairs], [number for _, number in pairs]


@cache
def _meant(number: int, after: str) -> tuple[int, ...]:
    from ..language.ngrams import default_ngrams

    frame, lexicon, model = _FRAMES[after], default_lexicon(), default_ngrams()
    word = model.word(number)
    tags = lexicon.tags(word)
    if not tags & frame.wrong or tags & frame.sound or word in _LEFT_ALONE:
        return ()
    lemma = next(reading.lemma for reading in lexicon.readings(word) if reading.xpos.startswith("VB"))
    forms = [form for tag in frame.meant if (form := lexicon.inflect(lemma, tag)) and form != word]
    return tuple(found for found in model.numbers(forms) if found >= 0)


def _finding(around: Around, place: int, number: int, after: str) -> Finding | None:
    view, start, end = around.place(place)
    if not view.text[start:end].islower() or not alone(view.text, start, end):
        return None
    sentence = view.sentence_at(start)
    before = view.folded[sentence.start if sentence else 0 : start]
    if _EXCUSES[after](before, view.folded[end : end + 25]):
        return None
    mend = Replace(start, end, around.model.word(number))
    values = {"match": view.text[start:end], "before": before.split()[-1] if before.split() else ""}
    return Finding(view, start, end, ((mend,),), values)


# ── Where the form is sound all the same ────────────────────────────────────────────────────────────────

_CLEFT = lazy(r"\b(?:do|does|did|done|doing|there)\b")  # “all he had to do was call”, “there was talk”
_CAUSED = lazy(r"\b(?:who|what|which)\b.*\b(?:do|does|did)\b")  # “who did he have call you?”
_THING = lazy(  # “the tin can opened”, “his will named three heirs”, “those who could limited their losses”
    r"\b(?:(?:the|an?|his|her|their|my|our|your|its|this|of|free|political|tin|trash|garbage|beer|oil|gas|paint|those|all|what|who|as)|\w+'s)"
    r"\s(?:will|can|might|must|would|could|may|should)\s+$"
)
_LEFT_BEHIND = lazy(  # “the club they belonged to”, “what it comes to”
    r"\b(?:\w+\s(?:he|she|it|they|we|i|you)|who|that|which|what|whom)\s(?:[\w']+\s){1,3}to\s+$"
)
_NEXT = lazy(r"\s[\w'-]+")
_OBJECT = lazy(r"\s(?!(?:of|and|or|but|in|to|from|is|was|as|than)\b)\w")


def _after_be(before: str, after: str) -> bool:
    return _CLEFT.search(before) is not None


_IN_MAY = lazy(
    r"\b(?:in|since|until|till|by|of|last|next|early|late|this|from|before|after|during|and|to|every|each) [Mm]ay ?$"
)


def _after_modal(before: str, after: str) -> bool:
    return _THING.search(before) is not None or _IN_MAY.search(before) is not None


def _after_have(before: str, after: str) -> bool:
    return _CAUSED.search(before) is not None


def _after_to(before: str, after: str) -> bool:
    noun = _NEXT.match(after)  # “subject to accelerated tests”
    return _LEFT_BEHIND.search(before) is not None or (
        noun is not None and usual(noun[0].strip()) in ("NN", "NNS", "JJ", "VBG")
    )


def _after_preposition(before: str, after: str) -> bool:
    return _OBJECT.match(after) is None


def _never(before: str, after: str) -> bool:
    return False


_EXCUSES: Mapping[str, Callable[[str, str], bool]] = MappingProxyType(
    {
        "be": _after_be,
        "have": _after_have,
        "modal": _after_modal,
        "do": _never,
        "preposition": _after_preposition,
        "to": _after_to,
    }
)
