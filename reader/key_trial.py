"""Whether the keys that everything hangs on arrive, and what to change where one does not; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.frozen import frozen
from reader.diagnosis import Remark
from reader.keys import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.keys import Key

ESC = "\x1b"
PAUSE = 10.0
"""Seconds that one has for a key."""
LONGEST_SHOWN = 12


@frozen
class Tried:
    """A key to be pressed, by Textual's name, and what terminals send for it."""

    name: str
    sends: tuple[str, ...]
    tmux: str
    """What tmux calls it."""
    screen: str
    """How GNU screen's `bindkey` names it."""


TRIED = (
    Tried("up", ("\x1b[A", "\x1bOA"), "Up", "-k ku"),
    Tried("down", ("\x1b[B", "\x1bOB"), "Down", "-k kd"),
    Tried("right", ("\x1b[C", "\x1bOC"), "Right", "-k kr"),
    Tried("left", ("\x1b[D", "\x1bOD"), "Left", "-k kl"),
    Tried("enter", ("\r", "\x1b[13u"), "Enter", '"^M"'),
    Tried("tab", ("\t", "\x1b[9u"), "Tab", '"^I"'),
    # Either is taken.
    Tried("backspace", ("\x7f", "\x08", "\x1b[127u"), "BSpace", "-k kb"),
    Tried("escape", (ESC, "\x1b[27u"), "Escape", '"^["'),
)


def judge(
    tried: Tried, came: str, environment: Mapping[str, str], keys: Iterable[Key], settings: str
) -> Remark:
    """Return what to say of a key of which `came` arrived; `settings` is the file of one's own keys."""
    name = shown(tried.name)
    if came in tried.sends:
        return Remark(f"the key {name} arrives", fine=True)
    what = f"the key {name} does not arrive"
    if came:
        what = f"the key {name} arrives as {readable(came)}"
    return Remark(what, fine=False, change=_change(tried, environment, keys, settings))


def _change(tried: Tried, environment: Mapping[str, str], keys: Iterable[Key], settings: str) -> str:
    """Return the line of the file in which whoever takes the key is told to leave it alone."""
    if environment.get("TMUX"):
        return f"unbind -n {tried.tmux} in ~/.tmux.conf"
    if environment.get("STY"):
        return f"bindkey {tried.screen} in ~/.screenrc"
    if environment.get("TERM_PROGRAM") == "vscode":
        return '"terminal.integrated.sendKeybindingsToShell": true in settings.json'
    # No file of theirs is known: another key for what it does.
    does = next((key for key in keys if tried.name in key.keys), None)
    if does is None:
        return ""
    others = [key for key in does.keys if key != tried.name]
    if others:
        return f"{shown(others[0])} does the same, as postil keys lists"
    return f'{does.id} = "…" below [keys] in {settings}'


def readable(came: str) -> str:
    """Return what a key sent, as one writes it down."""
    written = "".join(
        f"^{chr(ord(sign) ^ 64)}" if ord(sign) < ord(" ") or ord(sign) == ord("\x7f") else sign
        for sign in came[:LONGEST_SHOWN]
    )
    return written if len(came) <= LONGEST_SHOWN else f"{written}…"


def judge_copy(pasted: str, token: str, environment: Mapping[str, str]) -> Remark:
    """Return what to say of a copy of `token` after which `pasted` was pasted."""
    if token in pasted:
        return Remark("copies arrive", fine=True)
    what = "the copy was not what was pasted" if pasted.strip() else "nothing was pasted"
    if environment.get("TMUX"):
        change = "set -g set-clipboard on in ~/.tmux.conf, and let the terminal around it take OSC 52"
    else:
        change = "let your terminal's settings allow programs to set the clipboard (OSC 52)"
    return Remark(what, fine=False, change=change)
