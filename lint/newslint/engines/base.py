"""What another checker must be, to run beside our own rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ..document import Document
    from ..problem import Problem


class Engine(Protocol):
    """Another checker, ready to run.

    Two attributes are optional. `apart` true: its problems stand as they are, beside ours and one another,
    where those of most engines merge with ours. `formats`: endings of files that it reads and we do not.

    It is made once in a run and goes by pickle to every process that checks; there one thread asks it.
    A SourceError or RuleCrash that it raises is a failure of the file in hand. Any other NewslintError ends
    the run with its message and exit code 2; any other exception is a failure of the file in hand, under the
    engine's name, and the engine is not asked again.
    """

    @property
    def name(self) -> str:
        """As in `--engine NAME`."""

    @property
    def stamp(self) -> str:
        """What its results depend on beside the document: versions, options."""

    def begin(self, documents: Sequence[Document]) -> Iterator[Sequence[Problem]]:
        """The problems of each document, in their order, by raw spans. A call should come back at once and
        leave long work to the iterator, or to threads: our own rules run meanwhile.

        A problem's rule is `category/NAME-rule`, with one of our categories and the engine's name or short
        name, so that `select`, `ignore` and `severity` apply to it.
        """
