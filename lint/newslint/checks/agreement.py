"""Subject and verb that differ in number, seen in the sentence's tree.

A finding needs three witnesses: the verb's own form; the number of its subject, worked out from the tree
(`subjects.py`); and the language model's own view of what number the subject asks for, which was learned from
sentences with flipped verbs. The last two are asked of the sentence as it is and of its mended twin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf, log
from typing import NamedTuple

from ..annotate.language import analyse, analysed, forms_with
from ..annotate.tree import Tree
from ..document import Sentence, Tokens, View, Word, fold
from ..lexicon import copy_case, default_lexicon, load_named
from ..rule import Finding, Replace
from ..span import Span
from .counts import Number
from .namings import surnames
from .subjects import Pair, pairs, shown, subject_of
from .suspicion import FLIPS, may_differ

_TRIALS, _CANDIDATES = "agreement trials", "agreement candidates"
# How sure it must be that this is the subject, with the verb as it is and mended (the product), and how strongly the model
# must expect the other number in the two (log odds): any pair of these is enough. By whether it is a matter of house style,
# and whether the tree may be wrong.
_ENOUGH: dict[tuple[bool, bool], tuple[tuple[float, float], ...]] = {
    (False, False): ((0.75, -inf), (0.4, 0), (0.25, 2), (0.15, 6)),
    (False, True): ((0.9, 0), (0.6, 2.5)),
    (True, False): ((0.9, -inf), (0.6, 2), (0.4, 5)),
    (True, True): ((0.9, 4),),
}
_HALF = 0.5  # of two subjects joined by “and”
_SURE_AND = 0.8  # of the arc between two subjects
_LONG = 1000  # characters of a sentence, beyond which its tree is not to be trusted


def disagreements(views: Sequence[View], kinds: tuple[str, ...] | str = ("plain",)) -> Iterator[Finding]:
    """Verbs whose form differs from what their subject asks for.

    `kinds`: plain, relative, coordination, there, usage (names and bodies of people in the plural).
    """
    wanted = (kinds,) if isinstance(kinds, str) else kinds
    trials = list(_trials(views))
    sport = trials and any(not load_named("sports-words").isdisjoint(view.words) for view in views)
    persons = (
        surnames(view.text for view in views) if any(trial.suspect.pair.team for trial in trials) else ()
    )
    for trial in trials:
        pair, person = trial.suspect.pair, trial.suspect.noun in persons
        if (
            ("plain" if pair.how == "usage" and person else pair.how) in wanted
            and not (pair.team and sport and not person)
            and trial.confirmed()
        ):
            yield trial.suspect.finding()


def _trials(views: Sequence[View]) -> Iterator[Trial]:
    """Every suspect of these views with the analysis of its mended twin; worked out once for several rules."""
    new = [view for view in views if _TRIALS not in view.shared]
    analyse(list(candidates(new)))
    suspects = [
        Suspect(view, sentence, pair)
        for view in new
        for sentence in _sentences(view)
        for pair in pairs(sentence.tokens, sentence.analysis)
    ]
    mended = analysed([suspect.mended for suspect in suspects])
    trials: dict[int, list[object]] = {view.index: [] for view in new}
    for suspect, words in zip(suspects, mended, strict=True):
        trials[suspect.view.index].append(Trial(suspect, words))
    for view in new:  # only now, so that no rule takes for done what failed
        view.shared[_TRIALS] = trials[view.index]
    for view in views:
        yield from view.shared[_TRIALS]  # type: ignore[misc]


class Suspect(NamedTuple):
    """A pair that differs, to be tried with its verb mended."""

    view: View
    sentence: Sentence
    pair: Pair

    @property
    def fixed(self) -> str:
        """The verb in the other number."""
        verb, word = self.sentence.tokens[self.pair.verb], self.sentence.analysis[self.pair.verb]
        return flipped(verb.text, verb.lower, word.lemma, self.pair.number)

    @property
    def noun(self) -> str:
        """What the subject stands for."""
        return self.sentence.tokens[self.pair.noun].text

    @property
    def mended(self) -> list[str]:
        """The forms of the sentence with the verb mended."""
        return forms_with(self.sentence, self.pair.verb, self.fixed)

    def finding(self) -> Finding:
        """What is shown."""
        verb = self.sentence.tokens[self.pair.verb]
        return Finding(
            self.view,
            verb.start,
            verb.end,
            options=((Replace(verb.start, verb.end, self.fixed),),),
            values={
                "subject": self.noun,
                "number": "plural" if self.pair.number == "Plur" else "singular",
            },
        )


class Trial(NamedTuple):
    """A suspect, and the analysis of its sentence with the verb mended."""

    suspect: Suspect
    mended: tuple[Word, ...]

    def confirmed(self) -> bool:
        """Whether the mended sentence has the same subject, and the model would rather have it.

        A parser leans towards a subject that agrees, and a tagger towards the number it sees; what both say of the
        sentence as it is and of its mended twin, taken together, leans neither way.
        """
        sentence, pair = self.suspect.sentence, self.suspect.pair
        old, new = sentence.analysis, self.mended
        verb, subject = pair.verb, pair.subject
        fixed = self.suspect.fixed
        mended = sentence.tokens[verb]._replace(text=fixed, lower=fold(fixed))
        tokens = Tokens((*sentence.tokens[:verb], mended, *sentence.tokens[verb + 1 :]))
        found = subject_of(Tree(tokens, new), verb)
        if found is None or found[0] != subject or shown(tokens, new, verb) != pair.number:
            return False
        if pair.conjuncts:
            return old[subject].sure_arc * new[subject].sure_arc >= _HALF and self._joined(
                subject, pair.conjuncts
            )
        sure, asked = old[subject].sure_arc * new[subject].sure_arc, self.asked
        return any(
            sure >= arc and asked >= evidence for arc, evidence in _ENOUGH[pair.how == "usage", pair.doubtful]
        )

    @property
    def asked(self) -> float:
        """How strongly the model expects the other number, in the two sentences together."""
        at = self.suspect.pair.verb
        asked = _odds(self.suspect.sentence.analysis[at].plural) + _odds(self.mended[at].plural)
        return -asked if self.suspect.pair.number == "Sing" else asked

    def _joined(self, subject: int, conjuncts: Sequence[int]) -> bool:
        """Whether both trees are sure that there are several subjects."""
        return all(
            words[c].deprel == "conj" and words[c].head == subject and words[c].sure_arc >= _SURE_AND
            for words in (self.suspect.sentence.analysis, self.mended)
            for c in conjuncts
        )


def _odds(probability: float) -> float:
    inside = min(max(probability, 1e-4), 1 - 1e-4)
    return log(inside / (1 - inside))


def candidates(views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences in which a verb may disagree."""
    for view in views:
        yield from _sentences(view)


def _sentences(view: View) -> list[Sentence]:
    if _CANDIDATES not in view.shared:
        view.shared[_CANDIDATES] = [
            s
            for s in view.sentences
            if s.end - s.start < _LONG
            and not any(quote.covers(Span(s.start, s.end)) for quote in view.quotes)  # nothing is said there
            and may_differ(s.tokens)
        ]
    return view.shared[_CANDIDATES]  # type: ignore[return-value]


def flipped(text: str, lower: str, lemma: str, number: Number) -> str:
    """The verb in the other number, in the case of the old form."""
    other = FLIPS.get(lower) or default_lexicon().inflect(lemma, "VB" if number == "Plur" else "VBZ") or text
    return copy_case(text, other)
