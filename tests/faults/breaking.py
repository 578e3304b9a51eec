"""Ways to break a save: failing calls, killed processes, people with user ids of their own."""

from __future__ import annotations

import inspect
import os
import signal
import sys
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from annotations.stores.tinydb import storage
from annotations.stores.tinydb.disk import Disk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Call = Callable[..., Any]
    Fault = Callable[[Call, str, Sequence[Any]], object]

CALLS = [name for name, _ in inspect.getmembers(Disk, inspect.isfunction) if not name.startswith("_")]
"""Every call that the store makes of the operating system."""


PRELOADED = (storage,)
"""What a child under another user id could not import, where Python lives in somebody's home."""


class FaultyDisk(Disk):
    """A disk on which the call number `at`, counted from 1, does what `fault` says.

    `fault` is given the call, its name and its arguments, and may raise, or end
    the process, before or after doing it.  From `at` to `until` all calls do so.
    """

    def __init__(self, at: int = 0, fault: Fault | None = None, *, lasting: bool = False) -> None:
        self.at = at
        self.fault = fault
        self.lasting = lasting
        self.calls = 0
        self.names: list[str] = []

    def __getattribute__(self, name: str) -> object:
        found = super().__getattribute__(name)
        return self._counted(name, found) if name in CALLS and callable(found) else found

    def _counted(self, name: str, call: Call) -> Call:
        def counted(*args: object) -> object:
            self.calls += 1
            self.names.append(name)
            hit = self.calls >= self.at if self.lasting else self.calls == self.at
            if self.fault is not None and hit:
                return self.fault(call, name, args)
            return call(*args)

        return counted

    def heal(self) -> None:
        """Let no call fail any more."""
        self.fault = None


def failing_with(number: int) -> Fault:
    """Return a fault that is the system's error `number` instead of the call."""

    def fault(_: Call, name: str, args: Sequence[Any]) -> object:
        # What closes a descriptor closes it even where it reports an error.
        if name == "close":
            os.close(args[0])
        raise OSError(number, os.strerror(number))

    return fault


def failing_halfway(number: int) -> Fault:
    """Return a fault that writes half of what it is given before the error `number`."""

    def fault(call: Call, name: str, args: Sequence[Any]) -> object:
        if name == "write":
            call(args[0], args[1][: len(args[1]) // 2])
        return failing_with(number)(call, name, args)

    return fault


def killed_before(_: Call, _name: str, _args: Sequence[Any]) -> None:
    """End this process instead of the call."""
    os.kill(os.getpid(), signal.SIGKILL)


def killed_after(call: Call, _name: str, args: Sequence[Any]) -> None:
    """End this process right after the call."""
    with suppress(OSError):
        call(*args)
    os.kill(os.getpid(), signal.SIGKILL)


def killed_halfway(call: Call, name: str, args: Sequence[Any]) -> None:
    """End this process after half of a write."""
    if name == "write":
        call(args[0], args[1][: len(args[1]) // 2])
    os.kill(os.getpid(), signal.SIGKILL)


def killed_at_replace(call: Call, name: str, args: Sequence[Any]) -> object:
    """End this process where the first file is about to take its place."""
    if name == "replace":
        killed_before(call, name, args)
    return call(*args)


def in_a_child(work: Callable[[], object], *, user: int = 0, group: int = 0, umask: int = 0o022) -> int:
    """Do `work` in a process of its own, under another user id where one is given; return how it ended.

    0 is done, a positive number an error (told on standard error), a negative one a signal.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        os.umask(umask)
        if user:
            os.setgroups([])
            os.setgid(group)
            os.setuid(user)
        work()
    except BaseException:  # noqa: BLE001 - whatever it is, the child must not go on as a second pytest
        traceback.print_exc(file=sys.__stderr__)
        os._exit(1)
    os._exit(0)
