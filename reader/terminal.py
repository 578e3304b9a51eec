"""Whether this terminal can show a screen; a pure question of what is known about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LEAST_COLUMNS = 40
LEAST_ROWS = 10


def why_unusable(environment: Mapping[str, str], *, is_terminal: bool, size: tuple[int, int]) -> str:
    """Return why no screen can be shown, empty where one can; `size` is columns and rows."""
    term = environment.get("TERM", "")
    if not is_terminal:
        return "this is not a terminal"
    if term in {"", "dumb", "unknown"}:
        return f"the terminal calls itself {term!r}" if term else "TERM is not set"
    columns, rows = size
    if columns < LEAST_COLUMNS or rows < LEAST_ROWS:
        return (
            f"the terminal has {columns} columns and {rows} rows; {LEAST_COLUMNS} by {LEAST_ROWS} are needed"
        )
    return ""
