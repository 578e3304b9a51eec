"""Something breaks on the screen: a line for the person, details in a log, nothing typed is lost."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest
from textual.worker import WorkerFailed

from reader import crashes
from reader.app import PostilApp
from reader.guarded import worded
from reader.screens.reading import ReadingScreen
from tests.reader.screens.reading_app import WIDE, Reader, Room

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECRET = "what bram told in confidence"  # noqa: S105 - of a person, not of a machine


def break_down(*_: object, **__: object) -> None:
    """Break with something in a variable that nobody else must read."""
    told = SECRET
    raise LookupError(len(told))


def log_in(home: Path) -> Path:
    return home / ".local/state/postil" / crashes.FILE


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


async def test_an_action_that_breaks_says_so_and_the_program_goes_on(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReadingScreen, "action_help", break_down)
    room = Room()
    async with room.reading(environment={"HOME": str(home)}) as reader:
        await reader.press("?")
        await reader.sees("something broke: LookupError", "errors.log")
        await reader.press("a", *"Still here", "escape")
        await reader.until(lambda: [note.text for note in room.notes] == ["Still here"])
    log = log_in(home)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700
    written = log.read_text(encoding="utf-8")
    assert "break_down" in written
    assert SECRET not in written


def in_a_message(screen: ReadingScreen) -> None:
    screen.panel.call_later(break_down)


def in_a_timer(screen: ReadingScreen) -> None:
    screen.set_timer(0.01, break_down)


def in_a_worker(screen: ReadingScreen) -> None:
    screen.run_worker(break_down, thread=True)


@pytest.mark.parametrize("happen", [in_a_message, in_a_timer, in_a_worker])
async def test_a_part_that_breaks_ends_the_program_with_the_draft_kept(
    home: Path, capsys: pytest.CaptureFixture[str], happen: Callable[[ReadingScreen], None]
) -> None:
    room = Room()
    environment = {"HOME": str(home)}
    app = PostilApp(room.services(environment=environment), room.dossier)

    async def type_and_break() -> None:
        async with app.run_test(size=WIDE) as pilot:
            reader = Reader(app, pilot)
            await reader.until(lambda: isinstance(app.screen, ReadingScreen))
            await reader.press("a", *"Half a thought")
            happen(reader.screen)
            await reader.until(lambda: bool(app.broke), "the end")

    with pytest.raises((LookupError, WorkerFailed)):
        # So that tests notice, Textual raises it again where the keys came from.
        await type_and_break()
    assert app.broke == "something broke: LookupError; see ~/.local/state/postil/errors.log"
    assert app.return_code == 1
    [key] = room.desk("anna").keys("draft-")
    assert "Half a thought" in str(room.desk("anna").recall(key))
    written = log_in(home).read_text(encoding="utf-8")
    assert "break_down" in written
    shown = capsys.readouterr()
    assert SECRET not in shown.out + shown.err + written


def test_where_no_log_can_be_written_the_line_is_said_all_the_same(home: Path) -> None:
    (home / ".local").write_text("in the way", encoding="utf-8")
    assert worded(ValueError("x"), {"HOME": str(home)}) == "something broke: ValueError"


def test_a_log_obeys_no_terminal_and_does_not_grow_for_ever(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = {"HOME": str(home)}
    worded(ValueError("\x1b]0;x\x07"), environment)
    first = log_in(home).read_text(encoding="utf-8")
    assert "\x1b" not in first
    assert "␛]0;x␇" in first
    monkeypatch.setattr(crashes, "MOST_BYTES", len(first) - 1)
    worded(KeyError("another"), environment)
    assert "ValueError" not in log_in(home).read_text(encoding="utf-8")
