"""Sentences, tokens and quotations, as news copy has them."""

from __future__ import annotations

import time

import pytest

from newslint.annotate import annotate
from newslint.annotate.quotes import quotations
from newslint.annotate.sentences import sentences
from newslint.annotate.tokens import tokens
from newslint.source import Source

# Sentences: “/” stands between them


def split(text: str) -> str:
    found = sentences(text)
    for sentence in found:
        assert all(sentence.start <= token.start < token.end <= sentence.end for token in sentence.tokens)
    return " / ".join(text[sentence.start : sentence.end] for sentence in found)


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith met Sen. Jones and Dr. Poe. / They ate.",
        "In the U.S. Senate it passed. / He left the U.S. / The plan failed.",
        "It was the U.S. / But who knew?",
        "On Jan. 10 he left. / It was on Thurs. 10 Jan. that she stayed until Feb. 2.",
        "At 6 a.m. Monday they met. / It was over by 5 p.m. / The crowd left.",
        "J. R. R. Tolkien wrote it. / George W. Bush read it.",
        "Yuri V. Ushakov spoke. / This was plan B. / The end.",
        "“Wait ... and see,” he said. / Wait … and see.",
        "He waited... / Then he left.",
        "“Is it true?” he asked. / “No!” / The man left.",
        "“Is it,” he said, “true?” / “No.” / She left.",
        "She asked, “Why?” and left. / “I know (more or less.)” / Then she went.",
        "It cost $2.1 million, or 3.5 percent. / It fell 0.1 point.",
        "It was version 2. / 10 more followed.",
        "NEW YORK (AP) — Oil fell. / Gold rose.",
        "1. The council met. / It voted.",
        "(2) The mayor left. / He waved.",
        "b. The mayor left.",
        "It was No. 10. / Then No. 5 won.",
        "Apple Inc. said so. / So did Smith Jr. and Gen. Lee.",
        "He writes at a.b@c.org. / She reads www.x.org. / They talk.",
        "Is it? / Yes! / No.",
        "He said “no.” / Then ‘yes.’ / Then left.",
        "It ended in 2019. / In 2020 it began.",
        "It cost too much, etc. / Neighbors agreed. / He said no. / Then No. 7 won, etc. and No. 8 lost.",
        "He fell ill. / Doctors came. / They met at Alton, Ill. / It failed. / On Sat. 4 May he sat. / No.",
        "It opened in Sept. / The bridge on Elm Ave. / But Mr. But of St. John's left. / Prof. Now spoke.",
        "The show Oklahoma! and the firm Yahoo! stayed. / Oh! / He left.",
        "So he said . . . and left. / It is in doubt . . . / Then he left.",
        "It sold well. [3] / Then it did not. [14] [15] / It is gone. [2]",
        "They want three things. / 1. A new roof. / 2. Heat in the hall. / It was version 2. / 3 were left.",
        # on the web and in mail
        "are we there ? / not yet !! / we are. / See the list... / www.a.org/x [...] / It goes on.",
        "we went there. / it was closed! / was it you? / i think so...maybe not... who knows.",
        "See you there. :) / Bring cake ;-) / Then we can eat. :D",
        "Read it here. / http://a.org/x has more.",
        "http://a.org/x / http://b.org/y / Both are old.",
        "Ann Poe / 01/02/2001 09:30 AM / Please call. / It was sent on 01/02/2001 10:15 AM / Call me.",
        "Call me. / Thanks, / Ann Poe",
        "Call me. / Thanks. / Ann / I will be here until noon.",
        "“Thanks, Ann,” he said. / Thanks, Mr. Poe. / Best, Smith and Jones won.",
        "The end / ---------- / The file << a.doc >> / The list is old.",
        "It is from Ann <ann@poe.org> / Bob has it. / PS. He left. / Warm regards, / Ann",
        "Write to ann@poe.org / Bob Poe wrote to Ann@PAPER by May.",
        "Only one, without a stop",
    ],
)
def test_sentences(text: str) -> None:
    assert split(text.replace(" / ", " ")) == text


def test_sentences_leave_out_only_white_space() -> None:
    text = "  One.  Two?\u00a0Three!  "
    assert split(text) == "One. / Two? / Three!"
    assert sentences(" \t ") == []


# Tokens: “|” stands between them


