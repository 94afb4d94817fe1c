"""Rules of the kind `substitution`: some words stand where others should."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import regex

from ..match.literals import parsed
from .base import IGNORE, Alert, Memory, Sought, exceptions, fields, made, put_in, template
from .casing import capitalised, recased
from .definitions import Definition
from .gosyntax import PatternError, translated
from .messages import either, filled
from .project import Project
from .search import Text, pattern

_CAPTURE = re.compile(r"(?<!\\)\((?!\?)")
_GROUP = re.compile(r"\$(?:(\d+)|\{(\d+)\})")
_OPTION = re.compile(r"(?<!\\)\|")
_LOOKAROUNDS = ("(?=", "(?!", "(?<=", "(?<!")
_MOST = 64  # spellings of one term


@dataclass(frozen=True)
class Substitution(Sought):
    """Terms, each with what should stand for it; `pattern` has a group for each term."""

    terms: tuple[tuple[str, str], ...]
    capitalize: bool
    ignorecase: bool

    def alerts(self, text: Text, memory: Memory) -> Iterator[Alert]:
        """See `Rule`."""
        for match in text.matches(self.pattern):
            number = match.lastindex
            if not number:
                continue
            (start, end), words = match.span(number), match[number]
            wanted = self._wanted(number - 1, words)
            if not self._is_fine(wanted, words) and not self.exceptions.allow(text, start, end, words):
                yield self._alert(start, end, words, wanted)

    def _wanted(self, number: int, words: str) -> str:
        """What should stand for the words, which the term's groups may be part of."""
        term, wanted = self.terms[number]
        if self.capitalize and words == capitalised(words):
            wanted = capitalised(wanted)
        if not _GROUP.search(wanted):
            return wanted
        expression = translated(IGNORE + term if self.ignorecase else term)
        return regex.sub(
            expression,
            _GROUP.sub(lambda group: f"\\g<{group[1] or group[2]}>", wanted.replace("\\", "\\\\")),
            words,
        )

    def _is_fine(self, wanted: str, words: str) -> bool:
        """Whether the words are as they should be: what is wanted may be an expression."""
        if self.fields.action and self.fields.action.name == "replace":
            return words in options(wanted)
        return words == wanted if _is_phrase(wanted) else _fits(wanted, words)

    def _alert(self, start: int, end: int, words: str, wanted: str) -> Alert:
        action, message = self.fields.action, self.fields.message
        if action is None or action.name != "replace":
            fixes = self.fields.fixes(words)
            return Alert(start, end, filled(message, (_in_its_case(wanted, words), words)), fixes)
        if action.params:
            return Alert(start, end, filled(message, (wanted, words)), self.fields.fixes(words))
        fixes = options(wanted)
        if self.capitalize and words == capitalised(words):
            fixes = tuple(map(capitalised, fixes))
        if self.fields.matchcase:
            fixes = tuple(recased(each, words) for each in fixes)
        return Alert(start, end, filled(_unquoted(message), (either(fixes), words)), fixes)


def substitution(definition: Definition, project: Project) -> Substitution:
    """The rule of a definition."""
    swap = definition.table("swap")
    expression, ignorecase = _expression(swap), definition.flag("ignorecase")
    expression = put_in(template(project, not definition.flag("nonword")), expression)
    return Substitution(
        fields=fields(definition),
        pattern=made(definition, "swap", IGNORE + expression if ignorecase else expression),
        exceptions=exceptions(definition, project),
        terms=tuple((term, swap[term]) for term in _ranked(swap)),
        capitalize=definition.flag("capitalize"),
        ignorecase=ignorecase,
    )


def _ranked(swap: Mapping[str, str]) -> list[str]:
    return sorted(swap, key=lambda term: -len(term.encode()))


def _expression(swap: Mapping[str, str]) -> str:
    """All terms as one expression with a group for each."""
    terms = _ranked(swap)
    shared = _shared(terms)
    groups = []
    for term in terms:
        inner = term.removeprefix(shared)
        if inner.count("(") != inner.count("(?") + inner.count("\\("):
            inner = _CAPTURE.sub("(?:", inner)
        groups.append(f"({inner})")
    return f"{shared}(?:{'|'.join(groups)})" if shared else "|".join(groups)


def _shared(terms: Sequence[str]) -> str:
    """A look around with which every term starts: one for all is the same, and quicker."""
    if len(terms) < 2 or not terms[0].startswith(_LOOKAROUNDS):
        return ""
    depth = at = 0
    while at < len(terms[0]):
        depth += {"(": 1, ")": -1}.get(terms[0][at], 0)
        at += 2 if terms[0][at] == "\\" else 1
        if not depth:
            break
    lead = terms[0][:at]
    captures = lead.count("(") != lead.count("(?") + lead.count("\\(")
    return "" if depth or captures or not all(term.startswith(lead) for term in terms) else lead


def options(wanted: str) -> tuple[str, ...]:
    """The ways to write it, `a|b`; a bar behind a backslash is a bar."""
    return tuple(option.replace("\\|", "|") for option in _OPTION.split(wanted) if option)


def _is_phrase(text: str) -> bool:
    return all(char.isalpha() or char.isdigit() or char in " -" for char in text)


@lru_cache(maxsize=4096)
def _fits(expression: str, words: str) -> bool:
    try:
        return bool(pattern(f"^(?:{expression})$").compiled.search(words))
    except (PatternError, regex.error):
        return expression == words


def _unquoted(message: str) -> str:
    """The message, where what it fills in first has quotation marks of its own by now."""
    for quoted in ("'%s'", '"%s"'):
        if message.count(quoted) == 2:
            message = message.replace(quoted, "%s", 1)
    return message


def _in_its_case(term: str, words: str) -> str:
    """How the term, which may be an expression, writes these words."""
    folded = words.casefold()
    return next((each for each in spellings(term) if each.casefold() == folded), term)


@lru_cache(maxsize=1024)
def spellings(term: str) -> tuple[str, ...]:
    """Everything that a simple expression such as `OAuth2?` may match; nothing where that has no end."""
    if _is_phrase(term):
        return (term,)
    try:
        return tuple(_spelled(parsed(translated(term)) or ()))
    except (PatternError, ValueError):
        return ()


def _spelled(items: Any) -> list[str]:
    found = [""]
    for operation, argument in items:
        name = str(operation)
        if name == "LITERAL":
            more = [chr(argument)]
        elif name == "SUBPATTERN":
            more = _spelled(argument[-1])
        elif name == "BRANCH":
            more = [each for branch in argument[1] for each in _spelled(branch)]
        elif name in ("MAX_REPEAT", "MIN_REPEAT") and argument[1] == 1:
            more = [*_spelled(argument[2]), *([] if argument[0] else [""])]
        else:
            raise ValueError(name)
        found = [start + end for start in found for end in more]
        if len(found) > _MOST:
            raise ValueError("too many")
    return found
