"""From claim to claim, there and back; pure.

Places are offsets into the article's text.  Moving never wraps around: at the
end one stays, as a reader expects of a page.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from annotations.dossier import ClaimView

KEPT_JUMPS = 100
"""How far back one can go; more is not remembered by anybody."""


def next_claim(
    claims: Sequence[ClaimView],
    current: str,
    offset: int,
    step: int,
    wanted: Callable[[ClaimView], bool] | None = None,
) -> ClaimView | None:
    """Return the claim `step` (1 or -1) from the current one.

    `claims` are in article order, as in a dossier.  Without a current claim it
    is the first that starts behind `offset`, or the last before it.  None where
    there is none that way that is `wanted`.
    """
    here = next((index for index, view in enumerate(claims) if view.id == current), None)
    if here is not None:
        ahead = claims[here + 1 :] if step > 0 else claims[:here][::-1]
    else:
        starts = [view.start for view in claims]
        cut = bisect_right(starts, offset)
        ahead = claims[cut:] if step > 0 else claims[:cut][::-1]
    return next((view for view in ahead if wanted is None or wanted(view)), None)


@frozen
class Place:
    """Somewhere one can come back to."""

    article: str
    offset: int
    """The reading position: the code point at the top of the page."""
    claim: str = ""
    item: str = ""
    """The id of the record that was selected in the panel."""


@frozen
class Trail:
    """The places one came through, newest last, and those one went back from."""

    behind: tuple[Place, ...] = ()
    ahead: tuple[Place, ...] = ()

    def leave(self, place: Place) -> Trail:
        """Return the trail after jumping away from `place`."""
        if self.behind and self.behind[-1] == place:
            return Trail(self.behind)
        return Trail((*self.behind, place)[-KEPT_JUMPS:])

    def back(self, here: Place) -> tuple[Place | None, Trail]:
        """Return where to go back to from `here`, and the trail then."""
        if not self.behind:
            return None, self
        return self.behind[-1], Trail(self.behind[:-1], (*self.ahead, here)[-KEPT_JUMPS:])

    def forward(self, here: Place) -> tuple[Place | None, Trail]:
        """Return where one went back from, and the trail then."""
        if not self.ahead:
            return None, self
        return self.ahead[-1], Trail((*self.behind, here)[-KEPT_JUMPS:], self.ahead[:-1])
