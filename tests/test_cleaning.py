"""Cleaning: doing it twice is doing it once, and no letter of the words is lost."""

from __future__ import annotations

import unicodedata
from textwrap import fill

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint import ruleset
from newslint.cli.clean import CLEANING
from newslint.engine import Engine
from newslint.problem import Applicability
from newslint.runner import mend
from newslint.source import Source

WORDS = "the mayor of Ghent said on Monday that boats left Zoë's São Paulo, and nobody swam".split()
NOISE = [
    "  ",
    "\u00a0",
    "\u200b",
    "\u00ad",
    " \u2003",
    " ,",
    "..",
    ",,",
    "\t",
    "\ufeff",
    " \n",
    "\u2028",
    " . ",
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(ruleset.select(ruleset.load(), chosen=CLEANING))


def cleaned(engine: Engine, text: str) -> str:
    return mend(Source("story.txt", text), engine, Applicability.UNSAFE)[0].text


def letters(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum())


@st.composite
def dirty(draw: st.DrawFn) -> str:
    """Words with noise between, and now and then inside, them."""
    parts: list[str] = []
    for word in draw(st.lists(st.sampled_from(WORDS), min_size=3, max_size=25)):
        inside = draw(st.sampled_from(["", "", "", "\u200b", "\u00ad"]))
        cut = len(word) // 2
        parts += [word[:cut], inside, word[cut:], draw(st.sampled_from([" "] * 12 + NOISE))]
    return "".join(parts).strip() + ".\n"


@settings(max_examples=60, deadline=None)
@given(text=dirty())
def test_cleaning_twice_is_cleaning_once_and_loses_no_letter(engine: Engine, text: str) -> None:
    once = cleaned(engine, text)
    assert cleaned(engine, once) == once
    assert letters(once) == letters(text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("The mayorâ€™s office is shut.\n", "The mayor’s office is shut.\n"),
        ("M√ºller met Fran√ßois ‚Äì in Krak√≥w.\n", "Müller met François – in Kraków.\n"),
        ("Nguyá»…n VÄƒn Trá»—i sang.\n", "Nguyễn Văn Trỗi sang.\n"),
        ("The price is &pound;40.\n", "The price is £40.\n"),
        ("The o\ufb03ce is shut.\n", "The office is shut.\n"),
        ("The com\u00admittee met.\n", "The committee met.\n"),
        ("Nobody was hurt.\nRead more: How to swim\nIt rained.\n", "Nobody was hurt.\nIt rained.\n"),
        ("The council met on Tues-\nday.\n", "The council met on Tuesday.\n"),
        ("The chain held.\n\nPage 3 of 7\n\nThe smith left.\n", "The chain held.\n\nThe smith left.\n"),
        (
            "The chain held.\n\n4 March 2024, 14:32 GMT\n\nThe smith left.\n",
            "The chain held.\n\nThe smith left.\n",
        ),
        (
            "The chain held.\n\nREAD ALSO | A new bell rings\n\nIt rained.\n",
            "The chain held.\n\nIt rained.\n",
        ),
        ("BC-Weir-Chain, 2nd Ld\nThe chain held.\nENDS\n", "The chain held.\n"),
        ("ADVERTISEMENT\nThe chain held.\n", "The chain held.\n"),
        ("The “old“ chain held, ‘so‘ to say.\n", "The “old” chain held, ‘so’ to say.\n"),
        ("It was the ‘90s, and ‘tis rock ‘n’ roll.\n", "It was the ’90s, and ’tis rock ’n’ roll.\n"),
        ("“It held.” ”It’s so,” he said.\n", "“It held.” “It’s so,” he said.\n"),
        ("It’s here, and it’s late. She's off.\n", "It’s here, and it’s late. She’s off.\n"),
        ("&Ccedil;a va, &amp;scaron; &infin;.\n", "Ça va, š ∞.\n"),
        (
            "=E2=80=9CZo=C3=AB =3D Zoe,=E2=80=9D he said, and so it is =\nto this very day.=20\n",
            "“Zoë = Zoe,” he said, and so it is to this very day.\n",
        ),
        (
            '[caption id="a_12" width="300"]The weir in 1962.[/caption]\n\nIt rained.\n',
            "The weir in 1962.\n\nIt rained.\n",
        ),
        (
            "    The ferryman said on Monday that it would hold for\n"
            "the summer, and that nobody had seen it break yet.\n"
            "    The board put the matter off on Tuesday until the\nnext meeting.\n",
            "    The ferryman said on Monday that it would hold for "
            "the summer, and that nobody had seen it break yet.\n"
            "    The board put the matter off on Tuesday until the next meeting.\n",
        ),
        ("AT&T; &amp;Sons; &copying; &amp;amp;B.\n", "AT&T; &Sons; &copying; &B.\n"),
        ("The ″old″ chain of 12″ held.\n", 'The "old" chain of 12″ held.\n'),
        ("The chain held.\n\n \n\nThe smith left.\n", "The chain held.\n\nThe smith left.\n"),
        (
            "“The chain, he knew, would hold for years,” the ferryman said at the weir.\n\n" * 2
            + "It rained.\n",
            "“The chain, he knew, would hold for years,” the ferryman said at the weir.\n\nIt rained.\n",
        ),
        (
            (fill("The ferryman said on Monday that the chain was old. It had held for years.", 50) + "\n\n")
            * 2
            + "It rained.\n",
            "The ferryman said on Monday that the chain was old. It had held for years.\n\nIt rained.\n",
        ),
        ("Ann Lee at the weir. Jo Holt/The Courier\nIt rained.\n", "Ann Lee at the weir.\nIt rained.\n"),
        (
            "Skaters came from afar. Skaters came from afar. Soup ran out.\n",
            "Skaters came from afar. Soup ran out.\n",
        ),
        (
            "The ferryman said on Monday that the chain over the strait\n\n12\n\nwould hold until May.\n",
            "The ferryman said on Monday that the chain over the strait would hold until May.\n",
        ),
        ("Cafe\u0301 Zoë is shut.\n", "Café Zoë is shut.\n"),
        ("Zoë Šimić of Łódź sings in Türkiye.\n", "Zoë Šimić of Łódź sings in Türkiye.\n"),
    ],
)
def test_what_copying_leaves_is_mended_and_real_accents_are_not(
    engine: Engine, text: str, right: str
) -> None:
    assert cleaned(engine, text) == right
    assert cleaned(engine, right) == right


