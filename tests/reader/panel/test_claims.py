"""The panel of a claim, read as text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotations.anchors import AnchorState, Candidate, Resolution
from annotations.model import Purpose, Stance, Target, TargetKind
from annotations.store import Problem
from annotations.workflow import ClaimState
from articles.model import Span
from reader.glyphs import ASCII, UNICODE
from reader.lines import Line, Look
from reader.panel.claims import compose_claim
from reader.panel.differences import sides
from reader.panel.setting import cells, items
from tests.reader.making import NOW, TEXT, Library, Newsroom


def composed(room: Newsroom, claim_id: str, selected: str = "", **given: object) -> tuple[Line, ...]:
    """Return the panel of a claim as carla sees it, 43 wide unless told."""
    dossier = room.dossier
    view = dossier.claim(claim_id)
    assert view is not None
    options = {"width": 43, "glyphs": UNICODE, "me": "carla", "now": NOW, **given}
    return compose_claim(dossier, view, selected, **options)  # type: ignore[arg-type]


def shown(lines: tuple[Line, ...]) -> str:
    """Return lines as they stand on the screen."""
    return "\n".join(line.text.rstrip() for line in lines)


@pytest.fixture
def library() -> Library:
    return Library()


def test_a_claim_is_shown_with_everything_that_hangs_on_it(library: Library) -> None:
    expected = """\
 CLAIM 2 of 3 · figure          ▲ we differ

 ▸ “2.300 bezoekers per dag”
   says wethouder Vermeer

   ∅ nothing found              13 Mar 2025
     bram searched: the archive of the
     statistics office

   ✓ supports                    5 Jan 2025
     The city expects 2,300 visitors on a
     day
     “gemiddeld 2.300 bezoekers per dag”
     in translation: “on average 2,300
     visitors a day”
     Press release, par. 2 · City of
     Waterdam · example.org

   ≈ qualifies                  11 Feb 2025
     The counters at the door count
     everybody twice, going in and going
     out, all year
     confidential · B. Vos, by phone

 VERDICTS
   anna  supported
   bram  refuted
   you   –                  r to give yours

   anna: supported      bram: refuted
   counted twice over   without a reason

 NOTES
   bram · 2 h ago                  answered
   Visitors or visits?
     └ anna · 5 min ago
       Mailed them."""
    assert shown(composed(library, library.visitors.id, library.visitors.id)) == expected


def test_a_small_panel_gives_each_item_a_row_and_the_selected_one_its_host(library: Library) -> None:
    expected = """\
 CLAIM 2 of 3      ▲ we differ
   “2.300 bezoekers per dag”
   says wethouder Vermeer

   ∅ nothing found  the archi…
 ▸ ✓ supports       5 Jan 2025
     The city expects 2,300
     visitors on a day
     “gemiddeld 2.300
      bezoekers per dag”
     in translation: “on
     average 2,300 visitors a
     day”
     example.org
   ≈ qualifies  The counters…

 VERDICTS
   anna  supported  counted t…
   bram  refuted
   you   –     r to give yours

 NOTES
   bram  Visitors or visits?
     └ anna  Mailed them."""
    lines = composed(library, library.visitors.id, library.support, width=30, compact=True)
    assert shown(lines) == expected


def test_a_confidential_source_is_marked_in_a_small_panel_too(library: Library) -> None:
    lines = composed(library, library.visitors.id, library.call, width=30, compact=True)
    assert "confidential · B. Vos" in shown(lines)


def test_each_row_names_its_record_in_the_order_of_the_panel(library: Library) -> None:
    lines = composed(library, library.visitors.id)
    assert items(lines) == (
        library.visitors.id,
        library.search,
        library.support,
        library.call,
        library.anna_says,
        library.bram_says,
        library.question.id,
        library.answer.id,
    )


def test_a_selected_fact_tells_all_of_its_source_and_offers_its_address(library: Library) -> None:
    lines = composed(library, library.visitors.id, library.support, width=60)
    text = shown(lines)
    assert "Press release, par. 2 · example.org" in text
    assert "City of Waterdam · seen 1 Mar 2025" in text
    assert "https://www.example.org/persbericht" in text
    links = {piece.url for line in lines for piece in line.pieces if piece.look & Look.LINK}
    assert links == {"https://www.example.org/persbericht"}


def test_a_long_text_folds_to_three_rows_until_it_is_selected() -> None:
    room = Newsroom()
    claim = room.claim("14 miljoen euro")
    note = room.note("anna", claim, "een twee drie vier vijf zes zeven acht negen tien " * 8)
    folded = [line.text for line in composed(room, claim.id) if line.item == note.id]
    assert len(folded) == 1 + 3
    assert folded[-1].endswith("…")
    whole = [line.text for line in composed(room, claim.id, note.id) if line.item == note.id]
    assert "".join(whole).count("tien") == 8
    assert not whole[-1].endswith("…")


def test_an_empty_claim_says_which_keys_fill_it() -> None:
    room = Newsroom()
    claim = room.claim("14 miljoen euro", text="The city paid 14 million")
    text = shown(composed(room, claim.id))
    assert "The city paid 14 million" in text
    assert all(hint in text for hint in ("l to link one", "r to give yours", "a to write one"))


def test_the_invitation_to_judge_is_whole_beside_a_colleague_with_a_long_name() -> None:
    room = Newsroom()
    claim = room.claim("14 miljoen euro")
    room.judge("bartholomeus", claim, "supported")
    assert " you  –     r to give yours" in shown(composed(room, claim.id, width=29, compact=True))


def test_a_changed_figure_is_shown_beside_the_old_one_with_the_verdicts_it_hits(library: Library) -> None:
    library.publish(TEXT.replace("2.300 bezoekers", "3.200 bezoekers"))
    text = shown(composed(library, library.visitors.id, me="anna"))
    assert "⚑ the figure changed" in text
    assert " was  “" in text
    assert "[-" in text
    assert " now  “" in text
    assert "{+" in text
    assert "2 verdicts rest on the old words" in text
    assert "r Enter keep mine · r judge again" in text
    assert "you   supported  stale: the text changed" in text


def test_words_far_from_a_change_are_left_out_until_the_claim_is_selected() -> None:
    room = Newsroom()
    claim = room.claim(TEXT.split("\n\n")[1])
    room.publish(TEXT.replace("14 miljoen", "15 miljoen"))
    folded = shown(composed(room, claim.id, width=70))
    assert "… deuren. De gemeente betaalde [-14-] miljoen euro" in folded
    assert "Na twee jaar" not in folded
    assert "Na twee jaar" in shown(composed(room, claim.id, claim.id, width=70))


def test_an_orphan_keeps_its_old_words_and_surroundings(library: Library) -> None:
    library.publish(TEXT.replace("De oude zaal aan de Kade is voorgoed dicht.", ""))
    text = shown(composed(library, library.hall.id))
    assert "⊘ orphan" in text
    assert "these words are no longer in the article" in text
    assert "“De oude zaal aan de Kade" in text
    assert "… per dag. „Dat is meer dan" in text
    assert "v selects words" in text
    assert "- gone for good" in text


def test_words_that_fit_two_places_are_offered_and_not_chosen(library: Library) -> None:
    dossier = library.dossier
    view = dossier.claim(library.hall.id)
    assert view is not None
    places = (Candidate(Span(0, 14), 0.9), Candidate(Span(31, 50), 0.88))
    place = Resolution(AnchorState.AMBIGUOUS, places[0].span, 0.9, candidates=places)
    torn = replace(view, place=place, state=ClaimState.AMBIGUOUS)
    text = shown(compose_claim(dossier, torn, "", 43, UNICODE, me="carla", now=NOW))
    assert "? ambiguous" in text
    assert "“De oude zaal aan de Kade" in text
    assert "these words fit several places" in text
    assert "1  90 % “De bibliotheek” gaat weer open" in text
    assert "2  88 % … gaat weer open" in text
    assert "Enter says which" in text


def test_a_changed_fact_makes_a_verdict_stale_and_a_new_one_only_flags_it() -> None:
    room = Newsroom()
    claim = room.claim("14 miljoen euro")
    room.fact(claim, Stance.SUPPORTS, statement="old")
    room.judge("anna", claim, "supported")
    room.fact(claim, Stance.REFUTES, statement="new")
    assert "new evidence since" in shown(composed(room, claim.id))
    fact = room.view(claim).evidence[0].fact
    assert fact is not None
    room.of("anna").edit(fact, statement="newer")
    assert "stale: a fact changed" in shown(composed(room, claim.id))


def test_a_long_reason_stands_below_its_verdict() -> None:
    room = Newsroom()
    claim = room.claim("14 miljoen euro")
    room.judge("anna", claim, "not-enough-evidence", "no budget was published, and the answer is late")
    text = shown(composed(room, claim.id))
    assert "anna  not enough evidence\n         no budget was published" in text


def test_notes_show_what_they_are_for() -> None:
    room = Newsroom()
    claim = room.claim("14 miljoen euro")
    room.note("anna", claim, "", purpose=Purpose.WORDING, old="14 miljoen euro", new="15 miljoen euro")
    asked = room.note("bram", claim, "Who paid?", purpose=Purpose.QUESTION, to="carla")
    room.ago(minutes=1).of("bram").edit(asked, answered=True)
    room.note("bram", claim, "And when?", purpose=Purpose.QUESTION, to="carla")
    room.note("bram", claim, "Anybody?", purpose=Purpose.QUESTION)
    text = shown(composed(room, claim.id))
    assert "[-14-]{+15+} miljoen euro" in text
    assert "proposes" in text
    assert "bram · just now · edited" in text
    assert "answered" in text
    assert "? to you" in text
    assert "? open" in text


def test_answers_survive_on_a_deleted_note(library: Library) -> None:
    library.of("bram").delete(library.question)
    text = shown(composed(library, library.visitors.id))
    assert "bram · deleted" in text
    assert "Mailed them." in text
    assert "Visitors or visits?" not in text
    small = shown(composed(library, library.visitors.id, width=30, compact=True))
    assert "bram  deleted" in small


def test_deep_answers_stay_readable() -> None:
    room = Newsroom()
    claim = room.claim("14 miljoen euro")
    note = room.note("anna", claim, "one")
    for _ in range(12):
        note = room.note("bram", note, "another answer")
    lines = composed(room, claim.id, width=30)
    assert shown(lines).count("another answer") == 12


def test_what_a_colleague_just_added_carries_a_sign(library: Library) -> None:
    lines = composed(library, library.visitors.id, fresh=frozenset({library.answer.id}))
    assert next(line.text for line in lines if line.item == library.answer.id).startswith(" •   └ anna")


def test_doubtful_records_say_so(library: Library) -> None:
    dossier = replace(
        library.dossier, versions={library.support: ()}, unverified=frozenset({library.bram_says})
    )
    view = dossier.claim(library.visitors.id)
    assert view is not None
    text = shown(compose_claim(dossier, view, "", 43, UNICODE, me="carla", now=NOW))
    assert "two versions stand" in text
    assert "not in bram's own file" in text


def test_evidence_that_cannot_be_read_is_not_left_out(library: Library) -> None:
    dossier = library.dossier
    view = dossier.claim(library.visitors.id)
    assert view is not None
    first, second, third = view.evidence
    blind = replace(view, evidence=(first, replace(second, fact=None), replace(third, source=None)))
    text = shown(compose_claim(dossier, blind, "", 43, UNICODE, me="carla", now=NOW))
    assert "the fact cannot be read just now" in text
    assert "the source cannot be read just now" in text


def test_imported_words_name_their_author_and_who_brought_them(library: Library) -> None:
    dossier = library.dossier
    view = dossier.claim(library.visitors.id)
    assert view is not None
    thread = replace(view.notes[0], note=replace(view.notes[0].note, creator="dora"))
    text = shown(compose_claim(dossier, replace(view, notes=(thread,)), "", 43, UNICODE, me="carla", now=NOW))
    assert "dora · 2 h ago" in text
    assert "imported by bram" in text


def test_ascii_signs_take_the_place_of_the_others(library: Library) -> None:
    text = shown(composed(library, library.visitors.id, library.support, glyphs=ASCII))
    assert "> + supports" in text
    assert "^ we differ" in text
    assert not set("▸✓≈∅▲·└…") & set(text)


def test_a_problem_of_the_library_leaves_a_claim_as_it_is(library: Library) -> None:
    dossier = replace(library.dossier, problems=(Problem("x", "y"),))
    view = dossier.claim(library.visitors.id)
    assert view is not None
    lines = compose_claim(dossier, view, "", 43, UNICODE, me="carla", now=NOW)
    assert max(cells(line.pieces) for line in lines) <= 43


def test_a_note_on_a_fact_stands_below_it() -> None:
    room = Newsroom()
    claim = room.claim("14 miljoen euro")
    room.fact(claim, Stance.SUPPORTS, statement="Paid in two parts")
    fact = room.view(claim).evidence[0].fact
    assert fact is not None
    room.of("bram").add_note("", Target(TargetKind.FACT, fact.id), "Which parts?")
    lines = composed(room, claim.id)
    assert "     bram · just now\n     Which parts?\n" in shown(lines)


def test_only_the_words_around_changes_are_kept() -> None:
    was = "een " * 9 + "twee " + "drie " * 20 + "vier " + "vijf " * 9
    old, new = sides(was, was.replace("twee", "2").replace("vier", "4"), whole=False)
    assert "".join(piece.text for piece in old) == (
        "… een een een een [-twee-] drie drie drie drie … drie drie drie drie [-vier-] vijf vijf vijf vijf …"
    )
    assert "".join(piece.text for piece in new) == (
        "… een een een een {+2+} drie drie drie drie … drie drie drie drie {+4+} vijf vijf vijf vijf …"
    )


def test_equal_wordings_are_left_alone() -> None:
    old, new = sides("een " * 30, "een " * 30, whole=False)
    assert old == new
    assert "…" not in old[0].text
