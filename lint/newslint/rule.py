"""A rule: what it finds, why that is wrong, and the examples that prove it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, Protocol, TypeVar, dataclass_transform

from .document import Document, Sentence, View
from .problem import Applicability, Severity

T = TypeVar("T")


def key(name: str = "", doc: str = "", **kwargs: Any) -> Any:
    """A dataclass field with its name in YAML and its line in the documentation."""
    return field(metadata={"key": name, "doc": doc}, **kwargs)


@dataclass_transform(frozen_default=True, eq_default=False, field_specifiers=(key,))
def frozen(cls: type[T]) -> type[T]:
    """A frozen dataclass, compared by identity: the methods for comparing would cost at every start."""
    return dataclass(frozen=True, eq=False, repr=False)(cls)


class Replace(NamedTuple):
    """Put `text` in place of a view's text from `start` to `end`."""

    start: int
    end: int
    text: str


class Place(NamedTuple):
    """A place in the document that a finding refers to, with what to say of it."""

    view: View
    start: int
    end: int
    message: str


class Finding(NamedTuple):
    """What a matcher found in one view. Offsets are of the view's text.

    `options` are ways to mend it, the best first, each a set of replacements; `values` fill the
    message's placeholders; `applicability` overrides the rule's where this case is less certain.
    """

    view: View
    start: int
    end: int
    options: tuple[tuple[Replace, ...], ...] = ()
    values: Mapping[str, str] = MappingProxyType({})
    related: tuple[Place, ...] = ()
    applicability: Applicability | None = None


class Hit(NamedTuple):
    """An anchor of a rule, found in a view's folded text."""

    start: int
    end: int
    anchor: str


class Filed(NamedTuple):
    """A rule's anchors as the engine files them. In a long text, since it loads at a fraction of the time of
    thousands of short ones.

    `words`: a line each, a whole word or two words side by side; where an anchor is longer, or its places
    are wanted, its rarest two (or its one) words, a tab and the anchor. `marks`: what has signs or parts of
    words.
    """

    words: str
    marks: tuple[str, ...]


class Matcher(Protocol):
    """A rule kind, filled in from a rule file."""

    whole_document: bool

    @property
    def placed(self) -> bool:
        """Whether `find` wants the places of anchors that are whole words; others are told only of them."""

    @property
    def anchors(self) -> frozenset[str] | None:
        """Folded strings of which one must be in a block for the rule to run there; None: always run.

        A `*` at an end lets the anchor be part of a longer word there.
        """

    @property
    def filed(self) -> Filed | None:
        """The anchors, filed; None where the rule always runs."""

    def ahead(self, documents: Sequence[Document], scopes: frozenset[str]) -> None:
        """Do for several documents at once what is quicker so, before `find_all` runs on each."""

    def find(self, view: View, hits: Sequence[Hit]) -> Iterator[Finding]:
        """The findings in one view (for `whole_document` matchers, not called)."""

    def find_all(self, document: Document, scopes: frozenset[str]) -> Iterator[Finding]:
        """The findings of a `whole_document` matcher, in the views whose scope is wanted."""

    @property
    def patterns_by_word(self) -> Sequence[Any]:
        """Where the matcher is sequences of tokens: these, with no more than words tell (`match.starts`)."""

    @property
    def wants_analysis(self) -> bool:
        """Whether all that it may find lies in sentences that it wants analysed."""

    def candidates(self, views: Sequence[View]) -> Iterator[Sentence]:
        """The sentences of these views that the matcher will want analysed, if any."""

    @property
    def names(self) -> frozenset[str] | None:
        """What the rule's message may name in braces, `fixed` aside; None where only running it tells."""

    def warm(self) -> None:
        """Work out what a compiled rule set keeps."""

    def check(self) -> Iterator[str]:
        """What is wrong with the rule beyond its types: bad patterns, unknown captures."""


@frozen
class Wrong:
    """A text with one fault: `at` are the flagged words and occur once in `text`."""

    text: str = key(doc="A text with the fault.")
    at: str = key(doc="The flagged words, exactly; they occur once in the text, or in `in`.")
    within: str = key(
        "in", doc="Words around `at` that occur once in the text, where `at` does not.", default=""
    )
    fixed: str | None = key(doc="The text once mended by the first fix.", default=None)

    @property
    def start(self) -> int:
        """Where the flagged words start in the text; -1 where that is not certain."""
        around = self.within or self.at
        if not self.at or self.text.count(around) != 1 or around.count(self.at) != 1:
            return -1
        return self.text.index(around) + around.index(self.at)


@frozen
class Examples:
    """The tests of a rule, and its page's examples."""

    wrong: tuple[Wrong, ...] = key(doc="At least three texts that the rule must flag.")
    right: tuple[str, ...] = key(doc="At least three texts that it must not flag, one of them a near miss.")


@frozen
class Page:
    """The part of a rule file that is the same for every kind."""

    summary: str = key(doc="One line: the fault, as an editor would name it.")
    why: str = key(doc="What a doubting reporter would want to know, with a source.")
    message: str = key(doc="What the editor reads; {match}, {fixed} and captures are filled in.")
    kind: str = key(doc="How the rule finds its fault.")
    examples: Examples = key(doc="The rule's tests.")
    severity: Literal["error", "warning", "suggestion"] = key(doc="How bad it is.", default="warning")
    fix: Literal["safe", "unsafe", "display", "none"] = key(
        doc="Who may apply the fix: any editor unread, the writer, or nobody.", default="none"
    )
    scope: tuple[str, ...] = key(
        doc="Where to look: prose, text (prose and heads), headline, source …", default=("prose",)
    )
    quotes: Literal["skip", "report", "mend"] = key(
        doc="Whether words in quotation marks count; `mend`: fixed there too, for it is no word of theirs.",
        default="skip",
    )
    status: Literal["stable", "preview"] = key(
        doc="A preview rule is off unless asked for.", default="stable"
    )
    priority: int = key(doc="Among findings at the same words the highest wins.", default=0)
    references: tuple[str, ...] = key(doc="Where the principle is stated.", default=())
    desks: tuple[str, ...] = key(doc="The desks that it is for; every desk where it names none.", default=())
    since: str = key(doc="The day from which it holds, YYYY-MM-DD.", default="")
    until: str = key(doc="The last day on which it holds, YYYY-MM-DD.", default="")
    author: str = key(doc="Who answers for it.", default="")
    when: dict[str, str] = key(
        doc="Options of the house's style, and the value of each with which the rule runs.",
        default_factory=dict,
    )
    id: str = key(doc="The rule's name; if given it must be the file's.", default="")


@frozen
class Rule:
    """A rule ready to run. `id` is `category/name`, from the folder and the file's name."""

    id: str
    page: Page
    matcher: Matcher
    scopes: frozenset[str]
    path: str = ""
    severity: Severity = Severity.WARNING
    applicability: Applicability | None = None

    @property
    def category(self) -> str:
        """The folder the rule is in."""
        return self.id.split("/")[0]

    @property
    def summary(self) -> str:
        """One line that names the fault."""
        return self.page.summary

    @property
    def why(self) -> str:
        """The reason, for the rule's page."""
        return self.page.why
