"""What this run of the program may do outside its library.

Services are handed one of these and ask it; hiding a key would not be enough
for a reviewer who logs in by a forced command.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING

from annotations.errors import PostilError
from articles.frozen import frozen
from reader.words import later

if TYPE_CHECKING:
    from collections.abc import Mapping


class NotAllowed(PostilError):
    """Something that this session may not do, whatever asked for it."""


class Door(StrEnum):
    """A way out of the program; each is a field of Capabilities."""

    EDITOR = "editor"
    BROWSER = "browser"
    SUSPEND = "suspend"
    FILES = "files"
    NETWORK = "network"


_REFUSALS = {
    Door.EDITOR: (later("no editor is started in this session"), later("edit it in place")),
    Door.BROWSER: (later("no browser is started in this session"), later("Y copies the address")),
    Door.SUSPEND: (later("this session cannot be suspended"), later("q ends it")),
    Door.FILES: (later("no files outside the library are read or written in this session"), ""),
    Door.NETWORK: (later("no address is fetched in this session"), ""),
}


@frozen
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

    def need(self, door: Door) -> None:
        """Return where one may go through `door`.

        Raises:
            NotAllowed: one may not.
        """
        if not getattr(self, door):
            raise NotAllowed(*_REFUSALS[door])


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
