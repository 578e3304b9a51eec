"""What consoles are not sent: older ones print the end of a code that they do not know.

That is the Linux console and what is as plain.  They have no links, no
clipboard, no second screen to come back from, and answer no questions of modes.
"""

from __future__ import annotations

import re

_NOT_UNDERSTOOD = re.compile(r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[\?[\d;]*\$p|\x1b\[[<>=][\d;]*[a-zA-Z]")
"""Links and copies, questions of modes, the newer ways to report keys."""
OTHER_SCREEN, OWN_SCREEN = "\x1b[?1049h", "\x1b[?1049l"
CLEARED = "\x1b[0m\x1b[H\x1b[J"
"""Leaves nothing of ours where there is no screen of one's own to come back to."""


def for_console(codes: str) -> str:
    """Return `codes` as a console may be sent them."""
    return _NOT_UNDERSTOOD.sub("", codes).replace(OWN_SCREEN, CLEARED + OWN_SCREEN)
