"""Small words that are missing between two others: “was driving stolen truck”, “sent him buy bread”, “the plan ready”.

How much likelier a place becomes with the word is told by trigrams, as for slips; a word more makes a text less likely,
so that hardly any place in sound text gains. What gains is put to the parser with the word in place, and must make
the phrase, the infinitive or the clause that was wanting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ..annotate.language import analyse, analysed, forms_of
from ..annotate.tree import children_of
from ..document import Sentence, View, Word
from ..lexicon import a_or_an, default_lexicon, load_named
from ..rule import Finding, Replace
from .slips import Around, around_words

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

_PAIR = -1.0  # what the pairs on both sides must gain, in nats, for more to be looked at
_BE = ("is", "was", "are", "were")
# “To” is not missing after these, which take a bare infinitive or hold its place.
_BARE = frozenset("make let help have see watch hear feel".split())
_BEFORE_BARE = frozenset("is was are were in with not only and or who that which but than rather".split())
# After these a noun may stand without an article.
_ROLES = frozenset(
    "as of at by become became named elected appointed crowned per versus via without get got gets".split()
)
_UNCOUNTED = frozenset("impact insight outreach economy interest access man".split())  # or hardly ever
_NEAR = ("of", "with", "in", "by", "for", "on", "at", "from", "into")
# In nats: how much likelier a noun must be after “a” than anywhere, and than after one of the words above.
_COUNTED, _SET_APART = 1.3, 1.2
_LESS_SURE = 2.2  # what is gained before a noun that is no object, or has another noun before it
_OF_VERBS = (
    "tion",
    "sion",
    "ment",
    "ing",
    "ity",
    "ance",
    "ence",
)  # nouns for doings, which are often not counted


class Gap(NamedTuple):
    """A place before a token of a sentence, the word that may be missing there, and what it gains."""

    view: View
    sentence: Sentence
    at: int
    word: str
    gain: float


def articles(views: Sequence[View], gain: str) -> Iterator[Finding]:
    """A missing “a” or “an” before a noun that can be counted."""
    gaps = [gap for gap in _gaps(views, ("a", "an"), _opens_noun_phrase, float(gain)) if _fits_sound(gap)]
    for gap, words in _mended(gaps):
        if _lacks_article(gap, words):
            yield _finding(gap, both=False)


def infinitives(views: Sequence[View], gain: str) -> Iterator[Finding]:
    """A missing “to” before an infinitive."""
    for gap, words in _mended(list(_gaps(views, ("to",), _may_be_base, float(gain)))):
        if _lacks_to(gap, words):
            yield _finding(gap)


def copulas(views: Sequence[View], gain: str) -> Iterator[Finding]:
    """A sentence whose main verb lacks its “is”, “was”, “are” or “were”."""
    told = [view for view in views if view.block.scope in ("body", "lead")]
    gaps = _gaps(views, _BE, _may_be_subject, float(gain), before=True)
    for gap, words in _mended([gap for gap in gaps if gap.view in told and _may_lack_verb(gap.sentence)]):
        if _lacks_be(gap, words):
            yield _finding(gap)


# ── Where a word would make the place likelier ──────────────────────────────────────────────────────────


def _gaps(
    views: Sequence[View],
    words: Sequence[str],
    fits: Callable[[str], bool],
    gain: float,
    *,
    before: bool = False,
) -> Iterator[Gap]:
    """The places before a word that fits (or after it, if `before`) where one of these words gains so much."""
    import numpy as np

    if not views:
        return
    around = around_words(views)
    places = np.flatnonzero(_fitting(around, fits)) + int(before)
    places = places[around.numbers[places] >= 0]
    best: dict[int, tuple[float, str]] = {}
    for at, gained, word in _gains(around, places, words):
        best[at] = max((gained, word), best.get(at, (gain, "")))
    for at, (gained, word) in sorted(best.items()):
        if word:
            view, start, _ = around.place(at)
            gap = _in_sentence(view, start, word, gained)
            if gap is not None:
                yield gap


def _fitting(around: Around, fits: Callable[[str], bool]) -> Array:
    """For each place of a story, whether the word there is known and fits."""
    import numpy as np

    known, model = around.numbers >= 0, around.model
    told = _told(fits)
    here = around.numbers[known]
    for number in {*here[told[here] == 0].tolist()}:
        told[number] = 1 if fits(model.word(number)) else -1
    fitting: Array = known & (told[np.maximum(around.numbers, 0)] == 1)
    return fitting


@cache
def _told(fits: Callable[[str], bool]) -> Array:
    """For each word of the model what `fits` says of it: 1 or -1; 0 where it has not been asked yet."""
    import numpy as np

    from ..language.ngrams import default_ngrams

    return np.zeros(default_ngrams().size, np.int8)


def _gains(around: Around, places: Array, words: Sequence[str]) -> Iterator[tuple[int, float, str]]:
    """What each of the words gains before each of these places, where it gains enough by the pairs."""
    import numpy as np

    model = around.model
    which = np.repeat(np.arange(len(words)), len(places))
    word, places = np.array(model.numbers(words))[which], np.tile(places, len(words))
    one, here = around.one[places], around.here[places]
    quick = model.two(one, word) + model.two(word, here) - around.log_before[places]
    kept = np.flatnonzero((quick > _PAIR) & (one >= 0))
    places, which, word, one, here = places[kept], which[kept], word[kept], one[kept], here[kept]
    two, after, sure = around.two[places], around.after[places], around.known[places]
    without = model.three(two, one, here) + model.three(one, here, after) * sure
    within = (
        model.three(two, one, word) + model.three(one, word, here) + model.three(word, here, after) * sure
    )
    for at, gained, number in zip(places.tolist(), (within - without).tolist(), which.tolist(), strict=True):
        yield at, gained, words[number]


def _in_sentence(view: View, start: int, word: str, gain: float) -> Gap | None:
    sentence = view.sentence_at(start)
    if sentence is None or not view.text[start].islower():
        return None
    at = next((n for n, token in enumerate(sentence.tokens) if token.start == start), 0)
    if not at or not sentence.tokens[at].space_before or not sentence.tokens[at - 1].text[-1:].isalpha():
        return None
    return Gap(view, sentence, at, word, gain)


def _opens_noun_phrase(word: str) -> bool:
    lexicon = default_lexicon()
    return lexicon.may_be(word, "NN", "JJ", "VBN", "VBG") and not lexicon.may_be(
        word,
        "DT",
        "PRP",
        "PRP$",
        "IN",
        "CC",
        "MD",
        "RB",
        "NNS",
        "CD",
        "TO",
        "WDT",
        "WP",
        "VBD" if word == "had" else "EX",
    )


def _may_be_base(word: str) -> bool:
    return default_lexicon().may_be(word, "VB") and not default_lexicon().may_be(word, "IN", "MD", "DT", "CC")


def _fits_sound(gap: Gap) -> bool:
    return a_or_an(gap.sentence.tokens[gap.at].text) == gap.word


def _may_be_subject(word: str) -> bool:
    lexicon = default_lexicon()
    if word in ("this", "that", "these", "those"):
        return True
    return lexicon.may_be(word, "NN", "NNS", "NNP", "PRP", "EX") and not lexicon.may_be(
        word, "IN", "MD", "VBD", "VBZ", "PRP$"
    )


def _may_lack_verb(sentence: Sentence) -> bool:
    text = sentence.text[sentence.start : sentence.end]
    return (
        len(sentence.tokens) > 4
        and text[-1:] == "."
        and not any(mark in text for mark in ('"', "“", "”", ":", ";", "(", "—", "–", "--", "...", "…"))
    )


# ── What the parser says ────────────────────────────────────────────────────────────────────────────────


def _mended(gaps: Sequence[Gap]) -> Iterator[tuple[Gap, tuple[Word, ...]]]:
    """Each gap with the analysis of its sentence once the word is put in."""
    analyse([gap.sentence for gap in gaps])
    forms = []
    for gap in gaps:
        own = forms_of(gap.sentence.tokens)
        forms.append([*own[: gap.at], gap.word, *own[gap.at :]])
    yield from zip(gaps, analysed(forms), strict=True)


def _lacks_article(gap: Gap, words: Sequence[Word]) -> bool:
    """Whether the article goes with a singular noun that has no determiner, in a place where it needs one."""
    tokens, article = gap.sentence.tokens, words[gap.at]
    noun = article.head
    if article.deprel != "det" or article.sure_arc < 0.8 or not gap.at < noun <= gap.at + 4:
        return False
    head, old = words[noun], gap.sentence.analysis[noun - 1]
    own = [words[child].deprel for child in children_of(words)[noun] if child != gap.at]
    before, after = tokens[gap.at - 1], tokens[noun].text if noun < len(tokens) else "."
    was = {gap.sentence.analysis[child].deprel for child in children_of(gap.sentence.analysis)[noun - 1]}
    plain_object = head.deprel in ("obj", "root", "ccomp") and "compound" not in own
    return (
        head.xpos == "NN"
        and old.xpos == "NN"
        and head.deprel.split(":")[0] in ("obj", "root", "ccomp", "obl", "nmod", "xcomp")
        and not {"det", "nmod:poss", "nummod"} & was
        and (plain_object or (gap.gain > _LESS_SURE and not tokens[noun - 1].lower.endswith(_OF_VERBS)))
        and not {"det", "nmod:poss", "nummod", "conj", "cc", "appos", "flat", "compound:prt"} & {*own}
        and before.lower not in _ROLES
        and words[gap.at - 1].xpos not in ("DT", "PRP$", "CD", "JJ", "NN", "NNP", "POS", "PDT")
        and tokens[noun - 1].lower not in load_named("mass-nouns") | _UNCOUNTED
        and not after[:1].isdigit()
        and after not in ("-", "/", "'s", "’s", "(", "'", "’")
        and not after[:1].isupper()
        and _countable(tokens[noun - 1].lower)
    )


@lru_cache(maxsize=5_000)
def _countable(noun: str) -> bool:
    """Whether the noun is drawn by “a” and not by prepositions: trucks are counted, water and custody are not."""
    import numpy as np

    from ..language.ngrams import default_ngrams

    model = default_ngrams()
    number, *others = model.numbers([noun, "a", "an", *_NEAR])
    if number < 0:
        return False
    here = np.full(len(others), number)
    lifts = model.two(np.array(others), here) - model.one(here)
    counted, bare = lifts[:2].max(), lifts[2:].max()
    return bool(counted > _COUNTED and counted - bare > _SET_APART)


def _lacks_to(gap: Gap, words: Sequence[Word]) -> bool:
    """Whether “to” makes an infinitive of what was no finite verb and no noun."""
    to, verb, old = words[gap.at], words[gap.at + 1], gap.sentence.analysis
    if to.deprel != "mark" or to.head != gap.at + 1 or to.sure_arc < 0.8:
        return False
    if verb.xpos != "VB" or verb.sure_tag < 0.9 or old[gap.at - 1].lemma in _BEFORE_BARE:
        return False
    here = old[gap.at]
    own = {old[child].deprel.split(":")[0] for child in children_of(old)[gap.at]}
    if "aux" in own or (here.xpos in ("VBP", "VBD") and "nsubj" in own and here.sure_tag > 0.6):
        return False
    if here.xpos in ("NN", "NNS", "JJ") and here.sure_tag > 0.9:
        return False
    tokens, near = gap.sentence.tokens, range(max(0, gap.at - 10), gap.at)
    if tokens[gap.at - 1].lower in _BEFORE_BARE or [t.text for t in tokens[gap.at + 1 : gap.at + 2]] == ["-"]:
        return False
    if any(old[at].lemma in _BARE for at in near):
        return False
    helped = max((at for at in near if old[at].xpos == "MD" or old[at].lemma == "do"), default=gap.at)
    return helped == gap.at or any(old[at].xpos == "VB" for at in range(helped, gap.at))


def _lacks_be(gap: Gap, words: Sequence[Word]) -> bool:
    """Whether the form of be is the auxiliary or the copula of the sentence's main verb, which has none."""
    be, here = words[gap.at], gap.sentence.tokens[gap.at]
    return (
        not default_lexicon().may_be(here.text, "VBD")
        and be.deprel.startswith(("aux", "cop"))
        and be.sure_arc > 0.7
        and _main_is_finite(words)
        and not _main_is_finite(gap.sentence.analysis)
        and not _may_be_past(gap.sentence)
    )


def _may_be_past(sentence: Sentence) -> bool:
    """Whether the main verb may be a past tense that the parser has taken for a participle."""
    main = next((at for at, word in enumerate(sentence.analysis) if word.head < 0), 0)
    return default_lexicon().may_be(sentence.tokens[main].text, "VBD")


def _main_is_finite(words: Sequence[Word]) -> bool:
    main = next((at for at, word in enumerate(words) if word.head < 0), -1)
    return any(
        "VerbForm=Fin" in word.feats
        for at, word in enumerate(words)
        if at == main or (word.head == main and word.deprel.startswith(("aux", "cop")))
    )


def _finding(gap: Gap, *, both: bool = True) -> Finding:
    """The words on both sides of the gap, or the one after it."""
    before, token = gap.sentence.tokens[gap.at - 1 : gap.at + 1]
    start = before.start if both else token.start
    edit = Replace(token.start, token.start, f"{gap.word} ")
    return Finding(gap.view, start, token.end, ((edit,),), {"match": token.text, "word": gap.word})
