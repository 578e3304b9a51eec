"""Selecting words, making claims of them, copying them; by keys and by mouse."""

from __future__ import annotations

from textual import events

from annotations.model import ClaimKind, Stance
from tests.reader.screens.reading_app import USUAL, WIDE, Reader, Room

SECOND = "De nieuwe motor kostte 600.000 euro, en de fanfare speelde 🎺."


def selected(reader: Reader) -> str:
    """Return the words that are selected."""
    return reader.screen.pointing.selection.cut(reader.screen.dossier.text)


async def test_c_makes_a_claim_of_the_sentence_and_shows_it() -> None:
    room = Room()
    async with room.reading() as reader:
        await reader.press("c")
        assert ") goes to a sentence" in reader.foot
        await reader.press(")", ")", "c")
        await reader.sees("CLAIM 1 of 1 · figure", "1○", "l links a fact")
        assert [room.words_of(view) for view in room.claims] == [SECOND]
        assert room.claims[0].claim.kind is ClaimKind.FIGURE
        await reader.press("c")
        await reader.sees("this is claim 1 already")
        assert len(room.claims) == 1


async def test_words_are_selected_by_keys_from_either_end() -> None:
    room = Room()
    async with room.reading() as reader:
        await reader.press("right")
        assert "v selects" in reader.foot
        await reader.press(")", ")", "v")
        assert selected(reader) == "De"
        await reader.press("right", "right", "right", "right")
        assert selected(reader) == "De nieuwe motor kostte 600.000"
        await reader.press("left")
        assert selected(reader) == "De nieuwe motor kostte"
        await reader.press("right", "o", "right")
        assert selected(reader) == "nieuwe motor kostte 600.000"
        await reader.press("c")
        await reader.sees("CLAIM 1 of 1")
        assert room.words_of(room.claims[0]) == "nieuwe motor kostte 600.000"
        assert selected(reader) == ""


async def test_v_twice_selects_the_sentence_and_sentence_keys_take_the_next() -> None:
    room = Room()
    async with room.reading() as reader:
        await reader.press(")", ")", "v", "v")
        assert selected(reader) == SECOND
        await reader.press(")")
        assert selected(reader).endswith("zei schipper Bram de Graaf.")
        await reader.press("escape")
        assert selected(reader) == ""
        assert room.claims == []


async def test_v_begins_at_the_match_of_a_search() -> None:
    async with Room().reading() as reader:
        await reader.press("/", *"fanfare", "enter")
        await reader.sees("1/1")
        await reader.press("v", "right")
        assert selected(reader) == "fanfare speelde"


async def test_on_a_claim_v_moves_its_bounds_and_undo_gives_the_old_ones_back() -> None:
    room = Room()
    claim = room.claim("De nieuwe motor kostte 600.000 euro")
    async with room.reading() as reader:
        await reader.press("]", "v")
        assert selected(reader) == "De nieuwe motor kostte 600.000 euro"
        await reader.press("o", "right", "o", "left", "enter")
        await reader.sees("new words")
        assert room.words_of(claim) == "nieuwe motor kostte 600.000"
        await reader.press("u")
        await reader.sees("undone")
        assert room.words_of(claim) == "De nieuwe motor kostte 600.000 euro"


async def test_bounds_of_anothers_claim_are_refused_and_stay() -> None:
    room = Room()
    claim = room.claim("De nieuwe motor kostte 600.000 euro", by="bram")
    async with room.reading() as reader:
        await reader.press("]", "v", "left", "enter")
        await reader.sees("belongs to bram")
        assert room.words_of(claim) == "De nieuwe motor kostte 600.000 euro"


async def test_words_are_copied_with_where_they_are_from() -> None:
    room = Room()
    room.claim("De gemeente betaalde 2,4 miljoen euro", claimant="Vermeer")
    async with room.reading() as reader:
        await reader.press("y")
        assert "v selects words" in reader.foot
        await reader.press(")", ")", "v", "right", "y")
        cited = "“De nieuwe” (Ilse Maarsen, De veerpont vaart weer, Waterdam Courant, 2025-03-10, https://courant.example/veerpont)"
        assert reader.app.clipboard == cited
        assert "sent to your terminal" in reader.foot
        assert selected(reader) == ""
        await reader.press("]", "y")
        assert reader.app.clipboard.startswith(
            "“De gemeente betaalde 2,4 miljoen euro” (Vermeer, Ilse Maarsen,"
        )


async def cell_of(reader: Reader, words: str, at: int = 0) -> tuple[int, int]:
    """Return where on the screen some words of the article stand."""
    text = reader.screen.dossier.text
    cell = reader.screen.article.screen_cell_of(text.index(words) + at)
    assert cell is not None
    region = reader.screen.article.region
    return region.x + cell[0], region.y + cell[1]


async def test_a_click_makes_the_sentence_under_the_mouse_current() -> None:
    room = Room()
    room.claim("De nieuwe motor kostte 600.000 euro")
    async with room.reading() as reader:
        await reader.pilot.click(offset=await cell_of(reader, "motor kostte"))
        await reader.sees("CLAIM 1 of 1")
        await reader.pilot.click(offset=await cell_of(reader, "mooiste"))
        await reader.sees_no_more("CLAIM 1 of 1")
        sentence = reader.screen.pointing.sentence.cut(room.dossier.text)
        assert sentence.startswith("„Dit is de mooiste dag")


async def test_the_mouse_drawn_over_words_selects_them() -> None:
    room = Room()
    async with room.reading() as reader:
        first, last = await cell_of(reader, "fanfare speelde"), await cell_of(reader, "fanfare speelde", 14)
        await reader.pilot.mouse_down(offset=first)
        await reader.pilot.hover(offset=last)
        await reader.pilot.mouse_up(offset=last)
        await reader.until(lambda: selected(reader) == "fanfare speelde", "the words are selected")
        await reader.press("c")
        await reader.sees("CLAIM 1 of 1")
        assert room.words_of(room.claims[0]) == "fanfare speelde"


async def test_the_wheel_scrolls_the_article() -> None:
    async with Room().reading(size=USUAL) as reader:
        view = reader.screen.article
        for kind in (events.MouseScrollDown, events.MouseScrollDown, events.MouseScrollUp):
            event = kind(view, 5, 5, 0, 0, 0, shift=False, meta=False, ctrl=False, screen_x=5, screen_y=5)
            reader.app.post_message(event)
        await reader.settle()
        assert reader.top.startswith("Na elf maanden")


async def test_a_click_in_the_panel_selects_what_is_there() -> None:
    room = Room()
    claim = room.claim("De nieuwe motor kostte 600.000 euro")
    room.fact(claim, Stance.SUPPORTS, statement="An invoice")
    async with room.reading(size=WIDE) as reader:
        await reader.press("]")
        row = next(y for y, line in enumerate(reader.rows) if "An invoice" in line)
        await reader.pilot.click(offset=(90, row))
        await reader.sees("▸ ✓ supports")
