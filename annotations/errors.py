"""What can go wrong with records, worded for the person at the keyboard.

Each error carries what a door needs to show it: `title` says what is wrong in
one line, `hint` what to do about it, `exit_code` what a command returns.
"""

from __future__ import annotations


class PostilError(Exception):
    """Anything that is reported to a person in a line."""

    exit_code = 1

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(f"{title}: {hint}" if hint else title)
        self.title = title
        self.hint = hint


class UsageError(PostilError):
    """A word that is not one of those a command takes."""

    exit_code = 2


class UnknownRecord(PostilError):
    """No record, or more than one, has the id that was given."""


class NotYours(PostilError):
    """The record is another person's; only its author changes it."""


class InvalidRecord(PostilError):
    """A record does not have the form it must have."""


class StoreError(PostilError):
    """The library could not do what it was asked to."""


class UnknownArticle(StoreError):
    """No article of the library has the id that was given, or more than one begins so."""


class Conflict(StoreError):
    """A record was changed elsewhere after it was read; nothing was written."""


class ReadOnly(StoreError):
    """The library, or one's own folder in it, cannot be written; nothing was written."""


class OutcomeUnknown(StoreError):
    """A write failed after it may have reached the disk; load again to see which."""


class NothingToUndo(PostilError):
    """There is no change of one's own to undo or redo here."""
