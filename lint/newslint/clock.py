"""How long each rule takes, for `--timing`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

TEXT, MODEL = "reading and cutting the text", "the language model"


class Clock:
    """Seconds by what took them: a rule's id, or the name of a step that all rules share."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    @contextmanager
    def on(self, name: str) -> Iterator[None]:
        """Count the time of the block under a name."""
        start = perf_counter()
        try:
            yield
        finally:
            self.seconds[name] += perf_counter() - start  # type: ignore[assignment]  # a Counter of floats