LEFT_OVER = [
    "Page {n} of 9",
    "- {n} -",
    "ADVERTISEMENT",
    "(MORE)",
    "-30-",
    "ENDS",
    "4 March 2024 | 14:3{n} GMT",
    "Read more: How to swim",
    "Sign up for our daily newsletter",
    "Photo: Getty Images",
    "Sent from my iPhone",
    "Keywords: boats, fog",
    "",
    "",
]


@st.composite
def littered(draw: st.DrawFn) -> tuple[str, str]:
    """Paragraphs, and the same with what pages, wires and mails leave between them, wrapped or not."""
    parts = st.lists(st.sampled_from(WORDS), min_size=14, max_size=30)
    paragraphs = [
        f"{n} of them said " + " ".join(draw(parts)) + "." for n in range(30, draw(st.integers(32, 35)))
    ]
    width = draw(st.sampled_from([0, 64, 72]))
    clean = [fill(text, width) if width else text for text in paragraphs]
    out = []
    for number, text in enumerate(clean):
        out += [text, *draw(st.lists(st.sampled_from(LEFT_OVER), max_size=2))]
        out = [line.replace("{n}", str(number + 1)) for line in out]
    return "\n\n".join(paragraphs), "\n\n".join(out) + "\n"


@settings(max_examples=60, deadline=None)
@given(texts=littered())
def test_what_stands_between_paragraphs_goes_and_no_word_of_theirs_does(
    engine: Engine, texts: tuple[str, str]
) -> None:
    right, text = texts
    once = cleaned(engine, text)
    assert cleaned(engine, once) == once
    assert [letters(line) for line in once.rstrip().split("\n\n")] == [
        letters(line) for line in right.split("\n\n")
    ]


@st.composite
def wrapped(draw: st.DrawFn) -> str:
    """Paragraphs that a program has broken at one width, with a hyphen in a word now and then."""
    words = st.sampled_from([*WORDS, "well-known", "half-hour"])
    paragraphs = draw(st.lists(st.lists(words, min_size=12, max_size=40), min_size=1, max_size=3))
    width = draw(st.integers(50, 80))
    texts = [f"{number} of them said " + " ".join(words) + "." for number, words in enumerate(paragraphs, 30)]
    return "\n\n".join(fill(text, width) for text in texts) + "\n"


@settings(max_examples=60, deadline=None)
@given(text=wrapped())
def test_joining_lines_twice_is_joining_them_once_and_loses_no_letter(engine: Engine, text: str) -> None:
    once = cleaned(engine, text)
    assert cleaned(engine, once) == once
    assert letters(once) == letters(text)


