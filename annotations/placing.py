"""Where anchors are in a text, worked out once and remembered.

Places are derived: they are cached here, never written into a record.  Where
the revision that an anchor was made on is in the library, both texts are
aligned, which beats searching for a quote.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from annotations.anchors import AnchorState, Candidate, Resolution
from annotations.errors import StoreError
from annotations.model import Check, Claim, Decision, Note
from articles.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotations.anchoring import Resolver
    from annotations.anchors import Anchor
    from annotations.model import Record
    from annotations.store import Snapshot, Store
    from articles.model import Revision

    OlderText = Callable[[str, str], str | None]

KEPT_REVISIONS = 4
"""For how many texts places are remembered: the one being read and a few sources."""

LEAST_OFFERED = 0.2
"""What a place must score to be offered.  Half the words, away from all their context, score little more."""

LEAST_LENGTH = 0.25
"""How long a place to be offered must be, as a share of what is sought: one word of ten among its old
neighbours scores well, and is nothing to attach a claim to."""


def text_finder(store: Store) -> OlderText:
    """Return what looks a revision's text up in a store; one that cannot be read any more is not there."""

    def older(article: str, sha256: str) -> str | None:
        try:
            return store.load(article, sha256).article.text
        except StoreError:
            return None

    return older


class Places:
    """Remembers the places of anchors in the texts used last.

    `older` returns the text of an article's revision by id and sha256; None
    where the library does not have it.
    """

    def __init__(self, older: OlderText) -> None:
        self._older = older
        self._known: OrderedDict[tuple[str, str], _Text] = OrderedDict()

    def resolver(self, revision: Revision) -> Callable[[Anchor], Resolution]:
        """Return a function that finds anchors in a revision's text."""
        return self._text(revision).resolve

    def at_once(self, revision: Revision, snapshot: Snapshot) -> tuple[Snapshot, int]:
        """Return what can be shown before places are sought, and how many have to be."""
        known = self._text(revision).knows
        unknown = {id(one) for one in snapshot.records if not one.deleted and not known(_anchor_of(one))}
        shown = tuple(one for one in snapshot.records if id(one) not in unknown)
        return replace(snapshot, records=shown), len(unknown)

    def _text(self, revision: Revision) -> _Text:
        # Two articles may have one text, but not one past.
        key = revision.article_id, revision.sha256
        if key not in self._known:
            self._known[key] = _Text(revision, self._older)
        self._known.move_to_end(key)
        while len(self._known) > KEPT_REVISIONS:
            self._known.popitem(last=False)
        return self._known[key]


def _anchor_of(record: Record) -> Anchor | None:
    return record.anchor if isinstance(record, Claim | Note | Check | Decision) else None


class _Text:
    """One text with the places found in it, and a resolver for each revision that anchors were made on."""

    def __init__(self, revision: Revision, older: OlderText) -> None:
        self._revision = revision
        self._older = older
        self._found: dict[Anchor, Resolution] = {}
        self._resolvers: dict[str, Resolver] = {}

    def resolve(self, anchor: Anchor) -> Resolution:
        """Return what became of an anchor in this text."""
        if anchor not in self._found:
            self._found[anchor] = self._standing(anchor) or self._sought(anchor)
        return self._found[anchor]

    def knows(self, anchor: Anchor | None) -> bool:
        """Tell whether an anchor, if there is one, needs no search."""
        return anchor is None or anchor in self._found or self._standing(anchor) is not None

    def _sought(self, anchor: Anchor) -> Resolution:
        """Return what became of an anchor of another revision, with candidates that are worth a look."""
        resolver = self._resolver(anchor.revision)
        found = resolver.resolve(anchor)
        if found.state is not AnchorState.ORPHAN:
            return found
        least = LEAST_LENGTH * len(anchor.exact)
        offered = (one for one in found.candidates if one.score >= LEAST_OFFERED and len(one.span) >= least)
        return replace(found, candidates=tuple(offered), gap=resolver.gap(anchor))

    def _standing(self, anchor: Anchor) -> Resolution | None:
        """Return where an anchor of this very revision stands; None for any other.

        An article that never changed needs nothing of what finds places again.
        """
        span = anchor.span
        if span is None or anchor.revision != self._revision.sha256:
            return None
        text = self._revision.article.text
        if span.end > len(text) or span.cut(text) != anchor.exact:
            return None
        parts = dict.fromkeys(("quote", "prefix", "suffix", "position"), 1.0)
        return Resolution(AnchorState.EXACT, span, 1.0, parts, (Candidate(span, 1.0),))

    def _resolver(self, made_on: str) -> Resolver:
        if made_on not in self._resolvers:
            from annotations.anchoring import Resolver

            revision = self._revision
            foreign = made_on not in {"", revision.sha256}
            old_text = self._older(revision.article_id, made_on) if foreign else None
            self._resolvers[made_on] = Resolver(
                revision.article.text,
                revision=revision.sha256,
                old_text=old_text,
                language=revision.article.metadata.language,
            )
        return self._resolvers[made_on]
