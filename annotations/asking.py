"""Questions put to people, and whether they were answered; pure.

A question is answered by a comment in reply to it, whoever wrote that down: an
answer that came by telephone or mail is written down by the one who asked.  A
question in reply asks back, and answers nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.anchors import AnchorState
from annotations.model import Purpose, TargetKind
from articles.frozen import frozen
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotations.dossier import Dossier, Thread
    from annotations.model import Note

MARK = 6
"""As many of the last characters of a question's id stand in a mail for it."""
_WHOM = pattern(r"\s*@(\S+?)[:,]?(?:\s+|$)([\s\S]*)")


@frozen
class Question:
    """A question about an article, with what it is about."""

    note: Note
    about: str
    """The words of the article or of the claim; empty where it is about all of it."""
    claim: int = 0
    """The number of the claim; 0 where it is about none."""
    answered: bool = False

    @property
    def mark(self) -> str:
        """What stands for it in a mail, so that an answer finds its way back."""
        return self.note.id[-MARK:]


def asked_of(text: str) -> tuple[str, str]:
    """Return who is asked, and what: a text may begin with `@name`; nobody where it does not."""
    if found := _WHOM.match(text):
        return found[1], found[2].strip()
    return "", text.strip()


def questions_of(dossier: Dossier) -> tuple[Question, ...]:
    """Return all questions about an article, in article order: those on passages and claims as they stand."""
    found: list[tuple[int, Question]] = []
    for thread in dossier.notes:
        about = _words_at(dossier, thread)
        found += [(thread.start, one) for one in _in_thread(thread, about, 0)]
    for view in dossier.claims:
        threads = [*view.notes, *(note for one in view.evidence for note in one.notes)]
        for thread in threads:
            found += [(view.start, one) for one in _in_thread(thread, view.claim.statement, view.number)]
    return tuple(question for _, question in sorted(found, key=lambda one: (one[0], one[1].note.id)))


def open_questions(dossier: Dossier) -> tuple[Question, ...]:
    """Return the questions about an article that nobody answered yet."""
    return tuple(question for question in questions_of(dossier) if not question.answered)


def by_mark(questions: Iterable[Question], mark: str) -> Question | None:
    """Return the question that a mark in a mail means; None where none or several do."""
    fitting = [one for one in questions if one.note.id.endswith(mark.upper())]
    return fitting[0] if len(fitting) == 1 else None


def _in_thread(thread: Thread, about: str, claim: int) -> Iterator[Question]:
    note = thread.note
    if note.purpose is Purpose.QUESTION and not note.deleted:
        yield Question(note, about, claim, thread.answered)
    for reply in thread.replies:
        yield from _in_thread(reply, about, claim)


def _words_at(dossier: Dossier, thread: Thread) -> str:
    if thread.note.anchor is None or thread.note.target.kind is not TargetKind.ARTICLE:
        return ""
    place = thread.place
    if place and place.span and place.state is not AnchorState.AMBIGUOUS:
        return place.span.cut(dossier.text)
    return thread.note.anchor.exact
