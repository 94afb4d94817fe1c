"""Verbs in another number than their subject that grammar or usage allows, and trees that may be wrong."""

from __future__ import annotations

from functools import cache
from typing import Literal

from ..annotate.tree import Tree, below, way_up
from ..lexicon import default_lexicon, load_named
from .counts import MEASURES, Number, number
from .namings import JOINING, couples, has_given_name, is_one_name, is_person, is_place
from .suspicion import takes_clause

HELPERS = ("aux", "aux:pass", "cop")
Excuse = Literal["", "usage", "always"]

# Of the collective nouns, those that are no body of people, and so hardly ever plural.
_ONE_THING = frozenset(
    "amount backlog batch block chain cluster collection database estate fleet hierarchy hospital industry laboratory "
    "movement network palace place restaurant roster school section sector selection sequence service set spate stack "
    "string subset supply trove wealth world".split()
)
# With these about, a clause may have the base form: “insisted that he leave”.
_MANDATIVE = frozenset(
    "ask advise beg bid command decree demand desire dictate direct insist instruct intend mandate move order "
    "petition plead pray prefer propose recommend request require rule stipulate suggest urge vote wish hope "
    "important essential vital crucial imperative necessary proposal suggestion recommendation requirement "
    "condition call insistence lest".split()
)
_THINKING = frozenset(
    "say think believe hope know suppose guess wish mean claim bet swear understand find feel".split()
)
_PERSONS = frozenset("he she you they we i who".split())
_NEW_CLAUSE = frozenset(", ; : that how what who whether if because when where why".split())
_WITHOUT_APOSTROPHE = frozenset(
    "cant wont dont didnt doesnt shouldnt wouldnt couldnt isnt arent wasnt werent itll youll theyll well".split()
)
_BARE = frozenset("dare let make help have see hear watch feel notice bid rather observe".split())
_UNREAL = frozenset("if wish wishes wished lest suppose supposing unless whether imagine".split())
_TIMES = frozenset("season morning afternoon evening night summer winter spring autumn weekend term".split())
_PLACES = frozenset("below above here attached enclosed such so".split())
_ASKING = frozenset({"WDT", "WP", "WP$", "WRB"})
_ANYBODY = frozenset("everyone everybody someone somebody anyone anybody".split())
_PREPOSITIONS = frozenset("since before after until for with without like than as".split())
_INSIDE = frozenset("nmod nmod:poss flat compound amod nummod det acl punct case".split())  # a noun phrase
_MARKS = frozenset("\"“”'’")
_CLOSE = 5  # words before a subject in which “hear” or “see” may rule it
_SURE = 0.9  # of a tag that could be another


def excuse(tree: Tree, verb: int, subject: int, noun: int, form: Number) -> Excuse:
    """Whether grammar or usage allows the form, or the tree is surely wrong.

    `usage`: where papers have a rule of their own, for names of companies and for bodies such as a government.
    """
    if _is_no_subject(tree, verb, subject) or _is_second(tree, verb, subject):
        return "always"
    if _has_other(tree, verb, subject, form):
        return "always"
    if form == "Plur":
        bare = tree.tokens[verb].lower not in ("are", "were", "'re")
        excused = _plural_excused(tree, verb, subject) or (bare and _bare_excused(tree, verb, subject))
        return "always" if excused else _by_usage(tree, noun)
    gerund = verb > subject and tree.words[subject].upos != "PRON" and _singular_excused(tree, verb, subject)
    return "always" if gerund else ""


def _has_other(tree: Tree, verb: int, subject: int, form: Number) -> bool:
    """Whether a noun before it lacks a verb of that form: “the men who had been held since May were”."""
    way = [*way_up(tree.words, verb)]
    root = way[-1]
    inside = any(tree.words[at].deprel.startswith("acl") for at in way)
    bare = tree.words[root].upos in ("NOUN", "PROPN") and "cop" not in tree.deprels(root)
    named = tree.words[subject].upos != "PRON"
    return inside and bare and named and root < verb and number(tree, root) == form


