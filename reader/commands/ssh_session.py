"""`postil ssh-session`: what a forced command in `authorized_keys` runs.

    command="postil ssh-session --library DIR --as NAME",restrict,pty ssh-ed25519 AAAA…

Who it is stands in the line of the key; the client has no say in it.  What the
client asks for is one of a few exact words, and whatever else is wrong.
"""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from annotations.errors import UsageError
from annotations.finding import find_article
from reader.asked import read_asked
from reader.capabilities import RESTRICTED
from reader.opening import Opening

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from reader.asked import Asked

ORDER = "SSH_ORIGINAL_COMMAND"
"""Where OpenSSH leaves what the client asked for."""


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options, of which it has none."""
    parser.epilog = (
        "For authorized_keys, with --library and --as; docs/ssh.md has the whole line. "
        "It takes no other words: what the client of SSH asks for decides."
    )


def run(arguments: Namespace, opening: Opening) -> int:
    """Do what the client asks for, and nothing outside the library.

    Raises:
        UsageError: the key's line does not say who it is and where, or the client asks for something else.
    """
    if not arguments.library or not arguments.reviewer:
        raise UsageError("this needs --library DIR and --as NAME", "in the line of the key")
    from annotations.exporters.registry import BUILT_IN, STYLES

    asked = read_asked(opening.environment.get(ORDER, ""), tuple(BUILT_IN), STYLES)
    confined = Opening(opening.loaded, opening.environment, capabilities=RESTRICTED, create=False)
    return _answer(asked, confined)


def _answer(asked: Asked, opening: Opening) -> int:
    if not asked.verb:
        return _open_screen(opening)
    if asked.verb == "list":
        from reader.commands import listing

        return listing.run(Namespace(json=False, all=False, tag=None, sort=None), opening)
    article = find_article(opening.store, asked.article).id
    if asked.verb == "show":
        from reader.commands.show import print_article

        return print_article(opening, article)
    from reader.commands.export import print_export

    return print_export(opening, article, asked.format, asked.style)


def _open_screen(opening: Opening) -> int:
    from reader.commands.read import screen_refusal

    if reason := screen_refusal(opening.environment):
        raise UsageError(f"no screen can be shown: {reason}", "add list, or show ID, to what you typed")
    from reader.running import run_library

    return run_library(opening)
