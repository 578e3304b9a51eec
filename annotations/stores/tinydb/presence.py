"""Who is at work in a library's folder: a small file a session, locked as long as the session lives.

The system lets go of the lock however a session ends, so that no clock and no
beating heart is needed: a file that nobody holds is left over.  They stand in a
folder of their own, since colleagues must not look into `state/`, and under
names with a dot, which a backup leaves out.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from annotations.codec import read_time, write_time
from annotations.errors import PostilError
from annotations.presence import Present
from annotations.stores.tinydb.disk import CREATE, READ
from annotations.stores.tinydb.files import drop, letters, make_folder, opened, stamp_at, write_all
from annotations.stores.tinydb.layout import check_reviewer, is_article
from annotations.stores.tinydb.library import Settings, read_settings
from annotations.stores.tinydb.listing import Folders
from annotations.stores.tinydb.tables import Unreadable, decode, encode_line
from articles.patterns import pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from annotations.stores.tinydb.disk import Disk
    from annotations.stores.tinydb.layout import Layout

MOST_SESSIONS = 8
"""Of one reviewer that are looked at; nobody has more windows open on purpose."""
_MOST_BYTES = 1024
_NAME = pattern(r"\.[0-9a-f]{16}\.json")
_LEFT = pattern(r"\.[0-9a-f]{16}\.json(?:\.tmp)?")
_ID = pattern(r"\w[\w-]{0,119}|")


class FolderPresence:
    """One session's word of where it is, and everybody else's; a Presence."""

    def __init__(self, disk: Disk, layout: Layout, reviewer: str, *, clock: Callable[[], datetime]) -> None:
        self._disk = disk
        self._layout = layout
        self._reviewer = check_reviewer(reviewer)
        self._clock = clock
        self._folder = layout.present(reviewer)
        self._path = f"{self._folder}/.{letters(8)}.json"
        self._held: int | None = None
        """The descriptor whose lock says that this session lives."""
        self._folders = Folders(disk, layout)
        self._modes = Settings().modes

    def tell(self, article: str, claim: str) -> None:
        """Tell where one is from now on."""
        data = encode_line({"article": article, "claim": claim, "since": write_time(self._clock())})
        with suppress(OSError, PostilError):
            if self._held is None:
                self._come()
            self._hold(data + b"\n")

    def others(self) -> list[Present]:
        """Return where all other sessions at work are, one's own in other windows among them."""
        looked = (
            self._look(path, reviewer)
            for reviewer in self._folders.reviewers()
            for path in self._files(self._layout.present(reviewer))
            if path != self._path
        )
        return [present for present in looked if present]

    def leave(self) -> None:
        """Tell that one is gone."""
        held, self._held = self._held, None
        if held is not None:
            drop(self._disk, self._path)
            with suppress(OSError):
                self._disk.close(held)

    def _come(self) -> None:
        """Make the folder where it is missing, and take away what sessions of one's own left in it."""
        self._modes = (read_settings(self._disk, self._layout) or Settings()).modes
        make_folder(self._disk, self._layout.records, self._modes.common)
        make_folder(self._disk, self._layout.own(self._reviewer), self._modes.own)
        make_folder(self._disk, self._folder, self._modes.own)
        for path in self._files(self._folder, _LEFT):
            if self._look(path, self._reviewer) is None:
                drop(self._disk, path)

    def _hold(self, data: bytes) -> None:
        """Put a new file, locked already, in the place of the last; it need not survive the system's end."""
        temporary = f"{self._path}.tmp"
        drop(self._disk, temporary)
        descriptor = self._disk.open(temporary, CREATE, self._modes.file)
        try:
            self._disk.allow(descriptor, self._modes.file)
            write_all(self._disk, descriptor, data)
            self._disk.lock(descriptor)
            self._disk.replace(temporary, self._path)
        except OSError:
            drop(self._disk, temporary)
            self._disk.close(descriptor)
            raise
        before, self._held = self._held, descriptor
        if before is not None:
            self._disk.close(before)

    def _files(self, folder: str, form: re.Pattern[str] = _NAME) -> Iterator[str]:
        if stamp_at(self._disk, folder) is None:
            return
        with suppress(OSError):
            names = sorted(name for name in self._disk.list(folder) if form.fullmatch(name))
            yield from (f"{folder}/{name}" for name in names[:MOST_SESSIONS])

    def _look(self, path: str, reviewer: str) -> Present | None:
        """Return what a session told last; None where it is over, or what it told makes no sense."""
        try:
            with opened(self._disk, path, READ) as descriptor:
                if not self._disk.is_held(descriptor):
                    return None
                told = decode(self._disk.read(descriptor, _MOST_BYTES))
        except (OSError, Unreadable):
            return None
        return _present(told, reviewer)


def _present(told: Any, reviewer: str) -> Present | None:  # noqa: ANN401 - whatever stands in the file
    try:
        article, claim, since = told["article"], told["claim"], read_time(told["since"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    if not (isinstance(article, str) and is_article(article) and isinstance(claim, str)):
        return None
    return Present(reviewer, article, claim, since) if _ID.fullmatch(claim) else None
