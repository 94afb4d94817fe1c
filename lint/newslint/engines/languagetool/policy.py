"""What LanguageTool's rules are here: which category of ours, how severe, and which are not wanted.

As measured on edited news (docs/decisions/017). Left out is what our own rules do better, knowing the whole
story, and what a house's style decides; a suggestion, off the exit code, is what was right less than about
every second time.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from ...problem import Severity

PREFIX = "lt-"
_SPELLER, _TABLE = "MORFOLOGIK_RULE", "EN_COMPOUNDS_"
_CATEGORIES = {
    "CASING": "capitals",
    "COLLOCATIONS": "usage",
    "COMPOUNDING": "compounds",
    "CONFUSED_WORDS": "usage",
    "GRAMMAR": "grammar",
    "MULTITOKEN_SPELLING": "names",
    "NONSTANDARD_PHRASES": "usage",
    "PROPER_NOUNS": "names",
    "PUNCTUATION": "punctuation",
    "SEMANTICS": "usage",
    "TYPOGRAPHY": "typography",
    "TYPOS": "spelling",
}
_STYLE = frozenset(
    """CREATIVE_WRITING GENDER_NEUTRALITY PLAIN_ENGLISH REDUNDANCY REPETITIONS REPETITIONS_STYLE STYLE
    TEXT_ANALYSIS WIKIPEDIA""".split()
)
_ERRORS = frozenset({"grammar", "misspelling", "duplication", "typographical", "inconsistency"})

# Ours know the whole story (quotations, doubled words, weekdays), or a house's style decides.
DROPPED = frozenset(
    """CONSECUTIVE_SPACES CURRENCY_SPACE DOUBLE_PUNCTUATION ENGLISH_WORD_REPEAT_BEGINNING_RULE
    ENGLISH_WORD_REPEAT_RULE EN_DATE_WEEKDAY_CURRENTYEAR EN_UNPAIRED_BRACKETS EN_UNPAIRED_QUOTES
    OXFORD_SPELLING_ISE_VERBS OXFORD_SPELLING_NOUNS OXFORD_SPELLING_Z_NOT_S PER_CENT
    SENTENCE_WHITESPACE TOO_LONG_SENTENCE UNLIKELY_OPENING_PUNCTUATION UPPERCASE_SENTENCE_START
    WHITESPACE_RULE""".split()
)
_SUGGESTIONS = frozenset(
    """ADJECTIVE_IN_ATTRIBUTE ADMIT_ENJOY_VB ADVERB_WORD_ORDER ALL_OF_THE APOSTROPHE_IN_DATES
    ARTICLE_ADJECTIVE_OF AT_THE_WEEKEND A_NNS A_UNCOUNTABLE BE_INTEREST_IN CAFE_DIACRITIC
    COLLECTIVE_NOUN_VERB_AGREEMENT_VBD COMMA_AFTER_A_MONTH COMMA_COMPOUND_SENTENCE_4
    COMMA_PARENTHESIS_WHITESPACE CONFUSION_DUE_DO COUNTLESS_OF DECISION_MAKING
    EN_MULTITOKEN_SPELLING_TWO EN_SPECIFIC_CASE EN_WORD_COHERENCY ET_AL FIGHTER_COMPOUNDS
    FINAL_ADVERB_COMMA FIRST_OF_ALL GENERAL_XX GROUND_FIRST_FLOOR HOME_COMPOUNDS_EN_US HUH_COMMA
    HYPHEN_TO_EN INTERJECTIONS_PUNCTUATION IT_IS KIND_OF_A MATERIEL
    MISSING_COMMA_AFTER_INTRODUCTORY_PHRASE MISSING_COMMA_AFTER_YEAR MISSING_HYPHEN MONTH_OF_XXXX
    OF_ANY_OF OTHER_THEN OUTSIDE_OF OVER_COMPOUNDS PCT_SINGULAR_NOUN_PLURAL_VERB_AGREEMENT
    PLURAL_VERB_AFTER_THIS POSSESSIVE_APOSTROPHE PRICE_PRIZE PRP_COMMA PRP_MD_NN PRP_RB_JJ PRP_VBG
    QUESTION_WITHOUT_VERB RELATIVE_CLAUSE_AGREEMENT RELY_ON ROYAL_MAIL R_SYMBOL
    SECOND_LARGEST_HYPHEN SUBJECT_MATTER SUBJECT_VERB_AGREEMENT THE_FALL_SEASON THOUSANDS_OF_NN THRU
    TO_TOO UP_COMPOUNDS WHETHER WHOLE_LOT WITH_THE_EXCEPTION_OF WRITE_IN_MY_OWN_PAGE""".split()
)
# Clauses joined without a comma: edited news often has none, but before “although”, and before “I”; and of
# another rule on them, these patterns are right less often than the others.
_CLAUSES, _TELLING = "COMMA_COMPOUND_SENTENCE", ("although", "i")
_LOOSE = {"COMMA_COMPOUND_SENTENCE_2": ("1", "5")}
# First words that edited news does without a comma after.
_OPENERS = {"SENT_START_CONJUNCTIVE_LINKING_ADVERB_COMMA": ("also", "hence", "indeed", "thus")}


class Flag(NamedTuple):
    """A match as the policy sees it: its names, the words, the one after, what comes first."""

    rule: str
    sub: str
    category: str
    issue: str
    words: str
    first: str
    after: str = ""

    @property
    def spells(self) -> bool:
        """Whether it is the speller's."""
        return self.rule.startswith(_SPELLER)

    @property
    def compounds(self) -> bool:
        """Whether it is about words that are written as one, with a hyphen or apart."""
        return self.rule.startswith(_TABLE) or "_COMPOUNDS" in self.rule


def rule_id(flag: Flag) -> str:
    """`category/lt-name`, with one of our categories."""
    category = "compounds" if flag.compounds else _CATEGORIES.get(flag.category)
    category = category or ("style" if flag.category in _STYLE else "usage")
    name = "".join(char if char.isalnum() else "-" for char in flag.rule.lower())
    return f"{category}/{PREFIX}{name}"


def severity(flag: Flag) -> Severity | None:
    """How severe it is here; None where it is not wanted."""
    if flag.rule in DROPPED:
        return None
    if flag.spells or flag.rule in _SUGGESTIONS or flag.sub in _LOOSE.get(flag.rule, ()) or _is_form(flag):
        return Severity.SUGGESTION
    words = flag.words.strip().lower()
    if flag.rule == _CLAUSES and not {words, re.split("['’]", flag.after.lower())[0]} & set(_TELLING):
        return Severity.SUGGESTION
    if words in _OPENERS.get(flag.rule, ()):
        return Severity.SUGGESTION
    return Severity.ERROR if flag.issue in _ERRORS else Severity.WARNING


def _is_form(flag: Flag) -> bool:
    """Whether only form is in question, which houses decide: accents, hyphens, compounds in names."""
    words, first = flag.words, flag.first
    if flag.compounds and (any(word[:1].isupper() for word in words.split()) or _is_hyphen(flag)):
        return True
    return bool(first) and (_bare(words) == _bare(first) or words.replace("-", "") == first)


def _is_hyphen(flag: Flag) -> bool:
    """Whether a table of compounds wants a hyphen, which depends on where the words stand."""
    return flag.rule.startswith(_TABLE) and "-" in flag.first


def _bare(text: str) -> str:
    """The text without accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
