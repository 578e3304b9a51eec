"""What waits for one person: claims to check, to judge once more or to settle, and questions; pure."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from annotations.model import Note, Purpose, TargetKind
from annotations.workflow import ClaimState
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from annotations.dossier import ClaimView
    from annotations.model import Record

WORDS = 160
"""Code points of a claim or question that are kept for a list: more fits no row."""


class Waits(StrEnum):
    """Why something waits, in the order in which it is listed."""

    ASKED = "asked"
    """A question put to one by name, that one has not replied to."""
    DIFFER = "differ"
    """One's own verdict and another's differ."""
    STALE = "stale"
    """What one's own verdict rests on has changed."""
    SECOND = "second"
    """Others gave verdicts that agree, but too few; one's own is missing."""
    OTHERS = "others"
    """Others differ; one's own verdict may settle it."""
    CHECK = "check"
    """It has evidence, or its verdicts were sent back, and no verdict stands."""
    BEGIN = "begin"
    """One's own claim without evidence or verdict, or whose words changed since."""


@frozen
class Item:
    """One thing that waits in an article; all of it is text, so that it can be kept."""

    why: str
    claim: str
    """The id of the claim; of a question on something else, empty."""
    number: str
    """The claim's number in the article."""
    record: str
    """The id of the question; else of the claim."""
    words: str
    """Those of the claim or question, in one line."""
    who: str
    """Who asked, or who judged what: `anna supported, bram refuted`."""


_UNJUDGED = {
    ClaimState.READY: Waits.SECOND,
    ClaimState.DIFFER: Waits.OTHERS,
    ClaimState.CHECKING: Waits.CHECK,
    ClaimState.REJECTED: Waits.CHECK,
}
"""Why a claim waits for whoever has not judged it."""
_OF_AUTHOR = frozenset(
    {ClaimState.OPEN, ClaimState.CHANGED, ClaimState.ALARM, ClaimState.AMBIGUOUS, ClaimState.ORPHAN}
)
"""Work for whoever made the claim: there is nothing yet that another could judge."""


def why_waits(view: ClaimView, reviewer: str) -> Waits | None:
    """Return why a claim waits for a reviewer; None where it does not."""
    mine = view.judgement_of(reviewer)
    if view.state is ClaimState.DROPPED:
        return None
    if mine is not None and mine.stale:
        return Waits.STALE
    if mine is not None and view.state is ClaimState.DIFFER:
        return Waits.DIFFER
    if mine is not None:
        # What was sent back waits for whoever judged it, too.
        return Waits.CHECK if view.state is ClaimState.REJECTED else None
    is_author = view.claim.person == reviewer
    return _UNJUDGED.get(view.state) or (Waits.BEGIN if is_author and view.state in _OF_AUTHOR else None)


def queue_of(views: Sequence[ClaimView], alive: Mapping[str, Record], reviewer: str) -> tuple[Item, ...]:
    """Return what of an article waits for a reviewer; `alive` are all its standing records by id."""
    numbers = {view.id: str(view.number) for view in views}
    found = [_asked(note, numbers) for note in open_questions(alive, reviewer)]
    for view in views:
        if why := why_waits(view, reviewer):
            given = ", ".join(f"{one.review.person} {one.review.verdict}" for one in view.judgements)
            words = _short(view.claim.statement)
            found.append(Item(why, view.id, numbers[view.id], view.id, words, given))
    order = list(Waits)
    return tuple(sorted(found, key=lambda item: order.index(Waits(item.why))))


def open_questions(alive: Mapping[str, Record], reviewer: str) -> list[Note]:
    """Return the questions put to a reviewer by name that nobody answered, and that they did not reply to."""
    replied = {
        record.target.id
        for record in alive.values()
        if isinstance(record, Note)
        and not record.deleted
        and record.target.kind is TargetKind.NOTE
        and (record.person == reviewer or record.purpose is Purpose.COMMENT)
    }
    return [
        record
        for record in alive.values()
        if isinstance(record, Note)
        and record.purpose is Purpose.QUESTION
        and record.to == reviewer
        and not (record.answered or record.deleted or record.id in replied)
    ]


def count_queue(items: Iterable[Item]) -> dict[Waits, int]:
    """Return how many things wait for which reason, without zeros."""
    counts = dict.fromkeys(Waits, 0)
    for item in items:
        counts[Waits(item.why)] += 1
    return {why: count for why, count in counts.items() if count}


def _asked(note: Note, numbers: Mapping[str, str]) -> Item:
    claim = note.target.id if note.target.id in numbers else ""
    return Item(Waits.ASKED, claim, numbers.get(claim, ""), note.id, _short(note.text), note.person)


def _short(text: str) -> str:
    return " ".join(text[: 2 * WORDS].split())[:WORDS]
