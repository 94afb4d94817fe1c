"""What speaks for taking a wrong frame (`fitting.py`) as sound after all."""

from __future__ import annotations

from functools import cache

from ..annotate.chunk import may
from ..document import Word
from ..lexicon import load_named
from .clause import finite_after, phrase_head
from .fitting import FAR, Place
from .phrases import PERSONS, is_adverbial, is_person, is_time
from .use import OBJECTS, Use
from .valency import NOMINAL, frames, items

_CLEAR = 0.85  # of arcs
_SPOKEN = frozenset({"person-without-to", "person-with-infinitive", "gerund"})
_MARKS = frozenset({".", ",", ";", "?", "!", ":", '"', "”", "’", "'"})
# One can tell that it rains, and make efforts to assure that it does.
_UNSAID = {"tell": ("VB", "VBP", "VBZ", "VBG"), "assure": ("VB", "VBG")}
_OF_NOUN = frozenset({"of", "about", "against", "over", "than"})  # after a noun hardly the verb's
_OBJECT_STARTS = ("DT", "PRP", "PRP$", "CD")
_NOMINAL_USES = frozenset("obj nsubj nsubj:pass obl nmod root conj appos compound".split())
_DEGREES = frozenset({"most", "least", "more", "less", "the"})


def is_sound(use: Use, place: Place) -> bool:
    """Whether the frame may be right here, or may not be the word's own."""
    left, kind = place.fault.left, place.fault.kind
    end = place.ranges[-1][1]
    if _has_its_own(use, place):
        return True
    if kind == "missing-preposition" and len(left) == 1 and left[0].slot in NOMINAL:
        return not _is_object(use, *place.ranges[0])
    if kind in _SPOKEN and not use.has_subject:
        return True
    if kind == "needless-preposition" and _may_be_noun(use, place):
        return True
    if kind == "person-without-to" and use.tokens[use.at - 1].text in _MARKS:
        return True  # “…,” said the mayor
    if (kind == "person-with-infinitive" or _said_that_one(place)) and finite_after(use.tokens, use.at, end):
        return True
    if kind == "person-with-infinitive" and use.tokens[place.ranges[0][0]].lower in ("a", "an", "some"):
        return True  # “proposed a panel to study it”
    if left[-1].slot == "S" and (
        _is_of_noun(use, place) if place.fault.with_object else _may_be_passive(use)
    ):
        return True
    if kind == "person-missing" and not (use.has_subject and use.may_speak):
        return True
    alone = left[-1].slot == "VB" and not place.fault.with_object
    if alone and kind in ("infinitive", "person-missing") and _may_be_participle(use, end):
        return True
    if left[-1].slot in ("VB", "VBG") and not _governs(use, place):
        return True
    return _is_apart(use, place) if use.verb else _is_not_its_own(use, place)


def _is_of_noun(use: Use, place: Place) -> bool:
    """Whether a clause after the object may belong to a noun in it: “on the grounds that”."""
    start, end = place.ranges[0]
    return end > start and phrase_head(use.words, start) != end - 1


def _said_that_one(place: Place) -> bool:
    """Whether the frame is “that the mayor to resign”."""
    left = place.fault.left
    return "that" in left[0].words and left[-1].slot == "VB"


def _has_its_own(use: Use, place: Place) -> bool:
    """Whether the word has what it takes besides: “depends for its income on”; the other is an adverbial."""
    right = [item for item in place.fault.right if not item.slot]
    if len(right) != 1 or right[0].words[0] == "that":
        return False
    object_, last = range(*place.ranges[0]), place.ranges[-1][1] - 1
    both = zip(place.fault.left, place.ranges, strict=True)
    wrong = {pos for item, (start, end) in both if not item.slot for pos in range(start, end)}
    for pos in range(use.at + 1, min(use.at + FAR, len(use.tokens))):
        lower, head = use.tokens[pos].lower, use.words[pos].head
        if lower != right[0].words[0] or pos in wrong or use.words[pos].upos == "PART" or head <= pos:
            continue
        owner = use.words[head].head
        owned = owner == use.at or (owner in object_ and pos not in object_)
        owned = owned or (
            owner == last and use.words[head].xpos == "VBG"
        )  # “the candidate for mayor of lying”
        if owned and not is_adverbial(use.tokens, use.words, pos + 1, head, lower):
            return True
    return False


