"""The settings: where they come from, and what a broken one does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import UsageError
from reader.config import Config, Loaded, checked, load_config
from reader.keymap import check_overrides

HOME = {"HOME": "/home/anna"}


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return tmp_path / "postil.toml"


def load(settings: Path, text: str, **flags: Any) -> Loaded:  # noqa: ANN401 - whatever a flag holds
    settings.write_text(text, encoding="utf-8")
    return load_config(HOME, flags, str(settings))


def test_without_a_file_the_usual_settings_are_used(tmp_path: Path) -> None:
    loaded = load_config({"HOME": str(tmp_path)}, {})
    assert loaded.notices == ()
    assert loaded.config == Config(library=f"{tmp_path}/.local/share/postil")
    assert loaded.file == tmp_path / ".config/postil/postil.toml"


def test_a_flag_wins_over_the_environment_and_that_over_the_file(settings: Path) -> None:
    settings.write_text('measure = 60\ntheme = "dark"\nglyphs = "ascii"\n', encoding="utf-8")
    environment = {**HOME, "POSTIL_THEME": "light", "POSTIL_MEASURE": "64", "POSTIL_CONFIG": str(settings)}
    config = load_config(environment, {"measure": "80", "theme": None}).config
    assert (config.measure, config.theme, config.glyphs) == (80, "light", "ascii")


def test_every_setting_can_stand_in_the_file(settings: Path) -> None:
    loaded = load(
        settings,
        'library = "~/team"\nreviewer = "bram"\nmeasure = 64\ntheme = "ansi"\n'
        'spacing = 0\nglyphs = "unicode"\npanel_width = 50\n'
        'panel_side = "left"\nmouse = false\npreset = "vim"\n[keys]\nundo = ["Z", "ctrl+z"]\nmark = "B"\n',
    )
    assert loaded.notices == ()
    expected = Config(
        library=str(Path("~/team").expanduser()),
        reviewer="bram",
        measure=64,
        spacing=0,
        theme="ansi",
        glyphs="unicode",
        panel_width=50,
        panel_side="left",
        mouse=False,
        preset="vim",
        keys={"undo": ("Z", "ctrl+z"), "mark": ("B",)},
    )
    assert loaded.config == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\nmeasure = 12", "line 2: measure must be 40 to 120, not 12"),
        ("measure = true", "line 1: measure must be 40 to 120"),
        ("spacing = 3", "line 1: spacing must be 0 to 2, not 3"),
        ("panel_width = 7", "line 1: panel_width must be 24 to 100"),
        ('theme = "pink"', "line 1: theme must be one of auto, light, dark, contrast, ansi"),
        ("theme = 3", "line 1: theme must be one of"),
        ('mouse = "perhaps"', "line 1: mouse must be true or false"),
        ("reviewer = 5", "line 1: reviewer must be text in quotes"),
        ('library = ""', "line 1: library must be a folder"),
        ("# x\n\ncolour = 1", "line 3: there is no setting 'colour'"),
        ("keys = 5", "line 1: keys must be a table"),
        ("[keys]\nundo = 5", "line 2: undo must be a key or a list of keys"),
        ("[keys]\nundo = []", "line 2: undo must be a key or a list of keys"),
        ('[keys]\nunod = "x"', "line 2: there is nothing called 'unod' to give a key (perhaps 'undo')"),
        ('[keys]\nundo = "hyper+x"', "line 2: 'hyper+x' is not a key for undo"),
        ('[keys]\nundo = "q"', "line 2: 'q' is on both undo and quit"),
        ("measure == 3", "at line 1, column"),
    ],
)
def test_a_broken_setting_is_named_with_its_line_and_the_usual_one_is_used(
    settings: Path, text: str, told: str
) -> None:
    loaded = load(settings, text)
    [notice] = loaded.notices
    assert notice.startswith("postil.toml")
    assert told in notice
    assert loaded.config == load(settings, "").config


def test_a_broken_setting_does_not_spoil_the_others(settings: Path) -> None:
    loaded = load(settings, 'measure = 1\nmouse = false\n[keys]\nundo = "Z"\nredo = "q"\n')
    assert len(loaded.notices) == 2
    assert (loaded.config.mouse, dict(loaded.config.keys)) == (False, {"undo": ("Z",)})


def test_a_key_that_was_set_twice_is_told_first(settings: Path) -> None:
    text = 'measure = 1\n[keys]\nmark = 3\nnope = "x"\nundo = "Z"\nredo = "Z"\n'
    first, *others = load(settings, text).notices
    assert first == "postil.toml, line 6: 'Z' is on both redo and undo; its usual key is used"
    assert len(others) == 3


@pytest.mark.parametrize("written", ['"mouse" = 1.5', "'mouse' = 1.5", "  mouse=1.5"])
def test_a_line_is_found_however_it_is_written(settings: Path, written: str) -> None:
    assert "line 2: mouse" in load(settings, f"\n{written}\n").notices[0]


def test_a_file_that_was_named_must_be_readable(tmp_path: Path, settings: Path) -> None:
    with pytest.raises(UsageError, match="there is no file"):
        load_config(HOME, {}, str(tmp_path / "gone.toml"))
    with pytest.raises(UsageError, match="cannot be read"):
        load_config(HOME, {}, str(tmp_path))
    settings.write_bytes(b"\xff")
    with pytest.raises(UsageError, match="not UTF-8"):
        load_config(HOME, {}, str(settings))


@pytest.mark.parametrize(
    ("environment", "flags", "told"),
    [
        ({"POSTIL_MEASURE": "wide"}, {}, "the variable POSTIL_MEASURE: measure must be"),
        ({}, {"theme": "pink"}, "--theme: theme must be one of"),
        ({}, {"library": "\0"}, "--library: library must be a folder"),
    ],
)
def test_a_wrong_flag_or_variable_is_wrong_usage(
    environment: dict[str, str], flags: dict[str, str], told: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=told):
        load_config({"HOME": str(tmp_path), **environment}, flags)


@pytest.mark.parametrize(("word", "truth"), [("ON", True), ("0", False), ("yes", True), ("False", False)])
def test_the_environment_says_yes_and_no_in_several_ways(word: str, truth: bool) -> None:  # noqa: FBT001
    assert checked("mouse", word) is truth


@pytest.mark.parametrize(
    ("text", "environment", "flags"),
    [
        ('keys = { redo = "Z" }\npreset = "less"', {}, {}),
        ('preset = "less"\n[keys]\nredo = "Z"', {}, {}),
        ('preset = "vim"\n[keys]\nredo = "Z"', {"POSTIL_PRESET": "less"}, {}),
        ('[keys]\nredo = "Z"', {}, {"preset": "less"}),
    ],
)
def test_keys_are_held_against_the_preset_in_force_wherever_it_was_named(
    settings: Path, text: str, environment: dict[str, str], flags: dict[str, str]
) -> None:
    settings.write_text(text, encoding="utf-8")
    loaded = load_config({**HOME, **environment}, flags, str(settings))
    assert loaded.config.preset == "less"
    assert not loaded.config.keys
    [notice] = loaded.notices
    assert "'Z' is on both redo and undo" in notice


LINES = [
    "measure = 1",
    "measure = 70",
    'theme = "pink"',
    "mouse = false",
    'preset = "less"',
    'preset = "vim"',
    "[keys]",
    'undo = "Z"',
    'redo = ["Z", "q"]',
    "mark = 3",
    'keys = { redo = "Z" }',
    'nope = "x"',
]


@given(st.text() | st.lists(st.sampled_from(LINES), unique=True).map("\n".join))
def test_whatever_a_file_says_only_settings_that_can_be_come_of_it(text: str) -> None:
    from reader.config import _from_file

    config = Config(library="/library")
    settled, notices = _from_file(config, text, "postil.toml")
    assert checked("measure", settled.measure) == settled.measure
    assert checked("theme", settled.theme) == settled.theme
    assert check_overrides(settled.preset, settled.keys) == {}
    assert all(notice.startswith("postil.toml") for notice in notices)
    if not text.strip():
        assert (settled, notices) == (config, ())
