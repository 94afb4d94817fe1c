"""Words with complements that they do not take: the lexicon of frames, and the rules that read it."""

from __future__ import annotations

import pickle

import pytest
from making import engine, flagged, parsed, problems, rule

from newslint.document import fold
from newslint.lexicon import default_lexicon
from newslint.match.complement import ComplementKind
from newslint.match.valency import FAULTS, described, fault, frames, items, parse

FILES = ("verbs", "nouns", "adjectives")
EVERY = f"kind: complement\nfault: [{', '.join(FAULTS)}]\nfix: unsafe\n"


@pytest.fixture(scope="module")
def every():
    return engine(EVERY)


def mended(running, text: str) -> str:
    """The text with every fix made."""
    edits = [edit for found in problems(running, text) if found.fix for edit in found.fix.edits]
    for edit in sorted(edits, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


# What is found, and how it is mended


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("She blamed the clerk of losing the key.", "She blamed the clerk for losing the key."),
        ("The clerk was blamed of losing the key.", "The clerk was blamed for losing the key."),
        ("It depends mostly of the wind.", "It depends mostly on the wind."),
        ("They deprived the town from its water.", "They deprived the town of its water."),
        ("The rules to which we must comply are old.", "The rules with which we must comply are old."),
        ("The rule that they objected against was old.", "The rule that they objected to was old."),
        ("They discussed about the plan.", "They discussed the plan."),
        ("They discussed about how to pay.", "They discussed how to pay."),
        ("The town lacks of water.", "The town lacks water."),
        ("The panel consists nine judges.", "The panel consists of nine judges."),
        ("We look forward the vote.", "We look forward to the vote."),
        ("The drug was referred as a cure.", "The drug was referred to as a cure."),
        ("The law banned shops to sell wine.", "The law banned shops from selling wine."),
        ("He avoided to answer the question.", "He avoided answering the question."),
        ("She is capable to win the race.", "She is capable of winning the race."),
        ("He refused signing the letter.", "He refused to sign the letter."),
        ("They managed to opening the safe.", "They managed to open the safe."),
        ("The coach made him to run.", "The coach made him run."),
        ("The rule allows him leave early.", "The rule allows him to leave early."),
        ("The players were allowed leave early.", "The players were allowed to leave early."),
        ("She explained me the rules.", "She explained to me the rules."),
        ("He told to the jury that he was ill.", "He told the jury that he was ill."),
        ("She suggested him to wait.", "She suggested that he wait."),
        ("The board proposed the city to sell the park.", "The board proposed that the city sell the park."),
        ("The spokesman told that the talks had failed.", "The spokesman said that the talks had failed."),
        ("The roof is similar with the old one.", "The roof is similar to the old one."),
        ("It is a threat for the health of miners.", "It is a threat to the health of miners."),
        ("Accusing the clerk for theft, she left.", "Accusing the clerk of theft, she left."),
    ],
)  # fmt: skip
def test_a_wrong_frame_is_mended(every, text, fixed):
    assert mended(every, text) == fixed


@pytest.mark.parametrize(
    "text",
    [
        "He was accused for the third time.",
        "The clerk was accused for years.",
        "The minister, accused by the board of the bank of taking bribes, resigned.",
        "It depends, for most of its income, on the mill.",
        "They discussed about 40 cases.",
        "The firm blamed the threat to shipping on pirates.",
        "She praised the director of nursing.",
        "He sacked the chief of staff.",
        "He denied the right to vote to women.",
        "The regulator blocked the merger to protect small banks.",
        "“The mill will close,” announced the owner, who said why.",
        "Told that the road was closed, she turned back.",
        "You can tell that it rained.",
        "He was made to go.",
        "He is said to go.",
        "What they hoped to do was to sleep.",
        "The people they allowed to leave were ill.",
        "The hotel refused paying guests.",
        "He was the most famous of the three.",
        "She would prefer nothing more than a rest.",
        "They treat the sick with care.",
        "He is capable enough to win.",
        "The striker capitalized in the second half.",
        "“I depend of you,” he said.",
    ],
)
def test_a_sound_frame_is_left_alone(every, text):
    assert flagged(every, text) == []


def test_where_the_writer_must_say_what_is_missing_there_is_no_fix(every):
    text = "The lawyer convinced that her client was abroad."
    [found] = problems(every, text)
    assert (text[found.span.start : found.span.end], found.fix) == ("convinced that", None)


def test_a_message_may_name_the_words_and_the_frame():
    running = engine(EVERY + "message: '{word}, {old}, {new}, {frame}'\n")
    said = [
        found.message for found in problems(running, "He was accused for lying. We looked forward for it.")
    ]
    assert said == [
        "accuse, for, of, accuse someone of doing",
        "look forward, for, to, look forward to something",
    ]


