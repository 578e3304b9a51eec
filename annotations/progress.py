"""How far an article is, and what of it waits for one person; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.assembling import Folder, choose, in_article_order
from annotations.labels import is_put_away, is_tagging, tags_on
from annotations.model import Claim, Decision, Fact, Link, Note
from annotations.queueing import Item, Waits, count_queue, queue_of
from annotations.workflow import ClaimState
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from annotations.anchors import Anchor, Resolution
    from annotations.model import Record
    from annotations.store import Policy
    from articles.model import Span

_CHANGED = frozenset({ClaimState.CHANGED, ClaimState.ALARM, ClaimState.AMBIGUOUS, ClaimState.ORPHAN})


@frozen
class Progress:
    """How far an article is; `to_review` to `asked` are what waits for one person."""

    claims: int = 0
    settled: int = 0
    """Claims on which nothing is left to do."""
    differ: int = 0
    """Claims on which reviewers differ."""
    changed: int = 0
    """Claims whose words have changed or are gone from the article, and that nobody judged since."""
    to_review: int = 0
    """Claims with evidence or verdicts that are not settled, and without a verdict of one's own."""
    i_differ: int = 0
    """Claims on which one's own verdict and another's differ."""
    stale: int = 0
    """Verdicts of one's own that rest on what has changed since."""
    asked: int = 0
    """Open questions put to one by name that one has not replied to."""
    reviewers: tuple[str, ...] = ()
    """Everybody who wrote about the article, sorted."""
    tags: tuple[str, ...] = ()
    removed: bool = False
    """Whether one removed it from what the library shows one."""
    under_way: int = 0
    """Claims that are begun and not settled."""
    queue: tuple[Item, ...] = ()
    """What waits for one, in the order of `Waits` and then of the article."""
    sentences: int = 0
    """Of an article in which somebody ticks sentences: how many it has."""
    checked: int = 0
    """Sentences of which each item is ticked."""
    on_author: int = 0
    """Sentences that the reporter vouches for."""


@frozen
class Waiting:
    """What waits for one person in the whole library."""

    to_review: int = 0
    i_differ: int = 0
    stale: int = 0
    asked: int = 0


class EvidenceIndex:
    """The library's sources, facts and the notes on them, to be asked for by article."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._alive = choose(records).alive
        self._notes: dict[str, list[Note]] = {}
        for record in self._alive.values():
            if isinstance(record, Note):
                self._notes.setdefault(record.target.id, []).append(record)

    def behind(self, records: Iterable[Record]) -> dict[str, Record]:
        """Return the facts that the links among `records` name, with their sources and the notes on both."""
        found: dict[str, Record] = {}
        for link in records:
            fact = self._alive.get(link.fact) if isinstance(link, Link) else None
            if isinstance(fact, Fact):
                source = self._alive.get(fact.source)
                found.update((one.id, one) for one in (fact, source) if one is not None)
        waiting = list(found)
        for record_id in waiting:
            for note in self._notes.get(record_id, ()):
                if note.id not in found:
                    found[note.id] = note
                    waiting.append(note.id)
        return found


def progress_of(
    article: str,
    records: Sequence[Record],
    evidence: EvidenceIndex,
    *,
    resolve: Callable[[Anchor], Resolution],
    words: Callable[[Span], str],
    policy: Policy,
    reviewer: str,
) -> Progress:
    """Return how far an article is, seen by one reviewer; `records` are all that stand at it.

    `resolve` finds an anchor in the article's newest text, `words` returns what
    stands at a place that it found.
    """
    alive = choose(records).alive
    own = list(alive.values())
    alive.update(evidence.behind(own))
    views = in_article_order(Folder(alive, resolve, words, policy).views())
    states = [view.state for view in views]
    queue = queue_of(views, alive, reviewer)
    waiting = count_queue(queue)
    return Progress(
        claims=len(views),
        settled=sum(state.settled for state in states),
        under_way=sum(state.under_way for state in states),
        differ=states.count(ClaimState.DIFFER),
        changed=sum(state in _CHANGED for state in states),
        to_review=waiting.get(Waits.CHECK, 0) + waiting.get(Waits.SECOND, 0),
        i_differ=waiting.get(Waits.DIFFER, 0),
        stale=waiting.get(Waits.STALE, 0),
        asked=waiting.get(Waits.ASKED, 0),
        reviewers=_writers(own, article),
        tags=tags_on(own, article),
        removed=is_put_away(own, article, reviewer),
        queue=queue,
    )


def without_states(article: str, records: Sequence[Record], reviewer: str) -> Progress:
    """Return what is known of an article whose text cannot be read: how many claims, who wrote, its tags."""
    alive = choose(records).alive
    own = list(alive.values())
    return Progress(
        claims=sum(isinstance(one, Claim) for one in own),
        reviewers=_writers(own, article),
        tags=tags_on(own, article),
        removed=is_put_away(own, article, reviewer),
    )


def sum_waiting(all_of_them: Iterable[Progress]) -> Waiting:
    """Return what waits in all articles together; those that one removed do not count."""
    shown = [one for one in all_of_them if not one.removed]
    return Waiting(
        sum(one.to_review for one in shown),
        sum(one.i_differ for one in shown),
        sum(one.stale for one in shown),
        sum(one.asked for one in shown),
    )


def _writers(records: Iterable[Record], article: str) -> tuple[str, ...]:
    """Return who wrote about an article; who only tagged it or put it away did not."""
    return tuple(
        sorted(
            {
                one.person
                for one in records
                if not (one.deleted or isinstance(one, Decision) or is_tagging(one, article))
            }
        )
    )
