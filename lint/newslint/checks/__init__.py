"""The checks that are programs, by the name that a rule gives in `check`. Each is imported when it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module

from ..document import Sentence, View
from ..rule import Finding

Function = Callable[..., Iterator[Finding]]

# name -> module of this package, and its function from a story's views (and options) to findings
CHECKS = {
    "name-slip": "names.slips",
    "acronym-letters": "acronyms.letters",
    "acronym-never-used": "acronyms.never_used",
    "acronym-before-name": "acronyms.before",
    "acronym-two-forms": "acronyms.two_forms",
    "acronym-two-names": "acronyms.two_names",
    "acronym-twice": "acronyms.twice",
    "article-before-name": "names.articles",
    "courtesy-title": "names.courtesy_titles",
    "wrong-article": "articles.wrong_articles",
    "unclosed-quotation": "quotation.unclosed",
    "unopened-quotation": "quotation.unopened",
    "unclosed-inner-quotation": "quotation.inner_unclosed",
    "nested-double-quotation": "quotation.nested",
    "mixed-quotation-marks": "quotation.mixed",
    "parallel-verbs": "parallel.verbs",
    "unknown-word": "spelling.unknown",
    "headline-number": "headline_figures.numbers",
    "headline-weekday": "headline_figures.weekdays",
    "headline-direction": "headline_figures.directions",
    "headline-name": "headline_names.misspelt",
    "headline-place": "headline_names.places",
    "headline-actor": "headline_names.actors",
    "headline-role": "headline_names.roles",
    "person-age": "person_facts.ages",
    "person-first-name": "person_facts.first_names",
    "person-kinship": "person_facts.kinship",
    "person-children": "person_facts.children",
    "person-calling": "anaphors.callings",
    "person-calling-twice": "anaphors.callings_of_one",
    "person-home": "anaphors.homes",
    "person-aged": "anaphors.aged",
    "person-nationality": "anaphors.nationals",
    "person-office": "offices.offices",
    "person-pronoun": "offices.pronouns",
    "courtesy-title-missing": "offices.bare_mentions",
    "headline-word-lower": "headlines.lower_case_words",
    "mixed-spellings": "variants.mixed_spellings",
    "mixed-capitals": "variants.mixed_capitals",
    "mixed-romanization": "variants.mixed_romanization",
    "markup-leftover": "cleaning.markup",
    "mojibake": "garbled.mojibake",
    "odd-letters": "garbled.odd_letters",
    "broken-word": "cleaning.broken_words",
    "pasted-twice": "cleaning.pasted_twice",
    "ordinal-ending": "numbers.ordinals",
    "ungrouped-number": "numbers.ungrouped",
    "sentence-start-numeral": "numbers.sentence_starts",
    "mixed-small-numbers": "numbers.mixed_small",
    "scale-left-out": "numbers.scale_left_out",
    "short-scale": "numbers.short_scales",
    "ellipsis-mixed": "cleaning.ellipses",
    "impossible-date": "dates.impossible",
    "weekday": "dates.weekdays",
    "weekday-pair": "dates.weekday_pairs",
    "day-step": "dates.day_steps",
    "backward-span": "spans.backward_spans",
    "length-of-span": "spans.lengths",
    "century": "spans.centuries",
    "clock": "spans.clock",
    "change": "figures.changes",
    "multiple": "figures.multiples",
    "share": "shares.shares",
    "part": "shares.parts",
    "price-apiece": "shares.pieces",
    "total": "sums.totals",
    "people": "sums.people",
    "list-length": "sums.lists",
    "vote": "results.votes",
    "margin": "results.margins",
    "poll": "sums.polls",
    "age-at-death": "results.ages",
    "agreement": "agreement.disagreements",
    "plain-subject": "plain_subjects.disagreements",
    "determiner-number": "determiners.disagreements",
    "reflexive": "reflexives.mismatches",
    "verb-row": "series.verbs",
    "past-time": "tenses.past_times",
    "so-far": "tenses.so_far",
    "inflected-infinitive": "infinitives.inflected",
    "missing-article": "gaps.articles",
    "missing-to": "gaps.infinitives",
    "missing-be": "gaps.copulas",
    "two-prepositions": "extras.prepositions",
    "governed-form": "forms.governed",
    "compound-modifier": "compounds.modifiers",
    "missing-possessive": "owners.missing_marks",
    "unclosed-insertion": "insertions.unclosed",
    "unopened-apposition": "lone_commas.unopened",
    "subject-verb-comma": "lone_commas.parted",
    "comma-splice": "splices.joined",
    "comma-before-that": "commas.before_that",
    "comma-before-relative": "commas.before_relative",
    "comma-after-adjective": "needless_commas.after_adjective",
    "second-verb-comma": "needless_commas.before_second_verb",
    "verb-object-comma": "needless_commas.before_object",
    "comma-after-conjunction": "commas.after_conjunction",
    "clause-after-name": "commas.after_names",
    "series-comma-missing": "lists.missing_commas",
    "hyphen-mixed": "hyphens.mixed",
    "second-clause": "second_clauses.commas",
    "opening-adverb": "openings.adverbs",
    "opening-clause": "openings.clauses",
    "opening-participle": "openings.participles",
    "opening-phrase": "openings.phrases",
    "conversion": "units.conversions",
    "word-in-pieces": "pieces.fragments",
    "words-run-together": "pieces.run_together",
    "phrasal-noun": "phrasal.nouns",
    "phrasal-verb": "phrasal.verbs",
    "compound-verb": "compound_verbs.verbs",
    "verb-pair": "verb_pairs.verbs",
    "listed-slip": "slips.listed",
    "sound-slip": "slips.sounding_alike",
    "letter-slip": "slips.of_a_letter",
}

# name -> the function from a story's views to the sentences that the check wants analysed
NEEDS = {
    "agreement": "agreement.candidates",
    "determiner-number": "determiners.candidates",
    "verb-row": "series.candidates",
    "past-time": "tenses.past_time_candidates",
    "so-far": "tenses.so_far_candidates",
    "inflected-infinitive": "infinitives.candidates",
    "compound-modifier": "compounds.candidates",
    "phrasal-verb": "phrasal.candidates",
    "compound-verb": "compound_verbs.candidates",
    "verb-pair": "verb_pairs.candidates",
    "missing-possessive": "owners.candidates",
    "unclosed-insertion": "parted_clauses.candidates",
    "unopened-apposition": "parted_clauses.candidates",
    "subject-verb-comma": "parted_clauses.candidates",
    "comma-splice": "splices.candidates",
    "comma-before-that": "commas.that_candidates",
    "comma-before-relative": "commas.relative_candidates",
    "comma-after-adjective": "needless_commas.adjective_candidates",
    "second-verb-comma": "needless_commas.verb_candidates",
    "verb-object-comma": "needless_commas.object_candidates",
    "comma-after-conjunction": "commas.conjunction_candidates",
    "clause-after-name": "commas.name_candidates",
    "second-clause": "second_clauses.candidates",
    "opening-adverb": "openings.candidates",
    "opening-clause": "openings.candidates",
    "opening-participle": "openings.candidates",
    "opening-phrase": "openings.phrase_candidates",
}


def candidates(name: str, views: Sequence[View]) -> Iterator[Sentence]:
    """The sentences that a check wants analysed."""
    if name in NEEDS:
        module, attribute = NEEDS[name].split(".")
        yield from getattr(import_module(f".{module}", __name__), attribute)(views)


@cache
def function(name: str) -> Function:
    """The function of a check."""
    module, attribute = CHECKS[name].split(".")
    found: Function = getattr(import_module(f".{module}", __name__), attribute)
    return found
