"""A checklist as objects for JSON: how far an article is, and every sentence with its items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotations.checklist import CheckProgress, ItemView, SentenceView


def progress_object(progress: CheckProgress) -> dict[str, int]:
    """Return how many sentences are how far."""
    return {
        "all": progress.sentences,
        "checked": progress.checked,
        "on_author": progress.on_author,
        "asked": progress.asked,
        "open": progress.open,
        "read_again": progress.again,
    }


def sentence_object(number: int, view: SentenceView, text: str) -> dict[str, Any]:
    """Return the sentence of that number in an article of this text."""
    return {
        "number": number,
        "start": view.span.start,
        "end": view.span.end,
        "text": view.span.cut(text),
        "status": str(view.status),
        "read_again": list(view.again),
        "items": [_item(one, text) for one in view.items],
        "fallen": [
            {"author": who, "kind": str(tick.kind), "text": tick.words, "mark": str(tick.mark)}
            for who, tick in view.fallen
        ],
    }


def _item(one: ItemView, text: str) -> dict[str, Any]:
    item = one.item
    return {
        "kind": str(item.kind),
        "aspect": str(item.aspect),
        "start": item.span.start,
        "end": item.span.end,
        "text": item.span.cut(text),
        "asked": one.asked,
        "ticks": [{"author": tick.person, "mark": str(tick.tick.mark)} for tick in one.ticks],
    }
