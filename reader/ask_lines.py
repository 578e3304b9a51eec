"""Open questions as text to mail, and what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.answering import find_answers
from annotations.asking import open_questions
from reader.output import wrapped
from reader.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotations.answering import Answers
    from annotations.asking import Question
    from annotations.dossier import Dossier

_INDENT = "    "
_ABOUT = 200
"""Characters of the words a question is about; the mark finds the rest."""


def mail_lines(dossier: Dossier, questions: Sequence[Question]) -> Iterator[str]:
    """Return questions as the lines of a mail, by whom they are put to; an answer goes below its mark."""
    title = dossier.revision.article.metadata.title or dossier.revision.article_id
    yield _("Questions about “{title}”").format(title=title)
    yield _("Please answer below each mark, and leave the marks as they are.")
    for whom in dict.fromkeys(one.note.to for one in questions):
        yield ""
        yield _("To {whom}").format(whom=whom) if whom else _("To anyone who knows")
        for question in questions:
            if question.note.to == whom:
                yield ""
                yield from _question(question)


def answers_in(dossier: Dossier, mail: str) -> Answers:
    """Return the answers that a mail holds to the open questions about an article."""
    questions = open_questions(dossier)
    sent = [line for text in mail_lines(dossier, questions) for line in text.split("\n")]
    return find_answers(mail, questions, sent)


def _question(question: Question) -> Iterator[str]:
    place = _("claim {number}").format(number=question.claim) if question.claim else ""
    yield " · ".join(filter(None, (f"[?{question.mark}]", question.note.person, place)))
    if question.about:
        about = " ".join(question.about.split())
        yield wrapped(f"“{about[:_ABOUT]}{'…' if len(about) > _ABOUT else ''}”", _INDENT)
    for line in question.note.text.split("\n"):
        yield wrapped(line, _INDENT)
