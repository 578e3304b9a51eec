"""How far every article of a library is: worked out once, kept on the desk, looked at again where it changed.

An anchor that was made on an article's newest revision stands where it says,
so that no text is opened for it.  Any other is sought in the text, as a dossier
does it; that may take seconds for a long article that was much annotated and
then rewritten, once.  What came of it is kept with the fingerprints of all that
it was worked out from.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from annotations.anchors import AnchorState, Resolution
from annotations.errors import StoreError
from annotations.model import Check
from annotations.placing import Places, text_finder
from annotations.progress import EvidenceIndex, Progress, progress_of, sum_waiting, without_states
from annotations.queueing import Item, Waits
from articles.frozen import as_dict, fields_of, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from annotations.anchors import Anchor
    from annotations.progress import Waiting
    from annotations.store import ArticleEntry, Desk, Policy, Snapshot, Store
    from articles.model import Revision, Span

KEY = "progress"
"""Under which the desk keeps it."""
FORMAT = 4
"""Another one is worked out anew: what waits came with the second, what is under way with the third, and how
many sentences are ticked with the fourth."""


class Overview:
    """Knows how far articles are; for one reviewer, who may ask from several threads."""

    def __init__(self, store: Store, desk: Desk) -> None:
        self._store = store
        self._desk = desk
        self._places = Places(text_finder(store))
        self._known = _kept_progress(desk.recall(KEY))
        self._evidence: tuple[str, EvidenceIndex] = ("", EvidenceIndex(()))
        self._is_kept = True
        self._lock = threading.Lock()

    def last_known(self, article: str) -> Progress | None:
        """Return how far an article was when one last looked; reads nothing."""
        known = self._known.get(article)
        return known[1] if known else None

    def look(self, entries: Iterable[ArticleEntry]) -> dict[str, Progress]:
        """Return how far articles are now; only what changed is worked out again.

        Raises:
            StoreError: the library cannot be reached.
        """
        with self._lock:
            policy, about_evidence = self._store.policy, self._store.fingerprint()
            common = f"{about_evidence} {policy.scale} {policy.reviews_required}"
            found = {}
            for entry in entries:
                mark = f"{entry.newest.sha256[:16]} {self._store.fingerprint(entry.id)} {common}"
                known = self._known.get(entry.id)
                if known is None or known[0] != mark:
                    known = self._known[entry.id] = (mark, self._work_out(entry, policy, about_evidence))
                    self._is_kept = False
                found[entry.id] = known[1]
            return found

    def waiting(self, articles: Iterable[str]) -> Waiting:
        """Return what waits for one in these articles, as far as one has looked."""
        return sum_waiting(known[1] for article in articles if (known := self._known.get(article)))

    def keep(self) -> None:
        """Put on the desk what was worked out; where nothing can be written there, it is not kept."""
        with self._lock, suppress(StoreError):
            if not self._is_kept:
                articles = {article: [mark, _to_keep(far)] for article, (mark, far) in self._known.items()}
                self._desk.keep(KEY, {"format": FORMAT, "articles": articles})
                self._is_kept = True

    def _work_out(self, entry: ArticleEntry, policy: Policy, about_evidence: str) -> Progress:
        snapshot = self._store.records(entry.id)
        sight = _Sight(entry, lambda: self._store.load(entry.id), self._places)
        try:
            progress = progress_of(
                entry.id,
                snapshot.records,
                self._evidence_of(snapshot, about_evidence),
                resolve=sight.resolve,
                words=sight.words,
                policy=policy,
                reviewer=self._store.reviewer,
            )
            return self._with_sentences(progress, entry, snapshot)
        except StoreError:
            return without_states(entry.id, snapshot.records, self._store.reviewer)

    def _with_sentences(self, progress: Progress, entry: ArticleEntry, snapshot: Snapshot) -> Progress:
        """Return progress with how many sentences are ticked; the text is read only where any is."""
        if not any(isinstance(one, Check) and not one.deleted for one in snapshot.records):
            return progress
        # Imported here: few articles are checked line by line.
        from annotations.assembling import fold
        from annotations.rechecking import checklist_of
        from annotations.store import Snapshot as Records

        revision = self._store.load(entry.id)
        dossier = fold(revision, snapshot, Records((), (), None), resolve=self._places.resolver(revision))
        far = checklist_of(dossier, self._store).count_all()
        return replace(progress, sentences=far.sentences, checked=far.checked, on_author=far.on_author)

    def _evidence_of(self, snapshot: Snapshot, mark: str) -> EvidenceIndex:
        """Return the library's evidence; it is only read where somebody wrote about an article at all."""
        if snapshot.records and self._evidence[0] != mark:
            self._evidence = (mark, EvidenceIndex(self._store.evidence().records))
        return self._evidence[1]


class _Sight:
    """Finds anchors in an article's newest revision, and opens its text only for those of an older one."""

    def __init__(self, entry: ArticleEntry, load: Callable[[], Revision], places: Places) -> None:
        self._newest = entry.newest.sha256
        self._load = load
        self._places = places
        self._revision: Revision | None = None
        self._said: dict[Span, str] = {}

    def resolve(self, anchor: Anchor) -> Resolution:
        """Return what became of an anchor.  Raises StoreError where the text is needed and cannot be read."""
        if anchor.span is not None and anchor.revision == self._newest:
            self._said[anchor.span] = anchor.exact
            return Resolution(AnchorState.EXACT, anchor.span, 1.0)
        if self._revision is None:
            self._revision = self._load()
        return self._places.resolver(self._revision)(anchor)

    def words(self, span: Span) -> str:
        """Return what stands at a place."""
        said = self._said.get(span)
        if said is None:
            said = span.cut(self._revision.article.text) if self._revision else ""
        return said


def _kept_progress(kept: Mapping[str, Any] | None) -> dict[str, tuple[str, Progress]]:
    """Return what the desk kept, by article; what is not as it was written is left out."""
    if not kept or kept.get("format") != FORMAT or not isinstance(kept.get("articles"), dict):
        return {}
    found = {}
    for article, value in kept["articles"].items():
        if isinstance(value, list) and [type(one) for one in value] == [str, dict]:
            mark, said = value
            if progress := _read_progress(said):
                found[article] = (mark, progress)
    return found


def _to_keep(far: Progress) -> dict[str, Any]:
    return {**as_dict(far), "queue": [list(as_dict(item).values()) for item in far.queue]}


def _read_progress(said: Mapping[str, Any]) -> Progress | None:
    queue = _read_queue(said.get("queue"))
    if queue is None:
        return None
    values: dict[str, Any] = {"queue": queue}
    for name, one in fields_of(Progress).items():
        if name == "queue":
            continue
        value = said.get(name, one.default)
        if isinstance(value, list) and all(isinstance(word, str) for word in value):
            value = tuple(value)
        if type(value) is not type(one.default):
            return None
        values[name] = value
    return Progress(**values)


def _read_queue(said: object) -> tuple[Item, ...] | None:
    if not isinstance(said, list):
        return None
    size = len(fields_of(Item))
    for one in said:
        is_row = isinstance(one, list) and len(one) == size and all(isinstance(part, str) for part in one)
        if not is_row or one[0] not in set(Waits):
            return None
    return tuple(Item(*one) for one in said)
