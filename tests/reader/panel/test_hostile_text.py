"""Nothing that anybody wrote widens the panel, breaks it, or reaches the terminal as a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Purpose, Stance
from articles.untrusted import visible
from reader.cells import cell_len
from reader.glyphs import UNICODE
from reader.panel.claims import compose_claim
from reader.panel.overview import compose_overview
from reader.panel.setting import cells, items
from tests.reader.making import NOW, Newsroom
from tests.reader.panel.test_claims import shown

if TYPE_CHECKING:
    from reader.lines import Line

WIDTHS = (20, 30, 43, 60)
HOSTILE = (
    "citaat [redactie] einde",
    "[/]",
    "[@click=app.quit]x[/]",
    "\x1b]52;c;cHduZWQ=\x07\x1b[2J",
    "\x9b31m",
    "\u202etxet desrever\u202c \u2067אבג\u2069",
    "👩‍👩‍👧‍👦 ❤️ 🇳🇱 1️⃣ 👍🏽 क्षि",
    "漢字" * 40,
    "a\tb\vc\fd\u2028e\u2029f\rg",
    "x" * 500,
    "\ud800",
    "\u0301" * 30,
    "e\u0301" * 60,
)


def panels(text: str, width: int) -> list[tuple[Line, ...]]:
    """Return panels in which `text` stands wherever a person can write."""
    room = Newsroom()
    claim = room.claim("14 miljoen euro", claimant=text, text=text)
    source = {
        "url": text,
        "title": text,
        "publisher": text,
        "person_named": text,
        "published": text,
        "archived": text,
    }
    link = room.fact(
        claim, Stance.QUALIFIES, source=source, statement=text, quote=text, translation=text, locator=text
    )
    room.of("bram").link_fact(claim, Stance.NOTHING_FOUND, searched=text)
    room.judge("bram", claim, "refuted", text)
    note = room.note("bram", claim, f"x{text}", purpose=Purpose.QUESTION, to=text, tags=(text,))
    room.note("anna", note, "", purpose=Purpose.WORDING, old=text, new=f"{text} new")
    room.note("anna", None, f"x{text}")
    dossier = room.dossier
    view = room.view(claim)
    made = []
    for selected, compact in ((claim.id, False), (link, True), (note.id, True), ("", True), (link, False)):
        made.append(
            compose_claim(dossier, view, selected, width, UNICODE, me="bram", now=NOW, compact=compact)
        )
        made.append(compose_overview(dossier, selected, width, UNICODE, me="anna", now=NOW, compact=compact))
    return made


def check(lines: tuple[Line, ...], width: int) -> None:
    """Every row fits, drawn in pieces and as one, and holds nothing that a terminal acts on."""
    for line in lines:
        assert cells(line.pieces) <= width, line.text
        assert cell_len(line.text) <= width, line.text
        assert visible(line.text) == line.text
        assert not set("\t\n") & set(line.text)
        assert all(piece.url.isascii() and piece.url.isprintable() for piece in line.pieces)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_as_text_within_the_width(text: str, width: int) -> None:
    for lines in panels(text, width):
        check(lines, width)


@pytest.mark.parametrize("text", ["citaat [redactie] einde", "[/]", "[@click=app.quit]x[/]"])
def test_what_looks_like_markup_stays_as_it_was_written(text: str) -> None:
    assert text in shown(panels(text, 60)[0])


def test_an_escape_is_seen_and_not_obeyed() -> None:
    assert "␛[2J" in shown(panels("\x1b[2J", 60)[0])


@given(text=st.text(max_size=200), width=st.integers(min_value=1, max_value=70))
def test_no_text_makes_a_row_wider_than_the_panel(text: str, width: int) -> None:
    for lines in panels(text, width):
        check(lines, width)
        assert len(set(items(lines))) == len(items(lines))
