"""How wide text is on a terminal, in cells.

Rich's table is used because Textual places everything by it: one opinion that
is wrong about an emoji now and then beats two that differ.
"""

from __future__ import annotations

from rich.cells import cell_len

__all__ = ["cell_len", "fit", "longest_prefix"]


def longest_prefix(text: str, width: int) -> int:
    """Return how many code points of `text` fit in `width` cells."""
    if text.isascii():
        return min(len(text), max(0, width))
    if cell_len(text) <= width:
        return len(text)
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if cell_len(text[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    # Never part a letter from its combining marks.
    while 0 < low < len(text) and cell_len(text[low]) == 0:
        low -= 1
    return low


def fit(text: str, width: int, *, ellipsis: str = "…") -> str:
    """Return `text` cut to `width` cells, with an ellipsis where it was cut."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    return text[: longest_prefix(text, width - cell_len(ellipsis))].rstrip() + ellipsis
