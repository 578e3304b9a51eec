from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.checklist import CheckProgress
from annotations.store import Problem
from articles.model import Span
from reader.cells import cell_len
from reader.glyphs import ASCII, UNICODE, Glyphs
from reader.lines import Line, Look, Piece, line
from reader.panel.hints import keyed
from reader.pointing import Pointing
from reader.status import CHECK_HINTS, HINTS, Status, compose_status, first_words, reading_status
from tests.reader.making import ARTICLE, Library, Newsroom

anything = st.text(st.characters(exclude_categories=()), max_size=120)
statuses = st.builds(
    Status,
    title=anything,
    percent=st.integers(0, 100),
    claim=st.integers(0, 120),
    claims=st.integers(0, 120),
    match=st.integers(0, 9),
    matches=st.integers(0, 9),
    settled=st.integers(0, 120),
    saved=st.sampled_from(["", "saved", "saving…"]),
    message=st.just("") | anything,
    bad=st.booleans(),
)


def text_of(status: Status, width: int) -> str:
    return compose_status(status, width, dot="·", ellipsis="…").text


@given(statuses, st.integers(20, 200))
def test_the_line_fills_the_window_and_no_more(status: Status, width: int) -> None:
    made = text_of(status, width)
    assert cell_len(made) == width
    assert not set(made) & set("\n\x1b\t\u202e")


def test_the_line_says_where_one_is() -> None:
    status = Status("The ferry", 42, 3, 17, 1, 4, 5, saved="saved")
    made = text_of(status, 120)
    assert made.startswith(" The ferry · 42 % · claim 3/17 · 5 settled · 1/4 · saved ")
    assert made.endswith(f" {keyed(HINTS)} ")
    assert text_of(status, 80).endswith(" ? ")
    assert text_of(Status("The ferry", 0, 0, 2), 80).startswith(" The ferry · 0 % · claim –/2 · 0 settled")
    assert text_of(Status("", 7), 40).startswith(" 7 % ")


def test_the_title_gives_way_first() -> None:
    status = Status("A title that is longer than the line has room for", 42, 3, 17, saved="saved")
    made = text_of(status, 60)
    assert made.startswith(" A title that ")
    assert "…" in made
    assert "claim 3/17 · 0 settled · saved" in made
    assert text_of(status, 100).endswith(" ? "), "a short title is worth more than the hints"


def test_who_ticks_is_told_of_as_many_keys_as_there_is_room_for() -> None:
    far = CheckProgress(45, 2, 2, 1)
    status = Status("The ferry", 34, checked=far, item="figure", saved="saved", company="bram is reading")
    assert text_of(status, 160).endswith(f" {keyed(CHECK_HINTS)} ")
    assert text_of(status, 120).endswith(" x tick  ? help ")
    assert text_of(status, 100).endswith(" ? ")
    by_sentence = replace(status, item="", company="")
    assert text_of(by_sentence, 120).endswith(f" {keyed(CHECK_HINTS)} "), "x is for the whole sentence then"
    assert text_of(replace(by_sentence, claims=3), 160).endswith(f" {keyed(HINTS)} ")


@pytest.mark.parametrize(("bad", "look"), [(False, Look.STRONG), (True, Look.BAD)])
def test_a_message_takes_the_line(bad: bool, look: Look) -> None:  # noqa: FBT001
    made = compose_status(Status("x", 1, message="undone:\nnote added", bad=bad), 40, dot="-", ellipsis="~")
    assert made.text.strip() == "undone: note added"
    assert made.pieces[0].look == Look.STATUS | look


def test_the_status_is_taken_from_the_dossier_and_what_is_pointed_at() -> None:
    library = Library()
    dossier = library.dossier
    matches = [Span(1, 2), Span(5, 6)]
    status = reading_status(
        dossier,
        Pointing(claim=library.visitors.id, match=Span(5, 6)),
        percent=42,
        matches=matches,
        saved="saved",
    )
    assert status == Status(ARTICLE, 42, 2, 3, 2, 2, 0, 1, "saved")
    nowhere = reading_status(dossier, Pointing(claim="gone"), percent=0, matches=matches)
    assert (nowhere.claim, nowhere.match, nowhere.matches) == (0, 0, 2)
    library.judge("anna", library.hall, "supported")
    assert reading_status(library.dossier, Pointing(), percent=0).settled == 1


def test_what_is_to_be_known_at_first_is_said_with_how_much_more_there_is() -> None:
    dossier = Newsroom().dossier
    assert first_words((), dossier) == ""
    assert first_words(("one",), dossier) == "one"
    broken = replace(dossier, problems=(Problem("notes.json", "cannot be read"),))
    assert first_words((), broken) == "notes.json: cannot be read"
    assert first_words(("one",), broken) == "one (+1)"


def test_a_line_is_made_of_pieces_and_plain_strings() -> None:
    made = line("a", Piece("b", Look.STRONG), item="C")
    assert made == Line((Piece("a"), Piece("b", Look.STRONG)), "C")
    assert made.text == "ab"
    assert line().text == ""


def test_a_bar_says_how_far_the_claims_are_where_there_is_room() -> None:
    status = Status("The ferry", 42, 3, 17, settled=9, under_way=3)

    def said(width: int, boxes: Glyphs) -> str:
        return compose_status(status, width, dot="·", ellipsis="…", boxes=boxes).text

    assert "claim 3/17 · 9 settled ▰▰▰▨▱▱" in said(120, UNICODE)
    assert "9 settled ###+--" in said(96, ASCII)
    assert "9 settled " in said(80, UNICODE)
    assert "▰" not in said(80, UNICODE)
