"""Finite verbs and their subjects, each with its number, from a sentence's tree.

What a subject's number is follows The Cambridge Grammar of the English Language, ch. 5, §18; where usage is divided
(collectives, sums, “none of”), or the tree may be wrong, there is no number, and so no finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from ..annotate.tree import Tree, below
from ..document import Tokens, Word
from ..lexicon import default_lexicon, load_named

HELPERS = ("aux", "aux:pass", "cop")
Number = Literal["Sing", "Plur", ""]
How = Literal["plain", "relative", "coordination", "there"]

_BE: dict[str, Number] = {
    "is": "Sing", "was": "Sing", "'s": "Sing", "are": "Plur", "were": "Plur", "'re": "Plur",
}  # fmt: skip
_PRONOUNS: dict[str, Number] = {
    **dict.fromkeys(
        "he she it this that each either neither everyone everybody everything someone somebody something anyone "
        "anybody anything nobody nothing one another much".split(),
        "Sing",
    ),
    **dict.fromkeys("they we these those both many few several you others 'em".split(), "Plur"),
}
# These take the number of the noun after “of”, or usage is divided: nothing is said.
_QUANTITIES = frozenset(
    "all any some most none half rest majority minority plenty lot number couple variety range series part "
    "portion percent percentage proportion fraction third quarter fifth tenth handful dozen hundred thousand "
    "million billion pair group host mix combination array string slew spate raft bunch band crowd flurry "
    "mass remainder abundance kind sort type more less fewer enough each one two bulk dozens lots % split".split()
)
_EITHER_WAY = frozenset(
    "data media politics economics mathematics physics statistics ethics mechanics dynamics logistics acoustics "
    "athletics gymnastics genetics linguistics analytics electronics species means headquarters barracks crossroads "
    "works gallows news measles mumps diabetes aids sheep deer fish aircraft spacecraft offspring police cattle "
    "staff press public trio duo odds whereabouts remains thanks contents premises grounds what which who whoever "
    "whatever such same here there pants trousers scissors chess s military poor rich".split()
)
_MEASURES = frozenset(
    "year month week day hour minute second mile kilometer kilometre meter metre foot inch yard acre hectare ton "
    "tonne pound dollar euro cent penny degree point gallon liter litre gram kilogram ounce barrel yen yuan ruble "
    "rouble rupee franc mark peso time".split()
)
# Of the collective nouns, those that are no body of people, and so hardly ever plural.
_ONE_THING = frozenset(
    "amount backlog block chain database estate hierarchy hospital industry laboratory movement network palace "
    "place restaurant section sector selection sequence service spate stack string supply trove wealth world".split()
)
# With these about, a clause may have the base form: “insisted that he leave”.
_MANDATIVE = frozenset(
    "ask advise beg bid command decree demand desire dictate direct insist instruct intend mandate move order "
    "petition plead pray prefer propose recommend request require rule stipulate suggest urge vote wish hope "
    "important essential vital crucial imperative necessary proposal suggestion recommendation requirement "
    "condition call insistence lest".split()
)
_BARE = frozenset("let make help have see hear watch feel notice bid rather observe".split())
_UNREAL = frozenset("if as though wish wishes wished were than lest suppose whether unless".split())
_PLURAL_DETERMINERS = frozenset("these those many most several few both two three four five".split())
_JOINING = frozenset({"and", "&", "or", "nor", "plus", "/"})
_TIMES = frozenset("season morning afternoon evening night summer winter spring autumn weekend term".split())
_PLACES = frozenset("below above here attached enclosed such so".split())
_ASKING = frozenset({"WDT", "WP", "WP$", "WRB"})
_ANYBODY = frozenset("everyone everybody someone somebody anyone anybody".split())
_LIKELY = 0.65  # the least, of a verb's tag
_SURE = 0.9  # of a tag that could be another
_PREPOSITIONS = frozenset("since before after until for with without like than as".split())


class Pair(NamedTuple):
    """A finite verb and its subject: indices of tokens, and each one's number."""

    verb: int
    form: Number
    subject: int
    number: Number
    noun: int  # what the subject stands for: of a relative pronoun, the noun before it
    how: How
    conjuncts: tuple[int, ...] = ()  # the other subjects, joined to the first by “and”
    team: bool = False  # whether the subject's name may be that of a team
    doubtful: bool = False  # whether the tree may be wrong, so that more evidence is asked for


