"""Documents that are read in a process of their own, which can be ended.

What reads PDF, HTML and the like is large and was not made for documents that
mean harm.  In a process of its own it can take no more time and memory than it
is given, and whatever becomes of it, the program goes on.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from articles import how_far
from articles.errors import ArticleError
from articles.frozen import frozen
from articles.kept import unpack

if TYPE_CHECKING:
    from articles.model import Article

SILENCE = 90.0
"""Seconds by the clock without a word after which the process is ended; its own limits end it sooner."""
WHOLE = 1000
"""In how many parts the process counts how far it is."""
MOST_ANSWER = 400_000_000
"""In bytes."""

TOO_LONG = (
    "It takes too long to read: it is damaged, or made to be hard to read",
    "Open it in the program it is for and save its text.",
)
TOO_MUCH = ("It takes too much memory to read", "It is damaged, or made to be hard to read.")
NOT_UNDERSTOOD = "It is damaged, or of a kind that is not understood"
_START = "import sys; sys.path[:] = {path!r}; from articles.confined import main; main()"
_PIECE = 1 << 16
_OUT_OF_TIME = (-signal.SIGPROF, -signal.SIGXCPU)


@frozen
class About:
    """What is known of a document besides its bytes; all of it may be empty."""

    url: str = ""
    """Where it was fetched."""
    charset: str = ""
    """As the server named it."""
    name: str = ""
    """Of its file."""


def parse_confined(
    format_name: str,
    data: bytes,
    about: About,
) -> Article:
    """Return the article that `data` is, read by the format of that name in a process of its own.

    How far it is, the process tells `articles.how_far`.

    Raises:
        ArticleError: the format refuses it, or it took too much time or memory.
    """
    asked = {"format": format_name, "url": about.url, "charset": about.charset, "name": about.name}
    process = subprocess.Popen(  # noqa: S603 - this very Python, with a sentence of our own
        [sys.executable, "-I", "-c", _START.format(path=[os.path.abspath(one) for one in sys.path])],  # noqa: PTH100 - as importing takes it
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        return _article(_converse(process, asked, data))
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()


def _converse(process: subprocess.Popen[bytes], asked: dict[str, str], data: bytes) -> dict[str, Any]:
    """Hand the document over and return the last word of the process; tell of its progress meanwhile."""
    assert process.stdin is not None  # noqa: S101 - both were asked for
    assert process.stdout is not None  # noqa: S101
    # Where it died at once there is nobody to write to; how it died is looked at below.
    with suppress(BrokenPipeError):
        process.stdin.write(json.dumps(asked).encode() + b"\n")
        process.stdin.write(data)
        process.stdin.close()
    kept = b""
    got = 0
    while piece := _next(process.stdout.fileno()):
        got += len(piece)
        if got > MOST_ANSWER:
            raise ArticleError("Its text is too large", "Give part of it.")
        if b"\n" not in piece:
            kept += piece
            continue
        *lines, kept = (kept + piece).split(b"\n")
        for line in lines:
            said = _understood(line)
            if "done" not in said:
                return said
            how_far.tell(int(said["done"]), WHOLE)
    code = process.wait()
    raise _took_too_long() if code in _OUT_OF_TIME else _died(code)


def _next(descriptor: int) -> bytes:
    """Return the next bytes, none at the end.  Raises ArticleError where none come for too long."""
    until = time.monotonic() + SILENCE
    while (left := until - time.monotonic()) > 0:
        if select.select([descriptor], [], [], left)[0]:
            return os.read(descriptor, _PIECE)
    raise _took_too_long()


def _understood(line: bytes) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _died(0) from error
    if not isinstance(said, dict):
        raise _died(0)
    return said


def _article(said: dict[str, Any]) -> Article:
    if "error" in said:
        title, hint = said["error"]
        raise ArticleError(str(title), str(hint))
    return unpack(said["article"])


def _took_too_long() -> ArticleError:
    return ArticleError(*TOO_LONG)


def _died(code: int) -> ArticleError:
    return ArticleError(
        "It brought down what was to read it", f"That ended with {code}; the program itself goes on."
    )
