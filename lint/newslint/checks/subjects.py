"""Finite verbs and their subjects, each with its number, from a sentence's tree.

What a subject's number is follows The Cambridge Grammar of the English Language, ch. 5, §18; where usage is divided
(collectives, sums, “none of”), or the tree may be wrong, there is no number, and so no finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from ..annotate.tree import below, children_of
from ..document import Tokens, Word
from ..lexicon import default_lexicon, load_named

HELPERS = ("aux", "aux:pass", "cop")
Number = Literal["Sing", "Plur", ""]
How = Literal["plain", "relative", "coordination", "there"]

_BE: dict[str, Number] = {
    "is": "Sing",
    "was": "Sing",
    "'s": "Sing",
    "are": "Plur",
    "were": "Plur",
    "'re": "Plur",
}
_PRONOUNS: dict[str, Number] = {
    **dict.fromkeys("he she it this that each either neither everyone everybody everything someone somebody "
                    "something anyone anybody anything nobody nothing one another much".split(), "Sing"),
    **dict.fromkeys("they we these those both many few several you others 'em".split(), "Plur"),
}  # fmt: skip
# With “of” and a noun these take the noun's number, or usage is divided: nothing is said.
_QUANTITIES = frozenset(
    "all any some most none half rest majority minority plenty lot lots bulk number couple variety range series "
    "part portion percent percentage proportion fraction third quarter fifth tenth share total handful dozen dozens "
    "hundred hundreds thousand thousands million millions billion billions pair group set host mix combination array "
    "string slew spate raft bunch band crowd flurry wave list collection generation class mass remainder "
    "abundance kind kinds sort sorts type types more less fewer enough each one two".split()
)
_EITHER_WAY = frozenset(
    "data media politics economics mathematics physics statistics ethics mechanics dynamics logistics acoustics "
    "athletics gymnastics genetics linguistics analytics electronics series species means headquarters barracks "
    "crossroads works gallows news measles mumps diabetes aids sheep deer fish aircraft spacecraft offspring "
    "police cattle staff press public couple pair trio duo odds whereabouts remains thanks contents premises "
    "what which who whoever whatever such same here there pants trousers scissors mathematics chess s".split()
)
_MEASURES = frozenset(
    "year month week day hour minute second mile kilometer kilometre meter metre foot inch yard acre hectare ton tonne "
    "pound dollar euro cent penny percent degree point gallon liter litre gram kilogram ounce barrel yen yuan ruble "
    "rouble rupee franc mark peso times time third quarter half fifth".split()
)
# Verbs and nouns whose that-clause may have the base form: “insisted that he leave”.
_MANDATIVE = frozenset(
    "ask advise beg bid command decree demand desire dictate direct insist instruct intend mandate move order petition "
    "plead pray prefer propose recommend request require rule stipulate suggest urge vote wish hope would important "
    "essential vital crucial imperative necessary demand proposal suggestion recommendation request requirement "
    "condition order call insistence lest".split()
)
_PLURAL_DETERMINERS = frozenset("these those many most several few both two three four five".split())
_UNREAL = frozenset("if as though wish wishes wished were than lest suppose whether unless".split())
_BARE = frozenset("let make help have see hear watch feel notice bid rather observe".split())


class Pair(NamedTuple):
    """A finite verb and its subject: indices of tokens, and each one's number."""

    verb: int
    form: Number
    subject: int
    number: Number
    noun: int  # what the subject stands for: of a relative pronoun, the noun before it
    how: How
    doubtful: bool = (
        False  # whether the tree may have lost a second subject, so that more evidence is asked for
    )


def pairs(tokens: Tokens, words: Sequence[Word]) -> Iterator[Pair]:
    """Every finite verb that shows a number, with its subject where both numbers differ and are certain."""
    children = children_of(words)
    for verb, word in enumerate(words):
        form = shown(tokens, words, verb)
        if not form:
            continue
        head = word.head if word.deprel in HELPERS else verb
        if head < 0 or not _is_first(words, children, verb, head):
            continue
        found = subject_of(words, children, head, word.deprel == "cop")
        if found is None:
            continue
        subject, how = found
        number, noun, how = number_of(tokens, words, children, subject, verb, how)
        if number and number != form and not _excused(tokens, words, children, verb, head, subject, form):
            doubtful = form == "Plur" and _may_be_two(tokens, words, children, verb, head, subject)
            yield Pair(verb, form, subject, number, noun, how, doubtful)


