"""A slow line between a client and a server on one host, which can go dead as in a tunnel."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable

RATE = 8_000.0
"""Bytes a second: 64 kbit/s."""
HALF_TRIP = 0.1
"""Seconds."""
PIECE = 1_500
MOST_UNDER_WAY = 0.5
"""Seconds' worth of bytes that the line takes before it has whoever sends wait."""


class Line:
    """Brings all that comes to `port` to another port of this host, late; to be used in a `with`."""

    def __init__(self, behind: int) -> None:
        self._behind = behind
        self._door = socket.create_server(("127.0.0.1", 0))
        self._dead = threading.Event()
        self._ends: list[socket.socket] = []
        self.port: int = self._door.getsockname()[1]

    def __enter__(self) -> Self:
        self._start(self._let_in)
        return self

    def __exit__(self, *_: object) -> None:
        for end in (self._door, *self._ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def die(self) -> None:
        """Bring nothing more, and tell neither side."""
        self._dead.set()

    @staticmethod
    def _start(work: Callable[..., None], *given: object) -> None:
        threading.Thread(target=work, args=given, daemon=True).start()

    def _let_in(self) -> None:
        with suppress(OSError):  # the door is closed
            while True:
                near, _ = self._door.accept()
                far = socket.create_connection(("127.0.0.1", self._behind))
                self._ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    way: SimpleQueue[tuple[float, bytes]] = SimpleQueue()
                    self._start(self._take, one, way)
                    self._start(self._bring, other, way)

    @staticmethod
    def _take(end: socket.socket, way: SimpleQueue[tuple[float, bytes]]) -> None:
        """Put what an end sends on its way, until it sends no more: then an empty piece."""
        free, data = 0.0, b"-"
        while data:
            try:
                data = end.recv(PIECE)
            except OSError:
                data = b""
            now = time.monotonic()
            free = max(free, now) + len(data) / RATE
            way.put((free + HALF_TRIP, data))
            time.sleep(max(0.0, free - now - MOST_UNDER_WAY))

    def _bring(self, end: socket.socket, way: SimpleQueue[tuple[float, bytes]]) -> None:
        with suppress(OSError):  # the other side has gone
            while True:
                at, data = way.get()
                time.sleep(max(0.0, at - time.monotonic()))
                if self._dead.is_set():
                    return
                if not data:
                    end.shutdown(socket.SHUT_WR)
                    return
                end.sendall(data)
