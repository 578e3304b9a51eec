"""One's own keys over a preset over the table."""

from __future__ import annotations

import pytest

from reader.keymap import PRESETS, check_overrides, is_key, keymap
from reader.keys import KEYS


@pytest.mark.parametrize(
    "name", ["a", "Z", "é", "]", "+", "ctrl+a", "alt+left", "ctrl+shift+f5", "space", "f24", "ctrl++"]
)
def test_a_key_is_a_key(name: str) -> None:
    assert is_key(name)


@pytest.mark.parametrize("name", ["", "ab", " ", "\t", "f25", "hyper+a", "ctrl+", "ctrl+spacebar", "\x1b"])
def test_anything_else_is_none(name: str) -> None:
    assert not is_key(name)


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_has_no_clash_and_names_nothing_unknown(preset: str) -> None:
    changes = dict(PRESETS[preset])
    assert check_overrides("default", changes) == {}
    assert all(is_key(key) for one in keymap(preset, {}) for key in one.keys)


@pytest.mark.parametrize("preset", PRESETS)
def test_in_a_preset_every_action_has_a_key_without_a_modifier(preset: str) -> None:
    assert all(any("+" not in key or key == "+" for key in one.keys) for one in keymap(preset, {}))


def test_ones_own_keys_take_the_place_of_the_usual_ones() -> None:
    table = {one.id: one.keys for one in keymap("less", {"undo": ("Y", "Z")})}
    assert table["undo"] == ("Y", "Z")
    assert table["half-up"] == PRESETS["less"]["half-up"]
    assert [one.id for one in keymap("default", {})] == [one.id for one in KEYS]


def test_two_actions_can_trade_their_keys() -> None:
    assert check_overrides("default", {"undo": ("U",), "redo": ("u",)}) == {}


def test_a_key_may_mean_something_else_in_the_other_pane() -> None:
    usual = {one.id: one.keys for one in KEYS}
    assert set(usual["line-down"]) & set(usual["item-down"])
    assert check_overrides("default", {"line-down": ("j",), "item-down": ("j",)}) == {}


def test_of_two_choices_that_clash_the_later_gives_way() -> None:
    wrong = check_overrides("default", {"undo": ("Z",), "redo": ("Z",)})
    assert wrong == {"redo": "'Z' is on both redo and undo"}


def test_clashes_are_told_before_what_cannot_be_a_key() -> None:
    wrong = check_overrides("default", {"nope": ("x",), "mark": ("zz",), "undo": ("Z",), "redo": ("Z",)})
    assert list(wrong) == ["redo", "nope", "mark"]


def test_a_choice_whose_usual_key_was_taken_gives_it_back() -> None:
    # Without the wrong choice, undo has its usual u again, which redo took.
    wrong = check_overrides("default", {"redo": ("u",), "undo": ("q",)})
    assert set(wrong) == {"undo", "redo"}