def _is_no_subject(tree: Tree, verb: int, subject: int) -> bool:
    """Whether what the tree takes for the subject may be none."""
    tokens, words = tree.tokens, tree.words
    start, lower = tree.start(subject), tokens[subject].lower
    before = words[subject - 1] if subject else None
    if lower == "i" or tree.deprels(subject) & {"case", "mark"}:
        return True  # “Among them was …”: the subject comes after
    if tokens[verb - 1].lower in _PLACES and (subject != verb - 2 or words[subject].upos == "PROPN"):
        return True  # “Below are the results”
    if any(words[i].xpos in _ASKING and not (i and words[i].xpos == "WP$") for i in range(start, subject)):
        return True  # “what color are the walls”
    if before and lower == "you" and before.upos in ("VERB", "ADP", "ADJ", "NOUN", "CCONJ"):
        return before.lemma not in _THINKING  # “loving you makes”, “the man nearest you is”
    if before and lower == "it" and (before.upos == "VERB" or before.deprel == "case"):
        return before.lemma not in _THINKING and not takes_clause(before.lemma)  # “backing it are two banks”
    # A word as a word: “Muslims” was common usage.
    quoted = any(token.text in _MARKS for token in tokens[max(0, start - 1) : subject])
    be = tokens[verb].lower in ("is", "are", "was", "were")
    return be and subject + 1 < verb and tokens[subject + 1].text in _MARKS and quoted


def _singular_excused(tree: Tree, verb: int, subject: int) -> bool:
    """“Helping them was a nurse”; “What worries the banks is …”; “People watching is fun”; “Friends, a magazine, is”."""
    tokens, words = tree.tokens, tree.words
    start = tree.start(subject)
    be = tokens[verb].lower in ("is", "was")
    after_noun = verb == subject + 1 and not be and subject and words[subject - 1].xpos == "NN"
    if after_noun and "VBZ" in default_lexicon().tags(tokens[subject].lower):
        return True  # “a first grader colors pictures”: the noun is the verb
    if _is_object(tree, subject):
        return True
    return (
        (words[start].xpos == "VBG" and start < subject)
        or tokens[subject - 1].lower == "thank"
        or ("appos" in tree.deprels(subject) and tokens[subject + 1].text == ",")
        or (words[subject + 1].xpos == "VBG" and (be or verb == subject + 2))
        or (tokens[0].lower == "what" and be)
        or (tokens[0].lower == "all" and words[1].upos in ("DET", "PRON", "PROPN"))
    )


def _is_object(tree: Tree, subject: int) -> bool:
    """Whether a gerund just before may have it for its object: “finding properly documented workers is hard”."""
    for i in range(subject - 1, max(-1, subject - 6), -1):
        if tree.tokens[i].lower in _NEW_CLAUSE:
            return False
        if tree.words[i].xpos == "VBG" and tree.words[i].deprel not in _INSIDE:
            return True
    return False


def _by_usage(tree: Tree, noun: int) -> Excuse:
    """Names and bodies of people in the plural: a matter of house style for some, and of none for others."""
    lemma = tree.words[noun].lemma.lower()
    capital = tree.tokens[noun].text[:1].isupper() and (noun or not default_lexicon().knows(lemma))
    if (tree.words[noun].upos == "PROPN" or capital) and lemma not in _collectives():
        if any(known(tree, noun) for known in (is_person, has_given_name, is_place, is_one_name)):
            return ""
        unknown = lemma.endswith("s") and not default_lexicon().knows(lemma)
        return (
            "always" if unknown or lemma in load_named("plural-names") else "usage"
        )  # Baghdadis, the Taliban
    if lemma in _collectives():  # “the family, who are”, “a board of women are”
        plural = any(
            tree.words[c].deprel == "nmod" and number(tree, c) == "Plur" for c in tree.children[noun]
        )
        members = plural or "who" in (token.lower for token in tree.tokens[noun + 1 : noun + 3])
        return "usage" if lemma in load_named("organisations") and not members else "always"
    return ""


