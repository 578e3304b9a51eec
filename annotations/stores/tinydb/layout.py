"""Where everything stands in a library's folder, and under what permissions."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from annotations.errors import StoreError
from articles.frozen import frozen
from articles.patterns import pattern

if TYPE_CHECKING:
    from pathlib import Path

EVIDENCE = "evidence"
"""Stands where an article's id would, for the records that belong to the library."""
MOST_NAME_BYTES = 120
"""Leaves room for endings in the 255 bytes that a file system grants a name."""

_REVIEWER = pattern(r"\w[\w.@+-]*")
_ARTICLE = pattern(r"\w[\w-]*")
_SHA256 = pattern(r"[0-9a-f]{64}")
_TAKEN = {EVIDENCE, "journal", "present", "previous", "state"}
_CONFLICT = ".sync-conflict-"


@frozen
class Modes:
    """Permissions of what is made in a library."""

    file: int
    common: int
    """Of a folder in which everybody makes files."""
    own: int
    """Of a reviewer's folder."""
    state: int = 0o700
    """Of drafts and reading positions, which are nobody else's business."""


PRIVATE = Modes(file=0o600, common=0o700, own=0o700)
SHARED = Modes(file=0o640, common=0o3770, own=0o2750)
"""Set-group-id hands the group down; sticky keeps colleagues from renaming each other's files away."""


@frozen
class Layout:
    """The paths of one library."""

    root: str

    @property
    def library(self) -> str:
        """The file with the policy and the format number."""
        return f"{self.root}/library.json"

    @property
    def articles(self) -> str:
        """The folder of all articles."""
        return f"{self.root}/articles"

    @property
    def records(self) -> str:
        """The folder of all reviewers' folders."""
        return f"{self.root}/records"

    def article(self, article: str) -> str:
        """Return the folder of an article's revisions."""
        return f"{self.articles}/{article}"

    def own(self, reviewer: str) -> str:
        """Return a reviewer's folder."""
        return f"{self.records}/{reviewer}"

    def file(self, reviewer: str, subject: str) -> str:
        """Return a reviewer's file of records; `subject` is an article's id or EVIDENCE."""
        return f"{self.records}/{reviewer}/{subject}.json"

    def journal(self, reviewer: str) -> str:
        """Return the folder of a reviewer's journal."""
        return f"{self.records}/{reviewer}/journal"

    def previous(self, reviewer: str) -> str:
        """Return the folder of the previous versions of a reviewer's files."""
        return f"{self.records}/{reviewer}/previous"

    def present(self, reviewer: str) -> str:
        """Return the folder in which a reviewer's sessions say where they are."""
        return f"{self.records}/{reviewer}/present"

    def state(self, reviewer: str) -> str:
        """Return the folder of a reviewer's drafts and reading positions."""
        return f"{self.records}/{reviewer}/state"


def layout_of(place: Path | str) -> Layout:
    """Return the paths of the library in the folder `place`."""
    return Layout(os.path.abspath(place))  # noqa: PTH100 - resolve() would follow links, which are refused


def check_reviewer(name: str) -> str:
    """Return `name` where it is safe as the name of a folder.

    Raises:
        StoreError: it is not.
    """
    if not is_reviewer(name) or name.endswith(".") or not _can_be_written(name):
        raise StoreError(
            f"{name!r} cannot be a reviewer's name",
            "letters, digits and . - _ + @ are allowed, and the first is a letter, digit or _",
        )
    return name


def is_reviewer(name: str) -> bool:
    """Tell whether a folder of this name can be a reviewer's."""
    return bool(_REVIEWER.fullmatch(name)) and _is_short(name)


def is_article(article: str) -> bool:
    """Tell whether `article` is safe as the name of a file and no other file's name."""
    return bool(_ARTICLE.fullmatch(article)) and _is_short(article) and article not in _TAKEN


def is_sha256(text: str) -> bool:
    """Tell whether `text` has the form of a hash."""
    return bool(_SHA256.fullmatch(text))


def subject_of(article: str) -> str:
    """Return by what name the file of an article's records goes; EVIDENCE for none."""
    return article or EVIDENCE


def subject_in(name: str) -> str:
    """Return the subject of a file of records by its name, or nothing where it is no such file."""
    stem, dot, ending = name.rpartition(".json")
    if not dot or ending:
        return ""
    subject = stem.partition(_CONFLICT)[0]
    return subject if subject == EVIDENCE or is_article(subject) else ""


def is_conflict(name: str) -> bool:
    """Tell whether a file was put beside another by a program that keeps folders alike."""
    return _CONFLICT in name


def conflict_name(subject: str, mark: str) -> str:
    """Return a name for versions that cannot stand in the file of `subject` itself."""
    return f"{subject}{_CONFLICT}{mark}.json"


def _can_be_written(name: str) -> bool:
    # Under a locale of fewer letters the system cannot be told the name.
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        return False
    return True


def _is_short(name: str) -> bool:
    if name.isascii():
        return len(name) <= MOST_NAME_BYTES
    import unicodedata

    size = len(name.encode("utf-8", "surrogatepass"))
    return size <= MOST_NAME_BYTES and unicodedata.is_normalized("NFC", name)
