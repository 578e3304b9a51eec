"""What this run of the program may do outside its library.

Services are handed one of these and ask it; hiding a key would not be enough
for a reviewer who logs in by a forced command.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Capabilities:
    """Each is False where it is not allowed or would not reach the person at the keyboard."""

    editor: bool
    """Hand the terminal to $EDITOR."""
    browser: bool
    """Start a browser on this machine."""
    suspend: bool
    """Stop the program and give the shell back (ctrl+z)."""
    files: bool
    """Read and write files outside the library."""
    network: bool
    """Fetch addresses."""


RESTRICTED = Capabilities(editor=False, browser=False, suspend=False, files=False, network=False)
"""For a session that somebody else's key opened: a forced command."""


def capabilities_from(environment: Mapping[str, str], *, platform: str = sys.platform) -> Capabilities:
    """Return what a person who started the program in this environment may do.

    Over SSH the editor and the browser are those of the other machine: notes
    are edited in place, and links go to the reader's own terminal.
    """
    remote = bool(environment.get("SSH_CONNECTION"))
    # Without a display, Python's browser module would start lynx or w3m on the terminal we paint on.
    display = platform == "darwin" or any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    return Capabilities(
        editor=not remote, browser=display and not remote, suspend=True, files=True, network=True
    )
