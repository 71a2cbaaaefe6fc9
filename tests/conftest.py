"""What holds for every test: nothing reaches the network."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from _socket import _Address
    from collections.abc import Iterator


class NetworkUsedError(AssertionError):
    """A test, or what it tests, tried to leave the machine."""


class LocalSocket(socket.socket):
    """A socket that reaches other processes of this machine by path, and nothing else."""

    def connect(self, address: _Address) -> None:
        """Connect to a path; NetworkUsedError for any other address."""
        self._refuse(address)
        super().connect(address)

    def connect_ex(self, address: _Address) -> int:
        """Connect to a path; NetworkUsedError for any other address."""
        self._refuse(address)
        return super().connect_ex(address)

    def _refuse(self, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            self.close()
            raise NetworkUsedError(f"a connection to {address!r}: empathylint never uses the network")


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", LocalSocket)
        yield
