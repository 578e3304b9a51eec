"""A text in the person's own editor, with real processes."""

from __future__ import annotations

import stat
import sys
import tempfile
from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App

from reader.capabilities import RESTRICTED, capabilities_from
from reader.editing import EditorRefused, edit_outside, editor_for, find_editor, run_editor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DESK = capabilities_from({})


@pytest.fixture(autouse=True)
def _a_temporary_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield
    monkeypatch.setattr(tempfile, "tempdir", None)


def editor(script: str) -> list[str]:
    """Return an editor: Python code in which `path` is the file."""
    start = "import sys, os, pathlib; path = pathlib.Path(sys.argv[1]); "
    return [sys.executable, "-c", start + script]


def test_the_new_text_comes_back_and_nothing_stays_behind(tmp_path: Path) -> None:
    edited = run_editor(editor("path.write_text(path.read_text() + 'more\\n')"), "first\nsecond")
    assert edited == "first\nsecond\nmore"
    assert list(tmp_path.iterdir()) == []


def test_a_text_left_as_it_was_is_no_change() -> None:
    assert run_editor(editor("pass"), "as it was") is None
    assert run_editor(editor("pass"), "") is None
    assert run_editor(editor("pass"), "line\n") is None


def test_the_file_is_nobody_else_s_to_read() -> None:
    modes = run_editor(
        editor("path.write_text(f'{path.stat().st_mode & 0o777:o} {path.parent.stat().st_mode & 0o777:o}')"),
        "x",
    )
    assert modes == "600 700"


def test_an_editor_that_writes_a_new_file_in_place_of_the_old_is_read() -> None:
    script = "other = path.with_suffix('.new'); other.write_text('replaced'); os.replace(other, path)"
    assert run_editor(editor(script), "x") == "replaced"


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (editor("sys.exit(3)"), "ended with status 3"),
        (["/nowhere/editor"], "did not start"),
    ],
)
def test_an_editor_that_fails_changes_nothing_and_says_so(
    command: list[str], sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(EditorRefused, match=sentence):
        run_editor(command, "kept")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("script", "left"),
    [
        ("path.write_text('half a thought'); os.kill(os.getpid(), 1)", "note.md"),
        ("path.with_suffix('.md.save').write_text('half a thought'); sys.exit(1)", "note.md.save"),
        ("path.rename(path.with_suffix('.old')); sys.exit(1)", "note.old"),
    ],
)
def test_what_an_editor_leaves_that_is_ended_by_a_dropped_line_stays_where_the_error_says(
    script: str, left: str, tmp_path: Path
) -> None:
    with pytest.raises(EditorRefused, match="ended with status") as caught:
        run_editor(editor(script), "kept")
    [folder] = tmp_path.iterdir()
    assert str(folder) in caught.value.hint
    assert left in [file.name for file in folder.iterdir()]


@pytest.mark.parametrize("script", ["path.write_bytes(b'caf\\xe9')", "path.write_bytes(b'x' * 1_000_001)"])
def test_what_cannot_be_read_back_stays_where_the_error_says(script: str, tmp_path: Path) -> None:
    with pytest.raises(EditorRefused, match="it is in") as caught:
        run_editor(editor(script), "x")
    [folder] = tmp_path.iterdir()
    [file] = folder.iterdir()
    assert str(file) in caught.value.hint
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_was_removed_is_an_error_and_no_empty_note() -> None:
    with pytest.raises(EditorRefused, match="cannot be used"):
        run_editor(editor("path.unlink()"), "x")


def test_visual_goes_before_editor_and_options_are_kept() -> None:
    found = find_editor({"VISUAL": "code --wait 'a b'", "EDITOR": "vi"}, which=lambda name: f"/bin/{name}")
    assert found == ("code", "--wait", "a b")


def test_without_a_choice_one_that_is_there_is_taken() -> None:
    assert find_editor({}, which=lambda name: "/bin/vi" if name == "vi" else None) == ("vi",)
    assert find_editor({"EDITOR": " "}, which=lambda _: None) == ()


@pytest.mark.parametrize("wanted", ["'unclosed", "not-installed-anywhere"])
def test_an_editor_that_cannot_be_used_is_named(wanted: str) -> None:
    with pytest.raises(EditorRefused, match="EDITOR"):
        find_editor({"EDITOR": wanted})


def test_over_ssh_a_text_is_edited_in_place() -> None:
    assert editor_for(capabilities_from({"SSH_CONNECTION": "1 2 3 4"}), {"EDITOR": sys.executable}) == ()
    assert editor_for(DESK, {"EDITOR": sys.executable}) == (sys.executable,)


async def test_the_service_itself_refuses_and_not_only_the_key() -> None:
    app: App[None] = App()
    async with app.run_test(notifications=True):
        with pytest.raises(EditorRefused, match="no editor is started"):
            edit_outside(app, editor("path.write_text('run')"), "x", capabilities=RESTRICTED)


async def test_a_terminal_that_cannot_be_handed_over_says_so() -> None:
    app: App[None] = App()
    async with app.run_test(notifications=True):
        with pytest.raises(EditorRefused, match="cannot be handed"):
            edit_outside(app, editor("pass"), "x", capabilities=DESK)


async def test_the_screen_is_handed_over_while_the_editor_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    from contextlib import contextmanager

    app: App[None] = App()
    handed: list[str] = []

    @contextmanager
    def suspend() -> Iterator[Any]:
        handed.append("over")
        yield
        handed.append("back")

    monkeypatch.setattr(app, "suspend", suspend)
    assert edit_outside(app, editor("path.write_text('new')"), "x", capabilities=DESK) == "new"
    assert handed == ["over", "back"]
