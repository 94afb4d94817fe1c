"""What `--timing` shows: where the time of a check went, the slowest rules first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..clock import Clock

SLOWEST = 10


def render(clock: Clock, shared: tuple[str, ...]) -> str:
    """A table of what the rules share, by its names, and of the slowest ten rules, with seconds and shares.

    What is made when first asked for, such as a sentence's tokens, counts for the rule that asked first.
    """
    total = clock.seconds.total()
    rules = [(name, spent) for name, spent in clock.seconds.most_common() if name not in shared]
    rows = [*((name, clock.seconds[name]) for name in shared), *rules[:SLOWEST]]
    rest = sum(spent for _, spent in rules[SLOWEST:])
    if len(rules) > SLOWEST:
        rows.append((f"{len(rules) - SLOWEST} other rules", rest))
    lines = [f"{spent:8.3f} s {spent / total:6.1%}  {name}" for name, spent in rows if total]
    return "".join(f"{line}\n" for line in [f"{total:8.3f} s  100.0%  checking", *lines])
