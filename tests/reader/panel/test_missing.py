"""What is missing, in the overview."""

from __future__ import annotations

from datetime import UTC, datetime

from annotations.coverage import Gap, Missing, gaps_of
from articles.frozen import replace
from reader.glyphs import UNICODE
from reader.panel.item_ids import GAPS, gap_of
from reader.panel.missing import MANY_CLAIMS, missing_lines, summary_lines
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


def test_above_a_long_list_of_claims_all_that_is_missing_is_summed_up() -> None:
    found = [Missing(gap, f"C{number}", number, "") for gap in Gap for number in range(1, 13)]
    said = ", ".join(f"12 {called(gap)}" for gap in Gap)
    for width in (28, 44, 60):
        setting = Setting(width=width, glyphs=UNICODE, me="anna", now=datetime(2026, 1, 1, tzinfo=UTC))
        [line] = summary_lines(setting, found, MANY_CLAIMS)
        assert line.item == GAPS
        assert f"12 {called(next(iter(Gap)))}" in line.text
        chosen = replace(setting, selected=GAPS)
        whole = " ".join(one.text.strip(" ▸") for one in summary_lines(chosen, found, MANY_CLAIMS))
        assert whole == f"missing: {said}"
        assert summary_lines(setting, found, MANY_CLAIMS - 1) == []
        assert summary_lines(setting, [], MANY_CLAIMS) == []
    assert gap_of(GAPS) is None
