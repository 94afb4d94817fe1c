"""Vale's styles: settings, expressions, scopes, kinds of rules, formats; and Vale itself."""

from __future__ import annotations

import importlib.util
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import regex

from newslint.errors import ConfigError, RuleError, SourceError
from newslint.problem import Problem
from newslint.source import Source
from newslint.span import LineIndex
from newslint.vale.actions import Action, mended
from newslint.vale.casing import recased
from newslint.vale.checker import Checker
from newslint.vale.definitions import definitions
from newslint.vale.globs import matches
from newslint.vale.gosyntax import PatternError, translated
from newslint.vale.hints import hints
from newslint.vale.html_tokens import tokens
from newslint.vale.hunspell import read
from newslint.vale.imported import written
from newslint.vale.ini import parse
from newslint.vale.messages import either, filled
from newslint.vale.placing import placed
from newslint.vale.project import chosen, load
from newslint.vale.rules import rules
from newslint.vale.scopes import covers
from newslint.vale.search import Index, Text, pattern
from newslint.vale.sentences import sentences
from newslint.vale.substitution import options, spellings
from newslint.vale.syllables import syllables
from newslint.vale.titles import Case, sentence_case, title_case
from newslint.vale.tokens import cut, spelled

DOCUMENTS = Path(__file__).parent / "vale"
Styled = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def styled(tmp_path: Path) -> Styled:
    """Run rules, by name, on a text: each alert's rule and words."""

    def run(
        text: str, name: str = "a.md", ini: str = "", accept: str = "", **files: str
    ) -> list[tuple[str, str]]:
        folder = tmp_path / "styles" / "S"
        folder.mkdir(parents=True, exist_ok=True)
        for rule, body in files.items():
            (folder / f"{rule}.yml").write_text(body, "utf-8")
        if accept:
            words = tmp_path / "styles" / "config" / "vocabularies" / "V"
            words.mkdir(parents=True, exist_ok=True)
            (words / "accept.txt").write_text(accept, "utf-8")
        head = "StylesPath = styles\nMinAlertLevel = suggestion\n" + ("Vocab = V\n" if accept else "")
        path = tmp_path / ".vale.ini"
        path.write_text(head + (ini or "[*]\nBasedOnStyles = S\n"), "utf-8")
        project = load(path)
        source = Source(name, text)
        problems = Checker(project, rules(project).rules).check(source)
        return [
            (each.rule.removeprefix("vale/S."), text[slice(*each.span)])
            for each in sorted(problems, key=_place)
        ]

    return run


def _place(problem: Problem) -> tuple[int, str]:
    return problem.span.start, problem.rule


def rule(kind: str, more: str, message: str = "'%s'") -> str:
    return f'extends: {kind}\nmessage: "{message}"\n{more}\n'


# Settings


def test_ini_has_sections_comments_continued_lines_and_quotes() -> None:
    text = "A = `x # y` # no\n; no\n[*.md]\nB = 1, \\\n  2\nB = 3\nC: d\n"
    text += 'D = \'e\'\nE = "f", "g" ; no\nF = `h\ni`\n'
    found = parse(text, "f")
    assert [(entry.key, entry.value) for entry in found[""]] == [("A", "x # y")]
    assert [entry.value for entry in found["*.md"]] == ["1, 2", "3", "d", "e", '"f", "g"', "h\ni"]
    assert found["*.md"][1].line == 6


def test_a_line_that_is_no_setting_is_told_with_its_line() -> None:
    with pytest.raises(ConfigError, match=r"f:2: “nonsense” is no setting"):
        parse("A = 1\nnonsense\n", "f")


@pytest.mark.parametrize(
    ("glob", "path", "holds"),
    [
        ("*.md", "docs/a.md", True),
        ("*.{md,txt}", "a.txt", True),
        ("docs/**/*.md", "docs/a.md", True),
        ("docs/**/*.md", "docs/b/c/a.md", True),
        ("docs/**/*.md", "other/a.md", False),
        ("!*.md", "a.md", False),
        ("[ab].md", "b.md", True),
    ],
)
def test_globs(glob: str, path: str, holds: bool) -> None:
    assert matches(glob, path) is holds


