"""Parts of a ZIP file, read one by one and never more of it than is allowed.

Nothing is ever unpacked to a disk: a name leads to a part of the file or
nowhere, whatever folders and links it speaks of.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from articles.errors import ArticleError

MOST_BYTES = 64_000_000
"""Of all parts together, unpacked."""
MOST_PARTS = 20_000
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    OverflowError,
)
_AGAIN = "Save it again with the program that made it."


class Archive:
    """A ZIP file held in memory."""

    def __init__(self, data: bytes, most: int | None = None) -> None:
        """Open `data`, of whose parts no more than `most` bytes will be read in all.

        Raises:
            ArticleError: it is no ZIP file, or it has too many parts.
        """
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
            self._names = set(self._file.namelist())
        except _DAMAGED as error:
            raise ArticleError("It is damaged: it cannot be unpacked", _AGAIN) from error
        if len(self._file.infolist()) > MOST_PARTS:
            raise ArticleError(f"It is made of more than {MOST_PARTS:,} parts", "No document is.")
        self._most = self._left = MOST_BYTES if most is None else most

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def read(self, name: str) -> bytes | None:
        """Return a part; None where there is none of that name.

        Raises:
            ArticleError: it is damaged or encrypted, or all that was read is more than is allowed.
        """
        if name not in self._names:
            return None
        try:
            with self._file.open(name) as part:
                # What a part says of its size may be a lie: this counts what comes out.
                data = part.read(self._left + 1)
        except _DAMAGED as error:
            raise ArticleError(f"It is damaged: {name} in it cannot be unpacked", _AGAIN) from error
        self._left -= len(data)
        if self._left < 0:
            raise ArticleError(f"Unpacked it is more than {self._most // 1_000_000} MB", "It was not read.")
        return data
