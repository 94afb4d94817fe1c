"""What holds for any text at all: nothing raises, every span is inside, fixes stay within their edits."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from making import engine, rule

from newslint.annotate import annotate
from newslint.engine import Engine
from newslint.errors import SourceError
from newslint.fix import apply_fixes
from newslint.problem import Applicability
from newslint.rule import Rule
from newslint.runner import check, mend
from newslint.source import Source, decode
from newslint.span import LineIndex, Place
from newslint.testing import shipped_rules

SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE
NAMES = ["a.txt", "a.md"]

# A rule of every kind, all of them as loud as they can be.
LOUD = """\
kind: literal
map: {teh: the, the: [a, an], '&': and, İ: I, very: ''}
quotes: report
scope: text
fix: safe

kind: regex
pattern: '(?P<word>\\b\\w+) (?P=word)\\b'
replace: '{word}'
quotes: report
scope: text
fix: safe

kind: regex
pattern: '[ \\t]+$'
text: raw
scope: source
replace: ''
fix: safe

kind: regex
pattern: '(?P<a>["“])(?P<b>\\w+)'
text: raw
replace: {b: '{b|capital}'}
at: b
fix: unsafe
quotes: report

kind: tokens
pattern: [{lower: [a, an, the], as: art}, {may: VB*, op: '*'}, {shape: [word, number, mark]}]
at: art
replace: '{art|upper}'
fix: unsafe
quotes: report

kind: tokens
pattern: [{phrase: NP, as: np}, {glued: 'yes'}, {edge: end}]
at: np
replace: {np: '{np|plural}'}
fix: display

kind: frame
verb: [say, accuse]
object: optional
then: [{lower: [of, for], as: prep}]
at: prep
replace: at
fix: unsafe

kind: complement
of: verbs
entries: "say, accuse\\n  not N for/of/to X > at\\n  not that S > N that S"
fault: [wrong-preposition, person-missing]
fix: unsafe
quotes: report

kind: company
entries: "the of > teh off\\n  _ ..; said|very _"
fix: unsafe
quotes: report

kind: consistency
variants:
- {name: x, pattern: '\\bx\\w*', replace: {y: y}}
- {name: y, pattern: '\\by\\w*', replace: {x: x}}
fix: safe

kind: metric
max: 3

kind: metric
max: 2
per: paragraph
count: sentences

kind: metric
max: 2
per: story
count: matches
pattern: the

kind: check
check: name-slip
fix: unsafe

kind: check
check: article-before-name
fix: unsafe

kind: check
check: courtesy-title
fix: display

kind: check
check: parallel-verbs

kind: check
check: agreement
options: {kinds: [plain, relative, coordination, there]}
fix: unsafe

kind: dependency
nodes: {noun: {upos: [NOUN, PROPN]}, child: {deprel: [det, amod, punct]}}
arcs: [{head: noun, child: child}]
at: child
replace: {noun: '{noun|NNS}'}
fix: unsafe
"""
BODIES = LOUD.split("\n\n")


@pytest.fixture(scope="module")
def loud() -> Engine:
    return engine(*BODIES)


@pytest.fixture(scope="module")
def shipped() -> Engine:
    return Engine(shipped_rules())


@pytest.fixture(scope="module")
def copy(shipped: Engine) -> list[str]:
    """Every text of the examples of the shipped rules: something for each of them to find."""
    pages = [made.page.examples for made in shipped.rules]
    return sorted({text for page in pages for text in (*(wrong.text for wrong in page.wrong), *page.right)})


# Texts: anything at all, and what news and markup are made of

NEWS = """\
the teh a an very said say says accused of for & and & and xa ya Mr. Ms. Hoekstra Hoekstar Anneke U.S. Jan. 10
p.m. $2.1 1,000 million 50-minute don't don’t isn't workers’ ’90s 6'2" it its it's who whose PARIS — – - --
… ... . , ; : ! ? ( ) [ ] “ ” " ' ‘ ’ https://x.org/the a@b.org @the #the İ ß ﬁ é 😀 𝔘"""
WORDS = [*NEWS.split(), "e\u0301", "\u00a0", "\u200b", "\ufeff", "\x0b"]
CODES = """\
* ** _ ` ``` [ ](x.y) ![ <b> <!-- --> |---| &amp; &rsquo; &nbsp; \\* --- ~~~ \\"""
MARKUP = [*CODES.split(), "# ", "## ", "> ", "- ", "1. ", "| ", "    ", "<!-- newslint: ignore test/0 -->"]
ENDS = ["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\x85", "\u2028"]