def test_later_sections_decide_and_rules_come_before_styles(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "v.ini").write_text(
        "StylesPath = styles\nMinAlertLevel = warning\n[*]\nBasedOnStyles = A\nA.Off = NO\n"
        "[*.md]\nBasedOnStyles = B\nA = YES\nA.Low = suggestion\n[x.md]\nA.Low = error\n",
        "utf-8",
    )
    project = load(tmp_path / "v.ini")
    plain, marked, last = (chosen(project, path) for path in ("a.txt", "a.md", "x.md"))
    assert plain.level("A.Any", "warning") == "warning"
    assert plain.level("A.Any", "suggestion") is None
    assert plain.level("A.Off", "error") is None
    assert plain.level("B.Any", "error") is None
    assert marked.level("B.Any", "error") == "error"
    assert marked.level("A.Low", "error") is None
    assert last.level("A.Low", "warning") == "error"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("StylesPath = nowhere\n", r"v\.ini:1: there is no folder “nowhere”"),
        ("MinAlertLevel = loud\n", r"v\.ini:1: MinAlertLevel cannot be “loud”"),
        ("BasedOnStyles = A\n", r"v\.ini:1: BasedOnStyles belongs in a section"),
        ("[*]\nStylesPath = x\n", r"v\.ini:2: StylesPath is no setting of a section"),
        ("Vocab = Desk\n", r"v\.ini:1: there is no vocabulary “Desk”"),
        ("[*]\nA.B[tokens] = x\n", r"v\.ini:2: tokens of A\.B cannot be set here"),
        ("[*\n", r"v\.ini:1: the section is not closed"),
    ],
)
def test_broken_settings_are_told_with_their_line(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "v.ini").write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=said):
        load(tmp_path / "v.ini")


def test_a_style_that_is_not_there_is_told(styled: Styled) -> None:
    with pytest.raises(ConfigError, match="there is no style “T”"):
        styled("x", ini="[*]\nBasedOnStyles = T\n", A=rule("existence", "tokens: [x]"))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("message: x\n", "extends cannot be “”"),
        ("extends: existnce\nmessage: x\n", "did you mean “existence”"),
        (rule("existence", "tokes: [x]"), r"A\.yml:3: S\.A: .*no key “tokes”.*did you mean “tokens”"),
        (rule("existence", "tokens: ['(x']"), r"A\.yml:3: .*the expression is broken"),
        (rule("existence", "level: loud"), "level cannot be “loud”"),
        ("extends: [", "is not YAML"),
        (rule("metric", "formula: words / nothing\ncondition: '> 1'"), "“nothing” is not counted"),
        (rule("sequence", "tokens: [{upos: WORD}]"), "there is no tag “WORD”"),
        (rule("existence", "tokens+: [x]"), r"tokens\+ has nothing to change"),
    ],
)
def test_broken_rules_are_told_with_their_place(styled: Styled, body: str, said: str) -> None:
    with pytest.raises(RuleError, match=said):
        styled("x", A=body)


# Expressions


@pytest.mark.parametrize(
    ("expression", "text", "found"),
    [
        (r"\w+", "né", ["n"]),
        (r"\d", "٣3", ["3"]),
        (r"a(?i)b|c", "aB C", ["aB", "C"]),
        (r"(?i)a(?-i)b", "Ab AB", ["Ab"]),
        (r"x$", "x\nx", ["x"]),
        (r"(?m)x$", "x\nx", ["x", "x"]),
        (r"[a-z-[aeiou]]+", "abc", ["bc"]),
        (r"[\w-.]+", "a-b.c", ["a-b.c"]),
        (r"a{e}", "a{e}", ["a{e}"]),
        (r"(?P<n>a)(?P=n)", "aa", ["aa"]),
        (r"(?<n>a)(b)\1(?P<m>c)\k<n>\2\3", "abbcaac", ["abbcaac"]),
        (r"[[:upper:]]+", "aBC", ["BC"]),
        (r"(?<=the )\w+", "the end", ["end"]),
        (r"\y", "y", ["y"]),
        (r"\bé\b", "été é", ["é"]),
    ],
)
def test_expressions_mean_what_they_mean_to_vale(expression: str, text: str, found: list[str]) -> None:
    assert [match[0] for match in regex.finditer(translated(expression), text)] == found


@pytest.mark.parametrize("expression", ["(a", "a)", "[a", "a\\", "(?<a"])
def test_broken_expressions(expression: str) -> None:
    with pytest.raises(PatternError):
        translated(expression)


@pytest.mark.parametrize(
    "expression",
    [
        r"(?i)\b(?:very|a lot of)\b",
        r"\d+ ?[ap]m",
        r"\w+nised?",
        r"(?:is|are)n't",
        r"[A-Z]{2,}",
        r"\w+!",
        "x?y*",
    ],
)
def test_a_search_that_is_told_where_finds_what_a_plain_one_does(expression: str) -> None:
    text = "VERY much a Lot of it, isn't it?\nOrganised at 3 pm!\n\nWow! AND yyy. They aren't 10am."
    made = pattern(expression)
    found = [match.span() for match in Text(text, Index([made])).matches(made)]
    assert found == [match.span() for match in made.compiled.finditer(text)]


def test_hints_name_the_starts_of_all_branches() -> None:
    assert hints(translated(r"(?i)\b(?:utilize|in order to)\b")).starts == {"utilize", "in order to"}
    assert not hints(translated(r"\w+")).starts


# Scopes


