"""The blocks and marks of an article as columns of numbers, of which each is made when it is asked for.

A long article has tens of thousands, of which a screen shows a few: to make all
of them takes longer than all else that opening it takes.  A column is the bytes
of unsigned numbers of the same width each, in bytes, the lowest byte first.
"""

from __future__ import annotations

import sys
from abc import abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import compress
from typing import TYPE_CHECKING, TypeVar, overload

from articles.frozen import frozen
from articles.model import Block, BlockKind, Mark, MarkKind, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

WIDTH = 4
"""Of a number that is a place in a text."""
_TYPES = {1: "B", 2: "H", WIDTH: "I"}
"""What `memoryview` and `array` call numbers of a width."""

Part = TypeVar("Part", Block, Mark)
Shape = tuple[BlockKind, int, int, int, str, str, bool, str]
"""All of a block but where it stands, in the order of its fields: many blocks share one."""


def column(numbers: Iterable[int], width: int = WIDTH) -> bytes:
    """Return numbers as a column.

    Raises:
        OverflowError: one of them is negative, or too large for the width.
    """
    return b"".join([number.to_bytes(width, "little") for number in numbers])


def narrow_column(numbers: Sequence[int]) -> bytes:
    """Return numbers as a column of the least width that leaves the highest bit of each free."""
    most = max(numbers, default=0)
    return column(numbers, next(width for width in _TYPES if most < 1 << (8 * width - 1)))


def width_of(column: bytes, count: int) -> int:
    """Return the width of a column of `count` numbers.

    Raises:
        ValueError: it does not have as many.
    """
    for width in _TYPES:
        if len(column) == count * width:
            return width
    message = f"{len(column)} bytes are no column of {count} numbers"
    raise ValueError(message)


def numbers(column: bytes, width: int = WIDTH, order: str = sys.byteorder) -> memoryview:
    """Return the numbers of a column on a machine with that order of bytes."""
    if order == "little":
        return memoryview(column).cast(_TYPES[width])  # type: ignore[call-overload, no-any-return]
    from array import array

    turned = array(_TYPES[width], column)
    turned.byteswap()
    return memoryview(turned)


