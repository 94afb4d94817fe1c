"""LanguageTool without Java: offsets, annotated text, policy, addresses, what two checkers find together."""

from __future__ import annotations

import json

import pytest
from fake_languagetool import served, units
from hypothesis import given
from hypothesis import strategies as st

from newslint.annotate import annotate
from newslint.document import Document
from newslint.engines.beside import merged
from newslint.engines.languagetool import LanguageTool
from newslint.engines.languagetool.address import checked, is_local
from newslint.engines.languagetool.annotated import MOST, chunks, code_points
from newslint.engines.languagetool.policy import DROPPED, Flag, rule_id, severity
from newslint.engines.languagetool.server import Server
from newslint.errors import UsageError
from newslint.problem import Applicability, Edit, Fix, Problem, Severity, Suggestion
from newslint.source import Source
from newslint.span import Span

TEXTS = st.text(st.sampled_from("ab é’\n😀👩‍🚀𝔘\u200d*_`[]()<b>&amp;"), max_size=60)


def document(text: str, name: str = "a.txt") -> Document:
    return annotate(Source(name, text))


@given(TEXTS)
def test_every_code_point_is_found_by_its_code_units(text: str) -> None:
    places = range(len(text) + 1)
    assert code_points(text, [units(text[:at]) for at in places]) == list(places)


def test_a_place_inside_a_pair_is_that_of_its_sign() -> None:
    assert code_points("a😀b", [0, 1, 2, 3, 4, 99]) == [0, 1, 1, 2, 3, 3]


@given(TEXTS, st.sampled_from(["a.txt", "a.md"]))
def test_annotated_text_is_the_source_in_order(text: str, name: str) -> None:
    last = 0
    for chunk in chunks(document(text, name)):
        items = json.loads(chunk.data)["annotation"]
        said = "".join(item.get("text", item.get("markup", "")) for item in items)
        assert said == chunk.text == text[chunk.start : chunk.start + len(chunk.text)]
        assert chunk.start >= last
        last = chunk.start + len(chunk.text)


def test_markup_is_not_read_and_entities_are_read_as_what_they_stand_for() -> None:
    [chunk] = chunks(document("A *bold* claim &amp; [more](http://example.org/).\n\nNext.\n", "a.md"))
    items = json.loads(chunk.data)["annotation"]
    read = "".join(item.get("text", item.get("interpretAs", "")) for item in items)
    assert read == "A bold claim & more.\n\nNext."


def test_a_long_document_is_asked_about_in_parts() -> None:
    text = "A sentence of some length.\n\n" * (3 * MOST // 20)
    parts = list(chunks(document(text)))
    assert len(parts) > 3
    assert all(len(part.text) <= MOST for part in parts)


def test_offsets_are_true_in_many_documents_at_once() -> None:
    texts = {
        name: f"# 😀 head\n\n{'👩‍🚀 ' * number}this is **wrong** here 𝔘 and wr*on*g, and wrong 😀 again.\n"
        for number in range(40)
        for name in [f"{number}.md"]
    }
    documents = [document(text, name) for name, text in texts.items()]
    with served() as url:
        engine = LanguageTool(Server(url, "6.7"), 10, "auto")
        for found in (engine.begin(documents), engine.begin(documents)):
            for text, problems in zip(texts.values(), found, strict=True):
                assert [text[slice(*problem.span)] for problem in problems] == ["wrong", "wrong"]
                assert {problem.rule for problem in problems} == {"grammar/lt-wrong-word"}


def test_nothing_is_said_inside_quotation_marks_and_no_fix_runs_over_markup() -> None:
    with served() as url:
        engine = LanguageTool(Server(url, "6.7"), 10, "auto")
        [found] = engine.begin([document("It was wrong. “All is wrong,” he said.\n")])
        assert [problem.span.start for problem in found] == [7]
        assert found[0].fix == Fix((Edit(Span(7, 12), "right"),), Applicability.UNSAFE)


# Policy


def flag(rule: str, category: str = "GRAMMAR", words: str = "it", first: str = "its", **more: str) -> Flag:
    return Flag(rule, more.get("sub", "1"), category, more.get("issue", "grammar"), words, first)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (flag("TO_NON_BASE"), "grammar/lt-to-non-base"),
        (flag("THEIR_IS", "CONFUSED_WORDS"), "usage/lt-their-is"),
        (flag("WHITE_LIE", "REDUNDANCY"), "style/lt-white-lie"),
        (flag("EN_COMPOUNDS_BED_TIME", "MISC"), "compounds/lt-en-compounds-bed-time"),
        (flag("LAND_COMPOUNDS"), "compounds/lt-land-compounds"),
        (flag("SOMETHING_NEW", "NEW_CATEGORY"), "usage/lt-something-new"),
    ],
)
def test_rules_are_of_our_categories(given: Flag, wanted: str) -> None:
    assert rule_id(given) == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (flag("TO_NON_BASE"), Severity.ERROR),
        (flag("WHITE_LIE", "REDUNDANCY", issue="style"), Severity.WARNING),
        (flag("EN_UNPAIRED_QUOTES", "PUNCTUATION"), None),
        (flag("MORFOLOGIK_RULE_EN_GB", "TYPOS"), Severity.SUGGESTION),
        (flag("ROLE", "TYPOS", "role", "rôle"), Severity.SUGGESTION),
        (flag("EN_COMPOUNDS_ANTI_TRUST", "MISC", "anti-trust", "antitrust"), Severity.SUGGESTION),
        (flag("EN_COMPOUNDS_BED_TIME", "MISC", "bed time", "bedtime"), Severity.ERROR),
        (flag("LAND_COMPOUNDS", "GRAMMAR", "Farm Land", "farmland"), Severity.SUGGESTION),
        (flag("COMMA_COMPOUND_SENTENCE_2", "PUNCTUATION", " and", ", and"), Severity.SUGGESTION),
        (flag("COMMA_COMPOUND_SENTENCE_2", "PUNCTUATION", " and", ", and", sub="6"), Severity.ERROR),
        (flag("COMMA_COMPOUND_SENTENCE", "PUNCTUATION", " and", ", and"), Severity.SUGGESTION),
        (flag("COMMA_COMPOUND_SENTENCE", "PUNCTUATION", " although", ", although"), Severity.ERROR),
        (
            flag("COMMA_COMPOUND_SENTENCE", "PUNCTUATION", " and", ", and")._replace(after="I’m"),
            Severity.ERROR,
        ),
    ],
)
def test_severities_are_as_measured(given: Flag, wanted: Severity | None) -> None:
    assert severity(given) == wanted