@pytest.mark.parametrize(
    ("scope", "block", "holds"),
    [
        ("text", "text.heading.h1.md", True),
        ("heading.h1", "text.heading.h1.md", True),
        ("heading.h2", "text.heading.h1.md", False),
        ("text & ~heading", "text.heading.h1.md", False),
        ("text & ~heading", "text.md", True),
        ("~blockquote", "text.list.md", True),
        ("~blockquote", "raw.md", False),
        ("sentence", "sentence.text.md", True),
        ("text", "sentence.text.md", False),
        ("text", "paragraph.text.md", True),
        ("link", "text.md", False),
    ],
)
def test_scopes(scope: str, block: str, holds: bool) -> None:
    assert covers((scope,), block) is holds


def test_scopes_in_markdown(styled: Styled) -> None:
    text = (
        "# Head was\n\nText was [a link was](x) and **bold was**.\n\n- item was\n\n> quote was\n\n"
        "|th was|\n|-|\n|td was|\n"
    )
    scopes = {"H": "heading", "L": "list", "Q": "blockquote", "T": "table.cell", "K": "link", "B": "strong"}
    made = {
        name: rule("existence", f"scope: {scope}\ntokens: ['\\w+ was']") for name, scope in scopes.items()
    }
    found = styled(text, **made)
    assert found == [
        ("H", "Head was"),
        ("K", "link was"),
        ("B", "bold was"),
        ("L", "item was"),
        ("Q", "quote was"),
        ("T", "td was"),
    ]


def test_raw_reads_the_source(styled: Styled) -> None:
    assert styled("A [link](x).", A=rule("existence", "scope: raw\nraw: ['\\]\\(x']")) == [("A", "](x")]


# Kinds


def test_existence(styled: Styled) -> None:
    text = "Very VERY. So very, veryable."
    body = rule("existence", "ignorecase: true\ntokens: [very]\nexceptions: [Very]")
    assert styled(text, A=body) == [("A", "VERY"), ("A", "very")]
    assert styled("a -- b", A=rule("existence", "nonword: true\ntokens: ['--']")) == [("A", "--")]
    raw = rule("existence", "raw: ['\\d ']\ntokens: [percent]")
    assert styled("5 percent", A=raw) == [("A", "5 percent")]


def test_limits_and_accepted_words(styled: Styled) -> None:
    body = rule("existence", "limit: 2\ntokens: ['a\\w']")
    assert styled("ab ac ad ae", accept="ac\n", A=body) == [("A", "ab"), ("A", "ad")]
    culpa = rule("existence", "tokens: [mea]")
    assert styled("mea culpa, mea", accept="mea culpa\n", A=culpa) == [("A", "mea")]


def test_substitution_with_groups_options_and_case(styled: Styled, tmp_path: Path) -> None:
    body = rule(
        "substitution",
        "ignorecase: true\nmatchcase: true\naction: {name: replace}\n"
        "swap:\n  utilize: use\n  '(\\d+)k': '${1} thousand'\n  e-mail: email|mail",
        "Use '%s' instead of '%s'",
    )
    text = "UTILIZE 5k e-mail."
    assert styled(text, A=body) == [("A", "UTILIZE"), ("A", "5k"), ("A", "e-mail")]
    project = load(tmp_path / ".vale.ini")
    problems = sorted(Checker(project, rules(project).rules).check(Source("a.md", text)), key=_place)
    assert [each.message for each in problems] == [
        "Use 'USE' instead of 'UTILIZE'",
        "Use '5 thousand' instead of '5k'",
        "Use 'email' or 'mail' instead of 'e-mail'",
    ]
    assert problems[0].fix and problems[0].fix.edits[0].text == "USE"
    assert len(problems[2].suggestions) == 1


def test_what_vale_takes_is_taken(styled: Styled) -> None:
    assert styled("It was.", A=rule("substitution", "swap: {}") + "---\nfoo: 1\n") == []
    odd = rule("metric", "formula: words - words\ncondition: == 0")
    assert styled("It was.", A=odd, B=rule("metric", "formula: words * 1.0\ncondition: == 2.0")) == [
        ("B", "I")
    ]


def test_a_list_of_swaps_is_one_table(styled: Styled) -> None:
    body = rule("substitution", "swap:\n  - shall: will\n  - wheel: disc", "%s for %s")
    assert styled("The wheel shall turn.", A=body) == [("A", "wheel"), ("A", "shall")]


def test_occurrence_counts_too_many_and_too_few(styled: Styled) -> None:
    most = rule("occurrence", "scope: sentence\nmax: 3\ntoken: '\\b\\w+\\b'", "%d words")
    assert styled("One two three. One two three four.", "a.txt", A=most) == [("A", "One")]
    least = rule("occurrence", "scope: paragraph\nmin: 1\ntoken: zebra", "%s")
    assert styled("No.\n\nA zebra.", "a.txt", B=least, A=most) == [("B", "No.")]