news = st.lists(st.sampled_from([*WORDS, *ENDS, " ", " ", " "]), max_size=60).map(" ".join)
marked = st.lists(st.sampled_from([*WORDS, *MARKUP, *MARKUP, *ENDS, " "]), max_size=60).map("".join)
anything = st.text(st.characters(), max_size=80)  # surrogates and control characters too
texts = st.one_of(
    anything, news, marked, st.lists(st.one_of(news, marked, anything), max_size=4).map("\n\n".join)
)


def check_annotation(source: Source) -> None:
    """Block maps hold, and sentences and tokens are in order and inside their bounds."""
    for view in annotate(source).views:
        last = 0
        for at, char in enumerate(view.text):
            start, end = view.block.raw(at, at + 1)
            assert last <= start < end <= len(source.text)
            last = start
            if end - start == 1 and source.text[start] not in "\n\r\\" and not source.text[start].isspace():
                assert source.text[start] == char or char == "\ufffc"
        assert len(view.folded) == len(view.plain) == len(view.text)
        assert all(0 <= start <= end <= len(view.text) for start, end in view.quotes)
        end = 0
        for sentence in view.sentences:
            assert view.text[end : sentence.start].strip() == ""
            assert end <= sentence.start < sentence.end
            at = sentence.start
            for token in sentence.tokens:
                assert view.text[at : token.start].strip() == "", "a token was left out"
                assert at <= token.start < token.end <= sentence.end
                assert view.text[token.start : token.end] == token.text
                assert len(token.lower) == len(token.text)
                at = token.end
            assert view.text[at : sentence.end].strip() == ""
            end = sentence.end
        assert view.text[end:].strip() == ""


def check_problems(source: Source, running: Engine) -> None:
    """Nothing fails, and every span of every problem lies inside the text."""
    report = check(source, running)
    assert report.failures == ()
    for problem in report.problems:
        edits = [
            *(problem.fix.edits if problem.fix else ()),
            *(e for s in problem.suggestions for e in s.edits),
        ]
        for start, end in (
            problem.span,
            *(edit.span for edit in edits),
            *(other.span for other in problem.related),
        ):
            assert 0 <= start <= end <= len(source.text)
    spans = [problem.span for problem in report.problems if problem.rule.startswith("test/")]
    assert spans == sorted(spans)
    assert not any(a.overlaps(b) for a, b in pairwise(spans))


@pytest.mark.parametrize("name", NAMES)
@given(text=texts)
@example(text="a\ud800b the the \udfff")
@example(text="\u2028the\x85the\x0bthe the")
@example(text="\x00")
def test_no_text_breaks_the_annotation(name: str, text: str) -> None:
    check_annotation(Source(name, text))


@pytest.mark.parametrize("name", NAMES)
@given(text=texts)
@example(text="a\ud800b the the \udfff")
@example(text="the  the very\r\nvery &amp; & the")
def test_no_text_breaks_a_rule_of_any_kind(loud: Engine, name: str, text: str) -> None:
    check_problems(Source(name, text), loud)


@pytest.mark.parametrize("name", NAMES)
@given(text=texts)
def test_no_text_breaks_a_shipped_rule(shipped: Engine, name: str, text: str) -> None:
    check_problems(Source(name, text), shipped)


# Fixes


def check_fix(source: Source, running: Engine, least: Applicability) -> None:
    """Nothing outside the edits of the applied problems changes; in order, each edit's text is there."""
    result = apply_fixes(source.text, check(source, running).problems, least)
    edits = sorted(
        (edit for p in result.applied if p.fix for edit in p.fix.edits), key=lambda edit: edit.span
    )
    at, there = 0, 0
    for edit in edits:
        between = source.text[at : edit.span.start]
        assert result.text[there : there + len(between)] == between
        there += len(between)
        assert result.text[there : there + len(edit.text)] == edit.text
        there += len(edit.text)
        at = edit.span.end
    assert result.text[there:] == source.text[at:]


@pytest.mark.parametrize("name", NAMES)
@given(text=texts, least=st.sampled_from([SAFE, UNSAFE]))
def test_a_fix_changes_nothing_but_what_it_says(
    loud: Engine, shipped: Engine, name: str, text: str, least: Applicability
) -> None:
    check_fix(Source(name, text), loud, least)
    check_fix(Source(name, text), shipped, least)


