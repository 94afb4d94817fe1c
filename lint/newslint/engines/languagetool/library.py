"""The door to language-tool-python, under the GPL: an extra, imported here alone, when it is needed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ...errors import EngineError

_NAME = "language_tool_python"


def library(part: str = "") -> Any:
    """The package, or a module of it; EngineError where it is not installed."""
    try:
        return import_module(f"{_NAME}.{part}" if part else _NAME)
    except ImportError as error:
        raise EngineError(
            f"LanguageTool needs language-tool-python, which is not installed ({error})",
            hint="pip install 'newslint[languagetool]'",
        ) from None
