from __future__ import annotations

import codecs
import hashlib
import os
import socket
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathylint.encoding import decode, decode_as, read_text, shown
from empathylint.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

TALK = "Customer: Where is my order?\r\nAgent: I’m sorry it’s late – it comes on Friday.\n"
NOBODY = 65534


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (b"", "cp1252"),
    ],
)
def test_text_is_read_in_each_encoding_with_its_line_ends(tmp_path: Path, mark: bytes, codec: str) -> None:
    path = tmp_path / "talk.txt"
    path.write_bytes(mark + TALK.encode(codec))
    assert read_text(str(path)) == TALK


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Agent: I’m sorry.", "cp1252"),
        ("Agent: We refunded £20 to José.", "latin-1"),
        ("Клиент: Заказ не пришёл, я жду уже третий день.", "cp1251"),
    ],
)
def test_short_texts_in_older_encodings_keep_their_letters(text: str, codec: str) -> None:
    assert decode(text.encode(codec), "talk.txt") == text


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_the_codec_named_writes_the_text_back(codec: str) -> None:
    raw = TALK.encode(codec)
    text, named = decode_as(raw, "talk.txt")
    assert text.encode(named) == raw


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"", "talk.txt") == ""


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "this is not a text file"),
        (bytes(range(256)) * 4, "this is not a text file"),
        (hashlib.shake_256(b"noise").digest(4000).replace(b"\0", b"\1"), "this is not a text file"),
        ("Agent: I’m here – really.\n".encode() + b"Bye \xe2", "talk.txt: a byte in line 2 is not UTF-8"),
        (codecs.BOM_UTF8 + b"Agent: \xff", "talk.txt: a byte in line 1 is not UTF-8"),
        (codecs.BOM_UTF16_LE + b"A\0g", "talk.txt: a byte is not UTF-16"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8A\0", "talk.txt: a byte is not UTF-16"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line_with_a_remedy(raw: bytes, why: str) -> None:
    with pytest.raises(UserError) as refusal:
        decode(raw, "talk.txt")
    message = str(refusal.value)
    assert message.startswith("talk.txt")
    assert why in message
    assert "Save" in message
    assert "\n" not in message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"gone\.txt: there is no such file\. Check"):
        read_text(str(tmp_path / "gone.txt"))


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"this is a folder\. Name a file in it"):
        read_text(str(tmp_path))


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    with pytest.raises(UserError, match="this is a pipe, not a file"):
        read_text(str(path))


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("door.txt")
        with pytest.raises(UserError, match="this is a socket, not a file"):
            read_text("door.txt")


def test_a_device_is_refused() -> None:
    with pytest.raises(UserError, match="/dev/zero: this is a device"):
        read_text("/dev/zero")


def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "private.txt"
    path.write_text(TALK, encoding="utf-8")
    path.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        with pytest.raises(UserError, match=r"private\.txt: no permission to read it"):
            read_text(str(path))
    finally:
        os.seteuid(user)


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000])
def test_impossible_paths_are_refused(path: str) -> None:
    with pytest.raises(UserError, match="it cannot be read"):
        read_text(path)


@pytest.mark.parametrize(
    ("path", "printed"),
    [("a b/é.md", "a b/é.md"), ("bad\udcff.md", "bad\\xff.md"), ("two\nlines", "two\\nlines")],
)
def test_paths_are_shown_on_one_printable_line(path: str, printed: str) -> None:
    assert shown(path) == printed


def test_ten_megabytes_in_an_older_encoding_are_read_whole() -> None:
    assert decode(TALK.encode("cp1252") * 120_000, "talk.txt") == TALK * 120_000


@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_or_a_mistake_in_one_line(raw: bytes) -> None:
    try:
        read = decode(raw, "talk.txt")
    except UserError as mistake:
        read = str(mistake)
        raw = b""
    assert len(read.encode("utf-8").splitlines()) < 2 or raw
