"""What a file of words says, and how it is opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import Location, RuleError, SourceError
from ..source import decode


@dataclass
class Listed:
    """A house's words, right with their regular forms; a dictionary's, right as they stand; and wrong ones.

    `files` are all that were looked at, those that were not there too.
    """

    words: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    wrong: dict[str, tuple[str, ...]] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)

    def add(self, other: Listed) -> None:
        """Take another file's words too."""
        self.words |= other.words
        self.forms |= other.forms
        self.wrong |= other.wrong
        self.files += other.files

    def flag(self, slips: Mapping[str, tuple[str, ...]]) -> None:
        """Take words that are wrong, but for those with nothing to them."""
        self.wrong |= {wrong: right for wrong, right in slips.items() if wrong}


def opened(path: Path) -> bytes:
    """The bytes of a file, uncompressed."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        hint = "see `words` and `desk-words` in the configuration: paths are relative to its folder"
        raise RuleError("there is no such list of words", Location(str(path)), hint) from None
    except IsADirectoryError:
        hint = "name the files in it"
        raise RuleError("this is a folder, not a list of words", Location(str(path)), hint) from None
    except OSError as error:
        raise RuleError(f"the words cannot be read: {error.strerror}", Location(str(path))) from None
    if not data.startswith(b"\x1f\x8b"):
        return data
    import gzip
    import zlib

    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        hint = "fetch it again"
        raise RuleError("the compressed list is damaged", Location(str(path)), hint) from None


def text_of(path: Path, data: bytes) -> str:
    """The text of a list in UTF-8, UTF-16 or Windows-1252."""
    try:
        return decode(data, str(path)).text
    except SourceError as error:
        hint = "words are kept in text: a word a line, or as in hunspell, cspell and codespell"
        raise RuleError(error.message, Location(str(path)), hint) from None
