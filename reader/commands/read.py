"""`postil read`: an article on the screen."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

from annotations.errors import UsageError
from reader.options import add_article
from reader.taking import SAMPLE, STDIN, names_file, take
from reader.terminal import why_unusable

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping

    from reader.intake import Intake
    from reader.opened import Opened
    from reader.opening import Opening

KEYBOARD = "/dev/tty"


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    from reader.config import CHOICES

    add_article(parser)
    parser.add_argument("--measure", metavar="N", help="how wide the text is set, 40 to 120 cells")
    parser.add_argument("--theme", metavar="T", help=", ".join(CHOICES["theme"]))
    parser.add_argument("--glyphs", metavar="G", help=", ".join(CHOICES["glyphs"]))
    parser.epilog = "A word that is no command is read: postil draft.md"


def run(arguments: Namespace, opening: Opening) -> int:
    """Open the article.

    Raises:
        UsageError: there is no terminal that can show it.
    """
    piped = arguments.article == STDIN
    if reason := screen_refusal(opening.environment, piped=piped):
        raise UsageError(
            f"no screen can be shown: {reason}", f"postil show {arguments.article} prints it as text"
        )
    if not piped and (begun := _begin(opening, arguments.article)):
        from reader.running import run_unseen

        return run_unseen(opening, *begun)
    taken = take(opening, arguments.article)
    if piped:
        _keys_from_terminal()
    from reader.own_files import look_again
    from reader.running import run_reader

    if arguments.article == SAMPLE:
        from reader.first_visit import prepare_visit

        return run_reader(opening, taken.article, said=prepare_visit(opening, taken.article))
    revised = taken.revised
    if not taken.looked:
        revised = look_again(opening.session, opening.desk, taken.article, capabilities=opening.capabilities)
    return run_reader(opening, taken.article, revised=revised)


def _begin(opening: Opening, word: str) -> tuple[Opened, Intake] | None:
    """Return the beginning of a long file that the library does not have; None of everything else."""
    if word == SAMPLE or not names_file(opening, word):
        return None
    from reader.intake import take_slowly

    return take_slowly(opening, word)


def screen_refusal(environment: Mapping[str, str], *, piped: bool = False) -> str:
    """Return why no screen can be shown, empty where one can; `piped`: standard input is the article."""
    keyboard = os.access(KEYBOARD, os.R_OK) if piped else sys.stdin.isatty()
    size = shutil.get_terminal_size((0, 0)) if sys.stdout.isatty() else os.terminal_size((0, 0))
    return why_unusable(
        environment, is_terminal=keyboard and sys.stdout.isatty(), size=(size.columns, size.lines)
    )


def _keys_from_terminal() -> None:
    """Let standard input be the keyboard again after the article came through it."""
    try:
        terminal = os.open(KEYBOARD, os.O_RDWR)
    except OSError as error:
        raise UsageError("there is no keyboard beside the pipe", "postil show - prints it as text") from error
    os.dup2(terminal, 0)
    os.close(terminal)
    # The object read the article to its end; a new one on the same descriptor reads keys.
    sys.stdin = os.fdopen(0, encoding=sys.stdin.encoding, closefd=False)
