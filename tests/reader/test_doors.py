"""What a restricted session may not do, asked of each service itself: no key or palette entry helps."""

from __future__ import annotations

import ast
import io
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reader.browsers import open_in_browser
from reader.capabilities import RESTRICTED, Capabilities, Door, NotAllowed
from reader.config import Config, Loaded
from reader.exporting import write_export
from reader.opening import Opening
from reader.own_files import keep_file, look_again
from reader.pages import shelve_page, take_page
from reader.taking import shelve, take_article
from tests.reader.screens.reading_app import Room

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.app import PostilApp

READER = Path(__file__).parents[2] / "reader"
ALL = Capabilities(editor=True, browser=True, suspend=True, files=True, network=True)


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be in an empty folder that is also one's home: nothing may appear in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def names_in(folder: Path) -> list[str]:
    """Return what is in a folder."""
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("door", Door)
def test_every_door_is_open_or_closed_by_the_one_object(door: Door) -> None:
    ALL.need(door)
    with pytest.raises(NotAllowed) as refused:
        RESTRICTED.need(door)
    assert "this session" in refused.value.title


def opened_by(app: PostilApp) -> dict[str, Callable[[], object]]:
    """Return the ways out that Textual brings along."""

    def suspended() -> None:
        with app.suspend():
            pass

    return {
        "suspend": suspended,
        "suspend_process": app.action_suspend_process,
        "open_url": lambda: app.open_url("https://example.org/"),
        "deliver_text": lambda: app.deliver_text(io.StringIO("x"), save_filename="x"),
        "deliver_binary": lambda: app.deliver_binary(io.BytesIO(b"x"), save_filename="x"),
        "deliver_screenshot": lambda: app.deliver_screenshot("x.svg"),
        "save_screenshot": lambda: app.save_screenshot("x.svg"),
    }


async def test_no_way_out_that_textual_brings_is_open(nowhere: Path) -> None:
    async with Room().reading(capabilities=RESTRICTED) as reader:
        for name, way_out in opened_by(reader.app).items():
            with pytest.raises(NotAllowed):
                way_out()
            assert name
    assert names_in(nowhere) == []


@pytest.mark.parametrize("action", ["screenshot", "screenshot('x.svg', '.')", "suspend_process"])
async def test_an_action_that_slips_through_is_refused_in_a_line(nowhere: Path, action: str) -> None:
    async with Room().reading(capabilities=RESTRICTED) as reader:
        # As a key or a click on markup would start it.
        await reader.app.run_action(f"app.{action}")
        await reader.sees("this session")
        await reader.press("j")
        assert not reader.shows("this session")
    assert names_in(nowhere) == []


async def test_the_export_that_slips_through_writes_nothing(nowhere: Path) -> None:
    async with Room().reading(capabilities=RESTRICTED) as reader:
        await reader.screen.export_to("out.md")
        await reader.sees("no files outside the library")
    assert names_in(nowhere) == []


def test_services_that_read_or_write_files_refuse(nowhere: Path) -> None:
    room = Room()
    with pytest.raises(NotAllowed):
        write_export(room.dossier, "out.md", now=room.clock(), capabilities=RESTRICTED)
    file = nowhere / "draft.md"
    file.write_text("# Draft\n\nWords.\n", encoding="utf-8")
    confined = Opening(
        Loaded(Config(library=str(nowhere / "library")), str(file)),
        {"LOGNAME": "anna"},
        capabilities=RESTRICTED,
    )
    for take in (shelve, take_article):
        with pytest.raises(NotAllowed):
            take(confined, str(file))
    with pytest.raises(NotAllowed, match="no address is fetched"):
        shelve_page(confined, "https://example.org/")
    desk, session = room.desk("anna"), room.session("anna")
    with pytest.raises(NotAllowed, match="no address is fetched"):
        take_page(session.store, RESTRICTED, "https://example.org/", clock=room.clock)
    keep_file(desk, room.article, str(file))
    assert not look_again(session, desk, room.article, capabilities=RESTRICTED)
    assert names_in(nowhere) == ["draft.md", "library"]


def test_no_browser_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []

    def start(address: str) -> bool:
        started.append(address)
        return True

    monkeypatch.setattr("webbrowser.open", start)
    with pytest.raises(NotAllowed):
        open_in_browser("https://example.org/", RESTRICTED)
    # Nor is it for anything but a page of the web, wherever it is allowed.
    for address in ("/etc/passwd", "--help", "file:///etc/passwd", "ssh://-oProxyCommand=x", "http://a@b/"):
        assert not open_in_browser(address, ALL)
    assert started == []
    assert open_in_browser("https://example.org/", ALL)
    assert started == ["https://example.org/"]


def test_the_key_s_line_must_say_who_and_where() -> None:
    from annotations.errors import UsageError
    from reader.commands import ssh_session

    opening: Any = object()
    for library, reviewer in ((None, "anna"), ("x", None), ("x", "")):
        with pytest.raises(UsageError, match="--library DIR and --as NAME"):
            ssh_session.run(Namespace(library=library, reviewer=reviewer), opening)


def test_programs_and_browsers_are_started_where_it_is_asked_first_and_nowhere_else() -> None:
    starting = {}
    for path in sorted(READER.rglob("*.py")):
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        imported = {
            name.name
            for node in nodes
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in [*node.names, ast.alias(getattr(node, "module", None) or "")]
        }
        if found := imported & {"subprocess", "webbrowser", "pty", "socket"}:
            starting[path.relative_to(READER).as_posix()] = found
    # The last two are commands that no restricted session has.
    assert starting == {
        "browsers.py": {"webbrowser"},
        "editing.py": {"subprocess"},
        "asking.py": {"subprocess"},
        "commands/doctor.py": {"subprocess"},
    }
