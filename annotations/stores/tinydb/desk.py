"""A reviewer's drafts, reading positions and marks: small files in a folder of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.errors import StoreError
from annotations.stores.tinydb.files import make_folder, read_file, sweep, telling, write_file
from annotations.stores.tinydb.layout import check_reviewer
from annotations.stores.tinydb.library import Settings, read_settings
from annotations.stores.tinydb.lock import locked
from annotations.stores.tinydb.tables import Unreadable, decode, encode_line
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from annotations.stores.tinydb.disk import Disk
    from annotations.stores.tinydb.layout import Layout

_KEY = pattern(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,119}")
_ENDING = ".json"


class FolderDesk:
    """Keeps a reviewer's odds and ends in `state/`, which nobody else can read; a Desk."""

    def __init__(self, disk: Disk, layout: Layout, reviewer: str) -> None:
        self._disk = disk
        self._layout = layout
        self._reviewer = check_reviewer(reviewer)
        self._folder = layout.state(reviewer)
        self._swept = False

    def recall(self, key: str) -> dict[str, Any] | None:
        """Return what was kept under `key`; None where there is nothing, or nothing readable."""
        try:
            value = decode(read_file(self._disk, self._path(key))[0])
        except (OSError, Unreadable):
            return None
        return value if isinstance(value, dict) else None

    def keep(self, key: str, value: Mapping[str, Any]) -> None:
        """Keep `value`; it is on disk when this returns.  Raises StoreError."""
        path = self._path(key)
        data = encode_line(dict(value)) + b"\n"
        with telling("the draft could not be kept"):
            self._make_folder()
            with locked(self._disk, self._folder):
                if not self._swept:
                    sweep(self._disk, self._folder)
                    self._swept = True
                write_file(self._disk, self._folder, path.rpartition("/")[2], data, 0o600)

    def forget(self, key: str) -> None:
        """Drop what is kept under `key`, if anything.  Raises StoreError."""
        with telling("the draft could not be dropped"):
            try:
                self._disk.unlink(self._path(key))
            except FileNotFoundError:
                return

    def keys(self, prefix: str = "") -> Sequence[str]:
        """Return the keys that begin with `prefix`, sorted."""
        try:
            names = self._disk.list(self._folder)
        except OSError:
            return []
        keys = (name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING))
        return sorted(key for key in keys if key.startswith(prefix) and _KEY.fullmatch(key))

    def _path(self, key: str) -> str:
        if not _KEY.fullmatch(key):
            raise StoreError(f"{key!r} is no name to keep something under")
        return f"{self._folder}/{key}{_ENDING}"

    def _make_folder(self) -> None:
        if self._swept:
            return
        modes = (read_settings(self._disk, self._layout) or Settings()).modes
        make_folder(self._disk, self._layout.records, modes.common)
        make_folder(self._disk, self._layout.own(self._reviewer), modes.own)
        make_folder(self._disk, self._folder, modes.state)
