"""Conversations linted side by side, in as many processes as the machine has cores, and told in their order."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from itertools import chain
from typing import TYPE_CHECKING, Protocol, TypeVar

from msgspec.structs import replace

from empathylint.house import House
from empathylint.model import Conversation, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Executor, Future
    from multiprocessing.context import BaseContext

    from empathylint.engine import Result
    from empathylint.settings import Settings

_WORTH_IT = 100_000  # characters from which on processes of their own pay
_BATCH = 30_000  # characters that a process gets at a time
_AHEAD = 4  # batches for each process that may wait


class Sourced(Protocol):
    """What conversations are read from, by its path."""

    @property
    def path(self) -> str:
        """The path, as the settings' globs see it."""


Source = TypeVar("Source", bound=Sourced)
Job = tuple[str, Conversation]


def cores() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def linted(
    parts: Iterable[tuple[Source, Conversation | Problem | None]], settings: Settings, jobs: int
) -> Iterator[tuple[Source, Result | Problem | None]]:
    """The results of conversations in their order, each with its source; what is no conversation passes as it is.

    Little work is done in this process, also where `jobs` allows for more, and so is all work where the system lets
    no processes share it.
    """
    parts = iter(parts)
    first = list(_first(parts, _WORTH_IT)) if jobs > 1 else []
    much = sum(_size(part) for _, part in first) >= _WORTH_IT
    if executor := _executor(settings, jobs) if much else None:
        yield from _in_processes(executor, chain(first, parts), jobs)
        return
    for source, part in chain(first, parts):
        yield source, _lint(part, source.path, settings) if isinstance(part, Conversation) else part


def _lint(conversation: Conversation, path: str, settings: Settings) -> Result:
    from empathylint.engine import linter_for

    return linter_for(settings).lint(conversation, path)


def _executor(settings: Settings, jobs: int) -> Executor | None:
    """Processes to share the work; None where the system has none to give, as some containers do not."""
    from concurrent.futures import ProcessPoolExecutor

    from empathylint.engine import linter_for

    linter_for(settings)  # forked processes begin with it
    try:
        return ProcessPoolExecutor(jobs, _context(), _begin, (settings,))
    except (OSError, ImportError):
        return None


def _in_processes(
    executor: Executor, parts: Iterator[tuple[Source, Conversation | Problem | None]], jobs: int
) -> Iterator[tuple[Source, Result | Problem | None]]:
    """The results of work that is handed out in batches, so many ahead that nobody waits and memory does not grow."""
    try:
        waiting: deque[tuple[list[tuple[Source, Conversation | Problem | None]], Future[list[Result]]]] = deque()
        while batch := list(_first(parts, _BATCH)):
            work = [(source.path, part) for source, part in batch if isinstance(part, Conversation)]
            waiting.append((batch, executor.submit(_work, work)))
            if len(waiting) >= jobs * _AHEAD:
                yield from _done(*waiting.popleft())
        for one in waiting:
            yield from _done(*one)
    finally:
        executor.shutdown(cancel_futures=True)


def _done(
    batch: list[tuple[Source, Conversation | Problem | None]], future: Future[list[Result]]
) -> Iterator[tuple[Source, Result | Problem | None]]:
    results = iter(future.result())
    for source, part in batch:
        yield source, next(results) if isinstance(part, Conversation) else part


def _first(
    parts: Iterator[tuple[Source, Conversation | Problem | None]], characters: int
) -> Iterator[tuple[Source, Conversation | Problem | None]]:
    """The parts up to the one with which so many characters are together."""
    for part in parts:
        yield part
        characters -= _size(part[1])
        if characters <= 0:
            return


def _size(part: Conversation | Problem | None) -> int:
    return sum(len(turn.text) for turn in part.turns) if isinstance(part, Conversation) else 0


def _context() -> BaseContext:
    """How processes begin: as copies of this one, where the system does that safely."""
    from multiprocessing import get_context

    return get_context("fork" if sys.platform == "linux" else None)


_settings: list[Settings] = []


def _begin(settings: Settings) -> None:
    """Readies a process. Ctrl-C is for the first process to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _settings[:] = [settings]


def _work(jobs: list[Job]) -> list[Result]:
    """The results of a batch, without what was needed to judge and is heavy to send."""
    return [_light(_lint(conversation, path, _settings[0])) for path, conversation in jobs]


def _light(result: Result) -> Result:
    turns = tuple(replace(turn, tokens=None) for turn in result.conversation.turns)
    return replace(result, conversation=replace(result.conversation, turns=turns, house=House()))