def pairs(tokens: Tokens, words: Sequence[Word]) -> Iterator[Pair]:
    """Every finite verb that shows a number, with its subject, where both numbers differ and are certain."""
    tree = Tree(tokens, words)
    for verb in range(len(words)):
        form = shown(tokens, words, verb) if words[verb].sure_tag >= _LIKELY else ""
        found = subject_of(tree, verb) if form else None
        if found is None:
            continue
        subject, how = found
        number, noun, how = number_of(tree, subject, verb, how)
        if number and number != form and not _excused(tree, verb, subject, form):
            joined = tuple(c for c in tree.children[subject] if words[c].deprel == "conj")
            doubtful = not joined and _doubtful(tree, verb, subject, form)
            team = words[subject].upos == "PROPN" and form == "Plur" and not _is_person(tree, subject)
            yield Pair(verb, form, subject, number, noun, how, joined, team, doubtful)


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
    own = [word for word in words if word.head == at]
    kinds = {word.deprel for word in own}
    to = any(word.deprel == "mark" and word.xpos == "TO" for word in own)
    return "nsubj" in kinds and not to and not kinds & {*HELPERS, "det", "amod", "compound"}


def subject_of(tree: Tree, verb: int) -> tuple[int, How] | None:
    """The subject of a finite verb: its own or its predicate's, or in coordination that of the verb before."""
    words, children = tree.words, tree.children
    head = words[verb].head if words[verb].deprel in HELPERS else verb
    if head < 0 or not _is_first(tree, verb, head):
        return None
    outer = [c for c in children[head] if words[c].deprel == "nsubj:outer"]
    if words[verb].deprel == "cop" and len(outer) == 1:
        return outer[0], "plain"
    how: How = "plain"
    for _ in range(4):
        own = [c for c in children[head] if words[c].deprel in ("nsubj", "nsubj:pass")]
        kinds = tree.deprels(head)
        if own:
            return (own[0], "there" if "expl" in kinds else how) if len(own) == 1 else None
        if kinds & {"csubj", "csubj:pass", "expl", "nsubj:outer"} or not _follows(tree, head):
            return None
        head, how = words[head].head, "coordination"
    return None


def _is_first(tree: Tree, verb: int, head: int) -> bool:
    """Whether the verb is the finite one of its clause: no other auxiliary and no “to” before it."""
    return not any(
        child != verb
        and (child < verb or tree.words[child].xpos == "MD")
        and (tree.words[child].deprel in HELPERS or tree.words[child].xpos in ("TO", "MD"))
        for child in tree.children[head]
    )


def _follows(tree: Tree, head: int) -> bool:
    """Whether the verb comes right after “and”: then no noun of the second clause may be its own subject."""
    words = tree.words
    if words[head].deprel != "conj" or words[head].head < 0:
        return False
    own = [c for c in tree.children[head] if words[c].deprel in HELPERS or words[c].upos == "ADV"]
    first = min([head, *own])
    before = range(words[head].head + 1, first)
    return (
        first > 0
        and words[first - 1].deprel == "cc"
        and words[first - 1].lemma in ("and", "or", "but")
        and not any(words[i].deprel.startswith("nsubj") for i in before)
    )


def number_of(tree: Tree, subject: int, verb: int, how: How) -> tuple[Number, int, How]:
    """The number of a subject, or nothing where it is not certain, the noun that has it, and how it is found."""
    tokens, words = tree.tokens, tree.words
    if words[subject].xpos in ("WDT", "WP") or "PronType=Rel" in words[subject].feats:
        noun = _antecedent(tree, subject) if subject < verb else -1
        return (_noun(tree, noun) if noun >= 0 else ""), noun, "relative"
    if how == "there":
        real = subject > verb and tokens[verb].lower != "'s"  # “there's two of them” is how people talk
        return (_noun(tree, subject) if real else ""), subject, how
    if subject > verb and not (words[verb].deprel in HELPERS and tokens[-1].text == "?"):
        return "", subject, how
    conjuncts = [c for c in tree.children[subject] if words[c].deprel == "conj"]
    if conjuncts:
        return _joined(tree, [subject, *conjuncts]), subject, "coordination"
    return _noun(tree, subject), subject, how


def _antecedent(tree: Tree, pronoun: int) -> int:
    """The noun that a relative pronoun stands for; -1 where another noun, or the whole clause, may be meant."""
    tokens, words = tree.tokens, tree.words
    clause = pronoun
    while clause >= 0 and words[clause].deprel != "acl:relcl":
        clause = words[clause].head
    noun = words[clause].head if clause >= 0 else -1
    before = tokens[pronoun - 1].text
    if not 0 <= noun < pronoun or (tokens[pronoun].lower == "which" and before == ","):
        return -1
    near = range(max(0, noun - 8), pronoun)
    if (noun != pronoun - 1 and before != ",") or any(
        tokens[i].lower in ("one", "only", "and", "or") for i in near
    ):
        return -1
    others = [
        i for i in near if words[i].upos in ("NOUN", "PROPN") and words[i].deprel not in ("compound", "flat")
    ]
    number = _noun(tree, noun)
    return noun if all(_noun(tree, i) == number or words[i].head == i + 1 for i in others) else -1


