"""Words and what they hang on: a few nodes of a sentence's tree, and the arcs between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

from ..annotate.tree import Tree, below, in_context, way_up
from ..document import Sentence, Tokens, View, Word
from ..errors import RuleCrash
from ..rule import Finding, Hit, frozen, key
from .base import Kept, Replacing
from .element import Element, Words, as_tuple, element_faults, fits_one
from .sequence import MAX_STEPS, anchors_of, commonness, needed_of
from .tokens import spans_of

Yes = Literal["", "yes"]
Nodes = Mapping[str, int]


@frozen
class Link(Kept):
    """What a head and a child are to each other."""

    deprel: Words = key(
        doc="What the child is to its head; `nsubj*`: any that starts so. Any where none is given.",
        default=(),
        kw_only=True,
    )
    side: Literal["", "left", "right"] = key(
        doc="On which side of its head the child stands.", default="", kw_only=True
    )
    deep: Yes = key(
        doc="yes: the child may hang on its head's children, or deeper.", default="", kw_only=True
    )

    def children(self, tree: Tree, head: int) -> Iterator[int]:
        """The words that the link leads to from a head."""
        reached = below(tree.children, head) if self.deep else tree.children[head]
        return (child for child in reached if self.holds(tree.words, head, child))

    def heads(self, tree: Tree, child: int) -> Iterator[int]:
        """The words from which the link leads to a child."""
        above = list(way_up(tree.words, child))[1:]
        return (head for head in above if self.holds(tree.words, head, child))

    def holds(self, words: Sequence[Word], head: int, child: int) -> bool:
        """Whether the link leads from one word to the other."""
        if self.side and (child < head) != (self.side == "left"):
            return False
        if self.deprel and not fits_one(words[child].deprel, as_tuple(self.deprel)):
            return False
        return head in list(way_up(words, child))[1:] if self.deep else words[child].head == head


@frozen
class Arc(Link):
    """A child node and the node that it hangs on."""

    head: str = key(doc="The node that the other hangs on.", kw_only=True)
    child: str = key(doc="The node that hangs on it.", kw_only=True)
    near: int = key(doc="How many tokens apart they may be at most.", default=0, kw_only=True)
    sure: int = key(doc="How sure head and label must be, in percent.", default=0, kw_only=True)

    def holds(self, words: Sequence[Word], head: int, child: int) -> bool:
        """Whether the arc leads from one word to the other."""
        if self.near and abs(head - child) > self.near:
            return False
        return super().holds(words, head, child) and (
            not self.sure or _surety(words, head, child) * 100 >= self.sure
        )


@frozen
class Order(Kept):
    """Two nodes in the order of the text."""

    first: str = key(doc="The node that stands first.")
    then: str = key(doc="The node that stands after it.")
    adjacent: Yes = key(doc="yes: right after it.", default="")

    def holds(self, nodes: Nodes) -> bool:
        """Whether nodes stand so; those that are not found yet do not count."""
        if self.first not in nodes or self.then not in nodes:
            return True
        apart = nodes[self.then] - nodes[self.first]
        return apart == 1 if self.adjacent else apart > 0


@frozen
class Lack(Link):
    """A child that a node must not have."""

    of: str = key(doc="The node that has no such child.", kw_only=True)
    node: Element | None = key(
        doc="Conditions that the child would meet; any where none is given.", default=None, kw_only=True
    )

    def absent(self, tree: Tree, at: int) -> bool:
        """Whether the word has no such child."""
        test = self.node.test if self.node else lambda tokens, at: True
        return not any(test(tree.tokens, child) for child in self.children(tree, at))


@frozen
class DependencyKind(Replacing):
    """Words of a sentence and what they hang on, wherever they stand."""

    nodes: dict[str, Element] = key(doc="Words, each under a name of your own.")
    arcs: tuple[Arc, ...] = key(doc="Which node hangs on which, and as what.", default=())
    order: tuple[Order, ...] = key(doc="Which node stands before which, where that matters.", default=())
    lacks: tuple[Lack, ...] = key(doc="Children that a node must not have.", default=())
    at: str = key(doc="The node that is flagged; `match`: from the first node to the last.", default="match")

    @property
    def wants_analysis(self) -> bool:
        """See `Matcher.wants_analysis`."""
        return True

    @cached_property
    def anchors(self) -> frozenset[str] | None:
        """The words of the node with the fewest choices."""
        choices = [element.choices for element in self.nodes.values() if element.choices]
        return frozenset(anchors_of(min(choices, key=commonness))) if choices else None

    @cached_property
    def needed(self) -> tuple[frozenset[str], ...]:
        """For each node that is one of known words, these words."""
        return needed_of(self.nodes.values())

    def warm(self) -> None:
        """See `Kept.warm`."""
        super().warm()
        for element in self._elements():
            element.warm()

    def _elements(self) -> Iterator[Element]:
        yield from self.nodes.values()
        yield from (lack.node for lack in self.lacks if lack.node)

    def candidates(self, views: Sequence[View]) -> Iterator[Sentence]:
        """The sentences that have a word for each node of known words."""
        for view in views:
            if _has(view.words, self.needed):
                yield from (sentence for sentence in view.sentences if _has(sentence.words, self.needed))

    def find(self, view: View, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Every span that some way to place the nodes flags, once."""
        for sentence in self.candidates((view,)):
            if not sentence.analysis:
                continue
            found: dict[tuple[int, int], dict[str, tuple[int, int]]] = {}
            for nodes in self.places(sentence.tokens):
                ranges = {name: (at, at + 1) for name, at in nodes.items()}
                ranges["match"] = (min(nodes.values()), max(nodes.values()) + 1)
                found.setdefault(ranges[self.at], ranges)
            for flagged in sorted(found):
                ranges = found[flagged]
                context = in_context(sentence.tokens, {**ranges, "match": flagged})
                yield self.finding(view, spans_of(sentence.tokens, ranges, self.at), context)

    def places(self, tokens: Tokens) -> Iterator[dict[str, int]]:
        """Every way to place the nodes on tokens, two never on one."""
        fitting = {
            name: [at for at in range(len(tokens)) if element.test(tokens, at)]
            for name, element in self.nodes.items()
        }
        if all(fitting.values()):
            yield from self._placed({}, fitting, Tree(tokens), [0])

    def _placed(
        self, done: dict[str, int], fitting: Mapping[str, list[int]], tree: Tree, steps: list[int]
    ) -> Iterator[dict[str, int]]:
        if len(done) == len(self.nodes):
            yield done
            return
        name, tries = self._next(done, fitting, tree)
        for at in tries:
            steps[0] += 1
            if steps[0] > MAX_STEPS:
                raise RuleCrash(f"the nodes took more than {MAX_STEPS:,} steps in one sentence")
            if at in done.values():
                continue
            nodes = {**done, name: at}
            if self._holds(nodes, name, tree):
                yield from self._placed(nodes, fitting, tree, steps)

    def _next(self, done: Nodes, fitting: Mapping[str, list[int]], tree: Tree) -> tuple[str, Sequence[int]]:
        """A node to place, and where: the one with the fewest places, then what an arc leads to."""
        for arc in self.arcs:
            if arc.head in done and arc.child not in done:
                reached = set(arc.children(tree, done[arc.head]))
                return arc.child, [at for at in fitting[arc.child] if at in reached]
            if arc.child in done and arc.head not in done:
                reached = set(arc.heads(tree, done[arc.child]))
                return arc.head, [at for at in fitting[arc.head] if at in reached]
        name = min((name for name in self.nodes if name not in done), key=lambda name: len(fitting[name]))
        return name, fitting[name]

    def _holds(self, nodes: Nodes, newest: str, tree: Tree) -> bool:
        """Whether all that is said of the newest node, and of it and others, is true."""
        return (
            all(
                arc.holds(tree.words, nodes[arc.head], nodes[arc.child])
                for arc in self.arcs
                if newest in (arc.head, arc.child) and arc.head in nodes and arc.child in nodes
            )
            and all(order.holds(nodes) for order in self.order)
            and all(lack.absent(tree, nodes[newest]) for lack in self.lacks if lack.of == newest)
        )

    @property
    def names(self) -> frozenset[str]:
        """See `Kind.names`."""
        return frozenset({"match", *self.nodes})

    def check(self) -> Iterator[str]:
        """Faults beyond the types."""
        if not self.nodes:
            yield "nodes: there are none"
        for name, element in self.nodes.items():
            if name in ("match", "fixed", "all") or not name.isidentifier():
                yield f"nodes: {name}: this cannot be a node's name"
            yield from (f"nodes: {name}: {fault}" for fault in _node_faults(element))
        named = [
            *(("arcs", name) for arc in self.arcs for name in (arc.head, arc.child)),
            *(("order", name) for order in self.order for name in (order.first, order.then)),
            *(("lacks", lack.of) for lack in self.lacks),
        ]
        unknown = [(where, name) for where, name in named if name not in self.nodes]
        for where, name in dict.fromkeys(unknown):
            yield f"{where}: there is no node “{name}”; there are: {', '.join(self.nodes)}"
        for arc in self.arcs:
            if arc.head == arc.child:
                yield f"arcs: “{arc.head}” cannot hang on itself"
        for lack in self.lacks:
            if lack.node:
                yield from (f"lacks: {fault}" for fault in _node_faults(lack.node))
        if not unknown:
            for name in self._loose():
                yield f"nodes: {name}: no arc joins this node to “{next(iter(self.nodes))}”"
        if self.at not in self.names:
            yield f"at: there is no node “{self.at}”; there are: {', '.join(sorted(self.names))}"
        yield from self.check_options(self.names)

    def _loose(self) -> list[str]:
        """The nodes that no arcs join to the first."""
        joined = set(list(self.nodes)[:1])
        for _ in self.nodes:
            for arc in self.arcs:
                if arc.head in joined or arc.child in joined:
                    joined |= {arc.head, arc.child}
        return [name for name in self.nodes if name not in joined]


def _has(words: frozenset[str], needed: Sequence[frozenset[str]]) -> bool:
    return not any(choices.isdisjoint(words) for choices in needed)


def _surety(words: Sequence[Word], head: int, child: int) -> float:
    """How sure the least sure of the arcs is that lead from the child up to the head."""
    way = list(way_up(words, child))
    return min(words[at].sure_arc for at in way[: way.index(head)])


def _node_faults(element: Element) -> Iterator[str]:
    given = {"op": element.op, "edge": element.edge, "phrase": element.phrase, "as": element.name}
    for name, value in given.items():
        if value:
            yield f"`{name}` has no place here: a node is one token, and has its name already"
    if not element.edge and not element.phrase:
        yield from element_faults((element,))
