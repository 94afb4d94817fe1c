"""Templates of messages and fixes: `{head|plural}`, `{verb|VBG}`, `{verb|as:accuse}`.

A kind that had the sentence analysed gives, for a value `verb`, two more that no template can name:
`verb:lemma` and `verb:xpos`. With them “lay” is a form of *lie* where the sentence says so; without, a word
is taken for what it is most often.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from ..document import plain
from ..lexicon import a_or_an, copy_case, default_lexicon

_FIELD = re.compile(r"\{(\w+)((?:\|[^{}|]+)*)\}")
_FEATS = {
    "Number=Plur": "NNS",
    "Number=Sing": "NN",
    "VerbForm=Inf": "VB",
    "VerbForm=Ger": "VBG",
    "VerbForm=Part": "VBN",
    "Tense=Past": "VBD",
    "Person=3": "VBZ",
    "Degree=Cmp": "JJR",
    "Degree=Sup": "JJS",
}
_INFLECTED = (*_FEATS.values(), "VBP", "JJ", "RB", "RBR", "RBS")
_TAGS = {"plural": "NNS", "singular": "NN", **_FEATS, **{tag: tag for tag in _INFLECTED}}


class Context(NamedTuple):
    """What a word is in its sentence; empty where that is not known."""

    lemma: str = ""
    xpos: str = ""


_UNKNOWN = Context()


def _possessive(text: str) -> str:
    return text + ("'" if text.lower().endswith("s") else "'s")


# Forms of “be”, whose number shows in the past too.
_SINGULAR = {"are": "is", "were": "was", "'re": "'s"}
_PLURAL = {"is": "are", "was": "were", "am": "are", "'s": "are"}


def _agreeing(text: str, forms: Mapping[str, str], tag: str, context: Context) -> str:
    """The verb with the number of a third person: “were” → “was”, “have” → “has”."""
    other = forms.get(text.lower())
    return copy_case(text, other) if other else inflect(text, tag, context)


def _auxiliary(singular: str, plural: str) -> Callable[[str], str]:
    """A filter that gives, for a subject, the verb that agrees with it."""

    def one(subject: str) -> str:
        head = subject.lower().split(" ")[-1]
        if head == "i":
            return {"is": "am"}.get(singular, singular if singular == "was" else plural)
        many = head in {"we", "you", "they", "these", "those"} or default_lexicon().only(head, "NNS")
        return plural if many else singular

    return one


_PLAIN: dict[str, Callable[[str], str]] = {
    "is": _auxiliary("is", "are"),
    "was": _auxiliary("was", "were"),
    "has": _auxiliary("has", "have"),
    "lower": str.lower,
    "upper": str.upper,
    "title": str.title,
    "capital": lambda text: text[:1].upper() + text[1:],
    "possessive": _possessive,
    "article": a_or_an,
    "nocomma": lambda text: text.replace(",", ""),
    "strip": str.strip,
}
_NUMBERS = {"sing-verb": (_SINGULAR, "VBZ"), "plur-verb": (_PLURAL, "VBP")}
_FILTERS = {**_PLAIN, **_NUMBERS, **_TAGS}


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with its fields filled in; an unknown inflection leaves the word as it is."""

    def one(match: re.Match[str]) -> str:
        text = values.get(match[1], "")
        context = Context(values.get(f"{match[1]}:lemma", ""), values.get(f"{match[1]}:xpos", ""))
        for name in match[2].split("|")[1:]:
            text = _filtered(text, name, context)
            if name.startswith("as:"):  # from here on it is another word
                context = _UNKNOWN
        return text

    return _FIELD.sub(one, template)


def _filtered(text: str, name: str, context: Context) -> str:
    if name.startswith("as:"):
        return _in_form_of(text, name[3:], context)
    if name in _NUMBERS:
        return _agreeing(text, *_NUMBERS[name], context)
    return _PLAIN[name](text) if name in _PLAIN else inflect(text, _TAGS[name], context)


def _in_form_of(text: str, lemma: str, context: Context) -> str:
    """Another verb in the form of this one: “said”, accuse -> “accused”."""
    tags = [context.xpos, *(reading.xpos for reading in default_lexicon().readings(text))]
    tag = next((tag for tag in tags if tag.startswith("VB")), "VB")
    return copy_case(text, _form(lemma, tag, text) or lemma)


def faults(template: str, names: frozenset[str] | None) -> Iterator[str]:
    """What is wrong with a template, where `names` are the captures it may use; None: any."""
    for match in _FIELD.finditer(template):
        if names is not None and match[1] not in names:
            yield f"“{match[0]}” names no capture; there are: {', '.join(sorted(names)) or 'none'}"
        for name in match[2].split("|")[1:]:
            if name not in _FILTERS and not name.startswith("as:"):
                yield f"“{name}” is no filter; there are: {', '.join(sorted(_FILTERS))}"


def inflect(text: str, tag: str, context: Context = _UNKNOWN) -> str:
    """The form of `text` with this Penn tag, its case kept."""
    form = _form(_lemma(text, tag, context), tag, text)
    return copy_case(text, form) if form else text


def _lemma(text: str, tag: str, context: Context) -> str:
    """The lemma that a verb, noun, adjective or adverb (by the tag wanted) has here, or has most often."""
    wanted = tag[:1]
    fitting = [reading for reading in default_lexicon().readings(text) if reading.xpos.startswith(wanted)]
    # “Was wrote” leads the model astray: it takes “wrote” for the participle of a verb of that form.
    own = [reading for reading in fitting if reading.lemma == context.lemma]
    # A regular past form is no base form, as the model takes it to be in “may closed the plant”.
    base = context.xpos == "VB" and (default_lexicon().may_be(text, "VB") or not text.lower().endswith("ed"))
    likely = not fitting or own or context.lemma != text.lower() or base
    if context.lemma and context.xpos.startswith(wanted) and likely:
        return context.lemma
    common = [reading.lemma for reading in fitting if not reading.xpos.startswith("NNP")]
    return common[0] if common else fitting[0].lemma if fitting else text.lower()


_PAST_PLURAL = frozenset({"are", "'re", "were"})


def _form(lemma: str, tag: str, text: str) -> str | None:
    """The form of a lemma for a tag; `text`, the form at hand, tells the number of “was” and “were”."""
    if lemma == "be" and tag == "VBP":
        return "are"
    if lemma == "be" and tag == "VBD" and plain(text).lower() in _PAST_PLURAL:
        return "were"
    if tag == "NNS" and lemma[:1].isupper() and lemma.endswith("y"):
        return f"{lemma}s"  # the Kennedys, both Germanys
    form = default_lexicon().inflect(lemma, "VB" if tag == "VBP" else tag)
    if form is None and tag in _DEGREES and default_lexicon().may_be(lemma, "JJ", "RB"):
        return f"{_DEGREES[tag]} {lemma}"
    return form


_DEGREES = {"JJR": "more", "RBR": "more", "JJS": "most", "RBS": "most"}
