"""What looks become on a terminal: one set of colours a theme.

A page is ink on paper: one ground, one ink, one accent that asks for attention,
and three quiet colours for what is good, bad and doubtful, each of which stands
beside a word or sign that says the same.  Text keeps a contrast of 4.5:1 on its
ground (WCAG 2.2, 1.4.3); in the theme `contrast`, 7:1.  Many terminals have 256
colours and take the nearest: the colours here were chosen so that 4.5:1 holds of those too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from rich.style import Style

from articles.frozen import fields_of, frozen
from reader.lines import Look

ThemeName = Literal["dark", "light", "contrast", "ansi", "mono"]
THEMES: tuple[ThemeName, ...] = ("dark", "light", "contrast", "ansi", "mono")

DEFAULT = "default"
"""The terminal's own ink or ground."""


@frozen
class Inks:
    """The colours of a theme, as `#rrggbb`, the terminal's colour names, or `default`.

    Where an ink is `default`, what it would tell is told by a typeface instead.
    """

    ground: str
    ink: str
    muted: str
    """Dates, hosts, hints: still text, so still readable."""
    accent: str
    good: str
    bad: str
    warn: str
    quoted: str
    shade: str
    """The ground of code and of the status line."""
    noted: str
    """The ground of words that carry a note."""
    current: str
    """The ground of the current claim; where it is `default`, ink and ground are reversed."""
    rule: str
    """The line between article and panel."""
    selected: str
    """The ground of words being selected."""
    match: str
    """The ground of words that were searched for."""


_INKS: dict[ThemeName, Inks] = {
    "dark": Inks(
        ground="#1b1c1f",
        ink="#d5d1c8",
        muted="#9f9b92",
        accent="#86b3d6",
        good="#9dba84",
        bad="#e09080",
        warn="#d6b06b",
        quoted="#c0b9a8",
        shade="#26282c",
        noted="#332f27",
        current="#3e444c",
        rule="#57554f",
        selected="#262e5c",
        match="#5e2e0e",
    ),
    "light": Inks(
        ground="#faf7f0",
        ink="#26231e",
        muted="#6d675c",
        accent="#1d5c8c",
        good="#2f6b2b",
        bad="#a52c2a",
        warn="#855300",
        quoted="#4d473c",
        shade="#eceae6",
        noted="#f8eec8",
        current="#d9e3ea",
        rule="#bab6ad",
        selected="#cfe0ee",
        match="#f6d77a",
    ),
    "contrast": Inks(
        ground="#000000",
        ink="#ffffff",
        muted="#d0d0d0",
        accent="#7fd4ff",
        good="#8df58d",
        bad="#ff9d94",
        warn="#ffd75f",
        quoted="#ffffff",
        shade="#1c1c1c",
        noted="#35332a",
        current="#00507d",
        rule="#5e5e5e",
        selected="#003a5c",
        match="#5c4400",
    ),
    # Only what every terminal's own scheme keeps readable on its own ground: no black, white or yellow ink.
    "ansi": Inks(
        ground=DEFAULT,
        ink=DEFAULT,
        muted=DEFAULT,
        accent="cyan",
        good="green",
        bad="red",
        warn="magenta",
        quoted=DEFAULT,
        shade=DEFAULT,
        noted=DEFAULT,
        current=DEFAULT,
        rule="bright_black",
        selected=DEFAULT,
        match=DEFAULT,
    ),
    "mono": Inks(**dict.fromkeys(fields_of(Inks), DEFAULT)),
}

_FACES: tuple[tuple[Look, Style], ...] = (
    (Look.HEADING | Look.STRONG | Look.LABEL | Look.HIDDEN, Style(bold=True)),
    (Look.EMPHASIS, Style(italic=True)),
    (Look.STRIKE | Look.GONE, Style(strike=True)),
    (Look.CLAIM | Look.TICKED, Style(underline=True)),
)
"""Typefaces that are the same in every theme."""

