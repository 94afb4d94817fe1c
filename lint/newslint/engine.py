"""Run the rules on a document: one pass finds all anchors, and a rule runs only where its anchor is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext, suppress
from functools import lru_cache
from typing import NamedTuple

from .anchors import Anchors, Index, index_of
from .annotate.language import analyse
from .clock import MODEL, Clock
from .document import SOURCE, Block, Document, Sentence, View
from .errors import ModelError, NewslintError
from .match.base import compiled, search_all
from .match.starts import Starts
from .match.template import fill
from .problem import Applicability, Edit, Failure, Fix, Problem, Related, Suggestion
from .rule import Finding, Hit, Replace, Rule
from .span import Span

_LINK = r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+|(?<![\w&])[@#]\w+"
_LINK_SIGNS = ("://", "www.", "@", "#")


class Engine:
    """A set of rules, ready to run on any number of documents."""

    def __init__(
        self,
        rules: Sequence[Rule],
        known: Iterable[str] = (),
        clock: Clock | None = None,
        anchors: Index | None = None,
    ) -> None:
        """Take the rules to run, the ids of all that there are, to which directives are held, a clock, and
        the index of the rules' anchors where it is at hand.
        """
        self.rules = tuple(rules)
        self.timed = clock.on if clock else nullcontext
        self.known = frozenset(known)
        anchors = anchors or index_of(self.rules)
        self._source, self._blocks = Anchors(anchors.source, self.rules), Anchors(anchors.blocks, self.rules)
        self._starts = Starts(
            (number, rule.matcher.patterns_by_word) for number, rule in enumerate(self.rules)
        )
        self._whole = [
            number
            for number, rule in enumerate(self.rules)
            if rule.matcher.whole_document and rule.matcher.filed is None
        ]

    def check(self, document: Document) -> tuple[list[Problem], list[Failure]]:
        """All problems in the document, unsorted, and the rules that failed on it."""
        [plan] = prepare([self.plan(document)])
        return self.run(plan)

    def plan(self, document: Document) -> Plan:
        """What to run where on a document."""
        whole = set(self._whole)
        steps: list[tuple[int, View, Sequence[Hit]]] = []
        for view, found in self._anchored(document):
            for index in found:
                if self.rules[index].matcher.whole_document:
                    whole.add(index)
                else:
                    steps.append((index, view, found[index]))
        return Plan(self, document, steps, sorted(whole))

    def _anchored(self, document: Document) -> Iterator[tuple[View, dict[int, Sequence[Hit]]]]:
        """For each view the rules that may find something in it, in order, with their anchors' places."""
        found = self._blocks.hits(document.views, document.folded)
        if self._starts:
            known = dict(found)
            for view in document.views:
                places: dict[int, Sequence[Hit]] = dict.fromkeys(self._started(view), ())
                places |= known.get(view, {})
                yield view, {index: places[index] for index in sorted(places)}
        else:
            yield from found
        yield from self._source.hits((document.whole,), document.whole.folded)

    def _started(self, view: View) -> set[int]:
        """The rules of whose patterns one may begin in a sentence of the view, which learns where."""
        running: set[int] = set()
        for sentence in view.sentences if self._starts else ():
            for number, places in self._starts.find(sentence).items():
                rule = self.rules[number]
                if view.block.scope in rule.scopes:
                    view.shared.setdefault((rule.matcher, "starts"), []).append((sentence, places))
                    running.add(number)
        return running

    def run(self, plan: Plan) -> tuple[list[Problem], list[Failure]]:
        """The problems that a plan's steps find, unsorted, and the rules that failed."""
        document = plan.document
        problems: list[Problem] = []
        failures: dict[str, Failure] = {}

        def collect(rule: Rule, find: Callable[..., Iterable[Finding]], *args: object) -> None:
            if rule.id in failures:
                return
            try:
                with self.timed(rule.id):
                    problems.extend(self._problems(document, rule, find(*args)))
            except ModelError as error:
                failures[rule.id] = Failure(f"skipped: {error}", document.source.path, rule.id)
            except NewslintError as error:
                failures[rule.id] = Failure(error.message, document.source.path, rule.id)
            except Exception as error:
                message = f"the rule crashed: {type(error).__name__}: {error}"
                failures[rule.id] = Failure(message, document.source.path, rule.id)

        for index, view, hits in plan.steps:
            collect(self.rules[index], self.rules[index].matcher.find, view, hits)
        for index in plan.whole:
            rule = self.rules[index]
            collect(rule, rule.matcher.find_all, document, rule.scopes)
        return problems, list(failures.values())

    def _problems(self, document: Document, rule: Rule, findings: Iterable[Finding]) -> Iterator[Problem]:
        for finding in findings:
            view = finding.view
            quoted = view.quoted(finding.start, finding.end)
            if (quoted and rule.page.quotes == "skip") or _in_link(view, finding):
                continue
            if (
                document.code
                and finding.options
                and view.block.scope == SOURCE
                and _in_code(document, finding)
            ):
                continue  # nothing changes code
            yield _problem(document, rule, finding)


