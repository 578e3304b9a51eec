from __future__ import annotations

import pytest

from annotations.errors import NothingToUndo, PostilError, StoreError, UsageError
from annotations.kinds import likely_kind
from annotations.model import ClaimKind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("„Dat is meer dan ooit”, zei zij", ClaimKind.QUOTE),
        ("« C'est fini »", ClaimKind.QUOTE),
        ('he called it "a dream" of 3 million', ClaimKind.QUOTE),
        ("600.000 nieuwe leden", ClaimKind.FIGURE),
        ("The ferry left", ClaimKind.OTHER),
        ("", ClaimKind.OTHER),
    ],
)
def test_the_first_guess_at_a_kind_is_by_marks_and_figures(words: str, kind: ClaimKind) -> None:
    assert likely_kind(words) is kind


def test_an_error_says_what_is_wrong_and_what_to_do() -> None:
    error = UsageError("no such stance", "choose from supports, refutes")
    assert (error.title, error.hint, error.exit_code) == (
        "no such stance",
        "choose from supports, refutes",
        2,
    )
    assert str(error) == "no such stance: choose from supports, refutes"
    assert str(NothingToUndo("nothing")) == "nothing"
    assert StoreError("x").exit_code == PostilError("x").exit_code == 1
