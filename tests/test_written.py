"""Files are written whole or not at all, as they were but for the words."""

from __future__ import annotations

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
