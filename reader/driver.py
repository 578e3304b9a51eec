"""Textual's driver for a terminal that already shows the first screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from reader.early import TerminalModes

_ENTER = "\x1b[?1049h"


def driver_after(modes: TerminalModes | None) -> type[LinuxDriver]:
    """Return a driver that takes over the painted screen and gives back `modes`, the terminal's own."""

    class TakingOverDriver(LinuxDriver):
        """Enters the other screen only where it was left since, so that nothing flashes."""

        _taken_over = False

        def start_application_mode(self) -> None:
            """Start as usual, but give back the modes of before the first screen."""
            super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's has no annotations
            if modes is not None and self.attrs_before is not None:
                self.attrs_before = modes

        def write(self, data: str) -> None:
            """Write; the first request for the other screen is dropped, since we are on it."""
            if data == _ENTER and not self._taken_over:
                self._taken_over = True
                return
            super().write(data)

    return TakingOverDriver
