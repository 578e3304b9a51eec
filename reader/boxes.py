"""A small bar of boxes: how much is done, how much is under way, how much is left; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.glyphs import Glyphs


def bar(done: int, begun: int, count: int, width: int, glyphs: Glyphs) -> str:
    """Return `count` things as a bar of `width` cells; nothing where there are none.

    It is one box short of full until all is done: a full bar says that nothing is left.
    """
    if count <= 0:
        return ""
    full = width * done // count
    half = width * (done + begun) // count - full
    return glyphs.full * full + glyphs.half * half + glyphs.empty * (width - full - half)
