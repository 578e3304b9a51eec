"""The panel where no claim is current, read as text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotations.coverage import Gap
from annotations.store import Problem
from reader.glyphs import UNICODE
from reader.panel import overview
from reader.panel.item_ids import gap_item
from reader.panel.overview import ClaimRows, compose_overview
from reader.panel.setting import items
from tests.reader.making import NOW, TEXT, Library, Newsroom
from tests.reader.panel.test_claims import shown

if TYPE_CHECKING:
    import pytest

    from annotations.dossier import ClaimView
    from annotations.model import Record
    from reader.lines import Line
    from reader.panel.setting import Setting


def composed(
    room: Newsroom, selected: str = "", width: int = 43, *, compact: bool = False
) -> tuple[Line, ...]:
    """Return the overview as carla sees it."""
    return compose_overview(room.dossier, selected, width, UNICODE, me="carla", now=NOW, compact=compact)


def test_all_claims_stand_with_their_state_and_the_notes_below() -> None:
    library = Library()
    library.judge("anna", library.hall, "supported")
    expected = """\
 CLAIMS                        ▰▰▨▨▨▱▱▱ 1/3
   ○ 1 open   ● 1 reviewed   ▲ 1 we differ

   1 ○ De gemeente betaalde 14 miljo…  open
 ▸ 2 ▲ 2.300 bezoekers per dag
       we differ · 3 facts · 2 verdicts · 1
       note
   3 ● De oude zaal aan de Kade…   reviewed

 MISSING
   2 no evidence                       1, 3
   1 no passage                           2
   1 no archive copy                      2

 NOTES
   anna · 3 days ago
   Runs on Saturday.
   #weekend

 ON PASSAGES
   “meer dan ooit”
   bram · 2 Feb 2025
   Ever?"""
    lines = composed(library, library.visitors.id)
    assert shown(lines) == expected
    claims = [library.money.id, library.visitors.id, library.hall.id]
    gaps = [gap_item(gap) for gap in (Gap.EVIDENCE, Gap.PASSAGE, Gap.ARCHIVED)]
    assert items(lines) == (*claims, *gaps, library.general.id, library.passage.id)


def test_a_small_overview_keeps_the_states() -> None:
    library = Library()
    text = shown(composed(library, width=30, compact=True))
    assert "   2 ▲ 2.300 bezoe…  we differ" in text
    assert "   anna  Runs on Saturday." in text


def test_counts_that_do_not_fit_go_to_the_next_row() -> None:
    library = Library()
    library.judge("anna", library.hall, "supported")
    text = shown(composed(library, width=30))
    assert "   ○ 1 open   ● 1 reviewed\n   ▲ 1 we differ\n" in text


def test_an_article_without_claims_says_how_to_make_one() -> None:
    assert "c makes one of the current sentence" in shown(composed(Newsroom()))


def test_a_note_whose_words_are_gone_stays_and_says_so() -> None:
    library = Library()
    library.publish(TEXT.split("\n\n")[0])
    text = shown(composed(library))
    assert "“meer dan ooit”" in text
    assert "gone" in text
    assert "⊘ 3 orphan" in text


def test_problems_and_conflicts_come_first() -> None:
    library = Library()
    where = "/home/anna/.local/share/postil/records/bram/bridge.json"
    problem = Problem(where, "is not JSON", "2 records are shown from bram's journal")
    versions: dict[str, tuple[Record, ...]] = {library.question.id: (), "01UNKNOWN": ()}
    dossier = replace(library.dossier, problems=(problem,), versions=versions)
    lines = compose_overview(dossier, "", 43, UNICODE, me="bram", now=NOW)
    assert shown(lines[:1]) == " NOT READ"
    said = " ".join(line.text.strip() for line in lines[1:4])
    assert said.startswith("bram/bridge.json: is not JSON: 2 records are shown from bram's journal")
    assert f"   note · you · {library.question.id[-6:].lower()}" in shown(lines)
    assert "   record · nknown" in shown(lines)
    assert "01UNKNOWN" in items(lines)


def test_an_answer_to_a_note_on_the_article_stands_below_it() -> None:
    library = Library()
    reply = library.note("bram", library.general, "Sunday.")
    assert "   Runs on Saturday.\n   #weekend\n     └ bram · 2 Feb 2025\n       Sunday." in shown(
        composed(library)
    )
    assert reply.id in items(composed(library))


def test_of_all_claims_only_those_that_changed_are_set_again(monkeypatch: pytest.MonkeyPatch) -> None:
    room = Library()
    dossier, kept = room.dossier, ClaimRows()
    set_anew: list[str] = []
    claim_row = overview._claim_row

    def counted(setting: Setting, view: ClaimView, text: str, digits: int) -> Line:
        set_anew.append(view.id)
        return claim_row(setting, view, text, digits)

    monkeypatch.setattr(overview, "_claim_row", counted)

    def compose(selected: str, fresh: frozenset[str] = frozenset(), width: int = 43) -> None:
        lines = compose_overview(
            dossier, selected, width, UNICODE, me="carla", now=NOW, fresh=fresh, kept=kept
        )
        so_far = list(set_anew)
        alone = compose_overview(dossier, selected, width, UNICODE, me="carla", now=NOW, fresh=fresh)
        assert lines == alone
        set_anew[:] = so_far

    compose(room.money.id)
    assert set_anew == [room.visitors.id, room.hall.id]
    compose(room.visitors.id)
    compose(room.hall.id)
    assert set_anew == [room.visitors.id, room.hall.id, room.money.id]
    compose(room.hall.id, frozenset({room.money.id}))
    assert set_anew[3:] == [room.money.id]
    compose(room.hall.id, width=40)
    assert set_anew[4:] == [room.money.id, room.visitors.id]
