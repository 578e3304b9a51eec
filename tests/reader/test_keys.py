from __future__ import annotations

from itertools import combinations

import pytest

from annotations.model import Stance
from annotations.workflow import ClaimState
from reader.bindings import as_keymap, bindings_of
from reader.cells import cell_len
from reader.glyphs import ASCII, STANCE_LOOKS, STATE_LOOKS, UNICODE, Glyphs, all_signs, choose_glyphs
from reader.keymap import PRESETS, is_key, keymap
from reader.keys import KEYS, Key, Pane, keys_of, shown
from reader.palette import THEMES
from reader.theming import choose_theme

TOGETHER = [
    {Pane.READING, Pane.ARTICLE},
    {Pane.READING, Pane.PANEL},
    {Pane.LIBRARY},
]
"""The panes whose keys work at the same time."""
PLAIN = {"enter", "tab", "backspace", "escape", "up", "down", "left", "right", "space"}


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("panes", TOGETHER, ids=lambda panes: "+".join(sorted(panes)))
def test_no_two_actions_that_work_together_share_a_key(preset: str, panes: set[Pane]) -> None:
    keys = [key for key in keymap(preset, {}) if key.pane in panes]
    for one, other in combinations(keys, 2):
        assert not set(one.keys) & set(other.keys), (one.id, other.id)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.id)
def test_every_action_has_first_a_key_that_every_terminal_sends(key: Key) -> None:
    assert key.keys[0] in PLAIN or (len(key.keys[0]) == 1 and key.keys[0].isprintable())
    assert all(map(is_key, key.keys))
    assert key.help
    assert key.group


def test_an_action_has_an_id_of_its_own() -> None:
    assert len({key.id for key in KEYS}) == len(KEYS)


def test_keys_are_written_as_people_know_them() -> None:
    assert [shown(key) for key in ("enter", "f1", "f", "ctrl+d", "]")] == ["Enter", "F1", "f", "ctrl+d", "]"]


def test_a_pane_has_its_keys_in_the_order_of_the_table() -> None:
    assert keys_of(Pane.PANEL) == tuple(key for key in KEYS if key.pane is Pane.PANEL)
    assert set(keys_of(*Pane)) == set(KEYS)


def test_each_key_is_bound_with_and_without_priority_under_its_id() -> None:
    bound = bindings_of(Pane.PANEL)
    ids = [getattr(one, "id", None) for one in bound]
    assert ids == [key.id for key in keys_of(Pane.PANEL) for _ in range(2)]
    assert [getattr(one, "priority", None) for one in bound[:2]] == [True, False]


def test_only_keys_that_differ_from_the_table_are_mapped_anew() -> None:
    assert as_keymap(keymap("default", {})) == {}
    assert as_keymap(keymap("default", {"item-down": ("n", "down")})) == {"item-down": "n,down"}


# Signs


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_every_sign_is_one_cell_wide_and_each_state_and_stance_has_its_own(glyphs: Glyphs) -> None:
    assert all(cell_len(sign) == 1 for sign in all_signs(glyphs))
    assert set(glyphs.states) == set(ClaimState) == set(STATE_LOOKS)
    assert set(glyphs.stances) == set(Stance) == set(STANCE_LOOKS)
    assert len(set(glyphs.states.values())) == len(ClaimState)
    assert len(set(glyphs.stances.values())) == len(Stance)


def test_the_ascii_twins_are_ascii() -> None:
    assert all(sign.isascii() and sign.isprintable() for sign in all_signs(ASCII))


@pytest.mark.parametrize(
    ("term", "wanted", "expected"),
    [
        ("xterm-256color", "auto", UNICODE),
        ("linux", "auto", ASCII),
        ("vt100", "auto", ASCII),
        ("linux", "unicode", UNICODE),
        ("xterm", "ascii", ASCII),
        ("", "auto", UNICODE),
    ],
)
def test_signs_suit_the_terminal_unless_chosen(term: str, wanted: str, expected: Glyphs) -> None:
    assert choose_glyphs({"TERM": term}, wanted=wanted) is expected


# Themes


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_that_was_chosen_is_used_unless_colours_are_not_wanted(theme: str) -> None:
    assert choose_theme(theme, {"TERM": "linux"}) == theme
    assert choose_theme(theme, {"NO_COLOR": "1"}) == "mono"


@pytest.mark.parametrize(
    ("environment", "theme"),
    [
        ({"TERM": "xterm-256color"}, "dark"),
        ({"TERM": "xterm-kitty"}, "dark"),
        ({"TERM": "screen", "COLORTERM": "truecolor"}, "dark"),
        ({"TERM": "linux"}, "ansi"),
        # It has none.
        ({"TERM": "vt220"}, "mono"),
        ({"TERM": "vte-256color"}, "dark"),
        # The colours of a theme, brought down to sixteen, are white on grey.
        ({"TERM": "xterm"}, "ansi"),
        ({"TERM": "screen", "COLORFGBG": "0;15"}, "ansi"),
        ({"TERM": "xterm-256color", "COLORFGBG": "0;15"}, "light"),
        ({"TERM": "xterm-256color", "COLORFGBG": "0;default;7"}, "light"),
        ({"TERM": "xterm-256color", "COLORFGBG": "15;0"}, "dark"),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "dark"),
    ],
)
def test_otherwise_the_terminal_decides(environment: dict[str, str], theme: str) -> None:
    assert choose_theme("auto", environment) == theme
