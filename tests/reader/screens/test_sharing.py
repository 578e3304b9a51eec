"""Coming back to an article, and colleagues who work on it at the same time; on real files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.model import Target, TargetKind
from reader.navigable import PLACE_AFTER
from tests.reader.screens.reading_app import USUAL, WIDE, Room

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

MOTOR, TRIAL = "De nieuwe motor kostte 600.000 euro", "De pont vaart tot oktober op proef"


async def test_place_claim_and_draft_are_back_after_quitting(tmp_path: Path) -> None:
    room = Room(folder=tmp_path)
    room.claim(MOTOR)
    room.claim(TRIAL)
    async with room.reading(size=USUAL) as reader:
        await reader.press("]", "]")
        top, text = reader.screen.article.top_offset, reader.top
        assert top > 0
        await reader.press("a", *"Half")
        await reader.until(lambda: room.desk("anna").keys("draft-") != [])
        await reader.press("ctrl+q")
        await reader.until(lambda: reader.app._exit, "the program ends")
    async with room.reading(size=USUAL) as reader:
        assert (reader.screen.article.top_offset, reader.top) == (top, text)
        await reader.sees("CLAIM 2 of 2", "unfinished: Note on claim 2")
        await reader.press("g")
        await reader.sees("Half")
        await reader.press("escape")
        await reader.until(lambda: [note.text for note in room.notes] == ["Half"])
    async with room.reading(size=WIDE) as reader:
        assert top in range(reader.screen.article.visible_span.start, reader.screen.article.visible_span.end)


async def test_the_place_is_kept_while_one_reads(tmp_path: Path) -> None:
    room = Room(folder=tmp_path)
    async with room.reading(size=USUAL) as reader:
        await reader.press("space", ")")
        await reader.until(
            lambda: room.desk("anna").recall(f"place-{room.article}") is not None,
            f"kept after {PLACE_AFTER} s",
        )


async def test_each_reviewer_comes_back_to_a_place_of_their_own(tmp_path: Path) -> None:
    room = Room(folder=tmp_path)
    async with room.reading(size=USUAL) as reader:
        await reader.press("space", "q")
        await reader.until(lambda: reader.app._exit)
    async with room.reading("bram", size=USUAL) as reader:
        assert reader.top == "De veerpont vaart weer"


async def test_what_a_colleague_writes_appears_while_one_reads_and_writes(tmp_path: Path) -> None:
    room = Room(folder=tmp_path)
    claim = room.claim(MOTOR)
    async with room.reading(size=USUAL) as reader:
        await reader.press("]", "a", *"Half")
        top = reader.screen.article.top_offset
        room.judge(claim, "refuted", by="bram")
        target = Target(TargetKind.CLAIM, claim.id)
        note = room.session("bram").add_note(room.article, target, "I rang them.")
        await reader.until(lambda: note.id in reader.screen.dossier.records, "the note came by itself")
        assert reader.screen.article.top_offset == top
        assert "Half" in reader.text
        await reader.press(*"way", "escape")
        await reader.sees("bram refuted", "I rang them.", "Halfway")
    assert sorted(note.text for note in room.notes) == ["Halfway", "I rang them."]


async def test_a_selection_outlives_what_a_colleague_writes(tmp_path: Path) -> None:
    room = Room(folder=tmp_path)
    claim = room.claim(MOTOR)
    async with room.reading(size=USUAL) as reader:
        await reader.press("j", "v", "right", "right")
        selecting, selected = reader.screen.selecting, reader.screen.panel.selected_record()
        assert selecting is not None
        note = room.session("bram").add_note(room.article, Target(TargetKind.CLAIM, claim.id), "I rang them.")
        await reader.until(lambda: note.id in reader.screen.dossier.records, "the note came by itself")
        assert reader.screen.selecting == selecting
        assert reader.screen.panel.selected_record() == selected


async def test_what_a_colleague_wrote_is_marked_until_it_was_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The test says when time has passed.
    monkeypatch.setattr("reader.screens.reading.SEEN_AFTER", 3600)
    room = Room(folder=tmp_path)
    noted, other = room.claim(MOTOR), room.claim(TRIAL)
    async with room.reading(size=USUAL) as reader:
        # At another claim, so that it is not seen yet.
        await reader.press("]", "]")
        await reader.until(lambda: reader.screen.pointing.claim == other.id, "it is at the other claim")
        note = room.session("bram").add_note(room.article, Target(TargetKind.CLAIM, noted.id), "I rang them.")
        await reader.until(lambda: note.id in reader.screen.fresh, "the note came by itself")
        for _ in range(3):
            reader.screen.forget_seen()
        assert note.id in reader.screen.fresh
        await reader.press("[")
        await reader.sees("• bram", "I rang them.")
        for _ in range(2):
            reader.screen.forget_seen()
        await reader.sees_no_more("• bram")
        await reader.sees("I rang them.")


async def test_two_who_write_at_once_both_keep_everything(tmp_path: Path) -> None:
    room = Room(folder=tmp_path)
    room.claim(MOTOR)
    async with room.reading(size=USUAL) as anna, room.reading("bram", size=USUAL) as bram:
        await anna.press("]")
        await bram.press("]")
        for number in range(3):
            anna.burst("a", *f"a{number}", "escape")
            bram.burst("a", *f"b{number}", "escape")
        await anna.sees("a0", "a1", "a2", "b0", "b1", "b2")
        await bram.sees("a0", "a1", "a2", "b0", "b1", "b2")
    assert sorted(note.text for note in room.notes) == ["a0", "a1", "a2", "b0", "b1", "b2"]


async def test_a_library_that_cannot_be_written_keeps_the_text_and_says_why(tmp_path: Path) -> None:
    room = Room(folder=tmp_path)
    room.claim(MOTOR)
    records = tmp_path / "records" / "anna"
    async with room.reading(size=USUAL) as reader:
        moved = records.rename(records.with_name("away"))
        records.write_text("a file where the folder was", encoding="utf-8")
        await reader.press("]", "a", *"Keep", "escape")
        await reader.until(lambda: reader.screen.editor.is_open, "the text is back in the editor")
        await reader.sees("Keep")
        records.unlink()
        moved.rename(records)
        await reader.press("!", "escape")
        await reader.until(lambda: [note.text for note in room.notes] == ["Keep!"])
