"""Moving about an article by keys: lines, pages, paragraphs, sentences, contents, marks, width."""

from __future__ import annotations

import pytest

from reader.screens.reading import ReadingScreen
from tests.reader.screens.reading_app import NARROW, USUAL, WIDE, Room

FIRST, LAST = "De veerpont vaart weer", "moet omlopen."


async def test_line_keys_scroll_by_a_line_and_arrows_do_the_same() -> None:
    async with Room().reading(size=USUAL) as reader:
        await reader.press("j", "j", "down")
        assert reader.top.startswith("Na elf maanden")
        await reader.press("k", "up", "up", "k")
        assert reader.top == FIRST


@pytest.mark.parametrize("down", ["space", "f", "pagedown", "ctrl+f"])
@pytest.mark.parametrize("up", ["b", "pageup", "ctrl+b"])
async def test_page_keys_go_on_and_back_by_a_screen(down: str, up: str) -> None:
    async with Room().reading(size=USUAL) as reader:
        foot = reader.article.split()[-3:]
        await reader.press(down)
        # Two rows of the page before stay in sight, so that nobody loses the thread.
        assert " ".join(foot) in reader.article
        assert FIRST not in reader.article
        await reader.press(up)
        assert reader.top == FIRST


async def test_half_pages_go_half_as_far() -> None:
    async with Room().reading(size=USUAL) as reader:
        middle = reader.rows[11].partition("│")[0].strip()
        await reader.press("J")
        assert middle in "\n".join(reader.rows[:3])
        await reader.press("ctrl+d", "ctrl+u", "K")
        assert reader.top == FIRST


async def test_bottom_shows_the_end_and_says_so_and_top_the_start() -> None:
    async with Room().reading(size=USUAL) as reader:
        await reader.press("G")
        assert reader.article.endswith(LAST)
        assert "100 %" in reader.foot
        await reader.press("space", "j", "end")
        assert reader.article.endswith(LAST)
        await reader.press("home")
        assert reader.top == FIRST
        await reader.press("backspace")
        assert reader.article.endswith(LAST)


async def test_paragraphs_come_to_the_top_one_after_another() -> None:
    async with Room().reading(size=USUAL) as reader:
        tops = []
        for _ in range(5):
            await reader.press("}")
            tops.append(" ".join(reader.top.split()[:2]))
        assert tops[:3] == ["Na elf", "Wat het", "De gemeente"]
        await reader.press("{", "{", "{")
        assert reader.top.startswith("Wat het kostte")


async def test_sentences_are_pointed_at_in_turn_and_scroll_into_sight() -> None:
    room = Room()
    text = room.dossier.text
    async with room.reading(size=USUAL) as reader:
        said = []
        for _ in range(5):
            await reader.press(")")
            said.append(reader.screen.pointing.sentence.cut(text))
        assert said[0].startswith("Na elf maanden")
        assert said[1] == "De nieuwe motor kostte 600.000 euro, en de fanfare speelde 🎺."
        assert said[2].startswith("„Dit is de mooiste dag")
        assert said[3] == "De gemeente betaalde 2,4 miljoen euro."
        assert "▏" in reader.text
        await reader.press("(", "(")
        assert reader.screen.pointing.sentence.cut(text) == said[2]
        await reader.press("G", ")")
        assert reader.screen.pointing.sentence.overlaps(reader.screen.article.visible_span)
        while "last sentence" not in reader.foot:
            await reader.press(")")
        assert reader.screen.pointing.sentence.cut(text).endswith(LAST)
        await reader.press("g", "(")
        while "first sentence" not in reader.foot:
            await reader.press("(")
    assert room.claims == []


async def test_contents_narrow_by_typing_and_lead_to_a_heading_and_back() -> None:
    async with Room().reading(size=USUAL) as reader:
        await reader.press("t")
        await reader.sees("Contents", "De overkant", "Hoe het verder gaat")
        await reader.press(*"overk", "enter")
        await reader.until(lambda: isinstance(reader.app.screen, ReadingScreen))
        await reader.settle()
        assert reader.top.startswith("De overkant")
        await reader.press("backspace")
        assert reader.top == FIRST
        await reader.press("t", "escape")
        assert isinstance(reader.app.screen, ReadingScreen)
        assert reader.top == FIRST


async def test_an_article_without_headings_has_no_contents_and_says_so() -> None:
    async with Room(b"Een zin. Nog een zin.\n").reading() as reader:
        await reader.press("t")
        assert "no headings" in reader.foot


async def test_a_mark_is_set_and_jumped_to_by_one_letter() -> None:
    room = Room()
    async with room.reading(size=USUAL) as reader:
        await reader.press("space")
        here = reader.top
        await reader.press("m", "a")
        await reader.sees("mark a set")
        await reader.press("g", "'", "a")
        await reader.until(lambda: reader.top == here, "the place of the mark")
        await reader.press("backspace")
        assert reader.top == FIRST
        await reader.press("'", "x")
        await reader.sees("no mark x", "marks: a")
    async with room.reading(size=WIDE) as reader:
        await reader.press("'", "a")
        await reader.until(lambda: here.split()[0] in reader.top, "the same words in another window")


async def test_marks_typed_in_a_burst_run_nothing_else() -> None:
    room = Room()
    async with room.reading(size=USUAL) as reader:
        reader.burst("m", "c", "space", "'", "c", "j")
        await reader.until(lambda: reader.screen.article.top_offset > 0, "the line down that came last")
        await reader.press("k")
        assert reader.top == FIRST
        assert room.claims == []
        assert room.desk("anna").recall(f"marks-{room.article}") == {"c": 0}


async def test_the_measure_goes_narrower_wider_and_back_while_the_top_stays() -> None:
    async with Room().reading() as reader:
        await reader.press("space")
        first = reader.screen.article.top_offset
        await reader.press("<", "<", "<")
        assert "64 columns" in reader.foot
        assert reader.screen.article.top_offset == first
        assert max(len(row.partition("│")[0].rstrip()) for row in reader.rows[:-1]) <= 5 + 64 + 8
        await reader.press(">", "=")
        assert "70 columns" in reader.foot
        assert reader.screen.article.top_offset == first
        for _ in range(40):
            await reader.press("<")
        assert "40 columns" in reader.foot


async def test_the_text_stands_alone_and_comes_back_with_its_panel() -> None:
    room = Room()
    room.claim("600.000 euro")
    async with room.reading() as reader:
        await reader.press("z")
        assert "│" not in reader.text
        assert "CLAIMS" not in reader.text
        await reader.press("z")
        assert "CLAIMS" in reader.text


@pytest.mark.parametrize("size", [WIDE, USUAL, NARROW])
async def test_long_dutch_words_break_and_everything_of_the_article_can_be_reached(
    size: tuple[int, int],
) -> None:
    room = Room()
    async with room.reading(size=size) as reader:
        seen = reader.article
        while "100 %" not in reader.foot:
            await reader.press("j")
            seen += f" {reader.article}"
        bare = seen.replace("▎", "").replace(" ", "")
        for word in (
            "aansprakelijkheidsverzekeringsmaatschappijen",
            "600.000",
            "🎺",
            "dichteresAnnaBlok",
            "355.000",
            "•Fietsen",
        ):
            assert word in bare
