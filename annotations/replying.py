"""Writing down answers that came by mail as replies to their questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.cleaning import cleaned
from annotations.model import Note, Target, TargetKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotations.answering import Answer
    from annotations.recording import Recorder

ATTACHED = "answers attached"
"""What undo and history call it."""


def attach(recorder: Recorder, article: str, answers: Iterable[Answer]) -> list[Note]:
    """Write answers as replies, all as one transaction; return those that were not there already.

    The words are those of the person who was asked, where one was named; who
    writes them down is the author.
    """
    with recorder.lock:
        there = _said(recorder, article)
        fresh = [one for one in answers if (one.question.note.id, one.text) not in there]
        notes = [_reply(recorder, article, one) for one in fresh]
        return recorder.make(*notes, label=ATTACHED, article=article) if notes else []


def _reply(recorder: Recorder, article: str, answer: Answer) -> Note:
    asked = answer.question.note
    return Note(
        **recorder.fresh(),
        # A reply to a note on evidence belongs to the library, as that note does.
        article=article if asked.article else "",
        target=Target(TargetKind.NOTE, asked.id),
        text=cleaned(answer.text),
        creator="" if asked.to == recorder.reviewer else cleaned(asked.to),
    )


def _said(recorder: Recorder, article: str) -> set[tuple[str, str]]:
    """Return what already replies to which note."""
    records = [*recorder.store.records(article).records, *recorder.store.evidence().records]
    return {(one.target.id, one.text) for one in records if isinstance(one, Note) and not one.deleted}
