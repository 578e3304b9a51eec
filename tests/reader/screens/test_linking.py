"""Linking facts: new sources, facts of the library, searches that found nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotations.model import Stance
from annotations.stores.memory import MemoryStore
from articles.frozen import replace
from tests.reader.screens.reading_app import FREE, NARROW, Room, keys_of

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://city.example/invoice"


def room_with_claims() -> Room:
    """Return a room with two claims."""
    room = Room()
    room.claim("De nieuwe motor kostte 600.000 euro")
    room.claim("De gemeente betaalde 2,4 miljoen euro")
    return room


async def test_a_new_source_is_linked_with_quote_and_locator_and_shown() -> None:
    room = room_with_claims()
    async with room.reading() as reader:
        await reader.press("l")
        assert "] goes to a claim" in reader.foot
        await reader.press("]", "l")
        await reader.sees("A fact for claim 1")
        await reader.type(f"{URL}\n")
        await reader.press("s")
        await reader.type("six hundred thousand\np. 4\nThe invoice says so\n")
        await reader.sees(
            "fact linked; u takes it back", "✓ supports", "The invoice says so", "p. 4", "city.example"
        )
    [link], [fact], [source] = room.links, room.facts, room.sources
    assert (link.stance, link.fact, link.claim) == (Stance.SUPPORTS, fact.id, room.claims[0].id)
    assert (fact.quote, fact.locator, fact.statement) == (
        "six hundred thousand",
        "p. 4",
        "The invoice says so",
    )
    assert (source.url, fact.source) == (URL, source.id)


async def test_what_was_typed_ahead_does_not_answer_whether_a_page_is_to_be_fetched() -> None:
    room = room_with_claims()
    services = room.services(capabilities=replace(FREE, network=True))
    async with room.reading(services=services) as reader:
        await reader.press("]", "l")
        reader.burst(*keys_of(URL), "enter", "s", "ctrl+s", "f", "enter", "]", "D")
        await reader.sees("not in the library:", "fetch the page")
        assert reader.screen.pointing.claim == room.claims[0].id
        await reader.press("n")
        await reader.until(lambda: len(room.links) == 1, "the address is noted")
        assert reader.screen.pointing.claim == room.claims[0].id
    [source] = room.sources
    assert (source.url, source.article) == (URL, "")


async def test_a_fact_of_the_library_is_found_by_typing_and_linked_to_another_claim() -> None:
    room = room_with_claims()
    room.fact(room.claims[0].claim, Stance.SUPPORTS, statement="The invoice says so", url=URL)
    async with room.reading() as reader:
        await reader.press("]", "]", "l", *"invoice", "down", "enter", "r")
        await reader.until(lambda: len(room.links) == 2, "the fact is linked")
        await reader.sees("✗ refutes")
    assert len(room.facts) == 1
    assert {link.fact for link in room.links} == {room.facts[0].id}
    assert room.links[1].stance is Stance.REFUTES


async def test_a_search_that_found_nothing_is_kept_with_where_one_looked() -> None:
    room = room_with_claims()
    async with room.reading() as reader:
        reader.burst("]", "l", *keys_of("the archive\nn"), "enter")
        await reader.sees("∅ nothing found", "the archive")
    [link] = room.links
    assert (link.stance, link.searched, link.fact) == (Stance.NOTHING_FOUND, "the archive", "")


async def test_a_form_that_lacks_something_says_what_and_escape_keeps_it_for_next_time() -> None:
    room = room_with_claims()
    async with room.reading() as reader:
        await reader.press("]", "l", *"notebook", "ctrl+s")
        await reader.sees("choose a stance")
        await reader.press("escape")
        await reader.sees_no_more("A fact for claim 1")
        await reader.press("l")
        await reader.sees("notebook")
        await reader.press("ctrl+g")
        await reader.sees("thrown away")
        await reader.press("l")
        await reader.sees("A fact for claim 1")
        assert "notebook" not in reader.text
    assert room.links == []


async def test_a_draft_of_the_form_is_there_after_a_restart() -> None:
    room = room_with_claims()
    desk = room.desk("anna")

    def is_kept() -> bool:
        # On a slow machine the first draft may hold the first letters only.
        return any("notebook" in str(desk.recall(key)) for key in desk.keys("form-"))

    async with room.reading() as reader:
        await reader.press("]", "l", *"notebook", "tab")
        await reader.until(is_kept)
    async with room.reading() as reader:
        await reader.press("[", "]", "l")
        await reader.sees("notebook")


async def test_a_fact_that_cannot_be_saved_leaves_the_form_as_it_was() -> None:
    room = room_with_claims()
    store = room.stores["anna"]
    assert isinstance(store, MemoryStore)
    async with room.reading() as reader:
        store.read_only = "the library was locked"
        await reader.press("]", "l", *keys_of("the archive\nn"), "ctrl+s")
        await reader.sees("the library was locked", "the archive")
        store.read_only = ""
        await reader.press("ctrl+s")
        await reader.sees("∅ nothing found")
    assert len(room.links) == 1


async def test_keys_right_behind_the_form_wait_until_the_fact_is_linked() -> None:
    room = room_with_claims()
    async with room.reading() as reader:
        reader.burst("]", "l", *keys_of("the archive\nn"), "ctrl+s", "]")
        await reader.sees("CLAIM 2 of 2")
        assert [link.claim for link in room.links] == [room.claims[0].id]
        reader.burst("l", *keys_of("the desk\nn"), "ctrl+s", "u")
        await reader.sees("undone: fact linked")
        assert len(room.links) == 1


async def test_the_form_has_room_on_a_narrow_screen() -> None:
    room = room_with_claims()
    async with room.reading(size=NARROW) as reader:
        await reader.press("]", "l", *keys_of("the archive"), "tab")
        await reader.sees("A fact for claim 1", "the archive")
        assert "600.000" in reader.article
        await reader.press("n")
        await reader.until(lambda: len(room.links) == 1)
        await reader.sees_no_more("A fact for claim 1")


async def test_a_page_that_cannot_be_fetched_is_said_and_the_form_is_there_again() -> None:
    room = room_with_claims()
    pytest.importorskip("httpcore")
    online = replace(FREE, network=True)
    # Nothing of one's own network is fetched, so that this needs no network.
    async with room.reading(capabilities=online) as reader:
        await reader.press("]", "l", *keys_of("http://127.0.0.1:9/report\n"), "s", "ctrl+s")
        await reader.sees("not in the library")
        await reader.press("f")
        await reader.sees("127.0.0.1", "A fact for claim 1")
        await reader.press("ctrl+s")
        await reader.sees("not in the library")
        await reader.press("n")
        await reader.until(lambda: len(room.links) == 1, "the address is noted")


async def test_a_file_that_is_no_article_is_said_and_noted_by_its_name(tmp_path: Path) -> None:
    room = room_with_claims()
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4 cut sho\x00rt")
    async with room.reading() as reader:
        await reader.press("]", "l", *keys_of(f"{scan}\n"), "s", "ctrl+s")
        await reader.sees("scan.pdf")
        await reader.until(lambda: len(room.links) == 1, "its name is noted")