@pytest.mark.parametrize("name", NAMES)
@given(text=texts, least=st.sampled_from([SAFE, UNSAFE]))
def test_mending_twice_is_mending_once(shipped: Engine, name: str, text: str, least: Applicability) -> None:
    once, _ = mend(Source(name, text), shipped, least)
    twice, fixed = mend(Source(name, once.text), shipped, least)
    assert (twice.text, fixed) == (once.text, {})


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data(), least=st.sampled_from([SAFE, UNSAFE]))
def test_copy_of_every_sort_is_mended_to_a_fixed_point(
    shipped: Engine, copy: list[str], name: str, data: st.DataObject, least: Applicability
) -> None:
    part = st.one_of(st.sampled_from(copy), st.sampled_from(copy), marked)
    text = data.draw(st.sampled_from(["\n", " ", "\r\n\r\n"])).join(
        data.draw(st.lists(part, min_size=1, max_size=6))
    )
    source = Source(name, text)
    check_problems(source, shipped)
    check_fix(source, shipped, least)
    once, _ = mend(source, shipped, least)
    assert once.failures == ()
    assert mend(Source(name, once.text), shipped, least)[0].text == once.text


plain_words = st.sampled_from(
    ["the", "the", "teh", "very", "x", "yes", "a", "said", "accused", "him", "for", "Oil", "fell"]
)
phrases = st.lists(plain_words, min_size=1, max_size=5).map(" ".join)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("opens", "closes"), ["“”", '""'])
@given(outside=st.lists(phrases, min_size=1, max_size=4), inside=st.lists(phrases, min_size=4, max_size=4))
def test_no_word_of_a_quotation_is_ever_changed(
    loud: Engine, shipped: Engine, name: str, opens: str, closes: str, outside: list[str], inside: list[str]
) -> None:
    said = inside[: len(outside)]
    text = (
        ". ".join(f"{words} {opens}{quote}{closes}" for words, quote in zip(outside, said, strict=True))
        + " the the end."
    )
    for running in (loud, shipped):
        report, _ = mend(Source(name, text), running, UNSAFE)
        kept = report.text.replace("“", '"').replace("”", '"').split('"')[1::2]
        assert kept == said


@given(text=texts)
def test_no_applied_edit_lands_inside_a_quotation(loud: Engine, text: str) -> None:
    source = Source("a.md", text)
    quotes = annotate(source).whole.quotes
    for problem in apply_fixes(text, check(source, loud).problems, UNSAFE).applied:
        assert problem.fix
        for edit in problem.fix.edits:
            assert not any(quote.overlaps(edit.span) for quote in quotes)


# Bytes


@given(
    data=st.one_of(
        st.binary(max_size=200),
        st.builds(
            lambda text, encoding, mark: (mark + text).encode(encoding, "replace"),
            st.text(max_size=40),
            st.sampled_from(
                ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252", "latin-1", "utf-7"]
            ),
            st.sampled_from(["", "\ufeff"]),
        ),
    )
)
@example(data=b"\xff\xfe\x00\x00\x00")
@example(data=b"\xef\xbb\xbf\xef\xbb\xbf")
def test_any_bytes_are_a_source_that_gives_them_back_or_a_clear_error(data: bytes) -> None:
    try:
        source = decode(data, "a.txt")
    except SourceError as error:
        assert error.location == ("a.txt", None, None)
        return
    assert source.encode(source.text) == data


# Places


@given(text=st.text(st.sampled_from("ab\r\n\u2028é😀"), max_size=30), data=st.data())
def test_a_place_is_what_counting_gives(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assume(text[offset - 1 : offset + 1] != "\r\n")  # between the two there is no place of its own
    line, column = 1, 1
    at = 0
    while at < offset:
        width = 2 if text[at : at + 2] == "\r\n" else 1
        line, column = (line + 1, 1) if text[at] in "\r\n" else (line, column + 1)
        at += width
    assert LineIndex(text).place(offset) == Place(line, column)


@given(text=st.text(st.sampled_from("ab\r\n"), max_size=30))
def test_the_lines_of_a_text_are_all_of_it(text: str) -> None:
    index = LineIndex(text)
    assert "".join(text[slice(*index.line_span(number + 1))] for number in range(len(index.starts))) == text


# The rules of this file are sound


def test_every_kind_of_rule_is_tried() -> None:
    from newslint.match import KINDS

    rules: list[Rule] = [rule(body) for body in BODIES]
    assert {made.page.kind for made in rules} == set(KINDS)
