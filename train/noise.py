"""Noise as drafts have it: slips of the keys, wrong agreement, capitals, headlines without articles.

The tree stays as it is: what is noised is only what the reader sees. A flipped verb keeps its tree and gets
the tag of its new form, so that the tagger tells what stands there and the parser learns not to trust it.
"""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

from treebank import Tree

BE = {
    "is": "are", "are": "is", "was": "were", "were": "was", "has": "have", "have": "has", "does": "do",
    "do": "does",
    "'s": "'re", "'re": "'s",
}  # fmt: skip
CURLY = {"'": "’", '"': "”"}


@cache
def _inflect(lemma: str, xpos: str) -> str | None:
    from newslint.lexicon import default_lexicon

    return default_lexicon().inflect(lemma, xpos)


def flipped(form: str, lemma: str, xpos: str, feats: str) -> tuple[str, str, str] | None:
    """The verb in the other number, with its tag and features; None where it shows none."""
    if "VerbForm=Fin" not in feats or "Person=1" in feats or "Person=2" in feats or "Number=" not in feats:
        return None
    lower = form.lower()
    other = BE.get(lower) if lower in BE else None
    if other is None:
        if xpos == "VBZ":
            other = _inflect(lemma, "VB")
        elif xpos == "VBP":
            other = _inflect(lemma, "VBZ")
    if other is None or other == lower:
        return None
    to = {"VBZ": "VBP", "VBP": "VBZ"}.get(xpos, xpos)
    swap = (
        feats.replace("Number=Sing", "Number=X")
        .replace("Number=Plur", "Number=Sing")
        .replace("Number=X", "Number=Plur")
    )
    return (other.capitalize() if form[:1].isupper() else other), to, swap


def demanded(tree: Tree) -> list[int]:
    """What number each finite verb's subject asks for: 1 singular, 2 plural, 0 nothing that shows."""
    out = []
    for form, lemma, xpos, feats in zip(tree.forms, tree.lemmas, tree.xpos, tree.feats, strict=True):
        shows = flipped(form, lemma, xpos, feats) is not None
        out.append((1 if "Number=Sing" in feats else 2) if shows else 0)
    return out


def noised(tree: Tree, rng: random.Random) -> tuple[Tree, list[int]]:
    """The sentence with some noise, and the number that each finite verb's subject asks for."""
    asked = demanded(tree)
    if rng.random() < 0.5:
        tree = _flip(tree, asked, rng)
    if rng.random() < 0.12:
        tree, asked = _headline(tree, asked, rng)
    elif rng.random() < 0.05:
        tree = replace(tree, forms=[form.upper() for form in tree.forms])
    elif rng.random() < 0.04:
        tree = replace(tree, forms=[form.lower() for form in tree.forms])
    if rng.random() < 0.3:
        tree = replace(tree, forms=[_curly(form, rng) for form in tree.forms])
    if rng.random() < 0.1:
        tree = replace(tree, forms=[_typo(form, rng) if rng.random() < 0.06 else form for form in tree.forms])
    return tree, asked


def _flip(tree: Tree, asked: list[int], rng: random.Random) -> Tree:
    forms, xpos, feats = list(tree.forms), list(tree.xpos), list(tree.feats)
    for i, number in enumerate(asked):
        if number and rng.random() < 0.5:
            other = flipped(forms[i], tree.lemmas[i], xpos[i], feats[i])
            if other:
                forms[i], xpos[i], feats[i] = other
    return replace(tree, forms=forms, xpos=xpos, feats=feats)


def _headline(tree: Tree, asked: list[int], rng: random.Random) -> tuple[Tree, list[int]]:
    """Without its articles and its last stop, perhaps without forms of “be”; perhaps in capitals."""
    with_children = set(tree.heads)
    drop = {
        i
        for i in range(len(tree))
        if i + 1 not in with_children
        and tree.heads[i]
        and (
            (tree.xpos[i] == "DT" and "PronType=Art" in tree.feats[i])
            or (tree.forms[i] == "." and i == len(tree) - 1)
            or (tree.lemmas[i] == "be" and tree.upos[i] == "AUX" and rng.random() < 0.3)
        )
    }
    tree = tree.without(drop)
    asked = [number for i, number in enumerate(asked) if i not in drop]
    forms = list(tree.forms)
    if forms and rng.random() < 0.6:
        forms = [
            form[:1].upper() + form[1:]
            if upos not in {"ADP", "DET", "CCONJ", "PART"} and form[:1].isalpha()
            else form
            for form, upos in zip(forms, tree.upos, strict=True)
        ]
    if forms:
        forms[0] = forms[0][:1].upper() + forms[0][1:]
    return replace(tree, forms=forms), asked


def _curly(form: str, rng: random.Random) -> str:
    if form == '"':
        return rng.choice("“”")
    return form.replace("'", "’")


def _typo(form: str, rng: random.Random) -> str:
    if len(form) < 4 or not form.isalpha():
        return form
    at = rng.randrange(1, len(form) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return form[:at] + form[at + 1 :]
    if kind == 1:
        return form[:at] + form[at] + form[at:]
    if kind == 2:
        return form[:at] + form[at + 1] + form[at] + form[at + 2 :]
    return form[:at] + rng.choice("abcdefghijklmnopqrstuvwxyz") + form[at + 1 :]
