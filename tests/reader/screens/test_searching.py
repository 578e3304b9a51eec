"""Searching by keys: smart case, across rows, round the ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.reader.screens.reading_app import NARROW, USUAL, Room

if TYPE_CHECKING:
    import pytest


async def test_a_search_counts_its_matches_and_goes_round_with_a_word() -> None:
    room = Room()
    times = room.dossier.text.lower().count("vermeer")
    assert times == 3
    async with room.reading(size=USUAL) as reader:
        await reader.press("/")
        await reader.sees("words to find")
        await reader.press(*"vermeer", "enter")
        await reader.sees("1/3")
        starts = [reader.screen.pointing.match.start]
        for place in ("2/3", "3/3"):
            await reader.press("n")
            assert place in reader.foot
            starts.append(reader.screen.pointing.match.start)
            assert reader.screen.pointing.match.overlaps(reader.screen.article.visible_span)
        assert starts == sorted(starts)
        await reader.press("n")
        assert "from the top" in reader.foot
        assert reader.screen.pointing.match.start == starts[0]
        await reader.press("N")
        assert "from the end" in reader.foot
        assert reader.screen.pointing.match.start == starts[-1]
        await reader.press("N")
        assert "2/3" in reader.foot


async def test_small_letters_find_any_case_and_capitals_only_their_own() -> None:
    async with Room().reading(size=USUAL) as reader:
        await reader.press("/", *"de pont", "enter")
        await reader.until(lambda: reader.screen.matches != [])
        every = len(reader.screen.matches)
        await reader.press("/", *"De pont", "enter")
        await reader.until(lambda: len(reader.screen.matches) != every)
        text = reader.screen.dossier.text
        assert {span.cut(text) for span in reader.screen.matches} == {"De pont"}


async def test_words_are_found_where_the_row_breaks_between_them() -> None:
    async with Room().reading(size=NARROW) as reader:
        await reader.press("/", *"Oudeveer en de Nieuwe", "enter")
        await reader.sees("1/1")
        assert "Oudeveer\n" in reader.text


async def test_what_is_not_found_is_said_and_an_escape_leaves_everything_as_it_was() -> None:
    room = Room()
    async with room.reading(size=USUAL) as reader:
        await reader.press("n")
        assert "/ searches" in reader.foot
        await reader.press("/", *"brugwachter", "enter")
        await reader.sees("not found: brugwachter")
        await reader.press("/", *"caq", "escape", "j")
        assert reader.screen.matches == []
        assert reader.top.startswith("De veerpont")
    assert room.claims == []


async def test_escape_takes_the_matches_off_the_screen_and_backspace_leads_back() -> None:
    async with Room().reading(size=USUAL) as reader:
        await reader.press("/", *"idrissi", "enter")
        await reader.sees("1/1", "Karim Idrissi")
        await reader.press("escape")
        assert "1/1" not in reader.foot
        await reader.press("backspace")
        assert reader.top.startswith("De veerpont")


async def test_in_a_long_text_the_first_place_is_shown_before_the_others_are_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("reader.screens.seeking.LONG", 0)
    async with Room().reading(size=USUAL) as reader:
        await reader.press("/", *"pont", "enter")
        await reader.sees("1/7")
        reader.burst("/", *"ponts", "backspace", "enter", "n", "n")
        await reader.sees("3/7")
        reader.burst("/", *"pont", "enter", "escape")
        await reader.until(lambda: reader.screen.matches == [])
        await reader.press("/", *"brugwachter", "enter")
        await reader.sees("not found: brugwachter")


async def test_a_search_typed_in_one_burst_runs_no_command_and_loses_no_key() -> None:
    room = Room()
    async with room.reading(size=USUAL) as reader:
        reader.burst("/", *"ponts", "backspace", "enter", "n", "n")
        await reader.sees("3/7")
        assert {span.cut(room.dossier.text).lower() for span in reader.screen.matches} == {"pont"}
    assert (room.claims, room.notes) == ([], [])


async def test_signs_of_a_pattern_are_looked_for_as_they_are() -> None:
    async with Room().reading() as reader:
        await reader.press("/", *"600.000", "enter")
        await reader.sees("1/1")
        await reader.press("/", *"(.*", "enter")
        await reader.sees("not found: (.*")
