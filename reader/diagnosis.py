"""What a terminal tells of itself, and which line of which file would make it better; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.terminal import why_unusable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COMFORTABLE = (80, 24)
"""Columns and rows from which text and panel stand side by side."""

_NO_GLYPHS = frozenset({"linux", "vt100", "vt102", "vt220", "ansi"})


class Remark(NamedTuple):
    """One thing that was looked at."""

    what: str
    fine: bool
    change: str = ""
    """The line to change, and where."""


def examine_terminal(
    environment: Mapping[str, str],
    *,
    is_terminal: bool,
    size: tuple[int, int],
    charset: str,
    tmux_clipboard: str = "",
) -> list[Remark]:
    """Return what there is to say of a terminal.

    `size` is columns and rows; `tmux_clipboard` what tmux's option
    set-clipboard is, empty where that is not known.
    """
    return [
        *_screen(environment, is_terminal=is_terminal, size=size),
        *_colours(environment),
        *_charset(environment, charset),
        *_copies(environment, tmux_clipboard),
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
    elif environment.get("COLORTERM") in {"truecolor", "24bit"}:
        yield Remark("colours: all", fine=True)
    elif "256color" in term or "direct" in term:
        yield Remark(
            "colours: 256; if yours shows more", fine=True, change="export COLORTERM=truecolor in ~/.profile"
        )
    else:
        yield Remark("colours: 16, those of the terminal", fine=True)


def _charset(environment: Mapping[str, str], charset: str) -> Iterator[Remark]:
    utf8 = charset.replace("-", "").lower() == "utf8"
    change = "" if utf8 else "export LANG=C.UTF-8 in ~/.profile (or your language's, as locale -a lists them)"
    yield Remark(f"charset: {charset}", fine=utf8, change=change)
    if environment.get("TERM", "") in _NO_GLYPHS:
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
        state = tmux_clipboard or "not known"
        change = "" if fine else "set -g set-clipboard on in ~/.tmux.conf"
        yield Remark(f"tmux passes copies on: set-clipboard is {state}", fine=fine, change=change)
    elif environment.get("TERM", "").startswith("screen") or environment.get("STY"):
        yield Remark("GNU screen may keep copies back; tmux passes them on", fine=True)
    else:
        yield Remark("copies go to the terminal by OSC 52; most take them", fine=True)