def test_repetition(styled: Styled) -> None:
    body = rule("repetition", "ignorecase: true\nalpha: true\ntokens: ['[^\\s.!?]+']")
    assert styled("The the end. End. It has <b>has</b>.", A=body) == [("A", "The the"), ("A", "has <b>has")]


def test_consistency_and_conditional(styled: Styled) -> None:
    both = rule("consistency", "either:\n  advisor: adviser")
    assert styled("An advisor.\n\nAn adviser.", A=both) == [("A", "adviser")]
    short = rule(
        "conditional", "first: '\\b([A-Z]{3})\\b'\nsecond: '\\w+ \\(([A-Z]{3})\\)'\nexceptions: [GDP]"
    )
    text = "GDP, NATO (ABC) and WHO.\n\nABC again."
    assert styled(text, A=rule("existence", "tokens: [zzz]"), B=short) == [("B", "WHO")]


def test_capitalization(styled: Styled) -> None:
    body = rule("capitalization", "scope: heading\nmatch: $title\nstyle: AP", "'%s' should be '%s'")
    assert styled("# a Plan for the city\n\n# A Plan for the City\n", A=body) == [
        ("A", "a Plan for the city")
    ]
    plain = rule("capitalization", "scope: heading\nmatch: $sentence\nexceptions: [Congo]")
    assert styled("# Plans for Congo\n\n# Plans For The City\n", A=plain) == [("A", "Plans For The City")]
    own = rule("capitalization", "scope: heading\nmatch: '^[A-Z]'")
    assert styled("# lower\n\n# Upper\n", A=own) == [("A", "lower")]


def test_metric_and_readability(styled: Styled) -> None:
    heads = rule(
        "metric", "formula: heading.h1 + words / 10\ncondition: '> 1 && true_'".replace(" && true_", "")
    )
    assert styled("# One\n\nTwo three.\n", A=heads) == [("A", "#")]
    hard = rule("readability", "grade: 8\nmetrics: [Flesch-Kincaid]", "Grade %s")
    text = "Multinational organisations occasionally underestimate administrative responsibilities.\n"
    assert styled(text, A=hard) == [("A", "M")]
    assert styled("The cat sat.\n", A=hard) == []


def test_sequence_reads_parts_of_speech(styled: Styled) -> None:
    body = rule("sequence", "tokens:\n  - pattern: very\n  - tag: JJ", "'%[1]s' before %[2]s")
    assert styled("It was very old. The very man.", A=body) == [("A", "very old")]
    skipped = rule("sequence", "tokens:\n  - pattern: may\n  - tag: VBN\n    skip: 2")
    assert styled("It may not be taken.", A=skipped) == [("A", "may not be taken")]


def test_parts_of_speech_are_vales(styled: Styled) -> None:
    text = "We went to the Council, St. Louis said."
    tags = {"To": "TO", "Name": "NNP", "Past": "VBD"}
    made = {name: rule("sequence", f"tokens:\n  - tag: ^{tag}$") for name, tag in tags.items()}
    assert styled(text, **made) == [
        *(("Past", "went"), ("To", "to"), ("Name", "Council"), ("Name", "St."), ("Name", "Louis")),
        ("Past", "said"),
    ]


def test_spelling_with_a_dictionary_of_the_project(styled: Styled, tmp_path: Path) -> None:
    folder = tmp_path / "styles" / "config" / "dictionaries"
    folder.mkdir(parents=True)
    (folder / "x.aff").write_text("SET UTF-8\nSFX S Y 1\nSFX S 0 s [^s]\n", "utf-8")
    (folder / "x.dic").write_text("2\nwalk/S\nend\n", "utf-8")
    body = rule("spelling", "dictionaries: [x]\nfilters: ['^zz']")
    assert styled("Walks end, walkz zzz ok. HTML a1", A=body) == [("A", "walkz"), ("A", "ok")]
    words = read(folder / "x.aff", folder / "x.dic")
    assert words.words == {"walk", "walks", "end"}


def test_words_of_our_own_stand_for_vales(styled: Styled) -> None:
    text = "Eva let's eva go. It's the mayor's, he'd say; bulletin'd and else's are. Sept. isn't. O'Brien's."
    found = styled(text, A=rule("spelling", "level: error"))
    assert [words for _, words in found] == ["eva", "bulletin'd", "else's"]


def test_vales_own_rules_and_the_vocabulary(styled: Styled) -> None:
    text = "We run Github for for Mispelt."
    found = styled(
        text, ini="[*]\nBasedOnStyles = Vale\n", accept="GitHub\n", A="extends: existence\nmessage: x\n"
    )
    assert [(name.removeprefix("vale/"), words) for name, words in found] == [
        ("Vale.Terms", "Github"),
        ("Vale.Repetition", "for for"),
        ("Vale.Spelling", "Mispelt"),
    ] or ("vale/Vale.Terms", "Github") in found


