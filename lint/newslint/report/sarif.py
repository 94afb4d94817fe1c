"""The `sarif` format: SARIF 2.1.0, for code scanning and for viewers in editors."""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from .. import __version__
from ..problem import Severity
from ..span import LineIndex, Span
from .json_report import dump
from .phrases import fix_in_words, fixable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..problem import Failure, FileReport, Fix, Problem, Report
    from . import RuleInfo

Json = dict[str, Any]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "note"}


def render(report: Report, *, color: bool, rules: Mapping[str, RuleInfo]) -> str:
    """One SARIF log on one line, for clean copy as well. Only the rules that found something are listed."""
    ids = sorted({problem.rule for problem in report.problems()})
    order = {rule: position for position, rule in enumerate(ids)}
    failures = [_notification(failure) for failure in report.every_failure()]
    listed = [_rule(rule, rules.get(rule)) for rule in ids]
    driver = {"name": "newslint", "version": __version__, "rules": listed}
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": not failures, "toolExecutionNotifications": failures}],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\r", "\n"],
        "results": [result for file in report.files if file.problems for result in _results(file, order)],
    }
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: str, info: RuleInfo | None) -> Json:
    if info is None:
        return {"id": rule}
    return {
        "id": rule,
        "shortDescription": {"text": info.summary},
        "fullDescription": {"text": info.why},
        "defaultConfiguration": {"level": _LEVEL[info.severity]},
    }


def _results(file: FileReport, order: Mapping[str, int]) -> Iterator[Json]:
    index = LineIndex(file.text)
    artifact = {"uri": _uri(file.path)}
    for problem in file.problems:
        yield _result(file, problem, index, artifact) | {"ruleIndex": order[problem.rule]}


def _result(file: FileReport, problem: Problem, index: LineIndex, artifact: Json) -> Json:
    def location(span: Span) -> Json:
        return {"physicalLocation": {"artifactLocation": artifact, "region": _region(span, index)}}

    result: Json = {
        "ruleId": problem.rule,
        "level": _LEVEL[problem.severity],
        "message": {"text": problem.message},
        "locations": [location(problem.span)],
    }
    if problem.related:
        result["relatedLocations"] = [
            location(related.span) | {"id": number, "message": {"text": related.message}}
            for number, related in enumerate(problem.related, 1)
        ]
    if problem.fix and fixable(problem):
        result["fixes"] = [_fix(file, problem.fix, index, artifact)]
    return result


def _fix(file: FileReport, fix: Fix, index: LineIndex, artifact: Json) -> Json:
    replacements = [
        {"deletedRegion": _region(edit.span, index), "insertedContent": {"text": edit.text}}
        for edit in fix.edits
    ]
    return {
        "description": {"text": fix_in_words(file.text, fix)},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
        "properties": {"applicability": str(fix.applicability)},
    }


def _region(span: Span, index: LineIndex) -> Json:
    start, end = index.place(span.start), index.place(span.end)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def _notification(failure: Failure) -> Json:
    notification: Json = {"level": "error", "message": {"text": failure.message}}
    if failure.path:
        artifact = {"uri": _uri(failure.path)}
        notification["locations"] = [{"physicalLocation": {"artifactLocation": artifact}}]
    if failure.rule:
        notification["associatedRule"] = {"id": failure.rule}
    return notification


def _uri(path: str) -> str:
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(os.fsencode(pure.as_posix()))
