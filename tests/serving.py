"""A web server of one's own, which answers as it is told and lies where it is told to."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Answer = Callable[[socket.socket], None]

PUBLIC = "127.0.0.2"
"""Stands for a machine of the public internet; every other loopback address is private."""


class Server:
    """Answers at the loopback address `host`; counts who connected."""

    def __init__(self, host: str = PUBLIC) -> None:
        self.host = host
        self.connections = 0
        self.requests: list[str] = []
        self.ended = threading.Event()
        self.secure: Answer | None = None
        """Talks to whoever connects, in place of all pages."""
        self._answers: dict[str, Answer] = {}
        self._listening = socket.create_server((host, 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str = "/", host: str = "") -> str:
        """Return the address of a page, under the server's own number or another name of it."""
        return f"http://{host or self.host}:{self.port}{path}"

    def answer(self, path: str, answer: Answer | bytes) -> str:
        """Let a page be answered by bytes, or by what writes to the connection; return its address."""
        self._answers[path] = answer if callable(answer) else lambda peer: peer.sendall(answer)
        return self.url(path)

    def page(self, path: str, body: bytes, *headers: str, status: str = "200 OK") -> str:
        """Let a page be answered by a whole and honest answer; return its address."""
        return self.answer(path, whole(body, *headers, status=status))

    def redirect(self, path: str, location: str) -> str:
        """Let a page lead elsewhere; return its address."""
        return self.page(path, b"", f"Location: {location}", status="302 Found")

    def close(self) -> None:
        """End every answer that is still given."""
        self.ended.set()
        # Only closed, it would still answer whom it waits for.
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                peer, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._talk, args=(peer,), daemon=True).start()

    def _talk(self, peer: socket.socket) -> None:
        with peer, suppress(OSError):
            if self.secure:
                self.secure(peer)
                return
            head = b""
            while b"\r\n\r\n" not in head:
                piece = peer.recv(65536)
                if not (head + piece).startswith(b"G"):
                    # Nobody there any more, or somebody who wants to talk in secret.
                    return
                head += piece
            self.requests.append(head.decode("latin-1"))
            path = head.split(b" ")[1].decode("ascii")
            self._answers.get(path, lambda one: one.sendall(whole(b"", status="404 Not Found")))(peer)


def whole(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """Return an answer, its length told as it is unless a header tells another."""
    lines = [f"HTTP/1.1 {status}", *headers]
    if not any(line.lower().startswith(("content-length:", "transfer-encoding:")) for line in headers):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("utf-8") + body


@contextmanager
def serving(host: str = PUBLIC) -> Iterator[Server]:
    """Have a server for a while."""
    server = Server(host)
    try:
        yield server
    finally:
        server.close()
