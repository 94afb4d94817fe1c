"""Source -> blocks: what is a headline, a paragraph, a list; and every offset leads back to the source."""

from __future__ import annotations

from textwrap import fill

import pytest

from newslint.document import Block
from newslint.markup import is_markdown, parse
from newslint.source import Source

OBJECT = "\ufffc"
WRAPPED = """\
The council voted on Tuesday night to close the
old bridge, and said that a new one would open in
the spring of next year, at a cost that no one was
ready to name.
"""


def blocks(text: str, name: str = "a.txt") -> list[Block]:
    found = parse(Source(name, text))
    for block in found:
        check_map(text, block)
    return list(found)


def check_map(text: str, block: Block) -> None:
    """Every character is at its place in the source; what stands for markup covers more than itself."""
    wide = {piece.at for piece in block.pieces if piece.width}
    last = -1
    for at, char in enumerate(block.text):
        start, end = block.raw(at, at + 1)
        assert last <= start < end <= len(text), (at, char)
        last = start
        holder = max(piece.at for piece in block.pieces if piece.at <= at)
        if holder not in wide:
            assert text[start:end] == char, (at, block)
    assert block.raw(0, len(block.text)).end <= len(text)


def shown(text: str, name: str = "a.txt") -> list[tuple[str, str]]:
    return [(block.scope, block.text) for block in blocks(text, name)]


def md(text: str) -> list[tuple[str, str]]:
    return shown(text, "a.md")


def raw(text: str, words: str, name: str = "a.md") -> str:
    """What of the source the block's words stand for."""
    (block,) = [block for block in blocks(text, name) if words in block.text]
    at = block.text.index(words)
    return text[slice(*block.raw(at, at + len(words)))]


def test_the_ending_tells_the_format() -> None:
    assert [is_markdown(name) for name in ("a.md", "b/A.MARKDOWN", "a.txt", "md", "a.md.txt")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert shown("*Fine*, he said.", "a.md") == [("lead", "Fine, he said.")]
    assert shown("*Fine*, he said.", "a.txt") == [("lead", "*Fine*, he said.")]


# Plain text: paragraphs


def test_a_line_is_a_paragraph_without_blank_lines() -> None:
    assert shown("Oil fell on Monday.\nGold rose.\nTin was flat.\n") == [
        ("lead", "Oil fell on Monday."),
        ("body", "Gold rose."),
        ("body", "Tin was flat."),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_ends_a_paragraph(end: str) -> None:
    assert shown(f"Oil fell.{end}{end} \t{end}Gold rose.{end}") == [
        ("lead", "Oil fell."),
        ("body", "Gold rose."),
    ]


def test_margins_are_no_part_of_a_paragraph() -> None:
    assert shown("\t Oil fell.  \n") == [("lead", "Oil fell.")]
    assert raw("\t Oil fell.  \n", "Oil fell.", "a.txt") == "Oil fell."


@pytest.mark.parametrize("text", ["", "\n\n", " \t\r\n \r"])
def test_of_nothing_there_are_no_blocks(text: str) -> None:
    assert blocks(text) == []
    assert blocks(text, "a.md") == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "  \n"])
def test_hard_wrapped_lines_are_one_paragraph(end: str) -> None:
    text = (WRAPPED + "\n" + WRAPPED).replace("\n", end)
    one = " ".join(WRAPPED.split())
    assert shown(text) == [("lead", one), ("body", one)]
    assert raw(WRAPPED.replace("\n", end), "the old", "a.txt") == f"the{end}old"
    assert raw(WRAPPED.replace("\n", end), "the ", "a.txt") == f"the{end}"
    assert raw(WRAPPED.replace("\n", end), " old", "a.txt") == f"{end}old"


def test_long_lines_that_do_not_fill_a_width_are_paragraphs() -> None:
    lines = [
        "The council voted on Tuesday night to close the bridge.",
        "It will be closed in May.",
        "Nobody spoke against the plan, which was a surprise.",
    ]
    assert [text for _, text in shown("\n".join(lines))] == lines


# Plain text: the structure of a story


def test_headline_dateline_lead_and_subheads_without_blank_lines() -> None:
    text = (
        "Oil prices fall again\n"
        "NEW YORK (Dispatches) – Oil fell on Monday.\n"
        "Gold rose.\n"
        "Markets shrug\n"
        "Shares rose in London.\n"
    )
    assert shown(text) == [
        ("headline", "Oil prices fall again"),
        ("dateline", "NEW YORK (Dispatches)"),
        ("lead", "Oil fell on Monday."),
        ("body", "Gold rose."),
        ("subhead", "Markets shrug"),
        ("body", "Shares rose in London."),
    ]


