"""A line of the screen as data: pieces of text, each with how it looks.

What is shown is composed as lines before anything knows of a terminal, so that
it can be tested as text, painted by Textual, or printed with plain codes.
Widths are in terminal cells.
"""

from __future__ import annotations

from enum import IntFlag, auto

from articles.frozen import frozen


class Look(IntFlag):
    """How a piece of text is set off; looks add up, the palette turns them into colours."""

    PLAIN = 0
    MUTED = auto()
    """Less important than the text: dates, hosts, hints."""
    HEADING = auto()
    LABEL = auto()
    """A heading of the panel: CLAIM, VERDICTS, NOTES."""
    STRONG = auto()
    EMPHASIS = auto()
    STRIKE = auto()
    CODE = auto()
    LINK = auto()
    QUOTED = auto()
    """The bar and the words of a quotation."""
    CLAIM = auto()
    """Words that are a claim."""
    CURRENT = auto()
    """Part of the claim or item that keys act on."""
    SENTENCE = auto()
    """The quiet mark of the current sentence."""
    NOTED = auto()
    """Words that carry a note or highlight."""
    SELECTED = auto()
    """Words being selected."""
    MATCH = auto()
    """Words that were searched for."""
    ACCENT = auto()
    """The one colour that asks for attention."""
    GOOD = auto()
    BAD = auto()
    WARN = auto()
    QUIET = auto()
    """Of context: neither good nor bad."""
    HIDDEN = auto()
    """A symbol that stands for a character that must not reach a terminal."""
    STATUS = auto()
    """The status line."""
    GONE = auto()
    """Of a difference: words that went."""
    NEW = auto()
    """Of a difference: words that came."""
    RULE = auto()
    """The line between article and panel."""
    TICKED = auto()
    """Words that somebody ticked."""
    ITEM = auto()
    """The words that the keys for ticking act on."""


@frozen
class Piece:
    """A run of text that looks one way."""

    text: str
    look: Look = Look.PLAIN
    url: str = ""
    """An http(s) address that the terminal may offer to open."""


@frozen
class Line:
    """One row; its pieces fit the width it was composed for."""

    pieces: tuple[Piece, ...] = ()
    item: str = ""
    """The id of the record, or the name of the part, that this row belongs to."""

    @property
    def text(self) -> str:
        """The row as plain text."""
        return "".join(piece.text for piece in self.pieces)


def line(*pieces: Piece | str, item: str = "") -> Line:
    """Return a line of `pieces`; a string is a plain piece."""
    return Line(tuple(Piece(one) if isinstance(one, str) else one for one in pieces), item)