def test_what_is_dropped_is_not_asked_for() -> None:
    assert all(severity(flag(rule)) is None for rule in DROPPED)


# Two checkers together

OTHER = "grammar/lt-other"


def problem(
    start: int, end: int, *mends: str, rule: str = "a/own", level: Severity = Severity.ERROR
) -> Problem:
    edits = [(Edit(Span(start, end), text),) for text in mends]
    fix = Fix(edits[0], Applicability.UNSAFE) if edits else None
    rest = tuple(Suggestion("", each) for each in edits[1:])
    return Problem(rule, Span(start, end), "Wrong.", level, fix, rest)


def test_at_the_same_words_ours_stands_and_takes_over_what_it_lacks() -> None:
    own, other = problem(2, 5, "its", "it is"), problem(2, 5, "it’s", "its", "it", rule=OTHER)
    assert merged([own], [other]) == [problem(2, 5, "its", "it is", "it’s", "it")]


def test_the_same_mend_from_another_place_is_a_double() -> None:
    own = problem(2, 5, "its")
    other = problem(2, 5, "its", rule=OTHER)._replace(span=Span(6, 8))
    assert merged([own], [other]) == [own]


def test_what_only_overlaps_or_stands_apart_is_left_to_be_resolved() -> None:
    own, over, apart = problem(2, 5), problem(4, 9, rule=OTHER), problem(20, 22, rule=OTHER)
    assert merged([own], [over, apart]) == [own, over, apart]


@pytest.mark.parametrize("other", [Severity.WARNING, Severity.ERROR])
def test_a_suggestion_that_another_holds_for_a_fault_is_a_warning(other: Severity) -> None:
    own = problem(0, 90, level=Severity.SUGGESTION)
    [raised, _] = merged([own], [problem(80, 83, rule=OTHER, level=other)])
    assert raised.severity == Severity.WARNING
    [kept, _] = merged([own], [problem(80, 83, rule=OTHER, level=Severity.SUGGESTION)])
    assert kept == own


# Addresses


@pytest.mark.parametrize(
    "address", ["http://localhost:8081", "127.0.0.1:8081", "http://127.3.2.1/api/v2/", "https://[::1]:8081"]
)
def test_addresses_of_this_machine(address: str) -> None:
    assert is_local(checked(address, allow_remote=False))


@pytest.mark.parametrize(
    "address",
    [
        "https://api.example.org/",
        "localhost.example.org",
        "http://10.0.0.1:80",
        "0.0.0.0",
        "http://[2001:db8::1]",
    ],
)
def test_drafts_go_to_another_machine_only_where_that_is_allowed(address: str) -> None:
    with pytest.raises(UsageError, match="not on this machine, and drafts are confidential"):
        checked(address, allow_remote=False)
    assert not is_local(checked(address, allow_remote=True))


@pytest.mark.parametrize(
    "address",
    ["ftp://localhost", "http://", "http://me:secret@localhost", "http://localhost:port", "http://[::1"],
)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(UsageError, match="no address of a server"):
        checked(address, allow_remote=True)
