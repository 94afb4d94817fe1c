"""Bytes in, bytes out."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest

from newslint.errors import SourceError
from newslint.source import Source, decode, read, write

TEXT = "“Café” costs €3,\r\nhe said.\n"  # all of it is in Windows-1252 too

ENCODED = {
    "utf-8": (TEXT.encode(), "utf-8", b""),
    "utf-8 with mark": (codecs.BOM_UTF8 + TEXT.encode(), "utf-8", codecs.BOM_UTF8),
    "utf-16-le with mark": (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le", codecs.BOM_UTF16_LE),
    "utf-16-be with mark": (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be", codecs.BOM_UTF16_BE),
    "utf-16-le": (TEXT.encode("utf-16-le"), "utf-16-le", b""),
    "utf-16-be": (TEXT.encode("utf-16-be"), "utf-16-be", b""),
    "utf-32-le with mark": (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le", codecs.BOM_UTF32_LE),
    "utf-32-be with mark": (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "utf-32-be", codecs.BOM_UTF32_BE),
    "windows-1252": (TEXT.encode("cp1252"), "cp1252", b""),
}


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_bytes(b"The the end.\r\n")
    return path


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.mark.parametrize("name", ENCODED)
def test_an_encoding_is_recognised_and_kept(tmp_path: Path, name: str) -> None:
    data, encoding, mark = ENCODED[name]
    path = tmp_path / "draft.txt"
    path.write_bytes(data)
    source = read(str(path))
    assert (source.text, source.encoding, source.mark) == (TEXT, encoding, mark)
    assert source.encode(source.text) == data
    write(source, source.text.replace("costs", "cost"))
    assert path.read_bytes() == mark + TEXT.replace("costs", "cost").encode(encoding)


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"", "draft.txt").text == ""


def test_a_second_mark_is_text_and_is_kept() -> None:
    data = codecs.BOM_UTF8 * 2 + b"x"
    source = decode(data, "draft.txt")
    assert source.text == "\ufeffx"
    assert source.encode(source.text) == data


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00",
        bytes(range(1, 32)) * 10,  # no zeros, but nothing that one writes
        b"\x00" * 64,
        TEXT.encode("utf-32-le"),  # without its mark it cannot be told from data
    ],
)
def test_a_binary_file_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="binary file") as caught:
        decode(data, "picture.txt")
    assert str(caught.value).startswith("picture.txt: ")
    assert caught.value.hint


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (codecs.BOM_UTF8 + b"caf\xe9", "utf-8"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "utf-16-le"),
        (b"caf\xe9 \x81", "cp1252"),
    ],
)
def test_bytes_that_are_wrong_for_the_encoding_are_an_error(data: bytes, encoding: str) -> None:
    with pytest.raises(SourceError, match=f"wrong for {encoding}") as caught:
        decode(data, "draft.txt")
    assert caught.value.hint == "save it as UTF-8"


def test_a_stray_control_character_is_text() -> None:
    assert decode(b"The\x0bend \x1b[0m of\x02 it.", "draft.txt").text == "The\x0bend \x1b[0m of\x02 it."


def test_a_file_that_is_too_large_is_refused_at_its_size(draft: Path) -> None:
    assert read(str(draft), max_bytes=14).text == "The the end.\r\n"
    with pytest.raises(SourceError, match="14 bytes is more than the 13 allowed") as caught:
        read(str(draft), max_bytes=13)
    assert caught.value.hint == "raise max-file-size to check it"


def test_what_cannot_be_read_is_an_error_with_its_path(tmp_path: Path) -> None:
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    for path in (tmp_path, tmp_path / "missing.txt", loop, f"{tmp_path}/a\0b"):
        with pytest.raises(SourceError, match=r"cannot be read: \S") as caught:
            read(str(path))
        assert caught.value.location is not None
        assert caught.value.location.path == str(path)


def test_a_file_that_changed_meanwhile_is_not_overwritten(draft: Path) -> None:
    source = read(str(draft))
    draft.write_bytes(b"Somebody wrote this.\r\n")
    with pytest.raises(SourceError, match="changed on disk"):
        write(source, "The end.\r\n")
    assert draft.read_bytes() == b"Somebody wrote this.\r\n"
    assert names(draft.parent) == ["draft.txt"]


def test_a_file_that_went_away_is_an_error(draft: Path) -> None:
    source = read(str(draft))
    draft.unlink()
    with pytest.raises(SourceError, match="cannot be written: "):
        write(source, "The end.\r\n")
    assert names(draft.parent) == []


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_the_mode_is_kept(draft: Path) -> None:
    draft.chmod(0o640)
    write(read(str(draft)), "The end.\r\n")
    assert draft.read_bytes() == b"The end.\r\n"
    assert draft.stat().st_mode & 0o7777 == 0o640


def test_a_link_stays_and_its_target_is_written(draft: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.txt"
    link.parent.mkdir()
    link.symlink_to(draft)
    write(read(str(link)), "The end.\r\n")
    assert link.is_symlink()
    assert draft.read_bytes() == b"The end.\r\n"
    assert names(link.parent) == ["link.txt"]


def test_a_write_that_fails_leaves_the_old_text_and_nothing_else(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    source = read(str(draft))
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SourceError, match="cannot be written: No space left on device"):
        write(source, "The end.\r\n")
    assert draft.read_bytes() == b"The the end.\r\n"
    assert names(draft.parent) == ["draft.txt"]


def test_a_write_leaves_no_other_file(draft: Path) -> None:
    write(read(str(draft)), "The end.\r\n")
    assert names(draft.parent) == ["draft.txt"]


def test_a_file_name_may_be_as_long_as_the_system_allows(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 251 + ".txt")
    path.write_bytes(b"The the end.")
    write(read(str(path)), "The end.")
    assert path.read_bytes() == b"The end."


def test_a_character_that_the_encoding_lacks_is_an_error_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes("Café".encode("cp1252"))
    with pytest.raises(SourceError, match="cannot write 'ł' in cp1252") as caught:
        write(read(str(path)), "Cafł")
    assert caught.value.hint == "save the file as UTF-8 first"
    assert path.read_bytes() == "Café".encode("cp1252")


def test_half_a_character_cannot_be_written() -> None:
    with pytest.raises(SourceError, match="cannot write"):
        Source("draft.txt", "").encode("a\ud800")
