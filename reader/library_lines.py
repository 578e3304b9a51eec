"""The library as lines: a head, a row an article, and what waits for one.

What does not fit is left out by column, the least important first; the title
and how far its claims are stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.workflow import ClaimState
from articles.untrusted import one_line
from reader.ages import age, day
from reader.boxes import bar
from reader.cells import cell_len, fit
from reader.keys import shown
from reader.library_rows import LibraryRow, Sort
from reader.lines import Line, Look, Piece
from reader.words import _, called, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from annotations.progress import Progress, Waiting
    from reader.glyphs import Glyphs
    from reader.keys import Key

__all__ = ["HEAD_ROWS", "LibraryRow", "library_foot", "library_head", "library_hints", "library_line"]

HEAD_ROWS = 2
"""Above the rows: what there is, and a blank one."""
_DATE_FROM, _BAR_FROM, _MARKS_FROM, _AGE_FROM, _REVIEWERS_FROM = 54, 70, 76, 96, 112
"""Cells from which there is room for each column."""
_LANGUAGE, _DATE, _BAR, _COUNT, _MARKS, _AGE, _REVIEWERS = 3, 11, 8, 8, 8, 11, 15
"""Cells of each column, without the two before it."""
_GAP = "  "
_LONGEST = 400
_LEAST_FOR_TAGS = 8


def library_hints(keys: Iterable[Key]) -> str:
    """Return the few keys that the head names, as one has them."""
    of = {key.id: shown(key.keys[0]) for key in keys if key.keys}
    named = (
        ("library-filter", _("filter")),
        ("library-sort", _("sort")),
        ("library-read", _("read")),
        ("library-export", _("export")),
        ("library-help", _("help")),
    )
    return _GAP.join(f"{of[name]} {words}" for name, words in named if name in of)


def library_head(
    rows: Sequence[LibraryRow], found: int, width: int, glyphs: Glyphs, *, sort: Sort, hints: str = ""
) -> Line:
    """Return how much there is, in which order, and a few keys where there is room.

    `rows` are the articles that are not hidden, `found` how many of them the filter lets through.
    """
    claims = sum(row.progress.claims for row in rows if row.progress)
    counted = plural("{n} article", "{n} articles", len(rows))
    if found < len(rows):
        counted = _("{n} of {all}").format(n=found, all=counted)
    parts = [_("Library"), counted, plural("{n} claim", "{n} claims", claims), _sort_words(sort)]
    dot = f" {glyphs.dot} "
    while len(parts) > 2 and cell_len(dot.join(parts)) > width:  # noqa: PLR2004 - name and count stay
        parts.pop()
    left = fit(dot.join(parts), width, ellipsis=glyphs.ellipsis)
    gap = width - cell_len(left) - cell_len(hints)
    if gap <= 1 or not hints:
        return Line((Piece(left, Look.LABEL),))
    return Line((Piece(left, Look.LABEL), Piece(" " * gap), Piece(hints, Look.MUTED)))


def library_line(
    row: LibraryRow,
    width: int,
    glyphs: Glyphs,
    now: datetime,
    *,
    chosen: bool,
    company: Sequence[str] = (),
) -> Line:
    """Return an article as one row, exactly `width` cells wide; `company` names those who are at it."""
    mark = f"{glyphs.current} " if chosen else "  "
    columns = _columns(row, width, glyphs, now)
    room = width - cell_len(mark) - sum(cell_len(piece.text) for piece in columns)
    look = Look.STRONG if chosen else Look.MUTED if row.is_removed else Look.PLAIN
    return Line((Piece(mark, Look.ACCENT), *_title(row, company, room, look, glyphs), *columns), item=row.id)


def library_foot(waiting: Waiting, width: int, glyphs: Glyphs, *, counting: bool = False) -> Line:
    """Return what waits for one, and what the signs of the rows mean where there is room."""
    parts = [
        plural("{n} claim to review", "{n} claims to review", waiting.to_review) if waiting.to_review else "",
        plural("{n} where you differ", "{n} where you differ", waiting.i_differ) if waiting.i_differ else "",
        plural("{n} stale", "{n} stale", waiting.stale) if waiting.stale else "",
        plural("{n} asked", "{n} asked", waiting.asked) if waiting.asked else "",
    ]
    listed = f" {glyphs.dot} ".join(filter(None, parts))
    left = _("Waiting for you: {things}").format(things=listed) if listed else _("Nothing waits for you.")
    if counting:
        left = f"{left} {glyphs.dot} {_('counting')}" if listed else _("Counting")
        left += glyphs.ellipsis
    left = fit(f" {left}", width, ellipsis=glyphs.ellipsis)
    legend = _GAP.join(
        f"{glyphs.states[state]} {called(state)}" for state in (ClaimState.DIFFER, ClaimState.CHANGED)
    )
    gap = width - cell_len(left) - cell_len(legend) - 1
    if gap <= 1:
        return Line((Piece(left + " " * (width - cell_len(left)), Look.STATUS),))
    return Line((Piece(left + " " * gap, Look.STATUS), Piece(f"{legend} ", Look.STATUS | Look.MUTED)))


def _sort_words(sort: Sort) -> str:
    return {
        Sort.OPENED: _("by last opened"),
        Sort.TITLE: _("by title"),
        Sort.DATE: _("by date"),
        Sort.PROGRESS: _("by progress"),
    }[sort]


def _columns(row: LibraryRow, width: int, glyphs: Glyphs, now: datetime) -> list[Piece]:
    progress = row.progress
    columns = []
    if width >= _DATE_FROM:
        columns.append(_column(row.language, _LANGUAGE, glyphs))
        columns.append(_column(day(row.published), _DATE, glyphs))
    if width >= _BAR_FROM:
        columns.append(_column(_bar(progress, glyphs), _BAR, glyphs))
    counted = fit(_count(progress, glyphs), _COUNT - 1, ellipsis=glyphs.ellipsis)
    columns.append(Piece(counted.rjust(_COUNT), Look.MUTED))
    if width >= _MARKS_FROM:
        columns.append(_marks(progress, glyphs))
    if width >= _REVIEWERS_FROM:
        names = ", ".join(progress.reviewers) if progress else ""
        columns.append(_column(names, _REVIEWERS, glyphs))
    if width >= _AGE_FROM:
        columns.append(_column(age(row.opened, now) if row.opened else "", _age_width(), glyphs))
    return columns


def _age_width() -> int:
    """Return how many cells the longest age takes."""
    return max(_AGE, cell_len(plural("{n} min ago", "{n} min ago", 59)))


def _title(row: LibraryRow, company: Sequence[str], room: int, look: Look, glyphs: Glyphs) -> list[Piece]:
    """Return the title, and behind it who is there and the tags, as far as there is room for all."""
    title = fit(one_line(row.title or row.id, _LONGEST), room, ellipsis=glyphs.ellipsis)
    labels = [_("removed")] if row.is_removed else []
    if company:
        labels.append(_("now: {who}").format(who=", ".join(company)))
    labels += [f"#{tag}" for tag in row.progress.tags] if row.progress else []
    spare = room - cell_len(title) - len(_GAP)
    tags = ""
    if labels and spare >= _LEAST_FOR_TAGS:
        tags = _GAP + fit(one_line(" ".join(labels), _LONGEST), spare, ellipsis=glyphs.ellipsis)
    filler = " " * (room - cell_len(title) - cell_len(tags))
    return [Piece(title, look), Piece(tags + filler, Look.MUTED)]


def _bar(progress: Progress | None, glyphs: Glyphs) -> str:
    if progress is None:
        return ""
    if not progress.claims and progress.sentences:
        return bar(progress.checked, progress.on_author, progress.sentences, _BAR, glyphs)
    return bar(progress.settled, progress.under_way, progress.claims, _BAR, glyphs)


def _count(progress: Progress | None, glyphs: Glyphs) -> str:
    if progress is None:
        return glyphs.ellipsis
    if not progress.claims and progress.sentences:
        return f"{progress.checked}/{progress.sentences}"
    return f"{progress.settled}/{progress.claims}" if progress.claims else ""


def _marks(progress: Progress | None, glyphs: Glyphs) -> Piece:
    """Return on how many claims reviewers differ, and the words of how many changed."""
    counts = (
        ((ClaimState.DIFFER, progress.differ), (ClaimState.CHANGED, progress.changed)) if progress else ()
    )
    signs = " ".join(f"{glyphs.states[state]}{count}" for state, count in counts if count)
    return _column(signs, _MARKS, glyphs, Look.WARN)


def _column(text: str, width: int, glyphs: Glyphs, look: Look = Look.MUTED) -> Piece:
    """Return text after a gap, cut or filled to exactly `width` cells."""
    cut = fit(one_line(text, _LONGEST), width, ellipsis=glyphs.ellipsis)
    return Piece(_GAP + cut + " " * (width - cell_len(cut)), look)
