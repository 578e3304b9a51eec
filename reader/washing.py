"""The last look at what goes to a terminal: a control character that is not ours never gets there.

Texts are cleaned where they are shown.  This stands behind that, at the few
places where words become cells or bytes, for what somebody forgets one day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from articles.patterns import pattern
from articles.untrusted import visible

if TYPE_CHECKING:
    from typing import Any

_COLOUR = pattern("(\x1b\\[[0-9;]{0,40}m)")
"""What may stand in a line of our own: ink, ground, bold and the like, which move nothing."""


def washed(text: str) -> str:
    """Return `text` of a row with whatever a terminal would obey, or hide, as visible signs."""
    # Most rows are clean, and are asked ten times a second.
    if text.isascii() and text.isprintable():
        return text
    # Within a row nothing breaks a line and nothing jumps to a column.
    return visible(text).replace("\n", "\u240a").replace("\t", "\u2409")


class WashedStream:
    """A terminal's stream to which commands print: lines, colours, and nothing else that is unseen.

    Everything but `write` is the stream's own.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write `text` cleaned; return how much of it was taken, which is all."""
        parts = _COLOUR.split(text)
        # Every second one is a colour.
        parts[::2] = map(visible, parts[::2])
        self._stream.write("".join(parts))
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        """Write several texts."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        return getattr(self._stream, name)
