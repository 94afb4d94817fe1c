"""LanguageTool as an engine: a server on this machine, asked while our rules run.

It is asked through language-tool-python, which is under the GPL and so an extra, imported when it is needed,
by `library.py` alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ...document import Document
from ...problem import Problem

if TYPE_CHECKING:
    from ...config import Settings
    from .annotated import Chunk
    from .server import Server
    from .workers import Workers

_WORKERS = 2  # requests at a time; the server has threads of its own
_LANGUAGES = {"us": "en-US", "uk": "en-GB", "ca": "en-CA", "au": "en-AU"}


@dataclass(frozen=True)
class LanguageTool:
    """A server that is there, and how it is asked."""

    server: Server
    timeout: float
    dialect: str  # as in the settings, or of the style

    name = "languagetool"

    @property
    def stamp(self) -> str:
        """See `Engine.stamp`."""
        return f"{self.name} {self.server.version} {self.dialect}"

    def begin(self, documents: Sequence[Document]) -> Iterator[Sequence[Problem]]:
        """See `Engine.begin`: the server is asked now, its answers are waited for when they are wanted."""
        asked = [self._ask(document) for document in documents]
        return (_answers(document, each) for document, each in zip(documents, asked, strict=True))

    def _ask(self, document: Document) -> list[tuple[Chunk, Future[Any]]]:
        from .annotated import chunks
        from .policy import DROPPED

        language, disabled = self._language(document), ",".join(sorted(DROPPED))
        workers = _workers(self, os.getpid())

        def submit(chunk: Chunk) -> Future[Any]:
            return workers.submit(lambda client: client.check(chunk.data, language, disabled))

        return [(chunk, submit(chunk)) for chunk in chunks(document)]

    def _language(self, document: Document) -> str:
        """The English that is configured, or else the story's own."""
        from ...checks.dialects import of_story

        return _LANGUAGES.get(of_story(document.views, self.dialect), "en-US")


def opened(settings: Settings, dialect: str, allow_remote: bool) -> LanguageTool:
    """The engine, with a server that answers; EngineError where there is none and none can be started."""
    from .server import ready

    return LanguageTool(ready(settings, allow_remote), settings.languagetool_timeout or 60, dialect)


@lru_cache(maxsize=4)
def _workers(engine: LanguageTool, process: int) -> Workers[Any]:
    """The threads of an engine in a process: those of a process that forked stayed with it."""
    from .client import Client
    from .workers import Workers

    return Workers(lambda: Client(engine.server, engine.timeout), _WORKERS)


def _answers(document: Document, asked: Sequence[tuple[Chunk, Future[Any]]]) -> Sequence[Problem]:
    from .matches import problems

    try:
        return tuple(problems(document, [(chunk, future.result()) for chunk, future in asked]))
    except BaseException:
        for _, future in asked:
            future.cancel()
        raise
