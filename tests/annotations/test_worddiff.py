from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotations.worddiff import Piece, PieceKind, diff_words

SAME, GONE, NEW = PieceKind.SAME, PieceKind.GONE, PieceKind.NEW


def test_a_changed_figure_stands_out() -> None:
    assert diff_words("telt 10 miljoen leden", "telt 12 miljoen leden") == (
        Piece(SAME, "telt "),
        Piece(GONE, "10"),
        Piece(NEW, "12"),
        Piece(SAME, " miljoen leden"),
    )


def test_changes_that_only_a_space_parts_are_one_change() -> None:
    assert diff_words("zei Jan Smit", "zei Piet Bos") == (
        Piece(SAME, "zei "),
        Piece(GONE, "Jan Smit"),
        Piece(NEW, "Piet Bos"),
    )


def test_the_form_of_quotation_marks_dashes_and_spaces_is_no_change() -> None:
    assert diff_words("„ja” – nee\n\nmaar", "“ja” - nee maar") == (Piece(SAME, "“ja” - nee maar"),)


def test_words_put_in_and_struck_are_pieces_of_their_own() -> None:
    assert diff_words("", "nieuw") == (Piece(NEW, "nieuw"),)
    assert diff_words("oud", "") == (Piece(GONE, "oud"),)
    assert diff_words("", "") == ()


@given(st.text(), st.text())
def test_what_is_the_same_or_new_makes_up_the_newer_wording(was: str, now: str) -> None:
    pieces = diff_words(was, now)
    assert "".join(piece.text for piece in pieces if piece.kind is not GONE) == now
    kinds = [piece.kind for piece in pieces]
    assert all(one is not two for one, two in pairwise(kinds))


@given(st.text())
def test_the_same_wording_is_one_piece(text: str) -> None:
    assert diff_words(text, text) == ((Piece(SAME, text),) if text else ())
