"""Cheap looks at the commas of a sentence, to see whether its tree is worth asking for: only words, no analysis."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from ..document import fold
from ..lexicon import default_lexicon
from ..patterns import lazy

_WORD = lazy(r"[^\W_]+(?:['’-][^\W_]+)*")
_BREAK = lazy(r"[;:—–()\"“”]|--")
# Forms that are nothing but finite verbs, or nearly: a stretch with one of them holds a clause.
_SURELY_FINITE = frozenset(
    "is are was were has had have says said will would can could may might must should does did do wasn't isn't aren't "
    "weren't hasn't hadn't haven't won't wouldn't can't couldn't doesn't didn't don't told became began went came took "
    "gave knew fell grew wrote saw i he she it they we".split()
)
_FINITE_PRESENT = frozenset("are have were do aren't haven't weren't don't".split())
_RELATIVES = frozenset("who which that whose whom where what how why whether when if as than".split())
_JOINTS = frozenset(
    "and but or nor so yet that because as if when while although though since where whether".split()
)
OPENERS = frozenset(
    "in on at by for with without after before until till during despite to into under over about from since when while "
    "if although though because as unless once whereas where instead among amid between through throughout according "
    "like unlike besides beyond near inside outside within however meanwhile yesterday today then now there here".split()
)
_DETERMINERS = frozenset("the a an his her its their our my your one both all another".split())
_LINKS = frozenset("of from in on near at outside".split())
_WH = frozenset("who which whose whom where".split())


@lru_cache(maxsize=20_000)
def may_be_finite(word: str) -> bool:
    """Whether a word, in small letters, may be a finite verb other than in the plural of the present."""
    return word in _FINITE_PRESENT or default_lexicon().may_be(word, "VBD", "VBZ", "MD")


@lru_cache(maxsize=20_000)
def _may_be_verb(word: str) -> bool:
    """As `may_be_finite`, or a verb in its plain form that is no noun and no adjective."""
    lexicon = default_lexicon()
    return may_be_finite(word) or (lexicon.may_be(word, "VB") and not lexicon.may_be(word, "NN", "JJ"))


def stretches(text: str) -> list[list[str]]:
    """The words between the commas of a sentence, in small letters; commas in numbers do not count."""
    return [_WORD.findall(part) for part in text.split(", ")]


def has_clause(words: Sequence[str]) -> bool:
    """Whether a finite verb surely stands among these words, and not in a relative clause."""
    start = max((at for at, word in enumerate(words) if word in _JOINTS), default=-1) + 1
    return not _SURELY_FINITE.isdisjoint(words[start:]) and _RELATIVES.isdisjoint(words)


def may_part_subject(text: str) -> bool:
    """Whether a comma may stand between a subject and its verb, alone or as one of an insertion's two."""
    parts = text.split(", ")
    words = [_WORD.findall(part) for part in parts]
    return any(_may_open(words, at, _until_break(parts[at], words[at])) for at in range(1, len(parts)))


def _may_open(words: Sequence[Sequence[str]], at: int, after: Sequence[str]) -> bool:
    """Whether the stretch `at` may open with an insertion that runs into the verb, or with the verb itself."""
    low = [word.lower() for word in after]
    if not _WH.isdisjoint(low[:3]):
        return sum(map(_may_be_verb, low[1:])) > 1
    before = [word.lower() for word in words[at - 1]]
    first = words[at - 1][0].isdigit() if at == 2 and before else at == 1
    if not low or not before or not (first or (at == 2 and before[0] in _JOINTS)) or has_clause(before):
        return False
    if before[0] in OPENERS:
        return False
    if _may_be_verb(low[0]) or (len(low) > 1 and _is_adverb(low[0]) and _may_be_verb(low[1])):
        return True
    return _may_be_put_in(after[0]) and any(map(_may_be_verb, low[1:]))


def _may_be_put_in(word: str) -> bool:
    """Whether an insertion may start with this word: “a lawyer”, “Ann Lee”, “built in 1900”, “34”."""
    low = word.lower()
    return (
        word[0].isupper()
        or word[0].isdigit()
        or low in _DETERMINERS
        or low in _LINKS
        or default_lexicon().may_be(low, "VBN", "VBG")
    )


@lru_cache(maxsize=5_000)
def _is_adverb(word: str) -> bool:
    return default_lexicon().may_be(word, "RB")


def _until_break(part: str, words: list[str]) -> list[str]:
    """The words of a stretch up to a mark that ends a clause."""
    found = _BREAK.search(part)
    return _WORD.findall(part[: found.start()]) if found else words


