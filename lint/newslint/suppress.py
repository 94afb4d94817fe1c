"""Inline directives, `<!-- newslint: ignore RULE … -->` and `words WORD …` in Markdown; accepted words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from .errors import nearest
from .markup import is_markdown
from .patterns import lazy
from .problem import Problem, Severity
from .source import Source
from .span import Span
from .wordbook import OWN_SLIPS, Wordbook, of

UNUSED = "newslint/unused-ignore"
_ON_WORDS = ("spelling/", "names/", "compounds/")  # what a list of words may silence
_DIRECTIVE = lazy(r"<!--\s*newslint:\s*(?P<verb>[\w-]*)\s*(?P<names>[^>]*?)\s*-->")
_EOL = r"(?:\r\n|\r(?!\n)|\n)"
_FENCE = lazy(
    rf"(?:\A|(?<=[\r\n])) {{0,3}}(```+|~~~+).*?(?:(?<=[\r\n]) {{0,3}}\1[`~]*[ \t]*(?={_EOL}|\Z)|\Z)", re.S
)
_FRONT_MATTER = lazy(rf"\A---[ \t]*{_EOL}.*?(?<=[\r\n])---[ \t]*(?={_EOL}|\Z)", re.S)
_BLANK = lazy(rf"{_EOL}[ \t]*{_EOL}")


class Directive(NamedTuple):
    """A comment that silences rules in a part of the source."""

    span: Span  # the comment
    names: tuple[str, ...]  # rule ids and categories
    reach: Span  # what it silences
    fault: str | None  # what is wrong with it
    words: tuple[str, ...] = ()  # words that are right in this file

    def applies(self, problem: Problem) -> bool:
        """Whether it silences this problem."""
        named = any(problem.rule == name or problem.rule.startswith(f"{name}/") for name in self.names)
        return (
            named
            and not self.fault
            and self.reach.start <= problem.span.start < max(self.reach.end, self.reach.start + 1)
        )


def directives(source: Source) -> tuple[Directive, ...]:
    """The directives of a Markdown source; other formats have none.

    A directive in a line of text silences that line. One that stands alone silences the paragraph after
    it, or the whole file if nothing but other directives and front matter is before it.
    """
    text = source.text
    if not is_markdown(source.path) or "newslint:" not in text:
        return ()
    fences = [match.span() for match in _FENCE.finditer(text)]
    found = [m for m in _DIRECTIVE.finditer(text) if not any(a <= m.start() < b for a, b in fences)]
    return tuple(_directive(text, match) for match in found)


def words_of_story(source: Source) -> Iterator[str]:
    """The words that a story says are right in it."""
    for directive in directives(source):
        yield from directive.words


def _directive(text: str, match: re.Match[str]) -> Directive:
    names = tuple(name for name in re.split(r"[,\s]+", match["names"]) if name)
    fault = None
    if match["verb"] == "words":
        fault = None if names else "the directive names no word; write “newslint: words WORD”"
        words = (*names, *filter(None, (phrase.strip() for phrase in match["names"].split(","))))
        return Directive(Span(*match.span()), (), Span(0, len(text)), fault, words if names else ())
    if match["verb"] != "ignore":
        fault = f"“{match['verb']}” is no directive; write “newslint: ignore RULE” or “newslint: words WORD”"
    elif not names:
        fault = "the directive names no rule; write “newslint: ignore RULE”"
    return Directive(Span(*match.span()), names, _reach(text, match), fault)


def _reach(text: str, match: re.Match[str]) -> Span:
    start = max(text.rfind("\n", 0, match.start()), text.rfind("\r", 0, match.start())) + 1
    stop = lazy(r"[\r\n]|\Z").search(text, match.end())
    end = stop.start() if stop else len(text)
    if _DIRECTIVE.sub("", text[start:end]).strip():
        return Span(start, end)
    before = _FRONT_MATTER.sub("", _DIRECTIVE.sub("", text[:start]))
    if not before.strip():
        return Span(0, len(text))
    rest = lazy(r"\s*").match(text, end)
    paragraph = rest.end() if rest else end
    blank = _BLANK.search(text, paragraph)
    return Span(paragraph, blank.start() if blank else len(text))


def suppress(
    problems: Iterable[Problem],
    source: Source,
    ran: Sequence[str],
    known: Collection[str] = (),
    accepted: Wordbook | None = None,
) -> Iterator[Problem]:
    """The problems that no directive silences, then one for each directive that silenced nothing or is wrong.

    Of words in `accepted`, or in a directive “words”, no rule on spelling and names says anything; that of a
    list of wrong words heeds only words that are themselves accepted, and no forms of others. Dictionaries
    among the lists say nothing of names and of wrong words.

    `ran` are the ids of the rules that ran: a directive for a rule that did not is not called unused.
    `known` are the ids of all rules, if given: a directive for any other is wrong. `*/lt-*` among them stands
    for the rules of any category whose names start so, which are another engine's.
    """
    found = directives(source)
    used: set[int] = set()
    own = of(words_of_story(source)) if found else Wordbook()
    books = [book for book in (accepted, own) if book]
    house = [book.house for book in books]
    for problem in problems:
        if books and problem.rule.startswith(_ON_WORDS):
            start, end, listed = *problem.span, problem.rule == OWN_SLIPS
            asked = house if listed or problem.rule.startswith("names/") else books
            if any(book.accepts_at(source.text, start, end, listed) for book in asked):
                continue
        silencing = [index for index, directive in enumerate(found) if directive.applies(problem)]
        used.update(silencing)
        if not silencing:
            yield problem
    for index, directive in enumerate(found):
        if directive.words:
            continue
        message = directive.fault or _unknown(directive, known)
        message = message or (None if index in used else _unused(directive, ran))
        if message:
            yield Problem(UNUSED, directive.span, message, Severity.WARNING)


def _unknown(directive: Directive, known: Collection[str]) -> str | None:
    """What is wrong with a directive that names what is no rule and no category."""
    if not known:
        return None
    names = {*known, *(rule.partition("/")[0] for rule in known), UNUSED}
    beyond = tuple(rule[2:-1] for rule in known if rule.startswith("*/"))
    for name in directive.names:
        if name not in names and not ("/" in name and name.split("/")[-1].startswith(beyond)):
            near = nearest(name, names)
            return f"there is no rule “{name}”" + (f"; did you mean “{near}”?" if near else "")
    return None


def _unused(directive: Directive, ran: Sequence[str]) -> str | None:
    could = [name for name in directive.names if any(r == name or r.startswith(f"{name}/") for r in ran)]
    if len(could) < len(directive.names):
        return None
    return f"nothing here is flagged by {', '.join(directive.names)}; take the directive out"
