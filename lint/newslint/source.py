"""Bytes in, bytes out: the encoding is recognised, kept, and written back as it was."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .errors import Location, SourceError

if TYPE_CHECKING:
    import datetime

MAX_BYTES = 100_000_000
# UTF-32 comes before UTF-16: its little-endian mark starts with the other's.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Source(NamedTuple):
    """A decoded document. `text` has no byte order mark and keeps its line endings."""

    path: str
    text: str
    encoding: str = "utf-8"
    mark: bytes = b""
    date: datetime.date | None = None  # of publication, where it is told

    def encode(self, text: str) -> bytes:
        """`text` as bytes in this document's encoding; SourceError where it has no such character."""
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeEncodeError as error:
            bad = text[error.start : error.start + 1]
            raise SourceError(
                f"cannot write {bad!r} in {self.encoding}",
                Location(self.path),
                "save the file as UTF-8 first",
            ) from None


def decode(data: bytes, path: str) -> Source:
    """Text from bytes: UTF-8, UTF-16 and UTF-32 (by mark, or by their zeros), else Windows-1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Source(path, _strict(data[len(mark) :], encoding, path), encoding, mark)
    encoding = "utf-8"
    if b"\x00" in data:
        encoding = _utf16_by_zeros(data, path)
    else:
        with suppress(UnicodeDecodeError):
            return Source(path, _textual(data.decode("utf-8"), path), "utf-8")
        encoding = "cp1252"
    return Source(path, _strict(data, encoding, path), encoding)


def _utf16_by_zeros(data: bytes, path: str) -> str:
    half = len(data) // 2
    if len(data) % 2 == 0 and data[1::2].count(0) > 0.7 * half and data[::2].count(0) == 0:
        return "utf-16-le"
    if len(data) % 2 == 0 and data[::2].count(0) > 0.7 * half and data[1::2].count(0) == 0:
        return "utf-16-be"
    raise SourceError(
        "this is a binary file, not text", Location(path), "leave it out, or convert it to text"
    )


def _strict(data: bytes, encoding: str, path: str) -> str:
    try:
        return _textual(data.decode(encoding), path)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"not text in UTF-8, UTF-16 or Windows-1252 (byte {error.start} is wrong for {encoding})",
            Location(path),
            "save it as UTF-8",
        ) from None


def _textual(text: str, path: str) -> str:
    # A stray control character is a thing to clean; many of them are a program or a picture.
    if len(_CONTROL.findall(text)) > max(8, len(text) // 50):
        raise SourceError(
            "this is a binary file, not text", Location(path), "leave it out, or convert it to text"
        )
    return text


def read(path: str, max_bytes: int = MAX_BYTES) -> Source:
    """The document at `path`. SourceError where it is missing, unreadable, binary or too large."""
    try:
        with Path(path).open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > max_bytes:
                raise SourceError(
                    f"{size:,} bytes is more than the {max_bytes:,} allowed",
                    Location(path),
                    "raise max-file-size to check it",
                )
            data = file.read()
    except (OSError, ValueError) as error:  # the last for a null character in the path
        raise SourceError(
            f"cannot be read: {getattr(error, 'strerror', None) or error}", Location(path)
        ) from None
    return decode(data, path)


def write(source: Source, text: str) -> None:
    """Put `text` in place of the document, at once or not at all, with the file's mode kept.

    SourceError where the file is no longer what was read, or cannot be written.
    """
    import tempfile

    data = source.encode(text)
    target = Path(os.path.realpath(source.path))
    try:
        if target.read_bytes() != source.encode(source.text):
            raise SourceError(
                "changed on disk while it was checked; not overwritten", Location(source.path), "run again"
            )
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".newslint-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(target.stat().st_mode & 0o7777)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise SourceError(f"cannot be written: {error.strerror or error}", Location(source.path)) from None