@pytest.mark.parametrize(
    "dateline",
    [
        "LUBIN, Poland — ",
        "PARIS, Jan. 4 (Agency) - ",
        "NEW YORK (Dispatches) – ",
        "NEW YORK, Sept. 11 -- ",
        "ST. LOUIS — ",
        "WINSTON-SALEM, N.C. (Agency) — ",
        "OSLO—",
    ],
)
def test_forms_of_dateline(dateline: str) -> None:
    text = f"{dateline}Oil fell on Monday.\n"
    assert shown(text) == [("dateline", dateline.strip(" -–—")), ("lead", "Oil fell on Monday.")]
    assert raw(text, "Oil", "a.txt") == "Oil"


@pytest.mark.parametrize(
    "text",
    [
        "NATO-led troops left on Monday.",
        "A — he said — fell.",
        "Oil fell — again.",
        "The U.S. (again) — fell.",
        "EU states: a list - of them.",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert shown(text) == [("lead", text)]


def test_a_dateline_of_a_wrapped_paragraph_leaves_the_map_whole() -> None:
    text = fill("LUBIN, Poland — " + WRAPPED, 50)
    first, lead = blocks(text)
    assert (first.scope, first.text) == ("dateline", "LUBIN, Poland")
    assert lead.text == " ".join(WRAPPED.split())
    assert raw(text, "Tuesday", "a.txt") == "Tuesday"
    assert raw(text, lead.text, "a.txt") == text[text.index("The council") :]


def test_a_headline_in_capitals_may_ask_or_end_in_an_abbreviation() -> None:
    assert shown("Will Senate Pass Budget Before Recess?\nNobody knows.")[0][0] == "headline"
    assert shown("Will the senate pass it?\nNobody knows.")[0][0] == "lead"


def test_a_last_line_without_a_stop_is_no_head() -> None:
    assert shown("Oil prices fall again") == [("lead", "Oil prices fall again")]
    assert shown("Oil fell.\nBy our correspondent")[-1] == ("body", "By our correspondent")


def test_an_item_of_a_list_is_no_subhead() -> None:
    assert shown("Oil fell.\n• Brent crude\n- West Texas\n2 other kinds\nGold rose.")[1:4] == [
        ("body", "• Brent crude"),
        ("body", "- West Texas"),
        ("body", "2 other kinds"),
    ]


# Markdown


def test_headings() -> None:
    assert md("# Oil *falls*\n\nOil fell.\n\n## Gold\n\nGold rose.\n\nTin\n---\n\nFlat.\n") == [
        ("headline", "Oil falls"),
        ("lead", "Oil fell."),
        ("subhead", "Gold"),
        ("body", "Gold rose."),
        ("subhead", "Tin"),
        ("body", "Flat."),
    ]


def test_emphasis_is_taken_away() -> None:
    text = "A **bold** and _sl_*an*ted ~~gone~~ word."
    assert md(text) == [("lead", "A bold and slanted gone word.")]
    assert raw(text, "bold") == "bold"
    assert raw(text, "slanted") == "sl_*an*ted"
    assert raw(text, "A bold") == "A **bold"
    assert raw(text, "bold and") == "bold** and"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("See [the *plan*](http://x.y/z 'The plan') now.", "See the plan now."),
        ("See [the plan][ref] now.\n\n[ref]: http://x.y", "See the plan now."),
        ("See [the plan][] now.", "See the plan now."),
        ("See <http://x.y/z> now.", f"See {OBJECT} now."),
        ('See ![the the](a.png "the the") now.', f"See {OBJECT} now."),
        ("See [](x.y) now.", "See  now."),
        ("“It [the plan] works,” he said [sic].", "“It [the plan] works,” he said [sic]."),
    ],
)
def test_links_and_images(markup: str, text: str) -> None:
    assert md(markup) == [("lead", text)]


def test_a_picture_alone_is_no_paragraph() -> None:
    assert md("![A bridge](a.png)\n\nPARIS — It fell.") == [("dateline", "PARIS"), ("lead", "It fell.")]


def test_code_is_left_out() -> None:
    text = "Run `the the` now.\n\n```sh\nthe the\n```\n\n~~~\nthe the\n~~~\n\n    the the\n\nDone.\n"
    assert md(text) == [("lead", f"Run {OBJECT} now."), ("body", "Done.")]
    assert raw(text, OBJECT) == "`the the`"