def test_scripts_are_told_once_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "styles" / "S"
    folder.mkdir(parents=True)
    for name in ("One", "Two"):
        (folder / f"{name}.yml").write_text(rule("script", "script: x.tengo"), "utf-8")
    (tmp_path / "v.ini").write_text("StylesPath = styles\n[*]\nBasedOnStyles = S\n", "utf-8")
    [told] = rules(load(tmp_path / "v.ini")).failures
    assert told.message.endswith("S.One, S.Two")


def test_a_rule_extends_another(styled: Styled) -> None:
    parent = rule("existence", "tokens: [one, two]")
    child = "extends: S.A\ntokens+: [three]\ntokens-: [one]\n".replace("tokens-: [one]\n", "")
    assert styled("one three", A=parent, B=child) == [("A", "one"), ("B", "one"), ("B", "three")]
    assert styled("x", ini="[*]\nBasedOnStyles = S\nS.A[ignorecase] = true\n", A=parent, B=child) == []


# Documents


def test_comments_turn_rules_off(styled: Styled) -> None:
    body = rule("existence", "tokens: [was]")
    text = (
        "was\n\n<!-- vale off -->\n\nwas\n\n<!-- vale on -->\n\nwas <!-- vale S.A = NO --> was\n\nwas\n\n"
        "<!-- vale S.A = YES -->\n\nwas\n\n<!-- vale S = NO -->\n\nwas\n\n<!-- vale S = YES -->\n\nwas\n"
    )
    assert len(styled(text, A=body)) == 3  # as in Vale, a block is read with what was said by its end
    one = 'was is\n\n<!-- vale S.A["was"] = NO -->\n\nwas is\n'
    assert styled(one, A=rule("existence", "tokens: [was, is]")) == [("A", "was"), ("A", "is"), ("A", "is")]


def test_ignored_tokens_and_blocks_keep_places(styled: Styled) -> None:
    ini = "[*]\nBasedOnStyles = S\n[*.md]\nTokenIgnores = (\\{\\{.+?\\}\\})\nBlockIgnores = (?s)(%%.*?%%)\n"
    text = "A {{was}} was.\n\n%% was\n\nwas %%\n\nIt was.\n"
    body = rule("existence", "tokens: ['\\w+ was', ' was']\nnonword: true")
    assert styled(text, ini=ini, A=body) == [("A", " was"), ("A", "It was")]


def test_footnotes_are_numbers_in_the_text_and_read_at_its_end(styled: Styled) -> None:
    text = (
        "It was[^b] 10 was.[^a] It was[^c].\r\n\r\n[^a]: A was\r\n[^b]: B was\r\n\r\n    more was\r\n"
        "[^d]: Never was\r\n\r\nEnd was.\r\n"
    )
    found = styled(text, A=rule("existence", "tokens: ['\\S+ was']"))
    assert found == [
        ("A", each) for each in ("It was", "10 was", "It was", "A was", "B was", "more was", "End was")
    ]
    assert styled(text, A=rule("existence", "nonword: true\ntokens: ['[^\\x00-\\x7f]']")) == []
    once = rule("existence", "limit: 4\ntokens: ['\\S+ was']")
    assert [words for _, words in styled(text, A=once)] == ["It was", "10 was", "It was", "End was"]


def test_a_single_tilde_strikes_out(styled: Styled) -> None:
    text = "H~2~O was ~a *was* b~, ~ was ~."
    assert len(styled(text, A=rule("existence", "tokens: ['\\S+ was']"))) == 2
    assert styled(text, A=rule("existence", "nonword: true\ntokens: ['~']")) == [("A", "~"), ("A", "~")]


def test_the_summary_keeps_places(styled: Styled) -> None:
    text = "# Head was\r\n\r\nIt was, *he was*.\r\n\r\n- item was\r\n"
    body = rule("existence", "scope: summary\ntokens: ['\\w+ was']")
    assert styled(text, A=body) == [("A", "It was"), ("A", "he was"), ("A", "item was")]


def test_texts_are_not_found_in_addresses_and_tags(styled: Styled) -> None:
    text = "See [it](http://e.org/x 'so or') or <b class='was'>was</b>, ![a](b.png). End."
    body = rule("existence", "nonword: true\ntokens: ['\\bor\\b', 'was', '\\.']")
    picture = "<img src='alt' alt='alt was'> was"
    assert (
        len(styled(picture, B=rule("existence", "tokens: [zz]"), A=rule("existence", "tokens: [was]"))) == 2
    )
    source = [text.index(" or <") + 1, text.index("was<"), text.index(" End") - 1, len(text) - 1]
    assert styled(text, A=body) == [
        ("A", text[at : at + size]) for at, size in zip(source, (2, 3, 1, 1), strict=True)
    ]


