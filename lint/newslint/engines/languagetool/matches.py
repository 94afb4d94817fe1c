"""What LanguageTool found in a document, as problems of ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...checks.known import is_unknown
from ...document import Document
from ...lexicon import load_named
from ...problem import Applicability, Edit, Fix, Problem, Severity, Suggestion
from ...span import Span
from .annotated import Chunk
from .policy import Flag, rule_id, severity

Match = Mapping[str, Any]
_MOST = 5  # ways to mend that are offered
_AFTER = 30  # characters that are looked at after the words
_LEAST = 4  # letters of a word that the speller may doubt


def problems(document: Document, found: Sequence[tuple[Chunk, Sequence[Match]]]) -> Iterator[Problem]:
    """The problems in a document, from the matches of its chunks; nothing inside quotation marks."""
    for chunk, matches in found:
        for match in matches:
            span = chunk.span(match["offset"], match["length"])
            problem = _problem(document, span, match)
            if problem and not document.whole.quoted(*span):
                yield problem


def _problem(document: Document, span: Span, match: Match) -> Problem | None:
    words = document.source.text[span.start : span.end]
    rule = match["rule"]
    options = [each["value"] for each in match["replacements"][:_MOST]]
    flag = Flag(
        rule["id"],
        str(rule.get("subId", "")),
        rule["category"]["id"],
        rule["issueType"],
        words,
        options[0] if options else "",
        next(iter(document.source.text[span.end : span.end + _AFTER].split()), ""),
    )
    level = severity(flag)
    if level is None or (flag.spells and _is_name_or_known(words)):
        return None
    edits = [(Edit(span, text.replace("'", document.apostrophe)),) for text in options]
    sure = level > Severity.SUGGESTION and len(edits) == 1 and _is_running(document, span)
    fix = Fix(edits[0], Applicability.UNSAFE if sure else Applicability.DISPLAY) if edits else None
    return Problem(
        rule=rule_id(flag),
        span=span,
        message=f"{match['message'].strip()} (LanguageTool)",
        severity=level,
        fix=fix,
        suggestions=tuple(Suggestion("", each) for each in edits[1:]),
    )


def _is_name_or_known(words: str) -> bool:
    """Whether the speller doubts a name, a place, or a word that our lists or its parts explain."""
    if not words.isalpha() or not words.islower() or len(words) < _LEAST:
        return True
    return not is_unknown(words) or words in load_named("names-like-words")


def _is_running(document: Document, span: Span) -> bool:
    """Whether the words stand in the source as they are read, with no markup or line's end among them."""
    for block in document.blocks:
        whole = block.raw(0, len(block.text))
        if whole.start <= span.start and span.end <= whole.end:
            return document.source.text[span.start : span.end] in block.text
    return False
