"""Starts a browser of this machine, where that would reach the person at the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.capabilities import Door
from reader.terminal_io import clean_link

if TYPE_CHECKING:
    from reader.capabilities import Capabilities


def open_in_browser(address: str, capabilities: Capabilities) -> bool:
    """Open a clean http(s) address; tell whether a browser took it.

    Raises:
        NotAllowed: no browser is started in this session.
    """
    capabilities.need(Door.BROWSER)
    cleaned = clean_link(address)
    if cleaned is None:
        return False
    import webbrowser

    return webbrowser.open(cleaned)
