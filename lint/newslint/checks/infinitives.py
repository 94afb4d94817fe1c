"""Verbs after the “to” of an infinitive in another form than the base: “to allowed the team in”.

“To” may be a preposition left at the end of a clause (“the school she went to closed”), which no word tells. So the
question is put to the parser the other way round: with the base form in place, is it an infinitive in a whole sentence?
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..annotate.language import analyse, analysed, forms_with
from ..document import Sentence, Tokens, View, Word
from ..lexicon import copy_case, default_lexicon
from ..rule import Finding, Replace

_TO = frozenset({"to"})
# What follows no participle that goes with a noun (“agreed to reduced hours”), and what follows no noun.
_OBJECTS = frozenset(
    "the a an his her its their our my your these those this him them us me it you such any every all".split()
)
_AFTER = _OBJECTS | frozenset(
    "in on at with from for about up out off down over back into that to . , ; !".split()
)
_WH = frozenset("who whom which that what whatever whose where how".split())
_BE = frozenset("is are was were am has had does did".split())
# After these “to” is a preposition, or what follows it is a noun or a name.
_PREPOSITIONAL = frozenset(
    "according due prior thanks owing opposed close similar next subject up used down back on over in from".split()
)
_NEVER = frozenset(
    "used supposed cost lay saw found fell felt left lead read bit rose wound bore hid".split()
)


def inflected(views: Sequence[View]) -> Iterator[Finding]:
    """A verb after “to” that has an ending or is a past tense, where only an infinitive makes sense."""
    analyse(list(candidates(views)))
    found = [(view, s, at) for view in views for s in view.sentences_with(_TO) for at in _places(s.tokens)]
    found = [(view, s, at) for view, s, at in found if not _stranded(s.tokens, s.analysis, at)]
    mended = analysed([forms_with(s, at, _base(s.tokens[at].text)) for _, s, at in found])
    for (view, sentence, at), words in zip(found, mended, strict=True):
        if _whole(words, at):
            token = sentence.tokens[at]
            new = copy_case(token.text, _base(token.text))
            edit = Replace(token.start, token.end, new)
            yield Finding(view, token.start, token.end, ((edit,),), {"match": token.text})


def candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences with such a place."""
    for view in views:
        for sentence in view.sentences_with(_TO):
            if next(_places(sentence.tokens), None) is not None:
                yield sentence


def _places(tokens: Tokens) -> Iterator[int]:
    """The verbs in question: a past tense or an -s form that can be no participle and no noun, or has an object."""
    lexicon = default_lexicon()
    for at in range(2, len(tokens) - 1):
        text, after = tokens[at].lower, tokens[at + 1].lower
        if tokens[at - 1].lower != "to" or tokens[at].text != text or text in _NEVER or after == "-":
            continue
        tags = lexicon.tags(text)
        if "VB" in tags or tags.isdisjoint({"VBD", "VBN", "VBZ"}) or tokens[at - 2].lower in _PREPOSITIONAL:
            continue
        if (
            text in _BE
            or tags <= {"VBD"}
            or tags <= {"VBZ"}
            or after in (_OBJECTS if "NNS" in tags else _AFTER)
        ):
            yield at


def _stranded(tokens: Tokens, words: Sequence[Word], at: int) -> bool:
    """Whether “to” may close the clause before: “the people she spoke to | told”, “what it comes to | is”."""
    if words[at - 2].upos in ("NOUN", "PROPN", "ADJ") and tokens[at].lower not in _BE:
        return False
    clause = [token.lower for token in tokens[max(0, at - 12) : at - 1]]
    if _WH & set(clause):
        return True
    pairs = zip(range(max(0, at - 8), at - 2), range(max(1, at - 7), at - 1), strict=False)
    return any(
        words[a].upos in ("NOUN", "PROPN")
        and words[b].upos in ("PRON", "DET", "PROPN")
        and words[a].upos != words[b].upos
        for a, b in pairs
    )


def _whole(words: Sequence[Word], at: int) -> bool:
    """Whether the mended verb is an infinitive, and the sentence has a finite verb of its own."""
    verb, to = words[at], words[at - 1]
    if verb.xpos != "VB" or verb.sure_tag < 0.9 or to.deprel != "mark" or to.sure_arc < 0.8:
        return False
    root = next((place for place, word in enumerate(words) if word.head < 0), -1)
    own = [word for word in words if word.head == root and word.deprel.startswith(("aux", "cop"))]
    return root >= 0 and any("VerbForm=Fin" in word.feats for word in (words[root], *own))


def _base(text: str) -> str:
    readings = default_lexicon().readings(text.lower())
    return next((reading.lemma for reading in readings if reading.xpos.startswith("VB")), text)