def _plural_excused(tree: Tree, verb: int, subject: int) -> bool:
    """Reasons for a plural verb, or a bare form that looks like one, with a subject that is singular."""
    tokens, words = tree.tokens, tree.words
    lower, lemma = tokens[verb].lower, words[subject].lemma.lower()
    before = {token.lower for token in tokens[max(0, subject - 4) : verb]}
    if lower == "were" and _is_unreal(tree, verb, subject):
        return True
    if lemma in ("heaven", "god", "lord", "devil") or lemma in load_named("weekdays") | load_named("months"):
        return True
    if lemma in MEASURES | _TIMES and before & {"this", "that", "last", "next", "each", "every"}:
        return True  # “Sales that month were …”
    return couples(tree, subject)


def _bare_excused(tree: Tree, verb: int, subject: int) -> bool:
    """Reasons for a base form, which may be no finite verb at all, or no verb."""
    tokens, words = tree.tokens, tree.words
    lower, lemma = tokens[verb].lower, words[verb].lemma
    after = tokens[verb + 1].lower if verb + 1 < len(tokens) else ""
    if (lemma in ("need", "dare") and after in ("not", "n't")) or (lower == "use" and after == "to"):
        return True  # “notice need not be given”; “used to” is another fault
    if tokens[verb - 1].lower in _WITHOUT_APOSTROPHE or (tokens[verb].text.isupper() and verb):
        return True
    alone = subject == 0 or (tree.start(subject) == subject and tokens[subject - 1].text in _MARKS)
    if alone and words[subject].upos == "NOUN" and "NN" in default_lexicon().tags(lower):
        return True  # “Power wash the house”
    if any(word.xpos == "MD" or word.lemma in ("do", "please", "just") for word in words[subject:verb]):
        return True  # “anybody who waits should, he said, get off”; “everyone please stand up”
    if lower == "live" or (tokens[subject].lower in _ANYBODY and words[verb].xpos != "VBZ"):
        return True  # “the show now live on air”; “anyone see her?”
    quotes = any(token.text in _MARKS for token in tokens[max(0, verb - 2) : verb])
    if quotes and lemma in load_named("speech-verbs"):
        return True  # “It is a shop,” say the members
    if words[verb - 1].xpos in ("JJ", "DT", "PRP$", "POS") and verb - 1 != subject:
        return True  # “what he lists as the primary need”: no verb
    clause = head_of(tree, verb)
    over = [*way_up(words, clause)][1:]
    near = [i for i in (tree.start(subject) - 2, tree.start(subject) - 1) if i >= 0]
    if any(words[i].lemma.lower() in _MANDATIVE | _BARE for i in (*over, *near) if i < verb):
        return True
    start = tree.start(subject)
    if any(words[i].lemma in ("hear", "watch", "see", "let") for i in range(max(0, start - _CLOSE), start)):
        return True  # “to hear Dr. Poe, a professor, speak”
    that = any(tokens[c].lower == "that" and words[c].deprel == "mark" for c in tree.children[clause])
    return that and any(word.lemma.lower() in _MANDATIVE for word in words[:verb])


def _is_unreal(tree: Tree, verb: int, subject: int) -> bool:
    """Whether “were” may be one of “if I were”, “as though it were”, “she wishes it were”."""
    lowers = [token.lower for token in tree.tokens[:verb]]
    start = tree.start(subject)
    near = lowers[max(0, min(start, subject) - 3) : verb]
    clause = head_of(tree, verb)
    marks = {lowers[c] for c in tree.children[clause] if c < verb}
    as_if = "as" in near and ("if" in near or "though" in near or lowers[subject] == "it")
    joined = tree.words[clause].deprel == "conj" and not _UNREAL.isdisjoint(lowers)
    return bool(_UNREAL & {*near, *marks}) or as_if or joined


