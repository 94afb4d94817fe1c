"""Asking a server, through language-tool-python: a client for each thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...errors import EngineError
from .library import library
from .server import Server

_DIRECT = {"http": "", "https": "", "all": ""}  # a draft goes to no proxy on the way to this machine


class Client:
    """A connection to one server, for one thread."""

    def __init__(self, server: Server, timeout: float) -> None:
        self.server, self.url, self.timeout = server, server.url, timeout
        module = library()
        self._failed: type[Exception] = module.exceptions.LanguageToolError
        try:
            # The language of a request is given with it; this one only has to be English that the server has.
            self._tool = module.LanguageTool(
                "en-US", remote_server=self.url, proxies=_DIRECT if server.local else None
            )
            self._tool._TIMEOUT = timeout
        except self._failed as error:
            raise self._error(error) from None

    def check(self, data: str, language: str, disabled: str) -> Sequence[Mapping[str, Any]]:
        """What the server finds in annotated text, with its own offsets."""
        # Not `LanguageTool.check`: it takes plain text alone, and what it keeps to turn offsets with is
        # shared by all threads.
        self.server.used()
        asked = {"language": language, "data": data, "disabledRules": disabled}
        try:
            answer = self._tool._query_server(f"{self.url}/v2/check", asked, num_tries=1, method="post")
            matches: Sequence[Mapping[str, Any]] = answer["matches"]
            incomplete = answer.get("warnings", {}).get("incompleteResults")
        except self._failed as error:
            raise self._error(error) from None
        except (KeyError, TypeError, AttributeError):
            raise EngineError(f"the server at {self.url} does not answer as LanguageTool does") from None
        if incomplete:
            raise EngineError(f"LanguageTool at {self.url} gave up in the middle of a text")
        return matches

    def _error(self, error: Exception) -> EngineError:
        cause = type(error.__cause__).__name__
        if "Timeout" in cause:
            return EngineError(
                f"LanguageTool at {self.url} took more than {self.timeout:g} s",
                hint="raise languagetool-timeout, or give it more memory with languagetool-memory",
            )
        if "Connection" in cause:
            return EngineError(f"LanguageTool at {self.url} does not answer, or stopped while it was asked")
        said = (str(error).strip().splitlines() or [cause])[0]
        return EngineError(f"LanguageTool at {self.url} failed: {said[:300]}")