def _joined(tree: Tree, conjuncts: list[int]) -> Number:
    """Several subjects with “and” are plural, but for “each”, “every” and pairs that are one thing."""
    words = tree.words
    below_each = [[tree.tokens[g].lower for g in tree.children[c]] for c in conjuncts]
    links = {words[g].lemma for c in conjuncts[1:] for g in tree.children[c] if words[g].deprel == "cc"}
    if links != {"and"} or any(words[c].upos not in ("NOUN", "PROPN", "PRON") for c in conjuncts):
        return ""
    if any({"each", "every", "no", "more"} & set(lowers) for lowers in below_each):
        return ""
    own = all(tree.deprels(c) & {"det", "nmod:poss"} for c in conjuncts)
    plural = all(_noun(tree, c) == "Plur" for c in conjuncts)
    names = len(conjuncts) > 2 and all(words[c].upos == "PROPN" for c in conjuncts)
    # “The bread and butter is”: one determiner may make one thing of two; two of them do not.
    return "Plur" if own or plural or names else ""


def _noun(tree: Tree, at: int) -> Number:
    """The number of a noun or pronoun that is beyond doubt."""
    word, lower = tree.words[at], tree.tokens[at].lower
    determiners = {tree.tokens[c].lower for c in tree.children[at]}
    if word.upos == "PRON" or word.xpos in ("DT", "PRP"):
        of = lower in _QUANTITIES and "nmod" in tree.deprels(at)
        return "" if of else _PRONOUNS.get(lower, "")
    if word.xpos == "NNPS":  # the Iranians; “Cyclones”, where it only opens the sentence
        stem = default_lexicon().tags(tree.tokens[at].text.removesuffix("s"))
        common = at == 0 and default_lexicon().only(lower, "NNS", "VBZ")
        return "Plur" if determiners & _PLURAL_DETERMINERS or stem >= {"JJ", "NNP"} or common else ""
    readings = default_lexicon().tags(tree.tokens[at].text)
    if word.xpos in ("NNP", "NN"):
        either = "NNS" in readings or lower.endswith("ese") or determiners & {*_PLURAL_DETERMINERS, "other"}
        people = "JJ" in readings and (word.xpos == "NNP" or "NN" not in readings)  # the British, the elderly
        named = word.xpos == "NNP" and word.upos == "PROPN"
        plain = word.upos == "NOUN" and {lower, word.lemma}.isdisjoint(_EITHER_WAY | _QUANTITIES)
        return "Sing" if (named or plain) and not either and not people else ""
    if word.upos != "NOUN" or not {lower, word.lemma}.isdisjoint(_EITHER_WAY | _QUANTITIES):
        return ""
    if lower == "people":
        return "" if determiners & {"a", "this", "one", "each", "every"} else "Plur"
    # Hancocks is a shop, and Blue Slate Solutions is a company.
    capital = tree.tokens[at].text[:1].isupper()
    named = capital and (not readings or at > 0)
    known = "NNS" in readings or not readings
    return "Plur" if known and not named and "NN" not in readings and word.lemma not in _MEASURES else ""


def _excused(tree: Tree, verb: int, subject: int, form: Number) -> bool:
    """Where grammar or usage allows the form, or the tree is surely wrong."""
    tokens, words = tree.tokens, tree.words
    start = tree.start(subject)
    if tokens[subject].lower == "i" or tree.deprels(subject) & {"case", "mark"}:
        return True  # “Among them was …”: the subject comes after
    below = tokens[verb - 1].lower in _PLACES and subject != verb - 2
    if below or any(words[i].xpos in _ASKING for i in range(start, subject)):
        return True  # “Below are the results”; “what color are the walls”
    if form == "Plur":
        return _plural_excused(tree, verb, subject)
    if verb < subject:
        return False
    # “Helping them was a nurse”; “What worries the banks is …”; “People watching is fun”; “Friends, a magazine, is”.
    return (
        any(tokens[i].lower.endswith("ing") for i in (start - 1, start) if 0 <= i < subject)
        or tokens[subject - 1].lower == "thank"
        or "appos" in tree.deprels(subject)
        or any(word.xpos == "VBG" for word in words[subject + 1 : subject + 2])
        or tokens[0].lower == "what"
        or (tokens[0].lower == "all" and words[1].upos in ("DET", "PRON", "PROPN"))
    )


