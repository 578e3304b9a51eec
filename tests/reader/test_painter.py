"""What goes out to the terminal, and when; and that what is sent in few bytes is the whole screen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from reader.pacing import AT_ONCE, pace_of
from reader.painter import SYNC_END, SYNC_START, Painter
from tests.reader.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIZE = (20, 3)
REMOTE = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}
LONG = 6000


class Terminals:
    """Stands in for an outlet: a terminal that takes what is sent when it is told to."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.is_idle = True
        self._then: Callable[[], None] | None = None

    def put(self, data: bytes) -> None:
        self.sent.append(data.decode())

    def when_idle(self, then: Callable[[], None]) -> bool:
        self._then = then
        return self.is_idle

    def take_all(self) -> None:
        self.is_idle = True
        then, self._then = self._then, None
        if then:
            then()


@pytest.fixture
def terminal() -> Terminals:
    return Terminals()


def painter_on(terminal: Terminals, environment: dict[str, str] | None = None) -> Painter:
    loop = asyncio.get_running_loop()
    return Painter(terminal, loop, pace_of(environment or {}), scrolls=True)  # type: ignore[arg-type]


def frame(*rows: str) -> str:
    return "".join(f"\x1b[{y};1H{row:20}" for y, row in enumerate(rows, 1)) + "\x1b[1;1H"


async def test_only_the_newest_frame_goes_to_a_terminal_that_was_busy(terminal: Terminals) -> None:
    painter = painter_on(terminal)
    painter.write(frame("one", "two", "three"), SIZE)
    terminal.is_idle = False
    for word in ("four", "five", "six"):
        painter.write(frame("one", word, "three"), SIZE)
    assert len(terminal.sent) == 1
    terminal.take_all()
    await asyncio.sleep(0)
    assert terminal.sent[1:] == ["\x1b[2Hsix\x1b[1H"]


async def test_a_frame_over_a_slow_line_waits_and_is_sent_with_what_came_meanwhile(
    terminal: Terminals,
) -> None:
    painter = painter_on(terminal, REMOTE)
    size = (AT_ONCE, 1)
    painter.write("\x1b[1;1H" + "x" * AT_ONCE, size)
    painter.write("\x1b[1;1Ha", size)
    painter.write("\x1b[1;2Hb", size)
    assert len(terminal.sent) == 1
    while len(terminal.sent) == 1:  # noqa: ASYNC110 - until its time has come, which nobody is told of
        await asyncio.sleep(0.001)
    assert terminal.sent[1:] == ["\x1b[1Hab"]


async def test_nothing_is_sent_where_nothing_changed_or_the_first_screen_shows_it(
    terminal: Terminals,
) -> None:
    painter = painter_on(terminal)
    painter.begin(SIZE, frame("one", "two"))
    painter.write("\x1b[?25l", (80, 25))
    painter.write(frame("one", "two"), SIZE)
    painter.write(frame("one", "two"), SIZE)
    assert terminal.sent == ["\x1b[?25l"]
    painter.write(frame("one", "two", "three"), SIZE)
    assert "three" in terminal.sent[1]
    assert "two" not in terminal.sent[1]


@pytest.mark.parametrize("again", ["\x1b[?1049h", "\x1b[!p", "\x1b[2J", "\x1b[1;1Hodd \x1b[5n"])
async def test_after_what_may_have_changed_the_screen_all_is_sent_again(
    terminal: Terminals, again: str
) -> None:
    painter = painter_on(terminal)
    painter.write(frame("one", "two", "three"), SIZE)
    painter.write(again, SIZE)
    painter.write(frame("one", "two", "three"), SIZE)
    assert terminal.sent[1] == again
    assert all(word in terminal.sent[2] for word in ("one", "two", "three"))


@pytest.mark.parametrize(
    "beside",
    ["\x1b[?25h", "\x1b[?1000h\x1b[?1006l", "\x1b]52;c;aGk=\x07", "\x1b]22;default\x07", "\x07", "\x1b[2 q"],
)
async def test_what_changes_no_cell_passes_and_nothing_is_forgotten(terminal: Terminals, beside: str) -> None:
    painter = painter_on(terminal)
    painter.write(frame("one", "two", "three"), SIZE)
    painter.write(beside, SIZE)
    painter.write(frame("one", "two", "three"), SIZE)
    assert terminal.sent[1:] == [beside]


async def test_another_size_begins_anew(terminal: Terminals) -> None:
    painter = painter_on(terminal)
    painter.write(frame("one", "two"), SIZE)
    painter.write(frame("one", "two"), (30, 5))
    assert painter.size == (30, 5)
    assert "one" in terminal.sent[1]


async def test_large_frames_are_shown_at_once_on_terminals_that_can(terminal: Terminals) -> None:
    painter = painter_on(terminal)
    size = (LONG, 1)
    for word, marks in (("small", False), ("l" * LONG, True)):
        for data in (SYNC_START, f"\x1b[1;1H{word}", SYNC_END):
            painter.write(data, size)
        assert terminal.sent[-1].startswith(SYNC_START) == marks
        assert terminal.sent[-1].endswith(SYNC_END) == marks


def shown(terminal: Terminal) -> list[list[Any]]:
    """Return what is seen of every cell."""
    buffer = terminal._screen.buffer
    rows = [[buffer[y][x] for x in range(terminal._screen.columns)] for y in range(terminal._screen.lines)]
    return [[cell if cell.data != " " or cell.reverse else (" ", cell.bg) for cell in row] for row in rows]


@pytest.mark.parametrize(
    "keys", ["jjjjj  bb]]]]jjkk[[", "zjjjjjkkkk  bbGgjj", "?jjq/mayor\rnnN)))(", "G]k]kjj)b"]
)
def test_the_screen_after_many_keys_is_the_one_that_is_drawn_afresh(tmp_path: Path, keys: str) -> None:
    """Whatever was scrolled and left out on the way: a full repaint changes no cell."""
    text = "\n\n".join(
        f"## Part {n}\n\nThe mayor counted {n * 7} of {n} ferries; „drie” – naïve 漢字 – the rest."
        for n in range(40)
    )
    (tmp_path / "long.md").write_text(f"# The ferries\n\n{text}\n", encoding="utf-8")
    with Terminal(
        "long.md", home=tmp_path, size=(100, 30), POSTIL_REVIEWER="anna", TERM="xterm-256color"
    ) as terminal:
        terminal.sees("The ferries")
        terminal.type(")c" + "}}}}))c")
        terminal.sees("CLAIM 2")
        if keys.startswith("z"):
            terminal.type("z")
            terminal.until(lambda: "│" not in terminal.text, "the article alone")
        # What M says stands in the last row, which is written last.
        terminal.type(f"{keys.removeprefix('z')}M")
        terminal.sees("M takes it back")
        # What is counted beside the keys comes when it is known.
        while terminal._read():
            pass
        before = shown(terminal)[:-1]
        terminal._screen.reset()
        terminal.type("L")
        terminal.until(lambda: shown(terminal)[:-1] == before, "the same cells")
        terminal.type("Q")
        assert terminal.end() == 0
