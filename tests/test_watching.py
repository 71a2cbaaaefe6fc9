"""`check --watch` lints again when a file changes, and stops at once at Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from threading import Event, Timer
from typing import TYPE_CHECKING

import pytest
from test_cli import CACHE, ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

WATCHING = "Watching for changes; Ctrl-C ends it.\n"


def touch_until(reply: Path, over: Event) -> None:
    """Writes a reply that has something to mend, again and again until it is over."""
    while not over.wait(0.3):
        reply.write_text("We are sorry if you feel that way.\n")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals are of another kind there")
def test_a_change_is_linted_and_an_interrupt_ends_it(tmp_path: Path) -> None:
    reply = tmp_path / "reply.md"
    reply.write_text("Your parcel comes on Monday.\n")
    command = [sys.executable, "-m", "empathylint", "check", "reply.md", "--format", "concise", "--watch"]
    where = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "XDG_CACHE_HOME": CACHE}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=tmp_path, env=where, stdout=pipe, stderr=pipe, text=True) as watching:
        assert watching.stdout is not None
        assert watching.stderr is not None
        assert watching.stderr.readline() == WATCHING
        writing = Timer(0.2, touch_until, (reply, over := Event()))  # a change before the watch has begun is missed
        writing.start()
        told = watching.stdout.readline()
        over.set()
        watching.send_signal(signal.SIGINT)
        assert watching.wait(20) == 130
    assert "APO001" in told


def test_what_is_not_there_cannot_be_watched(tmp_path: Path) -> None:
    done = run("check", "gone.md", "--watch", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "--watch: there is no such file or folder: gone.md" in done.stderr