def test_words_that_end_in_code_are_told_with_their_line(styled: Styled) -> None:
    body = rule("capitalization", "scope: heading\nmatch: $sentence")
    assert styled("## The `x` Big Plan\n\n## The Big `x`\n", A=body) == [
        ("A", "The `x` Big Plan"),
        ("A", "## The Big `x`"),
    ]
    cell = rule("existence", "scope: table.cell\nraw: ['.+']")
    text = "|a|\n|-|\n|b \\| c d|\n"
    assert styled(text, A=rule("existence", "tokens: [zz]"), B=cell) == [("B", "|b \\| c d|")]
    pair = rule("sequence", "tokens: [{pattern: big}, {pattern: plan}]")
    assert styled("A big *plan*.", C=pair) == [("C", "A big *plan*.")]


def test_the_end_of_a_line_has_no_indent(styled: Styled) -> None:
    body = rule("existence", "nonword: true\ntokens: ['\\w+\\n']")
    assert styled("- It was\n  here.\n", A=body) == [("A", "was\n")]
    code = rule("existence", "scope: code\ntokens: [was]")
    assert styled("It `is\n  was\nit` a\\|b.", B=code, A=rule("existence", "tokens: [a]")) == [
        ("B", "was"),
        ("A", "a"),
    ]


def test_what_stands_in_a_paragraph_comes_before_what_goes_over_its_end(styled: Styled) -> None:
    text = "One.\n\n  Two.\n"
    both = rule("existence", "nonword: true\ntokens: ['\\s{2,}']")
    more = rule("occurrence", "scope: paragraph\nmax: 9\ntoken: x")
    assert styled(text, "a.txt", A=both, B=more) == [("A", "\n\n"), ("A", "  ")]
    assert styled("One.\n\n\n\n  \n", "a.txt", A=both) == [("A", each) for each in ("\n\n", "\n\n", "  \n")]


def test_front_matter_has_scopes(styled: Styled) -> None:
    text = "---\ntitle: It was\ndate: 2026-01-01\n---\n\nIt was.\n"
    found = styled(text, A=rule("existence", "scope: frontmatter.title\ntokens: [was]"))
    assert found == [("A", "was")]
    every = rule("existence", "scope: text.frontmatter\nnonword: true\ntokens: ['.+']")
    for matter, words in (
        ("---\na: 1962\nb: yes\nc: 2026-01-01\nd: '5'\n---\n", ["2026-01-01", "5"]),
        ('\n+++\ntitle = "It was"\nn = 5\n+++\n', ["It was"]),
        ('---json\n{"a": "It was", "b": 5}\n---\n', ["It was"]),
    ):
        assert [each for _, each in styled(matter, A=every)] == words
    for broken in ("---\na: [\n---\n", "+++\na\n+++\n", ";;;\n{\n;;;\n"):
        with pytest.raises(ConfigError, match="front matter is not"):
            styled(broken, A=every)


def test_code_and_links_are_masked(styled: Styled) -> None:
    text = "`was` https://e.org/was $a was b$ ![was](x) was\n\n```\nwas\n```\n\n$$\nwas\n$$\n"
    assert len(styled(text, A=rule("existence", "tokens: [was]"))) == 2  # the picture's text and the last


def test_html(styled: Styled) -> None:
    text = (
        '<h1 class="was">It was</h1><script>was</script><p>AT&amp;T was <code>was</code>.</p>'
        "<ul><li>was<ul><li>inner was</li></ul></li></ul><p title='was'>&mdash;was</p>"
    )
    body = rule("existence", "tokens: [was]")
    assert len(styled(text, "a.html", A=body)) == 5
    lists = rule("existence", "scope: list\ntokens: ['\\w* ?was']")
    assert styled(text, "a.html", A=lists) == [("A", "was"), ("A", "inner was")]


def test_what_is_not_read_is_told(styled: Styled) -> None:
    body = rule("existence", "tokens: [was]")
    for name in ("a.rst", "a.org", "a.py"):
        with pytest.raises(SourceError, match=r"not run on \.\w+ files"):
            styled("It was.", name, A=body)
    assert styled("`was` was", "a.MD", A=body) == [("A", "was"), ("A", "was")]  # lines: .MD is no .md to Vale
    ini = "[formats]\nmdx = md\n[*]\nBasedOnStyles = S\n"
    assert styled("`was` was", "a.mdx", ini=ini, A=body) == [("A", "was")]


def test_line_ends_and_entities_keep_places(styled: Styled) -> None:
    text = "It was.\r\nIt&rsquo;s was.\r\n"
    assert styled(text, "a.txt", A=rule("existence", 'tokens: ["It\'s was"]')) == [("A", "It&rsquo;s was")]


def test_html_tokens_have_places() -> None:
    text = "a<b c='>'>d</b><!-- e --><script>1<2</script>&amp;f"
    found = [(token.kind, text[token.start : token.end]) for token in tokens(text)]
    assert [kind for kind, _ in found] == "text start text end comment start text end text".split()
    assert "".join(piece for _, piece in found) == text


