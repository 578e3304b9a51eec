"""The parsed form of an article as it is kept: small on disk, quick to read back.

What is kept is the truth of a revision for good: it is never parsed anew from
the original.  Blocks and marks are columns of numbers, because reading an array
of integers back costs a tenth of reading as many objects.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from articles.errors import ArticleError
from articles.model import Article, Block, BlockKind, Locator, LocatorKind, Mark, MarkKind, Metadata, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FORMAT = 1
"""Number of the form; `articles.kept_columns` has the one after it."""
LATER = ("this text was kept by a later version of the program", "update Postil to read it")

_BLOCK_KINDS = tuple(BlockKind)
_MARK_KINDS = tuple(MarkKind)
_METADATA = ("title", "author", "publisher", "published", "url", "language")


def pack(article: Article) -> dict[str, Any]:
    """Return `article` as a JSON object that `unpack` turns back into an equal one."""
    blocks = article.blocks
    return {
        "format": FORMAT,
        **_pack_text(article.text),
        "metadata": pack_metadata(article.metadata),
        "notices": list(article.notices),
        "blocks": {
            "kinds": [str(kind) for kind in _BLOCK_KINDS],
            "kind": [_BLOCK_KINDS.index(block.kind) for block in blocks],
            "spans": _pack_spans([block.span for block in blocks]),
            "level": [block.level for block in blocks],
            "depth": [block.depth for block in blocks],
            "quoted": [block.quoted for block in blocks],
            "rare": {str(at): rare for at, block in enumerate(blocks) if (rare := _pack_rare(block))},
        },
        "marks": {
            "kinds": [str(kind) for kind in _MARK_KINDS],
            "kind": [_MARK_KINDS.index(mark.kind) for mark in article.marks],
            "spans": _pack_spans([mark.span for mark in article.marks]),
            "targets": {str(at): mark.target for at, mark in enumerate(article.marks) if mark.target},
        },
        **pack_locators(article.locators),
    }


def unpack(data: object) -> Article:
    """Return the article that `data` stands for.

    Raises:
        ArticleError: it is of a later format, or not what `pack` returns.
    """
    try:
        return _unpack(data)
    except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
        raise ArticleError("the kept form of this text is damaged", str(error)) from error


def pack_metadata(metadata: Metadata) -> dict[str, str]:
    """Return `metadata` as a JSON object without its empty fields."""
    return {name: value for name in _METADATA if (value := getattr(metadata, name))}


def unpack_metadata(data: Mapping[str, Any]) -> Metadata:
    """Return the metadata that `data` stands for; what is no string is left out."""
    return Metadata(
        **{name: data[name] for name in _METADATA if name in data and isinstance(data[name], str)}
    )


def _pack_text(text: str) -> dict[str, str]:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        # JSON would read two lone surrogates side by side as one other character.
        # Hardly any text has half a surrogate pair in it.
        import base64

        return {"base64": base64.b64encode(text.encode("utf-8", "surrogatepass")).decode("ascii")}
    return {"text": text}


def pack_locators(locators: Sequence[Locator]) -> dict[str, Any]:
    """Return a column for each field; nothing at all for the many articles without locators."""
    if not locators:
        return {}
    return {
        "locators": {
            "kind": [str(locator.kind) for locator in locators],
            "start": [locator.start for locator in locators],
            "value": [locator.value for locator in locators],
        }
    }


def _pack_spans(spans: Sequence[Span]) -> list[int]:
    return list(chain.from_iterable((span.start, span.end) for span in spans))


def _pack_rare(block: Block) -> dict[str, Any]:
    rare: dict[str, Any] = {}
    if block.marker:
        rare["marker"] = block.marker
    if block.info:
        rare["info"] = block.info
    if block.header:
        rare["header"] = True
    if block.cells:
        rare["cells"] = _pack_spans(block.cells)
    if block.align:
        rare["align"] = block.align
    return rare


def _unpack(data: Any) -> Article:  # noqa: ANN401 - JSON; every mismatch is caught by unpack
    if data["format"] != FORMAT:
        raise ArticleError(*LATER)
    text = data["text"] if "text" in data else _decode(data["base64"])
    if not isinstance(text, str):
        raise TypeError("its text is no text")
    return Article(
        text=text,
        blocks=_unpack_blocks(data["blocks"]),
        marks=_unpack_marks(data["marks"]),
        metadata=unpack_metadata(data["metadata"]),
        notices=tuple(str(notice) for notice in data["notices"]),
        locators=unpack_locators(data.get("locators")),
    )


def _decode(text: str) -> str:
    import base64

    return base64.b64decode(text, validate=True).decode("utf-8", "surrogatepass")


def unpack_locators(data: Mapping[str, Any] | None) -> tuple[Locator, ...]:
    """Return what `pack_locators` put in columns; damaged ones raise as `unpack` expects it."""
    if data is None:
        return ()
    columns = zip(data["kind"], data["start"], data["value"], strict=True)
    return tuple(Locator(LocatorKind(kind), int(start), str(value)) for kind, start, value in columns)


def _unpack_spans(flat: Sequence[int]) -> list[Span]:
    return [Span(start, end) for start, end in zip(flat[::2], flat[1::2], strict=True)]


def _unpack_blocks(data: Mapping[str, Any]) -> tuple[Block, ...]:
    kinds = [BlockKind(kind) for kind in data["kinds"]]
    rare = {int(at): _unpack_rare(fields) for at, fields in data["rare"].items()}
    columns = zip(
        data["kind"],
        _unpack_spans(data["spans"]),
        data["level"],
        data["depth"],
        data["quoted"],
        strict=True,
    )
    return tuple(
        Block(kinds[kind], span, level, depth, quoted, **rare.get(at, {}))
        for at, (kind, span, level, depth, quoted) in enumerate(columns)
    )


def _unpack_rare(fields: Mapping[str, Any]) -> dict[str, Any]:
    rare = dict(fields)
    if "cells" in rare:
        rare["cells"] = tuple(_unpack_spans(rare["cells"]))
    return rare


def _unpack_marks(data: Mapping[str, Any]) -> tuple[Mark, ...]:
    kinds = [MarkKind(kind) for kind in data["kinds"]]
    targets = data["targets"]
    columns = zip(data["kind"], _unpack_spans(data["spans"]), strict=True)
    return tuple(Mark(kinds[kind], span, targets.get(str(at), "")) for at, (kind, span) in enumerate(columns))
