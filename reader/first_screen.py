"""The reading screen as it will first be, composed without Textual; pure.

It is painted while Textual is still being imported, and must be what Textual
then paints over it: the same leaf, panel and status line, put side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.frozen import replace
from articles.stepping import Sentences
from reader.arrangement import arrange, too_small
from reader.cells import cell_len
from reader.contents_lines import contents_lines, headings_of
from reader.finding_words import Matches
from reader.leaf import Leaf
from reader.lines import Line, Look, Piece
from reader.navigable import kept_place, place_key, restored
from reader.panel.claims import compose_claim
from reader.panel.overview import ClaimRows, compose_overview
from reader.panel.setting import items
from reader.status import compose_status, first_words, reading_status

if TYPE_CHECKING:
    from annotations.dossier import Dossier
    from reader.services import Services


def first_screen(
    services: Services,
    dossier: Dossier,
    width: int,
    height: int,
    *,
    leaf: Leaf | None = None,
    whole: int = 0,
    kept_rows: ClaimRows | None = None,
) -> list[Line]:
    """Return the rows of the screen; none where the window is too small for it.

    `leaf` is one that shows the dossier already, and may be turned to another place;
    `kept_rows` are rows of the panel that were set before.
    Of a text's beginning, `whole` is about how long the whole is.
    """
    if too_small(width, height):
        return []
    config, glyphs = services.config, services.glyphs
    shown = arrange(width, height, panel=config.panel_width)
    rows = height - 1
    if leaf is None:
        leaf = Leaf(glyphs, config.measure, config.spacing)
        leaf.whole = whole
        leaf.resize(shown.article, rows)
        leaf.show(dossier)
    else:
        leaf.resize(shown.article, rows)
        leaf.show_matches(Matches())
        leaf.show_suggestions(())
        if leaf.measure != config.measure:
            leaf.set_measure(config.measure)
    kept = kept_place(services.desk.recall(place_key(dossier.revision.article_id)))
    pointing = restored(kept, dossier, Sentences(dossier.revision.article))
    if kept:
        leaf.go_to(kept.offset)
    leaf.point_at(pointing)
    columns = [(leaf.lines(), shown.article)]
    if shown.contents:
        at = leaf.visible_span.start
        headings = headings_of(dossier.revision.article)
        listed = contents_lines(dossier.text, headings, at, shown.contents, rows, glyphs)
        columns.insert(0, (listed, shown.contents))
    if shown.panel:
        kept_rows = kept_rows or ClaimRows()
        lines = _panel(
            services, dossier, pointing.claim, shown.panel - 2, compact=shown.compact, kept_rows=kept_rows
        )
        panel, rule = (
            (list(lines[:rows]), shown.panel - 1),
            ([Line((Piece(glyphs.rule, Look.RULE),))] * rows, 1),
        )
        columns += [rule, panel]
    if config.panel_side == "left":
        columns.reverse()
    status = reading_status(dossier, pointing, percent=leaf.percent)
    status = replace(status, message=first_words(services.notices, dossier))
    foot = compose_status(status, width, dot=glyphs.dot, ellipsis=glyphs.ellipsis, boxes=glyphs)
    return [*_side_by_side(columns, rows), foot]


def _panel(
    services: Services, dossier: Dossier, claim: str, width: int, *, compact: bool, kept_rows: ClaimRows
) -> tuple[Line, ...]:
    view = dossier.claim(claim)
    me, now, glyphs = services.session.reviewer, services.clock(), services.glyphs
    selected = claim
    lines: tuple[Line, ...] = ()
    for _ in range(2):
        if view:
            lines = compose_claim(dossier, view, selected, width, glyphs, me=me, now=now, compact=compact)
        else:
            lines = compose_overview(
                dossier, selected, width, glyphs, me=me, now=now, compact=compact, kept=kept_rows
            )
        found = items(lines)
        if selected in found or not found:
            break
        selected = found[0]
    return lines


def _side_by_side(columns: list[tuple[list[Line], int]], rows: int) -> list[Line]:
    joined = []
    for number in range(rows):
        pieces: list[Piece] = []
        for lines, width in columns:
            line = lines[number] if number < len(lines) else Line()
            used = sum(cell_len(piece.text) for piece in line.pieces)
            pieces += (*line.pieces, Piece(" " * max(0, width - used)))
        joined.append(Line(tuple(piece for piece in pieces if piece.text)))
    return joined
