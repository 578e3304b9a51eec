"""What a changed text does to what was ticked: which ticks fell, and which sentences are to be read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import StoreError
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotations.checking import CheckView
    from annotations.checklist import Checklist
    from annotations.dossier import Dossier
    from annotations.revising import Comparison
    from annotations.store import Store
    from annotations.ticks import Tick
    from articles.model import Revision, Span

    Compared = Callable[[str], Comparison | None]


@frozen
class CheckHit:
    """What one person had ticked in a sentence and the step from one revision to another undid."""

    view: CheckView
    """As it is in the newer text."""
    lost: tuple[Tick, ...]


def checks_hit(before: Dossier, after: Dossier) -> tuple[CheckHit, ...]:
    """Return the checks of which ticks stand in the older text and not in the newer, in article order.

    Both dossiers are of one article, each folded on its own revision.
    """
    stood = {view.id: {one.tick for one in view.standing} for view in before.checks}
    hits = (
        CheckHit(view, tuple(one for one in view.fallen if one in stood.get(view.id, ())))
        for view in after.checks
    )
    return tuple(hit for hit in hits if hit.lost)


def read_again(dossier: Dossier, compared: Compared) -> dict[Span, tuple[str, ...]]:
    """Return the ticked sentences that are to be read again, each with its words that are the reason.

    `compared` returns what changed since a revision, by its sha256; None where
    that is not known.  Whoever ticks in such a sentence has read it again.
    """
    made_on: dict[Span, set[str]] = {}
    for view in dossier.checks:
        if view.span is not None and view.standing:
            made_on.setdefault(view.span, set()).add(view.check.anchor.revision)
    found: dict[Span, tuple[str, ...]] = {}
    for span, revisions in made_on.items():
        if dossier.revision.sha256 in revisions:
            continue
        for sha256 in sorted(revisions):
            comparison = compared(sha256)
            sentence = comparison.sentence_at(span.start) if comparison else None
            if sentence is not None and sentence.again:
                found[sentence.span] = sentence.again
    return found


class Comparisons:
    """What changed between older revisions of an article and the one being read, worked out once for each."""

    def __init__(self, store: Store, revision: Revision) -> None:
        self._store = store
        self._revision = revision
        self._known: dict[str, Comparison | None] = {}

    def since(self, sha256: str) -> Comparison | None:
        """Return what changed since a revision; None where it cannot be read any more."""
        if sha256 not in self._known:
            self._known[sha256] = self._compare(sha256)
        return self._known[sha256]

    def _compare(self, sha256: str) -> Comparison | None:
        from annotations.revising import compare_revisions

        try:
            older = self._store.load(self._revision.article_id, sha256)
        except StoreError:
            return None
        return compare_revisions(older.article, self._revision.article)


def checklist_of(dossier: Dossier, store: Store) -> Checklist:
    """Return the checklist of an article with what is to be read again, from all of its revisions."""
    from annotations.checklist import Checklist
    from annotations.itemising import ArticleItems

    again = read_again(dossier, Comparisons(store, dossier.revision).since)
    return Checklist(dossier, ArticleItems(dossier.revision.article), again)