def shown(tokens: Tokens, words: Sequence[Word], at: int) -> Number:
    """The number that a finite verb's form shows, or nothing."""
    word, lower = words[at], tokens[at].lower
    if lower in _BE:
        return _BE[lower] if word.xpos in ("VBZ", "VBP", "VBD") else ""
    readings = default_lexicon().tags(lower)
    if word.xpos == "VBZ":
        return "Sing" if "VBZ" in readings else ""
    if lower in ("am", "'m", "ai", "be") or "VB" not in readings or readings & {"VBD", "VBN"}:
        return ""
    # A slip of number can hide that the word is a verb: “each day start with a talk”.
    own = word.xpos in ("VB", "NN") and word.deprel in ("root", "ccomp", "conj", "advcl", "parataxis")
    return "Plur" if word.xpos == "VBP" or (own and _has_only_subject(words, at)) else ""


def _has_only_subject(words: Sequence[Word], at: int) -> bool:
    """Whether a subject hangs on the word, and no auxiliary, “to”, article or adjective."""
    kinds = {word.deprel for word in words if word.head == at}
    marks = {word.xpos for word in words if word.head == at and word.deprel == "mark"}
    return bool(kinds & {"nsubj"}) and not kinds & {*HELPERS, "det", "amod", "compound"} and "TO" not in marks


def _is_first(words: Sequence[Word], children: list[list[int]], verb: int, head: int) -> bool:
    """Whether the verb is the finite one of its clause: no other auxiliary and no “to” before it."""
    return not any(
        child != verb and (child < verb or words[child].xpos == "MD")
        and (words[child].deprel in ("aux", "aux:pass", "cop") or words[child].xpos in ("TO", "MD"))
        for child in children[head]
    )  # fmt: skip


def subject_of(
    words: Sequence[Word], children: list[list[int]], head: int, copula: bool = False
) -> tuple[int, How] | None:
    """The subject of a predicate, its own or, in coordination, that of the verb before."""
    how: How = "plain"
    outer = [c for c in children[head] if words[c].deprel == "nsubj:outer"]
    if copula and len(outer) == 1:
        return outer[0], how
    for _ in range(4):
        own = [c for c in children[head] if words[c].deprel in ("nsubj", "nsubj:pass")]
        if own:
            if len(own) > 1:
                return None
            there = any(words[c].deprel == "expl" for c in children[head])
            return own[0], "there" if there else how
        if any(words[c].deprel in ("csubj", "expl", "nsubj:outer", "csubj:pass") for c in children[head]):
            return None
        if words[head].deprel != "conj" or words[head].head < 0:
            return None
        # Only of verbs side by side, “rises and fall”: no noun of the second clause may be its own subject.
        first = min(
            [head, *(c for c in children[head] if words[c].deprel in HELPERS or words[c].upos == "ADV")]
        )
        if (
            first == 0
            or words[first - 1].deprel != "cc"
            or words[first - 1].lemma not in ("and", "or", "but")
        ):
            return None
        head = words[head].head
        how = "coordination"
    return None


