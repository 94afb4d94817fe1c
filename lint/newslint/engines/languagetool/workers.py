"""A few threads that ask, each with a client of its own; they end with the process."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import Any, Generic, TypeVar

C = TypeVar("C")


class Workers(Generic[C]):
    """Threads that call functions with their client. An exit would wait for those of ThreadPoolExecutor."""

    def __init__(self, client: Callable[[], C], count: int) -> None:
        self._client = client
        self._jobs: SimpleQueue[tuple[Future[Any], Callable[[C], Any]]] = SimpleQueue()
        for _ in range(count):
            Thread(target=self._work, daemon=True).start()

    def submit(self, function: Callable[[C], Any]) -> Future[Any]:
        """Have the function called by the next thread that is free."""
        future: Future[Any] = Future()
        self._jobs.put((future, function))
        return future

    def _work(self) -> None:
        client: C | None = None
        while True:
            future, function = self._jobs.get()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                if client is None:
                    client = self._client()
                future.set_result(function(client))
            except BaseException as error:
                future.set_exception(error)
