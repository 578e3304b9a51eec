"""The prompt at the foot of the screen, by keys."""

from __future__ import annotations

from textual.events import Paste

from annotations.scales import EVIDENCE_SCALE
from reader.glyphs import ASCII, UNICODE
from reader.palette import palette_for
from reader.widgets.line_prompt import Choice, LinePrompt
from tests.reader.staging import DARK, HOSTILE, Stage, screen_rows, screen_text

VERDICTS = [Choice(one.letter, one.id) for one in EVIDENCE_SCALE.verdicts]


def staged() -> tuple[LinePrompt, Stage]:
    prompt = LinePrompt(DARK, UNICODE)
    return prompt, Stage(prompt)


async def test_what_is_typed_at_once_after_asking_is_the_answer() -> None:
    prompt, stage = staged()
    async with stage.playing(40, 5) as pilot:
        prompt.ask("/", placeholder="words to find")
        await pilot.press(*"jjq", "enter")
        assert stage.said[-1] == LinePrompt.Answered("jjq")
        assert [type(one) for one in stage.said[:-1]] == [LinePrompt.Changed] * 3
        assert stage.focused is stage.below
        assert stage.below.pressed == []


async def test_a_burst_ends_as_it_was_typed() -> None:
    prompt, stage = staged()
    async with stage.playing(40, 5) as pilot:
        prompt.ask("/")
        await pilot.press("a", "backspace", "b", "left", "c", "enter", "j")
        assert stage.said[-1] == LinePrompt.Answered("cb")
        assert stage.below.pressed == ["j"]


async def test_escape_leaves_and_says_so_once() -> None:
    prompt, stage = staged()
    async with stage.playing(40, 5) as pilot:
        prompt.ask("/", "start")
        await pilot.press("escape")
        assert stage.said == [LinePrompt.Cancelled()]
        assert not prompt.is_open
        assert prompt.text == "start"


async def test_an_empty_prompt_says_what_it_wants() -> None:
    prompt, stage = staged()
    async with stage.playing(40, 5) as pilot:
        prompt.ask("/", placeholder="words to find")
        await pilot.pause()
        assert screen_rows(stage)[1].startswith(" /  words to find ")
        await pilot.press("x")
        await pilot.pause()
        assert "words" not in screen_text(stage)


async def test_a_long_answer_scrolls_with_its_cursor_in_sight() -> None:
    prompt, stage = staged()
    async with stage.playing(40, 5) as pilot:
        prompt.ask("export to", "a" * 50 + "end")
        await pilot.pause()
        assert screen_rows(stage)[1].rstrip().endswith("aend")
        assert stage.cursor_position.y == 1
        await pilot.press("home")
        await pilot.pause()
        assert "end" not in screen_rows(stage)[1]


async def test_a_paste_is_one_clean_line() -> None:
    prompt, stage = staged()
    async with stage.playing(40, 5) as pilot:
        prompt.ask("/")
        prompt.post_message(Paste(f"{HOSTILE}\nnext"))
        await pilot.pause()
        assert prompt.text == "a [/] [@click=app.exit]b]52;c;cHduZWQ=2Jcd [redactie] next"
        assert "\x1b" not in screen_text(stage)


async def test_one_letter_answers() -> None:
    prompt, stage = staged()
    async with stage.playing(40, 6) as pilot:
        prompt.choose("r", VERDICTS)
        await pilot.press("c", "j")
        assert stage.said == [LinePrompt.Chosen("c")]
        assert stage.below.pressed == ["j"]


async def test_all_letters_are_shown_with_their_words_in_forty_columns() -> None:
    prompt, stage = staged()
    async with stage.playing(40, 6) as pilot:
        prompt.choose("r", VERDICTS, default="s")
        await pilot.pause()
        shown = screen_text(stage)
        for verdict in EVIDENCE_SCALE.verdicts:
            assert f"{verdict.letter} {verdict.id}" in shown
        await pilot.press("enter")
        assert stage.said == [LinePrompt.Chosen("s")]


async def test_an_unknown_letter_is_named_and_the_question_stays() -> None:
    prompt, stage = staged()
    async with stage.playing(60, 6) as pilot:
        prompt.choose("r", VERDICTS)
        prompt.post_message(Paste("s"))
        await pilot.press("z")
        await pilot.pause()
        assert "no z:" in screen_text(stage)
        await pilot.press("enter")
        await pilot.pause()
        assert "no enter:" in screen_text(stage)
        assert stage.said == []
        await pilot.press("escape")
        assert stage.said == [LinePrompt.Cancelled()]


async def test_hostile_words_stay_words() -> None:
    prompt, stage = staged()
    async with stage.playing(40, 8) as pilot:
        prompt.choose(HOSTILE, [Choice("x", HOSTILE)])
        await pilot.pause()
        assert "[/]" in screen_text(stage)
        assert "\x1b" not in screen_text(stage)


async def test_another_palette_and_other_signs_are_taken_while_open() -> None:
    prompt, stage = staged()
    async with stage.playing(30, 6) as pilot:
        prompt.choose("verdict", VERDICTS)
        await pilot.pause()
        prompt.restyle(palette_for("mono"), ASCII)
        await pilot.pause()
        assert screen_text(stage).isascii()