# ── Two sentences at one comma ──────────────────────────────────────────────────────────────────────────

_NO_SECOND_SUBJECT = (OPENERS - {"there", "here", "now", "today"}) | frozenset(
    "and but or nor so yet who which whose whom that this these those what then not only even just most including "
    "such rather especially particularly too if of out up down off against along alongside across".split()
)
# Adverbs that link two sentences and cannot join them.
LINKING = frozenset(
    "however therefore then thus hence nevertheless nonetheless moreover furthermore consequently instead otherwise "
    "meanwhile later afterward afterwards besides".split()
)
_SPEECH = frozenset("said says asked added told wrote replied".split())
_LONG_PHRASE = 12  # words of a phrase and its subject, at most
_SUBJECT_PRONOUNS = frozenset("i you he she it we they there nobody".split())
_NEAR = 7  # words of a subject and its verb after “and”
_FEWEST = 3  # words of a clause, as in `splices`


def may_join_clauses(text: str, halves: frozenset[str]) -> bool:
    """Whether the first comma may part two whole clauses; `halves`: words that make the first clause depend on the other."""
    first, _, rest = text.partition(", ")
    before = _WORD.findall(fold(first))
    after = _WORD.findall(fold(rest.partition(", ")[0]))
    if after[:1] and after[0] in LINKING:
        after = after[1:] or _WORD.findall(fold(rest.partition(", ")[2].partition(", ")[0]))
    if len(before) < _FEWEST or len(after) < _FEWEST or _BREAK.search(text) or "?" in text:
        return False
    if before[0] in OPENERS or after[0] in _NO_SECOND_SUBJECT or not halves.isdisjoint(before):
        return False
    if after[1] in _SPEECH or not any(map(_may_be_verb, before[1:])):
        return False
    return "'" in after[0] or any(map(_may_be_verb, after[1:]))


def may_join_with_and(text: str) -> bool:
    """Whether a sentence without commas may hold “and” with a clause and its own subject on either side."""
    before, joint, after = text.partition(" and ")
    if not joint or "," in text or " and " in after or not any(map(may_be_finite, _WORD.findall(before)[1:])):
        return False
    words = _WORD.findall(after)[:_NEAR]
    if not words or words[0] not in _DETERMINERS | _SUBJECT_PRONOUNS:
        return False
    return any(map(may_be_finite, words[1 if words[0] in _SUBJECT_PRONOUNS else 2 :]))


# ── What opens a sentence ───────────────────────────────────────────────────────────────────────────────


def free_of_commas(text: str, least: int) -> bool:
    """Whether no comma, colon or the like stands within the first words of a sentence."""
    words = _WORD.finditer(text)
    end = next((match.end() for at, match in enumerate(words, 1) if at == least), -1)
    return end > 0 and "," not in text[:end]


# ── Verbs in a row ──────────────────────────────────────────────────────────────────────────────────────


def may_be_row(text: str, clashes: frozenset[tuple[str, str]]) -> bool:
    """Whether verbs of one form, one of them after a comma, may come before “and” with a verb of another form."""
    words = list(_WORD.finditer(text))
    for at, match in enumerate(words[:-1]):
        if match.group() not in ("and", "or") or at < 3:
            continue
        forms = _forms_of(words[at + 1].group())
        if not forms:
            continue
        for first, last in clashes:
            if last in forms and any(
                first in _forms_of(word.group()) and text[word.start() - 2 : word.start()] == ", "
                for word in words[1:at]
            ):
                return True
    return False


@lru_cache(maxsize=20_000)
def _forms_of(word: str) -> frozenset[str]:
    """The tags of a verb that a word may have; “VB” stands for the plural of the present too."""
    lexicon = default_lexicon()
    return frozenset(tag for tag in ("VB", "VBZ", "VBD", "VBG") if lexicon.may_be(word, tag))


def may_open_with_phrase(text: str, least: int) -> bool:
    """Whether the first words are free of commas and hold no finite verb, and not too many words come before one."""
    found = list(islice(_WORD.finditer(text), _LONG_PHRASE + least))
    if len(found) <= least or "," in text[: found[least - 1].end()]:
        return False
    words = [match.group() for match in found]
    first = next((at for at, word in enumerate(words[1:], 1) if may_be_finite(word)), len(words))
    return first > least or _SURELY_FINITE.isdisjoint(words[: least + 1])
