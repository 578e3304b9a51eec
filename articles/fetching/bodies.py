"""What comes over the wire as the bytes of a page, never more of them than were allowed; pure."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from articles.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_RAW_DEFLATE = -zlib.MAX_WBITS
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_ZLIB_METHOD = 8
_GZIP = b"\x1f\x8b"
_PIECE = 1_000_000
"""The most bytes unpacked at a time."""
ENCODINGS = ("gzip", "deflate")
"""The content codings that are asked for and undone."""


def whole_body(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """Return the bytes that `chunks` are, decompressed as `encoding`, the Content-Encoding, says.

    Raises:
        ArticleError: there are more than `limit`, packed or unpacked; they are cut
            short or damaged; or they are packed in a way that was not asked for.
    """
    names = [name.strip().lower() for name in encoding.split(",")]
    codings = [name.removeprefix("x-") for name in names if name not in {"", "identity"}]
    if not codings:
        return _gathered(chunks, limit)
    # Packed twice, a few kB may be terabytes; no honest server does so.
    if len(codings) > 1 or codings[0] not in ENCODINGS:
        raise ArticleError(
            "It came packed in a way that was not asked for", "Save the page and add the file."
        )
    try:
        return _gathered(_unpacked(_counted(chunks, limit)), limit)
    except zlib.error as error:
        raise ArticleError("It came packed, and damaged", "Try again later.") from error


def too_large(limit: int) -> ArticleError:
    """Return the error for a body of more than `limit` bytes."""
    return ArticleError(f"It is larger than {limit / 1_000_000:g} MB", "Save the part you need as a file.")


def _gathered(chunks: Iterable[bytes], limit: int) -> bytes:
    return b"".join(_counted(chunks, limit))


def _counted(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > limit:
            raise too_large(limit)
        yield chunk


def _unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what is packed in `chunks`, piece by piece; gzip may come in several members."""
    unpacker = None
    for chunk in chunks:
        waiting = chunk
        while waiting:
            if unpacker is None:
                unpacker = zlib.decompressobj(_form_of(waiting))
            elif unpacker.eof:
                if not waiting.startswith(_GZIP):
                    # Padding, as some servers send it.
                    return
                unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
            yield unpacker.decompress(waiting, _PIECE)
            waiting = unpacker.unconsumed_tail or unpacker.unused_data
    if unpacker is not None and not unpacker.eof:
        yield unpacker.flush()
        if not unpacker.eof:
            raise ArticleError("It was cut short on its way", "Try again later.")


def _form_of(start: bytes) -> int:
    """Return how to unpack what begins so: some servers send deflate without the header it should have."""
    is_headed = start.startswith(_GZIP[:1]) or start[0] & 0x0F == _ZLIB_METHOD
    return _GZIP_OR_ZLIB if is_headed else _RAW_DEFLATE