def test_placing_goes_over_escapes_entities_and_marks_of_lines() -> None:
    source = "> a \\*b &amp; c\n> d"
    assert placed(source, "a *b & c\nd", 0, len(source)) == [2, 3, 5, 6, 7, 8, 13, 14, 15, 18]
    assert placed(source, "zzz", 0, len(source)) is None


# Small parts


def test_messages_and_choices() -> None:
    assert filled("'%s' for %[1]s, 100%% %d", ("a", "b")) == "'a' for a, 100% b"
    assert either(["a"]) == "'a'"
    assert either(["a", "b", "c"]) == "'a', 'b', or 'c'"


def test_actions() -> None:
    assert mended(Action("edit", ("truncate", " ")), "the the") == ("the",)
    assert mended(Action("edit", ("regex", "(a)b", "$1")), "ab") == ("a",)
    assert mended(Action("edit", ("split", "-", "1")), "a-b") == ("b",)
    assert mended(Action("convert", ("simple",)), "userName") == ("user name",)
    assert mended(Action("remove"), "x") == ("",)
    assert mended(Action("suggest", ("spellings",)), "x") is None


def test_case_is_carried_word_by_word() -> None:
    assert recased("blu-ray", "BLU ray") == "BLU-ray"
    assert recased("poor showing", "Bad rep") == "Poor showing"
    assert recased("of the", "OF THE") == "OF THE"
    assert recased("A-OK", "a ok") == "a-ok"


def test_titles() -> None:
    assert title_case("a plan for the city", Case()) == "A Plan for the City"
    assert title_case("from 5 to 10", Case()) == "From 5 To 10"
    assert title_case("from house to house", Case()) == "From House to House"
    assert title_case("How To Win", Case()) == "How To Win"
    assert title_case("a walk through town", Case(chicago=True)) == "A Walk through Town"
    assert sentence_case("Plans For The City: Next", Case(indicators=(":",))) == "Plans for the city: Next"


def test_options_and_spellings() -> None:
    assert options(r"a|b\|c") == ("a", "b|c")
    assert spellings("OAuth2?") == ("OAuth2", "OAuth")
    assert spellings(r"\w+") == ()