class Plan(NamedTuple):
    """What an engine will run on a document: rules by index, on a view with its anchors or on the whole."""

    engine: Engine
    document: Document
    steps: list[tuple[int, View, Sequence[Hit]]]
    whole: list[int]

    def narrowed(self) -> tuple[Plan, list[Sentence]]:
        """The plan without rules that have no sentence to look at, and the sentences of the others."""
        rules, document = self.engine.rules, self.document
        wanted: list[Sentence] = []

        def has_work(index: int, views: Sequence[View]) -> bool:
            matcher = rules[index].matcher
            if not matcher.wants_analysis:
                return True
            with suppress(Exception), self.engine.timed(rules[index].id):
                found = list(matcher.candidates(views))
                wanted.extend(found)
                return bool(found)
            return True  # it fails again when it runs, and is reported under its name

        steps = [step for step in self.steps if has_work(step[0], (step[1],))]
        whole = [index for index in self.whole if has_work(index, document.scoped(rules[index].scopes))]
        return self._replace(steps=steps, whole=whole), wanted


def prepare(plans: Sequence[Plan]) -> list[Plan]:
    """The plans, narrowed; all that their rules will ask for is analysed in one go, which is quicker."""
    together: dict[int, list[Document]] = {}
    for plan in plans if len(plans) > 1 else ():
        for index in plan.whole:
            together.setdefault(index, []).append(plan.document)
    for index, documents in sorted(together.items()):
        rule = plans[0].engine.rules[index]
        with suppress(Exception), plans[0].engine.timed(rule.id):
            rule.matcher.ahead(documents, rule.scopes)
    narrowed = [plan.narrowed() for plan in plans]
    sentences = [sentence for _, wanted in narrowed for sentence in wanted]
    # What fails here fails again for the rule that asks.
    with suppress(Exception), plans[0].engine.timed(MODEL) if plans else nullcontext():
        analyse(sentences)
    return [plan for plan, _ in narrowed]


def _in_code(document: Document, finding: Finding) -> bool:
    """Whether a finding of the raw text, or what it would change, touches code."""
    spans = [Span(edit.start, edit.end) for option in finding.options for edit in option]
    return any(code.overlaps(span) for code in document.code for span in (*spans, Span(*finding[1:3])))


def _in_link(view: View, finding: Finding) -> bool:
    """Whether the finding is in an address, a handle or a hashtag, which are not spelled but copied."""
    links = _links(view)
    last = bisect_left(links, (finding.end, -1)) - 1  # the last one that starts before the end
    if last < 0 or finding.start >= links[last][1]:
        return False
    start, end = links[last]
    return not finding.start < start < end <= finding.end  # what holds the whole link is about more than it


