"""What is missing, in the overview."""

from __future__ import annotations

from datetime import UTC, datetime

from annotations.coverage import Gap, Missing, gaps_of
from reader.glyphs import UNICODE
from reader.panel.missing import missing_lines
from reader.panel.setting import Setting
from reader.words import called


def test_the_name_of_what_is_missing_is_never_cut_for_the_numbers_of_claims() -> None:
    gap = next(iter(Gap))
    found = [Missing(gap, f"C{number}", number, "") for number in range(1, 40)]
    for width in (28, 44, 60):
        setting = Setting(width=width, glyphs=UNICODE, me="anna", now=datetime(2026, 1, 1, tzinfo=UTC))
        rows = [line.text for line in missing_lines(setting, found)]
        assert any(f"39 {called(gap)}" in row for row in rows), rows
        assert all(len(row) <= width for row in rows)


def test_nothing_missing_says_nothing() -> None:
    setting = Setting(width=44, glyphs=UNICODE, me="anna", now=datetime(2026, 1, 1, tzinfo=UTC))
    assert missing_lines(setting, []) == []
    assert gaps_of([]) == {}
