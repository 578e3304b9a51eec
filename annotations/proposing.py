"""Proposed wordings, and whether an article has taken them up; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.anchors import AnchorState
from annotations.model import Purpose
from articles.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotations.anchors import Resolution
    from annotations.dossier import ClaimView
    from annotations.model import Note

NEAR = 400
"""Code points on each side of the old place in which the new words are looked for: about a paragraph."""


def taken_up(note: Note, place: Resolution, words: Callable[[Span], str]) -> bool:
    """Tell whether a proposed wording stands in the article now, typography aside.

    `place` is what became of the words that it would replace, `words` returns
    what stands at a place.  What was to be struck out is taken up once it is gone.
    """
    if note.purpose is not Purpose.WORDING or note.deleted:
        return False
    if place.state is AnchorState.EXACT and note.old not in note.new:
        return False
    at = place.span or (Span(place.gap, place.gap) if place.gap is not None else None)
    if at is None:
        return False
    around = _plain(words(Span(max(0, at.start - NEAR), at.end + NEAR)))
    new, old = _plain(note.new), _plain(note.old)
    if not new:
        return old not in around
    # A proposal that adds to the old words holds them itself.
    return new in around and old not in around.replace(new, "\0")


def proposed_by(view: ClaimView, person: str) -> str:
    """Return the words that a person proposed last for a claim, and that are not taken up; empty for none."""
    mine = (
        thread.note
        for thread in view.notes
        if thread.note.purpose is Purpose.WORDING
        and thread.note.person == person
        and not (thread.note.deleted or thread.taken_up)
    )
    last = max(mine, key=lambda note: note.id, default=None)
    return last.new if last else ""


def _plain(text: str) -> str:
    # Imported here: few articles have a proposal that must be looked for.
    from annotations.folding import fold

    return fold(text, cased=True).text.strip()
