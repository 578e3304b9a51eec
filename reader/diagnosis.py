"""What a terminal tells of itself, and which line of which file would make it better; pure."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from reader.terminal import has_all_colours, is_colourless, is_console, why_unusable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COMFORTABLE = (80, 24)
"""Columns and rows from which text and panel stand side by side."""

TMUX_OPTIONS = ("set-clipboard", "prefix", "escape-time")
LONGEST_ESCAPE = 100
"""Milliseconds for which tmux may hold Esc back before it is felt; its own usual value was 500 for long."""

_NOTHING_KNOWN: Mapping[str, str] = MappingProxyType({})


class Remark(NamedTuple):
    """One thing that was looked at."""

    what: str
    fine: bool
    change: str = ""
    """The line to change, and where."""
    colours: bool = False
    """Whether the colours of the pages are to be shown with it, to be told apart."""


class Probed(NamedTuple):
    """What the terminal itself answered."""

    crooked: tuple[str, ...] | None = None
    """Signs that it does not draw in one cell each; None where it did not say."""
    ground: str = ""
    """`light` or `dark`; empty where it did not say, or was not asked."""
    ground_counts: bool = False
    """Whether the theme goes by it."""


NOT_PROBED = Probed()


def examine_terminal(
    environment: Mapping[str, str],
    *,
    is_terminal: bool,
    size: tuple[int, int],
    charset: str,
    tmux: Mapping[str, str] = _NOTHING_KNOWN,
    probed: Probed = NOT_PROBED,
) -> list[Remark]:
    """Return what there is to say of a terminal.

    `size` is columns and rows; `tmux` what tmux's options are, those of
    `TMUX_OPTIONS` that are known; `probed` what it answered, where it was asked.
    """
    return [
        *_screen(environment, is_terminal=is_terminal, size=size),
        *_colours(environment),
        *_ground(probed),
        *_charset(environment, charset),
        *_widths(probed),
        *_copies(environment, tmux.get("set-clipboard", "")),
        *_eaten_keys(environment, tmux),
        Remark("keys: postil doctor --keys tries them with you, and a copy", fine=True),
    ]


def _screen(environment: Mapping[str, str], *, is_terminal: bool, size: tuple[int, int]) -> Iterator[Remark]:
    term = environment.get("TERM", "")
    yield Remark(
        f"TERM is {term or 'not set'}", fine=bool(term), change="" if term else "export TERM=xterm-256color"
    )
    if reason := why_unusable(environment, is_terminal=is_terminal, size=size):
        yield Remark(f"no screen can be shown here: {reason}; postil show works", fine=False)
        return
    columns, rows = size
    roomy = columns >= COMFORTABLE[0] and rows >= COMFORTABLE[1]
    room = "" if roomy else "; from 80 by 24 on, text and panel stand side by side"
    yield Remark(f"size: {columns} columns, {rows} rows{room}", fine=roomy)


def _colours(environment: Mapping[str, str]) -> Iterator[Remark]:
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR"):
        yield Remark("colours: none, because NO_COLOR is set; every state has a word, too", fine=True)
    elif is_colourless(term):
        yield Remark("colours: none, since this terminal has none; every state has a word, too", fine=True)
    elif environment.get("COLORTERM") in {"truecolor", "24bit"} or has_all_colours(term):
        yield Remark("colours: all", fine=True, colours=True)
    elif "256color" in term:
        yield Remark(
            "colours: 256; if yours shows more",
            fine=True,
            change="export COLORTERM=truecolor in ~/.profile",
            colours=True,
        )
    else:
        yield Remark("colours: 16, those of the terminal", fine=True, colours=True)


def _ground(probed: Probed) -> Iterator[Remark]:
    if probed.ground:
        light, dark = (
            "ground: light, as the terminal says; the theme goes by it",
            "ground: dark, as the terminal says; the theme goes by it",
        )
        yield Remark(light if probed.ground == "light" else dark, fine=True)
    elif probed.ground_counts:
        yield Remark(
            "ground: the terminal does not say whether it is light or dark; dark is taken",
            fine=True,
            change='if it is light: theme = "light" in postil.toml',
        )


def _widths(probed: Probed) -> Iterator[Remark]:
    if probed.crooked:
        signs = " ".join(probed.crooked)
        yield Remark(
            f"signs: not one cell wide are {signs}", fine=False, change='glyphs = "ascii" in postil.toml'
        )
    elif probed.crooked is not None:
        yield Remark("signs: the terminal gives each one cell, as it should", fine=True)


def _charset(environment: Mapping[str, str], charset: str) -> Iterator[Remark]:
    utf8 = charset.replace("-", "").lower() == "utf8"
    change = "" if utf8 else "export LANG=C.UTF-8 in ~/.profile (or your language's, as locale -a lists them)"
    yield Remark(f"charset: {charset}", fine=utf8, change=change)
    if is_console(environment.get("TERM", "")):
        yield Remark("signs: ASCII, since this terminal's font has few others", fine=True)
    else:
        yield Remark(
            "signs: can you tell these apart, each one cell wide? ○ ◐ ◑ ● ▲ △ ⚑ ⊘ ✓ ✗ ≈ ∅",
            fine=True,
            change='if not: glyphs = "ascii" in postil.toml',
        )


def _copies(environment: Mapping[str, str], tmux_clipboard: str) -> Iterator[Remark]:
    if environment.get("TMUX"):
        fine = tmux_clipboard == "on"
        what = "copies through tmux: set-clipboard is not known"
        if tmux_clipboard:
            what = f"copies through tmux: set-clipboard is {tmux_clipboard}"
        change = "" if fine else "set -g set-clipboard on in ~/.tmux.conf"
        yield Remark(what, fine=fine, change=change)
    elif is_console(environment.get("TERM", "")):
        yield Remark("this terminal takes no copies; what would be copied is shown", fine=True)
    elif environment.get("STY"):
        yield Remark("copies go through GNU screen to the terminal by OSC 52; most take them", fine=True)
    elif environment.get("TERM", "").startswith("screen"):
        yield Remark("GNU screen may keep copies back; tmux passes them on", fine=True)
    else:
        yield Remark("copies go to the terminal by OSC 52; most take them", fine=True)


def _eaten_keys(environment: Mapping[str, str], tmux: Mapping[str, str]) -> Iterator[Remark]:
    """Yield who takes keys before the program sees them; everything has a key that nobody takes."""
    if environment.get("TMUX"):
        prefix = tmux.get("prefix", "").replace("C-", "ctrl+").replace("M-", "alt+")
        yield Remark(f"keys: tmux takes {prefix or 'ctrl+b'}; what it does has another key, too", fine=True)
        held = tmux.get("escape-time", "")
        if held.isdigit() and int(held) > LONGEST_ESCAPE:
            change = "set -sg escape-time 10 in ~/.tmux.conf"
            yield Remark(f"tmux holds Esc back for {held} ms", fine=False, change=change)
    elif environment.get("STY"):
        yield Remark("keys: GNU screen takes ctrl+a; here nothing is on it but in text fields", fine=True)
    elif environment.get("TERM_PROGRAM") == "vscode":
        yield Remark(
            "keys: VS Code takes F1, ctrl+p and others; if you want them here",
            fine=True,
            change='"terminal.integrated.sendKeybindingsToShell": true in settings.json',
        )
    else:
        yield Remark(
            "keys: ? shows those that work; one that does nothing is taken by your terminal", fine=True
        )
