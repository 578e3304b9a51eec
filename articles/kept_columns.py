"""The parsed form of an article in two files: its text as it is, and all else as JSON.

So the text is hashed and read as it stands on disk, and nothing of it passes
through JSON; columns of numbers are written in hexadecimal digits, which are
read back ten times as fast as lists of numbers.  `articles.kept` has the form in
one file, which is read for good and is still written for what does not fit here.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from articles.columns import (
    WIDTH,
    Blocks,
    Cells,
    Marks,
    all_at_most,
    ascending,
    column,
    narrow_column,
    never_above,
    numbers,
    width_of,
)
from articles.errors import ArticleError
from articles.kept import LATER, pack_locators, pack_metadata, unpack_locators, unpack_metadata
from articles.model import Article, BlockKind, MarkKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from articles.columns import Shape
    from articles.model import Block, Mark

FORMAT = 2
"""Number of the form; 1 is the one of `articles.kept`."""
_SHAPE = (str, int, int, int, str, str, bool, str)
"""The types of what is said of a block's shape."""


def encode_text(text: str) -> bytes:
    """Return a text as it is kept: UTF-8, half a surrogate pair as if it were a character."""
    return text.encode("utf-8", "surrogatepass")


def pack(article: Article) -> dict[str, Any] | None:
    """Return all but the text of `article` as a JSON object; None where it does not fit this form.

    That is so where its parts are not in order or reach beyond the text, as no
    format of ours returns them.
    """
    try:
        packed = {
            "format": FORMAT,
            "metadata": pack_metadata(article.metadata),
            "notices": list(article.notices),
            "blocks": _pack_blocks(article.blocks),
            "marks": _pack_marks(article.marks),
            **pack_locators(article.locators),
        }
        _unpack(packed, article.text)
    except (ValueError, OverflowError):
        return None
    return packed


def unpack(data: object, text: bytes) -> Article:
    """Return the article whose text is `text` and whose other parts `data` stands for.

    Raises:
        ArticleError: it is of a later format, or not what `pack` returns.
    """
    try:
        return _unpack(data, text.decode("utf-8", "surrogatepass"))
    except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
        raise ArticleError("the kept form of this text is damaged", str(error)) from error


def _unpack(data: Any, text: str) -> Article:  # noqa: ANN401 - JSON; every mismatch is caught by unpack
    if data["format"] != FORMAT:
        raise ArticleError(*LATER)
    return Article(
        text=text,
        blocks=_unpack_blocks(data["blocks"], len(text)),
        marks=_unpack_marks(data["marks"], len(text)),
        metadata=unpack_metadata(data["metadata"]),
        notices=tuple(str(notice) for notice in data["notices"]),
        locators=unpack_locators(data.get("locators")),
    )


def _pack_blocks(blocks: Sequence[Block]) -> dict[str, Any]:
    known: dict[Shape, int] = {}
    shapes = [known.setdefault(_shape(block), len(known)) for block in blocks]
    packed: dict[str, Any] = {
        **_pack_spans(blocks),
        "shapes": narrow_column(shapes).hex(),
        "known": [[str(shape[0]), *shape[1:]] for shape in known],
    }
    celled = [(at, block.cells) for at, block in enumerate(blocks) if block.cells]
    if celled:
        cells = [cell for _, row in celled for cell in row]
        packed["cells"] = {
            "rows": column(at for at, _ in celled).hex(),
            "firsts": column(accumulate((len(row) for _, row in celled), initial=0)).hex(),
            "starts": column(cell.start for cell in cells).hex(),
            "ends": column(cell.end for cell in cells).hex(),
        }
    return packed


def _shape(block: Block) -> Shape:
    return (
        block.kind,
        block.level,
        block.depth,
        block.quoted,
        block.marker,
        block.info,
        block.header,
        block.align,
    )


def _pack_marks(marks: Sequence[Mark]) -> dict[str, Any]:
    kinds: dict[MarkKind, int] = {}
    targets: dict[str, int] = {}
    return {
        **_pack_spans(marks),
        "kind": narrow_column([kinds.setdefault(mark.kind, len(kinds)) for mark in marks]).hex(),
        "target": narrow_column([targets.setdefault(mark.target, len(targets)) for mark in marks]).hex(),
        "kinds": [str(kind) for kind in kinds],
        "targets": list(targets),
    }


def _pack_spans(parts: Sequence[Block] | Sequence[Mark]) -> dict[str, str]:
    return {
        "starts": column(part.span.start for part in parts).hex(),
        "ends": column(part.span.end for part in parts).hex(),
    }


def _unpack_blocks(data: Mapping[str, Any], length: int) -> Blocks:
    starts, ends, shapes = _columns(data, "starts", "ends", "shapes")
    _check(never_above(starts, ends) and never_above(ends[:-WIDTH], starts[WIDTH:]), "blocks overlap")
    # Their ends ascend, then, and the last is the furthest.
    _check(all_at_most(ends[-WIDTH:], length), "a block ends outside the text")
    known = [_unpack_shape(shape) for shape in data["known"]]
    count = len(starts) // WIDTH
    cells = _unpack_cells(data["cells"], count, length) if "cells" in data else Cells()
    return Blocks(numbers(starts), numbers(ends), _indexes(shapes, count, known), known, cells)


def _unpack_shape(data: Sequence[Any]) -> Shape:
    _check(tuple(map(type, data)) == _SHAPE, "what is said of a block makes no sense")
    kind, level, depth, quoted, marker, info, header, align = data
    return BlockKind(kind), level, depth, quoted, marker, info, header, align


def _unpack_cells(data: Mapping[str, Any], blocks: int, length: int) -> Cells:
    rows, firsts, starts, ends = _columns(data, "rows", "firsts", "starts", "ends")
    _check(ascending(rows) and all_at_most(rows, blocks - 1), "cells of no block")
    _check(never_above(starts, ends) and all_at_most(ends, length), "a cell ends outside the text")
    _check(len(firsts) == len(rows) + WIDTH and ascending(firsts), "cells of no row")
    _check(all_at_most(firsts[-WIDTH:], len(starts) // WIDTH), "a row without its cells")
    return Cells(numbers(rows), numbers(firsts), numbers(starts), numbers(ends))


def _unpack_marks(data: Mapping[str, Any], length: int) -> Marks:
    starts, ends, kind, target = _columns(data, "starts", "ends", "kind", "target")
    _check(ascending(starts) and never_above(starts, ends), "marks are not in order")
    _check(all_at_most(ends, length), "a mark ends outside the text")
    kinds, targets = [MarkKind(name) for name in data["kinds"]], data["targets"]
    _check(isinstance(targets, list) and set(map(type, targets)) <= {str}, "an address is no text")
    count = len(starts) // WIDTH
    kind_of, target_of = _indexes(kind, count, kinds), _indexes(target, count, targets)
    return Marks(numbers(starts), numbers(ends), (kind_of, kinds), (target_of, targets))


def _indexes(data: bytes, count: int, known: Sequence[object]) -> Sequence[int]:
    """Return a column of `count` indexes of `known`."""
    width = width_of(data, count)
    _check(all_at_most(data, len(known) - 1, width), "it names a shape, kind or address that is not there")
    return numbers(data, width)


def _columns(data: Mapping[str, Any], *names: str) -> list[bytes]:
    return [bytes.fromhex(data[name]) for name in names]


def _check(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - what is checked
    if not holds:
        raise ValueError(otherwise)
