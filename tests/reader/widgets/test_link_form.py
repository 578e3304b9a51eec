"""The form behind `l`, by keys."""

from __future__ import annotations

from textual.events import Paste

from annotations.model import Medium, Stance
from reader.glyphs import UNICODE
from reader.link_fields import LinkRequest
from reader.offers import offers_of
from reader.widgets.link_form import LinkForm
from reader.widgets.note_editor import DRAFT_AFTER
from tests.reader.staging import DARK, HOSTILE, Stage, fact, screen_rows, screen_text, source

OFFERS = offers_of(
    [
        source("S1", url="https://example.org/press", title="Press release", publisher="Example"),
        fact(
            "F1", "S1", statement="registrations, not users", quote="more than 10 million", locator="par. 2"
        ),
        *(source(f"X{number}", words=f"folder {number}") for number in range(9)),
    ],
    {"F1", "S1"},
)


def staged() -> tuple[LinkForm, Stage]:
    form = LinkForm(DARK, UNICODE)
    return form, Stage(form)


def requests(stage: Stage) -> list[LinkRequest]:
    return [one.request for one in stage.said if isinstance(one, LinkForm.Submitted)]


async def test_a_known_fact_is_linked_in_three_keys() -> None:
    form, stage = staged()
    async with stage.playing(40, 20) as pilot:
        form.open("A fact for claim 3", OFFERS)
        await pilot.press("down", "enter")
        await pilot.pause()
        shown = screen_text(stage)
        assert "more than 10 million" in shown
        assert "s ✓ supports" in shown
        await pilot.press("s", "j")
        assert requests(stage) == [LinkRequest(Stance.SUPPORTS, fact_id="F1", source_id="S1")]
        assert stage.below.pressed == ["j"]


async def test_a_new_source_is_entered_field_by_field() -> None:
    form, stage = staged()
    async with stage.playing(60, 20) as pilot:
        form.open("A fact for claim 3", OFFERS)
        await pilot.press(
            *"https://example.net/t",
            "enter",
            "q",
            *"2.3 million",
            "enter",
            *"p. 4",
            "enter",
            *"fewer",
            "enter",
        )
        [asked] = requests(stage)
        assert asked.stance is Stance.QUALIFIES
        assert asked.source_fields == {"url": "https://example.net/t", "medium": Medium.WEB}
        assert asked.fact_fields == {"quote": "2.3 million", "locator": "p. 4", "statement": "fewer"}


async def test_further_fields_are_a_tab_away() -> None:
    form, stage = staged()
    async with stage.playing(60, 24) as pilot:
        form.open("A fact", ())
        await pilot.pause()
        assert "Tab: title, publisher" in screen_text(stage)
        # Of somebody who said it, how and who come first.
        await pilot.press(
            *"the clerk", "enter", "c", "tab", "tab", "tab", "p", *"J. Jansen", "tab", "tab", "y"
        )
        await pilot.press("tab", *"Title", "tab", *"Town", "enter")
        [asked] = requests(stage)
        assert asked.source_fields == {
            "words": "the clerk",
            "medium": Medium.PHONE,
            "title": "Title",
            "publisher": "Town",
            "person_named": "J. Jansen",
            "confidential": True,
        }


async def test_typing_narrows_what_is_offered() -> None:
    form, stage = staged()
    async with stage.playing(60, 24) as pilot:
        form.open("A fact", OFFERS)
        await pilot.pause()
        assert "6 more: type to narrow" in screen_text(stage)
        await pilot.press(*"folder 7")
        await pilot.pause()
        assert [row for row in screen_rows(stage) if "source" in row and "folder" in row]
        assert "Press release" not in screen_text(stage)
        await pilot.press("down", "down", "up", "up", "down", "enter", "r", *"words", "ctrl+s")
        [asked] = requests(stage)
        assert (asked.source_id, asked.fact_fields) == ("X7", {"quote": "words"})


async def test_nothing_found_keeps_where_one_searched() -> None:
    form, stage = staged()
    async with stage.playing(40, 20) as pilot:
        form.open("A fact", OFFERS)
        await pilot.press("tab", "n")
        await pilot.pause()
        assert "say where you searched" in screen_text(stage)
        assert "Searched" in screen_text(stage)
        await pilot.press(*"two archives", "enter", "enter")
        assert requests(stage) == [LinkRequest(Stance.NOTHING_FOUND, searched="two archives")]