def _is_object(use: Use, start: int, end: int) -> bool:
    """Whether what follows the verb is its object, and neither a subject nor a time."""
    top = phrase_head(use.words, start)
    if top is None or use.words[top].head != use.at or use.words[top].deprel not in OBJECTS:
        return False
    if may(use.tokens[use.at], "NN", "NNS") and not _is_surely_verb(use):
        return False
    if use.word.xpos == "VBG" and not may(use.tokens[start], *_OBJECT_STARTS):
        return False  # “resulting damage”
    thing = use.words[top].upos in ("NOUN", "PROPN") or use.tokens[top].lower in PERSONS
    if not thing or is_time(use.words[top], use.tokens[top]) or use.gap or not use.has_subject:
        return False
    return not finite_after(use.tokens, use.at, max(end, top + 1))


def _is_surely_verb(use: Use) -> bool:
    """Whether a word that may be a noun is a verb by what is before it: “will result”, “they object”."""
    if use.word.xpos in ("VBD", "VBN"):
        return True
    before = use.tokens[use.at - 1].lower if use.at else ""
    pronoun = any(use.words[at].upos == "PRON" for at in use.subjects)
    return pronoun or (before != "to" and "aux" in use.own)


def _may_be_passive(use: Use) -> bool:
    """Whether a verb before “that” is not surely active: “people assured that”."""
    if not use.verb:
        return False
    if (use.objects and use.passive) or use.word.xpos in _UNSAID.get(use.word.lemma, ()):
        return True
    active = use.word.xpos == "VBD" or bool(use.own & {"aux", "nsubj"})
    return use.word.xpos in ("VBD", "VBN") and not (use.has_subject and active)


def _may_be_noun(use: Use, place: Place) -> bool:
    """Whether “of” may follow because the verb stands for a noun: “the checking of”, “files asked for”."""
    if use.word.xpos == "VBG":
        return "of" in place.fault.left[0].words and use.word.deprel in _NOMINAL_USES
    return use.word.xpos == "VBN" and "aux" not in use.own and not use.may_speak


def _may_be_participle(use: Use, end: int) -> bool:
    """Whether a verb with no object may have one elsewhere: “the number of people | allowed to stay”."""
    if not use.verb:
        return False
    head = use.word.head
    if use.gap or (head >= 0 and use.words[head].upos == "ADJ"):
        return True  # “the man they urged to go”, “hard to convince to go”
    if may(use.tokens[use.at], "NN", "NNS") and finite_after(use.tokens, use.at, end):
        return True
    modal = any(use.words[child].xpos == "MD" for child in use.tree.children[use.at])
    if modal and use.word.xpos in ("VBD", "VBN") and "aux:pass" not in use.own:
        return True  # “will allowed to”, which lacks a “be”
    arcs = (use.words[at].sure_arc for at in (*use.subjects, use.at))
    return use.word.xpos in ("VBD", "VBN") and any(sure < _CLEAR for sure in arcs)


def _governs(use: Use, place: Place) -> bool:
    """Whether the verb form at the end of the frame belongs to the word, not to what stands between."""
    left, start = place.fault.left, place.ranges[-1][0]
    form = use.words[start]
    if form.deprel in ("compound", "amod") and form.head == start + 1:
        form = use.words[form.head]  # “smuggling cigarettes”, taken for a compound
    purpose = form.xpos == "VB" and form.lemma in load_named("purpose-verbs")
    if purpose and any("from" in item.words for item in place.fault.right):
        return False  # “prevented the merger to protect small banks”
    if [item.slot for item in left] == ["H", "VBG"] and (
        form.deprel not in ("xcomp", "ccomp") or finite_after(use.tokens, use.at, start + 1)
    ):
        return False
    after = use.words[start + 1].upos if start + 1 < len(use.words) else ""
    if place.fault.kind == "missing-to" and after == "ADP" and may(use.tokens[start], "NN"):
        return False  # “allow you access to”
    if use.passive and form.xpos == "VB" and place.fault.with_object and not use.has_person:
        return False
    if form.xpos == "VB" and any(token.lower == "for" for token in use.tokens[slice(*place.ranges[0])]):
        return False  # “the need for a man to go”
    if form.xpos == "VB" and place.fault.with_object and _offers_infinitive(use, *place.ranges[0]):
        return False  # “praised the decision to resign”, whatever the tree hangs it on
    if use.at <= form.head < use.after:
        return form.deprel not in ("conj", "parataxis")
    if form.deprel in ("aux", "aux:pass", "cop") and use.words[form.head].head == use.at:
        return True
    return _hangs_on_object(use, place, form)


