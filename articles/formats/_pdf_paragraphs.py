"""Lines of pages as paragraphs, headings and list items."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from articles.building import BETWEEN_BLOCKS, BETWEEN_LINES
from articles.formats._pdf_columns import Shape, place, shape_of
from articles.formats._text_lines import shares_its_end
from articles.frozen import frozen
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from articles.formats._pdf_columns import Placed
    from articles.formats._pdf_lines import Line


class PieceKind(StrEnum):
    """What a piece of a page is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"


@frozen
class Piece:
    """Lines that belong together, joined."""

    kind: PieceKind
    words: tuple[tuple[int, str], ...]
    """What of it stands on which page, pages counted from 0."""
    level: int = 0
    marker: str = ""
    gap: str = BETWEEN_BLOCKS


_GAP = 1.3
"""Times the usual leading from which on there is a paragraph between two lines."""
_NOTE = 0.95
"""Times the usual size: smaller lines at the bottom of a page are footnotes."""
_SAME_HEIGHT = 0.3
_INDENT = 0.7
_LEEWAY = 0.6
"""The three in sizes; the last is how exactly the edge of a column is known."""
_LONGEST_HEADING = 200
_DEEPEST = 6
_OPEN_ENDS = ",;-\u2010\u00ad–—"
_STOPS = ".!?:…"
_CLOSERS = "\"'”’»)]"
_BULLET = pattern(r"[•‣▪●◦■○·\uf0b7\u2043]\s*(?=\S)|[-–]\s+(?=\S)")
_NUMBER = pattern(r"(\(?\d{1,2}[.)]|[a-z]\))\s+(?=\S)")
_SIGN = pattern(r"[•‣▪●◦■○·–\uf0b7\u2043-]|\(?\d{1,2}[.)]|[a-z]\)")
_NOTED = pattern(r"(?:\d{1,3}|[*†‡])[ .)]?\s*[^\W\d_]")
_PARTED = pattern(r"([^\W_]+)([-\u2010\u00ad])$")
_COMPOUND = pattern(r"[^\W\d_]+-[^\W\d_]+")
_FIRST_WORD = pattern(r"[^\W_]+")


def pieces_of(pages: Sequence[Sequence[Line]]) -> list[Piece]:
    """Return what the pages hold, in order; paragraphs that run over a page or column are joined."""
    lines = place(pages)
    if not lines:
        return []
    shape = shape_of([one.line for one in lines])
    compounds = {found.casefold() for one in lines for found in _COMPOUND.findall(one.line.text)}
    pieces: list[Piece] = []
    for group in _joined_over_notes(_groups(lines, shape), shape):
        piece = _piece(group, shape, compounds)
        follows = pieces and pieces[-1].kind is piece.kind is PieceKind.ITEM
        pieces.append(
            Piece(piece.kind, piece.words, piece.level, piece.marker, BETWEEN_LINES) if follows else piece
        )
    return pieces


def _groups(lines: Sequence[Placed], shape: Shape) -> Iterator[list[Placed]]:
    """Yield the lines that are one piece."""
    group = [lines[0]]
    for line in lines[1:]:
        if _begins(group, line, shape):
            yield group
            group = []
        group.append(line)
    yield group


def _joined_over_notes(groups: Iterable[list[Placed]], shape: Shape) -> list[list[Placed]]:
    """Return the pieces, those joined between which only footnotes stand, with the notes behind."""
    joined: list[list[Placed]] = []
    for group in groups:
        at = len(joined)
        while at and _may_be_note(joined[at - 1], shape):
            at -= 1
        if 0 < at < len(joined) and _goes_on(joined[at - 1], group, shape):
            joined[at - 1].extend(group)
        else:
            joined.append(group)
    return joined


def _may_be_note(group: list[Placed], shape: Shape) -> bool:
    small = all(one.line.size < _NOTE * shape.size for one in group)
    return small or bool(_NOTED.match(group[0].line.text))


def _goes_on(before: list[Placed], group: list[Placed], shape: Shape) -> bool:
    """Tell whether a piece goes on with what another said at the end of the page before."""
    first, last = group[0], before[-1]
    return (
        first.page == last.page + 1
        and first.line.size == last.line.size == shape.size
        and not shape.level(first.line)
        and not _marker(first.line.text)
        and not _is_row(before)
        and _runs_on(last, first)
    )


