"""How far an article is, and what of it waits for one person; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.assembling import Folder, choose
from annotations.labels import is_put_away, is_tagging, tags_on
from annotations.model import Claim, Decision, Fact, Link, Note, Purpose, TargetKind
from annotations.workflow import ClaimState
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from annotations.anchors import Anchor, Resolution
    from annotations.dossier import ClaimView
    from annotations.model import Record
    from annotations.store import Policy
    from articles.model import Span

_CHANGED = frozenset({ClaimState.CHANGED, ClaimState.ALARM, ClaimState.AMBIGUOUS, ClaimState.ORPHAN})
_UNDER_WAY = frozenset({ClaimState.CHECKING, ClaimState.READY})


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
    """Claims with evidence or verdicts, but too few of these, and none of one's own."""
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
        self._alive, _ = choose(records)
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
    alive, _ = choose(records)
    own = list(alive.values())
    alive.update(evidence.behind(own))
    views = list(Folder(alive, resolve, words, policy).views())
    states = [view.state for view in views]
    return Progress(
        claims=len(views),
        settled=sum(state.settled for state in states),
        differ=states.count(ClaimState.DIFFER),
        changed=sum(state in _CHANGED for state in states),
        to_review=sum(_waits_for_verdict(view, reviewer) for view in views),
        i_differ=sum(_is_among_those_who_differ(view, reviewer) for view in views),
        stale=sum(_is_stale(view, reviewer) for view in views),
        asked=len(open_questions(alive, reviewer)),
        reviewers=_writers(own, article),
        tags=tags_on(own, article),
        removed=is_put_away(own, article, reviewer),
    )


def without_states(article: str, records: Sequence[Record], reviewer: str) -> Progress:
    """Return what is known of an article whose text cannot be read: how many claims, who wrote, its tags."""
    alive, _ = choose(records)
    own = list(alive.values())
    return Progress(
        claims=sum(isinstance(one, Claim) for one in own),
        reviewers=_writers(own, article),
        tags=tags_on(own, article),
        removed=is_put_away(own, article, reviewer),
    )


def open_questions(alive: Mapping[str, Record], reviewer: str) -> list[Note]:
    """Return the questions put to a reviewer by name that are open and that they have not replied to."""
    replied = {
        record.target.id
        for record in alive.values()
        if isinstance(record, Note)
        and not record.deleted
        and record.person == reviewer
        and record.target.kind is TargetKind.NOTE
    }
    return [
        record
        for record in alive.values()
        if isinstance(record, Note)
        and record.purpose is Purpose.QUESTION
        and record.to == reviewer
        and not (record.answered or record.deleted or record.id in replied)
    ]


def sum_waiting(all_of_them: Iterable[Progress]) -> Waiting:
    """Return what waits in all articles together; those that one removed do not count."""
    shown = [one for one in all_of_them if not one.removed]
    return Waiting(
        sum(one.to_review for one in shown),
        sum(one.i_differ for one in shown),
        sum(one.stale for one in shown),
        sum(one.asked for one in shown),
    )


def _waits_for_verdict(view: ClaimView, reviewer: str) -> bool:
    return view.state in _UNDER_WAY and view.judgement_of(reviewer) is None


def _is_among_those_who_differ(view: ClaimView, reviewer: str) -> bool:
    mine = view.judgement_of(reviewer)
    return view.state is ClaimState.DIFFER and mine is not None and not mine.stale


def _is_stale(view: ClaimView, reviewer: str) -> bool:
    mine = view.judgement_of(reviewer)
    return mine is not None and mine.stale


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