def _plural_excused(tree: Tree, verb: int, subject: int) -> bool:
    """Reasons for a plural verb, or a bare form that looks like one, with a subject that is singular."""
    tokens, words = tree.tokens, tree.words
    lower, lemma = tokens[verb].lower, words[subject].lemma.lower()
    before = {token.lower for token in tokens[max(0, subject - 4) : verb]}
    if lower == "were" and before & _UNREAL:
        return True
    named = (_is_person, _has_given_name, _is_place)
    if words[subject].upos == "PROPN" and not any(test(tree, subject) for test in named):
        return True  # Microsoft are; United have won
    if lemma in _collectives() or lemma in ("heaven", "god", "lord"):
        return True
    if lemma in _MEASURES | _TIMES and before & {"this", "that", "last", "next", "each", "every"}:
        return True  # “Sales that month were …”
    if _couples(tree, subject):
        return True  # Mr. and Mrs. Poe have
    start = tree.start(subject)
    if start > 1 and tokens[start - 1].lower in _JOINING and tokens[start - 2].text not in (",", ";"):
        return True  # “the manager and his wife have”, if the tree has lost the manager
    if lower in ("are", "were", "'re"):
        return False
    if any(word.xpos == "MD" or word.lemma in ("do", "please", "just") for word in words[subject:verb]):
        return True  # “anybody who waits should, he said, get off”; “everyone please stand up”
    if lower == "live" or (tokens[subject].lower in _ANYBODY and words[verb].xpos != "VBZ"):
        return True  # “the show now live on air”; “anyone see her?”
    return any(word.lemma.lower() in _MANDATIVE | _BARE for word in words[:verb])


def _is_person(tree: Tree, at: int) -> bool:
    """Whether a name is a person's: it has a title before it, or a given name and no common word after that."""
    parts = _parts(tree, at)
    titles = load_named("titles")
    if any(tree.tokens[i].lower.rstrip(".") in titles and i < max(parts) for i in parts):
        return True
    surname = tree.tokens[max(parts)].lower
    return _has_given_name(tree, at) and (len(parts) == 1 or not default_lexicon().knows(surname))


def _has_given_name(tree: Tree, at: int) -> bool:
    """Whether a name starts with a given name; so do those of some clubs: Kelvin Thistle."""
    return tree.tokens[min(_parts(tree, at))].text in load_named("given-names")


def _parts(tree: Tree, at: int) -> list[int]:
    kinds = ("flat", "compound", "nmod:desc")
    return [at, *(c for c in tree.children[at] if tree.words[c].deprel in kinds)]


def _is_place(tree: Tree, at: int) -> bool:
    """Whether a name is that of a place alone: not Chicago Fire, not Sporting Lisbon."""
    before = tree.tokens[at - 1].lower if at else ""
    alone = all(c == at - 1 for c in tree.children[at] if tree.words[c].upos == "PROPN")
    return (
        alone
        and tree.tokens[at].text in load_named("places")
        and ("compound" not in tree.deprels(at) or before in ("north", "south", "east", "west", "new"))
    )


def _couples(tree: Tree, subject: int) -> bool:
    """Whether two titles are joined before a name."""
    titles = load_named("titles")
    around = range(max(1, tree.start(subject) - 4), subject + 1)
    return any(
        tree.tokens[i].lower in _JOINING
        and all(tree.tokens[j].lower.rstrip(".") in titles for j in (i - 1, i + 1))
        for i in around
    )


@cache
def _collectives() -> frozenset[str]:
    return load_named("collective-nouns") - _ONE_THING


def _doubtful(tree: Tree, verb: int, subject: int, form: Number) -> bool:
    """Whether the tree may have lost a second subject, or taken for one what is none."""
    tokens, words = tree.tokens, tree.words
    start = tree.start(subject)
    if start and tokens[start - 1].lower in _PREPOSITIONS:
        return True
    readings = default_lexicon().tags(tokens[verb].lower)
    may_be_noun = readings & {"NN", "NNS"} and words[verb].deprel not in HELPERS
    if may_be_noun and (verb == subject + 1 or words[verb].sure_tag < _SURE):
        return True  # “the fashion show …”, “the sales gains …”
    clause = max(1, _clause_start(tree, subject))
    # “Peace and the sanctity of life are”; but “the price of eggs and flour is”.
    own = {subject, *below(tree.children, subject)}
    joins = [i for i in range(clause, verb) if tokens[i].lower in _JOINING]
    if any(i not in own or words[i + 1].upos in ("DET", "PRON", "PROPN") for i in joins):
        return True
    if form == "Sing":
        return False
    # Another noun on the same verb, with no preposition: “Registered Democrats in the city this year have”.
    head = words[verb].head if words[verb].deprel in HELPERS else verb
    rivals = [
        c for c in tree.children[head] if c < verb and c != subject and words[c].upos in ("NOUN", "PROPN")
    ]
    return any("case" not in tree.deprels(c) for c in rivals)


def _clause_start(tree: Tree, subject: int) -> int:
    """Where the clause of a subject starts, at the latest: after a verb, a semicolon or a colon before it."""
    at = tree.start(subject)
    while at > 0:
        before = at - 1
        if tree.words[before].upos in ("VERB", "AUX") or tree.tokens[before].text in (";", ":", "—"):
            break
        at = before
    return at
