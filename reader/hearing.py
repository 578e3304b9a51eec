"""How far the reading of a document is, told whoever sits at a terminal once that takes a while."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from articles import how_far
from reader.output import tell
from reader.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 1.0
"""Seconds after which a person wants to know how far it is."""
EVERY = 3.0
"""Seconds between two lines that say so."""
_WHOLE = 100


@contextmanager
def telling_how_far(word: str, clock: Callable[[], float] = time.monotonic) -> Iterator[None]:
    """Tell now and then how much of `word` is read, as long as this lasts."""
    due = clock() + PATIENCE

    def hear(part: float) -> None:
        nonlocal due
        if clock() >= due and sys.stderr.isatty():
            due = clock() + EVERY
            tell(_("{word}: {share} % is read").format(word=word, share=int(part * _WHOLE)))

    with how_far.listening(hear):
        yield
