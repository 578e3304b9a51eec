"""The program as a process: shows what was kept, runs, and ends at once.

Taking the memory of a large article apart takes longer than the reader's last
key should; it is left to the system, after everything that saves has ended.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys

from reader.early import show_kept

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn

    from reader.early import First


_SELDOM = (200_000, 20, 100)
"""Of the collector of cycles: hardly any come while modules and articles load, and a look takes 15 ms."""


def start(run: Callable[[Sequence[str], First], int]) -> NoReturn:
    """Run the program with the words of the command line, then end the process with its exit code."""
    gc.set_threshold(*_SELDOM)
    words = sys.argv[1:]
    first = show_kept(words, os.environ)
    try:
        code = run(words, first)
    finally:
        first.end()
    end_at_once(code)


def end_at_once(code: int) -> NoReturn:
    """End the process as the interpreter does, but without taking its memory apart.

    Threads at work end first, since they may be saving, then whoever asked to
    be told of the end is told, and what was written goes out.
    """
    if threading := sys.modules.get("threading"):
        threading._shutdown()  # noqa: SLF001 - as the interpreter does; there is no other way to ask for it
    atexit._run_exitfuncs()  # noqa: SLF001 - the same
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            # Nobody reads it any more, which is told where it matters: before this.
            continue
    os._exit(code)