@pytest.mark.parametrize(
    "line",
    [
        "I do|n't know|, we ca|n't say|, is|n't it",
        "I do|n’t know|; she wo|n’t",
        "DO|N'T WE|'RE",
        "Russia|'s and Xi'an|’s and I|'m|, we|'ve|, he|'d|, they|'ll",
        "the 50|-|minute|-|long talk|—|his first",
        "1,000,000 people|, 3.5 percent|, 5:30 p.m.|, 2/3|, 1st and 22nd",
        "$|2.1 million|, €|5|, 10|%|, 10.5|km",
        "U.S. and U.N. troops|, Ph.D. students|, e.g. Mr. Poe of St. Ives vs. Jan. 5",
        "see https://a.org/x?y=1&z=2|, http://b.org|. Or www.c.org|?",
        "mail first.last+x@mail.example.co.uk|.",
        "O'Mahony|, O’Neill|, d'Estaing|, Qur'an and Sana’a at five o'clock",
        "the ’90s and '90s|, the 1990s|, 1990|'s",
        '(|he said|) “|Go|!|” - "|no|"',
        "Wait|... and|… no|—|yes|--|so",
        "jose\u0301 ate cre\u0300me bru\u0302le\u0301e",
        "a|_|b #|tag @|me C|+|+ AT|&|T",
        "the 3D film|, 5G and B|-|52",
        # two words written as one
        "We can|not go|, I|'m gon|na|, wan|na|, got|ta|, “|CAN|NOT|” gim|me",
        "You do|nt|, she did|nt|, that|s it|, you|re on|, i|ve gone|, a|lot|, i|m",
        "its wont and cant|, Jony Ive and Im Dong hers|, ill|, well|, were|, lets",
        # hyphens
        "a co-founder|'s e-mail|, non-profit and re-elected|, mid-August|, pre-1990|, ex-wife|, E-Mail",
        "a well|-|known son|-|in|-|law|, over|-|the|-|counter|, 40|-|50 Post|-|Dispatch|, a Cross|-|led run",
        "an anti-tax|-|cut man|, the UN|-|led talks|, over|-|60s|, cross-border",
        # marks
        "Go|!!! Why|?! No|!? Yes|... Well|, so|.|) ok",
        "Fun :) and :-( or :D|, <3 ^_^ Great|.|:) (|see here|:|) x|: y",
        "*** ==== ____ -- (|(|no|)|) << a.doc >> ''|so|'' $$$",
        # numbers
        "$|10|m|, 5|pm|, 5|p.m. 9:30|am|, 35|mm|, 10|km|, the 80's|, ’72|, '72|, 1990|'s|, 401|k",
        "202-555-0143|, 1-202-555-0143|, 555-0143|, 12-31-1999|, 9/11|, and|/|or w/o US$|5",
        # names of files and places on the net
        "amazon.com|, www.a.org/b|, A_report_final.doc|, alt.pets.cats|, old_name|, Ann@PAPER|, a.b@c.com|'s",
        "the end|.|The U.S and U.S.|-|led Jan.|-|Feb. J. Smith|, vitamin C. today",
        # the stop of the last word
        "He met Smith Jr|.",
        "They left|, etc|.|”",
        "He saw St. Paul|, Minn|.|)",
        "She left the U.S.",
        "It was so|...",
        "This is plan B|.",
    ],
)
def test_tokens(line: str) -> None:
    text = line.replace("|", "")
    found = tokens(text, 0, len(text))
    assert "".join(token.text for token in found) == "".join(text.split())
    assert [token.text for token in found] == line.replace("|", " ").split()
    for token in found:
        assert text[token.start : token.end] == token.text
        assert token.space_before == (token.start == 0 or text[token.start - 1] == " ")


def test_tokens_of_a_part_have_the_offsets_of_the_whole() -> None:
    text = "One. He DOESN’T. Two."
    found = tokens(text, 5, 16)
    assert [(token.start, token.text, token.lower) for token in found] == [
        (5, "He", "he"),
        (8, "DOES", "does"),
        (12, "N’T", "n't"),
        (15, ".", "."),
    ]


def test_curly_and_straight_apostrophes_are_cut_alike() -> None:
    text = "I don't think Russia's '90s O'Neill couldn't've said we're the workers' rock 'n' roll."
    curly = text.replace("'", "’")
    straight = [(t.start, t.end, t.lower) for t in tokens(text, 0, len(text))]
    assert [(t.start, t.end, t.lower) for t in tokens(curly, 0, len(curly))] == straight


def test_a_letter_that_grows_when_lowered_moves_nothing() -> None:
    text = "İİİ In DOWN"
    assert [(t.text, t.lower) for t in tokens(text, 0, len(text))][1:] == [("In", "in"), ("DOWN", "down")]


# Quotations: what is in them stands between ⟦ and ⟧


def marked(*texts: str) -> list[str]:
    out = []
    for text, spans in zip(texts, map(quotations, texts), strict=True):
        chars = list(text)
        for start, end in spans:
            chars[start:start] = ["⟦"]
            chars[end + 1 : end + 1] = ["⟧"]
            assert len(spans) == 1 or "⟦" not in text
        out.append("".join(chars) if len(spans) < 2 else _marked(text, [(s.start, s.end) for s in spans]))
    return out


