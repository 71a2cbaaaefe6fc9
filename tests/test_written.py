"""Files are written whole or not at all, as they were but for the words."""

from __future__ import annotations

import ctypes
import os
import resource
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from test_cli import CACHE, ROOT, run

from empathylint.encoding import decode_as, encode_as
from empathylint.errors import UserError
from empathylint.written import rewrite_file, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOUD = "READ THE RULES FIRST!!"
CALM = "Read the rules first!"
BEFORE = "The café in our store is “open” until eight, and there is tea for everybody who waits."
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]


@pytest.mark.parametrize("codec", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encoding_mark_and_line_ends_are_kept(tmp_path: Path, codec: str, end: str) -> None:
    reply = tmp_path / "reply.md"
    reply.write_bytes(f"Héllo “there”,{end}{end}{LOUD}{end}".encode(codec))
    done = run("check", "reply.md", "--fix", "--select", "TON005", "-q", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert reply.read_bytes() == f"Héllo “there”,{end}{end}{CALM}{end}".encode(codec)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_is_written_back_as_it_was(codec: str) -> None:
    raw = "\ufeffHello".encode(codec)
    text, known = decode_as(raw, "a.md")
    assert encode_as(text, known, raw) == raw


def test_the_mode_is_kept(tmp_path: Path) -> None:
    reply = tmp_path / "reply.md"
    reply.write_text("before")
    reply.chmod(0o640)
    rewrite_file(str(reply), "before", "after")
    assert stat.S_IMODE(reply.stat().st_mode) == 0o640
    assert reply.read_text() == "after"


def test_a_link_stays_one_and_what_it_leads_to_is_mended(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("before")
    (tmp_path / "link.md").symlink_to("real.md")
    rewrite_file(str(tmp_path / "link.md"), "before", "after")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == "after"


def test_a_file_that_has_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    reply = tmp_path / "reply.md"
    reply.write_text("somebody else's words")
    with pytest.raises(UserError, match="has changed since it was read"):
        rewrite_file(str(reply), "before", "after")
    assert reply.read_text() == "somebody else's words"


def test_a_letter_that_the_encoding_lacks_is_one_line(tmp_path: Path) -> None:
    reply = tmp_path / "reply.md"
    reply.write_bytes(BEFORE.encode("cp1252"))
    with pytest.raises(UserError, match="its encoding cp1252 lacks a letter"):
        rewrite_file(str(reply), BEFORE, f"{BEFORE} ✓")
    assert os.listdir(tmp_path) == ["reply.md"]


def test_where_nothing_can_be_written_nothing_is_lost(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"cannot be written \(No such file or directory\)"):
        write_whole(str(tmp_path / "gone/reply.md"), b"after")
    assert os.listdir(tmp_path) == []


def full() -> None:
    """Lets this process write no more than ten bytes to a file, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))


def test_a_full_disk_loses_nothing_and_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{LOUD}\n")
    command = [sys.executable, "-m", "empathylint", "check", "a.md", "--fix", "--select", "TON005", "--no-cache"]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=full,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "XDG_CACHE_HOME": CACHE, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 2, done.stderr
    assert "empathylint: a.md: cannot be written (File too large). Nothing was changed." in done.stderr
    assert "Traceback" not in done.stderr
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.md": f"{LOUD}\n"}


def held() -> None:
    """Makes this process one that permissions hold for, even where it is the administrator's."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        for may in (1, 2, 3):  # write, read and change what belongs to others
            assert libc.prctl(24, may, 0, 0, 0) == 0


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "a.md").write_text(f"{LOUD}\n")
    (tmp_path / "b.md").write_text(f"{LOUD}\n")
    yield tmp_path
    tmp_path.chmod(0o755)


def fixed_both(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "empathylint", "check", "a.md", "b.md", "--fix", "--select", "TON005", "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=held,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "XDG_CACHE_HOME": CACHE, "PYTHONDONTWRITEBYTECODE": "1"},
    )


def test_a_read_only_folder_loses_nothing_and_is_one_line_for_each_file(two: Path) -> None:
    two.chmod(0o555)
    done = fixed_both(two)
    assert told_of(done) == [
        f"empathylint: {name}: cannot be written (Permission denied). Nothing was changed." for name in ("a.md", "b.md")
    ]
    assert done.returncode == 2
    assert {path.name: path.read_text() for path in two.iterdir()} == dict.fromkeys(("a.md", "b.md"), f"{LOUD}\n")


def test_a_read_only_file_stays_and_the_others_are_mended(two: Path) -> None:
    (two / "a.md").chmod(0o444)
    done = fixed_both(two)
    assert told_of(done) == [
        "empathylint: a.md: not mended, for it is read-only. Change its permissions, or leave it out."
    ]
    assert done.returncode == 2
    assert (two / "a.md").read_text() == f"{LOUD}\n"
    assert (two / "b.md").read_text() == f"{CALM}\n"


def told_of(done: subprocess.CompletedProcess[str]) -> list[str]:
    assert "Traceback" not in done.stderr, done.stderr
    return [line for line in done.stderr.splitlines() if line.startswith("empathylint:")]


def test_a_file_of_another_encoding_that_would_be_taken_for_a_third_is_left_alone(tmp_path: Path) -> None:
    reply = tmp_path / "reply.md"
    reply.write_bytes(BEFORE.encode("cp1252"))
    with pytest.raises(UserError, match=r"cp1252 cannot be written back|lacks a letter"):
        rewrite_file(str(reply), BEFORE, "\u017d\u0192\u2020" * 40)
    assert reply.read_bytes() == BEFORE.encode("cp1252")


def test_what_somebody_else_left_beside_a_file_stays(tmp_path: Path) -> None:
    reply = tmp_path / "reply.md"
    reply.write_text("before")
    other = tmp_path / f"reply.md.{os.getpid()}.tmp"
    other.write_text("somebody else's")
    rewrite_file(str(reply), "before", "after")
    assert (reply.read_text(), other.read_text()) == ("after", "somebody else's")
