from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from annotations.revising import compare_revisions
from reader.glyphs import UNICODE
from reader.panel.changes import MOST_ROWS, change_lines
from reader.panel.item_ids import candidate_item, candidate_of, sentence_item, sentence_of
from reader.panel.overview import compose_overview
from reader.panel.setting import Setting, items
from tests.annotations.making import a_revision
from tests.reader.making import NOW, TEXT, Newsroom, revision_of

if TYPE_CHECKING:
    from reader.lines import Line


def setting(selected: str = "") -> Setting:
    return Setting(width=44, glyphs=UNICODE, me="anna", now=NOW, selected=selected)


def shown(lines: list[Line]) -> list[str]:
    return ["".join(piece.text for piece in line.pieces).rstrip() for line in lines]


def test_nothing_is_listed_where_nothing_is_to_be_read() -> None:
    article = a_revision(TEXT, language="nl").article
    assert change_lines(setting(), None) == []
    assert change_lines(setting(), compare_revisions(article, article)) == []


def test_sentences_are_listed_with_why_they_are_to_be_read() -> None:
    new = TEXT.replace("Volgens wethouder Vermeer komen er 2.300", "Volgens burgemeester Kool komen er 2.300")
    old, now = a_revision(TEXT, language="nl").article, a_revision(new, language="nl").article
    comparison = compare_revisions(old, now)
    lines = change_lines(setting(), comparison)
    text = shown(lines)
    assert text[1] == " CHANGES"
    assert text[2].strip() == "1 touched · 1 to read again"
    assert text[3].endswith("touched")
    assert text[4].endswith("read again")
    touched, again = items(lines)
    assert new[sentence_of(touched) or 0 :].startswith("Volgens burgemeester")
    opened = " ".join(" ".join(shown(change_lines(setting(again), comparison))).split())
    assert "read again · because of: Dat, zij" in opened


def test_of_a_text_written_anew_the_first_sentences_are_listed_and_the_rest_counted() -> None:
    new = "\n\n".join(f"Zin nummer {number} is er een." for number in range(MOST_ROWS + 7))
    comparison = compare_revisions(a_revision("Iets anders.").article, a_revision(new).article)
    text = shown(change_lines(setting(), comparison))
    assert text[-1].strip() == "7 more: postil diff lists them"
    assert len(text) == MOST_ROWS + 4


def test_the_overview_shows_changes_between_claims_and_notes() -> None:
    room = Newsroom()
    room.claim("14 miljoen euro")
    room.note("bram", None, "Runs on Saturday.")
    new = TEXT + " Nog een zin."
    room.publish(new)
    changes = compare_revisions(revision_of(TEXT).article, revision_of(new).article)
    lines = compose_overview(room.dossier, "", 60, UNICODE, me="anna", now=NOW, changes=changes)
    text = "\n".join(shown(list(lines)))
    assert text.index("CLAIMS") < text.index("CHANGES") < text.index("NOTES")


@given(st.integers(0, 10**9))
def test_ids_of_candidates_and_sentences_come_back(number: int) -> None:
    assert sentence_of(sentence_item(number)) == number
    assert candidate_of(candidate_item(number)) == number
    assert candidate_of(sentence_item(number)) is None
    assert sentence_of(candidate_item(number)) is None


@given(st.text())
def test_any_other_id_is_neither(item: str) -> None:
    assert candidate_of(item) is None
    assert sentence_of(item) is None


def test_an_id_that_only_looks_like_ours_is_neither() -> None:
    assert candidate_of("candidate:-1") is None
    assert candidate_of("candidate:٣") is None
    assert sentence_of(f"sentence:{'9' * 5000}") is None