def _is_second(tree: Tree, verb: int, subject: int) -> bool:
    """Whether a noun may be joined to the subject, which the tree has lost: “the manager and his wife have”."""
    tokens, words = tree.tokens, tree.words
    start = tree.start(subject)
    if start < 2 or tokens[start - 1].lower not in JOINING or tokens[start - 2].text in (",", ";"):
        return False
    if words[start - 2].upos not in ("NOUN", "PROPN", "PRON", "NUM", "PUNCT", "SYM"):
        return False
    if words[subject].upos == "PRON" and (
        words[start - 2].upos == "PROPN" or tokens[start - 2].lower in _PERSONS
    ):
        return True  # “Stan and he meet”
    # A clause before it that is whole has lost no subject: “she called the manager and his wife was angry”.
    clause = words[head_of(tree, verb)]
    whole = clause.deprel == "conj" and bool(tree.deprels(clause.head) & {"nsubj", "nsubj:pass", "expl"})
    if whole and takes_clause(words[clause.head].lemma):
        return True  # “she said the driver and the guard were asleep”
    first = next(i for i in way_up(words, start - 2) if words[i].deprel not in _INSIDE)
    return not whole or words[first].deprel not in ("obj", "obl", "root", "ccomp", "conj", "advcl", "xcomp")


def head_of(tree: Tree, verb: int) -> int:
    """The word that the verb's clause hangs on: its predicate, or the verb itself."""
    return tree.words[verb].head if tree.words[verb].deprel in HELPERS else verb


@cache
def _collectives() -> frozenset[str]:
    return load_named("collective-nouns") - _ONE_THING


def doubtful(tree: Tree, verb: int, subject: int, form: Number) -> bool:
    """Whether the tree may have lost a second subject, or taken for one what is none."""
    tokens, words = tree.tokens, tree.words
    start = tree.start(subject)
    if start and tokens[start - 1].lower in _PREPOSITIONS:
        return True
    readings = default_lexicon().tags(tokens[verb].lower)
    may_be_noun = readings & {"NN", "NNS"} and words[verb].deprel not in HELPERS
    if may_be_noun and (verb == subject + 1 or words[verb].sure_tag < _SURE):
        return True  # “the fashion show …”, “the sales gains …”
    if _may_join(tree, verb, subject):
        return True
    if form == "Sing":
        return False
    # Another noun on the same verb, with no preposition: “Registered Democrats in the city this year have”.
    rivals = [
        c
        for c in tree.children[head_of(tree, verb)]
        if c < verb and c != subject and words[c].upos in ("NOUN", "PROPN")
    ]
    return any("case" not in tree.deprels(c) for c in rivals)


def _may_join(tree: Tree, verb: int, subject: int) -> bool:
    """Whether an “and” before the verb may add a subject: “peace and the sanctity of life are”."""
    tokens, words = tree.tokens, tree.words
    own = {subject, *below(tree.children, subject)}
    for i in range(max(1, _clause_start(tree, subject)), verb):
        if tokens[i].lower not in JOINING or words[i].head == head_of(tree, verb):
            continue  # the clause's own “and”
        # “The price of eggs and flour is”: what has no determiner belongs to “eggs”; so does a name to a name.
        first = words[words[i].head].head
        name = words[i + 1].upos == "PROPN" and not (
            words[first].upos == "PROPN" and "case" in tree.deprels(first)
        )
        series = tokens[i - 1].text == ","  # “skill in repair, patience, and care are”
        if i not in own or i < subject or words[i + 1].upos in ("DET", "PRON") or name or series:
            return True
    return False


def _clause_start(tree: Tree, subject: int) -> int:
    """Where the clause of a subject starts, at the latest: after a verb, a semicolon or a colon before it."""
    at = tree.start(subject)
    while at > 0:
        before = at - 1
        if tree.words[before].upos in ("VERB", "AUX") or tree.tokens[before].text in (";", ":", "—"):
            break
        at = before
    return at