@lru_cache(maxsize=256)  # a view with many findings is searched once
def _links(view: View) -> tuple[tuple[int, int], ...]:
    if not any(sign in view.text for sign in _LINK_SIGNS):
        return ()
    return tuple(match.span() for match in search_all(compiled(_LINK, "ignore"), view.text))


def _problem(document: Document, rule: Rule, finding: Finding) -> Problem:
    view = finding.view
    options = [_adjusted(document, view, option) for option in finding.options if option]
    start, end = finding.start, finding.end
    if options and finding.options[0] == (Replace(start, end, ""),):
        start, end, _ = options[0][0]  # what is deleted, the space with it, is what is shown
    old = view.text[finding.start : finding.end]
    values = {**finding.values, "match": old, "fixed": options[0][0].text if options else ""}
    fix, suggestions = None, []
    for index, option in enumerate(options):
        edits = tuple(Edit(view.block.raw(edit.start, edit.end), edit.text) for edit in option)
        if index == 0 and rule.applicability is not None:
            fix = Fix(edits, _applicability(document, rule, finding, option))
        else:
            suggestions.append(Suggestion("", edits))
    related = tuple(
        Related(place.view.block.raw(place.start, place.end), place.message) for place in finding.related
    )
    return Problem(
        rule=rule.id,
        span=view.block.raw(start, end),
        message=fill(rule.page.message, values),
        severity=rule.severity,
        fix=fix,
        suggestions=tuple(suggestions),
        related=related,
        priority=rule.page.priority,
    )


def _applicability(
    document: Document, rule: Rule, finding: Finding, option: Sequence[Replace]
) -> Applicability:
    """The rule's word, or less: no word of a quotation is changed, and nothing across a seam of markup."""
    least = rule.applicability or Applicability.DISPLAY
    if finding.applicability is not None:
        least = min(least, finding.applicability)
    view, mends = finding.view, rule.page.quotes == "mend"
    for edit in option:
        quoted = not mends and view.quoted(edit.start, edit.end)
        if quoted or _crosses_seam(document, view.block, edit):
            return Applicability.DISPLAY
    return least


def _crosses_seam(document: Document, block: Block, edit: Replace) -> bool:
    raw = block.raw(edit.start, edit.end)
    if raw.end - raw.start == edit.end - edit.start:
        return False
    # The line ends of hard-wrapped text are no seam: the words go on over them.
    return document.source.text[raw.start : raw.end].split() != block.text[edit.start : edit.end].split()


def _adjusted(document: Document, view: View, option: Sequence[Replace]) -> tuple[Replace, ...]:
    """The option with the draft's own apostrophe, and with a space taken along by what is deleted."""
    out = []
    for edit in option:
        text = edit.text.replace("'", document.apostrophe) if view.block.scope != SOURCE else edit.text
        old = view.text[edit.start : edit.end]
        if text or not old.strip() or view.block.scope == SOURCE:
            out.append(Replace(edit.start, edit.end, text))
        else:
            out.append(_deletion(document, view, edit.start, edit.end))
    return tuple(sorted(out))


def _deletion(document: Document, view: View, start: int, end: int) -> Replace:
    text = view.text
    glued = text[start - 1 : start].isalnum()  # a mark at a word's end: the space after it must stay
    after = text[end : end + 1] == " " and not text[end - 1 : end].isspace() and not glued
    before = text[start - 1 : start] == " " and not text[end : end + 1].isalnum()
    if before and (not after or _is_line_end(document, view, end)):
        return Replace(start - 1, end, "")
    if after:
        end += 1
    head = not text[:start].strip() or (text[:start].rstrip()[-1] in ".!?" and text[start].isupper())
    if head and text[start].isupper() and text[end : end + 1].islower():
        return Replace(start, end + 1, text[end].upper())
    return Replace(start, end, "")


def _is_line_end(document: Document, view: View, at: int) -> bool:
    """Whether the space at `at` stands for the end of a line, which a mend had better leave."""
    return not {"\n", "\r"}.isdisjoint(document.source.text[slice(*view.block.raw(at, at + 1))])
