"""Answers in a mail, each under the mark of its question; pure.

What comes back has been quoted, cut and wrapped by other programs.  A line that
holds a mark says which question is meant; what follows it unquoted, up to the
next mark, is the answer.  Lines that were sent out come back, too, and say
nothing new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.asking import by_mark
from articles.frozen import frozen
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annotations.asking import Question

MOST = 1_000_000
"""Characters; a mail that is longer is not looked through."""
_MARK = pattern(r"\[\?([0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{6,26})\]")
_QUOTED = pattern(r"^\s*[>|]")
_SIGNED = pattern(r"^--\s*$")
_WROTE = pattern(r"^(?:On|Op|Am|Le)\b.{4,200}(?:wrote|schreef|schrieb|écrit).{0,80}:\s*$")


@frozen
class Answer:
    """What somebody answered."""

    question: Question
    text: str


@frozen
class Answers:
    """What a mail holds: answers, and marks of questions that are not open here."""

    found: tuple[Answer, ...] = ()
    unknown: tuple[str, ...] = ()


def find_answers(mail: str, questions: Sequence[Question], sent: Iterable[str] = ()) -> Answers:
    """Return the answers that a mail holds to `questions`; `sent` are the lines that went out."""
    known = {_bare(line) for line in sent} - {""}
    texts: dict[str, list[str]] = {}
    marked: dict[str, Question] = {}
    unknown: dict[str, None] = {}
    at = ""
    for line in mail[:MOST].splitlines():
        rest = line
        if found := _MARK.search(line):
            at = found[1].upper()
            question = by_mark(questions, at)
            if question is None:
                unknown[at], at = None, ""
                continue
            at = question.note.id
            marked[at] = question
            rest = line[found.end() :]
        if _SIGNED.match(line) or _WROTE.match(line):
            at = ""
        if at and not _QUOTED.match(line) and (_bare(rest) not in known or not rest.strip()):
            texts.setdefault(at, []).append(rest.strip())
    answers = [Answer(marked[one], text) for one, lines in texts.items() if (text := _joined(lines))]
    return Answers(tuple(answers), tuple(unknown))


def _bare(line: str) -> str:
    """Return a line without what quoting, marks and spacing did to it."""
    return " ".join(_MARK.sub(" ", line.lstrip(" >|\t")).split())


def _joined(lines: Sequence[str]) -> str:
    """Return lines as one text, blank ones only inside it and never two."""
    text: list[str] = []
    for line in lines:
        if line or (text and text[-1]):
            text.append(line)
    return "\n".join(text).strip()
