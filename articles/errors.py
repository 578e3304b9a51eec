"""What can go wrong with an article, worded for the person who gave it."""

from __future__ import annotations


class ArticleError(Exception):
    """An article cannot be read.

    `title` says what is wrong in one line, `hint` what to do about it.
    """

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(f"{title}: {hint}" if hint else title)
        self.title = title
        self.hint = hint


class TakesTooLongError(Exception):
    """A part of a document takes more time than it may; what reads it may go on with the next."""