def _begins(group: list[Placed], here: Placed, shape: Shape) -> bool:
    """Tell whether a line begins another piece than the one that `group` has so far."""
    before = group[-1]
    size = before.line.size
    drop = (before.line.y - here.line.y) / size
    same_flow = here.flow == before.flow
    if same_flow and abs(drop) < _SAME_HEIGHT:
        # Cells of a row, or words far apart.
        return False
    if _is_row(group) or shape.level(before.line) != shape.level(here.line):
        return True
    if abs(here.line.size - size) > 0.08 * size:
        return True
    if _BULLET.match(here.line.text):
        return True
    if not same_flow:
        return not _runs_on(before, here)
    return drop > _GAP * shape.leading or _breaks(group, here)


def _breaks(group: list[Placed], here: Placed) -> bool:
    """Tell whether a line right under another begins a piece by where it and its neighbours begin and end."""
    first, before, size = group[0], group[-1], group[-1].line.size
    if _marker(first.line.text):
        # What goes on in an item stands under its words, not under its sign.
        return here.line.x0 < first.line.x0 + 0.3 * size or bool(_NUMBER.match(here.line.text))
    inset = here.line.x0 - here.left > _INDENT * size
    was_inset = before.line.x0 - before.left > _INDENT * size
    if inset and here.line.x0 - before.line.x0 > _INDENT * size:
        return True
    if was_inset and len(group) > 1 and before.line.x0 - here.line.x0 > _INDENT * size:
        return True
    return _would_have_fitted(before, here) and _may_begin(before.line.text, here.line.text)


def _would_have_fitted(before: Placed, here: Placed) -> bool:
    """Tell whether there was room for the first word of a line at the end of the one before."""
    word = here.line.text.partition(" ")[0]
    each = (here.line.x1 - here.line.x0) / len(here.line.text)
    return before.line.x1 + (len(word) + 1) * each < before.right - _LEEWAY * before.line.size


def _may_begin(before: str, here: str) -> bool:
    ended = before.rstrip(_CLOSERS)[-1:] in _STOPS
    return ended or (before[-1] not in _OPEN_ENDS and not here.lstrip("\"'“„«‘([")[:1].islower())


def _runs_on(before: Placed, here: Placed) -> bool:
    """Tell whether the first line of a column or page goes on with what the last one said."""
    if _NUMBER.match(here.line.text) or before.line.text.rstrip(_CLOSERS)[-1:] in _STOPS:
        return False
    return before.line.text[-1] in _OPEN_ENDS or not _would_have_fitted(before, here)


def _is_row(group: list[Placed]) -> bool:
    """Tell whether a group is cells that stand beside each other."""
    if len(group) == 1 or _SIGN.fullmatch(group[-2].line.text):
        return False
    return abs(group[-1].line.y - group[-2].line.y) < _SAME_HEIGHT * group[-1].line.size


def _marker(text: str) -> str:
    """Return what makes a line an item, as it is shown; `''` for what is none."""
    if _BULLET.match(text):
        return "•"
    found = _NUMBER.match(text)
    return found[1] if found else ""


def _piece(group: list[Placed], shape: Shape, compounds: set[str]) -> Piece:
    words = _joined(group, compounds)
    level = shape.level(group[0].line)
    text = "".join(part for _, part in words)
    if level and len(text) <= _LONGEST_HEADING and any(char.isalpha() for char in text):
        return Piece(PieceKind.HEADING, words, min(level, _DEEPEST))
    marker = _marker(text)
    if marker:
        (page, first), *rest = words
        sign = _BULLET.match(first) or _NUMBER.match(first)
        cut = first[sign.end() :] if sign else first
        return Piece(PieceKind.ITEM, ((page, cut), *rest), marker=marker)
    return Piece(PieceKind.PARAGRAPH, words)


def _joined(group: list[Placed], compounds: set[str]) -> tuple[tuple[int, str], ...]:
    """Return the words of a group page by page, words that were parted at the end of a line whole again."""
    parts: list[list[str]] = [[group[0].line.text]]
    pages = [group[0].page]
    for line in group[1:]:
        text = line.line.text
        keep, between = _seam(parts[-1][-1], text, compounds)
        parts[-1][-1] = keep
        if line.page == pages[-1]:
            parts[-1].append(between + text)
        else:
            parts[-1].append(between)
            pages.append(line.page)
            parts.append([text])
    return tuple((page, "".join(words)) for page, words in zip(pages, parts, strict=True))


def _seam(before: str, after: str, compounds: set[str]) -> tuple[str, str]:
    """Return `before` as it stays, and what comes between it and `after`."""
    parted, word = _PARTED.search(before), _FIRST_WORD.match(after)
    if not parted:
        return before, " "
    if shares_its_end(after):
        return before, " "
    if not word:
        return before, " "
    if not word[0][0].islower():
        return before, ""
    if parted[2] == "-" and f"{parted[1]}-{word[0]}".casefold() in compounds:
        return before, ""
    return before[:-1], ""
