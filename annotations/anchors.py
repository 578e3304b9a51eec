"""The values of anchoring: what an annotation keeps of its place, and what became of that place.

All of them are frozen.  Offsets are code points into the canonical text of one
revision, ends are exclusive.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from articles.frozen import field, frozen
from articles.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

UNKNOWN = -1
"""Stands for the start and end of an anchor that came without a position."""


@frozen
class Anchor:
    """A quote, its context and its position (W3C TextQuoteSelector and TextPositionSelector).

    `revision` is the sha256 of the canonical text it was made on, empty where
    that is not known.  `start` and `end` are both `UNKNOWN` where an imported
    annotation named no position.

    Raises:
        ValueError: the position is neither a span nor unknown.
    """

    revision: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = UNKNOWN
    end: int = UNKNOWN

    def __post_init__(self) -> None:
        unknown = self.start == UNKNOWN and self.end == UNKNOWN
        if not unknown and not 0 <= self.start <= self.end:
            message = f"not a position: {self.start}..{self.end}"
            raise ValueError(message)

    @property
    def span(self) -> Span | None:
        """Where it stood in its own revision; None where that is not known."""
        return None if self.start == UNKNOWN else Span(self.start, self.end)


class AnchorState(StrEnum):
    """What became of an anchor in a text."""

    EXACT = "exact"
    """The same words at the same place."""
    MOVED = "moved"
    """The same words at another place."""
    TYPOGRAPHY = "typography"
    """The same words; spaces, quotation marks, dashes or the way figures are written differ."""
    CHANGED = "changed"
    """The same passage; its words differ."""
    AMBIGUOUS = "ambiguous"
    """Two places fit; nobody may pick one silently."""
    ORPHAN = "orphan"
    """Nowhere to be found."""

    @property
    def trusted(self) -> bool:
        """Whether the words are those the annotation was made on."""
        return self in {AnchorState.EXACT, AnchorState.MOVED, AnchorState.TYPOGRAPHY}


class AlarmKind(StrEnum):
    """What kind of thing changed inside a quote."""

    FIGURE = "figure"
    NEGATION = "negation"
    NAME = "name"
    DATE = "date"
    QUOTATION = "quotation"


@frozen
class Alarm:
    """A change that may turn what a passage says; one of `was` and `now` may be empty."""

    kind: AlarmKind
    was: str
    now: str


@frozen
class Candidate:
    """A place that may be the one, with how well it fits (0 to 1)."""

    span: Span
    score: float


@frozen
class Resolution:
    """What became of an anchor in a text.

    `span` is None for an orphan; for an ambiguous anchor it is the best of the
    places, to be offered, not taken.  `score` and every value of `parts`
    (`quote`, `prefix`, `suffix`, `position`) run from 0 to 1; a part that the
    anchor does not have is left out.  `candidates` come best first.
    """

    state: AnchorState
    span: Span | None
    score: float
    parts: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    candidates: tuple[Candidate, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    gap: int | None = None
    """Of an orphan: about where in the text its words would stand."""
