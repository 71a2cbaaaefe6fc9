"""Work shared by processes gives the same report as work done in one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from empathylint import Problem, Result
from empathylint.model import Conversation, Role, Turn
from empathylint.run import lint_paths
from empathylint.settings import Settings
from empathylint.workers import linted

if TYPE_CHECKING:
    from pathlib import Path

TALK = (
    "Customer: My order {0} arrived broken, I am furious!\n"
    "Agent: Unfortunately that is not our department. Calm down.\n"
    "Customer: I will cancel my account number {0}.\n"
    "Agent: Thanks for your patience, order {0} is on its way.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """More text than one process is worth, a broken file and one of no known shape in its midst."""
    for number in range(100):
        (tmp_path / f"{number:03}.txt").write_text(TALK.format(number) * 8)
    (tmp_path / "050b.jsonl").write_text('{"id": "a", "turns": [{"speaker": "agent", "text": "ok"}]}\n{broken\n')
    (tmp_path / "070b.txt").write_text("no one speaks here\n")
    return tmp_path


def test_the_report_is_the_same_for_any_number_of_processes(folder: Path) -> None:
    alone = lint_paths([str(folder)], Settings())
    shared = lint_paths([str(folder)], Settings(), jobs=3)
    assert (shared.talks, shared.problems, shared.counts) == (alone.talks, alone.problems, alone.counts)
    assert [problem.path for problem in shared.problems] == [str(folder / "050b.jsonl")]
    assert len(shared.talks) >= 100


def test_parts_keep_their_order_whatever_they_are() -> None:
    class Named(str):
        __slots__ = ()

        @property
        def path(self) -> str:
            return "talk.jsonl"

    said = "My order arrived broken. " * 40
    talk = Conversation("it", (Turn(0, Role.CUSTOMER, said), Turn(1, Role.AGENT, "Calm down.")))
    parts: list[tuple[Named, Conversation | Problem | None]] = []
    for number in range(200):
        parts += [(Named(number), talk), (Named(number), Problem("talk.jsonl", str(number))), (Named(number), None)]
    found = list(linted(iter(parts), Settings(), jobs=2))
    assert [source for source, _ in found] == [source for source, _ in parts]
    assert [type(part) for _, part in found] == [Result, Problem, type(None)] * 200


def test_ctrl_c_ends_shared_work_at_once(folder: Path) -> None:
    command = [sys.executable, "-m", "empathylint", "check", str(folder), "--jobs", "2", "--format", "concise"]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, text=True
    )
    time.sleep(1.0)
    os.killpg(running.pid, signal.SIGINT)
    _, told = running.communicate(timeout=30)
    assert "Traceback" not in told
    assert running.returncode in {2, 130}  # 2, for the broken file, where the machine was faster
