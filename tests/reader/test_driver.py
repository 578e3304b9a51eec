"""Textual's driver as ours: what it hears, and what it sends."""

from __future__ import annotations

import os
import pty
import signal
from selectors import DefaultSelector
from threading import Event, Thread
from threading import enumerate as threads_alive
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.app import App

from reader import driver, splicing
from reader.driver import SparingDriver, driver_after
from reader.early import First
from reader.splicing import escape_wait

if TYPE_CHECKING:
    from collections.abc import Iterator
    from selectors import SelectorKey

    from textual.message import Message

PATIENCE = 60


class Listener(SparingDriver):
    """A driver that keeps what it hears."""

    def __init__(self, keyboard: int) -> None:
        super().__init__(App(), mouse=False)
        self.fileno = keyboard
        self.heard: list[str] = []
        self.has_heard = Event()
        self.is_lost = Event()
        self.lost = self.is_lost.set

    def process_message(self, message: Message) -> None:
        if isinstance(message, events.Key):
            self.heard.append(message.key)
            self.has_heard.set()

    def listen(self) -> Thread:
        """Begin to listen, as Textual does when it starts and comes back from an editor."""
        self._key_thread = Thread(target=self.run_input_thread, daemon=True)
        self._key_thread.start()
        return self._key_thread


@pytest.fixture
def keyboard() -> Iterator[tuple[int, int]]:
    person, program = pty.openpty()
    yield person, program
    os.close(person)
    os.close(program)


async def test_listening_stops_without_waiting_for_a_key_and_can_begin_again(
    keyboard: tuple[int, int],
) -> None:
    listener = Listener(keyboard[1])
    for key in "jk":
        thread = listener.listen()
        os.write(keyboard[0], f"{key}\n".encode())
        assert listener.has_heard.wait(PATIENCE)
        listener.has_heard.clear()
        listener.disable_input()
        thread.join(PATIENCE)
        assert not thread.is_alive()
    listener.close()
    assert listener.heard[0] == "j"
    assert "k" in listener.heard


async def test_a_terminal_left_alone_wakes_nothing_and_esc_is_a_key_of_its_own(
    keyboard: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float | None] = []

    class Selector(DefaultSelector):
        def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
            waits.append(timeout)
            return super().select(timeout)

    monkeypatch.setattr(driver, "DefaultSelector", Selector)
    listener = Listener(keyboard[1])
    listener.listen()
    # A terminal hands on what is typed line by line until it is told not to.
    os.write(keyboard[0], b"\x1b\x04")
    assert listener.has_heard.wait(PATIENCE)
    listener.disable_input()
    listener.close()
    assert listener.heard == ["escape"]
    assert (waits[0], waits[1] is not None) == (None, True)
    assert waits[-1] is None


async def test_an_arrow_that_the_line_brings_in_pieces_is_one_key(
    keyboard: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    # However long it takes: the time in which an Esc waits for the rest is an hour here.
    monkeypatch.setenv("ESCDELAY", "5000")
    monkeypatch.setattr(splicing, "LONGEST_WAIT", 3600.0)
    reads: list[bytes] = []
    has_read = Event()

    class Slow(Listener):
        def _read(self) -> bytes:
            reads.append(super()._read())
            has_read.set()
            return reads[-1]

    listener = Slow(keyboard[1])
    listener.listen()
    for piece in (b"\x1b\x04", b"[\x04", b"D\x04"):
        has_read.clear()
        os.write(keyboard[0], piece)
        assert has_read.wait(PATIENCE)
    assert listener.has_heard.wait(PATIENCE)
    listener.disable_input()
    listener.close()
    assert reads == [b"\x1b", b"[", b"D"]
    assert listener.heard == ["left"]


async def test_bytes_that_are_no_utf_8_do_not_end_the_listening(keyboard: tuple[int, int]) -> None:
    listener = Listener(keyboard[1])
    listener.listen()
    os.write(keyboard[0], b"\xff\xfej\n")
    assert listener.has_heard.wait(PATIENCE)
    listener.disable_input()
    listener.close()
    assert listener.heard


async def test_a_terminal_that_is_gone_ends_the_listening_and_is_told_of() -> None:
    person, program = pty.openpty()
    listener = Listener(program)
    thread = listener.listen()
    os.close(person)
    assert listener.is_lost.wait(PATIENCE)
    thread.join(PATIENCE)
    assert not thread.is_alive()
    listener.disable_input()
    listener.close()
    os.close(program)


async def test_a_signal_to_go_on_that_nothing_preceded_starts_no_second_listening() -> None:
    person, program = pty.openpty()
    listener = Listener(program)
    listener.listen()
    before = {one.name for one in threads_alive()}
    for _ in range(5):
        signal.raise_signal(signal.SIGCONT)
    assert {one.name for one in threads_alive()} == before
    listener.disable_input()
    listener.close()
    os.close(person)
    os.close(program)


async def test_a_stop_that_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    try:
        SparingDriver(App()).close()
        assert signal.getsignal(signal.SIGTSTP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTSTP, before)


class Painted:
    """Stands in for what puts frames on the terminal."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.begun: list[tuple[tuple[int, int], str]] = []

    def write(self, data: str, size: tuple[int, int]) -> None:
        assert all(size)
        self.written.append(data)

    def begin(self, size: tuple[int, int], first: str = "") -> None:
        self.begun.append((size, first))


@pytest.mark.parametrize("stands", [True, False])
async def test_only_the_first_request_for_the_other_screen_is_dropped_where_we_are_on_it(
    *, stands: bool
) -> None:
    first = First()
    first.stands, first.painted, first.size = stands, "painted", (80, 24)
    taking_over = driver_after(first, lambda: None)(App())
    painter = Painted()
    taking_over._painter = painter  # type: ignore[assignment]  # stands in for it
    for data in ("\x1b[?1049h", "\x1b[?25l", "\x1b[?1049h"):
        taking_over.write(data)
    taking_over._painter = None
    taking_over.write("dropped: there is no terminal any more")
    taking_over.close()
    assert painter.written == ["\x1b[?1049h"] * (not stands) + ["\x1b[?25l", "\x1b[?1049h"]
    assert painter.begun == [((80, 24), "painted")] * stands


def test_an_esc_waits_longer_over_a_network_or_as_told() -> None:
    assert escape_wait({}) < escape_wait({"SSH_CONNECTION": "1 2 3 4"})
    assert escape_wait({"ESCDELAY": "50", "SSH_CONNECTION": "1 2 3 4"}) == 0.05
    assert escape_wait({"ESCDELAY": "soon"}) == escape_wait({})
    assert escape_wait({"ESCDELAY": "999999"}) == splicing.LONGEST_WAIT
