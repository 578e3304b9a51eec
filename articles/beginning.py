"""The beginning of a long file as an article of its own, to be shown while the rest is read."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from articles.errors import ArticleError
from articles.formats.registry import format_for_bytes, format_for_suffix
from articles.frozen import frozen
from articles.patterns import pattern
from articles.reading import file_bytes, read_bytes

if TYPE_CHECKING:
    from articles.reading import Reading

LONG = 60_000
"""Bytes of a file from which its beginning is worth showing; what is shorter is read as quickly."""
SIZE = 24_000
"""Bytes of a beginning, about: more screens than anybody turns meanwhile."""

_FORMATS = ("markdown", "text")
_LOOKED_AT = 1_000_000
"""Bytes at the end of a file, where what links and footnotes refer to mostly stands."""
_MOST_DEFINITIONS = 2000
_DEFINITION = pattern(rb"^ {0,3}\[[^\]\n]{1,200}\]:[^\n]{0,2000}$", re.MULTILINE)


@frozen
class Beginning:
    """The first part of a file that is read alone."""

    reading: Reading
    whole: int
    """Bytes of the whole file."""


def read_beginning(path: str) -> Beginning | None:
    """Return the beginning of the file at `path`; None where it is short, or cannot be read in parts.

    What cannot be read at all is none either: whoever reads the whole will say why.
    """
    try:
        data = file_bytes(path)
        seam = data.find(b"\n\n", SIZE, 4 * SIZE)
        if seam < 0:
            # A list may go on for very long without an empty line.
            seam = data.find(b"\n", SIZE)
        if len(data) < LONG or not 0 < seam < len(data) // 2 or b"\0" in data[:seam]:
            return None
        told = (format_for_suffix(Path(path).suffix), format_for_bytes(data))
        if any(one is not None and one.NAME not in _FORMATS for one in told):
            return None
        return Beginning(read_bytes(data[:seam] + _defined(data, seam), name=path), len(data))
    except ArticleError:
        return None


def _defined(data: bytes, seam: int) -> bytes:
    """Return the definitions of links and footnotes at the end of the file."""
    behind = data[max(seam, len(data) - _LOOKED_AT) :]
    if b"]:" not in behind:
        return b""
    found = islice(_DEFINITION.finditer(behind), _MOST_DEFINITIONS)
    return b"\n\n" + b"\n\n".join(match[0] for match in found)
