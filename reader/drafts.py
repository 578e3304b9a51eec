"""What is being written, as it is kept on the desk until it is saved; pure."""

from __future__ import annotations

from typing import Any

from annotations.asking import asked_of
from annotations.errors import UsageError
from annotations.model import Purpose, Target, TargetKind
from articles.frozen import frozen
from articles.model import Span


@frozen
class Writing:
    """A text being written: what it is about and what will become of it.

    `edits` is the id of the record that is changed, empty for a new note; then
    `target` and, for words of the article, `passage` say what the note is on.
    """

    article: str
    title: str
    target: Target
    passage: Span | None = None
    edits: str = ""
    text: str = ""
    purpose: Purpose = Purpose.COMMENT
    old: str = ""
    """Of a proposed wording: the words as they stand."""

    @property
    def key(self) -> str:
        """Under which key the desk keeps it: one an article and thing."""
        place = f"-{self.passage.start}-{self.passage.end}" if self.passage is not None else ""
        # A reply to a note and a change of it are two things.
        about = f"edit-{self.edits}" if self.edits else self.target.id
        about = about if self.purpose is Purpose.COMMENT else f"{self.purpose}-{about}"
        return f"draft-{self.article}-{about}{place}"


def says_nothing(writing: Writing, text: str) -> bool:
    """Tell whether a text is left as it was found: nothing new was written.

    Words that are proposed to be struck out leave none.
    """
    if writing.purpose is Purpose.WORDING:
        return text.strip() == writing.old.strip()
    return not text.strip() and not writing.edits


def fields_of(writing: Writing) -> dict[str, Any]:
    """Return what a new note of this text says, by the names of its fields.

    A question may begin with `@name`, who is then asked.

    Raises:
        UsageError: a proposed wording is the wording that stands.
    """
    if writing.purpose is Purpose.QUESTION:
        to, text = asked_of(writing.text)
        return {"purpose": writing.purpose, "to": to, "text": text}
    if writing.purpose is Purpose.WORDING:
        new = writing.text.strip()
        if new == writing.old.strip():
            raise UsageError("these are the words as they stand", "change them, or ctrl+g to leave them")
        return {"purpose": writing.purpose, "old": writing.old, "new": new, "text": ""}
    return {"text": writing.text}


def prefix_of(article: str) -> str:
    """Return what the keys of an article's drafts begin with."""
    return f"draft-{article}-"


def as_kept(writing: Writing) -> dict[str, Any]:
    """Return a draft as the desk keeps it."""
    passage = None if writing.passage is None else [writing.passage.start, writing.passage.end]
    return {
        "article": writing.article,
        "title": writing.title,
        "kind": str(writing.target.kind),
        "target": writing.target.id,
        "passage": passage,
        "edits": writing.edits,
        "text": writing.text,
        "purpose": str(writing.purpose),
        "old": writing.old,
    }


def from_kept(value: dict[str, Any] | None) -> Writing | None:
    """Return the draft that the desk kept; None where it is not one."""
    try:
        if not value or not value["text"].strip():
            return None
        passage = value.get("passage")
        return Writing(
            article=str(value["article"]),
            title=str(value["title"]),
            target=Target(TargetKind(value["kind"]), str(value["target"])),
            passage=Span(*map(int, passage)) if passage else None,
            edits=str(value.get("edits", "")),
            text=str(value["text"]),
            purpose=Purpose(value.get("purpose", Purpose.COMMENT)),
            old=str(value.get("old", "")),
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return None
