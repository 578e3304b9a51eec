"""What an importer found in a file, before anything is compared with the library."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from articles.frozen import field, frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotations.model import Record
    from articles.model import Revision


class Counting(StrEnum):
    """What a position counts."""

    CODE_POINTS = "code points"
    UTF_16 = "UTF-16"


@frozen
class Incoming:
    """A record as a file has it; its author is whose words they are.

    Its rev and ancestors are those of the version that the file was made from,
    empty where the file names none.
    """

    record: Record
    line: int = 0
    """Where it stands in the file, from 1; 0 where that says nothing."""
    edited: tuple[str, ...] = ()
    """The fields that were changed by hand since the file was made."""
    counting: Counting | None = None
    """Of an anchor from elsewhere, whose position is in another text: what it counts."""


@frozen
class Parsed:
    """What a file says of an article."""

    incoming: tuple[Incoming, ...]
    article: str = ""
    """The id of the article they are about, as the file calls it; empty where it does not say."""
    revision: Revision | None = None
    """The article itself, where the file has it."""
    removed: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Of records that the file had when it was made and that were taken out by hand: id and rev."""
    problems: tuple[str, ...] = ()
    """What was left out and why, each with its line."""
    notices: tuple[str, ...] = ()
    """What the person should know besides, a sentence each."""
    url: str = ""
    """The page they are about, where the file names that and no article."""

    @property
    def touched(self) -> bool:
        """Whether a person changed the file since it was made, so that writing it anew would lose that."""
        by_hand = any(one.edited or not one.record.id for one in self.incoming)
        return by_hand or bool(self.removed) or bool(self.problems)
