"""From claim to claim, to its facts and their sources, and back."""

from __future__ import annotations

from annotations.model import ClaimKind, Stance
from tests.reader.screens.reading_app import NARROW, USUAL, Reader, Room

MOTOR, MONEY, PEOPLE, TRIAL = (
    "De nieuwe motor kostte 600.000 euro",
    "De gemeente betaalde 2,4 miljoen euro",
    "varen er straks 2.300 mensen per dag mee",
    "De pont vaart tot oktober op proef",
)


def checked_room() -> Room:
    """Return a room whose second claim rests on three facts."""
    room = Room()
    room.claim(MOTOR, kind=ClaimKind.FIGURE)
    money = room.claim(MONEY, claimant="wethouder Vermeer", kind=ClaimKind.FIGURE)
    room.claim(TRIAL)
    room.fact(
        money, Stance.SUPPORTS, url="https://city.example/budget", statement="The budget says 2.4 million"
    )
    room.fact(
        money, Stance.REFUTES, url="https://audit.example/ferry", statement="The audit counts 2.9 million"
    )
    room.session("bram").link_fact(money, Stance.NOTHING_FOUND, searched="the council's archive")
    return room


def current(reader: Reader) -> str:
    """Return the words of the claim that is current; empty where none is."""
    view = reader.screen.claim_view
    return view.span.cut(reader.screen.dossier.text) if view and view.span else ""


async def test_claim_keys_go_through_the_claims_and_the_panel_follows() -> None:
    room = checked_room()
    async with room.reading() as reader:
        assert "CLAIMS" in reader.panel
        await reader.press("]")
        assert current(reader) == MOTOR
        assert "CLAIM 1 of 3 · figure" in reader.panel
        assert "claim 1/3" in reader.foot
        assert "▌ 1" in reader.text
        await reader.press("]")
        assert "says wethouder Vermeer" in reader.panel
        for words in (
            "supports",
            "The budget says 2.4 million",
            "city.example",
            "refutes",
            "the council's archive",
        ):
            assert words in reader.panel
        await reader.press("]")
        assert current(reader) == TRIAL
        assert TRIAL in reader.article
        await reader.press("]")
        assert "no claim further on" in reader.foot
        await reader.press("[", "[", "[")
        assert "no claim before this" in reader.foot
        await reader.press("escape")
        assert "CLAIMS" in reader.panel


async def test_the_next_claim_is_looked_for_from_where_one_reads() -> None:
    room = checked_room()
    async with room.reading(size=USUAL) as reader:
        # At the end of the article the one before is the one above the screen.
        await reader.press("G", "[")
        assert current(reader) == MONEY
        await reader.press("escape", "G", "]")
        assert current(reader) == TRIAL
        await reader.press("g", "]")
        assert current(reader) == MOTOR
        await reader.press(")", ")", ")", "]")
        assert current(reader) == TRIAL


async def test_without_claims_the_key_says_how_to_make_one() -> None:
    async with Room().reading() as reader:
        await reader.press("]")
        assert "c makes one" in reader.foot
        assert "c makes one" in reader.panel


async def test_a_sentence_that_holds_a_claim_makes_it_current() -> None:
    async with checked_room().reading() as reader:
        await reader.press(")", ")")
        assert current(reader) == MOTOR
        await reader.press(")")
        assert current(reader) == ""
        assert "CLAIMS" in reader.panel


async def test_source_keys_go_through_the_facts_of_a_claim_and_stop_at_the_ends() -> None:
    room = checked_room()
    async with room.reading() as reader:
        await reader.press("s")
        assert "] goes to a claim" in reader.foot
        await reader.press("]", "s")
        assert "no source yet: l links one" in reader.foot
        await reader.press("]", "s")
        assert "▸ ✓ supports" in reader.panel
        await reader.press("s")
        assert "▸ ✗ refutes" in reader.panel
        await reader.press("s", "s")
        assert "no further source" in reader.foot
        await reader.press("S", "S")
        assert "▸ ✓ supports" in reader.panel


async def test_enter_follows_from_claim_to_fact_to_source_and_backspace_leads_back() -> None:
    async with checked_room().reading() as reader:
        await reader.press("]", "]", "enter")
        assert "▸ ✓ supports" in reader.panel
        await reader.press("enter")
        assert "https://city.example/budget" in reader.foot
        await reader.press("j", "enter")
        assert "https://audit.example/ferry" in reader.foot
        await reader.press("j", "enter")
        assert "nothing was found" in reader.foot
        await reader.press("backspace")
        assert current(reader) == MONEY


async def test_the_overview_leads_to_a_claim_and_back_to_it() -> None:
    async with checked_room().reading(size=USUAL) as reader:
        await reader.press("space", "space")
        here = reader.top
        await reader.press("tab", "j", "j", "enter")
        await reader.until(lambda: current(reader) != "", "a claim is current")
        assert current(reader) in {MONEY, TRIAL}
        await reader.press("backspace")
        assert reader.top == here
        assert current(reader) == ""
        for _ in range(9):
            await reader.press("backspace")
        assert "where you came in" in reader.foot


async def test_tab_gives_the_keys_to_the_panel_and_back() -> None:
    async with checked_room().reading() as reader:
        await reader.press("]", "]", "tab", "j")
        assert "▸ ✓ supports" in reader.panel
        await reader.press("k", "tab", "j")
        assert "De veerpont vaart weer" not in reader.article.split("Na elf")[0] or reader.top.startswith(
            "De veerpont"
        )
        assert reader.screen.focused is reader.screen.article


async def test_the_link_of_a_source_is_shown_and_copied_where_no_browser_may_start() -> None:
    async with checked_room().reading() as reader:
        await reader.press("o")
        assert "no address here" in reader.foot
        await reader.press("]", "]", "o")
        assert "https://city.example/budget" in reader.foot
        await reader.press("s", "s", "Y")
        assert reader.app.clipboard == "https://audit.example/ferry"
        assert "sent to your terminal: https://audit.example/ferry" in reader.foot


async def test_on_a_narrow_screen_a_claim_raises_a_sheet_that_tab_makes_whole_and_escape_lowers() -> None:
    async with checked_room().reading(size=NARROW) as reader:
        await reader.press("]", "]")
        assert "CLAIM" not in reader.text
        await reader.press("enter")
        await reader.sees("CLAIM 2 of 3")
        assert reader.screen.margin.size.height <= 8
        assert MONEY.rpartition(" ")[2] in reader.article
        await reader.press("enter")
        await reader.sees("▸ ✓ supports", "The budget says 2.4 million")
        await reader.press("tab")
        await reader.until(lambda: reader.screen.margin.size.height > 8, "the sheet is whole")
        assert not reader.screen.article.display
        await reader.press("escape")
        await reader.sees_no_more("CLAIM 2 of 3")
        assert reader.screen.article.display
        await reader.press("s")
        await reader.sees("▸ ✗ refutes")


async def test_the_claim_stays_in_sight_above_its_sheet() -> None:
    room = checked_room()
    room.claim("telde 48 bladzijden")
    async with room.reading(size=NARROW) as reader:
        await reader.press("]", "]", "]")
        assert reader.screen.article.top_offset == 0
        await reader.press("enter")
        await reader.sees("CLAIM 3 of 4")
        await reader.until(lambda: "telde 48" in reader.article, "the claim above the sheet")


async def test_the_text_alone_gives_way_to_the_panel_when_one_follows_a_claim() -> None:
    async with checked_room().reading() as reader:
        await reader.press("]", "]", "z", "enter")
        await reader.sees("▸ ✓ supports")
        await reader.press("escape", "escape")
        assert "CLAIMS" in reader.panel
