"""What goes to the reader's own terminal besides the screen: copies and links.

A copy is sent by OSC 52, which no terminal answers, so nothing here ever says
that a copy has arrived.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from articles.frozen import frozen
from articles.untrusted import visible
from reader.terminal import is_console
from reader.words import _, number

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_COPIED = 75_000
"""Bytes of a whole OSC 52 sequence; several terminals drop longer ones in silence."""
_LONGEST_STRING = 250
"""Bytes of one string that GNU screen hands on; it drops longer ones."""
_LONGEST_LINK = 8_000
_MAY_STAND_IN_A_PATH = "/:@!$&'()*+,;=-._~%"
_MAY_STAND_IN_A_QUERY = _MAY_STAND_IN_A_PATH + "?"


@frozen
class Copy:
    """A copy on its way, and what to say about it."""

    sequence: str
    """What to write to the terminal; empty where it takes none, or none as long."""
    said: str


def osc52(text: str) -> str:
    """Return the sequence that asks a terminal to put `text` on its clipboard; empty where it is too long."""
    encoded = base64.b64encode(text.encode("utf-8", "replace")).decode("ascii")
    sequence = f"\x1b]52;c;{encoded}\x1b\\"
    return sequence if len(sequence) <= MOST_COPIED else ""


def copy_for(text: str, environment: Mapping[str, str]) -> Copy:
    """Return the copy of `text` for the terminal that `environment` tells of."""
    if is_console(environment.get("TERM", "")):
        return Copy("", _("this terminal takes no copies; here is the text"))
    sequence = osc52(text)
    if not sequence:
        return Copy("", _("too long to copy: {n} characters; export it instead").format(n=number(len(text))))
    if environment.get("TMUX"):
        # tmux's default takes copies of its own only; the sources differ on whether it passes others on.
        return Copy(sequence, _("sent to tmux; nothing there? set -g set-clipboard on"))
    if environment.get("STY"):
        return Copy(_through_screen(sequence), _("sent to your terminal, through GNU screen"))
    if environment.get("TERM", "").startswith("screen"):
        # Of another machine, on which this one was logged in to.
        return Copy(sequence, _("sent to your terminal; GNU screen may keep it back"))
    return Copy(sequence, _("sent to your terminal"))


def _through_screen(sequence: str) -> str:
    """Return what GNU screen hands on to the terminal around it as `sequence`."""
    # What ends the copy would end the string it is handed on in.
    sequence = sequence.replace("\x1b\\", "\x07")
    pieces = (sequence[at : at + _LONGEST_STRING] for at in range(0, len(sequence), _LONGEST_STRING))
    return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)


def clean_link(url: str) -> str | None:
    """Return an address that is safe to show, copy and open; None where it is not one.

    Only http and https with a host pass, and none with a user name before the
    host, which is how one site is dressed up as another.  A host in other
    scripts comes back in its ASCII form for the same reason.
    """
    url = url.strip()
    if not url or len(url) > _LONGEST_LINK or visible(url) != url or not url.isprintable():
        return None
    if any(sign in url for sign in ' \\"<>^`{|}'):
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    shown = _ascii_host(host)
    if shown is None:
        return None
    return urlunsplit(
        (
            parts.scheme.lower(),
            shown if port is None else f"{shown}:{port}",
            quote(parts.path, safe=_MAY_STAND_IN_A_PATH),
            quote(parts.query, safe=_MAY_STAND_IN_A_QUERY),
            quote(parts.fragment, safe=_MAY_STAND_IN_A_QUERY),
        )
    )


def _ascii_host(host: str) -> str | None:
    if ":" in host:
        return f"[{host}]"
    try:
        encoded = host.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    # What the codec lets through may still hold what ends a host elsewhere.
    return encoded if encoded and all(sign.isalnum() or sign in "-._" for sign in encoded) else None