def test_html_is_left_out_and_leaves_one_space() -> None:
    assert md(
        "<div>the the</div>\n\nA <b>bold</b> <!-- the the --> word<br>\nhere <!-- x -->\nand <i> there </i>."
    ) == [("lead", "A bold word here and there .")]


def test_entities_are_read_and_map_as_a_whole() -> None:
    text = "R&amp;D isn&rsquo;t &#8220;free&#x201D; &bogus; AT&T &copy"
    assert md(text) == [("lead", "R&D isn’t “free” &bogus; AT&T &copy")]
    assert raw(text, "&D") == "&amp;D"
    assert raw(text, "R&") == "R&amp;"
    assert raw(text, "isn’") == "isn&rsquo;"
    assert raw(text, "free”") == "free&#x201D;"


def test_an_entity_at_the_end_is_covered() -> None:
    (block,) = blocks("the end&hellip;\n", "a.md")
    assert block.text == "the end…"
    assert block.raw(7, 8) == (7, 15)
    assert block.raw(8, 8) == (15, 15)


def test_escapes() -> None:
    text = r"A \*star\* and \[this\] and a \\ here."
    assert md(text) == [("lead", r"A *star* and [this] and a \ here.")]
    assert raw(text, "star*") == r"star\*"


def test_lists_quotes_and_tables() -> None:
    text = (
        "Oil fell.\n\n- one\n- two\n  lines\n\n1. first\n\n   more\n\n> quoted\n> text\n> - inner\n\n"
        "| a b | c |\n|---|---|\n| d e | f |\n"
    )
    assert md(text) == [
        ("lead", "Oil fell."),
        ("list", "one"),
        ("list", "two lines"),
        ("list", "first"),
        ("list", "more"),
        ("quote", "quoted text"),
        ("list", "inner"),
        ("table", "a b "),
        ("table", "c "),
        ("table", "d e "),
        ("table", "f "),
    ]
    assert raw(text, "quoted text") == "quoted\n> text"
    assert raw(text, "quoted ") == "quoted\n> "  # a mend here would break the mark of the quotation


@pytest.mark.parametrize("fence", ["---", "+++"])
def test_front_matter_is_left_out(fence: str) -> None:
    assert md(f"{fence}\ntitle: the the\n{fence}\n\n# Oil\n\nOil fell.\n") == [
        ("headline", "Oil"),
        ("lead", "Oil fell."),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", " \n", "  \n", "\\\n", "\n   "])
def test_lines_of_a_paragraph_are_joined_by_one_space(end: str) -> None:
    text = f"Oil fell{end}on Monday.\n"
    assert md(text) == [("lead", "Oil fell on Monday.")]
    assert raw(text, "fell on") == f"fell{end}on"


def test_crlf_throughout() -> None:
    text = "---\na: b\n---\n\n# Oil\n\nOil **fell**\non Monday.\n\n> a\n> b\n\n- c\n- d\n"
    assert md(text.replace("\n", "\r\n")) == [
        ("headline", "Oil"),
        ("lead", "Oil fell on Monday."),
        ("quote", "a b"),
        ("list", "c"),
        ("list", "d"),
    ]


def test_offsets_hold_after_characters_of_several_bytes() -> None:
    text = "# “É” 🙂\n\n😀 **ł** caf\u0065\u0301 [ß](x) &amp; é.\n"
    assert md(text) == [("headline", "“É” 🙂"), ("lead", "😀 ł caf\u0065\u0301 ß & é.")]
    assert raw(text, "ß & é") == "ß](x) &amp; é"


def test_half_a_character_is_no_error() -> None:
    assert "\ud800" in blocks("A *b* \ud800 c\n\nd", "a.md")[0].text


def test_deep_nesting_is_no_error() -> None:
    assert blocks("> " * 500 + "deep\n", "a.md")
    assert blocks("*a " * 500 + "[" * 500 + "\n", "a.md")


def test_a_dateline_of_a_markdown_story_keeps_its_map() -> None:
    text = "*NEW YORK* &mdash; Oil **fell** &amp; rose.\n"
    assert md(text) == [("dateline", "NEW YORK"), ("lead", "Oil fell & rose.")]
    assert raw(text, "Oil fell &") == "Oil **fell** &amp;"
    assert md("NEW YORK — &amp; so on.") == [("dateline", "NEW YORK"), ("lead", "& so on.")]
    assert raw("NEW YORK — &amp; so on.", "&") == "&amp;"
