"""What runs in the process that reads one document: limits, then the format, then an answer.

The first line of standard input says what is asked, the rest is the document.
Each line of standard output is a JSON object: how far it is, or at last the
article or what is wrong.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from articles.confining import NOT_UNDERSTOOD, TOO_LONG, TOO_MUCH, WHOLE, About
from articles.errors import ArticleError, TakesTooLongError
from articles.formats.registry import DocumentFormat, format_named
from articles.how_far import listening
from articles.kept import pack

if TYPE_CHECKING:
    from articles.model import Article

STEP = 1.5
"""Seconds of processor time between two signs of progress; for what has no parts, for each MB of it."""
WARNING = 0.4
"""Seconds before that in which what reads the document is told, so that it can leave out a part."""
IN_ALL = 120
"""Seconds of processor time."""
MEMORY = 160_000_000
"""Bytes that may be taken over what the parser takes before it has seen the document."""
PER_BYTE = 4
"""Bytes of memory more for each byte of the document."""

_MB = 1_000_000
_AGAIN = 0.1
_step = STEP
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.system",
    "pty.spawn",
    "webbrowser.open",
)
"""Beginnings of the names of what is never done for a document (PEP 578)."""


def main() -> None:
    """Read one document and say what it is."""
    asked = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    try:
        chosen = format_named(asked["format"])
        assert isinstance(chosen, DocumentFormat)  # noqa: S101 - no other is asked for
        chosen.prepare()
        confine(len(data), at_once=chosen.AT_ONCE)
        about = About(url=asked["url"], charset=asked["charset"], name=asked["name"])
        with listening(step):
            said = _said(chosen.parse_bytes(data, about))
    except ArticleError as error:
        said = {"error": [error.title, error.hint]}
    except TakesTooLongError:
        said = {"error": TOO_LONG}
    except MemoryError:
        said = {"error": TOO_MUCH}
    except Exception as error:  # noqa: BLE001 - parsers meet damage in ways that nobody has listed
        said = {"error": [NOT_UNDERSTOOD, _told(error)]}
    _stop_clock()
    _say(said)


def confine(size: int, *, at_once: bool) -> None:
    """Let this process have no more than a document of `size` bytes may take."""
    global _step  # noqa: PLW0603 - one process reads one document
    sys.addaudithook(_refuse)
    _step = STEP * max(1.0, size / _MB) if at_once else STEP
    step(0)
    # Some systems know only some of these.
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (IN_ALL, hard))
        taken = _address_space()
        if taken:
            most = taken + MEMORY + PER_BYTE * size
            resource.setrlimit(resource.RLIMIT_AS, (most, most))


def step(done: float) -> None:
    """Say how much is done, from 0 to 1, and begin the time that the next part may take."""
    _say({"done": round(done * WHOLE)})
    # Nothing waits for the one signal: it ends the process, wherever it is.
    signal.setitimer(signal.ITIMER_PROF, _step)
    signal.signal(signal.SIGVTALRM, _warn)
    # Again and again: a parser may take the first for damage that it can live with.
    signal.setitimer(signal.ITIMER_VIRTUAL, _step - WARNING, _AGAIN)


def _stop_clock() -> None:
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.setitimer(signal.ITIMER_PROF, 0)


def _warn(_number: int, _frame: object) -> None:
    raise TakesTooLongError


def _said(article: Article) -> dict[str, Any]:
    return {"article": pack(article)}


def _say(said: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"


def _address_space() -> int:
    """Return how many bytes this process has in its view; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - before limits, in a hurry
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _refuse(event: str, _arguments: object) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"a document asked for {event}")
