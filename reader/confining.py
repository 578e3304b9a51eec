"""A process that somebody else's key opened: a clean start, few rights, little room.

The client of a forced command may have had variables set, and its keys can send
signals while the program starts.  So the program begins anew, in an interpreter
that heeds no variable of Python's, with an environment built from a list.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

UMASK = 0o027
"""The group of a shared library reads on; nobody else does."""
MOST_MEMORY = 2 << 30
"""Bytes of addresses.  A session takes a tenth of it; a hostile text stops here, and not with the host."""
LARGEST_FILE = 256 << 20
"""Bytes; what the store reads at most of one file."""
IGNORED = (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP)
"""What keys send while the terminal is not yet the program's; there is no shell behind it to stop for."""

_WORD = pattern(r"[A-Za-z0-9][A-Za-z0-9+._-]{0,63}")
_LOCALE = pattern(r"[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}")
_ADDRESSES = pattern(r"[0-9A-Za-z.:%-]{1,64}(?: [0-9A-Za-z.:%-]{1,64}){3}")
_COLOURS = pattern(r"[0-9a-z]{1,16}(?:;[0-9a-z]{1,16}){1,2}")
_LOCALES = ("LANG", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LC_TIME", "LC_NUMERIC", "LC_COLLATE")
_MAY_COME = {
    "TERM": _WORD,
    "COLORTERM": _WORD,
    "COLORFGBG": _COLOURS,
    "SSH_CONNECTION": _ADDRESSES,
    **dict.fromkeys(_LOCALES, _LOCALE),
}
"""What may come from outside, and which form it must have; all else is left behind."""
_ORDER = "SSH_ORIGINAL_COMMAND"
_PATH = "/usr/local/bin:/usr/bin:/bin"
_AGAIN = "import sys; sys.path.insert(0, sys.argv.pop(1)); from reader.cli import main; sys.exit(main())"


def clean_environment(given: Mapping[str, str], *, home: str, user: str) -> dict[str, str]:
    """Return the environment of a confined session: what may come and has its form, and what is always so.

    `home` and `user` are those of the account, as the system has them.
    """
    kept = {
        name: given[name] for name, form in _MAY_COME.items() if name in given and form.fullmatch(given[name])
    }
    if given.get("NO_COLOR"):
        kept["NO_COLOR"] = "1"
    if given.get(_ORDER):
        kept[_ORDER] = given[_ORDER]
    if not kept.keys() & {"LANG", "LC_ALL", "LC_CTYPE"}:
        kept["LANG"] = "C.UTF-8"
    return {**kept, "HOME": home, "USER": user, "LOGNAME": user, "PATH": _PATH}


def confine(words: Sequence[str]) -> None:
    """Give up what a confined session has no need of, and begin anew; `words` are the command line's.

    It returns where the interpreter was started so already (`python -I`), which
    no variable can bring about.
    """
    limit()
    environment = clean_environment(os.environ, **_account())
    if not sys.flags.isolated:
        packages = str(Path(__file__).resolve().parent.parent)
        again = [sys.executable, "-I", "-c", _AGAIN, packages, *words]
        os.execve(sys.executable, again, environment)  # noqa: S606 - this program itself, without a shell
    os.environ.clear()
    os.environ.update(environment)


def limit() -> None:
    """Ignore the signals of keys, narrow what new files allow, and limit memory, files and core dumps."""
    for number in IGNORED:
        signal.signal(number, signal.SIG_IGN)
    os.umask(UMASK)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_AS, MOST_MEMORY)
    _lower(resource.RLIMIT_FSIZE, LARGEST_FILE)


def _lower(what: int, most: int) -> None:
    """Set a limit for good, unless a lower one is set."""
    hard = resource.getrlimit(what)[1]
    wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (wanted, wanted))


def _account() -> dict[str, str]:
    import pwd

    account = pwd.getpwuid(os.getuid())
    return {"home": account.pw_dir, "user": account.pw_name}