def number_of(
    tokens: Tokens, words: Sequence[Word], children: list[list[int]], subject: int, verb: int, how: str
) -> tuple[Number, int, How]:
    """The number of a subject, or nothing where it is not certain, the noun that has it, and how it is found."""
    word = words[subject]
    if word.xpos in ("WDT", "WP") or "PronType=Rel" in word.feats:
        clause = subject
        while clause >= 0 and words[clause].deprel != "acl:relcl":
            clause = words[clause].head
        if clause < 0 or subject > verb:
            return "", subject, "relative"
        antecedent = words[clause].head
        if (
            antecedent < 0
            or not subject - antecedent > 0
            or not _simple(tokens, words, children, antecedent, subject)
        ):
            return "", subject, "relative"
        return _noun(tokens, words, children, antecedent), antecedent, "relative"
    if how == "there":
        real = subject > verb and tokens[verb].lower != "'s"  # “there's two of them” is how people talk
        return (_noun(tokens, words, children, subject) if real else ""), subject, "there"
    if subject > verb and not (words[verb].deprel in HELPERS and tokens[-1].text == "?"):
        return "", subject, "plain"
    conjuncts = [c for c in children[subject] if words[c].deprel == "conj"]
    if conjuncts:
        return _joined(tokens, words, children, subject, conjuncts), subject, "coordination"
    return (
        _noun(tokens, words, children, subject),
        subject,
        "coordination" if how == "coordination" else "plain",
    )


def _simple(
    tokens: Tokens, words: Sequence[Word], children: list[list[int]], antecedent: int, pronoun: int
) -> bool:
    """Whether it is clear what the pronoun stands for: no noun of another number may be meant instead."""
    if tokens[pronoun].lower == "which" and tokens[pronoun - 1].text == ",":
        return False  # “He lost, which was sad”: it may stand for the whole clause
    if antecedent != pronoun - 1 and tokens[pronoun - 1].text != ",":
        return False
    near = range(max(0, antecedent - 8), pronoun)
    if any(tokens[i].lower in ("one", "only", "and", "or") for i in near):
        return False
    number = _noun(tokens, words, children, antecedent)
    nouns = [
        i for i in near if words[i].upos in ("NOUN", "PROPN") and words[i].deprel not in ("compound", "flat")
    ]
    return all(_noun(tokens, words, children, i) == number or words[i].head == i + 1 for i in nouns)


def _joined(
    tokens: Tokens, words: Sequence[Word], children: list[list[int]], subject: int, conjuncts: list[int]
) -> Number:
    """Several subjects with “and” are plural, but for “each”, “every” and pairs that are one thing."""
    links = {tokens[g].lower for c in conjuncts for g in children[c] if words[g].deprel == "cc"}
    if links != {"and"} or any(words[c].upos not in ("NOUN", "PROPN", "PRON") for c in (subject, *conjuncts)):
        return ""
    if any(
        tokens[g].lower in ("each", "every", "no", "more") for c in (subject, *conjuncts) for g in children[c]
    ):
        return ""
    own = [any(words[g].deprel in ("det", "nmod:poss") for g in children[c]) for c in (subject, *conjuncts)]
    names = [words[c].upos == "PROPN" for c in (subject, *conjuncts)]
    plural = [_noun(tokens, words, children, c) == "Plur" for c in (subject, *conjuncts)]
    # “The bread and butter is”: one determiner may make one thing of two; two of them, or two names, do not.
    return "Plur" if all(own) or all(plural) or (all(names) and len(names) > 2) else ""


def _noun(tokens: Tokens, words: Sequence[Word], children: list[list[int]], at: int) -> Number:
    word, lower = words[at], tokens[at].lower
    if word.upos == "PRON" or word.xpos in ("DT", "PRP"):
        of = any(words[c].deprel == "nmod" for c in children[at])
        return "" if of and lower in _QUANTITIES else _PRONOUNS.get(lower, "")
    if word.xpos == "NNPS" and any(tokens[c].lower in _PLURAL_DETERMINERS for c in children[at]):
        return "Plur"
    if word.upos not in ("NOUN",) or lower in _EITHER_WAY or word.lemma in _EITHER_WAY:
        return "Sing" if word.xpos == "NNP" and word.upos == "PROPN" else ""
    if lower in _QUANTITIES or word.lemma in _QUANTITIES:
        return ""
    readings = default_lexicon().tags(tokens[at].text)
    if lower == "people":
        return (
            ""
            if any(tokens[c].lower in ("a", "this", "one", "each", "every") for c in children[at])
            else "Plur"
        )
    if word.xpos == "NNS":
        if (
            "NN" in readings
            or (readings and "NNS" not in readings)
            or not _plural_measure(tokens, words, children, at)
        ):
            return ""
        return "Plur"
    if word.xpos == "NN":
        return "" if "NNS" in readings else "Sing"
    return ""


