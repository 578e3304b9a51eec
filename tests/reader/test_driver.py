from __future__ import annotations

import os
import pty
from selectors import DefaultSelector
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.app import App

from reader import driver
from reader.driver import SparingDriver, driver_after

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
    keyboard: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever waited for the next look would never be woken: the next look is in an hour.
    monkeypatch.setattr(driver, "_ESCAPE_WAIT", 3600)
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


async def test_bytes_that_are_no_utf_8_do_not_end_the_listening(keyboard: tuple[int, int]) -> None:
    listener = Listener(keyboard[1])
    listener.listen()
    os.write(keyboard[0], b"\xff\xfej\n")
    assert listener.has_heard.wait(PATIENCE)
    listener.disable_input()
    listener.close()
    assert listener.heard


async def test_only_the_first_request_for_the_other_screen_is_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[str] = []
    monkeypatch.setattr(
        "textual.drivers.linux_driver.LinuxDriver.write", lambda _, data: written.append(data)
    )
    taking_over = driver_after(None)(App())
    for data in ("\x1b[?1049h", "\x1b[?25l", "\x1b[?1049h", "\x1b[31ma\x1b[0m\x1b[31mb\x1b[0m"):
        taking_over.write(data)
    taking_over.close()
    assert written == ["\x1b[?25l", "\x1b[?1049h", "\x1b[31mab\x1b[0m"]
