"""Ticking what there is to check in a sentence, each time as one transaction.

One record holds what one person ticked in one sentence; each tick more is a
version of it.  So the sentence's anchor carries all of them, and a sentence is
one line of the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.drafting import anchor_at
from annotations.errors import UsageError
from annotations.model import Check
from annotations.ticks import Tick, TickMark
from articles.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annotations.checking import CheckView, TickView
    from annotations.dossier import Dossier
    from annotations.recording import Recorder
    from annotations.ticks import Item
    from articles.model import Span

TICKED, UNTICKED = "ticked", "tick taken off"
"""What was done, in the words of an undo message."""


def tick(
    recorder: Recorder, dossier: Dossier, sentence: Span, items: Iterable[Item], mark: TickMark
) -> Check | None:
    """Mark items of a sentence as one's own; what one said of them before gives way.

    None where all of them carry that mark already.

    Raises:
        UsageError: an item stands outside the sentence.
        Conflict: another session of one's own ticked there meanwhile.
    """
    text = dossier.text
    made = []
    for item in items:
        if not sentence.covers(item.span):
            raise UsageError("these words are not in that sentence")
        words = item.span.cut(text)
        made.append(Tick(item.kind, words, item.span.start - sentence.start, mark, item.aspect))
    kept = _own_ticks(recorder, dossier, sentence)
    if all(one in kept for one in made):
        return None
    taken = {_key(one) for one in made}
    return _write(recorder, dossier, sentence, [one for one in kept if _key(one) not in taken] + made, TICKED)


def untick(recorder: Recorder, dossier: Dossier, sentence: Span, item: Item) -> Check | None:
    """Take one's own mark off an item; None where there is none.

    Raises:
        Conflict: another session of one's own ticked there meanwhile.
    """
    gone = item.kind, item.aspect, item.span.start - sentence.start
    kept = _own_ticks(recorder, dossier, sentence)
    left = [one for one in kept if _key(one) != gone]
    return _write(recorder, dossier, sentence, left, UNTICKED) if len(left) < len(kept) else None


def last_unticked(before: Dossier, after: Dossier) -> tuple[Span, Tick] | None:
    """Return the first tick that stood before and stands no more, with where it stood; None for none."""
    standing = {_place(one) for view in after.checks for one in view.standing}
    gone = (one for view in before.checks for one in view.standing if _place(one) not in standing)
    return next(((one.span, one.tick) for one in gone), None)


def _place(one: TickView) -> tuple[str, Tick, int]:
    return one.person, one.tick, one.span.start


def _key(one: Tick) -> tuple[str, str, int]:
    return one.kind, one.aspect, one.offset


def _own(recorder: Recorder, dossier: Dossier, sentence: Span) -> CheckView | None:
    """Return one's own check of a sentence, none that was imported."""
    return next(
        (
            view
            for view in dossier.checks
            if view.check.author == recorder.reviewer
            and not view.check.creator
            and view.span is not None
            and view.span.overlaps(sentence)
        ),
        None,
    )


def _own_ticks(recorder: Recorder, dossier: Dossier, sentence: Span) -> list[Tick]:
    """Return one's own ticks that stand in a sentence, as they would be made now."""
    own = _own(recorder, dossier, sentence)
    standing = own.standing if own else ()
    return [
        replace(one.tick, words=one.span.cut(dossier.text), offset=one.span.start - sentence.start)
        for one in standing
        if sentence.covers(one.span)
    ]


def _write(recorder: Recorder, dossier: Dossier, sentence: Span, ticks: Sequence[Tick], label: str) -> Check:
    """Write what one ticked in a sentence; what had fallen is left to the history."""
    held: dict[str, Any] = {
        "anchor": anchor_at(dossier, sentence, "a check"),
        "ticks": tuple(sorted(ticks, key=lambda one: (one.offset, one.kind, one.aspect))),
        "published": dossier.revision.article.metadata.published,
    }
    own = _own(recorder, dossier, sentence)
    if own is not None:
        return recorder.rewrite([(own.check, replace(own.check, **held))], label=label)[0]
    check = Check(**recorder.fresh(), article=dossier.revision.article_id, **held)
    return recorder.make(check, label=label)[0]
