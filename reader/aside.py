"""Work beside the screen that only looks: whoever quits does not wait for it.

What saves goes through `asyncio.to_thread` instead, which is waited for at the end.
"""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Found = TypeVar("Found")


async def aside(look: Callable[[], Found]) -> Found:
    """Return what `look` returns, called in a thread of its own; raise what it raises."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Found] = loop.create_future()

    def tell(found: Found) -> None:
        if not future.done():
            future.set_result(found)

    def fail(error: Exception) -> None:
        if not future.done():
            future.set_exception(error)

    def run() -> None:
        # Where the program has ended meanwhile there is nobody to tell.
        with suppress(RuntimeError):
            try:
                found = look()
            except Exception as error:  # noqa: BLE001 - it is raised again where it is awaited
                loop.call_soon_threadsafe(fail, error)
            else:
                loop.call_soon_threadsafe(tell, found)

    threading.Thread(target=run, name="postil-aside", daemon=True).start()
    return await future
