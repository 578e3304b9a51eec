"""Connections to machines that may be connected to, and to no other, each done by one deadline.

The name is looked up here, once, and the number that was judged is the number
that is connected to: a name that answers otherwise the next time (DNS
rebinding) gains nothing, nor does a redirect, a decimal or a mapped number.
"""

from __future__ import annotations

import socket
import threading
import time
from typing import TYPE_CHECKING

import httpcore

from articles.errors import ArticleError
from articles.fetching.addresses import why_refused
from articles.untrusted import one_line

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable
    from typing import Any

    Resolver = Callable[[str, int], list[str]]

_SHOWN = 100


class Deadline:
    """A moment by which all must be done."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def left(self, at_most: float | None = None) -> float:
        """Return the seconds left, or `at_most` where that is less.

        Raises:
            ReadTimeout: there are none.
        """
        left = self._end - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("it took too long in all")
        return left if at_most is None else min(left, at_most)


def look_up(host: str, port: int) -> list[str]:
    """Return the numbers of a host, the likeliest to answer first.  Raises OSError, UnicodeError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def look_up_by(deadline: Deadline, resolve: Resolver, host: str, port: int) -> list[str]:
    """Return the numbers of a host, in the time there is: the system's own look-up knows no limit.

    Raises:
        ArticleError: the host has none.
        ConnectTimeout: nobody answered in time.
    """
    found: list[str] = []
    failed: list[Exception] = []

    def ask() -> None:
        try:
            found.extend(resolve(host, port))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(deadline.left())
    if asking.is_alive():
        raise httpcore.ConnectTimeout(f"nobody said in time which machine {host} is")
    if not found:
        reason = f"No machine is called {one_line(host, _SHOWN)}"
        raise ArticleError(reason, "Check the address and your connection.") from next(iter(failed), None)
    return found


class Guard(httpcore.NetworkBackend):
    """Connects to what may be connected to; what httpcore opens every connection by."""

    def __init__(
        self, deadline: Deadline, *, allow_private: bool = False, resolve: Resolver = look_up
    ) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._resolve = resolve
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to a host by the first of its numbers that answers.

        Raises:
            ArticleError: it has none, or one that may not be connected to.
            ConnectError, ConnectTimeout: none answers.
        """
        numbers = look_up_by(self._deadline, self._resolve, host, port)
        if not self._allow_private:
            # One private number among public ones is enough: which is taken must not be left to chance.
            for number in numbers:
                if reason := why_refused(number):
                    raise _refused(host, number, reason)
        failed: Exception = httpcore.ConnectError("no number")
        for number in numbers:
            try:
                stream = self._plain.connect_tcp(
                    number, port, self._deadline.left(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Timed(stream, self._deadline)
        raise failed


class _Timed(httpcore.NetworkStream):
    """A connection whose every wait ends by the deadline, so that a byte now and then keeps nobody."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as httpcore has it
        return self._stream.get_extra_info(info)


def _refused(host: str, number: str, reason: str) -> ArticleError:
    named = one_line(host, _SHOWN)
    machine = named if named == number else f"{named} ({number})"
    return ArticleError(
        f"{machine} is {reason}: nothing is fetched from there",
        "postil add --allow-private takes it, if you know that machine and trust the address.",
    )