def test_a_rule_may_have_entries_of_its_own():
    running = engine(
        "kind: complement\nof: verbs\nfault: needless-preposition\nentries: 'paint; not to N > -'"
    )
    assert parsed("kind: complement\nof: verbs\nfault: needless-preposition\nentries: ''")
    own = (
        "kind: complement\nof: verbs\nfault: needless-preposition\nentries: |\n  paint\n      not to N > -\n"
    )
    assert flagged(engine(own), "They painted to the wall.") == ["to "]
    assert flagged(running, "They painted to the wall.") == []


def test_it_is_kept_as_plain_data():
    made = rule(EVERY)
    made.matcher.warm()
    again = pickle.loads(pickle.dumps(made.matcher))
    assert again.anchors == made.matcher.anchors


# The notation


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("N for X > of", "wrong-preposition"),
        ("about N > -", "needless-preposition"),
        ("N > on N", "missing-preposition"),
        ("to VB > VBG", "infinitive"),
        ("N to VB > N from VBG", "infinitive"),
        ("VBG > to VB", "gerund"),
        ("to VBG > to VB", "gerund"),
        ("H to VB > H VB", "needless-to"),
        ("H VB > H to VB", "missing-to"),
        ("that S > N that S", "person-missing"),
        ("that S > ~say that S", "person-missing"),
        ("H that S > to H that S", "person-without-to"),
        ("to H W > H W", "person-with-to"),
        ("H to VB > that H VB", "person-with-infinitive"),
        ("that S > N to VB", "that-clause"),
    ],
)
def test_a_fault_is_known_by_what_its_mend_changes(written, kind):
    assert fault(written).kind == kind


@pytest.mark.parametrize(
    ("right", "said"),
    [
        ("N of VBG", "someone of doing"),
        ("N to N", "something to something"),
        ("that H VB", "that someone do"),
    ],
)
def test_a_frame_is_shown_as_an_editor_says_it(right, said):
    assert described(items(right)) == said


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("go\n  not to N", "line 2: “to N” has no “>” before its mend"),
        ("go\n  not > to N", "line 2: “> to N” has no wrong frame"),
        ("go\n  to Q", "line 2: “Q” is neither words in lower case nor one of"),
        ("go\n  N\n  not of N; at N > -", "line 3: “of N” has no “>”"),
    ],
)
def test_a_broken_entry_is_told(text, message):
    with pytest.raises(ValueError, match=message.replace("?", r"\?")):
        list(parse(text))


def test_a_rule_s_broken_entries_are_told():
    [error] = parsed("kind: complement\nof: verbs\nfault: gerund\nentries: |\n  go\n    not to N\n")
    assert "entries: line 2: “to N” has no “>” before its mend" in str(error)
    [error] = parsed("kind: complement\nfault: gerund\nentries: |\n  go\n    not to N > -\n")
    assert "of: words of which class are the entries about?" in str(error)
    [error] = parsed("kind: complement\nfault: gerunds\n")
    assert "“gerunds” is no fault" in str(error)


# The lexicon


@pytest.mark.parametrize("name", FILES)
def test_no_word_takes_what_its_entry_calls_wrong(name):
    takes = {}
    for entry in frames(name):
        for head in entry.heads:
            takes.setdefault(head, set()).update(takes_of(entry))
    clashes = [
        (head, written)
        for entry in frames(name)
        for head in entry.heads
        for written in entry.faults
        if not takes[head].isdisjoint(lefts(written))
    ]
    assert clashes == []


def takes_of(entry):
    """The frames of an entry, each either-or taken apart."""
    return {frame for written in entry.takes for frame in apart(items(written))}


def lefts(written):
    """The wrong frames that are written as one; those for some nouns alone say nothing of the rest."""
    left = fault(written).left
    return set() if any(item.slot and item.words for item in left) else set(apart(left))


def apart(frame):
    rows = [()]
    for item in frame:
        rows = [
            (*row, part) for row in rows for part in (item.words if not item.slot else (f"<{item.slot}>",))
        ]
    return rows


@pytest.mark.parametrize("name", FILES)
def test_the_words_of_the_lexicon_are_known(name):
    heads = {word for entry in frames(name) for head in entry.heads for word in head.split(" ")}
    assert sorted(head for head in heads if not default_lexicon().knows(head)) == []
    assert all(head == fold(head) for head in heads)


def test_the_lexicon_is_as_wide_as_it_is_said_to_be():
    counts = [len({head for entry in frames(name) for head in entry.heads}) for name in FILES]
    assert counts[0] >= 600
    assert counts[1] >= 90
    assert counts[2] >= 250


def test_a_shipped_rule_asks_for_every_fault():
    from newslint.ruleset import load

    asked = {
        (one, name)
        for made in load(cached=False)
        if isinstance(made.matcher, ComplementKind)
        for one in ([made.matcher.fault] if isinstance(made.matcher.fault, str) else made.matcher.fault)
        for name in ([made.matcher.of] if isinstance(made.matcher.of, str) else made.matcher.of)
    }
    written = {(fault(one).kind, name) for name in FILES for entry in frames(name) for one in entry.faults}
    assert written - asked == set()