def _plural_measure(tokens: Tokens, words: Sequence[Word], children: list[list[int]], at: int) -> bool:
    """Whether a plural noun is plural beyond doubt, and no sum, span or measure that counts as one."""
    counted = any(words[c].deprel == "nummod" or words[c].upos in ("NUM", "SYM") for c in children[at])
    return not (words[at].lemma in _MEASURES or (counted and words[at].lemma in _MEASURES))


def _excused(
    tokens: Tokens,
    words: Sequence[Word],
    children: list[list[int]],
    verb: int,
    head: int,
    subject: int,
    form: Number,
) -> bool:
    """Where grammar or usage allows the form, or the tree is not to be trusted."""
    lower = tokens[subject].lower
    if lower == "i" or any(words[c].deprel in ("case", "mark") for c in children[subject]):
        return True  # “Among them was …”: the subject comes after
    if form == "Plur":
        return _plural_excused(tokens, words, children, verb, head, subject)
    start = min([subject, *below(children, subject)])
    # “Helping them was a nurse”; “What worries the banks is …”; “All the people need is …”.
    return (start > 0 and words[start - 1].xpos == "VBG") or tokens[0].lower in ("what", "all")


def _plural_excused(
    tokens: Tokens, words: Sequence[Word], children: list[list[int]], verb: int, head: int, subject: int
) -> bool:
    """Reasons for a plural verb, or a bare form that looks like one, with a subject that is singular."""
    before = {tokens[i].lower for i in range(max(0, subject - 4), verb)}
    if tokens[verb].lower == "were" and before & _UNREAL:
        return True
    if words[subject].upos == "PROPN" and not _is_person(tokens, words, children, subject):
        return True  # England have won; Microsoft are
    if words[subject].lemma.lower() in _collectives() or tokens[subject].lower in ("heaven", "god", "lord"):
        return True
    if tokens[verb].lower in ("are", "were", "'re"):
        return False
    if any(word.xpos == "MD" for word in words[subject:verb]):
        return True  # “anybody who waits should, he said, get off”
    return any(word.lemma.lower() in _MANDATIVE or word.lemma.lower() in _BARE for word in words[:verb])


def _may_be_two(
    tokens: Tokens, words: Sequence[Word], children: list[list[int]], verb: int, head: int, subject: int
) -> bool:
    """Whether another subject may stand beside this one, which the tree has lost."""
    start = max(1, clause_start(tokens, words, children, subject))
    # “Peace and the sanctity of life are”; “fault or the want of it is”.
    if any(tokens[i].lower in ("and", "&", "or", "nor", "plus", "/") for i in range(start, verb)):
        return True
    # Another noun on the same verb, with no preposition: “Registered Democrats in the city this year have”.
    rivals = [
        c for c in children[head] if c < verb and c != subject and words[c].upos in ("NOUN", "PROPN", "PRON")
    ]
    return any(
        words[c].deprel != "expl" and all(words[g].deprel != "case" for g in children[c]) for c in rivals
    )


def clause_start(tokens: Tokens, words: Sequence[Word], children: list[list[int]], subject: int) -> int:
    """Where the clause of a subject starts, at the latest: after a verb, a semicolon or a colon before it."""
    at = min([subject, *below(children, subject)])
    while at > 0 and words[at - 1].upos not in ("VERB", "AUX") and tokens[at - 1].text not in (";", ":", "—"):
        at -= 1
    return at


def _is_person(tokens: Tokens, words: Sequence[Word], children: list[list[int]], at: int) -> bool:
    """Whether a name is a person's: it has a given name, or a title before it."""
    names, titles = load_named("given-names"), load_named("titles")
    parts = [at, *(c for c in children[at] if words[c].deprel in ("flat", "compound", "nmod:desc"))]
    first = min(parts)
    return tokens[first].text in names or any(
        tokens[i].lower.rstrip(".") in titles and i < max(parts) for i in parts
    )


@cache
def _collectives() -> frozenset[str]:
    return load_named("collective-nouns")
