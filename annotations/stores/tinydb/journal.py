"""A reviewer's journal: one line a commit, with every record as it was and became.

The line on disk is what makes a commit: files that were not replaced before a
session was killed are brought up to it by the next.  A line without its line
feed was never acknowledged and is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.codec import from_json, read_time, table_of, to_json, write_time
from annotations.errors import InvalidRecord, OutcomeUnknown
from annotations.store import Edit, Intent, Step, Transaction
from annotations.stores.tinydb.disk import APPEND
from annotations.stores.tinydb.files import (
    make_folder,
    opened,
    read_file,
    stamp_at,
    sync_folder,
    write_all,
)
from annotations.stores.tinydb.tables import Unreadable, decode, encode_line
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from annotations.model import Record
    from annotations.stores.tinydb.disk import Disk
    from annotations.stores.tinydb.files import Stamp
    from annotations.stores.tinydb.layout import Modes

_MONTH = pattern(r"\d{4}-\d{2}\.jsonl")
_ANY = pattern(r"\d{4}-\d{2}(\.sync-conflict-[^/]*)?\.jsonl")
_TAIL = 1 << 16


def encode(transaction: Transaction) -> bytes:
    """Return the line of a transaction, with its line feed."""
    intent = transaction.intent
    line = {
        "id": transaction.id,
        "at": write_time(transaction.at),
        "author": transaction.author,
        "article": intent.article,
        "label": intent.label,
        "step": str(intent.step),
        **({"compensates": intent.compensates} if intent.compensates else {}),
        "edits": [
            {
                "table": table_of(edit.after),
                "before": None if edit.before is None else to_json(edit.before),
                "after": to_json(edit.after),
            }
            for edit in transaction.edits
        ],
    }
    return encode_line(line) + b"\n"


def decode_line(line: bytes) -> Transaction | None:
    """Return the transaction of a line; None where the line is damaged.

    An edit of a kind of record that this version does not know is left out.
    """
    try:
        data = decode(line)
        return Transaction(
            id=str(data["id"]),
            at=read_time(data["at"]),
            author=str(data["author"]),
            intent=Intent(
                str(data["article"]),
                str(data["label"]),
                Step(data.get("step", Step.DO)),
                str(data.get("compensates", "")),
            ),
            edits=tuple(edit for item in data["edits"] if (edit := _edit(item)) is not None),
        )
    except (Unreadable, KeyError, TypeError, ValueError, AttributeError):
        return None


def _edit(item: dict[str, Any]) -> Edit | None:
    try:
        before = None if item["before"] is None else from_json(item["table"], item["before"])
        return Edit(before, from_json(item["table"], item["after"]))
    except InvalidRecord:
        return None


class Journal:
    """The journal in one folder; only its owner appends, under the lock of the owner's folder."""

    def __init__(self, disk: Disk, folder: str, modes: Modes) -> None:
        self._disk = disk
        self._folder = folder
        self._modes = modes

    def lines(self, needle: bytes = b"") -> Iterator[bytes]:
        """Yield the whole lines that contain `needle`, oldest first.

        Raises:
            OSError: a file of it cannot be read.
        """
        for name in sorted(name for name in self._names() if _ANY.fullmatch(name)):
            data, _ = read_file(self._disk, f"{self._folder}/{name}")
            if needle in data:
                # Split at LF alone: the other line breaks that Python knows may stand in a note.
                yield from (line for line in data.split(b"\n")[:-1] if needle in line)

    def transactions(self, needle: str, author: str) -> list[Transaction]:
        """Return the readable transactions of `author` in whose lines `needle` occurs, oldest first."""
        found = (decode_line(line) for line in self.lines(needle.encode("utf-8", "replace")))
        return [made for made in found if made is not None and made.author == author]

    def versions(self, author: str, needle: str = "") -> Iterator[Record]:
        """Yield every version of `author`'s records that any line holds."""
        for made in self.transactions(needle, author):
            for edit in made.edits:
                yield from (version for version in (edit.before, edit.after) if version is not None)

    def mark(self) -> tuple[str, Stamp | None]:
        """Return what changes whenever a line is added."""
        path = self._newest()
        return path, stamp_at(self._disk, path) if path else None

    def last(self) -> Transaction | None:
        """Return the last transaction; None where there is none, or its line is damaged."""
        path = self._newest()
        if not path:
            return None
        data, _ = read_file(self._disk, path)
        return decode_line(data[:-1].rpartition(b"\n")[2]) if data.endswith(b"\n") else self._last_whole(data)

    def append(self, line: bytes, at: datetime) -> None:
        """Add a line; it is on disk when this returns.

        Raises:
            OSError: nothing was added.
            OutcomeUnknown: it could not be added, and not be taken back either.
        """
        make_folder(self._disk, self._folder, self._modes.own)
        # A clock that runs back must not put a line before older ones.
        path = max(self._newest(), f"{self._folder}/{at:%Y-%m}.jsonl")
        with opened(self._disk, path, APPEND, self._modes.file) as descriptor:
            size = self._whole_size(descriptor)
            try:
                if not size:
                    self._disk.allow(descriptor, self._modes.file)
                write_all(self._disk, descriptor, line)
                self._disk.sync(descriptor)
                if not size:
                    sync_folder(self._disk, self._folder)
            except OSError as error:
                self._take_back(descriptor, size, error)
                raise

    def _whole_size(self, descriptor: int) -> int:
        """Cut off a line that a killed session left unfinished; return the size then."""
        size = self._disk.status(descriptor).st_size
        whole = size
        while whole:
            start = max(0, whole - _TAIL)
            self._disk.seek(descriptor, start)
            found = self._disk.read(descriptor, whole - start).rfind(b"\n")
            whole = start + found + 1
            if found >= 0:
                break
        if whole < size:
            self._disk.truncate(descriptor, whole)
        return whole

    def _take_back(self, descriptor: int, size: int, error: OSError) -> None:
        try:
            self._disk.truncate(descriptor, size)
            self._disk.sync(descriptor)
        except OSError as worse:
            raise OutcomeUnknown(
                "it is not certain whether this was saved", "look at it again before repeating it"
            ) from (worse if error.errno == worse.errno else error)

    def _names(self) -> list[str]:
        try:
            return list(self._disk.list(self._folder))
        except FileNotFoundError:
            return []

    def _newest(self) -> str:
        months = [name for name in self._names() if _MONTH.fullmatch(name)]
        return f"{self._folder}/{max(months)}" if months else ""

    @staticmethod
    def _last_whole(data: bytes) -> Transaction | None:
        whole = data.rpartition(b"\n")[0]
        return decode_line(whole.rpartition(b"\n")[2]) if whole else None
