"""One way of writing through a story."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from ..document import Document
from ..rule import Finding, Place, Replace, frozen, key
from .base import Kind, compiled, pattern_fault, search_all
from .literals import required
from .template import faults, fill


@frozen
class Variant:
    """One of the ways to write something."""

    name: str = key(doc="What the message calls it.")
    pattern: str = key(doc="An expression that finds it; named groups are for the fix.")
    replace: dict[str, str] = key(
        doc="For each other variant by name: what to write instead of this one.", default_factory=dict
    )


@frozen
class ConsistencyKind(Kind):
    """Several ways of writing one thing, of which a story should use one."""

    variants: tuple[Variant, ...] = key(doc="The ways, two at least.")
    choose: str = key(
        doc="Which one is right: `majority` (first use where equal), `first`, or a variant's name.",
        default="majority",
    )
    minimum: int = key(doc="How often the right one must stand in the story.", default=1)
    case: Literal["match", "ignore"] = key(doc="Whether capitals matter.", default="ignore")
    whole_document = True

    @cached_property
    def required(self) -> tuple[frozenset[str] | None, ...]:
        """For each variant strings of which a match holds one, where they are known."""
        return tuple(required(variant.pattern) for variant in self.variants)

    def find_all(self, document: Document, scopes: frozenset[str]) -> Iterator[Finding]:
        """Every use of a variant that is not the story's."""
        uses = [
            (view.index, match.start(), variant, view, match)
            for view in document.scoped(scopes)
            for variant, strings in zip(self.variants, self.required, strict=True)
            if strings is None or any(part in view.folded for part in strings)
            for match in search_all(compiled(variant.pattern, self.case), view.plain)
            if not view.quoted(*match.span())
        ]
        uses.sort(key=lambda use: use[:2])
        counts = {
            name: sum(use[2].name == name for use in uses)
            for name in dict.fromkeys(use[2].name for use in uses)
        }
        if self.choose in ("majority", "first"):
            if len(counts) < 2:
                return
            right = (
                max(counts, key=lambda name: counts[name]) if self.choose == "majority" else uses[0][2].name
            )
        else:
            right = self.choose
        if counts.get(right, 0) < (self.minimum if self.choose in ("majority", "first") else 0):
            return
        first = next((use for use in uses if use[2].name == right), None)
        for _, _, variant, view, match in uses:
            if variant.name != right:
                template = variant.replace.get(right)
                values = {"match": match.group(), "right": right, "wrong": variant.name, **match.groupdict()}
                options = ((Replace(*match.span(), fill(template, values)),),) if template is not None else ()
                related = (Place(first[3], *first[4].span(), f"{right} here"),) if first else ()
                yield Finding(view, *match.span(), options, values, related)

    @property
    def names(self) -> frozenset[str]:
        """See `Kind.names`; the groups of the variants' expressions, which must be sound."""
        groups = (compiled(variant.pattern, self.case).groupindex for variant in self.variants)
        return frozenset({"match", "right", "wrong"}).union(*groups)

    def check(self) -> Iterator[str]:
        """Faults beyond the types."""
        names = [variant.name for variant in self.variants]
        if len(set(names)) < 2:
            yield "variants: there must be two at least, with different names"
        if self.choose not in ("majority", "first", *names):
            known = ", ".join(names)
            yield f"choose: “{self.choose}” is neither majority nor first nor a variant; there are: {known}"
        for variant in self.variants:
            fault = pattern_fault(variant.pattern)
            if fault:
                yield f"variants: {fault}"
                continue
            groups = {"match", "right", "wrong", *compiled(variant.pattern, self.case).groupindex}
            for name, template in variant.replace.items():
                if name not in names:
                    yield f"variants: there is no variant “{name}”; there are: {', '.join(names)}"
                yield from (f"variants: {fault}" for fault in faults(template, frozenset(groups)))
