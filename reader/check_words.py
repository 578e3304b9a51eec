"""How far an article is checked, and what its items are called, in words; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.ticks import Aspect, ItemKind
from reader.words import _, called, number

if TYPE_CHECKING:
    from annotations.checklist import CheckProgress, SentenceView
    from annotations.ticks import Item


def check_facts(checked: CheckProgress) -> list[str]:
    """Return how many sentences are ticked, and apart what the reporter vouches for and what is asked."""
    told = _("{n}/{all} sentences").format(n=number(checked.checked), all=number(checked.sentences))
    counts = ((checked.on_author, _("{n} on author")), (checked.asked, _("{n} asked")))
    return [told, *(words.format(n=number(count)) for count, words in counts if count)]


def kind_words(item: Item, view: SentenceView) -> str:
    """Return what an item of a sentence is; of a figure with two questions, which of them."""
    if item.kind is not ItemKind.FIGURE:
        return called(item.kind)
    said = any(one.item.aspect is Aspect.SAID and one.item.span == item.span for one in view.items)
    return called(item.kind) + (f" {called(item.aspect)}" if said else "")
