from __future__ import annotations

from annotations.exporters.selecting import records_of
from annotations.exporters.withholding import withhold
from annotations.model import Fact, Link, Note, Source, Target, TargetKind
from tests.annotations.desks import ARTICLE, everything, view
from tests.annotations.hostile import folded


def test_what_hangs_on_a_confidential_source_goes_with_it() -> None:
    desk, dossier = everything()
    anna = desk.session("anna")
    on_fact = next(
        one for one in dossier.records.values() if isinstance(one, Note) and one.text == "Ask Nora again."
    )
    anna.add_note(ARTICLE, Target(TargetKind.NOTE, on_fact.id), "She did not pick up.")

    shown, count = withhold(anna.dossier(ARTICLE))

    texts = [one.text for one in records_of(shown) if isinstance(one, Note)]
    assert count == 1
    assert "She did not pick up." not in texts
    assert "Ask Nora again." not in texts
    assert not [one for one in records_of(shown) if isinstance(one, Source) and one.confidential]
    assert not [one for one in records_of(shown) if isinstance(one, Fact) and "Two people" in one.statement]


def test_the_link_to_a_confidential_source_stays() -> None:
    _, dossier = everything()

    shown, _ = withhold(dossier)

    evidence = view(shown, "Nobody").evidence
    assert [one.fact is None for one in evidence] == [False, True]
    assert len([one for one in records_of(shown) if isinstance(one, Link)]) == 5


def test_a_dossier_without_secrets_is_left_as_it_is() -> None:
    dossier = folded([])

    assert withhold(dossier) == (dossier, 0)


def test_a_deleted_note_without_a_reply_is_not_sent_out() -> None:
    desk, _ = everything()
    bram = desk.session("bram")
    note = bram.add_note(ARTICLE, Target(TargetKind.ARTICLE, ARTICLE), "Never mind.")
    bram.delete(note)

    assert note.id not in {one.id for one in records_of(bram.dossier(ARTICLE))}