def _offers_infinitive(use: Use, start: int, end: int) -> bool:
    """Whether the object ends in a noun that takes an infinitive of its own."""
    top = phrase_head(use.words, start) if end > start else None
    return top == end - 1 and use.words[top].lemma in load_named("nouns-with-infinitive")


def _hangs_on_object(use: Use, place: Place, form: Word) -> bool:
    """Whether the tree hangs a verb form on the object, but the object takes none of its own."""
    both = zip(place.fault.left, place.ranges, strict=True)
    objects = [(item, where) for item, where in both if item.slot in NOMINAL and where[1] > where[0]]
    item, (start, end) = objects[0] if objects else (place.fault.left[0], (0, 0))
    top = phrase_head(use.words, start) if objects else None
    if top is None:
        return False
    person = is_person(use.words[top], use.tokens[top])
    if form.xpos == "VBG":
        object_ = use.tokens[place.ranges[-1][1] : place.ranges[-1][1] + 1]
        title = any("of" in one.words for one in place.fault.left) and not (
            object_ and may(object_[0], *_OBJECT_STARTS)
        )
        return person and start <= form.head < end and not title  # “the director of nursing”
    plain = use.words[top].lemma not in load_named("nouns-with-infinitive")
    return form.head == top and (person or (item.slot == "N" and plain))


def _is_apart(use: Use, place: Place) -> bool:
    """Whether a noun phrase at the end of a verb's frame belongs to the object: “the threat to shipping”."""
    left, (start, end) = place.fault.left, place.ranges[-1]
    if left[-1].slot in ("VB", "VBG", "S", "W", "C") or end == start:
        return False
    top = phrase_head(use.words, start)
    if [item.slot for item in left] == ["H", "N"] and place.ranges[0][1] > place.ranges[0][0]:
        return top is None or use.words[top].head != use.at or use.words[top].deprel not in OBJECTS
    if not place.fault.with_object or place.ranges[0][1] == place.ranges[0][0] or len(left) < 3:
        return False
    start, end = place.ranges[0]
    if use.needy and use.subjects and place.ranges[1][0] == end:
        return False  # “attributed the fall on the weather”: else the verb would lack what it needs
    head = phrase_head(use.words, start)
    owned = head is not None and _takes(use.words[head].lemma, use.tokens[place.ranges[1][0]].lower)
    return owned or (top is not None and use.words[top].head != use.at)


@cache
def _prepositions() -> dict[str, set[str]]:
    """The prepositions that nouns take, by the lexicon of frames."""
    found: dict[str, set[str]] = {}
    for entry in frames("nouns"):
        own = {word for frame in entry.takes for item in items(frame) if not item.slot for word in item.words}
        for head in entry.heads:
            found.setdefault(head, set()).update(own)
    return found


def _takes(noun: str, preposition: str) -> bool:
    return preposition in _prepositions().get(noun, ())


def _is_not_its_own(use: Use, place: Place) -> bool:
    """Whether what follows a noun or an adjective may hang on something else."""
    first = place.fault.left[0].words
    if use.word.upos == "ADJ" and "of" in first and use.tokens[use.at - 1].lower in _DEGREES:
        return True  # “the most famous of them”
    if "as" in first and use.at and use.tokens[use.at - 1].lower in ("as", "so"):
        return True  # “as similar as possible”
    if use.word.upos != "NOUN" or place.fault.left[-1].slot == "S":
        return False
    start = place.ranges[0][0]
    top = phrase_head(use.words, place.ranges[-1][0])
    return top is not None and use.words[top].head != use.at and use.tokens[start].lower not in _OF_NOUN
