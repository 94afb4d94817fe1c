"""From arc probabilities to a tree with one root: Chu-Liu-Edmonds, for the few sentences that need it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

_NEVER = -1e6


def is_tree(heads: Sequence[int]) -> bool:
    """Whether heads (from 1, 0 the root) make one tree: one root, and no token hangs on itself in the end."""
    if heads.count(0) != 1:
        return False
    state = [0] * len(heads)  # 0 not seen, 1 on the way, 2 leads to the root
    for start in range(len(heads)):
        way = []
        at = start
        while at >= 0 and not state[at]:
            state[at] = 1
            way.append(at)
            at = heads[at] - 1
        if at >= 0 and state[at] == 1:
            return False
        for node in way:
            state[node] = 2
    return True


def tree(probabilities: npt.NDArray[Any]) -> list[int]:
    """The most likely tree with exactly one root. `probabilities`: (n, 1 + n), of each head of each token."""
    n = len(probabilities)
    # One root: the likeliest (Zmigrod et al. 2020 find the best exactly; the gain is not worth the time).
    root = int(probabilities[:, 0].argmax()) + 1
    scores = np.zeros((n + 1, n + 1))
    scores[1:] = np.log(probabilities + 1e-12)
    scores[:, 0] = _NEVER
    scores[root] = _NEVER
    scores[root, 0] = 0.0
    np.fill_diagonal(scores, -np.inf)
    heads: list[int] = _arborescence(scores)[1:].tolist()
    return heads


def _arborescence(scores: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Chu-Liu-Edmonds: the best head of every node but 0. `scores[child, head]`."""
    heads: npt.NDArray[Any] = scores.argmax(1)
    heads[0] = 0
    ring = np.array(_cycle(heads), np.intp)
    if not len(ring):
        return heads
    inside = np.zeros(len(scores), bool)
    inside[ring] = True
    outside = np.flatnonzero(~inside)
    held = scores[ring, heads[ring]]
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(ring, outside)] - held[:, None]  # a head from outside for one node of the ring
    small[-1, :-1] = into.max(0)
    out = scores[np.ix_(outside, ring)]
    small[:-1, -1] = out.max(1)
    small[0] = -np.inf
    found = _arborescence(small)
    result: npt.NDArray[Any] = heads.copy()
    for i, node in enumerate(outside[1:], 1):
        head = found[i]
        result[node] = ring[out[i].argmax()] if head == len(outside) else outside[head]
    entered = found[-1]
    result[ring[into[:, entered].argmax()]] = outside[entered]
    return result


def _cycle(heads: npt.NDArray[Any]) -> list[int]:
    seen = [0] * len(heads)
    seen[0] = -1
    for start in range(1, len(heads)):
        at = start
        while not seen[at]:
            seen[at] = start
            at = int(heads[at])
        if seen[at] == start:
            cycle = [at]
            node = int(heads[at])
            while node != at:
                cycle.append(node)
                node = int(heads[node])
            return cycle
    return []
