"""What is kept of an error that nobody foresaw: where it arose, not what people had written."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from articles.untrusted import visible
from reader import __version__, folders

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE = "errors.log"
MOST_BYTES = 1_000_000
"""A log that is longer begins anew: the last errors are the ones that are asked for."""


def write_report(error: BaseException, environment: Mapping[str, str]) -> Path | None:
    """Add the details of `error` to a log that only its owner reads; return its path, None where that fails.

    Local variables and the command line stay out of it: they hold articles and notes.
    """
    path = folders.state_folder(environment) / FILE
    system = f"postil {__version__}, Python {platform.python_version()}, {sys.platform}"
    report = f"{datetime.now(UTC).isoformat(timespec='seconds')}  {system}\n{visible(_trace(error))}\n"
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > MOST_BYTES:
            flags |= os.O_TRUNC
        with os.fdopen(os.open(path, flags, 0o600), "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(report)
    except OSError:
        return None
    return path


def _trace(error: BaseException) -> str:
    return "".join(traceback.TracebackException.from_exception(error, capture_locals=False).format())
