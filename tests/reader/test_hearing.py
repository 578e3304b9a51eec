from __future__ import annotations

from typing import TYPE_CHECKING

from articles import how_far
from reader.hearing import telling_how_far

if TYPE_CHECKING:
    import pytest


def test_nothing_is_said_of_what_is_quick_and_now_and_then_of_what_is_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    moments = iter([0.0, 0.5, 1.5, 1.5, 2.0, 6.0, 6.0])
    with telling_how_far("a.pdf", lambda: next(moments)):
        for done in (1, 2, 3, 4):
            how_far.tell(done, 4)
    assert capsys.readouterr().err.splitlines() == [
        "postil: a.pdf: 50 % is read",
        "postil: a.pdf: 100 % is read",
    ]


def test_a_script_is_told_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    moments = iter([0.0, 9.0])
    with telling_how_far("a.pdf", lambda: next(moments)):
        how_far.tell(1, 4)
    assert capsys.readouterr().err == ""
