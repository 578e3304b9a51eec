"""Tries keys and a copy with whoever sits at the keyboard, one after another."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reader.key_trial import ESC, PAUSE, TRIED, judge, judge_copy
from reader.keymap import keymap
from reader.keys import shown
from reader.output import say
from reader.terminal_io import copy_for
from reader.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.diagnosis import Remark
    from reader.opening import Opening
    from reader.probing import Probe

MOST_PASTED = 4096


def try_keys(probe: Probe, opening: Opening) -> Iterator[Remark]:
    """Ask for one key after another, and yield what to say of each; Esc ends it."""
    keys = keymap(opening.config.preset, opening.config.keys)
    for tried in TRIED:
        say(
            _("  press {key}   (within {n} seconds; Esc ends this)").format(
                key=shown(tried.name), n=int(PAUSE)
            )
        )
        came = probe.key(PAUSE)
        if came == ESC and ESC not in tried.sends:
            return
        yield judge(tried, came, opening.environment, keys, str(opening.loaded.file))
    yield from _try_copy(probe, opening)


def _try_copy(probe: Probe, opening: Opening) -> Iterator[Remark]:
    token = f"postil-{os.urandom(3).hex()}"
    copy = copy_for(token, opening.environment)
    if not copy.sequence:
        return
    say(_("  shall a word be copied to your clipboard, in place of what is there? y   (any other key: no)"))
    if probe.key(PAUSE) not in {"y", "Y"}:
        return
    probe.send(copy.sequence)
    say(_("  {said}; paste it here, then press Enter").format(said=copy.said))
    pasted = ""
    while not pasted.endswith(("\r", "\n", ESC)) and len(pasted) < MOST_PASTED:
        came = probe.key(2 * PAUSE)
        if not came:
            break
        pasted += came
    yield judge_copy(pasted, token, opening.environment)