@pytest.mark.parametrize(
    ("word", "count"), [("cat", 1), ("people", 2), ("table", 2), ("organisation", 5), ("the", 1)]
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_sentences_end_where_no_abbreviation_does() -> None:
    text = 'Mr. Poe met Dr. Coe on Jan. 5. "Yes." He left at 5 p.m. today. E. M. Forster wrote.'
    assert [text[start:end] for start, end in sentences(text)] == [
        "Mr. Poe met Dr. Coe on Jan. 5.",
        '"Yes."',
        "He left at 5 p.m. today.",
        "E. M. Forster wrote.",
    ]


def test_words() -> None:
    assert [word.text for word in spelled("(Well), “won’t” $5 U.S. a-b.")] == ["Well", "won't", "U.S.", "a-b"]
    assert [word.text for word in cut("Don't go, (they're here).")] == [
        *("Do", "n't", "go", ",", "(", "they", "'re", "here", ")", "."),
    ]


# Writing rules out


def test_rules_are_written_out_as_ours(tmp_path: Path) -> None:
    folder = tmp_path / "styles" / "MyStyle"
    folder.mkdir(parents=True)
    (folder / "PlainWords.yml").write_text(
        rule("substitution", "ignorecase: true\nswap:\n  utilize: use\n  'an? x': y", "Use '%s', not '%s'"),
        "utf-8",
    )
    (folder / "Cap.yml").write_text(rule("capitalization", "match: $title"), "utf-8")
    (tmp_path / "v.ini").write_text("StylesPath = styles\n[*]\nBasedOnStyles = MyStyle\n", "utf-8")
    project = load(tmp_path / "v.ini")
    files = {each.path: each.text for made in definitions(project) for each in written(made, project)}
    assert sorted(files) == ["my-style/plain-words-2.yml", "my-style/plain-words.yml"]
    assert "kind: literal" in files["my-style/plain-words.yml"]
    assert "Use '{fixed}', not '{match}'" in files["my-style/plain-words.yml"]


# Vale itself


def _bench() -> object:
    path = Path(__file__).parent.parent / "bench" / "vale.py"
    spec = importlib.util.spec_from_file_location("bench_vale", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def documents(tmp_path: Path) -> Iterator[Path]:
    """The documents and styles in tests/vale, with their settings under the name that Vale looks for."""
    shutil.copytree(DOCUMENTS, tmp_path / "vale")
    (tmp_path / "vale" / "vale.ini").rename(tmp_path / "vale" / ".vale.ini")
    yield tmp_path / "vale"


def _alerts(folder: Path) -> list[str]:
    project = load(folder / ".vale.ini")
    checker = Checker(project, rules(project).rules)
    found = []
    for path in sorted(each for each in folder.iterdir() if each.suffix in (".md", ".html")):
        text = path.read_text("utf-8")
        index = LineIndex(text)
        for each in sorted(checker.check(Source(path.name, text)), key=_place):
            line, column = index.place(each.span.start)
            last = column + each.span.end - each.span.start - 1
            found.append(
                f"{path.name}:{line}:{column}-{last} {each.severity} {each.rule.removeprefix('vale/')}"
            )
    return found


def test_documents_have_the_alerts_that_are_kept(documents: Path) -> None:
    kept = (DOCUMENTS / "alerts.txt").read_text("utf-8").splitlines()
    assert [each for each in _alerts(documents) if "Vale.Spelling" not in each] == kept


# Where Vale finds a word again in another place than it stood, or loses it, and we give the true place.
_KNOWN = re.compile(r"bridge\.md:(?:15|24|61)|parts\.md:(?:20|24|52)|page\.html:14")


def test_documents_have_vales_alerts(documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = _bench()
    vale = bench.find_vale()  # type: ignore[attr-defined]
    if vale is None:
        pytest.skip("there is no Vale here: go install github.com/vale-cli/vale/v3/cmd/vale@v3.20.0")
    monkeypatch.chdir(documents)
    names = [path.name for path in sorted(documents.iterdir()) if path.suffix in (".md", ".html")]
    theirs, _ = bench.alerts_of_vale(vale, Path(".vale.ini"), names)  # type: ignore[attr-defined]
    ours = set(_alerts(documents))
    missing = [
        shown
        for each in theirs
        if (shown := f"{each.path}:{each.line}:{each.first}-{each.last} {each.severity} {each.rule}")
        not in ours
        and each.rule != "Vale.Spelling"  # of words, for which Vale has another list
        and not _KNOWN.match(shown)
    ]
    assert missing == []


# Four styles with something of every kind, and documents with something of every mark


HOUSE = DOCUMENTS / "house"
_LEARNED = re.compile(r"Spell|\.Sp$|\.Seq|Title")  # rules whose alerts change with our words and our model


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The folder with the documents, and the styles in files of their own."""
    folder = tmp_path / "house"
    shutil.copytree(HOUSE, folder)
    for part in (HOUSE / "styles.txt").read_text("utf-8").split("=== ")[1:]:
        name, body = part.split("\n", 1)
        path = folder / "styles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, "utf-8")
    story = (folder / "story.md").read_text("utf-8").split("---\n", 2)[2]
    (folder / "lines.md").write_bytes(story[:1800].replace("\n", "\r\n").encode())
    return folder


def _documents(folder: Path) -> list[Path]:
    return sorted(
        each for each in folder.iterdir() if each.suffix in (".md", ".html") or each.stem == "plain"
    )


def _told(folder: Path, ini: str) -> list[tuple[str, Problem, str]]:
    project = load(folder / ini)
    checker = Checker(project, rules(project).rules)
    found = []
    for path in _documents(folder):
        text = path.read_bytes().decode()
        found += [(path.name, each, text) for each in checker.check(Source(path.name, text))]
    return found


def _counted(folder: Path, ini: str) -> list[str]:
    """How many alerts each rule has in each document, a line a rule."""
    counts = Counter((each.rule.removeprefix("vale/"), name) for name, each, _ in _told(folder, ini))
    lines: dict[str, list[str]] = {}
    for (rule, name), count in sorted(counts.items()):
        if not _LEARNED.search(rule):
            lines.setdefault(rule, []).append(f"{name} {count}")
    return [f"{ini} {rule}: {', '.join(told)}" for rule, told in lines.items()]


@pytest.mark.parametrize("ini", ["desk.ini", "strict.ini"])
def test_the_house_has_the_counts_that_are_kept(house: Path, ini: str) -> None:
    kept = (HOUSE / "counts.txt").read_text("utf-8").splitlines()
    assert _counted(house, ini) == [each for each in kept if each.startswith(f"{ini} ")]


@pytest.mark.parametrize("ini", ["desk.ini", "strict.ini"])
def test_the_house_has_vales_alerts(house: Path, ini: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = _bench()
    vale = bench.find_vale()  # type: ignore[attr-defined]
    if vale is None:
        pytest.skip("there is no Vale here: go install github.com/vale-cli/vale/v3/cmd/vale@v3.20.0")
    monkeypatch.chdir(house)
    names = [path.name for path in _documents(house)]
    theirs, _ = bench.alerts_of_vale(vale, Path(ini), names)  # type: ignore[attr-defined]
    ours: Counter[object] = Counter()
    for name, each, text in _told(house, ini):
        line, column = LineIndex(text).place(each.span.start)
        last = column + each.span.end - each.span.start - 1
        rule, level = each.rule.removeprefix("vale/"), str(each.severity)
        ours[bench.Alert(name, rule, line, column, last, level)] += 1  # type: ignore[attr-defined]
    share = 100 * (theirs & ours).total() / theirs.total()
    assert share > 97.5  # the rest is in docs/vale.md: places that Vale finds elsewhere, parts of speech