def _marked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    return text


@pytest.mark.parametrize(
    "text",
    [
        "“⟦We won,⟧” he said. “⟦Go.⟧” He left.",
        '"⟦We won,⟧" he said. "⟦Go.⟧" He left.',
        "The “⟦plan,⟧” as he calls it",
        'He said:“⟦Go⟧” and,"⟦Come⟧" too.',
        "(“⟦Go⟧”)—“⟦come⟧”",
        # nested
        "“⟦He said ‘no’ to me,⟧” she said. After.",
        "\"⟦He said 'no' to me,⟧\" she said. After.",
        # single marks
        "Minister says ‘⟦no deal⟧’ on water",
        "Minister says '⟦no deal⟧' on water",
        "‘⟦The workers’ rights bill⟧’ passed",
        "He said ‘⟦it’s the ’90s again⟧’ and left",
        # apostrophes
        "the ’90s and workers’ rights and rock ’n’ roll",
        "the '90s and workers' rights and rock 'n' roll",
        "the ‘90s and workers’ rights",
        "Russia's and the dogs' and ’em and 'em, 'tis said",
        "It’s the boys’ own; the girls’ too.",
        # inches and feet
        'He is 6\'2" tall, and 5’11" wide. "⟦Yes,⟧" he said.',
        '"⟦He is 6\'2" tall,⟧" she said. He left.',
        '"⟦I am 6\'2⟧" she said',
        'a 5" pipe',
        # marks without partners
        "He left. “⟦We won and",
        'He left. "⟦We won and',
        "stray close” here",
        'stray close," here',
        "stray ’ and ‘ and ' here",
        "no marks",
        "",
        "an empty “⟦⟧” one",
    ],
)
def test_quotations(text: str) -> None:
    wanted = text if text.count("⟦") == text.count("⟧") else text + "⟧"
    assert marked(text.replace("⟦", "").replace("⟧", "")) == [wanted]


@pytest.mark.parametrize(("opens", "closes"), ["“”", '""'])
def test_a_quotation_over_paragraphs_has_an_opening_mark_in_each(opens: str, closes: str) -> None:
    found = marked(
        f"He said: {opens}One.", f"{opens}Two. Don't.", f"{opens}Three,{closes} he said. End.", "After."
    )
    assert found == [
        f"He said: {opens}⟦One.⟧",
        f"{opens}⟦Two. Don't.⟧",
        f"{opens}⟦Three,⟧{closes} he said. End.",
        "After.",
    ]


def test_double_marks_inside_single_ones() -> None:
    text = "‘He said “no” to me,’ she said. After."
    first, second = quotations(text)
    assert text[slice(*first)] == "He said “no” to me,"
    assert text[slice(*second)] == "no"


def test_a_quotation_in_markdown_is_found_through_the_markup() -> None:
    text = "He said “the **the** &amp;” twice.\n"
    document = annotate(Source("a.md", text))
    (view,) = document.views
    (quote,) = view.quotes
    assert view.text[slice(*quote)] == "the the &"
    assert [text[slice(*span)] for span in document.whole.quotes] == ["the **the** &amp;"]


def test_quoted_is_any_overlap() -> None:
    (view,) = annotate(Source("a.txt", "He “did” it.")).views
    assert view.quotes == ((4, 7),)
    assert [view.quoted(a, b) for a, b in ((3, 4), (3, 5), (5, 6), (6, 9), (7, 8), (5, 5), (4, 4))] == [
        False,
        True,
        True,
        True,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "a.",
        "_",
        "'a ",
        "‘a ",
        "'dogs' ",
        "“",
        '"',
        "? ",
        "U.S. ",
        "6'2\" ",
        "x@",
        "a" * 40,
        "....",
        "-",
        "’s",
        "A-",
        "e-",
        "a_b",
        "a.com",
        "http://a",
        "http://a ",
        "a@b.",
        "a@b.c A",
        "?!",
        "?! ",
        ". . ",
        ":) ",
        ". :) ",
        ". [1] ",
        "-----",
        "----- ",
        ">> ",
        "Thanks, Ann ",
        "1/1/2000 1:00 ",
        "1-",
        "1,1",
        "a Please ",
        " " * 40,
    ],
)
def test_the_time_grows_with_the_length(unit: str) -> None:
    text = "@ n't :// " + unit * (60_000 // len(unit))
    began = time.perf_counter()
    document = annotate(Source("a.txt", text))
    for view in document.views:
        assert sum(len(sentence.tokens) for sentence in view.sentences) > 0
        assert view.quotes is not None
    assert time.perf_counter() - began < 5  # a tenth of a second; minutes where it grows with the square
