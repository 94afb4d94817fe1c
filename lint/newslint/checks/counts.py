"""The grammatical number of a subject, where it is beyond doubt; The Cambridge Grammar of the English Language, ch. 5, §18.

Where usage is divided (collectives, sums, “none of”), or the tree may be wrong, there is no number.
"""

from __future__ import annotations

from typing import Literal

from ..annotate.chunk import is_name
from ..annotate.tree import Tree
from ..lexicon import default_lexicon, load_named
from .namings import is_one_name, is_person, is_place, is_titled

Number = Literal["Sing", "Plur", ""]

_PRONOUNS: dict[str, Number] = {
    **dict.fromkeys(
        "he she it this that each either neither everyone everybody everything someone somebody something anyone "
        "anybody anything nobody nothing one another much".split(),
        "Sing",
    ),
    **dict.fromkeys("they we these those both many few several you others 'em".split(), "Plur"),
}
# These take the number of the noun after “of”, or usage is divided: nothing is said.
QUANTITIES = frozenset(
    "all any some most none half rest majority minority plenty lot number couple variety range series part "
    "portion percent percentage proportion fraction third quarter fifth tenth handful dozen hundred thousand "
    "million billion pair group host mix combination array string slew spate raft bunch band crowd flurry "
    "mass amount quantity remainder abundance kind sort type more less fewer enough each one two bulk dozens lots % split".split()
)
_FEW_OR_MANY = ("many", "few", "several")
_GROUPS = frozenset(
    "groups types kinds sorts parts numbers bands crowds hosts mixes combinations strings".split()
)
_EACH = frozenset("each every no more".split())
_ALONE = frozenset(
    "range mass quarter band number part portion kind sort type mix combination array string amount quantity".split()
)
_ONE_OTHER = frozenset("any no the every each one this that my your his her its our their".split())
_MANY = frozenset("dozens scores hundreds thousands millions billions".split())
EITHER_WAY = frozenset(
    "data media politics economics mathematics physics statistics ethics mechanics dynamics logistics acoustics "
    "athletics gymnastics genetics linguistics analytics electronics species means buffalo bison elk moose trout salmon cod squid swine shrimp headquarters barracks crossroads "
    "works gallows news measles mumps diabetes aids sheep deer fish aircraft spacecraft offspring "
    "staff press public trio duo odds whereabouts remains thanks contents premises grounds what which who whoever "
    "whatever such same here there pants trousers scissors chess s military poor rich".split()
)
_STUDIES = (
    "nomics",
    "matics",
    "istics",
    "netics",
    "ontics",
    "iatrics",
    "lytics",
    "namics",
    "bics",
    "thetics",
)
MEASURES = frozenset(
    "year month week day hour minute second mile kilometer kilometre meter metre foot inch yard acre hectare ton "
    "tonne pound dollar euro cent penny degree point gallon liter litre gram kilogram ounce barrel yen yuan ruble "
    "rouble rupee franc mark peso time".split()
)
_PLURAL_DETERMINERS = frozenset("these those many most several few both two three four five".split())
_SHARES = frozenset("percent % half third thirds quarter quarters fifth fifths tenth tenths".split())
_OF_MASS = frozenset("some all most much none lot plenty".split())
_OF_MANY = frozenset("some all most lot lots plenty".split())  # plural with a plural noun after “of”


def number(tree: Tree, at: int) -> Number:
    """The number of a noun or pronoun that is beyond doubt."""
    word, lower = tree.words[at], tree.tokens[at].lower
    of = "nmod" in tree.deprels(at)
    if lower in _MANY and of:
        return _number_of_many(tree, at)
    if lower in _SHARES and of:
        return _number_of_share(tree, at)
    if word.upos == "NUM" or (word.upos == "ADJ" and lower in _FEW_OR_MANY):
        return _number_of_numeral(tree, at)
    if (lower in _OF_MANY or lower in _OF_MASS) and of:
        return _number_of_many(tree, at)
    if word.upos == "PRON" or word.xpos in ("DT", "PRP"):
        return "" if of and lower in QUANTITIES else _PRONOUNS.get(lower, "")
    if word.upos in ("NOUN", "PROPN"):
        return _number_of_noun(tree, at)
    return ""


def _number_of_many(tree: Tree, at: int) -> Number:
    """Dozens of boats are, some of the boats are; thousands of dollars, a sum, may be one."""
    lower = tree.tokens[at].lower
    after = [c for c in tree.children[at] if tree.words[c].deprel == "nmod"]
    one = len(after) == 1 and "conj" not in tree.deprels(after[0])
    if lower in _OF_MASS and one and tree.tokens[after[0]].lower in load_named("mass-nouns"):
        return "Sing"  # “most of the money is”
    boats = len(after) == 1 and number(tree, after[0]) == "Plur"
    many = lower in _OF_MANY or lower in _MANY
    return "Plur" if boats and many and tree.tokens[at + 1].lower == "of" else ""


def _number_of_share(tree: Tree, at: int) -> Number:
    """Thirty percent of the bridges need paint, half of the water is lost; of a team it may be either."""
    after = [c for c in tree.children[at] if tree.words[c].deprel == "nmod"]
    if len(after) != 1 or tree.tokens[at + 1].lower != "of" or "conj" in tree.deprels(after[0]):
        return ""
    if tree.tokens[after[0]].lower in load_named("mass-nouns"):
        return "Sing"
    return "Plur" if number(tree, after[0]) == "Plur" else ""


