"""Editing one's records, deleting them, and taking everything back."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from annotations.model import Claim, ClaimKind, Fact, Link, Note, Stance, Target, TargetKind
from annotations.stores.memory import MemoryStore
from reader.capabilities import Capabilities
from tests.reader.screens.reading_app import Reader, Room, keys_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from annotations.model import Record

MOTOR = "De nieuwe motor kostte 600.000 euro"
EDITS = Capabilities(editor=True, browser=False, suspend=True, files=True, network=False)


def room_with_everything() -> Room:
    """Return a room with a claim, a fact, a verdict and a note, all of them anna's, and one of bram's."""
    room = Room()
    claim = room.claim(MOTOR, kind=ClaimKind.FIGURE)
    room.fact(claim, Stance.SUPPORTS, statement="The invoice says so", quote="600.000")
    room.judge(claim, "supported", by="anna", reason="One invoice")
    target = Target(TargetKind.CLAIM, claim.id)
    room.session("anna").add_note(room.article, target, "Who paid?")
    room.session("bram").add_note(room.article, target, "Not me.")
    return room


async def select(reader: Reader, record: Record) -> None:
    """Go to the panel and select a record there."""
    if reader.screen.focused is not reader.screen.panel:
        await reader.press("tab")
    for key in [*["j"] * 9, *["k"] * 9]:
        if reader.screen.panel.selected_record() == record.id:
            return
        await reader.press(key)
    raise AssertionError(record)


async def test_a_note_is_edited_in_place() -> None:
    room = room_with_everything()
    async with room.reading() as reader:
        await reader.press("]")
        await select(reader, room.notes[0])
        await reader.press("e")
        await reader.sees("Your note", "Who paid?")
        await reader.press(*keys_of(" And when?"), "escape")
        await reader.sees_no_more("Your note")
        assert room.notes[0].text == "Who paid? And when?"
        assert "Who paid? And when?" in reader.panel


async def test_a_claim_is_edited_by_its_fields_and_a_wrong_kind_is_refused_with_the_kinds() -> None:
    room = room_with_everything()
    async with room.reading() as reader:
        await reader.press("]", "e")
        await reader.sees("Your claim", "kind: figure")
        await reader.press(*["backspace"] * 6, *"maybe", "escape")
        await reader.sees("'maybe' is not a kind of claim", "kind: maybe")
        await reader.press(*["backspace"] * 5, *"date", "escape")
        await reader.sees("CLAIM 1 of 1 · date")
        assert room.claims[0].claim.kind is ClaimKind.DATE


async def test_the_fact_of_a_link_is_edited() -> None:
    room = room_with_everything()
    async with room.reading() as reader:
        await reader.press("]", "s", "e")
        await reader.sees("Your fact", "statement: The invoice says so")
        await reader.press("ctrl+home", "end", *"!", "escape")
        await reader.sees("The invoice says so!")
        assert room.facts[0].statement == "The invoice says so!"


async def test_the_reason_of_a_verdict_is_edited() -> None:
    room = room_with_everything()
    async with room.reading() as reader:
        await reader.press("]")
        await select(reader, room.reviews[0])
        await reader.press("e")
        await reader.sees("Your review", "One invoice")
        await reader.press(*"s", "escape")
        await reader.sees("One invoices")
        assert room.reviews[0].reason == "One invoices"


async def test_what_is_anothers_is_neither_edited_nor_deleted() -> None:
    room = room_with_everything()
    note = next(note for note in room.notes if note.author == "bram")
    async with room.reading() as reader:
        await reader.press("]")
        await select(reader, note)
        await reader.press("e")
        assert "this is bram's: a replies to it" in reader.foot
        await reader.press("D")
        await reader.sees("belongs to bram")
        assert note in room.notes


async def test_with_nothing_at_hand_edit_and_delete_say_so() -> None:
    async with Room().reading() as reader:
        await reader.press("e")
        assert "nothing here to edit" in reader.foot
        await reader.press("D")
        assert "nothing selected to delete" in reader.foot
        await reader.press("u")
        await reader.sees("nothing")
        await reader.press("U")
        await reader.sees("nothing")


async def test_everything_is_undone_and_done_again_any_number_of_times() -> None:
    room = Room()
    async with room.reading() as reader:
        await reader.press(")", ")", "c")
        await reader.sees("CLAIM 1 of 1")
        await reader.press("a", *"Hm", "escape")
        await reader.sees("Hm")
        await reader.press("r", "s")
        await reader.until(lambda: len(room.reviews) == 1)

        def standing() -> tuple[int, int, int]:
            return len(room.claims), len(room.notes), len(room.reviews)

        for _ in range(2):
            for said, after in (
                ("verdict given", (1, 1, 0)),
                ("note added", (1, 0, 0)),
                ("claim added", (0, 0, 0)),
            ):
                await reader.press("u")
                await reader.sees(f"undone: {said}")
                assert standing() == after
            assert "CLAIMS" in reader.panel
            for said, after in (
                ("claim added", (1, 0, 0)),
                ("note added", (1, 1, 0)),
                ("verdict given", (1, 1, 1)),
            ):
                await reader.press("U")
                await reader.sees(f"done again: {said}")
                assert standing() == after
        assert "1●" in reader.text


async def test_a_claim_is_deleted_without_a_question_and_u_brings_it_back() -> None:
    room = room_with_everything()
    async with room.reading() as reader:
        await reader.press("]", "D")
        await reader.sees("claim deleted; u brings it back")
        assert room.held(Claim) == []
        assert "1●" not in reader.article
        await reader.press("u")
        await reader.sees("undone: claim deleted")
        assert len(room.claims) == 1
        assert "1●" in reader.article


async def test_what_hangs_on_a_claim_is_deleted_one_by_one() -> None:
    room = room_with_everything()
    async with room.reading() as reader:
        await reader.press("]", "s", "D")
        await reader.sees("link deleted")
        assert (len(room.held(Link)), len(room.held(Fact))) == (0, 1)
        await select(reader, room.notes[0])
        await reader.press("D")
        await reader.sees("note deleted")
        await select(reader, room.reviews[0])
        await reader.press("D")
        await reader.sees("review deleted")
        assert [note.text for note in room.held(Note)] == ["Not me."]
        assert len(room.claims) == 1


async def test_a_burst_of_undo_takes_back_exactly_as_much() -> None:
    room = Room()
    async with room.reading() as reader:
        reader.burst(")", "c", ")", "c", ")", "c", "u", "u")
        await reader.sees("CLAIM", "undone")
        await reader.until(lambda: len(room.claims) == 1)
        await reader.settle()
        assert len(room.claims) == 1


async def test_a_verb_that_the_store_refuses_says_why_and_changes_nothing() -> None:
    room = room_with_everything()
    store = room.stores["anna"]
    assert isinstance(store, MemoryStore)
    async with room.reading() as reader:
        store.read_only = "the library was locked"
        for keys in (("]", "D"), ("u",), ("escape", ")", "c"), ("[", "]", "r", "r")):
            await reader.press(*keys)
            await reader.sees("the library was locked")
            await reader.press("j")
            await reader.sees_no_more("the library was locked")
        assert len(room.claims) == 1
        assert room.reviews[0].verdict == "supported"


def editor(tmp_path: Path, code: str) -> dict[str, str]:
    """Return an environment whose editor is a script; `path` is the file that it is given."""
    script = tmp_path / "editor.py"
    script.write_text(f"import pathlib, sys\npath = pathlib.Path(sys.argv[1])\n{code}\n", encoding="utf-8")
    return {"EDITOR": f"{sys.executable} {script}"}


async def test_the_persons_own_editor_is_used_where_it_may_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = room_with_everything()
    monkeypatch.setattr("reader.app.PostilApp.suspend", _no_terminal_to_hand_over)
    environment = editor(tmp_path, "path.write_text(path.read_text().replace('Who', 'Whoever'))")
    services = room.services(capabilities=EDITS, environment=environment)
    async with room.reading(services=services) as reader:
        await reader.press("]")
        await select(reader, room.notes[0])
        await reader.press("e")
        await reader.sees("Whoever paid?")
        assert room.notes[0].text == "Whoever paid?"
        await reader.press("e")
        await reader.sees("Whoeverever paid?")


async def test_what_an_editor_left_and_cannot_be_saved_is_in_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = room_with_everything()
    monkeypatch.setattr("reader.app.PostilApp.suspend", _no_terminal_to_hand_over)
    services = room.services(
        capabilities=EDITS, environment=editor(tmp_path, "path.write_text('kind: maybe')")
    )
    async with room.reading(services=services) as reader:
        await reader.press("]", "e")
        await reader.sees("'maybe' is not a kind of claim", "kind: maybe", "Esc keep")
        await reader.press(*["backspace"] * 5, *"name", "escape")
        await reader.sees("CLAIM 1 of 1 · name")


async def test_an_editor_that_changes_nothing_or_fails_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = room_with_everything()
    monkeypatch.setattr("reader.app.PostilApp.suspend", _no_terminal_to_hand_over)
    services = room.services(capabilities=EDITS, environment=editor(tmp_path, "pass"))
    async with room.reading(services=services) as reader:
        await reader.press("]", "e")
        await reader.sees("nothing changed")
    services = room.services(capabilities=EDITS, environment={"EDITOR": "/no/such/editor"})
    async with room.reading(services=services) as reader:
        await reader.press("[", "]", "e")
        await reader.sees("was not found", "Your claim")
        await reader.press("ctrl+g")
    assert room.claims[0].claim.kind is ClaimKind.FIGURE


def _no_terminal_to_hand_over(_app: object) -> object:
    """Stand in for `App.suspend`: a test has no terminal that could be handed over."""
    from contextlib import nullcontext

    return nullcontext()
