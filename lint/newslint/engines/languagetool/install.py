"""Where LanguageTool is: Java, and a folder of jars or language-tool-python's own download."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NamedTuple

from ...errors import EngineError
from .library import library

_JARS = "NEWSLINT_LANGUAGETOOL_JARS"
_SERVER = "org.languagetool.server.HTTPServer"
_HOW = "docs/languagetool.md says how to get it"


class Install(NamedTuple):
    """A Java and what it runs."""

    java: str
    classes: str  # Java's class path

    def command(self, memory: int) -> list[str]:
        """The command that starts the server, but for its port and settings."""
        return [self.java, f"-Xmx{max(memory >> 20, 1)}m", "-cp", self.classes, _SERVER]


def find(folder: str) -> Install:
    """What there is on this machine; EngineError where Java or LanguageTool is missing."""
    folder = os.environ.get(_JARS) or folder
    classes = _classes(Path(folder)) if folder else _downloaded()
    return Install(_java(), classes)


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    found = (home and shutil.which("java", path=str(Path(home) / "bin"))) or shutil.which("java")
    if not found:
        raise EngineError("LanguageTool needs Java, and there is none", hint="install Java 17 or later")
    return found


def _classes(folder: Path) -> str:
    """The class path of a folder: LanguageTool as it is downloaded, or as Maven lays its jars out."""
    if not folder.is_dir():
        raise EngineError(f"there is no folder {folder} with LanguageTool's jars", hint=_HOW)
    whole = folder / "languagetool-server.jar"
    if whole.is_file() and (folder / "libs").is_dir():  # it names those in libs/ itself
        return str(whole.resolve())
    for part in ("languagetool-server", "language-en"):
        if not any(folder.glob(f"{part}*.jar")):
            raise EngineError(f"{folder} has no {part}.jar", hint=_HOW)
    return str(folder.resolve() / "*")


def _downloaded() -> str:
    """What language-tool-python has downloaded before; nothing is downloaded now: newslint works offline."""
    module = library("download_lt")
    try:
        found = module.LocalLanguageTool.get_latest_installed_version()
        if found:
            return str(found.get_jar_path())
    except Exception as error:  # whatever is wrong with another package's download
        raise EngineError(f"language-tool-python's LanguageTool is broken: {error}", hint=_HOW) from None
    raise EngineError(
        "LanguageTool is not on this machine: no languagetool-server, no languagetool-jars, no download of "
        "language-tool-python",
        hint=_HOW,
    )