def never_above(lower: bytes, upper: bytes, width: int = WIDTH) -> bool:
    """Tell whether no number of a column is above the one at its place in another, nor has its highest bit.

    All are compared by one subtraction of two very long numbers, a hundred times
    as fast as one after another: the highest bit of each number above, set
    before, is taken away where the one below it is greater, and is never
    borrowed from by its neighbour.
    """
    if len(lower) != len(upper) or len(lower) % width:
        return False
    top = int.from_bytes((b"\0" * (width - 1) + b"\x80") * (len(lower) // width), "little")
    low, high = int.from_bytes(lower, "little"), int.from_bytes(upper, "little")
    return not (low | high) & top and ((high | top) - low) & top == top


def all_at_most(column: bytes, most: int, width: int = WIDTH) -> bool:
    """Tell whether no number of a column is above `most`, nor has its highest bit."""
    if most < 0:
        return not column
    most = min(most, (1 << (8 * width - 1)) - 1)
    return never_above(column, most.to_bytes(width, "little") * (len(column) // width), width)


def ascending(column: bytes) -> bool:
    """Tell whether no number of a column is below the one before it."""
    return never_above(column[:-WIDTH], column[WIDTH:])


class Columns(Sequence[Part]):
    """Parts of an article in order of their start; equal to a tuple of the same, and as unchangeable."""

    __slots__ = ("_made", "ends", "starts")

    def __init__(self, starts: Sequence[int], ends: Sequence[int]) -> None:
        self.starts = starts
        """Where each begins, without making any."""
        self.ends = ends
        """Where each ends."""
        self._made: tuple[Part, ...] | None = None
        """All of them, once somebody went through all."""

    @abstractmethod
    def make(self, at: int) -> Part:
        """Return the part at an index from 0 on."""

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, at: int) -> Part: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Part, ...]: ...

    def __getitem__(self, at: int | slice) -> Part | tuple[Part, ...]:
        if self._made is not None:
            return self._made[at]
        places = range(len(self.starts))[at]
        return self.make(places) if isinstance(places, int) else tuple(map(self.make, places))

    def __iter__(self) -> Iterator[Part]:
        if self._made is None:
            self._made = tuple(map(self.make, range(len(self))))
        return iter(self._made)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (tuple, Columns)):
            return NotImplemented
        return len(self) == len(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[Callable[..., tuple[Part, ...]], tuple[tuple[Part, ...]]]:
        return tuple, (tuple(self),)


@frozen
class Cells:
    """Where the cells of table rows stand, the rows in the order of their blocks."""

    rows: Sequence[int] = ()
    """The index of each block that has cells."""
    firsts: Sequence[int] = (0,)
    """Which cell is the first of each row; and one more, behind the last."""
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()

    def of(self, block: int) -> tuple[Span, ...]:
        """Return the cells of a block, by its index."""
        row = bisect_left(self.rows, block)
        if row == len(self.rows) or self.rows[row] != block:
            return ()
        cells = slice(self.firsts[row], self.firsts[row + 1])
        return tuple(map(Span, self.starts[cells], self.ends[cells]))


class Blocks(Columns[Block]):
    """The blocks of an article."""

    __slots__ = ("_cells", "_known", "_shapes")

    def __init__(
        self,
        starts: Sequence[int],
        ends: Sequence[int],
        shapes: Sequence[int],
        known: Sequence[Shape],
        cells: Cells,
    ) -> None:
        super().__init__(starts, ends)
        self._shapes = shapes
        self._known = known
        self._cells = cells

    def make(self, at: int) -> Block:
        """Return the block at an index from 0 on."""
        kind, level, depth, quoted, marker, info, header, align = self._known[self._shapes[at]]
        span = Span(self.starts[at], self.ends[at])
        return Block(kind, span, level, depth, quoted, marker, info, header, self._cells.of(at), align)

    def of_kind(self, kind: BlockKind) -> Columns[Block]:
        """Return the blocks of one kind."""
        wanted = {at for at, shape in enumerate(self._known) if shape[0] is kind}
        return _Some(self, list(compress(range(len(self)), map(wanted.__contains__, self._shapes))))


class _Some(Columns[Block]):
    """Some of the blocks of an article, by their indexes."""

    __slots__ = ("_places", "_whole")

    def __init__(self, whole: Blocks, places: Sequence[int]) -> None:
        super().__init__([whole.starts[at] for at in places], [whole.ends[at] for at in places])
        self._whole = whole
        self._places = places

    def make(self, at: int) -> Block:
        return self._whole.make(self._places[at])


class Marks(Columns[Mark]):
    """The marks of an article."""

    __slots__ = ("_kinds", "_known", "_targets", "_to")

    def __init__(
        self,
        starts: Sequence[int],
        ends: Sequence[int],
        kinds: tuple[Sequence[int], Sequence[MarkKind]],
        targets: tuple[Sequence[int], Sequence[str]],
    ) -> None:
        """Take of kinds and targets a column of indexes, each with what these are indexes of."""
        super().__init__(starts, ends)
        self._kinds, self._known = kinds
        self._to, self._targets = targets

    def make(self, at: int) -> Mark:
        """Return the mark at an index from 0 on."""
        span = Span(self.starts[at], self.ends[at])
        return Mark(self._known[self._kinds[at]], span, self._targets[self._to[at]])


def starts_of(parts: Sequence[Block] | Sequence[Mark]) -> Sequence[int]:
    """Return where each part of an article begins."""
    return parts.starts if isinstance(parts, Columns) else [part.span.start for part in parts]


def ends_of(parts: Sequence[Block] | Sequence[Mark]) -> Sequence[int]:
    """Return where each part of an article ends."""
    return parts.ends if isinstance(parts, Columns) else [part.span.end for part in parts]


def walk(parts: Sequence[Part], at: int, step: int = 1) -> Iterator[Part]:
    """Yield parts from an index on, or back where `step` is -1; no more are made than one takes."""
    while 0 <= at < len(parts):
        yield parts[at]
        at += step


def around(blocks: Sequence[Block], span: Span) -> Sequence[Block]:
    """Return the blocks of an article that share a code point with `span`."""
    starts = starts_of(blocks)
    first = max(0, bisect_right(starts, span.start) - 1)
    near = blocks[first : bisect_left(starts, span.end, lo=first)]
    return tuple(block for block in near if block.span.overlaps(span))


def of_kind(blocks: Sequence[Block], kind: BlockKind) -> Sequence[Block]:
    """Return the blocks of one kind, in order."""
    if isinstance(blocks, Blocks):
        return blocks.of_kind(kind)
    return tuple(block for block in blocks if block.kind is kind)
