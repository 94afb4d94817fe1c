"""Templates of messages and fixes: `{head|plural}`, `{verb|VBG}`, `{verb|as:accuse}`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

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
_TAGS = {"plural": "NNS", "singular": "NN", **_FEATS, **{tag: tag for tag in _FEATS.values()}}


def _possessive(text: str) -> str:
    return text + ("'" if text.lower().endswith("s") else "'s")


# Forms of “be”, whose number shows in the past too.
_SINGULAR = {"are": "is", "were": "was", "'re": "'s"}
_PLURAL = {"is": "are", "was": "were", "am": "are", "'s": "are"}


def _agreeing(text: str, forms: Mapping[str, str], tag: str) -> str:
    """The verb with the number of a third person: “were” → “was”, “have” → “has”."""
    other = forms.get(text.lower())
    return copy_case(text, other) if other else inflect(text, tag)


_PLAIN: dict[str, Callable[[str], str]] = {
    "lower": str.lower,
    "upper": str.upper,
    "title": str.title,
    "capital": lambda text: text[:1].upper() + text[1:],
    "possessive": _possessive,
    "article": a_or_an,
    "nocomma": lambda text: text.replace(",", ""),
    "strip": str.strip,
    "sing-verb": lambda text: _agreeing(text, _SINGULAR, "VBZ"),
    "plur-verb": lambda text: _agreeing(text, _PLURAL, "VB"),
}


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with its fields filled in; an unknown inflection leaves the word as it is."""

    def one(match: re.Match[str]) -> str:
        text = values.get(match[1], "")
        for name in match[2].split("|")[1:]:
            text = _filtered(text, name)
        return text

    return _FIELD.sub(one, template)


def _filtered(text: str, name: str) -> str:
    if name.startswith("as:"):
        return _in_form_of(text, name[3:])
    return _PLAIN[name](text) if name in _PLAIN else inflect(text, _TAGS[name])


def _in_form_of(text: str, lemma: str) -> str:
    """Another verb in the form of this one: “said”, accuse -> “accused”."""
    lexicon = default_lexicon()
    tags = [r.xpos for r in lexicon.readings(text) if r.xpos.startswith("VB")]
    form = lexicon.inflect(lemma, tags[0] if tags else "VB")
    return copy_case(text, form or lemma)


def faults(template: str, names: frozenset[str] | None) -> Iterator[str]:
    """What is wrong with a template, where `names` are the captures it may use; None: any."""
    for match in _FIELD.finditer(template):
        if names is not None and match[1] not in names:
            yield f"“{match[0]}” names no capture; there are: {', '.join(sorted(names)) or 'none'}"
        for name in match[2].split("|")[1:]:
            if name not in _PLAIN and name not in _TAGS and not name.startswith("as:"):
                yield f"“{name}” is no filter; there are: {', '.join(sorted({*_PLAIN, *_TAGS}))}"


def inflect(text: str, tag: str) -> str:
    """The form of `text` with this Penn tag, its case kept."""
    lexicon = default_lexicon()
    wanted = "V" if tag.startswith("V") else "N" if tag.startswith("N") else "J"
    lemmas = [r.lemma for r in lexicon.readings(text) if r.xpos.startswith(wanted)]
    form = lexicon.inflect(lemmas[0] if lemmas else text.lower(), tag)
    return copy_case(text, form) if form else text
