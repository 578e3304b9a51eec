from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.revising import Comparison, SentenceState, compare_revisions
from annotations.rewording import COMPARED, MOST_COMPARED, changed_paragraphs
from annotations.spelling import same_words
from annotations.worddiff import PieceKind
from articles.model import Block, BlockKind, Span
from articles.sentences import sentence_spans
from tests.annotations.making import a_revision

if TYPE_CHECKING:
    from articles.model import Article

OLD = (
    "Anna Vos leidde de bouw van de kade. Zij woont in Oudeveer. De stad betaalde 14 miljoen euro.\n\n"
    "De fanfare speelde een mars. Dat duurde een uur. De burgemeester sprak gisteren kort."
)
words = st.sampled_from("de brug zij kostte gisteren niets meer van hout en steen".split())
sentences = st.lists(words, min_size=1, max_size=8).map(lambda found: " ".join(found).capitalize() + ".")
texts = st.lists(st.lists(sentences, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=4).map(
    "\n\n".join
)


def article(text: str, language: str = "nl", published: str = "") -> Article:
    made = a_revision(text, language=language).article
    return replace(made, metadata=replace(made.metadata, published=published))


def compared(old: str, new: str, language: str = "nl") -> Comparison:
    return compare_revisions(article(old, language), article(new, language))


def shown(comparison: Comparison, state: SentenceState) -> list[str]:
    return [one.span.cut(comparison.new.text) for one in comparison.sentences if one.state is state]


def to_read(comparison: Comparison) -> dict[str, tuple[str, ...]]:
    return {one.span.cut(comparison.new.text): one.again for one in comparison.again}


def diffs(comparison: Comparison) -> list[str]:
    marks = {PieceKind.SAME: "{}", PieceKind.GONE: "[-{}-]", PieceKind.NEW: "{{+{}+}}"}
    return [
        "".join(marks[piece.kind].format(piece.text) for piece in one.pieces)
        for one in changed_paragraphs(comparison)
    ]


# Sentences


def test_the_same_text_asks_for_nothing() -> None:
    comparison = compared(OLD, OLD)
    assert not comparison.changed
    assert not comparison.published_changed
    assert changed_paragraphs(comparison) == ()


def test_a_sentence_with_another_word_is_touched_and_one_that_came_is_new() -> None:
    new = OLD.replace("14 miljoen", "15 miljoen").replace("een uur.", "een uur. Niemand bleef thuis.")
    comparison = compared(OLD, new)
    assert shown(comparison, SentenceState.TOUCHED) == ["De stad betaalde 15 miljoen euro."]
    assert shown(comparison, SentenceState.NEW) == ["Niemand bleef thuis."]
    [touched] = comparison.touched
    assert touched.was
    assert touched.was.cut(OLD) == "De stad betaalde 14 miljoen euro."


def test_typography_touches_no_sentence() -> None:
    old = "Hij zei: “Dat is 'n mars” - en ging. Zij  bleef."
    new = "Hij zei: „Dat is ‘n mars” – en ging. Zij bleef."
    assert not compared(old, new).changed


def test_a_figure_written_otherwise_touches_no_sentence() -> None:
    assert not compared(OLD, OLD.replace("14 miljoen euro", "14.000.000 euro")).changed
    assert compared(OLD, OLD.replace("14 miljoen euro", "14.000.001 euro")).touched


def test_a_capital_or_a_sign_touches_a_sentence() -> None:
    assert shown(compared("It helps us all now.", "It helps US all now.", "en"), SentenceState.TOUCHED)
    assert shown(compared("Zij kwam niet alleen.", "Zij kwam niet, alleen."), SentenceState.TOUCHED)


def test_a_sentence_that_moved_is_not_new_but_read_again_for_its_pronoun() -> None:
    old = "De brug is dicht. De boot vaart nog wel. Zij is traag vandaag. Het weer is mooi."
    new = "Zij is traag vandaag. De brug is dicht. De boot vaart nog wel. Het weer is mooi."
    comparison = compared(old, new)
    assert shown(comparison, SentenceState.MOVED) == ["Zij is traag vandaag."]
    assert shown(comparison, SentenceState.NEW) == []
    assert comparison.gone == ()
    assert to_read(comparison) == {"Zij is traag vandaag.": ("Zij", "vandaag")}


def test_a_sentence_that_stands_twice_now_is_new_once() -> None:
    comparison = compared("De brug is dicht.", "De brug is dicht.\n\nDe brug is dicht.")
    assert len(comparison.added) == 1


def test_what_nothing_is_left_of_is_gone() -> None:
    comparison = compared(OLD, OLD.replace(" De stad betaalde 14 miljoen euro.", ""))
    assert [span.cut(OLD) for span in comparison.gone] == ["De stad betaalde 14 miljoen euro."]
    assert comparison.changed


def test_two_sentences_made_into_one_are_touched_and_none_is_gone() -> None:
    old = "De brug in de stad is van hout. De pont is van staal."
    comparison = compared(old, "De brug in de stad is van hout en de pont is van staal.")
    assert len(comparison.touched) == 1
    assert comparison.gone == ()


# To read again


def test_a_pronoun_behind_a_changed_sentence_is_read_again() -> None:
    comparison = compared(OLD, OLD.replace("Anna Vos leidde", "Bea Kool leidde"))
    assert to_read(comparison) == {"Zij woont in Oudeveer.": ("Zij",)}


def test_a_pronoun_behind_a_struck_sentence_is_read_again_and_one_before_it_is_not() -> None:
    comparison = compared(OLD, OLD.replace("Anna Vos leidde de bouw van de kade. ", ""))
    assert to_read(comparison) == {"Zij woont in Oudeveer.": ("Zij",)}
    old = "Zij woont in Oudeveer. De stad betaalde alles. De fanfare speelde een mars."
    assert to_read(compared(old, old.replace("De stad betaalde alles. ", ""))) == {}


def test_a_relative_date_before_a_new_sentence_is_read_again() -> None:
    comparison = compared(OLD, OLD + " Niemand luisterde.")
    assert to_read(comparison) == {"De burgemeester sprak gisteren kort.": ("gisteren",)}


def test_english_sentences_are_read_again_too() -> None:
    old = "The mayor opened the bridge. She left on Monday. The band played."
    comparison = compared(old, old.replace("The mayor", "The queen"), "en")
    assert to_read(comparison) == {"She left on Monday.": ("She", "Monday")}


def test_neighbours_without_such_words_are_left_alone() -> None:
    comparison = compared(OLD, OLD.replace("een mars", "twee marsen"))
    assert "De stad betaalde 14 miljoen euro." not in to_read(comparison)


def test_another_day_of_publication_has_every_relative_date_read_again() -> None:
    old, new = article(OLD, published="2025-03-10"), article(OLD, published="2025-03-11")
    comparison = compare_revisions(old, new)
    assert comparison.published_changed
    assert to_read(comparison) == {"De burgemeester sprak gisteren kort.": ("gisteren",)}


@given(texts, texts)
def test_every_sentence_of_the_new_text_is_accounted_for(old: str, new: str) -> None:
    comparison = compared(old, new)
    made = article(new)
    assert tuple(one.span for one in comparison.sentences) == sentence_spans(made.text, made.blocks, "nl")
    for one in comparison.sentences:
        assert (one.was is None) == (one.state is SentenceState.NEW)
        if one.was and one.state in {SentenceState.UNCHANGED, SentenceState.MOVED}:
            assert one.was.cut(old) == one.span.cut(new)
        if one.again:
            assert one.state in {SentenceState.UNCHANGED, SentenceState.MOVED}


@given(texts)
def test_a_text_compared_with_itself_is_unchanged(text: str) -> None:
    comparison = compared(text, text)
    assert not comparison.changed
    assert changed_paragraphs(comparison) == ()


@given(st.text(max_size=200) | texts, st.text(max_size=200) | texts)
def test_what_is_shown_of_any_two_texts_is_what_stands_in_them(old: str, new: str) -> None:
    comparison = compared(old, new, "")
    for one in changed_paragraphs(comparison):
        was = "".join(piece.text for piece in one.pieces if piece.kind is not PieceKind.NEW)
        now = "".join(piece.text for piece in one.pieces if piece.kind is not PieceKind.GONE)
        assert now == (one.new.cut(comparison.new.text) if one.new else "")
        # What is the same is written as in the newer text, which may differ in spaces and marks.
        assert same_words(was, one.old.cut(comparison.old.text) if one.old else "")
        assert any(piece.kind is not PieceKind.SAME for piece in one.pieces)


# Paragraphs


def test_only_changed_paragraphs_are_shown_each_word_by_word() -> None:
    new = OLD.replace("14 miljoen", "15 miljoen")
    comparison = compared(OLD, new)
    [diff] = diffs(comparison)
    assert diff.endswith("De stad betaalde [-14-]{+15+} miljoen euro.")


def test_a_figure_is_shown_whole() -> None:
    assert diffs(compared("Het kostte 2,4 miljoen euro.", "Het kostte 2,6 miljoen euro.")) == [
        "Het kostte [-2,4-]{+2,6+} miljoen euro."
    ]


def test_paragraphs_that_came_and_went_stand_in_their_places() -> None:
    old = "De eerste alinea staat.\n\nDeze verdwijnt helemaal.\n\nDe laatste blijft ook."
    new = "De eerste alinea staat.\n\nDe laatste blijft ook.\n\nHier komt iets bij."
    comparison = compared(old, new)
    assert diffs(comparison) == ["[-Deze verdwijnt helemaal.-]", "{+Hier komt iets bij.+}"]
    gone, came = changed_paragraphs(comparison)
    assert gone.new is None
    assert gone.after
    assert gone.after.cut(new) == "De eerste alinea staat."
    assert came.old is None
    assert came.after
    assert came.after.cut(new) == "De laatste blijft ook."


def test_a_paragraph_that_was_cut_in_two_is_shared_out() -> None:
    old = "De fanfare speelde een mars. De burgemeester sprak lang. Alles betaalde stad Oudeveer."
    new = "De fanfare speelde een mars.\n\nAlles betaalde stad Oudeveer zelf."
    first, second = changed_paragraphs(compared(old, new))
    assert diffs(compared(old, new)) == [
        "De fanfare speelde een mars.[- De burgemeester sprak lang. -]",
        "Alles betaalde stad Oudeveer{+ zelf+}.",
    ]
    assert first.old
    assert second.old
    assert first.old.end == second.old.start


def test_two_paragraphs_that_were_joined_are_one() -> None:
    old = "De fanfare speelde een mars.\n\nDe stad betaalde alles."
    assert diffs(compared(old, old.replace("\n\n", " "))) == []


def test_words_struck_at_the_start_of_a_paragraph_are_shown_in_it() -> None:
    new = OLD.replace("Anna Vos leidde de bouw van de kade. ", "")
    [diff] = diffs(compared(OLD, new))
    assert diff.startswith("[-Anna Vos leidde de bouw van de kade. -]Zij woont")


def test_what_goes_at_the_end_is_shown_last() -> None:
    assert diffs(compared("Dit blijft staan.\n\nDit gaat weg, alles.", "Dit blijft staan."))[-1] == (
        "[-Dit gaat weg, alles.-]"
    )


def test_rules_and_stars_between_paragraphs_are_passed_over() -> None:
    made = article("Een zin.\n\n***\n\nNog een zin.")
    ruled = replace(made, blocks=(*made.blocks[:2], Block(BlockKind.RULE, Span(14, 14)), made.blocks[2]))
    assert changed_paragraphs(compare_revisions(article("Een zin.\n\nNog een zin."), ruled)) == ()


@pytest.mark.parametrize("by", [7, 40])
def test_a_long_paragraph_is_compared_piece_by_piece(by: int) -> None:
    listed = [f"woord{number}" for number in range(2000)]
    assert len(" ".join(listed)) > 3 * COMPARED
    edited = ["iets" if not number % by else word for number, word in enumerate(listed)]
    comparison = compared(" ".join(listed), " ".join(edited))
    [paragraph] = changed_paragraphs(comparison)
    kinds = [piece.kind for piece in paragraph.pieces]
    assert kinds.count(PieceKind.NEW) == len(range(0, 2000, by))
    whole = "".join(piece.text for piece in paragraph.pieces if piece.kind is not PieceKind.GONE)
    assert whole == " ".join(edited)


def test_what_is_too_long_to_compare_is_shown_whole() -> None:
    kept = " ".join(f"blijft{number}" for number in range(4000))
    old = " ".join(f"oud{number}" for number in range(3000))
    new = " ".join(f"nieuw{number}" for number in range(3000))
    assert min(len(old), len(new)) > MOST_COMPARED
    [paragraph] = changed_paragraphs(compared(f"{kept} {old}", f"{kept} {new}"))
    assert [piece.kind for piece in paragraph.pieces[-2:]] == [PieceKind.GONE, PieceKind.NEW]


@given(texts, texts)
def test_new_and_kept_pieces_are_the_new_paragraph_and_gone_and_kept_ones_the_old(old: str, new: str) -> None:
    for one in changed_paragraphs(compared(old, new)):
        came = "".join(piece.text for piece in one.pieces if piece.kind is not PieceKind.GONE)
        went = "".join(piece.text for piece in one.pieces if piece.kind is not PieceKind.NEW)
        assert came == (one.new.cut(new) if one.new else "")
        # Spaces are shown as they are now: their form is no difference.
        assert went.split() == (one.old.cut(old).split() if one.old else [])