async def test_what_is_missing_is_said_and_its_field_has_the_keys() -> None:
    form, stage = staged()
    async with stage.playing(60, 20) as pilot:
        form.open("A fact", ())
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "name a source" in screen_text(stage)
        await pilot.press(*"x", "ctrl+s")
        await pilot.pause()
        assert "choose a stance" in screen_text(stage)
        await pilot.press("z")
        await pilot.pause()
        assert "no z here" in screen_text(stage)
        assert requests(stage) == []
        await pilot.press("r", "ctrl+s")
        assert len(requests(stage)) == 1


async def test_leaving_hands_the_draft_on_and_it_brings_the_form_back() -> None:
    form, stage = staged()
    async with stage.playing(40, 20) as pilot:
        form.open("A fact", OFFERS)
        await pilot.press(*"notes", "enter", "c", *"quo", "escape", "q")
        drafts = [one.fields for one in stage.said if isinstance(one, LinkForm.Drafted)]
        assert drafts[-1] == {"source": "notes", "stance": "context", "quote": "quo"}
        assert stage.said[-1] == LinkForm.Cancelled()
        assert stage.below.pressed == ["q"]
        form.open("A fact", OFFERS, drafts[-1])
        assert form.fields == drafts[-1]
        assert form.release() == drafts[-1]
        assert not form.is_open


async def test_what_is_typed_is_drafted_while_the_form_is_open() -> None:
    form, stage = staged()
    async with stage.playing(40, 20) as pilot:
        form.open("A fact", OFFERS)
        await pilot.press(*"ab")
        whole = LinkForm.Drafted({"source": "ab"})
        # Where the letters come slowly, the first of them may have been drafted by itself.
        for _ in range(200):
            if stage.said[-1:] == [whole]:
                break
            await pilot.pause(DRAFT_AFTER / 4)
        assert stage.said[-1] == whole
        assert all(isinstance(one, LinkForm.Drafted) for one in stage.said)


async def test_throwing_away_says_so() -> None:
    form, stage = staged()
    async with stage.playing(40, 20) as pilot:
        form.open("A fact", OFFERS)
        await pilot.press("x", "ctrl+g")
        assert stage.said[-1] == LinkForm.Discarded()


async def test_a_form_that_could_not_be_saved_is_back_as_it_was() -> None:
    form, stage = staged()
    async with stage.playing(40, 20) as pilot:
        form.open("A fact", OFFERS)
        await pilot.press("down", "enter", "s")
        form.fail("the library is read-only")
        await pilot.pause()
        assert "the library is read-only" in screen_text(stage)
        await pilot.press("s")
        assert len(requests(stage)) == 2


async def test_a_panel_of_few_rows_scrolls_to_the_current_field() -> None:
    form, stage = staged()
    async with stage.playing(40, 9) as pilot:
        form.open("A fact", ())
        for key, label in (
            ("x", "Source"),
            *[("tab", name) for name in ("Stance", "Quote", "Locator", "Statement")],
        ):
            await pilot.press(key)
            await pilot.pause()
            assert f"▸ {label}" in screen_text(stage)
        for label in ("Medium", "Person", "Published", "Confidential", "Translation", "Title", "Publisher"):
            await pilot.press("tab")
            await pilot.pause()
            assert f"▸ {label}" in screen_text(stage)
        await pilot.press("shift+tab", "up", "up")
        await pilot.pause()
        assert "▸ Confidential" in screen_text(stage)
        await pilot.press("down", "up", "up", "f5", "left")
        assert "▸ Published" in screen_text(stage)


async def test_a_pasted_passage_is_one_clean_line_in_its_field() -> None:
    form, stage = staged()
    async with stage.playing(40, 20) as pilot:
        form.open(HOSTILE, offers_of([source("S", title=HOSTILE)]))
        await pilot.press("x", "enter")
        form.post_message(Paste("no letters are chosen by a paste"))
        await pilot.press("s")
        form.post_message(Paste(f"one\ntwo {HOSTILE}"))
        await pilot.pause()
        assert form.fields["quote"].startswith("one two a [/]")
        assert "\x1b" not in screen_text(stage)
        assert "\x1b" not in form.fields["quote"]


async def test_arrows_move_within_a_long_passage_before_they_leave_it() -> None:
    form, stage = staged()
    async with stage.playing(40, 20) as pilot:
        form.open("A fact", (), {"quote": "word " * 20, "source": "x", "stance": "context"})
        await pilot.press("tab", "tab", "up", *"^", "ctrl+home", "up")
        await pilot.pause()
        assert "▸ Stance" in screen_text(stage)
        assert not form.fields["quote"].endswith("^")