_POOR_FACES: tuple[tuple[Look, Style], ...] = (
    (Look.ACCENT | Look.NEW, Style(bold=True)),
    (Look.LINK | Look.NOTED | Look.SELECTED, Style(underline=True)),
    (Look.SELECTED | Look.MATCH, Style(reverse=True)),
    (Look.MATCH, Style(bold=True)),
)
"""What stands in for a colour or ground that the theme does not have."""

_ITEM = Style(bold=True)
"""Ink and ground change places for it, where the theme has a ground."""

_EMPHATIC = Look.CURRENT | Look.SELECTED | Look.MATCH | Look.ITEM
"""Looks that must never be dimmed."""


@dataclass(frozen=True)
class Palette:
    """Turns looks into styles for one theme."""

    theme: ThemeName
    inks: Inks
    _styles: dict[tuple[Look, str], Style] = field(default_factory=dict, repr=False, compare=False)

    @property
    def background(self) -> str:
        """The ground as Textual names it."""
        return "ansi_default" if self.inks.ground == DEFAULT else self.inks.ground

    @property
    def foreground(self) -> str:
        """The ink as Textual names it."""
        return "ansi_default" if self.inks.ink == DEFAULT else self.inks.ink

    @property
    def is_dark(self) -> bool:
        """Whether the ground is dark, as far as the theme says."""
        return self.theme != "light"

    def style(self, look: Look = Look.PLAIN, url: str = "") -> Style:
        """Return how a look is drawn; `url`, already cleaned, is what the terminal may open.

        The same look gives the same object, so that a repaint changes nothing
        for the terminal.
        """
        key = look, url
        if key not in self._styles:
            style = self._make(look)
            self._styles[key] = style + Style(link=url) if url else style
        return self._styles[key]

    def _make(self, look: Look) -> Style:
        style = Style(color=self._ink(look), bgcolor=self._ground(look))
        faces = (*_FACES, *_POOR_FACES) if self._is_poor else _FACES
        for looks, face in faces:
            if look & looks:
                style += face
        if look & Look.CURRENT and self._is_poor:
            style += Style(bold=True, underline=True) if self.theme == "mono" else Style(reverse=True)
        if look & Look.ITEM:
            # In the middle of a claim that is reversed, what stands out is what is not.
            style += Style(bold=True, underline=True, reverse=not style.reverse) if self._is_poor else _ITEM
        if self._is_poor and look & (Look.MUTED | Look.TICKED) and not look & _EMPHATIC:
            style += Style(dim=True)
        return style

    @property
    def _is_poor(self) -> bool:
        """Whether grounds and some inks are the terminal's own."""
        return self.inks.ground == DEFAULT

    def _ink(self, look: Look) -> str:
        """Return the ink of a look; the first that applies.

        The current claim is reversed, and words on a ground of their own stand
        out already: both keep the plain ink.
        """
        inks = self.inks
        if look & Look.ITEM:
            return inks.ground
        if look & (Look.CURRENT | Look.SELECTED | Look.MATCH):
            return inks.ink
        choices = (
            (Look.BAD | Look.GONE | Look.HIDDEN, inks.bad),
            (Look.GOOD | Look.NEW, inks.good),
            (Look.WARN, inks.warn),
            (Look.ACCENT | Look.SENTENCE, inks.accent),
            (Look.MUTED | Look.QUIET | Look.LABEL | Look.STATUS | Look.TICKED, inks.muted),
            (Look.RULE, inks.rule),
            (Look.LINK, inks.accent),
            (Look.QUOTED, inks.quoted),
        )
        return next((ink for looks, ink in choices if look & looks), inks.ink)

    def _ground(self, look: Look) -> str:
        inks = self.inks
        choices = (
            (Look.ITEM, inks.ground if self._is_poor else inks.accent),
            (Look.CURRENT, inks.current),
            (Look.SELECTED, inks.selected),
            (Look.MATCH, inks.match),
            (Look.NOTED, inks.noted),
            (Look.CODE | Look.STATUS, inks.shade),
        )
        return next((ground for looks, ground in choices if look & looks), inks.ground)


def palette_for(theme: ThemeName) -> Palette:
    """Return the palette of a theme."""
    return Palette(theme, _INKS[theme])
