"""The help, made from the table of keys."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reader.cells import cell_len
from reader.glyphs import UNICODE
from reader.help_lines import TWO_COLUMNS, help_lines
from reader.keys import KEYS, Pane, keys_of, shown

READING = keys_of(Pane.READING, Pane.ARTICLE, Pane.PANEL)


def text(width: int) -> str:
    return "\n".join(line.text for line in help_lines(READING, width, UNICODE))


@given(st.integers(30, 160))
def test_every_key_is_there_at_every_width(width: int) -> None:
    lines = help_lines(READING, width, UNICODE)
    assert all(cell_len(line.text) <= width for line in lines)
    for key in READING:
        assert any(f"  {shown(key.keys[0])}" in line.text for line in lines), key.id


def test_wide_screens_get_two_columns_of_even_length() -> None:
    narrow, wide = text(TWO_COLUMNS - 1).splitlines(), text(TWO_COLUMNS).splitlines()
    assert len(wide) < len(narrow) * 2 / 3
    assert {"Reading", "Claims and sources", "Writing", "Program"} <= {row.strip() for row in narrow}


def test_a_single_group_stands_at_the_left() -> None:
    assert help_lines(keys_of(Pane.LIBRARY), 120, UNICODE)[0].text.startswith("Library")


def test_an_action_without_a_key_says_so() -> None:
    [_, row] = help_lines([replace(KEYS[0], keys=())], 60, UNICODE)
    assert row.text.split() == ["─", "a", "line", "down"]
