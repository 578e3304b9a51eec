"""How a panel is set, and the rows it is built of.

Every row keeps one shape: a margin with the mark of the selected item, then the
text.  Widths and indents are in cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.frozen import frozen
from articles.untrusted import visible
from reader.cells import cell_len, longest_prefix
from reader.lines import Line, Look, Piece
from reader.words import _
from reader.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from reader.glyphs import Glyphs

BODY = 3
"""Where text begins: behind the margin, the mark and a space."""
STEP = 2
"""How much further in an answer stands than what it answers."""
FOLDED_ROWS = 3
"""So much of a long text is shown before it is selected."""
_SHORTEST_LEFT = 8
"""What stands on the right of a row leaves at least this much to the left."""
GAP = 2


@frozen(kw_only=True)
class Setting:
    """For whom, when and how wide a panel is set."""

    width: int
    glyphs: Glyphs
    me: str
    """The reviewer at the keyboard, who is called `you`."""
    now: datetime
    selected: str = ""
    """The id of the item that keys act on; it is shown in full."""
    compact: bool = False
    """Whether items that are not selected get one row each."""
    fresh: frozenset[str] = frozenset()
    """Ids of the items a colleague just added."""
    conflicts: frozenset[str] = frozenset()
    """Ids of records of which two versions stand."""
    unverified: frozenset[str] = frozenset()
    """Ids of records whose file does not belong to the person it names."""

    def is_folded(self, item: str) -> bool:
        """Tell whether an item gets no more than one row."""
        return self.compact and item != self.selected


def clean(text: str) -> str:
    """Return the text of a record as it may be shown, its line feeds kept."""
    # A terminal would move its cursor for a TAB, by a width that nobody here knows.
    return visible(text).replace("\t", " ")


def clean_line(text: str) -> str:
    """Return the text of a record as it may be shown in a row."""
    return " ".join(clean(text).split())


def cells(pieces: Iterable[Piece]) -> int:
    """Return how wide pieces are, each drawn by itself."""
    return sum(cell_len(piece.text) for piece in pieces)


def clip(pieces: Iterable[Piece], width: int) -> tuple[Piece, ...]:
    """Return the pieces, cut off where they pass `width`."""
    kept: list[Piece] = []
    room = max(0, width)
    for piece in pieces:
        size = cell_len(piece.text)
        if size > room:
            start = piece.text[: longest_prefix(piece.text, room)]
            kept.append(Piece(start, piece.look, piece.url))
            break
        kept.append(piece)
        room -= size
    return tuple(piece for piece in kept if piece.text)


def shorten(pieces: Sequence[Piece], width: int, ellipsis: str) -> tuple[Piece, ...]:
    """Return the pieces, with an ellipsis where they had to be cut to `width`."""
    if cells(pieces) <= width:
        return tuple(piece for piece in pieces if piece.text)
    return _with_ellipsis(pieces, width, ellipsis)


def _with_ellipsis(pieces: Sequence[Piece], width: int, ellipsis: str) -> tuple[Piece, ...]:
    kept = clip(pieces, width - cell_len(ellipsis))
    if not kept:
        return clip([Piece(ellipsis, Look.MUTED)], width)
    last = kept[-1]
    return (*kept[:-1], Piece(last.text.rstrip() + ellipsis, last.look, last.url))


def margin(setting: Setting, item: str, indent: int = BODY) -> Piece:
    """Return what stands before the first row of an item."""
    signs = setting.glyphs
    mark = signs.current if item and item == setting.selected else ""
    mark += signs.fresh if item in setting.fresh else ""
    return Piece(f" {mark}".ljust(indent), Look.ACCENT | Look.STRONG if mark else Look.PLAIN)


def blank() -> Line:
    """Return a row between items."""
    return Line()


def row(
    setting: Setting,
    left: Sequence[Piece],
    right: Sequence[Piece] = (),
    *,
    item: str = "",
    indent: int = BODY,
    head: bool = True,
) -> Line:
    """Return one row: what is on the left cut to fit, what is on the right aligned there.

    `head` says that an item begins here, so that it carries the item's mark.
    """
    ellipsis = setting.glyphs.ellipsis
    lead = margin(setting, item, indent) if head else Piece(" " * indent)
    room = max(0, setting.width - indent)
    right = shorten(right, room - min(_SHORTEST_LEFT, room), ellipsis)
    taken = cells(right) + (GAP if right else 0)
    left = shorten(left, room - taken, ellipsis)
    if not right:
        return Line(clip((lead, *left), setting.width), item)
    space = Piece(" " * (room - cells(left) - cells(right)))
    return Line(clip((lead, *left, space, *right), setting.width), item)


def fits(setting: Setting, left: Sequence[Piece], right: Sequence[Piece], indent: int = BODY) -> bool:
    """Tell whether both sides of a row have room."""
    return indent + cells(left) + GAP + cells(right) <= setting.width


def label(setting: Setting, text: str, right: Sequence[Piece] = (), *, item: str = "") -> Line:
    """Return a heading of the panel."""
    return row(setting, [Piece(text, Look.LABEL)], right, item=item, indent=1, head=False)


def paragraph(
    setting: Setting,
    pieces: Sequence[Piece],
    *,
    item: str = "",
    indent: int = BODY,
    hang: int = 0,
    head: bool = False,
    whole: bool = False,
) -> list[Line]:
    """Return text as rows, folded to three unless its item is selected or `whole` is wanted.

    Rows after the first stand `hang` cells further in.
    """
    text = "".join(piece.text for piece in pieces)
    if not text.strip():
        return []
    room = max(1, setting.width - indent)
    most = len(text) if whole or item == setting.selected else FOLDED_ROWS
    # A folded text is wrapped no further than can be seen of it.
    seen = min(len(text), most * room * 2)
    ranges = wrap(text, 0, seen, room, hang=min(hang, room - 1))
    rows = [_cut(pieces, *one) for one in ranges]
    if len(rows) > most or (seen < len(text) and rows):
        rows = rows[:most]
        last_room = room - (hang if len(rows) > 1 else 0)
        rows[-1] = _with_ellipsis(rows[-1], last_room, setting.glyphs.ellipsis)
    lines = []
    for number, one in enumerate(rows):
        lead = (
            margin(setting, item, indent)
            if head and not number
            else Piece(" " * (indent + hang * bool(number)))
        )
        lines.append(Line(clip((lead, *one), setting.width), item))
    return lines


def _cut(pieces: Sequence[Piece], start: int, end: int) -> tuple[Piece, ...]:
    """Return what lies between two offsets of the pieces' text."""
    kept = []
    at = 0
    for piece in pieces:
        text = piece.text[max(0, start - at) : max(0, end - at)]
        if text:
            kept.append(Piece(text, piece.look, piece.url))
        at += len(piece.text)
    return tuple(kept)


def joined(parts: Iterable[Piece], dot: str) -> list[Piece]:
    """Return parts of a line with a quiet dot between them; empty ones are left out."""
    result: list[Piece] = []
    for part in parts:
        if part.text:
            result += [Piece(f" {dot} ", Look.MUTED), part] if result else [part]
    return result


def person(setting: Setting, name: str) -> str:
    """Return how a person is called in the panel."""
    return _("you") if name == setting.me else clean_line(name)


def items(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the ids of the items that lines belong to, in order, each once."""
    return tuple(dict.fromkeys(line.item for line in lines if line.item))
