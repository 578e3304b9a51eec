"""The note editor, by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Paste

from reader.entry import MOST_PASTED
from reader.glyphs import UNICODE
from reader.widgets.note_editor import DRAFT_AFTER, MOST_STEPS_BACK, NoteEditor
from tests.reader.staging import DARK, HOSTILE, Stage, screen_rows, screen_text

if TYPE_CHECKING:
    import pytest
    from textual.strip import Strip


def staged() -> tuple[NoteEditor, Stage]:
    editor = NoteEditor(DARK, UNICODE)
    return editor, Stage(editor)


def kept(stage: Stage) -> list[str]:
    return [one.text for one in stage.said if isinstance(one, NoteEditor.Kept)]


async def test_a_burst_becomes_the_note_and_what_follows_it_does_not() -> None:
    editor, stage = staged()
    async with stage.playing(40, 10) as pilot:
        editor.open("Note on claim 3")
        await pilot.press(*"Helo", "left", "l", "end", "enter", *"you", "escape", "j", "q")
        assert kept(stage) == ["Hello\nyou"]
        assert stage.below.pressed == ["j", "q"]
        assert not editor.is_open


async def test_title_text_and_hint_are_on_screen() -> None:
    editor, stage = staged()
    async with stage.playing(40, 10) as pilot:
        editor.open("Note on claim 3", placeholder="Markdown")
        await pilot.pause()
        rows = screen_rows(stage)
        assert rows[1].startswith(" Note on claim 3 ")
        assert rows[2].startswith("  Markdown")
        assert rows[-1].startswith(" Esc keep · Ctrl+G throw away")


async def test_control_s_keeps_too_and_control_g_throws_away() -> None:
    editor, stage = staged()
    async with stage.playing(40, 10) as pilot:
        editor.open("Note", "text")
        await pilot.press("ctrl+s")
        assert stage.said == [NoteEditor.Kept("text")]
        editor.open("Note", "text")
        await pilot.press("x", "ctrl+g")
        assert stage.said[-1] == NoteEditor.Discarded()


async def test_what_is_typed_is_drafted_while_typing_goes_on() -> None:
    editor, stage = staged()
    async with stage.playing(40, 10) as pilot:
        editor.open("Note")
        await pilot.press(*"abc")
        while not any(isinstance(one, NoteEditor.Drafted) for one in stage.said):
            await pilot.pause(DRAFT_AFTER / 4)
        assert stage.said == [NoteEditor.Drafted("abc")]


async def test_a_text_that_could_not_be_saved_is_back_to_be_saved_again() -> None:
    editor, stage = staged()
    async with stage.playing(40, 10) as pilot:
        editor.open("Note")
        await pilot.press(*"words", "escape")
        editor.fail(f"the disk is full {HOSTILE}")
        await pilot.pause()
        assert "the disk is full" in screen_text(stage)
        assert "words" in screen_text(stage)
        await pilot.press("!", "escape")
        assert kept(stage) == ["words", "words!"]
        editor.open("Note")
        await pilot.pause()
        assert "disk" not in screen_text(stage)


async def test_release_gives_the_text_and_closes() -> None:
    editor, stage = staged()
    async with stage.playing(40, 10) as pilot:
        editor.open("Note")
        await pilot.press(*"ab")
        assert editor.release() == "ab"
        assert not editor.is_open
        assert editor.release() == "ab"
        assert stage.focused is stage.below


async def test_hidden_characters_are_shown_and_kept_as_they_came() -> None:
    editor, stage = staged()
    async with stage.playing(40, 10) as pilot:
        editor.open(HOSTILE, HOSTILE)
        await pilot.pause()
        assert "\x1b" not in screen_text(stage)
        assert "␛]52" in screen_text(stage)
        await pilot.press("escape")
        assert kept(stage) == [HOSTILE]


async def test_a_paste_is_bounded_and_cleaned() -> None:
    editor, stage = staged()
    async with stage.playing(40, 10) as pilot:
        editor.open("Note")
        editor.post_message(Paste(f"{HOSTILE}\r\nline\ttab"))
        await pilot.pause()
        assert editor.text.endswith("[redactie]\nline\ttab")
        assert "\x1b" not in editor.text
        editor.post_message(Paste("x" * 300_000))
        await pilot.pause()
        assert len(editor.text) == MOST_PASTED


async def test_arrows_and_pages_move_through_wrapped_rows() -> None:
    editor, stage = staged()
    async with stage.playing(40, 8) as pilot:
        editor.open("Note", "\n".join(f"line {number}" for number in range(40)))
        await pilot.pause()
        assert "line 39" in screen_text(stage)
        await pilot.press("pageup", "pageup", "up", "home", *"> ")
        await pilot.pause()
        assert "> line 22" in screen_text(stage)
        await pilot.press(*["pageup"] * 6, *"^")
        await pilot.press(*["pagedown"] * 9, *"$", "escape")
        [text] = kept(stage)
        assert text.startswith("^line 0")
        assert text.endswith("line 39$")


async def test_steps_can_be_taken_back() -> None:
    editor, stage = staged()
    async with stage.playing(40, 8) as pilot:
        editor.open("Note", "old")
        await pilot.press("ctrl+u", "tab", *"x", *["ctrl+z"] * 5, "escape")
        assert kept(stage) == ["old"]
        editor.open("Note")
        for _ in range(MOST_STEPS_BACK + 5):
            editor.press("a", "a")
        await pilot.press(*["ctrl+z"] * 3, "f5", "escape")
        assert kept(stage)[-1] == "a" * (MOST_STEPS_BACK + 2)


async def test_the_mouse_puts_the_cursor() -> None:
    editor, stage = staged()
    async with stage.playing(40, 8) as pilot:
        editor.open("Note", "first\nsecond")
        await pilot.pause()
        await pilot.click(editor, offset=(4, 1))
        await pilot.click(editor, offset=(4, 0))
        await pilot.press("|", "escape")
        assert kept(stage) == ["fir|st\nsecond"]


async def test_a_key_repaints_only_the_row_it_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    editor, stage = staged()
    async with stage.playing(40, 10) as pilot:
        editor.open("Note", "first\nsecond")
        await pilot.pause()
        painted: list[int] = []
        render = editor.render_line

        def watched(y: int) -> Strip:
            painted.append(y)
            return render(y)

        monkeypatch.setattr(editor, "render_line", watched)
        await pilot.press("x")
        await pilot.pause()
        assert set(painted) == {2}
