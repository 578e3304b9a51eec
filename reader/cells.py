"""How wide text is on a terminal, in cells.

Rich's table is used because Textual places everything by it: one opinion that
is wrong about an emoji now and then beats two that differ.
"""

from __future__ import annotations

from rich.cells import cell_len

from articles.untrusted import visible

__all__ = ["cell_len", "fit", "longest_prefix", "shown"]

_JOINER = "\u200d"


def shown(text: str) -> str:
    """Return `text` as it stands on a row, one for one: nothing hidden, a tab as a space; line feeds stay."""
    return visible(text).replace("\t", " ")


def longest_prefix(text: str, width: int) -> int:
    """Return how many code points of `text` fit in `width` cells; costs what fits, not what is there.

    A letter is never parted from its combining marks, nor an emoji from what it is joined to.
    """
    if text.isascii():
        return min(len(text), max(0, width))
    seen = 2 * max(8, width)
    while seen < len(text) and cell_len(text[:seen]) <= width:
        seen *= 2
    low, high = 0, min(seen, len(text))
    while low < high:
        middle = (low + high + 1) // 2
        if cell_len(text[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    while 0 < low < len(text) and not starts_letter(text, low):
        low -= 1
    return low


def starts_letter(text: str, at: int) -> bool:
    """Tell whether what stands at `at` is no part of the letter or emoji before it."""
    return cell_len(text[at]) > 0 and text[at - 1 : at] != _JOINER


def fit(text: str, width: int, *, ellipsis: str = "…") -> str:
    """Return `text` cut to `width` cells, with an ellipsis where it was cut."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    return text[: longest_prefix(text, width - cell_len(ellipsis))].rstrip() + ellipsis
