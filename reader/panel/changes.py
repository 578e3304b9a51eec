"""What the newest revision asks to be read: its new and touched sentences, and some beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.lines import Look, Piece
from reader.panel.item_ids import sentence_item
from reader.panel.setting import blank, clean_line, joined, label, paragraph, row
from reader.words import _, called, number

if TYPE_CHECKING:
    from annotations.revising import ComparedSentence, Comparison
    from reader.lines import Line
    from reader.panel.setting import Setting

MOST_ROWS = 100
"""Sentences that are listed; a text that was written anew is read as a whole."""


def change_lines(setting: Setting, comparison: Comparison | None) -> list[Line]:
    """Return the sentences to read, each an item that Enter goes to; nothing where there are none."""
    if comparison is None:
        return []
    listed = comparison.to_read
    if not listed:
        return []
    counts = (
        (len(comparison.added), _("{n} new")),
        (len(comparison.touched), _("{n} touched")),
        (len(comparison.again), _("{n} to read again")),
    )
    said = [Piece(words.format(n=number(count)), Look.MUTED) for count, words in counts if count]
    lines = [
        blank(),
        label(setting, _("CHANGES")),
        row(setting, joined(said, setting.glyphs.dot), head=False),
    ]
    for one in listed[:MOST_ROWS]:
        lines += _sentence(setting, one, comparison.new.text)
    if len(listed) > MOST_ROWS:
        more = _("{n} more: postil diff lists them").format(n=number(len(listed) - MOST_ROWS))
        lines.append(row(setting, [Piece(more, Look.MUTED)], head=False))
    return lines


def _sentence(setting: Setting, one: ComparedSentence, text: str) -> list[Line]:
    item = sentence_item(one.span.start)
    words = clean_line(one.span.cut(text))
    what = _("read again") if one.again else called(one.state)
    if item != setting.selected:
        return [row(setting, [Piece(words[: setting.width * 2])], [Piece(what, Look.MUTED)], item=item)]
    lines = paragraph(setting, [Piece(words, Look.STRONG)], item=item, head=True)
    because = ", ".join(map(clean_line, one.again))
    why = _("because of: {words}").format(words=because) if because else ""
    said = joined([Piece(what, Look.MUTED), Piece(why, Look.MUTED)], setting.glyphs.dot)
    return lines + paragraph(setting, said, item=item)
