"""Whether everything on the page can be read, measured."""

from __future__ import annotations

from itertools import combinations

import pytest
from rich.color import Color, ColorSystem, ColorType

from reader.lines import Line, Look, Piece
from reader.painting import paint
from reader.palette import THEMES, Palette, ThemeName, palette_for

COLOURED: tuple[ThemeName, ...] = ("dark", "light", "contrast")
DRAWN = {"RULE"}
"""What is no text: the line between two panes is to be seen, not read."""
READ = tuple(look for look in Look if look.name not in DRAWN)
LOOKS = (Look.PLAIN, *READ)
PAIRS = tuple(one | other for one, other in combinations(READ, 2))


def luminance(color: Color) -> float:
    """Return the relative luminance of WCAG 2.2."""
    assert color.triplet is not None
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in color.triplet)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(palette: Palette, look: Look, system: ColorSystem = ColorSystem.TRUECOLOR) -> float:
    """Return the contrast of a look's ink on its ground, 1 to 21; reversing does not change it."""
    style = palette.style(look)
    assert style.color is not None
    assert style.bgcolor is not None
    shown = (as_shown(style.color, system), as_shown(style.bgcolor, system))
    light, dark = sorted(map(luminance, shown), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def as_shown(color: Color, system: ColorSystem) -> Color:
    """Return what a terminal of fewer colours makes of one."""
    return Color.from_triplet(color.downgrade(system).get_truecolor())


@pytest.mark.parametrize("theme", COLOURED)
def test_every_look_and_every_two_together_can_be_read(theme: ThemeName) -> None:
    palette = palette_for(theme)
    poor = {repr(look): contrast(palette, look) for look in (*LOOKS, *PAIRS) if contrast(palette, look) < 4.5}
    assert poor == {}


@pytest.mark.parametrize("theme", COLOURED)
def test_256_colours_are_enough_to_read_and_to_tell_apart(theme: ThemeName) -> None:
    palette = palette_for(theme)
    few = ColorSystem.EIGHT_BIT
    found = {look: contrast(palette, look, few) for look in (*LOOKS, *PAIRS)}
    assert {repr(look): ratio for look, ratio in found.items() if ratio < 4.5} == {}
    inks = [palette.style(look).color for look in (Look.GOOD, Look.BAD, Look.WARN, Look.ACCENT, Look.PLAIN)]
    assert len({as_shown(ink, few).triplet for ink in inks if ink}) == len(inks)
    grounds = [palette.style(look).bgcolor for look in (Look.CURRENT, Look.SELECTED, Look.MATCH, Look.PLAIN)]
    assert len({as_shown(ground, few).triplet for ground in grounds if ground}) == len(grounds)


def test_the_status_line_of_256_colours_is_grey() -> None:
    # A tinted shade near white comes out as pink there.
    for theme in COLOURED:
        ground = palette_for(theme).style(Look.STATUS).bgcolor
        assert ground is not None
        triplet = as_shown(ground, ColorSystem.EIGHT_BIT).triplet
        assert triplet is not None
        assert len(set(triplet)) == 1


def test_the_theme_of_contrast_keeps_seven_to_one_on_its_grounds() -> None:
    palette = palette_for("contrast")
    poor = {repr(look): contrast(palette, look) for look in LOOKS if contrast(palette, look) < 7}
    assert poor == {}


def test_ansi_uses_the_sixteen_colours_and_the_terminals_own() -> None:
    palette = palette_for("ansi")
    for look in (*LOOKS, *PAIRS):
        style = palette.style(look)
        assert style.color is not None
        assert style.color.type in {ColorType.DEFAULT, ColorType.STANDARD}
        assert style.bgcolor is not None
        assert style.bgcolor.is_default


def test_mono_uses_no_colour_and_tells_the_current_claim_by_typeface() -> None:
    palette = palette_for("mono")
    assert all(palette.style(look).color == Color.default() for look in (*LOOKS, *PAIRS))
    current = palette.style(Look.CURRENT | Look.CLAIM)
    assert (current.bold, current.underline, current.reverse) == (True, True, None)
    assert palette.style(Look.MUTED).dim
    assert not palette.style(Look.MUTED | Look.SELECTED).dim


@pytest.mark.parametrize("theme", THEMES)
def test_what_keys_act_on_and_what_was_found_never_look_plain(theme: ThemeName) -> None:
    palette = palette_for(theme)
    plain = palette.style()
    for look in (Look.CLAIM, Look.CURRENT, Look.SELECTED, Look.MATCH, Look.NOTED, Look.GONE, Look.NEW):
        assert palette.style(look) != plain, look
    assert palette.style(Look.SELECTED) != palette.style(Look.CURRENT)


def test_the_same_look_is_the_same_style_with_its_link() -> None:
    palette = palette_for("dark")
    assert palette.style(Look.LINK, "https://example.org") is palette.style(Look.LINK, "https://example.org")
    assert palette.style(Look.LINK, "https://example.org").link == "https://example.org"
    assert palette.style(Look.LINK).link is None


def test_a_theme_names_its_page_for_textual() -> None:
    assert (palette_for("ansi").background, palette_for("mono").foreground) == (
        "ansi_default",
        "ansi_default",
    )
    assert palette_for("light").background.startswith("#")
    assert (palette_for("light").is_dark, palette_for("dark").is_dark) == (False, True)


def test_a_painted_line_fills_its_width_and_parses_nothing() -> None:
    palette = palette_for("dark")
    strip = paint(Line((Piece("[bold]a[/] [redactie]"), Piece(""), Piece("“x”", Look.QUOTED))), 30, palette)
    assert strip.text == "[bold]a[/] [redactie]“x”".ljust(30)
    assert strip.cell_length == 30
    assert {segment.style.bgcolor for segment in strip if segment.style} == {palette.style().bgcolor}
    assert paint(Line((Piece("漢字漢字"),)), 5, palette).cell_length == 5