@pytest.mark.parametrize(
    "text",
    [
        "I saw a heron by the weir,\n  And it was grey, and stood alone,\nIt rose, and it settled near.\n",
        "Name      Votes    Share\nHolt      4,512    51%\nMarsh     4,102    49%\n",
        "    for link in chain:\n        print(link)\n",
        "Name\tVotes\nHolt\t4,512\nMarsh\t4,102\n",
        "- a chain\n- a bell\n- a lamp\n",
        "The heron rose above the weir tonight,\nThe tide was full, and by the harbour light\n"
        "Upon the bank she saw the chain and stood,\nAnd left; the ferryman of England would.\n",
        "the heron was as grey as rain,\n\nand what it said\nto the lock\n\nwas  never heard.\n".replace(
            "  ", " "
        ),
        "Votes:\n\nName   Votes  Share\nHolt   4,512  51%\nMarsh  4,102  49%\n",
        "Name | Votes | Share\nHolt |  4,512 |  51%\nMarsh |  4,102 | 49%\n",
        "Run this:\n\n```\nfoo  bar   'x' ,  ...   \n\n\tbaz\tqux--1\n```\n\nThen stop.\n",
        "Best picture: The Long Night of the Heron\nBest director: Anna Kowalski for The Weir\n",
        "Board approves a new budget for the harbor\nHolt says money is for the ferry and bells\n\nIt met.\n",
        "The heron rose above the weir tonight with song\nAnd all the town was as the fog is, and as long\n"
        "Upon the bank she saw the chain and waved to me.\n",
        "the heron that was grey as rain and stood for hours and\n\nhours beside the weir.\n",
        "Duties of the ferryman, as the board set them down,\n\na bell at dawn,\n\na lamp and\n\nno songs.\n",
        "* a chain for the old ferry at the harbor\n* a bell for the weir, one more for the lock\n",
        "The heron rose above the weir,\nThe heron rose above the weir,\nAnd it was grey.\n",
        "Row, row, row your boat again\nRow, row, row your boat again\nAnd left the weir.\n",
        "Run this:\n\n    x = 1\n\n\n    y = 2\n\nThen stop.\n",
        "Duo wins. Jo Holt/Ann Marsh\n\nWeir Chorus\nSaturday, March 9, 2024, 7:30 p.m.\n",
        "“Give us our old ferry back!”\n\n“Give us our old ferry back!”\n",
        "Run this:\n\ndef f(x):\n    y  = x +  1\n    return  y\n\nThen stop.\n",
        'Run this:\n\n    for a in b;  do\n       echo  "$a"...  ;\n    done\n\nThen stop.\n',
    ],
)
def test_verse_tables_code_and_lists_are_left_as_they_are(engine: Engine, text: str) -> None:
    assert cleaned(engine, text) == text


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_the_code_of_markdown_is_left_as_it_is(engine: Engine, fence: str) -> None:
    text = f"Run this:\n\n{fence}sh\nfoo  \tbar \n> baz\n> qux\n{fence}\n\n    x  = 1 \n\nThen stop.\n"
    assert mend(Source("story.md", text), engine, Applicability.UNSAFE)[0].text == text


def test_what_was_said_keeps_its_words_and_loses_what_programs_did_to_it(engine: Engine) -> None:
    said = "The board had known since the  spring that it\nhad to be men-\nded before the storms\u200b, "
    said += "and the cafÃ© had not"
    text = f"The ferryman said on Monday at noon: “{said},” he said.\n"
    right = (
        said.replace("  ", " ").replace("-\n", "").replace("\n", " ").replace("\u200b", "").replace("Ã©", "é")
    )
    assert cleaned(engine, text) == f"The ferryman said on Monday at noon: “{right},” he said.\n"


def test_only_rules_that_keep_every_word_mend_quotations() -> None:
    changing = {
        "cleaning/mojibake",
        "cleaning/markup-leftover",
        "cleaning/quoted-printable",
        "cleaning/foreign-letter",
        "cleaning/page-furniture",
        "cleaning/torn-paragraph",  # a page's number goes
        "cleaning/pasted-twice",
    }
    mending = [rule for rule in ruleset.load() if rule.page.quotes == "mend"]
    assert changing < {rule.id for rule in mending}
    for rule in mending:
        for wrong in rule.page.examples.wrong if rule.id not in changing else ():
            assert letters(wrong.fixed or wrong.text) == letters(wrong.text), rule.id


def test_the_lines_of_markdown_stay_wrapped(engine: Engine) -> None:
    text = "The ferryman said on Monday that the chain over the strait would\nhold until the end of May.\n"
    assert mend(Source("story.md", text), engine, Applicability.UNSAFE)[0].text == text
    assert cleaned(engine, text) == text.replace("\n", " ").rstrip() + "\n"
