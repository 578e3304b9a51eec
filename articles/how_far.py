"""How far the reading of a long text is, for whoever wants to hear it.

Whoever reads a text tells it here, part by part; nobody in between needs to know.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LISTENER: ContextVar[Callable[[float], None] | None] = ContextVar("listener", default=None)


@contextmanager
def listening(hear: Callable[[float], None]) -> Iterator[None]:
    """Call `hear` with how much is done, from 0 to 1, as long as this lasts; in this thread only."""
    token = _LISTENER.set(hear)
    try:
        yield
    finally:
        _LISTENER.reset(token)


def tell(done: int, of: int) -> None:
    """Say that `done` parts `of` so many are read."""
    hear = _LISTENER.get()
    if hear is not None and of:
        hear(min(1.0, done / of))
