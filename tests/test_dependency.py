"""Rules on the tree of a sentence: nodes and arcs, frames by the tree, and forms put in place."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from making import engine, flagged, parsed, problems, rule

from newslint.annotate import annotate
from newslint.annotate.tree import below, children_of, in_context, way_up
from newslint.document import Token, Tokens, Word
from newslint.errors import RuleCrash
from newslint.match.clause import finite_after, is_passive, object_ends
from newslint.match.dependency import DependencyKind
from newslint.match.template import fill
from newslint.source import Source

# The lemma of a token that is asked for its tag is the one that it has here


@pytest.mark.parametrize(
    ("lemma", "upos", "found"),
    [("saw", "NOUN", ["saw"]), ("see", "VERB", ["saw"]), ("saw", "VERB", []), ("buy", "VERB", ["bought"])],
)
def test_a_lemma_in_context(lemma, upos, found):
    running = engine(f"kind: tokens\npattern: [{{lemma: {lemma}, upos: {upos}}}]\n")
    assert flagged(running, "He bought a new saw. Yesterday she saw the mayor.")[:1] == found


# Sentences with a tree by hand: `form/lemma/upos/xpos/head/deprel` a word, heads counted from 1.

DOG = (
    "The/the/DET/DT/2/det dog/dog/NOUN/NN/5/nsubj that/that/PRON/WDT/4/nsubj "
    "barked/bark/VERB/VBD/2/acl:relcl bit/bite/VERB/VBD/0/root "
    "the/the/DET/DT/8/det old/old/ADJ/JJ/8/amod man/man/NOUN/NN/5/obj "
    "and/and/CCONJ/CC/10/cc ran/run/VERB/VBD/5/conj"
)
FINITE = ("VBD", "VBZ", "VBP", "MD")


def sentence(written: str, sure: float = 1.0) -> Tokens:
    rows = [word.split("/") for word in written.split()]
    at, tokens = 0, []
    for form, *_ in rows:
        tokens.append(Token(at, at + len(form), form, form.lower(), bool(at)))
        at += len(form) + 1
    out = Tokens(tokens)
    out.words = tuple(
        Word(
            lemma,
            upos,
            xpos,
            "VerbForm=Fin" if xpos in FINITE else "",
            int(head) - 1,
            deprel,
            sure,
            sure,
            0.5,
        )
        for _, lemma, upos, xpos, head, deprel in rows
    )
    return out


def kind(body: str) -> DependencyKind:
    found = rule("kind: dependency\n" + body).matcher
    assert isinstance(found, DependencyKind)
    return found


def places(body: str, tokens: Tokens) -> list[dict[str, str]]:
    """Where the nodes can be, as the words there."""
    return [{name: tokens[at].text for name, at in nodes.items()} for nodes in kind(body).places(tokens)]


# Walks


def test_walks() -> None:
    words = sentence(DOG).words
    assert [words[at].lemma for at in way_up(words, 2)] == ["that", "bark", "dog", "bite"]
    assert [words[at].lemma for at in children_of(words)[4]] == ["dog", "man", "run"]
    assert [words[at].lemma for at in below(children_of(words), 1)] == ["the", "that", "bark"]


def test_walks_end_even_where_the_tree_is_none() -> None:
    words = sentence("a/a/X/X/2/dep b/b/X/X/1/dep").words
    assert len(list(way_up(words, 0))) == 2
    assert below(children_of(words), 0) == [1]


# Nodes and arcs


@pytest.mark.parametrize(
    ("arcs", "found"),
    [
        ("{head: v, child: n}", [("bit", "dog"), ("bit", "man")]),
        ("{head: v, child: n, deprel: nsubj}", [("bit", "dog")]),
        ("{head: v, child: n, deprel: [obj, iobj]}", [("bit", "man")]),
        ("{head: v, child: n, deprel: 'ob*'}", [("bit", "man")]),
        ("{head: v, child: n, deprel: ob}", []),
        ("{head: v, child: n, side: left}", [("bit", "dog")]),
        ("{head: v, child: n, side: right}", [("bit", "man")]),
        ("{head: v, child: n, near: 3, side: left}", [("bit", "dog")]),
        ("{head: v, child: n, near: 2}", []),
        ("{head: n, child: v}", [("barked", "dog")]),
        ("{head: n, child: v, deprel: 'acl*', side: right}", [("barked", "dog")]),
        ("{head: v, child: n, sure: 100}", [("bit", "dog"), ("bit", "man")]),
    ],
)
def test_an_arc(arcs: str, found: list[tuple[str, str]]) -> None:
    body = f"nodes: {{v: {{upos: VERB}}, n: {{upos: NOUN}}}}\narcs: [{arcs}]"
    assert [(nodes["v"], nodes["n"]) for nodes in places(body, sentence(DOG))] == found


def test_a_deep_arc_leads_to_every_descendant_and_is_as_sure_as_its_least_sure_part() -> None:
    body = "nodes: {v: {lower: bit}, d: {upos: DET}}\narcs: [{head: v, child: d, deep: yes, sure: 80}]"
    tokens = sentence(DOG)
    assert [nodes["d"] for nodes in places(body, tokens)] == ["The", "the"]
    words = list(tokens.words)
    words[7] = words[7]._replace(sure_arc=0.5)
    tokens.words = tuple(words)
    assert [nodes["d"] for nodes in places(body, tokens)] == ["The"]


def test_two_nodes_never_share_a_token() -> None:
    body = (
        "nodes: {v: {lower: bit}, a: {upos: NOUN}, b: {upos: NOUN}}\n"
        "arcs: [{head: v, child: a}, {head: v, child: b}]"
    )
    assert [(n["a"], n["b"]) for n in places(body, sentence(DOG))] == [("dog", "man"), ("man", "dog")]


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("{first: n, then: v}", ["dog"]),
        ("{first: v, then: n}", ["man"]),
        ("{first: v, then: n, adjacent: yes}", []),
    ],
)
def test_the_order_of_nodes(order: str, found: list[str]) -> None:
    body = f"nodes: {{v: {{lower: bit}}, n: {{upos: NOUN}}}}\narcs: [{{head: v, child: n}}]\norder: [{order}]"
    assert [nodes["n"] for nodes in places(body, sentence(DOG))] == found


@pytest.mark.parametrize(
    ("lack", "found"),
    [
        ("{of: n, deprel: det}", []),
        ("{of: n, deprel: amod}", ["dog"]),
        ("{of: n, node: {upos: ADJ}}", ["dog"]),
        ("{of: n, deprel: 'acl*', side: right}", ["man"]),
        ("{of: n, deprel: 'acl*', side: left}", ["dog", "man"]),
        ("{of: n, node: {lower: that}}", ["dog", "man"]),
        ("{of: n, node: {lower: that}, deep: yes}", ["man"]),
    ],
)
def test_what_a_node_lacks(lack: str, found: list[str]) -> None:
    body = f"nodes: {{n: {{upos: NOUN}}}}\nlacks: [{lack}]"
    assert [nodes["n"] for nodes in places(body, sentence(DOG))] == found


def test_a_search_without_end_is_told() -> None:
    many = sentence("root/root/VERB/VB/0/root " + "a/a/NOUN/NN/1/obj " * 60)
    names = "abcd"
    nodes = ", ".join(f"{name}: {{lower: a}}" for name in names)
    arcs = ", ".join(f"{{head: v, child: {name}}}" for name in names)
    body = f"nodes: {{v: {{lower: root}}, {nodes}}}\narcs: [{arcs}]"
    with pytest.raises(RuleCrash, match="steps in one sentence"):
        list(kind(body).places(many))


# In a text: sentences that no language model should get wrong

OBJECT = """\
kind: dependency
nodes: {verb: {lemma: [eat, buy], upos: VERB}, thing: {upos: NOUN}}
arcs: [{head: verb, child: thing, deprel: obj}]
"""


def test_a_node_or_the_whole_match_is_flagged() -> None:
    text = "The girl ate a red apple. The boy slept."
    assert flagged(engine(OBJECT), text) == ["ate a red apple"]
    assert flagged(engine(OBJECT + "at: thing"), text) == ["apple"]


def test_one_span_is_flagged_once() -> None:
    body = (
        "kind: dependency\nnodes: {verb: {lemma: eat}, child: {shape: word}}\n"
        "arcs: [{head: verb, child: child, deep: yes}]\nat: verb"
    )
    assert flagged(engine(body), "The girl ate a red apple.") == ["ate"]


def test_templates_name_nodes_and_inflect_them_as_they_are_in_the_sentence() -> None:
    body = (
        OBJECT
        + "at: verb\nreplace: ['{verb|VBZ}', {thing: '{thing|NNS}'}]\nfix: unsafe\nmessage: Not {thing|NNS}."
    )
    (problem,) = problems(engine(body), "The girl ate a red apple.")
    assert problem.message == "Not apples."
    assert problem.fix
    assert [edit.text for edit in problem.fix.edits] == ["eats"]
    assert [edit.text for other in problem.suggestions for edit in other.edits] == ["apples"]


def test_only_sentences_with_all_the_words_are_analysed() -> None:
    body = (
        "nodes: {v: {lemma: eat}, n: {lower: apple}, d: {upos: DET}}\n"
        "arcs: [{head: v, child: n}, {head: n, child: d}]"
    )
    document = annotate(Source("a.txt", "They ate it. They ate the apple. The apple fell."))
    assert [s.text[s.start : s.end] for s in kind(body).candidates(document.views)] == ["They ate the apple."]
    list(kind(body).find(document.views[0], ()))
    assert [bool(s.tokens.words) for s in document.views[0].sentences] == [False, True, False]


def test_a_compiled_rule_keeps_what_it_worked_out() -> None:
    matcher = kind(OBJECT.partition("\n")[2])
    matcher.warm()
    again = pickle.loads(pickle.dumps(matcher))
    assert "needed" in again.__dict__
    assert "choices" in again.nodes["verb"].__dict__
    assert again.anchors == matcher.anchors


def test_the_example_of_the_documentation_is_a_rule_that_works() -> None:
    text = (Path(__file__).parent.parent / "docs" / "rule-format.md").read_text(encoding="utf-8")
    (body,) = (part.split("```")[0] for part in text.split("```yaml\n") if part.startswith("kind: dep"))
    assert flagged(engine(body), "They discussed about the plan.") == ["about "]
    assert flagged(engine(body), "They discussed the plan about schools.") == []


def test_the_anchors_are_the_words_with_the_fewest_choices() -> None:
    assert kind(OBJECT.partition("\n")[2]).anchors == {
        *("eat", "eats", "ate", "eaten", "eating"),
        *("buy", "buys", "bought", "buying"),
    }
    both = "nodes: {a: {lemma: eat}, b: {lower: apple}}\narcs: [{head: a, child: b}]"
    assert kind(both).anchors == {"apple"}
    assert kind("nodes: {a: {upos: ADJ}}").anchors is None


# What is wrong with a rule

SOUND = "nodes: {a: {upos: NOUN}, b: {lower: the}}\narcs: [{head: a, child: b}]"


@pytest.mark.parametrize(
    ("body", "place", "said"),
    [
        ("nodes: {}", "2:8", "nodes: there are none"),
        ("arcs: []", "1:1", "the key “nodes” is missing"),
        ("nodes: {a: {}}", "2:12", "nodes: a: an element with no condition would match any token"),
        ("nodes:\n  a: {lower: x, op: '?'}", "3:6", "nodes: a: `op` has no place here"),
        ("nodes: {a: {edge: start}}", "2:12", "nodes: a: `edge` has no place here"),
        ("nodes: {a: {phrase: NP}}", "2:12", "nodes: a: `phrase` has no place here"),
        ("nodes: {a: {lower: x, as: y}}", "2:12", "nodes: a: `as` has no place here"),
        ("nodes: {a: {shape: round}}", "2:12", "nodes: a: “round” is no shape"),
        ("nodes: {match: {lower: x}}", "2:16", "nodes: match: this cannot be a node's name"),
        ("nodes: {a-b: {lower: x}}", "2:14", "nodes: a-b: this cannot be a node's name"),
        (
            "nodes: {a: {lower: x}, b: {lower: y}}",
            "2:27",
            "nodes: b: no arc joins this node to “a”",
        ),
        (SOUND.replace("child: b", "child: c"), "3:7", "arcs: there is no node “c”; there are: a, b"),
        ("nodes: {a: {lower: x}}\narcs: [{head: a, child: a}]", "3:7", "arcs: “a” cannot hang on itself"),
        (SOUND + "\norder: [{first: a, then: z}]", "4:8", "order: there is no node “z”"),
        (SOUND + "\nlacks: [{of: z}]", "4:8", "lacks: there is no node “z”"),
        (SOUND + "\nlacks: [{of: a, node: {lower: x, op: '*'}}]", "4:8", "lacks: `op` has no place here"),
        (SOUND + "\nlacks: [{of: a, node: {}}]", "4:8", "lacks: an element with no condition"),
        (SOUND + "\nat: z", "4:5", "at: there is no node “z”; there are: a, b, match"),
        (SOUND + "\nreplace: '{z}'", "4:10", "replace: “{z}” names no capture; there are: a, b, match"),
        (SOUND + "\nreplace: {z: x}", "4:10", "replace: there is no capture “z”"),
        (
            SOUND + "\nmessage: Not {z}.",
            "4:10",
            "message: “{z}” names no capture; there are: a, b, fixed, match",
        ),
        (SOUND.replace("child: b", "child: b, side: up"), "3:34", "expected one of left, right; found “up”"),
    ],
)
def test_a_fault_is_told_with_its_place(body: str, place: str, said: str) -> None:
    found = parsed("kind: dependency\n" + body)
    assert isinstance(found, list), "the rule is sound"
    (error,) = found
    assert str(error).startswith(f"one.yml:{place}: {said}")


# The tree in frames

OF_GERUND = (
    "Critics/critic/NOUN/NNS/2/nsubj said/say/VERB/VBD/0/root the/the/DET/DT/4/det head/head/NOUN/NN/2/obj "
    "of/of/ADP/IN/7/case the/the/DET/DT/7/det bank/bank/NOUN/NN/4/nmod "
    "of/of/SCONJ/IN/9/mark hiding/hide/VERB/VBG/7/acl"
)


def ends(tokens: Tokens, verb: int) -> list[str]:
    return [" ".join(token.text for token in tokens[verb + 1 : end]) for end in object_ends(tokens, verb)]


def test_an_object_may_end_after_each_noun_that_hangs_on_the_ones_before() -> None:
    assert ends(sentence(OF_GERUND), 1) == ["the head", "the head of the bank"]


def test_an_object_may_hold_a_relative_clause_and_hang_in_part_on_the_verb() -> None:
    tokens = sentence(
        "He/he/PRON/PRP/2/nsubj said/say/VERB/VBD/0/root both/both/CCONJ/CC/5/cc:preconj "
        "the/the/DET/DT/5/det mayor/mayor/NOUN/NN/2/obj ,/,/PUNCT/,/8/punct who/who/PRON/WP/8/nsubj "
        "left/leave/VERB/VBD/5/acl:relcl ,/,/PUNCT/,/8/punct and/and/CCONJ/CC/11/cc Ito/Ito/PROPN/NNP/2/conj "
        "of/of/SCONJ/IN/13/mark lying/lie/VERB/VBG/2/advcl"
    )
    assert ends(tokens, 1) == [
        "both the mayor",
        "both the mayor , who left ,",
        "both the mayor , who left , and Ito",
    ]


def test_no_object_is_seen_where_none_is() -> None:
    assert ends(sentence("go/go/VERB/VB/0/root to/to/ADP/IN/3/case him/he/PRON/PRP/1/obl"), 0) == []
    assert ends(sentence("left/leave/VERB/VBD/0/root running/run/VERB/VBG/1/advcl"), 0) == []
    assert ends(sentence("left/leave/VERB/VBD/0/root"), 0) == []


@pytest.mark.parametrize(
    ("after", "finite"),
    [
        ("losses/loss/NOUN/NNS/9/obj", False),
        ("was/be/AUX/VBD/11/cop common/common/ADJ/JJ/2/ccomp", True),
        ("was/be/AUX/VBD/11/cop common/common/ADJ/JJ/2/advcl", True),  # no conjunction: the parser errs
        ("because/because/SCONJ/IN/12/mark it/it/PRON/PRP/12/nsubj lost/lose/VERB/VBD/9/advcl", False),
        ("losses/loss/NOUN/NNS/9/obj that/that/PRON/WDT/12/nsubj grew/grow/VERB/VBD/10/acl:relcl", False),
        ("losses/loss/NOUN/NNS/9/obj whose/whose/PRON/WP$/12/nmod:poss size/size/NOUN/NN/13/nsubj "
         "grew/grow/VERB/VBD/10/acl:relcl", False),
        ("losses/loss/NOUN/NNS/9/obj grew/grow/VERB/VBD/10/acl:relcl", True),
        ("losses/loss/NOUN/NNS/9/obj it/it/PRON/PRP/12/nsubj made/make/VERB/VBD/10/acl:relcl", False),
        ("and/and/CCONJ/CC/12/cc he/he/PRON/PRP/12/nsubj agreed/agree/VERB/VBD/2/conj", False),
        ("want/want/VERB/VBP/2/conj action/action/NOUN/NN/10/obj", True),  # no “and”: the parser errs
        ("it/it/PRON/PRP/11/nsubj added/add/VERB/VBD/2/parataxis", True),
        ("losses/loss/NOUN/NNS/9/obj outweigh/outweigh/VERB/VB/2/xcomp", True),
        ("to/to/PART/TO/11/mark gain/gain/VERB/VB/9/advcl", False),
    ],
)  # fmt: skip
def test_a_finite_verb_counts_unless_a_word_says_that_its_clause_is_apart(after: str, finite: bool) -> None:
    tokens = sentence(f"{OF_GERUND} {after}")
    assert finite_after(tokens, 1, 9) == finite


def test_a_participle_with_an_unsure_arc_may_be_finite() -> None:
    written = f"{OF_GERUND} fees/fee/NOUN/NNS/9/obj paid/pay/VERB/VBN/10/acl now/now/ADV/RB/11/advmod"
    assert not finite_after(sentence(written), 1, 9)
    assert finite_after(sentence(written, sure=0.5), 1, 9)


def test_the_verb_of_the_clause_around_does_not_count() -> None:
    tokens = sentence(
        "Those/those/PRON/DT/8/nsubj:pass who/who/PRON/WP/3/nsubj said/say/VERB/VBD/1/acl:relcl "
        "him/he/PRON/PRP/3/obj of/of/SCONJ/IN/6/mark lying/lie/VERB/VBG/3/advcl were/be/AUX/VBD/8/aux:pass "
        "fined/fine/VERB/VBN/0/root"
    )
    assert not finite_after(tokens, 2, 6)


@pytest.mark.parametrize(
    ("written", "passive"),
    [
        ("was/be/AUX/VBD/2/aux:pass told/tell/VERB/VBN/0/root", True),
        ("had/have/AUX/VBD/2/aux told/tell/VERB/VBN/0/root", False),
        ("men/man/NOUN/NNS/0/root told/tell/VERB/VBN/1/acl", True),
        ("they/they/PRON/PRP/2/nsubj told/tell/VERB/VBD/0/root", False),
    ],
)
def test_the_voice(written: str, passive: bool) -> None:
    assert is_passive(sentence(written).words, 1) == passive


FRAME = "kind: frame\nverb: blame\nobject: required\nthen: [{lower: to, as: prep}]\nat: prep\nanalysed: yes\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They blamed the fire to a heater.", ["to"]),
        ("They blamed the big fire in the old mill to a heater.", ["to"]),
        ("They blamed the fire on a heater.", []),
        ("She took the blame to her grave.", []),
        ("The driver was blamed to his face.", []),
    ],
)
def test_a_frame_by_the_tree(text: str, found: list[str]) -> None:
    assert flagged(engine(FRAME), text) == found


def test_a_frame_asks_only_for_sentences_with_the_verb_and_what_follows() -> None:
    document = annotate(Source("a.txt", "They blamed him. They blamed it to him. To him they gave blame."))
    found = list(rule(FRAME).matcher.candidates(document.views))
    assert [s.text[s.start : s.end] for s in found] == ["They blamed it to him."]


# Forms put in place

FORMS = {
    "VBZ": "said says, had has, was is, are is, went goes, saw sees, fly flies, SAID SAYS, Left Leaves",
    "VB": "said say, was be, went go, running run, lying lie, flies fly, thought think, Has Have",
    "VBP": "is are, was are, has have, goes go",
    "VBD": "go went, is was, are were, were were, put put, lie lay, lay laid, say said, begins began",
    "VBN": "go gone, is been, began begun, wrote written, gives given, stopping stopped",
    "VBG": "lie lying, ran running, wrote writing, is being, sees seeing, agree agreeing",
    "NNS": "man men, country countries, crisis crises, news news, Woman Women, CITY CITIES, Kennedy Kennedys",
    "NN": "men man, children child, officials official, crises crisis, buses bus, Women Woman",
    "JJR": "good better, big bigger, happy happier, large larger, worst worse",
    "JJS": "good best, big biggest, happier happiest",
    "JJ": "better good, bigger big, happiest happy",
    "RBR": "fast faster, well better",
    "sing-verb": "were was, have has, go goes, do does",
    "plur-verb": "was were, has have, goes go, is are",
}  # fmt: skip
CASES = [
    ("JJR", "important", "more important"),
    ("JJS", "Costly", "Costliest"),
    ("JJS", "expensive", "most expensive"),
    *((tag, *pair.split()) for tag, pairs in FORMS.items() for pair in pairs.split(", ")),
]


@pytest.mark.parametrize(("tag", "form", "wanted"), CASES)
def test_a_form_from_the_form_at_hand(tag: str, form: str, wanted: str) -> None:
    assert fill(f"{{word|{tag}}}", {"word": form}) == wanted


@pytest.mark.parametrize(
    ("form", "lemma", "xpos", "template", "wanted"),
    [
        ("lay", "lie", "VBD", "{w|VBZ}", "lies"),
        ("lay", "lay", "VBP", "{w|VBD}", "laid"),
        ("found", "find", "VBD", "{w|VB}", "find"),
        ("found", "found", "VB", "{w|VBD}", "founded"),
        ("Found", "found", "VB", "{w|VBG}", "Founding"),
        ("left", "left", "JJ", "{w|VBZ}", "leaves"),  # no verb here, so the most usual one
        ("axes", "axis", "NNS", "{w|NN}", "axis"),
        ("bases", "base", "NNS", "{w|singular}", "base"),
        ("wound", "wind", "VBD", "{w|VBG}", "winding"),
        ("saw", "saw", "VB", "{w|sing-verb}", "saws"),
        ("had", "have", "VBN", "{w|as:give}", "given"),
        ("had", "have", "VBD", "{w|as:give}", "gave"),
        ("have", "have", "VBP", "{w|as:be}", "are"),
        ("lay", "lie", "VBD", "{w|as:give|VBZ}", "gives"),
        ("lay", "lie", "VBD", "{w:lemma}", "{w:lemma}"),
    ],
)
def test_the_lemma_in_context_comes_first(
    form: str, lemma: str, xpos: str, template: str, wanted: str
) -> None:
    assert fill(template, {"w": form, "w:lemma": lemma, "w:xpos": xpos}) == wanted


def test_captures_of_one_token_have_their_context() -> None:
    tokens = sentence(DOG)
    assert in_context(tokens, {"verb": (4, 5), "object": (5, 8)}) == {
        "verb:lemma": "bite",
        "verb:xpos": "VBD",
    }


@pytest.mark.parametrize(
    "body",
    [
        "kind: tokens\npattern: [{lower: lay, xpos: VB*, as: verb}]\n",
        "kind: dependency\nnodes: {verb: {lower: lay, upos: VERB}}\n",
    ],
)
@pytest.mark.parametrize(
    ("text", "fixed"), [("The dog lay on the floor.", "lies"), ("They will lay the bricks.", "lays")]
)
def test_rules_that_ask_the_model_inflect_by_it(body: str, text: str, fixed: str) -> None:
    (problem,) = problems(engine(body + "replace: '{verb|VBZ}'\nfix: unsafe"), text)
    assert problem.fix
    assert problem.fix.edits[0].text == fixed