def _number_of_numeral(tree: Tree, at: int) -> Number:
    """One of the boats is, two of them are, many are; one in five may be either."""
    kinds, lower = tree.deprels(at), tree.tokens[at].lower
    if kinds & {"conj", "compound", "nummod", "amod", "det"}:
        return ""
    of = [c for c in tree.children[at] if tree.words[c].deprel == "nmod"]
    if any(tree.tokens[at + 1].lower != "of" for _ in of) or tree.words[at].deprel not in (
        "nsubj",
        "nsubj:pass",
    ):
        return ""
    if lower in ("one", "1"):
        return "Sing" if of else ""
    return "Plur" if of or lower in _FEW_OR_MANY else ""


def _number_of_noun(tree: Tree, at: int) -> Number:
    word, lower = tree.words[at], tree.tokens[at].lower
    determiners = {tree.tokens[c].lower for c in tree.children[at]}
    if is_one_name(tree, at) and not determiners & _PLURAL_DETERMINERS:
        return "Sing"
    capitals = tree.tokens[at].text.isupper() and lower.endswith("s") and lower != "us"
    if capitals or (tree.words[at + 1 : at + 2] and tree.words[at + 1].upos == "NUM"):
        return ""  # GPS; Windows 7
    if word.xpos == "NNPS":
        if is_titled(tree, at):
            return "Sing"  # Mr. Hodges
        return _number_of_names(tree, at, determiners)
    readings = default_lexicon().tags(tree.tokens[at].text)
    own = {lower} if lower in _GROUPS else {lower, word.lemma}
    common = own.isdisjoint(EITHER_WAY | QUANTITIES) or _is_alone(tree, at)
    if word.xpos in ("NNP", "NN"):
        other = "other" in determiners and not determiners & _ONE_OTHER
        either = "NNS" in readings or lower.endswith("ese") or determiners & _PLURAL_DETERMINERS or other
        people = "JJ" in readings and _are_people(tree, at, determiners)
        named = word.xpos == "NNP" and word.upos == "PROPN"
        return "Sing" if (named or (word.upos == "NOUN" and common)) and not either and not people else ""
    if word.upos != "NOUN" or not common or lower.endswith(_STUDIES):
        return ""
    if lower in ("people", "police", "cattle"):
        return "" if determiners & {"a", "this", "one", "each", "every"} else "Plur"
    # Hancocks is a shop, and Blue Slate Solutions is a company.
    capital = tree.tokens[at].text[:1].isupper()
    opens = not any(token.text[:1].isalnum() for token in tree.tokens[:at])
    follows = at + 1 < len(tree.tokens) and is_name(tree.tokens[at + 1])  # Doctors Without Borders
    named = capital and (not readings or not opens or follows)
    known = "NNS" in readings or (not readings and not lower.endswith(("us", "is", "ss", "ens")))
    return "Plur" if known and not named and "NN" not in readings and word.lemma not in MEASURES else ""


def _is_alone(tree: Tree, at: int) -> bool:
    """Whether a word for a quantity stands for itself: a negative number, this type; not a number of boats."""
    return tree.tokens[at].lower in _ALONE and "nmod" not in tree.deprels(at)


def _are_people(tree: Tree, at: int, determiners: set[str]) -> bool:
    """Whether an adjective may stand for people: the British, the elderly; not General Electric."""
    token = tree.tokens[at]
    tags = default_lexicon().tags(token.lower)
    if tree.words[at].xpos == "NN":
        return "NN" not in tags
    return "JJ" not in tags or ("the" in determiners and "compound" not in tree.deprels(at))


def _number_of_names(tree: Tree, at: int, determiners: set[str]) -> Number:
    """The Iranians are; “Cyclones”, where it only opens the sentence; the Tigers are."""
    stem = default_lexicon().tags(tree.tokens[at].text.removesuffix("s"))
    lower = tree.tokens[at].lower
    common = at == 0 and default_lexicon().only(lower, "NNS", "VBZ")
    team = "the" in determiners and lower in load_named("team-names")
    return "Plur" if determiners & _PLURAL_DETERMINERS or stem >= {"JJ", "NNP"} or common or team else ""


def number_of_several(tree: Tree, conjuncts: list[int]) -> Number:
    """Several subjects with “and” are plural, but for “each”, “every” and pairs that are one thing; with “or” as each is."""
    words = tree.words
    below_each = {tree.tokens[g].lower for c in conjuncts for g in tree.children[c]}
    links = {words[g].lemma for c in conjuncts[1:] for g in tree.children[c] if words[g].deprel == "cc"}
    if any(words[c].upos not in ("NOUN", "PROPN", "PRON") for c in conjuncts) or below_each & _EACH:
        return ""
    numbers = {number(tree, c) for c in conjuncts}
    if links == {"or"}:
        return numbers.pop() if len(numbers) == 1 else ""
    if links != {"and"}:
        return ""
    # “The bread and butter is”, “ham and eggs is”: what has one determiner, or none, may be one thing.
    determined = [c for c in conjuncts if tree.deprels(c) & {"det", "nmod:poss"}]
    several = "Plur" in numbers and bool(determined)
    names = len(conjuncts) > 2 and all(words[c].upos == "PROPN" for c in conjuncts)
    known = all(c in determined or is_person(tree, c) or is_place(tree, c) for c in conjuncts)
    return "Plur" if several or names or known or numbers == {"Plur"} or "both" in below_each else ""
