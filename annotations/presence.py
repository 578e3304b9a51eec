"""Who else is at work in a library, and where; a courtesy, never a lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


@frozen
class Present:
    """A session at work, as it told last."""

    reviewer: str
    article: str
    claim: str
    """The id of the claim it is at; empty where it is at none."""
    since: datetime
    """When it came to that claim."""


class Presence(Protocol):
    """Tells others where one session of a reviewer is, and where theirs are.

    Nothing here raises: where nothing can be told or learnt, one works alone.
    """

    def tell(self, article: str, claim: str) -> None:
        """Tell where one is from now on."""

    def others(self) -> Sequence[Present]:
        """Return where all other sessions at work are, one's own in other windows among them."""

    def leave(self) -> None:
        """Tell that one is gone."""
