"""Where anchors are in a text, worked out once and remembered.

Places are derived: they are cached here, never written into a record.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from annotations.anchoring import Resolver

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotations.anchors import Anchor, Resolution
    from articles.model import Revision

KEPT_REVISIONS = 4
"""For how many texts places are remembered: the one being read and a few sources."""


class Places:
    """Remembers the places of anchors in the texts used last."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Callable[[Anchor], Resolution]] = OrderedDict()

    def resolver(self, revision: Revision) -> Callable[[Anchor], Resolution]:
        """Return a function that finds anchors in a revision's text."""
        if revision.sha256 not in self._known:
            self._known[revision.sha256] = _remembering(Resolver(revision.article.text, revision=revision.sha256))
        self._known.move_to_end(revision.sha256)
        while len(self._known) > KEPT_REVISIONS:
            self._known.popitem(last=False)
        return self._known[revision.sha256]


def _remembering(resolver: Resolver) -> Callable[[Anchor], Resolution]:
    found: dict[Anchor, Resolution] = {}

    def resolve(anchor: Anchor) -> Resolution:
        if anchor not in found:
            found[anchor] = resolver.resolve(anchor)
        return found[anchor]

    return resolve
